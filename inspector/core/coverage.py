"""How many children the cameras cover: the method of the checklist's part C, and its only implementation.

A zone is an entrance, a wing (or floor), a common place (canteen, yard, gym) or the grounds. A camera shows one
or more zones. A class is a head count with one entrance and one wing; children are counted, never named.

A zone is *covered* when at least one of its cameras was tested working on the day; *open* when it has no camera
or every one was tested and failed; otherwise *unknown*: some camera was not checked, and none is known to work.
A class is covered at the entrance or in its wing when that zone is; in common places when every common zone it
uses is; fully when all three hold. The lower bound counts only what was tested working; the upper bound counts
also what is unknown: "not checked" is neither yes nor no. Since a class has one wing, no child is counted twice.

Not known is also: a class whose zone is blank or is not on the list of zones, and common places when none is on
the list. A row without its key counts nowhere; a class without a head count adds no children.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class ZoneKind(StrEnum):
    """What children do there. GROUNDS (perimeter, approaches) is shown but belongs to no stage."""

    ENTRANCE = "entrance"
    WING = "wing"
    COMMON = "common"
    GROUNDS = "grounds"


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
    """One zone of the list: its state, and how many children pass through it (0 for the grounds)."""

    name: str
    kind: str
    state: ZoneState
    children: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Children covered at each stage; `full` (all three stages) is the headline. `zones` is in list order."""

    entrance: Children
    wing: Children
    common: Children
    full: Children
    zones: tuple[ZoneCoverage, ...]

    def stage(self, name: str) -> Children:
        """The stage called "entrance", "wing", "common" or "full"; KeyError for any other name."""
        return {"entrance": self.entrance, "wing": self.wing, "common": self.common, "full": self.full}[name]

    def zone(self, name: str) -> ZoneCoverage | None:
        """The zone of that name, None when it is not on the list."""
        return next((zone for zone in self.zones if zone.name == name), None)


def coverage(
    classes: Iterable[ClassRow], zones: Iterable[ZoneRow], cameras: Iterable[CameraRow], *, shift: str = ""
) -> Coverage:
    """Count the children covered. With `shift`, only classes of that shift are counted, in `of` too."""
    listed = {zone.name: zone for zone in zones if zone.name}
    states = zone_states(listed, cameras)
    counted = [row for row in classes if row.name and row.children and (not shift or row.shift == shift)]
    common = tuple(name for name, zone in listed.items() if zone.kind == ZoneKind.COMMON)
    stages: dict[str, list[tuple[ZoneState, int]]] = {"entrance": [], "wing": [], "common": [], "full": []}
    for row in counted:
        children = row.children or 0
        entrance = states.get(row.entrance, ZoneState.UNKNOWN)
        wing = states.get(row.wing, ZoneState.UNKNOWN)
        shared = _worst(states.get(name, ZoneState.UNKNOWN) for name in row.common or common)
        stages["entrance"].append((entrance, children))
        stages["wing"].append((wing, children))
        stages["common"].append((shared, children))
        stages["full"].append((_worst((entrance, wing, shared)), children))
    return Coverage(
        entrance=_count(stages["entrance"]),
        wing=_count(stages["wing"]),
        common=_count(stages["common"]),
        full=_count(stages["full"]),
        zones=tuple(
            ZoneCoverage(name=name, kind=zone.kind, state=states[name], children=_passing(zone, counted))
            for name, zone in listed.items()
        ),
    )


def zone_states(zones: Iterable[str], cameras: Iterable[CameraRow]) -> Mapping[str, ZoneState]:
    """The state of each named zone, by the cameras that show it."""
    tests: dict[str, list[str]] = {name: [] for name in zones}
    for camera in cameras:
        if camera.place:
            for name in set(camera.zones):
                tests.get(name, []).append(camera.works)
    return {name: _state(works) for name, works in tests.items()}


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


def _count(stage: list[tuple[ZoneState, int]]) -> Children:
    return Children(
        of=sum(children for _, children in stage),
        lower=sum(children for state, children in stage if state is ZoneState.COVERED),
        upper=sum(children for state, children in stage if state is not ZoneState.OPEN),
    )


def _passing(zone: ZoneRow, classes: list[ClassRow]) -> int:
    """Children who use the zone: by entrance, by wing, or all who share a common place."""
    if zone.kind == ZoneKind.COMMON:
        users = [row for row in classes if not row.common or zone.name in row.common]
    elif zone.kind in (ZoneKind.ENTRANCE, ZoneKind.WING):
        users = [row for row in classes if zone.name in (row.entrance, row.wing)]
    else:
        users = []
    return sum(row.children or 0 for row in users)
