"""A working day with a PIN, in the real window on a real encrypted laptop: keys only, and counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.laptop import Laptop
from inspector.paths import Home
from inspector.services.ports import PinStanding
from inspector.store.keys import KeySlots
from inspector.store.pins import DayPins
from inspector.ui.lanes import Lane
from inspector.ui.window import AppWindow
from tests.store import laptops
from tests.store.laptops import CHEAP, PASSPHRASE
from tests.ui.conftest import name
from tests.ui.laptop import identity
from tests.ui.test_keys import key

SCAN = {"1": 2, "2": 3, "3": 4, "4": 5, "5": 6, "6": 7, "7": 8, "8": 9, "9": 10, "0": 11}
KAZAKH = {"1": '"', "2": "ә", "3": "і", "4": "ң", "5": "ғ", "6": ",", "7": ".", "8": "ү", "9": "ұ", "0": "қ"}
PIN, WRONG = "402719", "402710"


@dataclass
class Hands:
    """They press keys of a laptop whose layout is Kazakh; every press is counted."""

    qtbot: QtBot
    window: AppWindow
    gate: Laptop
    root: Path
    moment: datetime = datetime(2026, 11, 24, 8, 40, tzinfo=timezone(timedelta(hours=5)))
    presses: int = 0

    def __post_init__(self) -> None:
        slots = KeySlots(Home(self.root).keyslots)
        self.gate._pins = DayPins(slots, cost=CHEAP, clock=lambda: self.moment, ticks=lambda: 0.0)

    def type(self, text: str) -> None:
        QApplication.focusWidget().insert(text)  # QTest knows the keys of one layout

    def digits(self, text: str) -> None:
        for sign in text:
            self.presses += 1
            QApplication.sendEvent(QApplication.focusWidget(), key(SCAN[sign], KAZAKH[sign]))

    def press(self, pressed: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.presses += 1
        QTest.keyClick(QApplication.focusWidget(), pressed, modifier)

    def until(self, screen: str) -> None:
        self.qtbot.waitUntil(lambda: name(self.window) == screen)
        self.qtbot.waitUntil(lambda: self.window.screen.first_focus().isVisible())

    def lock(self) -> None:
        self.presses += 1
        QApplication.sendEvent(QApplication.focusWidget(), key(38, "д", 0, Qt.KeyboardModifier.ControlModifier))
        self.qtbot.waitUntil(lambda: self.gate._store is None)

    @property
    def mode(self) -> str:
        return self.window.screen._mode

    @property
    def problem(self) -> str:
        card = self.window.screen._pin
        return card._problem.text() if not card._problem_row.isHidden() else ""


@pytest.fixture
def hands(qtbot: QtBot, open_window, tmp_path: Path) -> Iterator[Hands]:
    root = tmp_path / "home"
    folder = laptops.folder(root)
    folder.create(PASSPHRASE, folder.new_data_key(), b"", identity())
    gate = Laptop(Home(root), cost=CHEAP)
    made = Hands(qtbot, open_window(gate), gate, root)
    yield made
    made.window.tasks.drain(Lane.STORE)  # what the last screen still asks for
    gate.lock()


def begin(hands: Hands) -> None:
    """Passphrase and, with Ctrl+Enter, a PIN for today."""
    hands.window.screen.enter()
    hands.type(PASSPHRASE)
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hands.qtbot.waitUntil(lambda: hands.mode == "set")
    hands.digits("123456")
    assert "подряд" in hands.problem
    hands.digits(PIN)
    assert hands.mode == "repeat"
    hands.digits(PIN)
    hands.until("home")


def test_a_lock_in_the_day_costs_six_digits_and_no_enter(hands: Hands) -> None:
    begin(hands)
    hands.window.navigator.show("search", query="207")
    hands.lock()
    assert (name(hands.window), hands.mode) == ("lock", "pin")
    hands.presses = 0
    hands.digits(PIN)
    hands.until("search")
    assert hands.presses == 6
    assert hands.window.screen.field.text() == "207"


def test_five_errors_want_the_passphrase_for_the_rest_of_the_day(hands: Hands) -> None:
    begin(hands)
    hands.lock()
    for left in (4, 3, 2, 1):
        hands.digits(WRONG)
        hands.qtbot.waitUntil(lambda left=left: str(left) in hands.problem)
    hands.digits(WRONG)
    hands.qtbot.waitUntil(lambda: hands.mode == "passphrase")
    assert "Пять" in hands.window.screen._card.passphrase._note.text()
    assert not hands.window.screen._card._with_pin.isVisible()
    hands.type(PASSPHRASE)
    hands.press(Qt.Key.Key_Return)
    hands.until("home")
    hands.lock()
    assert hands.mode == "passphrase"
    (insider,) = hands.gate.insiders()
    again = Laptop(Home(hands.root), cost=CHEAP)
    again._pins = DayPins(KeySlots(Home(hands.root).keyslots), cost=CHEAP, clock=lambda: hands.moment)
    assert again.pin(insider.id).standing is PinStanding.ENDED


def test_in_the_evening_the_passphrase_is_asked_and_says_why(hands: Hands) -> None:
    begin(hands)
    hands.moment = hands.moment.replace(hour=20)
    hands.lock()
    assert hands.mode == "passphrase"
    assert "закончился" in hands.window.screen._card.passphrase._note.text()


def test_escape_at_the_choice_goes_on_without_a_pin(hands: Hands) -> None:
    hands.window.screen.enter()
    hands.type(PASSPHRASE)
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hands.qtbot.waitUntil(lambda: hands.mode == "set")
    hands.digits(PIN)
    hands.press(Qt.Key.Key_Escape)
    assert hands.mode == "set"
    hands.press(Qt.Key.Key_Escape)
    hands.until("home")
    hands.lock()
    assert hands.mode == "passphrase"


def test_the_pin_is_never_in_the_log_or_on_the_disk(hands: Hands, caplog: pytest.LogCaptureFixture) -> None:
    begin(hands)
    hands.lock()
    hands.digits(WRONG)
    hands.qtbot.waitUntil(lambda: "4" in hands.problem)
    held = b"".join(file.read_bytes() for file in hands.root.rglob("*") if file.is_file())
    assert PIN.encode() not in held
    assert WRONG.encode() not in held
    assert not [text for text in (PIN, WRONG, PASSPHRASE) if text in caplog.text]
