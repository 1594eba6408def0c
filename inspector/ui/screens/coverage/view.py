"""Children covered on the screen: the plan, the headline, and the zones from the worst."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.core.errors import N_
from inspector.ui.language import tr
from inspector.ui.screens.base import Frame, Screen
from inspector.ui.screens.cameras.route import back_of, screen_of
from inspector.ui.screens.coverage.page import Bounds, CoveragePage
from inspector.ui.screens.coverage.presenter import CoveragePresenter, way_to
from inspector.ui.screens.coverage.zones import ZoneList
from inspector.ui.screens.heading import inspection_title
from inspector.ui.screens.plan.scene import PlanView
from inspector.ui.screens.sections import SectionPane
from inspector.ui.screens.sitting import Sitting, open_sitting
from inspector.ui.shell import Hint, Shell, Title
from inspector.ui.widgets.bars import HatchBar, Segment
from inspector.ui.widgets.basic import Card, Elided, Grown, StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import Button
from inspector.ui.widgets.filters import SegmentedFilter

LOW = 720
RIGHT = 372
KEYS = (
    ("↑ ↓", N_("zone")), ("Enter", N_("to its row")), ("PgUp PgDn", N_("floor")), ("+ −", N_("scale")),
    ("7", N_("plan")), ("8", N_("cameras")), ("Esc", N_("back")),
)  # fmt: skip
LEGEND = (("ok", N_("seen by a working camera")), ("bad", N_("not seen")), ("skip", N_("not known")))


class BoundsBar(QWidget):
    """Green is proved, ticked violet is possible, hatched red is lost."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self._bar = HatchBar(height, track="sunken")
        column(self._bar, on=self)

    def show_bounds(self, bounds: Bounds) -> None:
        """Other shares."""
        parts = (
            Segment(bounds.low, "ok"),
            Segment(bounds.high - bounds.low, "skip", hatched=True),
            Segment(1 - bounds.high, "bad", hatched=True),
        )
        self._bar.show_segments([part for part in parts if part.value > 0], 1, bounds.spoken())


class Hero(Card):
    """The one number of the screen."""

    def __init__(self) -> None:
        super().__init__("surface", "line", radius=14)
        self._name = Elided("", 15, 600)
        self._number = Elided("", 40, 700)
        self._of = Text("", 18, 500, beside=40)
        self._percent = Text("", 20, 700, beside=40)
        self._bar = BoundsBar(14)
        self._glyph = StatusGlyph("warn", 20)
        self._warning = Text("", 15, 600, wrap=True)
        numbers = row(self._number, self._of, "|", self._percent, spacing=8)
        told = row(self._glyph, (self._warning, 1), spacing=8)
        column(self._name, numbers, self._bar, 2, told, spacing=4, margins=(16, 10, 16, 10), on=self)

    def show_hero(self, bounds: Bounds, warning: str, tone: str) -> None:
        """The number with its bounds, and the sentence below it."""
        self.dress(f"{tone}T" if tone else "surface", "" if tone else "line")
        self._name.setText(bounds.name)
        for label, text in ((self._number, bounds.number), (self._percent, bounds.percent)):
            label.setText(text)
            label.set_tone(tone or "ink")
        self._of.setText(bounds.of)
        self._bar.show_bounds(bounds)
        self._glyph.show_shape({"bad": "warn", "ok": "ok"}.get(tone, "skip"), {"bad": "bad"}.get(tone, ""))
        self._warning.setText(warning)
        self.setAccessibleName(f"{bounds.spoken()}. {warning}")


