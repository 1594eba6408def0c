"""Children covered: reads the facts the session counted and puts the zones in order. No Qt, and no arithmetic."""

from collections.abc import Iterator
from typing import Protocol

from inspector.core.coverage import Works, ZoneKind, ZoneState
from inspector.core.errors import N_
from inspector.core.finding import Indicator
from inspector.forms.form import NodeSpec
from inspector.services.inspecting import Step
from inspector.ui import wording
from inspector.ui.language import ntr, tr
from inspector.ui.screens import phrases
from inspector.ui.screens.cameras.route import screen_of
from inspector.ui.screens.coverage.page import Bounds, CameraMark, CoveragePage, ZoneLine
from inspector.ui.screens.pane import pane
from inspector.ui.screens.reading import CHILDREN, Reading
from inspector.ui.screens.sitting import Sitting

STAGES = ("children_entrance", "children_wing", "children_common")
STATES = {
    ZoneState.OPEN: ("bad", N_("not seen")),
    ZoneState.UNKNOWN: ("skip", N_("not known")),
    ZoneState.COVERED: ("ok", N_("seen")),
}
"""In the order of the list: what is lost comes first."""

KINDS = (ZoneKind.ENTRANCE, ZoneKind.WING, ZoneKind.COMMON, ZoneKind.GROUNDS, ZoneKind.TOILET)
FAULTS = {"frozen": "frozen", "black": "black", "no_link": "offline", "unplugged": "offline"}
"""The shapes of faults that have one of their own."""


class CoverageView(Protocol):
    """What the screen must be able to show."""

    def show_page(self, page: CoveragePage) -> None: ...


class CoveragePresenter:
    """The children of one inspection."""

    def __init__(self, sitting: Sitting, view: CoverageView) -> None:
        self._sitting, self._view = sitting, view
        self.reading = Reading(sitting.opened)
        self.zones = self.roster("zones")

    def serves(self, sitting: Sitting) -> bool:
        """Whether it belongs to that sitting."""
        return sitting is self._sitting

    def refresh(self) -> None:
        """Show the numbers as they stand."""
        self._view.show_page(self.page())

    def undo(self) -> None:
        """Take the latest action back."""
        step: Step | None = self._sitting.opened.undo()
        if step is None:
            self._sitting.shell.notice(tr("Nothing to take back"))
            return
        self._sitting.recorder.record(step.operations)
        self.refresh()

    def section(self) -> str:
        """The section that counts the children; "" when the checklist has none."""
        return section_of_children(self.reading)

    def roster(self, appearance: str) -> str:
        """The path of a roster that applies now, by its kind; "" without one."""
        specs = (spec for spec in self.reading.form.walk() if spec.kind == "repeat" and spec.appearance == appearance)
        return next((spec.path for spec in specs if self.reading.session.relevant(spec.path)), "")

    def page(self) -> CoveragePage:
        """Everything, read anew."""
        section = self.section()
        found = self.reading.indicator(CHILDREN)
        known = found is not None and bool(found.of)
        zones = tuple(sorted(self._zones(), key=_urgency))
        return CoveragePage(
            pane=pane(self.reading, section),
            title=self.reading.label(section) if section else tr("Children covered"),
            counted=ntr("{n} zone", "{n} zones", len(zones)),
            hero=_bounds(tr("Children under working cameras"), found) if found is not None and known else None,
            warning=self._warning(found) if found is not None and known else "",
            tone=_tone(found) if found is not None and known else "",
            stages=tuple(self._stages()),
            zones=zones,
            most=max((zone.children for zone in zones), default=0),
            empty=tr("Write down zones, classes and cameras: the children are counted by themselves."),
        )

    def _warning(self, found: Indicator) -> str:
        """«Declared 640 of 640. 269 children not seen.»"""
        said = []
        if found.declared is not None:
            of = found.declared_of if found.declared_of is not None else found.of
            share = wording.percent(found.declared, of)
            number = wording.number(found.declared)
            told = share or (tr("{n} of {of}", n=number, of=wording.number(of)) if of else number)
            said.append(tr("Declared {share}.", share=told))
        unseen = phrases.unseen(found)
        return " ".join([*said, f"{unseen[:1].upper()}{unseen[1:]}."])

    def _stages(self) -> Iterator[Bounds]:
        for name in STAGES:
            found = self.reading.indicator(name)
            node = next((spec.path for spec in self.reading.form.walk() if spec.name == name), "")
            if found is not None and found.of and node:
                yield _bounds(self.reading.label(node), found)

    # zones

    def _zones(self) -> Iterator[ZoneLine]:
        if not self.zones:
            return
        cameras = tuple(self._cameras())
        for row in self.reading.session.rows(self.zones):
            name = self._value(row, "zone_name")
            if name:
                shown = tuple(mark for mark, zones in cameras if name in zones)
                yield self._zone(row, name, shown)

    def _zone(self, row: str, name: str, cameras: tuple[CameraMark, ...]) -> ZoneLine:
        stored = self._value(row, "zone_state")
        state, word = STATES[ZoneState(stored) if stored in set(ZoneState) else ZoneState.UNKNOWN]
        kind, counted = self._value(row, "zone_kind"), self._value(row, "zone_children")
        children = int(counted) if counted.isdigit() else 0
        number = wording.number(children)
        seen = {"ok": number, "bad": "0", "skip": f"0–{number}"}[state]
        inside = kind in (ZoneKind.ENTRANCE, ZoneKind.WING, ZoneKind.COMMON)
        return ZoneLine(
            node=row,
            name=name,
            kind=self.reading.shown(f"{row}/zone_kind"),
            group=KINDS.index(ZoneKind(kind)) if kind in set(ZoneKind) else len(KINDS),
            state=state,
            word=tr(word),
            children=children,
            count=tr("{n} of {of}", n=seen, of=number) if children else "",
            cause=_cause(state, cameras),
            cameras=cameras,
            outside=not inside,
        )

    def _cameras(self) -> Iterator[tuple[CameraMark, frozenset[str]]]:
        """Every named camera of the roster, and the zones it shows."""
        repeat = self.roster("cameras")
        for number, row in enumerate(self.reading.session.rows(repeat) if repeat else (), start=1):
            name = self._value(row, "place")
            if name:
                zones = frozenset(zone for key in ("zone", "zone_also") if (zone := self._value(row, key)))
                yield self._mark(row, number, name), zones

    def _mark(self, row: str, number: int, name: str) -> CameraMark:
        works, fault = self._value(row, "works"), self._value(row, "fault")
        if works == Works.YES:
            return CameraMark(number=number, name=name, glyph="ok", said=tr("works"))
        if works == Works.NO:
            said = self.reading.shown(f"{row}/fault") or tr("does not work")
            glyph = FAULTS.get(fault, "bad")
            return CameraMark(number=number, name=name, glyph=glyph, said=said[:1].lower() + said[1:])
        glyph = "skip" if works == Works.UNCHECKED else "none"
        return CameraMark(number=number, name=name, glyph=glyph, said=tr("not checked"))

    def _value(self, row: str, name: str) -> str:
        node = f"{row}/{name}"
        return self.reading.session.value(node) if self._has(row, name) else ""

    def _has(self, row: str, name: str) -> bool:
        return self.reading.form.spec(row.rpartition("[")[0]).child(name) is not None


