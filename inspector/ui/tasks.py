"""The lanes of `lanes.py` on real threads: one worker per lane, outcomes come back through one long-living object."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from inspector.ui.lanes import Failed, Lane

Result = TypeVar("Result")
Call = Callable[[], None]
TOLD = -1
"""The ticket of what nobody asked for: progress."""


class _Asked(NamedTuple):
    lane: Lane
    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Failed


class LaneTasks(QObject):
    """Lives as long as the window. Work that was accepted is always done; `close` waits for it."""

    # Emitted from worker threads to wake this thread. This object owns the signal and outlives the workers: a signal
    # owned by the work itself would be destroyed on the wrong thread.
    _arrived = Signal()

    def __init__(self, on_failure: Failed) -> None:
        super().__init__()
        self.closing = False
        self._on_failure = on_failure
        self._lanes: dict[Lane, ThreadPoolExecutor] = {}
        self._pending: Counter[Lane] = Counter()
        # What was asked and what came of it belong to this thread: the workers know tickets, and hold what came only
        # in a list that is emptied here. A widget that is let go of last by a worker would be destroyed on its thread.
        self._tickets = count()
        self._asked: dict[int, _Asked] = {}
        self._outcomes: SimpleQueue[tuple[int, list[Any]]] = SimpleQueue()
        self._when_idle: list[Call] = []
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self, lane: Lane, work: Callable[[], Result], done: Callable[[Result], None], failed: Failed | None = None
    ) -> None:
        """Do `work` on `lane`; `done` or `failed` is called on the thread this object lives on."""
        if self.closing:
            return
        if lane not in self._lanes:
            self._lanes[lane] = ThreadPoolExecutor(1, thread_name_prefix=f"lane-{lane}")
        self._pending[lane] += 1
        ticket = next(self._tickets)
        self._asked[ticket] = _Asked(lane, work, done, failed or self._on_failure)
        self._lanes[lane].submit(self._work, ticket)

    def deliver(self, call: Call) -> None:
        """From any thread: call it on the thread this object lives on."""
        self._outcomes.put((TOLD, [call]))
        self._arrived.emit()

    def later(self, milliseconds: int, call: Call) -> None:
        """Call it after a while, unless the window closed before."""
        QTimer.singleShot(milliseconds, self, lambda: None if self.closing else call())

    def when_idle(self, call: Call) -> None:
        """Call it as soon as every lane has nothing to do and every outcome was told; at once if that is now."""
        if self._pending.total():
            self._when_idle.append(call)
        else:
            call()

    def drain(self, lane: Lane) -> None:
        """Wait until `lane` has nothing left, telling outcomes meanwhile: what they ask for in turn is done, too."""
        while self._pending[lane]:
            self._tell(*self._outcomes.get())

    def close(self) -> None:
        """Accept nothing more, finish what was accepted, end the threads. Outcomes are dropped from here on."""
        self.closing = True
        for lane in self._lanes.values():
            lane.shutdown(wait=True)
        self._lanes.clear()
        self._asked.clear()

    def _work(self, ticket: int) -> None:
        self._outcomes.put((ticket, self._outcome(ticket)))
        self._arrived.emit()

    def _outcome(self, ticket: int) -> list[Any]:
        try:
            return [self._asked[ticket].work(), None]
        except Exception as error:  # noqa: BLE001 - whatever broke must reach the screen's thread
            return [None, error]

    @Slot()
    def _deliver(self) -> None:
        try:
            ticket, outcome = self._outcomes.get_nowait()
        except Empty:
            return  # told by `drain` already
        self._tell(ticket, outcome)

    def _tell(self, ticket: int, outcome: list[Any]) -> None:
        if self.closing:
            return
        if ticket == TOLD:
            outcome.pop()()
            return
        asked = self._asked.pop(ticket)
        error, result = outcome.pop(), outcome.pop()
        try:
            if error is None:
                asked.done(result)
            else:
                asked.failed(error)
        finally:
            self._pending[asked.lane] -= 1
            if not self._pending.total():
                waiting, self._when_idle = self._when_idle, []
                for each in waiting:
                    each()
