"""The newer checklist on the screen: three numbers, the report of what does not fit, and the two ways out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from inspector.ui.language import tr
from inspector.ui.screens.base import Frame, Screen
from inspector.ui.screens.listing import Entry, Listing
from inspector.ui.screens.moving.presenter import MovingPage, MovingPresenter
from inspector.ui.shell import Hint, Shell, Title
from inspector.ui.widgets.basic import Card, Elided, StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import PrimaryButton, SecondaryButton

TILES = 3


class CountTile(Card):
    """A number with its shape and its word."""

    def __init__(self) -> None:
        super().__init__("surface", "line", radius=12)
        self._glyph = StatusGlyph("none", 24)
        self._number, self._word = Text("", 28, 700), Elided("", 15, 600, beside=28)
        row(self._glyph, self._number, (self._word, 1), spacing=10, margins=(16, 6, 12, 6), on=self)

    def show_count(self, shape: str, number: str, word: str) -> None:
        """As it stands."""
        self._glyph.show_shape(shape)
        self._number.setText(number)
        self._word.setText(word)
        self.setAccessibleName(f"{number} {word}")


class MovingScreen(Screen):
    """Enter with `inspection`; with `kept` a draft that was moved is shown, to be read."""

    frame = Frame.INSPECTION

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter: MovingPresenter | None = None
        self.page: MovingPage | None = None
        self._title, self._subtitle = Text("", 26, 700, wrap=True), Text("", 16, 400, "ink2", wrap=True)
        self._tiles = [CountTile() for _ in range(TILES)]
        self.lines = Listing()
        self._nothing = Text("", 16, 500, "ink2")
        self.go, self.stay = PrimaryButton("", icon="arrow-right"), SecondaryButton("")
        self.go.clicked.connect(lambda: self._presenter and self._presenter.move())
        self.stay.clicked.connect(lambda: self._presenter and self._presenter.stay())
        self._counts = holder(row(*((tile, 1) for tile in self._tiles), spacing=10))
        buttons = row("|", self.stay, self.go, spacing=8)
        column(
            self._title, self._subtitle, self._counts, self._nothing, (self.lines, 1), buttons,
            spacing=8, margins=(23, 12, 23, 10), on=self,
        )  # fmt: skip
        for part in (self._counts, self._nothing, self.go, self.stay):
            part.hide()

    def enter(self, **arguments: object) -> None:
        """Read the draft."""
        self.page = None
        kept = bool(arguments.get("kept"))
        self._presenter = MovingPresenter(self, self.shell, str(arguments.get("inspection", "")), kept=kept)
        self._presenter.begin()

    def retranslate(self) -> None:
        """Everything again."""
        self.lines.setAccessibleName(tr("Answers"))
        if self._presenter is not None:
            self._presenter.refresh()

    def title(self) -> Title:
        """Back leads to where we came from."""
        return Title(back=tr("Back"), text=self.page.title if self.page is not None else "")

    def hints(self) -> Sequence[Hint]:
        """The keys of this page."""
        move = [Hint("↵", tr("move"))] if self.page is not None and self.page.move else []
        return (*move, Hint("↑ ↓", tr("read")), Hint("Esc", tr("back")))

    def first_focus(self) -> QWidget | None:
        """The step that is offered."""
        if self.page is None:
            return None
        return self.go if self.page.move else self.stay

    def key(self, event: QKeyEvent) -> bool:
        """Up and down read on."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        bar = self.lines.verticalScrollBar()
        bar.setValue(bar.value() + step * bar.singleStep() * 3)
        return bool(step)

    def show_page(self, page: MovingPage) -> None:
        """Draw the page."""
        first = self.page is None or self.page.move != page.move
        self.page = page
        self._title.setText(page.title)
        self._subtitle.setText(page.subtitle)
        self._counts.setVisible(bool(page.tiles))
        for tile, told in zip(self._tiles, page.tiles, strict=False):
            tile.show_count(*told)
        self._nothing.setText("" if page.lines else page.nothing)
        self._nothing.setVisible(not page.lines)
        self.lines.show_entries(
            [
                Entry(
                    key=line.node,
                    shape=line.glyph,
                    title=line.text,
                    below=line.why,
                    right=line.answer,
                    heading=line.section,
                )
                for line in page.lines
            ]
        )
        self.go.setText(page.move)
        self.go.setVisible(bool(page.move))
        self.stay.setText(page.stay)
        self.stay.show()
        target = self.first_focus()
        if first and target is not None and self.isVisible():
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.shell.title_changed()
