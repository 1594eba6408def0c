"""Photos of the open card: what hangs on it already, and the tray of the newest pictures."""

import functools
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QImage, QImageReader, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.ui import icons, theme
from inspector.ui.editors.flow import Flow
from inspector.ui.editors.text import TextEditor
from inspector.ui.language import ntr, tr
from inspector.ui.screens.questions.page import FieldLine, Photo
from inspector.ui.screens.questions.photos import Picture
from inspector.ui.widgets import paint
from inspector.ui.widgets.basic import Card, Elided, Icon, KeyCap, Text, column, row
from inspector.ui.widgets.buttons import GhostButton, SecondaryButton, _Pressable

THUMB = QSize(104, 72)


class Thumb(_Pressable):
    """An attached photo. Del takes it off; undo brings it back."""

    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__("")
        self.photo: Photo | None = None
        self._image = QImage()
        self.setFixedSize(THUMB.width() + 2 * paint.RING, THUMB.height() + 2 * paint.RING)

    def show_photo(self, photo: Photo, number: int) -> None:
        """Which photo; its picture comes later."""
        if self.photo is None or photo.name != self.photo.name:
            self._image = QImage()
        self.photo = photo
        self.setText(tr("Photo {n}", n=number))
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
        painter.drawText(plate.adjusted(6, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), self.text())


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

    def __init__(self, load: Callable[[str, Callable[[bytes], None]], None]) -> None:
        super().__init__()
        self._load = load
        self._title = Text("", 14, 600, "ink2")
        self._due = Text("", 13, 600, "warn")
        self._thumbs: list[Thumb] = []
        self._holder = QWidget()
        self._flow = Flow(self._holder, spacing=0)
        self.take = TakeButton()
        self.take.clicked.connect(self.asked)
        self._flow.addWidget(self.take)
        head = row(Icon("photo", "ink2", 18), self._title, KeyCap("6"), self._due, "|", spacing=6, margins=(5, 0, 0, 0))
        column(head, self._holder, "|", spacing=0, on=self)

    def show_photos(self, photos: tuple[Photo, ...], *, needed: bool) -> None:
        """Thumbs in order, the taking place last."""
        self._title.setText(tr("Evidence") + (f" · {len(photos)}" if photos else ""))
        self._due.setText(tr("photo needed") if needed else "")
        self.take.setText(tr("Take"))
        self.take.setAccessibleDescription(tr("Evidence"))
        while len(self._thumbs) < len(photos):
            thumb = Thumb()
            thumb.removed.connect(self.removed)
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


