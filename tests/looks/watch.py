"""How long the window is deaf: the longest turn of its event loop while something is done.

Told as CPU time of the screens' thread in yardsticks, a fixed piece of the same kind of work measured beside it: a
slow or busy machine makes both longer. On the machine the limits were set on a yardstick is some 10 ms, and 50 ms is
what a hand begins to feel.
"""

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from inspector.ui import theme
from tests.looks.stage import Stage

FELT = 5.0
TRIES = 3
_LABELS, _LINES = 90, 500


def yardstick() -> float:
    """CPU seconds of dressing a page of labels and reading a page of data."""
    began = time.thread_time()
    page = QWidget()
    grid = QGridLayout(page)
    for number in range(_LABELS):
        label = QLabel(f"Камера {number}: вход со двора")
        label.setFont(theme.font(16))
        grid.addWidget(label, number // 8, number % 8)
    theme.dress(page)
    page.ensurePolished()
    grid.activate()
    page.grab()
    text = json.dumps([{"node": f"/data/cameras[{n}]/works", "said": "да" * 5, "n": n} for n in range(_LINES)])
    for _ in range(3):
        sorted(json.loads(text), key=lambda line: (line["said"], -line["n"]))
    page.deleteLater()
    return time.thread_time() - began


@dataclass
class Watch(QObject):
    """Beats once a turn of the event loop; two beats are as far apart as the window was deaf between them."""

    stage: Stage
    longest: float = field(default=0.0, init=False)

    def __post_init__(self) -> None:
        super().__init__()
        self._last = 0.0
        self._beat = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self._turned)

    def deaf(self, call: Callable[[], object]) -> float:
        """Do it, and everything that follows from it; the longest turn in yardsticks."""
        before = statistics.median(yardstick() for _ in range(3))
        longest = self.seconds(call)
        after = statistics.median(yardstick() for _ in range(3))
        return longest * 2 / (before + after)

    def seconds(self, call: Callable[[], object]) -> float:
        """The same in CPU seconds of this thread."""
        self.stage.window.around._rubbish._quiet.stop()  # it waits for a quiet moment: this is none
        self._beat.start()
        self.stage.wait(5)
        self.longest, self._last = 0.0, time.thread_time()
        QTimer.singleShot(0, call)
        self.stage.wait(5)
        self.stage.settle()
        self.stage.wait(10)
        self._beat.stop()
        return self.longest

    def least(self, call: Callable[[], object], again: Callable[[], object] = lambda: None) -> float:
        """The same; what seems too long is looked at once more, after `again` has put everything back."""
        found = self.deaf(call)
        for _ in range(TRIES - 1):
            if found <= FELT:
                break
            again()
            found = min(found, self.deaf(call))
        return found

    def _turned(self) -> None:
        now = time.thread_time()
        self.longest = max(self.longest, now - self._last)
        self._last = time.thread_time()
