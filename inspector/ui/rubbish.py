"""When Python looks for what nobody needs any more: not in the middle of an answer.

A full look goes through everything that lives, a quarter of a second with an inspection open, and whichever thread it
begins on, all others wait. So it never begins by itself while the window is open, but when nobody has touched anything
for a while; and what has been looked at once is not looked at again before the laptop is locked.
"""

import gc

from PySide6.QtCore import QObject, QTimer

QUIET_MS = 20_000
NEVER = 1_000_000


class Rubbish(QObject):
    """One per window; the two smaller looks, a few milliseconds, go on as ever."""

    def __init__(self) -> None:
        super().__init__()
        self._before = gc.get_threshold()
        gc.set_threshold(*self._before[:2], NEVER)
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._look)
        self._quiet.start()

    def touched(self) -> None:
        """Somebody works."""
        self._quiet.start()

    def anew(self) -> None:
        """The laptop was locked: what was open may go."""
        gc.unfreeze()

    def stop(self) -> None:
        """The window closes."""
        self._quiet.stop()
        gc.set_threshold(*self._before)
        gc.unfreeze()

    def _look(self) -> None:
        gc.collect()
        gc.freeze()
