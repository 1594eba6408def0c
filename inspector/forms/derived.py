"""Derived facts: the closed table of core functions that a checklist may name, and nothing else.

A function takes what the session evaluated from `arguments`: text for a single value, and for a node-set of rows a
tuple of mappings, child name -> text. It answers text; "" is blank, which a rule reads as "unchecked".
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from inspector.forms import facts

Row = Mapping[str, str]
Rows = tuple[Row, ...]
Argument = str | Rows


@dataclass(frozen=True, slots=True)
class Derived:
    """One entry: the function, and for each argument whether it is "text" or "rows"; `optional` may be left out."""

    call: Callable[..., str]
    arguments: tuple[str, ...]
    optional: int = 0


TABLE: Final[Mapping[str, Derived]] = {
    "age_on": Derived(facts.age_on, ("text", "text", "text"), optional=1),
    "coverage": Derived(facts.children_covered, ("rows", "rows", "rows", *["text"] * 5), optional=2),
    "coverage_zone": Derived(facts.zone_covered, ("rows", "rows", "rows", "text", "text")),
    "count_rows": Derived(facts.rows_counted, ("rows", "text", "text", "text")),
    "days_between": Derived(facts.days_between, ("text", "text")),
    "guard_mark": Derived(facts.guard_mark, ("text", "text")),
    "iin_valid": Derived(facts.iin_valid, ("text",)),
    "known_mark": Derived(facts.known_mark, ("text", "text")),
    "months_between": Derived(facts.months_between, ("text", "text")),
    "names_once": Derived(facts.names_once, ("text",)),
    "object_group": Derived(facts.group, ("text", "text", "text", "text")),
    "object_group_2022": Derived(facts.group_of_2022, ("text", "text", "text", "text")),
    "object_group_reasons": Derived(facts.group_reasons, ("text", "text", "text", "text")),
    "plate_number": Derived(facts.plate_number, ("text",)),
    "plate_valid": Derived(facts.plate_valid, ("text",)),
    "turnover": Derived(facts.turned_over, ("text", "text", "text")),
    "working_deadline": Derived(facts.working_deadline, ("text", "text")),
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
