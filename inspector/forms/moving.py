"""Moving a draft to another version of its checklist: what still fits, what must be confirmed, what is left behind.

Nothing here changes the old draft. An answer moves only if its question stands at the same path, within the same
rows, takes the same type, offers what was chosen under the same words, and rests on the same norm. A verdict never
simply moves: it is handed over to be confirmed, and until somebody does the check is blank for everybody who counts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from inspector.core.errors import N_
from inspector.core.norm import Norm
from inspector.forms.form import Form, NodeSpec
from inspector.forms.instance import Node, Rows
from inspector.forms.session import Session

_MOVES: Final = frozenset({"question", "verdict"})


class Why(StrEnum):
    """Why an answer stays behind."""

    GONE = "gone"
    ROWS = "rows"
    TYPE = "type"
    CHOICE = "choice"
    NORM = "norm"
    PHOTO = "photo"


SENTENCES: Final[Mapping[Why, str]] = {
    Why.GONE: N_("The new version of the checklist does not have this question."),
    Why.ROWS: N_("This list is kept differently in the new version of the checklist."),
    Why.TYPE: N_("The new version of the checklist asks for another kind of answer here."),
    Why.CHOICE: N_("The new version of the checklist does not offer this answer, or words it differently."),
    Why.NORM: N_("In the new version of the checklist this item rests on another norm."),
    Why.PHOTO: N_("The new version of the checklist takes no photo here."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """One answer of the old draft that did not fit: its node there, its schema path, and why."""

    node: str
    path: str
    why: Why

    @property
    def sentence(self) -> str:
        """The English sentence; a msgid."""
        return SENTENCES[self.why]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One step of filling the new draft: a row of `node` to be added (`row` is its UUID), or a value to be set."""

    node: str
    value: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """`moves` in order; `to_confirm`: what each verdict was, by node; `left`: the report of what did not fit."""

    moves: tuple[Move, ...]
    to_confirm: Mapping[str, str]
    left: tuple[Left, ...]


def move(
    old: Session,
    new: Session,
    *,
    old_norms: Mapping[str, Norm] | None = None,
    new_norms: Mapping[str, Norm] | None = None,
) -> Moved:
    """Carry the answers of `old` into the fresh session `new`, and tell what was carried.

    Both norms are by key; a norm is the same when act, paragraph, edition and confidence are. `new` is filled on the
    way, because what a question offers may depend on answers before it; replaying `moves` fills another one alike.
    """
    carrier = _Carrier(old, new, old_norms or {}, new_norms or {})
    carrier.carry(old.tree.root)
    return Moved(moves=tuple(carrier.moves), to_confirm=carrier.to_confirm, left=tuple(carrier.left))


class _Carrier:
    def __init__(
        self, old: Session, new: Session, old_norms: Mapping[str, Norm], new_norms: Mapping[str, Norm]
    ) -> None:
        self._old, self._new = old, new
        self._old_norms, self._new_norms = old_norms, new_norms
        self.moves: list[Move] = []
        self.to_confirm: dict[str, str] = {}
        self.left: list[Left] = []

    def carry(self, node: Node) -> None:
        """Everything that was answered at or below a node, in document order."""
        for child in node.children.values():
            if not child.relevant:
                continue
            if isinstance(child, Rows):
                self._rows(child)
            elif child.children:
                self.carry(child)
            elif child.spec.kind in _MOVES and not child.spec.calculated and child.value:
                self._answer(child)

    def _rows(self, rows: Rows) -> None:
        path = rows.spec.path
        if not rows.rows:
            return
        if path not in self._new.form.repeats or self._new.form.spec(path).key != rows.spec.key:
            why = Why.ROWS if self._new.form.has(path) else Why.GONE
            self.left += [Left(node=row.address, path=path, why=why) for row in rows.rows]
            return
        for row in rows.rows:
            if row.address not in self._new.tree.nodes:  # rows that a list brings are there already
                self._new.add_row(rows.address, row.row)
                self.moves.append(Move(node=rows.address, row=row.row))
            self.carry(row)

    def _answer(self, node: Node) -> None:
        why = self._misfit(node)
        if why is not None:
            self.left.append(Left(node=node.address, path=node.spec.path, why=why))
        elif node.spec.kind == "verdict":
            self.to_confirm[node.address] = node.value
        else:
            self._new.set(node.address, node.value)
            self.moves.append(Move(node=node.address, value=node.value))

    def _misfit(self, node: Node) -> Why | None:
        """Why an answer cannot move; None when it can."""
        spec = node.spec
        if not self._new.form.has(spec.path) or node.address not in self._new.tree.nodes:
            return Why.GONE
        other = self._new.form.spec(spec.path)
        if (spec.kind, spec.type, spec.control) != (other.kind, other.type, other.control) or other.calculated:
            return Why.TYPE
        if _resting(self._old.form, spec, self._old_norms) != _resting(self._new.form, other, self._new_norms):
            return Why.NORM
        if spec.control in {"select1", "select", "rank"} and not self._offered(node):
            return Why.CHOICE
        return None

    def _offered(self, node: Node) -> bool:
        """Whether everything chosen is offered in the new version under the same words in every common language."""
        picked = [node.value] if node.spec.control == "select1" else node.value.split()
        common = [code for code in self._old.form.languages if code in self._new.form.languages]
        return all(
            (words := _words(self._new, node, code, value)) is not None
            and (code not in common or words == _words(self._old, node, code, value))
            for code in common or self._new.form.languages[:1]
            for value in picked
        )


def _words(session: Session, node: Node, language: str, value: str) -> str | None:
    """What a choice is called; None when it is not offered."""
    return next((one.label for one in session.choices(node.address, language) if one.value == value), None)


def _resting(form: Form, spec: NodeSpec, norms: Mapping[str, Norm]) -> tuple[object, ...]:
    """What an answer rests on: the norms of its item and of every item around it."""
    return tuple(
        (norm.act, norm.paragraph, norm.edition, norm.confidence) if (norm := norms.get(one.norm)) else one.norm
        for one in _around(form, spec)
        if one.norm
    )


def _around(form: Form, spec: NodeSpec) -> Iterator[NodeSpec]:
    yield spec
    while spec.parent:
        spec = form.spec(spec.parent)
        yield spec
