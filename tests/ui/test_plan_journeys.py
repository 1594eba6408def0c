"""The plan drawn in the real window: by keys only, and by mouse; every act in the journal, repainted at once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.core import plan
from inspector.services import drawing
from inspector.services.drawing import Drawing, row_of
from inspector.services.inspecting import OpenInspection
from inspector.ui.screens.coverage.view import CoverageScreen
from inspector.ui.screens.plan.page import Tool
from inspector.ui.screens.plan.view import PlanScreen
from inspector.ui.window import AppWindow
from tests.ui import conftest, laptop
from tests.ui.test_coverage import CONTROL, covered
from tests.ui.test_coverage import fill as lists
from tests.ui.test_inspection_journeys import Gate, Inspection

ENTER, RIGHT, DOWN, LEFT, UP = Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up
ZONES, CAMERAS = "/data/zones", "/data/cctv/cameras"


class Hands(Inspection):
    """Hands that draw."""

    def editor(self) -> PlanScreen:
        shown = self.show("plan")
        assert isinstance(shown, PlanScreen)
        self.qtbot.waitUntil(lambda: shown.page is not None and shown.pieces.hasFocus())
        return shown

    def drawn(self) -> Drawing:
        """As the journal has it, read anew."""
        return self.school.opened().drawing

    def rows(self, repeat: str) -> tuple[str, ...]:
        return self.school.opened().session.rows(repeat)

    def place(self, screen: PlanScreen, point: plan.Place) -> QPoint:
        return screen.canvas.shown_at(point).toPoint()


@pytest.fixture
def hands(qtbot: QtBot, open_window: Callable[..., AppWindow], tmp_path: Path) -> Iterator[Hands]:
    school = laptop.begun(tmp_path / "home")
    opened = school.opened()
    school.workplace.inspecting.record(opened.id, lists(opened))  # type: ignore[arg-type]
    gate = Gate(school)
    window = open_window(gate)
    window.unlocked(gate.unlock(""))
    made = Hands(qtbot, window, school)
    made.settle()
    yield made
    window.close()
    school.close()


def sketched(hands: Hands) -> str:
    """A floor with the wing and its camera, drawn beforehand; the floor's id."""
    opened = hands.school.opened()
    sheet, step = drawing.add_sheet(opened)
    steps = [step, drawing.outline(opened, hands.rows(ZONES)[1], sheet, plan.rectangle((100, 100), (500, 400)))]
    steps.append(drawing.hang(opened, hands.rows(CAMERAS)[1], sheet, (120, 120), 45))
    for each in steps:
        assert each is not None
        hands.school.workplace.inspecting.record(opened.id, each.operations)
    return sheet


def test_a_floor_with_two_zones_and_three_cameras_is_twenty_one_keys(hands: Hands) -> None:
    screen = hands.editor()
    hands.presses = 0
    hands.press(ENTER, ENTER, RIGHT, ENTER)  # the entrance: its first corner, the other one a little farther
    hands.press(ENTER, ENTER, LEFT, ENTER)  # the camera over it, turned a little
    hands.press(ENTER, ENTER, DOWN, ENTER)  # the wing stands beside
    hands.press(ENTER, DOWN, ENTER, ENTER)
    hands.press("3", ENTER, RIGHT, RIGHT, ENTER)
    assert hands.presses == 21
    drawn = hands.drawn()
    assert len(drawn.sheets) == 1
    zones, cameras = hands.rows(ZONES), hands.rows(CAMERAS)
    assert [drawn.zones[row_of(row)].corners[0] for row in zones[:2]] == [(40, 40), (320, 40)]
    assert {row_of(row) for row in cameras} == drawn.cameras.keys()
    for camera, zone in zip(cameras[:2], zones[:2], strict=True):
        assert plan.contains(drawn.zones[row_of(zone)].corners, drawn.cameras[row_of(camera)].at)
    assert screen.page is not None
    assert screen.page.left == ""
    assert screen.page.tool is Tool.CHOOSE
    assert "Сохранено" in hands.window.footer._right.text()
    for _ in range(3):
        hands.press(Qt.Key.Key_Z, modifier=CONTROL)
    assert len(hands.drawn().cameras) == 2


