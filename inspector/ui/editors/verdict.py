"""The four answers of a check, keys 1 to 4."""

from PySide6.QtCore import Qt

from inspector.core.verdict import Verdict
from inspector.ui.editors.base import Editor
from inspector.ui.screens import phrases
from inspector.ui.screens.questions.page import FieldLine
from inspector.ui.screens.reading import GLYPHS
from inspector.ui.widgets.basic import row
from inspector.ui.widgets.buttons import AnswerButton

ORDER = (Verdict.OK, Verdict.BAD, Verdict.NA, Verdict.UNCHECKED)


class VerdictEditor(Editor):
    """Four equal buttons. The one that holds, pressed again, takes the answer back."""

    kind = "verdict"

    def __init__(self) -> None:
        super().__init__()
        self.buttons = {verdict: AnswerButton(GLYPHS[verdict], str(key)) for key, verdict in enumerate(ORDER, start=1)}
        self._value = ""
        row(*((button, 1) for button in self.buttons.values()), spacing=4, on=self)
        for verdict, button in self.buttons.items():
            button.clicked.connect(lambda _=False, verdict=verdict: self._pressed(verdict))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_field(self, field: FieldLine) -> None:
        """Which answer holds."""
        self._value = field.value
        for verdict, button in self.buttons.items():
            button.setText(phrases.answer(verdict))
            button.setAccessibleDescription(field.label)
            button.setChecked(verdict.value == field.value)

    def step(self, by: int) -> bool:
        """Move the focus to a neighbouring answer; False when none of them has it."""
        buttons = list(self.buttons.values())
        here = next((place for place, button in enumerate(buttons) if button.hasFocus()), None)
        if here is None:
            return False
        buttons[(here + by) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _pressed(self, verdict: Verdict) -> None:
        self.buttons[verdict].setChecked(verdict.value == self._value)
        self.changed.emit(verdict.value)
