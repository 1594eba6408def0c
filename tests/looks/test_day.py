"""A full and an empty day of many institutions: looked through as every other screen."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.looks import around
from tests.looks.around import DAY
from tests.looks.checks import looked_through, tabbed_through
from tests.looks.stage import Viewer


@pytest.fixture(scope="module")
def viewer(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Viewer]:
    with around.day(tmp_path_factory.mktemp("day")) as made:
        yield made


@pytest.mark.parametrize("scene", DAY)
def test_nothing_is_nameless_small_clipped_or_cut(viewer: Viewer, scene: str) -> None:
    assert looked_through(viewer, DAY[scene]) == {}


@pytest.mark.parametrize("scene", DAY)
def test_tab_reaches_everything_and_the_focus_is_always_seen(viewer: Viewer, scene: str) -> None:
    assert tabbed_through(viewer, DAY[scene]) == (set(), [])
