"""Taking in what headquarters publishes: institutions, assignments, checklists, declared values.

Whoever calls has checked the page's signature. What is read here is the shape of it.
"""

import logging

import msgspec

from inspector.core.institution import InstitutionType, Settlement
from inspector.services.ports import ChangeStore, ReceivedChange
from inspector.wire.errors import BadMessage
from inspector.wire.messages import BODIES, Change, ChangesPage, InstitutionBody

log = logging.getLogger(__name__)


class Updating:
    """Stores pages of changes, each atomically with its cursor."""

    def __init__(self, changes: ChangeStore) -> None:
        self._changes = changes

    def cursor(self) -> int:
        """What to ask headquarters for next."""
        return self._changes.cursor()

    def accept(self, page: ChangesPage) -> int:
        """Store one page; how many changes were taken. Raises BadMessage, DiskFull; then nothing of it is kept."""
        received = [_read(change) for change in page.changes if change.kind in BODIES]
        unknown = len(page.changes) - len(received)
        if unknown:
            log.warning("%d changes of kinds that this version does not know", unknown)
        return self._changes.accept(received, page.cursor)


def _read(change: Change) -> ReceivedChange:
    try:
        body = msgspec.json.decode(change.body, type=BODIES[change.kind])
        if isinstance(body, InstitutionBody):
            InstitutionType(body.type)
            Settlement(body.settlement)
        return ReceivedChange(seq=change.seq, kind=change.kind, text=bytes(change.body).decode(), body=body)
    except (msgspec.DecodeError, ValueError) as error:
        raise BadMessage from error
