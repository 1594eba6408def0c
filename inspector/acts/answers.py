"""What an act reads from the answers themselves: verdicts with reasons and notes, and how long the rosters are.

Reads the sealed instance, in which personal and restricted values are already commitments: whatever is quoted from
here can be printed. Labels are filled from the same place, so a label that names a secret names its row instead.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml.etree import _Element

from inspector.core.verdict import Verdict
from inspector.forms import safexml
from inspector.forms.form import OURS, Form, NodeSpec
from inspector.forms.safexml import local

_ROW = re.compile(r"\[[^\]]*\]")
_SIMPLE_PATH = re.compile(r"\s*(?:\.\.?/|/)?[\w.\-]+(?:/[\w.\-]+|/\.\.)*\s*$")
_COMMITMENT = re.compile(r"sha256:[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One check as answered. `node` is its place with row UUIDs, `place` the numbers of those rows: «№ 3»."""

    node: str
    path: str
    place: str
    verdict: Verdict
    reason: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """How many rows of a roster have a key."""

    path: str
    rows: int


def schema_path(node: str) -> str:
    """A node's schema path: the node without its row UUIDs."""
    return _ROW.sub("", node)


class Answers:
    """The answers of one instance, read with its form."""

    def __init__(self, form: Form, instance: bytes) -> None:
        self.form = form
        self.root = safexml.parse(instance, most=safexml.MAX_INSTANCE_BYTES)

    @cached_property
    def checks(self) -> tuple[Answer, ...]:
        """Every check that is in the instance, in document order; what headquarters still has to answer is none."""
        found = self._checks(self.root, f"/{local(self.root)}", "")
        return tuple(one for one in found if one.verdict or self.form.spec(one.path).answered_by == "inspector")

    @cached_property
    def rosters(self) -> tuple[Roster, ...]:
        """Every roster of the form with its rows; rosters that do not apply are left out."""
        found = []
        for spec in self.form.walk():
            if spec.kind == "repeat" and spec.key and not self.form.repeat_of(spec.parent):
                rows = [row for row in self._elements(spec.path) if _text(row, spec.key)]
                found.append(Roster(path=spec.path, rows=len(rows)))
        return tuple(found)

    @cached_property
    def places(self) -> Mapping[str, str]:
        """The number of each roster row, by its node."""
        return dict(self._rows(self.root, f"/{local(self.root)}"))

    def place(self, node: str) -> str:
        """The number of the innermost roster row a node stands in, as «№ 3», or ""."""
        found = ""
        for match in _ROW.finditer(node):
            row = node[: match.end()]
            if row in self.places and self._is_roster(schema_path(row)):
                found = self.places[row]
        return found

    def label(self, path: str, language: str, node: str = "") -> str:
        """The words of a place in `language`, filled in; `node` says in which row."""
        texts = self.form.bind(path).label
        text = texts.get(language) or texts.get("ru") or next(iter(texts.values()), None)
        if text is None:
            return path.rpartition("/")[2]
        parts = [part if isinstance(part, str) else self._fill(part.source, path, node or path) for part in text.parts]
        return " ".join("".join(parts).split())

    def official(self, path: str, body: str) -> str:
        """The item numbers of a body's official checklist that a check belongs to."""
        items = self.form.spec(path).official.replace(",", " ").replace(";", " ").split()
        return ", ".join(item.partition(":")[2] for item in items if item.partition(":")[0] == body)

    def _checks(self, element: _Element, path: str, row: str) -> Iterator[Answer]:
        for child in element:
            here = f"{path}/{local(child)}"
            if not self.form.has(here):
                continue
            node = (row or path) + f"/{local(child)}" + _row(child)
            spec = self.form.spec(here)
            if spec.kind == "check":
                yield self._answer(child, spec, node)
            if len(child):
                yield from self._checks(child, here, node)

    def _answer(self, element: _Element, spec: NodeSpec, node: str) -> Answer:
        verdict = _text(element, "verdict")
        return Answer(
            node=node,
            path=spec.path,
            place=self.place(node),
            verdict=Verdict(verdict) if verdict in set(Verdict) else Verdict.BLANK,
            reason=_text(element, "reason"),
            note=_text(element, "note"),
        )

    def _rows(self, element: _Element, node: str) -> Iterator[tuple[str, str]]:
        count: dict[str, int] = {}
        for child in element:
            name, row = local(child), _row(child)
            here = f"{node}/{name}{row}"
            if row:
                count[name] = count.get(name, 0) + 1
                yield here, f"№ {count[name]}"
            if len(child):
                yield from self._rows(child, here)

    def _is_roster(self, path: str) -> bool:
        return self.form.has(path) and bool(self.form.spec(path).key)

    def _elements(self, path: str) -> list[_Element]:
        found = [self.root]
        for name in path.split("/")[2:]:
            found = [child for element in found for child in element if local(child) == name]
        return found

    def _fill(self, source: str, path: str, node: str) -> str:
        """The value a label refers to, when it is a plain reference to something that may be printed."""
        number = self.place(node)
        if not _SIMPLE_PATH.match(source):
            return number or "…"
        target = _joined(path, source.strip())
        if self.form.has(target) and self.form.spec(target).secret:
            return number or "…"
        repeat = self.form.repeat_of(target)
        elements = self._elements(target)
        if repeat:
            elements = [element for element in elements if _stands_in(element, node)]
        value = (elements[0].text or "").strip() if len(elements) == 1 else ""
        return number or "…" if not value or _COMMITMENT.search(value) else value


def _joined(path: str, reference: str) -> str:
    """An absolute schema path from a reference written at `path`."""
    names = [] if reference.startswith("/") else path.split("/")[1:]
    for step in reference.strip("/").split("/"):
        if step == "..":
            names = names[:-1]
        elif step != ".":
            names.append(step)
    return "/" + "/".join(names)


def _stands_in(element: _Element, node: str) -> bool:
    rows = {match.group(0) for match in _ROW.finditer(node)}
    around = [_row(ancestor) for ancestor in element.iterancestors()]
    return all(row in rows for row in around if row)


def _row(element: _Element) -> str:
    uuid = element.get(f"{{{OURS}}}row")
    return f"[{uuid}]" if uuid else ""


def _text(element: _Element, name: str) -> str:
    for child in element:
        if local(child) == name:
            return (child.text or "").strip()
    return ""
