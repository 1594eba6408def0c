"""A soft click on an answer, two on what is refused: short files of our own, played by what the system has for it."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QProcess

from inspector.paths import resource

PLAYERS = ("pw-play", "paplay", "aplay")
"""Of PipeWire, PulseAudio and ALSA, as far as they are installed."""


class Sounds:
    """Plays when `wanted` says so. Never waits, and a sound that cannot be played is only not heard."""

    def __init__(self, wanted: Callable[[], bool], play: Callable[[Path], None] | None) -> None:
        self._wanted, self._play = wanted, play

    @property
    def heard(self) -> bool:
        """Whether there is anything that plays."""
        return self._play is not None

    def answered(self) -> None:
        """An answer was taken."""
        self._sound("answer")

    def refused(self) -> None:
        """What was given is refused."""
        self._sound("refusal")

    def _sound(self, name: str) -> None:
        if self._play is not None and self._wanted():
            self._play(resource("sounds", f"{name}.wav"))


def player() -> Callable[[Path], None] | None:
    """What plays a WAV file here; None where nothing does, and then sounds are not offered."""
    if sys.platform == "win32":
        import winsound

        flags = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
        return lambda file: winsound.PlaySound(str(file), flags)
    found = next(filter(None, map(shutil.which, PLAYERS)), "")
    return (lambda file: started(found, file)) if found else None


def started(program: str, file: Path) -> None:
    """Let it play beside us, without a word."""
    process = QProcess()
    process.setProgram(program)
    process.setArguments([str(file)])
    process.setStandardOutputFile(QProcess.nullDevice())
    process.setStandardErrorFile(QProcess.nullDevice())
    process.startDetached()
