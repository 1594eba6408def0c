"""The cells of a roster's table: how each is painted, and the field one is typed into."""

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
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from inspector.ui import keys, parsing, theme
from inspector.ui.language import tr
from inspector.ui.models.roster import CELL, COLUMN, LINE
from inspector.ui.screens.roster.page import Cell, Column, Line
from inspector.ui.widgets import paint
from inspector.ui.widgets.basic import TONES

Index = QModelIndex | QPersistentModelIndex
ROW = 56
TYPED = frozenset({"text", "integer", "decimal", "date", "time"})
MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class CellField(QLineEdit):
    """What a cell is typed into. Digits come by scan code where only digits are meant."""

    def __init__(self, column: Column, parent: QWidget) -> None:
        super().__init__(parent)
        self.column = column
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

    def show_value(self, value: str) -> None:
        """The stored answer, as it is written here."""
        shown = {"date": parsing.written_date, "decimal": lambda text: text.replace(".", ",")}
        short = 5 if self.column.editor == "time" else None
        self.setText(shown.get(self.column.editor, lambda text: text)(value)[:short])
        self.selectAll()

    def value(self) -> str:
        """What was written, as it is stored; what is no answer stays as it is, and the checklist says so."""
        readers = {"date": parsing.stored_date, "time": parsing.stored_time, "decimal": parsing.stored_decimal}
        text = self.text()
        read = readers[self.column.editor](text) if self.column.editor in readers else text
        return text if read is None else read

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Only what fits the kind gets in."""
        modified = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        digits_only = self.column.iin or self.column.editor in ("integer", "decimal", "date", "time")
        if modified or not digits_only or not event.text() or not event.text().isprintable():
            super().keyPressEvent(event)
            return
        extra = {"decimal": ",.-", "date": ".", "time": ":", "integer": "-"}.get(self.column.editor, "")
        pressed = keys.digit(event)
        self.type_text(str(pressed) if pressed is not None else event.text() if event.text() in extra else "")

    def type_text(self, text: str) -> None:
        """A key of the keyboard or of the keypad."""
        if text == "⌫":
            self.backspace()
        elif text:
            self.insert(text)
            groups = {"date": (".", (2, 2, 4)), "time": (":", (2, 2))}.get(self.column.editor)
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
            value = str(index.data(Qt.ItemDataRole.EditRole))
            editor.show_value(value)
            if editor.column.iin:
                self.typing.emit(value)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """What was written, as it is stored; what is no answer is handed over as it is, and the checklist says so."""
        if isinstance(editor, CellField):
            model.setData(index, editor.value())

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
        if here or line.waiting or index.row() % 2:
            painter.fillRect(option.rect, theme.color("brandT" if here else "sunken" if line.waiting else "canvas"))
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if here and index.column() == 0:
            painter.fillRect(QRectF(rect.left(), rect.top() + 8, 4, rect.height() - 16), theme.color("brand"))
        if isinstance(view, QTableView) and view.currentIndex() == index and view.hasFocus():
            paint.focus_ring(painter, rect.adjusted(6, 6, -6, -6), 8)
        if cell is None:
            self._chip(painter, rect, line)
        else:
            self._cell(painter, rect, cell, first=index.column() == 0, waiting=line.waiting)
        painter.restore()

    def _cell(self, painter: QPainter, rect: QRectF, cell: Cell, *, first: bool, waiting: bool) -> None:
        left = rect.left() + 14
        strong = (first and not waiting) or cell.tone in ("bad", "warn", "skip")
        if cell.glyph:
            paint.status(painter, QRectF(left, rect.center().y() - 9, 18, 18), cell.glyph)
            left += 26
        font = theme.font(16 if first else 15, 600 if strong else 500)
        tone = cell.tone if cell.tone in ("bad", "warn", "skip", "ink3") else "ink2" if waiting else "ink"
        painter.setPen(theme.color(tone))
        painter.setFont(font)
        room = QRectF(left, rect.top() + 2, rect.right() - left - 6, rect.height() - 4)
        metrics = QFontMetrics(font)
        if metrics.horizontalAdvance(cell.shown) <= room.width() or " " not in cell.shown:
            shown = metrics.elidedText(cell.shown, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, MIDDLE, shown)
        else:
            painter.drawText(room, MIDDLE | int(Qt.TextFlag.TextWordWrap), cell.shown)

    def _chip(self, painter: QPainter, rect: QRectF, line: Line) -> None:
        font = theme.font(14, 600)
        if line.tone not in TONES:
            painter.setPen(theme.color("ink" if line.waiting else "ink2"))
            painter.setFont(theme.font(14, 600 if line.waiting else 500))
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
        painter.drawText(pill.adjusted(31, 0, -6, 0), MIDDLE, shown)