def section_of_children(reading: Reading) -> str:
    """The path of the section whose indicator is the headline; "" when the checklist counts no children."""
    return next((spec.path for spec in reading.sections() if _counts_children(spec)), "")


def way_to(reading: Reading, section: str) -> tuple[str, dict[str, str]]:
    """The screen that shows a section, and what it is entered with."""
    if reading.form.spec(section).kind == "repeat":
        return screen_of(reading.form, section), {"repeat": section}
    if section == section_of_children(reading):
        return "coverage", {}
    return "questions", {"node": section}


def _counts_children(section: NodeSpec) -> bool:
    return any(spec.kind == "indicator" and spec.name == CHILDREN for spec in section.walk())


def _urgency(zone: ZoneLine) -> tuple[int, int, str]:
    order = [glyph for glyph, _ in STATES.values()].index(zone.state)
    return (order + 3 if not zone.children else order), -zone.children, zone.name


def _bounds(name: str, found: Indicator) -> Bounds:
    of = found.of or 0
    low = found.lower if found.lower is not None else found.n or 0
    high = max(low, found.upper if found.upper is not None else low)
    shares = [wording.percent(low, of), wording.percent(high, of)]
    percent = shares[0] if low == high else f"{shares[0].partition(wording.NBSP)[0]}–{shares[1]}"
    return Bounds(
        name=name,
        number=wording.span(low, high),
        of=tr("of {n}", n=wording.number(of)),
        percent=percent,
        low=low / of,
        high=high / of,
    )


def _tone(found: Indicator) -> str:
    """Bad when some child is surely not seen, not known when nobody can say, good when all are seen."""
    of = found.of or 0
    if found.upper is not None and found.upper < of:
        return "bad"
    return "ok" if (found.lower if found.lower is not None else found.n) == of else "skip"


def _cause(state: str, cameras: tuple[CameraMark, ...]) -> str:
    """Why a zone is as it is: the cameras that decide it."""
    if not cameras:
        return tr("no camera shows it")
    deciding = [mark for mark in cameras if mark.glyph == "ok"] if state == "ok" else list(cameras)
    told = [f"№{wording.NBSP}{mark.number}" + ("" if state == "ok" else f" — {mark.said}") for mark in deciding]
    return ", ".join(told)
