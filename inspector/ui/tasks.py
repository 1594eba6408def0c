"""The lanes of `lanes.py` on real threads: one worker per lane, outcomes come back by one long-living signal."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from inspector.ui.lanes import Failed, Lane

Result = TypeVar("Result")


class LaneTasks(QObject):
    """Lives as long as the window. `close` waits for everything that was accepted."""

    # Emitted from worker threads. This object owns it and outlives them: a signal owned by the work itself would
    # be destroyed on the wrong thread.
    _arrived = Signal(object)

    def __init__(self, on_failure: Failed) -> None:
        super().__init__()
        self.closing = False
        self._on_failure = on_failure
        self._lanes: dict[Lane, ThreadPoolExecutor] = {}
        self._arrived.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def run(
        self, lane: Lane, work: Callable[[], Result], done: Callable[[Result], None], failed: Failed | None = None
    ) -> None:
        """Do `work` on `lane`; `done` or `failed` is called on the thread this object lives on."""
        if self.closing:
            return
        if lane not in self._lanes:
            self._lanes[lane] = ThreadPoolExecutor(1, thread_name_prefix=f"lane-{lane}")
        self._lanes[lane].submit(self._work, work, done, failed or self._on_failure)

    def deliver(self, call: Callable[[], None]) -> None:
        """From any thread: call it on the thread this object lives on."""
        self._arrived.emit(call)

    def later(self, milliseconds: int, call: Callable[[], None]) -> None:
        """Call it after a while, unless the window closed before."""
        QTimer.singleShot(milliseconds, self, lambda: None if self.closing else call())

    def close(self) -> None:
        """Accept nothing more, finish what was accepted, end the threads. Outcomes are dropped."""
        self.closing = True
        for lane in self._lanes.values():
            lane.shutdown(wait=True)
        self._lanes.clear()

    def _work(self, work: Callable[[], Result], done: Callable[[Result], None], failed: Failed) -> None:
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - whatever broke must reach the screen's thread
            # The name `error` ends with the except clause; keep the object.
            broken = error
            self._arrived.emit(lambda: failed(broken))
            return
        self._arrived.emit(lambda: done(result))

    @Slot(object)
    def _call(self, call: Callable[[], None]) -> None:
        if not self.closing:
            call()
