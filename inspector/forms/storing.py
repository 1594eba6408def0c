"""How values stand in an instance, as JavaRosa writes them: what was calculated, and what a person entered.

Two things are kept as the ODK XForms specification has them and not as JavaRosa: a date calculated into a node
without a type stays a date, and no number is written with an exponent.
"""

import math
from datetime import datetime
from typing import Final

from inspector.forms import lexical, values
from inspector.forms.values import Value

PRELOADED: Final = frozenset({"date today", "timestamp start"})
"""The metadata that are filled when an instance is begun. What only a phone knows stays blank."""


def begun(preload: str, kind: str) -> str:
    """The metadata of an instance that is begun now."""
    now = datetime.now().astimezone()
    return now.date().isoformat() if preload == "date today" or kind == "date" else values.moment_text(now)


def stored(value: Value, kind: str) -> str:
    """The text of a calculated value in a node of a bind type: truth as 1 or 0, no number as blank."""
    single = values.unpack(value)
    if kind == "boolean" and single != "":
        single = values.to_truth(single)
    if isinstance(single, bool):
        return "1" if single else "0"
    if isinstance(single, float):
        if math.isnan(single):
            return ""
        if kind == "date":
            return values.date_text(single)
        return values.number_text(values.to_int(single) if kind == "int" else single)
    if kind == "date" and "T" in single:
        return values.date_text(single) or single
    return single


def submitted(text: str, kind: str, *, calculated: bool) -> str:
    """The text of a node in a submission: numbers and places as JavaRosa writes them, everything else as it is.

    A decimal that a person entered always has a point there, a calculated one only when it needs it.
    """
    if not lexical.fits(text, kind):
        return text
    match kind:
        case "int":
            return str(int(text))
        case "decimal":
            plain = values.number_text(float(text))
            return plain if calculated or "." in plain else f"{plain}.0"
        case "geopoint":
            return _place(text)
        case "geoshape" | "geotrace":
            return "; ".join(map(_place, text.strip().removesuffix(";").split(";")))
        case _:
            return text


def _place(text: str) -> str:
    return " ".join(repr(part) for part in (*map(float, text.split()), 0.0, 0.0)[:4])
