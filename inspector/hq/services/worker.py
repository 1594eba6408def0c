"""The background thread that re-evaluates what arrives, after its receipt was given."""

import logging
import threading

from inspector.core.errors import WorldFailed
from inspector.hq.services.reviewing import Reviewer

IDLE_SECONDS = 30.0
"""Another process may have taken in what this one was not woken for."""

log = logging.getLogger(__name__)


class ReviewWorker:
    """Runs a Reviewer whenever it is woken, and now and then by itself."""

    def __init__(self, reviewer: Reviewer) -> None:
        self._reviewer = reviewer
        self._woken = threading.Event()
        self._stopping = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin with whatever waits already."""
        self._stopping = False
        self._woken.set()
        self._thread = threading.Thread(target=self._run, name="hq-review")
        self._thread.start()

    def wake(self) -> None:
        """Something arrived."""
        self._woken.set()

    def stop(self) -> None:
        """Finish the revision at hand and end."""
        self._stopping = True
        self._woken.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _run(self) -> None:
        while not self._stopping:
            self._woken.wait(IDLE_SECONDS)
            self._woken.clear()
            if not self._stopping:
                self._review()

    def _review(self) -> None:
        try:
            self._reviewer.review_waiting(lambda: self._stopping)
        except WorldFailed as error:
            log.warning("review put off: %s", error.code)
        except Exception as error:  # noqa: BLE001 - the next one may succeed
            log.error("review failed: %s", type(error).__name__)  # noqa: TRY400 - the message may hold an answer
