"""The photo of the last visit beside the new one, and the new term, in the real window by keys."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from inspector.services import revisiting
from inspector.ui import language
from inspector.ui.screens.again.view import AgainScreen
from inspector.ui.screens.questions.view import QuestionsScreen
from inspector.ui.window import AppWindow
from tests.ui import returned
from tests.ui.test_inspection_journeys import Gate, Inspection

ARCHIVE = returned.ARCHIVE


@pytest.fixture
def hands(qtbot: QtBot, open_window: Callable[..., AppWindow], tmp_path: Path) -> Iterator[Inspection]:
    school = returned.visited_before(tmp_path / "home")
    gate = Gate(school)
    window = open_window(gate)
    window.settings.change(photo_folder=str(tmp_path / "phone"))
    window.unlocked(gate.unlock(""))
    made = Inspection(qtbot, window, school)
    made.settle()
    yield made
    window.close()
    school.close()


def again(hands: Inspection) -> AgainScreen:
    screen = hands.show("again")
    assert isinstance(screen, AgainScreen)
    hands.qtbot.waitUntil(screen.card.isVisible)
    return screen


def fresh_picture(tmp_path: Path) -> Path:
    made = returned.picture(tmp_path / "phone", "new.jpg", "teal")
    now = datetime.now().timestamp()
    os.utime(made, (now, now))
    return made


def test_the_old_photo_stands_beside_the_new_one_two_keys_from_the_violation(hands: Inspection, tmp_path: Path) -> None:
    fresh_picture(tmp_path)
    screen = again(hands)
    beside = screen.card.beside
    hands.press("6")
    hands.qtbot.waitUntil(lambda: beside.isVisible() and beside.then.loaded)
    assert not beside.now.loaded
    assert "Фото пока нет" in beside.now.accessibleName()
    hands.qtbot.waitUntil(lambda: screen.card.tray.isVisible() and not screen.card.tray.busy)
    hands.press("6")
    hands.qtbot.waitUntil(lambda: beside.now.loaded)
    assert hands.presses == 2
    assert screen.card.tray.isHidden(), "taken: what was chosen stands beside what was"
    opened = hands.school.opened()
    assert len(opened.session.rows(f"{ARCHIVE}/archive_photos")) == 1
    hands.press("2")
    (first, *_) = revisiting.past_violations(hands.school.opened())
    assert first.verdict == "not_fixed"
    assert beside.isHidden(), "the next violation has photos of its own"


def test_escape_puts_the_tray_away_then_the_photos_then_the_screen(hands: Inspection) -> None:
    screen = again(hands)
    hands.press("6")
    hands.qtbot.waitUntil(screen.card.tray.isVisible)
    for left in (screen.card.tray, screen.card.beside):
        assert left.isVisible()
        assert screen.escape()
        assert left.isHidden()
    assert not screen.escape()


def test_what_takes_no_photo_and_what_another_laptop_keeps_is_said_in_words(
    hands: Inspection, monkeypatch: pytest.MonkeyPatch
) -> None:
    school = hands.school
    opened = school.opened()
    assert opened.last is not None
    elsewhere = replace(opened.institution, id="school-9")
    monkeypatch.setattr(opened, "institution", elsewhere)
    assert school.workplace.inspecting.photographed(opened) is None
    screen = again(hands)
    presenter = screen._presenter
    assert presenter is not None
    presenter._asked = True  # as if the laptop had looked and found nothing
    hands.press("6")
    assert "в штабе" in screen.card.beside.then.accessibleName()


def test_a_new_term_is_set_where_the_violation_was_found_again(hands: Inspection) -> None:
    screen = again(hands)
    hands.press("2", "7")
    assert screen.card.deadline.isHidden()
    screen._ask(lambda p: p.begin(next(iter(revisiting.past_violations(p._opened))).row))
    hands.settle()
    assert "Новый срок ставится" in screen.card._about_term.text()
    hands.press("8")
    questions = hands.window.screen
    assert isinstance(questions, QuestionsScreen)
    hands.qtbot.waitUntil(lambda: questions.card.node == ARCHIVE)
    hands.press("2")
    preset = hands.value(f"{ARCHIVE}/due_days")
    screen = again(hands)
    screen._ask(lambda p: p.begin(next(iter(revisiting.past_violations(p._opened))).row))
    hands.settle()
    assert screen.card.deadline.isVisible()
    hands.press("7")
    assert hands.value(f"{ARCHIVE}/due_days") not in ("", preset)
    hands.press("z", modifier=Qt.KeyboardModifier.ControlModifier)
    assert hands.value(f"{ARCHIVE}/due_days") == preset


def test_with_photos_and_tray_open_it_fits(hands: Inspection, tmp_path: Path) -> None:
    fresh_picture(tmp_path)
    screen = again(hands)
    hands.window.resize(1280, 680)
    hands.press("6")
    hands.qtbot.waitUntil(lambda: screen.card.beside.then.loaded)
    for code in ("ru", "kk", "en"):
        language.current.choose(code)
        hands.settle()
        assert (hands.window.width(), hands.window.height()) == (1280, 680), code
        assert screen.card.minimumSizeHint().width() <= screen.scroller.viewport().width(), code
