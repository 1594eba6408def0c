"""What the program says on its own: a banner that stays until answered, and the ten-second offer to undo."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspector.ui.language import tr
from inspector.ui.widgets.basic import Card, StatusGlyph, Text, row
from inspector.ui.widgets.buttons import GhostButton, SecondaryButton

UNDO_MILLISECONDS = 10_000
_SHAPES = {"bad": "bad", "warn": "warn", "ok": "ok", "brand": "half"}


class Banner(QWidget):
    """One sentence on a tint, above the footer, never over it. At most one action beside "Close"."""

    closed = Signal()
    acted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._card = Card("badT", "bad", radius=12)
        self._glyph = StatusGlyph("bad", 24)
        self._text = Text("", 16, 500, wrap=True)
        self._action = SecondaryButton("", height=44, size=15)
        self._close = GhostButton("", height=44, size=15)
        row(self._glyph, (self._text, 1), self._action, self._close, spacing=12, margins=(16, 2, 6, 2), on=self._card)
        row(self._card, margins=(16, 0, 16, 8), on=self)
        self._action.clicked.connect(self.acted)
        self._close.clicked.connect(self._dismiss)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence on show; "" when hidden."""
        return "" if self.isHidden() else self._text.text()

    def say(self, text: str, tone: str = "bad", action: str = "") -> None:
        """Show the sentence (tone: bad, warn, ok, brand)."""
        self._card.dress(f"{tone}T", tone)
        self._glyph.show_shape(_SHAPES[tone], tone)
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._close.setText(tr("Close"))
        self.show()

    def _dismiss(self) -> None:
        self.hide()
        self.closed.emit()


class UndoBar(QWidget):
    """What was removed and the way to bring it back: one at a time, goes by itself."""

    undone = Signal()

    def __init__(self) -> None:
        super().__init__()
        card = Card("bar", "", radius=12)
        self._text = Text("", 16, 500, "onbar")
        self._button = SecondaryButton("", icon="arrow-back-up", key="", height=44, size=15)
        row(self._text, "|", self._button, spacing=12, margins=(18, 2, 8, 2), on=card)
        row("|", card, "|", margins=(16, 0, 16, 8), on=self)
        self._button.clicked.connect(self._pressed)
        self.hide()

    def offer(self, text: str) -> None:
        """Show what was done and the way back."""
        self._text.setText(text)
        self._button.setText(tr("Undo"))
        self.show()

    def _pressed(self) -> None:
        self.hide()
        self.undone.emit()
