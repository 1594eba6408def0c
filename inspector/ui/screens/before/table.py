"""The table before the start: for each check and indicator that knows them, last visit, declared, what to do. No Qt.

Which values belong to which question is read from the checklist itself (its `declared`, `declared_of` and `last`
expressions), so a new checklist needs no new code here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector.core.verdict import Verdict
from inspector.ui import wording
from inspector.ui.language import N_, tr

if TYPE_CHECKING:
    from inspector.forms.form import Form, NodeSpec
    from inspector.forms.session import Session

_REFERENCE = re.compile(r"(?:\$\{|/\w+/)((?:declared|last)_\w+)\}?")
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


def table(session: "Session", language: str, facts: Mapping[str, str], roll: int) -> tuple[Line, ...]:
    """Lines in the order of the checklist; contradictions between last visit and declaration are marked.

    `session` is of a form nobody answered; `facts` are its preloaded values (`declared_…`, `last_…`). Questions of
    which nothing is known are left out, and what was reported is shown once.
    """
    lines = [_roll(roll, facts.get("declared_roll", ""), facts.get("last_roll", ""))]
    shown: set[str] = set()
    for spec in session.form.walk():
        if spec.kind not in ("check", "indicator") or _in_repeat(session.form, spec):
            continue
        counted = spec.kind == "indicator"
        known = _Known(
            session.declared(spec.path),
            facts.get(_name(spec.declared_of), "") if counted else "",
            session.last(spec.path),
        )
        if not (known.count or known.last) or (counted and _name(spec.declared) in shown):
            continue
        shown.update(_REFERENCE.findall(spec.declared))
        # An indicator has no words of its own in a compiled form; its section has.
        name = session.label(spec.parent if counted else spec.path, language)
        lines.append(_line(name, known, counted=counted))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of one question: reported, of how many, and found last."""

    count: str
    total: str
    last: str


def _in_repeat(form: "Form", spec: "NodeSpec") -> bool:
    while spec.parent:
        spec = form.spec(spec.parent)
        if spec.kind == "repeat":
            return True
    return False


def _name(expression: str) -> str:
    """The preloaded question an expression is, "" when it is anything more."""
    found = _REFERENCE.fullmatch(expression.strip())
    return found[1] if found is not None else ""


def _roll(listed: int, said: str, before: str) -> Line:
    """Children on the roll: reported, or as headquarters lists them; no question of the checklist is asked of it."""
    declared = said if said.isdigit() else str(listed)
    differs = before.isdigit() and before != declared
    return Line(
        name=tr("Children on the roll"),
        last=_counted(before),
        last_tone="ink2",
        declared=_counted(declared),
        todo=tr("Count anew at the entrance") if differs else tr("Ask at the entrance"),
        tone="warn" if differs else "na",
        shape="warn" if differs else "",
    )


def _counted(value: str) -> str:
    return wording.number(int(value)) if value.isdigit() else _none(value)


def _line(name: str, known: _Known, *, counted: bool) -> Line:
    judged = _judge_count(known.count, known.total) if counted else _judge_check(known.count, known.last)
    todo, tone, shape = judged
    return Line(
        name=name,
        last=_last(known.last),
        last_tone="bad" if known.last == Verdict.BAD else "ink2",
        declared=_declared(known.count, known.total),
        todo=tr(todo),
        tone=tone,
        shape=shape,
    )


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
        return N_("Count each"), "warn", "warn"
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
