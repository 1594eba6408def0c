"""Below the table: the cells of the current row that did not fit in it, each with its title."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from inspector.ui import theme
from inspector.ui.editors.flow import Flow
from inspector.ui.screens.roster.cells import CellField
from inspector.ui.screens.roster.page import Cell, Column, Line
from inspector.ui.widgets import paint
from inspector.ui.widgets.basic import Card, column
from inspector.ui.widgets.buttons import _Pressable

HEIGHT, LEAST, MOST = 52, 104, 300


class FieldTile(_Pressable):
    """A title and an answer. The table keeps the focus; the tile of its current cell has the ring."""

    def __init__(self) -> None:
        super().__init__("")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column: Column | None = None
        self._cell = Cell(shown="")
        self.current = self.ringed = False

    def show_field(self, shown: Column, cell: Cell, *, current: bool, ringed: bool) -> None:
        """The answer as it stands."""
        if (shown, cell, current, ringed) != (self._column, self._cell, self.current, self.ringed):
            self._column, self._cell, self.current, self.ringed = shown, cell, current, ringed
            self.setAccessibleName(f"{shown.title}: {cell.shown}")
            self.setToolTip(shown.title)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Both texts whole, within reason."""
        title = QFontMetrics(theme.font(13, 500)).horizontalAdvance(self._column.name if self._column else "")
        value = QFontMetrics(theme.font(15, 600)).horizontalAdvance(self._cell.shown)
        width = max(title, value + (26 if self._cell.glyph else 0)) + 24
        return QSize(max(LEAST, min(width, MOST)), max(HEIGHT, theme.scaled(13) + theme.scaled(15) + 24))

    def minimumSizeHint(self) -> QSize:
        """Elided where there is no room at all."""
        return QSize(LEAST, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Title above, shape and answer below."""
        del event
        if self._column is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        tone = self._cell.tone if self._cell.tone in ("bad", "warn", "skip") else "ink"
        edge = "brand" if self.current else "line2" if theme.active().high_contrast else "line"
        painter.setPen(QPen(theme.color(edge), 2 if self.current else 1))
        painter.setBrush(theme.color("brandT" if self.current else "surface"))
        painter.drawRoundedRect(rect, 8, 8)
        if self.ringed:
            paint.focus_ring(painter, rect.adjusted(2, 2, -2, -2), 7)
        inner = rect.adjusted(9, 4, -6, -4)
        self._write(painter, inner, self._column.name, theme.font(13, 500), "ink2", Qt.AlignmentFlag.AlignTop)
        if self._cell.glyph:
            side = theme.scaled(15) + 2
            square = QRectF(inner.left(), inner.bottom() - side - 1, side, side)
            paint.status(painter, square, self._cell.glyph)
            inner.setLeft(inner.left() + side + 7)
        weight = 600 if tone != "ink" else 500
        self._write(painter, inner, self._cell.shown, theme.font(15, weight), tone, Qt.AlignmentFlag.AlignBottom)

    @staticmethod
    def _write(painter: QPainter, rect: QRectF, text: str, font: QFont, tone: str, where: Qt.AlignmentFlag) -> None:
        painter.setFont(font)
        painter.setPen(theme.color(tone))
        elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, where | Qt.AlignmentFlag.AlignLeft, elided)


class BelowField(CellField):
    """A field over a tile. `done(by)` tells how it was left: 1 and -1 by Tab, 2 by Enter, 0 by Escape."""

    done = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter writes and stays, Escape writes nothing."""
        steps = {Qt.Key.Key_Return: 2, Qt.Key.Key_Enter: 2, Qt.Key.Key_Escape: 0}
        if event.key() in steps:
            self.done.emit(steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes by cell."""
        self.done.emit(1 if forward else -1)
        return True


class DetailPanel(Card):
    """The hidden columns of one row. `picked(column)` by mouse or finger.

    `written(row, column, value, by)` comes from a field; the column is -1 when nothing is to be written.
    """

    picked = Signal(int)
    written = Signal(int, int, str, int)

    def __init__(self) -> None:
        super().__init__("canvas", "", radius=12)
        self._holder = QWidget()
        self._flow = Flow(self._holder, spacing=2)
        self._tiles: list[FieldTile] = []
        self._places: list[int] = []
        self._field: BelowField | None = None
        self._field_at = (-1, -1)
        column(self._holder, on=self)

    @property
    def field(self) -> BelowField | None:
        """The field that is open here."""
        return self._field

    def show_row(self, line: Line | None, columns: tuple[Column, ...], first: int, current: int, *, ring: bool) -> None:
        """The columns from `first` on that apply to this row."""
        cells = line.cells if line is not None and not line.waiting else ()
        self._places = [at for at in range(first, len(columns)) if cells and cells[at].applies]
        while len(self._tiles) < len(self._places):
            tile, place = FieldTile(), len(self._tiles)
            tile.clicked.connect(lambda _=False, place=place: self.picked.emit(self._places[place]))
            self._tiles.append(tile)
            self._flow.addWidget(tile)
        for tile in self._tiles[len(self._places) :]:
            tile.hide()
        for tile, at in zip(self._tiles, self._places, strict=False):
            tile.show_field(columns[at], cells[at], current=at == current, ringed=ring and at == current)
            tile.show()
        self.setAccessibleName(line.title if line is not None else "")
        self.setVisible(bool(self._places))

    def place_of(self, at: int) -> QRect:
        """Where the cell of that column stands, in this panel; empty when it does not."""
        if at not in self._places:
            return QRect()
        tile = self._tiles[self._places.index(at)]
        return QRect(tile.mapTo(self, QPoint(0, 0)), tile.size())

    def write(self, row_at: int, at: int, shown: Column, value: str, text: str) -> None:
        """Open a field over the tile of a column; `text` is what was typed already."""
        self.close_field()
        rect = self.place_of(at)
        if rect.isEmpty():
            return
        self._field, self._field_at = BelowField(shown, self), (row_at, at)
        self._field.setGeometry(rect)
        self._field.show_value(value)
        if text:
            self._field.clear()
            self._field.type_text(text)
        self._field.done.connect(self._left)
        self._field.show()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_field(self) -> None:
        """Write what is in the open field."""
        if self._field is not None:
            self._left(2)

    def _left(self, by: int) -> None:
        field, (row_at, at) = self._field, self._field_at
        if field is None:
            return
        self._field = None
        value = field.value()
        field.hide()
        field.deleteLater()
        self.written.emit(row_at, at if by else -1, value, by if by in (-1, 1) else 0)
