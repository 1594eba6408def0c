"""The children screen: nothing but the session's numbers, the worst zones first, repainted at once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from inspector.core.coverage import CameraRow, ClassRow, Coverage, ZoneRow, coverage
from inspector.services.inspecting import OpenInspection
from inspector.ui.screens.coverage.view import CoverageScreen
from inspector.ui.screens.questions.view import QuestionsScreen
from inspector.ui.screens.roster.view import RosterScreen
from inspector.ui.window import AppWindow
from tests.ui import conftest, laptop
from tests.ui.test_inspection_journeys import Gate, Inspection

ZONES = (("Вход", "entrance"), ("Крыло", "wing"), ("Столовая", "common"), ("Забор", "grounds"))
CLASSES = (("1А", "28", "Вход", "Крыло"), ("1Б", "26", "Вход", "Крыло"))
CAMERAS = (("Над входом", "Вход", "yes"), ("Коридор", "Крыло", "no"), ("Зал", "Столовая", "unchecked"))
CONTROL = Qt.KeyboardModifier.ControlModifier


def fill(opened: OpenInspection) -> list[object]:
    done: list[object] = []

    def row(repeat: str, **values: str) -> None:
        step = opened.add_row(repeat)
        done.extend(step.operations)
        for name, value in values.items():
            done.extend(opened.answer(f"{step.row}/{name}", value).operations)

    done.extend(opened.answer("/data/card/roll", "54").operations)
    done.extend(opened.answer("/data/cctv/cctv_installed/verdict", "ok").operations)
    for name, kind in ZONES:
        row("/data/zones", zone_name=name, zone_kind=kind)
    for name, children, entrance, wing in CLASSES:
        row("/data/classes", class_name=name, children=children, entrance=entrance, wing=wing, shift="1")
    for place, zone, works in CAMERAS:
        row("/data/cctv/cameras", place=place, zone=zone, works=works)
    return done


def counted() -> Coverage:
    """What core says of the same rows."""
    return coverage(
        [ClassRow(name=n, children=int(c), entrance=e, wing=w) for n, c, e, w in CLASSES],
        [ZoneRow(name=n, kind=k) for n, k in ZONES],
        [CameraRow(place=p, zones=(z,), works=w) for p, z, w in CAMERAS],
        roll=54,
    )


@pytest.fixture
def children(qtbot: QtBot, open_window: Callable[..., AppWindow], tmp_path: Path) -> Iterator[Inspection]:
    school = laptop.begun(tmp_path / "home")
    opened = school.opened()
    school.workplace.inspecting.record(opened.id, fill(opened))
    gate = Gate(school)
    window = open_window(gate)
    window.unlocked(gate.unlock(""))
    made = Inspection(qtbot, window, school)
    made.settle()
    yield made
    window.close()
    school.close()


def covered(inspection: Inspection) -> CoverageScreen:
    inspection.qtbot.waitUntil(lambda: isinstance(inspection.window.screen, CoverageScreen))
    screen = inspection.window.screen
    assert isinstance(screen, CoverageScreen)
    inspection.qtbot.waitUntil(lambda: screen.page is not None)
    return screen


def test_the_numbers_are_those_of_the_core_and_the_worst_zones_come_first(children: Inspection) -> None:
    children.show("coverage")
    screen = covered(children)
    page, core = screen.page, counted()
    assert page is not None
    assert page.hero is not None
    assert (page.hero.number, page.hero.of) == (f"{core.full.lower}", "из 54")
    assert [zone.name for zone in page.zones] == ["Крыло", "Столовая", "Вход", "Забор"]
    assert [zone.state for zone in page.zones] == ["bad", "skip", "ok", "bad"]
    assert [zone.count for zone in page.zones] == ["0 из 54", "0–54 из 54", "54 из 54", ""]
    assert [(mark.number, mark.glyph) for mark in page.zones[0].cameras] == [(2, "bad")]
    assert page.most == 54
    assert "Заявлено 100\u00a0%." in page.warning
    assert "54" in page.warning
    assert page.floors == ()


def test_8_leads_here_from_a_count_of_children_and_on_to_the_cameras(children: Inspection) -> None:
    shown = children.show("questions", node="/data/coverage/children_covered")
    assert isinstance(shown, QuestionsScreen)
    children.qtbot.waitUntil(lambda: shown.card.node == "/data/coverage/children_covered")
    children.press("8")
    screen = covered(children)
    children.press(Qt.Key.Key_Down)
    assert screen.zones.node() == screen.zones.zones[1].node
    children.press("8")
    assert conftest.name(children.window) == "cameras"
    children.press(Qt.Key.Key_Escape)
    assert covered(children) is screen


def test_a_camera_that_works_again_moves_the_number_at_once(children: Inspection) -> None:
    children.show("coverage")
    screen = covered(children)
    roster = children.show("roster", repeat="/data/cctv/cameras")
    assert isinstance(roster, RosterScreen)
    works = [column.suffix for column in roster.model.columns].index("works")
    roster.go_to_cell(1, works, edit=False)
    children.press("1")
    children.press(Qt.Key.Key_Escape)
    assert covered(children) is screen
    children.settle()
    assert screen.page is not None
    assert screen.page.hero is not None
    assert [zone.name for zone in screen.page.zones] == ["Столовая", "Вход", "Крыло", "Забор"]
    assert screen.page.hero.number == "0–54"
    children.press(Qt.Key.Key_Z, modifier=CONTROL)
    assert screen.page.zones[0].name == "Крыло"


def test_enter_opens_the_row_of_the_zone_and_every_zone_is_spoken(children: Inspection) -> None:
    children.show("coverage")
    screen = covered(children)
    said = screen.zones.zones[0].spoken()
    assert "Крыло" in said
    assert "0 из 54" in said
    children.press(Qt.Key.Key_Return)
    roster = children.window.screen
    assert isinstance(roster, RosterScreen)
    children.qtbot.waitUntil(lambda: roster.repeat == "/data/zones")
    assert roster.model.lines[roster.grid.currentIndex().row()].title == "Крыло"


def test_without_zones_it_says_what_to_do(children: Inspection) -> None:
    opened = children.school.opened()
    gone = [operation for row in opened.session.rows("/data/zones") for operation in opened.remove_row(row).operations]
    children.school.workplace.inspecting.record(opened.id, gone)
    children.show("coverage")
    screen = covered(children)
    assert screen._empty.isVisible()
    assert not screen.plan.isVisible()


@pytest.mark.parametrize("size", [(1280, 680), (1366, 768), (1093, 614)])
@pytest.mark.parametrize("language", ["ru", "kk"])
def test_it_fits_the_windows(children: Inspection, size: tuple[int, int], language: str) -> None:
    children.window.choose_language(language)
    children.window.resize(*size)
    children.show("coverage")
    screen = covered(children)
    children.settle()
    assert (children.window.width(), children.window.height()) == size
    assert screen.hero.isVisible()
    assert screen.zones.isVisible()
