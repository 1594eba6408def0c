"""Where pictures come from: a watched folder, and removable drives that hold what a camera or a phone wrote (DCIM).

Everything here asks the disk and may wait for it: run it on a worker.
"""

import ctypes
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".heic", ".heif"})
LISTED = 40
CAMERA_FOLDER = "DCIM"
_REMOVABLE = 2
"""What GetDriveTypeW answers for a stick, a card or a phone that is a drive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A picture file: where it lies, when it was written (aware), and its size in bytes."""

    path: Path
    at: datetime
    size: int


def newest(places: Iterable[Path], limit: int = LISTED) -> tuple[Found, ...]:
    """The newest picture files of the folders and of the folders right in them; a folder that is gone has none."""
    found = {each.path: each for place in places for folder in (place, *_inside(place)) for each in _pictures(folder)}
    return tuple(sorted(found.values(), key=lambda each: each.at, reverse=True)[:limit])


def everything(place: Path) -> tuple[Path, ...]:
    """Every picture file of a folder, however deep, by name; the file itself when it is one."""
    if place.is_file():
        return (place,)
    found = []
    for folder, inner, files in os.walk(place):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        found += [Path(folder, name) for name in sorted(files) if _is_picture(name)]
    return tuple(found)


def drives(roots: Iterable[Path] | None = None) -> tuple[Path, ...]:
    """The camera folders of removable drives that are there now; `roots` are the drives to look at."""
    found = []
    for root in _roots() if roots is None else roots:
        try:
            found += [entry for entry in root.iterdir() if entry.name.upper() == CAMERA_FOLDER and entry.is_dir()]
        except OSError:
            continue
    return tuple(found)


def name_of(folder: Path) -> str:
    """What a person calls a folder: its name, for a camera folder that of its drive."""
    if folder.name.upper() == CAMERA_FOLDER:
        return folder.parent.name or str(folder.parent)
    return folder.name or str(folder)


def _pictures(folder: Path) -> list[Found]:
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if _is_picture(entry.name) and entry.is_file():
                    told = entry.stat()
                    at = datetime.fromtimestamp(told.st_mtime).astimezone()
                    found.append(Found(path=Path(entry.path), at=at, size=told.st_size))
    except (OSError, OverflowError, ValueError):
        pass
    return found


def _is_picture(name: str) -> bool:
    return not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES


def _inside(folder: Path) -> list[Path]:
    """One level down: a phone keeps its pictures in DCIM/Camera."""
    try:
        return [entry for entry in folder.iterdir() if entry.is_dir() and not entry.name.startswith(".")]
    except OSError:
        return []


def _roots() -> list[Path]:
    if sys.platform == "win32":
        kernel = ctypes.windll.kernel32
        letters = [chr(ord("A") + bit) for bit in range(26) if kernel.GetLogicalDrives() >> bit & 1]
        return [Path(f"{letter}:\\") for letter in letters if kernel.GetDriveTypeW(f"{letter}:\\") == _REMOVABLE]
    media = [Path("/media"), Path("/run/media")]
    return [drive for root in media for person in _inside(root) for drive in (person, *_inside(person))]
