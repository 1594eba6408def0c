"""Zones and cameras as the lists have them, in one language: for the children screen and for its plan. No Qt."""

from collections.abc import Iterator, Sequence

from inspector.core.coverage import Works, ZoneKind, ZoneState
from inspector.core.errors import N_
from inspector.ui import wording
from inspector.ui.language import tr
from inspector.ui.screens.coverage.page import CameraMark, ZoneLine
from inspector.ui.screens.reading import Reading

STATES = {
    ZoneState.OPEN: ("bad", N_("not seen")),
    ZoneState.UNKNOWN: ("skip", N_("not known")),
    ZoneState.COVERED: ("ok", N_("seen")),
}
"""In the order of the list: what is lost comes first."""

FAULTS = {"frozen": "frozen", "black": "black", "no_link": "offline", "unplugged": "offline"}
"""The shapes of faults that have one of their own."""

INSIDE = frozenset({ZoneKind.ENTRANCE, ZoneKind.WING, ZoneKind.COMMON})


def roster(reading: Reading, appearance: str) -> str:
    """The path of a roster that applies now, by its kind; "" without one."""
    specs = (spec for spec in reading.form.walk() if spec.kind == "repeat" and spec.appearance == appearance)
    return next((spec.path for spec in specs if reading.session.relevant(spec.path)), "")


def zone_lines(reading: Reading, cameras: Sequence[CameraMark]) -> Iterator[ZoneLine]:
    """Every named zone with those of `cameras` that show it, in the order of its list."""
    repeat = roster(reading, "zones")
    for row in reading.session.rows(repeat) if repeat else ():
        name = _value(reading, row, "zone_name")
        if name:
            yield _zone(reading, row, name, tuple(mark for mark in cameras if name in mark.zones))


def camera_marks(reading: Reading) -> Iterator[CameraMark]:
    """Every named camera, in the order of its list."""
    repeat = roster(reading, "cameras")
    for number, row in enumerate(reading.session.rows(repeat) if repeat else (), start=1):
        name = _value(reading, row, "place")
        if name:
            yield _mark(reading, row, number, name)


def _zone(reading: Reading, row: str, name: str, cameras: tuple[CameraMark, ...]) -> ZoneLine:
    stored = _value(reading, row, "zone_state")
    state, word = STATES[ZoneState(stored) if stored in set(ZoneState) else ZoneState.UNKNOWN]
    kind, counted = _value(reading, row, "zone_kind"), _value(reading, row, "zone_children")
    children = int(counted) if counted.isdigit() else 0
    number = wording.number(children)
    seen = {"ok": number, "bad": "0", "skip": f"0–{number}"}[state]
    return ZoneLine(
        node=row,
        name=name,
        state=state,
        word=tr(word),
        children=children,
        count=tr("{n} of {of}", n=seen, of=number) if children else "",
        cause=_cause(state, cameras),
        cameras=cameras,
        outside=kind not in INSIDE,
    )


def _mark(reading: Reading, row: str, number: int, name: str) -> CameraMark:
    works, fault = _value(reading, row, "works"), _value(reading, row, "fault")
    if works == Works.YES:
        glyph, said = "ok", tr("works")
    elif works == Works.NO:
        said = reading.shown(f"{row}/fault") or tr("does not work")
        glyph, said = FAULTS.get(fault, "bad"), said[:1].lower() + said[1:]
    else:
        glyph, said = "skip" if works == Works.UNCHECKED else "none", tr("not checked")
    zones = tuple(zone for key in ("zone", "zone_also") if (zone := _value(reading, row, key)))
    state = "ok" if works == Works.YES else "bad" if works == Works.NO else "skip"
    return CameraMark(node=row, number=number, name=name, glyph=glyph, state=state, said=said, zones=zones)


def _value(reading: Reading, row: str, name: str) -> str:
    node = f"{row}/{name}"
    known = reading.form.spec(row.rpartition("[")[0]).child(name) is not None
    return reading.session.value(node) if known else ""


def _cause(state: str, cameras: tuple[CameraMark, ...]) -> str:
    """Why a zone is as it is: the cameras that decide it."""
    if not cameras:
        return tr("no camera shows it")
    deciding = [mark for mark in cameras if mark.glyph == "ok"] if state == "ok" else list(cameras)
    told = [f"№{wording.NBSP}{mark.number}" + ("" if state == "ok" else f" — {mark.said}") for mark in deciding]
    return ", ".join(told)