def test_a_zone_of_many_corners_is_closed_by_its_first_one(hands: Hands) -> None:
    screen = hands.editor()
    hands.press("2", "2")
    assert screen.tools["2"].text() == "Зона: все углы"
    hands.press(ENTER, RIGHT, RIGHT, RIGHT, ENTER, DOWN, DOWN, ENTER, LEFT, ENTER)
    hands.press(Qt.Key.Key_Z, modifier=CONTROL)  # the latest corner only
    assert screen.page is not None
    assert len(screen.page.corners) == 3
    hands.press(DOWN, ENTER, LEFT, LEFT, UP, UP, UP, ENTER)
    (zone,) = hands.drawn().zones.values()
    assert zone.corners == ((40, 40), (160, 40), (160, 120), (120, 160))


def test_what_encloses_nothing_is_said_and_nothing_is_lost(hands: Hands) -> None:
    screen = hands.editor()
    hands.press("2", "2", ENTER, RIGHT, RIGHT, ENTER, DOWN, DOWN, LEFT, LEFT, ENTER, RIGHT, RIGHT, UP)
    hands.press(DOWN, ENTER)  # a bow: its sides cross
    hands.press(UP, UP, LEFT, LEFT, ENTER)
    assert not hands.drawn().zones
    assert screen.page is not None
    assert screen.page.tool is Tool.CORNERS
    assert len(screen.page.corners) == 4
    hands.press(Qt.Key.Key_Escape)
    assert screen.page.tool is Tool.CHOOSE


def test_when_every_camera_hangs_three_leads_to_their_list(hands: Hands) -> None:
    sheet = sketched(hands)
    opened = hands.school.opened()
    for row in hands.rows(CAMERAS):
        hands.school.workplace.inspecting.record(opened.id, drawing.hang(opened, row, sheet, (120, 120), 45).operations)
    screen = hands.editor()
    assert screen.page is not None
    assert not screen.page.left
    hands.press("3")
    assert screen.page.tool is Tool.CHOOSE
    bar = hands.window.banner
    assert "Все камеры на плане" in bar.text
    bar.acted.emit()
    hands.settle()
    assert conftest.name(hands.window) == "cameras"


def test_it_is_drawn_by_mouse_too(hands: Hands) -> None:
    screen = hands.editor()
    button, view = Qt.MouseButton.LeftButton, screen.canvas.viewport()

    def tap(point: plan.Place) -> None:
        QTest.mouseClick(view, button, pos=hands.place(screen, point))
        hands.settle()

    def draw(start: plan.Place, end: plan.Place) -> None:
        QTest.mousePress(view, button, pos=hands.place(screen, start))
        QTest.mouseMove(view, hands.place(screen, end))
        QTest.mouseRelease(view, button, pos=hands.place(screen, end))
        hands.settle()

    screen.tools["2"].click()
    tap((100, 100))
    tap((400, 300))
    zone, camera = row_of(hands.rows(ZONES)[0]), row_of(hands.rows(CAMERAS)[0])
    corners = hands.drawn().zones[zone].corners
    assert all(abs(x - a) <= 2 and abs(y - b) <= 2 for (x, y), (a, b) in
               zip(corners, plan.rectangle((100, 100), (400, 300)), strict=True))  # fmt: skip
    assert screen.page is not None
    assert screen.page.node == hands.rows(CAMERAS)[0]
    screen.tools["3"].click()
    tap((120, 120))
    tap((120, 280))
    assert abs(hands.drawn().cameras[camera].towards - 90) <= 1
    hands.press(Qt.Key.Key_Escape)
    draw((120, 120), (200, 200))
    assert abs(hands.drawn().cameras[camera].at[0] - 200) <= 2
    tap((380, 280))
    assert screen.pieces.node() == hands.rows(ZONES)[0]
    draw(corners[2], (500, 350))
    assert abs(hands.drawn().zones[zone].corners[2][0] - 500) <= 2
    assert hands.drawn().zones[zone].corners[0] == corners[0]


def test_a_photo_lies_under_the_floor_and_comes_back_in_the_children_screen(hands: Hands, tmp_path: Path) -> None:
    folder = tmp_path / "phone"
    folder.mkdir()
    Image.new("RGB", (600, 400), "#a98").save(folder / "plan.png")
    hands.window.settings.change(photo_folder=str(folder))
    sketched(hands)
    screen = hands.editor()
    hands.press("1", "6")
    hands.qtbot.waitUntil(lambda: bool(screen.page and screen.page.floor and screen.page.floor.picture))
    hands.settle()
    hands.qtbot.waitUntil(lambda: not screen.canvas.wants)
    assert screen.page is not None
    assert screen.page.floor is not None
    assert screen.page.floor.height == 667
    hands.press("4")
    assert (screen.page.floor.height, screen.page.floor.turn) == (1499, 1)
    hands.press(Qt.Key.Key_Z, modifier=CONTROL)
    shown = hands.show("coverage")
    assert isinstance(shown, CoverageScreen)
    hands.qtbot.waitUntil(lambda: shown.plan.floor is not None and not shown.plan.wants)


