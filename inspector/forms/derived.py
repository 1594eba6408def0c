"""Derived facts: the closed table of core functions that a checklist may name, and nothing else.

A function takes what the session evaluated from `arguments`: text for a single value, and for a node-set of rows a
tuple of mappings, child name -> text. It answers text; "" is blank, which a rule reads as "unchecked".
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

Row = Mapping[str, str]
Rows = tuple[Row, ...]
Argument = str | Rows


@dataclass(frozen=True, slots=True)
class Derived:
    """One entry: the function, and for each argument whether it is "text" or "rows"; `optional` may be left out."""

    call: Callable[..., str]
    arguments: tuple[str, ...]
    optional: int = 0


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def _days_between(start: str, end: str) -> str:
    """Whole days from one date to another; blank when either is not a date."""
    first, last = _day(start), _day(end)
    return "" if first is None or last is None else str((last - first).days)


TABLE: Final[Mapping[str, Derived]] = {
    "days_between": Derived(_days_between, ("text", "text")),
}


def derive(name: str, arguments: tuple[Argument, ...]) -> str:
    """The text a derived fact yields; "" when the function is unknown or its arguments do not fit."""
    entry = TABLE.get(name)
    if entry is None or not len(entry.arguments) - entry.optional <= len(arguments) <= len(entry.arguments):
        return ""
    for kind, argument in zip(entry.arguments, arguments, strict=False):
        if (kind == "rows") != isinstance(argument, tuple):
            return ""
    return entry.call(*arguments)
