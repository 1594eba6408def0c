"""A short list of cards with a button or two each: acts, exchange items, violations. Long lists use a painted model."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from inspector.ui.widgets.basic import Card, Elided, Scroll, StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import Button, SecondaryButton

SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One card. `heading` starts a group when it differs from the one before; `action` "" shows no button.

    `second` is another thing to do, on a button before the first.
    """

    key: str
    shape: str
    title: str
    below: str
    right: str = ""
    tone: str = "ink2"
    action: str = ""
    second: str = ""
    heading: str = ""
    marked: bool = False


class Listing(Scroll):
    """Cards under headings; `opened(key)` when a button is pressed, `also(key)` when a second one is."""

    opened = Signal(str)
    also = Signal(str)

    def __init__(self) -> None:
        self._content = QWidget()
        self._lines = QVBoxLayout(self._content)
        self._lines.setContentsMargins(5, 0, 5, 6)
        self._lines.setSpacing(7)
        self._buttons: list[Button] = []
        self._lines_of: dict[QWidget, str] = {}
        super().__init__(self._content)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Replace all cards; the focus stays on the same line."""
        focused = QApplication.focusWidget()
        at = self._buttons.index(focused) if focused in self._buttons else -1
        self._clear()
        heading = ""
        for entry in entries[:SHOWN]:
            if entry.heading != heading:
                heading = entry.heading
                self._lines.addWidget(Text(heading, 15, 600, "ink2"))
            self._lines.addWidget(self._card(entry))
        self._lines.addStretch(1)
        if at >= 0 and self._buttons:
            self._buttons[min(at, len(self._buttons) - 1)].setFocus()

    def first_focus(self) -> QWidget | None:
        """The button of the first card."""
        return self._buttons[0] if self._buttons else None

    def focused_key(self) -> str:
        """The key of the card whose button has the focus, or ""."""
        focused = QApplication.focusWidget()
        return self._lines_of.get(focused, "") if focused is not None else ""

    def step(self, by: int) -> bool:
        """Move the focus from card to card. False when there is nowhere to go."""
        if not by or not self._buttons:
            return False
        key = self.focused_key()
        keys = [self._lines_of[button] for button in self._buttons]
        here = keys.index(key) if key in keys else -by
        target = self._buttons[max(0, min(here + by, len(self._buttons) - 1))]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(target)
        return True

    def _card(self, entry: Entry) -> Card:
        card = Card("surface", "bad" if entry.marked else "line", radius=12, thick=entry.marked)
        right = Text(entry.right, 15, 600, entry.tone)
        parts: list[object] = [StatusGlyph(entry.shape, 26), (holder(self._words(entry)), 1), right]
        if entry.second:
            other = SecondaryButton(entry.second, height=44)
            other.setAccessibleName(f"{entry.second}: {entry.title}")
            other.clicked.connect(lambda _=False, key=entry.key: self.also.emit(key))
            self._lines_of[other] = entry.key
            parts.append(other)
        if entry.action:
            button = SecondaryButton(entry.action, height=44)
            button.setAccessibleName(f"{entry.action}: {entry.title}")
            button.clicked.connect(lambda _=False, key=entry.key: self.opened.emit(key))
            self._buttons.append(button)
            self._lines_of[button] = entry.key
            parts.append(button)
        row(*parts, spacing=14, margins=(18, 4, 13, 4), on=card)  # type: ignore[arg-type]
        card.setMinimumHeight(68)
        return card

    def _words(self, entry: Entry) -> QVBoxLayout:
        return column(Elided(entry.title, 17, 600), Text(entry.below, 14, 400, "ink2", wrap=True), spacing=2)

    def _clear(self) -> None:
        self._buttons.clear()
        self._lines_of.clear()
        while self._lines.count():
            widget = self._lines.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
