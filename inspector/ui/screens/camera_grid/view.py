"""The grid on the screen: tiles at the left, the chosen camera and the keys of its verdict at the right."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from inspector.core.errors import Refusal
from inspector.ui.language import tr
from inspector.ui.screens.base import Frame, Screen
from inspector.ui.screens.camera_grid.page import Asking, GridPage, Look
from inspector.ui.screens.camera_grid.presenter import LOOKS, VERDICTS, GridPresenter
from inspector.ui.screens.camera_grid.tiles import Tiles
from inspector.ui.screens.cameras.parts import Filters
from inspector.ui.screens.heading import inspection_title
from inspector.ui.screens.sitting import Sitting, open_sitting
from inspector.ui.screens.walk.parts import Outcomes
from inspector.ui.shell import Hint, Shell, Title
from inspector.ui.widgets.bars import HatchBar, Segment
from inspector.ui.widgets.basic import Elided, Pane, Scroll, Text, column, holder, row
from inspector.ui.widgets.buttons import AnswerButton, SecondaryButton

SIDE, NARROW_SIDE, NARROW = 404, 344, 1300


class GridScreen(Screen):
    """Enter with `inspection`; with `camera` that one is chosen."""

    frame = Frame.INSPECTION

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter: GridPresenter | None = None
        self._sitting: Sitting | None = None
        self.page: GridPage | None = None
        self._seen, self._declared = Text("", 18, 600), Elided("", 15, 500, "ink2")
        self._bar = HatchBar(12)
        self.filters, self.tiles = Filters(), Tiles()
        self._empty = Text("", 16, 500, "ink2", wrap=True)
        self._name, self._sees = Text("", 22, 700, wrap=True), Text("", 15, 500, "ink2")
        self._state = Text("", 15, 600, "ink2", wrap=True)
        self.verdicts = {key: AnswerButton(LOOKS[look][1], str(key)) for key, look in VERDICTS.items()}
        self.other = SecondaryButton("", key="5", height=48, size=15)
        self.untested = SecondaryButton("", key="6", height=48, size=15)
        self.edit = SecondaryButton("", icon="edit", key="↵", height=48, size=15)
        self._choices_title, self.choices = Text("", 16, 600), Outcomes(across=1)
        self._children = Text("", 16, 600, wrap=True)
        self._build()
        self._connect()

    def _build(self) -> None:
        head = row(self._seen, (self._bar, 1), self._declared, spacing=14)
        left = column(head, self.filters, self._empty, (self.tiles, 1), spacing=6, margins=(18, 12, 6, 6))
        self._asked = holder(column(*self.verdicts.values(), self.other, self.untested, self.edit, spacing=0))
        self._chosen = holder(column(self._choices_title, self.choices, spacing=4))
        self._side = Pane("surface", "left")
        inner = holder(
            column(
                self._name, row(self._sees, "|"), self._state, 4, self._asked, self._chosen, 4, self._children, "|",
                spacing=3, margins=(16, 12, 12, 12),
            )
        )  # fmt: skip
        column(Scroll(inner), on=self._side)
        row((holder(left), 1), self._side, spacing=0, on=self)

    def _connect(self) -> None:
        for key, button in self.verdicts.items():
            button.clicked.connect(lambda _=False, key=key: self._pressed(key))
        self.other.clicked.connect(lambda: self._pressed(5))
        self.untested.clicked.connect(lambda: self._pressed(6))
        self.edit.clicked.connect(lambda: self._ask(GridPresenter.edit))
        self.choices.chosen.connect(lambda key: self._ask(lambda p: p.choose(key)))
        self.filters.chosen.connect(lambda kind: self._ask(lambda p: p.choose_filter(Look(kind))))
        self.tiles.moved.connect(lambda node: self._ask(lambda p: p.open(node)))
        self.tiles.opened.connect(lambda: self._ask(GridPresenter.edit))

    def _ask(self, act: Callable[[GridPresenter], object]) -> None:
        if self._presenter is not None:
            try:
                act(self._presenter)
            except Refusal as refused:  # a returned inspection keeps what was found on the spot
                self.shell.refuse(refused)

    def _pressed(self, key: int) -> None:
        self._ask(lambda p: p.digit(key))

    def enter(self, **arguments: object) -> None:
        """Open the grid."""
        inspection, camera = str(arguments.get("inspection", "")), str(arguments.get("camera", ""))

        def ready(sitting: Sitting) -> None:
            self._sitting = sitting
            if self._presenter is None or not self._presenter.serves(sitting):
                self._presenter = GridPresenter(sitting, self)
            self._presenter.begin(camera)
            self.shell.title_changed()

        open_sitting(self.shell, inspection, ready)

    def leave(self) -> None:
        """Where we were is written down."""
        if self._sitting is not None:
            self._sitting.recorder.record(())

    def bookmark(self) -> dict[str, object]:
        """Back to the same camera."""
        return {"camera": self._presenter.node} if self._presenter is not None else {}

    def retranslate(self) -> None:
        """Everything again."""
        for key, button in self.verdicts.items():
            button.setText(tr(LOOKS[VERDICTS[key]][0]))
        self.other.setText(tr("Another fault"))
        self.untested.setText(tr("Not tested"))
        self.edit.setText(tr("Edit"))
        self.tiles.setAccessibleName(tr("Cameras"))
        if self._presenter is not None:
            self._presenter.refresh()

    def title(self) -> Title:
        """The institution; Back leads to the list."""
        return inspection_title(self._sitting, back=tr("To the cameras"), subtitle=tr("Cameras on the monitor"))

    def hints(self) -> Sequence[Hint]:
        """The keys, by what the digits mean."""
        if self.page is not None and self.page.asking is not Asking.VERDICT:
            return (Hint(f"1 … {len(self.page.choices)}", tr("choose")), Hint("Esc", tr("back to the verdicts")))
        return (
            Hint("1 2 3 4", tr("verdict and the next camera")),
            Hint("5 6", tr("another fault, not tested")),
            Hint("← → ↑ ↓", tr("camera")),
            Hint("0", tr("clear")),
            Hint("↵", tr("edit")),
            Hint("Esc", tr("to the cameras")),
        )

    def first_focus(self) -> QWidget | None:
        """The tiles."""
        return self.tiles

    def digit(self, value: int) -> bool:
        """One meaning at a time."""
        self._pressed(value)
        return True

    def control(self, letter: str) -> bool:
        """Ctrl+Z takes the latest verdict back."""
        if letter == "Z" and self._presenter is not None:
            self._presenter.undo()
            return True
        return False

    def escape(self) -> bool:
        """Out of the choices, then back."""
        return self._presenter is not None and self._presenter.escape()

    def set_compact(self, *, compact: bool) -> None:
        """A narrow window has a narrower side."""
        super().set_compact(compact=compact)
        self._side.setFixedWidth(NARROW_SIDE if self.window().width() < NARROW else SIDE)

    # the presenter's side

    def show_page(self, page: GridPage) -> None:
        """Draw it; widgets are kept."""
        asked_else = self.page is None or self.page.asking is not page.asking
        self.page = page
        self._seen.setText(page.seen)
        self._declared.setText(page.declared)
        self._declared.setVisible(bool(page.declared))
        segments = [Segment(piece.count, piece.token, hatched=piece.hatched) for piece in page.pieces]
        self._bar.show_segments(segments, page.total, page.seen)
        self.filters.show_filters(page.filters)
        self.tiles.show_tiles(page.tiles, page.node)
        self._empty.setText(page.empty)
        self._empty.setVisible(bool(page.empty))
        self._side.setVisible(not page.empty)
        self._name.setText(page.name)
        self._sees.setText(page.sees)
        self._state.setText(page.state)
        for key, button in self.verdicts.items():
            button.setChecked(key == page.given)
        choosing = page.asking is not Asking.VERDICT
        self._asked.setVisible(not choosing)
        self._chosen.setVisible(choosing)
        self._choices_title.setText(page.choices_title)
        self.choices.show_choices(page.choices)
        self._children.setText(page.children)
        if asked_else:
            self.shell.title_changed()

    def focus(self, asking: Asking) -> None:
        """The tiles have the keys, or the choices."""
        if asking is Asking.VERDICT:
            self.tiles.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.choices.take_focus()
