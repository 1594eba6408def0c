"""Geometry of the plan: what lies inside, what a cone shows of a zone, which of two things a tap means."""

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.core import plan
from inspector.core.plan import Outline, Spot

points = st.tuples(st.integers(0, plan.WIDTH), st.integers(0, plan.BLANK_HEIGHT))
rooms = st.builds(plan.rectangle, points, points).filter(plan.is_outline)
spots = st.builds(Spot, sheet=st.just("1"), at=points, towards=st.integers(-720, 720))


def inner(polygon: plan.Polygon, share: float) -> plan.Place:
    """A point surely inside a convex polygon: between its middle and a corner."""
    x, y = (sum(each[axis] for each in polygon) / len(polygon) for axis in (0, 1))
    return x + share * (polygon[0][0] - x), y + share * (polygon[0][1] - y)


@given(rooms, spots, st.floats(0, 0.9))
def test_what_is_left_of_a_cone_lies_in_the_cone_and_in_the_zone(
    room: tuple[plan.Point, ...], spot: Spot, share: float
) -> None:
    cone = plan.cone(spot)
    left = plan.clipped(room, cone)
    if left:
        point = inner(left, share)
        assert plan.contains(room, (round(point[0], 6), round(point[1], 6)))
        assert plan.contains(cone, point)
        assert plan.area(left) <= min(plan.area(room), plan.area(cone)) + 1e-6
        again = plan.clipped(left, cone)
        assert isclose(plan.area(again), plan.area(left), abs_tol=1)


@given(rooms, spots, points)
def test_nothing_of_both_is_lost(room: tuple[plan.Point, ...], spot: Spot, point: plan.Point) -> None:
    cone = plan.cone(spot)
    inside = all(
        plan.contains(each, (point[0] + dx, point[1] + dy)) for each in (room, cone) for dx in (-2, 2) for dy in (-2, 2)
    )
    if inside:
        assert plan.contains(plan.clipped(room, cone), point)


def test_a_cone_is_cut_at_the_walls_of_its_zone() -> None:
    room = plan.rectangle((0, 0), (200, 100))
    left = plan.clipped(room, plan.cone(Spot(sheet="1", at=(0, 50), towards=0)))
    assert left
    assert max(x for x, _ in left) == 200
    assert {round(y) for _, y in left} >= {0, 100}
    assert plan.clipped(room, plan.cone(Spot(sheet="1", at=(0, 50), towards=180))) == ()


def test_a_zone_with_a_niche_is_cut_too() -> None:
    niche = ((0, 0), (300, 0), (300, 200), (200, 200), (200, 100), (100, 100), (100, 200), (0, 200))
    assert plan.is_outline(niche)
    left = plan.clipped(niche, plan.cone(Spot(sheet="1", at=(150, 0), towards=90), spread=60, reach=150))
    assert plan.area(left) > 0
    assert not plan.contains(niche, (150, 150))
    assert plan.contains(niche, plan.label_place(niche))


@pytest.mark.parametrize(
    "corners",
    [
        ((0, 0), (10, 0)),
        ((0, 0), (10, 0), (20, 0)),
        ((0, 0), (10, 10), (10, 0), (0, 10)),
        ((0, 0), (10, 0), (10, 0), (0, 10)),
        ((0, 0), (20, 0), (10, 0), (10, 10)),
        ((0, 0), (20, 0), (20, 20), (10, 0), (0, 20)),
    ],
    ids=["two", "flat", "crossed", "twice", "back", "touching"],
)
def test_what_encloses_nothing_is_no_zone(corners: tuple[plan.Point, ...]) -> None:
    assert not plan.is_outline(corners)


@given(points, points)
def test_two_corners_make_a_zone_unless_they_lie_on_one_line(first: plan.Point, second: plan.Point) -> None:
    made = plan.rectangle(first, second)
    assert plan.is_outline(made) == (first[0] != second[0] and first[1] != second[1])
    assert plan.contains(made, first)
    assert plan.contains(made, second)
    assert plan.area(made) >= 0


@given(rooms, points)
def test_a_tap_means_the_zone_it_lies_in(room: tuple[plan.Point, ...], point: plan.Point) -> None:
    outlines = {"room": Outline(sheet="1", corners=room)}
    left, top, right, bottom = *room[0], *room[2]
    assert plan.zone_at(outlines, point) == ("room" if left <= point[0] <= right and top <= point[1] <= bottom else "")


def test_a_tap_means_the_smaller_zone_and_the_nearer_camera() -> None:
    outlines = {
        "yard": Outline(sheet="1", corners=plan.rectangle((0, 0), (900, 500))),
        "gate": Outline(sheet="1", corners=plan.rectangle((10, 10), (60, 60))),
    }
    assert plan.zone_at(outlines, (30, 30)) == "gate"
    assert plan.zone_at(outlines, (300, 30)) == "yard"
    spots = {"a": Spot(sheet="1", at=(100, 100)), "b": Spot(sheet="1", at=(120, 100))}
    assert plan.camera_at(spots, (112, 100)) == "b"
    assert plan.camera_at(spots, (100 - plan.NEAR, 100)) == "a"
    assert plan.camera_at(spots, (100, 200)) == ""


@given(points, st.integers(plan.LOWEST, plan.HIGHEST))
def test_four_quarters_are_a_whole_turn(point: plan.Point, height: int) -> None:
    start = here = plan.within(point, height)
    tall = height
    for _ in range(4):
        here, tall = plan.turned(here, tall), plan.turned_height(tall)
        assert plan.within(here, tall) == here
    off = 2 + plan.WIDTH / height * 2
    assert abs(here[0] - start[0]) <= off
    assert abs(here[1] - start[1]) <= max(off, abs(tall - height) + 2)


def test_a_corner_takes_the_place_of_one_that_is_very_near() -> None:
    assert plan.snapped((105, 100), [(100, 100), (110, 101)]) == (100, 100)
    assert plan.snapped((150, 100), [(100, 100)]) == (150, 100)
    assert plan.snapped((150, 100), []) == (150, 100)
