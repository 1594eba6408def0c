"""Laying out pictures of a phone by keys only, in the real window, from real files with times. Presses are counted."""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PIL import ExifTags, Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from inspector.services import album, importing
from inspector.services.evidence import EvidenceBox
from inspector.services.opened import OpenInspection
from inspector.services.ports import Operation, OperationKind
from inspector.ui.screens.importing import sources
from inspector.ui.screens.importing.codes_view import CodesScreen
from inspector.ui.screens.importing.page import State
from inspector.ui.screens.importing.view import ImportScreen
from inspector.ui.screens.questions.view import QuestionsScreen
from inspector.ui.window import AppWindow
from tests.ui.test_inspection_journeys import CCTV, DUMMY, Gate, Inspection, inspection, school

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


def copied(day: Day, screen: ImportScreen) -> None:
    """What the next key begins is done."""
    day.inspection.press("1")
    day.inspection.qtbot.waitUntil(lambda: not screen._presenter.intake._busy)
    day.inspection.settle()


def test_without_a_checked_clock_nothing_is_exact_and_a_person_still_decides(day: Day) -> None:
    day.shoot("1.jpg", 1, ahead=timedelta())
    screen = day.screen()
    copied(day, screen)
    day.inspection.press("+")
    assert day.hangs() == [""]
    assert states(screen) == [State.UNCLEAR]
    assert "не сверены" in screen.page.clock.said
    day.inspection.window.choose_language("kk")
    assert screen.page.panel.question.label == day.inspection.school.opened().session.label(CCTV, "kk")
    day.inspection.press("1")
    assert day.hangs() == [CCTV]


def test_a_wrong_code_and_a_picture_half_a_day_away_are_one_sentence_and_no_clock(day: Day) -> None:
    inspection = day.inspection
    day.shoot("1.jpg", 24 * 60)
    screen = day.screen()
    copied(day, screen)
    inspection.press("5")
    codes = inspection.window.screen
    inspection.qtbot.waitUntil(lambda: bool(codes.canvas.code))
    code = codes.canvas.code
    inspection.press(Qt.Key.Key_Escape, "5")
    inspection.type("1111")
    assert "не показывали" in screen.code._problem.text()
    inspection.type(code)
    assert "12 часов" in screen.code._problem.text()
    assert day.album().clocks == {}
    inspection.press(Qt.Key.Key_Escape)
    assert screen.panel.isVisible()


def test_a_promised_photo_decides_between_two_questions_and_says_so(day: Day) -> None:
    inspection = day.inspection
    opened = inspection.school.opened()
    inspection.school.workplace.inspecting.record(
        opened.id, album.expect_photo(opened, DUMMY, due=True).operations
    )  # fmt: skip
    day.shoot("1.jpg", 4)
    screen = calibrated(day)
    assert states(screen) == [State.ASIDE, State.OFFERED]
    assert (screen.page.panel.question.node, screen.page.panel.waits) == (DUMMY, True)
    inspection.press("1")
    assert day.album().due == set()
    assert screen.page.panel.waits is False


def test_after_a_restart_in_the_middle_everything_stands_and_the_rest_is_copied(
    day: Day, open_window: Callable[..., AppWindow]
) -> None:
    inspection, school = day.inspection, day.inspection.school
    for number in range(1, 5):
        day.shoot(f"{number:02}.jpg", number)
    screen = calibrated(day)
    inspection.press("1", "2")
    inspection.window.close()
    day.shoot("05.jpg", 5)
    gate = Gate(school)
    window = open_window(gate)
    window.unlocked(gate.unlock(""))
    again = Inspection(inspection.qtbot, window, school)
    day.inspection = again
    again.settle()
    screen = day.screen()
    assert "спешит на 3 мин 12 с" in screen.page.clock.said
    assert states(screen) == [State.ASIDE, State.DONE, State.ASIDE, State.OFFERED, State.UNCLEAR]
    again.press("6")
    copied(day, screen)
    assert screen.page.copying.below == "5 уже были здесь"
    assert states(screen)[-1] is State.OFFERED
    assert len(day.hangs()) == 6


