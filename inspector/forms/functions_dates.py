"""Dates and times: ISO 8601 text that counts as days since 1970."""

import math
import re
from datetime import datetime

from inspector.forms import values
from inspector.forms.function_table import TABLE, function
from inspector.forms.values import Value, to_number, to_text


@function("today", "date", 0)
def _today() -> str:
    return datetime.now().astimezone().date().isoformat()


@function("now", "date", 0)
def _now() -> str:
    return values.moment_text(datetime.now().astimezone())


@function("date", "date", 1)
def _date(value: Value) -> str:
    return values.date_text(value)


@function("date-time", "date", 1)
def _date_time(value: Value) -> str:
    return values.date_text(value, keep_time=True)


@function("decimal-date-time", "any", 1)
def _decimal_date_time(value: Value) -> Value:
    single = values.unpack(value)
    if isinstance(single, str):
        return values.days(single) if single else ""
    return to_number(single)


@function("decimal-time", "any", 1)
def _decimal_time(value: Value) -> Value:
    single = values.unpack(value)
    if not isinstance(single, str):
        number = to_number(single)
        return number - math.floor(number)
    parsed = values.parse_time(single.partition("T")[2] or single)
    if parsed is None:
        return "" if not single else math.nan
    moment = parsed[0]
    return (moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1e6) / 86_400


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@function("format-date", "text", 2)
def _format_date(value: Value, pattern: Value) -> str:
    """With %Y %y %m %n %b %d %e %H %h %M %S %3 %a and %%; other letters after % are kept as they are."""
    parsed = values.parse_moment(values.date_text(value, keep_time=True))
    if not isinstance(parsed, datetime):
        return ""
    fields = {
        "%": "%",
        "Y": f"{parsed.year:04d}",
        "y": f"{parsed.year % 100:02d}",
        "m": f"{parsed.month:02d}",
        "n": str(parsed.month),
        "b": _MONTHS[parsed.month - 1],
        "d": f"{parsed.day:02d}",
        "e": str(parsed.day),
        "H": f"{parsed.hour:02d}",
        "h": str(parsed.hour),
        "M": f"{parsed.minute:02d}",
        "S": f"{parsed.second:02d}",
        "3": f"{parsed.microsecond // 1000:03d}",
        "a": _WEEKDAYS[parsed.weekday()],
    }
    return re.sub("%(.)", lambda match: fields.get(match.group(1), match.group(0)), to_text(pattern))


TABLE["format-date-time"] = TABLE["format-date"]
