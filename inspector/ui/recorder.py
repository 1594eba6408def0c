"""Brings operations to the journal on the store lane, in order, and says when they are safe. No Qt.

«Saved» is said only after `services.inspecting.record` has returned. A failed write keeps everything in memory,
says one sentence, is tried again, and blocks signing until it went through.
"""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime

from inspector.core.errors import Refusal
from inspector.services.errors import ChangedElsewhere
from inspector.services.inspecting import Inspecting
from inspector.services.ports import Operation, Saved
from inspector.ui.lanes import Lane, Tasks

RETRY_MS = 3000


class Recorder:
    """The journal of one inspection as its screens see it: they share one.

    Each write takes everything that is not yet durable, in order: after a failure the next write brings it along,
    and nothing is left behind when the window locks or closes while a write is on its way.
    """

    def __init__(self, inspection: str, inspecting: Inspecting, tasks: Tasks) -> None:
        self._inspection = inspection
        self._tasks = tasks
        self._pending: list[Operation] = []
        self._guard = threading.Lock()
        self.inspecting = inspecting
        self.saved_at: datetime | None = None
        self.problem: Refusal | None = None
        self.listeners: list[Callable[[], None]] = []

    @property
    def idle(self) -> bool:
        """Whether everything said so far is durable: only then may the inspection be signed."""
        with self._guard:
            return not self._pending

    def record(self, operations: Sequence[Operation]) -> None:
        """Write `operations` behind what is already on its way."""
        with self._guard:
            self._pending.extend(operations)
        self._tasks.run(Lane.STORE, self._write, self._done, self._failed)

    def retry(self) -> None:
        """Try again what failed."""
        if not self.idle:
            self.record(())

    def _write(self) -> Saved | None:
        """On the store lane."""
        with self._guard:
            batch = tuple(self._pending)
        if not batch and self.saved_at is not None:
            return None
        saved = self.inspecting.record(self._inspection, batch)
        with self._guard:
            del self._pending[: len(batch)]
        return saved

    def _done(self, saved: Saved | None) -> None:
        if saved is not None:
            self.saved_at = saved.at
        self.problem = None
        self._tell()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            raise error
        first = self.problem is None
        self.problem = error
        if first:
            self._tell()
        if isinstance(error, ChangedElsewhere):
            return  # given to what another window wrote, the same answers would mean something else
        self._tasks.later(RETRY_MS, self.retry)

    def _tell(self) -> None:
        for listener in tuple(self.listeners):
            listener()
