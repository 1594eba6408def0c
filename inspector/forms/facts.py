"""The core functions of the derived table, between texts and values: blank or unreadable in, blank out.

Rows are read by the names of the national checklist's rosters: classes (class_name, children, entrance, wing,
shift), zones (zone_name, zone_kind), cameras (place, zone, zone_also, works).
"""

import base64
import binascii
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from inspector.core import calendar, iin, marks, object_group, plate, turnover
from inspector.core.coverage import CameraRow, ClassRow, Coverage, ZoneRow, coverage
from inspector.core.institution import Settlement

Row = Mapping[str, str]
Rows = tuple[Row, ...]

_MOST_WORKING_DAYS = 500
_KEPT = 8
"""Coverages kept: of the whole school, of each shift, of what was proved, and once more while rosters change."""


def days_between(start: str, end: str) -> str:
    """Whole days from one date to another."""
    first, last = _day(start), _day(end)
    return "" if first is None or last is None else str(calendar.days_between(first, last))


def months_between(start: str, end: str) -> str:
    """Full months from one date to another."""
    first, last = _day(start), _day(end)
    return "" if first is None or last is None else _told(calendar.months_between(first, last))


def age_on(number: str, day: str, born: str = "") -> str:
    """The age of the holder of an IIN on a day, or of somebody born on the day a shown document tells.

    Blank when a number is given that is not valid: another paper does not mend it.
    """
    on, birth = _day(day), _day(born)
    if on is None:
        return ""
    if number.strip():
        return _told(iin.iin_age(number, on))
    return "" if birth is None else _told(iin.age_on(birth, on))


def iin_valid(number: str) -> str:
    """Answer "yes" or "no"; blank for a blank."""
    return _yes_no(iin.iin_valid(number)) if number.strip() else ""


def plate_valid(text: str) -> str:
    """Answer "yes" or "no"; blank for a blank."""
    return _yes_no(plate.plate_valid(text)) if text.strip() else ""


def plate_number(text: str) -> str:
    """A plate as it is compared between two visits."""
    return plate.plate_number(text)


def group(people: str, settlement: str, threshold: str, settlements: str) -> str:
    """The object group by the current text of Order 117."""
    return _told(_group(people, settlement, threshold, settlements).group)


def group_reasons(people: str, settlement: str, threshold: str, settlements: str) -> str:
    """The trace of that group: the facts that put the object into group 2, "settlement people"; "none" of them."""
    found = _group(people, settlement, threshold, settlements)
    if found.group is None:
        return ""
    return " ".join(step.fact for step in found.trace if step.met) or "none"


def group_of_2022(people: str, regional_centre: str, first: str, second: str) -> str:
    """The object group by the text of 2022; `regional_centre` is "yes" or "no"."""
    found = object_group.group_2022(
        people=_whole(people),
        regional_centre={"yes": True, "no": False}.get(regional_centre.strip()),
        first_threshold=_whole(first),
        second_threshold=_whole(second),
    )
    return _told(found.group)


def _group(people: str, settlement: str, threshold: str, settlements: str) -> object_group.ObjectGroup:
    place, words = settlement.strip(), frozenset(settlements.split())
    return object_group.group_current(
        people=_whole(people),
        settlement=place if place in set(Settlement) else "",
        people_threshold=_whole(threshold),
        settlements=words if words <= set(Settlement) else frozenset(),
    )


def working_deadline(start: str, days: str) -> str:
    """The last of so many working days after a date; blank for a year whose working days are not known."""
    first, count = _day(start), _whole(days)
    if first is None or count is None or not 0 <= count <= _MOST_WORKING_DAYS:
        return ""
    try:
        return calendar.KAZAKHSTAN.add_working_days(first, count).isoformat()
    except calendar.YearNotKnown:
        return ""


def guard_mark(number: str, key: str) -> str:
    """The mark of a guard under the institution's key (base64); blank without a key or a valid number."""
    try:
        return marks.mark(base64.b64decode(key.strip(), validate=True), number)
    except (binascii.Error, ValueError):
        return ""


def row_mark(text: str, key: str) -> str:
    """The mark of a roster's row under the institution's key (base64); blank without a key or a text."""
    try:
        return marks.row_mark(base64.b64decode(key.strip(), validate=True), text)
    except (binascii.Error, ValueError):
        return ""


