"""The pictures of the open card: the newest of the watched folder, and what hangs on the question already. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from inspector.services.inspecting import Step
from inspector.services.ports import Evidence
from inspector.ui.lanes import Lane
from inspector.ui.screens.sitting import Sitting

SHOWN = 5
SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".heic", ".heif", ".webp"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One file of the folder: where, when it was taken or copied, whether this sitting used it already."""

    path: Path
    at: datetime
    taken: bool


class PhotosView(Protocol):
    """What the tray must be able to show."""

    def show_pictures(self, folder: Path, pictures: tuple[Picture, ...]) -> None: ...


def newest(folder: Path, limit: int = SHOWN) -> tuple[tuple[Path, float], ...]:
    """The newest picture files of `folder` and of the folders in it, with their times; none when it is not there."""
    found: list[tuple[Path, float]] = []
    for place in (folder, *_inside(folder)):
        try:
            files = [entry for entry in place.iterdir() if entry.suffix.lower() in SUFFIXES and entry.is_file()]
            found.extend((file, file.stat().st_mtime) for file in files)
        except OSError:
            continue
    return tuple(sorted(found, key=lambda pair: pair[1], reverse=True)[:limit])


def _inside(folder: Path) -> list[Path]:
    """One level down: a phone keeps its pictures in DCIM/Camera."""
    try:
        return [entry for entry in folder.iterdir() if entry.is_dir() and not entry.name.startswith(".")]
    except OSError:
        return []


class PhotosPresenter:
    """Takes pictures in and hangs them on checks. `take` records a step and refreshes the page."""

    def __init__(self, sitting: Sitting, view: PhotosView, *, folder: Path, take: Callable[[Step], None]) -> None:
        self._sitting = sitting
        self._view = view
        self._take = take
        self._used: set[Path] = set()
        self.folder = folder

    def look(self, folder: Path | None = None) -> None:
        """Read the folder (another one when given) and show what is newest there."""
        self.folder = folder or self.folder
        place = self.folder
        self._sitting.shell.tasks.run(Lane.WORK, lambda: newest(place), lambda found: self._show(place, found))

    def _show(self, folder: Path, found: tuple[tuple[Path, float], ...]) -> None:
        times = ((path, datetime.fromtimestamp(at).astimezone()) for path, at in found)
        pictures = [Picture(path=path, at=at, taken=path in self._used) for path, at in times]
        pictures.sort(key=lambda picture: picture.taken)
        if folder == self.folder:
            self._view.show_pictures(folder, tuple(pictures))

    def attach(self, check: str, source: Path) -> None:
        """Keep a picture and hang it on `check`; the work is done off the screen's thread."""

        def hang(kept: Evidence) -> None:
            self._used.add(source)
            self._take(self._sitting.opened.attach(check, kept))

        evidence, inspection = self._sitting.workplace.evidence, self._sitting.opened.id
        self._sitting.shell.tasks.run(Lane.WORK, lambda: evidence.store(inspection, source), hang)

    def detach(self, row: str) -> None:
        """Take a photo off; undo brings it back."""
        self._take(self._sitting.opened.detach(row))

    def load(self, name: str, done: Callable[[bytes], None]) -> None:
        """The kept bytes of an attached photo, for its thumbnail."""
        evidence, inspection = self._sitting.workplace.evidence, self._sitting.opened.id
        self._sitting.shell.tasks.run(Lane.WORK, lambda: evidence.read(inspection, name), done)
