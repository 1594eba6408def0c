"""A sheet of the plan as it is drawn: its picture, zones, cones cut at walls, cameras and names.

The list beside it says the same and is the way for keys and screen readers; a plan is looked at, tapped and zoomed.
"""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView

from inspector.core import plan
from inspector.core.plan import Place, Point
from inspector.ui import theme
from inspector.ui.screens.plan.page import CameraShape, FloorShape, ZoneShape
from inspector.ui.widgets import paint

DISC = 12
"""Pixels: half of a camera."""

CENTRED = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
MARGIN = 12


class PlanView(QGraphicsView):
    """One floor at a time, all of it unless `zoom` makes it larger. `picked(node)` by mouse or finger."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._scene = QGraphicsScene(self)
        self.setScene(self._scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setBackgroundBrush(Qt.BrushStyle.NoBrush)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.floor: FloorShape | None = None
        self._picture = QPixmap()
        self._turned = 0
        self._made: tuple[object, ...] = ()
        self._drawn = QPixmap()
        self._chosen = ""
        self._zoom = 1.0

    # what is shown

    def show_floor(self, floor: FloorShape | None) -> None:
        """Another sheet, or the same one anew."""
        frame = self.frame_of(floor).adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
        if frame != self._scene.sceneRect():
            self._scene.setSceneRect(frame)
            self._fit()
        if self.floor is None or floor is None or self.floor.picture != floor.picture:
            self._picture = QPixmap()
        self.floor = floor
        self.viewport().update()

    def frame_of(self, floor: FloorShape | None) -> QRectF:
        """What of a sheet is worth looking at: all of a picture, of a blank sheet what is drawn on it."""
        if floor is None or floor.picture or not (floor.zones or floor.cameras):
            return QRectF(0, 0, plan.WIDTH, floor.height if floor is not None else plan.BLANK_HEIGHT)
        points: list[Place] = [corner for zone in floor.zones for corner in zone.corners]
        points += [point for camera in floor.cameras for cone in camera.cones for point in cone]
        points += [camera.at for camera in floor.cameras]
        return QPolygonF([QPointF(*point) for point in points]).boundingRect()

    def show_picture(self, name: str, data: bytes) -> None:
        """The picture of a sheet was read; one that came too late is of no use."""
        if self.floor is not None and self.floor.picture == name:
            self._picture.loadFromData(data)
            self._turned = 0
            self.viewport().update()

    @property
    def wants(self) -> str:
        """The picture that is not there yet, or ""."""
        return self.floor.picture if self.floor is not None and self._picture.isNull() else ""

    def choose(self, node: str) -> None:
        """Mark the zone or camera of that row."""
        self._chosen = node
        place = self.place_of(node)
        if place is not None and self._zoom > 1:
            self.ensureVisible(QRectF(*place, 1, 1), 60, 60)
        self.viewport().update()

    def place_of(self, node: str) -> Place | None:
        """Where a zone or camera is drawn, None when it is not on this sheet."""
        if self.floor is None:
            return None
        places = {each.node: each.label for each in self.floor.zones}
        return {**places, **{each.node: each.at for each in self.floor.cameras}}.get(node)

    def zoom(self, by: float) -> None:
        """Larger or smaller; never smaller than all of it."""
        self._zoom = max(1.0, min(self._zoom * by, 4.0))
        self._fit()
        self.choose(self._chosen)

    def _fit(self) -> None:
        self.fitInView(self._scene.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)
        self.scale(self._zoom, self._zoom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All of it fits again."""
        super().resizeEvent(event)
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A camera or a zone is chosen."""
        node = self.node_at(event.position())
        if node:
            self.picked.emit(node)

    def node_at(self, position: QPointF) -> str:
        """The row that a tap means, or ""."""
        if self.floor is None:
            return ""
        spots = {each.node: plan.Spot(sheet="", at=each.at) for each in self.floor.cameras}
        outlines = {each.node: plan.Outline(sheet="", corners=each.corners) for each in self.floor.zones}
        point = self.point_at(position)
        return plan.camera_at(spots, point) or plan.zone_at(outlines, point)

    def point_at(self, position: QPointF) -> Point:
        """Where on the sheet a position of the viewport lies."""
        found = self.viewportTransform().inverted()[0].map(position)
        return plan.within((found.x(), found.y()), self.floor.height if self.floor is not None else plan.BLANK_HEIGHT)

    def shown_at(self, point: Place) -> QPointF:
        """Where in the viewport a point of the sheet is shown."""
        return self.viewportTransform().map(QPointF(*point))

    # drawing

    def drawForeground(self, painter: QPainter, rect: QRectF | QPolygonF) -> None:
        """Everything, in pixels of the viewport: letters and lines keep their size when the plan is zoomed. What
        stays while only a tool moves is kept as it was drawn.
        """
        del rect
        if self.floor is None:
            return
        painter.resetTransform()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        made = (
            self.floor, self._chosen, self._picture.cacheKey(), self.viewportTransform(), self.viewport().size(),
            self.devicePixelRatioF(), theme.active().name, theme.text_percent(),
        )  # fmt: skip
        if made != self._made:
            self._made, self._drawn = made, self._draw(self.floor)
        painter.drawPixmap(0, 0, self._drawn)
        self.paint_tool(painter)

    def _draw(self, floor: FloorShape) -> QPixmap:
        """The sheet without what an editor draws over it."""
        ratio = self.devicePixelRatioF()
        drawn = QPixmap(self.viewport().size() * ratio)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_sheet(painter, floor)
        for zone in floor.zones:
            self._paint_zone(painter, zone)
        for camera in floor.cameras:
            self._paint_cones(painter, camera)
        for zone in floor.zones:
            self._paint_words(painter, zone)
        for camera in floor.cameras:
            self._paint_camera(painter, camera)
        painter.end()
        return drawn

    def paint_tool(self, painter: QPainter) -> None:
        """What an editor draws over it."""

    def path(self, points: Iterable[Place]) -> QPainterPath:
        """A closed line through points of the sheet, in the viewport."""
        made = QPainterPath()
        made.addPolygon(QPolygonF([self.shown_at(point) for point in points]))
        made.closeSubpath()
        return made

    def _paint_sheet(self, painter: QPainter, floor: FloorShape) -> None:
        place = QRectF(self.shown_at((0, 0)), self.shown_at((plan.WIDTH, floor.height)))
        if self._picture.isNull():
            return
        if self._turned != floor.turn:
            self._picture = self._picture.transformed(QTransform().rotate(90 * (floor.turn - self._turned)))
            self._turned = floor.turn
        painter.drawPixmap(place, self._picture, QRectF(self._picture.rect()))

    def _paint_zone(self, painter: QPainter, zone: ZoneShape) -> None:
        """Solid when seen, hatched when not, ticked while nobody knows; the picture below is seen through it."""
        path, token = self.path(zone.corners), zone.state
        painter.save()
        painter.setOpacity(1.0 if self._picture.isNull() else 0.72)
        painter.setClipPath(path)
        if token == "ok":
            painter.fillPath(path, theme.color("okT"))
        elif token == "bad":
            paint.hatch(painter, path.boundingRect(), "bad", step=9, width=0.6)
        else:
            paint.ticks(painter, path.boundingRect(), token, step=11, width=0.7)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        style = Qt.PenStyle.DashLine if zone.outside else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.color("line2"), 1.6, style))
        painter.drawPath(path)
        if zone.node == self._chosen:
            for token, width in (("fin", 6), ("gold", 3.4)):
                painter.setPen(QPen(theme.color(token), width))
                painter.drawPath(path)

    def _paint_cones(self, painter: QPainter, camera: CameraShape) -> None:
        """Solid for a camera that works, an empty dashed line for one that does not or was not tested."""
        works = camera.state == "ok"
        fill = QColor(theme.color("ok"))
        fill.setAlpha(64)
        painter.setBrush(fill if works else Qt.BrushStyle.NoBrush)
        style = Qt.PenStyle.SolidLine if works else Qt.PenStyle.DashLine
        painter.setPen(QPen(theme.color(camera.state), 1.6, style))
        for cone in camera.cones:
            painter.drawPath(self.path(cone))

    def _paint_words(self, painter: QPainter, zone: ZoneShape) -> None:
        """Name and number on plates, so that no pattern runs through the letters; no wider than the zone."""
        box = self.path(zone.corners).boundingRect()
        room, middle = box.width() - 10, self.shown_at(zone.label)
        lines = [(zone.name, theme.font(13, 600), "ink"), (zone.count, theme.font(15, 700), zone.state)]
        heights = [QFontMetrics(font).height() for _, font, _ in lines]
        if sum(heights) > box.height() - 6:
            lines, heights = lines[1:], heights[1:]
        top = middle.y() - sum(heights) / 2
        for (text, font, token), height in zip(lines, heights, strict=True):
            metrics = QFontMetrics(font)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room))
            plate = QRectF(0, 0, metrics.horizontalAdvance(shown) + 8, height)
            plate.moveCenter(QPointF(middle.x(), top + height / 2))
            painter.fillRect(plate, theme.color("surface"))
            painter.setFont(font)
            painter.setPen(theme.color(token))
            painter.drawText(plate, CENTRED, shown)
            top += height

    def _paint_camera(self, painter: QPainter, camera: CameraShape) -> None:
        """A disc when it works, an octagon when it does not, a dashed ring while nobody knows; its number inside."""
        middle = self.shown_at(camera.at)
        side = max(DISC, theme.scaled(DISC))
        rect = QRectF(middle.x() - side, middle.y() - side, 2 * side, 2 * side)
        if camera.node == self._chosen:
            paint.focus_ring(painter, rect, side)
        known = camera.state != "skip"
        painter.setBrush(theme.color(camera.state if known else "surface"))
        style = Qt.PenStyle.SolidLine if known else Qt.PenStyle.DashLine
        painter.setPen(QPen(theme.color("surface" if known else "skip"), 1.8, style))
        if camera.state == "bad":
            cut = side * 0.586
            painter.drawPolygon(
                QPolygonF(
                    [
                        QPointF(rect.left() + x * 2 * side + dx, rect.top() + y * 2 * side + dy)
                        for x, y, dx, dy in (
                            (0, 0, cut, 0), (1, 0, -cut, 0), (1, 0, 0, cut), (1, 1, 0, -cut),
                            (1, 1, -cut, 0), (0, 1, cut, 0), (0, 1, 0, -cut), (0, 0, 0, cut),
                        )
                    ]
                )
            )  # fmt: skip
        else:
            painter.drawEllipse(rect)
        painter.setFont(theme.font(11, 700))
        painter.setPen(theme.color("onstat" if known else "skip"))
        painter.drawText(rect, CENTRED, camera.number)
