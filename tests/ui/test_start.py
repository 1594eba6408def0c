"""First start: the code, the passphrase, and every way it can be refused."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.core.errors import DiskFull
from inspector.ui.screens.start.presenter import StartPresenter, Step
from inspector.ui.screens.start.strength import strength
from inspector.ui.widgets.code import CodeField
from tests.ui.conftest import name
from tests.ui.fakes import CODE, FakeGate, FakeShell


class View:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.code = self.problem = self.busy = self.enrolled = ("", "")
        self.strength = ""
        self.loading: list[tuple[str, bool]] = []

    def show_step(self, step: Step) -> None:
        self.steps.append(step)

    def show_code(self, text: str, tone: str) -> None:
        self.code = (text, tone)

    def show_strength(self, judged: object, text: str) -> None:
        self.strength = text

    def show_busy(self, text: str) -> None:
        self.busy = (text, "")

    def show_problem(self, text: str) -> None:
        self.problem = (text, "")

    def show_enrolled(self, who: str, where: str) -> None:
        self.enrolled = (who, where)

    def show_loading(self, text: str, *, done: bool) -> None:
        self.loading.append((text, done))


@pytest.fixture
def view() -> View:
    return View()


@pytest.fixture
def presenter(view: View, shell: FakeShell) -> StartPresenter:
    return StartPresenter(view, shell)


def test_from_language_to_work(presenter: StartPresenter, view: View, shell: FakeShell) -> None:
    presenter.next()
    presenter.code_changed("https://hq.kz", CODE.lower())
    assert view.code[1] == "ok"
    presenter.next()
    presenter.next("четыре слова подряд тут")
    assert shell.gate.enrolled == [("https://hq.kz", CODE.lower())]
    assert view.enrolled == ("Айгерим Сапарова, инспектор", "Карагандинская область")
    assert [done for _, done in view.loading][-2:] == [False, True]
    assert view.loading[-1][0] == "20\u00a0114 учреждений на этом ноутбуке"
    assert view.steps == [Step.CODE, Step.PASSPHRASE, Step.DONE]
    presenter.next()
    assert len(shell.opened) == 1


def test_a_wrong_code_stays_on_its_step_with_a_sentence(presenter: StartPresenter, view: View) -> None:
    presenter.next()
    presenter.code_changed("https://hq.kz", "AAAA-AAAA-AAAA-AAAA-AAAA")
    assert view.code[1] == "bad"
    assert view.code[0]
    presenter.next()
    assert presenter.step is Step.CODE


def test_a_code_without_an_address_is_not_enough(presenter: StartPresenter, view: View) -> None:
    presenter.next()
    presenter.code_changed("  ", CODE)
    presenter.next()
    assert presenter.step is Step.CODE
    assert "адрес" in view.code[0]


def test_what_is_left_of_the_code_is_counted(presenter: StartPresenter, view: View) -> None:
    presenter.code_changed("", "K7M4-92Q----")
    assert view.code == ("Осталось 13 знаков", "na")
    presenter.code_changed("", "----")
    assert view.code[0] == ""


def test_a_short_passphrase_goes_nowhere(presenter: StartPresenter, view: View, shell: FakeShell) -> None:
    presenter.next()
    presenter.code_changed("https://hq.kz", CODE)
    presenter.next()
    presenter.next("короткий")
    assert view.strength == "Мало: нужно ещё 2 знака"
    assert shell.gate.enrolled == []


def test_a_refusal_is_shown_and_it_can_be_tried_again(presenter: StartPresenter, view: View, shell: FakeShell) -> None:
    shell.gate.refusal = DiskFull()
    presenter.next()
    presenter.code_changed("https://hq.kz", CODE)
    presenter.next()
    presenter.next("четыре слова подряд тут")
    assert view.problem[0]
    assert view.busy[0] == ""
    shell.gate.refusal = None
    presenter.next("четыре слова подряд тут")
    assert presenter.step is Step.DONE
    assert view.problem[0] == ""


@pytest.mark.parametrize(
    ("text", "missing", "level"),
    [
        ("", 10, 0),
        ("девятьзна", 1, 0),
        ("1234567890", 0, 1),
        ("аааааааааа", 0, 1),
        ("АаАаАаАаАаАаАаАаАа", 0, 1),
        ("школа12345", 0, 2),
        ("верблюд окно снег чай", 0, 3),
    ],
)
def test_strength_is_length_first(text: str, missing: int, level: int) -> None:
    judged = strength(text)
    assert (judged.missing, judged.level) == (missing, level)
    assert judged.enough == (missing == 0)


def test_the_code_jumps_on_takes_a_paste_and_steps_back(qtbot: QtBot) -> None:
    field = CodeField()
    qtbot.addWidget(field)
    field.show()
    field.retranslate()
    field.activateWindow()
    qtbot.waitUntil(field.isActiveWindow)
    groups = field._groups
    groups[0].setFocus()
    QTest.keyClicks(groups[0], "k7m4")
    assert groups[0].text() == "K7M4"
    qtbot.waitUntil(groups[1].hasFocus)
    QTest.keyClick(groups[1], Qt.Key.Key_Backspace)
    qtbot.waitUntil(groups[0].hasFocus)
    QApplication.clipboard().setText(f" {CODE.lower()} ")
    QTest.keyClick(groups[2], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == CODE
    QTest.keyClicks(groups[4], "-")
    assert field.text() == CODE


def test_enter_leads_from_step_to_step(qtbot: QtBot, open_window) -> None:
    gate = FakeGate(how="new")
    window = open_window(gate)
    screen = window.screen
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is screen._server
    QTest.keyClicks(screen._server, "https://hq.kz")
    QTest.keyClick(screen._server, Qt.Key.Key_Return)
    screen._code.set_text(CODE)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is screen._passphrase.field
    QTest.keyClicks(screen._passphrase.field, "verblud okno sneg")
    QTest.keyClick(screen._passphrase.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen._presenter.step is Step.DONE)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: name(window) == "home")
    assert gate.enrolled == [("https://hq.kz", CODE)]


def test_escape_goes_one_step_back_and_keeps_what_was_written(qtbot: QtBot, open_window) -> None:
    window = open_window(FakeGate(how="new"))
    screen = window.screen
    screen._presenter.next()
    screen._server.setText("https://hq.kz")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert screen._presenter.step is Step.LANGUAGE
    screen._presenter.next()
    assert screen._server.text() == "https://hq.kz"


def test_whoever_starts_working_does_not_wait_for_the_list(qtbot: QtBot, open_window) -> None:
    import threading

    gate, network = FakeGate(how="new"), threading.Event()
    once = gate.syncing.once
    gate.syncing.once = lambda **how: (network.wait(30), once(**how))[1]  # type: ignore[method-assign]
    window = open_window(gate)
    screen = window.screen
    screen._presenter.next()
    screen._server.setText("https://hq.kz")
    screen._code.set_text(CODE)
    screen._presenter.next()
    screen._presenter.next("verblud okno sneg")
    qtbot.waitUntil(lambda: screen._presenter.step is Step.DONE)
    assert "загружаем" in screen._loading.text().lower()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: name(window) == "home")
    network.set()
    qtbot.waitUntil(lambda: not window.exchange.running)
    assert gate.syncing.exchanges == 1  # the one that was under way went on


def test_a_loading_that_breaks_off_is_no_failure(presenter: StartPresenter, view: View, shell: FakeShell) -> None:
    shell.gate.syncing.problem = DiskFull()
    presenter.next()
    presenter.code_changed("https://hq.kz", CODE)
    presenter.next()
    presenter.next("четыре слова подряд тут")
    assert presenter.step is Step.DONE
    assert "следующем обмене" in view.loading[-1][0]
    presenter.next()
    assert len(shell.opened) == 1


def test_a_laptop_set_up_and_left_closes_itself(presenter: StartPresenter, shell: FakeShell) -> None:
    presenter.next()
    presenter.code_changed("https://hq.kz", CODE)
    presenter.next()
    presenter.next("четыре слова подряд тут")
    presenter.idled()
    assert (shell.gate.locks, shell.navigator.shown) == (1, [("lock", {})])
    presenter.next()
    assert shell.opened == []


def test_words_are_suggested_readably_and_taken(open_window) -> None:
    window = open_window(FakeGate(how="new"), language="kk")
    window.screen._presenter._go(Step.PASSPHRASE)
    block = window.screen._passphrase
    block._suggest.click()
    first = block.text()
    assert len(first.split()) == 5
    assert block.field.displayText() == first
    block._suggest.click()
    assert block.text() != first
    assert block._note.text()
