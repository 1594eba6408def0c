"""Photos of the open card: what hangs on it already, and what is still to come."""

import functools
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QImage, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from inspector.ui import icons, theme
from inspector.ui.editors.flow import Flow
from inspector.ui.language import tr
from inspector.ui.screens.questions.page import Hint, Photo
from inspector.ui.screens.questions.rows import paint_hint
from inspector.ui.widgets import paint
from inspector.ui.widgets.basic import Icon, KeyCap, Text, column, row
from inspector.ui.widgets.buttons import _Pressable

THUMB = QSize(104, 72)


class Thumb(_Pressable):
    """An attached photo. Pressed, it is shown large, where faces are closed; Del takes it off; undo brings it back."""

    removed = Signal(str)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__("")
        self.photo: Photo | None = None
        self._plate = ""
        self._image = QImage()
        self.setFixedSize(THUMB.width() + 2 * paint.RING, THUMB.height() + 2 * paint.RING)
        self.clicked.connect(self._open)

    def _open(self) -> None:
        if self.photo is not None:
            self.opened.emit(self.photo.name)

    def show_photo(self, photo: Photo, number: int) -> None:
        """Which photo; its picture comes later."""
        if self.photo is None or photo.name != self.photo.name:
            self._image = QImage()
        self.photo = photo
        said = tr("Photo {n}", n=number)
        self.setText(tr("{photo}, faces closed", photo=said) if photo.blurred else said)
        self.setToolTip(self.text())
        self._plate = said
        self.update()

    def show_bytes(self, name: str, data: bytes) -> None:
        """The picture itself."""
        if self.photo is not None and self.photo.name == name:
            self._image = QImage.fromData(data).scaled(
                THUMB * 2, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
            )
            self.update()

    @property
    def loaded(self) -> bool:
        """Whether the picture is there."""
        return not self._image.isNull()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del."""
        if event.key() == Qt.Key.Key_Delete and self.photo is not None:
            self.removed.emit(self.photo.row)
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Fixed."""
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, its number, the ring."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(paint.RING, paint.RING, -paint.RING, -paint.RING)
        if self.hasFocus():
            paint.focus_ring(painter, rect, 8)
        paint_picture(painter, rect, self._image)
        plate = QRectF(rect.left(), rect.bottom() - 20, rect.width(), 20)
        painter.fillRect(plate, theme.color("barwell"))
        painter.setPen(theme.color("onbar"))
        painter.setFont(theme.font(12, 600))
        painter.drawText(plate.adjusted(6, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), self._plate)
        if self.photo is not None and self.photo.blurred:
            icons.paint(painter, "blur", "onbar", QRectF(plate.right() - 21, plate.top() + 2, 16, 16))


def paint_picture(painter: QPainter, rect: QRectF, image: QImage) -> None:
    """The middle of a picture with round corners; a grey place with a mark while it is not there."""
    painter.save()
    shape = QPainterPath()
    shape.addRoundedRect(rect, 8, 8)
    painter.setClipPath(shape)
    if image.isNull():
        painter.fillRect(rect, theme.color("sunken"))
        icons.paint(painter, "photo", "ink3", QRectF(rect.center().x() - 12, rect.center().y() - 12, 24, 24))
    else:
        scale = max(rect.width() / image.width(), rect.height() / image.height())
        width, height = rect.width() / scale, rect.height() / scale
        source = QRectF((image.width() - width) / 2, (image.height() - height) / 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(rect, image, source)
    painter.restore()
    painter.setPen(QPen(theme.color("line2"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


class DueChip(QWidget):
    """«Photo due» in a dashed frame: promised, not there."""

    def __init__(self) -> None:
        super().__init__()
        self._hint = Hint(text="")
        self.hide()

    def say(self, text: str) -> None:
        """Its words."""
        self._hint = Hint(text=text, tone="warn", icon="photo-question", dashed=True)
        self.setAccessibleName(text)
        self.setFixedSize(QFontMetrics(theme.font(14, 600)).horizontalAdvance(text) + 43, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        """As on a closed row."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_hint(painter, self._hint, self.width(), self.height() / 2)


class TakeButton(_Pressable):
    """The dashed place where the next photo goes."""

    def __init__(self) -> None:
        super().__init__("")
        self.setFixedSize(86, THUMB.height() + 2 * paint.RING)

    def sizeHint(self) -> QSize:
        """Fixed."""
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A camera above its word."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(paint.RING, paint.RING, -paint.RING, -paint.RING)
        if self.hasFocus():
            paint.focus_ring(painter, rect, 10)
        painter.setPen(QPen(theme.color("line2"), 1.2, Qt.PenStyle.DotLine))
        painter.drawRoundedRect(rect.adjusted(0.6, 0.6, -0.6, -0.6), 10, 10)
        icons.paint(painter, "camera", "brand", QRectF(rect.center().x() - 12, rect.top() + 14, 24, 24))
        size = 13
        while size > 11 and QFontMetrics(theme.font(size, 600)).horizontalAdvance(self.text()) > rect.width() - 4:
            size -= 1
        painter.setPen(theme.color("brand"))
        painter.setFont(theme.font(size, 600))
        below = rect.adjusted(0, 40, 0, -8)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.text())


class PhotoStrip(QWidget):
    """What hangs on the question, and the button that opens the tray."""

    asked = Signal()
    removed = Signal(str)
    opened = Signal(str)

    def __init__(self, load: Callable[[str, Callable[[bytes], None]], None]) -> None:
        super().__init__()
        self._load = load
        self._title = Text("", 14, 600, "ink2")
        self._needed = Text("", 13, 600, "warn")
        self._due = DueChip()
        self._thumbs: list[Thumb] = []
        self._holder = QWidget()
        self._flow = Flow(self._holder, spacing=0)
        self.take = TakeButton()
        self.take.clicked.connect(self.asked)
        self._flow.addWidget(self.take)
        head = row(
            Icon("photo", "ink2", 18),
            self._title,
            KeyCap("6"),
            self._needed,
            self._due,
            "|",
            spacing=6,
            margins=(5, 0, 0, 0),
        )
        column(head, self._holder, "|", spacing=0, on=self)

    def show_photos(self, photos: tuple[Photo, ...], *, needed: bool, due: bool = False) -> None:
        """Thumbs in order, the taking place last."""
        self._title.setText(tr("Evidence") + (f" · {len(photos)}" if photos else ""))
        self._needed.setText(tr("photo needed") if needed and not due else "")
        self._needed.setVisible(needed and not due)
        self._due.setVisible(due)
        self._due.say(tr("photo due"))
        self.take.setText(tr("Take"))
        self.take.setAccessibleDescription(tr("Evidence"))
        while len(self._thumbs) < len(photos):
            thumb = Thumb()
            thumb.removed.connect(self.removed)
            thumb.opened.connect(self.opened)
            self._thumbs.append(thumb)
            self._flow.removeWidget(self.take)
            self._flow.addWidget(thumb)
            self._flow.addWidget(self.take)
        for place, thumb in enumerate(self._thumbs):
            thumb.setVisible(place < len(photos))
            if place < len(photos):
                thumb.show_photo(photos[place], place + 1)
                if not thumb.loaded:
                    self._load(photos[place].name, functools.partial(thumb.show_bytes, photos[place].name))
