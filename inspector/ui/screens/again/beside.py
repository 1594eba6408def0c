"""The photos of the last visit beside the new ones. Pressing a photo shows the next of its side."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.ui import icons, theme
from inspector.ui.language import tr
from inspector.ui.screens.again.page import PhotoSide
from inspector.ui.widgets import paint
from inspector.ui.widgets.basic import Text, column, holder, row
from inspector.ui.widgets.buttons import _Pressable

HEIGHT = 210
_WORDS = int(Qt.AlignmentFlag.AlignHCenter) | int(Qt.TextFlag.TextWordWrap)
LoadPhoto = Callable[[str, str, Callable[[bytes], None]], None]


class PhotoPane(_Pressable):
    """One photo of a side, whole; or the words why there is none."""

    def __init__(self, load: LoadPhoto) -> None:
        super().__init__("")
        self._load = load
        self._side: PhotoSide | None = None
        self._at = 0
        self._image = QImage()
        self.setMinimumHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self._show(self._at + 1))

    @property
    def loaded(self) -> bool:
        """Whether the picture is there."""
        return not self._image.isNull()

    @property
    def place(self) -> str:
        """«1 of 3»; "" for a single photo, and for none."""
        count = len(self._side.names) if self._side else 0
        return tr("{n} of {of}", n=str(self._at + 1), of=str(count)) if count > 1 else ""

    def show_side(self, side: PhotoSide) -> None:
        """Its newest photo, unless the one shown is still there."""
        if side == self._side:
            return
        self._side = side
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if len(side.names) > 1 else Qt.FocusPolicy.NoFocus)
        self._show(len(side.names) - 1)

    def _show(self, at: int) -> None:
        side = self._side
        if side is None:
            return
        self._at, self._image = at % len(side.names) if side.names else 0, QImage()
        if side.names:
            name = side.names[self._at]
            self._load(side.inspection, name, lambda data: self._arrived(name, data))
        said = tr("photo") if side.names else side.words
        self.setText(", ".join(part for part in (side.title, said, self.place) if part))
        self.update()

    def _arrived(self, name: str, data: bytes) -> None:
        side = self._side
        if side is not None and side.names and side.names[self._at] == name:
            self._image = QImage.fromData(data)
            self.update()

    def sizeHint(self) -> QSize:
        """As high as the card allows."""
        return QSize(240, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """The photo shrinks before the window grows."""
        return QSize(160, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The photo whole in the middle of its place; the words in a dashed frame."""
        del event
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(paint.RING, paint.RING, -paint.RING, -paint.RING)
        if self.hasFocus():
            paint.focus_ring(painter, rect, 8)
        empty = self._side is None or not self._side.names
        painter.setPen(QPen(theme.color("line2"), 1, Qt.PenStyle.DashLine if empty else Qt.PenStyle.SolidLine))
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if not self._image.isNull():
            size = self._image.size().scaled(rect.size().toSize() - QSize(8, 8), Qt.AspectRatioMode.KeepAspectRatio)
            left, top = rect.center().x() - size.width() / 2, rect.center().y() - size.height() / 2
            painter.drawImage(QRectF(left, top, size.width(), size.height()), self._image)
            return
        icons.paint(painter, "photo", "ink3", QRectF(rect.center().x() - 14, rect.center().y() - 44, 28, 28))
        if empty and self._side is not None:
            painter.setPen(theme.color("ink2"))
            painter.setFont(theme.font(15, 500))
            words = QRectF(rect.left() + 16, rect.center().y() - 10, rect.width() - 32, rect.height() / 2)
            painter.drawText(words, _WORDS, self._side.words)


class BesideView(QWidget):
    """Then on the left, now on the right."""

    def __init__(self, load: LoadPhoto) -> None:
        super().__init__()
        self.then, self.now = PhotoPane(load), PhotoPane(load)
        self._titles = [Text("", 14, 600, "ink2") for _ in range(2)]
        sides = [
            holder(column(holder(row(title, "|", margins=(5, 0, 5, 0))), pane, spacing=0))
            for title, pane in zip(self._titles, (self.then, self.now), strict=True)
        ]
        row(*((side, 1) for side in sides), spacing=2, on=self)
        for pane in (self.then, self.now):
            pane.clicked.connect(self._say_places)
        self._sides: tuple[PhotoSide, ...] = ()
        self.hide()

    def show_sides(self, sides: tuple[PhotoSide, PhotoSide] | None) -> None:
        """Both; nothing while they are not asked for."""
        self.setVisible(sides is not None)
        self._sides = sides or ()
        for side, pane in zip(self._sides, (self.then, self.now), strict=False):
            pane.show_side(side)
        self._say_places()

    def _say_places(self) -> None:
        for side, pane, title in zip(self._sides, (self.then, self.now), self._titles, strict=False):
            title.setText(" · ".join(part for part in (side.title, pane.place) if part))
