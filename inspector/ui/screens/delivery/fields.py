"""The labelled fields of the delivery screen; days and times take digits by scan code and their dots by themselves."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from inspector.ui import keys, parsing
from inspector.ui.widgets.basic import Elided, column
from inspector.ui.widgets.fields import LineField


class MarkedField(LineField):
    """Digits with a mark after each of the groups: 24.11.2026, 12:20."""

    def __init__(self, mark: str, groups: tuple[int, ...]) -> None:
        super().__init__(height=46, size=17, weight=600)
        self._mark, self._groups = mark, groups
        self.setMaxLength(sum(groups) + len(groups) - 1)
        self.textEdited.connect(self._group)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """On the Kazakh layout the digit row types letters."""
        modified = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if modified or not event.text() or not event.text().isprintable():
            super().keyPressEvent(event)
            return
        pressed = keys.digit(event)
        if pressed is not None:
            self.insert(str(pressed))
        elif event.text() == self._mark:
            self.insert(self._mark)
        else:
            return
        self.textEdited.emit(self.text())

    def _group(self, text: str) -> None:
        if self.cursorPosition() == len(text) and not text.endswith(self._mark):
            grown = parsing.grouped(text, self._mark, self._groups)
            if grown != text and len(grown) >= len(text):
                self.setText(grown)


def day_field() -> MarkedField:
    """dd.mm.yyyy."""
    return MarkedField(".", (2, 2, 4))


def time_field() -> MarkedField:
    """hh:mm."""
    return MarkedField(":", (2, 2))


class Labelled(QWidget):
    """A field under its name."""

    def __init__(self, field: LineField | None = None) -> None:
        super().__init__()
        self._label = Elided("", 14, 600, "ink2")
        self._label.setContentsMargins(5, 0, 0, 0)
        self.field = field or LineField(height=46)
        column(self._label, self.field, spacing=0, on=self)

    def say(self, label: str, spoken: str = "") -> None:
        """Its name; `spoken` when the name alone does not say whose."""
        self._label.setText(label)
        self.field.setAccessibleName(spoken or label)

    def show_text(self, text: str) -> None:
        """What stands in it, unless somebody writes there now."""
        if not self.field.hasFocus() and self.field.text() != text:
            self.field.setText(text)
            self.field.setCursorPosition(0)  # of a long name, its beginning is seen

    def when_written(self, call: Callable[[str], None]) -> None:
        """Call it with the text after every key."""
        self.field.textEdited.connect(lambda _: call(self.field.text()))
