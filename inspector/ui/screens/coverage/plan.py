"""The plan of the zones: a rectangle each, as large as its room allows, with its cameras. Drawn without a drawing.

There is no geometry yet: zones stand in rows by their kind, entrances first, the grounds last. The list beside the
plan says the same and is the way for keys and screen readers.
"""

from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsItem,
    QGraphicsScene,
    QGraphicsView,
    QStyleOptionGraphicsItem,
    QWidget,
)

from inspector.ui import theme
from inspector.ui.screens.coverage.page import CameraMark, ZoneLine
from inspector.ui.widgets import paint

LEAST, LOWEST, HIGHEST, GAP = 186, 92, 170, 8
DOT = 26
CENTRED = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)


class ZoneItem(QGraphicsItem):
    """One zone: filled as it is seen, its children in words, its cameras as shapes with numbers."""

    def __init__(self, zone: ZoneLine, size: tuple[float, float]) -> None:
        super().__init__()
        self.zone, self.size, self.chosen = zone, size, False
        self.setToolTip(zone.spoken())

    def boundingRect(self) -> QRectF:
        """With room for the ring."""
        return QRectF(0, 0, *self.size)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Fill and edge by state: solid when seen, hatched when not, ticked while nobody knows."""
        del option, widget
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = self.boundingRect().adjusted(3, 3, -3, -3)
        token = self.zone.state
        if token == "ok":
            painter.fillRect(rect, theme.color("okT"))
        elif token == "bad":
            paint.hatch(painter, rect, "bad", step=10, width=0.9)
        else:
            paint.ticks(painter, rect, token, step=12, width=0.9)
        solid = token == "ok" and not self.zone.outside
        pen = QPen(theme.color(token), 2, Qt.PenStyle.SolidLine if solid else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)
        if self.chosen:
            paint.focus_ring(painter, rect.adjusted(3, 3, -3, -3), 4)
        self._words(painter, rect)
        self._cameras(painter, rect)

    def _words(self, painter: QPainter, rect: QRectF) -> None:
        """Name and number on plates, so that the pattern does not run through the letters."""
        top = rect.top() + 12
        lines = ((self.zone.name, 15, 600, "ink"), (self.zone.count or self.zone.word, 17, 700, self.zone.state))
        for text, size, weight, token in lines:
            font = theme.font(size, weight)
            if QFontMetrics(font).horizontalAdvance(text) > rect.width() - 14:
                font = theme.font(13, weight)
            metrics = QFontMetrics(font)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width() - 14))
            plate = QRectF(0, 0, metrics.horizontalAdvance(shown) + 10, metrics.height() + 2)
            plate.moveCenter(QPointF(rect.center().x(), top + plate.height() / 2))
            painter.fillRect(plate, theme.color("surface"))
            painter.setFont(font)
            painter.setPen(theme.color(token))
            painter.drawText(plate, CENTRED, shown)
            top = plate.bottom() + 2

    def _cameras(self, painter: QPainter, rect: QRectF) -> None:
        room = max(1, int((rect.width() - 12) // (2 * DOT + 6)))
        marks, more = self.zone.cameras[:room], len(self.zone.cameras) - room
        left, top = rect.left() + 8, rect.bottom() - DOT - 8
        for mark in marks:
            self._camera(painter, QRectF(left, top, 2 * DOT, DOT), mark)
            left += 2 * DOT + 6
        if more > 0:
            painter.setFont(theme.font(13, 600))
            painter.setPen(theme.color("ink"))
            painter.drawText(QRectF(left, top, DOT, DOT), CENTRED, f"+{more}")

    @staticmethod
    def _camera(painter: QPainter, rect: QRectF, mark: CameraMark) -> None:
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(rect, DOT / 2, DOT / 2)
        paint.status(painter, QRectF(rect.left() + 4, rect.top() + 4, DOT - 8, DOT - 8), mark.glyph)
        painter.setFont(theme.font(13, 700))
        painter.setPen(theme.color("ink"))
        painter.drawText(rect.adjusted(DOT - 4, 0, -4, 0), CENTRED, f"{mark.number:02}")


class PlanView(QGraphicsView):
    """All zones in the width there is; + and - zoom, the rest scrolls. `picked(node)` by mouse or finger."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._scene = QGraphicsScene(self)
        self.setScene(self._scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setBackgroundBrush(Qt.BrushStyle.NoBrush)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the list of zones is the way for keys and readers
        self._zones: tuple[ZoneLine, ...] = ()
        self._items: dict[str, ZoneItem] = {}
        self._chosen = ""
        self._zoom = 1.0

    def show_zones(self, zones: tuple[ZoneLine, ...]) -> None:
        """Lay the zones out anew."""
        self._zones = tuple(sorted(zones, key=lambda zone: (zone.group, zone.name)))
        self._lay_out()

    def choose(self, node: str) -> None:
        """Mark the zone of that row."""
        for each in (self._items.get(self._chosen), self._items.get(node)):
            if each is not None:
                each.chosen = each is self._items.get(node)
                each.update()
        self._chosen = node
        if node in self._items:
            self.ensureVisible(self._items[node], 4, 4)

    def zoom(self, by: float) -> None:
        """Larger or smaller; never smaller than all of the width."""
        self._zoom = max(1.0, min(self._zoom * by, 3.0))
        self.resetTransform()
        self.scale(self._zoom, self._zoom)

    def zone_at(self, node: str) -> QRectF:
        """Where a zone is drawn, in the scene."""
        item = self._items.get(node)
        return item.sceneBoundingRect() if item is not None else QRectF()

    def _lay_out(self) -> None:
        self._scene.clear()
        self._items = {}
        width = max(LEAST, self.viewport().width() - 4)
        groups = [tuple(each) for _, each in groupby(self._zones, key=lambda zone: zone.group)]
        lines = [line for group in groups for line in _lines(group, max(1, int(width // LEAST)))]
        gaps = GAP * max(0, len(groups) - 1)
        least = max(LOWEST, theme.scaled(32) + DOT + 34)
        height = min(max(least, (self.viewport().height() - 4 - gaps) / max(1, len(lines))), HIGHEST)
        top, group = 0.0, lines[0][0].group if lines else 0
        for line in lines:
            top, group = (top + GAP if line[0].group != group else top), line[0].group
            for place, zone in enumerate(line):
                item = ZoneItem(zone, (width / len(line), height))
                item.setPos(place * width / len(line), top)
                item.chosen = zone.node == self._chosen
                self._scene.addItem(item)
                self._items[zone.node] = item
            top += height
        self._scene.setSceneRect(0, 0, width, max(top, 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other rows."""
        super().resizeEvent(event)
        if event.oldSize() != event.size():
            self._lay_out()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A zone is chosen."""
        item = self.itemAt(event.position().toPoint())
        if isinstance(item, ZoneItem):
            self.picked.emit(item.zone.node)


def _lines(group: tuple[ZoneLine, ...], most: int) -> list[tuple[ZoneLine, ...]]:
    """The zones of one kind in as few lines as fit, about as many in each."""
    count = -(-len(group) // most)
    across = -(-len(group) // count)
    return [group[at : at + across] for at in range(0, len(group), across)]
