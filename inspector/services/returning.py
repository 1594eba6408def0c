"""Inspections that headquarters sent back: what was said, and answering it with a new revision.

A returned inspection becomes the draft of its next revision; its seals, acts and receipts stay. What may change is in
services.desk. Proof, signatures, seal and delivery are the same as ever: the new act supersedes the one before.
"""

from inspector.core.errors import NotFound
from inspector.services.ports import ReturnedSummary, ReviewStore, Scope, ViolationRow
from inspector.wire.reviews import ReviewBody


class Returning:
    """Reviews and violations, as headquarters told this laptop."""

    def __init__(self, store: ReviewStore) -> None:
        self._store = store

    def returned(self) -> tuple[ReturnedSummary, ...]:
        """What was sent back and is not accepted yet, newest review first."""
        return self._store.returned()

    def one(self, inspection_id: str) -> ReturnedSummary:
        """One of them. Raises NotFound."""
        found = next((each for each in self._store.returned() if each.inspection == inspection_id), None)
        if found is None:
            raise NotFound(what=inspection_id)
        return found

    def reviews(self, inspection_id: str) -> tuple[ReviewBody, ...]:
        """Every round of one inspection."""
        return self._store.reviews(inspection_id)

    def outcomes(self) -> dict[str, str]:
        """What was decided, by inspection: "accepted" or "returned", of its newest sealed revision."""
        return self._store.outcomes()

    def reopen(self, inspection_id: str) -> bool:
        """Begin the next revision; False when it was begun before. Raises NotFound, NotReturned."""
        return self._store.reopen(inspection_id)

    def violations(self, scope: Scope = "mine") -> tuple[ViolationRow, ...]:
        """What headquarters follows, earliest term first."""
        return self._store.violations(scope)
