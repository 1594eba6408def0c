"""IIN and BIN: ten thousand random numbers held against the rule written a second time, and the known cases."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.core.iin import (
    BadNumber,
    NoSuchBirthDate,
    NoSuchCentury,
    NotAnOrganisation,
    NotAPerson,
    Sex,
    WrongCheckDigit,
    WrongLength,
    age_on,
    birth_date,
    check_digit,
    describe,
    iin_age,
    iin_valid,
    parse_bin,
    parse_iin,
)

VISIT = date(2026, 11, 24)


def control(eleven: str) -> str:
    """The rule once more, as Decree 565 words it: two rounds of weights; "" when the number is not issued."""
    first = sum((place + 1) * int(digit) for place, digit in enumerate(eleven)) % 11
    if first != 10:
        return str(first)
    second = sum(((place + 2) % 11 + 1) * int(digit) for place, digit in enumerate(eleven)) % 11
    return "" if second == 10 else str(second)


def test_ten_thousand_numbers_of_people() -> None:
    chance = random.Random(565)
    issued = 0
    for _ in range(10_000):
        born = date(1900, 1, 1) + timedelta(days=chance.randrange(46_000))
        male = chance.random() < 0.5
        seventh = (3 if born.year < 2000 else 5) + (not male)
        eleven = f"{born:%y%m%d}{seventh}{chance.randrange(10_000):04}"
        digit = control(eleven)
        if not digit:
            assert check_digit(eleven) is None
            assert not any(iin_valid(f"{eleven}{last}") for last in range(10))
            continue
        issued += 1
        iin = parse_iin(eleven + digit)
        assert (iin.birth_date, iin.sex) == (born, Sex.MALE if male else Sex.FEMALE)
        wrong = str((int(digit) + chance.randrange(1, 10)) % 10)
        with pytest.raises(WrongCheckDigit):
            parse_iin(eleven + wrong)
    assert issued > 9_800


def test_ten_thousand_numbers_of_organisations() -> None:
    chance = random.Random(375)
    for _ in range(10_000):
        year, month, kind, part = (chance.randrange(*ends) for ends in ((0, 100), (1, 13), (4, 7), (0, 4)))
        eleven = f"{year:02}{month:02}{kind}{part}{chance.randrange(100_000):05}"
        digit = control(eleven)
        if digit:
            found = parse_bin(eleven + digit)
            assert (found.year, found.month, found.kind, found.part) == (year, month, kind, part)
            assert not iin_valid(eleven + digit)


@pytest.mark.parametrize("number", ["940140000385", "990140004654"])
def test_organisations_in_the_sources(number: str) -> None:
    assert parse_bin(number).number == number
    with pytest.raises(NotAPerson):
        parse_iin(number)


def test_second_round_of_weights() -> None:
    iin = parse_iin("061211600012")
    assert (iin.birth_date, iin.sex) == (date(2006, 12, 11), Sex.FEMALE)
    assert sum(weight * int(digit) for weight, digit in enumerate("06121160001", 1)) % 11 == 10


def test_prefix_that_is_never_issued() -> None:
    assert check_digit("90010130080") is None
    assert not any(iin_valid(f"90010130080{last}") for last in range(10))


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("", WrongLength),
        ("90010130031", WrongLength),
        ("9001013003100", WrongLength),
        ("90010130031x", WrongLength),
        ("٩٠٠١٠١٣٠٠٣١٠", WrongLength),
        ("900101 00310", WrongLength),
        ("901301300310", NoSuchBirthDate),
        ("900230300310", NoSuchBirthDate),
        ("900101700310", NoSuchCentury),
        ("010229500310", NoSuchBirthDate),
        ("000000000000", NoSuchBirthDate),
    ],
)
def test_what_is_wrong_is_said(number: str, problem: type[BadNumber]) -> None:
    with pytest.raises(problem) as refused:
        parse_iin(number)
    assert refused.value.params == {}
    assert number not in str(refused.value) or not number


@pytest.mark.parametrize("number", ["941340000385", "940130000385", "940144000385"])
def test_a_bin_has_a_month_a_kind_and_a_part(number: str) -> None:
    with pytest.raises(NotAnOrganisation):
        parse_bin(number)


def test_seventh_digit_zero_tells_neither_century_nor_sex() -> None:
    number = "9001010" + "0031"
    iin = parse_iin(number + control(number))
    assert (iin.birth_date, iin.sex) == (None, Sex.UNKNOWN)
    assert iin_age(iin.number, VISIT) is None


def test_blanks_around_are_allowed() -> None:
    assert parse_iin(" 061211600012\n").number == "061211600012"


@given(st.text(max_size=14))
@settings(max_examples=200)
def test_no_text_breaks_it(text: str) -> None:
    told = describe(text, VISIT)
    assert told.valid == (told.problem == "")
    birth_date(text)


@pytest.mark.parametrize(
    ("day", "age"),
    [(date(2007, 11, 24), 19), (date(2007, 11, 25), 18), (date(2007, 11, 23), 19), (date(2026, 11, 25), None)],
)
def test_age_is_reached_on_the_birthday(day: date, age: int | None) -> None:
    assert age_on(day, VISIT) == age


def test_born_on_29_february() -> None:
    born = date(2008, 2, 29)
    assert age_on(born, date(2027, 2, 28)) == 18
    assert age_on(born, date(2027, 3, 1)) == 19
    assert age_on(born, date(2028, 2, 28)) == 19
    assert age_on(born, date(2028, 2, 29)) == 20


def test_half_typed_number_shows_the_birth_date() -> None:
    assert birth_date("591023") is None
    assert birth_date("5910233") == date(1959, 10, 23)
    assert birth_date("5910239") is None
    assert birth_date("5913233") is None


def test_age_of_a_number_with_a_wrong_digit_is_not_told() -> None:
    assert describe("061211600013", VISIT).age is None
    assert describe("061211600012", VISIT).age == 19
