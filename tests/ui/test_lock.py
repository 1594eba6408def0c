"""The lock: wrong passphrases cost time, and nothing is told of what lies behind."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from inspector.core.errors import DiskFull
from inspector.ui.screens.lock.presenter import LockPage, LockPresenter, Mode
from tests.ui.conftest import name
from tests.ui.fakes import PASSPHRASE, FakeGate, FakeShell


class View:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.problem = ""
        self.waits: list[str] = []
        self.busy: list[bool] = []
        self.forgot = 0
        self.pages: list[LockPage] = []

    def show_page(self, page: LockPage) -> None:
        self.pages.append(page)

    def show_problem(self, text: str, under: str = "") -> None:
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
    assert shell.gate.fresh == ""


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
    def full(passphrase: str, slot: str) -> None:
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
    qtbot.waitUntil(lambda: not window.screen._card.open.isEnabled() and field.text() == "")
    assert field.hasFocus()
    assert name(window) == "lock"
    qtbot.waitUntil(window.screen._card.open.isEnabled)
    QTest.keyClicks(field, PASSPHRASE)
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: name(window) == "home")


def test_letters_are_hidden_until_they_are_asked_for(open_window) -> None:
    window = open_window()
    block = window.screen._card.passphrase
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


def test_the_pin_is_asked_twice_then_opens_by_its_sixth_digit(view: View, shell: FakeShell) -> None:
    presenter = LockPresenter(view, shell)
    presenter.enter()
    presenter.unlock(PASSPHRASE, then_pin=True)
    assert (view.pages[-1].mode, shell.opened) == (Mode.SET, [])
    presenter.pin_typed("12345")
    presenter.pin_typed("123456")
    assert "ряд" in view.problem
    assert view.pages[-1].mode is Mode.SET
    presenter.pin_typed("402719")
    assert view.pages[-1].mode is Mode.REPEAT
    presenter.pin_typed("402718")
    assert "не совпали" in view.problem
    presenter.pin_typed("402719")
    presenter.pin_typed("402719")
    assert len(shell.opened) == 1
    presenter.enter()
    assert view.pages[-1].mode is Mode.PIN
    assert view.pages[-1].people[0].note == "пароль введён сегодня в 08:40"
    presenter.pin_typed("402719")
    assert len(shell.opened) == 2


def test_five_errors_lead_to_the_passphrase_with_a_reason(view: View, tmp_path: Path) -> None:
    shell = FakeShell(tmp_path, FakeGate(pins={"Айгерим Сапарова": "402719"}))
    presenter = LockPresenter(view, shell)
    presenter.enter()
    said = []
    for _ in range(5):
        presenter.pin_typed("402710")
        said.append(view.problem)
    left = ("Осталось 4 попытки", "Осталось 3 попытки", "Осталось 2 попытки", "Осталась 1 попытка")
    assert said[:4] == [f"ПИН не подошёл. {rest}" for rest in left]
    assert said[4].startswith("Пять неверных")
    assert view.pages[-1].mode is Mode.PASSPHRASE
    presenter.unlock(PASSPHRASE)
    assert len(shell.opened) == 1


def test_nobody_who_finds_the_laptop_at_the_choice_of_a_pin_gets_in(view: View, shell: FakeShell) -> None:
    presenter = LockPresenter(view, shell)
    presenter.enter()
    presenter.unlock(PASSPHRASE, then_pin=True)
    presenter.idled()
    assert shell.gate.locks == 1
    assert view.pages[-1].mode is Mode.PASSPHRASE
    presenter.escape()
    presenter.pin_typed("402719")
    assert shell.opened == []


def test_each_inspector_has_a_passphrase_and_a_pin_of_their_own(view: View, tmp_path: Path) -> None:
    gate = FakeGate(names=("Айгерим Сапарова", "Талгат Омаров"), pins={"Айгерим Сапарова": "402719"})
    presenter = LockPresenter(view, FakeShell(tmp_path, gate))
    presenter.enter()
    assert [row.by_pin for row in view.pages[-1].people] == [True, False]
    presenter.choose(1)
    assert (view.pages[-1].mode, view.pages[-1].chosen) == (Mode.PASSPHRASE, 1)
    presenter.unlock(PASSPHRASE)
    presenter.enter()
    assert view.pages[-1].chosen == 1
    presenter.choose(0)
    assert view.pages[-1].mode is Mode.PIN


def test_no_pin_is_offered_where_it_is_switched_off(view: View, shell: FakeShell) -> None:
    shell.settings.change(pin=False)
    shell.gate.pins["Айгерим Сапарова"] = "402719"
    presenter = LockPresenter(view, shell)
    presenter.enter()
    assert view.pages[-1].mode is Mode.PASSPHRASE
    assert not view.pages[-1].may_set


def test_closing_the_window_at_the_choice_of_a_pin_closes_the_laptop(qtbot: QtBot, open_window) -> None:
    gate = FakeGate()
    window = open_window(gate)
    field = window.screen.first_focus()
    QTest.keyClicks(field, PASSPHRASE)
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.screen._mode is Mode.SET)
    window.close()
    assert gate.locks == 1
