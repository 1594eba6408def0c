"""The code walk in the real window, by key events only, against the real store."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector import pdfium
from inspector.core import walk
from inspector.core.walk import CODES
from inspector.services.opened import OpenInspection
from inspector.services.walking import SPARE_CARDS, Walking
from inspector.settings import SettingsFile
from inspector.ui.machine import awake
from inspector.ui.presence import HELD_MINUTES
from inspector.ui.screens.cameras.page import Kind
from inspector.ui.screens.cameras.view import CamerasScreen
from inspector.ui.screens.sitting import _sittings
from inspector.ui.screens.walk.page import Shown, Stage
from inspector.ui.screens.walk.show_view import ShowScreen
from inspector.ui.screens.walk.view import EnterScreen
from inspector.ui.window import AppWindow
from tests.services.test_walking import CAMERAS, furnish, proved_by_hand
from tests.ui import laptop
from tests.ui.test_inspection_journeys import Gate, Inspection
from tests.ui.test_keys import key

FEW, MANY = 4, 22
PLACES = ("Вход", "Этаж 1", "Этаж 2", "Двор")
ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


class Walk(Inspection):
    """Hands that hold the laptop before cameras."""

    @property
    def showing(self) -> ShowScreen:
        assert isinstance(self.window.screen, ShowScreen)
        return self.window.screen

    @property
    def entering(self) -> EnterScreen:
        assert isinstance(self.window.screen, EnterScreen)
        return self.window.screen

    @property
    def listing(self) -> CamerasScreen:
        assert isinstance(self.window.screen, CamerasScreen)
        return self.window.screen

    def opened(self) -> OpenInspection:
        """As it is on the screen."""
        found = _sittings.get(self.window)
        assert found is not None
        return found.opened

    def cameras(self) -> CamerasScreen:
        """From the question, as a person gets there."""
        self.questions(CAMERAS)
        self.press("8")
        return self.listing

    def code(self) -> str:
        """What the camera sees."""
        shown = self.showing
        self.qtbot.waitUntil(lambda: shown.page is not None and shown.page.state is Shown.CODE)
        assert shown.canvas.code
        return shown.canvas.code

    def match(self) -> str:
        """One camera from the shown code to its match; the code."""
        code = self.code()
        self.press(ENTER, *code)
        return code


def begin(school: laptop.School, cameras: list[tuple[str, str]]) -> None:
    """Write zones, classes and cameras into the journal."""
    opened = school.opened()
    furnish(opened, cameras)
    school.workplace.inspecting.record(school.inspection, opened.journal[opened.recorded :])


@pytest.fixture
def many() -> int:
    """How many cameras the school has, unless a test says otherwise."""
    return FEW


@pytest.fixture
def school(tmp_path: Path, many: int) -> Iterator[laptop.School]:
    made = laptop.begun(tmp_path / "home")
    begin(made, [(PLACES[at % 4], "") for at in range(many)])
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


def nodes(opened: OpenInspection) -> tuple[str, ...]:
    return opened.session.rows(CAMERAS)


@pytest.mark.parametrize("many", [MANY])
def test_twenty_two_cameras_are_six_keys_each(hands: Walk) -> None:
    screen = hands.cameras()
    assert screen.page is not None
    assert {each.kind: each.count for each in screen.page.filters}[Kind.WAITING] == str(MANY)
    hands.press("8")
    hands.presses = 0
    shown = []
    for _ in range(MANY):
        shown.append(hands.match())
        assert hands.entering.page.stage is Stage.MATCH
        bounds = hands.entering.page.side.bounds
        assert bounds is not None
        assert (bounds.lower, bounds.upper, bounds.of) == proved_by_hand(hands.opened())
        hands.press(ENTER)
    assert hands.presses == 6 * MANY
    assert len(set(shown)) == MANY
    assert screen.page is not None
    assert {each.kind: each.count for each in screen.page.filters}[Kind.PROVED] == str(MANY)
    assert screen.page.walk == ""
    assert {hands.value(f"{node}/code_status") for node in nodes(hands.school.opened())} == {"proved"}


def test_a_code_is_in_the_journal_before_it_is_painted(hands: Walk) -> None:
    hands.cameras()
    seen: list[bool] = []

    def painted() -> None:
        opened = hands.school.opened()
        kept = [opened.session.value(f"{node}/code_shown") for node in nodes(opened)]
        seen.append(any(text.startswith(hands.showing.canvas.code) for text in kept))

    hands.window.navigator.show("code_show", inspection=hands.school.inspection, camera=nodes(hands.school.opened())[0])
    hands.showing.canvas.painted.connect(painted)
    hands.code()
    hands.qtbot.waitUntil(lambda: bool(seen))
    assert all(seen)


def test_the_kazakh_layout_and_the_numpad_type_digits(hands: Walk) -> None:
    hands.cameras()
    hands.press("8")
    code = hands.code()
    hands.press(ENTER)
    for digit in code[:2]:
        QApplication.sendEvent(QApplication.focusWidget(), key(int(digit) + 1, "ң"))
    for digit in code[2:]:
        hands.press(Qt.Key(Qt.Key.Key_0 + int(digit)), modifier=Qt.KeyboardModifier.KeypadModifier)
    hands.settle()
    assert hands.entering.page.stage is Stage.MATCH


def test_a_wrong_code_decides_nothing_and_enter_shows_a_new_one(hands: Walk) -> None:
    hands.cameras()
    hands.press("8")
    before = hands.match()
    hands.press(ENTER)
    other = hands.code()
    hands.press(ENTER, *before)
    page = hands.entering.page
    assert page.stage is Stage.MISS
    assert page.result is not None
    assert "01" in page.result.line
    second = nodes(hands.school.opened())[1]
    assert hands.value(f"{second}/works") == ""
    assert hands.value(f"{second}/code_tried").startswith(before)
    hands.press(ENTER)
    fresh = hands.code()
    assert fresh not in (before, other)
    hands.press(ENTER, *fresh)
    assert hands.entering.page.stage is Stage.MATCH


def test_no_code_is_seen_then_one_of_six(hands: Walk) -> None:
    hands.cameras()
    hands.press("8")
    hands.code()
    hands.press(ENTER, "2", "0", "3")
    first, second = nodes(hands.school.opened())[:2]
    assert (hands.value(f"{first}/works"), hands.value(f"{first}/fault")) == ("no", "black")
    hands.press(ENTER)
    hands.code()
    hands.press(ENTER, "0", "6", "5")
    assert (hands.value(f"{second}/works"), hands.value(f"{second}/camera_why")) == ("unchecked", "no_time")
    hands.press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert hands.value(f"{second}/works") == ""


def test_escape_leaves_the_outcomes_and_then_the_walk(hands: Walk) -> None:
    hands.cameras()
    hands.press("8")
    hands.code()
    hands.press(ENTER, "0", "6", ESCAPE, ESCAPE)
    assert hands.entering.page.stage is Stage.TYPING
    hands.press(ESCAPE)
    line = hands.listing.table.line()
    assert line is not None
    assert line.number == "01"


def test_after_a_crash_the_walk_goes_on_at_the_same_camera(
    hands: Walk, qtbot: QtBot, open_window: Callable[..., AppWindow]
) -> None:
    hands.cameras()
    hands.press("8")
    hands.match()
    hands.press(ENTER)
    code = hands.code()
    hands.press(ENTER, code[0])  # the power goes while the second camera's digits are typed
    gate = Gate(hands.school)
    again = Walk(qtbot, open_window(gate), hands.school)
    again.window.unlocked(gate.unlock(""))
    again.settle()
    again.show("questions")
    again.press("8", "8")
    assert again.entering.node == nodes(hands.school.opened())[1]
    again.press(*code)
    assert again.entering.page.stage is Stage.MATCH


def test_a_code_goes_after_its_minute_and_comes_back_as_another(hands: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "LIFE_S", 0.2)
    hands.cameras()
    hands.press("8")
    code = hands.code()
    shown = hands.showing
    hands.qtbot.waitUntil(lambda: shown.page is not None and shown.page.state is Shown.EXPIRED)
    assert shown.canvas.code == ""
    monkeypatch.undo()
    hands.press(ENTER)
    assert hands.code() != code


def test_nobody_is_locked_out_while_a_code_stands(tmp_path: Path) -> None:
    """Each showing begins with a key, which starts the idle time anew, and no code stands as long as that."""
    shortest = SettingsFile(tmp_path / "settings.json").change(auto_lock_minutes=1).auto_lock_minutes
    assert shortest * 60 >= walk.LIFE_S


def test_space_swaps_black_and_white(hands: Walk) -> None:
    hands.cameras()
    hands.press("8")
    hands.code()
    before = hands.showing.grab().toImage().pixelColor(4, 300).name()
    hands.press(Qt.Key.Key_Space)
    after = hands.showing.grab().toImage().pixelColor(4, 300).name()
    assert (before, after) == ("#ffffff", "#000000")


def test_a_broken_camera_is_asked_about_first(hands: Walk) -> None:
    first, second = nodes(hands.school.opened())[:2]
    hands.cameras()
    hands.press("2")  # not in its place
    assert (hands.value(f"{first}/works"), hands.value(f"{first}/fault")) == ("no", "absent")
    hands.press("8")
    assert hands.showing.page is not None
    assert hands.showing.page.state is Shown.BROKEN
    hands.press(Qt.Key.Key_Right)
    hands.code()
    assert hands.value(f"{second}/code_shown")
    assert hands.value(f"{first}/code_shown") == ""


def test_the_archive_is_asked_for_the_same_code(hands: Walk) -> None:
    hands.cameras()
    hands.press("8")
    code = hands.match()
    hands.press(ESCAPE, "9")
    assert hands.entering.page.stage is Stage.TYPING
    wrong = next(each for each in CODES if each != code)
    hands.press(*wrong)
    assert hands.entering.page.stage is Stage.MISS
    hands.press(Qt.Key.Key_Backspace, *code)
    assert hands.entering.page.stage is Stage.MATCH
    assert hands.value(f"{nodes(hands.school.opened())[0]}/code_archive") == "found"


def test_a_removed_camera_comes_back_by_undo(hands: Walk) -> None:
    hands.cameras()
    hands.press(Qt.Key.Key_Delete)
    assert len(nodes(hands.school.opened())) == FEW - 1
    hands.press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert len(nodes(hands.school.opened())) == FEW


def test_plus_leads_to_the_name_of_a_new_camera(hands: Walk) -> None:
    hands.cameras()
    hands.press("+")
    hands.type("Гараж")
    hands.press(ENTER)
    hands.press(ESCAPE)
    page = hands.listing.page
    assert page is not None
    assert [line.place for line in page.lines][-1] == "Гараж"


def test_printed_cards_prove_without_a_clock(hands: Walk, tmp_path: Path) -> None:
    """No printer is connected here: the deck is saved as a file, and the walk goes on with it."""
    screen = hands.cameras()
    hands.press("6")
    hands.qtbot.waitUntil(screen.saving.isVisible)
    screen.saving.folder.field.setText(str(tmp_path))
    screen.saving.save.setFocus()
    hands.press(ENTER)
    deck = Walking(hands.opened()).cards()
    saved = (tmp_path / "kod-karta.pdf").read_bytes()
    assert len(pdfium.sizes(saved)) == len(deck) == FEW + SPARE_CARDS
    card = pdfium.bitmap(saved, 0, scale=0.3)
    assert 0.1 < sum(1 for green in card.pixels[1::4] if green < 128) / (card.width * card.height) < 0.6
    hands.press("6", *deck[0])
    assert hands.entering.page.stage is Stage.MATCH
    first, second = nodes(hands.opened())[:2]
    assert (hands.value(f"{first}/code_status"), hands.value(f"{first}/code_delay")) == ("proved", "")
    hands.press(ENTER, *deck[1])
    assert hands.value(f"{second}/code_status") == "proved"


def test_the_walk_holds_lock_and_sleep_off_and_lets_them_go(hands: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(awake, "keep_awake", lambda *, on: asked.append(on))
    presence = hands.window._presence
    assert presence._idle.interval() == 5 * 60_000
    hands.cameras()
    hands.press("8")
    hands.code()
    assert presence._idle.interval() == HELD_MINUTES * 60_000
    assert asked[-1]
    hands.press(ENTER)
    assert isinstance(hands.window.screen, EnterScreen)
    assert presence._idle.interval() == HELD_MINUTES * 60_000
    assert asked[-1]
    hands.press(ESCAPE)
    assert isinstance(hands.window.screen, CamerasScreen)
    assert presence._idle.interval() == 5 * 60_000
    assert not asked[-1]
    hands.press("8")
    assert asked[-1]
    hands.window.lock()  # by hand it locks at once
    hands.qtbot.waitUntil(lambda: not hands.window._locking)
    assert presence._idle.interval() == 5 * 60_000
    assert not asked[-1]
