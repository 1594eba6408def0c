"""Disk, battery and clock as the window says them; the code walk holds lock, sleep and darkness off."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.core.errors import DiskFull
from inspector.services.backup import AtRisk
from inspector.services.errors import DamagedInUse, DiskTrouble
from inspector.ui import conditions, language
from inspector.ui.conditions import Condition, Conditions, Facts
from inspector.ui.lanes import InlineTasks, Lane
from inspector.ui.machine import awake, battery
from inspector.ui.machine.battery import Battery, PowerStatus
from tests.ui.conftest import name, unlock
from tests.ui.fakes import FakeGate


def supply(folder: Path, kind: str, **values: str) -> None:
    """A supply as the kernel lists it."""
    made = folder / kind
    made.mkdir(parents=True)
    lines = (f"POWER_SUPPLY_{key.upper()}={value}\n" for key, value in values.items())
    (made / "uevent").write_text("".join(lines), "ascii")


def test_a_battery_that_is_emptied_says_how_long_it_lasts(tmp_path: Path) -> None:
    supply(tmp_path, "AC", type="Mains", online="0")
    supply(tmp_path, "mouse", type="Battery", scope="Device", status="Discharging", capacity="3")
    assert battery.from_supplies(tmp_path) is None
    supply(
        tmp_path, "BAT0", type="Battery", status="Discharging", capacity="9", energy_now="4000000",
        power_now="20000000",
    )  # fmt: skip
    assert battery.from_supplies(tmp_path) == Battery(9, 12)
    supply(tmp_path, "BAT1", type="Battery", status="Not charging", capacity="91", energy_now="40000000", power_now="0")
    assert battery.from_supplies(tmp_path) == Battery(50, 132)


@pytest.mark.parametrize("values", [
    {"status": "Charging", "capacity": "9"},
    {"status": "Discharging", "capacity": "unknown"},
    {"status": "Full", "capacity": "100"},
    {},
])  # fmt: skip
def test_a_battery_that_says_nothing_useful_is_none(tmp_path: Path, values: dict[str, str]) -> None:
    supply(tmp_path, "BAT0", type="Battery", **values)
    assert battery.from_supplies(tmp_path) is None
    assert battery.from_supplies(tmp_path / "none") is None


def test_a_battery_counted_in_charge_with_a_negative_current(tmp_path: Path) -> None:
    supply(
        tmp_path, "BAT0", type="Battery", status="Discharging", capacity="7", charge_now="300000", current_now="-900000"
    )
    assert battery.from_supplies(tmp_path) == Battery(7, 20)


@pytest.mark.parametrize(("told", "expected"), [
    ((0, 4, 9, 0, 750, 0), Battery(9, 12)),
    ((0, 2, 5, 0, 0xFFFFFFFF, 0), Battery(5, None)),
    ((1, 4, 9, 0, 750, 0), None),
    ((0, 128, 255, 0, 0xFFFFFFFF, 0), None),
    ((0, 255, 8, 0, 0xFFFFFFFF, 0), Battery(8, None)),
])  # fmt: skip
def test_what_windows_says_of_its_battery(told: tuple[int, ...], expected: Battery | None) -> None:
    assert battery.from_windows(PowerStatus(*told)) == expected


def test_the_most_urgent_comes_first_and_a_closed_one_returns_only_after_it_went(qapp: QApplication) -> None:
    language.current.choose("ru")
    shown: list[Condition | None] = []
    low = Battery(9, 12)
    facts = Facts(space="little", battery=low)
    made = Conditions(InlineTasks(), lambda: facts, shown.append)
    made.check()
    assert shown[-1] is not None
    assert (shown[-1].text, shown[-1].tone) == ("Осталось 12 мин батареи. Ответы сохранены", "warn")
    made.close()
    assert shown[-1] is not None
    assert shown[-1].name == "space"
    facts = Facts(space="none", battery=Battery(8, None))
    made.check()
    assert shown[-1].name == "photos"
    assert "Ответы сохраняются" in shown[-1].text
    facts = Facts(space="plenty")
    made.check()
    assert shown[-1] is None
    facts = Facts(battery=Battery(9, None))
    made.check()
    assert shown[-1] is not None
    assert shown[-1].text == "Батарея: 9 %. Ответы сохранены"
    facts = Facts(battery=Battery(10, 14))
    made.check()
    assert shown[-1] is None


def test_a_disk_that_does_not_answer_is_no_alarm(qapp: QApplication) -> None:
    shown: list[Condition | None] = []

    def trouble() -> Facts:
        raise DiskTrouble

    Conditions(InlineTasks(), trouble, shown.append).check()
    assert shown == [None]


def test_a_clock_that_was_set_is_said_with_both_times(qapp: QApplication) -> None:
    language.current.choose("ru")
    now = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)
    clock = now.astimezone()
    assert f"было {clock:%H:%M}, стало {clock + timedelta(hours=1):%H:%M}" in conditions.clock_moved(
        now, now + timedelta(hours=1)
    )
    back = conditions.clock_moved(now, now - timedelta(days=3))
    assert back.startswith(f"Часы перевели назад: было 24.11 {clock:%H:%M}, стало 21.11")


def test_the_line_stands_in_the_window_but_not_over_the_lock(qtbot: QtBot, open_window) -> None:
    gate = FakeGate()
    gate.evidence.room = "little"
    window = open_window(gate)
    window.around.conditions.read = lambda: Facts(space="little", battery=None)
    unlock(qtbot, window)
    window.around.conditions.check()
    qtbot.waitUntil(window.around.line.isVisible)
    window.choose_language("kk")
    assert "Дискіде орын аз" in window.around.line.text
    window.lock()
    qtbot.waitUntil(lambda: gate.locks == 1)
    assert not window.around.line.isVisible()
    unlock(qtbot, window)
    qtbot.waitUntil(window.around.line.isVisible)
    QTest.mouseClick(window.around.line._close, Qt.MouseButton.LeftButton)
    assert not window.around.line.isVisible()
    window.around.conditions.check()
    window.tasks.drain(Lane.WORK)
    assert not window.around.line.isVisible()


def test_a_clock_set_during_work_is_said(qtbot: QtBot, open_window) -> None:
    window = open_window()
    unlock(qtbot, window)
    window._presence._stood += 259_200
    window._presence.pulse()
    assert "Часы перевели назад" in window.banner.text
    assert name(window) == "home"


class Panel:
    """A screen whose driver remembers."""

    def __init__(self, level: bytes | None) -> None:
        self.now = level

    def level(self) -> bytes | None:
        return self.now

    def put(self, level: bytes) -> None:
        self.now = level


def test_the_screen_is_bright_for_the_walk_and_then_as_before() -> None:
    panel = Panel(b"\x03\x28\x1e")
    bright = awake.Bright(panel)
    for _ in range(3):  # camera after camera
        bright.begin()
        assert panel.now == b"\x03\x64\x64"
    bright.end()
    assert panel.now == b"\x03\x28\x1e"
    panel.now = b"\x03\x50\x50"  # somebody changed it by hand meanwhile: theirs stays
    bright.end()
    assert panel.now == b"\x03\x50\x50"
    silent = Panel(None)
    awake.Bright(silent).begin()
    assert silent.now is None


def test_windows_is_asked_to_stay_awake_and_told_when_it_need_not() -> None:
    asked: list[int] = []
    awake.keep_awake(on=True, ask=asked.append)
    awake.keep_awake(on=False, ask=asked.append)
    assert asked == [0x80000003, 0x80000000]


def test_a_good_copy_is_kept_while_people_work_and_lost_minutes_are_read_once(qtbot: QtBot, open_window) -> None:
    gate = FakeGate()
    gate.backup.risk = AtRisk("2026-11-24T10:32:00+05:00", "2026-11-24T10:42:00+05:00")
    window = open_window(gate)
    unlock(qtbot, window)
    qtbot.waitUntil(lambda: "вернулась копия" in window.banner.text)
    since, until = (datetime.fromisoformat(each) for each in (gate.backup.risk.since, gate.backup.risk.until))
    assert f"ответы с {since:%H:%M} до {until:%H:%M}" in window.banner.text
    QTest.mouseClick(window.banner._action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: gate.backup.risk is None)
    qtbot.waitUntil(lambda: gate.backup.copies == 1)
    window.around._copying.timeout.emit()
    qtbot.waitUntil(lambda: gate.backup.copies == 2)


def test_a_copy_without_room_is_no_alarm_and_a_spoilt_page_is(qtbot: QtBot, open_window, monkeypatch) -> None:
    gate = FakeGate()
    window = open_window(gate)
    unlock(qtbot, window)

    def refuse(error: Exception) -> bool:
        raise error

    for error, said in ((DiskFull(), ""), (DamagedInUse(), "последняя хорошая копия")):
        monkeypatch.setattr(gate.backup, "keep_good_copy", lambda error=error: refuse(error))
        window.around.keep_copy()
        window.tasks.drain(Lane.WORK)
        assert said in window.banner.text
        assert bool(window.banner.text) is bool(said)
