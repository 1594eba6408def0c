"""The exchange screen, the stick, a divided inspection and two answers: in the real window, by keys, on real stores."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from inspector.services.courier import Courier, Stopped
from inspector.services.ports import Progress
from inspector.ui.screens.conflict.view import ConflictScreen
from inspector.ui.screens.divide.view import DivideScreen
from inspector.ui.screens.sync import panel
from inspector.ui.screens.sync.stick import StickPage, StickPresenter
from inspector.ui.screens.sync.view import SyncScreen
from inspector.ui.window import AppWindow
from inspector.wire.courier import CourierFile
from tests.ui import laptop
from tests.ui.conftest import name
from tests.ui.fakes import FakeGate, FakeShell
from tests.ui.test_inspection_journeys import Gate

CHECK = "/data/alarm/button_present"
VERDICT, NOTE = f"{CHECK}/verdict", f"{CHECK}/note"


class Hands:
    """Only press keys; every press is counted."""

    def __init__(self, qtbot: QtBot, window: AppWindow) -> None:
        self.qtbot, self.window, self.presses = qtbot, window, 0

    def settle(self) -> None:
        idle: list[bool] = []
        self.window.tasks.when_idle(lambda: idle.append(True))
        self.qtbot.waitUntil(lambda: bool(idle))
        QApplication.processEvents()

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            self.presses += 1
            QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
            self.settle()

    def control(self, key: Qt.Key) -> None:
        self.press(key, modifier=Qt.KeyboardModifier.ControlModifier)

    def write(self, text: str) -> None:
        """As pasted: a path is not counted letter by letter."""
        field = QApplication.focusWidget()
        field.selectAll()  # type: ignore[union-attr]
        QTest.keyClicks(field, text)


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only drive there is."""
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr(panel, "drives", lambda: [folder])
    monkeypatch.setattr("inspector.ui.screens.divide.view.drives", lambda: [folder])
    return folder


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[laptop.School, laptop.School]]:
    """The lead's laptop and a colleague's."""
    lead = laptop.begun(tmp_path / "lead")
    other = laptop.begun(tmp_path / "other", who=laptop.colleague())
    yield lead, other
    lead.close()
    other.close()


@pytest.fixture
def sit(qtbot: QtBot, open_window: Callable[..., AppWindow]) -> Callable[[laptop.School], Hands]:
    """Open a window on a laptop, at the exchange screen."""

    def open_on(school: laptop.School) -> Hands:
        gate = Gate(school)
        window = open_window(gate)
        window.unlocked(gate.unlock(""))
        hands = Hands(qtbot, window)
        hands.settle()
        window.navigator.show("sync")
        hands.settle()
        return hands

    return open_on


def answer(school: laptop.School, inspection: str, node: str, value: str) -> None:
    inspecting = school.workplace.inspecting
    inspecting.record(inspection, inspecting.open(inspection).answer(node, value).operations)


def test_what_waits_goes_to_the_stick_by_two_keys(
    pair: tuple[laptop.School, laptop.School], sit: Callable[[laptop.School], Hands], stick: Path
) -> None:
    lead, _ = pair
    hands = sit(lead)
    hands.control(Qt.Key.Key_S)
    hands.press(Qt.Key.Key_Return)
    assert hands.presses == 2
    (file,) = stick.iterdir()
    assert CourierFile(file).check(laptop.authority().root).device == laptop.identity().device
    screen = hands.window.screen
    assert isinstance(screen, SyncScreen)
    assert screen.stick.presenter.page.mode == "done"
    hands.press(Qt.Key.Key_Escape)
    assert screen.stick.presenter.page.mode == "closed"
    assert name(hands.window) == "sync"


def test_a_file_that_is_none_is_one_sentence_in_the_panel(
    pair: tuple[laptop.School, laptop.School], sit: Callable[[laptop.School], Hands], stick: Path
) -> None:
    (stick / "broken.qorgan").write_bytes(b"PK\x03\x04")
    hands = sit(pair[0])
    hands.control(Qt.Key.Key_O)
    hands.press(Qt.Key.Key_Return)
    page = hands.window.screen.stick.presenter.page  # type: ignore[union-attr]
    assert (page.mode, page.title, page.tone) == ("done", "Это не файл обмена этой программы.", "bad")


