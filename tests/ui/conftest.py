"""A window on fakes, and what every test of the screens starts from: Russian, the light theme, an empty folder."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inspector.settings import SettingsFile
from inspector.ui import app, language, theme
from inspector.ui.window import AppWindow
from tests.ui.fakes import PASSPHRASE, FakeGate, FakeShell


@pytest.fixture
def shell(tmp_path: Path, qapp: QApplication) -> Iterator[FakeShell]:
    """The window as presenters see it."""
    language.current.choose("ru")
    yield FakeShell(tmp_path)
    language.current.choose("ru")


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., AppWindow]]:
    """Builds the window on a gate and settings; closes it after the test, lanes and all."""
    opened: list[AppWindow] = []

    def build(gate: FakeGate | None = None, size: tuple[int, int] = (1366, 768), **values: object) -> AppWindow:
        settings = SettingsFile(tmp_path / "settings.json")
        settings.change(full_screen=False, **values)
        window = app.build(gate or FakeGate(), settings)  # type: ignore[arg-type]
        window.resize(*size)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        opened.append(window)
        return window

    yield build
    for window in opened:
        window.close()
        window.deleteLater()
    language.current.choose("ru")
    theme.apply(QApplication.instance(), "light")  # type: ignore[arg-type]


def unlock(qtbot: QtBot, window: AppWindow) -> None:
    """Type the passphrase and wait for home, with its day read."""
    field = window.screen.first_focus()  # type: ignore[union-attr]
    assert field is not None
    QTest.keyClicks(field, PASSPHRASE)
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: name(window) == "home")
    qtbot.waitUntil(lambda: bool(window.screen._heading.text()))  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: not window.exchange.running)
    # Qt shows the children of a visible widget one turn of the loop later.
    qtbot.waitUntil(lambda: window.screen.first_focus().isVisible())  # type: ignore[union-attr]


def name(window: AppWindow) -> str:
    """The screen in view."""
    return window.screen.objectName() if window.screen is not None else ""


def visible(window: QWidget) -> list[QWidget]:
    """Every widget that can be seen now."""
    return [widget for widget in window.findChildren(QWidget) if widget.isVisibleTo(window)]
