"""Laying out pictures of a phone by keys only, in the real window, from real files with times. Presses are counted."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PIL import ExifTags, Image
from PySide6.QtCore import Qt

from inspector.services import album
from inspector.services.opened import OpenInspection
from inspector.services.ports import Operation, OperationKind
from inspector.ui.screens.importing import sources
from inspector.ui.screens.importing.codes_view import CodesScreen
from inspector.ui.screens.importing.page import State
from inspector.ui.screens.importing.view import ImportScreen
from tests.ui.test_inspection_journeys import CCTV, DUMMY, Inspection, inspection, school

__all__ = ["inspection", "school"]

ARCHIVE = "/data/cctv/archive"
AHEAD = timedelta(minutes=3, seconds=12)
CTRL = Qt.KeyboardModifier.ControlModifier


def taken(path: Path, at: datetime, shade: int) -> Path:
    """A photo whose camera wrote that time of its own clock."""
    path.parent.mkdir(parents=True, exist_ok=True)
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = f"{at:%Y:%m:%d %H:%M:%S}"
    Image.new("RGB", (160, 120), (shade, 90, 60)).save(path, exif=exif)
    return path


class Day:
    """Three questions were in view some minutes ago, one after the other, and nothing since."""

    def __init__(self, inspection: Inspection, root: Path) -> None:
        self.inspection, self.phone = inspection, root / "PHONE" / "DCIM"
        self.now = datetime.now().astimezone().replace(microsecond=0)
        opened = inspection.school.opened()
        inspection.school.workplace.inspecting.record(opened.id, opened.answer(f"{CCTV}/verdict", "ok").operations)
        walk = [(CCTV, 0, 4), (DUMMY, 4, 8), (ARCHIVE, 8, 12)]
        seen = [self._open(node if at == start else "", at) for node, start, end in walk for at in (start, end)]
        inspection.school.workplace.inspecting.record(opened.id, seen)

    @property
    def began(self) -> datetime:
        return self.now + timedelta(minutes=5)

    def _open(self, node: str, minutes: int) -> Operation:
        at = (self.began + timedelta(minutes=minutes)).isoformat(timespec="milliseconds")
        return Operation(kind=OperationKind.OPEN, node=node, old="", new="", at=at, monotonic=0, who="inspector-1")

    def shoot(self, name: str, minutes: float, ahead: timedelta = AHEAD) -> Path:
        """A picture taken that many minutes after the first question was opened."""
        at = self.began + timedelta(minutes=minutes) + ahead
        return taken(self.phone / name, at, int(minutes * 15) % 256)

    def shoot_code(self, name: str, at: datetime) -> Path:
        nearest = (at + timedelta(milliseconds=500)).replace(microsecond=0)  # cameras write whole seconds
        return taken(self.phone / name, nearest + AHEAD, 250)

    def screen(self) -> ImportScreen:
        shown = self.inspection.show("importing")
        assert isinstance(shown, ImportScreen)
        return shown

    def album(self) -> album.Album:
        return self.inspection.school.opened().album

    def hangs(self) -> list[str]:
        """Where pictures hang by the journal, in the order in which they were brought."""
        opened: OpenInspection = self.inspection.school.opened()
        there = album.hung(opened)
        return [there.get(name, "") for name in opened.album.brought()]


@pytest.fixture
def day(inspection: Inspection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Day:
    made = Day(inspection, tmp_path)
    monkeypatch.setattr(sources.watching, "drives", lambda: (made.phone,) if made.phone.exists() else ())
    inspection.window.settings.change(photo_folder=str(tmp_path / "nothing"))
    return made


def states(screen: ImportScreen) -> list[State]:
    assert screen.page is not None
    return [line.state for line in screen.page.lines]


def name_of(day: Day, photo: str) -> str:
    """The file a brought picture was."""
    import hashlib

    opened = day.inspection.school.opened()
    digest = opened.evidence[photo].original_sha256
    return next(each.name for each in day.phone.iterdir() if hashlib.sha256(each.read_bytes()).hexdigest() == digest)


def calibrated(day: Day) -> ImportScreen:
    """The phone's pictures are here and its clock is known: a code was shown, photographed, and typed in."""
    inspection = day.inspection
    screen = day.screen()
    inspection.press("5")
    codes = inspection.window.screen
    assert isinstance(codes, CodesScreen)
    inspection.qtbot.waitUntil(lambda: bool(codes.canvas.code))
    code, at = codes.canvas.code, day.album().codes[codes.canvas.code]
    day.shoot_code("001.jpg", at)
    inspection.press(Qt.Key.Key_Escape, "1")
    inspection.qtbot.waitUntil(lambda: screen.page.total > 0 and not screen._presenter.intake.running)
    inspection.settle()
    assert set(states(screen)) == {State.UNCLEAR}
    assert screen.page.exact == 0
    while name_of(day, screen.page.panel.photo) != "001.jpg":
        inspection.press(Qt.Key.Key_Down)
    inspection.press("5")
    inspection.type(code)
    return screen


def test_a_phone_is_laid_out_by_keys_and_every_press_is_counted(day: Day) -> None:
    """Check the clock, accept three, move one, put one aside, find one, accept the exact rest, take that back."""
    inspection = day.inspection
    for number, minutes in enumerate((1, 2, 5, 6, 9, 9.5, 10, 10.5), 1):
        day.shoot(f"{number:02}.jpg", minutes)
    day.shoot("000.jpg", -600)
    screen = calibrated(day)
    assert inspection.presses == 9  # 5 shows codes, Esc, 1 copies, ↓ to the code, 5 and four digits
    assert "спешит на 3 мин 12 с" in screen.page.clock.said
    assert states(screen) == [State.ASIDE, State.ASIDE, *[State.OFFERED] * 8]
    assert screen.page.panel.question.node == CCTV

    inspection.presses = 0
    inspection.press("1", "1", "1")
    assert day.hangs()[2:5] == [CCTV, CCTV, DUMMY]
    inspection.press(Qt.Key.Key_Right, "1")
    inspection.press("2")
    inspection.press("3")
    inspection.type("запи")
    assert inspection.presses == 7 + 4
    inspection.press(Qt.Key.Key_Return)
    assert day.hangs()[5:8] == [ARCHIVE, "", ARCHIVE]
    assert states(screen)[6] is State.ASIDE

    inspection.presses = 0
    inspection.press("+")
    assert day.hangs()[8:10] == [ARCHIVE, ARCHIVE]
    inspection.press("Z", modifier=CTRL)
    assert day.hangs()[8:10] == ["", ""]
    assert day.hangs()[5] == ARCHIVE
    assert inspection.presses == 2
