"""The visit after another in the real window: one key a violation; what changed in the lists; violations by term."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from inspector.services import revisiting
from inspector.ui import language
from inspector.ui.screens.again.view import AgainScreen
from inspector.ui.screens.questions.view import QuestionsScreen
from inspector.ui.screens.violations import entries as listing
from inspector.ui.screens.violations.terms import LATER, NO_TERM, OVERDUE, SOON, counted, standing
from inspector.ui.screens.violations.view import ViolationsScreen
from inspector.ui.widgets.filters import SegmentedFilter
from inspector.ui.window import AppWindow
from tests.ui import laptop, returned
from tests.ui.conftest import visible
from tests.ui.test_inspection_journeys import Gate, Inspection

PAST, CAMERAS, BUSES = "/data/previous/last_findings", "/data/cctv/cameras", "/data/transport/buses"


@pytest.fixture
def school(tmp_path: Path) -> Iterator[laptop.School]:
    made = returned.revisited_school(tmp_path / "home")
    yield made
    made.close()


@pytest.fixture
def hands(qtbot: QtBot, open_window: Callable[..., AppWindow], school: laptop.School) -> Iterator[Inspection]:
    gate = Gate(school)
    window = open_window(gate)
    window.unlocked(gate.unlock(""))
    made = Inspection(qtbot, window, school)
    made.settle()
    yield made
    window.close()


def verdicts(school: laptop.School) -> dict[str, str]:
    return {past.check: past.verdict for past in revisiting.past_violations(school.opened())}


def test_it_is_one_key_for_each_violation_and_one_more_for_a_reason(hands: Inspection, school: laptop.School) -> None:
    questions = hands.show("questions")
    assert isinstance(questions, QuestionsScreen)
    assert questions.card.node == PAST, "the violations of the last visit come first"
    hands.press("8")
    screen = hands.window.screen
    assert isinstance(screen, AgainScreen)
    hands.qtbot.waitUntil(screen.card.isVisible)
    assert screen._page is not None
    assert screen._page.lines[0].was == screen.card._was.text() == "Кнопка не связана с ЦОУ"
    assert "просрочено 41 день" in screen.card._term.text()
    hands.press("1", "2", "4", "1", "3")
    assert hands.presses == 6
    assert verdicts(school) == {
        "cou_connected": "fixed", "turnstile": "not_fixed", "camera_down": "unchecked", "archive": "partly",
    }  # fmt: skip
    past = {each.check: each.row for each in revisiting.past_violations(school.opened())}
    assert school.opened().session.value(f"{past['camera_down']}/fixed_why") != ""
    hands.qtbot.waitUntil(lambda: "устранено 1, нет 3, впереди 0" in screen._subtitle.text())
    hands.press("9")
    assert isinstance(hands.window.screen, QuestionsScreen)


def test_an_earlier_violation_is_opened_again_and_cleared(hands: Inspection, school: laptop.School) -> None:
    screen = hands.show("again")
    assert isinstance(screen, AgainScreen)
    hands.qtbot.waitUntil(screen.card.isVisible)
    hands.press("1")
    hands.press(Qt.Key.Key_Up)
    hands.press("0")
    assert set(verdicts(school).values()) == {""}
    hands.press("2")
    hands.press("z", modifier=Qt.KeyboardModifier.ControlModifier)
    assert set(verdicts(school).values()) == {""}


def test_lists_differ_by_key_and_secret_keys_by_their_mark(school: laptop.School) -> None:
    opened = school.opened()
    opened.answer(f"{returned.CCTV}/verdict", "ok")
    for place, works in (("Главный  вход", "no"), ("двор", "yes")):
        row = opened.add_row(CAMERAS).row
        opened.answer(f"{row}/place", place)
        opened.answer(f"{row}/works", works)
    found = {each.repeat: each for each in revisiting.differences(opened)}[CAMERAS]
    assert (found.before, found.stayed, len(found.joined), found.left) == (2, 1, 1, ("",))
    ((_, (change,)),) = found.changed
    assert (change.was, opened.session.value(change.node)) == ("yes", "no")
    assert found.count == 3


def test_the_lists_are_told_in_words(hands: Inspection, school: laptop.School) -> None:
    opened, record = school.opened(), school.workplace.inspecting.record
    record(opened.id, opened.answer(f"{returned.CCTV}/verdict", "ok").operations)
    step = opened.add_row(CAMERAS)
    record(opened.id, step.operations)
    record(opened.id, opened.answer(f"{step.row}/place", "столовая").operations)
    screen = hands.show("again")
    assert isinstance(screen, AgainScreen)
    hands.qtbot.waitUntil(lambda: screen._page is not None)
    hands.press(Qt.Key.Key_PageDown)
    assert QApplication.focusWidget() is screen._rosters[0].button
    assert [roster.path for roster in screen._page.rosters] == [CAMERAS]  # type: ignore[union-attr]
    (text,) = [text for _, text in screen._page.rosters[0].differences]  # type: ignore[union-attr]
    assert text == "Нет на месте: 1 строка прошлого визита"
    assert not screen.card.isVisible()
    hands.press("1")
    assert set(verdicts(school).values()) == {""}, "what is not shown is not judged"
    hands.press(Qt.Key.Key_PageUp)
    assert screen.card.isVisible()


@pytest.mark.parametrize("code", ["ru", "kk", "en"])
@pytest.mark.parametrize("size", [(1280, 680), (1366, 768)])
def test_it_fits_and_everything_has_a_name(hands: Inspection, code: str, size: tuple[int, int]) -> None:
    screen = hands.show("again")
    assert isinstance(screen, AgainScreen)
    hands.qtbot.waitUntil(screen.card.isVisible)
    language.current.choose(code)
    hands.window.resize(*size)
    hands.settle()
    assert (hands.window.width(), hands.window.height()) == size
    assert screen.card.minimumSizeHint().width() <= screen.scroller.viewport().width()
    for widget in visible(screen):
        if isinstance(widget, QAbstractButton) and not isinstance(widget.parentWidget(), SegmentedFilter):
            assert widget.accessibleName() or widget.text(), widget
            assert min(widget.width(), widget.height()) >= 44, widget


def test_violations_are_listed_by_term_and_lead_to_the_institution(hands: Inspection) -> None:
    screen = hands.show("violations")
    assert isinstance(screen, ViolationsScreen)
    hands.qtbot.waitUntil(lambda: len(screen._rows) == 4)
    shown = listing.entries(screen._rows, laptop.VISIT.date)
    assert [(entry.title, entry.right) for entry in shown] == [
        ("Кнопка не связана с ЦОУ", "просрочено 41 день"), ("Нет турникета", "просрочено 22 дня"),
        ("Не работали камеры", "не позже 27 ноября"),
    ], "what is only recommended is no violation"  # fmt: skip
    assert [entry.heading for entry in shown] == ["Просрочены: 2", "Просрочены: 2", "Срок в эти 7 дней: 1"]
    hands.press(Qt.Key.Key_Return)
    assert hands.window.screen is not None
    assert hands.window.screen.objectName() == "before"


@given(st.integers(-400, 400))
def test_every_term_stands_somewhere(days: int) -> None:
    now = date(2026, 11, 24)
    kind = standing((now + timedelta(days=days)).isoformat(), now)
    assert kind == (OVERDUE if days < 0 else SOON if days <= 7 else LATER)
    assert standing("", now) == NO_TERM
    assert counted((), now).total == 0
