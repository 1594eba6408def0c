"""An open inspection: the session and the journal entries that bring it there. Pure, in memory, one thread.

What a person does goes through here and comes back as a `Step`; its operations go to `Inspecting.record`. Replaying
the operations of the journal over what was frozen gives the same answers again.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from inspector.core.ids import new_id
from inspector.core.norm import Confidence, Norm
from inspector.forms.form import Form, NodeSpec
from inspector.forms.judging import FormProblem
from inspector.forms.session import Changed, Progress, Session
from inspector.forms.storing import PRELOADED
from inspector.services import album, desk, drawing, taken
from inspector.services.freezing import Frozen
from inspector.services.ports import Evidence, InspectionState, Operation, OperationKind, Standing, StoredInspection
from inspector.services.taken import schema_path, split_row
from inspector.wire.messages import ChecklistBody, NormBody

PHOTOS = "_photos"
PHOTO = "photo"
TERM = "due_days"
Entry = tuple[OperationKind, str, str, str]
_FILLED = frozenset({"question", "hidden", "meta"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one action did: journal entries to record, the nodes that changed, and the new row's node if any."""

    operations: tuple[Operation, ...]
    changed: Changed
    row: str = ""


class OpenInspection:
    """One inspection in memory.

    `parameters`, `lists`, `declared` and `last` are as frozen at the start; `evidence` holds every stored photo of
    the inspection by name; `draft_checklist` says that the act will be a draft (ЖОБА); `revision` and `supersedes`
    are of the seal to come; `desk` is the work on a returned inspection, `sealed_photos` names the photos of its last
    seal; `entries` counts the journal entries behind what is shown, `recorded` those of them that are durable;
    `journal` is those entries, oldest first.
    """

    def __init__(self, stored: StoredInspection, form: Form, frozen: Frozen, who: str) -> None:
        """Replay the journal. Raises UnknownNode and the like when it does not fit the form."""
        checklist = stored.checklist.body
        self.id = stored.id
        self.institution = stored.institution
        self.visit = stored.visit
        self.state: InspectionState = stored.state
        self.part = stored.part
        self.started_at = stored.started_at
        self.revision = stored.revision
        self.supersedes = stored.supersedes
        self.checklist_sha256 = stored.checklist.sha256
        self.draft_checklist = not checklist.reviewed_kk
        self.norms: Mapping[str, Norm] = norms_of(checklist)
        self.parameters: Mapping[str, str] = frozen.parameters
        self.lists: Mapping[str, Sequence[Mapping[str, str]]] = frozen.lists
        self.declared = frozen.declared
        self.last = frozen.last
        self.moved = frozen.moved
        self.form = form
        self.session = Session(form, preload=frozen.preload, lists=frozen.lists)
        self.last_node = stored.last_node
        self._evidence = {photo.name: photo for photo in stored.evidence}
        self.album = album.Album()
        self.drawing = drawing.Drawing()
        self._opening: Operation | None = None
        self._dismissed: dict[str, frozenset[str]] = {}
        self.desk: dict[str, str] = {}
        self.sealed_photos = stored.sealed_photos
        self._who = who
        self._undo: list[tuple[Operation, ...]] = []
        self.journal: list[Operation] = list(stored.operations)
        self.entries = self.recorded = len(stored.operations)
        with self.session.held(whole=True):
            for operation in stored.operations:
                self._apply(operation)
        self.session.settled()
        self.album.rest()
        self._sections = {section.path: self.session.progress(section.path) for section in form.sections}
        self.standing = self._count()

    @property
    def evidence(self) -> Mapping[str, Evidence]:
        """Stored photos by name."""
        return self._evidence

    def to_confirm(self, verdict_node: str) -> str:
        """The verdict of the draft this one was moved from, while nobody has given it here; it counts nowhere."""
        told = self.moved.to_confirm.get(verdict_node, "") if self.moved else ""
        return told if told and not self.session.value(verdict_node) else ""

    def progress(self, section: str) -> Progress:
        """How far a top-level section is, as counted after the latest action: asking costs nothing."""
        return self._sections[section]

    def answer(self, node: str, value: str) -> Step:
        """Give `node` its value."""
        self.last_node = node
        return self._do(self.answered(node, value))

    def problems(self) -> tuple[FormProblem, ...]:
        """Everything that stands between this inspection and a seal: in its answers, and photos still to come."""
        return (*self.session.problems(), *album.promised(self))

    def together(self, entries: Iterable[Entry], *, undoable: bool = True) -> Step:
        """Several entries as one action, taken back as one; `Step.row` is the first new row's node.

        They may be made as they go: each is applied before the next is asked for. They must fit the form: what
        raises in their midst leaves the earlier ones in the session and out of the journal.
        """
        step = self._do(entries)
        if not undoable:
            self._undo.pop()
        return step

    def join(self, steps: int) -> None:
        """Make the latest steps one action to take back: what went in by pieces was one thing to do."""
        if steps > 1:
            self._undo[-steps:] = [tuple(operation for step in self._undo[-steps:] for operation in step)]

    def new_row(self, repeat: str) -> Entry:
        """The entry of a new row at the end of `repeat`."""
        return OperationKind.ADD, f"{repeat}[{new_id()}]", "", ""

    def answered(self, node: str, value: str) -> Iterator[Entry]:
        """The answer, and the term of repair that the session sets with a failed check: the journal names both."""
        term = f"{node.rpartition('/')[0]}/{TERM}"
        has_term = self.form.spec(schema_path(node)).kind == "verdict" and self.form.has(schema_path(term))
        before = self.session.value(term) if has_term else ""
        yield OperationKind.SET, node, self.session.value(node), value
        after = self.session.value(term) if has_term else ""
        if after != before:
            yield OperationKind.SET, term, before, after

    @property
    def dismissals(self) -> Mapping[str, frozenset[str]]:
        """By roster, the keys of reported rows of which a person said that they are not here."""
        return self._dismissed

    def dismissed(self, repeat: str) -> frozenset[str]:
        """Keys of reported rows of which a person said that they are not here."""
        return self._dismissed.get(repeat, frozenset())

    def dismiss(self, repeat: str, key: str) -> Step:
        """Remember that the reported row with this key is not here, so that nobody is asked again."""
        return self._do([(OperationKind.DISMISS, repeat, "", key)])

    def answer_together(self, answers: Sequence[tuple[str, str]], *, place: str = "", lasting: bool = False) -> Step:
        """Give several nodes their values as one action; `place` is the question they belong to.

        What is `lasting` is a fact of the moment that nobody can take back: undo leaves it where it is.
        """
        self.last_node = place or answers[0][0]
        step = self._do(self._set_together(answers))
        if lasting or not step.operations:
            self._undo.pop()
        return step

    def _set_together(self, answers: Sequence[tuple[str, str]]) -> Iterator[Entry]:
        with self.session.held():
            for node, value in answers:
                if (held := self.session.value(node)) != value:
                    yield OperationKind.SET, node, held, value

    def add_row(self, repeat: str) -> Step:
        """A new row at the end of `repeat`; `Step.row` is its node."""
        return self._do([self.new_row(repeat)])

    def remove_row(self, row: str) -> Step:
        """Take a row away, with everything in it."""
        return self._do([(OperationKind.REMOVE, row, taken.content(self.session, row), "")])

    def move_row(self, row: str, before: str = "") -> Step:
        """Give a row another place: before another row, or at the end."""
        return self._do([(OperationKind.MOVE, row, taken.after(self.session, row), before)])

    def attach(self, check_node: str, evidence: Evidence) -> Step:
        """Hang a stored photo on a check; `Step.row` is the photo row's node. Raises PictureHere, TooManyPhotos."""
        return album.lay_out(self, [(check_node, evidence)])

    def remember(self, photos: Iterable[Evidence]) -> None:
        """Pictures that were stored just now."""
        self._evidence |= {photo.name: photo for photo in photos}

    def detach(self, photo_row: str) -> Step:
        """Take a photo off its check."""
        return self._do([(OperationKind.DETACH, photo_row, self.session.value(f"{photo_row}/{PHOTO}"), "")])

    def at_desk(self, piece: str, about: str, text: str) -> Step:
        """One piece of work on a returned inspection (services.desk); "" takes it back."""
        key = desk.subject(piece, about)
        return self._do([(OperationKind.DESK, key, self.desk.get(key, ""), text)])

    def adopt(self, operation: Operation) -> None:
        """Append an entry as a colleague made it; undo leaves it alone."""
        changed = self._apply(operation)
        self.entries += 1
        self.journal.append(operation)
        self._recount({operation.node, *changed})

    def undo(self) -> Step | None:
        """Take back the latest action of this sitting; None when there is none. Nothing is taken out of the journal."""
        if not self._undo:
            return None
        operations = self._undo.pop()
        step = self._do(self._reversed(operations))
        self._undo.pop()
        return step

    def _reversed(self, operations: Sequence[Operation]) -> Iterator[Entry]:
        """Back to before the operations, computed once: a pasted block has a thousand of them."""
        with self.session.held():
            for operation in reversed(operations):
                yield from self._inverse(operation)

    def mark_place(self, node: str) -> None:
        """Remember the question on the screen; written with the next record.

        That it came into view becomes a journal entry, too: pictures of a phone are laid out by it. A question that
        was only passed by leaves none.
        """
        self.last_node = node
        self.standing = self._count()
        known = self.album.in_view() == node
        self._opening = None if known else self._operation(OperationKind.OPEN, node, "", "")

    def came_into_view(self, *, left: bool = False) -> tuple[Operation, ...]:
        """The entry, not yet given out, of which question is in view; with `left`, that none is any more."""
        if left:
            known = self._opening is None and not self.album.in_view()
            self._opening = None if known else self._operation(OperationKind.OPEN, "", "", "")
        operations = () if self._opening is None else (self._opening,)
        self._opening = None
        for operation in operations:
            self.album.apply(operation)
        self.entries += len(operations)
        return operations

    def _do(self, entries: Iterable[Entry]) -> Step:
        """Make the entries one action."""
        seen = self.came_into_view()
        operations: list[Operation] = []
        changed: set[str] = set()
        row = ""
        for kind, node, old, new in self._with_fills(entries):
            if self.revision > 1:
                desk.check_allowed(self, kind, node, schema_path(node))
            operation = self._operation(kind, node, old, new)
            changed |= self._apply(operation)
            operations.append(operation)
            if kind in (OperationKind.ADD, OperationKind.ATTACH) and not row:
                row = node
        changed |= self.session.settled()
        self.entries += len(operations)
        self.journal += operations
        self._undo.append(tuple(operations))
        self._recount(changed | {operation.node for operation in operations})
        return Step(operations=(*seen, *operations), changed=Changed(frozenset(changed)), row=row)

    def _operation(self, kind: OperationKind, node: str, old: str, new: str) -> Operation:
        at = datetime.now().astimezone().isoformat(timespec="milliseconds")
        return Operation(kind=kind, node=node, old=old, new=new, at=at, monotonic=time.monotonic_ns(), who=self._who)

    def _with_fills(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Behind a new row, what the form filled in by itself: at a replay it might come out otherwise."""
        for entry in entries:
            yield entry
            if entry[0] is OperationKind.ADD:
                yield from self._filled(entry[1], self.form.spec(schema_path(entry[1])))

    def filled(self) -> tuple[Operation, ...]:
        """Journal entries for what the form filled in by itself when the inspection was begun."""
        root = self.form.root
        found = [entry for child in root.children for entry in self._filled(f"{root.path}/{child.name}", child)]
        return self._do(found).operations

    def _filled(self, node: str, spec: NodeSpec) -> Iterator[Entry]:
        """What stands at or below `node` by an expression or a preload; rows inside are their own."""
        if spec.kind == "repeat" and not node.endswith("]"):
            return
        for child in spec.children:
            yield from self._filled(f"{node}/{child.name}", child)
        bind = self.form.bind(spec.path)
        computed = bind.first_load is not None or bind.new_row is not None or bind.preload in PRELOADED
        if computed and spec.kind in _FILLED and not spec.calculated and (value := self.session.value(node)):
            yield OperationKind.SET, node, value, value

    def _apply(self, operation: Operation) -> frozenset[str]:
        """Bring one journal entry into the session; the nodes that changed."""
        self.album.apply(operation)
        return _APPLY[operation.kind](self, operation)

    def _set(self, operation: Operation) -> frozenset[str]:
        if operation.old != operation.new and {operation.old, operation.new} <= self._evidence.keys():
            self.album.blurred(operation.old, operation.new)
        return self.session.set(operation.node, operation.new).nodes

    def _add(self, operation: Operation) -> frozenset[str]:
        repeat, row = split_row(operation.node)
        before = f"{repeat}[{operation.new}]" if operation.new else None
        return self.session.insert_row(repeat, row, before)[1].nodes

    def _remove(self, operation: Operation) -> frozenset[str]:
        return self.session.remove_row(operation.node).nodes

    def _attach(self, operation: Operation) -> frozenset[str]:
        repeat, row = split_row(operation.node)
        node, changed = self.session.insert_row(repeat, row)
        return changed.nodes | self.session.set(f"{node}/{PHOTO}", operation.new).nodes

    def _dismiss(self, operation: Operation) -> frozenset[str]:
        """Outside the session: whoever said no to a row answered nothing."""
        keys = self.dismissed(operation.node) - {operation.old}
        self._dismissed[operation.node] = keys | {operation.new} if operation.new else keys
        return frozenset()

    def _noted(self, operation: Operation) -> frozenset[str]:
        """No answer: what was frozen is in the session already, the rest is the album's."""
        return frozenset({operation.node}) if operation.kind is OperationKind.DUE else frozenset()

    def _desk(self, operation: Operation) -> frozenset[str]:
        """Beside the answers, which stand as they were sealed."""
        self.desk[operation.node] = operation.new
        return frozenset()

    def _draw(self, operation: Operation) -> frozenset[str]:
        self.drawing.apply(operation)
        return frozenset()

    def _inverse(self, operation: Operation) -> Iterator[Entry]:
        kinds = OperationKind
        if operation.kind is kinds.SET:
            yield kinds.SET, operation.node, self.session.value(operation.node), operation.old
        elif operation.kind is kinds.ADD:
            yield kinds.REMOVE, operation.node, taken.content(self.session, operation.node), ""
        elif operation.kind is kinds.ATTACH:
            yield kinds.DETACH, operation.node, operation.new, ""
        elif operation.kind is kinds.DETACH:
            yield kinds.ATTACH, operation.node, "", operation.old
        elif operation.kind in (kinds.MOVE, kinds.DISMISS, kinds.DUE, kinds.BRING, kinds.CLOCK, kinds.DESK, kinds.PLAN):
            yield operation.kind, operation.node, operation.new, operation.old
        elif operation.kind is kinds.REMOVE:
            yield from taken.rebuilt(self.session, operation)

    def _recount(self, nodes: set[str]) -> None:
        """Count anew the sections that the nodes stand in; the others cannot have changed."""
        touched = {"/".join(schema_path(node).split("/")[:3]) for node in nodes}
        for section in touched & self._sections.keys():
            self._sections[section] = self.session.progress(section)
        self.standing = self._count()

    def _count(self) -> Standing:
        """The counters as one value that another thread may read."""
        found = self._sections.values()
        return Standing(
            answered=sum(section.answered for section in found),
            total=sum(section.total for section in found),
            findings=sum(section.bad for section in found),
            last_node=self.last_node,
        )


_APPLY: Mapping[OperationKind, Callable[[OpenInspection, Operation], frozenset[str]]] = {
    OperationKind.SET: OpenInspection._set,
    OperationKind.ADD: OpenInspection._add,
    OperationKind.REMOVE: OpenInspection._remove,
    OperationKind.MOVE: lambda self, one: self.session.move_row(one.node, one.new or None).nodes,
    OperationKind.ATTACH: OpenInspection._attach,
    OperationKind.DETACH: OpenInspection._remove,
    OperationKind.FREEZE: OpenInspection._noted,
    OperationKind.OPEN: OpenInspection._noted,
    OperationKind.DUE: OpenInspection._noted,
    OperationKind.BRING: OpenInspection._noted,
    OperationKind.CLOCK: OpenInspection._noted,
    OperationKind.CODE: OpenInspection._noted,
    OperationKind.DISMISS: OpenInspection._dismiss,
    OperationKind.DESK: OpenInspection._desk,
    OperationKind.PLAN: OpenInspection._draw,
}


def norms_of(checklist: ChecklistBody) -> Mapping[str, Norm]:
    """The norms of a published checklist, by key."""
    return {norm.key: _norm(norm) for norm in checklist.norms}


def _norm(body: NormBody) -> Norm:
    told = msgspec.structs.asdict(body)
    return Norm(**(told | {"confidence": Confidence(body.confidence)}))
