"""From the XML of a compiled XForm to a Form."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from lxml import etree
from lxml.etree import _Element

from inspector.core.verdict import Severity
from inspector.forms import safexml, xpath_syntax
from inspector.forms.errors import FormIncomplete
from inspector.forms.form import OURS, Bind, Form, ItemSet, NodeSpec, Sources, Trigger, official_bodies
from inspector.forms.reading_texts import XFORMS, FormTexts, ItemTexts
from inspector.forms.reading_types import bind_type, held_types
from inspector.forms.references import Scope
from inspector.forms.safexml import local
from inspector.forms.xpath import Expression, compile_expression, compile_tree

_JR: Final = "http://openrosa.org/javarosa"
_NS: Final = {"x": XFORMS, "h": "http://www.w3.org/1999/xhtml"}
_CONTROLS: Final = frozenset({"input", "select1", "select", "upload", "trigger", "range", "rank", "secret"})
_ITEXT_REF: Final = re.compile(r"\s*jr:itext\(\s*([\w.\-]+)\s*\)\s*$")
_FORMAL: Final = ("visit_kind", "body")


@dataclass(slots=True)
class _Body:
    """What the body says of one path."""

    control: str = ""
    appearance: str = ""
    media: str = ""
    elements: list[_Element] = field(default_factory=list)
    count: str = ""


@dataclass
class _Reader:
    """The parts of one XForm while it is read."""

    root: _Element
    data: _Element
    repeats: frozenset[str]
    types: dict[str, str]
    attributes: dict[str, dict[str, str]]
    body: dict[str, _Body]
    namespaces: Mapping[str, str]
    namespaces_of: dict[str, str] = field(default_factory=dict)

    @cached_property
    def texts(self) -> FormTexts:
        """The form's texts."""
        model = self.root.find("h:head/x:model", _NS)
        assert model is not None
        return FormTexts(model, self.compile)

    def compile(self, text: str | None, path: str) -> Expression | None:
        if text is None or not text.strip():
            return None
        return compile_expression(text, Scope(path, self.repeats, self.types), self.namespaces)


def read_form(xml: bytes) -> Form:
    """Read a compiled XForm. Raises FormRefused (or a subclass) or ExpressionRefused."""
    root = safexml.parse(xml)
    model = root.find("h:head/x:model", _NS)
    if model is None:
        raise FormIncomplete(part="model")
    instances = model.findall("x:instance", _NS)
    if not instances or len(instances[0]) != 1:
        raise FormIncomplete(part="instance")
    data = bare(instances[0][0])
    body = _read_body(root)
    attributes = _read_binds(model)
    repeats = frozenset(path for path, part in body.items() if part.control == "repeat")
    reader = _Reader(
        root=root,
        data=data,
        repeats=repeats,
        types=held_types(attributes, repeats),
        attributes=attributes,
        body=body,
        namespaces={prefix: uri for prefix, uri in root.nsmap.items() if prefix},
    )
    reader.namespaces_of.update(_foreign(instances[0][0]))
    spec = _read_spec(reader, data, "", "")
    known = {one.path for one in spec.walk()}
    missing = [path for path in body if path not in known]
    if missing:
        raise FormIncomplete(part=missing[0])
    secondary, external = _read_secondary(instances[1:])
    form = Form(
        form_id=data.get("id") or "",
        version=data.get("version") or "",
        title=(root.findtext("h:head/h:title", "", _NS) or "").strip(),
        languages=reader.texts.languages,
        root=spec,
        binds=_compile_binds(reader, spec, model),
        sources=Sources(data, secondary, external, ItemTexts(reader.texts, _item_ids(root))),
    )
    if not form.form_id:
        raise FormIncomplete(part="id")
    return form


def bare(element: _Element) -> _Element:
    """A copy whose elements have no namespace, so that paths need no prefix."""
    copy = etree.Element(local(element), {str(name): str(value) for name, value in element.attrib.items()})
    copy.text = element.text if len(element) == 0 else None
    for child in element:
        if isinstance(child.tag, str):
            copy.append(bare(child))
    return copy


def _foreign(root: _Element) -> Iterator[tuple[str, str]]:
    """The schema path and namespace of every node that is not in the form's own namespace."""

    def below(element: _Element, parent: str) -> Iterator[tuple[str, str]]:
        path = f"{parent}/{local(element)}"
        namespace = etree.QName(element).namespace or ""
        if namespace not in {"", XFORMS}:
            yield path, namespace
        for child in element:
            yield from below(child, path)

    return below(root, "")


def _plain(path: str | None) -> str:
    """A schema path without the prefixes of its names."""
    return re.sub(r"(?<=/)[\w.\-]+:", "", (path or "").strip())


