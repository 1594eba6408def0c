"""Pictures of a phone for the screen that lays them out: a known clock, proposals, and what was done of them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from PIL import ExifTags, Image, ImageDraw

from inspector.services import album
from inspector.services.album import Clock
from inspector.services.ports import Operation, OperationKind
from inspector.ui.screens.importing.view import ImportScreen
from tests.looks.stage import Stage

QUESTIONS = ("/data/cctv/cctv_installed", "/data/cctv/dummy", "/data/cctv/archive")
AHEAD = timedelta(minutes=3, seconds=12)
TAKEN = (-5, 1, 2, 4, 5, 7, 8, 30, -120)
"""Minutes after the first question; one before everything, one long after."""


def photo(path: Path, at: datetime, shade: int) -> None:
    """A picture with something on it."""
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = f"{at:%Y:%m:%d %H:%M:%S}"
    image = Image.new("RGB", (640, 480), (150, 170, 190))
    draw = ImageDraw.Draw(image)
    draw.rectangle((80, 120, 560, 330), fill=(120, 105, 80 + shade))
    draw.rectangle((0, 330, 640, 480), fill=(90, 110 + shade // 2, 90))
    for window in range(6):
        draw.rectangle((100 + window * 75, 150, 150 + window * 75, 200), fill=(70, 95, 130))
    image.save(path, exif=exif)


def laying(*pressed: str) -> Callable[[Stage], None]:
    """The screen with its pictures, after some keys."""

    def go(stage: Stage) -> None:
        laid(stage, stage.window.settings._path.parent / "phone")
        stage.press(*pressed)

    return go


def laid(stage: Stage, folder: Path) -> ImportScreen:
    """Pictures are brought the first time they are asked for."""
    screen = stage.show("importing")
    assert isinstance(screen, ImportScreen)
    assert screen._sitting is not None
    opened, recorder = screen._sitting.opened, screen._sitting.recorder
    if opened.album.brought():
        return screen
    began = datetime.fromisoformat(opened.started_at).replace(microsecond=0) + timedelta(minutes=10)
    for place, node in enumerate((*QUESTIONS, "")):
        at = (began + timedelta(minutes=3 * place)).isoformat(timespec="milliseconds")
        seen = Operation(kind=OperationKind.OPEN, node=node, old="", new="", at=at, monotonic=0, who="inspector-1")
        opened.adopt(seen)
        recorder.record([seen])
    folder.mkdir()
    for number, minutes in enumerate(sorted(TAKEN)):
        photo(folder / f"{number}.jpg", began + timedelta(minutes=minutes) + AHEAD, number * 12)
    screen._copy([folder])
    stage.settle()
    name = opened.album.brought()[1]
    shown = began - timedelta(minutes=5)
    clock = Clock(ahead=AHEAD.total_seconds(), at=shown.isoformat(), picture=opened.evidence[name].original_sha256)
    recorder.record(album.check_clock(opened, name, clock).operations)
    stage.show("importing", photo=opened.album.brought()[3])
    return screen
