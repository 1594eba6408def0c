"""Dates, numbers and counted words as the act writes them, in Kazakh and Russian."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from inspector import i18n
from inspector.core.errors import N_
from inspector.core.percent import percent
from inspector.core.verdict import Severity

LANGUAGES = ("kk", "ru")
MINUS = "\u2212"
NBSP = "\u00a0"

_MONTHS = {
    "ru": (
        "января", "февраля", "марта", "апреля", "мая", "июня",
        "июля", "августа", "сентября", "октября", "ноября", "декабря",
    ),
    "kk": (
        "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
        "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
    ),
}  # fmt: skip
_FROM_UNITS = ("", "ден", "ден", "тен", "тен", "тен", "дан", "ден", "ден", "дан")
_FROM_TENS = ("", "нан", "дан", "дан", "тан", "ден", "тан", "тен", "нен", "нан")

SEVERITIES = {
    Severity.GROSS: N_("gross violation"),
    Severity.SIGNIFICANT: N_("significant violation"),
    Severity.MINOR: N_("minor violation"),
}


def day(text: str, language: str) -> str:
    """An ISO date in words: 24 ноября 2026 года, 2026 жылғы 24 қараша. Anything else is returned as it is."""
    try:
        value = date.fromisoformat(text[:10])
    except ValueError:
        return text
    month = _MONTHS[language][value.month - 1]
    if language == "kk":
        return f"{value.year} жылғы {value.day}{NBSP}{month}"
    return f"{value.day}{NBSP}{month} {value.year} года"


def clock(text: str) -> str:
    """Hours and minutes of an ISO moment, by the clock of the place it was written at."""
    try:
        return datetime.fromisoformat(text).strftime("%H:%M")
    except ValueError:
        return ""


def number(value: int) -> str:
    """Digits in groups of three with no-break spaces and a true minus."""
    digits = f"{abs(value):,}".replace(",", NBSP)
    return (MINUS if value < 0 else "") + digits


def part(n: int, of: int | None, language: str) -> str:
    """n of N with the truncated percentage: «371 из 640 (57 %)», «640-тан 371 (57 %)»."""
    if of is None:
        return number(n)
    share = percent(n, of)
    tail = "" if share is None else f" ({share}{NBSP}%)"
    if language == "kk":
        return f"{number(of)}-{ablative(of)} {number(n)}{tail}"
    return f"{number(n)} из {number(of)}{tail}"


def between(lower: int, upper: int, language: str) -> str:
    """A range, in words: «от 214 до 371», «214 пен 371 аралығында»."""
    if language == "kk":
        return f"{number(lower)}–{number(upper)} аралығында"
    return f"от {number(lower)} до {number(upper)}"


def ablative(value: int) -> str:
    """The Kazakh ending of "out of" after a number, by its last word: бір+ден, қырық+тан, жүз+ден, мың+нан."""
    digits = str(abs(value))
    if digits[-1] != "0":
        return _FROM_UNITS[int(digits[-1])]
    if digits[-2:-1] not in ("", "0"):
        return _FROM_TENS[int(digits[-2])]
    zeros = len(digits) - len(digits.rstrip("0"))
    if value == 0 or zeros == 2:
        return "ден"
    return "нан"


def term(days: int, language: str) -> str:
    """«14 дней со дня вручения»: a term has no date until the act is delivered."""
    return i18n.ntext("{n} day from the delivery of the act", "{n} days from the delivery of the act", days, language)


def ranges(numbers: Iterable[int]) -> str:
    """Numbers with neighbours joined: 1–3, 7."""
    runs: list[list[int]] = []
    for value in sorted(set(numbers)):
        if runs and value == runs[-1][-1] + 1:
            runs[-1].append(value)
        else:
            runs.append([value])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def address(region: str, district: str, address: str) -> str:
    """One line, each part once: the list of headquarters often has the district in the address already."""
    known = re.sub(r"[^\w ]", " ", address).casefold().split()
    named = re.sub(r"[^\w ]", " ", district).casefold().split()
    repeated = any(known[at : at + len(named)] == named for at in range(len(known))) if named else True
    return ", ".join(part for part in (region, "" if repeated else district, address) if part)


def signed(difference: int) -> str:
    """A difference with its sign, the plus too."""
    return f"+{number(difference)}" if difference > 0 else number(difference)
