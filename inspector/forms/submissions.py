"""Answers from XML and to XML."""

from collections.abc import Mapping, Sequence
from typing import Final

from lxml import etree
from lxml.etree import _Element

from inspector.core.ids import new_id
from inspector.forms import safexml, storing
from inspector.forms.errors import InstanceRefused
from inspector.forms.form import OURS, NodeSpec
from inspector.forms.instance import ROW, Node, Rows, Tree
from inspector.forms.safexml import local, writable

_TEMPLATE: Final = "{http://openrosa.org/javarosa}template"
_MAX_ROW_NAME: Final = 64


def fill_lists(tree: Tree, lists: Mapping[str, Sequence[Mapping[str, str]]]) -> None:
    """Put preloaded lists into the external secondary instances of the same name."""
    for holder in tree.document.iterchildren("i"):
        name = holder.get("id") or ""
        if name not in lists or name not in tree.form.sources.external:
            continue
        for child in list(holder):
            holder.remove(child)
        root = etree.SubElement(holder, "root")
        for entry in lists[name]:
            item = etree.SubElement(root, "item")
            for column, value in entry.items():
                etree.SubElement(item, column).text = writable(value)


def load(tree: Tree, xml: bytes) -> tuple[str, ...]:
    """Fill a fresh tree from a submission; the paths (with positions) that the form does not have."""
    root = safexml.parse(xml, most=safexml.MAX_INSTANCE_BYTES)
    if local(root) != tree.form.root.name or (root.get("id") or tree.form.form_id) != tree.form.form_id:
        raise InstanceRefused(form=tree.form.form_id)
    unknown: list[str] = []
    _load(tree, tree.root, root, unknown)
    return tuple(unknown)


def _load(tree: Tree, node: Node, element: _Element, unknown: list[str]) -> None:
    seen: set[str] = set()
    for child in element:
        if not isinstance(child.tag, str) or child.get(_TEMPLATE) is not None:
            continue
        name = local(child)
        target = node.children.get(name)
        if isinstance(target, Rows):
            _load(tree, tree.add_row(target, _identity(tree, target, child)), child, unknown)
        elif target is None or name in seen or (len(child) and not target.children):
            unknown.append(f"{tree.positional(node)}/{name}")
        else:
            seen.add(name)
            if target.children or target.spec.children:
                _load(tree, target, child, unknown)
            else:
                target.element.text = child.text or ""


def _identity(tree: Tree, rows: Rows, element: _Element) -> str:
    """The row's own UUID when it has a usable one that is not taken, else a new one."""
    name = element.get(ROW) or ""
    usable = 0 < len(name) <= _MAX_ROW_NAME and name.replace("-", "").isalnum() and name.isascii()
    return name if usable and f"{rows.address}[{name}]" not in tree.nodes else new_id()


def write(tree: Tree) -> bytes:
    """The submission: no namespace but ours for row UUIDs, no white space, always the same bytes for one state."""
    root = etree.Element(_tag(tree.root.spec), nsmap={"q": OURS})
    for name, value in tree.root.element.attrib.items():
        root.set(str(name), str(value))
    _write(tree.root, root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _write(node: Node, element: _Element) -> None:
    for child in node.children.values():
        if not child.relevant:
            continue
        if isinstance(child, Rows):
            for row in child.rows:
                if child.spec.key and row.blank():
                    continue
                written = etree.SubElement(element, _tag(child.spec))
                written.set(ROW, row.row)
                _write(row, written)
            continue
        written = etree.SubElement(element, _tag(child.spec))
        for name, value in child.element.attrib.items():
            written.set(str(name), str(value))
        if child.children:
            _write(child, written)
        elif not child.spec.children and child.value:
            written.text = storing.submitted(child.value, child.spec.type, calculated=child.spec.calculated)


def _tag(spec: NodeSpec) -> str:
    return f"{{{spec.namespace}}}{spec.name}" if spec.namespace else spec.name