def test_a_divided_inspection_from_giving_to_the_decision(
    pair: tuple[laptop.School, laptop.School], sit: Callable[[laptop.School], Hands], stick: Path
) -> None:
    """Both laptops by keys: give a part, take it, give the answers back, bring them, decide."""
    lead, other = pair
    inspection = lead.inspection
    hands = sit(lead)
    hands.window.navigator.show("divide", inspection=inspection)
    hands.settle()
    screen = hands.window.screen
    assert isinstance(screen, DivideScreen)
    assert not screen.write.isEnabled()
    hands.press(Qt.Key.Key_Space)
    hands.control(Qt.Key.Key_S)
    assert hands.presses == 2
    code = screen._presenter.page.code  # type: ignore[union-attr]
    assert len(code) == 14
    assert screen._code.isVisible()
    hands.window.close()

    hands = sit(other)
    hands.control(Qt.Key.Key_O)
    hands.press(Qt.Key.Key_Return)
    hands.write(code.replace("-", "").lower())
    hands.press(Qt.Key.Key_Return)
    assert hands.presses == 3
    assert name(hands.window) == "questions"
    assert [one.part for one in other.workplace.inspecting.today().drafts if one.id == inspection] == [True]
    hands.window.navigator.show("summary", inspection=inspection)
    hands.settle()
    hands.window.screen._presenter.open_signatures()  # type: ignore[union-attr]
    assert name(hands.window) == "summary"
    assert "ведёт коллега" in hands.window.banner._text.text()
    answer(lead, inspection, VERDICT, "bad")
    answer(lead, inspection, NOTE, "Вызов не видели")
    answer(other, inspection, VERDICT, "ok")
    (stick / next(stick.iterdir()).name).unlink()
    hands.window.navigator.show("divide", inspection=inspection)
    hands.settle()
    hands.press(Qt.Key.Key_Return)
    assert hands.presses == 4
    hands.window.close()

    hands = sit(lead)
    hands.control(Qt.Key.Key_O)
    hands.press(Qt.Key.Key_Return)
    conflict = hands.window.screen
    assert isinstance(conflict, ConflictScreen)
    page = conflict._presenter.page  # type: ignore[union-attr]
    assert page is not None
    assert (page.mine.word, page.theirs.word) == ("Не соответствует", "Соответствует")
    assert (page.mine.who, page.theirs.who) == (laptop.INSPECTOR.name, "Омаров Тимур")
    assert page.title.startswith("8.1 ")
    assert lead.opened().session.value(VERDICT) == "bad"
    hands.press(Qt.Key.Key_2)
    assert hands.presses == 3
    assert lead.opened().session.value(VERDICT) == "ok"
    assert lead.opened().session.value(NOTE) == ""
    assert name(hands.window) == "sync"
    hands.control(Qt.Key.Key_Z)
    assert lead.opened().session.value(VERDICT) == "bad"
    assert name(hands.window) == "conflict"
    hands.press(Qt.Key.Key_3)
    assert name(hands.window) == "sync"
    titles = [button.text() for button in hands.window.screen._list._buttons]  # type: ignore[union-attr]
    assert "Сравнить" in titles


def test_writing_shows_counts_and_can_be_cancelled(tmp_path: Path) -> None:
    shell = FakeShell(tmp_path)
    pages: list[StickPage] = []

    class View:
        def show_stick(self, page: StickPage) -> None:
            pages.append(page)

    presenter = StickPresenter(shell, View(), lambda: [tmp_path])  # type: ignore[arg-type]

    class Slow(Courier):
        def __init__(self) -> None:
            """Nothing is behind it."""

        def file_name(self, what: str = "to-hq") -> str:
            return "x.qorgan"

        def export(self, path: Path, progress: object = None, cancelled: object = None) -> object:  # type: ignore[override]
            progress(Progress(stage="files", done=1, total=3))  # type: ignore[operator]
            presenter.cancel()
            assert cancelled()  # type: ignore[operator]
            raise Stopped

    shell.workplace = replace(shell.workplace, courier=Slow())
    presenter.save(str(tmp_path))
    assert ("busy", 1, 3) in [(page.mode, page.done, page.of) for page in pages]
    assert pages[-1].title == "Остановлено. Ничего не изменилось."


@pytest.mark.parametrize("size", [(1366, 768), (1280, 680)])
@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_everything_fits_and_has_a_name(
    qtbot: QtBot, open_window: Callable[..., AppWindow], size: tuple[int, int], language: str
) -> None:
    gate = FakeGate()
    window = open_window(gate, size=size, language=language)
    window.choose_language(language)
    window.unlocked(gate.workplace())
    hands = Hands(qtbot, window)
    window.navigator.show("sync")
    hands.settle()
    hands.control(Qt.Key.Key_S)
    assert (window.width(), window.height()) == size
    assert window.minimumSizeHint().width() <= size[0]
    assert window.minimumSizeHint().height() <= size[1]
    for button in window.screen.findChildren(QAbstractButton):  # type: ignore[union-attr]
        if button.isVisibleTo(window):
            assert button.accessibleName()
            assert button.height() >= 44


def test_the_exchange_can_be_paused(qtbot: QtBot, tmp_path: Path) -> None:
    shell = FakeShell(tmp_path)
    asked: list[bool] = []

    class Syncing:
        def state(self) -> object:
            return shell.gate.syncing.state()

        def once(self, progress: object, cancelled: Callable[[], bool], *, files: bool) -> object:
            shell.exchange.stop()
            asked.append(cancelled())
            return shell.gate.syncing.once(progress)

    shell.exchange.attach(Syncing())  # type: ignore[arg-type]
    shell.exchange.start()
    assert asked == [True]
