"""Screens are made ahead in quiet moments, and everything a screen imports is loaded before."""

import ast
import inspect

from pytestqt.qtbot import QtBot

from inspector.ui import screens, stack
from inspector.ui.screens import loading
from tests.ui.conftest import unlock


def imported(source: str) -> set[str]:
    """The screens' modules a piece of program names."""
    nodes = list(ast.walk(ast.parse(source)))
    named = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    named |= {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    return {name for name in named if name.startswith("inspector.ui.screens.") and not name.endswith(".base")}


def test_every_screen_is_loaded_ahead() -> None:
    assert imported(inspect.getsource(loading)) == imported(inspect.getsource(screens))
    assert set(stack.AHEAD) <= screens.SCREENS.keys()


def test_screens_are_made_while_nobody_touches_anything(qtbot: QtBot, open_window) -> None:
    window = open_window()
    unlock(qtbot, window)
    qtbot.waitUntil(lambda: window.stack.preparing)
    window.stack._quiet.setInterval(1)
    qtbot.waitUntil(lambda: window.stack.made("summary") is not None)
    window.stack._quiet.setInterval(stack.QUIET_MS)
    before = window.stack._quiet.remainingTime()
    window.touched()
    assert window.stack._quiet.remainingTime() >= before
    assert window.screen.objectName() == "home"
    window.lock()
    qtbot.waitUntil(lambda: not window.stack.preparing)
    assert window.stack.made("summary") is None
