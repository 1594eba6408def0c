"""The table of a roster: fast, driven by keys, every row alike."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from inspector.ui import keys, theme
from inspector.ui.editors import parsing
from inspector.ui.language import tr
from inspector.ui.models.roster import CELL, COLUMN, LINE, RosterModel
from inspector.ui.screens.roster.page import Cell, Column, Line
from inspector.ui.screens.sections import section_step
from inspector.ui.widgets import paint
from inspector.ui.widgets.basic import TONES

Index = QModelIndex | QPersistentModelIndex
ROW, HEAD, CHIP = 56, 48, 166
NAMED, TIGHT, IIN, DATE = 160, 112, 132, 108
"""Widths: a name, a name where room is short, an IIN, a date."""
TYPED = frozenset({"text", "integer", "decimal", "date", "time"})
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class CellField(QLineEdit):
    """What a cell is typed into. Digits come by scan code where only digits are meant."""

    def __init__(self, column: Column, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = column
        self.setFrame(False)
        self.setProperty("ring", "true")
        self.setFont(theme.font(16, 500))
        self.setAccessibleName(column.title)
        marks = {"date": tr("dd.mm.yyyy"), "time": tr("hh:mm")}
        self.setPlaceholderText(marks.get(column.editor, ""))
        if column.iin:
            self.setMaxLength(12)
        elif column.editor == "date":
            self.setMaxLength(10)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Only what fits the kind gets in."""
        modified = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        digits_only = self._column.iin or self._column.editor in ("integer", "decimal", "date", "time")
        if modified or not digits_only or not event.text() or not event.text().isprintable():
            super().keyPressEvent(event)
            return
        extra = {"decimal": ",.-", "date": ".", "time": ":", "integer": "-"}.get(self._column.editor, "")
        pressed = keys.digit(event)
        self.type_text(str(pressed) if pressed is not None else event.text() if event.text() in extra else "")

    def type_text(self, text: str) -> None:
        """A key of the keyboard or of the keypad."""
        if text == "⌫":
            self.backspace()
        elif text:
            self.insert(text)
            groups = {"date": (".", (2, 2, 4)), "time": (":", (2, 2))}.get(self._column.editor)
            at_end = self.cursorPosition() == len(self.text())
            if groups and at_end and not self.text().endswith(groups[0]):
                self.setText(parsing.grouped(self.text(), *groups))
        self.textEdited.emit(self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, with the ring around it."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = paint.RING
        paint.focus_ring(painter, QRectF(self.rect()).adjusted(ring, ring, -ring, -ring), 8)


class CellDelegate(QStyledItemDelegate):
    """Paints cells and chips, makes the fields. `typing` tells what is written into an IIN cell."""

    typing = Signal(str)
    entered = Signal()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One height for all rows."""
        del option, index
        return QSize(90, ROW)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget | None:
        """A field for typed cells; choices are made with keys and with the buttons below."""
        del option
        column: Column | None = index.data(COLUMN)
        if column is None or column.editor not in TYPED:
            return None
        field = CellField(column, parent)
        if column.iin:
            field.textEdited.connect(self.typing)
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The stored answer, as it is written here."""
        if isinstance(editor, CellField) and not editor.isModified():
            column: Column = index.data(COLUMN)
            value = str(index.data(Qt.ItemDataRole.EditRole))
            shown = {"date": parsing.written_date, "decimal": lambda text: text.replace(".", ",")}
            editor.setText(shown.get(column.editor, lambda text: text)(value)[: 5 if column.editor == "time" else None])
            editor.selectAll()
            if column.iin:
                self.typing.emit(value)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """What was written, as it is stored; what is no answer is handed over as it is, and the checklist says so."""
        if isinstance(editor, CellField):
            column: Column = index.data(COLUMN)
            readers = {"date": parsing.stored_date, "time": parsing.stored_time, "decimal": parsing.stored_decimal}
            text = editor.text()
            read = readers[column.editor](text) if column.editor in readers else text
            model.setData(index, text if read is None else read)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """The whole cell."""
        del index
        editor.setGeometry(option.rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter goes to the next row of the same column."""
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if isinstance(editor, CellField) and pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self.entered.emit()
            return True
        return super().eventFilter(editor, event)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Band, cell or chip, ring."""
        view = self.parent()
        line: Line = index.data(LINE)
        cell: Cell | None = index.data(CELL)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        here = isinstance(view, QTableView) and view.currentIndex().row() == index.row()
        if here or index.row() % 2:
            painter.fillRect(option.rect, theme.color("brandT" if here else "canvas"))
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if here and index.column() == 0:
            painter.fillRect(QRectF(rect.left(), rect.top() + 8, 4, rect.height() - 16), theme.color("brand"))
        if isinstance(view, QTableView) and view.currentIndex() == index and view.hasFocus():
            paint.focus_ring(painter, rect.adjusted(6, 6, -6, -6), 8)
        if cell is None:
            self._chip(painter, rect, line)
        else:
            self._cell(painter, rect, cell, first=index.column() == 0)
        painter.restore()

    def _cell(self, painter: QPainter, rect: QRectF, cell: Cell, *, first: bool) -> None:
        left = rect.left() + 14
        strong = first or cell.tone in ("bad", "warn", "skip")
        if cell.glyph:
            paint.status(painter, QRectF(left, rect.center().y() - 9, 18, 18), cell.glyph)
            left += 26
        font = theme.font(16 if first else 15, 600 if strong else 500)
        tone = cell.tone if cell.tone in ("bad", "warn", "skip", "ink3") else "ink"
        painter.setPen(theme.color(tone))
        painter.setFont(font)
        room = QRectF(left, rect.top(), rect.right() - left - 8, rect.height())
        shown = QFontMetrics(font).elidedText(cell.shown, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, _MIDDLE, shown)

    def _chip(self, painter: QPainter, rect: QRectF, line: Line) -> None:
        font = theme.font(14, 600)
        if line.tone not in TONES:
            painter.setPen(theme.color("ink2"))
            painter.setFont(theme.font(14, 500))
            room = rect.adjusted(12, 0, -6, 0)
            flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
            painter.drawText(room, flags, line.chip)
            return
        word, tint = TONES[line.tone]
        width = min(QFontMetrics(font).horizontalAdvance(line.chip) + 42, rect.width() - 14)
        pill = QRectF(rect.left() + 10, rect.center().y() - 15, width, 30)
        painter.setPen(QPen(theme.color(word), 1) if theme.active().high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(tint))
        painter.drawRoundedRect(pill, 15, 15)
        paint.status(painter, QRectF(pill.left() + 9, pill.center().y() - 8, 16, 16), line.glyph)
        painter.setPen(theme.color(word))
        painter.setFont(font)
        shown = QFontMetrics(font).elidedText(line.chip, Qt.TextElideMode.ElideRight, int(width - 38))
        painter.drawText(pill.adjusted(31, 0, -6, 0), _MIDDLE, shown)


class Grid(QTableView):
    """Arrows and Tab move by cell, Enter goes down, letters begin to write. `past_end` asks for a new row."""

    moved = Signal()
    past_end = Signal()

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
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
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

    def content_height(self) -> int:
        """Header, rows and edges: the table is no higher than it must be."""
        rows = self._roster.rowCount() * self.verticalHeader().defaultSectionSize()
        return self.horizontalHeader().height() + rows + 2 + (16 if self.horizontalScrollBar().isVisible() else 0)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Repaint both rows: the whole row of the current cell is tinted."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out again."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Every column gets what its title and kind need; what is left is shared out."""
        columns = self._roster.columns
        if not columns:
            return
        least = self._least(2)
        lines = 2 if sum(least) + CHIP <= self.viewport().width() else 3
        least = least if lines == 2 else self._least(lines)
        if sum(least) + CHIP > self.viewport().width():  # rather short names than a result out of sight
            least = self._least(lines, named=TIGHT)
        self.horizontalHeader().setFixedHeight(max(HEAD, round(theme.scaled(14) * 1.25) * lines + 10))
        room = max(0, self.viewport().width() - CHIP - sum(least))
        total = sum(column.width for column in columns)
        for place, column in enumerate(columns):
            self.setColumnWidth(place, least[place] + room * column.width // total)
        self._place_result(beside_name=sum(least) + CHIP > self.viewport().width())
        used = sum(self.columnWidth(place) for place in range(len(columns)))
        self.setColumnWidth(len(columns), max(CHIP, self.viewport().width() - used))

    def _place_result(self, *, beside_name: bool) -> None:
        """The result stands last; where the table is wider than the window, beside the name, in sight."""
        header, result = self.horizontalHeader(), len(self._roster.columns)
        target = 1 if beside_name else result
        if header.visualIndex(result) != target:
            header.moveSection(header.visualIndex(result), target)

    def _least(self, lines: int, named: int = NAMED) -> list[int]:
        """What each column needs when titles take so many lines; names need more than marks."""
        metrics = QFontMetrics(theme.font(14, 600))
        needed = {"text": named, "date": DATE}
        return [
            max(_title_width(metrics, column.title, lines) + 28, IIN if column.iin else needed.get(column.editor, 84))
            for column in self._roster.columns
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tab, Enter; the rest is Qt's."""
        key = event.key()
        if section_step(event):
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
        self.edit(index)
        field = self.field()
        if field is not None:
            field.clear()
            field.type_text(text)
            field.setModified(True)
        return True

    def field(self) -> CellField | None:
        """The field that is being written into."""
        found = self.indexWidget(self.currentIndex())
        if isinstance(found, CellField):
            return found
        return next((each for each in self.viewport().findChildren(CellField) if each.isVisible()), None)


def _title_width(metrics: QFontMetrics, title: str, lines: int) -> int:
    """The narrowest width in which a title takes no more than so many lines."""
    words = title.split()
    if lines == 1 or len(words) < 2:
        return metrics.horizontalAdvance(title)
    splits = (
        max(metrics.horizontalAdvance(" ".join(words[:at])), _title_width(metrics, " ".join(words[at:]), lines - 1))
        for at in range(1, len(words))
    )
    return min(splits)
