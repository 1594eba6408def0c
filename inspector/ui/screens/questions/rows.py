"""A closed question: one line with its number, text, hints and state."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from inspector.ui import icons, theme
from inspector.ui.screens.questions.page import Hint, RowLine
from inspector.ui.widgets import paint
from inspector.ui.widgets.basic import TONES
from inspector.ui.widgets.buttons import _Pressable

HEIGHT = 50
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class QuestionRow(_Pressable):
    """Pressed, it opens. Painted whole: a section may have sixty of them."""

    def __init__(self) -> None:
        super().__init__("")
        self._line: RowLine | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def node(self) -> str:
        """Which question."""
        return self._line.node if self._line else ""

    def show_line(self, line: RowLine) -> None:
        """The question as it stands."""
        if line != self._line:
            self._line = line
            hints = [hint.text for hint in line.hints]
            self.setAccessibleName(", ".join(part for part in (line.number, line.text, *hints, line.state) if part))
            self.setToolTip(line.text)
            self.update()

    def sizeHint(self) -> QSize:
        """50 px, higher with larger text."""
        return QSize(300, max(HEIGHT, theme.scaled(16) + 34))

    def minimumSizeHint(self) -> QSize:
        """The text is elided where there is no room."""
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """From the right: state, glyph, hints; the text takes what is left."""
        del event
        if self._line is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.hasFocus():
            rect = rect.adjusted(4, 4, -4, -4)
            paint.focus_ring(painter, rect, 9)
        hovered = self.underMouse()
        painter.setPen(QPen(theme.color("line2" if hovered else "line"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(rect, 10, 10)
        inner = QRectF(self.rect()).adjusted(17, 0, -17, 0)
        right = self._paint_state(painter, inner)
        for hint in reversed(self._line.hints):
            right = paint_hint(painter, hint, right, inner.center().y()) - 8
        self._paint_text(painter, inner, right)

    def _paint_state(self, painter: QPainter, inner: QRectF) -> float:
        line = self._line
        if line is None or not line.state:
            return inner.right()
        font = theme.font(15, 600)
        shown = QFontMetrics(font).elidedText(line.state, Qt.TextElideMode.ElideRight, int(inner.width() * 0.45))
        width = QFontMetrics(font).horizontalAdvance(shown)
        painter.setFont(font)
        painter.setPen(theme.color(line.tone))
        left = inner.right() - width
        painter.drawText(QRectF(left, inner.top(), width + 2, inner.height()), _MIDDLE, shown)
        glyph = QRectF(left - 28, inner.center().y() - 10, 20, 20)
        if line.glyph == "done":
            icons.paint(painter, "check", "ink2", glyph)
        elif line.glyph:
            paint.status(painter, glyph, line.glyph)
        return left - (38 if line.glyph else 8)

    def _paint_text(self, painter: QPainter, inner: QRectF, right: float) -> None:
        line = self._line
        if line is None:
            return
        number = theme.font(15, 600)
        painter.setFont(number)
        painter.setPen(theme.color("ink2"))
        painter.drawText(inner, _MIDDLE, line.number)
        left = inner.left() + QFontMetrics(number).horizontalAdvance(line.number) + 12
        font = theme.font(16, 500)
        room = max(0, int(right - left))
        painter.setFont(font)
        painter.setPen(theme.color("ink"))
        shown = QFontMetrics(font).elidedText(line.text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, inner.top(), room + 2, inner.height()), _MIDDLE, shown)


def paint_hint(painter: QPainter, hint: Hint, right: float, middle: float, height: int = 28) -> float:
    """A chip that ends at `right`; returns where it begins."""
    word, tint = TONES[hint.tone]
    font = theme.font(14, 600)
    mark = height - 6 if hint.glyph or hint.icon else 0
    width = QFontMetrics(font).horizontalAdvance(hint.text) + mark + (19 if mark else 21)
    rect = QRectF(right - width, middle - height / 2, width, height)
    pen = QPen(theme.color(word), 1.6, Qt.PenStyle.DashLine) if hint.dashed else QPen(theme.color(word), 1)
    bordered = hint.dashed or theme.active().high_contrast
    painter.setPen(pen if bordered else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if hint.dashed else theme.color(tint))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)
    left = rect.left() + 10
    if hint.glyph:
        paint.status(painter, QRectF(rect.left() + 8, middle - 8, 16, 16), hint.glyph)
        left = rect.left() + 30
    elif hint.icon:
        icons.paint(painter, hint.icon, word, QRectF(rect.left() + 9, middle - 9, 18, 18))
        left = rect.left() + 32
    painter.setPen(theme.color(word))
    painter.setFont(font)
    painter.drawText(QRectF(left, rect.top(), rect.right() - left, height), _MIDDLE, hint.text)
    return rect.left()
