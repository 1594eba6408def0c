"""The found institutions as a list model, and the delegate that paints a line of it."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inspector.ui import theme
from inspector.ui.screens.search.presenter import Hit
from inspector.ui.widgets import paint
from inspector.ui.widgets.basic import TONES

Index = QModelIndex | QPersistentModelIndex
HIT = Qt.ItemDataRole.UserRole
ROW = 76
GAP = 8


class HitModel(QAbstractListModel):
    """A tuple of hits; a new search replaces it whole."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: tuple[Hit, ...] = ()

    def replace(self, hits: Sequence[Hit]) -> None:
        """Other lines."""
        self.beginResetModel()
        self._hits = tuple(hits)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many lines."""
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name, the whole line for screen readers, and the hit itself."""
        if not index.isValid():
            return None
        hit = self._hits[index.row()]
        if role == HIT:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{hit.name}, {hit.below}, {hit.children}, {hit.chip}"
        return None


class HitDelegate(QStyledItemDelegate):
    """Number, state, name with the typed parts marked, address; children and state at the right."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.open_word = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One height for all."""
        return QSize(400, theme.scaled(ROW - GAP) + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        hit = index.data(HIT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rect = QRectF(option.rect).adjusted(1, 0, -1, -GAP)
        painter.setPen(QPen(theme.color("brand" if chosen else "line"), 2 if chosen else 1))
        painter.setBrush(theme.color("brandT" if chosen else "surface"))
        inset = 1 if chosen else 0.5
        painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), 12, 12)
        paint.put(
            painter, QRectF(rect.left() + 16, rect.top(), 30, rect.height()), str(index.row() + 1), 14, 600, "ink2"
        )
        paint.status(painter, QRectF(rect.left() + 40, rect.center().y() - 12, 24, 24), hit.shape)
        right = self._tail(painter, rect, hit, chosen=chosen)
        body = QRectF(rect.left() + 78, rect.top(), right - rect.left() - 90, rect.height())
        self._name(
            painter, QRectF(body.left(), body.center().y() - theme.scaled(26), body.width(), theme.scaled(26)), hit
        )
        below = QRectF(body.left(), body.center().y() + 1, body.width(), theme.scaled(20))
        paint.put(painter, below, hit.below, 14, 400, "ink2")
        painter.restore()

    def _name(self, painter: QPainter, rect: QRectF, hit: Hit) -> None:
        metrics = QFontMetricsF(theme.font(18, 600))
        for start, length in hit.marks:
            left = rect.left() + metrics.horizontalAdvance(hit.name[:start])
            width = metrics.horizontalAdvance(hit.name[start : start + length])
            if left + width < rect.right():
                painter.fillRect(QRectF(left, rect.top() + 1, width, rect.height() - 2), theme.color("warnT"))
        paint.put(painter, rect, hit.name, 18, 600, "ink")

    def _tail(self, painter: QPainter, rect: QRectF, hit: Hit, *, chosen: bool) -> float:
        right = rect.right() - 12
        middle = rect.center().y()
        if chosen:
            right = self._open(painter, right, middle) - 14
        font = theme.font(14, 600)
        width = QFontMetricsF(font).horizontalAdvance(hit.chip) + 21
        pill = QRectF(right - width, middle - 14, width, 28)
        ink, tint = TONES[hit.tone]
        solid = chosen and hit.tone == "brand"
        painter.setPen(QPen(theme.color(ink), 1) if theme.active().high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(ink if solid else tint))
        painter.drawRoundedRect(pill, 14, 14)
        painter.setPen(theme.color("onbrand" if solid else ink))
        painter.setFont(font)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, hit.chip)
        font = theme.font(15, 500)
        width = QFontMetricsF(font).horizontalAdvance(hit.children)
        painter.setFont(font)
        painter.setPen(theme.color("ink2"))
        place = QRectF(pill.left() - 14 - width, rect.top(), width + 2, rect.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, hit.children)
        return place.left()

    def _open(self, painter: QPainter, right: float, middle: float) -> float:
        font = theme.font(16, 600)
        width = QFontMetricsF(font).horizontalAdvance(self.open_word) + 68
        button = QRectF(right - width, middle - 24, width, 48)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("brand"))
        painter.drawRoundedRect(button, 10, 10)
        painter.setFont(font)
        painter.setPen(theme.color("onbrand"))
        painter.drawText(button.adjusted(17, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.open_word)
        faint = theme.color("onbrand").toRgb()
        faint.setAlpha(165)
        cap = QRectF(button.right() - 38, middle - 11, 22, 22)
        painter.setPen(QPen(faint, 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap, 5, 5)
        painter.setFont(theme.font(12, 600))
        painter.setPen(theme.color("onbrand"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, "↵")
        return button.left()
