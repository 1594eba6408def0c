"""The sheet being drawn: a cross for the keys, corners as they are set, handles to draw by mouse or finger."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPen

from inspector.core import plan
from inspector.core.plan import Point
from inspector.ui import theme
from inspector.ui.screens.plan.page import EditorPage, FloorShape, Tool
from inspector.ui.screens.plan.scene import PlanView
from inspector.ui.widgets import paint

HANDLE = 9
"""Pixels: half of a handle as it is drawn; a finger may miss it by twice that."""


class Canvas(PlanView):
    """`tapped(point)` with a tool in hand, `aimed(point)` where a press was let go elsewhere, `hovered(point)`;
    `corner_moved(index, point)` and `camera_moved(node, point)` where something was drawn elsewhere.
    """

    tapped = Signal(object)
    aimed = Signal(object)
    hovered = Signal(object)
    corner_moved = Signal(int, object)
    camera_moved = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self._page: EditorPage | None = None
        self._cursor: Point | None = None
        self._pressed: QPointF | None = None
        self._held: tuple[str, int] | None = None
        """A camera's row or "" with the number of a corner, while it is drawn elsewhere."""
        self._dragged: QPointF | None = None

    def show_editor(self, page: EditorPage) -> None:
        """Another state of the editor."""
        self._page, self._cursor = page, page.cursor
        self.show_floor(page.floor)
        self.choose(page.node)

    def show_cursor(self, cursor: Point) -> None:
        """Only the cross moved."""
        self._cursor = cursor
        if not self.viewport().rect().adjusted(8, 8, -8, -8).contains(self.shown_at(cursor).toPoint()):
            self.ensureVisible(QRectF(*cursor, 1, 1), 40, 40)
        self.viewport().update()

    def frame_of(self, floor: FloorShape | None) -> QRectF:
        """All of the sheet: there is more to draw."""
        return QRectF(0, 0, plan.WIDTH, floor.height if floor is not None else plan.BLANK_HEIGHT)

    def _corners(self) -> tuple[Point, ...]:
        """Corners of the chosen zone, while nothing is being drawn."""
        if self._page is None or self._page.tool is not Tool.CHOOSE or self.floor is None:
            return ()
        return next((zone.corners for zone in self.floor.zones if zone.node == self._page.node), ())

    # mouse and finger

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """With a tool it draws; without one it chooses, or takes a handle or a camera along."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._page is None or self.floor is None:
            return
        self._pressed = event.position()
        if self._page.tool is not Tool.CHOOSE:
            self.tapped.emit(self.point_at(event.position()))
            return
        corner = self._corner_at(event.position())
        node = self.node_at(event.position())
        if corner >= 0 and node not in self._camera_nodes(self.floor):
            self._held = "", corner
        elif node:
            self._held = (node, -1) if node in self._camera_nodes(self.floor) else None
            self.picked.emit(node)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What is held goes along; the cross follows a tool."""
        if self._held is not None:
            self._dragged = event.position()
            self.viewport().update()
        elif self._page is not None and self._page.tool in (Tool.ZONE, Tool.CORNERS, Tool.CAMERA):
            self.hovered.emit(self.point_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Where it is let go it stays; a mere tap moves nothing."""
        pressed, held = self._pressed, self._held
        self._pressed = self._held = self._dragged = None
        if pressed is None or self._page is None:
            return
        far = (event.position() - pressed).manhattanLength() >= HANDLE
        if held is not None and far and held[0]:
            self.camera_moved.emit(held[0], self.point_at(event.position()))
        elif held is not None and far:
            self.corner_moved.emit(held[1], self.point_at(event.position()))
        elif held is None and far and self._page.tool is Tool.TURN:
            self.aimed.emit(self.point_at(event.position()))
        self.viewport().update()

    def _corner_at(self, position: QPointF) -> int:
        near = [
            ((self.shown_at(corner) - position).manhattanLength(), at) for at, corner in enumerate(self._corners())
        ]  # fmt: skip
        return min((each for each in near if each[0] <= 2 * HANDLE), default=(0, -1))[1]

    @staticmethod
    def _camera_nodes(floor: FloorShape) -> frozenset[str]:
        return frozenset(camera.node for camera in floor.cameras)

    # drawing

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring comes."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paint_tool(self, painter: QPainter) -> None:
        """The edge of the sheet, handles, corners and what they would enclose, the cross, and the ring."""
        if self.floor is not None:
            painter.setPen(QPen(theme.color("line2"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(
                self.path(((0, 0), (plan.WIDTH, 0), (plan.WIDTH, self.floor.height), (0, self.floor.height)))
            )
        for corner in self._corners():
            self._handle(painter, self.shown_at(corner))
        if self._dragged is not None:
            self._handle(painter, self._dragged)
        if self._page is not None:
            self._paint_drawn(painter, self._page)
        if self._cursor is not None:
            self._cross(painter, self.shown_at(self._cursor))
        if self.hasFocus():
            paint.focus_ring(painter, QRectF(self.viewport().rect()).adjusted(6, 6, -6, -6), 8)

    def _paint_drawn(self, painter: QPainter, page: EditorPage) -> None:
        corners = page.corners
        if not corners or self._cursor is None:
            return
        points = plan.rectangle(corners[0], self._cursor) if page.tool is Tool.ZONE else (*corners, self._cursor)
        for token, width in (("fin", 5), ("gold", 3)):
            painter.setPen(QPen(theme.color(token), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(self.path(points))
        for corner in corners:
            self._handle(painter, self.shown_at(corner))

    @staticmethod
    def _handle(painter: QPainter, place: QPointF) -> None:
        painter.setPen(QPen(theme.color("fin"), 2))
        painter.setBrush(theme.color("gold"))
        painter.drawEllipse(place, HANDLE, HANDLE)

    @staticmethod
    def _cross(painter: QPainter, place: QPointF) -> None:
        for token, width in (("fin", 5), ("gold", 3)):
            painter.setPen(QPen(theme.color(token), width))
            painter.drawLine(place - QPointF(13, 0), place + QPointF(13, 0))
            painter.drawLine(place - QPointF(0, 13), place + QPointF(0, 13))
