"""When and where Python looks for what nobody needs any more: on the screens' thread, not in the middle of an answer.

By itself a look begins on whichever thread makes the next object. There it would destroy widgets that are only held in
a circle, and Qt's objects may die on their own thread alone. So while the window is open nothing begins by itself: what
is young is looked through every second, a few milliseconds; a full look, a quarter of a second with an inspection open,
waits until nobody has touched anything for a while, and what it has seen is not looked at again before a lock.
"""

import gc

from PySide6.QtCore import QObject, QTimer

QUIET_MS = 20_000
YOUNG_MS = 1_000


class Rubbish(QObject):
    """One per window."""

    _windows = 0

    def __init__(self) -> None:
        super().__init__()
        Rubbish._windows += 1
        gc.disable()
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._look)
        self._quiet.start()
        self._young = QTimer(self, interval=YOUNG_MS)
        self._young.timeout.connect(lambda: gc.collect(1))
        self._young.start()

    def touched(self) -> None:
        """Somebody works."""
        self._quiet.start()

    def anew(self) -> None:
        """The laptop was locked: what was open may go."""
        gc.unfreeze()

    def stop(self) -> None:
        """The window closes; after the last one Python is as it was."""
        if not self._young.isActive():
            return
        self._quiet.stop()
        self._young.stop()
        Rubbish._windows -= 1
        if not Rubbish._windows:
            gc.unfreeze()
            gc.enable()

    def _look(self) -> None:
        gc.collect()
        gc.freeze()
