"""Taking in what headquarters publishes: institutions, assignments, checklists, declared values."""

from inspector.services.ports import ChangeStore
from inspector.wire.messages import ChangesPage


class Updating:
    """Stores pages of changes, each atomically with its cursor."""

    def __init__(self, changes: ChangeStore) -> None:
        self._changes = changes

    def cursor(self) -> int:
        """What to ask headquarters for next."""
        return self._changes.cursor()

    def accept(self, page: ChangesPage) -> int:
        """Store one page; how many changes were taken."""
        return self._changes.accept(page)
