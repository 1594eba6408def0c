"""A second visit, two answers, a newer checklist, faces: looked through as every other screen."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.looks import around
from tests.looks.around import VISIT
from tests.looks.checks import looked_through, tabbed_through
from tests.looks.stage import Stage


@pytest.fixture(scope="module")
def viewer(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with around.visit(tmp_path_factory.mktemp("visit")) as made:
        yield made


@pytest.mark.parametrize("scene", VISIT)
def test_nothing_is_nameless_small_clipped_or_cut(viewer: Stage, scene: str) -> None:
    assert looked_through(viewer, VISIT[scene]) == {}


@pytest.mark.parametrize("scene", VISIT)
def test_tab_reaches_everything_and_the_focus_is_always_seen(viewer: Stage, scene: str) -> None:
    assert tabbed_through(viewer, VISIT[scene]) == (set(), [])


def test_the_scenes_show_what_they_are_for(viewer: Stage) -> None:
    shown = set()
    for go in VISIT.values():
        go(viewer)
        assert viewer.window.screen is not None
        shown.add(viewer.window.screen.objectName())
    assert shown >= around.SECOND
