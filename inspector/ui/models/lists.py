"""Lists of plain values as Qt models: the sections of the left pane, the findings of the summary."""

from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from inspector.ui.widgets import paint

Value = TypeVar("Value", bound=Hashable)
Index = QModelIndex | QPersistentModelIndex
VALUE = Qt.ItemDataRole.UserRole


class ListModel(QAbstractListModel, Generic[Value]):
    """A list of values of one kind; `spoken` says one as a sentence for a screen reader."""

    def __init__(self, spoken: Callable[[Value], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._spoken = spoken
        self._values: tuple[Value, ...] = ()

    @property
    def values(self) -> tuple[Value, ...]:
        """What is shown."""
        return self._values

    def show(self, values: tuple[Value, ...]) -> None:
        """Other values: changed in place when their number stays, so that the chosen line stays chosen."""
        if len(values) != len(self._values):
            self.beginResetModel()
            self._values = values
            self.endResetModel()
            return
        changed = [row for row, (was, now) in enumerate(zip(self._values, values, strict=True)) if was != now]
        self._values = values
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many."""
        return 0 if parent.isValid() else len(self._values)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The sentence for reading and the value for the delegate."""
        if not index.isValid() or index.row() >= len(self._values):
            return None
        value = self._values[index.row()]
        if role == VALUE:
            return value
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(value)
        return None


class LineDelegate(QStyledItemDelegate):
    """A line of a plain list: tinted where the cursor is, ringed where the focus is; `paint_line` writes on it."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground, then the words."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        paint.list_row(painter, rect, current=self._view.currentIndex() == index, ringed=self._view.hasFocus())
        self.paint_line(painter, rect, index.data(VALUE))
        painter.restore()

    def paint_line(self, painter: QPainter, rect: QRectF, value: Any) -> None:
        """What stands in the line."""
        raise NotImplementedError
