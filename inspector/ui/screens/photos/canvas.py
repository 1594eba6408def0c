"""A picture with frames on it, set by mouse, finger or keys."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.services.pixelating import BLOCKS, Rectangle
from inspector.ui import theme
from inspector.ui.widgets import paint

STEP, GROWTH = 0.02, 1.2
LEAST, FIRST = 0.02, 0.14
"""Sides of a frame, as shares of the picture's width."""

_ARROWS = {
    Qt.Key.Key_Left: (-STEP, 0.0),
    Qt.Key.Key_Right: (STEP, 0.0),
    Qt.Key.Key_Up: (0.0, -STEP),
    Qt.Key.Key_Down: (0.0, STEP),
}
_SIZES = {
    Qt.Key.Key_Plus: GROWTH,
    Qt.Key.Key_Equal: GROWTH,
    Qt.Key.Key_Minus: 1 / GROWTH,
    Qt.Key.Key_Underscore: 1 / GROWTH,
}


class Canvas(QWidget):
    """Arrows move the frame, + and - change its size, Enter sets it, Del takes the latest set one away.

    `frames` are shares of the picture, x and y alike of its width and height; `changed` says that they did.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._frames: list[QRectF] = []
        self._frame = QRectF()
        self._drawn_from: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def show_image(self, data: bytes) -> None:
        """Another picture, without frames."""
        self._image = QImage.fromData(data)
        self._frames.clear()
        self._frame = self._sized(FIRST, QPointF(0.5, 0.4))
        self.update()
        self.changed.emit()

    @property
    def frames(self) -> tuple[Rectangle, ...]:
        """The frames that were set."""
        return tuple(Rectangle(each.x(), each.y(), each.width(), each.height()) for each in self._frames)

    def minimumSizeHint(self) -> QSize:
        """Small windows show it small."""
        return QSize(320, 240)

    def _sized(self, width: float, centre: QPointF) -> QRectF:
        """A square on the screen, of that share of the picture's width."""
        ratio = self._image.width() / self._image.height() if not self._image.isNull() else 1.0
        frame = QRectF(0, 0, width, min(1.0, width * ratio))
        frame.moveCenter(centre)
        return _inside(frame)

    def _picture(self) -> QRectF:
        """Where the picture lies."""
        room = QRectF(self.rect()).adjusted(6, 6, -6, -6)
        if self._image.isNull():
            return room
        size = self._image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = room.center().x() - size.width() / 2, room.center().y() - size.height() / 2
        return QRectF(left, top, size.width(), size.height())

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        if not self.press(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def press(self, key: Qt.Key) -> bool:
        """One of the keys of the frames; False for any other."""
        if self._image.isNull():
            return False
        if key in _ARROWS:
            self._frame = _inside(self._frame.translated(*_ARROWS[key]))
        elif key in _SIZES:
            width = min(1.0, max(LEAST, self._frame.width() * _SIZES[key]))
            self._frame = self._sized(width, self._frame.center())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._set(self._frame)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._take_away()
        else:
            return False
        self.update()
        return True

    def _set(self, frame: QRectF) -> None:
        self._frames.append(QRectF(frame))
        self.changed.emit()

    def _take_away(self) -> None:
        if self._frames:
            self._frame = self._frames.pop()
            self.changed.emit()

    # mouse and finger

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A frame begins here; pressed on a set one, that one goes."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        point = self._share(event.position())
        hit = next((each for each in reversed(self._frames) if each.contains(point)), None)
        if hit is not None:
            self._frames.remove(hit)
            self.changed.emit()
        else:
            self._drawn_from = point
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """It grows."""
        if self._drawn_from is not None:
            self._frame = QRectF(self._drawn_from, self._share(event.position())).normalized()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It is set; a mere tap sets one of the usual size."""
        if self._drawn_from is None or self._image.isNull():
            return
        frame = QRectF(self._drawn_from, self._share(event.position())).normalized()
        if frame.width() < LEAST or frame.height() < LEAST:
            frame = self._sized(FIRST, self._drawn_from)
        self._drawn_from = None
        self._frame = frame
        self._set(frame)
        self.update()

    def _share(self, point: QPointF) -> QPointF:
        picture = self._picture()
        x = (point.x() - picture.left()) / max(1.0, picture.width())
        y = (point.y() - picture.top()) / max(1.0, picture.height())
        return QPointF(min(1.0, max(0.0, x)), min(1.0, max(0.0, y)))

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, set frames as they will look, the moving one in gold."""
        del event
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        picture = self._picture()
        if self.hasFocus():
            paint.focus_ring(painter, picture, 4)
        if self._image.isNull():
            painter.fillRect(picture, theme.color("sunken"))
            return
        painter.drawImage(picture, self._image)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        for frame in self._frames:
            self._paint_closed(painter, frame)
        place = self._placed(self._frame)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in (("fin", 5), ("gold", 3)):
            painter.setPen(QPen(theme.color(colour), width))
            painter.drawRect(place)

    def _paint_closed(self, painter: QPainter, frame: QRectF) -> None:
        place = self._placed(frame)
        of = self._image.size()
        source = QRectF(frame.x() * of.width(), frame.y() * of.height(), frame.width() * of.width(),
                        frame.height() * of.height()).toAlignedRect()  # fmt: skip
        few = source.size().scaled(BLOCKS, BLOCKS, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
        small = self._image.copy(source).scaled(
            few, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )  # fmt: skip
        painter.drawImage(place, small)
        painter.setPen(QPen(theme.color("onbar"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)

    def _placed(self, frame: QRectF) -> QRectF:
        picture = self._picture()
        return QRectF(
            picture.left() + frame.x() * picture.width(), picture.top() + frame.y() * picture.height(),
            frame.width() * picture.width(), frame.height() * picture.height(),
        )  # fmt: skip


def _inside(frame: QRectF) -> QRectF:
    """Moved, never cut, until it lies in the picture."""
    moved = QRectF(frame)
    moved.moveLeft(min(max(0.0, frame.left()), 1.0 - frame.width()))
    moved.moveTop(min(max(0.0, frame.top()), 1.0 - frame.height()))
    return moved
