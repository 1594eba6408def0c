"""A card that is one line of a list, painted whole; pressing it opens what it is about."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen

from inspector.ui import theme
from inspector.ui.widgets import paint
from inspector.ui.widgets.buttons import _Pressable


class CardLine(_Pressable):
    """The frame and its focus ring; what stands inside is `paint_inside`'s."""

    def __init__(self) -> None:
        super().__init__("")

    def paintEvent(self, event: QPaintEvent) -> None:
        """A rounded card."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
        if self.hasFocus():
            paint.focus_ring(painter, rect.adjusted(5, 5, -5, -5), 9)
        self.paint_inside(painter, rect)

    def paint_inside(self, painter: QPainter, rect: QRectF) -> None:
        """The words of the line."""
