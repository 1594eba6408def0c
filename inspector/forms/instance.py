"""The answers as a tree: every node knows its spec, its address with row UUIDs, and whether it is relevant.

The tree shadows an lxml document in which expressions are evaluated. What is irrelevant keeps its value but has
its element renamed, so that no expression finds it; its value comes back when it is relevant again.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree
from lxml.etree import _Element

from inspector.core.ids import new_id
from inspector.forms.form import ANSWERED, OURS, Form, NodeSpec

HIDDEN: Final = "_irrelevant_."
ROW: Final = f"{{{OURS}}}row"
_TEMPLATE: Final = "{http://openrosa.org/javarosa}template"


class Node:
    """One node of the instance: a leaf, a group, or one row of a repeat (`row` is then its UUID)."""

    __slots__ = ("address", "children", "element", "own", "parent", "relevant", "row", "spec")

    def __init__(self, spec: NodeSpec, element: _Element, parent: "Node | None", address: str, row: str = "") -> None:
        self.spec = spec
        self.element = element
        self.parent = parent
        self.address = address
        self.row = row
        self.children: dict[str, Node | Rows] = {}
        self.own = True
        self.relevant = True

    @property
    def value(self) -> str:
        """The text it holds, relevant or not."""
        return self.element.text or ""

    def show(self, shown: bool) -> None:
        """Let expressions find its element, or not."""
        self.own = shown
        self.element.tag = self.spec.name if shown else HIDDEN + self.spec.name

    def walk(self) -> "Iterator[Node | Rows]":
        """Itself and everything below, in document order."""
        yield self
        for child in self.children.values():
            yield from child.walk()

    def row_around(self) -> "Node | None":
        """The innermost row it stands in (or is)."""
        current: Node | None = self
        while current is not None and not current.row:
            current = current.parent
        return current

    def blank(self) -> bool:
        """Whether no answer stands in it now: what is irrelevant, computed or a default is not an answer."""
        return not any(node.relevant and node.answered() for node in self.walk() if isinstance(node, Node))

    def answered(self) -> bool:
        """Whether somebody answered it, relevant or not."""
        return self.spec.kind in ANSWERED and self.value not in {"", self.spec.default}

    def keyless(self) -> bool:
        """Whether it is a row of a keyed repeat whose key is blank: such a row counts nowhere."""
        if not self.row or not self.spec.key:
            return False
        key = next((n for n in self.walk() if isinstance(n, Node) and n.spec.name == self.spec.key), None)
        return key is None or not key.value


class Rows:
    """A repeat: its rows in order. It has no element of its own; relevance is decided here for all rows."""

    __slots__ = ("address", "own", "parent", "relevant", "rows", "spec")

    def __init__(self, spec: NodeSpec, parent: Node, address: str) -> None:
        self.spec = spec
        self.parent = parent
        self.address = address
        self.rows: list[Node] = []
        self.own = True
        self.relevant = True

    def show(self, shown: bool) -> None:
        """Let expressions find its rows, or not."""
        self.own = shown
        for row in self.rows:
            row.show(shown)

    def walk(self) -> Iterator["Node | Rows"]:
        """Itself and everything below, in document order."""
        yield self
        for row in self.rows:
            yield from row.walk()


Any_ = Node | Rows


class Tree:
    """A whole instance: the document expressions are evaluated in, and every node by its address.

    With `standard`, a repeat starts with the rows the form's instance shows, and so does one in a new row; without,
    every repeat starts empty. `kept` are such rows: no count takes them away.
    """

    def __init__(self, form: Form, *, standard: bool = False) -> None:
        self.form = form
        self.standard = standard
        self.kept: set[Node] = set()
        self.document = etree.Element("w")
        data = etree.SubElement(self.document, form.root.name, dict(_attributes(form.sources.main)))
        for holder in form.sources.secondary.values():
            self.document.append(_copy(holder))
        self.nodes: dict[str, Any_] = {}
        self.templates = _templates(form)
        self.root = Node(form.root, data, None, form.root.path)
        self._fill(self.root, form.sources.main)

    def _fill(self, node: Node, template: _Element) -> None:
        """Give a new node the children of its template."""
        self.nodes[node.address] = node
        for spec in node.spec.children:
            source = template.find(spec.name)
            address = f"{node.address}/{spec.name}"
            if spec.kind == "repeat":
                rows = Rows(spec, node, address)
                node.children[spec.name] = self.nodes[address] = rows
                if self.standard:
                    self._first_rows(rows, template)
                continue
            element = etree.SubElement(node.element, spec.name)
            if source is not None:
                for name, value in _attributes(source):
                    element.set(name, value)
            if not spec.children and source is not None and source.text:
                element.text = source.text.strip()
            child = Node(spec, element, node, address)
            node.children[spec.name] = child
            self._fill(child, source if source is not None else element)

    def _first_rows(self, rows: Rows, template: _Element) -> None:
        for source in template.findall(rows.spec.name):
            if source.get(_TEMPLATE) is None:
                self.kept.add(self.add_row(rows, new_id(), source=source))

    def add_row(self, rows: Rows, row: str, before: Node | None = None, *, source: _Element | None = None) -> Node:
        """A new row with the values of `source` or else its template; at the end, or before another."""
        spec = rows.spec
        element = etree.Element(spec.name if rows.own else HIDDEN + spec.name)
        place = rows.rows.index(before) if before is not None else len(rows.rows)
        self._place(rows, element, place)
        node = Node(spec, element, rows.parent, f"{rows.address}[{row}]", row)
        node.own, node.relevant = rows.own, rows.relevant
        rows.rows.insert(place, node)
        self._fill(node, self.templates[spec.path] if source is None else source)
        for below in node.walk():
            below.relevant = rows.relevant
        return node

    def _place(self, rows: Rows, element: _Element, place: int) -> None:
        """Put a row's element where the schema wants it: after the rows before it, or after earlier siblings."""
        if place > 0:
            rows.rows[place - 1].element.addnext(element)
            return
        if rows.rows:
            rows.rows[0].element.addprevious(element)
            return
        host, earlier = rows.parent, 0
        for name, child in host.children.items():
            if name == rows.spec.name:
                break
            earlier += len(child.rows) if isinstance(child, Rows) else 1
        host.element.insert(earlier, element)

    def move_row(self, rows: Rows, row: Node, before: Node | None) -> None:
        """Another place among its rows, with everything in it: before another, or at the end."""
        rows.rows.remove(row)
        rows.parent.element.remove(row.element)
        place = rows.rows.index(before) if before is not None else len(rows.rows)
        self._place(rows, row.element, place)
        rows.rows.insert(place, row)

    def remove_row(self, rows: Rows, row: Node) -> None:
        """Take a row out, with everything in it."""
        for node in row.walk():
            self.nodes.pop(node.address, None)
        rows.rows.remove(row)
        rows.parent.element.remove(row.element)

    def rows_of(self, row: Node) -> Rows:
        """The repeat a row belongs to."""
        holder = row.parent.children[row.spec.name] if row.parent else None
        assert isinstance(holder, Rows)
        return holder

    def below(self, start: Any_, path: str) -> Iterator[Any_]:
        """Every node of a schema path at or under `start`; a repeat's path gives the repeat, not its rows."""
        own = start.spec.path
        names = path[len(own) :].strip("/").split("/") if path != own else []
        yield from _descend(start, [name for name in names if name])

    def positional(self, node: Any_) -> str:
        """The address with positions counted from 1 in place of row UUIDs."""
        if isinstance(node, Rows):
            return f"{self.positional(node.parent)}/{node.spec.name}"
        if node.parent is None:
            return node.address
        text = f"{self.positional(node.parent)}/{node.spec.name}"
        return f"{text}[{self.rows_of(node).rows.index(node) + 1}]" if node.row else text


def _templates(form: Form) -> dict[str, _Element]:
    """For each repeat what a new row starts from: the first marked as template, or else the first there is."""
    found: dict[str, _Element] = {}

    def look(element: _Element, path: str) -> None:
        if path in form.repeats:
            known = found.get(path)
            if known is None or (known.get(_TEMPLATE) is None and element.get(_TEMPLATE) is not None):
                found[path] = element
        for child in element:
            look(child, f"{path}/{child.tag}")

    look(form.sources.main, form.root.path)
    return found


def _descend(start: Any_, names: list[str]) -> Iterator[Any_]:
    if isinstance(start, Rows) and names:
        for row in start.rows:
            yield from _descend(row, names)
        return
    if not names:
        yield start
        return
    assert isinstance(start, Node)
    child = start.children.get(names[0])
    if child is not None:
        yield from _descend(child, names[1:])


def _attributes(element: _Element) -> list[tuple[str, str]]:
    return [(str(name), str(value)) for name, value in element.attrib.items() if name != _TEMPLATE]


def _copy(element: _Element) -> _Element:
    from copy import deepcopy

    return deepcopy(element)
