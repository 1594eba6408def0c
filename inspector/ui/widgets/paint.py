"""What is drawn in code so that it stays crisp and identical everywhere: status shapes, focus ring, hatching."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen, QPolygonF

from inspector.ui import theme

RING = 5
"""Pixels a control keeps free around itself for the focus ring."""

MIDDLE = Qt.AlignmentFlag.AlignVCenter

# Which token colours a shape by default. The shape, not the colour, carries the meaning.
SHAPES = {
    "ok": "ok",
    "bad": "bad",
    "warn": "warn",
    "na": "na",
    "skip": "skip",
    "none": "line2",
    "half": "brand",
    "declared": "na",
    "frozen": "warn",
    "black": "bad",
    "offline": "bad",
}


def focus_ring(painter: QPainter, rect: QRectF, radius: float) -> None:
    """Two tones around `rect`: 2 px `fin` inside, 3 px `gold` outside; seen on any background."""
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("gold"), 3))
    painter.drawRoundedRect(rect.adjusted(-2.5, -2.5, 2.5, 2.5), radius + 2.5, radius + 2.5)
    painter.setPen(QPen(theme.color("fin"), 2))
    painter.drawRoundedRect(rect.adjusted(-0.2, -0.2, 0.2, 0.2), radius, radius)
    painter.restore()


def put(
    painter: QPainter, rect: QRectF, text: str, size: int, weight: int, tone: str,
    vertical: Qt.AlignmentFlag = MIDDLE,
) -> None:  # fmt: skip
    """One line of words at the left of `rect`, cut where there is no room."""
    font = theme.font(size, weight)
    painter.setFont(font)
    painter.setPen(theme.color(tone))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.drawText(rect, int(vertical | Qt.AlignmentFlag.AlignLeft), shown)


def list_row(painter: QPainter, rect: QRectF, *, current: bool, ringed: bool) -> None:
    """What a line of a plain list stands on: tinted where the cursor is, ringed where the focus is, too."""
    if current:
        painter.fillRect(rect, theme.color("brandT"))
    painter.setPen(theme.color("line"))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    if current and ringed:
        focus_ring(painter, rect.adjusted(6, 6, -6, -6), 8)


def status(painter: QPainter, rect: QRectF, shape: str, token: str = "", on: str = "onstat") -> None:
    """Draw a status shape (a key of SHAPES) into the square `rect`; `on` colours the mark on a filled shape."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour, mark = theme.color(token or SHAPES[shape]), theme.color(on)
    _DRAWN[shape](painter, rect, colour, mark)
    painter.restore()


def _mark(painter: QPainter, rect: QRectF, colour: QColor, *lines: tuple[tuple[float, float], ...]) -> None:
    size, centre = rect.width(), rect.center()
    pen = QPen(
        colour, max(1.8, size * 0.105), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line in lines:
        painter.drawPolyline(QPolygonF([QPointF(centre.x() + x * size, centre.y() + y * size) for x, y in line]))


def _ring_rect(rect: QRectF) -> tuple[QRectF, float]:
    width = max(1.6, rect.width() * 0.09)
    inset = width / 2 + 0.5
    return rect.adjusted(inset, inset, -inset, -inset), width


def _circle_check(painter: QPainter, rect: QRectF, colour: QColor, mark: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    _mark(painter, rect, mark, ((-0.2, 0.02), (-0.06, 0.16), (0.21, -0.15)))


def _octagon_cross(painter: QPainter, rect: QRectF, colour: QColor, mark: QColor) -> None:
    radius, centre = rect.width() / 2 * 0.98, rect.center()
    angles = (math.radians(22.5 + 45 * corner) for corner in range(8))
    corners = [QPointF(centre.x() + radius * math.cos(a), centre.y() + radius * math.sin(a)) for a in angles]
    pen = QPen(colour, 1)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF(corners))
    _mark(painter, rect, mark, ((-0.15, -0.15), (0.15, 0.15)), ((0.15, -0.15), (-0.15, 0.15)))


def _triangle(painter: QPainter, rect: QRectF, colour: QColor, mark: QColor) -> None:
    size, centre = rect.width(), rect.center()
    pen = QPen(colour, size * 0.1)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(colour)
    top = QPointF(centre.x(), centre.y() - size * 0.42)
    right = QPointF(centre.x() + size * 0.45, centre.y() + size * 0.38)
    left = QPointF(centre.x() - size * 0.45, centre.y() + size * 0.38)
    painter.drawPolygon(QPolygonF([top, right, left]))
    _mark(painter, rect, mark, ((0, -0.16), (0, 0.1)))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mark)
    painter.drawEllipse(QPointF(centre.x(), centre.y() + 0.26 * size), size * 0.06, size * 0.06)


