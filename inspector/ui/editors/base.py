"""What every editor is to a card: it shows one question and says what was answered."""

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspector.ui.screens.questions.page import FieldLine


class Editor(QWidget):
    """Shows one question of its `kind`. `changed` carries the stored form of the answer.

    `show_field` may come at any time: a text that is being written is never replaced under the writer's hands.
    """

    kind: ClassVar[str] = ""
    changed = Signal(str)
    entered = Signal()  # Enter: the answer is complete

    def show_field(self, field: FieldLine) -> None:
        """The question as it stands."""
        raise NotImplementedError

    def flush(self) -> None:
        """Hand over what is still being written; the screen is about to be left."""
