"""The search: per keystroke, never two questions at once, the newest answer wins."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.core.institution import Visit
from inspector.ui.lanes import InlineTasks
from inspector.ui.screens.search.marks import marks
from inspector.ui.screens.search.model import HIT, HitModel
from inspector.ui.screens.search.presenter import TYPES, Found, SearchPresenter
from tests.ui.conftest import name, unlock
from tests.ui.fakes import FakeShell


class View:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.found = Found(hits=(), count="")

    def show_found(self, found: Found) -> None:
        self.found = found


class Held(InlineTasks):
    """Answers only when told to."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[Callable[[], None]] = []

    def run(self, lane, work, done, failed=None) -> None:
        self.held.append(lambda: super(Held, self).run(lane, work, done, failed))

    def answer(self) -> None:
        self.held.pop(0)()


@pytest.fixture
def view() -> View:
    return View()


def names(view: View) -> list[str]:
    return [hit.name for hit in view.found.hits]


def test_lines_say_what_is_known_of_each(view: View, shell: FakeShell) -> None:
    SearchPresenter(view, shell).ask(query="214", scope="all")
    first, *_ = view.found.hits
    assert (first.name, first.shape, first.chip) == ("Школа № 214", "half", "начата")
    assert first.marks == ((8, 3),)
    assert first.children == "842 ребёнка"
    assert "БИН" in first.below
    assert view.found.count == "Найдено 7"


def test_own_ones_are_the_first_scope(view: View, shell: FakeShell) -> None:
    SearchPresenter(view, shell).ask(query="")
    assert len(view.found.hits) == 5
    assert all(hit.chip != "не проверялась" for hit in view.found.hits)


def test_a_type_narrows_what_was_found(view: View, shell: FakeShell) -> None:
    SearchPresenter(view, shell).ask(query="", scope="all", kind=3)
    assert TYPES[3] == "college"
    assert names(view) == ["Колледж связи № 205"]


def test_nothing_found_says_what_to_do(view: View, shell: FakeShell) -> None:
    SearchPresenter(view, shell).ask(query="абракадабра")
    assert "абракадабра" in view.found.nothing
    shell.workplace.institutions.rows = ()
    SearchPresenter(view, shell).ask(query="")
    assert "обмен" in view.found.nothing


def test_while_one_question_is_answered_only_the_last_other_is_kept(view: View, shell: FakeShell) -> None:
    shell.tasks = Held()
    presenter = SearchPresenter(view, shell)
    for query in ("2", "21", "214", "214 а"):
        presenter.ask(query=query, scope="all")
    assert len(shell.tasks.held) == 1
    while shell.tasks.held:
        shell.tasks.answer()
    assert shell.workplace.institutions.queries == ["2", "214 а"]
    assert all("214" in name for name in names(view))


def test_a_draft_is_continued_and_another_institution_is_looked_at_first(view: View, shell: FakeShell) -> None:
    presenter = SearchPresenter(view, shell)
    presenter.open("i214")
    presenter.open("i207")
    assert shell.navigator.shown == [("questions", {"inspection": "d1"}), ("before", {"institution": "i207"})]


def test_beginning_at_once_freezes_today(view: View, shell: FakeShell) -> None:
    from datetime import date

    SearchPresenter(view, shell, now=lambda: date(2026, 11, 24)).begin("i207")
    assert shell.workplace.inspecting.started == [("i207", Visit(date=date(2026, 11, 24)))]
    assert shell.navigator.shown == [("questions", {"inspection": "new"})]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Школа № 214", "214", ((8, 3),)),
        ("Карабалық ауылы", "кар", ((0, 3),)),
        ("Карабалық ауылы", "rfh", ((0, 3),)),
        ("Ёлочка", "елоч", ((0, 4),)),
        ("Қазақ орта мектебі", "казак", ((0, 5),)),
        ("Школа № 214", "школа 214 школа", ((0, 5), (8, 3))),
        ("Школа", "лицей", ()),
    ],
)
def test_marks(text: str, query: str, expected: tuple) -> None:
    assert marks(text, query) == expected


@settings(max_examples=60)
@given(st.text(max_size=20), st.text(max_size=10))
def test_marks_lie_inside_the_name_and_apart(text: str, query: str) -> None:
    end = 0
    for start, length in marks(text, query):
        assert start >= end
        assert length > 0
        end = start + length
    assert end <= len(text)


def test_the_model_is_a_model(view: View, shell: FakeShell, qtmodeltester) -> None:
    model = HitModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    SearchPresenter(view, shell).ask(query="", scope="all")
    model.replace(view.found.hits)
    qtmodeltester.check(model)
    sentence = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert "Школа № 214" in sentence
    assert "начата" in sentence
    assert tester.model() is model


def test_typing_chooses_the_first_and_arrows_and_enter_act_on_the_list(qtbot: QtBot, open_window) -> None:
    window = open_window()
    unlock(qtbot, window)
    window.navigator.show("search", scope="all", query="")
    screen = window.screen
    QTest.keyClicks(screen.field, "20")
    qtbot.waitUntil(lambda: screen._model.rowCount() == 3)
    QTest.keyClick(screen.field, Qt.Key.Key_Down)
    chosen = screen.list.currentIndex().data(HIT).institution
    assert chosen == screen._model.index(1).data(HIT).institution
    assert QApplication.focusWidget() is screen.field
    QTest.keyClick(screen.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: name(window) == "before")
    assert window.navigator.steps[-1] == ("before", {"institution": chosen})
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.screen.field.text() == "20"


def test_enter_looks_in_the_whole_list_for_what_is_not_among_mine(qtbot: QtBot, open_window) -> None:
    window = open_window()
    unlock(qtbot, window)
    window.navigator.show("search", scope="mine", query="")
    screen = window.screen
    QTest.keyClicks(screen.field, "2143")
    qtbot.waitUntil(lambda: "Enter" in screen._nothing.text())
    QTest.keyClick(screen.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen._model.rowCount() == 1)
    assert [button.isChecked() for button in screen._scopes.buttons()] == [False, True]
    QTest.keyClicks(screen.field, "0000")
    qtbot.waitUntil(lambda: "номер" in screen._nothing.text())
    QTest.keyClick(screen.field, Qt.Key.Key_Return)
    assert name(window) == "search"


def test_escape_first_empties_the_field(qtbot: QtBot, open_window) -> None:
    window = open_window()
    unlock(qtbot, window)
    window.navigator.show("search")
    QTest.keyClicks(window.screen.field, "abc")
    QTest.keyClick(window.screen.field, Qt.Key.Key_Escape)
    assert (name(window), window.screen.field.text()) == ("search", "")
    QTest.keyClick(window.screen.field, Qt.Key.Key_Escape)
    assert name(window) == "home"
