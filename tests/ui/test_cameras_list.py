"""The list of cameras: reported rows that wait, the gap to the declared list, counts that sum, three hundred rows."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.services.updating import Updating
from inspector.services.walking import Walking
from inspector.ui.screens.cameras import lines
from inspector.ui.screens.cameras.grid import CamerasModel
from inspector.ui.screens.cameras.page import CameraLine, CamerasPage, Kind
from inspector.ui.window import AppWindow
from tests.services.test_walking import CAMERAS, furnish
from tests.store.laptops import page
from tests.ui import laptop
from tests.ui.fakes import FakeShell
from tests.ui.test_inspection_journeys import Gate
from tests.ui.test_walk_journeys import ENTER, Walk, nodes

DECLARED = ("Камера 1", "Камера 2", "Крыша")
LAST = ({"place": "Чердак", "works": "yes"}, {"place": "Камера 1", "works": "no"})


@pytest.fixture
def school(tmp_path: Path) -> Iterator[laptop.School]:
    """Three cameras declared, two known from the last visit, three written down on the spot."""
    made = laptop.begun(tmp_path / "home")
    last = msgspec.structs.replace(laptop.LAST, lists={"cameras": list(LAST)})
    declared = msgspec.structs.replace(laptop.DECLARED, lists={"cameras": [{"place": each} for each in DECLARED]})
    Updating(made.store.changes).accept(page([("last_visit", last), ("declared", declared)], first=50))
    made.inspection = made.workplace.inspecting.start(laptop.SCHOOL.id, laptop.VISIT)
    opened = made.opened()
    furnish(opened, [("Вход", "yes"), ("Этаж 1", ""), ("Двор", "")])
    made.workplace.inspecting.record(made.inspection, opened.journal[opened.recorded :])
    yield made
    made.close()


@pytest.fixture
def hands(qtbot: QtBot, open_window: Callable[..., AppWindow], school: laptop.School) -> Iterator[Walk]:
    gate = Gate(school)
    window = open_window(gate)
    window.unlocked(gate.unlock(""))
    made = Walk(qtbot, window, school)
    made.settle()
    yield made
    window.close()


def shown(hands: Walk) -> CamerasPage:
    assert hands.listing.page is not None
    return hands.listing.page


def test_reported_rows_come_first_and_count_nowhere(hands: Walk) -> None:
    hands.cameras()
    made = shown(hands)
    assert [(line.place, line.reported) for line in made.lines] == [
        ("Чердак", True), ("Крыша", True), ("Камера 3", False), ("Камера 1", False), ("Камера 2", False),
    ]  # fmt: skip
    assert made.lines[0].last == "работала 14.03"
    assert (made.strip.declared, made.strip.found) == ("3", "1")
    counts = {each.kind: int(each.count) for each in made.filters}
    assert counts.pop(Kind.ALL) == sum(counts.values()) == 5
    assert (counts[Kind.WAITING], counts[Kind.UNCHECKED]) == (4, 0)


def test_one_says_here_and_two_says_not(hands: Walk) -> None:
    hands.cameras()
    hands.listing.table.choose("?Чердак")
    hands.press("1")
    hands.listing.table.choose("?Крыша")
    hands.press("2")
    opened = hands.school.opened()
    told = {
        opened.session.value(f"{n}/place"): (opened.session.value(f"{n}/works"), opened.session.value(f"{n}/fault"))
        for n in nodes(opened)
    }
    assert told["Чердак"] == ("", "")
    assert told["Крыша"] == ("no", "absent")
    assert shown(hands).strip.gap == "1 нет на месте, 2 сверх списка"
    hands.press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert "Крыша" in [line.place for line in shown(hands).lines if line.reported]


def test_one_never_says_that_a_camera_works(hands: Walk) -> None:
    hands.cameras()
    second = nodes(hands.school.opened())[1]
    hands.listing.table.choose(second)
    hands.press("1")
    assert hands.value(f"{second}/works") == ""


def test_enter_opens_every_answer_of_the_row_and_escape_comes_back(hands: Walk) -> None:
    hands.cameras()
    second = nodes(hands.school.opened())[1]
    hands.listing.table.choose(second)
    hands.press(ENTER)
    assert hands.window.screen is not None
    assert hands.window.screen.objectName() == "roster"
    assert hands.window.screen.bookmark()["node"] == second
    assert hands.window.top.back.text() == "К камерам"
    hands.press(Qt.Key.Key_Escape)
    line = hands.listing.table.line()
    assert line is not None


def test_five_notes_what_only_the_envelope_tells(hands: Walk, school: laptop.School) -> None:
    screen = hands.cameras()
    hands.press("5")
    assert not screen.row_bar.note.isVisible()  # a reported row has nothing to hang it on
    hands.press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    place = next(line.place for line in shown(hands).lines if line.key == screen._key())
    hands.press("5", *"Tree 5", ENTER)
    assert screen.table.hasFocus()
    assert list(school.opened().drawing.notes.values()) == ["Tree 5"]
    (noted,) = [line for line in shown(hands).lines if line.note]
    assert (noted.place, noted.note) == (place, "Tree 5")
    assert "Tree 5" in noted.spoken()
    hands.press(Qt.Key.Key_Down)
    assert not screen.row_bar.note.isVisible()
    hands.press(Qt.Key.Key_Up)
    assert screen.row_bar.note.field.text() == "Tree 5"
    hands.press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert not any(line.note for line in shown(hands).lines)


def test_a_chip_shows_its_rows_only(hands: Walk) -> None:
    hands.cameras()
    chip = next(each for each in hands.listing.filters._chips if each.text().startswith("Заявлены"))
    chip.setFocus()
    hands.press(ENTER)
    assert [line.place for line in shown(hands).lines] == ["Камера 1"]


def test_a_row_is_one_sentence_for_a_screen_reader(hands: Walk) -> None:
    hands.cameras()
    hands.listing.table.choose(nodes(hands.school.opened())[0])
    index = hands.listing.table.currentIndex()
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "01, Камера 1, Вход · 50, заявлена, есть, Только заявлена, код не показан, не работала"
    name = QAccessible.queryAccessibleInterface(hands.listing.table).text(QAccessible.Text.Name)
    assert name == "Камеры"


def test_of_three_hundred_rows_only_the_changed_one_is_told(qapp: QApplication) -> None:
    line = CameraLine(
        key="0", node="0", kind=Kind.DECLARED, number="01", place="Вход", zone="", listed="", listed_words="—",
        found="yes", found_words="есть", glyph="declared", status="Только заявлена", detail="", last="", tone="ink2",
    )  # fmt: skip
    every = tuple(replace(line, key=str(at), node=str(at)) for at in range(300))
    model = CamerasModel()
    model.show(every)
    told: list[int] = []
    model.dataChanged.connect(lambda first, last: told.extend(range(first.row(), last.row() + 1)))
    model.modelReset.connect(lambda: told.append(-1))
    model.show((*every[:150], replace(every[150], status="Подтверждена кодом"), *every[151:]))
    assert told == [150]
    assert (model.rowCount(), model.index(150, 5).data()) == (300, "Подтверждена кодом")


@pytest.mark.parametrize(
    ("declared", "kinds", "said"),
    [
        ("3", ("yes", "yes", "no"), "на 1 меньше"),
        ("3", ("yes", "yes", "?"), ""),  # the one that could not be tested may be there
        ("4", ("yes", "yes", "?"), "на 1 меньше"),
        ("1", ("yes", "yes", "?"), "на 1 больше"),
        ("2", ("yes", "yes", "no"), "Совпадает"),
        ("3", ("yes", "yes", "waits"), ""),  # somebody has not looked yet
        ("", ("yes",), ""),
    ],
)
def test_the_gap_to_a_bare_number_has_bounds(
    school: laptop.School, shell: FakeShell, declared: str, kinds: tuple[str, ...], said: str
) -> None:
    """The list is not known here, only how many cameras were declared."""
    opened = school.opened()
    opened.lists = {}
    kind = {"waits": Kind.WAITING, "?": Kind.UNCHECKED}
    made = tuple(
        CameraLine(
            key=str(at), node=str(at), kind=kind.get(each, Kind.DECLARED), number="", place="", zone="", listed="",
            listed_words="", found=each if each in ("yes", "no") else "", found_words="", glyph="none", status="",
            detail="", last="", tone="ink",
        )
        for at, each in enumerate(kinds)
    )  # fmt: skip
    shown = lines.strip(made, Walking(opened), lines.Lists(opened, CAMERAS), declared)
    assert shown.gap == said
