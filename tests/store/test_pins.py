"""The PIN of the day: what it opens, when it ends, and that no disk ever holds what it could open."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from inspector.core.pin import PinIsRun
from inspector.laptop import Laptop
from inspector.paths import Home
from inspector.services.errors import PinEnded, WrongPin
from inspector.services.ports import PinStanding
from inspector.store import pins
from inspector.store.keys import KeySlots, new_data_key
from inspector.store.pins import DayPins
from tests.store import laptops
from tests.store.laptops import CHEAP, PASSPHRASE
from tests.ui.laptop import identity

PIN, WRONG = "402719", "402710"
MORNING = datetime(2026, 11, 24, 8, 40, tzinfo=timezone(timedelta(hours=5)))


@dataclass
class Time:
    """The clock on the wall and the seconds the machine runs; sleeping moves the first alone."""

    wall: datetime = MORNING
    ticks: float = 100.0

    def run(self, **how: float) -> None:
        self.wall += timedelta(**how)
        self.ticks += timedelta(**how).total_seconds()


@dataclass
class Day:
    """A key file and the running program."""

    path: Path
    time: Time = field(default_factory=Time)
    key: bytes = field(default_factory=new_data_key)
    slot: str = ""

    def __post_init__(self) -> None:
        self.slot = KeySlots(self.path).create("Сапарова", PASSPHRASE, self.key, b"", CHEAP)
        self.restart()

    def restart(self) -> None:
        self.pins = DayPins(
            KeySlots(self.path), cost=CHEAP, clock=lambda: self.time.wall, ticks=lambda: self.time.ticks
        )

    def standing(self) -> PinStanding:
        return self.pins.state(self.slot).standing


@pytest.fixture
def day(tmp_path: Path) -> Day:
    made = Day(tmp_path / "keyslots.json")
    made.pins.set(made.slot, made.key, PIN)
    return made


def test_it_opens_until_the_evening_and_says_until_when(day: Day) -> None:
    assert day.pins.open(day.slot, PIN) == day.key
    state = day.pins.state(day.slot)
    assert (state.until, state.since) == (MORNING.replace(hour=20, minute=0), MORNING)
    day.time.run(hours=11, minutes=19)
    assert day.pins.open(day.slot, PIN) == day.key
    day.time.run(minutes=2)
    assert day.standing() is PinStanding.PAST
    with pytest.raises(PinEnded):
        day.pins.open(day.slot, PIN)
    with pytest.raises(PinEnded):
        day.pins.set(day.slot, day.key, PIN)


def test_it_is_gone_with_the_program_and_the_disk_holds_nothing_of_it(day: Day) -> None:
    before = {file.name: file.read_bytes() for file in day.path.parent.iterdir()}
    day.pins.set(day.slot, day.key, "730491")
    assert {file.name: file.read_bytes() for file in day.path.parent.iterdir()} == before
    day.restart()
    assert day.standing() is PinStanding.NONE
    with pytest.raises(PinEnded):
        day.pins.open(day.slot, "730491")


def test_the_pin_alone_does_not_make_the_key(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wrapped key and salt stolen, PIN guessed: without the secret of the memory nothing opens."""
    kept = day.pins._kept[day.slot]
    kept.secret = bytes(32)
    with pytest.raises(WrongPin):
        day.pins.open(day.slot, PIN)


def test_five_errors_end_it_for_the_day_also_for_a_new_one(day: Day) -> None:
    left = []
    for _ in range(4):
        with pytest.raises(WrongPin) as wrong:
            day.pins.open(day.slot, WRONG)
        left.append(wrong.value.left)
    assert left == [4, 3, 2, 1]
    with pytest.raises(PinEnded):
        day.pins.open(day.slot, WRONG)
    assert day.standing() is PinStanding.ENDED
    with pytest.raises(PinEnded):
        day.pins.open(day.slot, PIN)
    day.restart()
    assert day.standing() is PinStanding.ENDED
    with pytest.raises(PinEnded):
        day.pins.set(day.slot, day.key, PIN)
    assert KeySlots(day.path).unlock(PASSPHRASE) == day.key
    day.time.run(days=1)
    day.pins.set(day.slot, day.key, PIN)
    assert day.pins.open(day.slot, PIN) == day.key


