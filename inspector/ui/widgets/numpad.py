"""Digits on the screen, for gloves and fingers: 60x44 keys that type into whatever has the focus."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from inspector.ui.language import tr
from inspector.ui.widgets.buttons import Button

_KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "⌫")


class NumPad(QWidget):
    """The keys never take the focus: the field keeps it."""

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        self._buttons: dict[str, Button] = {}
        for place, sign in enumerate(_KEYS):
            button = Button(sign, "secondary", height=44, size=20)
            button.setMinimumWidth(70)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, sign=sign: self._press(sign))
            self._buttons[sign] = button
            line, column = divmod(place, 3)
            grid.addWidget(button, line, column + (place == 9), 1, 1)
        grid.addWidget(self._buttons["⌫"], 3, 2)

    def retranslate(self) -> None:
        """The one key without a digit."""
        self._buttons["⌫"].setAccessibleName(tr("Delete the last digit"))

    def _press(self, sign: str) -> None:
        target = QApplication.focusWidget()
        if target is None:
            return
        key = Qt.Key.Key_Backspace if sign == "⌫" else Qt.Key(Qt.Key.Key_0 + int(sign))
        text = "" if sign == "⌫" else sign
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.KeypadModifier, text)
            QCoreApplication.sendEvent(target, event)
