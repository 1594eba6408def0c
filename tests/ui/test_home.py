"""Today: what to do next comes first, and every number is said with its whole."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.services.ports import InspectionState, Today
from inspector.ui import language
from inspector.ui.screens.home.page import SHOWN, page
from inspector.ui.screens.home.presenter import HomePresenter
from tests.ui.conftest import name, unlock
from tests.ui.fakes import ROWS, SCHOOL, FakeGate, FakeInspecting, FakeShell, institution, summary

NOW = date(2026, 11, 24)


def today(**changes: object) -> Today:
    values: dict[str, object] = {
        "drafts": (), "assigned": (), "done": (), "total_assigned": 0, "total_done": 0, "campaign": "", "due": None,
    }  # fmt: skip
    return Today(**(values | changes))  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def russian():
    language.current.choose("ru")
    yield
    language.current.choose("ru")


def test_a_draft_is_continued_before_anything_else() -> None:
    shown = page(FakeInspecting().today(), NOW)
    first = shown.groups[0].jobs[0]
    assert (first.state, first.name, first.action, first.percent) == ("draft", "Школа № 214", "Продолжить", "35%")
    assert [fact.text for fact in first.facts][1].startswith("7 ")
    assert [job.state for group in shown.groups for job in group.jobs] == ["draft", "open", "open", "open", "done"]
    assert shown.heading


def test_what_is_late_is_said_with_its_shape_of_words() -> None:
    late = page(today(assigned=ROWS[1:4]), NOW).groups[0].jobs
    due = {job.name: [(fact.text.split()[0], fact.tone) for fact in job.facts if fact.icon == "clock"] for job in late}
    assert due["Детский сад № 9 «Балауса»"] == [("срок", "bad")]
    assert due["Школа № 207"] == [("не", "ink2")]


def test_the_campaign_says_n_of_n_and_never_rounds_up() -> None:
    campaign = page(
        today(total_assigned=64, total_done=63, campaign="Осень", due=NOW + timedelta(days=2)), NOW
    ).campaign
    assert (campaign.done, campaign.total, campaign.percent) == (63, 64, "98\u00a0%")
    assert campaign.note == "Осталось 1 учреждение за 3 дня."
    finished = page(today(total_assigned=64, total_done=64), NOW).campaign
    assert finished.percent == "100\u00a0%"
    assert finished.note == "Готово: 64 из 64"


def test_a_long_list_is_cut_and_says_so() -> None:
    shown = page(today(assigned=ROWS[1:2] * (SHOWN + 5)), NOW)
    assert len(shown.groups[0].jobs) == SHOWN
    assert shown.more == 5


def test_kazakh_has_kazakh_names() -> None:
    language.current.choose("kk")
    shown = page(FakeInspecting().today(), NOW)
    assert shown.groups[0].jobs[0].name == "№ 214 мектеп"


@pytest.mark.parametrize(
    "state", [InspectionState.SEALED, InspectionState.SENT, InspectionState.ACCEPTED, InspectionState.REFUSED]
)
def test_a_sealed_inspection_says_where_it_is(state: InspectionState) -> None:
    done = page(today(done=(summary("x", SCHOOL, state),)), NOW).groups[0].jobs[0]
    assert done.facts[0].text.startswith("подписано")
    assert (done.facts[0].tone == "bad") == (state is InspectionState.REFUSED)


class View:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.pages: list[object] = []

    def show_page(self, shown: object) -> None:
        self.pages.append(shown)

    def show_exchange(self) -> None:
        self.pages.append("exchange")


def test_each_kind_of_job_opens_its_own_screen(shell: FakeShell) -> None:
    view = View()
    presenter = HomePresenter(view, shell, now=lambda: NOW)
    presenter.load()
    jobs = [job for group in view.pages[-1].groups for job in group.jobs]
    for job in (jobs[0], jobs[1], jobs[-1]):
        presenter.open(job)
    assert shell.navigator.shown == [
        ("questions", {"inspection": "d1"}),
        ("before", {"institution": "i207"}),
        ("act", {"inspection": "s1"}),
    ]


def test_up_and_down_go_from_job_to_job(qtbot: QtBot, open_window) -> None:
    window = open_window()
    unlock(qtbot, window)
    steps = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(QApplication.focusWidget(), key)
        steps.append(QApplication.focusWidget().accessibleName())
    assert steps == ["Начать: Школа № 207", "Начать: Детский сад № 9 «Балауса»", "Начать: Школа № 207"]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: name(window) == "before")


def test_an_empty_day_offers_another_institution(qtbot: QtBot, open_window) -> None:
    gate = FakeGate(inspecting=FakeInspecting(drafts=(), assigned=(), done=()))
    window = open_window(gate)
    unlock(qtbot, window)
    qtbot.waitUntil(lambda: window.screen.first_focus().hasFocus())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert name(window) == "search"


def test_a_finished_day_says_so_above_what_is_done(qtbot: QtBot, open_window) -> None:
    inspecting = FakeInspecting(drafts=(), assigned=(), done=(summary("x", institution(1), InspectionState.ACCEPTED),))
    window = open_window(FakeGate(inspecting=inspecting))
    unlock(qtbot, window)
    assert window.screen._empty is not None
    assert len(window.screen._jobs) == 1
