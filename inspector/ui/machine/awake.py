"""Holding the laptop awake and its screen bright while a code is shown to a camera. No Qt.

Windows only: there a program may ask for both without rights of its own. Elsewhere nothing is touched. Notifications
need no word of ours: Windows holds them back by itself while a program fills the screen.
"""

import ctypes
import sys
from collections.abc import Callable
from typing import Protocol

_CONTINUOUS, _SYSTEM, _DISPLAY = 0x80000000, 0x00000001, 0x00000002
_QUERY, _SET = 0x00230498, 0x0023049C
"""IOCTL_VIDEO_QUERY_DISPLAY_BRIGHTNESS and its SET, answered by the laptop's own panel."""

_BOTH = 3
"""DISPLAYPOLICY_BOTH: the level counts on the mains and on the battery."""
_BRIGHTEST = 100


class Panel(Protocol):
    """The laptop's own screen."""

    def level(self) -> bytes | None:
        """The brightness as the driver keeps it; None where it cannot be asked."""

    def put(self, level: bytes) -> None:
        """Set it; what the driver refuses stays as it was."""


class Bright:
    """The brightest the screen can be, and what it was before. Both take a moment: on a lane."""

    def __init__(self, panel: Panel | None) -> None:
        self._panel = panel
        self._before: bytes | None = None

    def begin(self) -> None:
        """As bright as it goes. Asked again it changes nothing: what was before stays known."""
        if self._panel is None or self._before is not None:
            return
        self._before = self._panel.level()
        if self._before is not None:
            self._panel.put(bytes((_BOTH, _BRIGHTEST, _BRIGHTEST)))

    def end(self) -> None:
        """Back to what it was."""
        before, self._before = self._before, None
        if self._panel is not None and before is not None:
            self._panel.put(before)


class WindowsPanel:
    """The panel behind the device LCD. A desktop with a monitor of its own has none."""

    def level(self) -> bytes | None:
        """Policy, level on the mains, level on the battery."""
        return self._ask(_QUERY, b"", 3)

    def put(self, level: bytes) -> None:
        """Given back with the policy that was asked."""
        self._ask(_SET, level, 0)

    def _ask(self, code: int, given: bytes, wanted: int) -> bytes | None:
        kernel = ctypes.windll.kernel32  # type: ignore[attr-defined, unused-ignore]
        kernel.CreateFileW.restype = ctypes.c_void_p
        handle = kernel.CreateFileW("\\\\.\\LCD", 0xC0000000, 3, None, 3, 0, None)
        if handle in (None, ctypes.c_void_p(-1).value):
            return None
        try:
            answer, length = ctypes.create_string_buffer(8), ctypes.c_uint32()
            done = kernel.DeviceIoControl(
                ctypes.c_void_p(handle), code, given, len(given), answer, wanted, ctypes.byref(length), None
            )
            return answer.raw[:wanted] if done and length.value >= wanted else None
        finally:
            kernel.CloseHandle(ctypes.c_void_p(handle))


def panel() -> Panel | None:
    """The screen whose brightness a program may set; None where it may not."""
    return WindowsPanel() if sys.platform == "win32" else None


def keep_awake(*, on: bool, ask: Callable[[int], object] | None = None) -> None:
    """No sleep and no dark screen while `on`; quick. Belongs to the thread that asks."""
    if ask is None:
        if sys.platform != "win32":
            return
        ask = ctypes.windll.kernel32.SetThreadExecutionState
    ask(_CONTINUOUS | _SYSTEM | _DISPLAY if on else _CONTINUOUS)
