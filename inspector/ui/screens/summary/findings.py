"""The findings of an inspection as lines and tiles, worst first. Pure."""

from inspector.core.finding import Finding
from inspector.core.verdict import Severity
from inspector.ui import language, wording
from inspector.ui.language import ntr, tr
from inspector.ui.screens import phrases
from inspector.ui.screens.reading import Reading
from inspector.ui.screens.summary.page import FindingLine, SeverityTile

ORDER = (Severity.GROSS, Severity.SIGNIFICANT, Severity.MINOR, Severity.NONE)
MARKS = {
    Severity.GROSS: ("bad", "bad"),
    Severity.SIGNIFICANT: ("warn", "warn"),
    Severity.MINOR: ("na", "none"),
    Severity.NONE: ("na", "na"),
}
"""Severity -> tone and shape."""


def lines(reading: Reading) -> tuple[FindingLine, ...]:
    """Every finding, by severity and then in the order of the checklist."""
    found = enumerate(reading.session.findings())
    ordered = sorted(found, key=lambda pair: (ORDER.index(pair[1].severity), pair[0]))
    return tuple(_line(reading, finding) for _, finding in ordered)


def _line(reading: Reading, finding: Finding) -> FindingLine:
    tone, glyph = MARKS[finding.severity]
    check = finding.node if finding.kind == "check" else ""
    declared = reading.declared(check) if check else ""
    note = tr("declared: {value}", value=phrases.reported(declared)) if declared else ""
    if check and reading.last(check) in ("bad", "no"):
        note = " · ".join(part for part in (note, tr("last time, too")) if part)
    return FindingLine(
        node=finding.node,
        number=reading.number_of(finding.node),
        text=finding.message.get(language.current.code) or finding.message.get("ru", ""),
        note=note,
        photos=len(reading.photos(check)) if check else 0,
        term=phrases.days(finding.due_days) if finding.due_days is not None else "",
        tone=tone,
        glyph=glyph,
        word=phrases.severity(finding.severity),
    )


def tiles(reading: Reading) -> tuple[SeverityTile, ...]:
    """One tile per class of the law, and one for recommendations when there are any."""
    found = reading.session.findings()
    made = []
    for value in ORDER:
        ours = [finding for finding in found if finding.severity is value]
        if value is Severity.NONE and not ours:
            continue
        tone, glyph = MARKS[value]
        made.append(
            SeverityTile(
                number=wording.number(len(ours)),
                word=_counted(value, len(ours)),
                note=_terms(ours) if value else tr("no class, no term"),
                tone=tone if ours else "plain",
                glyph=glyph if ours else "none",
            )
        )
    return tuple(made)


def _counted(value: Severity, count: int) -> str:
    words = {
        Severity.GROSS: ntr("gross finding", "gross findings", count),
        Severity.SIGNIFICANT: ntr("significant finding", "significant findings", count),
        Severity.MINOR: ntr("minor finding", "minor findings", count),
        Severity.NONE: ntr("recommended", "recommended", count),
    }
    return words[value]


def _terms(found: list[Finding]) -> str:
    days = sorted({finding.due_days for finding in found if finding.due_days is not None})
    if not days:
        return ""
    if len(days) == 1:
        return tr("term {days}", days=phrases.days(days[0]))
    return tr("term {least}–{days}", least=wording.number(days[0]), days=phrases.days(days[-1]))
