"""One picture of the tray: small in the row, and as large as the card allows."""

import functools
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from inspector.ui import theme
from inspector.ui.language import ntr, tr
from inspector.ui.screens.questions.photos import Picture
from inspector.ui.screens.questions.strip import paint_picture
from inspector.ui.widgets import paint
from inspector.ui.widgets.buttons import _Pressable

LARGE = 300
"""Height of a picture looked at."""

Load = Callable[[Path, Callable[[bytes], None]], None]
"""Reads a file small and brings it back as JPEG; nothing when it is no picture."""


class TrayPicture(_Pressable):
    """One picture: taken with 6 or Enter when it has the focus, looked at with Space."""

    looked = Signal()

    def __init__(self) -> None:
        super().__init__("")
        self.picture: Picture | None = None
        self.image = QImage()
        self._age = ""
        self.setFixedHeight(142)
        self.setMinimumWidth(120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_picture(self, picture: Picture, load: Load) -> None:
        """Which file; its picture comes later."""
        if self.picture is None or (self.picture.path, self.picture.at) != (picture.path, picture.at):
            self.image = QImage()
            load(picture.path, functools.partial(self._arrived, picture.path))
        self.picture = picture
        seconds = max(0, int((datetime.now().astimezone() - picture.at).total_seconds()))
        self._age = tr("already in {number}", number=picture.used) if picture.used else _ago(seconds)
        self.setText(f"{picture.at:%H:%M:%S}")
        self.setAccessibleName(tr("Picture of {time}, {age}", time=self.text(), age=self._age))
        self.update()

    def _arrived(self, path: Path, data: bytes) -> None:
        if self.picture is not None and self.picture.path == path:
            self.image = QImage.fromData(data)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space looks, it does not press."""
        if event.key() == Qt.Key.Key_Space:
            self.looked.emit()
            return
        super().keyPressEvent(event)

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
        paint_picture(painter, rect.adjusted(2, 2, -2, -42), self.image)
        left = QRectF(rect.left() + 10, rect.bottom() - 40, rect.width() - 12, 20)
        painter.setPen(theme.color("ink"))
        painter.setFont(theme.font(14, 600))
        painter.drawText(left, int(Qt.AlignmentFlag.AlignVCenter), self.text())
        painter.setPen(theme.color("warn" if self.picture is not None and self.picture.used else "ink2"))
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


class Large(_Pressable):
    """One picture as large as the card allows. Enter takes it, Space goes back to the row."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__("")
        self.picture: Picture | None = None
        self._image = QImage()
        self.setFixedHeight(LARGE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_picture(self, picture: Picture, load: Load) -> None:
        """Which."""
        self.picture = picture
        self._image = QImage()
        self.setText(f"{picture.at:%H:%M:%S}")
        load(picture.path, lambda data: self._arrived(picture, data))
        self.update()

    def _arrived(self, picture: Picture, data: bytes) -> None:
        if picture == self.picture:
            self._image = QImage.fromData(data)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space goes back."""
        if event.key() == Qt.Key.Key_Space:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As high as the card allows."""
        return QSize(400, LARGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Whole, in the middle, with its time."""
        del event
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        size = QSize(4, 3) if self._image.isNull() else self._image.size()
        size = size.scaled(self.size() - QSize(12, 12), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        rect = QRectF(left, top, size.width(), size.height())
        if self.hasFocus():
            paint.focus_ring(painter, rect, 8)
        paint_picture(painter, rect, self._image)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 26, 90, 26), theme.color("barwell"))
        painter.setPen(theme.color("onbar"))
        painter.setFont(theme.font(14, 600))
        painter.drawText(
            QRectF(rect.left() + 8, rect.bottom() - 26, 90, 26), Qt.AlignmentFlag.AlignVCenter, self.text()
        )


def _ago(seconds: int) -> str:
    if seconds < 60:
        return ntr("{n} second ago", "{n} seconds ago", seconds)
    if seconds < 3600:
        return ntr("{n} minute ago", "{n} minutes ago", seconds // 60)
    if seconds < 86400:
        return ntr("{n} hour ago", "{n} hours ago", seconds // 3600)
    return ntr("{n} day ago", "{n} days ago", seconds // 86400)
