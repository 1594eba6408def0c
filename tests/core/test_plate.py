"""Number plates: both standards, look-alike letters, regions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.core.plate import KATO_BY_PLATE, BadPlate, Owner, Standard, parse_plate, plate_number, plate_valid


@pytest.mark.parametrize(
    ("text", "number", "owner", "region"),
    [
        ("214KR09", "214KR09", Owner.ORGANISATION, "35"),
        ("214 kr 09", "214KR09", Owner.ORGANISATION, "35"),
        ("880-АВ-09", "880AB09", Owner.ORGANISATION, "35"),
        ("117 МК 18", "117MK18", Owner.ORGANISATION, "10"),
        ("001 сто 20", "001CTO20", Owner.PERSON, "62"),
        ("777ХІУ01", "777XIY01", Owner.PERSON, "71"),
        (" 123 ABC 02\n", "123ABC02", Owner.PERSON, "75"),
    ],
)
def test_plates_of_2012(text: str, number: str, owner: Owner, region: str) -> None:
    plate = parse_plate(text)
    assert (plate.number, plate.standard, plate.owner, plate.region) == (number, Standard.Y2012, owner, region)


@pytest.mark.parametrize("text", ["M214KR", "м 214 кр", "A001ABC"])
def test_plates_of_1993(text: str) -> None:
    plate = parse_plate(text)
    assert (plate.standard, plate.owner, plate.region) == (Standard.Y1993, Owner.UNKNOWN, "")


@pytest.mark.parametrize(
    "text",
    ["", "214KR00", "214KR21", "214KR9", "21KR09", "214K09", "214KRRR09", "214КЯ09", "2140KR09", "214KR09X", "٢١٤KR09"],
)
def test_what_is_no_plate(text: str) -> None:
    assert not plate_valid(text)
    with pytest.raises(BadPlate):
        parse_plate(text)


def test_plates_are_read_in_groups() -> None:
    assert parse_plate("214кр09").spaced() == "214 KP 09"
    assert parse_plate("M214KR").spaced() == "M 214 KR"


def test_every_region_has_a_plate() -> None:
    assert sorted(KATO_BY_PLATE) == [f"{code:02}" for code in range(1, 21)]
    assert len(set(KATO_BY_PLATE.values())) == 20


@given(st.text(max_size=12))
@settings(max_examples=200)
def test_no_text_breaks_it(text: str) -> None:
    if plate_valid(text):
        assert parse_plate(parse_plate(text).spaced()) == parse_plate(text)


@pytest.mark.parametrize("text", ["214 AB 09", "214ав09", " 214-аB.09\n"])
def test_plates_are_compared_as_they_are_read(text: str) -> None:
    assert plate_number(text) == "214AB09"


def test_a_plate_of_another_form_can_be_compared_too() -> None:
    assert plate_number("тест 1") == plate_number("ТЕСТ-1")
    assert plate_number("") == ""
