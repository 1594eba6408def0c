"""The tiles: a model, a delegate that draws number, place and state, and a list that runs over the width."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from inspector.ui import theme
from inspector.ui.models.lists import VALUE, ListModel
from inspector.ui.screens.camera_grid.page import Tile
from inspector.ui.widgets import paint

Index = QModelIndex | QPersistentModelIndex
WIDE, HIGH, LEAST, GAP = 222, 128, 168, 6
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class TileDelegate(QStyledItemDelegate):
    """Status is shape, word and colour; where a picture would be stand the number and the place."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the list shares out."""
        del option, index
        view = self.parent()
        return view.tile_size() if isinstance(view, Tiles) else QSize(WIDE, HIGH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Place above, state below."""
        tile: Tile | None = index.data(VALUE)
        view = self.parent()
        if tile is None or not isinstance(view, QListView):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(GAP, GAP, -GAP, -GAP)
        here = view.currentIndex() == index
        if here:
            paint.focus_ring(painter, rect, 12)
        strong = tile.tone in ("bad", "warn")
        painter.setPen(QPen(theme.color(tile.tone if strong else "line"), 2 if strong else 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
        low = theme.scaled(15) + 20
        high = QRectF(rect.left() + 2, rect.top() + 2, rect.width() - 4, rect.height() - low)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("brandT" if here else "sunken"))
        painter.drawRoundedRect(high, 10, 10)
        self._named(painter, high.adjusted(12, 8, -8, -6), tile)
        state = QRectF(rect.left() + 10, rect.bottom() - low, rect.width() - 16, low)
        paint.status(painter, QRectF(state.left(), state.center().y() - 10, 20, 20), tile.glyph, tile.tone)
        painter.setPen(theme.color(tile.tone))
        painter.setFont(theme.font(15, 600))
        _fitted(painter, state.adjusted(28, 0, 0, 0), tile.state, 15, 600)
        painter.restore()

    def _named(self, painter: QPainter, rect: QRectF, tile: Tile) -> None:
        painter.setPen(theme.color("ink"))
        number = theme.scaled(22) + 6
        _fitted(painter, QRectF(rect.left(), rect.top(), rect.width() / 2, number), tile.number, 22, 700)
        painter.setPen(theme.color("ink2"))
        font = theme.font(13, 500)
        painter.setFont(font)
        right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(QRectF(rect.left(), rect.top(), rect.width(), number), right, tile.sees)
        painter.setPen(theme.color("ink"))
        painter.setFont(theme.font(15, 600))
        place = QRectF(rect.left(), rect.top() + number, rect.width(), rect.height() - number)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap), tile.place)


def _fitted(painter: QPainter, rect: QRectF, text: str, size: int, weight: int) -> None:
    font = theme.font(size, weight)
    painter.setFont(font)
    painter.drawText(rect, _LEFT, QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width())))


class Tiles(QListView):
    """Arrows move in both directions. `moved(node)` when another camera is current, `opened` on Enter."""

    moved = Signal(str)
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._telling = True
        self.tiles: ListModel[Tile] = ListModel(Tile.spoken, self)
        self.setModel(self.tiles)
        self.setItemDelegate(TileDelegate(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSpacing(0)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.doubleClicked.connect(lambda _: self.opened.emit())
        self.setMinimumHeight(150)

    def tile_size(self) -> QSize:
        """Three to six in a row, by the width there is."""
        room = max(self.viewport().width() - 2, LEAST)
        across = max(1, min(6, room // WIDE if room >= 3 * WIDE else room // LEAST))
        return QSize(room // across, max(HIGH, theme.scaled(22) + round(theme.scaled(15) * 3.5) + 52))

    def show_tiles(self, tiles: tuple[Tile, ...], node: str) -> None:
        """Other tiles; the camera `node` is current."""
        self._telling = False
        self.tiles.show(tiles)
        at = next((at for at, tile in enumerate(tiles) if tile.node == node), -1)
        if at >= 0:
            self.setCurrentIndex(self.tiles.index(at))
            self.scrollTo(self.tiles.index(at))
        self._telling = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out again."""
        super().resizeEvent(event)
        self.setGridSize(self.tile_size())
        self.scheduleDelayedItemsLayout()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Tell which camera it is now."""
        super().currentChanged(current, previous)
        self.viewport().update()
        tile: Tile | None = current.data(VALUE) if current.isValid() else None
        if self._telling and tile is not None:
            self.moved.emit(tile.node)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
            return
        super().keyPressEvent(event)
