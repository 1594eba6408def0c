"""What has to be seen in time: a part still with a colleague before the seal, overdue violations, every key on F1."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from inspector.ui import language
from inspector.ui.screens.keysheet.view import KeySheetScreen
from inspector.ui.screens.summary.view import SummaryScreen
from inspector.ui.window import AppWindow
from tests.ui import laptop, returned
from tests.ui.conftest import name
from tests.ui.test_inspection_journeys import Gate, Inspection, inspection, school

__all__ = ["inspection", "school"]


def test_the_summary_warns_of_a_part_that_is_still_with_a_colleague(
    inspection: Inspection, school: laptop.School, tmp_path: Path
) -> None:
    screen = inspection.show("summary")
    assert isinstance(screen, SummaryScreen)
    assert screen.away.isHidden()
    school.workplace.dividing.give(school.inspection, ["/data/guards_post"], tmp_path / "part.qorgan")
    section = school.opened().form.sections[2].path
    school.workplace.dividing.give(school.inspection, [section], tmp_path / "part2.qorgan")
    inspection.show("questions")
    screen = inspection.show("summary")
    assert isinstance(screen, SummaryScreen)
    inspection.qtbot.waitUntil(screen.away.isVisible)
    assert school.opened().session.label(section, "ru") in screen._away.text()
    screen.bring.click()
    inspection.settle()
    assert name(inspection.window) == "sync"


def test_the_rail_counts_overdue_violations(
    qtbot: QtBot, open_window: Callable[..., AppWindow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = returned.revisited_school(tmp_path / "home")
    gate = Gate(made)
    window = open_window(gate)
    window.unlocked(gate.unlock(""))
    button = window.rail.button("violations")
    assert button is not None
    qtbot.waitUntil(lambda: button.accessibleDescription() == "2")
    window.close()
    made.close()


def test_f1_names_every_key_that_works(inspection: Inspection) -> None:
    inspection.window.navigator.home()
    inspection.settle()
    inspection.press(Qt.Key.Key_F1)
    sheet = inspection.window.screen
    assert isinstance(sheet, KeySheetScreen)
    inspection.press(Qt.Key.Key_PageDown)
    assert sheet._scroller.verticalScrollBar().value() > 0, "what does not fit is reached by keys"
    assert "The pad and the name fill the window" in {message for message, _ in sheet._said}
    for code in ("ru", "kk"):
        language.current.choose(code)
        inspection.settle()
        for message, label in sheet._said:
            assert label.text() != message, "every key is said in the person's language"
