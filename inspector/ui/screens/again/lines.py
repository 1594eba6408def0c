"""One violation of the last visit as a line: was, is now, verdict and term; and what changed in one roster."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter

from inspector.ui import theme
from inspector.ui.language import tr
from inspector.ui.screens.again.page import PastLine, RosterLine
from inspector.ui.screens.lines import CardLine
from inspector.ui.widgets import paint
from inspector.ui.widgets.basic import Card, StatusGlyph, Text, column, row
from inspector.ui.widgets.buttons import SecondaryButton

_TOP, _BOTTOM = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
_TONES = {"ok": "ok", "bad": "bad", "warn": "warn", "skip": "skip", "none": "ink2"}
VERDICT = 200


class PastButton(CardLine):
    """A line; pressing it opens the violation."""

    def __init__(self) -> None:
        super().__init__()
        self.row = ""
        self._line: PastLine | None = None

    def show_line(self, line: PastLine) -> None:
        """As it stands."""
        self._line, self.row = line, line.row
        self.setText(line.was)
        said = (line.number, line.was_on, line.was, tr("Now"), line.now, line.verdict, line.term)
        self.setAccessibleName(", ".join(part for part in said if part))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines of words."""
        return QSize(300, max(76, theme.scaled(16) + theme.scaled(13) + 44))

    def minimumSizeHint(self) -> QSize:
        """The words are cut before the window grows."""
        return QSize(300, self.sizeHint().height())

    def paint_inside(self, painter: QPainter, rect: QRectF) -> None:
        """Three columns: then, now, the verdict with its term."""
        line = self._line
        if line is None:
            return
        paint.status(painter, QRectF(rect.left() + 16, rect.center().y() - 13, 26, 26), line.glyph)
        paint.put(painter, QRectF(rect.left() + 54, rect.top(), 56, rect.height()), line.number, 15, 600, "ink2")
        left, right = rect.left() + 112, rect.right() - VERDICT
        middle = left + (right - left) * 0.54
        above, below = _halves(QRectF(left, rect.top(), middle - left - 34, rect.height()))
        paint.put(painter, above, line.was_on, 13, 500, "ink2", _BOTTOM)
        paint.put(painter, below, line.was, 16, 400, "ink", _TOP)
        paint.put(painter, QRectF(middle - 30, rect.top(), 26, rect.height()), "→", 18, 600, "ink2")
        above, below = _halves(QRectF(middle, rect.top(), right - middle - 12, rect.height()))
        paint.put(painter, above, tr("Now"), 13, 500, "ink2", _BOTTOM)
        paint.put(painter, below, line.now, 16, 600, "ink", _TOP)
        end = QRectF(right, rect.top(), VERDICT - 10, rect.height())
        above, below = _halves(end)
        tone = _TONES[line.glyph]
        paint.put(
            painter, above if line.term else end, line.verdict, 16, 600, tone, _BOTTOM if line.term else paint.MIDDLE
        )
        paint.put(painter, below, line.term, 13, 500, "bad" if line.late else "ink2", _TOP)


def _halves(rect: QRectF) -> tuple[QRectF, QRectF]:
    above, below = QRectF(rect), QRectF(rect)
    above.setHeight(rect.height() / 2 - 1)
    below.setTop(rect.top() + rect.height() / 2 + 1)
    return above, below


class RosterCard(Card):
    """What changed in one roster; the button opens its table."""

    def __init__(self, line: RosterLine) -> None:
        super().__init__()
        self.button = SecondaryButton(tr("Open the table"), icon="table", height=44, size=15)
        self.button.setAccessibleName(f"{tr('Open the table')}: {line.title}")
        words = column(Text(line.title, 17, 600), Text(line.summary, 15, 500, "ink2", wrap=True), spacing=2)
        head = row((words, 1), self.button, spacing=12)
        lines = [
            row(StatusGlyph(shape, 18), (Text(text, 15, 400, wrap=True), 1), spacing=10)
            for shape, text in line.differences
        ]
        column(head, *lines, spacing=6, margins=(18, 10, 13, 12), on=self)
