"""The laptop code: five groups of four, which jump on by themselves and take a whole code when it is pasted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from inspector.ui import theme
from inspector.ui.language import tr
from inspector.ui.widgets.basic import StatusGlyph, Text, row
from inspector.ui.widgets.fields import LineField

GROUPS, LENGTH = 5, 4


class _Group(LineField):
    """One group. Backspace at its beginning goes to the one before; paste is for the whole code."""

    emptied = Signal()
    pasted = Signal(str)

    def __init__(self) -> None:
        super().__init__(height=62, size=28, weight=700)
        self.setMaxLength(LENGTH)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Only letters and digits count; the rest is editing."""
        text = event.text()
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QApplication.clipboard().text())
        elif text and text.isprintable() and not text.isalnum():
            event.accept()
        else:
            super().keyPressEvent(event)


class CodeField(QWidget):
    """The groups in a row; `changed(text)` with every stroke, `finished` on Enter."""

    changed = Signal(str)
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._groups = [_Group() for _ in range(GROUPS)]
        row(*self._groups, "|", spacing=2, on=self)
        for place, group in enumerate(self._groups):
            group.textEdited.connect(lambda text, place=place: self._typed(place, text))
            group.emptied.connect(lambda place=place: self._step_back(place))
            group.pasted.connect(self.set_text)
            group.returnPressed.connect(self.finished)
        self.setFocusProxy(self._groups[0])
        self._widen()

    def text(self) -> str:
        """The whole code with dashes."""
        return "-".join(group.text() for group in self._groups)

    def set_text(self, text: str) -> None:
        """Spread a whole code over the groups, whatever stands between its characters."""
        letters = "".join(letter for letter in text.upper() if letter.isalnum())[: GROUPS * LENGTH]
        for place, group in enumerate(self._groups):
            group.setText(letters[place * LENGTH : (place + 1) * LENGTH])
        self._groups[min(len(letters) // LENGTH, GROUPS - 1)].setFocus()
        self.changed.emit(self.text())

    def first_open(self) -> QWidget:
        """The group where typing goes on."""
        return next((group for group in self._groups if len(group.text()) < LENGTH), self._groups[-1])

    def retranslate(self) -> None:
        """Name the groups for screen readers."""
        for place, group in enumerate(self._groups):
            group.setAccessibleName(tr("Laptop code, group {n} of {of}", n=place + 1, of=GROUPS))
        self._widen()

    def _widen(self) -> None:
        letters = QFontMetrics(theme.font(28, 700)).horizontalAdvance("MMMM")
        for group in self._groups:
            group.setMinimumWidth(letters + 20)
            group.setMaximumWidth(letters + 60)

    def _typed(self, place: int, text: str) -> None:
        group = self._groups[place]
        if text != text.upper():
            at = group.cursorPosition()
            group.setText(text.upper())
            group.setCursorPosition(at)
        if len(text) == LENGTH and group.cursorPosition() == LENGTH and place + 1 < GROUPS:
            self._groups[place + 1].setFocus(Qt.FocusReason.TabFocusReason)
        self.changed.emit(self.text())

    def _step_back(self, place: int) -> None:
        if place:
            self._groups[place - 1].setFocus(Qt.FocusReason.BacktabFocusReason)
            self._groups[place - 1].end(False)


class CodeNote(QWidget):
    """What is said of a code, under it; it keeps its place while nothing is said."""

    def __init__(self) -> None:
        super().__init__()
        self._glyph, self._note = StatusGlyph("none", 22), Text("", 16, 500, "ink2", wrap=True)
        row(self._glyph, (self._note, 1), spacing=10, margins=(5, 0, 5, 0), on=self)
        self.setMinimumHeight(30)
        self.say("", "na")

    def say(self, text: str, tone: str) -> None:
        """A sentence ("" none); tone ok, bad or na."""
        self._glyph.show_shape({"ok": "ok", "bad": "bad"}.get(tone, "none"))
        self._note.set_tone({"ok": "ok", "bad": "bad"}.get(tone, "ink2"))
        self._note.setText(text)
        self._glyph.setVisible(bool(text))
