"""Item models hold to Qt's rules and change as little as they must; every kind of question has its editor."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.forms.form import Form
from inspector.ui import parsing
from inspector.ui.editors import EDITORS
from inspector.ui.editors.choice import SelectMultipleEditor, SelectOneEditor
from inspector.ui.editors.text import DateEditor, DecimalEditor, IntegerEditor
from inspector.ui.models.lists import ListModel
from inspector.ui.models.roster import RosterModel
from inspector.ui.screens.questions.cards import editor_of
from inspector.ui.screens.questions.page import FieldLine, Option
from inspector.ui.screens.roster.page import Cell, Column, Line
from inspector.ui.screens.roster.table import masked
from tests.ui import laptop

COLUMNS = (
    Column(suffix="iin", title="ИИН", editor="text", width=14, iin=True),
    Column(suffix="age", title="Возраст", editor="", width=9),
)
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def line(node: str, value: str = "590102301234", chip: str = "Соответствует") -> Line:
    cells = (Cell(shown=masked(value), value=value), Cell(shown="67", readonly=True))
    return Line(node=node, cells=cells, chip=chip, tone="ok", glyph="ok", title=node)


def test_a_roster_changes_row_by_row(qapp: QApplication) -> None:
    asked: list[tuple[int, int, str]] = []
    model = RosterModel(lambda *what: asked.append(what))
    tester = QAbstractItemModelTester(model, FATAL)
    model.show(COLUMNS, (line("a"), line("b"), line("c")))
    resets, inserted, removed = (
        QSignalSpy(model.modelReset),
        QSignalSpy(model.rowsInserted),
        QSignalSpy(model.rowsRemoved),
    )
    model.show(COLUMNS, (line("a"), line("b"), line("x"), line("c")))
    model.show(COLUMNS, (line("a"), line("x"), line("c", chip="1 нарушение")))
    assert (resets.count(), inserted.count(), removed.count()) == (0, 1, 1)
    assert [each.node for each in model.lines] == ["a", "x", "c"]
    assert model.setData(model.index(1, 0), "5")
    assert asked == [(1, 0, "5")]
    assert not model.index(1, 1).flags() & Qt.ItemFlag.ItemIsEditable
    assert not model.setData(model.index(1, 2), "chip")
    assert model.headerData(2, Qt.Orientation.Horizontal) == "Итог"
    assert tester.model() is model


def test_an_iin_is_masked_on_the_screen_and_for_the_screen_reader(qapp: QApplication) -> None:
    model = RosterModel(lambda *_: None)
    model.show(COLUMNS, (line("a"),))
    index = model.index(0, 0)
    shown = [
        index.data(role)
        for role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.AccessibleDescriptionRole,
        )
    ]
    assert all("301234" not in text for text in shown)
    assert index.data(Qt.ItemDataRole.EditRole) == "590102301234"


def test_a_list_keeps_its_lines_when_their_number_stays(qapp: QApplication) -> None:
    model: ListModel[str] = ListModel(str.upper)
    QAbstractItemModelTester(model, FATAL)
    model.show(("a", "b"))
    resets, changed = QSignalSpy(model.modelReset), QSignalSpy(model.dataChanged)
    model.show(("a", "c"))
    assert (resets.count(), changed.count()) == (0, 1)
    assert model.index(1).data() == "C"
    assert model.rowCount(QModelIndex()) == 2


def test_every_kind_of_question_of_the_checklist_has_an_editor() -> None:
    form = Form.parse(laptop.checklist().form_xml.encode())
    kinds = {editor_of(spec) for spec in form.walk() if spec.kind in ("question", "note") and spec.control}
    assert kinds <= set(EDITORS)
    assert {"text", "integer", "decimal", "date", "time", "select_one", "select_multiple", "note", "photo"} <= set(
        EDITORS
    )
    assert "verdict" in EDITORS
    assert all(editor.kind == kind for kind, editor in EDITORS.items())


def field(editor: str, value: str = "", **more: object) -> FieldLine:
    return FieldLine(node="n", editor=editor, label="Вопрос", hint="", value=value, **more)


def test_every_editor_shows_its_question_and_names_itself(qtbot: QtBot) -> None:
    options = (Option(value="a", label="Первое"), Option(value="b", label="Второе", chosen=True))
    for kind, make in EDITORS.items():
        editor = make()
        qtbot.addWidget(editor)
        editor.show_field(field(kind, options=options if kind.startswith("select") else ()))
        editor.flush()


def test_a_date_is_typed_without_dots_and_stored_as_iso(qtbot: QtBot) -> None:
    editor = DateEditor()
    qtbot.addWidget(editor)
    editor.show_field(field("date"))
    said: list[str] = []
    editor.changed.connect(said.append)
    qtbot.keyClicks(editor.field, "24112026")
    editor.flush()
    assert editor.field.text() == "24.11.2026"
    assert said == ["2026-11-24"]
    editor.field.setText("31.02.2026")
    editor.flush()
    assert said == ["2026-11-24"]


def test_numbers_take_digits_only_and_a_comma(qtbot: QtBot) -> None:
    whole, decimal = IntegerEditor(), DecimalEditor()
    for editor in (whole, decimal):
        qtbot.addWidget(editor)
        editor.show_field(field(editor.kind))
    said: list[str] = []
    whole.changed.connect(said.append)
    decimal.changed.connect(said.append)
    qtbot.keyClicks(whole.field, "1a2")
    qtbot.keyClicks(decimal.field, "3,5")
    whole.flush()
    decimal.flush()
    assert said == ["12", "3.5"]


def test_a_text_being_written_is_not_replaced(qtbot: QtBot) -> None:
    editor = EDITORS["text"]()
    qtbot.addWidget(editor)
    editor.show_field(field("text", "было"))
    editor.show()
    editor.activateWindow()
    editor.field.setFocus()
    qtbot.waitUntil(editor.field.hasFocus)
    qtbot.keyClicks(editor.field, "!")
    editor.show_field(field("text", "чужое"))
    assert editor.field.text() == "было!"


def test_choices_toggle(qtbot: QtBot) -> None:
    options = (Option(value="a", label="А"), Option(value="b", label="Б", chosen=True))
    one, several = SelectOneEditor(), SelectMultipleEditor()
    said: list[str] = []
    for editor in (one, several):
        qtbot.addWidget(editor)
        editor.show_field(field(editor.kind, options=options))
        editor.changed.connect(said.append)
    one.buttons[1].click()
    several.buttons[0].click()
    assert said == ["", "a b"]


def test_what_is_written_and_what_is_stored() -> None:
    assert parsing.stored_date("31.02.2026") is None
    assert parsing.stored_date("") == ""
    assert parsing.stored_time("9:05") == "09:05:00.000"
    assert parsing.stored_time("24:00") is None
    assert parsing.stored_decimal("1 234,5") == "1234.5"
    assert parsing.stored_decimal("1,2,3") is None
    assert parsing.grouped("2411", ".", (2, 2, 4)) == "24.11."
