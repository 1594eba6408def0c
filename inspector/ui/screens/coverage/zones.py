"""The zones as a list, the worst first, their bars on one scale: for keys and screen readers too."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyleOptionViewItem

from inspector.ui import theme
from inspector.ui.models.lists import VALUE, LineDelegate, ListModel
from inspector.ui.screens.coverage.page import ZoneLine
from inspector.ui.widgets import paint

RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
BAR = 9


class ZoneDelegate(LineDelegate):
    """Shape, name, n of N; below the cameras that decide it, and its bar."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.most = 1

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines and the bar."""
        del option, index
        return QSize(200, theme.scaled(16) + theme.scaled(13) + BAR + 34)

    def paint_line(self, painter: QPainter, rect: QRectF, value: ZoneLine) -> None:
        """Shape, name, count, cameras and bar."""
        inner = rect.adjusted(14, 9, -14, -10)
        side = theme.scaled(16) + 4
        paint.status(painter, QRectF(inner.left(), inner.top() + 1, side, side), value.state)
        self._words(painter, inner.adjusted(side + 10, 0, 0, 0), value)

    def _words(self, painter: QPainter, rect: QRectF, zone: ZoneLine) -> None:
        bold = theme.font(16, 700)
        tone = "ink" if zone.state == "ok" else zone.state
        first = QRectF(rect.left(), rect.top(), rect.width(), theme.scaled(16) + 6)
        count = QFontMetrics(bold).horizontalAdvance(zone.count)
        painter.setFont(bold)
        painter.setPen(theme.color(tone))
        painter.drawText(first, RIGHT, zone.count)
        paint.put(painter, first.adjusted(0, 0, -count - 10, 0), zone.name, 16, 600, "ink")
        second = QRectF(rect.left(), first.bottom(), rect.width(), theme.scaled(13) + 5)
        paint.put(painter, second, zone.cause, 13, 500, "ink2")
        if zone.children:
            share = rect.width() * zone.children / max(1, self.most)
            self._bar(painter, QRectF(rect.left(), rect.bottom() - BAR, share, BAR), zone.state)

    @staticmethod
    def _bar(painter: QPainter, rect: QRectF, state: str) -> None:
        if state == "ok":
            painter.fillRect(rect, theme.color("ok"))
        elif state == "bad":
            paint.hatch(painter, rect, "bad")
        else:
            paint.ticks(painter, rect, state)


class ZoneList(QListView):
    """Arrows move, Enter opens the row of the zone. `chosen(node)` when the cursor moved, `opened(node)` by Enter."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._model: ListModel[ZoneLine] = ListModel(ZoneLine.spoken, self)
        self._delegate = ZoneDelegate(self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(VALUE).node))

    @property
    def zones(self) -> tuple[ZoneLine, ...]:
        """As shown."""
        return self._model.values

    def show_zones(self, zones: tuple[ZoneLine, ...], most: int) -> None:
        """Other zones; the current one stays current."""
        node = self.node()
        self._delegate.most = most
        self._model.show(zones)
        self.choose(node or (zones[0].node if zones else ""))

    def node(self) -> str:
        """The row of the current zone."""
        zone = self.currentIndex().data(VALUE)
        return zone.node if zone is not None else ""

    def choose(self, node: str) -> None:
        """Make the zone of that row current."""
        at = next((place for place, zone in enumerate(self._model.values) if zone.node == node), 0)
        if self._model.values:
            self.setCurrentIndex(self._model.index(at))

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Tell the plan."""
        super().currentChanged(current, previous)
        self.viewport().update()
        zone = current.data(VALUE) if current.isValid() else None
        if zone is not None:
            self.chosen.emit(zone.node)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens on every platform."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.node():
            self.opened.emit(self.node())
            return
        super().keyPressEvent(event)
