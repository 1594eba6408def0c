"""The individual identification number (ИИН, ЖСН) and the number of an organisation (БИН, БСН).

Twelve digits. IIN: YYMMDD of birth; the seventh digit gives century and sex (1-2 the 19th, 3-4 the 20th, 5-6 the
21st century; odd male, even female; 0 occurs for some foreigners and tells neither); four serial digits; a check
digit. BIN: YYMM of registration, the kind of subject, head or branch, five serial digits, the same check digit
(Government Decree 565 of 11.06.2003). A number is personal data: no error carries it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspector.core.errors import N_, BadInput

LENGTH = 12
_FIRST_WEIGHTS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
_CENTURIES = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}


class BadNumber(BadInput):
    """An IIN or BIN that was not issued as it is written."""

    code = "bad_number"


class WrongLength(BadNumber):
    """Not twelve digits."""

    code = "number_length"
    sentence = N_("The number must have exactly 12 digits.")


class WrongCheckDigit(BadNumber):
    """The last digit does not follow from the eleven before it."""

    code = "number_check_digit"
    sentence = N_("The check digit does not match: one of the digits is mistyped.")


class NoSuchBirthDate(BadNumber):
    """The first six digits and the century are no day of the calendar."""

    code = "iin_birth_date"
    sentence = N_("The number does not begin with a date of birth.")


class NoSuchCentury(BadNumber):
    """The seventh digit is 7, 8 or 9."""

    code = "iin_century"
    sentence = N_("The seventh digit of the number can only be from 0 to 6.")


class NotAPerson(BadNumber):
    """A BIN where an IIN was asked for."""

    code = "iin_is_bin"
    sentence = N_("This is the number of an organisation (BIN), not of a person.")


class NotAnOrganisation(BadNumber):
    """The month, the kind or the head-or-branch digit of a BIN cannot be."""

    code = "bin_structure"
    sentence = N_("This is not the number of an organisation (BIN).")


class Sex(StrEnum):
    """As the seventh digit tells; UNKNOWN when it is 0."""

    MALE = "male"
    FEMALE = "female"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Iin:
    """A valid IIN. `birth_date` is None when the number does not tell the century."""

    number: str
    birth_date: date | None
    sex: Sex


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """A valid BIN. `kind`: 4 resident legal entity, 5 non-resident, 6 joint sole trader; `part`: 0 head, 1 branch,
    2 representative office, 3 peasant farm. The century of registration is not in the number.
    """

    number: str
    year: int
    month: int
    kind: int
    part: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What an IIN tells about its holder on a day; `problem` is a sentence (a message id), "" exactly when valid."""

    valid: bool
    birth_date: date | None
    sex: Sex
    age: int | None
    problem: str


def check_digit(eleven: str) -> int | None:
    """The twelfth digit for the eleven first ones; None for a number that is never issued."""
    digits = [int(digit) for digit in eleven]
    for weights in (_FIRST_WEIGHTS, _SECOND_WEIGHTS):
        remainder = sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11
        if remainder < 10:
            return remainder
    return None


def parse_iin(text: str) -> Iin:
    """Read an IIN, blanks around it allowed. Raises the subclass of BadNumber that says what is wrong first."""
    number = _twelve_digits(text)
    if number[2] in "01" and number[4] in "456" and not _is_date(number):
        raise NotAPerson
    if number[6] in "789":
        raise NoSuchCentury
    if not _is_date(number):
        raise NoSuchBirthDate
    _confirm_check_digit(number)
    if number[6] == "0":
        return Iin(number=number, birth_date=None, sex=Sex.UNKNOWN)
    return Iin(number=number, birth_date=birth_date(number), sex=Sex.MALE if int(number[6]) % 2 else Sex.FEMALE)


def parse_bin(text: str) -> Bin:
    """Read a BIN, blanks around it allowed. Raises a subclass of BadNumber."""
    number = _twelve_digits(text)
    month, kind, part = int(number[2:4]), int(number[4]), int(number[5])
    if not 1 <= month <= 12 or kind not in (4, 5, 6) or part > 3:
        raise NotAnOrganisation
    _confirm_check_digit(number)
    return Bin(number=number, year=int(number[:2]), month=month, kind=kind, part=part)


def iin_valid(text: str) -> bool:
    """Whether `text` is a valid IIN."""
    try:
        parse_iin(text)
    except BadNumber:
        return False
    return True


def birth_date(digits: str) -> date | None:
    """The date of birth told by the first seven digits, so that a half-typed number already shows it; else None."""
    if len(digits) < 7 or not (digits.isascii() and digits.isdigit()) or digits[6] not in _CENTURIES:
        return None
    try:
        return date(_CENTURIES[digits[6]] + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return None


def age_on(born: date, on: date) -> int | None:
    """Full years by the calendar, reached on the birthday itself; born on 29 February, on 1 March of common years.

    None when `on` is before the birth.
    """
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return age if age >= 0 else None


def iin_age(text: str, on: date) -> int | None:
    """The age of the holder of a valid IIN on a day; None when the number is not valid or does not tell."""
    return describe(text, on).age


def describe(text: str, on: date) -> Description:
    """All that an IIN tells on a day, or why it is not one. Never raises a refusal."""
    try:
        iin = parse_iin(text)
    except BadNumber as problem:
        return Description(valid=False, birth_date=None, sex=Sex.UNKNOWN, age=None, problem=problem.sentence)
    age = age_on(iin.birth_date, on) if iin.birth_date else None
    return Description(valid=True, birth_date=iin.birth_date, sex=iin.sex, age=age, problem="")


def _twelve_digits(text: str) -> str:
    number = text.strip()
    if len(number) != LENGTH or not (number.isascii() and number.isdigit()):
        raise WrongLength
    return number


def _confirm_check_digit(number: str) -> None:
    if check_digit(number[:-1]) != int(number[-1]):
        raise WrongCheckDigit


def _is_date(number: str) -> bool:
    """Whether YYMMDD is a day of some century: where the number tells none, 29 February is given its chance."""
    if number[6] in _CENTURIES:
        return birth_date(number) is not None
    return any(birth_date(number[:6] + digit) is not None for digit in "135")
