"""The pad: pen strokes as vectors, from pen, finger or mouse. White in every theme, because it is paper."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.core.signatures import Stroke
from inspector.ui import theme
from inspector.ui.widgets import paint

UNITS = 1000
"""A pad is as many units wide, whatever its size on the screen; heights keep the same scale."""

_INK, _HINT = QColor("#0E1E29"), QColor("#5F707C")
_LEAST_STEP = 2
"""Points nearer than this many units to the last one add nothing."""

LEAST_WIDTH = 60
"""How wide a signature is at least, of a pad 1000 wide: a stray touch is none."""


def wide_enough(strokes: Sequence[Stroke]) -> bool:
    """Whether the strokes are a signature and not a stray touch."""
    across = [x for stroke in strokes for x, _ in stroke]
    return bool(across) and max(across) - min(across) >= LEAST_WIDTH


class SignaturePad(QWidget):
    """`changed` after every stroke, and after clearing. `hint` is written on the empty pad."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._strokes: list[list[tuple[int, int]]] = []
        self._drawing = False
        self._deaf = False
        self._hint = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def strokes(self) -> tuple[Stroke, ...]:
        """What was drawn so far."""
        return tuple(tuple(stroke) for stroke in self._strokes)

    def set_strokes(self, strokes: tuple[Stroke, ...]) -> None:
        """Show strokes drawn before."""
        self._strokes = [list(stroke) for stroke in strokes]
        self.update()

    def set_hint(self, text: str) -> None:
        """What the empty pad says; also its accessible name."""
        self._hint = text
        self.setAccessibleName(text)
        self.update()

    def pause(self, milliseconds: int) -> None:
        """Take no stroke for a moment: the pen of the one before may still be on its way to this paper."""
        self._deaf = True
        QTimer.singleShot(milliseconds, self, self._listen)

    def _listen(self) -> None:
        self._deaf = False

    def clear(self) -> None:
        """Wipe the pad."""
        if self._strokes:
            self._strokes.clear()
            self.update()
            self.changed.emit()

    def undo_stroke(self) -> bool:
        """Take the last stroke back. False when there is none."""
        if not self._strokes:
            return False
        self._strokes.pop()
        self.update()
        self.changed.emit()
        return True

    def sizeHint(self) -> QSize:
        """The size that signs well."""
        return QSize(450, 186)

    def minimumSizeHint(self) -> QSize:
        """Still enough for a finger."""
        return QSize(370, 130)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del wipes."""
        if event.key() == Qt.Key.Key_Delete:
            self.clear()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A stroke begins."""
        if event.button() == Qt.MouseButton.LeftButton and self.isEnabled():
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A stroke goes on."""
        self._go_on(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A stroke ends."""
        self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """The same with a pen; accepted, so that no mouse event follows."""
        if event.type() == QEvent.Type.TabletPress:
            self._begin(event.position())
        elif event.type() == QEvent.Type.TabletMove:
            self._go_on(event.position())
        elif event.type() == QEvent.Type.TabletRelease:
            self._end()
        event.accept()

    def event(self, event: QEvent) -> bool:
        """The same with a finger: the first one counts."""
        if isinstance(event, QTouchEvent) and event.points():
            at = event.points()[0].position()
            if event.type() == QEvent.Type.TouchBegin:
                self._begin(at)
            elif event.type() == QEvent.Type.TouchUpdate:
                self._go_on(at)
            else:
                self._end()
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper, line to sign on, strokes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = self._paper()
        if self.hasFocus():
            paint.focus_ring(painter, rect, 10)
        painter.setPen(QPen(theme.color("line2"), 1.4))
        painter.setBrush(Qt.GlobalColor.white if self.isEnabled() else theme.color("sunken"))
        painter.drawRoundedRect(rect, 10, 10)
        painter.setPen(QPen(_HINT, 1, Qt.PenStyle.DashLine))
        base = rect.bottom() - rect.height() * 0.22
        painter.drawLine(QPointF(rect.left() + 24, base), QPointF(rect.right() - 24, base))
        if not self._strokes:
            painter.setFont(theme.font(14, 500))
            painter.setPen(_HINT if self.isEnabled() else theme.color("ink2"))
            above = QRectF(rect.left() + 12, rect.top(), rect.width() - 24, base - rect.top())
            wrapped = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(above, wrapped, self._hint)
        pen = QPen(_INK, 2.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # Strokes drawn on a higher pad are made smaller rather than cut off at the lower edge.
        lowest = max((y for stroke in self._strokes for _, y in stroke), default=0)
        scale = min(rect.width() / UNITS, rect.height() / max(lowest, 1))
        for stroke in self._strokes:
            points = [QPointF(rect.left() + x * scale, rect.top() + y * scale) for x, y in stroke]
            painter.drawPolyline(QPolygonF(points if len(points) > 1 else points * 2))

    def _paper(self) -> QRectF:
        return QRectF(self.rect()).adjusted(paint.RING, paint.RING, -paint.RING, -paint.RING)

    def _units(self, at: QPointF) -> tuple[int, int]:
        paper = self._paper()
        scale = UNITS / paper.width()
        tall = round(paper.height() * scale)
        x, y = round((at.x() - paper.left()) * scale), round((at.y() - paper.top()) * scale)
        return max(0, min(x, UNITS)), max(0, min(y, tall))

    def _begin(self, at: QPointF) -> None:
        if self._deaf or not self.isEnabled():
            return
        self._drawing = True
        self._strokes.append([self._units(at)])
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.update()

    def _go_on(self, at: QPointF) -> None:
        if not self._drawing:
            return
        point, last = self._units(at), self._strokes[-1][-1]
        if abs(point[0] - last[0]) + abs(point[1] - last[1]) >= _LEAST_STEP:
            self._strokes[-1].append(point)
            self.update()

    def _end(self) -> None:
        if self._drawing:
            self._drawing = False
            self.changed.emit()
