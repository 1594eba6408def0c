"""Shares of a whole: the segmented bar (hatched = not real), the ring, and the share bar of a number."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.ui import theme
from inspector.ui.widgets import paint


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: its value, its token, and whether it is hatched; what is not known (skip) is ticked instead."""

    value: float
    token: str
    hatched: bool = False


class HatchBar(QWidget):
    """Segments of `total` from left to right; what is left over is an empty track (never `line`: black in sun)."""

    def __init__(self, height: int = 12, track: str = "sunken") -> None:
        super().__init__()
        self._segments: tuple[Segment, ...] = ()
        self._total: float = 1
        self._track = track
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_segments(self, segments: Sequence[Segment], total: float, meaning: str = "") -> None:
        """Other values; `meaning` is what a screen reader says."""
        self._segments, self._total = tuple(segments), max(total, 1e-9)
        self.setAccessibleName(meaning)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Clip to a pill, fill the parts, part them by 2 px."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        pill = QPainterPath()
        pill.addRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        painter.setClipPath(pill)
        painter.fillRect(rect, theme.color(self._track))
        left = 0.0
        for segment in self._segments:
            width = rect.width() * segment.value / self._total
            part = QRectF(left, 0, width, rect.height())
            if segment.hatched and segment.token == "skip":
                paint.ticks(painter, part, segment.token)
            elif segment.hatched:
                paint.hatch(painter, part, segment.token)
            else:
                painter.fillRect(part, theme.color(segment.token))
            left += width
            if width > 0 and left < rect.width() - 1:
                painter.fillRect(QRectF(left - 1, 0, 2, rect.height()), theme.color("surface"))


class ProgressRing(QWidget):
    """n of N as a ring with a word in the middle."""

    def __init__(self, size: int = 64, thickness: int = 7, token: str = "brand") -> None:
        super().__init__()
        self._share, self._text, self._thickness, self._token = 0.0, "", thickness, token
        self.setFixedSize(size, size)

    def show_share(self, share: float, text: str, meaning: str = "") -> None:
        """`share` 0..1, the word, and what a screen reader says."""
        self._share, self._text = share, text
        self.setAccessibleName(meaning or text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track, arc from the top, word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = self._thickness / 2 + 1
        circle = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setPen(QPen(theme.color("sunken"), self._thickness))
        painter.drawEllipse(circle)
        if self._share > 0:
            pen = QPen(theme.color(self._token), self._thickness)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(circle, 90 * 16, -round(360 * 16 * min(self._share, 1)))
        painter.setPen(theme.color("ink"))
        font = theme.font(16, 700).__copy__()
        font.setPixelSize(int(self.width() * 0.25))  # the ring does not grow with the text size
        painter.setFont(font)
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self._text)
