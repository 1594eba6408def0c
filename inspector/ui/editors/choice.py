"""Editors one chooses in: one of several, several of several, and text that is only read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from inspector.ui.editors.base import Editor
from inspector.ui.editors.flow import Flow
from inspector.ui.screens.questions.page import FieldLine, Option
from inspector.ui.widgets.basic import Text, column
from inspector.ui.widgets.buttons import ChoiceButton

KEYS = "123456789"


class OptionButton(ChoiceButton):
    """An option as wide as its words."""

    def __init__(self, key: str = "") -> None:
        super().__init__("", key, height=44)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Fixed)
        self.setSizePolicy(policy)

    def set_key(self, key: str) -> None:
        """Another key that chooses it, "" for none."""
        if key != self._key:
            self._key = key
            self.updateGeometry()
            self.update()


class SelectOneEditor(Editor):
    """One of several: a button each, wrapped; arrows move, the chosen one pressed again takes the answer back."""

    kind = "select_one"

    def __init__(self) -> None:
        super().__init__()
        self._holder = QWidget()
        self._flow = Flow(self._holder)
        self._error = Text("", 14, 500, "bad", wrap=True)
        self._buttons: list[OptionButton] = []
        self._options: tuple[Option, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column(self._holder, self._error, spacing=0, on=self)

    @property
    def buttons(self) -> list[OptionButton]:
        """The options on show."""
        return self._buttons[: len(self._options)]

    def keys_shown(self) -> bool:
        """Whether the options carry digits: only where digits mean them."""
        return bool(self.property("keyed"))

    def show_field(self, field: FieldLine) -> None:
        """The options, and which holds."""
        self._options = field.options
        while len(self._buttons) < len(field.options):
            place = len(self._buttons)
            keyed = self.keys_shown() and place < len(KEYS)
            button = OptionButton(KEYS[place] if keyed else "")
            button.clicked.connect(lambda _=False, place=place: self._pressed(place))
            self._buttons.append(button)
            self._flow.addWidget(button)
        for place, button in enumerate(self._buttons):
            button.setVisible(place < len(field.options))
            if place < len(field.options):
                option = field.options[place]
                button.setText(option.label)
                button.setAccessibleDescription(field.label)
                button.setChecked(option.chosen)
                button.setEnabled(not field.readonly)
        if self._buttons:
            chosen = next((place for place, option in enumerate(field.options) if option.chosen), 0)
            self.setFocusProxy(self._buttons[chosen])
        self._error.setText(field.error)
        self._error.setVisible(bool(field.error))

    def _pressed(self, place: int) -> None:
        option = self._options[place]
        self._buttons[place].setChecked(option.chosen)  # what holds is told by the owner
        self.changed.emit("" if option.chosen else option.value)


class SelectMultipleEditor(SelectOneEditor):
    """Several of several; values are parted by spaces."""

    kind = "select_multiple"

    def _pressed(self, place: int) -> None:
        pressed = self._options[place]
        kept = [o.value for o in self._options if (o.chosen and o is not pressed) or (o is pressed and not o.chosen)]
        self._buttons[place].setChecked(pressed.chosen)
        self.changed.emit(" ".join(kept))


class NoteEditor(Editor):
    """A text of the checklist that is only read."""

    kind = "note"

    def __init__(self) -> None:
        super().__init__()
        self._text = Text("", 15, 400, "ink2", wrap=True)
        column(self._text, on=self)

    def show_field(self, field: FieldLine) -> None:
        """The text; its label is said by the card."""
        self._text.setText(field.value or field.hint)
        self._text.setVisible(bool(field.value or field.hint))
