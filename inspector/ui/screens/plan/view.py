"""The plan editor on the screen: tools above, the sheet at the left, its zones and cameras in a list at the right."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from inspector.core.errors import N_
from inspector.core.plan import Point
from inspector.ui.editors.flow import Flow
from inspector.ui.language import tr
from inspector.ui.screens.base import Frame, Screen
from inspector.ui.screens.heading import inspection_title
from inspector.ui.screens.plan.canvas import Canvas
from inspector.ui.screens.plan.page import EditorPage, Tool
from inspector.ui.screens.plan.pieces import PieceList
from inspector.ui.screens.plan.presenter import EditorPresenter
from inspector.ui.screens.questions.desk import watched_folder
from inspector.ui.screens.questions.photos import PhotosPresenter, Shown
from inspector.ui.screens.questions.tray import PhotoTray
from inspector.ui.screens.sitting import Sitting, open_sitting
from inspector.ui.shell import Hint, Shell, Title
from inspector.ui.widgets.basic import Card, Grown, Text, column, holder, row
from inspector.ui.widgets.buttons import Button, GhostButton
from inspector.ui.widgets.fields import LineField
from inspector.ui.widgets.filters import SegmentedFilter

RIGHT = 350
ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
TOOLS = (
    ("1", "photo", N_("Photo of the plan")),
    ("2", "square", N_("Zone: 2 corners")),
    ("3", "camera", N_("Camera")),
    ("4", "rotate-clockwise", N_("Turn the plan")),
    ("5", "plus", N_("New floor")),
)
CORNERS = N_("Zone: all corners")


class PlanScreen(Screen):
    """Enter with `inspection`; with `node` that zone or camera is chosen."""

    frame = Frame.INSPECTION

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter: EditorPresenter | None = None
        self._photos: PhotosPresenter | None = None
        self._sitting: Sitting | None = None
        self.page: EditorPage | None = None
        self.tools = {key: Button("", icon=icon, key=key, height=44, size=15) for key, icon, _ in TOOLS}
        self.canvas, self.pieces, self.floors = Canvas(), PieceList(), SegmentedFilter()
        self.tray = PhotoTray(faces=False)
        self._title, self._asks = Text("", 18, 700, wrap=True), Text("", 15, 500, "ink2", wrap=True)
        self._left = Text("", 15, 600, "warn", wrap=True)
        self.name, self.remove = LineField(height=44, size=15), GhostButton("", icon="trash", height=44, size=15)
        self.done = Button("", "primary", icon="check", key="Esc", height=52)
        self._build()
        self._connect()

    def _build(self) -> None:
        tools = QWidget()
        flow = Flow(tools, spacing=0)
        for button in self.tools.values():
            flow.addWidget(button)
        self._floor = holder(row(self.name, self.remove, spacing=2))
        sheet = Card("surface", "line", radius=14)
        over = row(self.floors, "|", self._floor, spacing=6)
        column(over, self.tray, (self.canvas, 1), spacing=4, margins=(8, 6, 8, 8), on=sheet)
        self.tray.hide()
        side = Card("surface", "line", radius=14)
        words = column(self._title, self._asks, spacing=4, margins=(16, 12, 16, 0))
        below = column(self._left, self.done, spacing=2, margins=(12, 2, 12, 8))
        column(words, (self.pieces, 1), below, spacing=8, margins=(1, 0, 1, 0), on=side)
        Grown(side, RIGHT)
        body = row((sheet, 1), side, spacing=12)
        column(tools, (body, 1), spacing=6, margins=(15, 9, 16, 10), on=self)

    def _connect(self) -> None:
        for key, button in self.tools.items():
            button.clicked.connect(lambda _=False, key=key: self.digit(int(key)))
        self.pieces.chosen.connect(lambda node: self._ask(lambda p: p.choose(node)))
        self.pieces.opened.connect(lambda: self._ask(EditorPresenter.begin))
        self.floors.chosen.connect(lambda at: self._ask(lambda p: p.go_to_floor(at)))
        self.canvas.picked.connect(lambda node: self._ask(lambda p: p.choose(node)))
        self.canvas.tapped.connect(lambda at: self._ask(lambda p: p.tap(at)))
        self.canvas.aimed.connect(lambda at: self._ask(lambda p: p.look_at(at)))
        self.canvas.hovered.connect(lambda at: self._ask(lambda p: p.point(at)))
        self.canvas.corner_moved.connect(lambda corner, at: self._ask(lambda p: p.drag_corner(corner, at)))
        self.canvas.camera_moved.connect(lambda node, at: self._ask(lambda p: p.drag_camera(node, at)))
        self.name.editingFinished.connect(lambda: self._ask(lambda p: p.name_floor(self.name.text())))
        self.remove.clicked.connect(lambda: self._ask(EditorPresenter.remove_floor))
        self.done.clicked.connect(self.shell.navigator.back)
        self.tray.load = self._load_file
        self.tray.taken.connect(self._take_photo)
        self.tray.closed.connect(self._close_tray)
        self.tray.postponed.connect(self._close_tray)
        self.tray.folder_named.connect(lambda text: self._named(Path(text).expanduser()))

    def _ask(self, act: Callable[[EditorPresenter], object]) -> None:
        if self._presenter is not None:
            act(self._presenter)

    # the window's side

    def enter(self, **arguments: object) -> None:
        """Read the lists anew."""
        node = str(arguments.get("node", ""))

        def ready(sitting: Sitting) -> None:
            self._sitting = sitting
            if self._presenter is None or not self._presenter.serves(sitting):
                self._presenter = EditorPresenter(sitting, self)
                self._photos = PhotosPresenter(
                    sitting, self, folder=watched_folder(self.shell), take=lambda step: sitting.recorder.record(
                        step.operations
                    )
                )  # fmt: skip
            self._presenter.refresh()
            if node:
                self._presenter.choose(node)
            self.shell.title_changed()
            self.pieces.setFocus(Qt.FocusReason.OtherFocusReason)

        open_sitting(self.shell, str(arguments.get("inspection", "")), ready)

    def leave(self) -> None:
        """A name that is being written is kept; a tool is put down."""
        self._close_tray()
        self._ask(lambda p: p.name_floor(self.name.text()))
        self._ask(EditorPresenter.escape)

    def bookmark(self) -> dict[str, object]:
        """Back to the same piece."""
        return {"node": self.pieces.node()} if self.pieces.node() else {}

    def retranslate(self) -> None:
        """Everything again."""
        self.pieces.setAccessibleName(tr("Zones and cameras"))
        self.canvas.setAccessibleName(tr("Sheet of the plan"))
        self.floors.setAccessibleName(tr("Floors"))
        self.name.setAccessibleName(tr("Name of the floor"))
        self.remove.setText(tr("Take the floor away"))
        self.done.setText(tr("Done"))
        self.tray.retranslate()
        self._say_tools()
        if self._presenter is not None:
            self._presenter.refresh()

    def title(self) -> Title:
        """The institution; Back leads to the children."""
        return inspection_title(self._sitting, back=tr("Back"), subtitle=tr("Plan of the cameras"))

    def hints(self) -> Sequence[Hint]:
        """The keys, by the tool in hand."""
        tool = self.page.tool if self.page is not None else Tool.CHOOSE
        if tool is Tool.TURN:
            return (Hint("← →", tr("turn it")), Hint("↵", tr("done")), Hint("Esc", tr("put the tool down")))
        if tool is not Tool.CHOOSE:
            return (
                Hint("← ↑ ↓ →", tr("move the cross")),
                Hint("Shift", tr("by a little")),
                Hint("↵", tr("set it")),
                Hint("2", tr("two corners or all")),
                Hint("Esc", tr("put the tool down")),
            )
        return (
            Hint("↑ ↓", tr("zone, camera")),
            Hint("↵", tr("draw")),
            Hint("0", tr("off the plan")),
            Hint("PgUp PgDn", tr("floor")),
            Hint("+ −", tr("scale")),
            Hint("Esc", tr("back")),
        )

    def first_focus(self) -> QWidget | None:
        """The list."""
        return self.pieces

    def digit(self, value: int) -> bool:
        """1 to 5 are the tools, 0 takes off the plan; in the tray they are the tray's."""
        if self.tray.isVisible() and self.tray.press(value):
            return True
        acts: dict[int, Callable[[EditorPresenter], object]] = {
            2: EditorPresenter.zone, 3: EditorPresenter.camera, 4: EditorPresenter.turn_floor,
            5: EditorPresenter.add_floor, 0: EditorPresenter.lift,
        }  # fmt: skip
        if value == 1:
            self._open_tray()
        elif value in acts:
            self._ask(acts[value])
        return True

    def control(self, letter: str) -> bool:
        """Ctrl+Z takes the latest corner or act back."""
        if letter == "Z":
            self._ask(EditorPresenter.undo)
        return letter == "Z"

    def key(self, event: QKeyEvent) -> bool:
        """Arrows and Enter belong to the tool in hand; floors and the scale."""
        key = Qt.Key(event.key())
        drawing = self.page is not None and self.page.tool is not Tool.CHOOSE and self.canvas.hasFocus()
        if self.tray.isVisible() and self.tray.has_focus() and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.tray.step(ARROWS[key][0])
        elif drawing and key in ARROWS:
            fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._ask(lambda p: p.move(*ARROWS[key], fine=fine))
        elif self.canvas.hasFocus() and key in ENTER:
            self._ask(EditorPresenter.set if drawing else EditorPresenter.begin)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and self.page is not None:
            to = self.page.at + (1 if key == Qt.Key.Key_PageDown else -1)
            self._ask(lambda p: p.go_to_floor(to))
        elif key == Qt.Key.Key_Delete:
            self._ask(EditorPresenter.lift)
        elif event.text() in ("+", "=", "-"):
            self.canvas.zoom(0.8 if event.text() == "-" else 1.25)
        else:
            return False
        return True

    def escape(self) -> bool:
        """Out of the tray, then of the tool; then back."""
        if self.tray.isVisible():
            if not self.tray.escape():
                self._close_tray()
            return True
        return self._presenter is not None and self._presenter.escape()

    # the presenter's side

    def show_page(self, page: EditorPage) -> None:
        """Draw it; the focus goes where the tool is."""
        before, self.page = self.page, page
        self.floors.offer(page.floors, max(0, page.at))
        self.floors.setVisible(len(page.floors) > 1)
        self._floor.setVisible(page.floor is not None)
        self.name.setPlaceholderText(page.floors[page.at] if page.floor is not None else "")
        if not self.name.hasFocus() or before is None or before.at != page.at:
            self.name.setText(page.own_name)
        self.canvas.show_editor(page)
        if self.canvas.wants:
            self._ask(lambda p: p.read_picture(self.canvas.wants))
        self.pieces.show_pieces(page.pieces, page.node)
        self._title.setText(page.title)
        self._asks.setText(page.asks)
        self._left.setText(page.left)
        self._left.setVisible(bool(page.left))
        self._say_tools()
        if before is None or before.tool is not page.tool:
            self.shell.title_changed()
            if page.tool is not Tool.CHOOSE:
                self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
            elif before is not None and self.canvas.hasFocus():
                self.pieces.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_tools(self) -> None:
        tool = self.page.tool if self.page is not None else Tool.CHOOSE
        held = {"2": tool in (Tool.ZONE, Tool.CORNERS), "3": tool in (Tool.CAMERA, Tool.TURN)}
        for key, _, words in TOOLS:
            self.tools[key].setText(tr(CORNERS if key == "2" and tool is Tool.CORNERS else words))
            self.tools[key].set_kind("chosen" if held.get(key) else "secondary")
        drawn = self.page is not None and self.page.floor is not None
        self.tools["4"].setEnabled(drawn)
        self.tools["5"].setEnabled(self.page is None or not self.page.full)

    def show_cursor(self, cursor: Point) -> None:
        """Only the cross moved."""
        self.canvas.show_cursor(cursor)

    def show_picture(self, name: str, data: bytes) -> None:
        """The picture of the floor was read."""
        self.canvas.show_picture(name, data)

    # the tray

    def show_pictures(self, shown: Shown) -> None:
        """What the watched folder holds."""
        self.tray.show_pictures(shown)

    def _open_tray(self) -> None:
        if self.tray.isHidden() and not self.tray.busy:
            self.tray.await_pictures(asks_due=False, due=False)
            self.tray.show()
            self._look()

    def _named(self, place: Path) -> None:
        """A file is taken, a folder watched."""
        if place.is_file():
            self._take_photo(place, False)
        else:
            self._look(place)

    def _look(self, folder: Path | None = None) -> None:
        if self._photos is not None:
            self._photos.look(folder)

    def _load_file(self, path: Path, done: Callable[[bytes], None]) -> None:
        if self._photos is not None:
            self._photos.thumbnail(path, done)

    def _take_photo(self, path: Path, faces: bool) -> None:
        del faces
        self._close_tray()
        self._ask(lambda p: p.lay_picture(path))

    def _close_tray(self) -> None:
        if not self.tray.isHidden():
            self.tray.hide()
            self.pieces.setFocus(Qt.FocusReason.OtherFocusReason)
