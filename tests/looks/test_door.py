"""The door and the first start: looked through as every other screen."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.looks import around
from tests.looks.around import DOOR
from tests.looks.checks import looked_through, tabbed_through
from tests.looks.stage import Viewer


@pytest.fixture(scope="module")
def viewer(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Viewer]:
    with around.door(tmp_path_factory.mktemp("door")) as made:
        yield made


@pytest.mark.parametrize("scene", DOOR)
def test_nothing_is_nameless_small_clipped_or_cut(viewer: Viewer, scene: str) -> None:
    assert looked_through(viewer, DOOR[scene]) == {}


@pytest.mark.parametrize("scene", DOOR)
def test_tab_reaches_everything_and_the_focus_is_always_seen(viewer: Viewer, scene: str) -> None:
    assert tabbed_through(viewer, DOOR[scene]) == (set(), [])


def test_the_scenes_show_what_they_are_for(viewer: Viewer) -> None:
    shown = set()
    for go in DOOR.values():
        go(viewer)
        assert viewer.window.screen is not None
        shown.add(viewer.window.screen.objectName())
    assert shown >= around.OUTSIDE
