"""The list of findings, worst first; Enter opens the question."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inspector.ui import icons, theme
from inspector.ui.models.lists import VALUE, ListModel
from inspector.ui.screens.summary.page import FindingLine
from inspector.ui.widgets import paint
from inspector.ui.widgets.basic import TONES

Index = QModelIndex | QPersistentModelIndex
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_TOP = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
ROW = 54


class FindingDelegate(QStyledItemDelegate):
    """Shape, number, text, what it contradicts, photos, term."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Higher where the text takes two lines."""
        finding: FindingLine = index.data(VALUE)
        width = max(200, option.rect.width() - 300)
        lines = 1 + (QFontMetrics(theme.font(15, 500)).horizontalAdvance(finding.text) > width)
        height = lines * theme.scaled(15) * 1.3 + (theme.scaled(13) * 1.4 if finding.note else 0) + 20
        return QSize(300, max(ROW, round(height)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """From the right: term, photos; the text takes what is left."""
        finding: FindingLine = index.data(VALUE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, rect.adjusted(5, 5, -5, -6), 8)
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(18, 0, -14, 0)
        paint.status(painter, QRectF(inner.left(), inner.center().y() - 10, 20, 20), finding.glyph)
        right = self._chip(painter, inner, finding)
        right = self._photos(painter, inner, right - 10, finding.photos)
        number = theme.font(14, 600)
        painter.setFont(number)
        painter.setPen(theme.color("ink2"))
        painter.drawText(inner.adjusted(30, 0, 0, 0), _MIDDLE, finding.number)
        left = inner.left() + 36 + max(30, QFontMetrics(number).horizontalAdvance(finding.number))
        self._words(painter, QRectF(left, inner.top(), right - left - 10, inner.height()), finding)
        painter.restore()

    def _words(self, painter: QPainter, room: QRectF, finding: FindingLine) -> None:
        font = theme.font(15, 500)
        flags = _TOP | int(Qt.TextFlag.TextWordWrap)
        text = QFontMetrics(font).boundingRect(room.toRect(), flags, finding.text)
        note = theme.scaled(13) * 1.4 if finding.note else 0
        top = room.center().y() - (min(text.height(), room.height() - note) + note) / 2
        painter.setFont(font)
        painter.setPen(theme.color("ink"))
        painter.drawText(QRectF(room.left(), top, room.width(), room.bottom() - note - top), flags, finding.text)
        if finding.note:
            line = QRectF(room.left() + 18, top + text.height() + 1, room.width() - 18, note)
            paint.status(painter, QRectF(room.left(), line.center().y() - 6, 13, 13), "warn", "bad")
            painter.setFont(theme.font(13, 500))
            painter.setPen(theme.color("bad"))
            painter.drawText(line, _MIDDLE, finding.note)

    def _chip(self, painter: QPainter, inner: QRectF, finding: FindingLine) -> float:
        shown = finding.term or finding.word
        word, tint = TONES[finding.tone]
        font = theme.font(13, 600)
        width = QFontMetrics(font).horizontalAdvance(shown) + 42
        pill = QRectF(inner.right() - width, inner.center().y() - 13, width, 26)
        bordered = theme.active().high_contrast
        painter.setPen(QPen(theme.color(word), 1) if bordered else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(tint))
        painter.drawRoundedRect(pill, 13, 13)
        icon = "calendar-due" if finding.term else "flag"
        icons.paint(painter, icon, word, QRectF(pill.left() + 9, pill.center().y() - 8, 16, 16))
        painter.setPen(theme.color(word))
        painter.setFont(font)
        painter.drawText(pill.adjusted(31, 0, 0, 0), _MIDDLE, shown)
        return pill.left()

    def _photos(self, painter: QPainter, inner: QRectF, right: float, count: int) -> float:
        font = theme.font(14, 500)
        text = str(count)
        width = QFontMetrics(font).horizontalAdvance(text)
        painter.setFont(font)
        painter.setPen(theme.color("ink2"))
        painter.drawText(QRectF(right - width, inner.top(), width + 2, inner.height()), _MIDDLE, text)
        icons.paint(painter, "photo", "ink2", QRectF(right - width - 19, inner.center().y() - 8, 16, 16))
        return right - width - 24


class FindingList(QListView):
    """`opened` carries the node of the finding."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.lines: ListModel[FindingLine] = ListModel(_spoken, self)
        self.setModel(self.lines)
        self.setItemDelegate(FindingDelegate(self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.activated.connect(self._open)
        self.clicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens on every platform."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        finding = index.data(VALUE)
        if finding is not None:
            self.opened.emit(finding.node)


def _spoken(finding: FindingLine) -> str:
    parts = (finding.number, finding.text, finding.word, finding.term, finding.note)
    return ", ".join(part for part in parts if part)
