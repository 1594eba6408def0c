"""Finding an institution among everything headquarters lists."""

from inspector.core.institution import Institution
from inspector.services.ports import InstitutionRow, InstitutionSource, Scope


class Institutions:
    """Search and look-up. Safe to call from any one thread at a time."""

    def __init__(self, source: InstitutionSource) -> None:
        self._source = source

    def search(self, query: str, *, limit: int = 200, scope: Scope = "all") -> tuple[InstitutionRow, ...]:
        """Lines for `query`, own ones first; an empty query lists from the beginning."""
        return self._source.search(query, limit, scope)

    def get(self, institution_id: str) -> Institution:
        """The institution; raises NotFound."""
        return self._source.get(institution_id)

    def count(self) -> int:
        """How many institutions this laptop knows."""
        return self._source.count()
