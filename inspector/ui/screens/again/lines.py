"""One violation of the last visit as a line: was, is now, verdict and term; and what changed in one roster."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen

from inspector.ui import theme
from inspector.ui.language import tr
from inspector.ui.screens.again.page import PastLine, RosterLine
from inspector.ui.widgets import paint
from inspector.ui.widgets.basic import Card, StatusGlyph, Text, column, row
from inspector.ui.widgets.buttons import SecondaryButton, _Pressable

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_TONES = {"ok": "ok", "bad": "bad", "warn": "warn", "skip": "skip", "none": "ink2"}
VERDICT = 200


class PastButton(_Pressable):
    """A line; pressing it opens the violation."""

    def __init__(self) -> None:
        super().__init__("")
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

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card with three columns."""
        line = self._line
        if line is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
        if self.hasFocus():
            paint.focus_ring(painter, rect.adjusted(5, 5, -5, -5), 9)
        paint.status(painter, QRectF(rect.left() + 16, rect.center().y() - 13, 26, 26), line.glyph)
        painter.setFont(theme.font(15, 600))
        painter.setPen(theme.color("ink2"))
        painter.drawText(QRectF(rect.left() + 54, rect.top(), 56, rect.height()), int(_MIDDLE), line.number)
        left, right = rect.left() + 112, rect.right() - VERDICT
        middle = left + (right - left) * 0.54
        self._pair(painter, QRectF(left, rect.top(), middle - left - 34, rect.height()), line.was_on, line.was, 400)
        painter.setFont(theme.font(18, 600))
        painter.setPen(theme.color("ink2"))
        painter.drawText(QRectF(middle - 30, rect.top(), 26, rect.height()), int(_MIDDLE), "→")
        now = QRectF(middle, rect.top(), right - middle - 12, rect.height())
        self._pair(painter, now, tr("Now"), line.now, 600)
        tone = "bad" if line.late else "ink2"
        end = QRectF(right, rect.top(), VERDICT - 10, rect.height())
        self._pair(painter, end, line.term, line.verdict, 600, below=tone, above=_TONES[line.glyph])

    def _pair(
        self, painter: QPainter, rect: QRectF, small: str, big: str, weight: int, *, below: str = "", above: str = ""
    ) -> None:
        """A small line over a big one; under it where `below` names the small one's tone."""
        half = rect.height() / 2
        high, low = QRectF(rect), QRectF(rect)
        high.setHeight(half - 1)
        low.setTop(rect.top() + half + 1)
        places = ((big, high, 16, weight, above), (small, low, 13, 500, below)) if below else (
            (small, high, 13, 500, "ink2"), (big, low, 16, weight, "ink"),
        )  # fmt: skip
        for text, place, size, heavy, tone in places:
            font = theme.font(size, heavy)
            painter.setFont(font)
            painter.setPen(theme.color(tone or "ink"))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(place.width()))
            vertical = Qt.AlignmentFlag.AlignBottom if place is high else Qt.AlignmentFlag.AlignTop
            painter.drawText(place, int(vertical | Qt.AlignmentFlag.AlignLeft), shown)


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
