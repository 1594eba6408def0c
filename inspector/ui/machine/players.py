"""What plays a sound on this system, without Qt's multimedia, which is not shipped with us."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QProcess

PLAYERS = ("pw-play", "paplay", "aplay")
"""Of PipeWire, PulseAudio and ALSA, as far as they are installed."""


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
