"""Terms of repair as days of the calendar. They begin with the delivery of the act and nowhere else.

The day of delivery is day 0, days are calendar days, and a last day that is a rest day is not moved (Entrepreneurial
Code art. 152 p. 7). How many days there are stands in the sealed act; nothing here sets or changes them. The law's
least term and the right to ask for more time (working days) belong to formal checks alone and are parameters.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from inspector.core.calendar import KAZAKHSTAN, WorkCalendar, YearNotKnown, add_days
from inspector.core.verdict import Severity, VisitKind

_ORDER = (Severity.GROSS, Severity.SIGNIFICANT, Severity.MINOR, Severity.NONE)


class Way(StrEnum):
    """How an act reaches the institution. A refusal to accept it before two witnesses counts as delivery."""

    PAPER = "paper"
    USB = "usb"
    POST = "post"
    REFUSED = "refused"


class DeliveryState(StrEnum):
    """Where a sealed act stands. POSTED waits for the notice; REFUSED is delivered, before witnesses."""

    NONE = "none"
    DELIVERED = "delivered"
    POSTED = "posted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryStanding:
    """How an act was delivered, for lists; `day` is of delivery, posting or refusal, None before."""

    state: DeliveryState = DeliveryState.NONE
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Findings of one severity with the same number of days. `last_day` is None while nothing is delivered.

    `days` None is no term: a recommendation, or a finding for which none was set.
    """

    severity: Severity
    days: int | None
    count: int
    last_day: date | None = None

    def overdue(self, today: date) -> bool:
        """Whether the last day is over."""
        return self.last_day is not None and self.last_day < today


def terms(findings: Iterable[tuple[Severity, int | None]], begins: date | None) -> tuple[Term, ...]:
    """The terms of an act's findings, given as (severity, days): gross first, the shortest first, those without last.

    `begins` is day 0, None before delivery.
    """
    counted = Counter(findings)
    found = [
        Term(severity=severity, days=days, count=count, last_day=_end(begins, days))
        for (severity, days), count in counted.items()
    ]
    return tuple(sorted(found, key=lambda term: (term.days is None, _ORDER.index(term.severity), term.days or 0)))


def begins(way: Way, delivered: date, notified: date | None) -> date | None:
    """Day 0: the day of delivery or refusal; by post the day on the notice, None until the notice is here."""
    return notified if way is Way.POST else delivered


def standing(way: Way | None, delivered: date | None, notified: date | None) -> DeliveryStanding:
    """Where the act stands; `way` None before delivery."""
    if way is None or delivered is None:
        return DeliveryStanding()
    if way is Way.POST:
        posted = notified is None
        state = DeliveryState.POSTED if posted else DeliveryState.DELIVERED
        return DeliveryStanding(state=state, day=delivered if posted else notified)
    state = DeliveryState.REFUSED if way is Way.REFUSED else DeliveryState.DELIVERED
    return DeliveryStanding(state=state, day=delivered)


def least_days(kind: VisitKind, parameter: str) -> int | None:
    """The law's least term: it binds a formal check only, and only where the parameter says how many days."""
    return _whole(parameter) if kind is VisitKind.CHECK else None


def last_day_to_ask(
    kind: VisitKind, begins: date | None, parameter: str, calendar: WorkCalendar = KAZAKHSTAN
) -> date | None:
    """The last working day on which more time may be asked for: a right in formal checks.

    None for monitoring, before delivery, where no parameter says how many days, and in a year whose holidays were
    not published yet: such a day is not guessed.
    """
    days = _whole(parameter)
    if kind is not VisitKind.CHECK or begins is None or days is None:
        return None
    try:
        return calendar.add_working_days(begins, days)
    except YearNotKnown:
        return None


def delivery_overdue(sealed: date, parameter: str, today: date) -> bool:
    """Whether an act that is not delivered should have been: only where a parameter says within how many days."""
    days = _whole(parameter)
    return days is not None and add_days(sealed, days) < today


def _end(begins: date | None, days: int | None) -> date | None:
    if begins is None or days is None:
        return None
    try:
        return begins + timedelta(days=days)
    except OverflowError:  # a term beyond the last year there is: shown as no date
        return None


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None
