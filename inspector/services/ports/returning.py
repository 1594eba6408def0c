"""What headquarters decided of sealed inspections, and the violations it follows: values, and who keeps them."""

from dataclasses import dataclass
from typing import Protocol

from inspector.core.institution import Institution, Visit
from inspector.services.ports.values import InspectionState, Scope
from inspector.wire.reviews import ReviewBody, ViolationBody


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedSummary:
    """An inspection whose last review sent it back, or that is being answered since.

    `revision` is the one now made or sent; `reviews` are all rounds, first one first.
    """

    inspection: str
    institution: Institution
    visit: Visit
    state: InspectionState
    revision: int
    reviews: tuple[ReviewBody, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ViolationRow:
    """One violation that headquarters follows, and where. `assigned` says it is in an own institution."""

    institution: Institution
    assigned: bool
    violation: ViolationBody


class ReviewStore(Protocol):
    """Reviews and violations as headquarters told them."""

    def returned(self) -> tuple[ReturnedSummary, ...]:
        """Inspections whose last review returned them, newest review first."""

    def reviews(self, inspection_id: str) -> tuple[ReviewBody, ...]:
        """Every review of one inspection, first round first."""

    def outcomes(self) -> dict[str, str]:
        """The outcome of the last review by inspection, where it is of the newest sealed revision."""

    def reopen(self, inspection_id: str) -> bool:
        """Turn a returned inspection into the draft of its next revision; False when it is that draft already."""

    def violations(self, scope: Scope) -> tuple[ViolationRow, ...]:
        """What is open, earliest term first, those without a term last."""
