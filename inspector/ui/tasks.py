"""The lanes of `lanes.py` on real threads: one worker per lane, outcomes come back through one long-living object."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from inspector.ui.lanes import Failed, Lane

Result = TypeVar("Result")
Call = Callable[[], None]


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
        self._outcomes: SimpleQueue[tuple[Lane | None, Call]] = SimpleQueue()
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
        self._lanes[lane].submit(self._work, lane, work, done, failed or self._on_failure)

    def deliver(self, call: Call) -> None:
        """From any thread: call it on the thread this object lives on."""
        self._outcomes.put((None, call))
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

    def _work(self, lane: Lane, work: Callable[[], Result], done: Callable[[Result], None], failed: Failed) -> None:
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - whatever broke must reach the screen's thread
            # The name `error` ends with the except clause; keep the object.
            broken = error
            self._outcomes.put((lane, lambda: failed(broken)))
        else:
            self._outcomes.put((lane, lambda: done(result)))
        self._arrived.emit()

    @Slot()
    def _deliver(self) -> None:
        try:
            lane, call = self._outcomes.get_nowait()
        except Empty:
            return  # told by `drain` already
        self._tell(lane, call)

    def _tell(self, lane: Lane | None, call: Call) -> None:
        if self.closing:
            return
        try:
            call()
        finally:
            if lane is not None:
                self._pending[lane] -= 1
            if not self._pending.total():
                waiting, self._when_idle = self._when_idle, []
                for each in waiting:
                    each()