def _ring(painter: QPainter, rect: QRectF, colour: QColor, mark: QColor) -> None:
    del mark
    circle, width = _ring_rect(rect)
    painter.setPen(QPen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(circle)


def _ring_bar(painter: QPainter, rect: QRectF, colour: QColor, mark: QColor) -> None:
    _ring(painter, rect, colour, mark)
    _mark(painter, rect, colour, ((-0.2, 0), (0.2, 0)))


def _dashed_question(painter: QPainter, rect: QRectF, colour: QColor, mark: QColor) -> None:
    del mark
    circle, width = _ring_rect(rect)
    pen = QPen(colour, width)
    pen.setDashPattern([2.0, 1.35])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(circle)
    font = theme.font(16, 700).__copy__()
    font.setPixelSize(max(8, int(rect.width() * 0.6)))
    painter.setFont(font)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "?")


def _half_ring(painter: QPainter, rect: QRectF, colour: QColor, mark: QColor) -> None:
    _ring(painter, rect, colour, mark)
    circle, width = _ring_rect(rect)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPie(circle.adjusted(width, width, -width, -width), 90 * 16, -180 * 16)


def _diamond(painter: QPainter, rect: QRectF, colour: QColor, mark: QColor) -> None:
    del mark
    reach, centre = rect.width() / 2 - 1.6, rect.center()
    pen = QPen(colour, max(1.8, rect.width() * 0.1))
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    steps = ((0, -1), (1, 0), (0, 1), (-1, 0))
    painter.drawPolygon(QPolygonF([QPointF(centre.x() + x * reach, centre.y() + y * reach) for x, y in steps]))


def _two_bars(painter: QPainter, rect: QRectF, colour: QColor, mark: QColor) -> None:
    del mark
    size = rect.width()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for left in (0.2, 0.58):
        bar = QRectF(rect.left() + left * size, rect.top() + 0.12 * size, 0.22 * size, 0.76 * size)
        painter.drawRoundedRect(bar, 0.06 * size, 0.06 * size)


def _square(painter: QPainter, rect: QRectF, colour: QColor, mark: QColor) -> None:
    del mark
    inset = rect.width() * 0.1
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), 2, 2)


def _broken_plug(painter: QPainter, rect: QRectF, colour: QColor, mark: QColor) -> None:
    del mark
    halves = (((-0.4, 0.4), (-0.12, 0.12)), ((0.4, -0.4), (0.12, -0.12)))
    sockets = (((-0.26, -0.02), (0.02, 0.26)), ((0.26, 0.02), (-0.02, -0.26)))
    _mark(painter, rect, colour, *halves, *sockets)


_DRAWN = {
    "ok": _circle_check,
    "bad": _octagon_cross,
    "warn": _triangle,
    "na": _ring_bar,
    "skip": _dashed_question,
    "none": _ring,
    "half": _half_ring,
    "declared": _diamond,
    "frozen": _two_bars,
    "black": _square,
    "offline": _broken_plug,
}


def hatch(painter: QPainter, rect: QRectF, token: str, step: float = 6, width: float = 2) -> None:
    """Fill `rect` with the token's tint and slanted lines: hatching means "not real"."""
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.fillRect(rect, theme.color(f"{token}T"))
    painter.setPen(QPen(theme.color(token), width))
    left = rect.left() - rect.height()
    while left < rect.right() + rect.height():
        painter.drawLine(QPointF(left, rect.bottom()), QPointF(left + rect.height(), rect.top()))
        left += step
    painter.restore()


def ticks(painter: QPainter, rect: QRectF, token: str, step: float = 6, width: float = 1.6) -> None:
    """Fill `rect` with the token's tint and upright ticks: "not known", told from hatching by its pattern alone."""
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.fillRect(rect, theme.color(f"{token}T"))
    painter.setPen(QPen(theme.color(token), width))
    left = rect.left() + step / 2
    while left < rect.right():
        painter.drawLine(QPointF(left, rect.top()), QPointF(left, rect.bottom()))
        left += step
    painter.restore()


def shield(painter: QPainter, rect: QRectF) -> None:
    """The sign of the program: a gold shield with a roof."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / 32, rect.height() / 32)
    outline = QPainterPath(QPointF(16, 1.5))
    outline.lineTo(28.5, 6)
    outline.lineTo(28.5, 15.5)
    outline.cubicTo(28.5, 23, 23, 28.2, 16, 30.5)
    outline.cubicTo(9, 28.2, 3.5, 23, 3.5, 15.5)
    outline.lineTo(3.5, 6)
    outline.closeSubpath()
    painter.fillPath(outline, theme.color("gold"))
    pen = QPen(theme.color("fin"), 2.6)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline(QPolygonF([QPointF(9.5, 19.5), QPointF(16, 12.2), QPointF(22.5, 19.5)]))
    painter.drawLine(QPointF(12.2, 22.6), QPointF(19.8, 22.6))
    painter.restore()