class Stages(QWidget):
    """Where children are lost: at the entrance, in the wing, in the common places."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = [(Elided("", 13, 500, "ink2"), Text("", 14, 700), BoundsBar(7)) for _ in range(3)]
        self._holders = [
            holder(column(row((name, 1), number, spacing=8), bar, spacing=1)) for name, number, bar in self._lines
        ]
        column(*self._holders, spacing=5, margins=(4, 0, 4, 0), on=self)

    def show_stages(self, stages: tuple[Bounds, ...]) -> None:
        """The numbers of each."""
        for place, (line, held) in enumerate(zip(self._lines, self._holders, strict=True)):
            held.setVisible(place < len(stages))
            if place < len(stages):
                name, number, bar = line
                name.setText(stages[place].name)
                number.setText(stages[place].number)
                bar.show_bounds(stages[place])


class CoverageScreen(Screen):
    """Enter with `inspection`; with `node` the zone of that row is chosen."""

    frame = Frame.INSPECTION

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter: CoveragePresenter | None = None
        self._sitting: Sitting | None = None
        self.page: CoveragePage | None = None
        self.pane, self.plan, self.zones = SectionPane(), PlanView(), ZoneList()
        self.hero, self.stages = Hero(), Stages()
        self._title = Elided("", 26, 700)
        self._empty = Text("", 16, 500, "ink2", wrap=True)
        self._order, self._zones_title = Elided("", 13, 500, "ink2"), Text("", 17, 600)
        self.to_classes = Button("", "secondary", height=44, size=15)
        self.to_zones = Button("", "secondary", height=44, size=15)
        self.to_plan = Button("", "secondary", icon="map-2", key="7", height=44, size=15)
        self.to_cameras = Button("", "primary", icon="camera", key="8", height=44, size=15)
        self.floors = SegmentedFilter()
        self._floor = 0
        self._legend = [Elided("", 13, 500, "ink2") for _ in LEGEND]
        self._build()
        self._connect()

    def _build(self) -> None:
        buttons = (self.to_classes, self.to_zones, self.to_plan, self.to_cameras)
        head = row((self._title, 1), *buttons, spacing=4, margins=(0, 0, -5, 0))
        self._drawn = Card("surface", "line", radius=14)
        marks = [(StatusGlyph(shape, 16), label) for (shape, _), label in zip(LEGEND, self._legend, strict=True)]
        legend = row(*(item for glyph, label in marks for item in (glyph, label, 10)), "|", spacing=6)
        column(row(self.floors, "|"), (self.plan, 1), legend, spacing=4, margins=(10, 6, 10, 8), on=self._drawn)
        self._listed = Card("surface", "line", radius=14)
        over = row(self._zones_title, (self._order, 1), spacing=8, margins=(14, 8, 14, 2))
        column(over, (self.zones, 1), spacing=0, margins=(1, 1, 1, 6), on=self._listed)
        self._right = column(self.hero, self.stages, (self._listed, 1), spacing=8)
        self._left = column((self._drawn, 1))
        right = holder(self._right)
        Grown(right, RIGHT)
        self._body = holder(row((holder(self._left), 1), right, spacing=12))
        self._body.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        content = holder(column(head, self._empty, (self._body, 1), spacing=8, margins=(20, 7, 16, 10)))
        row(self.pane, (content, 1), spacing=0, on=self)

    def _connect(self) -> None:
        self.pane.picked.connect(self._picked)
        self.pane.summary_pressed.connect(lambda: self._show("summary"))
        self.zones.chosen.connect(self._chosen)
        self.floors.chosen.connect(self._go_to_floor)
        self.zones.opened.connect(self._open_zone)
        self.plan.picked.connect(self._tapped)
        self.to_plan.clicked.connect(lambda: self._show("plan"))
        self.to_classes.clicked.connect(lambda: self._roster("classes"))
        self.to_zones.clicked.connect(lambda: self._roster("zones"))
        self.to_cameras.clicked.connect(lambda: self._roster("cameras"))

    # the window's side

    def enter(self, **arguments: object) -> None:
        """Read the numbers anew: the rosters may have changed meanwhile."""
        node = str(arguments.get("node", ""))

        def ready(sitting: Sitting) -> None:
            self._sitting = sitting
            if self._presenter is None or not self._presenter.serves(sitting):
                self._presenter = CoveragePresenter(sitting, self)
            self._presenter.zones = self._presenter.roster("zones")
            self._presenter.refresh()
            self.shell.title_changed()
            if node:
                self.zones.choose(node)
            target = self.first_focus()
            if target is not None:
                target.setFocus(Qt.FocusReason.OtherFocusReason)

        open_sitting(self.shell, str(arguments.get("inspection", "")), ready)

    def bookmark(self) -> dict[str, object]:
        """Back to the same zone."""
        return {"node": self.zones.node()} if self.zones.node() else {}

    def retranslate(self) -> None:
        """Everything again."""
        self.pane.retranslate()
        self._order.setText(tr("not seen first"))
        self._order.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.to_classes.setText(tr("Classes"))
        self.to_zones.setText(tr("Zones"))
        self.to_plan.setText(tr("Plan"))
        self.floors.setAccessibleName(tr("Floors"))
        self.to_cameras.setText(tr("Cameras"))
        self.zones.setAccessibleName(tr("Zones"))
        self.plan.setAccessibleName(tr("Plan of the zones"))
        for label, (_, words) in zip(self._legend, LEGEND, strict=True):
            label.setText(tr(words))
        if self._presenter is not None:
            self._presenter.refresh()

    def title(self) -> Title:
        """The institution; Back leads to the questions."""
        return inspection_title(self._sitting, back=back_of(self.shell.navigator))

    def hints(self) -> Sequence[Hint]:
        """The keys of this screen."""
        return tuple(Hint(keys, tr(words)) for keys, words in KEYS)

    def first_focus(self) -> QWidget | None:
        """The zones, or the way to write them down."""
        return self.zones if self.zones.zones else self.to_zones

    def digit(self, value: int) -> bool:
        """7 draws the plan, 8 goes to the cameras."""
        if value == 7 and self.to_plan.isEnabled():
            self._show("plan")
        elif value == 8:
            self._roster("cameras")
        return True

    def control(self, letter: str) -> bool:
        """Ctrl+Z takes the latest action back."""
        if letter == "Z" and self._presenter is not None:
            self._presenter.undo()
            return True
        return False

    def key(self, event: QKeyEvent) -> bool:
        """+ and - zoom the plan, PgUp and PgDn go to another floor."""
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and self.page is not None and self.page.floors:
            self._go_to_floor(self._floor + (1 if event.key() == Qt.Key.Key_PageDown else -1))
            return True
        if event.text() in ("+", "=", "-"):
            self.plan.zoom(0.8 if event.text() == "-" else 1.25)
            return True
        return False

    def set_compact(self, *, compact: bool) -> None:
        """Narrow windows show the sections as a rail of shapes; low ones the headline without its stages."""
        super().set_compact(compact=compact)
        self.pane.fit_window(self.window().width())
        self._fit()

    def _fit(self) -> None:
        self.stages.setVisible(self.window().height() >= LOW and bool(self.page and self.page.stages))

    # the presenter's side

    def show_page(self, page: CoveragePage) -> None:
        """Draw the numbers."""
        self.page = page
        self.pane.show_pane(page.pane)
        self._title.setText(page.title)
        self._zones_title.setText(page.counted)
        self._empty.setText(page.empty)
        self._empty.setVisible(not page.zones)
        self._body.setVisible(bool(page.zones))
        self.hero.setVisible(page.hero is not None)
        if page.hero is not None:
            self.hero.show_hero(page.hero, page.warning, page.tone)
        self.stages.show_stages(page.stages)
        self.zones.show_zones(page.zones, page.most)
        self._lay_out(drawn=bool(page.floors))
        self.floors.offer([floor.name for floor in page.floors])
        self.floors.setVisible(len(page.floors) > 1)
        self._go_to_floor(self._floor)
        self._chosen(self.zones.node())
        if self._presenter is not None:
            self.to_plan.setEnabled(bool(self._presenter.zones))
            pairs = ((self.to_classes, "classes"), (self.to_zones, "zones"), (self.to_cameras, "cameras"))
            for button, kind in pairs:
                button.setEnabled(bool(self._presenter.roster(kind)))
        self._fit()

    def _lay_out(self, *, drawn: bool) -> None:
        """Without a plan the zones have its place: the same numbers."""
        self._drawn.setVisible(drawn)
        home = self._right if drawn else self._left
        if home.indexOf(self._listed) < 0:
            home.addWidget(self._listed, 1)
        self._right.setAlignment(self.hero, Qt.AlignmentFlag(0) if drawn else Qt.AlignmentFlag.AlignTop)

    def _go_to_floor(self, at: int) -> None:
        floors = self.page.floors if self.page is not None else ()
        self._floor = max(0, min(at, len(floors) - 1))
        self.floors.choose(self._floor)
        self.plan.show_floor(floors[self._floor] if floors else None)
        if self.plan.wants and self._presenter is not None:
            self._presenter.read_picture(self.plan.wants)

    def _chosen(self, node: str) -> None:
        """The floor that shows a zone comes with it."""
        for at, floor in enumerate(self.page.floors if self.page is not None else ()):
            if at != self._floor and any(zone.node == node for zone in floor.zones):
                self._go_to_floor(at)
        self.plan.choose(node)

    def _tapped(self, node: str) -> None:
        """A zone, or the first zone that a camera shows."""
        zones = self.page.zones if self.page is not None else ()
        meant = (zone.node for zone in zones if node in (zone.node, *(mark.node for mark in zone.cameras)))
        self.zones.choose(next(meant, self.zones.node()))

    def show_picture(self, name: str, data: bytes) -> None:
        """The picture of a floor was read."""
        self.plan.show_picture(name, data)

    def _open_zone(self, node: str) -> None:
        if self._presenter is not None:
            self._show("roster", repeat=self._presenter.zones, node=node)

    def _roster(self, kind: str) -> None:
        repeat = self._presenter.roster(kind) if self._presenter is not None else ""
        if repeat and self._sitting is not None:
            self._show(screen_of(self._sitting.opened.form, repeat), repeat=repeat)
        elif kind == "cameras":
            self.shell.notice(tr("First say in the section of cameras that there are cameras."))

    def _picked(self, path: str) -> None:
        if self._presenter is not None:
            screen, entered = way_to(self._presenter.reading, path)
            if screen == "coverage":  # its own lines
                screen, entered = "questions", {"node": path}
            self._show(screen, **entered)

    def _show(self, screen: str, **arguments: str) -> None:
        if self._sitting is not None:
            self.shell.navigator.show(screen, inspection=self._sitting.opened.id, **arguments)
