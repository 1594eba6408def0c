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
PICTURES = (
    Key("6", N_("Take the picture in the frame"), note=N_("2, 6, 6: not compliant with the newest photo")),
    Key("4", N_("Take it and close faces")),
    Key("← →", N_("Another picture")),
    Key("␣", N_("Look at it large")),
    Key("0", N_("Photo due")),
)
PHONE = (
    Key("1", N_("Lay it there, next picture")),
    Key("2", N_("Not ours")),
    Key("← →", N_("Neighbouring question")),
    Key("3", N_("Find the question")),
    Key("5", N_("Check the phone’s clock"), note=N_("by a picture of a code on the screen")),
    Key("+", N_("Lay all exact ones")),
)
PLAN = (
    Key("7", N_("Draw the plan"), note=N_("where the children covered are counted")),
    Key("← ↑ ↓ →", N_("Move the cross"), note=N_("with Shift by a little")),
    Key("↵", N_("Set a corner, hang a camera")),
    Key("PgUp PgDn", N_("Floor")),
)
LISTS = (
    Key("1", N_("Yes"), "ok", N_("a grey row: it is here")),
    Key("2", N_("No"), "bad", N_("a grey row: it is not here")),
    Key("+", N_("Add a line")),
    Key("Del", N_("Remove a line"), note=N_("ten seconds to take it back")),
    Key("↵", N_("Same column, next line")),
    Key("↹", N_("Next cell")),
    Key("F2", N_("Correct a cell")),
    Key("Ctrl V", N_("Paste a table from Excel")),
    Key("8", N_("Cameras: the code walk"), note=N_("three metres away, the screen straight at the camera")),
)
CAMERAS = (
    Key("1 … 6", N_("Verdict and the next camera"), note=N_("5 another fault, 6 not tested")),
    Key("↵", N_("The code is seen: write it down")),
    Key("␣", N_("White on black")),
    Key("→", N_("Leave this camera for later")),
    Key("0", N_("No code is seen")),
    Key("Esc", N_("Back to the list")),
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
    Key("F1", N_("This page")),
    Key("Ctrl PgDn", N_("Next section, from a field too")),
    Key("Ctrl ↵", N_("Search: start at once; a reply: send it")),
    Key("Ctrl O", N_("A file from a stick")),
    Key("Ctrl S", N_("A file to a stick")),
)
ACT = (
    Key("9", N_("Draft of the act")),
    Key("Ctrl P", N_("Print")),
    Key("+ −", N_("Larger, smaller")),
    Key("5", N_("Objection, dissent")),
    Key("1 2 0", N_("On the screen, on paper, refusal")),
    Key("Ctrl F11", N_("The pad and the name fill the window"), note=N_("to turn the laptop round")),
    Key("↵", N_("Seal, when nothing is left")),
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
            self._column(
                76, (N_("In a question"), QUESTION), (N_("New pictures"), PICTURES), (N_("Pictures of a phone"), PHONE)
            ),
            self._column(104, (N_("In lists"), LISTS), (N_("At the cameras"), CAMERAS), (N_("On the plan"), PLAN)),
            self._column(158, (N_("Everywhere"), EVERYWHERE), (N_("At the act"), ACT)),
        )
        sheet = holder(row(*((each, 1) for each in columns), spacing=14))
        head = row((holder(column("|", row(title, 14, (note, 1)), "|")), 1), self._close)
        self._scroller = Scroll(sheet)
        column(head, 8, (self._scroller, 1), spacing=4, margins=(26, 14, 22, 20), on=self)

    def first_focus(self) -> QWidget | None:
        """Close."""
        return self._close

    def key(self, event: QKeyEvent) -> bool:
        """F1 again closes it; arrows and PgUp PgDn scroll."""
        bar = self._scroller.verticalScrollBar()
        by = {
            Qt.Key.Key_Down: bar.singleStep() * 3,
            Qt.Key.Key_Up: -bar.singleStep() * 3,
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
        }.get(Qt.Key(event.key()), 0)
        bar.setValue(bar.value() + by)
        if event.key() == Qt.Key.Key_F1:
            self.shell.navigator.back()
        return bool(by) or event.key() == Qt.Key.Key_F1

    def retranslate(self) -> None:
        """Every text."""
        for message, label in self._said:
            label.setText(tr(message))
        self._close.setText(tr("Close"))

    def _say(self, message: str, label: Text) -> Text:
        self._said.append((message, label))
        return label

    def _column(self, width: int, *groups: tuple[str, tuple[Key, ...]]) -> Card:
        card = Card()
        parts = [
            holder(column(self._say(title, Text("", 18, 700)), 4, *(self._line(key, width) for key in keys), spacing=8))
            for title, keys in groups
        ]
        column(*parts, "|", spacing=18, margins=(22, 14, 18, 14), on=card)
        return card

    def _line(self, key: Key, width: int) -> QWidget:
        caps = holder(row(*(KeyCap(cap, big=True) for cap in key.caps.split()), "|", spacing=6))
        caps.setFixedWidth(width)
        words = self._say(key.words, Text("", 17, 600, wrap=True))
        note = self._say(key.note, Text("", 14, 400, "ink2", wrap=True)) if key.note else None
        glyph = StatusGlyph(key.shape, 24) if key.shape else None
        return holder(row(caps, glyph, (holder(column(words, note, spacing=0)), 1), spacing=12))
