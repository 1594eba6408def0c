"""Moving a draft to the checklist published since: a new draft takes along what means the same, the old one is closed.

A draft stays on the version it began with until a person moves it. What was known on the day of the visit (declared
and last values, the visit itself) stays as it was frozen; parameters are the new version's.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import msgspec

from inspector.core.ids import new_id
from inspector.core.verdict import VisitKind
from inspector.forms.moving import Left, Moved, Why, move
from inspector.forms.session import Session
from inspector.services import drawing
from inspector.services.errors import InspectionSealed, NothingNewer, NotMapped
from inspector.services.freezing import Frozen, LeftBehind, MovedFrom, freeze
from inspector.services.inspecting import Inspecting, freezing_entry, parsed
from inspector.services.opened import Entry, OpenInspection, norms_of
from inspector.services.ports import (
    InspectionState,
    InspectionStore,
    InstitutionSource,
    Operation,
    OperationKind,
    StoredChecklist,
    StoredInspection,
)
from inspector.services.taken import schema_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """What moving would bring: the draft as it is, the version to come, how many answers go along, which do not.

    `answers` counts plain answers, `to_confirm` verdicts that wait for «подтвердите», `left` is the report of answers.
    `photos_left` and `dismissed_left` report what is no answer: checks whose promised photo the new version does not
    take, and rosters whose rows marked «not here» it will ask about again.
    """

    draft: OpenInspection
    old_version: str
    version: str
    answers: int
    to_confirm: int
    left: tuple[Left, ...]
    photos_left: tuple[Left, ...]
    dismissed_left: tuple[Left, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """What the journal holds beside the answers: entries that go along, and what does not."""

    entries: tuple[Entry, ...]
    photos_left: tuple[Left, ...]
    dismissed_left: tuple[Left, ...]


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
        moved, fresh = _carried(draft, latest, self._frozen(draft, latest, inspection_id))
        beside = _beside(draft, fresh)
        return Prospect(
            draft=draft,
            old_version=stored.checklist.body.version,
            version=latest.body.version,
            answers=sum(1 for step in moved.moves if not step.row),
            to_confirm=len(moved.to_confirm),
            left=moved.left,
            photos_left=beside.photos_left,
            dismissed_left=beside.dismissed_left,
        )

    def move(self, inspection_id: str) -> str:
        """Make the new draft and close the old one; the new id.

        Raises NothingNewer, NotMapped, ChangedElsewhere (the old draft went on meanwhile), InspectionSealed, DiskFull.
        """
        draft = self._inspecting.open(inspection_id)
        stored, latest = self._pair(inspection_id)
        made = new_id()
        frozen = self._frozen(draft, latest, made)
        moved, fresh = _carried(draft, latest, frozen)
        beside, form = _beside(draft, fresh), fresh.form
        left = (*moved.left, *beside.photos_left, *beside.dismissed_left)
        told = MovedFrom(
            inspection=inspection_id,
            version=stored.checklist.body.version,
            to_confirm=dict(moved.to_confirm),
            left=[LeftBehind(node=one.node, why=one.why.value) for one in left],
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
        along = (*_operations(moved, beside, first), *drawing.carried(draft.journal))
        begun = replace(begun, operations=(first, *filled, *along))
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


def _carried(draft: OpenInspection, latest: StoredChecklist, frozen: Frozen) -> tuple[Moved, Session]:
    """What goes along, and the new session filled with it."""
    fresh = Session(parsed(latest.body.form_xml), preload=frozen.preload, lists=frozen.lists)
    norms = norms_of(latest.body)
    return move(draft.session, fresh, old_norms=draft.norms, new_norms=norms), fresh


def _beside(draft: OpenInspection, fresh: Session) -> _Beside:
    """Promised photos stay promised where their check takes photos; rows said not to be here stay so in the same list.

    Neither is an answer: a promise only blocks the seal, a dismissal only keeps the program from asking again.
    """
    entries: list[Entry] = []
    photos, dismissed = [], []
    for node in sorted(draft.album.due):
        path = schema_path(node)
        known = fresh.form.has(path) and node in fresh.tree.nodes
        if known and fresh.form.spec(path).kind == "check" and fresh.form.spec(path).evidence != "none":
            entries.append((OperationKind.DUE, node, "", "1"))
        else:
            photos.append(Left(node=node, path=path, why=Why.PHOTO if known else Why.GONE))
    for repeat, keys in sorted(draft.dismissals.items()):
        same = repeat in fresh.form.repeats and fresh.form.spec(repeat).key == draft.form.spec(repeat).key
        if same:
            entries += [(OperationKind.DISMISS, repeat, "", key) for key in sorted(keys)]
        elif keys:
            dismissed.append(Left(node=repeat, path=repeat, why=Why.ROWS if fresh.form.has(repeat) else Why.GONE))
    return _Beside(entries=tuple(entries), photos_left=tuple(photos), dismissed_left=tuple(dismissed))


def _operations(moved: Moved, beside: _Beside, like: Operation) -> Iterator[Operation]:
    """The moves as journal entries, at the moment of the move."""
    entries: list[Entry] = []
    for step in moved.moves:
        kind = OperationKind.ADD if step.row else OperationKind.SET
        entries.append((kind, f"{step.node}[{step.row}]" if step.row else step.node, "", step.value))
    for kind, node, old, new in (*entries, *beside.entries):
        yield Operation(kind=kind, node=node, old=old, new=new, at=like.at, monotonic=like.monotonic, who=like.who)
