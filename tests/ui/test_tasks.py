"""The lanes: in order, off the screen's thread, back on it, and nothing left when the window closes."""

import threading
import weakref

import pytest
from pytestqt.qtbot import QtBot

from inspector.core.errors import Refusal
from inspector.ui.lanes import InlineTasks, Lane
from inspector.ui.tasks import LaneTasks


@pytest.fixture
def tasks(qtbot: QtBot):
    failures: list[Exception] = []
    made = LaneTasks(failures.append)
    made.failures = failures
    yield made
    made.close()


def test_work_is_done_elsewhere_and_its_outcome_comes_here(qtbot: QtBot, tasks: LaneTasks) -> None:
    here = threading.get_ident()
    threads: list[int] = []
    outcomes: list[tuple[str, int]] = []
    tasks.run(
        Lane.STORE,
        lambda: threads.append(threading.get_ident()) or "read",
        lambda result: outcomes.append((result, threading.get_ident())),
    )
    qtbot.waitUntil(lambda: bool(outcomes))
    assert outcomes == [("read", here)]
    assert threads[0] != here


def test_one_lane_keeps_the_order_and_does_one_thing_at_a_time(qtbot: QtBot, tasks: LaneTasks) -> None:
    running: list[int] = []
    together: list[int] = []
    done: list[int] = []

    def work(number: int) -> int:
        running.append(number)
        together.append(len(running))
        running.remove(number)
        return number

    for number in range(40):
        tasks.run(Lane.STORE, lambda number=number: work(number), done.append)
    qtbot.waitUntil(lambda: len(done) == 40)
    assert done == list(range(40))
    assert set(together) == {1}


def test_a_slow_network_does_not_hold_the_store(qtbot: QtBot, tasks: LaneTasks) -> None:
    network = threading.Event()
    done: list[str] = []
    tasks.run(Lane.NET, lambda: network.wait(30) and "net", done.append)
    tasks.run(Lane.STORE, lambda: "store", done.append)
    qtbot.waitUntil(lambda: done == ["store"])
    network.set()
    qtbot.waitUntil(lambda: done == ["store", "net"])


def test_a_failure_goes_to_its_handler_or_to_the_window(qtbot: QtBot, tasks: LaneTasks) -> None:
    own: list[Exception] = []

    def refuse() -> None:
        raise Refusal

    tasks.run(Lane.STORE, refuse, lambda _: None, own.append)
    tasks.run(Lane.STORE, refuse, lambda _: None)
    qtbot.waitUntil(lambda: len(own) == 1 and len(tasks.failures) == 1)


def test_no_worker_lets_go_of_what_was_asked_last(qtbot: QtBot, tasks: LaneTasks) -> None:
    """A widget held by an answer alone must die here, also when the worker is slow to leave."""
    dead: list[int] = []

    class Held:
        def answer(self, _: object) -> None:
            told.append(True)

    told: list[bool] = []
    for lane in (Lane.STORE, Lane.NET, Lane.WORK):
        for _ in range(50):
            held = Held()
            weakref.finalize(held, lambda: dead.append(threading.get_ident()))
            tasks.run(lane, held.answer.__self__.__hash__, held.answer)
            del held
    qtbot.waitUntil(lambda: len(told) == 150)
    assert dead == [threading.get_ident()] * 150


def test_closing_finishes_what_was_accepted_and_drops_outcomes(qtbot: QtBot) -> None:
    tasks = LaneTasks(lambda error: None)
    written: list[int] = []
    shown: list[int] = []
    for number in range(20):
        tasks.run(Lane.STORE, lambda number=number: written.append(number), lambda _: shown.append(1))
    tasks.close()
    qtbot.wait(1)
    assert written == list(range(20))
    assert shown == []
    tasks.run(Lane.STORE, lambda: written.append(99), lambda _: None)
    assert 99 not in written
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("lane-")]


def test_progress_is_delivered_on_the_screens_thread(qtbot: QtBot, tasks: LaneTasks) -> None:
    seen: list[int] = []
    tasks.run(Lane.NET, lambda: tasks.deliver(lambda: seen.append(threading.get_ident())), lambda _: None)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [threading.get_ident()]


def test_inline_tasks_do_it_at_once() -> None:
    tasks = InlineTasks()
    done: list[object] = []
    tasks.run(Lane.STORE, lambda: 1, done.append)
    tasks.run(Lane.STORE, lambda: 1 / 0, done.append)
    tasks.later(1000, lambda: done.append("later"))
    assert done == [1]
    assert isinstance(tasks.failures[0], ZeroDivisionError)
    assert tasks.tick() == 1
    assert done == [1, "later"]
