"""Six digits: which are refused, and that a million of others are not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.core import pin
from inspector.core.pin import PinIsDate, PinIsRun, PinRepeats, WeakPin


@pytest.mark.parametrize(
    ("digits", "kind"),
    [
        ("", WeakPin), ("12345", WeakPin), ("1234567", WeakPin), ("12345a", WeakPin), ("１２３４５６", WeakPin),
        ("123456", PinIsRun), ("654321", PinIsRun), ("890123", PinIsRun), ("135791", PinIsRun), ("147258", PinIsRun),
        ("111111", PinRepeats), ("121212", PinRepeats), ("112112", PinRepeats), ("337733", PinRepeats),
        ("402402", PinRepeats), ("114477", PinRepeats),
        ("240385", PinIsDate), ("850324", PinIsDate), ("032485", PinIsDate), ("031985", PinIsDate),
        ("198503", PinIsDate),
    ],
)  # fmt: skip
def test_what_is_tried_first_is_refused_with_its_reason(digits: str, kind: type[WeakPin]) -> None:
    with pytest.raises(WeakPin) as refused:
        pin.check(digits)
    assert type(refused.value) is kind


@pytest.mark.parametrize("digits", ["402719", "958204", "730491", "320385", "241385"])
def test_others_are_taken(digits: str) -> None:
    pin.check(digits)


@given(st.dates(min_value=date(1930, 1, 1), max_value=date(2015, 12, 31)), st.sampled_from(("%d%m%y", "%y%m%d")))
def test_no_birthday_of_anybody_who_works_is_taken(born: date, written: str) -> None:
    with pytest.raises(WeakPin):
        pin.check(born.strftime(written))


def test_most_of_the_million_may_be_chosen() -> None:
    def taken(number: int) -> bool:
        try:
            pin.check(f"{number:06}")
        except WeakPin:
            return False
        return True

    assert sum(taken(number) for number in range(0, 1_000_000, 7)) > 0.85 * 1_000_000 / 7
