"""Working days of Kazakhstan, held against the published calendar of 2026, and terms."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.core.calendar import (
    KAZAKHSTAN,
    FixedHoliday,
    PublishedYear,
    WorkCalendar,
    YearNotKnown,
    add_days,
    days_between,
    months_between,
)

OFF_ON_WEEKDAYS_2026 = [
    (1, 1), (1, 2), (1, 7), (3, 9), (3, 23), (3, 24), (3, 25), (5, 1), (5, 7), (5, 11), (5, 27), (7, 6), (10, 26),
    (12, 16),
]  # fmt: skip


def test_the_published_year_2026() -> None:
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
    off = [(day.month, day.day) for day in days if day.weekday() < 5 and not KAZAKHSTAN.is_working(day)]
    assert off == OFF_ON_WEEKDAYS_2026
    assert sum(map(KAZAKHSTAN.is_working, days)) == 247
    assert not any(KAZAKHSTAN.is_working(day) for day in days if day.weekday() >= 5)


def test_constitution_day_moved_to_march() -> None:
    assert KAZAKHSTAN.is_working(date(2026, 8, 31))
    assert not KAZAKHSTAN.is_working(date(2027, 3, 15))


def test_christmas_on_a_sunday_gives_no_day_off() -> None:
    calendar = WorkCalendar(
        fixed=(FixedHoliday(month=1, day=7, name="Christmas", moves=False),), published={2029: PublishedYear()}
    )
    assert date(2029, 1, 7).weekday() == 6
    assert calendar.is_working(date(2029, 1, 8))


def test_what_the_government_moves() -> None:
    monday, saturday = date(2026, 6, 1), date(2026, 6, 6)
    moved = PublishedYear(moved_off=frozenset({monday}), moved_on=frozenset({saturday}))
    calendar = WorkCalendar(fixed=(), published={2026: moved})
    assert not calendar.is_working(monday)
    assert calendar.is_working(saturday)


def test_working_days_from_the_day_of_delivery() -> None:
    tuesday = date(2026, 11, 24)
    assert KAZAKHSTAN.add_working_days(tuesday, 0) == tuesday
    assert KAZAKHSTAN.add_working_days(tuesday, 3) == date(2026, 11, 27)
    assert KAZAKHSTAN.add_working_days(date(2026, 11, 27), 1) == date(2026, 11, 30)
    assert KAZAKHSTAN.add_working_days(date(2026, 12, 14), 3) == date(2026, 12, 18)
    assert KAZAKHSTAN.add_working_days(date(2026, 12, 31), 1) == date(2027, 1, 4 + 1)


def test_a_year_that_was_not_published_is_not_guessed() -> None:
    with pytest.raises(YearNotKnown) as refused:
        KAZAKHSTAN.add_working_days(date(2027, 12, 31), 3)
    assert refused.value.params == {"year": "2028"}


@given(st.dates(date(2026, 1, 1), date(2027, 6, 30)), st.integers(0, 60))
@settings(max_examples=50)
def test_counting_back_gives_the_same_number(start: date, count: int) -> None:
    end = KAZAKHSTAN.add_working_days(start, count)
    between = [start + timedelta(days=number) for number in range(1, (end - start).days + 1)]
    assert sum(map(KAZAKHSTAN.is_working, between)) == count
    assert not count or KAZAKHSTAN.is_working(end)


def test_terms_in_calendar_days_and_months() -> None:
    assert add_days(date(2026, 11, 24), 14) == date(2026, 12, 8)
    assert days_between(date(2026, 10, 25), date(2026, 11, 24)) == 30
    assert days_between(date(2026, 11, 24), date(2026, 11, 23)) == -1
    assert months_between(date(2026, 9, 24), date(2026, 11, 24)) == 2
    assert months_between(date(2026, 9, 25), date(2026, 11, 24)) == 1
    assert months_between(date(2026, 11, 25), date(2026, 11, 24)) is None
