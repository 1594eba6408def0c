"""The codes of the walk: which can be shown, that none comes back, what digits turn out to be, and the delay."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.core import walk
from inspector.core.walk import CODES, CodesUsedUp, Compared, Showing, compare, is_code, new_code, read_showing

codes = st.sampled_from(CODES)
instants = st.integers(0, 86_400).map(lambda s: (datetime(2026, 11, 24, tzinfo=UTC) + timedelta(seconds=s)).isoformat())
few = st.sampled_from(CODES[:5])
"""So few that the same one is met again."""
showings = st.builds(
    Showing,
    camera=st.sampled_from(["c[1]", "c[2]", "c[3]"]),
    code=few,
    shown_at=st.one_of(st.just(""), instants),
    read_at=st.one_of(st.just(""), instants),
    delay=st.one_of(st.none(), st.integers(0, 60)),
)


def test_there_are_1470_codes_and_each_keeps_the_rules() -> None:
    """Counted the other way round: everything the digits can make, less what must not be dictated by phone."""
    every = {"".join(code) for code in itertools.product("2345679", repeat=4)}
    twins = {code for code in every if any(a == b for a, b in itertools.pairwise(code))}
    poor = {code for code in every if len(set(code)) < 3}
    assert set(CODES) == every - twins - poor
    assert len(CODES) == 1470


@given(st.text(alphabet="0123456789", min_size=4, max_size=4))
def test_a_code_is_told_by_its_digits(text: str) -> None:
    good = set(text) <= set("2345679") and len(set(text)) >= 3 and all(a != b for a, b in itertools.pairwise(text))
    assert is_code(text) is good


@given(st.sets(codes))
def test_a_new_code_was_never_used(used: set[str]) -> None:
    assert new_code(used) not in used


def test_when_every_code_was_shown_it_says_so() -> None:
    assert new_code(CODES[1:]) == CODES[0]
    with pytest.raises(CodesUsedUp):
        new_code(CODES)


@given(showings)
def test_a_showing_is_read_back_as_it_was_written(showing: Showing) -> None:
    assert read_showing(showing.camera, showing.text()) == showing


@given(st.text())
def test_anything_else_is_no_showing(text: str) -> None:
    found = read_showing("c", text)
    assert found is None or found.text() == text


@given(st.lists(showings), showings, few)
def test_digits_are_of_this_showing_another_camera_an_old_one_or_unknown(
    shown: list[Showing], present: Showing, heard: str
) -> None:
    found = compare(heard, present, shown)
    holders = [each for each in shown if each.code == heard]
    if heard == present.code:
        assert (found.kind, found.showing) == (Compared.MATCH, present)
    elif not holders:
        assert (found.kind, found.showing) == (Compared.UNKNOWN, None)
    else:
        assert found.showing == holders[-1]
        assert (found.kind is Compared.OLD) is (holders[-1].camera == present.camera)


def test_how_far_the_picture_lags() -> None:
    before = Showing(camera="c[1]", code="4729", shown_at="2026-11-24T11:04:37.000+05:00")
    present = Showing(camera="c[2]", code="3562", shown_at="2026-11-24T11:06:12.500+05:00")
    assert compare("4729", present, [before]).behind == 95
    assert compare("4729", present, [Showing(camera="c[1]", code="4729")]).behind is None  # a printed card


@given(st.integers(0, 10**6), st.integers(0, 100_000))
def test_the_delay_is_an_upper_bound_in_whole_seconds(painted: int, milliseconds: int) -> None:
    said = walk.delay_s(painted, painted + milliseconds / 1000)
    assert milliseconds <= said * 1000 < milliseconds + 1000
    assert walk.delay_s(painted + 1, painted) == 0


def test_a_code_goes_after_sixty_seconds() -> None:
    assert not walk.expired(10.0, 69.9)
    assert walk.expired(10.0, 70.0)


@pytest.mark.parametrize("texts", [("", "x"), ("2026-11-24T11:04:37", "2026-11-24T11:04:37+05:00")])
def test_instants_that_cannot_be_compared_tell_nothing(texts: tuple[str, str]) -> None:
    assert walk.seconds_between(*texts) is None


def test_an_instant_before_is_no_lag() -> None:
    assert walk.seconds_between("2026-11-24T11:04:38+05:00", "2026-11-24T11:04:37+05:00") is None
