"""The rosters by keys in the real window: typing, rows that wait, a table from Excel, what does not fit."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.services.updating import Updating
from inspector.ui.screens.roster.view import RosterScreen
from inspector.ui.window import AppWindow
from tests.store.laptops import page
from tests.ui import laptop
from tests.ui.test_inspection_journeys import GUARDS, Gate, Inspection, iin

CAMERAS = "/data/cctv/cameras"
PEOPLE = [("Жумабеков Ерлан", "5503123"), ("Петренко Виктор", "6209053"), ("Оспанов Даурен", "8801273")]
KAZAKH_DIGITS = dict(zip("1234567890", '"әіңғ,.үұқ', strict=True))
"""What the digit row of the standard Kazakh layout types, by the digit printed on the key."""
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def school(tmp_path: Path) -> Iterator[laptop.School]:
    made = laptop.begun(tmp_path / "home")
    guards = [{"iin": iin(number), "guard_name": name, "course": "yes", "role": "guard"} for name, number in PEOPLE]
    cameras = [{"place": "Вход"}, {"place": "Гараж"}]
    last = msgspec.structs.replace(laptop.LAST, lists={"guards": guards})
    declared = msgspec.structs.replace(laptop.DECLARED, lists={"cameras": cameras})
    Updating(made.store.changes).accept(page([("last_visit", last), ("declared", declared)], first=50))
    made.inspection = made.workplace.inspecting.start(laptop.SCHOOL.id, laptop.VISIT)
    yield made
    made.close()


@pytest.fixture
def guarded(qtbot: QtBot, open_window: Callable[..., AppWindow], school: laptop.School) -> Iterator[Inspection]:
    opened = school.opened()
    step = opened.answer("/data/guarding/guard_mode", "agency")
    camera = opened.answer("/data/cctv/cctv_installed/verdict", "ok")
    school.workplace.inspecting.record(opened.id, (*step.operations, *camera.operations))
    gate = Gate(school)
    window = open_window(gate)
    window.unlocked(gate.unlock(""))
    made = Inspection(qtbot, window, school)
    made.settle()
    yield made
    window.close()


def roster(inspection: Inspection, repeat: str = GUARDS) -> RosterScreen:
    screen = inspection.show("roster", repeat=repeat)
    assert isinstance(screen, RosterScreen)
    inspection.qtbot.waitUntil(lambda: screen.page is not None and screen.repeat == repeat)
    return screen


def values(inspection: Inspection, repeat: str, *names: str) -> list[tuple[str, ...]]:
    """As the journal has it."""
    session = inspection.school.opened().session
    return [tuple(session.value(f"{row}/{name}") for name in names) for row in session.rows(repeat)]


def layout_key(inspection: Inspection, digit: str) -> None:
    """The key with this digit on it, as the Kazakh layout reports it: another letter, the same scan code."""
    code = 8 + (11 if digit == "0" else int(digit) + 1)
    target = QApplication.focusWidget()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        none = Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(kind, Qt.Key.Key_unknown, none, code, 0, 0, KAZAKH_DIGITS[digit])
        QApplication.sendEvent(target, event)
    inspection.settle()


def test_guards_of_the_last_visit_are_confirmed_and_denied_with_one_key_each(guarded: Inspection) -> None:
    screen = roster(guarded)
    assert [line.waiting for line in screen.model.lines] == [True] * 3
    assert screen.model.lines[0].cells[1].shown.endswith("••••••")
    assert values(guarded, GUARDS, "iin") == []
    assert screen.below.waiting.isVisible()
    guarded.presses = 0
    guarded.press("1", "2", "1")
    assert guarded.presses == 3
    assert values(guarded, GUARDS, "guard_name", "course") == [(PEOPLE[0][0], ""), (PEOPLE[2][0], "")]
    assert [line.waiting for line in screen.model.lines] == [False, False]
    guarded.press(Qt.Key.Key_Z, modifier=CONTROL)
    guarded.press(Qt.Key.Key_Z, modifier=CONTROL)
    assert [line.title for line in screen.model.lines if line.waiting] == [PEOPLE[1][0], PEOPLE[2][0]]


def test_a_digit_on_a_waiting_row_never_answers_anything_else(guarded: Inspection) -> None:
    roster(guarded)
    guarded.press("4", "3", "9", "0")
    assert values(guarded, GUARDS, "iin") == []


def test_a_declared_camera_that_is_not_there_gets_a_row_that_says_so(guarded: Inspection) -> None:
    screen = roster(guarded, CAMERAS)
    guarded.press("1", "2")
    assert values(guarded, CAMERAS, "place", "works", "fault") == [("Вход", "", ""), ("Гараж", "no", "absent")]
    assert screen.model.lines[1].tone == "bad"


def test_a_roster_of_six_guards_takes_some_forty_keys_a_row(guarded: Inspection) -> None:
    screen = roster(guarded)
    guarded.press("1", "1", "1")
    guarded.presses = 0
    for number in range(3):
        guarded.press("+")
        for letter in f"Ахметов Болат {number}":
            guarded.press(letter)
        guarded.press(Qt.Key.Key_Tab)
        guarded.type(iin(f"59102{number}3"))
        guarded.press(Qt.Key.Key_Tab, "1", Qt.Key.Key_Tab, "1", Qt.Key.Key_Tab, "1", Qt.Key.Key_Tab, "1")
        guarded.press(Qt.Key.Key_Tab, "1")
    assert guarded.presses == 3 * (1 + 15 + 1 + 12 + 10)
    assert [line.tone for line in screen.model.lines[3:]] == ["ok"] * 3
    assert len(values(guarded, GUARDS, "iin")) == 6


def test_an_iin_is_typed_by_the_places_of_the_keys_on_the_kazakh_layout(guarded: Inspection) -> None:
    screen = roster(guarded)
    guarded.press("+", Qt.Key.Key_Tab)
    number = iin("5910233")
    for at, digit in enumerate(number, start=1):
        layout_key(guarded, digit)
        said = screen.iin.accessibleName()
        assert ("23.10.1959" in said) == (at >= 7)
        if at == 12:
            assert "67 лет" in said
    guarded.press(Qt.Key.Key_Return)
    assert values(guarded, GUARDS, "iin") == [(number,)]
    assert number not in [cell.shown for line in screen.model.lines for cell in line.cells]


def paste(inspection: Inspection, text: str) -> None:
    QApplication.clipboard().setText(text)
    inspection.press(Qt.Key.Key_V, modifier=CONTROL)
    screen = inspection.window.screen
    assert isinstance(screen, RosterScreen)
    presenter = screen._presenter
    assert presenter is not None
    inspection.qtbot.waitUntil(lambda: not presenter.pasting)
    inspection.settle()


def test_twenty_rows_from_excel_go_in_and_come_out_at_once(guarded: Inspection) -> None:
    screen = roster(guarded)
    rows = [f"Күзетші {at}\t{iin(f'88012{at:02}'[:7], at + 1)}\tда\t05.03.2026" for at in range(10, 30)]
    paste(guarded, "Фамилия и имя\tЖСН\tUniform\tДата курса\r\n" + "\r\n".join(rows) + "\r\n")
    written = values(guarded, GUARDS, "guard_name", "iin")
    assert len(written) == 20
    assert written[0] == ("Күзетші 10", iin("8801210", 11))
    assert guarded.window.banner.isVisible()
    guarded.press(Qt.Key.Key_Z, modifier=CONTROL)
    assert values(guarded, GUARDS, "iin") == []
    assert all(line.waiting for line in screen.model.lines)


def test_what_could_not_be_read_is_named_and_text_stays(guarded: Inspection) -> None:
    roster(guarded, "/data/classes")
    paste(guarded, "Сынып немесе топ\tБала саны\tЦвет\n1А\t28\tкрасный\n1Б\tмного\tсиний\n")
    written = values(guarded, "/data/classes", "class_name", "children")
    assert written == [("1А", "28"), ("1Б", "много")]
    said = guarded.window.banner.accessibleName() or guarded.window.banner._text.text()
    assert "Цвет" in said
    assert "строка 2, Детей" in said


def test_without_titles_the_block_begins_at_the_current_cell(guarded: Inspection) -> None:
    screen = roster(guarded, "/data/classes")
    guarded.press("+")
    paste(guarded, "1А\t28\n1Б\t26")
    assert values(guarded, "/data/classes", "class_name", "children") == [("1А", "28"), ("1Б", "26")]
    assert screen.model.rowCount() == 2


def test_what_does_not_fit_stands_below_and_is_reached_by_the_same_keys(guarded: Inspection) -> None:
    guarded.window.resize(1280, 680)
    screen = roster(guarded)
    guarded.press("1")
    screen.go_to_cell(2, 0, edit=False)
    guarded.settle()
    first = screen.grid.shown_columns
    assert first < len(screen.model.columns)
    assert not screen.grid.horizontalScrollBar().isVisible()
    below = [column.suffix for column in screen.model.columns[first:]]
    assert "months_here" in below
    at = [column.suffix for column in screen.model.columns].index("months_here")
    while screen.grid.currentIndex().column() != at:
        before = screen.grid.currentIndex().column()
        guarded.press(Qt.Key.Key_Right)
        here = screen.grid.currentIndex().column()
        assert before < here <= at
        assert here < first or not screen.detail.place_of(here).isEmpty()
    guarded.press("7", Qt.Key.Key_Return)
    assert values(guarded, GUARDS, "months_here") == [("7",)]


@pytest.mark.parametrize("size", [(1280, 680), (1366, 768), (1093, 614)])
def test_the_table_is_never_wider_than_its_window(guarded: Inspection, size: tuple[int, int]) -> None:
    guarded.window.resize(*size)
    screen = roster(guarded)
    guarded.settle()
    assert (guarded.window.width(), guarded.window.height()) == size
    total = sum(screen.grid.columnWidth(place) for place in range(screen.model.columnCount()))
    assert total <= screen.grid.viewport().width()


def test_a_row_that_was_not_checked_asks_why_below_the_table(guarded: Inspection) -> None:
    screen = roster(guarded)
    guarded.press("1", "2", "2")
    briefed = [column.suffix for column in screen.model.columns].index("briefed")
    screen.go_to_cell(0, briefed, edit=False)
    guarded.press("4")
    assert screen.below.why.isVisible()
    screen.below.why._buttons[0].click()
    guarded.settle()
    assert values(guarded, GUARDS, "briefed")[0] == ("unchecked",)
    assert values(guarded, GUARDS, "guard_why")[0] != ("",)
    assert not screen.below.why.isVisible()
