"""The six digits of a working day: which are too easy to guess for whoever picks up the laptop.

Five tries are all a stranger has, so only what is guessed within five tries matters: runs, repeats, the middle of the
keypad, and a date of birth, which stands in papers that lie beside the laptop.
"""

from datetime import date
from itertools import pairwise

from inspector.core.errors import N_, BadInput

LENGTH = 6
TRIES = 5
_KEYPAD = {"147258", "258369", "369258", "258147", "159753", "753159", "147369", "159357", "357159"}
_FEW_KINDS = 3
_BORN = range(1930, 2016)


class WeakPin(BadInput):
    """One of those that are tried first; the kinds below say which."""

    code = "weak_pin"
    sentence = N_("A PIN is six digits.")


class PinIsRun(WeakPin):
    """123456, 654321, 135791, and lines over the keypad."""

    code = "pin_is_run"
    sentence = N_("Digits in a row are tried first. Choose other six.")


class PinRepeats(WeakPin):
    """111111, 121212, 123123, 112233."""

    code = "pin_repeats"
    sentence = N_("Repeated digits are tried first. Choose other six.")


class PinIsDate(WeakPin):
    """Somebody's birthday, whichever way it is written."""

    code = "pin_is_date"
    sentence = N_("This reads as a date of birth. Choose other six digits.")


def check(pin: str) -> None:
    """Raises WeakPin or one of its kinds."""
    if len(pin) != LENGTH or not (pin.isascii() and pin.isdigit()):
        raise WeakPin
    if len(set(pin)) < _FEW_KINDS or pin[:3] == pin[3:] or pin[::2] == pin[1::2]:
        raise PinRepeats
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    if len(steps) == 1 or pin in _KEYPAD:
        raise PinIsRun
    if _may_be_birthday(pin):
        raise PinIsDate


def _may_be_birthday(pin: str) -> bool:
    """Read as DDMMYY, YYMMDD, MMDDYY, MMYYYY or YYYYMM."""
    first, second, third = int(pin[:2]), int(pin[2:4]), int(pin[4:])
    short = ((first, second, third), (third, second, first), (second, first, third))
    if any(_is_day(day, month, century + year) for day, month, year in short for century in (1900, 2000)):
        return True
    return any(1 <= month <= 12 and year in _BORN for month, year in ((first, int(pin[2:])), (third, int(pin[:4]))))


def _is_day(day: int, month: int, year: int) -> bool:
    if year not in _BORN:
        return False
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
