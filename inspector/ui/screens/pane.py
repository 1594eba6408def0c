"""The left pane of an inspection as values: how far each section is. Shared by the questions and the rosters."""

from dataclasses import dataclass

from inspector.ui import wording
from inspector.ui.language import ntr, tr
from inspector.ui.screens.reading import CHILDREN, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionLine:
    """One line of the left pane. `state` is none, half or ok: what was answered, never how good it is."""

    path: str
    title: str
    subtitle: str
    state: str
    bad: int
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pane:
    """The ring, the totals, the children under cameras, and the sections."""

    fraction: float
    percent: str
    answered: str
    violations: str
    has_violations: bool
    recommendations: str
    children: str
    sections: tuple[SectionLine, ...]


def pane(reading: Reading, current: str) -> Pane:
    """The pane with the section of path `current` chosen."""
    lines = []
    answered = total = 0
    for section in reading.sections():
        progress = reading.opened.progress(section.path)
        answered, total = answered + progress.answered, total + progress.total
        lines.append(
            SectionLine(
                path=section.path,
                title=reading.label(section.path),
                subtitle=_with_due(
                    _subtitle(progress.answered, progress.total, section.kind), reading.photos_promised(section.path)
                ),
                state=_state(progress.answered, progress.total),
                bad=progress.bad,
                current=section.path == current,
            )
        )
    weights = [finding.severity for finding in reading.session.findings()]
    violations = sum(1 for severity in weights if severity)
    advised = len(weights) - violations
    return Pane(
        fraction=answered / total if total else 0.0,
        percent=wording.percent(answered, total).replace("\u00a0", ""),
        answered=tr("{n} of {of} answers", n=wording.number(answered), of=wording.number(total)),
        violations=ntr("{n} violation", "{n} violations", violations) if violations else tr("no violations"),
        has_violations=violations > 0,
        recommendations=ntr("{n} recommendation", "{n} recommendations", advised) if advised else "",
        children=_children(reading),
        sections=tuple(lines),
    )


def _subtitle(answered: int, total: int, kind: str) -> str:
    if not total:
        return tr("nothing yet") if kind == "repeat" else tr("computed from the tables")
    if answered:
        return tr("{n} of {of}", n=wording.number(answered), of=wording.number(total))
    return ntr("{n} question", "{n} questions", total)


def _with_due(said: str, promised: int) -> str:
    """«9 of 14 · photo due: 2»."""
    return f"{said} · {tr('photo due: {n}', n=wording.number(promised))}" if promised else said


def _state(answered: int, total: int) -> str:
    if answered < total:
        return "half" if answered else "none"
    return "ok" if total else "none"


def _children(reading: Reading) -> str:
    """«Children under cameras: 214–371 of 640», the headline that is never out of sight."""
    found = reading.indicator(CHILDREN)
    if found is None or not found.of:
        return ""
    low = found.lower if found.lower is not None else found.n
    return tr("children: {n} of {of}", n=wording.span(low, found.upper), of=wording.number(found.of))
