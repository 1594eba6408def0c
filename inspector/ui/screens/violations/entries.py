"""Violations headquarters follows, as lines of a list: overdue first, then by term. No Qt."""

from collections.abc import Iterable
from datetime import date

from inspector.core.verdict import Severity
from inspector.services.ports import ViolationRow
from inspector.ui import language, wording
from inspector.ui.language import day_month, ntr, tr
from inspector.ui.screens import phrases
from inspector.ui.screens.listing import Entry
from inspector.ui.screens.violations.terms import LATER, NO_TERM, OVERDUE, SOON, standing
from inspector.wire.reviews import ViolationBody

_SHAPES = {OVERDUE: ("bad", "bad"), SOON: ("warn", "warn"), LATER: ("none", "ink2"), NO_TERM: ("none", "ink2")}


def entries(rows: Iterable[ViolationRow], now: date) -> tuple[Entry, ...]:
    """One line a violation, under a heading for every kind of term; `key` is the institution."""
    placed = [(standing(row.violation.due, now), row) for row in rows if row.violation.severity]
    order = (OVERDUE, SOON, LATER, NO_TERM)
    counts = {kind: sum(1 for each, _ in placed if each == kind) for kind in order}
    headings = {
        OVERDUE: tr("Overdue: {n}", n=counts[OVERDUE]),
        SOON: tr("Term within 7 days: {n}", n=counts[SOON]),
        LATER: tr("Later: {n}", n=counts[LATER]),
        NO_TERM: tr("The term begins with delivery: {n}", n=counts[NO_TERM]),
    }
    made = []
    for kind in order:
        made += [_entry(kind, headings[kind], row, now) for each, row in placed if each == kind]
    return tuple(made)


def message_of(violation: ViolationBody) -> str:
    """What was found, in the language of the interface; how many places more it stands in."""
    said = violation.message.get(language.current.code) or violation.message.get("ru") or violation.check
    more = violation.places - 1
    return f"{said} · {ntr('and {n} more', 'and {n} more', more)}" if more > 0 else said


def term_of(violation: ViolationBody, now: date) -> str:
    """«overdue by 41 days», «by 27 November», «14 days from delivery»."""
    if not violation.due:
        days = violation.due_days
        return "" if days is None else tr("{days} from delivery", days=phrases.days(days))
    due = date.fromisoformat(violation.due)
    late = (now - due).days
    if late > 0:
        return ntr("overdue by {n} day", "overdue by {n} days", late)
    return tr("today is the last day") if not late else tr("by {date}", date=day_month(due))


def _entry(kind: str, heading: str, row: ViolationRow, now: date) -> Entry:
    shape, tone = _SHAPES[kind]
    violation = row.violation
    parts = [
        row.institution.name(language.current.code),
        row.institution.district,
        tr("found {day}", day=wording.day_of(violation.opened)),
        phrases.severity(Severity(violation.severity)),
    ]
    return Entry(
        key=row.institution.id,
        shape=shape,
        title=message_of(violation),
        below=" · ".join(part for part in parts if part),
        right=term_of(violation, now),
        tone=tone,
        action=tr("Open"),
        heading=heading,
    )
