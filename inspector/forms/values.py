"""How OpenRosa turns one kind of value into another: text, number, truth, date and node-set.

Dates travel as ISO 8601 text and count as days since 1970-01-01. A node-set counts as its first node.
"""

import math
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeAlias

from lxml.etree import _Element

Value: TypeAlias = bool | float | str | Sequence["_Element | str"]

EPOCH = date(1970, 1, 1)
_DAY_SECONDS = 86_400.0
_PLAIN_NUMBER = re.compile(r"[-.\d]+\Z", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:T.*)?\Z", re.ASCII)
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6})\d*)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?\Z", re.ASCII)


def unpack(value: object) -> bool | float | str:
    """A single value: of a node-set, the text of its first node ("" when there is none)."""
    if isinstance(value, bool | float | str):
        return value
    if isinstance(value, int):
        return float(value)
    if isinstance(value, Sequence):
        for item in value:
            return item if isinstance(item, str) else text_of(item)
    return ""


def text_of(element: _Element) -> str:
    """The text of a node and all below it."""
    if len(element) == 0:
        return element.text or ""
    return "".join(str(part) for part in element.itertext())


def texts(value: object) -> list[str]:
    """The texts of a node-set, or of a single value."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [item if isinstance(item, str) else text_of(item) for item in value]
    return [to_text(value)]


def to_text(value: object) -> str:
    """As `string()`: whole numbers without a point, never an exponent."""
    single = unpack(value)
    if isinstance(single, bool):
        return "true" if single else "false"
    if isinstance(single, str):
        return single
    return number_text(single)


def number_text(number: float) -> str:
    """A number as text, the shortest that reads back to the same number."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if abs(number) < 1e-12:
        return "0"
    towards_zero = math.trunc(number)
    if abs(number - towards_zero) < 1e-12:
        return str(towards_zero)
    text = repr(number)
    if "e" in text:
        text = f"{number:.15f}".rstrip("0").rstrip(".")
    return text


def to_number(value: object) -> float:
    """As `number()`: truth is 1 or 0, a date is days since 1970, anything unreadable is NaN."""
    single = unpack(value)
    if isinstance(single, bool):
        return 1.0 if single else 0.0
    if isinstance(single, float):
        return single
    text = single.strip().replace(",", ".")
    if _PLAIN_NUMBER.match(text):
        try:
            return float(text)
        except ValueError:
            pass
    return days(single) if _DATE.match(single.strip()) else math.nan


def to_truth(value: object) -> bool:
    """As `boolean()`: a text is true when not empty, a node-set when its first node's text is not empty."""
    single = unpack(value)
    if isinstance(single, bool):
        return single
    if isinstance(single, float):
        return abs(single) > 1e-12 and not math.isnan(single)
    return bool(single)


def to_int(value: object) -> float:
    """As `int()`: towards zero."""
    number = to_number(value)
    return number if math.isnan(number) or math.isinf(number) else float(math.trunc(number))


def whole(value: object, default: int = 0) -> int:
    """A Python integer for positions and lengths; `default` for what is not a number."""
    number = to_int(value)
    return default if math.isnan(number) or math.isinf(number) else int(number)


def parse_time(text: str) -> tuple[time, str] | None:
    """The time of day and its offset text ("" when none), None when it is not a time."""
    match = _TIME.match(text.strip())
    if match is None:
        return None
    hour, minute, second, fraction, offset = match.groups()
    try:
        moment = time(int(hour), int(minute), int(second or 0), int((fraction or "0").ljust(6, "0")))
    except ValueError:
        return None
    return moment, offset or ""


def parse_moment(text: str) -> date | datetime | None:
    """A date or date with time from ISO text; a time without offset is local. None when it is neither."""
    day_text, _, time_text = text.strip().partition("T")
    try:
        year, month, day = (int(part) for part in day_text.split("-"))
        parsed_day = date(year, month, day)
    except ValueError:
        return None
    if not time_text:
        return parsed_day
    parsed_time = parse_time(time_text)
    if parsed_time is None:
        return None
    moment, offset = parsed_time
    try:
        joined = datetime.combine(parsed_day, moment)
        if not offset:
            return joined.astimezone()
        if offset == "Z":
            return joined.replace(tzinfo=UTC)
        return datetime.fromisoformat(joined.isoformat() + offset[:3] + ":" + (offset[3:].lstrip(":") or "00"))
    except (ValueError, OverflowError, OSError):
        return None


def days(text: str) -> float:
    """Days since 1970 of an ISO date (whole) or date with time (with its fraction, in UTC); NaN otherwise."""
    parsed = parse_moment(text)
    if parsed is None:
        return math.nan
    if isinstance(parsed, datetime):
        return (parsed - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(seconds=_DAY_SECONDS)
    return float((parsed - EPOCH).days)


def moment_text(moment: datetime) -> str:
    """A moment as ISO text with milliseconds; the offset of UTC is written Z."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def date_text(value: object, *, keep_time: bool = False) -> str:
    """As `date()` or `date-time()`: ISO text from a day number or a text; "" from what is neither."""
    single = unpack(value)
    if isinstance(single, bool):
        return ""
    if isinstance(single, float):
        if math.isnan(single) or math.isinf(single) or abs(single) > 3_000_000:
            return ""
        try:
            if keep_time:
                moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=single)
                return moment_text(moment.astimezone())
            return (EPOCH + timedelta(days=math.trunc(single))).isoformat()
        except OverflowError:
            return ""
    parsed = parse_moment(single)
    if parsed is None:
        return ""
    if isinstance(parsed, datetime):
        return moment_text(parsed) if keep_time else parsed.date().isoformat()
    if keep_time:
        return moment_text(datetime.combine(parsed, time()).astimezone())
    return parsed.isoformat()
