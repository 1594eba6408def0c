"""Who depends on whom, so that an answer recomputes only what it touches.

Three things of a node are computed: whether it is relevant, its value, and how many rows it has. They are put in
one order in which each stands after everything it looks at; a circle is refused. Labels, requirements, constraints
and choices are not computed ahead: they are only marked as changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from inspector.forms.errors import FormCycle
from inspector.forms.form import Bind, NodeSpec
from inspector.forms.references import Reference
from inspector.forms.xpath import Expression

if TYPE_CHECKING:
    from inspector.forms.form import Form


class Kind(Enum):
    """What of a node is computed."""

    RELEVANT = "relevant"
    COUNT = "count"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Computation:
    """One computed thing of the schema: of every node at `path`, its `kind`. `order` sorts them."""

    path: str
    kind: Kind
    order: int


@dataclass(frozen=True, slots=True)
class Dependent:
    """Who looks at a path: a computation (None: only a mark), the nodes at `path` under the row of `anchor`."""

    path: str
    anchor: str
    computation: Computation | None


Key = tuple[str, Kind]
ROW_KINDS = frozenset({"question", "verdict", "hidden"})
"""The kinds whose texts a derived fact sees of a row: what was answered or plainly calculated, never a judgement."""


class Graph:
    """The dependencies of one form."""

    def __init__(self, form: "Form") -> None:
        self._form = form
        self._specs = {spec.path: spec for spec in form.root.walk()}
        looks = {key: tuple(found) for key, found in self._looks()}
        order = self._sorted(looks)
        self.computations = {key: Computation(key[0], key[1], place) for place, key in enumerate(order)}
        self.in_order = tuple(self.computations.values())
        self._dependents: dict[str, tuple[Dependent, ...]] = self._invert(looks)

    def dependents(self, path: str) -> tuple[Dependent, ...]:
        """Who looks at the nodes of a schema path."""
        return self._dependents.get(path, ())

    def computation(self, path: str, kind: Kind) -> Computation | None:
        """The computation of that kind at that path."""
        return self.computations.get((path, kind))

    def _looks(self) -> Iterator[tuple[Key, Iterable[Reference]]]:
        """What each computation looks at."""
        for spec in self._specs.values():
            bind = self._form.bind(spec.path)
            if bind.relevant is not None:
                yield (spec.path, Kind.RELEVANT), bind.relevant.references
            if bind.count is not None:
                yield (spec.path, Kind.COUNT), bind.count.references
            if bind.calculate is not None:
                yield (spec.path, Kind.VALUE), bind.calculate.references
            elif bind.function:
                yield (spec.path, Kind.VALUE), tuple(self._rows_too(bind.arguments))

    def _rows_too(self, arguments: Iterable[Expression]) -> Iterator[Reference]:
        """The references of derived arguments; a list of rows is looked at with every answer in it."""
        for argument in arguments:
            for reference in argument.references:
                yield reference
                spec = self._specs.get(reference.path)
                for below in spec.walk() if spec and spec.children else ():
                    if below.kind in ROW_KINDS:
                        yield Reference(below.path, reference.anchor)

    def _expanded(self, reference: Reference) -> list[str]:
        """The schema paths a reference touches: itself, and everything below when it is deep."""
        spec = self._specs.get(reference.path)
        if spec is None:
            return []
        return [one.path for one in spec.walk()] if reference.deep else [reference.path]

    def _sorted(self, looks: dict[Key, tuple[Reference, ...]]) -> list[Key]:
        sorter: TopologicalSorter[Key] = TopologicalSorter()
        for key, found in looks.items():
            path, kind = key
            before = self._gates(path, looks, own=kind is not Kind.RELEVANT)
            if kind is Kind.VALUE and (path, Kind.COUNT) in looks:
                before.add((path, Kind.COUNT))
            for reference in found:
                for touched in self._expanded(reference):
                    before |= {(touched, one) for one in (Kind.VALUE, Kind.COUNT) if (touched, one) in looks}
                    before |= self._gates(touched, looks, own=True)
            if kind is Kind.VALUE and any(reference.deep for reference in found):
                before.discard(key)
            sorter.add(key, *before)
        try:
            return list(sorter.static_order())
        except CycleError as error:
            names = dict.fromkeys(self._specs[key[0]].name for key in error.args[1])
            raise FormCycle(names=", ".join(names)) from error

    def _gates(self, path: str, looks: dict[Key, tuple[Reference, ...]], *, own: bool) -> set[Key]:
        """The relevances that decide whether a path is there."""
        gates: set[Key] = set()
        current = path if own else path.rpartition("/")[0]
        while current:
            if (current, Kind.RELEVANT) in looks:
                gates.add((current, Kind.RELEVANT))
            current = current.rpartition("/")[0]
        return gates

    def _invert(self, looks: dict[Key, tuple[Reference, ...]]) -> dict[str, tuple[Dependent, ...]]:
        found: dict[str, dict[Dependent, None]] = defaultdict(dict)
        for key, references in looks.items():
            self._note(found, key[0], references, self.computations[key])
        for spec in self._specs.values():
            for expression in _marks(self._form.bind(spec.path), spec):
                self._note(found, spec.path, expression.references, None)
        return {path: tuple(dependents) for path, dependents in found.items()}

    def _note(
        self,
        found: dict[str, dict[Dependent, None]],
        path: str,
        references: Iterable[Reference],
        computation: Computation | None,
    ) -> None:
        for reference in references:
            for touched in self._expanded(reference):
                if touched != path or computation is None:
                    found[touched][Dependent(path, reference.anchor, computation)] = None


def _marks(bind: Bind, spec: NodeSpec) -> Iterator[Expression]:
    """The expressions that are evaluated only when asked for."""
    for single in (bind.required, bind.readonly, bind.constraint, bind.declared, bind.declared_of, bind.last):
        if single is not None:
            yield single
    for texts in (bind.label, bind.hint, bind.constraint_message, bind.required_message):
        for text in texts.values():
            yield from text.expressions
    if bind.items is not None and bind.items.nodes is not None and spec.control:
        yield bind.items.nodes
