"""A forgotten passphrase, by keys: from the lock to an open laptop."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.core.errors import DiskFull
from inspector.ui.screens.recover.presenter import RecoverPresenter
from tests.ui.conftest import name
from tests.ui.fakes import CODE, FakeGate, FakeShell
from tests.ui.test_colleague import View

NEW = "verblud okno sneg"


def test_what_is_missing_is_said_before_anybody_is_asked(tmp_path: Path) -> None:
    view, shell = View(), FakeShell(tmp_path)
    presenter = RecoverPresenter(view, shell)
    presenter.recover("https://hq.kz", "AAAA-AAAA-AAAA-AAAA-AAAA", NEW)
    assert view.code[1] == "bad"
    presenter.recover(" ", CODE, NEW)
    assert "адрес" in view.code[0]
    presenter.recover("https://hq.kz", CODE, "короткий")
    assert view.strength == "Мало: нужно ещё 2 знака"
    assert (view.busy, shell.gate.enrolled) == ([], [])
    presenter.recover(" https://hq.kz ", CODE, NEW)
    assert shell.gate.enrolled == [("https://hq.kz", CODE)]
    assert len(shell.opened) == 1


def test_a_refusal_is_one_sentence_and_the_laptop_stays_closed(tmp_path: Path) -> None:
    view, shell = View(), FakeShell(tmp_path, FakeGate(refusal=DiskFull()))
    presenter = RecoverPresenter(view, shell)
    presenter.recover("https://hq.kz", CODE, NEW)
    assert view.problem
    assert shell.opened == []
    presenter.leave()
    assert shell.navigator.shown == [("lock", {})]


def test_keys_lead_from_the_lock_to_work(qtbot: QtBot, open_window) -> None:
    window = open_window(FakeGate())
    window.screen._card._forgot.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert name(window) == "recover"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert name(window) == "lock"
    window.navigator.show("recover")
    screen = window.screen
    QTest.keyClicks(QApplication.focusWidget(), "https://hq.kz")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    screen.code.set_text(CODE)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClicks(screen.new.field, NEW)
    QTest.keyClick(screen.new.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: name(window) == "home")
    assert screen.new.text() == ""
    qtbot.waitUntil(lambda: not window.exchange.running)
