"""A page that asks for a few things and does one: heading, fields, why it was refused, the way on and the way back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from inspector.ui.language import tr
from inspector.ui.screens.base import Screen
from inspector.ui.shell import Shell
from inspector.ui.widgets.basic import Card, Item, Scroll, StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import GhostButton, PrimaryButton

WIDTH = 720


class FormScreen(Screen):
    """The buttons stand outside what scrolls. Subclasses fill `build` and say what is asked."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.heading, self.note = Text("", 28, 700, wrap=True), Text("", 16, 400, "ink2", wrap=True)
        self._glyph, self._problem = StatusGlyph("bad", 22), Text("", 16, 500, "bad", wrap=True)
        self._problem_row = holder(row(self._glyph, (self._problem, 1), spacing=10, margins=(5, 0, 5, 0)))
        self._busy_card, self._busy = Card("brandT", "", radius=12), Text("", 16, 600, "ink", wrap=True)
        row(StatusGlyph("half", 22), (self._busy, 1), spacing=12, margins=(16, 10, 16, 10), on=self._busy_card)
        self._busy_row = holder(row(self._busy_card, margins=(5, 0, 5, 0)))
        self.go, self.back = PrimaryButton(""), GhostButton("", height=56)
        self.go.setMinimumWidth(230)
        self.back.clicked.connect(self.escape)

    def lay_out(self, *items: Item) -> None:
        """The fields, between the heading and the buttons."""
        head = holder(column(self.heading, self.note, spacing=6, margins=(5, 0, 5, 0)))
        content = holder(column(head, 8, *items, self._busy_row, self._problem_row, "|", spacing=6))
        content.setMaximumWidth(WIDTH)
        body = holder(row(("|", 1), (content, 50), ("|", 1), margins=(28, 20, 28, 8)))
        buttons = holder(row(self.go, "|", self.back, spacing=8))
        buttons.setMaximumWidth(WIDTH)
        column((Scroll(body), 1), row(("|", 1), (buttons, 50), ("|", 1), margins=(28, 0, 28, 12)), spacing=0, on=self)
        self.show_busy("")
        self.show_problem("")

    def show_problem(self, text: str, tone: str = "bad") -> None:
        """Why it was refused, or that it is done; "" nothing."""
        self._glyph.show_shape(tone)
        self._problem.set_tone(tone)
        self._problem.setText(text)
        self._problem_row.setVisible(bool(text))

    def show_busy(self, text: str) -> None:
        """What goes on; "" when a person may act again."""
        self._busy.setText(text)
        self._busy_row.setVisible(bool(text))
        self.go.setEnabled(not text)

    def escape(self) -> bool:
        """Where we came from."""
        self.shell.navigator.back()
        return True

    def retranslate(self) -> None:
        """What every such page says."""
        self.back.setText(tr("Back"))


def labelled(label: Text, field: QWidget) -> QWidget:
    """A field under its name, in line with its edge."""
    label.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return holder(column(holder(row(label, margins=(5, 0, 5, 0))), field, spacing=0))
