"""A soft click on an answer, two on what is refused: short files of our own. No Qt."""

from collections.abc import Callable
from pathlib import Path

from inspector.paths import resource


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
