"""Lists of plain values as Qt models: the sections of the left pane, the findings of the summary."""

from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

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
