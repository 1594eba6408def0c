"""How many children the cameras cover: the method of the checklist's part C, and its only implementation.

A zone is an entrance, a wing (or floor), a common place (canteen, yard, gym) or the grounds. A camera shows one
or more zones. A class is a head count with one entrance and one wing; children are counted, never named.

A zone is *covered* when at least one of its cameras was tested working on the day; *open* when it has no camera
or every one was tested and failed; otherwise *unknown*: some camera was not checked, and none is known to work.
A class is covered at the entrance or in its wing when that zone is; in common places when every common zone it
uses is; fully when all three hold. The lower bound counts only what was tested working; the upper bound counts
also what is unknown: "not checked" is neither yes nor no. Since a class has one wing, no child is counted twice.

Not known is also: a class whose zone is blank or is not on the list of zones, common places when none is on the
list, and children on the roll who are in no listed class. A row without its key counts nowhere; a class without a
head count adds no children of its own. N is the roll, or the sum of the classes where that is greater.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class ZoneKind(StrEnum):
    """What children do there. GROUNDS (perimeter, approaches) and TOILET are shown but belong to no stage."""

    ENTRANCE = "entrance"
    WING = "wing"
    COMMON = "common"
    GROUNDS = "grounds"
    TOILET = "toilet"


class Works(StrEnum):
    """Whether a camera gave a live picture when it was tested. BLANK counts as UNCHECKED."""

    YES = "yes"
    NO = "no"
    UNCHECKED = "unchecked"
    BLANK = ""


class ZoneState(StrEnum):
    """Whether a zone is seen: proved, disproved, or not known."""

    COVERED = "covered"
    OPEN = "open"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassRow:
    """One class or kindergarten group. `name` is the key ("5А"); `children` is None while not counted.

    `entrance` and `wing` name zones. `common` names the common zones it uses; empty means all of them.
    """

    name: str
    children: int | None
    entrance: str
    wing: str
    shift: str = ""
    common: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneRow:
    """One zone. `name` is the key; `kind` is a ZoneKind or "" while not answered."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraRow:
    """One camera. `place` is the key; `zones` names every zone it really shows; `works` is a Works value."""

    place: str
    zones: tuple[str, ...]
    works: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Children:
    """Children covered at one stage: proved (`lower`), possible (`upper`), out of `of`. `n` is what was proved."""

    of: int
    lower: int
    upper: int

    @property
    def n(self) -> int:
        """The verified count: only what was tested working."""
        return self.lower


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneCoverage:
    """One zone of the list: its state, how many children pass through it (0 for the grounds), how many cameras show it.

    A zone that is open without a single camera is a blind spot; open with cameras, a place where all of them failed.
    """

    name: str
    kind: str
    state: ZoneState
    children: int
    cameras: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Children covered at each stage; `full` (all three stages) is the headline.

    `counted` is the sum of the classes, which must equal the roll; `zones` is in list order.
    """

    entrance: Children
    wing: Children
    common: Children
    full: Children
    counted: int
    zones: tuple[ZoneCoverage, ...]

    def stage(self, name: str) -> Children:
        """The stage called "entrance", "wing", "common" or "full"; KeyError for any other name."""
        return {"entrance": self.entrance, "wing": self.wing, "common": self.common, "full": self.full}[name]

    def zone(self, name: str) -> ZoneCoverage | None:
        """The zone of that name, None when it is not on the list."""
        return next((zone for zone in self.zones if zone.name == name), None)


def coverage(
    classes: Iterable[ClassRow],
    zones: Iterable[ZoneRow],
    cameras: Iterable[CameraRow],
    *,
    roll: int | None = None,
    shift: str = "",
) -> Coverage:
    """Count the children covered; `roll` is the number on the roll, None while not known.

    With `shift` only classes of that shift are counted and `roll`, which is of all shifts, is not used.
    """
    listed = {zone.name: zone for zone in zones if zone.name}
    tests = _tests(listed, cameras)
    states = {name: _state(works) for name, works in tests.items()}
    counted = [row for row in classes if row.name and (not shift or row.shift == shift)]
    total = sum(row.children or 0 for row in counted)
    missing = 0 if shift or roll is None else max(0, roll - total)
    common = tuple(name for name, zone in listed.items() if zone.kind == ZoneKind.COMMON)
    seen = [(row.children or 0, _stages(row, states, common)) for row in counted]
    children = {
        stage: Children(
            of=total + missing,
            lower=sum(count for count, states_of in seen if states_of[stage] is ZoneState.COVERED),
            upper=sum(count for count, states_of in seen if states_of[stage] is not ZoneState.OPEN) + missing,
        )
        for stage in ("entrance", "wing", "common", "full")
    }
    return Coverage(
        **children,
        counted=total,
        zones=tuple(
            ZoneCoverage(
                name=name,
                kind=zone.kind,
                state=states[name],
                children=_passing(zone, counted),
                cameras=len(tests[name]),
            )
            for name, zone in listed.items()
        ),
    )


def _stages(row: ClassRow, states: Mapping[str, ZoneState], common: tuple[str, ...]) -> Mapping[str, ZoneState]:
    """How far one class is seen at each stage."""
    entrance = states.get(row.entrance, ZoneState.UNKNOWN)
    wing = states.get(row.wing, ZoneState.UNKNOWN)
    shared = _worst(states.get(name, ZoneState.UNKNOWN) for name in row.common or common)
    return {"entrance": entrance, "wing": wing, "common": shared, "full": _worst((entrance, wing, shared))}


def _tests(zones: Iterable[str], cameras: Iterable[CameraRow]) -> Mapping[str, list[str]]:
    """What the test of each camera said, by the zones it shows."""
    tests: dict[str, list[str]] = {name: [] for name in zones}
    for camera in cameras:
        if camera.place:
            for name in set(camera.zones) & tests.keys():
                tests[name].append(camera.works)
    return tests


def _state(works: list[str]) -> ZoneState:
    if Works.YES in works:
        return ZoneState.COVERED
    return ZoneState.OPEN if all(one == Works.NO for one in works) else ZoneState.UNKNOWN


def _worst(states: Iterable[ZoneState]) -> ZoneState:
    """One open zone opens the whole; nothing at all is not known."""
    seen = set(states)
    for state in (ZoneState.OPEN, ZoneState.UNKNOWN, ZoneState.COVERED):
        if state in seen:
            return state
    return ZoneState.UNKNOWN


def _passing(zone: ZoneRow, classes: list[ClassRow]) -> int:
    """Children who use the zone: by entrance, by wing, or all who share a common place."""
    if zone.kind == ZoneKind.COMMON:
        users = [row for row in classes if not row.common or zone.name in row.common]
    elif zone.kind in (ZoneKind.ENTRANCE, ZoneKind.WING):
        users = [row for row in classes if zone.name in (row.entrance, row.wing)]
    else:
        users = []
    return sum(row.children or 0 for row in users)