def _read_body(root: _Element) -> dict[str, _Body]:
    found: dict[str, _Body] = {}
    top = root.find("h:body", _NS)
    for element in top.iter() if top is not None else ():
        name = local(element)
        if name not in _CONTROLS and name not in {"group", "repeat"}:
            continue
        path = _plain(element.get("nodeset") or element.get("ref"))
        if not path.startswith("/"):
            continue
        part = found.setdefault(path, _Body())
        part.elements.append(element)
        part.appearance = element.get("appearance") or part.appearance
        part.media = (element.get("mediatype") or "").partition("/")[0] or part.media
        part.count = element.get(f"{{{_JR}}}count") or part.count
        if name != "group" or not part.control:
            part.control = name
    return found


def _read_binds(model: _Element) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for bind in model.iterfind("x:bind", _NS):
        path = _plain(bind.get("nodeset"))
        names = {str(name): str(value) for name, value in bind.attrib.items() if name != "nodeset"}
        found.setdefault(path, {}).update(names)
    return found


def _read_secondary(instances: list[_Element]) -> tuple[dict[str, _Element], dict[str, str]]:
    found: dict[str, _Element] = {}
    external: dict[str, str] = {}
    for instance in instances:
        name = instance.get("id") or ""
        holder = etree.Element("i", {"id": name})
        for child in instance:
            if isinstance(child.tag, str):
                holder.append(bare(child))
        if instance.get("src"):
            external[name] = instance.get("src") or ""
            if len(holder) == 0:
                etree.SubElement(holder, "root")
        found[name] = holder
    return found, external


def _ours(attributes: Mapping[str, str], name: str) -> str:
    return attributes.get(f"{{{OURS}}}{name}", "").strip()


def _marked(reader: _Reader, path: str, mark: str) -> bool:
    """Whether the node, or a group around it, carries the mark: what closes a group closes everything in it."""
    parts = path.split("/")
    around = ("/".join(parts[:length]) for length in range(2, len(parts) + 1))
    return any(_ours(reader.attributes.get(one, {}), mark) == "yes" for one in around)


def _read_spec(reader: _Reader, element: _Element, parent: str, kind_around: str) -> NodeSpec:
    """The spec of an element of the main instance and of everything below it."""
    name = str(element.tag)
    path = f"{parent}/{name}"
    attributes = reader.attributes.get(path, {})
    body = reader.body.get(path, _Body())
    kind = _kind(reader, element, path, kind_around)
    seen: set[str] = set()
    children: list[NodeSpec] = []
    for child in element:
        tag = str(child.tag)
        if tag in seen and f"{path}/{tag}" in reader.repeats:
            continue
        if tag in seen:
            raise FormIncomplete(part=f"{path}/{tag}")
        seen.add(tag)
        children.append(_read_spec(reader, child, path, kind))
    severity = _ours(attributes, "severity")
    if severity not in set(Severity):
        raise FormIncomplete(part=f"{path} severity")
    return NodeSpec(
        path=path,
        name=name,
        kind=kind,
        type=bind_type(attributes.get("type", "string")),
        control=body.control,
        appearance=body.appearance,
        parent=parent,
        children=tuple(children),
        required="required" in attributes and attributes["required"].strip() != "false()",
        readonly=attributes.get("readonly", "").strip() == "true()",
        calculated="calculate" in attributes or kind == "derived",
        personal=_marked(reader, path, "personal"),
        restricted=_marked(reader, path, "restricted"),
        severity=Severity(severity),
        norm=_ours(attributes, "norm"),
        applies=tuple(_ours(attributes, "applies").split()),
        evidence=_ours(attributes, "evidence"),
        official=_ours(attributes, "official"),
        answered_by=_ours(attributes, "answered_by") or "inspector",
        key=_ours(attributes, "key"),
        declared=_ours(attributes, "declared"),
        declared_of=_ours(attributes, "declared_of"),
        last=_ours(attributes, "last"),
        choices=_list_id(body),
        media=body.media,
        default=(element.text or "").strip() if len(element) == 0 else "",
        namespace=reader.namespaces_of.get(path, ""),
    )


def _kind(reader: _Reader, element: _Element, path: str, around: str) -> str:
    attributes = reader.attributes.get(path, {})
    ours = _ours(attributes, "kind")
    if ours:
        return ours
    if around == "meta" or (local(element) == "meta" and path.count("/") == 2):
        return "meta"
    if path in reader.repeats:
        return "repeat"
    control = reader.body[path].control if path in reader.body else ""
    if len(element) or control == "group":
        return "group"
    if not control:
        return "hidden"
    if control == "input" and attributes.get("readonly", "").strip() == "true()":
        return "note"
    return "question"


def _list_id(body: _Body) -> str:
    for element in body.elements:
        itemset = element.find("x:itemset", _NS)
        if itemset is not None:
            match = re.match(r"\s*(?:randomize\()?\s*instance\(\s*['\"]([^'\"]+)['\"]", itemset.get("nodeset") or "")
            return match.group(1) if match else (itemset.get("nodeset") or "").strip()
    return ""


