"""The settings a field laptop needs: the working hand, sounds, the report of mistakes. Each works at once."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector import log
from inspector.paths import resource
from inspector.services.reporting import NEWEST, Reporting, ReportNotSaved
from inspector.settings import Settings, SettingsFile
from inspector.ui.machine import players
from inspector.ui.machine.sounds import Sounds
from inspector.ui.screens.settings.presenter import SettingsPresenter
from tests.ui.conftest import unlock
from tests.ui.fakes import FakeGate, FakeShell
from tests.ui.test_inspection_journeys import CCTV, Inspection
from tests.ui.test_inspection_journeys import inspection as inspection  # noqa: PLC0414 - a fixture
from tests.ui.test_inspection_journeys import school as school  # noqa: PLC0414 - a fixture
from tests.ui.test_settings import View


def test_the_left_hand_moves_side_panes_and_tab_reads_them_from_the_left(inspection: Inspection) -> None:
    window, screen = inspection.window, inspection.questions(CCTV)

    def order() -> tuple[bool, bool]:
        rail = window.rail.mapTo(window, window.rail.rect().topLeft()).x() if window.rail.isVisible() else 0
        pane = screen.pane.mapTo(window, screen.pane.rect().topLeft()).x()
        return pane > screen.scroller.mapTo(window, screen.scroller.rect().topLeft()).x(), rail > 0

    assert order() == (False, False)
    window.choose_hand("left")
    QApplication.processEvents()
    assert order() == (True, False)
    assert SettingsFile(window.settings._path).current.hand == "left"
    inspection.press(Qt.Key.Key_Escape)  # home: the rail stands at the right, too
    QApplication.processEvents()
    assert window.rail.mapTo(window, window.rail.rect().topLeft()).x() > 600
    window.choose_hand("right")
    QApplication.processEvents()
    assert window.rail.mapTo(window, window.rail.rect().topLeft()).x() == 0
    inspection.questions(CCTV)
    assert order() == (False, False)


def test_the_hand_is_chosen_by_keys_and_acts_at_once(qtbot: QtBot, open_window) -> None:
    window = open_window()
    unlock(qtbot, window)
    window.navigator.show("settings")
    window.screen._choices["hand"].buttons()[0].setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    QApplication.processEvents()
    assert window.settings.current.hand == "left"
    assert window.rail.x() > 600


def test_damaged_hands_count_as_no_settings(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"hand": "both", "theme": "dark"}', "utf-8")
    assert SettingsFile(file).current == Settings()


def test_an_answer_clicks_and_a_refusal_clicks_twice_where_somebody_asked_for_it(inspection: Inspection) -> None:
    played: list[str] = []
    window = inspection.window
    window.sounds._play = lambda file: played.append(file.name)
    inspection.questions(CCTV)
    inspection.press("1")
    assert played == []  # off by default
    window.settings.change(sounds=True)
    inspection.questions(CCTV)
    inspection.press("2")
    assert played == ["answer.wav"]
    inspection.press("0", "2", "7")
    assert played == ["answer.wav"] * 2
    window.screen._presenter.choose_term("none")
    assert played[-1] == "refusal.wav"


def test_a_sound_is_a_file_and_a_player_is_looked_for(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("answer", "refusal"):
        assert resource("sounds", f"{name}.wav").read_bytes().startswith(b"RIFF")
    monkeypatch.setattr(players.sys, "platform", "linux")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert players.player() is None
    heard = tmp_path / "heard"
    program = tmp_path / "aplay"
    program.write_text(f'#!/bin/sh\necho "$1" > {heard}.part && /bin/mv {heard}.part {heard}\n', "utf-8")
    program.chmod(0o755)
    play = players.player()
    assert play is not None
    made = Sounds(lambda: True, play)
    assert made.heard
    made.refused()
    qtbot.waitUntil(heard.exists)
    assert heard.read_text("utf-8").strip().endswith("refusal.wav")


def test_where_nothing_plays_sounds_are_not_offered(qtbot: QtBot, open_window, monkeypatch) -> None:
    for play, offered in ((None, False), (lambda _: None, True)):
        monkeypatch.setattr("inspector.ui.surroundings.player", lambda play=play: play)
        window = open_window(FakeGate())
        unlock(qtbot, window)
        window.navigator.show("settings")
        assert window.screen._choices["sounds"].isVisibleTo(window) is offered
        assert window.screen._choices["hand"].isVisibleTo(window)


def test_switching_sounds_on_is_heard(shell: FakeShell) -> None:
    presenter = SettingsPresenter(View(), shell)
    presenter.choose_sounds(1)
    assert (shell.settings.current.sounds, shell.played) == (True, ["answer"])
    presenter.choose_sounds(0)
    assert (shell.settings.current.sounds, shell.played) == (False, ["answer"])


def broken(path: Path, times: int = 1) -> None:
    """A log with mistakes and with what is none of the coordinator's business."""
    with log.written_to(path):
        log.logging.getLogger("inspector.ui").warning("something of another kind")
        for _ in range(times):
            try:
                SettingsFile("Сапарова 790101300018")  # type: ignore[arg-type]
            except AttributeError as error:
                log.bug(error)


def test_a_report_says_what_broke_where_and_nothing_of_anybody(tmp_path: Path) -> None:
    path = tmp_path / "Users" / "saparova" / "inspector.log"
    broken(path)
    report = Reporting(path).text()
    assert "AttributeError at inspector/settings.py:" in report
    assert " < tests/ui/test_field_settings.py:" in report
    for personal in ("Сапарова", "790101300018", "saparova", str(Path(__file__).parents[2]), "another kind"):
        assert personal not in report
    assert "mistakes: 1" in report
    broken(path, NEWEST + 5)
    assert Reporting(path).text().count("AttributeError") == NEWEST
    assert "mistakes: 0" in Reporting(tmp_path / "none.log").text()


def test_the_report_is_shown_word_for_word_before_it_is_saved(qtbot: QtBot, open_window, tmp_path: Path) -> None:
    path = tmp_path / "log" / "inspector.log"
    broken(path)
    gate = FakeGate(reporting=Reporting(path))
    window = open_window(gate)
    unlock(qtbot, window)
    window.navigator.show("settings")
    panel = window.screen.report
    assert not panel.save.isVisible()
    panel.show_it.setFocus()
    QTest.keyClick(panel.show_it, Qt.Key.Key_Space)
    qtbot.waitUntil(panel.save.isVisible)
    assert QApplication.focusWidget() is panel.save
    assert not list(tmp_path.glob("*.txt"))
    panel.target.setText(str(tmp_path / "нет" / "report.txt"))
    QTest.keyClick(panel.save, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "не сохранить" in panel._text.text())
    panel.target.setText(str(tmp_path / "report.txt"))
    QTest.keyClick(panel.save, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "координатору: report.txt" in panel._text.text())
    assert (tmp_path / "report.txt").read_text("utf-8") == panel._report.text()


def test_a_report_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReportNotSaved):
        Reporting(tmp_path / "x.log").save("text", tmp_path)
