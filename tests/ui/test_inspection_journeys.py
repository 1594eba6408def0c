"""Whole stretches of an inspection in the real window, by key events only, against the real store."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from inspector.core.iin import check_digit
from inspector.services.ports import Insider, PinStanding, PinState
from inspector.ui.screens.questions import resuming
from inspector.ui.screens.questions.view import QuestionsScreen
from inspector.ui.screens.roster.view import RosterScreen
from inspector.ui.window import AppWindow
from tests.ui import laptop
from tests.ui.conftest import visible
from tests.ui.fakes import FakeShell, FakeSyncing

CCTV, DUMMY, GUARDS = "/data/cctv/cctv_installed", "/data/cctv/dummy", "/data/guards"


class Gate:
    """The door of one school's laptop, already unlocked."""

    def __init__(self, school: laptop.School) -> None:
        self._place = replace(school.workplace, syncing=FakeSyncing())

    def state(self) -> str:
        return "locked"

    def slots(self) -> tuple[str, ...]:
        return ("Сапарова",)

    def insiders(self) -> tuple[Insider, ...]:
        return (Insider(id="1", name="Сапарова"),)

    def pin(self, slot: str) -> PinState:
        return PinState(standing=PinStanding.NONE)

    def set_pin(self, pin: str) -> None:
        """None is held."""

    def unlock(self, passphrase: str, slot: str = "") -> object:
        return self._place

    def lock(self) -> None:
        """The store is closed by the fixture."""


