"""Keys by their place on the keyboard, not by the letter a layout puts there.

The standard Kazakh layout has letters (ә і ң ғ ү ұ қ ө һ) on the digit row, and Ctrl+letter fails on every
Cyrillic layout when it is compared by character. Scan codes do not depend on the layout.
"""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

# PC set 1 codes of the digit row and of the letters that go with Ctrl. Windows reports them as they are.
_DIGITS = {2: 1, 3: 2, 4: 3, 5: 4, 6: 5, 7: 6, 8: 7, 9: 8, 10: 9, 11: 0}
_LETTERS = {37: "K", 38: "L", 44: "Z", 25: "P", 31: "S", 48: "B", 47: "V"}
_XKB_OFFSET = 8  # an XKB keycode is the kernel's code plus 8


def _scan_code(event: QKeyEvent) -> int:
    code = event.nativeScanCode()
    return code - _XKB_OFFSET if sys.platform.startswith("linux") else code


def digit(event: QKeyEvent) -> int | None:
    """The digit printed on the pressed key (main row by scan code, numpad by key), or None."""
    found = _DIGITS.get(_scan_code(event))
    if found is not None:
        return found
    key = event.key()
    return key - Qt.Key.Key_0 if Qt.Key.Key_0 <= key <= Qt.Key.Key_9 else None


def letter(event: QKeyEvent) -> str | None:
    """The Latin letter on the pressed key, for the few that go with Ctrl, or None."""
    found = _LETTERS.get(_scan_code(event))
    if found is not None:
        return found
    key = event.key()
    return chr(key) if Qt.Key.Key_A <= key <= Qt.Key.Key_Z else None


def takes_text(widget: QWidget | None) -> bool:
    """Whether keys typed into `widget` are text, so that digits must not answer questions."""
    if widget is None:
        return False
    if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit):
        return not widget.isReadOnly()
    return isinstance(widget, QAbstractSpinBox) or bool(widget.property("takes_text"))
