"""Hands and eyes at one window: keys, a pen, waiting for what should come, and pictures of what is there."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from inspector.core.errors import Bug
from inspector.paths import Home
from inspector.services.ports import Gate
from inspector.settings import SettingsFile
from inspector.ui import app

PATIENCE_MS = 30_000
SIZE = (1366, 768)
_SIGNATURE = ((0.10, 0.60), (0.18, 0.30), (0.24, 0.72), (0.32, 0.35), (0.40, 0.66), (0.52, 0.42), (0.70, 0.58))


class Hands:
    """A window of its own on that laptop; pictures of it are left in `out`, numbered."""

    def __init__(self, gate: Gate, home: Home, out: Path, language: str) -> None:
        self.out = out
        self.language = language
        self._pictures = 0
        self.window = app.build(gate, SettingsFile(home.settings))
        self.window.resize(*SIZE)
        self.window.show()

    def close(self) -> None:
        """Close the window and wait for its work."""
        self.window.close()

    def press(self, key: "Qt.Key | str", modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, where the focus is."""
        target = QApplication.focusWidget() or self.window
        if not isinstance(key, str):
            QTest.keyClick(target, key, modifier)
        elif key.isascii():
            QTest.keyClicks(target, key, modifier)
        else:  # QTest knows the keys of one layout; a letter of another is a key of its own
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, 0, modifier, key))
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Letter by letter; the focus may move on by itself."""
        for letter in text:
            self.press(letter)

    def until(self, true: Callable[[], bool], what: str) -> None:
        """Wait for it. Raises Bug when it does not come."""
        deadline = QDeadlineTimer(PATIENCE_MS)
        while not true():
            if deadline.hasExpired():
                self.picture("stuck")
                raise Bug(f"waited in vain: {what}")
            # An event loop of our own sleeps between events; QTest's waiting keeps the lanes from their turn.
            pause = QEventLoop()
            QTimer.singleShot(10, pause.quit)
            pause.exec()

    def settle(self) -> None:
        """Until every lane rests and what came of it is drawn."""
        idle: list[bool] = []
        self.window.tasks.when_idle(lambda: idle.append(True))
        self.until(lambda: bool(idle), "the work is done")
        QApplication.processEvents()

    def picture(self, name: str) -> None:
        """What a person sees now."""
        self._pictures += 1
        QApplication.processEvents()
        self.window.grab().save(str(self.out / f"{self._pictures:02}-{name}.png"))

    def on(self, screen: str) -> bool:
        """Whether that screen is the one in front."""
        steps = self.window.navigator.steps
        return bool(steps) and steps[-1][0] == screen and self.window.screen is not None

    def focused(self, attribute: str) -> bool:
        """Whether that control of the screen has the focus."""
        screen = self.window.screen
        return screen is not None and QApplication.focusWidget() is getattr(screen, attribute, None)

    def field(self) -> QWidget | None:
        """The field in which letters would land now."""
        focused = QApplication.focusWidget()
        return focused if isinstance(focused, QLineEdit | QPlainTextEdit) else None

    def draw(self, pad: QWidget) -> None:
        """A signature with the pen."""
        points = [QPoint(round(x * pad.width()), round(y * pad.height())) for x, y in _SIGNATURE]
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=points[0])
        for point in points[1:]:
            QTest.mouseMove(pad, point)
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=points[-1])
        QApplication.processEvents()
