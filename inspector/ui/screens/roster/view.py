"""A roster on the screen: the pane, summary tiles, the table, and below it what concerns the current cell."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QApplication, QWidget

from inspector.core.errors import N_
from inspector.ui.language import tr
from inspector.ui.models.roster import COLUMN, RosterModel
from inspector.ui.screens.base import Frame, Screen
from inspector.ui.screens.cameras.route import back_of
from inspector.ui.screens.coverage.presenter import way_to
from inspector.ui.screens.heading import inspection_title
from inspector.ui.screens.questions.page import Option
from inspector.ui.screens.reading import Reading
from inspector.ui.screens.roster.below import Below
from inspector.ui.screens.roster.cells import CellField
from inspector.ui.screens.roster.grid import Grid, TableFrame
from inspector.ui.screens.roster.page import Column, Line, RosterPage
from inspector.ui.screens.roster.parts import TileRow
from inspector.ui.screens.roster.presenter import RosterPresenter, by_key
from inspector.ui.screens.sections import SectionPane, section_step
from inspector.ui.screens.sitting import Sitting, open_sitting
from inspector.ui.screens.titles import heading
from inspector.ui.shell import Hint, Shell, Title
from inspector.ui.widgets.basic import Elided, Text, column, holder, row
from inspector.ui.widgets.buttons import Button

LEAST_ROWS = 3
WAITING = (("1", N_("here")), ("2", N_("not here")))
ANSWERS = (("1 2 4", N_("yes, no, not checked")),)
KEYS = (
    ("+", N_("add")), ("Tab", N_("next cell")), ("9", N_("next blank")), ("Del", N_("remove the row")),
    ("Ctrl Z", N_("undo")), ("Ctrl V", N_("paste from Excel")),
)  # fmt: skip


class RosterScreen(Screen):
    """Enter with `inspection` and `repeat`; with `node` the row it belongs to is chosen."""

    frame = Frame.INSPECTION

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter: RosterPresenter | None = None
        self._sitting: Sitting | None = None
        self.page: RosterPage | None = None
        self.model = RosterModel(self._edited, self)
        self.grid = Grid(self.model)
        self.pane = SectionPane()
        self._title = Elided("", 26, 700)
        self._subtitle = Elided("", 15, 400, "ink2", beside=26)
        self.add = Button("", "primary", icon="plus", key="+", height=44, size=15)
        self._tiles = TileRow()
        self._empty = Text("", 16, 500, "ink2", wrap=True)
        self.below = Below()
        self.options, self.sentences, self.detail = self.below.options, self.below.sentences, self.below.detail
        self.iin, self.keypad, self._typing = self.below.iin, self.below.keypad, self.below.typing
        self._build()
        self._connect()

    def _build(self) -> None:
        head = row((heading(self._title, self._subtitle), 1), self.add, spacing=12, margins=(0, 0, -5, 0))
        self._frame = TableFrame(self.grid)
        right = holder(
            column(
                head, self._tiles, self._empty, (self._frame, 100), self.below, "|", spacing=8, margins=(20, 7, 16, 8)
            )
        )
        row(self.pane, (right, 1), spacing=0, on=self)

    def _connect(self) -> None:
        self.pane.picked.connect(self._picked)
        self.pane.summary_pressed.connect(self._summary)
        self.add.clicked.connect(self._add_row)
        self.grid.moved.connect(self._moved)
        self.grid.past_end.connect(self._add_row)
        self.grid.cells.typing.connect(self._typed)
        self.grid.cells.closeEditor.connect(lambda *_: self._show_detail())
        self.grid.write_below.connect(self._write_below)
        self.options.picked.connect(self._option)
        self.below.why.picked.connect(self._explain)
        self.below.waiting.confirmed.connect(lambda: self._say(1))
        self.below.waiting.denied.connect(lambda: self._say(2))
        self.detail.picked.connect(self._pick_below)
        self.detail.written.connect(self._written_below)
        self.keypad.pressed.connect(self.grid.type_key)

    @property
    def repeat(self) -> str:
        """Which roster it is; "" before one is open."""
        return self._presenter.repeat if self._presenter is not None else ""

    def choices_here(self) -> dict[int, Option]:
        """What the current cell can be, by the key that chooses it."""
        index = self.grid.currentIndex()
        if self._presenter is None or not index.isValid():
            return {}
        offered = {option.value: option for option in self._presenter.options(index.row(), index.column())}
        return {key: offered[value] for key, value in by_key(list(offered)).items()}

    # the window's side

    def enter(self, **arguments: object) -> None:
        """Open the roster."""
        inspection, repeat = str(arguments.get("inspection", "")), str(arguments.get("repeat", ""))
        node = str(arguments.get("node", ""))

        def ready(sitting: Sitting) -> None:
            self._sitting = sitting
            if self._presenter is None or self._presenter.repeat != repeat or not self._presenter.serves(sitting):
                self._presenter = RosterPresenter(sitting, repeat, self)
            self._presenter.begin()
            self.shell.title_changed()
            self._choose(node)

        open_sitting(self.shell, inspection, ready)

    def _choose(self, node: str) -> None:
        rows = [line.node for line in self.model.lines]
        row_at = next((place for place, each in enumerate(rows) if node.startswith(each)), 0)
        if rows:
            suffix = node.removeprefix(rows[row_at] + "/")
            columns = [each.suffix for each in self.model.columns]
            self.go_to_cell(row_at, columns.index(suffix) if suffix in columns else 0, edit=False)

    def leave(self) -> None:
        """What is being typed is an answer."""
        self._finish_typing()
        if self._sitting is not None:
            self._sitting.recorder.record(())

    def bookmark(self) -> dict[str, object]:
        """Back to the same row."""
        line = self._line()
        return {"node": line.node} if line is not None else {}

    def retranslate(self) -> None:
        """Everything again."""
        self.pane.retranslate()
        self.add.setText(tr("Add"))
        self.grid.setAccessibleName(tr("Table"))
        self._empty.setText(tr("Nothing is written down yet. + adds the first row."))
        self.below.waiting.retranslate()
        self.grid.dress()
        if self._presenter is not None:
            self._presenter.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Another look: fonts of the header."""
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "grid"):
            self.grid.dress()
        super().changeEvent(event)

    def title(self) -> Title:
        """The institution; Back leads to the question."""
        return inspection_title(self._sitting, back=back_of(self.shell.navigator))

    def hints(self) -> Sequence[Hint]:
        """The keys of a table, those of the rows that wait while there are any."""
        waits = self.page is not None and self.page.waiting > 0
        return tuple(Hint(keys, tr(words)) for keys, words in (*(WAITING if waits else ANSWERS), *KEYS))

    def first_focus(self) -> QWidget | None:
        """The table, or the way to its first row."""
        return self.grid if self.model.rowCount() else self.add

    def digit(self, value: int) -> bool:
        """On a choice it chooses; on a typed cell it begins to type."""
        presenter = self._presenter
        if presenter is None:
            return False
        index = self.grid.currentIndex()
        column_here: Column | None = index.data(COLUMN)
        if presenter.is_waiting(index.row()):
            self._say(value)
            return True
        if not index.isValid() or column_here is None:
            return True
        if presenter.press_digit(index.row(), index.column(), value):
            return True
        if value == 9 and not column_here.editor:
            self._next_blank()
        elif not self.grid.begin_typing(str(value)):
            return True
        return True

    def control(self, letter: str) -> bool:
        """Ctrl+Z takes the latest action back, Ctrl+V pastes a table."""
        if letter == "V" and self._presenter is not None:
            return self._paste(self._presenter)
        if letter == "Z" and self._presenter is not None:
            self._presenter.undo()
            return True
        return False

    def _paste(self, presenter: RosterPresenter) -> bool:
        """Into an open field when it is a line of text, else a table into the roster."""
        text, field = QApplication.clipboard().text(), self.detail.field or self.grid.field()
        if field is not None and "\t" not in text and "\n" not in text.strip("\n"):
            field.insert(text.strip())
            field.textEdited.emit(field.text())
            return True
        index = self.grid.currentIndex()
        self._finish_typing()
        presenter.paste(text, index.row(), index.column())
        return True

    def key(self, event: QKeyEvent) -> bool:
        """+ adds, Del removes, Space reaches the choices below the table."""
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Insert) or event.text() == "+":
            self._add_row()
            return True
        if not self.grid.hasFocus():
            return False
        if event.key() == Qt.Key.Key_Delete and self._presenter is not None:
            self._presenter.remove_row(self.grid.currentIndex().row())
            return True
        if event.key() == Qt.Key.Key_Space and self.options.isVisible():
            self.options.take_focus()
            return True
        return False

    def escape(self) -> bool:
        """Out of the field or the choices, then back."""
        if self.grid.field() is not None or self.options.has_focus() or self.below.isAncestorOf(self.focusWidget()):
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
            self._show_detail()
            return True
        return False

    def set_compact(self, *, compact: bool) -> None:
        """Narrow windows show the sections as a rail of shapes."""
        super().set_compact(compact=compact)
        self.pane.fit_window(self.window().width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+PgUp PgDn: another section."""
        by = section_step(event)
        if by and self._presenter is not None:
            self._finish_typing()
            self._picked(self._presenter.section_beside(by))
            return
        super().keyPressEvent(event)

    # the presenter's side

    def show_page(self, page: RosterPage) -> None:
        """Draw the roster; the current cell stays current."""
        self.page = page
        self.pane.show_pane(page.pane)
        self._title.setText(page.title)
        self._subtitle.setText(page.subtitle)
        self._tiles.show_tiles(page.tiles)
        self.model.show(page.columns, page.lines)
        self.grid.fit()
        self._empty.setVisible(not page.lines)
        self._frame.setVisible(bool(page.lines))
        self._frame.fit(LEAST_ROWS)
        self._show_detail()

    def go_to_cell(self, row: int, column: int, *, edit: bool) -> None:
        """Make the cell current, and begin to write when asked."""
        index = self.model.index(row, column)
        if index.isValid():
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
            self.grid.setCurrentIndex(index)
            self.grid.scrollTo(index)
            if edit:
                self.grid.edit(index)

    def _line(self) -> Line | None:
        at = self.grid.currentIndex().row()
        return self.model.lines[at] if 0 <= at < len(self.model.lines) else None

    def _moved(self) -> None:
        self.detail.close_field()
        self._show_detail()

    def _show_detail(self) -> None:
        """Below the table: the hint of an IIN being typed, the cell's choices, the row's sentences and other cells."""
        index, line = self.grid.currentIndex(), self._line()
        column_here: Column | None = index.data(COLUMN) if index.isValid() else None
        field = self.grid.field()
        typing = column_here is not None and column_here.iin and field is not None and field.isVisible()
        self._typing.setVisible(typing)
        choice = column_here is not None and column_here.editor in ("select_one", "select_multiple", "verdict")
        editable = choice and bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
        if editable and self._presenter is not None and column_here is not None:
            options = self._presenter.options(index.row(), index.column())
            self.options.show_options(column_here.title, options, by_key([each.value for each in options]))
        self.options.setVisible(editable)
        waiting = line is not None and line.waiting
        self.below.waiting.setVisible(waiting)
        if waiting and line is not None:
            self.below.waiting.show_line(line)
        remark = self.page.remarks.get(line.node, "") if self.page is not None and line is not None else ""
        self.sentences.show_line(None if typing or waiting else line, remark)
        self._show_below()
        asking = self._presenter is not None and not typing
        self.below.ask_why(*self._presenter.reasons(index.row(), index.column()) if asking else ("", ()))
        self.below.fit()

    def _show_below(self) -> None:
        """The columns that did not fit, of the current row."""
        index, first = self.grid.currentIndex(), self.grid.shown_columns
        ring = self.grid.hasFocus() and index.column() >= first
        self.detail.show_row(self._line(), self.model.columns, first, index.column(), ring=ring)
        if ring:
            self.below.bring(self.detail, self.detail.place_of(index.column()))

    def _write_below(self, text: str) -> None:
        index = self.grid.currentIndex()
        column_here: Column | None = index.data(COLUMN)
        if column_here is not None:
            value = str(index.data(Qt.ItemDataRole.EditRole))
            self.detail.write(index.row(), index.column(), column_here, value, text)

    def _written_below(self, row_at: int, column_at: int, value: str, by: int) -> None:
        """A field below was left: its answer is given, and the cursor goes on."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        if column_at >= 0:
            self._edited(row_at, column_at, value)
        if by:
            self.grid.step_cell(by)
        self._show_detail()

    def _pick_below(self, column_at: int) -> None:
        """A tile below was pressed: it is the current cell; a typed one is opened."""
        index = self.model.index(self.grid.currentIndex().row(), column_at)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grid.setCurrentIndex(index)
        self.grid.edit(index)

    def _say(self, value: int) -> None:
        """1 and 2 to a row that waits; no other digit means anything there."""
        if self._presenter is not None and value in (1, 2):
            say = self._presenter.confirm if value == 1 else self._presenter.deny
            say(self.grid.currentIndex().row())
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, digits: str) -> None:
        if self._presenter is None:
            return
        self._typing.show()
        self.options.hide()
        self.sentences.hide()
        self.below.fit()
        self.iin.show_hint(self._presenter.iin_hint(digits), digits, self._presenter.age_rule(digits))

    def _finish_typing(self) -> None:
        self.detail.close_field()
        field = self.grid.field()
        if isinstance(field, CellField):
            self.grid.commitData(field)
            self.grid.closeEditor(field, QAbstractItemDelegate.EndEditHint.NoHint)

    def _edited(self, row_at: int, column_at: int, value: str) -> None:
        if self._presenter is not None:
            self._presenter.set_cell(row_at, column_at, value)

    def _option(self, place: int) -> None:
        index = self.grid.currentIndex()
        if self._presenter is not None and index.isValid():
            self._presenter.pick(index.row(), index.column(), place)
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _explain(self, place: int) -> None:
        if self._presenter is not None:
            self._presenter.explain(self.grid.currentIndex().row(), place)
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_row(self) -> None:
        self._finish_typing()
        if self._presenter is not None:
            self._presenter.add_row()

    def _next_blank(self) -> None:
        index = self.grid.currentIndex()
        found = self._presenter.next_blank(index.row(), index.column()) if self._presenter else None
        if found is not None:
            self.go_to_cell(*found, edit=False)

    def _picked(self, path: str) -> None:
        if self._sitting is not None:
            self._finish_typing()
            screen, entered = way_to(Reading(self._sitting.opened), path)
            self.shell.navigator.show(screen, inspection=self._sitting.opened.id, **entered)

    def _summary(self) -> None:
        if self._sitting is not None:
            self.shell.navigator.show("summary", inspection=self._sitting.opened.id)
