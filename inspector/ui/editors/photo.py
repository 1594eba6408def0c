"""A question answered by a picture: its editor asks for the tray and shows what was taken."""

from PySide6.QtCore import Signal

from inspector.ui.editors.base import Editor
from inspector.ui.language import tr
from inspector.ui.screens.questions.page import FieldLine
from inspector.ui.widgets.basic import Text, row
from inspector.ui.widgets.buttons import SecondaryButton


class PhotoEditor(Editor):
    """`asked` opens the tray of pictures for this question."""

    kind = "photo"
    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._button = SecondaryButton("", icon="camera", key="6", height=44, size=15)
        self._state = Text("", 15, 500, "ink2")
        row(self._button, self._state, "|", spacing=8, on=self)
        self.setFocusProxy(self._button)
        self._button.clicked.connect(self.asked)

    def show_field(self, field: FieldLine) -> None:
        """Whether a picture is there."""
        self._button.setText(tr("Take a photo"))
        self._button.setAccessibleDescription(field.label)
        self._state.setText(tr("1 photo") if field.value else tr("no photo yet"))
