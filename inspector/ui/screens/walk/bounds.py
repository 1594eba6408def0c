"""Children under cameras as two bounds: the bar, its legend, and what was declared apart from both."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.ui import theme
from inspector.ui.language import tr
from inspector.ui.screens.walk.page import BoundsLine
from inspector.ui.widgets import paint
from inspector.ui.widgets.basic import Card, Chip, StatusGlyph, Text, column, holder, row


class BoundsBar(QWidget):
    """Solid: proved. Ticked: possible. Hatched: no. The two marked ends carry their numbers below."""

    BAR = 26

    def __init__(self, *, numbers: bool = True) -> None:
        super().__init__()
        self._numbers = numbers
        self._line: BoundsLine | None = None
        self.setFixedHeight((self.BAR + 24) if numbers else 12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bounds(self, line: BoundsLine | None) -> None:
        """Other numbers."""
        self._line = line
        self.setAccessibleName(line.spoken if line else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Never `line` for the empty part: it is black in the sun."""
        if self._line is None or not self._line.of:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = self.BAR if self._numbers else 12
        bar = QRectF(0.5, 0.5, self.width() - 1, high - 1)
        outline = QPainterPath()
        outline.addRoundedRect(bar, 6, 6)
        low = bar.left() + bar.width() * self._line.lower / self._line.of
        top = bar.left() + bar.width() * self._line.upper / self._line.of
        painter.save()
        painter.setClipPath(outline)
        painter.fillRect(bar, theme.color("sunken"))
        painter.fillRect(QRectF(bar.left(), bar.top(), low - bar.left(), bar.height()), theme.color("ok"))
        _ticked(painter, QRectF(low, bar.top(), top - low, bar.height()))
        paint.hatch(painter, QRectF(top, bar.top(), bar.right() - top, bar.height()), "bad")
        painter.restore()
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.drawPath(outline)
        if self._numbers:
            self._ends(painter, low, top, high)

    def _ends(self, painter: QPainter, low: float, top: float, high: float) -> None:
        line = self._line
        if line is None:
            return
        font = theme.font(14, 700)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        taken = -1.0
        ends = [
            (low, f"{line.lower}", "ok"),
            (top, f"{line.upper}", "skip"),
            (float(self.width()), f"{line.of}", "ink2"),
        ]
        if line.lower == line.upper:
            del ends[1]
        for at, said, tone in ends:
            width = metrics.horizontalAdvance(said)
            left = min(max(at - width / 2, 0.0), self.width() - width)
            if tone != "ink2":
                painter.setPen(QPen(theme.color("ink"), 2))
                painter.drawLine(
                    QPointF(min(max(at, 1), self.width() - 1), 0), QPointF(min(max(at, 1), self.width() - 1), high + 4)
                )
            if left <= taken and tone == "ink2":
                continue
            left = max(left, taken)
            painter.setPen(theme.color(tone))
            painter.drawText(QRectF(left, high + 4, width + 2, 20), Qt.AlignmentFlag.AlignVCenter, said)
            taken = left + width + 8


def _ticked(painter: QPainter, rect: QRectF) -> None:
    """Upright strokes: neither yes nor no; told from hatching by their direction."""
    if rect.width() <= 0:
        return
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.fillRect(rect, theme.color("skipT"))
    painter.setPen(QPen(theme.color("skip"), 1.6))
    left = rect.left() + 4
    while left < rect.right():
        painter.drawLine(QPointF(left, rect.top() + 4), QPointF(left, rect.bottom() - 4))
        left += 6
    painter.restore()


class Swatch(QWidget):
    """A sample of one part of the bar, for its legend."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token
        self.setFixedSize(22, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        """As the bar draws it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(rect, 3, 3)
        painter.setClipPath(outline)
        if self._token == "skip":
            _ticked(painter, rect)
        elif self._token == "bad":
            paint.hatch(painter, rect, "bad", 5)
        else:
            painter.fillRect(rect, theme.color(self._token))


class BoundsCard(Card):
    """«Proved: children under cameras 214–371 of 640», the bar, its legend, and what was declared apart from it."""

    def __init__(self) -> None:
        super().__init__("surface", "line", radius=14)
        self._title = Text("", 15, 600, wrap=True)
        self._said = Text("", 40, 700)
        self._of = Text("", 18, 500, "ink2", beside=40)
        self._plus = Chip("", "ok", shape="ok", height=30)
        self._bar = BoundsBar()
        self._legend = [
            (Swatch(token), Text("", 17, 700, token), Text("", 14, 500, "ink2", wrap=True))
            for token in ("ok", "skip", "bad")
        ]
        self._diamond, self._declared = StatusGlyph("declared", 18), Text("", 14, 500, "ink2", wrap=True)
        self._declares = holder(row(self._diamond, (self._declared, 1), spacing=9))
        self._missing = Text("", 14, 500, "ink2", wrap=True)
        lines = [row(swatch, figure, (words, 1), spacing=9) for swatch, figure, words in self._legend]
        self._found = holder(
            column(row(self._said, self._of, "|", self._plus, spacing=8), self._bar, *lines, self._declares, spacing=4)
        )
        column(self._title, self._found, self._missing, spacing=3, margins=(18, 10, 18, 12), on=self)

    def show_bounds(self, line: BoundsLine | None, missing: str) -> None:
        """Numbers, or why there are none."""
        self._title.setText(tr("Proved: children under cameras"))
        self._found.setVisible(line is not None)
        self._missing.setVisible(line is None)
        self._missing.setText(missing)
        if line is None:
            return
        self._said.setText(line.said)
        self._of.setText(line.out_of)
        self._plus.setVisible(bool(line.plus))
        self._plus.say(line.plus or "+0")
        self._bar.show_bounds(line)
        for (_, figure, words), (_, number, said) in zip(self._legend, line.legend, strict=True):
            figure.setText(number)
            words.setText(said)
        self._declares.setVisible(bool(line.declared))
        self._declared.setText(line.declared)
