"""Finding an institution among everything headquarters lists."""

from inspector.core.institution import Institution
from inspector.services.ports import InstitutionRow, InstitutionSource, Scope, StoredChecklist
from inspector.wire.messages import AssignmentBody, DeclaredBody, LastVisitBody


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

    def assignment(self, institution_id: str) -> AssignmentBody | None:
        """Its assignment to this inspector, if there is one."""
        return self._source.assignment(institution_id)

    def declared(self, institution_id: str) -> DeclaredBody | None:
        """What was reported for it; never an answer."""
        return self._source.declared(institution_id)

    def last_visit(self, institution_id: str) -> LastVisitBody | None:
        """The facts of the last confirmed visit, if there was one."""
        return self._source.last_visit(institution_id)

    def checklist(self) -> StoredChecklist | None:
        """The version a new inspection would begin with, None before the first exchange."""
        return self._source.checklist()
