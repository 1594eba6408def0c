"""The list of brought pictures, and one picture large."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QItemSelectionModel, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QImage, QImageReader, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from inspector.ui import theme
from inspector.ui.language import tr
from inspector.ui.models.lists import VALUE, Index, ListModel
from inspector.ui.screens.importing.page import GLYPHS, TONES, PictureLine, State
from inspector.ui.screens.questions.strip import paint_picture
from inspector.ui.widgets import paint
from inspector.ui.widgets.basic import SHRINKS

Load = Callable[[str, Callable[[bytes], QImage], Callable[[QImage], None]], None]
"""Reads a picture by name, decodes it on a worker, and brings it here."""

ROW, GAP, THUMB = 78, 7, QSize(92, 60)
LARGE = QSize(880, 880)
KEPT = 60
"""Small pictures in memory: what fits a screen, several times."""

_LINE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


def decoded(room: QSize, aspect: Qt.AspectRatioMode) -> Callable[[bytes], QImage]:
    """Reads a JPEG no larger than needed; safe on any thread."""

    def read(data: bytes) -> QImage:
        buffer = QBuffer()
        buffer.setData(QByteArray(data))
        reader = QImageReader(buffer)
        size = reader.size()
        if size.isValid() and (size.width() > room.width() or size.height() > room.height()):
            reader.setScaledSize(size.scaled(room, aspect))
        return reader.read()

    return read


class PictureDelegate(QStyledItemDelegate):
    """Picture, question and time; at the right shape and word."""

    def __init__(self, view: "PictureList") -> None:
        super().__init__(view)
        self._list = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All alike."""
        del option, index
        return QSize(300, theme.scaled(ROW) + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The chosen one is tinted and edged."""
        line: PictureLine = index.data(VALUE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(paint.RING, paint.RING - 4, -paint.RING, -paint.RING + 2)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen and self._list.hasFocus():
            paint.focus_ring(painter, rect, 12)
        painter.setPen(QPen(theme.color("brand" if chosen else "line"), 2 if chosen else 1))
        painter.setBrush(theme.color("brandT" if chosen else "surface"))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 12, 12)
        middle = rect.center().y()
        thumb = QRectF(rect.left() + 10, middle - THUMB.height() / 2, THUMB.width(), THUMB.height())
        paint_picture(painter, thumb, self._list.small(line.photo))
        right = self._state(painter, rect, line)
        words = QRectF(thumb.right() + 11, rect.top(), right - thumb.right() - 24, rect.height())
        self._words(painter, words, line)
        painter.restore()

    def _state(self, painter: QPainter, rect: QRectF, line: PictureLine) -> float:
        font = theme.font(14, 600)
        width = QFontMetrics(font).horizontalAdvance(line.word)
        left = rect.right() - 15 - width
        painter.setFont(font)
        painter.setPen(theme.color(TONES[line.state]))
        painter.drawText(QRectF(left, rect.top(), width + 4, rect.height()), _LINE, line.word)
        paint.status(painter, QRectF(left - 30, rect.center().y() - 10, 20, 20), GLYPHS[line.state])
        return left - 30

    def _words(self, painter: QPainter, room: QRectF, line: PictureLine) -> None:
        font = QFont(theme.font(15, 600))
        least = max(12, round(font.pixelSize() * SHRINKS))
        while font.pixelSize() > least and QFontMetrics(font).horizontalAdvance(line.title) > room.width():
            font.setPixelSize(font.pixelSize() - 1)
        half, shift = theme.scaled(22), theme.scaled(11)
        painter.setFont(font)
        painter.setPen(theme.color("ink"))
        shown = QFontMetrics(font).elidedText(line.title, Qt.TextElideMode.ElideRight, int(room.width()))
        top = QRectF(room.left(), room.center().y() - shift - half / 2, room.width(), half)
        painter.drawText(top, _LINE, shown)
        painter.setFont(theme.font(14))
        painter.setPen(theme.color("ink2"))
        painter.drawText(top.translated(0, half), _LINE, line.time)


class PictureList(QListView):
    """`chosen` carries the picture's name. Small pictures are read when they come into view."""

    chosen = Signal(str)

    def __init__(self, load: Load) -> None:
        super().__init__()
        self._load = load
        self._small: dict[str, QImage] = {}
        self.lines: ListModel[PictureLine] = ListModel(PictureLine.spoken, self)
        self.setModel(self.lines)
        self.setItemDelegate(PictureDelegate(self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.clicked.connect(self._clicked)

    def show_lines(self, lines: tuple[PictureLine, ...], chosen: int) -> None:
        """Other lines, and which is chosen."""
        self.lines.show(lines)
        index = self.lines.index(max(chosen, 0))
        if lines and index != self.currentIndex():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if lines:
            self.scrollTo(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chosen one stays in view."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def small(self, photo: str) -> QImage:
        """The small picture; an empty one until it is read."""
        known = self._small.get(photo)
        if known is None:
            known = self._small[photo] = QImage()
            while len(self._small) > KEPT:
                del self._small[next(iter(self._small))]
            expanding = Qt.AspectRatioMode.KeepAspectRatioByExpanding
            self._load(photo, decoded(THUMB * 2, expanding), lambda image: self._arrived(photo, image))
        return known

    def _arrived(self, photo: str, image: QImage) -> None:
        self._small[photo] = image
        self.viewport().update()

    def _clicked(self, index: Index) -> None:
        line = index.data(VALUE)
        if line is not None:
            self.chosen.emit(line.photo)


class LargePicture(QWidget):
    """One picture, whole; a plate tells when faces are closed on it."""

    def __init__(self, load: Load) -> None:
        super().__init__()
        self._load, self._photo, self._plate = load, "", ""
        self.image = QImage()
        self.setMinimumHeight(96)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_photo(self, photo: str, plate: str) -> None:
        """Which; it is read first."""
        self._plate = plate
        self.setAccessibleName(", ".join(part for part in (tr("The picture"), plate) if part))
        if photo != self._photo:
            self._photo, self.image = photo, QImage()
            whole = decoded(LARGE, Qt.AspectRatioMode.KeepAspectRatio)
            self._load(photo, whole, lambda image: self._arrived(photo, image))
        self.update()

    def _arrived(self, photo: str, image: QImage) -> None:
        if photo == self._photo:
            self.image = image
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """In the middle of its place."""
        del event
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
        room = QSize(self.width() - 2, self.height() - 2)
        size = QSize(4, 3) if self.image.isNull() else self.image.size()
        size = size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        paint_picture(painter, QRectF(left, top, size.width(), size.height()), self.image)
        if self._plate:
            self._paint_plate(painter, QRectF(left + 10, top + size.height() - 38, 0, 28))

    def _paint_plate(self, painter: QPainter, plate: QRectF) -> None:
        font = theme.font(14, 600)
        plate.setWidth(QFontMetrics(font).horizontalAdvance(self._plate) + 48)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("barwell"))
        painter.drawRoundedRect(plate, 7, 7)
        paint.status(painter, QRectF(plate.left() + 8, plate.top() + 5, 18, 18), GLYPHS[State.DONE], "onbar", "barwell")
        painter.setPen(theme.color("onbar"))
        painter.setFont(font)
        painter.drawText(plate.adjusted(34, 0, 0, 0), _LINE, self._plate)
