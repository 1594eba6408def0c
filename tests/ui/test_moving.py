"""A newer checklist in the real window: the offer, the report, the step, and verdicts that wait to be confirmed."""

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from inspector.services.updating import Updating
from inspector.ui.screens.moving.view import MovingScreen
from inspector.ui.screens.questions.view import QuestionsScreen
from tests.store.laptops import page
from tests.ui import laptop
from tests.ui.conftest import name
from tests.ui.test_inspection_journeys import CCTV, Inspection, inspection, school

__all__ = ["inspection", "school"]


def newer(school: laptop.School) -> None:
    """The same checklist under a new version."""
    body = laptop.checklist()
    told = msgspec.structs.replace(body, version="2027.1", form_xml=body.form_xml.replace(body.version, "2027.1"))
    Updating(school.store.changes).accept(page([("checklist", told)], first=500))


def test_two_keys_move_a_draft_and_one_confirms_a_verdict(inspection: Inspection, school: laptop.School) -> None:
    newer(school)
    shown = inspection.questions(CCTV)
    inspection.press("1")
    inspection.settle()
    banner = inspection.window.banner
    assert "2027.1" in banner.text
    assert school.opened().session.value(f"{CCTV}/verdict") == "ok"
    banner.acted.emit()
    inspection.settle()
    moving = inspection.window.screen
    assert isinstance(moving, MovingScreen)
    assert moving.page is not None
    assert [number for _, number, _ in moving.page.tiles] == ["0", "1", "0"]
    assert QApplication.focusWidget() is moving.go
    before = inspection.presses
    inspection.press(Qt.Key.Key_Return)
    assert inspection.presses - before == 1
    shown = inspection.window.screen
    assert isinstance(shown, QuestionsScreen)
    inspection.qtbot.waitUntil(lambda: bool(shown.page.rows))
    line = next(line for line in shown.page.rows if line.node == CCTV)
    assert (line.glyph, next(hint.text for hint in line.hints)) == ("none", "подтвердите: соответствует")
    new = inspection.window.workplace.inspecting.today().drafts[0].id
    assert new != school.inspection
    inspection.window.navigator.show("questions", inspection=new, node=CCTV)
    inspection.settle()
    inspection.press("1")
    assert inspection.window.workplace.inspecting.open(new).session.value(f"{CCTV}/verdict") == "ok"


def test_the_old_draft_can_be_read_from_today(inspection: Inspection, school: laptop.School) -> None:
    inspection.questions(CCTV)
    inspection.press("1")
    newer(school)
    workplace = inspection.window.workplace
    workplace.moving.move(school.inspection)
    inspection.window.navigator.home()
    inspection.settle()
    inspection.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    inspection.settle()
    assert name(inspection.window) == "moving"
    kept = inspection.window.screen
    assert isinstance(kept, MovingScreen)
    assert kept.page is not None
    assert kept.page.move == ""
    assert [line.answer for line in kept.page.lines if line.node == CCTV] == ["Соответствует"]


def test_what_headquarters_answers_is_shown_and_takes_no_key(inspection: Inspection, school: laptop.School) -> None:
    told = "/data/cou/cou_cameras"
    opened = school.opened()
    school.workplace.inspecting.record(school.inspection, opened.answer(f"{CCTV}/verdict", "ok").operations)
    shown = inspection.questions(told)
    assert shown.page.card is not None
    assert (shown.page.card.verdict, shown.page.card.fields) == (None, ())
    assert all(hint.keys != "1 2 3 4" for hint in shown.hints())
    entries = school.opened().entries
    inspection.press("1", "2", "0")
    assert (inspection.value(f"{told}/verdict"), school.opened().entries) == ("", entries)