def test_a_name_is_written_and_a_floor_goes_and_comes_back(hands: Hands) -> None:
    sheet = sketched(hands)
    screen = hands.editor()
    screen.name.setFocus()
    QTest.keyClicks(screen.name, "1 + 2")
    QTest.keyClick(screen.name, ENTER)
    hands.settle()
    assert hands.drawn().sheets[sheet].name == "1 + 2"
    hands.press(Qt.Key.Key_Escape)
    assert screen.pieces.hasFocus()
    hands.press("5")
    assert screen.page is not None
    assert screen.page.floors == ("1 + 2", "Этаж 2")
    assert screen.page.at == 1
    hands.press(Qt.Key.Key_PageUp)
    assert screen.page.at == 0
    screen.remove.click()
    hands.settle()
    assert len(hands.drawn().sheets) == 1
    assert not hands.drawn().zones
    hands.press(Qt.Key.Key_Z, modifier=CONTROL)
    assert len(hands.drawn().sheets) == 2
    assert hands.drawn().zones


def test_a_piece_goes_off_the_plan_and_stays_in_its_list(hands: Hands) -> None:
    sketched(hands)
    screen = hands.editor()
    wing = hands.rows(ZONES)[1]
    screen._presenter.choose(wing)  # type: ignore[union-attr]
    hands.press("0")
    assert not hands.drawn().zones
    assert wing in hands.rows(ZONES)
    assert any(piece.node == wing and not piece.drawn for piece in screen.pieces.pieces)


def test_without_a_plan_there_is_the_list_and_with_one_both(hands: Hands) -> None:
    hands.show("coverage")
    screen = covered(hands)
    assert not screen.plan.isVisible()
    numbers = screen.page.hero if screen.page else None
    assert screen.zones.width() > 600
    hands.press("7")
    assert conftest.name(hands.window) == "plan"
    hands.press(ENTER, ENTER, ENTER, Qt.Key.Key_Escape)
    assert covered(hands) is screen
    hands.settle()
    assert screen.plan.isVisible()
    assert screen.zones.width() < 400
    assert screen.page is not None
    assert screen.page.hero == numbers


def test_a_verdict_repaints_the_zone_and_the_cone_at_once(hands: Hands) -> None:
    sketched(hands)
    shown = hands.show("coverage")
    screen = covered(hands)
    assert shown is screen
    (floor,) = screen.page.floors if screen.page else ()
    assert [zone.state for zone in floor.zones] == ["bad"]
    assert [camera.state for camera in floor.cameras] == ["bad"]
    before = screen.plan.grab().toImage()
    opened: OpenInspection = screen._sitting.opened  # type: ignore[union-attr]
    node = f"{hands.rows(CAMERAS)[1]}/works"
    screen._sitting.recorder.record(opened.answer(node, "yes").operations)  # type: ignore[union-attr]
    screen._presenter.refresh()  # type: ignore[union-attr]
    QApplication.processEvents()
    (floor,) = screen.page.floors if screen.page else ()
    assert [zone.state for zone in floor.zones] == ["ok"]
    assert [camera.state for camera in floor.cameras] == ["ok"]
    assert screen.plan.grab().toImage() != before
    (cone,) = floor.cameras[0].cones
    assert all(plan.contains(plan.rectangle((99, 99), (501, 401)), point) for point in cone)


def test_a_tap_on_the_plan_chooses_in_the_list(hands: Hands) -> None:
    sketched(hands)
    hands.show("coverage")
    screen = covered(hands)
    hands.press(DOWN)
    wing = hands.rows(ZONES)[1]
    assert screen.zones.node() != wing
    place = screen.plan.shown_at((300, 380)).toPoint()
    QTest.mouseClick(screen.plan.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert screen.zones.node() == wing


def test_it_fits_the_windows(hands: Hands) -> None:
    sketched(hands)
    screen = hands.editor()
    for language in ("ru", "kk", "en"):
        for size in ((1280, 680), (1366, 768)):
            hands.window.choose_language(language)
            hands.window.resize(*size)
            hands.settle()
            assert (hands.window.width(), hands.window.height()) == size
            assert screen.done.isVisible()
            assert screen.canvas.height() > 250
