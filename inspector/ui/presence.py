"""Whether somebody is at the laptop: idle minutes, sleep, and where the hands were when it was locked."""

import ctypes
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractNativeEventFilter, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

PULSE_MS = 5_000
SLEPT_S = 30.0
"""A pulse that comes so late was slept through: the lid was closed."""

MOVED_S = 60.0
"""The clock on the wall and the one that only counts differ by so much since the last pulse: somebody set it."""

HELD_MINUTES = 30
"""While the laptop is carried from camera to camera it does not lock; left lying so long, it does."""

_WM_POWERBROADCAST, _SUSPEND = 0x0218, 0x0004


def steady() -> float:
    """Seconds that go on while the machine sleeps, whatever is done to the clock on the wall.

    (On Windows the monotonic clock counts sleep; on Linux only the one since the start of the machine does.)
    """
    return time.clock_gettime(time.CLOCK_BOOTTIME) if sys.platform == "linux" else time.monotonic()


class Presence(QObject):
    """Calls `away` after idle minutes, when the machine goes to sleep where the system tells, and when it has slept.

    `moved` is told what the clock on the wall would say and what it says, when somebody set it.
    """

    def __init__(
        self,
        minutes: Callable[[], int],
        away: Callable[[], None],
        moved: Callable[[float, float], None],
        clocks: tuple[Callable[[], float], Callable[[], float]] = (steady, time.time),
    ):
        super().__init__()
        self._minutes, self._away, self._moved = minutes, away, moved
        self._clock, self._wall = clocks
        self._beat, self._stood = self._clock(), self._wall()
        self._held = False
        self._hands: Hands | None = None
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(away)
        self._pulse = QTimer(self, interval=PULSE_MS)
        self._pulse.timeout.connect(self.pulse)
        self._pulse.start()
        self._power = PowerEvents(away)
        self._power.install()
        self.touched()

    def touched(self) -> None:
        """Somebody is here, or something goes on that may take longer: count idle minutes anew."""
        minutes = max(self._minutes(), HELD_MINUTES) if self._held else self._minutes()
        self._idle.start(minutes * 60_000)

    def hold(self, *, on: bool) -> None:
        """The automatic lock waits longer: hands carry the laptop and touch nothing."""
        self._held = on
        self.touched()

    def leave(self, screen: QWidget) -> None:
        """The lock comes before this screen: remember where the hands were."""
        self._hands = Hands.on(screen)

    def resume(self, screen: QWidget | None) -> None:
        """The screen is there again, with everything it reads."""
        hands, self._hands = self._hands, None
        if hands is not None and screen is not None:
            hands.back(screen)

    def pulse(self) -> None:
        """Timers stand still while the machine sleeps; the counting clock does not, and nobody can set it."""
        before, self._beat = self._beat, self._clock()
        stood, self._stood = self._stood, self._wall()
        passed = self._beat - before
        if passed > SLEPT_S:
            self._away()
        if abs(self._stood - stood - passed) > MOVED_S:
            self._moved(stood + passed, self._stood)

    def stop(self) -> None:
        """The window closes."""
        self._idle.stop()
        self._pulse.stop()
        self._power.remove()


class PowerEvents(QAbstractNativeEventFilter):
    """Windows tells every window before it sleeps. Other systems tell Qt nothing: there the pulse notices after it."""

    def __init__(self, asleep: Callable[[], None]) -> None:
        super().__init__()
        self._asleep = asleep

    def install(self) -> None:
        """Listen, where there is something to be heard."""
        application = QApplication.instance()
        if sys.platform == "win32" and application is not None:
            application.installNativeEventFilter(self)

    def remove(self) -> None:
        """Listen no more."""
        application = QApplication.instance()
        if sys.platform == "win32" and application is not None:
            application.removeNativeEventFilter(self)

    def nativeEventFilter(self, kind: object, message: int) -> tuple[bool, int]:
        """Let everything pass."""
        if bytes(kind) == b"windows_generic_MSG":  # type: ignore[call-overload]
            told = _Message.from_address(int(message))
            if (told.message, told.wparam) == (_WM_POWERBROADCAST, _SUSPEND):
                self._asleep()
        return False, 0


class _Message(ctypes.Structure):
    """The beginning of the MSG of user32."""

    _fields_ = (("window", ctypes.c_void_p), ("message", ctypes.c_uint), ("wparam", ctypes.c_size_t))


@dataclass(frozen=True, slots=True)
class Hands:
    """Where the focus was on a screen, and what stood in a field there. Kept in memory while the laptop is locked."""

    screen: str
    kind: type[QWidget]
    name: str
    place: int
    text: str | None

    @classmethod
    def on(cls, screen: QWidget) -> "Hands | None":
        """None when the focus is not on the screen."""
        focused = QApplication.focusWidget()
        if focused is None or not screen.isAncestorOf(focused):
            return None
        kind, name = type(focused), focused.accessibleName()
        return cls(screen.objectName(), kind, name, _alike(screen, kind, name).index(focused), _text(focused))

    def back(self, screen: QWidget) -> bool:
        """Put the focus where it was, and what was being written; False when that control is not there now."""
        found = _alike(screen, self.kind, self.name) if screen.objectName() == self.screen else []
        target = found[self.place] if self.place < len(found) else None
        if target is None or not target.isVisible() or not target.isEnabled():
            return False
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.text is not None and _text(target) != self.text:
            _write(target, self.text)
        return True


def _alike(screen: QWidget, kind: type[QWidget], name: str) -> list[QWidget]:
    return [each for each in screen.findChildren(kind) if type(each) is kind and each.accessibleName() == name]


def _text(widget: QWidget) -> str | None:
    """What is being written; of a passphrase nothing is kept."""
    if isinstance(widget, QLineEdit):
        return widget.text() if widget.echoMode() is QLineEdit.EchoMode.Normal and not widget.isReadOnly() else None
    return widget.toPlainText() if isinstance(widget, QPlainTextEdit) and not widget.isReadOnly() else None


def _write(widget: QWidget, text: str) -> None:
    """As if it was typed."""
    if isinstance(widget, QLineEdit):
        widget.selectAll()
        widget.insert(text)
    elif isinstance(widget, QPlainTextEdit):
        widget.selectAll()
        widget.insertPlainText(text)
