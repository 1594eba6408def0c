"""Reads an open inspection for the screens: which questions stand in a section, what each says, how it stands.

Nothing here writes, judges or remembers: the session is asked anew each time. No Qt.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from inspector.core.finding import Indicator
from inspector.core.verdict import Severity, Verdict
from inspector.forms.form import CONTAINERS, NodeSpec
from inspector.services import album
from inspector.services.inspecting import OpenInspection
from inspector.ui import language, wording
from inspector.ui.screens import phrases

_ROW = re.compile(r"\[[^\]]*\]")
OWN = frozenset({"verdict", "reason", "note", "due_days"})
"""What the `check` macro adds to a card; everything before it is the author's."""

CHILDREN = "children_covered"
"""The indicator that is the headline wherever cameras are counted."""

GLYPHS = {
    Verdict.OK: "ok",
    Verdict.BAD: "bad",
    Verdict.NA: "na",
    Verdict.UNCHECKED: "skip",
    Verdict.BLANK: "none",
}


def path_of(node: str) -> str:
    """The schema path of a node: its rows' ids left out."""
    return _ROW.sub("", node)


def verdict_of(value: str) -> Verdict:
    """A stored verdict; anything unknown counts as no answer."""
    return Verdict(value) if value in Verdict._value2member_map_ else Verdict.BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that stands in a section's list: a check, a roster, a question, an indicator, a rule or a note."""

    node: str
    spec: NodeSpec
    number: str
    kind: str


class Reading:
    """One open inspection, in the language of the interface."""

    def __init__(self, opened: OpenInspection) -> None:
        self.opened = opened
        self.session = opened.session
        self.form = opened.form

    def label(self, node: str) -> str:
        """The checklist's text of a node."""
        return self.session.label(node, language.current.code)

    def title(self, path: str) -> str:
        """The checklist's text of a schema path inside a repeat, where no row fills its places."""
        texts = self.form.bind(path).label
        text = texts.get(language.current.code) or texts.get("ru") or next(iter(texts.values()), None)
        return "".join(part for part in text.parts if isinstance(part, str)).strip() if text else ""

    def spec(self, node: str) -> NodeSpec:
        """The form's description of a node."""
        return self.form.spec(path_of(node))

    def sections(self) -> tuple[NodeSpec, ...]:
        """The sections that apply to this visit and hold anything to see, in order."""
        return tuple(
            spec for spec in self.form.sections if self.session.relevant(spec.path) and next(self._inside(spec), None)
        )

    def items(self, section: NodeSpec) -> tuple[Item, ...]:
        """What stands in a section's list now. «3.4» counts every line the section can have: numbers never shift."""
        order = [spec.path for spec in self.form.sections if spec.kind in CONTAINERS].index(section.path) + 1
        made: list[Item] = []
        number = 0
        for spec in self._lines(section):
            counted = spec.kind not in ("rule", "note")
            number += counted
            if self._is_shown(spec):
                made.append(
                    Item(node=spec.path, spec=spec, number=f"{order}.{number}" if counted else "", kind=spec.kind)
                )
        return tuple(made)

    def section_of(self, node: str) -> NodeSpec | None:
        """The section a node stands in."""
        path = path_of(node)
        for section in self.sections():
            if path == section.path or path.startswith(section.path + "/"):
                return section
        return None

    def number_of(self, node: str) -> str:
        """The number of the list line a node belongs to; "" when it belongs to none."""
        path, section = path_of(node), self.section_of(node)
        for item in self.items(section) if section else ():
            if path == item.node or path.startswith(item.node + "/"):
                return item.number
        return ""

    def _inside(self, spec: NodeSpec) -> Iterator[NodeSpec]:
        """What of a section is shown now."""
        return (line for line in self._lines(spec) if self._is_shown(line))

    def _lines(self, spec: NodeSpec) -> Iterator[NodeSpec]:
        """Everything a section can show, in document order."""
        if spec.kind in ("repeat", "check"):
            yield spec
            return
        for child in spec.children:
            if child.kind == "group":
                yield from self._lines(child)
            elif self._is_line(child):
                yield child

    def _is_line(self, spec: NodeSpec) -> bool:
        if spec.kind in ("question", "note"):
            return bool(spec.control) and not self._is_message(spec)
        return spec.kind in ("check", "repeat", "rule") or (spec.kind == "indicator" and bool(self.title(spec.path)))

    def _is_shown(self, spec: NodeSpec) -> bool:
        """Relevant, and not silent: a rule that found nothing and a count of one thing say nothing."""
        if not self.session.relevant(spec.path):
            return False
        if spec.kind == "rule":
            return self.session.value(spec.path) == Verdict.BAD
        if spec.kind == "indicator":
            return self.session.value(f"{spec.path}_of") not in ("", "0", "1")
        return True

    def _is_message(self, spec: NodeSpec) -> bool:
        """Whether a note is the sentence of a rule: it is said beside the rule, not as a line of its own."""
        return spec.name.endswith("_message") and spec.kind == "note"

    def value(self, node: str) -> str:
        """The stored answer of a node."""
        return self.session.value(node)

    def verdict(self, check: str) -> Verdict:
        """The verdict of a check."""
        return verdict_of(self.session.value(f"{check}/verdict"))

    def shown(self, node: str) -> str:
        """An answer as it is read: labels of choices, dates written our way."""
        spec, value = self.spec(node), self.session.value(node)
        if not value:
            return ""
        if spec.control in ("select1", "select"):
            labels = {choice.value: choice.label for choice in self.session.choices(node, language.current.code)}
            parts = value.split() if spec.control == "select" else [value]
            return ", ".join(labels.get(part, part) for part in parts)
        return wording.day_of(value) if spec.type == "date" else value

    def photos(self, check: str) -> tuple[tuple[str, str], ...]:
        """(name, row) of every photo of a check."""
        repeat = f"{check}/{self.spec(check).name}_photos"
        found = ((self.session.value(f"{row}/photo"), row) for row in self.session.rows(repeat))
        return tuple((name, row) for name, row in found if name)

    def photo_due(self, check: str) -> bool:
        """Whether the checklist wants a photo that is not there yet."""
        wanted = self.spec(check).evidence
        verdict = self.verdict(check)
        due = {"always": verdict in (Verdict.OK, Verdict.BAD), "bad": verdict is Verdict.BAD}.get(wanted, False)
        return due and not self.photos(check)

    def photo_promised(self, check: str) -> bool:
        """Whether a photo of a check is still to come (key 0 in the tray): it blocks the seal."""
        return album.is_due(self.opened, check)

    def photos_promised(self, section: str = "") -> int:
        """How many photos are still to come, in a section or in all."""
        due = [node for node in self.opened.album.due if node.startswith(f"{section}/") or not section]
        return sum(1 for node in due if album.is_due(self.opened, node))

    def declared(self, check: str) -> str:
        """What was reported about a check, as text; "" when nothing was."""
        return self.session.declared(check)

    def last(self, check: str) -> str:
        """What the last visit found, as stored; "" when unknown."""
        return self.session.last(check)

    def indicator(self, name: str) -> Indicator | None:
        """The indicator of that name, when it applies."""
        return next(iter(self.session.indicators(name)), None)

    def severity(self, node: str) -> Severity:
        """The law's class of a check or rule; blank for a recommendation."""
        return self.session.severity(node)

    def unseen_children(self) -> str:
        """«269 children not seen»: the sentence that stands beside every count of cameras; "" when not known."""
        found = self.indicator(CHILDREN)
        if found is None or found.of is None or found.of == 0 or found.n is None:
            return ""
        return phrases.unseen(found)