def known_mark(mark: str, before: str) -> str:
    """Whether a mark is among those of the last visit: "yes" or "no"; blank when either side is."""
    known = before.split()
    return _yes_no(mark.strip() in known) if mark.strip() and known else ""


def turned_over(before: str, now: str, part: str) -> str:
    """Of two visits' marks the number "before" and "now", "stayed", "left" or "joined"; blank without a last visit."""
    found = turnover.turnover(before.split(), now.split())
    if found is None or part not in ("before", "now", "stayed", "left", "joined"):
        return ""
    return str(getattr(found, part))


def names_once(names: str) -> str:
    """Names with spaces between, each once, in the order of their first appearance."""
    return " ".join(dict.fromkeys(names.split()))


def rows_counted(rows: Rows, key: str, name: str, value: str) -> str:
    """How many rows with a key hold a value under a name: a count tells nothing of the secrets beside it."""
    if not key or not name:
        return ""
    return str(sum(1 for row in rows if _text(row, key) and _text(row, name) == value.strip()))


def children_covered(
    classes: Rows, zones: Rows, cameras: Rows, roll: str, stage: str, part: str, shift: str = "", tested: str = "works"
) -> str:
    """Of a stage ("entrance", "wing", "common", "full") its "lower", "upper" or "of"; "counted" is of the classes.

    With `shift` only of the classes of that shift. `tested` names the camera's answer that tells whether it works.
    """
    found = _coverage(classes, zones, cameras, roll, shift.strip(), tested)
    if part == "counted":
        return str(found.counted)
    if stage not in ("entrance", "wing", "common", "full") or part not in ("lower", "upper", "of"):
        return ""
    return str(getattr(found.stage(stage), part))


def zone_covered(classes: Rows, zones: Rows, cameras: Rows, name: str, part: str) -> str:
    """Of one zone its "state", or how many "children" and "cameras" it has; blank when it is not on the list."""
    found = _coverage(classes, zones, cameras, "").zone(name.strip())
    return str(getattr(found, part)) if found is not None and part in ("state", "children", "cameras") else ""


_latest: list[tuple[Rows, Rows, Rows, tuple[str, str, str], Coverage]] = []
"""The coverages counted last: one answer moves a derived fact per zone, all given the very same rows."""


def _coverage(classes: Rows, zones: Rows, cameras: Rows, roll: str, shift: str = "", tested: str = "works") -> Coverage:
    asked = (roll, shift, tested)
    for one in _latest:
        if one[0] is classes and one[1] is zones and one[2] is cameras and one[3] == asked:
            return one[4]
    found = _fresh_coverage(classes, zones, cameras, *asked)
    _latest[:] = [(classes, zones, cameras, asked, found), *_latest[: _KEPT - 1]]
    return found


def _fresh_coverage(classes: Rows, zones: Rows, cameras: Rows, roll: str, shift: str, tested: str) -> Coverage:
    return _counted(
        tuple(
            ClassRow(
                name=_text(row, "class_name"),
                children=_whole(_text(row, "children")),
                entrance=_text(row, "entrance"),
                wing=_text(row, "wing"),
                shift=_text(row, "shift"),
            )
            for row in classes
        ),
        tuple(ZoneRow(name=_text(row, "zone_name"), kind=_text(row, "zone_kind")) for row in zones),
        tuple(
            CameraRow(
                place=_text(row, "place"),
                zones=tuple(name for key in ("zone", "zone_also") if (name := _text(row, key))),
                works=_text(row, tested),
            )
            for row in cameras
        ),
        _whole(roll),
        shift,
    )


@lru_cache(maxsize=_KEPT)
def _counted(
    classes: tuple[ClassRow, ...],
    zones: tuple[ZoneRow, ...],
    cameras: tuple[CameraRow, ...],
    roll: int | None,
    shift: str,
) -> Coverage:
    """One answer moves a dozen derived facts that all look at the same rosters."""
    return coverage(classes, zones, cameras, roll=roll, shift=shift)


def _text(row: Row, name: str) -> str:
    return row.get(name, "").strip()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def _whole(text: str) -> int | None:
    try:
        return int(text)
    except ValueError:
        return None


def _told(value: int | None) -> str:
    return "" if value is None else str(value)


def _yes_no(value: bool) -> str:
    return "yes" if value else "no"
