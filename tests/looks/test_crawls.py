"""Every screen in every language, theme, size and text size: nothing nameless, small, clipped, cut or out of reach."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from inspector.ui.screens import SCREENS
from tests.looks import around
from tests.looks.checks import looked_through, tabbed_through
from tests.looks.scenes import BARE, SCENES, TABLES
from tests.looks.stage import Stage


@pytest.mark.parametrize("scene", SCENES)
def test_nothing_is_nameless_small_clipped_or_cut(stage: Stage, scene: str) -> None:
    assert looked_through(stage, SCENES[scene]) == {}


@pytest.mark.parametrize("scene", [scene for scene in SCENES if scene not in TABLES])
def test_tab_reaches_everything_and_the_focus_is_always_seen(stage: Stage, scene: str) -> None:
    assert tabbed_through(stage, SCENES[scene], bare=scene in BARE) == (set(), [])


@pytest.mark.parametrize("scene", ["question", "question-failed", "question-reasons"])
def test_tab_follows_the_eyes_through_a_question(stage: Stage, scene: str) -> None:
    stage.dress("ru", "light")
    SCENES[scene](stage)
    card, tops = stage.window.screen.card, []  # type: ignore[union-attr]
    card.setFocus()
    while card.isAncestorOf(QApplication.focusWidget()) or not tops:
        here = QApplication.focusWidget()
        tops.append(here.mapTo(stage.window, QPoint(0, 0)).y())
        QTest.keyClick(here, Qt.Key.Key_Tab)
    assert len(tops) > 4
    assert all(after > before - 60 for before, after in pairwise(tops)), tops  # three columns stand beside each other


def test_every_screen_has_a_scene(stage: Stage) -> None:
    shown = set()
    for go in SCENES.values():
        go(stage)
        assert stage.window.screen is not None
        shown.add(stage.window.screen.objectName())
    assert set(SCREENS) == shown | around.OUTSIDE | around.SECOND
