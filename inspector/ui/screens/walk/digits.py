"""A code from the outlines of its digits, as large as a rectangle allows: for the screen and for printed cards."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPageSize, QPainter, QPainterPath, QPdfWriter

from inspector.ui import theme

TALLER = 1.28
"""How far digits may be stretched upwards: height is what a distant camera lacks."""

GLYPH, GAP = 400, 0.15
CARD_DPI = 150
MILLIMETRE = CARD_DPI / 25.4


def plain_font(size: int, weight: int) -> QFont:
    """Never scaled with the text size: what it writes is read by others, from afar."""
    made = QFont(theme.FAMILY)
    made.setPixelSize(size)
    made.setWeight(QFont.Weight(weight))
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def draw_code(painter: QPainter, room: QRectF, code: str, ink: QColor) -> None:
    """The digits over the whole width of `room`, stretched upwards as far as they may and fit."""
    font = plain_font(GLYPH, 700)
    outlines = []
    for digit in code:
        outline = QPainterPath()
        outline.addText(0, 0, font, digit)
        outlines.append(outline)
    boxes = [outline.boundingRect() for outline in outlines]
    cap = max(box.height() for box in boxes)
    gap = GAP * cap
    width = sum(box.width() for box in boxes) + gap * (len(boxes) - 1)
    high = room.height() / cap
    across = min(room.width() / width, high)
    up = min(across * TALLER, high)
    left = room.center().x() - width * across / 2
    bottom = room.center().y() + cap * up / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    for outline, box in zip(outlines, boxes, strict=True):
        painter.save()
        painter.translate(left, bottom)
        painter.scale(across, up)
        painter.translate(-box.left(), -box.bottom())
        painter.drawPath(outline)
        painter.restore()
        left += (box.width() + gap) * across


def cards_pdf(codes: Sequence[str]) -> bytes:
    """A page for each card: its number small, its code along the sheet. Slow: for the WORK lane."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(CARD_DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(10, 10, 10, 10))
    painter = QPainter(writer)
    black = QColor("#000000")
    for place, code in enumerate(codes):
        if place:
            writer.newPage()
        sheet = QRectF(0, 0, writer.width(), writer.height())
        painter.save()
        painter.translate(sheet.width(), 0)
        painter.rotate(90)
        turned = QRectF(0, 0, sheet.height(), sheet.width())
        painter.setPen(black)
        painter.setFont(plain_font(round(9 * MILLIMETRE), 600))
        painter.drawText(turned, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), f"№ {place + 1}")
        draw_code(painter, turned.adjusted(0, 14 * MILLIMETRE, 0, 0), code, black)
        painter.restore()
    painter.end()
    return bytes(buffer.data().data())
