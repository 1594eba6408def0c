"""Moving a draft to the checklist published since: a new draft takes along what means the same, the old one is closed.

A draft stays on the version it began with until a person moves it. What was known on the day of the visit (declared
and last values, the visit itself) stays as it was frozen; parameters are the new version's.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import msgspec

from inspector.core.ids import new_id
from inspector.core.verdict import VisitKind
from inspector.forms.form import Form
from inspector.forms.moving import Left, Moved, move
from inspector.forms.session import Session
from inspector.services import drawing
from inspector.services.errors import InspectionSealed, NothingNewer, NotMapped
from inspector.services.freezing import Frozen, LeftBehind, MovedFrom, freeze
from inspector.services.inspecting import Inspecting, freezing_entry, parsed
from inspector.services.opened import OpenInspection, norms_of
from inspector.services.ports import (
    InspectionState,
    InspectionStore,
    InstitutionSource,
    Operation,
    OperationKind,
    StoredChecklist,
    StoredInspection,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """What moving would bring: the draft as it is, the version to come, how many answers go along, which do not.

    `answers` counts plain answers, `to_confirm` verdicts that wait for «подтвердите», `left` is the report.
    """

    draft: OpenInspection
    old_version: str
    version: str
    answers: int
    to_confirm: int
    left: tuple[Left, ...]


class Moving:
    """Drafts of one laptop and the version published last. `who` is the inspector's id."""

    def __init__(self, source: InstitutionSource, store: InspectionStore, inspecting: Inspecting, who: str) -> None:
        self._source = source
        self._store = store
        self._inspecting = inspecting
        self._who = who

    def newer(self, inspection_id: str) -> str:
        """The version a draft could move to; "" when it stands on the one published last, or is no draft."""
        stored = self._store.load(inspection_id)
        latest = self._source.checklist()
        if latest is None or stored.state is not InspectionState.DRAFT or latest.sha256 == stored.checklist.sha256:
            return ""
        return latest.body.version if latest.body.form_id == stored.checklist.body.form_id else ""

    def look(self, inspection_id: str) -> Prospect:
        """What would go along and what would not; nothing is changed. Raises NothingNewer, NotMapped."""
        draft = self._inspecting.open(inspection_id)
        stored, latest = self._pair(inspection_id)
        moved, _ = _carried(draft, latest, self._frozen(draft, latest, inspection_id))
        return Prospect(
            draft=draft,
            old_version=stored.checklist.body.version,
            version=latest.body.version,
            answers=sum(1 for step in moved.moves if not step.row),
            to_confirm=len(moved.to_confirm),
            left=moved.left,
        )

    def move(self, inspection_id: str) -> str:
        """Make the new draft and close the old one; the new id.

        Raises NothingNewer, NotMapped, ChangedElsewhere (the old draft went on meanwhile), InspectionSealed, DiskFull.
        """
        draft = self._inspecting.open(inspection_id)
        stored, latest = self._pair(inspection_id)
        made = new_id()
        frozen = self._frozen(draft, latest, made)
        moved, form = _carried(draft, latest, frozen)
        told = MovedFrom(
            inspection=inspection_id,
            version=stored.checklist.body.version,
            to_confirm=dict(moved.to_confirm),
            left=[LeftBehind(node=one.node, why=one.why.value) for one in moved.left],
        )
        frozen = msgspec.structs.replace(frozen, moved=told)
        first = freezing_entry(frozen, self._who)
        begun = StoredInspection(
            id=made,
            institution=stored.institution,
            visit=stored.visit,
            state=InspectionState.DRAFT,
            revision=1,
            supersedes="",
            started_at=stored.started_at,
            checklist=latest,
            operations=(first,),
            evidence=stored.evidence,
            last_node=stored.last_node,
        )
        # Opened once before it is kept: what cannot be opened is never begun, and the lists know its counters.
        filled = OpenInspection(begun, form, frozen, self._who).filled()
        begun = replace(begun, operations=(first, *filled, *_operations(moved, first), *drawing.carried(draft.journal)))
        standing = OpenInspection(begun, form, frozen, self._who).standing
        self._store.move(stored, begun, standing)
        return made

    def _pair(self, inspection_id: str) -> tuple[StoredInspection, StoredChecklist]:
        """The draft as stored and the checklist to move it to."""
        stored = self._store.load(inspection_id)
        if stored.state is not InspectionState.DRAFT:
            raise InspectionSealed
        latest = self._source.checklist()
        if latest is None or not self.newer(inspection_id):
            raise NothingNewer
        return stored, latest

    def _frozen(self, draft: OpenInspection, latest: StoredChecklist, made: str) -> Frozen:
        """What the new draft begins with."""
        form = parsed(latest.body.form_xml)
        if draft.visit.kind is VisitKind.CHECK and draft.visit.body not in form.bodies:
            raise NotMapped(body=draft.visit.body)
        assignment = self._source.assignment(draft.institution.id)
        known = {name: [dict(row) for row in rows] for name, rows in draft.lists.items()}
        return freeze(
            made, form, latest.body, draft.institution, draft.visit, assignment, draft.declared, draft.last, rows=known
        )


def _carried(draft: OpenInspection, latest: StoredChecklist, frozen: Frozen) -> tuple[Moved, Form]:
    form = parsed(latest.body.form_xml)
    fresh = Session(form, preload=frozen.preload, lists=frozen.lists)
    norms = norms_of(latest.body)
    return move(draft.session, fresh, old_norms=draft.norms, new_norms=norms), form


def _operations(moved: Moved, like: Operation) -> Iterator[Operation]:
    """The moves as journal entries, at the moment of the move."""
    for step in moved.moves:
        kind = OperationKind.ADD if step.row else OperationKind.SET
        node = f"{step.node}[{step.row}]" if step.row else step.node
        yield Operation(
            kind=kind, node=node, old="", new=step.value, at=like.at, monotonic=like.monotonic, who=like.who
        )