class TrayPicture(_Pressable):
    """One picture of the folder: taken with 6 or Enter when it has the focus."""

    def __init__(self) -> None:
        super().__init__("")
        self.picture: Picture | None = None
        self._image = QImage()
        self._age = ""
        self.setFixedHeight(142)
        self.setMinimumWidth(120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_picture(self, picture: Picture) -> None:
        """Read it small: the tray is for choosing."""
        if self.picture is None or self.picture.path != picture.path:
            reader = QImageReader(str(picture.path))
            reader.setAutoTransform(True)
            size = reader.size()
            if size.isValid():
                reader.setScaledSize(size.scaled(400, 300, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
            self._image = reader.read()
        self.picture = picture
        seconds = max(0, int((datetime.now().astimezone() - picture.at).total_seconds()))
        self._age = tr("already taken") if picture.taken else _ago(seconds)
        self.setText(f"{picture.at:%H:%M:%S}")
        self.setAccessibleName(tr("Picture of {time}, {age}", time=self.text(), age=self._age))

    def sizeHint(self) -> QSize:
        """As the design has it."""
        return QSize(190, 142)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Picture, time, age; the focused one carries the key that takes it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(paint.RING, paint.RING, -paint.RING, -paint.RING)
        if self.hasFocus():
            paint.focus_ring(painter, rect, 10)
        painter.setPen(QPen(theme.color("line2"), 1.2))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(rect.adjusted(0.6, 0.6, -0.6, -0.6), 10, 10)
        paint_picture(painter, rect.adjusted(2, 2, -2, -42), self._image)
        left = QRectF(rect.left() + 10, rect.bottom() - 40, rect.width() - 12, 20)
        painter.setPen(theme.color("ink"))
        painter.setFont(theme.font(14, 600))
        painter.drawText(left, int(Qt.AlignmentFlag.AlignVCenter), self.text())
        painter.setPen(theme.color("ink2"))
        painter.setFont(theme.font(13))
        painter.drawText(left.translated(0, 18), int(Qt.AlignmentFlag.AlignVCenter), self._age)
        if self.hasFocus():
            badge = QRectF(rect.right() - 36, rect.top() + 8, 28, 28)
            painter.setPen(QPen(theme.color("fin"), 1))
            painter.setBrush(theme.color("gold"))
            painter.drawRoundedRect(badge, 7, 7)
            painter.setPen(theme.color("fin"))
            painter.setFont(theme.font(15, 700))
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, "6")


def _ago(seconds: int) -> str:
    if seconds < 60:
        return ntr("{n} second ago", "{n} seconds ago", seconds)
    if seconds < 3600:
        return ntr("{n} minute ago", "{n} minutes ago", seconds // 60)
    if seconds < 86400:
        return ntr("{n} hour ago", "{n} hours ago", seconds // 3600)
    return ntr("{n} day ago", "{n} days ago", seconds // 86400)


class PhotoTray(Card):
    """The newest pictures of the watched folder, inside the card: never a window.

    `taken` carries the file; `closed` when the tray is left; `folder_named` when another folder is written.
    """

    taken = Signal(object)
    closed = Signal()
    folder_named = Signal(str)

    def __init__(self) -> None:
        super().__init__("sunken", "line2", radius=12)
        self._title = Text("", 17, 700)
        self._state = Elided("", 14, 400, "ink2")
        self._later = SecondaryButton("", icon="photo-question", key="0", height=44, size=15)
        self._other = GhostButton("", icon="folder", height=44, size=15)
        self.folder = TextEditor()
        self._pictures = [TrayPicture() for _ in range(5)]
        self._none = Text("", 15, 500, "ink2", wrap=True)
        head = row(Icon("folder", "brand", 22), self._title, (self._state, 1), self._later, self._other, spacing=8)
        shown = row(*((picture, 1) for picture in self._pictures), spacing=2)
        self._help = Text("", 14, 500, "ink2")
        column(
            head, self.folder, shown, self._none, self._help, spacing=4, margins=(14, 6, 10, 8), on=self
        )  # fmt: skip
        self.folder.hide()
        self._waiting = self._hurried = False
        self._later.clicked.connect(self.closed)
        self._other.clicked.connect(self._ask_folder)
        self.folder.changed.connect(self.folder_named)
        for picture in self._pictures:
            picture.clicked.connect(lambda _=False, picture=picture: self._take(picture))
        self.retranslate()

    def retranslate(self) -> None:
        """Say the fixed texts."""
        self._title.setText(tr("New pictures"))
        self._later.setText(tr("Photo later"))
        self._other.setText(tr("Another folder"))
        self._help.setText(tr("6 takes this one · ← → another · 0 photo later · Esc closes"))
        self._none.setText(
            tr("No pictures here. Take one with the phone and connect the cable, or name another folder.")
        )

    def await_pictures(self) -> None:
        """The folder is being read: a second 6 that comes before it is meant for the newest picture."""
        self._waiting, self._hurried = True, False

    def show_pictures(self, folder: Path, pictures: tuple[Picture, ...]) -> None:
        """What is in the folder; the newest gets the focus."""
        hurried, self._waiting, self._hurried = self._hurried, False, False
        if hurried and pictures:
            self.taken.emit(pictures[0].path)
            return
        fresh = sum(1 for picture in pictures if not picture.taken)
        said = ntr("{n} new", "{n} new", fresh)
        self._state.setText(tr("{folder} · {count}", folder=folder.name or str(folder), count=said))
        self.folder.show_field(
            FieldLine(node="", editor="text", label=tr("Folder with pictures"), hint="", value=str(folder))
        )  # fmt: skip
        for place, widget in enumerate(self._pictures):
            widget.setVisible(place < len(pictures))
            if place < len(pictures):
                widget.show_picture(pictures[place])
        self._none.setVisible(not pictures)
        self._help.setVisible(bool(pictures))
        target = self._pictures[0] if pictures else self._later
        if self.isVisible() and not self.folder.field.hasFocus():
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def has_focus(self) -> bool:
        """Whether the keys belong to the tray."""
        return any(each.hasFocus() for each in (*self._pictures, self._later, self._other))

    def press(self, digit: int) -> bool:
        """6 takes the picture with the focus (the newest otherwise), 0 leaves it for later."""
        if digit == 0:
            self.closed.emit()
            return True
        if digit != 6:
            return False
        if self._waiting:
            self._hurried = True
            return True
        shown = [picture for picture in self._pictures if not picture.isHidden()]
        chosen = next((picture for picture in shown if picture.hasFocus()), shown[0] if shown else None)
        if chosen is None:
            self.closed.emit()
        else:
            self._take(chosen)
        return True

    def step(self, by: int) -> None:
        """Another picture."""
        shown = [picture for picture in self._pictures if not picture.isHidden()]
        here = next((place for place, picture in enumerate(shown) if picture.hasFocus()), 0)
        if shown:
            shown[(here + by) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)

    def _take(self, picture: TrayPicture) -> None:
        if picture.picture is not None:
            self.taken.emit(picture.picture.path)

    def _ask_folder(self) -> None:
        self.folder.show()
        self.folder.field.setFocus(Qt.FocusReason.TabFocusReason)
        self.folder.field.selectAll()