def _compile_binds(reader: _Reader, root: NodeSpec, model: _Element) -> dict[str, Bind]:
    binds: dict[str, Bind] = {}
    formal = all(root.child(name) is not None for name in _FORMAL)
    for spec in root.walk():
        attributes = reader.attributes.get(spec.path, {})
        body = reader.body.get(spec.path, _Body())

        def compiled(name: str, path: str = spec.path, source: Mapping[str, str] = attributes) -> Expression | None:
            return reader.compile(source.get(name), path)

        bind = Bind(
            relevant=reader.compile(_relevance(attributes.get("relevant"), spec, root, formal=formal), spec.path),
            calculate=compiled("calculate"),
            required=compiled("required"),
            readonly=compiled("readonly"),
            constraint=compiled("constraint"),
            count=reader.compile(body.count, spec.path),
            declared=compiled(f"{{{OURS}}}declared"),
            declared_of=compiled(f"{{{OURS}}}declared_of"),
            last=compiled(f"{{{OURS}}}last"),
            preload=" ".join(attributes.get(f"{{{_JR}}}{name}", "") for name in ("preload", "preloadParams")).strip(),
            constraint_message=reader.texts.message(attributes.get(f"{{{_JR}}}constraintMsg"), spec.path),
            required_message=reader.texts.message(attributes.get(f"{{{_JR}}}requiredMsg"), spec.path),
        )
        if spec.kind == "derived":
            scope = Scope(spec.path, reader.repeats, reader.types)
            source = attributes.get(f"{{{OURS}}}arguments", "")
            bind.function = _ours(attributes, "function")
            bind.arguments = tuple(
                compile_tree(tree, source, scope, reader.namespaces) for tree in xpath_syntax.parse_arguments(source)
            )
        for element in body.elements:
            _read_control(reader, element, spec.path, bind)
        if spec.kind == "indicator":
            bind.label = bind.label or reader.texts.named(f"{spec.path}:label", spec.path)
        binds[spec.path] = bind
    _read_setvalues(reader, model, binds)
    return binds


def _relevance(written: str | None, spec: NodeSpec, root: NodeSpec, *, formal: bool) -> str | None:
    """The written relevance, and for an item: in a formal check it stands only on its body's official checklist."""
    if not formal or spec.kind not in {"check", "rule"} or _inside_check(root, spec):
        return written
    bodies = " ".join(sorted(set(official_bodies(spec.official))))
    own = f"(/{root.name}/visit_kind != 'check' or selected('{bodies}', /{root.name}/body))"
    return f"({written}) and {own}" if written and written.strip() else own


def _inside_check(root: NodeSpec, spec: NodeSpec) -> bool:
    current: NodeSpec | None = root
    for name in spec.parent.split("/")[2:]:
        current = current.child(name) if current else None
        if current is not None and current.kind == "check":
            return True
    return False


def _read_control(reader: _Reader, element: _Element, path: str, bind: Bind) -> None:
    for child in element:
        name = local(child)
        if name == "label" and local(element) != "item":
            bind.label = bind.label or reader.texts.label(child, path)
        elif name == "hint":
            bind.hint = bind.hint or reader.texts.label(child, path)
    itemset = element.find("x:itemset", _NS)
    items = element.findall("x:item", _NS)
    if itemset is not None:
        value, label = itemset.find("x:value", _NS), itemset.find("x:label", _NS)
        label_ref = (label.get("ref") if label is not None else "") or "label"
        by_itext = _ITEXT_REF.match(label_ref)
        bind.items = ItemSet(
            nodes=reader.compile(itemset.get("nodeset"), path),
            value=(value.get("ref") if value is not None else "") or "name",
            label=by_itext.group(1) if by_itext else label_ref,
            by_itext=by_itext is not None,
        )
    elif items:
        bind.items = ItemSet(
            items=tuple(
                ((item.findtext("x:value", "", _NS) or "").strip(), reader.texts.label(item.find("x:label", _NS), path))
                for item in items
            )
        )


def _item_ids(root: _Element) -> frozenset[str]:
    """The text ids that choices name."""
    return frozenset(str(item.text or "") for item in root.iter(f"{{{XFORMS}}}itextId"))


def _read_setvalues(reader: _Reader, model: _Element, binds: dict[str, Bind]) -> None:
    """Defaults that are computed once, and values computed when another question changes."""
    for element in reader.root.iter(f"{{{XFORMS}}}setvalue"):
        path = _plain(element.get("ref"))
        bind = binds.get(path)
        if bind is None:
            continue
        expression = reader.compile(_value_to_set(element), path)
        events = (element.get("event") or "").split()
        if "odk-instance-first-load" in events:
            bind.first_load = expression
        if "odk-new-repeat" in events:
            bind.new_row = expression
        parent = element.getparent()
        if "xforms-value-changed" in events and parent is not None and parent is not model:
            bind.triggers = (*bind.triggers, Trigger(_plain(parent.get("ref")), expression))


def _value_to_set(element: _Element) -> str:
    """The expression of a `setvalue`: its `value`, or else its text as it stands."""
    value = element.get("value")
    if value is not None:
        return value.strip() or "''"
    text = element.text or ""
    return f"'{text}'" if "'" not in text else f'"{text.replace(chr(34), "")}"'
