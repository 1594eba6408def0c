"""One question of a returned inspection as one line; pressing it opens the question."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from inspector.ui import theme
from inspector.ui.screens.lines import CardLine
from inspector.ui.screens.returned.page import Line
from inspector.ui.widgets import paint

_SHAPES = {"none": ("warn", "warn"), "ok": ("ok", "ok"), "visit": ("skip", "skip"), "": ("", "ink2")}


class LineButton(CardLine):
    """Number, text, and how it stands; below it the beginning of the comment."""

    def __init__(self) -> None:
        super().__init__()
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

    def paint_inside(self, painter: QPainter, rect: QRectF) -> None:
        """One line of words or two, and at the right how it stands."""
        line = self._line
        if line is None:
            return
        shape, tone = _SHAPES[line.state]
        state = QFontMetrics(theme.font(15, 600))
        words = state.elidedText(line.words, Qt.TextElideMode.ElideRight, int(rect.width() * 0.4))
        wide = state.horizontalAdvance(words)
        right = rect.right() - 16 - wide
        paint.put(painter, QRectF(right, rect.top(), wide + 4, rect.height()), words, 15, 600, tone)
        if shape:
            paint.status(painter, QRectF(right - 28, rect.center().y() - 10, 20, 20), shape)
        self._words(painter, rect, right - 38, line)

    def _words(self, painter: QPainter, rect: QRectF, end: float, line: Line) -> None:
        left = rect.left() + 62
        text = QRectF(left, rect.top(), end - left, rect.height())
        if line.below:
            text.setHeight(rect.height() / 2 + 4)
            low = QRectF(left, text.bottom() - 4, text.width(), rect.height() / 2 - 4)
            paint.put(painter, low, line.below, 14, 500, "warn")
        paint.put(painter, QRectF(rect.left() + 14, rect.top(), 46, rect.height()), line.number, 15, 600, "ink2")
        paint.put(painter, text, line.text, 16, 500, "ink")