class Inspection:
    """A window with one inspection, and hands that only press keys; every press is counted."""

    def __init__(self, qtbot: QtBot, window: AppWindow, school: laptop.School) -> None:
        self.qtbot, self.window, self.school = qtbot, window, school
        self.presses = 0

    def show(self, screen: str, **arguments: str) -> QWidget:
        self.window.navigator.show(screen, inspection=self.school.inspection, **arguments)
        self.settle()
        return self.window.screen

    def questions(self, node: str = "") -> QuestionsScreen:
        shown = self.show("questions", node=node)
        assert isinstance(shown, QuestionsScreen)
        self.qtbot.waitUntil(lambda: shown.card.node == node or not node)
        return shown

    def press(self, *pressed: "Qt.Key | str", modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for each in pressed:
            target = QApplication.focusWidget() or self.window
            self.presses += 1
            if not isinstance(each, str):
                QTest.keyClick(target, each, modifier)
            elif each.isascii():
                QTest.keyClicks(target, each, modifier)
            else:  # QTest knows the keys of one layout only
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    QApplication.sendEvent(target, QKeyEvent(kind, 0, modifier, each))
        self.settle()

    def type(self, text: str) -> None:
        for letter in text:
            self.press(letter)

    def settle(self) -> None:
        idle: list[bool] = []
        self.window.tasks.when_idle(lambda: idle.append(True))
        self.qtbot.waitUntil(lambda: bool(idle))
        QApplication.processEvents()

    def value(self, node: str) -> str:
        """As the journal has it, read anew."""
        return self.school.opened().session.value(node)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[laptop.School]:
    made = laptop.begun(tmp_path / "home")
    yield made
    made.close()


@pytest.fixture
def inspection(qtbot: QtBot, open_window: Callable[..., AppWindow], school: laptop.School) -> Iterator[Inspection]:
    gate = Gate(school)
    window = open_window(gate)
    window.unlocked(gate.unlock(""))
    made = Inspection(qtbot, window, school)
    made.settle()
    yield made
    window.close()


class Modal(QObject):
    """Notices windows of their own."""

    def __init__(self, main: QWidget) -> None:
        super().__init__()
        self.main, self.seen = main, []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and watched is not self.main and watched.windowModality() != Qt.WindowModality.NonModal:
            self.seen.append(type(watched).__name__)
        return False


def test_a_compliant_item_is_one_key_and_the_next_question_opens(inspection: Inspection) -> None:
    screen = inspection.questions(CCTV)
    inspection.press("1")
    assert inspection.presses == 1
    assert inspection.value(f"{CCTV}/verdict") == "ok"
    inspection.qtbot.waitUntil(lambda: screen.card.node != CCTV)
    assert "Сохранено" in inspection.window.footer._right.text()


def test_a_failed_item_with_a_note_and_a_term(inspection: Inspection) -> None:
    screen = inspection.questions(CCTV)
    inspection.press("2", "5")
    inspection.type("Камер нет")
    inspection.press(Qt.Key.Key_Escape, "7")
    assert inspection.value(f"{CCTV}/verdict") == "bad"
    assert inspection.value(f"{CCTV}/note") == "Камер нет"
    assert inspection.value(f"{CCTV}/due_days") == "30"
    assert screen.card.node == CCTV
    assert QApplication.focusWidget().text() == "Не соответствует"


def test_not_checked_takes_its_reason_by_a_digit(inspection: Inspection) -> None:
    screen = inspection.questions(CCTV)
    inspection.press("4", "1")
    assert inspection.value(f"{CCTV}/verdict") == "unchecked"
    assert inspection.value(f"{CCTV}/reason") == "Нет доступа"
    inspection.qtbot.waitUntil(lambda: screen.card.node != CCTV)


def test_digits_in_a_text_are_text(inspection: Inspection) -> None:
    inspection.questions(CCTV)
    inspection.press("2", "5")
    inspection.type("4 из 9")
    inspection.press(Qt.Key.Key_Escape)
    assert inspection.value(f"{CCTV}/note") == "4 из 9"
    assert inspection.value(f"{CCTV}/verdict") == "bad"


def test_a_scan_code_answers_on_the_kazakh_layout(inspection: Inspection) -> None:
    """The key above which «2» is printed gives «і» there."""
    from tests.ui.test_keys import key

    inspection.questions(CCTV)
    QApplication.sendEvent(QApplication.focusWidget(), key(3, "і"))
    inspection.settle()
    assert inspection.value(f"{CCTV}/verdict") == "bad"


def test_undo_is_ctrl_z(inspection: Inspection) -> None:
    inspection.questions(CCTV)
    inspection.press("2")
    inspection.press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert inspection.value(f"{CCTV}/verdict") == ""


def test_arrows_and_pages_walk_through_questions_and_sections(inspection: Inspection) -> None:
    screen = inspection.questions(CCTV)
    inspection.press("1")
    screen = inspection.questions(CCTV)
    inspection.press(Qt.Key.Key_Down)
    assert screen.card.node == "/data/cctv/cameras"
    inspection.press(Qt.Key.Key_Up)
    assert screen.card.node == CCTV
    inspection.press(Qt.Key.Key_PageDown, modifier=Qt.KeyboardModifier.ControlModifier)
    assert screen.page.title == "Охват детей камерами"


def test_a_number_is_typed_and_enter_goes_on(inspection: Inspection) -> None:
    screen = inspection.questions("/data/card/roll")
    inspection.type("640")
    inspection.press(Qt.Key.Key_Return)
    assert inspection.value("/data/card/roll") == "640"
    inspection.qtbot.waitUntil(lambda: screen.card.node == "/data/card/present")
    inspection.press(Qt.Key.Key_Up)
    assert screen.card.node == "/data/card/roll"
    inspection.press(Qt.Key.Key_Escape, "9")
    assert screen.card.node == "/data/card/present"


def iin(first: str, serial: int = 1) -> str:
    while (last := check_digit(f"{first}{serial:04}")) is None:
        serial += 1
    return f"{first}{serial:04}{last}"


@pytest.fixture
def guarded(inspection: Inspection) -> Inspection:
    """The school is guarded by an agency, so that guards are asked for."""
    inspection.questions("/data/guarding/guard_mode")
    inspection.press("1")
    return inspection


def test_a_guard_is_typed_into_the_table(guarded: Inspection) -> None:
    screen = guarded.show("roster", repeat=GUARDS)
    assert isinstance(screen, RosterScreen)
    guarded.press("+")
    guarded.type("Ахметов Болат")
    guarded.press(Qt.Key.Key_Tab)
    number = iin("5910234")
    guarded.type(number[:7])
    assert screen.iin.isVisible()
    assert "23.10.1959 — 67 лет" in screen.iin.accessibleName()
    guarded.type(number[7:])
    guarded.press(Qt.Key.Key_Tab, "1")
    row = guarded.school.opened().session.rows(GUARDS)[0]
    assert guarded.value(f"{row}/iin") == number
    assert guarded.value(f"{row}/guard_name") == "Ахметов Болат"
    assert guarded.value(f"{row}/role") == "guard"
    line = screen.model.lines[0]
    assert line.cells[1].shown == f"{number[:6]} ••••••"
    assert "67" in [cell.shown for cell in line.cells]


def test_choices_never_take_the_keys_away_from_the_table(guarded: Inspection) -> None:
    screen = guarded.show("roster", repeat=GUARDS)
    for first in ("8801274", "7906143"):
        guarded.press("+")
        guarded.type(iin(first))
        guarded.press(Qt.Key.Key_Tab)
        for _ in range(len(screen.model.columns) - 2):
            guarded.press(Qt.Key.Key_Tab, "1")
            assert QApplication.activeWindow() is guarded.window
            assert screen.isAncestorOf(QApplication.focusWidget())
            if screen.grid.currentIndex().column() == 2:
                guarded.press("2")


def test_a_wrong_check_digit_is_a_finding_of_the_row(guarded: Inspection) -> None:
    screen = guarded.show("roster", repeat=GUARDS)
    guarded.press("+", Qt.Key.Key_Tab)
    number = iin("5910234")
    guarded.type(number[:-1] + str((int(number[-1]) + 1) % 10))
    guarded.press(Qt.Key.Key_Return)
    assert screen.model.lines[0].tone == "bad"
    assert screen.sentences.isVisible()


def test_del_removes_a_row_and_ctrl_z_brings_it_back(guarded: Inspection) -> None:
    screen = guarded.show("roster", repeat=GUARDS)
    guarded.press("+")
    guarded.type(iin("8801274"))
    guarded.press(Qt.Key.Key_Return, Qt.Key.Key_Delete)
    assert screen.model.rowCount() == 0
    assert not guarded.window.undo_bar.isHidden()
    guarded.press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert screen.model.rowCount() == 1


def test_tab_behind_the_last_cell_adds_a_row(guarded: Inspection) -> None:
    screen = guarded.show("roster", repeat=GUARDS)
    guarded.press("+")
    guarded.type(iin("8801274"))
    for _ in range(len(screen.model.columns)):
        guarded.press(Qt.Key.Key_Tab)
        if screen.model.rowCount() == 2:
            break
    assert screen.model.rowCount() == 2
    assert screen.grid.currentIndex().row() == 1


# sizes, names, languages, themes


def tour(inspection: Inspection) -> Iterator[str]:
    """Every screen of an inspection with something on it."""
    inspection.questions(CCTV)
    inspection.press("2")
    yield "failed"
    inspection.press("4")
    yield "reasons"
    inspection.questions("/data/guarding/guard_mode")
    inspection.press("1")
    inspection.show("roster", repeat=GUARDS)
    inspection.press("+")
    inspection.type("5910234")
    yield "guards"
    inspection.press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    yield "options"
    inspection.show("summary")
    yield "summary"


@pytest.mark.parametrize("code", ["ru", "kk"])
def test_every_screen_fits_the_smallest_window(inspection: Inspection, code: str) -> None:
    inspection.window.choose_language(code)
    inspection.window.resize(1280, 680)
    for place in tour(inspection):
        least = inspection.window.minimumSizeHint()
        assert (inspection.window.width(), inspection.window.height()) == (1280, 680), place
        assert least.width() <= 1280, place
        assert least.height() <= 680, place


def test_every_control_has_a_name(inspection: Inspection) -> None:
    for place in tour(inspection):
        nameless = [
            type(widget).__name__
            for widget in visible(inspection.window)
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isEnabled() and not spoken(widget)
        ]
        assert nameless == [], place


def spoken(widget: QWidget) -> str:
    described = QAccessible.queryAccessibleInterface(widget)
    return described.text(QAccessible.Text.Name) or widget.accessibleName() if described else widget.accessibleName()


def test_targets_are_large_enough_for_gloves(inspection: Inspection) -> None:
    for place in tour(inspection):
        small = {
            f"{type(widget).__name__} {widget.text()!r} {widget.width()}x{widget.height()}"
            for widget in visible(inspection.window)
            if isinstance(widget, QAbstractButton) and widget.isEnabled() and type(widget).__name__ != "_Segment"
            if widget.height() < 44 or widget.width() < 44
        }
        assert small == set(), place


def test_nothing_stays_in_the_old_language(inspection: Inspection) -> None:
    said: dict[str, set[str]] = {}
    for place in tour(inspection):
        for code in ("ru", "kk"):
            inspection.window.choose_language(code)
            said[code] = {
                widget.text()
                for widget in visible(inspection.window)
                if isinstance(widget, QAbstractButton) and len(widget.text()) > 3 and widget.text().isalpha()
            }
        inspection.window.choose_language("ru")
        same = said["ru"] & said["kk"]
        assert not same - {"Закрыть", "Қазақша"}, place  # a notice stays as said; Kazakh is named in Kazakh


def test_a_field_that_is_written_into_keeps_its_text_when_the_language_changes(inspection: Inspection) -> None:
    screen = inspection.questions(CCTV)
    inspection.press("2", "5")
    inspection.type("Камер нет")
    inspection.window.choose_language("kk")
    assert screen.card.note.text() == "Камер нет"
    assert isinstance(QApplication.focusWidget(), QPlainTextEdit | QLineEdit)


def test_after_a_power_cut_the_same_question_opens_and_says_what_was_written_last(
    qtbot: QtBot, open_window: Callable[..., AppWindow], inspection: Inspection
) -> None:
    inspection.questions(CCTV)
    assert "Продолжаем" not in inspection.window.footer._right.text()  # it was only just begun
    inspection.press("2", Qt.Key.Key_Down)
    inspection.press("1")
    node = inspection.window.screen._presenter.node
    written = inspection.school.opened().journal[-1].at
    gate = Gate(inspection.school)  # nothing of the first window comes over: its screens never left
    again = Inspection(qtbot, open_window(gate), inspection.school)
    again.window.unlocked(gate.unlock(""))
    again.settle()
    screen = again.questions()
    assert screen._presenter.node == node
    number = screen._presenter.reading.number_of(node)
    time = datetime.fromisoformat(written).astimezone()
    assert again.window.footer._right.text() == f"Продолжаем с {number}. Последняя запись {time:%H:%M:%S}"
    again.press("1")
    assert again.window.footer._right.text().startswith("Сохранено")
    again.window.close()


def test_a_clock_behind_the_last_record_is_said(inspection: Inspection, shell: FakeShell) -> None:
    inspection.questions(CCTV)
    inspection.press("1")
    sitting = inspection.window.screen._sitting
    last = datetime.fromisoformat(sitting.opened.journal[-1].at)
    for now, said in ((last - timedelta(days=3), 1), (last + timedelta(days=1), 0)):
        shell.notices.clear()
        resuming.teller(shell, sitting, now)("3.4")
        assert len(shell.notices) == said
    assert shell.resumes[-1] == f"Продолжаем с 3.4. Последняя запись {last.astimezone():%d.%m %H:%M:%S}"