def test_errors_are_counted_through_a_restart_and_forgotten_by_the_right_pin(day: Day) -> None:
    for _ in range(3):
        with pytest.raises(WrongPin):
            day.pins.open(day.slot, WRONG)
    day.restart()
    day.pins.set(day.slot, day.key, PIN)
    assert day.pins.state(day.slot).left == 2
    with pytest.raises(WrongPin):
        day.pins.open(day.slot, WRONG)
    assert day.pins.open(day.slot, PIN) == day.key
    assert day.pins.state(day.slot).left == 5


def test_a_try_is_counted_before_it_is_tried(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(pins, "derive", killed)
    with pytest.raises(KeyboardInterrupt):
        day.pins.open(day.slot, WRONG)
    assert KeySlots(day.path).pin_errors(day.slot, "2026-11-24") == 1


def test_whoever_edits_the_counter_wins_no_tries_while_the_program_runs(day: Day) -> None:
    clean = day.path.read_bytes()
    for _ in range(4):
        with pytest.raises(WrongPin):
            day.pins.open(day.slot, WRONG)
        day.path.write_bytes(clean)
    with pytest.raises(PinEnded):
        day.pins.open(day.slot, WRONG)


@pytest.mark.parametrize("back", [timedelta(minutes=2), timedelta(days=1), timedelta(hours=3)])
def test_a_clock_that_went_back_wants_the_passphrase(day: Day, back: timedelta) -> None:
    day.time.run(hours=2)
    day.pins.state(day.slot)
    day.time.wall -= back
    assert day.standing() is PinStanding.CLOCK
    day.time.wall += back
    assert day.standing() is PinStanding.CLOCK
    with pytest.raises(PinEnded):
        day.pins.open(day.slot, PIN)


def test_a_clock_held_still_does_not_make_the_day_longer(day: Day) -> None:
    day.time.ticks += 3600
    assert day.standing() is PinStanding.CLOCK


def test_sleep_and_a_clock_set_right_by_seconds_end_nothing(day: Day) -> None:
    day.time.wall += timedelta(hours=3)  # the lid was closed
    assert day.standing() is PinStanding.VALID
    day.time.wall -= timedelta(seconds=40)
    assert day.pins.open(day.slot, PIN) == day.key


def test_each_inspector_has_one_and_each_is_counted_apart(day: Day) -> None:
    KeySlots(day.path).add("second", "Омаров", "второй пароль 2026", day.key, CHEAP)
    day.pins.set("second", day.key, "730491")
    with pytest.raises(WrongPin):
        day.pins.open("second", PIN)
    assert (day.pins.state("second").left, day.pins.state(day.slot).left) == (4, 5)
    day.pins.forget(day.slot)
    assert (day.standing(), day.pins.state("second").standing) == (PinStanding.NONE, PinStanding.VALID)


def test_a_weak_one_is_refused_and_nothing_is_held(tmp_path: Path) -> None:
    day = Day(tmp_path / "keyslots.json")
    with pytest.raises(PinIsRun):
        day.pins.set(day.slot, day.key, "123456")
    assert day.standing() is PinStanding.NONE


def test_the_laptop_takes_a_pin_only_from_whoever_just_gave_the_passphrase(tmp_path: Path) -> None:
    folder = laptops.folder(tmp_path)
    folder.create(PASSPHRASE, folder.new_data_key(), b"", identity())
    gate = Laptop(Home(tmp_path), cost=CHEAP)
    gate._pins = DayPins(folder.slots, cost=CHEAP, clock=lambda: MORNING)
    (insider,) = gate.insiders()
    with pytest.raises(PinEnded):
        gate.set_pin(PIN)
    gate.unlock(PASSPHRASE, insider.id)
    gate.lock()
    with pytest.raises(PinEnded):  # the data key went with the lock
        gate.set_pin(PIN)
    gate.unlock(PASSPHRASE, insider.id)
    gate.set_pin(PIN)
    with pytest.raises(PinEnded):  # a passer-by at the open laptop
        gate.set_pin("730491")
    gate.lock()
    gate.unlock_by_pin(PIN, insider.id)
    gate.forget_pins()
    gate.lock()
    with pytest.raises(PinEnded):
        gate.unlock_by_pin(PIN, insider.id)
