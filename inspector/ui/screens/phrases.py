"""What the inspection screens say of answers, severities, terms and counts, in the current language. No Qt."""

from inspector.core.finding import Indicator
from inspector.core.verdict import Severity, Verdict
from inspector.ui.language import ntr, tr
from inspector.ui.wording import ANSWERS, NBSP, REPORTED, SEVERITIES, day_of, number, span


def answer(verdict: Verdict) -> str:
    """The word of an answer."""
    return tr(ANSWERS[verdict])


def severity(value: Severity) -> str:
    """The law's word for the class, or «recommendation»."""
    return tr(SEVERITIES[value])


def reported(value: str) -> str:
    """A declared or last value as it is read."""
    if value in REPORTED:
        return tr(REPORTED[value])
    return number(int(value)) if value.isascii() and value.isdigit() else day_of(value)


def days(count: int) -> str:
    """«14 days», in the plural form of the language."""
    return ntr("{n} day", "{n} days", count).replace(" ", NBSP)


def unseen(children: Indicator) -> str:
    """How many children no working camera sees, with bounds where cameras were not checked."""
    of = children.of or 0
    low = of - (children.upper if children.upper is not None else children.n or 0)
    high = of - (children.lower if children.lower is not None else children.n or 0)
    if low == high:
        return ntr("{n} child not seen", "{n} children not seen", low)
    return tr("{span} children not seen", span=span(low, high))
