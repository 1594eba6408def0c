"""Looks for rubbish are made on the screens' thread only, the full one in a quiet moment."""

import gc
import threading
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

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


def test_no_look_begins_by_itself_on_any_thread(rubbish: Rubbish) -> None:
    gc.collect()
    before = [stage["collections"] for stage in gc.get_stats()]
    with ThreadPoolExecutor(1) as lane:
        kept = lane.submit(lambda: [Knot() for _ in range(400_000)]).result()
    assert [stage["collections"] for stage in gc.get_stats()] == before
    del kept


def test_what_is_young_goes_within_a_second_on_this_thread(qtbot: QtBot, rubbish: Rubbish) -> None:
    buried: list[int] = []
    knots = [Knot() for _ in range(2_000)]
    gone = weakref.finalize(knots[0], lambda: buried.append(threading.get_ident()))
    del knots
    qtbot.waitUntil(lambda: not gone.alive)
    assert buried == [threading.get_ident()]


def test_a_quiet_moment_takes_the_rest_away(qtbot: QtBot, rubbish: Rubbish) -> None:
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


def test_the_last_closed_window_leaves_python_as_it_was(qapp: object) -> None:
    first, second = Rubbish(), Rubbish()
    first.stop()
    first.stop()
    assert not gc.isenabled()
    second.stop()
    assert gc.isenabled()
