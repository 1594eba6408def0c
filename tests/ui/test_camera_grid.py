"""The grid of cameras in the real window: one key a camera, by key events only."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from inspector.ui.screens.camera_grid.page import Asking, Look
from inspector.ui.screens.camera_grid.view import GridScreen
from inspector.ui.widgets.basic import Scroll
from inspector.ui.window import AppWindow
from tests.services.test_walking import CAMERAS
from tests.ui import laptop
from tests.ui.conftest import visible
from tests.ui.test_inspection_journeys import Gate
from tests.ui.test_walk_journeys import ESCAPE, PLACES, Walk, begin, nodes

MANY = 8


@pytest.fixture
def school(tmp_path: Path) -> Iterator[laptop.School]:
    made = laptop.begun(tmp_path / "home")
    begin(made, [(PLACES[at % 4], "") for at in range(MANY)])
    yield made
    made.close()


@pytest.fixture
def hands(qtbot: QtBot, open_window: Callable[..., AppWindow], school: laptop.School) -> Iterator[Walk]:
    gate = Gate(school)
    window = open_window(gate)
    window.unlocked(gate.unlock(""))
    made = Walk(qtbot, window, school)
    made.settle()
    yield made
    window.close()


def grid(hands: Walk) -> GridScreen:
    """From the list of cameras, as a person gets there."""
    hands.cameras()
    hands.press("3")
    screen = hands.window.screen
    assert isinstance(screen, GridScreen)
    return screen


def test_every_camera_is_one_key(hands: Walk) -> None:
    screen = grid(hands)
    hands.presses = 0
    for at in range(MANY):
        hands.press("1234"[at % 4])
    assert hands.presses == MANY
    opened = hands.school.opened()
    told = [(opened.session.value(f"{n}/works"), opened.session.value(f"{n}/fault")) for n in nodes(opened)]
    assert told == [("yes", ""), ("no", "frozen"), ("no", "black"), ("no", "no_link")] * 2
    assert screen.page is not None
    counts = {each.kind: int(each.count) for each in screen.page.filters}
    assert counts.pop(Look.ALL) == sum(counts.values()) == MANY


def test_another_fault_and_a_reason_are_asked_for(hands: Walk) -> None:
    screen = grid(hands)
    first, second = nodes(hands.school.opened())[:2]
    hands.press("5")
    assert screen.page is not None
    assert screen.page.asking is Asking.FAULT
    hands.press("4")
    assert (hands.value(f"{first}/works"), hands.value(f"{first}/fault")) == ("no", "dummy")
    hands.press("6", ESCAPE)
    assert hands.value(f"{second}/works") == ""
    hands.press("6", "1")
    assert (hands.value(f"{second}/works"), hands.value(f"{second}/camera_why")) == ("unchecked", "no_access")


def test_undo_comes_back_to_the_camera(hands: Walk) -> None:
    screen = grid(hands)
    first = nodes(hands.school.opened())[0]
    hands.press("3")
    assert screen.page is not None
    assert screen.page.node != first
    hands.press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert hands.value(f"{first}/works") == ""
    assert screen.page.node == first


def test_a_picture_that_works_takes_the_word_of_a_failed_code(hands: Walk) -> None:
    hands.cameras()
    hands.press("8")
    hands.code()
    hands.press(Qt.Key.Key_Return, "0", "3")
    first = nodes(hands.school.opened())[0]
    assert hands.value(f"{first}/camera_status") == "failed"
    hands.press(ESCAPE, "3")
    hands.press("1")
    assert hands.value(f"{first}/camera_status") == "declared"


def test_a_tile_says_everything_in_one_sentence(hands: Walk) -> None:
    screen = grid(hands)
    hands.press("2", Qt.Key.Key_Left)
    spoken = screen.tiles.tiles.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "01 Камера 1" in spoken
    assert "Завис" in spoken
    assert QAccessible.queryAccessibleInterface(screen.tiles).text(QAccessible.Text.Name) == "Камеры"


@pytest.mark.parametrize(("size", "percent"), [((1280, 680), 100), ((1366, 768), 125), ((1093, 614), 100)])
def test_every_screen_of_the_cameras_fits(hands: Walk, size: tuple[int, int], percent: int) -> None:
    camera = nodes(hands.school.opened())[0]
    hands.window.choose_text_size(percent)
    hands.window.resize(*size)
    at_camera = {"camera": camera}
    screens = {
        "cameras": {"repeat": CAMERAS}, "camera_grid": at_camera, "code_show": at_camera, "code_enter": at_camera,
    }  # fmt: skip
    for code, (screen, arguments) in itertools.product(("ru", "kk", "en"), screens.items()):
        hands.window.choose_language(code)
        hands.show(screen, **arguments)
        place = (screen, code, size)
        least = hands.window.minimumSizeHint()
        assert (least.width() <= size[0], least.height() <= size[1]) == (True, True), (place, least)
        assert (hands.window.width(), hands.window.height()) == size, place
        for area in hands.window.screen.findChildren(Scroll):
            if area.isVisible() and area.widget() is not None:
                assert area.widget().minimumSizeHint().width() <= area.viewport().width(), place


def test_everything_that_is_pressed_has_a_name_and_a_size(hands: Walk) -> None:
    camera = nodes(hands.school.opened())[0]
    wrong: list[tuple[str, str, str]] = []
    for screen, arguments in (
        ("cameras", {"repeat": CAMERAS}),
        ("camera_grid", {"camera": camera}),
        ("code_show", {"camera": camera}),
        ("code_enter", {"camera": camera}),
    ):
        hands.show(screen, **arguments)
        for widget in visible(hands.window.screen):
            kind = type(widget).__name__
            focusable = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if (focusable or isinstance(widget, QAbstractButton)) and not widget.accessibleName():
                wrong.append((screen, kind, "no name"))
            if isinstance(widget, QAbstractButton) and min(widget.width(), widget.height()) < 44:
                wrong.append((screen, kind, f"{widget.width()}×{widget.height()}"))
    assert wrong == []
