"""One question of a returned inspection as one line; pressing it opens the question."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen

from inspector.ui import theme
from inspector.ui.screens.returned.page import Line
from inspector.ui.widgets import paint
from inspector.ui.widgets.buttons import _Pressable

_SHAPES = {"none": ("warn", "warn"), "ok": ("ok", "ok"), "visit": ("skip", "skip"), "": ("", "ink2")}
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class LineButton(_Pressable):
    """Number, text, and how it stands; below it the beginning of the comment."""

    def __init__(self) -> None:
        super().__init__("")
        self.node = ""
        self._line: Line | None = None

    def show_line(self, line: Line) -> None:
        """As it stands."""
        self._line, self.node = line, line.node
        self.setText(line.text)
        self.setAccessibleName(", ".join(part for part in (line.number, line.text, line.words, line.below) if part))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One line, or two with the comment."""
        below = theme.scaled(14) + 8 if self._line is not None and self._line.below else 0
        return QSize(300, max(50, theme.scaled(16) + 30) + below)

    def minimumSizeHint(self) -> QSize:
        """The words are cut before the window grows."""
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card with one or two lines."""
        line = self._line
        if line is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.hasFocus():
            paint.focus_ring(painter, rect.adjusted(4, 4, -4, -4), 10)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
        shape, tone = _SHAPES[line.state]
        small, state = theme.font(15, 600), QFontMetrics(theme.font(15, 600))
        words = state.elidedText(line.words, Qt.TextElideMode.ElideRight, int(rect.width() * 0.4))
        wide = state.horizontalAdvance(words)
        right = rect.right() - 16 - wide
        painter.setFont(small)
        painter.setPen(theme.color(tone))
        painter.drawText(QRectF(right, rect.top(), wide + 4, rect.height()), int(_MIDDLE), words)
        if shape:
            paint.status(painter, QRectF(right - 28, rect.center().y() - 10, 20, 20), shape)
        self._words(painter, rect, right - 38, line)

    def _words(self, painter: QPainter, rect: QRectF, end: float, line: Line) -> None:
        left = rect.left() + 62
        high = QRectF(rect.left() + 14, rect.top(), 46, rect.height())
        text = QRectF(left, rect.top(), end - left, rect.height())
        if line.below:
            text.setHeight(rect.height() / 2 + 4)
            low = QRectF(left, text.bottom() - 4, text.width(), rect.height() / 2 - 4)
            font = theme.font(14, 500)
            painter.setFont(font)
            painter.setPen(theme.color("warn"))
            shown = QFontMetrics(font).elidedText(line.below, Qt.TextElideMode.ElideRight, int(low.width()))
            painter.drawText(low, int(_MIDDLE), shown)
        number, font = theme.font(15, 600), theme.font(16, 500)
        painter.setFont(number)
        painter.setPen(theme.color("ink2"))
        painter.drawText(high, int(_MIDDLE), line.number)
        painter.setFont(font)
        painter.setPen(theme.color("ink"))
        shown = QFontMetrics(font).elidedText(line.text, Qt.TextElideMode.ElideRight, int(text.width()))
        painter.drawText(text, int(_MIDDLE), shown)
