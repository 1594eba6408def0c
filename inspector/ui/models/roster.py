"""A roster as a Qt table model. It is given tuples and asks its owner to change them."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from inspector.ui.language import tr
from inspector.ui.screens.roster.page import Cell, Column, Line

Index = QModelIndex | QPersistentModelIndex

CELL = Qt.ItemDataRole.UserRole
LINE = Qt.ItemDataRole.UserRole + 1
COLUMN = Qt.ItemDataRole.UserRole + 2


class RosterModel(QAbstractTableModel):
    """Rows of a roster; the last column is the verdict chip. `edited(row, column, value)` gets what is typed."""

    def __init__(self, edited: Callable[[int, int, str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._edited = edited
        self._columns: tuple[Column, ...] = ()
        self._lines: tuple[Line, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, without the verdict's."""
        return self._columns

    @property
    def lines(self) -> tuple[Line, ...]:
        """The rows as last shown."""
        return self._lines

    def show(self, columns: tuple[Column, ...], lines: tuple[Line, ...]) -> None:
        """Other content, told to the views as the smallest change: 300 rows must not be reset for one cell."""
        if [column.suffix for column in columns] != [column.suffix for column in self._columns]:
            self.beginResetModel()
            self._columns, self._lines = columns, lines
            self.endResetModel()
            return
        self._columns = columns
        old, new = [line.node for line in self._lines], [line.node for line in lines]
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        if head + tail < len(old):
            self.beginRemoveRows(QModelIndex(), head, len(old) - tail - 1)
            self._lines = self._lines[:head] + self._lines[len(old) - tail :]
            self.endRemoveRows()
        if head + tail < len(new):
            self.beginInsertRows(QModelIndex(), head, len(new) - tail - 1)
            self._lines = self._lines[:head] + lines[head : len(new) - tail] + self._lines[head:]
            self.endInsertRows()
        self._change(lines)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns))

    def _change(self, lines: tuple[Line, ...]) -> None:
        changed = [row for row, (was, now) in enumerate(zip(self._lines, lines, strict=True)) if was != now]
        self._lines = lines
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], len(self._columns)))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Rows of the roster."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """The columns and the verdict."""
        return 0 if parent.isValid() or not self._columns else len(self._columns) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of the columns, numbers of the rows."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Vertical:
            return section + 1
        if section >= len(self._columns):
            return tr("Result")
        column = self._columns[section]
        return column.name if role == Qt.ItemDataRole.DisplayRole else column.title

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A cell can be edited unless it is computed or does not apply."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        cell = self._cell(index)
        if cell is not None and not cell.readonly:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What is read, what is stored, and the whole row for the delegate and the screen reader."""
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        cell = self._cell(index)
        if role == LINE:
            return line
        if role == COLUMN:
            return self._columns[index.column()] if index.column() < len(self._columns) else None
        if role == CELL:
            return cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return cell.shown if cell else line.chip
        if role == Qt.ItemDataRole.EditRole:
            return cell.value if cell else line.chip
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = self.headerData(index.column(), Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
            return f"{title}: {cell.shown if cell else line.chip}"
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return line.spoken(self._columns)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hand the new content to the owner, who shows what came of it."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or index.column() >= len(self._columns):
            return False
        self._edited(index.row(), index.column(), str(value))
        return True

    def _cell(self, index: Index) -> Cell | None:
        if index.isValid() and index.row() < len(self._lines) and index.column() < len(self._columns):
            return self._lines[index.row()].cells[index.column()]
        return None


def _common(left: list[str], right: list[str]) -> int:
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count
