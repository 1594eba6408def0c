"""The keyboard map, walked: what works anywhere works on every screen, by place and not by letter."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.ui import theme
from inspector.ui.widgets.fields import Soon
from inspector.ui.window import AppWindow
from tests.ui.conftest import name
from tests.ui.test_inspection_journeys import CCTV, GUARDS, Gate, Inspection
from tests.ui.test_inspection_journeys import inspection as inspection  # noqa: PLC0414 - a fixture
from tests.ui.test_inspection_journeys import school as school  # noqa: PLC0414 - a fixture
from tests.ui.test_keys import key

CONTROL = Qt.KeyboardModifier.ControlModifier
CYRILLIC = {"B": (48, "и"), "K": (37, "л"), "L": (38, "д"), "P": (25, "з"), "Z": (44, "я")}
"""Scan code and the letter a Russian or Kazakh layout has there."""
PLACES = ("home", "search", "sync", "settings", "keys")
INSIDE = ("questions", "roster", "proof", "summary")


def control(window: AppWindow, letter: str) -> None:
    code, text = CYRILLIC[letter]
    QApplication.sendEvent(QApplication.focusWidget() or window, key(code, text, modifiers=CONTROL))


def go(inspection: Inspection, screen: str) -> None:
    """There, as from home."""
    inspection.window.navigator.home()
    if screen in INSIDE:
        more = {"roster": {"repeat": GUARDS}, "cameras": {"repeat": "/data/cctv/cameras"}}.get(screen, {})
        inspection.show(screen, **more)
    elif screen == "keys":
        inspection.window.navigator.show("keys")
    else:
        inspection.window.navigator.place(screen)
    inspection.settle()


def test_what_works_anywhere_works_on_every_screen(inspection: Inspection) -> None:
    for screen in (*PLACES, *INSIDE):
        works_there(inspection, screen)


def works_there(inspection: Inspection, screen: str) -> None:
    """Theme, exchange, full screen, key sheet and search."""
    window = inspection.window
    go(inspection, screen)
    assert name(window) == screen
    look = theme.active().name
    control(window, "B")
    assert theme.active().name != look
    before = window.exchange._syncing.exchanges  # type: ignore[union-attr]
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F9)
    inspection.qtbot.waitUntil(lambda: window.exchange._syncing.exchanges > before)  # type: ignore[union-attr]
    inspection.settle()
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F11)
    assert not window.isFullScreen()
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F1)
    assert name(window) == "keys"
    inspection.press(Qt.Key.Key_Escape)
    go(inspection, screen)
    control(window, "K")
    assert name(window) == "search"


def test_the_lock_takes_the_keys_of_every_screen(inspection: Inspection) -> None:
    window = inspection.window
    inspection.questions(CCTV)
    control(window, "L")
    assert name(window) == "lock"
    for letter in "KPZ":
        control(window, letter)
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert name(window) == "lock"
    inspection.qtbot.waitUntil(lambda: not window._locking)
    window.unlocked(Gate(inspection.school).unlock(""))  # type: ignore[arg-type]
    inspection.settle()
    assert name(window) == "questions"


def test_print_leads_to_what_is_printed(inspection: Inspection) -> None:
    for screen, paper in (("questions", "proof"), ("roster", "proof"), ("summary", "proof"), ("home", "acts")):
        go(inspection, screen)
        control(inspection.window, "P")
        inspection.settle()
        assert name(inspection.window) == paper


def test_undo_takes_back_from_anywhere_in_an_inspection(inspection: Inspection) -> None:
    inspection.questions(CCTV)
    inspection.press("1")
    assert inspection.value(f"{CCTV}/verdict") == "ok"
    control(inspection.window, "Z")
    inspection.settle()
    assert inspection.value(f"{CCTV}/verdict") == ""


def test_on_the_question_page_every_key_of_the_map_means_something(inspection: Inspection) -> None:
    screen = inspection.questions(CCTV)
    presenter = screen._presenter
    for digit, verdict in zip("1234", ("ok", "bad", "na", "unchecked"), strict=True):
        presenter.go_to(CCTV)
        inspection.press("0", digit)
        assert inspection.value(f"{CCTV}/verdict") == verdict
        inspection.press(Qt.Key.Key_Escape)
        inspection.questions(CCTV)
    inspection.press("2", "5")
    assert QApplication.focusWidget() is screen.card.note.edit
    inspection.press("1")  # a digit in a text is text
    assert screen.card.note.text() == "1"
    inspection.press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is not screen.card.note.edit
    inspection.press("6")
    assert screen.card.tray.isVisible()
    inspection.press(Qt.Key.Key_Escape)
    before = inspection.value(f"{CCTV}/due_days")
    inspection.press("7")
    assert inspection.value(f"{CCTV}/due_days") != before
    inspection.press("1")  # what does not exist has no further questions
    inspection.questions(CCTV)
    node = presenter.node
    inspection.press(Qt.Key.Key_Down)
    assert presenter.node != node
    inspection.press(Qt.Key.Key_Up)
    assert presenter.node == node
    section = presenter._section
    inspection.press(Qt.Key.Key_PageDown)
    assert presenter._section != section
    inspection.press(Qt.Key.Key_PageUp)
    assert presenter._section == section
    inspection.press("9")
    assert presenter.node != CCTV
    inspection.questions(CCTV)
    inspection.press("8")
    assert name(inspection.window) == "cameras"
    inspection.press(Qt.Key.Key_Escape)
    assert name(inspection.window) == "questions"
    inspection.press(Qt.Key.Key_Escape)
    assert name(inspection.window) == "home"


def test_a_text_is_kept_while_it_is_still_being_typed(qtbot: QtBot, inspection: Inspection) -> None:
    """A pause that every key puts off would never come while somebody writes a long note."""
    screen = inspection.questions(CCTV)
    inspection.press("2", "5")
    inspection.type("к")
    left = screen._pause.remainingTime()
    assert 0 < left <= 1100  # Qt rounds it
    inspection.type("амера")
    assert screen._pause.isActive()
    assert screen._pause.remainingTime() <= left
    screen._pause.timeout.emit()
    inspection.settle()
    assert inspection.value(f"{CCTV}/note") == "камера"
    assert QApplication.focusWidget() is screen.card.note.edit
    inspection.type(" не")
    inspection.press(Qt.Key.Key_Escape, Qt.Key.Key_Down)  # leaving it writes at once
    assert inspection.value(f"{CCTV}/note") == "камера не"


def test_a_wait_is_not_put_off(qtbot: QtBot, qapp: QApplication) -> None:
    fired: list[bool] = []
    soon = Soon(qapp, 40)
    soon.timeout.connect(lambda: fired.append(True))
    stop: Callable[[], bool] = lambda: bool(soon.begin() or fired)  # noqa: E731 - asked again and again, as keys come
    qtbot.waitUntil(stop)
    soon.stop()
    soon.deleteLater()
