"""Children covered: reads the facts the session counted and puts the zones in order. No Qt, and no arithmetic."""

from collections.abc import Iterator
from typing import Protocol

from inspector.core.finding import Indicator
from inspector.forms.form import NodeSpec
from inspector.services.inspecting import Step
from inspector.ui import wording
from inspector.ui.lanes import Lane
from inspector.ui.language import ntr, tr
from inspector.ui.screens import phrases
from inspector.ui.screens.cameras.route import screen_of
from inspector.ui.screens.coverage.lines import STATES, camera_marks, roster, zone_lines
from inspector.ui.screens.coverage.page import Bounds, CoveragePage, ZoneLine
from inspector.ui.screens.pane import pane
from inspector.ui.screens.plan.shapes import floors
from inspector.ui.screens.reading import CHILDREN, Reading
from inspector.ui.screens.sitting import Sitting

STAGES = ("children_entrance", "children_wing", "children_common")


class CoverageView(Protocol):
    """What the screen must be able to show."""

    def show_page(self, page: CoveragePage) -> None: ...
    def show_picture(self, name: str, data: bytes) -> None: ...


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

    def read_picture(self, name: str) -> None:
        """What lies under a floor; one that is not here any more leaves the sheet blank."""
        box, inspection = self._sitting.workplace.evidence, self._sitting.opened.id

        def read(data: bytes) -> None:
            self._view.show_picture(name, data)

        self._sitting.shell.tasks.run(Lane.WORK, lambda: box.read(inspection, name), read, lambda _: None)

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
        return roster(self.reading, appearance)

    def page(self) -> CoveragePage:
        """Everything, read anew."""
        section = self.section()
        found = self.reading.indicator(CHILDREN)
        known = found is not None and bool(found.of)
        cameras = tuple(camera_marks(self.reading))
        zones = tuple(sorted(zone_lines(self.reading, cameras), key=_urgency))
        return CoveragePage(
            pane=pane(self.reading, section),
            title=self.reading.label(section) if section else tr("Children covered"),
            counted=ntr("{n} zone", "{n} zones", len(zones)),
            hero=_bounds(tr("Children under working cameras"), found) if found is not None and known else None,
            warning=self._warning(found) if found is not None and known else "",
            tone=_tone(found) if found is not None and known else "",
            stages=tuple(self._stages()),
            zones=zones,
            floors=tuple(floors(self.reading, zones, cameras)),
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
