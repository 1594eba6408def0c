"""Photos by keys only, in the real window: the tray, «photo due», faces. Presses are counted."""

import hashlib
import io
import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from inspector.services import album
from inspector.services.evidence import EvidenceBox
from inspector.ui.screens.photos.faces_view import FacesScreen
from inspector.ui.screens.questions.view import QuestionsScreen
from inspector.ui.screens.summary.view import SummaryScreen
from tests.ui.test_inspection_journeys import CCTV, DUMMY, Inspection, inspection, school, tour

__all__ = ["inspection", "school", "tour"]

NOW = datetime.now().astimezone()
ZONES = "/data/cctv/archive"


def picture(folder: Path, name: str, shade: int, ago: int) -> Path:
    """A photo written `ago` seconds before now."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    Image.new("RGB", (160, 120), (shade, 40, 40)).save(path)
    moment = NOW.timestamp() - ago
    os.utime(path, (moment, moment))
    return path


@pytest.fixture
def phone(tmp_path: Path) -> Path:
    folder = tmp_path / "phone"
    for number in range(3):
        picture(folder, f"{number}.jpg", 60 * number + 20, number * 60)
    return folder


def watched(inspection: Inspection, folder: Path, node: str = DUMMY) -> QuestionsScreen:
    """The question is open, `folder` is watched, no key was counted yet."""
    inspection.questions(CCTV)
    inspection.press("1")
    screen = inspection.questions(node)
    screen.desk.photos._drives = tuple
    screen.watch(folder)
    inspection.settle()
    inspection.presses = 0
    return screen


def hangs(inspection: Inspection) -> dict[str, str]:
    """SHA-256 of the file as it was given -> the node it hangs on, by the journal."""
    opened = inspection.school.opened()
    return {opened.evidence[name].original_sha256: node for name, node in album.hung(opened).items()}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_failed_item_with_a_term_and_the_newest_photo_is_three_keys(inspection: Inspection, phone: Path) -> None:
    node = graded(inspection)
    watched(inspection, phone, node)
    inspection.press("2", "6", "6")
    assert inspection.presses == 3
    assert inspection.value(f"{node}/verdict") == "bad"
    assert inspection.value(f"{node}/due_days") != ""
    inspection.qtbot.waitUntil(lambda: hangs(inspection) == {digest(phone / "0.jpg"): node})
    assert inspection.school.opened().session.problems()
    assert not [each for each in inspection.school.opened().problems() if each.node == node]


def graded(inspection: Inspection) -> str:
    """A check that asks for a photo when it fails and whose failure has a term of repair."""
    opened = inspection.school.opened()
    opened.answer(f"{CCTV}/verdict", "ok")
    for node in opened.session.checks():
        spec = opened.form.spec(album_path(node))
        if spec.evidence == "bad" and opened.session.severity(node) and "[" not in node:
            return node
    raise AssertionError("the checklist has no such check")


def album_path(node: str) -> str:
    return node.partition("[")[0] if "[" in node else node


def test_the_tray_takes_the_keys_and_gives_them_back(inspection: Inspection, phone: Path) -> None:
    screen = watched(inspection, phone)
    inspection.press("6", "1", "2", "3", "8")
    assert inspection.value(f"{DUMMY}/verdict") == ""
    inspection.press(Qt.Key.Key_Escape)
    assert screen.card.tray.isHidden()
    inspection.press("2")
    assert inspection.value(f"{DUMMY}/verdict") == "bad"


def test_arrows_choose_space_looks_and_enter_takes(inspection: Inspection, phone: Path) -> None:
    screen = watched(inspection, phone)
    inspection.press("6")
    inspection.press(Qt.Key.Key_Right, Qt.Key.Key_Space)
    assert not screen.card.tray._large.isHidden()
    inspection.press(Qt.Key.Key_Right, Qt.Key.Key_Escape)
    assert screen.card.tray.isVisible()
    assert QApplication.focusWidget().picture.path.name == "2.jpg"
    inspection.press(Qt.Key.Key_Return)
    assert screen.card.tray.isHidden()
    assert hangs(inspection) == {digest(phone / "2.jpg"): DUMMY}


def test_nothing_new_and_the_second_six_promises_a_photo(inspection: Inspection, tmp_path: Path) -> None:
    picture(tmp_path / "phone", "old.jpg", 10, 7 * 86400)
    screen = watched(inspection, tmp_path / "phone")
    inspection.press("2", "6")
    assert screen.card.tray._none.isVisible()
    assert not any(each.isVisible() for each in screen.card.tray._pictures)
    inspection.press("6")
    assert inspection.presses == 3
    opened = inspection.school.opened()
    assert opened.album.due == {DUMMY}
    assert hangs(inspection) == {}
    assert screen.page.card.photo_due
    assert "фото будет: 1" in screen.page.subtitle
    assert "Фото будет 1" in [each.text for each in screen.page.filters]
    current = next(line for line in screen.page.pane.sections if line.current)
    assert "фото будет: 1" in current.subtitle


def test_an_old_picture_is_never_taken_by_two_sixes_and_can_be_asked_for(
    inspection: Inspection, tmp_path: Path
) -> None:
    picture(tmp_path / "phone", "old.jpg", 10, 7 * 86400)
    watched(inspection, tmp_path / "phone")
    inspection.press("6")
    inspection.press(Qt.Key.Key_Right, "6")
    assert list(hangs(inspection).values()) == [DUMMY]


def test_a_promised_photo_stays_after_a_restart_and_zero_takes_it_back(inspection: Inspection, phone: Path) -> None:
    watched(inspection, phone)
    inspection.press("6", "0")
    assert inspection.school.opened().album.due == {DUMMY}
    summary = inspection.show("summary")
    assert isinstance(summary, SummaryScreen)
    assert any("фото" in left.text for left in summary.page.left)
    inspection.questions(DUMMY)
    inspection.press("0")
    assert inspection.school.opened().album.due == set()


def test_a_picture_used_elsewhere_is_last_and_says_where(inspection: Inspection, phone: Path) -> None:
    screen = watched(inspection, phone)
    inspection.press("6", "6")
    number = screen.page.card.number
    screen = inspection.questions(ZONES)
    inspection.press("6")
    shown = screen.card.tray._shown.pictures
    assert [each.path.name for each in shown] == ["1.jpg", "2.jpg", "0.jpg"]
    assert [each.used for each in shown] == ["", "", number]
    inspection.press(Qt.Key.Key_Left, Qt.Key.Key_Return)
    assert len(hangs(inspection)) == 1
    names = [album.hung(inspection.school.opened())[name] for name in album.hung(inspection.school.opened())]
    assert sorted(names) == sorted([DUMMY, ZONES])


@pytest.mark.parametrize("content", [b"not a picture", b"\xff\xd8\xff\xe0cut", b""])
def test_a_broken_picture_is_one_sentence_and_no_evidence(
    inspection: Inspection, tmp_path: Path, content: bytes
) -> None:
    folder = tmp_path / "phone"
    folder.mkdir()
    (folder / "broken.jpg").write_bytes(content)
    watched(inspection, folder)
    inspection.press("6", "6")
    assert inspection.window.banner.isVisible()
    assert hangs(inspection) == {}


def test_a_full_disk_stops_photos_and_no_answer(
    inspection: Inspection, phone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = inspection.school.store.evidence
    around = inspection.window.around
    monkeypatch.setattr(store, "free", lambda: 900_000_000)
    around.conditions.check()
    watched(inspection, phone)
    inspection.press("6", "6")
    assert "Мало места на диске" in around.line.text
    assert len(hangs(inspection)) == 1
    monkeypatch.setattr(store, "free", lambda: 100_000_000)
    around.conditions.check()
    inspection.press("6", "6", "2")
    assert "Нет места для фото" in around.line.text
    assert "фото не сохранить" in inspection.window.banner._text.text()
    assert len(hangs(inspection)) == 1
    assert inspection.value(f"{DUMMY}/verdict") == "bad"


def test_a_drive_that_holds_a_camera_folder_is_offered_by_itself(inspection: Inspection, tmp_path: Path) -> None:
    drive = tmp_path / "PHONE"
    drive.mkdir()
    taken = picture(drive / "DCIM", "1.jpg", 90, 5)
    (tmp_path / "empty").mkdir()
    screen = watched(inspection, tmp_path / "empty")
    screen.desk.photos._drives = lambda: (drive / "DCIM",)
    inspection.press("6")
    assert "PHONE" in screen.card.tray._state.text()
    inspection.press("6")
    assert hangs(inspection) == {digest(taken): DUMMY}


def test_a_picture_that_comes_while_the_tray_is_open_is_shown(inspection: Inspection, tmp_path: Path) -> None:
    (tmp_path / "phone").mkdir()
    screen = watched(inspection, tmp_path / "phone")
    inspection.press("6")
    picture(tmp_path / "phone", "new.jpg", 90, 0)
    screen.desk._watch()
    inspection.settle()
    inspection.press("6")
    assert list(hangs(inspection).values()) == [DUMMY]


def test_files_let_go_over_the_card_are_taken_and_a_folder_is_watched(inspection: Inspection, phone: Path) -> None:
    screen = watched(inspection, phone.parent)
    drop(screen, phone / "0.jpg", phone / "1.jpg")
    inspection.settle()
    assert list(hangs(inspection).values()) == [DUMMY, DUMMY]
    drop(screen, phone)
    inspection.settle()
    assert screen.desk.photos.folder == phone
    assert screen.card.tray.isVisible()


def drop(screen: QuestionsScreen, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(screen.card, QDragEnterEvent(QPoint(5, 5), *how))
    QApplication.sendEvent(screen.card, QDropEvent(QPointF(5, 5), *how))


def test_faces_are_closed_by_keys_and_the_closed_copy_is_the_evidence(inspection: Inspection, phone: Path) -> None:
    screen = watched(inspection, phone)
    noise = Image.frombytes("RGB", (160, 120), os.urandom(160 * 120 * 3))
    noise.save(phone / "0.jpg", quality=95)
    inspection.press("6", "4")
    faces = inspection.window.screen
    assert isinstance(faces, FacesScreen)
    inspection.qtbot.waitUntil(faces.canvas.hasFocus)
    plain = faces._presenter.evidence
    inspection.press("1")
    assert inspection.window.screen is faces
    inspection.press(Qt.Key.Key_Right, "+", Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_Return, "1")
    inspection.qtbot.waitUntil(lambda: inspection.window.screen is screen)
    opened = inspection.school.opened()
    (name,) = album.hung(opened)
    assert name != plain.name
    assert opened.album.source_of(name) == plain.name
    assert screen.page.card.photos[0].blurred
    box: EvidenceBox = inspection.school.workplace.evidence
    shown = Image.open(io.BytesIO(box.read(opened.id, name))).convert("RGB")
    left, top, right, bottom = faces_frame(shown)
    part = shown.crop((left + 6, top + 6, right - 6, bottom - 6)).resize((3, 3))
    assert max(high - low for low, high in part.getextrema()) < 90
    inspection.press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert set(album.hung(inspection.school.opened())) == {plain.name}


def faces_frame(shown: Image.Image) -> tuple[int, int, int, int]:
    """Where the frame of the first size stands after one step to the right and one of growth."""
    width = 0.14 * 1.2
    centre = 0.52 * shown.width, 0.4 * shown.height
    half = width * shown.width / 2
    return int(centre[0] - half), int(centre[1] - half), int(centre[0] + half), int(centre[1] + half)


def test_keys_pressed_before_the_folder_is_read_lose_nothing(inspection: Inspection, phone: Path) -> None:
    """On a slow drive the next question may be open before the picture is known."""
    screen = watched(inspection, phone)
    inspection.press("2", "6", "6", "9")
    assert screen.card.node != DUMMY
    assert hangs(inspection) == {digest(phone / "0.jpg"): DUMMY}


@pytest.mark.parametrize("code", ["ru", "kk"])
def test_tray_and_faces_fit_the_smallest_window(inspection: Inspection, phone: Path, code: str) -> None:
    inspection.window.choose_language(code)
    inspection.window.resize(1280, 680)
    screen = watched(inspection, phone)
    inspection.press("2", "6")
    for _ in range(2):
        least = inspection.window.minimumSizeHint()
        assert (inspection.window.width(), inspection.window.height()) == (1280, 680)
        assert least.width() <= 1280
        assert least.height() <= 680
        assert screen.card.tray.minimumSizeHint().width() <= screen.card.width()
        if inspection.window.screen is screen:
            inspection.press("4")


def test_a_phone_ahead_of_us_is_still_new(inspection: Inspection, tmp_path: Path) -> None:
    picture(tmp_path / "phone", "ahead.jpg", 90, -3600)
    screen = watched(inspection, tmp_path / "phone")
    inspection.press("6")
    assert screen.card.tray._shown.fresh
    assert screen.card.tray._shown.fresh[0].at > NOW + timedelta(minutes=50)
