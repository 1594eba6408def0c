"""The table of a roster: fast, driven by keys, every row alike. What does not fit in its width stands below it."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QWidget,
)

from inspector.ui import theme
from inspector.ui.models.roster import COLUMN, RosterModel
from inspector.ui.screens.roster.cells import ROW, TYPED, CellDelegate, CellField
from inspector.ui.screens.roster.page import Column
from inspector.ui.screens.sections import section_step
from inspector.ui.widgets.basic import Card

HEAD = 44
CHIP = 176
"""The verdict with its shape at 100 % text."""
IIN, DATE, MARK = 138, 116, 78
"""Widths: an IIN, a date, a mark with a short word."""
NAMED, WIDEST, TITLE = 150, 270, 150
"""A name needs at least so much and asks for no more than so much; a title of one line takes at most so much."""


class Grid(QTableView):
    """Arrows and Tab move by cell, Enter goes down, letters begin to write. `past_end` asks for a new row.

    The last columns that do not fit are hidden: their cells stand below the table, for the current row. They are
    reached by the same keys; `write_below` asks for a field there, with the text that was typed already.
    """

    moved = Signal()
    past_end = Signal()
    write_below = Signal(str)

    def __init__(self, model: RosterModel) -> None:
        super().__init__()
        self.setModel(model)
        self._roster = model
        self.cells = CellDelegate(self)
        self.setItemDelegate(self.cells)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        wrapped = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        header.setDefaultAlignment(Qt.AlignmentFlag(int(wrapped) | int(Qt.TextFlag.TextWordWrap)))
        self.cells.entered.connect(lambda: self.step_row(1))
        self.dress()

    def dress(self) -> None:
        """Fonts of the active look."""
        self.horizontalHeader().setFont(theme.font(14, 600))
        self.verticalHeader().setDefaultSectionSize(max(ROW, theme.scaled(16) + 34))
        self.fit()

    @property
    def shown_columns(self) -> int:
        """How many columns, from the first on, stand in the table itself."""
        return sum(1 for place in range(len(self._roster.columns)) if not self.isColumnHidden(place))

    def height_of(self, rows: int) -> int:
        """Header, so many rows and the edges."""
        return self.horizontalHeader().height() + rows * self.verticalHeader().defaultSectionSize() + 2

    def whole_height(self, room: int) -> int:
        """Of the room, what whole rows fill: no row is ever cut at the edge."""
        rows = max(1, (room - self.height_of(0)) // self.verticalHeader().defaultSectionSize())
        return self.height_of(min(rows, self._roster.rowCount()))

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Repaint both rows: the whole row of the current cell is tinted."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out again; what fits no more is told below."""
        super().resizeEvent(event)
        before = self.shown_columns
        self.fit()
        if self.shown_columns != before:
            self.moved.emit()
        self.scrollTo(self.currentIndex())

    def fit(self) -> None:
        """As many columns as fit, each with what its title and its texts need; what is left goes to the names."""
        columns, room = self._roster.columns, self.viewport().width()
        chip = round(CHIP * (0.5 + theme.text_percent() / 200))
        if not columns or room < chip:
            return
        header = QFontMetrics(theme.font(14, 600))
        lines = 1 if all(_one_line(header, column) for column in columns) else 2
        self.horizontalHeader().setFixedHeight(max(HEAD, round(theme.scaled(14) * 1.25) * lines + 14))
        widths = [self._least(header, place) for place in range(len(columns))]
        count = 1
        while count < len(columns) and sum(widths[: count + 1]) + chip <= room:
            count += 1
        left = max(0, room - chip - sum(widths[:count]))
        total = sum(column.width for column in columns[:count])
        for place, column in enumerate(columns):
            self.setColumnHidden(place, place >= count)
            if place < count:
                self.setColumnWidth(place, widths[place] + left * column.width // total)
        self.setColumnHidden(len(columns), False)
        used = sum(self.columnWidth(place) for place in range(count))
        self.setColumnWidth(len(columns), max(chip, room - used))

    def _least(self, header: QFontMetrics, place: int) -> int:
        """What a column needs: its title in one line, or two where it is long, and most of its texts whole."""
        column = self._roster.columns[place]
        one = header.horizontalAdvance(column.name)
        title = (one if one <= TITLE else _folded(header, column.name, 2)) + 24
        if column.iin:
            return max(title, theme.scaled(IIN))
        if column.editor == "date":
            return max(title, theme.scaled(DATE))
        metrics = QFontMetrics(theme.font(16 if place == 0 else 15, 600))
        cells = {(line.cells[place].shown, bool(line.cells[place].glyph)) for line in self._roster.lines}
        longest = sorted(cells, key=lambda cell: len(cell[0]))[-3:]
        widest = max((_folded(metrics, text, 2) + (50 if glyph else 24) for text, glyph in longest), default=0)
        least = NAMED if column.editor == "text" else MARK if column.editor else 70
        return max(title, theme.scaled(least), min(widest, theme.scaled(WIDEST)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tab, Enter, and the arrows where Qt does not know them: in what stands below. The rest is Qt's."""
        key = event.key()
        sideways = key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        below = self.isColumnHidden(self.currentIndex().column())
        if (sideways or below) and key in _ARROWS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._step(*_ARROWS[Qt.Key(key)])
        elif section_step(event):
            event.ignore()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.step_cell(1 if key == Qt.Key.Key_Tab else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            column: Column | None = self.currentIndex().data(COLUMN)
            typed = column is not None and column.editor in TYPED
            if typed and not str(self.currentIndex().data(Qt.ItemDataRole.EditRole)):
                self.edit(self.currentIndex())
            else:
                self.step_row(1)
        else:
            super().keyPressEvent(event)

    def edit(
        self,
        index: QModelIndex | QPersistentModelIndex,
        trigger: QAbstractItemView.EditTrigger = QAbstractItemView.EditTrigger.AllEditTriggers,
        event: QEvent | None = None,
    ) -> bool:
        """Begin to write: in the cell, or below where the cell stands there."""
        if not self.isColumnHidden(index.column()):
            return super().edit(index, trigger, event)  # type: ignore[arg-type]  # Qt takes no event too
        column: Column | None = index.data(COLUMN)
        writable = column is not None and column.editor in TYPED and index.flags() & Qt.ItemFlag.ItemIsEditable
        pressed = event if isinstance(event, QKeyEvent) else None
        if not writable or (pressed is not None and not self._starts_text(pressed)):
            return False
        if pressed is None and trigger not in (QAbstractItemView.EditTrigger.AllEditTriggers, _F2):
            return False
        self.write_below.emit("" if pressed is None or pressed.key() == Qt.Key.Key_F2 else pressed.text())
        return True

    @staticmethod
    def _starts_text(event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_F2 or (bool(event.text()) and event.text().isprintable())

    def _step(self, rows: int, columns: int) -> None:
        """By arrow, through the table and what stands below it; what does not apply to the row is passed over."""
        here, last = self.currentIndex(), len(self._roster.columns) - 1
        row, column = here.row() + rows, min(here.column(), last) + columns
        while 0 <= column <= last and not self._is_seen(row, column):
            column = column + columns if columns else self.shown_columns - 1
        target = self._roster.index(row, column)
        if target.isValid() and column <= last:
            self.setCurrentIndex(target)

    def _is_seen(self, row: int, column: int) -> bool:
        """Whether a cell stands in the table, or below it."""
        if not self.isColumnHidden(column) or not 0 <= row < len(self._roster.lines):
            return True
        line = self._roster.lines[row]
        return not line.waiting and line.cells[column].applies

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab moves by cell; it leaves the table only when the table is empty."""
        if self._roster.rowCount() == 0:
            return super().focusNextPrevChild(forward)
        self.step_cell(1 if forward else -1)
        return True

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tab in a field goes on to the next cell that can be filled."""
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        if hint == QAbstractItemDelegate.EndEditHint.EditNextItem:
            self.step_cell(1)
        elif hint == QAbstractItemDelegate.EndEditHint.EditPreviousItem:
            self.step_cell(-1)

    def step_cell(self, by: int) -> None:
        """The next cell that can be filled; behind the last one a new row."""
        here = self.currentIndex()
        width, count = len(self._roster.columns), self._roster.rowCount()
        place = here.row() * width + min(here.column(), width - 1) + by
        while 0 <= place < width * count:
            index = self._roster.index(place // width, place % width)
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.setCurrentIndex(index)
                return
            place += by
        if place >= width * count:
            self.past_end.emit()

    def step_row(self, by: int) -> None:
        """The same column of another row."""
        here = self.currentIndex()
        target = self._roster.index(here.row() + by, here.column())
        if target.isValid():
            self.setCurrentIndex(target)

    def begin_typing(self, text: str) -> bool:
        """Begin to write into the current cell with `text`; False where nothing is typed."""
        index = self.currentIndex()
        column: Column | None = index.data(COLUMN)
        if column is None or column.editor not in TYPED or not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return False
        if self.isColumnHidden(index.column()):
            self.write_below.emit(text)
            return True
        self.edit(index)
        field = self.field()
        if field is not None:
            field.clear()
            field.type_text(text)
            field.setModified(True)
        return True

    def type_key(self, text: str) -> None:
        """A key of the keypad, into the open field."""
        field = self.field()
        if field is None:
            return
        if text == "↵":
            self.commitData(field)
            self.closeEditor(field, QAbstractItemDelegate.EndEditHint.NoHint)
            self.step_cell(1)
        else:
            field.type_text(text)

    def field(self) -> CellField | None:
        """The field that is being written into."""
        found = self.indexWidget(self.currentIndex())
        if isinstance(found, CellField):
            return found
        return next((each for each in self.viewport().findChildren(CellField) if each.isVisible()), None)


class TableFrame(Card):
    """The edge around a table; the table in it ends with a whole row."""

    def __init__(self, grid: Grid) -> None:
        super().__init__("surface", "line", radius=12)
        self._grid = grid
        grid.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def fit(self, least: int) -> None:
        """Other rows: no higher than all of them, no lower than `least` of them."""
        rows = self._grid.model().rowCount()
        self.setMaximumHeight(self._grid.height_of(rows) + 2)
        self.setMinimumHeight(self._grid.height_of(min(rows, least)) + 2)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the table anew."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        self._grid.setGeometry(1, 1, self.width() - 2, self._grid.whole_height(self.height() - 2))


_F2 = QAbstractItemView.EditTrigger.EditKeyPressed
_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


def _one_line(metrics: QFontMetrics, column: Column) -> bool:
    return metrics.horizontalAdvance(column.name) <= TITLE


def _folded(metrics: QFontMetrics, text: str, lines: int) -> int:
    """The narrowest width in which a text takes no more than so many lines."""
    words = text.split(" ")
    if lines == 1 or len(words) < 2:
        return metrics.horizontalAdvance(text)
    splits = (
        max(metrics.horizontalAdvance(" ".join(words[:at])), _folded(metrics, " ".join(words[at:]), lines - 1))
        for at in range(1, len(words))
    )
    return min(splits)
