"""How fast this inspector answers. No Qt."""

import statistics
import time
from collections.abc import Callable

PACE_NEEDS = 10
"""Answers before «about 6 min left» is said: fewer are no pace."""


class Pace:
    """The inspector's own speed: the median time of an answer. `heard` is told of each."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, heard: Callable[[], None] = lambda: None) -> None:
        self._clock, self._heard = clock, heard
        self._last = clock()
        self._taken: list[float] = []

    def answered(self) -> None:
        """An answer was just given."""
        self._heard()
        now = self._clock()
        self._taken.append(now - self._last)
        self._last = now

    def minutes(self, questions: int) -> int | None:
        """About how many minutes that many questions will take; None while there is no pace yet."""
        if len(self._taken) < PACE_NEEDS or not questions:
            return None
        return max(1, round(statistics.median(self._taken) * questions / 60))
