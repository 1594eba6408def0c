"""Editors one writes into: text, whole and decimal numbers, dates, times."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent

from inspector.ui import keys, parsing
from inspector.ui.editors.base import Editor
from inspector.ui.language import tr
from inspector.ui.screens.questions.page import FieldLine
from inspector.ui.widgets.basic import Text, column
from inspector.ui.widgets.fields import LineField, Soon

NARROW = 220
"""Pixels that a number or a date needs."""

SAVE_AFTER_MS = 1000
"""Free text is at most this old when the power goes."""


class TypedField(LineField):
    """A line whose content is handed over within a second, also while typing goes on, and on leaving it.

    What is only a number or a date when it is whole is handed over a second after the last key. With `digits_only`,
    digits come by scan code and everything else is dropped, but for the letters of `extra`.
    """

    def __init__(self, *, digits_only: bool = False, extra: str = "") -> None:
        super().__init__(height=46)
        self.digits_only, self._extra = digits_only, extra
        self._timer = Soon(self, SAVE_AFTER_MS)
        begin = self._timer.start if digits_only else self._timer.begin
        self.textEdited.connect(lambda _: begin())

    def when_settled(self, call: object) -> None:
        """Call it when the text has come to rest, and on leaving."""
        self._timer.timeout.connect(call)
        self.editingFinished.connect(call)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits by scan code where only digits are meant."""
        modified = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if not self.digits_only or modified or not event.text() or not event.text().isprintable():
            super().keyPressEvent(event)
            return
        pressed = keys.digit(event)
        if pressed is not None:
            self.insert(str(pressed))
        elif event.text() in self._extra:
            self.insert(event.text())
        else:
            return
        self.textEdited.emit(self.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving it ends the wait."""
        self._timer.stop()
        super().focusOutEvent(event)


class TextEditor(Editor):
    """One line of free text."""

    kind = "text"

    def __init__(self) -> None:
        super().__init__()
        self.field = self._make()
        self._error = Text("", 14, 500, "bad", wrap=True)
        self._stored = ""
        column(self.field, self._error, spacing=0, on=self)
        self.setFocusProxy(self.field)
        self.field.when_settled(self.flush)
        self.field.returnPressed.connect(self._enter)

    def _make(self) -> TypedField:
        return TypedField()

    def _enter(self) -> None:
        self.flush()
        if self.stored():
            self.entered.emit()

    def show_field(self, field: FieldLine) -> None:
        """The stored answer, unless another is being written."""
        self.field.setAccessibleName(field.label)
        self.field.setReadOnly(field.readonly)
        self.field.setPlaceholderText(self.placeholder())
        if not self.field.hasFocus() or self._stored == self.stored():
            self._stored = field.value
            if self.stored() != field.value:
                self.field.setText(self.written(field.value))
        self._say(field.error)

    def _say(self, error: str) -> None:
        self._error.setText(error)
        self._error.setVisible(bool(error))

    def placeholder(self) -> str:
        """What an empty field says."""
        return ""

    def written(self, stored: str) -> str:
        """The stored answer as it is read."""
        return stored

    def stored(self) -> str | None:
        """What is written, as it is stored; None when it is no answer (yet)."""
        return self.field.text().strip()

    def problem(self) -> str:
        """Why what is written is no answer."""
        return ""

    def flush(self) -> None:
        """Hand the text over when it is an answer; say why when it is none."""
        value = self.stored()
        if value is None:
            self._say(self.problem())
            return
        self._say("")
        if value != self._stored:
            self._stored = value
            self.changed.emit(value)


class IntegerEditor(TextEditor):
    """A whole number; digits by scan code."""

    kind = "integer"

    def _make(self) -> TypedField:
        made = TypedField(digits_only=True, extra="-")
        made.setMaximumWidth(NARROW)
        made.setMaxLength(9)
        return made

    def stored(self) -> str | None:
        """Digits, perhaps with a minus."""
        text = self.field.text().strip()
        return text if text.removeprefix("-").isdigit() or not text else None

    def problem(self) -> str:
        """A whole number is wanted."""
        return tr("A whole number, please: {text}", text=self.field.text())


class DecimalEditor(TextEditor):
    """A number with a decimal comma."""

    kind = "decimal"

    def _make(self) -> TypedField:
        made = TypedField(digits_only=True, extra="-.,")
        made.setMaximumWidth(NARROW)
        return made

    def written(self, stored: str) -> str:
        """With our comma."""
        return stored.replace(".", ",")

    def stored(self) -> str | None:
        """With the standard's point."""
        return parsing.stored_decimal(self.field.text())

    def problem(self) -> str:
        """A number is wanted."""
        return tr("Not a number: {text}", text=self.field.text())


class DateEditor(TextEditor):
    """A day as дд.мм.гггг: the dots come by themselves."""

    kind = "date"

    def __init__(self) -> None:
        super().__init__()
        self.field.textEdited.connect(self._group)

    def _make(self) -> TypedField:
        made = TypedField(digits_only=True, extra=".")
        made.setMaximumWidth(NARROW)
        made.setMaxLength(10)
        return made

    def _group(self, text: str) -> None:
        if self.field.cursorPosition() == len(text) and not text.endswith("."):
            grown = parsing.grouped(text, ".", (2, 2, 4))
            if grown != text and len(grown) >= len(text):
                self.field.setText(grown)

    def placeholder(self) -> str:
        """The pattern."""
        return tr("dd.mm.yyyy")

    def written(self, stored: str) -> str:
        """Our way round."""
        return parsing.written_date(stored)

    def stored(self) -> str | None:
        """ISO 8601."""
        return parsing.stored_date(self.field.text())

    def problem(self) -> str:
        """No such day."""
        return tr("There is no such day: {text}", text=self.field.text())


class TimeEditor(TextEditor):
    """A time of day as чч:мм."""

    kind = "time"

    def __init__(self) -> None:
        super().__init__()
        self.field.textEdited.connect(self._group)

    def _make(self) -> TypedField:
        made = TypedField(digits_only=True, extra=":")
        made.setMaximumWidth(NARROW)
        made.setMaxLength(5)
        return made

    def _group(self, text: str) -> None:
        if self.field.cursorPosition() == len(text) and text.isdigit() and len(text) > 2:
            self.field.setText(parsing.grouped(text, ":", (2, 2)))

    def placeholder(self) -> str:
        """The pattern."""
        return tr("hh:mm")

    def written(self, stored: str) -> str:
        """Hours and minutes."""
        return stored[:5]

    def stored(self) -> str | None:
        """As the standard stores a time."""
        return parsing.stored_time(self.field.text())

    def problem(self) -> str:
        """No such time."""
        return tr("There is no such time: {text}", text=self.field.text())
