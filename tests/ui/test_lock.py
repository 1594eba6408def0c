"""The lock: wrong passphrases cost time, and nothing is told of what lies behind."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from inspector.core.errors import DiskFull
from inspector.ui.screens.lock.presenter import LockPresenter
from tests.ui.conftest import name
from tests.ui.fakes import PASSPHRASE, FakeGate, FakeShell


class View:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.problem = ""
        self.waits: list[str] = []
        self.busy: list[bool] = []
        self.forgot = 0

    def show_problem(self, text: str) -> None:
        self.problem = text

    def show_busy(self, *, busy: bool) -> None:
        self.busy.append(busy)

    def show_wait(self, text: str) -> None:
        self.waits.append(text)

    def keyboard(self) -> str:
        return "ҚАЗ"

    def forget(self) -> None:
        self.forgot += 1


@pytest.fixture
def view() -> View:
    return View()


def test_the_right_passphrase_opens(view: View, shell: FakeShell) -> None:
    LockPresenter(view, shell).unlock(PASSPHRASE)
    assert len(shell.opened) == 1
    assert view.busy == [True, False]
    assert view.forgot == 1


def test_a_wrong_one_names_the_layout_and_counts_down(view: View, tmp_path: Path) -> None:
    shell = FakeShell(tmp_path, FakeGate(delay=2))
    presenter = LockPresenter(view, shell)
    presenter.unlock("wrong")
    assert "ҚАЗ" in view.problem
    presenter.unlock(PASSPHRASE)
    assert shell.opened == []  # not before the wait is over
    while shell.tasks.waiting:
        assert shell.tasks.waiting[0][0] == 1000
        shell.tasks.tick()
    assert view.waits == ["Ещё раз через 2 секунды", "Ещё раз через 1 секунду", ""]
    presenter.unlock(PASSPHRASE)
    assert len(shell.opened) == 1


def test_another_refusal_is_said_as_it_is(view: View, shell: FakeShell, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(passphrase: str) -> None:
        raise DiskFull

    monkeypatch.setattr(shell.gate, "unlock", full)
    LockPresenter(view, shell).unlock(PASSPHRASE)
    assert view.problem
    assert view.forgot == 0


def test_an_empty_field_asks_nothing(view: View, shell: FakeShell) -> None:
    LockPresenter(view, shell).unlock("")
    assert view.busy == []


def test_the_window_keeps_the_field_focused_after_a_wrong_try(qtbot: QtBot, open_window) -> None:
    window = open_window(FakeGate(delay=1))
    field = window.screen.first_focus()
    QTest.keyClicks(field, "wrong")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.screen._open.isEnabled() and field.text() == "")
    assert field.hasFocus()
    assert name(window) == "lock"
    qtbot.waitUntil(window.screen._open.isEnabled)
    QTest.keyClicks(field, PASSPHRASE)
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: name(window) == "home")


def test_letters_are_hidden_until_they_are_asked_for(open_window) -> None:
    window = open_window()
    block = window.screen._passphrase
    block.field.setText("тайна")
    assert block.field.displayText() == "•" * 5
    block._show.click()
    assert block.field.displayText() == "тайна"
    window.screen.enter()
    assert block.field.text() == ""
    block.field.setText("тайна")
    assert block.field.displayText() == "•" * 5


def test_the_lock_waits_for_what_is_being_written(qtbot: QtBot, open_window) -> None:
    import threading

    from tests.ui.conftest import unlock

    gate = FakeGate()
    window = open_window(gate)
    unlock(qtbot, window)
    written, disk = [], threading.Event()
    # The second write is asked for only when the first has come back, as the journal does.
    window.tasks.run(
        "store", lambda: disk.wait(30), lambda _: window.tasks.run("store", lambda: gate.locks, written.append)
    )
    window.lock()
    assert name(window) == "lock"
    assert gate.locks == 0
    field = window.screen.first_focus()
    QTest.keyClicks(field, PASSPHRASE)
    QTest.keyClick(field, Qt.Key.Key_Return)
    disk.set()
    qtbot.waitUntil(lambda: name(window) == "home")
    assert written == [0]  # the gate was still open
    assert gate.locks == 1
