"""Idle minutes, sleep, and hands that find their place again after the lock."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from inspector.ui import presence
from inspector.ui.presence import Hands, PowerEvents, Presence
from inspector.ui.widgets.buttons import SecondaryButton
from inspector.ui.widgets.fields import LineField, PassphraseField
from inspector.wire.messages import Person
from tests.ui.conftest import name, unlock
from tests.ui.fakes import PASSPHRASE, FakeGate


@dataclass
class Wall:
    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def gone() -> list[str]:
    return []


@pytest.fixture
def watch(qapp: QApplication, gone: list[str]) -> Iterator[tuple[Presence, Wall]]:
    wall = Wall()
    made = Presence(lambda: 5, lambda: gone.append("away"), lambda *_: None, (wall, wall))
    yield made, wall
    made.stop()


def test_idle_minutes_begin_anew_with_every_touch(watch: tuple[Presence, Wall], gone: list[str]) -> None:
    made, _ = watch
    assert made._idle.interval() == 5 * 60_000
    made._idle.start(1)
    made.touched()
    assert made._idle.interval() == 5 * 60_000
    assert gone == []


def test_whoever_slept_is_away(watch: tuple[Presence, Wall], gone: list[str]) -> None:
    made, wall = watch
    for _ in range(3):
        wall.now += 5
        made.pulse()
    assert gone == []
    wall.now += 3_600  # the lid was closed
    made.pulse()
    assert gone == ["away"]
    wall.now += 5
    made.pulse()
    assert gone == ["away"]


def test_a_clock_that_was_set_is_told_and_is_no_sleep(qapp: QApplication, gone: list[str]) -> None:
    steady, wall, moved = Wall(), Wall(50_000.0), []
    made = Presence(lambda: 5, lambda: gone.append("away"), lambda *told: moved.append(told), (steady, wall))
    try:
        for change in (5.0, 5.0 + 59, 5.0 - 59):  # what a time server corrects is nobody's hand
            steady.now, wall.now = steady.now + 5, wall.now + change
            made.pulse()
        assert (moved, gone) == ([], [])
        before = wall.now
        steady.now, wall.now = steady.now + 5, before - 259_200  # three days back
        made.pulse()
        assert (moved, gone) == ([(before + 5, before - 259_200)], [])
        steady.now, wall.now = steady.now + 7_200, wall.now + 7_200  # slept two hours by both clocks
        made.pulse()
        assert (len(moved), gone) == (1, ["away"])
    finally:
        made.stop()


def test_a_carried_laptop_does_not_lock_and_a_forgotten_one_does(watch: tuple[Presence, Wall]) -> None:
    made, _ = watch
    made.hold(on=True)
    assert made._idle.interval() == presence.HELD_MINUTES * 60_000
    made.touched()
    assert made._idle.interval() == presence.HELD_MINUTES * 60_000
    made.hold(on=False)
    assert made._idle.interval() == 5 * 60_000


def test_the_counting_clock_is_not_the_one_on_the_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    before = presence.steady()
    monkeypatch.setattr("time.time", lambda: 0.0)
    assert 0 <= presence.steady() - before < 60


def test_windows_tells_before_it_sleeps(qapp: QApplication) -> None:
    gone: list[str] = []
    power = PowerEvents(lambda: gone.append("away"))
    for told, meaning in ((0x0218, 0x0007), (0x0100, 0x0004), (0x0218, 0x0004)):
        message = presence._Message(0, told, meaning)
        assert power.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(message)) == (False, 0)
    assert gone == ["away"]
    power.nativeEventFilter(b"xcb_generic_event_t", 0)
    assert gone == ["away"]


def page() -> QWidget:
    """A screen with two fields of one name, a note, a passphrase and a button."""
    screen = QWidget()
    screen.setObjectName("page")
    layout = QVBoxLayout(screen)
    for field in (LineField(), LineField(), QPlainTextEdit(), PassphraseField(), SecondaryButton("Далее")):
        if not isinstance(field, SecondaryButton):
            field.setAccessibleName("поле")
        layout.addWidget(field)
    screen.show()
    screen.activateWindow()
    return screen


@pytest.mark.parametrize("place", range(5))
def test_hands_find_the_same_control_and_what_was_being_written(qtbot: QtBot, place: int) -> None:
    first, second = page(), page()
    qtbot.addWidget(first)
    qtbot.addWidget(second)
    first.activateWindow()
    qtbot.waitUntil(first.isActiveWindow)
    widget = first.layout().itemAt(place).widget()
    widget.setFocus()
    if not isinstance(widget, SecondaryButton):
        QTest.keyClicks(widget, "24.1")
    hands = Hands.on(first)
    assert hands is not None
    assert "24.1" not in repr(hands) or not isinstance(widget, PassphraseField)
    second.activateWindow()
    qtbot.waitUntil(second.isActiveWindow)
    assert hands.back(second)
    again = second.layout().itemAt(place).widget()
    assert again.hasFocus()
    if isinstance(again, QPlainTextEdit):
        assert again.toPlainText() == "24.1"
    elif not isinstance(again, SecondaryButton):
        assert again.text() == ("" if isinstance(again, PassphraseField) else "24.1")


def test_hands_stay_where_the_control_is_gone(qtbot: QtBot) -> None:
    screen = page()
    qtbot.addWidget(screen)
    qtbot.waitUntil(screen.isActiveWindow)
    screen.layout().itemAt(1).widget().setFocus()
    hands = Hands.on(screen)
    screen.layout().itemAt(1).widget().setAccessibleName("другое")
    assert hands is not None
    assert not hands.back(screen)
    other = page()
    other.setObjectName("other")
    qtbot.addWidget(other)
    assert not hands.back(other)


def test_sleep_locks_the_window_and_the_focus_comes_back(qtbot: QtBot, open_window) -> None:
    window = open_window()
    unlock(qtbot, window)
    window.navigator.show("settings")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    kept = QApplication.focusWidget()
    said = (type(kept), kept.accessibleName())
    window._presence._beat -= 3_600
    window._presence._stood -= 3_600
    window._presence.pulse()
    assert name(window) == "lock"
    qtbot.waitUntil(lambda: window.gate.locks == 1)
    field = window.screen.first_focus()
    QTest.keyClicks(field, PASSPHRASE)
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: name(window) == "settings")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    qtbot.waitUntil(lambda: (type(QApplication.focusWidget()), QApplication.focusWidget().accessibleName()) == said)


def test_another_inspector_begins_at_home(qtbot: QtBot, open_window, tmp_path: Path) -> None:
    gate = FakeGate(names=("Айгерим Сапарова", "Талгат Омаров"))
    window = open_window(gate)
    unlock(qtbot, window)
    window.navigator.show("search", query="207")
    window.lock()
    qtbot.waitUntil(lambda: gate.locks == 1)
    window.screen._presenter.choose(1)
    made = gate.workplace
    gate.workplace = lambda: replace(made(), inspector=Person(id="p2", name="Талгат Омаров"))  # type: ignore[method-assign]
    unlock(qtbot, window)
    assert window.navigator.steps == (("home", {}),)
    assert "Талгат" in window.footer._right.text()
