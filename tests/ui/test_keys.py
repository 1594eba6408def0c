"""Keys by their place: the Kazakh layout has letters where others have digits."""

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from inspector.ui import keys
from inspector.ui.widgets.fields import DigitField

OFFSET = 8 if sys.platform.startswith("linux") else 0
KAZAKH_ROW = "әіңғүұқөһ"


def key(
    code: int, text: str, qt_key: int = 0, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> QKeyEvent:
    """A key press as a layout reports it: the scan code is of the key, the text of the layout."""
    return QKeyEvent(QEvent.Type.KeyPress, qt_key or ord(text.upper()), modifiers, code + OFFSET, 0, 0, text)


@pytest.mark.parametrize(("place", "letter"), list(enumerate(KAZAKH_ROW, 2)))
def test_the_digit_row_is_digits_on_the_kazakh_layout(place: int, letter: str) -> None:
    event = key(place, letter)
    assert event.key() != Qt.Key.Key_0 + place - 1
    assert keys.digit(event) == place - 1


def test_numpad_and_keys_without_a_scan_code_count_by_their_sign() -> None:
    numpad = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_7, Qt.KeyboardModifier.KeypadModifier, "7")
    assert keys.digit(numpad) == 7
    assert keys.digit(key(11, "0", Qt.Key.Key_0)) == 0


def test_a_letter_is_not_a_digit() -> None:
    assert keys.digit(key(30, "ф")) is None


def test_control_letters_do_not_depend_on_the_layout() -> None:
    assert keys.letter(key(37, "л")) == "K"
    assert keys.letter(key(38, "д")) == "L"
    assert keys.letter(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)) == "Z"


def test_who_takes_text(qtbot: QtBot) -> None:
    line, area, button = QLineEdit(), QPlainTextEdit(), QPushButton()
    for widget in (line, area, button):
        qtbot.addWidget(widget)
    assert keys.takes_text(line)
    assert keys.takes_text(area)
    assert not keys.takes_text(button)
    assert not keys.takes_text(None)
    line.setReadOnly(True)
    assert not keys.takes_text(line)


def test_a_digit_field_takes_digits_by_place_and_drops_letters(qtbot: QtBot) -> None:
    field = DigitField(12)
    qtbot.addWidget(field)
    for event in (key(2, "ә"), key(30, "ф"), key(3, "2", Qt.Key.Key_2), key(11, "һ")):
        QApplication.sendEvent(field, event)
    assert field.text() == "120"
    QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier))
    assert field.text() == "12"
