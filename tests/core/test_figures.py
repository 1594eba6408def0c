"""Percentages, gaps, turnover and the object group."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.core.finding import Indicator
from inspector.core.object_group import group_2022, group_current
from inspector.core.percent import Gap, gap, percent
from inspector.core.turnover import Turnover, turnover

SETTLEMENTS = frozenset({"district_centre", "city", "capital"})


@pytest.mark.parametrize(
    ("n", "of", "shown"),
    [(259, 393, 65), (90, 197, 45), (4360, 6936, 62), (999, 1000, 99), (1000, 1000, 100), (0, 5, 0), (199, 200, 99)],
)
def test_percentages_are_truncated(n: int, of: int, shown: int) -> None:
    assert percent(n, of) == shown


@pytest.mark.parametrize(("n", "of"), [(None, 5), (5, None), (0, 0), (6, 5), (-1, 5), (1, -5)])
def test_no_percentage_where_there_is_none(n: int | None, of: int | None) -> None:
    assert percent(n, of) is None


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_hundred_means_all(n: int, of: int) -> None:
    assert (percent(n, of) == 100) == (n == of)


@pytest.mark.parametrize(
    ("verified", "declared", "units", "points"),
    [
        ((15, 22), (22, 22), -7, -32),
        ((22, 22), (22, 22), 0, 0),
        ((22, 22), (20, 22), 2, 10),
        ((None, 22), (22, 22), None, None),
        ((15, 22), (None, None), None, None),
        ((15, 22), (22, None), -7, None),
        ((0, 0), (22, 22), -22, None),
    ],
)
def test_gap_is_signed_and_blank_when_a_side_is_missing(
    verified: tuple[int | None, int | None],
    declared: tuple[int | None, int | None],
    units: int | None,
    points: int | None,
) -> None:
    indicator = Indicator(
        name="cameras_working", n=verified[0], of=verified[1], declared=declared[0], declared_of=declared[1]
    )
    assert gap(indicator) == Gap(units=units, points=points)


def test_turnover_between_two_visits() -> None:
    assert turnover(["a", "b", "c", ""], ["b", "c", "d", "d"]) == Turnover(before=3, now=3, stayed=2, left=1, joined=1)
    assert turnover([], ["a"]) is None
    assert turnover(["a"], []) == Turnover(before=1, now=0, stayed=0, left=1, joined=0)


@pytest.mark.parametrize(
    ("people", "settlement", "group"),
    [
        (700, "village", 1),
        (701, "village", 2),
        (90, "village", 1),
        (90, "district_centre", 2),
        (90, "city", 2),
        (None, "capital", 2),
        (None, "village", None),
        (90, "", None),
        (701, "", 2),
    ],
)
def test_current_groups(people: int | None, settlement: str, group: int | None) -> None:
    found = group_current(people=people, settlement=settlement, people_threshold=700, settlements=SETTLEMENTS)
    assert found.group == group
    assert [step.fact for step in found.trace] == ["settlement", "people"]


def test_a_blank_threshold_judges_nothing() -> None:
    assert (
        group_current(people=5000, settlement="village", people_threshold=None, settlements=SETTLEMENTS).group is None
    )
    assert group_current(people=90, settlement="city", people_threshold=700, settlements=frozenset()).group is None


@pytest.mark.parametrize(
    ("people", "regional", "group"),
    [
        (300, False, 3),
        (301, False, 2),
        (700, False, 2),
        (701, False, 1),
        (90, True, 1),
        (None, True, 1),
        (300, None, None),
        (701, None, 1),
        (None, False, None),
    ],
)
def test_groups_of_2022(people: int | None, regional: bool | None, group: int | None) -> None:
    found = group_2022(people=people, regional_centre=regional, first_threshold=300, second_threshold=700)
    assert found.group == group


def test_the_trace_explains() -> None:
    place, people = group_current(people=900, settlement="village", people_threshold=700, settlements=SETTLEMENTS).trace
    assert (place.value, place.limit, place.met) == ("village", "capital city district_centre", False)
    assert (people.value, people.limit, people.met) == (900, 700, True)
