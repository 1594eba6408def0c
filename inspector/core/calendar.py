"""Working days of Kazakhstan for a five-day week, and terms counted in days and months.

Holidays and days off are data (Law on holidays No. 267-II of 13.12.2001, Labour Code art. 84-85): a holiday on a
Saturday or Sunday gives the next working day off; 7 January and the first day of Kurban-ait do not. Constitution
Day was 30 August and is 15 March from 2027, under the Constitution adopted by the referendum of 15.03.2026.
Kurban-ait and the Government's transfers are published year by year, so a year without them is not guessed.
Terms of an order to fix are calendar days; the day of delivery is day 0 (Entrepreneurial Code art. 152 p. 7).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from inspector.core.errors import N_, NotFound

_DAY = timedelta(days=1)
_SATURDAY = 5


class YearNotKnown(NotFound):
    """The holidays of a year were not published when this program was made."""

    code = "calendar_year"
    sentence = N_("The working days of {year} are not known yet. Update the program.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedHoliday:
    """A day of the year that is a holiday in the years `since`..`until` (both included).

    `moves`: on a Saturday or Sunday it gives the next working day off.
    """

    month: int
    day: int
    name: str
    moves: bool = True
    since: int = 2022
    until: int = 9999


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedYear:
    """What is published year by year: days off without transfer, and what the Government moved."""

    days_off: frozenset[date] = frozenset()
    moved_off: frozenset[date] = frozenset()
    moved_on: frozenset[date] = frozenset()


FIXED = (
    FixedHoliday(month=1, day=1, name="New Year"),
    FixedHoliday(month=1, day=2, name="New Year"),
    FixedHoliday(month=1, day=7, name="Orthodox Christmas", moves=False),
    FixedHoliday(month=3, day=8, name="Women's Day"),
    FixedHoliday(month=3, day=15, name="Constitution Day", since=2027),
    FixedHoliday(month=3, day=21, name="Nauryz"),
    FixedHoliday(month=3, day=22, name="Nauryz"),
    FixedHoliday(month=3, day=23, name="Nauryz"),
    FixedHoliday(month=5, day=1, name="Unity Day"),
    FixedHoliday(month=5, day=7, name="Defender's Day"),
    FixedHoliday(month=5, day=9, name="Victory Day"),
    FixedHoliday(month=7, day=6, name="Capital Day"),
    FixedHoliday(month=8, day=30, name="Constitution Day", until=2025),
    FixedHoliday(month=10, day=25, name="Republic Day"),
    FixedHoliday(month=12, day=16, name="Independence Day"),
)

PUBLISHED = {
    2026: PublishedYear(days_off=frozenset({date(2026, 5, 27)})),
    2027: PublishedYear(days_off=frozenset({date(2027, 5, 16)})),
}
"""First day of Kurban-ait and the Government's transfers. 2027: by the lunar calendar, a Sunday in any case."""


@dataclass(frozen=True, kw_only=True)
class WorkCalendar:
    """Working days by the given holidays. Every question about a year outside `published` raises YearNotKnown."""

    fixed: tuple[FixedHoliday, ...]
    published: Mapping[int, PublishedYear]

    def is_working(self, day: date) -> bool:
        """Whether state bodies work on that day."""
        if day.year not in self._off:
            raise YearNotKnown(year=day.year)
        if day in self.published[day.year].moved_on:
            return True
        return day.weekday() < _SATURDAY and day not in self._off[day.year]

    def add_working_days(self, start: date, count: int) -> date:
        """The `count`-th working day after `start`; `start` itself is day 0, working or not."""
        day = start
        while count > 0:
            day += _DAY
            count -= self.is_working(day)
        return day

    @cached_property
    def _off(self) -> Mapping[int, frozenset[date]]:
        return {year: frozenset(self._days_off(year)) for year in self.published}

    def _days_off(self, year: int) -> Iterator[date]:
        """Holidays, days off, and the days that holidays on a weekend are moved to."""
        published = self.published[year]
        holidays = [(date(year, one.month, one.day), one.moves) for one in self.fixed if one.since <= year <= one.until]
        taken = {day for day, _ in holidays} | published.days_off | published.moved_off
        for holiday, moves in sorted(holidays):
            if moves and holiday.weekday() >= _SATURDAY:
                taken.add(_next_free(holiday, taken))
        yield from taken


KAZAKHSTAN = WorkCalendar(fixed=FIXED, published=PUBLISHED)


def _next_free(day: date, taken: set[date]) -> date:
    while day in taken or day.weekday() >= _SATURDAY:
        day += _DAY
    return day


def add_days(start: date, count: int) -> date:
    """The last day of a term of calendar days; the day of delivery is day 0, and rest days do not move the end."""
    return start + timedelta(days=count)


def days_between(start: date, end: date) -> int:
    """Whole days from `start` to `end`; negative when `end` is earlier."""
    return (end - start).days


def months_between(start: date, end: date) -> int | None:
    """Full months from `start` to `end`, None when `end` is earlier: how long a guard has served here."""
    if end < start:
        return None
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
