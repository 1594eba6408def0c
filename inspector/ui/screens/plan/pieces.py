"""The zones and cameras as a list: what is on the plan and what is not. For keys and screen readers too."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyleOptionViewItem

from inspector.ui import theme
from inspector.ui.models.lists import VALUE, LineDelegate, ListModel
from inspector.ui.screens.plan.page import PieceLine
from inspector.ui.widgets import paint

INDENT = 22


class PieceDelegate(LineDelegate):
    """Shape and name; where it is below. Cameras stand behind their zone, set in."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines."""
        del option, index
        return QSize(200, max(48, theme.scaled(15) + theme.scaled(13) + 24))

    def paint_line(self, painter: QPainter, rect: QRectF, value: PieceLine) -> None:
        """Shape, name and where it is."""
        side = theme.scaled(15) + 4
        left = rect.left() + 14 + (INDENT if value.camera else 0)
        paint.status(painter, QRectF(left, rect.center().y() - side / 2, side, side), value.glyph)
        words = QRectF(left + side + 10, rect.top() + 7, rect.right() - left - side - 22, rect.height() - 14)
        first = QRectF(words.left(), words.top(), words.width(), theme.scaled(15) + 4)
        second = QRectF(words.left(), first.bottom(), words.width(), words.bottom() - first.bottom())
        paint.put(painter, first, value.name, 15, 500 if value.camera else 600, "ink")
        paint.put(painter, second, value.said, 13, 500, "ink2" if value.drawn else "warn")


class PieceList(QListView):
    """Arrows move, Enter draws. `chosen(node)` when the cursor moved, `opened()` by Enter."""

    chosen = Signal(str)
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._model: ListModel[PieceLine] = ListModel(PieceLine.spoken, self)
        self.setModel(self._model)
        self.setItemDelegate(PieceDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.doubleClicked.connect(lambda _: self.opened.emit())
        self._telling = True

    @property
    def pieces(self) -> tuple[PieceLine, ...]:
        """As shown."""
        return self._model.values

    def show_pieces(self, pieces: tuple[PieceLine, ...], node: str) -> None:
        """Other pieces, and which one is current."""
        self._telling = False
        self._model.show(pieces)
        at = next((place for place, piece in enumerate(pieces) if piece.node == node), -1)
        if at >= 0:
            self.setCurrentIndex(self._model.index(at))
        self._telling = True
        self.viewport().update()

    def node(self) -> str:
        """The row of the current piece."""
        piece = self.currentIndex().data(VALUE)
        return piece.node if piece is not None else ""

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Tell the plan."""
        super().currentChanged(current, previous)
        self.viewport().update()
        piece = current.data(VALUE) if current.isValid() else None
        if piece is not None and self._telling:
            self.chosen.emit(piece.node)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter draws on every platform."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.node():
            self.opened.emit()
            return
        super().keyPressEvent(event)
