"""Bringing a colleague's journal entries into the lead's draft: pure, and nothing of either is lost.

All of the colleague's entries go behind the lead's own, as their author made them. Where both answered the same
question differently since the draft was divided, entries of the lead put his answer back, and the two sides are handed
out to be decided on. A row that one removed and the other went on with stays, and is handed out, too.

Importing in several steps comes to the same as in one, unless an earlier step had to ask a person; the order of two
colleagues' shares does not matter where they do not speak of the same question.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from inspector.services.ports import Operation, OperationKind

_CREATE = (OperationKind.ADD, OperationKind.ATTACH)
_TAKE = (OperationKind.REMOVE, OperationKind.DETACH)
LOCAL = frozenset(
    {OperationKind.FREEZE, OperationKind.OPEN, OperationKind.BRING, OperationKind.CLOCK, OperationKind.CODE}
)
"""What concerns one laptop only: what was known at the start, what was in view when, its phone's pictures."""


@dataclass(frozen=True, slots=True)
class Made:
    """An entry to be made by the lead. With `repair` it only mends a row, and is nobody's answer."""

    kind: OperationKind
    node: str
    old: str
    new: str
    repair: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two answers: values by node, photo rows (row, name) hung on it, or that the row was removed."""

    values: Mapping[str, str]
    photos: tuple[tuple[str, str], ...] = ()
    removed: bool = False
    who: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Both answered `unit` (a check, a plain question, or a row) differently. What stands is the lead's answer; of a
    row that one of them removed, what is left of it.
    """

    unit: str
    mine: Side
    theirs: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Entries to append: the colleague's as they are (Operation), the lead's to be made (Made), in this order."""

    entries: tuple[Operation | Made, ...]
    disagreements: tuple[Disagreement, ...]


class UnknownRow(Exception):
    """An entry speaks of a row that never was: the two journals do not belong together."""


@dataclass
class Picture:
    """What a journal comes to: values of nodes, rows that stand, photos by row. Knows no form."""

    values: dict[str, str] = field(default_factory=dict)
    rows: set[str] = field(default_factory=set)
    photos: dict[str, str] = field(default_factory=dict)

    def apply(self, kind: OperationKind, node: str, new: str) -> None:
        """One entry."""
        if kind is OperationKind.SET:
            self.values[node] = new
        elif kind in _CREATE:
            self.rows.add(node)
            if kind is OperationKind.ATTACH:
                self.photos[node] = new
        elif kind in _TAKE:
            below = f"{node}/"
            self.rows = {row for row in self.rows if row != node and not row.startswith(below)}
            self.photos = {row: name for row, name in self.photos.items() if row in self.rows}
            self.values = {one: value for one, value in self.values.items() if not one.startswith(below)}

    def all(self, operations: Iterable[Operation]) -> "Picture":
        """Several entries."""
        for operation in operations:
            self.apply(operation.kind, operation.node, operation.new)
        return self


def merge(
    base: Sequence[Operation],
    ours: Sequence[Operation],
    taken: Sequence[Operation],
    fresh: Sequence[Operation],
    now: Picture,
    unit: Callable[[str], str],
) -> Merged:
    """What importing `fresh` comes to.

    `base` are the entries before the draft was divided; `ours` those since then that did not come with this share,
    `taken` those that did, repairs included; `now` is what the whole journal comes to. `unit` names the question that a
    node (or a photo's row) belongs to. Raises UnknownRow.
    """
    return _Merge(base, ours, taken, now, unit).run([one for one in fresh if one.kind not in LOCAL])


class _Merge:
    def __init__(
        self,
        base: Sequence[Operation],
        ours: Sequence[Operation],
        taken: Sequence[Operation],
        now: Picture,
        unit: Callable[[str], str],
    ) -> None:
        self._ours = [one for one in ours if one.kind not in LOCAL]
        self._taken = [one for one in taken if one.kind not in LOCAL]
        self._now = now
        self._unit = unit
        self._mine = Picture().all(base).all(ours)
        # What one of us removed is decided on as a whole row.
        self._gone = tuple(one.node for one in self._ours if one.kind is OperationKind.REMOVE)
        self._theirs = Picture().all(base).all(taken)
        self._out: list[Operation | Made] = []
        self._kept: dict[str, tuple[Operation, Operation]] = {}
        self._revived: dict[str, tuple[Operation, Operation]] = {}

    def run(self, fresh: Sequence[Operation]) -> Merged:
        self._theirs.all(fresh)
        for operation in fresh:
            self._bring(operation)
        theirs = [*self._taken, *fresh]
        touched = dict.fromkeys(self._unit(one.node) for one in fresh if _is_answer(one))
        answers = [found for unit in touched if (found := self._judge(unit, theirs)) is not None]
        return Merged(entries=tuple(self._out), disagreements=(*answers, *self._rows()))

    def _bring(self, operation: Operation) -> None:
        kind, node = operation.kind, operation.node
        if kind is OperationKind.PLAN and any(one.kind is kind and one.node == node for one in self._ours):
            return  # no answer, so nothing to decide on: what the lead drew since stands
        missing = next((row for row in _rows_of(node, own=kind not in _CREATE) if row not in self._now.rows), "")
        if missing and kind in _TAKE:
            return  # both removed it
        if missing:
            self._revive(missing, operation)
        if kind in _CREATE and node in self._now.rows:
            return
        if kind is OperationKind.ADD and operation.new and _sibling(node, operation.new) not in self._now.rows:
            operation = replace(operation, new="")
        kept = self._edited(node) if kind is OperationKind.REMOVE and node in self._mine.rows else ()
        before = list(self._whole(node)) if kept else []
        self._put(operation)
        if kept:
            self._make(before)
            self._kept[node] = (kept[-1], operation)

    def _whole(self, row: str) -> Iterator[Made]:
        """The entries that make a row that stands now, with everything in it."""
        below = f"{row}/"
        inner = sorted((one for one in self._now.rows if one.startswith(below)), key=lambda one: (one.count("["), one))
        for one in (row, *inner):
            name = self._now.photos.get(one)
            kind = OperationKind.ADD if name is None else OperationKind.ATTACH
            yield Made(kind, one, "", name or "", repair=True)
        own = {one.node for one in self._ours if one.kind is OperationKind.SET}
        for node, value in self._now.values.items():
            if node.startswith(below):
                kept = self._mine.values.get(node, "") if node in own else value
                yield Made(OperationKind.SET, node, "", kept, repair=True)

    def _edited(self, row: str) -> tuple[Operation, ...]:
        """Our own answers in a row since the division."""
        below = f"{row}/"
        return tuple(one for one in self._ours if one.kind is OperationKind.SET and one.node.startswith(below))

    def _revive(self, row: str, operation: Operation) -> None:
        """They went on with a row that we removed: it comes back, and whether it stays is to be decided."""
        removal = next((one for one in reversed(self._ours) if one.kind in _TAKE and one.node == row), None)
        if removal is None:
            raise UnknownRow
        if removal.kind is OperationKind.DETACH:
            self._make([Made(OperationKind.ATTACH, row, "", removal.old, repair=True)])
            return
        self._make(_rebuilt(removal))
        self._revived[row] = (removal, operation)

    def _rows(self) -> Iterator[Disagreement]:
        """Rows that one side removed and the other went on with."""
        for row, (mine, theirs) in self._kept.items():
            if row in self._now.rows:
                yield Disagreement(unit=row, mine=self._left(row, mine), theirs=_gone(theirs))
        for row, (mine, theirs) in self._revived.items():
            if row in self._now.rows:
                yield Disagreement(unit=row, mine=_gone(mine), theirs=self._left(row, theirs))

    def _left(self, row: str, author: Operation) -> Side:
        return Side(values=self._below(row), who=author.who, at=author.at)

    def _below(self, row: str) -> dict[str, str]:
        below = f"{row}/"
        return {node: value for node, value in self._now.values.items() if node.startswith(below) and value}

    def _judge(self, unit: str, theirs: Sequence[Operation]) -> Disagreement | None:
        """Compare both sides of one question, and put ours back where they differ."""
        own = self._answers(unit, self._ours)
        other = self._answers(unit, theirs)
        differ = [node for node in other if node in own and self._mine.values.get(node, "") != other[node].new]
        if not any(node in self._now.values for node in differ) or any(
            unit.startswith(f"{row}/") for row in (*self._gone, *self._kept)
        ):
            return None
        mine_photos = self._photos(unit, self._mine)
        their_photos = tuple(pair for pair in self._photos(unit, self._now) if pair not in mine_photos)
        latest, their_latest = (max((side[node] for node in differ), key=lambda one: one.at) for side in (own, other))
        mine = Side(
            values={node: self._mine.values.get(node, "") for node in {**own, **other}},
            photos=mine_photos,
            who=latest.who,
            at=latest.at,
        )
        their = Side(
            values={node: self._theirs.values.get(node, "") for node in {**own, **other}},
            photos=their_photos,
            who=their_latest.who,
            at=their_latest.at,
        )
        for row, name in their_photos:
            self._make([Made(OperationKind.DETACH, row, name, "")])
        for row, name in mine_photos:
            if row not in self._now.rows:
                self._make([Made(OperationKind.ATTACH, row, "", name)])
        for node in other:
            held, wanted = self._now.values.get(node, ""), self._mine.values.get(node, "")
            if held != wanted:
                self._make([Made(OperationKind.SET, node, held, wanted)])
        return Disagreement(unit=unit, mine=mine, theirs=their)

    def _answers(self, unit: str, operations: Iterable[Operation]) -> dict[str, Operation]:
        """The last answer to each node of a question."""
        return {one.node: one for one in operations if one.kind is OperationKind.SET and self._unit(one.node) == unit}

    def _photos(self, unit: str, picture: Picture) -> tuple[tuple[str, str], ...]:
        return tuple(sorted((row, name) for row, name in picture.photos.items() if self._unit(row) == unit))

    def _put(self, operation: Operation) -> None:
        self._now.apply(operation.kind, operation.node, operation.new)
        self._out.append(operation)

    def _make(self, entries: Iterable[Made]) -> None:
        for entry in entries:
            self._now.apply(entry.kind, entry.node, entry.new)
            self._out.append(entry)


def _gone(author: Operation) -> Side:
    return Side(values={}, removed=True, who=author.who, at=author.at)


def _is_answer(operation: Operation) -> bool:
    return operation.kind in (OperationKind.SET, *_CREATE, *_TAKE)


def _rows_of(node: str, *, own: bool) -> Iterator[str]:
    """The rows that a node lies in, outermost first; with `own`, the row that it names itself, too."""
    for place, letter in enumerate(node):
        if letter == "]" and (own or place + 1 < len(node)):
            yield node[: place + 1]


def _sibling(row: str, identity: str) -> str:
    return f"{row.removesuffix(']').rpartition('[')[0]}[{identity}]"


def _rebuilt(removal: Operation) -> Iterator[Made]:
    """The entries that put a removed row back as it was."""
    content = json.loads(removal.old)
    yield Made(OperationKind.ADD, removal.node, "", "", repair=True)
    for inner in content["rows"]:
        yield Made(OperationKind.ADD, removal.node + inner, "", "", repair=True)
    for suffix, value in content["values"]:
        yield Made(OperationKind.SET, removal.node + suffix, "", value, repair=True)
