"""How the screens write numbers, dates and times, and the message ids they share. No language is chosen here."""

from collections.abc import Mapping
from datetime import date, datetime

from inspector.core.errors import N_
from inspector.core.percent import percent as whole_percent
from inspector.core.verdict import Severity, Verdict

NBSP = "\u00a0"
MINUS = "\u2212"

ANSWERS: Mapping[Verdict, str] = {
    Verdict.OK: N_("Compliant"),
    Verdict.BAD: N_("Not compliant"),
    Verdict.NA: N_("Not applicable"),
    Verdict.UNCHECKED: N_("Not checked"),
    Verdict.BLANK: N_("No answer"),
}

SEVERITIES: Mapping[Severity, str] = {
    Severity.GROSS: N_("gross"),
    Severity.SIGNIFICANT: N_("significant"),
    Severity.MINOR: N_("minor"),
    Severity.NONE: N_("recommendation"),
}

# Why something was not checked, and why it does not apply: the words of a chip are the words of the act.
UNCHECKED_REASONS = (N_("No access"), N_("No specialist"), N_("No time"))
NA_REASONS = (N_("The institution has none"), N_("Not required here"))

WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip

MONTHS = (
    N_("{day} January"), N_("{day} February"), N_("{day} March"), N_("{day} April"), N_("{day} May"),
    N_("{day} June"), N_("{day} July"), N_("{day} August"), N_("{day} September"), N_("{day} October"),
    N_("{day} November"), N_("{day} December"),
)  # fmt: skip

REPORTED: Mapping[str, str] = {"yes": N_("yes"), "no": N_("no")}
"""Values that headquarters reports as codes."""


def number(value: int) -> str:
    """20114 -> "20 114" with no-break spaces; a true minus sign."""
    digits = f"{abs(value):,}".replace(",", NBSP)
    return (MINUS if value < 0 else "") + digits


def percent(n: int | None, of: int | None) -> str:
    """n of N in whole per cent, truncated; "" where it cannot be said."""
    share = whole_percent(n, of)
    return "" if share is None else f"{share}{NBSP}%"


def day(value: date) -> str:
    """A date as it is written here: 24.11.2026."""
    return value.strftime("%d.%m.%Y")


def day_of(text: str) -> str:
    """An ISO date as it is written here; other text unchanged."""
    try:
        return day(date.fromisoformat(text[:10]))
    except ValueError:
        return text


def clock(moment: datetime, seconds: bool = True) -> str:
    """Local time of day."""
    return moment.astimezone().strftime("%H:%M:%S" if seconds else "%H:%M")


def span(low: int | None, high: int | None) -> str:
    """A number, or its bounds «214–371» where something was not checked; «—» where nothing is known."""
    if low is None:
        return "—"
    return number(low) if high is None or high == low else f"{number(low)}–{number(high)}"
