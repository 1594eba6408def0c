"""PySide6 6.12.0 takes a reference from None or True on every call and emit, and so aborts CPython 3.11."""

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 1000
NOISE = 50


class Speaker(QObject):
    """Says yes."""

    said = Signal(bool)


def test_calls_keep_the_references_of_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(CALLS):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < NOISE


def test_signals_keep_the_references_of_true() -> None:
    speaker, heard = Speaker(), 0

    def listen(_yes: bool) -> None:
        nonlocal heard
        heard += 1

    speaker.said.connect(listen)
    before = sys.getrefcount(True)
    for _ in range(CALLS):
        speaker.said.emit(True)
    assert heard == CALLS
    assert abs(sys.getrefcount(True) - before) < NOISE