@pytest.mark.parametrize("pulled", [True, False], ids=["pulled out", "stopped"])
def test_what_was_copied_stays_and_the_rest_comes_later(
    day: Day, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, pulled: bool
) -> None:
    for number in range(5):
        day.shoot(f"{number}.jpg", number)
    screen, prepare, seen = day.screen(), EvidenceBox.prepare, []

    def third(box: EvidenceBox, source: Path) -> object:
        seen.append(source)
        if len(seen) == 3 and pulled:
            day.phone.rename(tmp_path / "elsewhere")
        elif len(seen) == 3:
            day.inspection.window.tasks.deliver(screen._presenter.intake.stop)
        return prepare(box, source)

    monkeypatch.setattr(EvidenceBox, "prepare", third)
    copied(day, screen)
    kept = 2 if pulled else 3
    assert screen.page.copying.said == f"Скопировано {kept} из 5, остальное позже"
    assert ("вынули" in screen.page.copying.below) is pulled
    assert len(day.hangs()) == kept
    if pulled:
        (tmp_path / "elsewhere").rename(day.phone)
    screen.copying.more.click()
    day.inspection.qtbot.waitUntil(lambda: len(day.hangs()) == 5)
    assert len(set(map(day.album().roll_of, day.album().brought()))) == 1


def test_broken_large_and_strange_files_are_counted_and_pass(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    day.shoot("1.jpg", 1)
    (day.phone / "2.jpg").write_bytes((day.phone / "1.jpg").read_bytes()[:400])
    (day.phone / "3.png").write_bytes(b"no picture")
    (day.phone / "4.jpg").write_bytes(bytes(100_000))
    monkeypatch.setattr("inspector.services.evidence.LARGEST_FILE", 50_000)
    screen = day.screen()
    copied(day, screen)
    assert screen.page.copying.below == "повреждены: 1, слишком большие: 1, не снимки: 1"
    assert len(day.hangs()) == 1


def test_folders_let_go_over_the_page_are_copied_one_after_the_other(day: Day, tmp_path: Path) -> None:
    screen = day.screen()
    for number in (1, 2):
        taken(tmp_path / f"dragged {number}" / "1.jpg", day.began, number * 10)
        data, middle = QMimeData(), screen.rect().center()
        data.setUrls([QUrl.fromLocalFile(str(tmp_path / f"dragged {number}"))])
        for made in (QDragEnterEvent, QDropEvent):
            at = middle if made is QDragEnterEvent else QPointF(middle)
            event = made(at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(screen, event)
    day.inspection.qtbot.waitUntil(lambda: len(day.hangs()) == 2)
    assert len(set(map(day.album().roll_of, day.album().brought()))) == 2


def test_the_tray_and_the_summary_lead_here_and_back(day: Day) -> None:
    inspection = day.inspection
    inspection.questions(DUMMY)
    inspection.press("6", "0", "6", "8")
    assert isinstance(inspection.window.screen, ImportScreen)
    inspection.press(Qt.Key.Key_Escape)
    assert isinstance(inspection.window.screen, QuestionsScreen)
    summary = inspection.show("summary")
    assert summary.page.photos == "Разложить снимки с телефона"
    inspection.press("6")
    assert isinstance(inspection.window.screen, ImportScreen)
    assert inspection.window.screen.title().back == "К итогу"


def test_faces_are_closed_on_the_picture_before_it_is_laid_out(day: Day) -> None:
    inspection = day.inspection
    day.shoot("1.jpg", 1)
    screen = day.screen()
    copied(day, screen)
    inspection.press("4")
    inspection.qtbot.waitUntil(inspection.window.screen.canvas.hasFocus)
    inspection.press(Qt.Key.Key_Return, "1")
    inspection.qtbot.waitUntil(lambda: inspection.window.screen is screen)
    inspection.settle()
    assert screen.page.panel.closed == "лица закрыты"
    inspection.press("1")
    (name,) = album.hung(inspection.school.opened())
    assert day.album().is_blurred(name)


def test_codes_follow_each_other_each_with_its_time_and_end(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    inspection = day.inspection
    later: list[Callable[[], None]] = []
    monkeypatch.setattr(inspection.window.tasks, "later", lambda _, call: later.append(call))
    inspection.show("importing")
    inspection.press("5")
    codes = inspection.window.screen
    shown = []
    for _ in range(importing.CODES):
        inspection.qtbot.waitUntil(lambda: bool(codes.canvas.code))
        shown.append(codes.canvas.code)
        later.pop()()
        inspection.settle()
    assert codes.canvas.code == ""
    assert list(day.album().codes) == shown
    assert len(set(shown)) == importing.CODES
    inspection.press(Qt.Key.Key_Return)
    assert codes.canvas.code not in ("", *shown)
