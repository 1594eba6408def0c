"""Recomputing: after a change, everything that depends on it, in order, and nothing else."""

import heapq
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from lxml import etree
from lxml.etree import _Element

from inspector.forms import derived, storing, values
from inspector.forms.errors import EvaluationRefused
from inspector.forms.form import Bind
from inspector.forms.graph import ROW_KINDS, Computation, Kind
from inspector.forms.instance import HIDDEN, Any_, Node, Rows, Tree
from inspector.forms.references import Reference
from inspector.forms.xpath import Expression
from inspector.forms.xpath_syntax import Path

_ROW_LIMIT = 10_000
"""How many rows of one inspection numbers may make: counts within counts would fill the memory."""
_PLAINLY = nullcontext()


class Computing:
    """Keeps one tree computed. `naming` lets `jr:choice-name` answer as seen from a node."""

    def __init__(self, tree: Tree, naming: Callable[[Any_], AbstractContextManager[None]]) -> None:
        self.tree = tree
        self._naming = naming
        self.form = tree.form
        self._queue: list[tuple[int, Computation]] = []
        self._waiting: dict[int, dict[Any_, None]] = {}
        self._woken: dict[tuple[str, int, Any_], Computation | None] = {}
        self._changed: set[str] = set()
        self._made = 0
        self._held, self._deaf = 0, False
        self._late: set[str] = set()
        # Within one run a roster's texts stand still by the time anybody derives from them: the order says so.
        self._rosters: dict[str, derived.Rows] = {}

    # changes from outside: each returns the addresses that may read differently

    def answer(self, node: Node, value: str) -> set[str]:
        """Write an answer."""
        if node.value == value:
            return set()
        node.element.text = value
        self._touched(node)
        self._trigger(node)
        return self._run()

    def add_row(self, rows: Rows, identity: str, before: Node | None) -> tuple[Node, set[str]]:
        """Insert a row and compute it."""
        row = self.tree.add_row(rows, identity, before)
        self._new(row)
        self._rearranged(rows, row)
        return row, self._run()

    def move_row(self, row: Node, before: Node | None) -> set[str]:
        """Give a row another place; those it passed stand elsewhere, too."""
        rows = self.tree.rows_of(row)
        was = rows.rows.index(row)
        self.tree.move_row(rows, row, before)
        self._rearranged(rows, row)
        first = min(was, rows.rows.index(row))
        for other in rows.rows[first:]:
            self._wake_in(rows.spec.path, other)
        return self._run()

    def remove_row(self, row: Node) -> set[str]:
        """Take a row out."""
        rows = self.tree.rows_of(row)
        after = rows.rows[rows.rows.index(row) + 1 :]
        gone = [node.spec.path for node in row.walk()]
        self._changed |= {node.address for node in row.walk()}
        self.tree.remove_row(rows, row)
        self._changed.add(rows.address)
        for path in dict.fromkeys(gone):
            self._wake(path, rows.parent)
        for other in after:
            self._wake_in(rows.spec.path, other)
        return self._run()

    def first_load(self) -> None:
        """Defaults that are computed once, when an inspection is begun."""
        for node in list(self.tree.root.walk()):
            if isinstance(node, Node) and not node.value:
                bind = self.form.bind(node.spec.path)
                if bind.first_load is not None:
                    node.element.text = self._stored(node, bind.first_load)
                elif bind.preload in storing.PRELOADED:
                    node.element.text = storing.begun(bind.preload, node.spec.type)

    def everything(self) -> set[str]:
        """Compute all of it."""
        for computation in self.form.graph.in_order:
            for node in self.tree.below(self.tree.root, computation.path):
                self._enqueue(computation, node)
        return self._run()

    @contextmanager
    def held(self, *, whole: bool = False) -> Iterator[None]:
        """Compute once for all changes made inside, at its end; what it moved is told by `settled`.

        With `whole` nobody keeps account of what depends on them: everything is computed, and `settled` tells less.
        """
        self._held += 1
        self._deaf = whole
        try:
            yield
        finally:
            self._held -= 1
            self._deaf = False
            if not self._held:
                self._late |= self.everything() if whole else self._run()

    def settled(self) -> set[str]:
        """The addresses that may read differently since changes were held, told once."""
        late, self._late = self._late, set()
        return late

    # evaluating, for whoever asks

    def text(self, node: Any_, expression: Expression) -> str:
        """An expression's text at a node; blank when it has none."""
        try:
            with self.standing(node) as element:
                return expression.text(element)
        except EvaluationRefused:
            return ""

    def truth(self, node: Any_, expression: Expression | None, *, otherwise: bool) -> bool:
        """An expression's truth at a node; `otherwise` without one, or when it has no value."""
        if expression is None:
            return otherwise
        try:
            with self.standing(node) as element:
                return expression.truth(element)
        except EvaluationRefused:
            return otherwise

    @contextmanager
    def standing(self, node: Any_) -> Iterator[_Element]:
        """The element to evaluate at; a repeat stands where its next row would."""
        if isinstance(node, Node):
            yield node.element
            return
        element = etree.SubElement(node.parent.element, HIDDEN + node.spec.name)
        try:
            yield element
        finally:
            node.parent.element.remove(element)

    # inside

    def _run(self) -> set[str]:
        if self._held:
            return set()
        self._rosters.clear()
        while self._woken or self._queue:
            self._enqueue_woken()
            if not self._queue:
                break
            _, computation = heapq.heappop(self._queue)
            for node in self._waiting.pop(computation.order, {}):
                self._compute(computation, node)
        changed, self._changed = self._changed, set()
        return changed

    def _enqueue(self, computation: Computation, node: Any_) -> None:
        waiting = self._waiting.get(computation.order)
        if waiting is None:
            waiting = self._waiting[computation.order] = {}
            heapq.heappush(self._queue, (computation.order, computation))
        waiting[node] = None

    def _compute(self, computation: Computation, node: Any_) -> None:
        if self.tree.nodes.get(node.address) is not node:
            return
        bind = self.form.bind(computation.path)
        if computation.kind is Kind.RELEVANT:
            self._compute_relevance(node, bind)
        elif not node.relevant:
            return
        elif computation.kind is Kind.COUNT and isinstance(node, Rows):
            self._compute_count(node, bind)
        elif isinstance(node, Node):
            value = self._stored(node, bind.calculate) if bind.calculate is not None else self._derived(node, bind)
            if value != node.value:
                node.element.text = value
                self._touched(node)

    def _stored(self, node: Node, expression: Expression) -> str:
        """What a node holds after an expression yielded its value; blank when it yielded none."""
        try:
            with self._naming(node) if "choice-name" in expression.source else _PLAINLY:
                return storing.stored(expression.evaluate(node.element), node.spec.type)
        except EvaluationRefused:
            return ""

    def _derived(self, node: Node, bind: Bind) -> str:
        arguments: list[derived.Argument] = []
        for expression in bind.arguments:
            try:
                arguments.append(self._argument(node, expression))
            except EvaluationRefused:
                return ""
        return derived.derive(bind.function, tuple(arguments))

    def _argument(self, node: Node, expression: Expression) -> derived.Argument:
        """Text, or for a list of rows their texts; a whole roster is gathered once for all who look at it."""
        roster = self._roster(expression)
        if roster is None:
            return values.to_text(expression.evaluate(node.element))
        whole = isinstance(expression.tree, Path) and not any(step.predicates for step in expression.tree.steps)
        key = roster.path if whole and not roster.anchor else ""
        if key in self._rosters:
            return self._rosters[key]
        names = [one.name for one in self.form.spec(roster.path).walk() if one.kind in ROW_KINDS]
        rows = tuple(row_texts(element, names) for element in expression.nodes(node.element))
        if key:
            self._rosters[key] = rows
        return rows

    def _roster(self, expression: Expression) -> Reference | None:
        """The repeat an argument lists: it must be a location path, not a calculation that contains one."""
        if not isinstance(expression.tree, Path):
            return None
        return next((one for one in expression.references if one.path in self.form.repeats), None)

    def _compute_relevance(self, node: Any_, bind: Bind) -> None:
        parent = node.parent
        if parent is not None and not parent.relevant:
            return
        own = self.truth(node, bind.relevant, otherwise=True)
        if own == node.own and own == node.relevant:
            return
        node.show(own)
        self._spread(node, own)

    def _spread(self, node: Any_, relevant: bool) -> None:
        """Carry relevance down, and wake everything that looks at what appeared or vanished."""
        if node.relevant != relevant:
            node.relevant = relevant
            self._changed.add(node.address)
            if relevant:
                self._wake_own(node)
        below = node.rows if isinstance(node, Rows) else node.children.values()
        for child in below:
            gate = self.form.graph.computation(child.spec.path, Kind.RELEVANT)
            gated = gate is not None and not (isinstance(child, Node) and child.row)
            if gated and relevant and gate is not None:
                self._enqueue(gate, child)
            self._spread(child, relevant and (child.own if gated else True))
        self._wake_around(node)

    def _wake_own(self, node: Any_) -> None:
        for kind in (Kind.COUNT, Kind.VALUE):
            computation = self.form.graph.computation(node.spec.path, kind)
            if computation is not None:
                self._enqueue(computation, node)

    def _compute_count(self, rows: Rows, bind: Bind) -> None:
        assert bind.count is not None
        with self.standing(rows) as element:
            try:
                wanted = min(max(0, values.whole(bind.count.evaluate(element))), _ROW_LIMIT)
            except EvaluationRefused:
                return
        while len(rows.rows) < wanted and self._made < _ROW_LIMIT:
            self._made += 1
            row = self.tree.add_row(rows, f"n{len(rows.rows) + 1}", None)
            self._new(row)
            self._rearranged(rows, row)
        while len(rows.rows) > wanted:
            last = rows.rows[-1]
            if last in self.tree.kept or any(node.answered() for node in last.walk() if isinstance(node, Node)):
                break  # what somebody answered is never thrown away by a number
            self._changed |= {node.address for node in last.walk()}
            gone = dict.fromkeys(node.spec.path for node in last.walk())
            self.tree.remove_row(rows, last)
            self._made = max(0, self._made - 1)
            for path in gone:
                self._wake(path, rows.parent)

    def _new(self, row: Node) -> None:
        """Defaults and computations of a new row."""
        for node in row.walk():
            self._changed.add(node.address)
            bind = self.form.bind(node.spec.path)
            if isinstance(node, Node) and not node.value:
                expression = bind.new_row or bind.first_load
                if expression is not None:
                    node.element.text = self._stored(node, expression)
                    self._trigger(node)
            for kind in Kind if node is not row else ():  # what a repeat computes, its rows share
                computation = self.form.graph.computation(node.spec.path, kind)
                if computation is not None:
                    self._enqueue(computation, node)

    def _rearranged(self, rows: Rows, row: Node) -> None:
        self._changed.add(rows.address)
        for node in row.walk():
            self._wake_around(node)
        for other in rows.rows[rows.rows.index(row) + 1 :] if rows.rows[-1] is not row else ():
            self._wake_in(rows.spec.path, other)

    def _touched(self, node: Node) -> None:
        self._changed.add(node.address)
        self._wake_around(node)

    def _trigger(self, node: Node) -> None:
        for path, expression in self.form.triggered_by.get(node.spec.path, ()):
            for target in self._near(path, node):
                if isinstance(target, Node):
                    target.element.text = self._stored(target, expression) if expression is not None else ""
                    self._touched(target)

    def _near(self, path: str, node: Node) -> Iterable[Any_]:
        """The nodes of a path in the same row as `node`, as far as they share rows."""
        start: Node = self.tree.root
        current: Node | None = node
        while current is not None:
            if current.row and path.startswith(current.spec.path + "/"):
                start = current
                break
            current = current.parent
        return self.tree.below(start, path)

    def _wake_around(self, node: Any_) -> None:
        self._wake(node.spec.path, node)

    def _wake(self, path: str, start: Any_) -> None:
        """Everybody who looks at `path`, given that the change is at or under `start`."""
        if self._deaf:
            return
        for dependent in self.form.graph.dependents(path):
            place = self._anchor(start, dependent.anchor)
            if place is not None:
                self._notify(dependent.path, dependent.computation, place)

    def _wake_in(self, path: str, row: Node) -> None:
        """Those inside a row who look at the row itself, as `position(..)` does."""
        if self._deaf:
            return
        for dependent in self.form.graph.dependents(path):
            if dependent.anchor == path:
                self._notify(dependent.path, dependent.computation, row)

    def _notify(self, path: str, computation: Computation | None, place: Any_) -> None:
        """Once, however many changes ask for it before anything is computed: a table has hundreds of rows."""
        self._woken[path, -1 if computation is None else computation.order, place] = computation

    def _enqueue_woken(self) -> None:
        woken, self._woken = self._woken, {}
        for (path, _, place), computation in woken.items():
            for node in self.tree.below(place, path):
                if computation is None:
                    self._changed.add(node.address)
                else:
                    self._enqueue(computation, node)

    def _anchor(self, start: Any_, anchor: str) -> Node | None:
        """The row of the repeat `anchor` around `start`; the root for ""; None outside of any."""
        if not anchor:
            return self.tree.root
        current: Any_ | None = start
        while current is not None:
            if isinstance(current, Node) and current.row and current.spec.path == anchor:
                return current
            current = current.parent
        return None


def row_texts(element: _Element, names: Iterable[str]) -> dict[str, str]:
    """A row as a mapping of child name -> text, groups flattened; what is irrelevant is blank."""
    found = dict.fromkeys(names, "")
    _gather(element, found)
    return found


def _gather(element: _Element, found: dict[str, str]) -> None:
    for child in element:
        tag = str(child.tag)
        if len(child):
            if not tag.startswith(HIDDEN):
                _gather(child, found)
        elif tag in found:
            found[tag] = child.text or found[tag]
