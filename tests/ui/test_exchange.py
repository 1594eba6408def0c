"""The exchange as the top bar tells it: offline is normal, refused is named, nothing runs twice."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.core.errors import WorldFailed
from inspector.services.ports import Progress, SyncState
from inspector.ui import language
from inspector.ui.exchange import Exchange
from inspector.ui.lanes import InlineTasks
from inspector.ui.machine import network
from inspector.wire.errors import DeviceRevoked
from tests.ui.conftest import unlock
from tests.ui.fakes import FakeGate, FakeSyncing


@pytest.fixture(autouse=True)
def russian() -> None:
    language.current.choose("ru")


def exchange(syncing: FakeSyncing) -> Exchange:
    made = Exchange(InlineTasks())
    made.attach(syncing)  # type: ignore[arg-type]
    return made


def test_before_the_first_exchange() -> None:
    assert Exchange(InlineTasks()).pill() == ("off", "Обмена ещё не было")
    assert exchange(FakeSyncing(waiting=3)).pill() == ("off", "3 ждут отправки")


def test_no_network_is_normal_and_its_reason_is_kept() -> None:
    made = exchange(FakeSyncing(waiting=3, problem=WorldFailed()))
    made.start()
    assert made.pill() == ("off", "Нет сети · 3 ждут отправки")
    assert made.why_offline()
    assert not made.running
    empty = exchange(FakeSyncing(waiting=0, problem=WorldFailed()))
    empty.start()
    assert empty.pill() == ("off", "Нет сети. Можно работать")


def test_all_sent_says_when() -> None:
    made = exchange(FakeSyncing(waiting=0))
    made.start()
    state, text = made.pill()
    assert state == "ok"
    assert text.startswith("Всё отправлено · ")


def test_refused_is_louder_than_waiting() -> None:
    made = exchange(FakeSyncing())
    made.state = SyncState(waiting=3, refused=1, last_exchange=None, online=True)
    assert made.pill() == ("err", "Не принято: 1")


def test_progress_is_told_while_it_runs() -> None:
    made = exchange(FakeSyncing())
    seen: list[tuple[str, str]] = []
    made.listeners.append(lambda: seen.append(made.pill()))
    made.start()
    assert ("up", "Идёт обмен") in seen
    assert ("up", "Отправка 1 из 2") in seen
    assert seen[-1][0] == "off"


def test_one_exchange_at_a_time_and_none_while_locked() -> None:
    syncing = FakeSyncing()
    made = exchange(syncing)
    made.running = True
    made.start()
    assert syncing.exchanges == 0
    made.running = False
    made.attach(None)
    made.start()
    assert syncing.exchanges == 0


def test_our_own_mistake_is_reported_not_shown_as_offline(monkeypatch) -> None:
    reported: list[type] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, value, trace: reported.append(kind))
    made = exchange(FakeSyncing(problem=ZeroDivisionError()))  # type: ignore[arg-type]
    made.start()
    assert reported == [ZeroDivisionError]
    assert made.problem is None
    assert not made.running


def test_loading_is_not_called_sending() -> None:
    made = exchange(FakeSyncing())
    made.running = True
    made.progress = Progress(stage="pull", done=10, total=20)
    assert made.pill() == ("up", "Идёт обмен")


def test_where_the_network_costs_photos_wait_for_a_word() -> None:
    costs = True
    syncing = FakeSyncing(held=34_000_000)
    made = Exchange(InlineTasks(), lambda: costs)
    made.attach(syncing)  # type: ignore[arg-type]
    made.start()
    assert syncing.with_files == [False]
    assert made.why_held() == (
        "Сеть платная, за трафик. Ответы отправлены, фото ждут: 28 файлов, 34,0 МБ"
    )  # fmt: skip
    made.start(photos=True)
    assert syncing.with_files == [False, True]
    assert (made.held, made.why_held()) == (0, "")
    costs = False
    made.start()
    assert syncing.with_files[-1]


def test_the_notice_sends_them_and_the_exchange_page_too(qtbot: QtBot, open_window, monkeypatch) -> None:
    monkeypatch.setattr(network, "metered", lambda: True)
    gate = FakeGate()
    gate.syncing.held = 34_000_000
    window = open_window(gate)
    unlock(qtbot, window)
    qtbot.waitUntil(lambda: "Сеть платная" in window.banner.text)
    window.navigator.show("sync")
    screen = window.screen
    assert (screen._now.text(), "Сеть платная" in screen._text.text()) == ("Отправить фото", True)
    QTest.keyClick(window, Qt.Key.Key_F9)  # an exchange asked for by the key spends nothing either
    qtbot.waitUntil(lambda: len(gate.syncing.with_files) == 2 and not window.exchange.running)
    QTest.keyClick(screen._now, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: screen._now.text() == "Обменяться сейчас" and not window.exchange.running)
    assert gate.syncing.with_files == [False, False, True]


def test_the_system_is_asked_about_the_network_without_a_word(qapp: QApplication) -> None:
    assert network.metered() in (True, False)


def test_a_revoked_laptop_stays_readable_and_says_who_to_call(qtbot: QtBot, open_window) -> None:
    gate = FakeGate()
    window = open_window(gate)
    unlock(qtbot, window)
    assert window.banner.text == ""  # until it hears of it, it works as ever
    gate.syncing.problem = DeviceRevoked()
    QTest.keyClick(window, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: "Позвоните координатору" in window.banner.text)
    assert "можно читать" in window.banner.text
    assert window.exchange.pill() == ("err", "Ноутбук заблокирован")
    window.navigator.place("acts")
    assert window.screen.objectName() == "acts"
    window.navigator.show("sync")
    assert "Позвоните координатору" in window.screen._text.text()
