"""Beginning, answering and reopening an inspection: every answer becomes one durable journal entry.

The screen works on an `OpenInspection` (pure, in memory, at once); what it returns goes to `Inspecting.record`
on another thread, and only when that returns may «Сохранено» be shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector.core.institution import Institution, Visit
from inspector.core.norm import Norm
from inspector.services.ports import Evidence, InspectionSummary, Operation, Saved, Standing, Today
from inspector.wire.messages import DeclaredBody, LastVisitBody

if TYPE_CHECKING:
    from inspector.forms.form import Form
    from inspector.forms.session import Changed, Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one action did: journal entries to record, the nodes that changed, and the new row's node if any."""

    operations: tuple[Operation, ...]
    changed: Changed
    row: str = ""


class OpenInspection:
    """An inspection in memory. Belongs to one thread; never touches disk."""

    id: str
    institution: Institution
    visit: Visit
    form: Form
    session: Session
    started_at: str
    norms: Mapping[str, Norm]
    parameters: Mapping[str, str]
    lists: Mapping[str, Sequence[Mapping[str, str]]]
    declared: DeclaredBody | None
    last: LastVisitBody | None
    evidence: Mapping[str, Evidence]
    draft_checklist: bool
    checklist_sha256: str
    revision: int
    supersedes: str
    last_node: str
    state: str

    def answer(self, node: str, value: str) -> Step:
        """Give `node` its value."""
        raise NotImplementedError

    def add_row(self, repeat: str) -> Step:
        """A new row at the end of `repeat`; `Step.row` is its node."""
        raise NotImplementedError

    def remove_row(self, row: str) -> Step:
        """Take a row away, with everything in it."""
        raise NotImplementedError

    def attach(self, check_node: str, evidence: Evidence) -> Step:
        """Hang a stored photo on a check; `Step.row` is the photo row's node."""
        raise NotImplementedError

    def detach(self, photo_row: str) -> Step:
        """Take a photo off its check."""
        raise NotImplementedError

    def undo(self) -> Step | None:
        """Take back the latest action of this sitting; None when there is none."""
        raise NotImplementedError

    def mark_place(self, node: str) -> None:
        """Remember the question on the screen; written with the next record."""
        raise NotImplementedError

    def standing(self) -> Standing:
        """Counters as of now."""
        raise NotImplementedError


class Inspecting:
    """Inspections of this laptop."""

    def today(self) -> Today:
        """The first screen."""
        raise NotImplementedError

    def summaries(self) -> tuple[InspectionSummary, ...]:
        """Every inspection, latest first."""
        raise NotImplementedError

    def start(self, institution_id: str, visit: Visit) -> str:
        """Begin an inspection and freeze what is known on its day; its id."""
        raise NotImplementedError

    def open(self, inspection_id: str) -> OpenInspection:
        """Rebuild an inspection from its journal. Raises NotFound, DamagedJournal."""
        raise NotImplementedError

    def record(self, inspection_id: str, operations: Sequence[Operation]) -> Saved:
        """Write the operations durably. With no operations, only the place is remembered."""
        raise NotImplementedError
