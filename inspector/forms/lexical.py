"""Whether a text is a value of a bind type."""

import re
from datetime import date
from typing import Final

from inspector.forms.values import parse_moment, parse_time

_INT: Final = re.compile(r"[+-]?\d{1,18}\Z", re.ASCII)
_DECIMAL: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)\Z", re.ASCII)
_POINT: Final = re.compile(r"-?\d+(?:\.\d+)? -?\d+(?:\.\d+)?(?: -?\d+(?:\.\d+)?){0,2}\Z", re.ASCII)


def fits(value: str, kind: str) -> bool:
    """Whether a non-blank text is a value of the type; types without a form of their own take any text."""
    stripped = value.strip()
    match kind:
        case "int":
            return _INT.match(stripped) is not None
        case "decimal":
            return _DECIMAL.match(stripped) is not None
        case "date":
            return _is_date(stripped)
        case "dateTime":
            return "T" in stripped and parse_moment(stripped) is not None
        case "time":
            return parse_time(stripped) is not None
        case "geopoint":
            return _POINT.match(stripped) is not None
        case "geoshape" | "geotrace":
            return all(_POINT.match(point.strip()) for point in stripped.removesuffix(";").split(";"))
        case _:
            return True


def _is_date(text: str) -> bool:
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False


def whole(text: str) -> int | None:
    """A whole number from a text such as "12" or "12.0"; None for anything else."""
    stripped = text.strip()
    if _DECIMAL.match(stripped) is None:
        return None
    number = float(stripped)
    return int(number) if number.is_integer() else None
