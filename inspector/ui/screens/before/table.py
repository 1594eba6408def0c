"""The table before the start: for each check and indicator that knows them, last visit, declared, what to do. No Qt.

Which values belong to which question is read from the checklist itself (its `declared`, `declared_of` and `last`
expressions), so a new checklist needs no new code here.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector.core.verdict import Verdict
from inspector.ui import wording
from inspector.ui.language import N_, tr

if TYPE_CHECKING:
    from inspector.forms.form import Form, NodeSpec

_REFERENCE = re.compile(r"(?:\$\{|/)((?:declared|last)_\w+)")
_YES = {"yes", "true", "1"}
_NO = {"no", "false", "0"}
_LAST_WORDS = {
    Verdict.OK: N_("compliant"),
    Verdict.BAD: N_("not compliant"),
    Verdict.NA: N_("not applicable"),
    Verdict.UNCHECKED: N_("not checked"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line. `last_tone` and `tone` are tokens; `shape` stands in the chip of `todo`."""

    name: str
    last: str
    last_tone: str
    declared: str
    todo: str
    tone: str
    shape: str


def table(
    form: "Form", label: Callable[[str], str], declared: Mapping[str, str], last: Mapping[str, str], roll: int
) -> tuple[Line, ...]:
    """Lines in the order of the checklist; contradictions between last visit and declaration are marked.

    `label` gives the words of a node. Questions of which nothing is known are left out.
    """
    lines = [_roll(roll, declared)]
    for spec in form.walk():
        if spec.kind in ("check", "indicator"):
            line = _line(spec, label(spec.path), declared, last)
            if line is not None:
                lines.append(line)
    return tuple(lines)


def _roll(roll: int, declared: Mapping[str, str]) -> Line:
    said = declared.get("roll", "")
    differs = said.isdigit() and int(said) != roll
    todo = N_("Count anew at the entrance") if differs else N_("Ask at the entrance")
    return Line(
        name=tr("Children on the roll"),
        last=wording.number(roll),
        last_tone="ink2",
        declared=wording.number(int(said)) if said.isdigit() else _none(said),
        todo=tr(todo),
        tone="warn" if differs else "na",
        shape="warn" if differs else "",
    )


def _line(spec: "NodeSpec", name: str, declared: Mapping[str, str], last: Mapping[str, str]) -> Line | None:
    count, total = _value(spec.declared, declared), _value(spec.declared_of, declared)
    before = _value(spec.last, last)
    if not count and not before:
        return None
    if spec.kind == "indicator":
        todo, tone, shape = _judge_count(count, total)
    else:
        todo, tone, shape = _judge_check(count, before)
    return Line(
        name=name,
        last=_last(before),
        last_tone="bad" if before == Verdict.BAD else "ink2",
        declared=_declared(count, total),
        todo=tr(todo),
        tone=tone,
        shape=shape,
    )


def _value(expression: str, values: Mapping[str, str]) -> str:
    found = _REFERENCE.search(expression or "")
    if found is None:
        return ""
    return values.get(found[1].split("_", 1)[1], "")


def _judge_check(declared: str, last: str) -> tuple[str, str, str]:
    if last == Verdict.BAD:
        if declared.lower() in _YES:
            return N_("Declared fixed: look"), "warn", "warn"
        return N_("Was violated: look"), "bad", "bad"
    if declared.lower() in _NO:
        return N_("Declared missing"), "warn", "warn"
    return N_("Look on the spot"), "na", ""


def _judge_count(count: str, total: str) -> tuple[str, str, str]:
    if count and count == total:
        return N_("All declared: count each"), "warn", "warn"
    return N_("Count on the spot"), "na", ""


def _declared(count: str, total: str) -> str:
    if count.isdigit() and total.isdigit():
        return tr("{n} of {of}", n=wording.number(int(count)), of=wording.number(int(total)))
    return _none(count)


def _last(value: str) -> str:
    if value in list(Verdict) and value:
        return tr(_LAST_WORDS[Verdict(value)])
    return _none(value)


def _none(value: str) -> str:
    if value.lower() in _YES - {"1"}:
        return tr("yes")
    if value.lower() in _NO - {"0"}:
        return tr("no")
    return value or "—"
