"""F1: every key on one page, as the sticker on the laptop shows it."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from inspector.ui.language import N_, tr
from inspector.ui.screens.base import Frame, Screen
from inspector.ui.shell import Shell
from inspector.ui.widgets.basic import Card, Elided, KeyCap, Scroll, StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import PrimaryButton


@dataclass(frozen=True, slots=True)
class Key:
    """Caps parted by spaces, what they do, an optional status shape and a second line."""

    caps: str
    words: str
    shape: str = ""
    note: str = ""


QUESTION = (
    Key("1", N_("Compliant"), "ok"),
    Key("2", N_("Not compliant"), "bad"),
    Key("3", N_("Not applicable"), "na"),
    Key("4", N_("Not checked"), "skip", N_("asks for the reason")),
    Key("5", N_("Note")),
    Key("6", N_("Photo")),
    Key("7", N_("Days to fix")),
    Key("8", N_("Open the list")),
    Key("9", N_("Next without an answer")),
    Key("0", N_("Clear the answer")),
)
LISTS = (
    Key("1", N_("Yes"), "ok", N_("a grey row: it is here")),
    Key("2", N_("No"), "bad", N_("a grey row: it is not here")),
    Key("+", N_("Add a line")),
    Key("Del", N_("Remove a line"), note=N_("ten seconds to take it back")),
    Key("↵", N_("Same column, next line")),
    Key("↹", N_("Next cell")),
    Key("Ctrl V", N_("Paste a table from Excel")),
    Key("8", N_("Cameras: the code walk"), note=N_("three metres away, the screen straight at the camera")),
)
EVERYWHERE = (
    Key("↑ ↓", N_("Question above, below")),
    Key("PgUp PgDn", N_("Section")),
    Key("↵", N_("Open, confirm")),
    Key("Esc", N_("Back, leave a field")),
    Key("Ctrl K", N_("Find a school")),
    Key("Ctrl Z", N_("Take it back")),
    Key("F9", N_("Exchange now")),
    Key("Ctrl L", N_("Lock")),
    Key("Ctrl B", N_("Next theme")),
    Key("F11", N_("Full screen")),
)


class KeySheetScreen(Screen):
    """Escape, Enter or F1 closes it."""

    frame = Frame.BARE

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._said: list[tuple[str, Text]] = []
        title = self._say(N_("All keys"), Text("", 28, 700))
        note = self._say(
            N_("The layout does not matter: the keys themselves work, on ҚАЗ as well."),
            Elided("", 16, 400, "ink2", beside=28),
        )
        self._close = PrimaryButton("", icon="", key="Esc", height=44)
        self._close.clicked.connect(shell.navigator.back)
        columns = (
            self._column(N_("In a question"), QUESTION, 60),
            self._column(N_("In lists"), LISTS, 104),
            self._column(N_("Everywhere"), EVERYWHERE, 158),
        )
        sheet = holder(row(*((each, 1) for each in columns), spacing=14))
        head = row((holder(column("|", row(title, 14, (note, 1)), "|")), 1), self._close)
        column(head, 8, (Scroll(sheet), 1), spacing=4, margins=(26, 14, 22, 20), on=self)

    def first_focus(self) -> QWidget | None:
        """Close."""
        return self._close

    def key(self, event: QKeyEvent) -> bool:
        """F1 again closes it."""
        if event.key() == Qt.Key.Key_F1:
            self.shell.navigator.back()
            return True
        return False

    def retranslate(self) -> None:
        """Every text."""
        for message, label in self._said:
            label.setText(tr(message))
        self._close.setText(tr("Close"))

    def _say(self, message: str, label: Text) -> Text:
        self._said.append((message, label))
        return label

    def _column(self, title: str, keys: tuple[Key, ...], width: int) -> Card:
        card = Card()
        lines = [self._line(key, width) for key in keys]
        column(self._say(title, Text("", 18, 700)), 4, *lines, "|", spacing=8, margins=(22, 14, 18, 14), on=card)
        return card

    def _line(self, key: Key, width: int) -> QWidget:
        caps = holder(row(*(KeyCap(cap, big=True) for cap in key.caps.split()), "|", spacing=6))
        caps.setFixedWidth(width)
        words = self._say(key.words, Text("", 17, 600, wrap=True))
        note = self._say(key.note, Text("", 14, 400, "ink2")) if key.note else None
        glyph = StatusGlyph(key.shape, 24) if key.shape else None
        return holder(row(caps, glyph, (holder(column(words, note, spacing=0)), 1), spacing=12))
