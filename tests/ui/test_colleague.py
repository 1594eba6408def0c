"""A second inspector is added by keys, and then works under their own name."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.core.errors import DiskFull
from inspector.ui.screens.colleague.presenter import ColleaguePresenter
from tests.ui.conftest import name, unlock
from tests.ui.fakes import CODE, PASSPHRASE, FakeGate, FakeShell

NEW = "verblud okno sneg"


class View:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.code = ("", "")
        self.strength = ""
        self.busy: list[str] = []
        self.problem = ""

    def show_code(self, text: str, tone: str) -> None:
        self.code = (text, tone)

    def show_strength(self, judged: object, text: str) -> None:
        self.strength = text

    def show_busy(self, text: str) -> None:
        self.busy.append(text)

    def show_problem(self, text: str, tone: str = "bad") -> None:
        self.problem = text


@pytest.fixture
def view() -> View:
    return View()


def test_a_code_a_passphrase_and_a_new_one_make_a_colleague(view: View, shell: FakeShell) -> None:
    presenter = ColleaguePresenter(view, shell)
    presenter.code_changed(CODE)
    assert view.code[1] == "ok"
    presenter.join(CODE, "", NEW)
    presenter.join("AAAA-AAAA-AAAA-AAAA-AAAA", PASSPHRASE, NEW)
    assert view.code[1] == "bad"
    presenter.join(CODE, PASSPHRASE, "короткий")
    assert view.strength == "Мало: нужно ещё 2 знака"
    presenter.join(CODE, "не тот пароль", NEW)
    assert view.problem == "Нынешний пароль не подошёл."
    assert view.busy == ["Связываемся со штабом", ""]
    presenter.join(CODE, PASSPHRASE, NEW)
    assert shell.gate.slots() == ("Айгерим Сапарова", "Талгат Омаров")
    assert shell.navigator.shown == [("back", {})]
    assert "Талгат Омаров" in shell.notices[0]


def test_a_refusal_keeps_what_was_written(view: View, tmp_path: Path) -> None:
    shell = FakeShell(tmp_path, FakeGate(refusal=DiskFull()))
    ColleaguePresenter(view, shell).join(CODE, PASSPHRASE, NEW)
    assert view.problem
    assert shell.navigator.shown == []


def test_keys_alone_lead_from_the_settings_to_the_second_inspector(qtbot: QtBot, open_window) -> None:
    gate = FakeGate()
    window = open_window(gate, size=(1280, 680), language="ru")
    unlock(qtbot, window)
    window.navigator.show("settings")
    window.screen._ways["colleague"].setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    screen = window.screen
    assert name(window) == "colleague"
    screen.code.set_text(CODE)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClicks(screen.own.field, PASSPHRASE)
    QTest.keyClick(screen.own.field, Qt.Key.Key_Return)
    assert screen.new.field.hasFocus()
    QTest.keyClicks(screen.new.field, NEW)
    QTest.keyClick(screen.new.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: name(window) == "settings")
    assert screen.own.text() == screen.new.text() == ""
    qtbot.waitUntil(lambda: not window.exchange.running)
    window.lock()
    qtbot.waitUntil(lambda: gate.locks == 1)
    assert [row.text() for row in window.screen._card.people._rows] == list(gate.slots())
