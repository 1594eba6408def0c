"""Joining by files in the real window, with a real headquarters that no wire leads to."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.laptop import Laptop
from inspector.paths import Home
from inspector.services import enrolling_by_file
from inspector.services.enrolling_by_file import EnrollingByFile
from inspector.store.keys import Cost
from inspector.ui.screens.invited import view
from inspector.ui.screens.invited.view import InvitedScreen
from inspector.ui.window import AppWindow
from tests.ui.conftest import name
from tests.world import done

WORDS = "four words stand here"


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only drive, with an invitation on it; the passphrase is not made slow."""
    folder, data = tmp_path / "stick", tmp_path / "hq"
    folder.mkdir()
    done("hq", "init", "--data", data)
    code = ("hq", "device", "code", "--inspector", "Ахметов Б.", "--region", "35", "--data", data)
    done(*code, "-o", folder / "invitation.qorgan", "--server", "https://hq.example")
    monkeypatch.setattr(view, "drives", lambda: [folder])
    monkeypatch.setattr(enrolling_by_file, "COST", (64, 1))
    monkeypatch.setattr(EnrollingByFile.__init__, "__defaults__", ((64, 1),))
    return folder


def settle(qtbot: QtBot, window: AppWindow) -> None:
    idle: list[bool] = []
    window.tasks.when_idle(lambda: idle.append(True))
    qtbot.waitUntil(lambda: bool(idle))
    QApplication.processEvents()


def test_invitation_request_reply_home(
    qtbot: QtBot, open_window: Callable[..., AppWindow], stick: Path, tmp_path: Path
) -> None:
    gate = Laptop(Home(tmp_path / "laptop"), cost=Cost(memory_kib=64, iterations=1, lanes=1))
    window = open_window(gate)
    assert name(window) == "start"
    QTest.keyClick(window.screen.first_focus(), Qt.Key.Key_Return)  # type: ignore[union-attr]
    assert window.screen._invited.isVisible()  # type: ignore[union-attr]
    window.screen._invited.click()  # type: ignore[union-attr]
    screen = window.screen
    assert isinstance(screen, InvitedScreen)
    assert screen.file.text().endswith("invitation.qorgan")
    QTest.keyClicks(screen.first_focus(), "few")
    QTest.keyClick(screen.first_focus(), Qt.Key.Key_Return)
    assert screen._problem.isVisible()
    screen.passphrase.clear()
    QTest.keyClicks(screen.passphrase.field, WORDS)
    QTest.keyClick(screen.passphrase.field, Qt.Key.Key_Return)
    settle(qtbot, window)
    (request,) = stick.glob("qorgan-request-*")
    assert request.name in screen._problem.text()
    assert gate.asked()
    done("hq", "device", "enrol", request, "-o", stick / "reply.qorgan", "--data", tmp_path / "hq")
    screen.escape()
    assert name(window) == "start"
    window.screen._invited.click()  # type: ignore[union-attr]
    assert screen.heading.text() == "Ответ штаба на флешке"
    screen.file.setText(str(stick / "reply.qorgan"))
    QTest.keyClicks(screen.passphrase.field, "quite other words here")
    QTest.keyClick(screen.passphrase.field, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert screen._problem.text() == "Неверный пароль."
    screen.passphrase.clear()
    QTest.keyClicks(screen.passphrase.field, WORDS)
    QTest.keyClick(screen.passphrase.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: name(window) == "home")
    settle(qtbot, window)
    assert not gate.asked()
    assert window.workplace.inspector.name == "Ахметов Б."
