"""Work off the screen's thread, as presenters see it (no Qt): three lanes, each doing one thing at a time.

STORE serialises everything that touches the database, NET everything that asks headquarters, WORK what is heavy
(photos, PDF). `InlineTasks` does the work at once, for tests.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol, TypeVar

Result = TypeVar("Result")
Failed = Callable[[Exception], None]


class Lane(StrEnum):
    """Which queue the work joins."""

    STORE = "store"
    NET = "net"
    WORK = "work"


class Tasks(Protocol):
    """Runs work on a lane and brings the outcome back to the thread of the screen."""

    @property
    def closing(self) -> bool:
        """True from the moment the window closes: long work looks at it and stops."""

    def run(
        self, lane: Lane, work: Callable[[], Result], done: Callable[[Result], None], failed: Failed | None = None
    ) -> None:
        """Do `work` on `lane`, then call `done` or `failed` here. Without `failed` the shell shows the sentence."""

    def deliver(self, call: Callable[[], None]) -> None:
        """From any thread: call it on the screen's thread soon. For progress."""

    def later(self, milliseconds: int, call: Callable[[], None]) -> None:
        """Call it on the screen's thread after a while."""


class InlineTasks:
    """Everything at once, in order, in the calling thread. What should come later is kept until `tick`."""

    def __init__(self) -> None:
        self.closing = False
        self.failures: list[Exception] = []
        self.waiting: list[tuple[int, Callable[[], None]]] = []

    def run(
        self, lane: Lane, work: Callable[[], Result], done: Callable[[Result], None], failed: Failed | None = None
    ) -> None:
        """Do it now. A failure without a handler is remembered in `failures`."""
        del lane
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - whatever it is, it belongs to the handler
            (failed or self.failures.append)(error)
            return
        done(result)

    def deliver(self, call: Callable[[], None]) -> None:
        """Now."""
        call()

    def later(self, milliseconds: int, call: Callable[[], None]) -> None:
        """Kept until `tick`."""
        self.waiting.append((milliseconds, call))

    def tick(self) -> int:
        """Call what waits (once); returns how much there was."""
        waiting, self.waiting = self.waiting, []
        for _, call in waiting:
            call()
        return len(waiting)
