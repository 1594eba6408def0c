"""What may be added to a finished act: one card for each kind, with everything that was added and how far it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from inspector.ui.screens.delivery.page import Item, Later
from inspector.ui.widgets.basic import Card, Elided, Icon, StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import SecondaryButton


class LaterCard(Card):
    """Icon, words, state, button; below it a line for each item."""

    pressed = Signal(str)

    def __init__(self, kind: str, key: str, icon: str, button_icon: str) -> None:
        super().__init__("surface", "line", radius=12)
        self._title, self._note = Text("", 16, 600, wrap=True), Text("", 14, 400, "ink2", wrap=True)
        self._glyph, self._state = StatusGlyph("none", 20), Text("", 14, 600, "ink2")
        self.button = SecondaryButton("", icon=button_icon, key=key, height=46, size=15)
        self.button.clicked.connect(lambda: self.pressed.emit(kind))
        words = holder(column("|", self._title, self._note, "|", spacing=0))
        head = row(Icon(icon, "brand", 26), (words, 1), self._glyph, self._state, self.button, spacing=10)
        self._items = QVBoxLayout()
        self._items.setSpacing(4)
        self._items.setContentsMargins(36, 0, 0, 0)
        column(head, self._items, spacing=4, margins=(16, 4, 8, 4), on=self)

    def show_later(self, later: Later) -> None:
        """As it stands."""
        self._title.setText(later.title)
        self._note.setText(later.note)
        self.button.setText(later.action)
        self.button.setAccessibleName(f"{later.action}: {later.title}")
        for part in (self._glyph, self._state):
            part.setVisible(later.state is not None)
        if later.state is not None:
            self._glyph.show_shape(later.state.shape)
            self._state.setText(later.state.words)
            self._state.set_tone(later.state.tone)
        while self._items.count():
            widget = self._items.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for item in later.items:
            self._items.addWidget(_line(item))


def _line(item: Item) -> Card:
    line = Card("sunken", "", radius=8)
    state = Text(item.state.words, 14, 600, item.state.tone)
    words = Elided(item.words, 14, 500)
    refused = item.state.shape == "bad"
    if refused:
        state.setWordWrap(True)
    parts = ((words, 1), StatusGlyph(item.state.shape, 18), (state, 1) if refused else state)
    row(*parts, spacing=8, margins=(12, 5, 12, 5), on=line)
    return line
