"""What PySide may not be asked: 6.12.0 takes a reference from None or True on every call; layouts keep their items."""

import ast
import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.architecture.tree import sources

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


def test_no_layout_is_asked_for_its_items() -> None:
    """Their Python objects outlive them, and the next widget at the address is lost: `ui.widgets.inside` says how."""
    asked = [
        f"{module}:{node.lineno}"
        for module, tree in sources().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "itemAt"
    ]
    assert asked == []
