"""The full look for rubbish waits for a quiet moment, and is made then."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from inspector.ui.rubbish import Rubbish


class Knot:
    """Holds itself: only a look finds that nobody needs it."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def rubbish(qapp: object) -> Iterator[Rubbish]:
    made = Rubbish()
    yield made
    made.stop()


def test_no_full_look_begins_in_the_middle_of_work(rubbish: Rubbish) -> None:
    gc.collect()
    before = gc.get_stats()[2]["collections"]
    kept = [Knot() for _ in range(400_000)]
    assert gc.get_stats()[2]["collections"] == before
    assert gc.get_stats()[1]["collections"] > 0
    del kept


def test_a_quiet_moment_takes_the_rubbish_away(qtbot: QtBot, rubbish: Rubbish) -> None:
    knot = Knot()
    gone = weakref.ref(knot)
    gc.collect(1)
    gc.collect(1)
    del knot
    rubbish.touched()
    assert gone() is not None
    rubbish._quiet.start(1)
    qtbot.waitUntil(lambda: gone() is None)
    assert gc.get_freeze_count() > 0
    rubbish.anew()
    assert gc.get_freeze_count() == 0


def test_a_closed_window_leaves_python_as_it_was(qapp: object) -> None:
    before = gc.get_threshold()
    made = Rubbish()
    assert gc.get_threshold() != before
    made.stop()
    assert gc.get_threshold() == before
