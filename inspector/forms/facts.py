"""The core functions of the derived table, between texts and values: blank or unreadable in, blank out.

Rows are read by the names of the national checklist's rosters: classes (class_name, children, entrance, wing,
shift), zones (zone_name, zone_kind), cameras (place, zone, zone_also, works).
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from inspector.core import calendar, iin, object_group, plate
from inspector.core.coverage import CameraRow, ClassRow, Coverage, ZoneRow, coverage

Row = Mapping[str, str]
Rows = tuple[Row, ...]


def days_between(start: str, end: str) -> str:
    """Whole days from one date to another."""
    first, last = _day(start), _day(end)
    return "" if first is None or last is None else str(calendar.days_between(first, last))


def months_between(start: str, end: str) -> str:
    """Full months from one date to another."""
    first, last = _day(start), _day(end)
    return "" if first is None or last is None else _told(calendar.months_between(first, last))


def age_on(number: str, day: str) -> str:
    """The age of the holder of an IIN on a day; blank when the number is not valid."""
    on = _day(day)
    return "" if on is None else _told(iin.iin_age(number, on))


def iin_valid(number: str) -> str:
    """Answer "yes" or "no"; blank for a blank."""
    return _yes_no(iin.iin_valid(number)) if number.strip() else ""


def plate_valid(text: str) -> str:
    """Answer "yes" or "no"; blank for a blank."""
    return _yes_no(plate.plate_valid(text)) if text.strip() else ""


def group(people: str, settlement: str, threshold: str, settlements: str) -> str:
    """The object group by the current text of Order 117."""
    found = object_group.group_current(
        people=_whole(people),
        settlement=settlement.strip(),
        people_threshold=_whole(threshold),
        settlements=frozenset(settlements.split()),
    )
    return _told(found.group)


def children_covered(classes: Rows, zones: Rows, cameras: Rows, roll: str, stage: str, part: str) -> str:
    """Of a stage ("entrance", "wing", "common", "full") its "lower", "upper" or "of"; "counted" is of the classes."""
    found = _coverage(classes, zones, cameras, roll)
    if part == "counted":
        return str(found.counted)
    if stage not in ("entrance", "wing", "common", "full") or part not in ("lower", "upper", "of"):
        return ""
    return str(getattr(found.stage(stage), part))


def zone_covered(classes: Rows, zones: Rows, cameras: Rows, name: str, part: str) -> str:
    """Of one zone its "state", or how many "children" and "cameras" it has; blank when it is not on the list."""
    found = _coverage(classes, zones, cameras, "").zone(name.strip())
    return str(getattr(found, part)) if found is not None and part in ("state", "children", "cameras") else ""


_latest: list[tuple[Rows, Rows, Rows, str, Coverage]] = []
"""The coverage counted last: one answer moves a derived fact per zone, all given the very same rows."""


def _coverage(classes: Rows, zones: Rows, cameras: Rows, roll: str) -> Coverage:
    for one in _latest:
        if one[0] is classes and one[1] is zones and one[2] is cameras and one[3] == roll:
            return one[4]
    found = _fresh_coverage(classes, zones, cameras, roll)
    _latest[:] = [(classes, zones, cameras, roll, found), *_latest[:1]]
    return found


def _fresh_coverage(classes: Rows, zones: Rows, cameras: Rows, roll: str) -> Coverage:
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
                works=_text(row, "works"),
            )
            for row in cameras
        ),
        _whole(roll),
    )


@lru_cache(maxsize=4)
def _counted(
    classes: tuple[ClassRow, ...], zones: tuple[ZoneRow, ...], cameras: tuple[CameraRow, ...], roll: int | None
) -> Coverage:
    """One answer moves a dozen derived facts that all look at the same rosters."""
    return coverage(classes, zones, cameras, roll=roll)


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
