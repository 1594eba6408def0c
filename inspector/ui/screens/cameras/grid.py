"""The table of cameras: a model given tuples, rows of two lines, and only the table scrolls."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from inspector.ui import theme
from inspector.ui.language import N_, tr
from inspector.ui.screens.cameras.page import CameraLine
from inspector.ui.widgets import paint

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
ROW, HEAD, STATUS = 50, 38, 216
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
TITLES = (
    N_("№"),
    N_("Camera"),
    N_("Zone · children"),
    N_("On the list"),
    N_("In place"),
    N_("Status"),
    N_("Last time"),
)
NUMBER, PLACE, ZONE, LISTED, FOUND, STATE, LAST = range(7)
SHARES = {PLACE: 26, ZONE: 22, LISTED: 16, FOUND: 11, LAST: 14}
LEAST = {PLACE: 130, ZONE: 110, LISTED: 112, FOUND: 92, LAST: 96}


class CamerasModel(QAbstractTableModel):
    """Lines as they are; a change of one row is told as a change of one row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[CameraLine, ...] = ()

    def show(self, lines: tuple[CameraLine, ...]) -> None:
        """Other lines."""
        if [line.key for line in lines] != [line.key for line in self.lines]:
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()
            return
        changed = [at for at, (was, now) in enumerate(zip(self.lines, lines, strict=True)) if was != now]
        self.lines = lines
        for at in changed:
            self.dataChanged.emit(self.index(at, 0), self.index(at, LAST))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Cameras."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Always the same."""
        return 0 if parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of the columns."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.FontRole:
            return theme.font(14, 600)
        return tr(TITLES[section]) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What is read, and the whole row as one sentence."""
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return line.spoken()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            words = (line.number, line.place, line.zone, line.listed_words, line.found_words, line.status, line.last)
            return words[index.column()]
        return None


class CamerasDelegate(QStyledItemDelegate):
    """Shapes with their words; a reported row is grey."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One height."""
        del option, index
        return QSize(80, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Band, cell, ring."""
        view, line = self.parent(), index.data(LINE)
        if not isinstance(view, QTableView) or line is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        here = view.currentIndex().row() == index.row()
        if here or index.row() % 2:
            painter.fillRect(option.rect, theme.color("brandT" if here else "canvas"))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.color("line"))
        if here and index.column() == 0:
            painter.fillRect(QRectF(rect.left(), rect.top() + 6, 4, rect.height() - 12), theme.color("brand"))
        _CELLS[index.column()](painter, rect.adjusted(12, 0, -4, 0), line)
        if here and view.hasFocus():
            self._ring(painter, view, index)
        painter.restore()

    def _ring(self, painter: QPainter, view: QTableView, index: Index) -> None:
        """Around the whole row, each cell drawing its part."""
        cell, width = view.visualRect(index), view.viewport().width()
        paint.focus_ring(painter, QRectF(0, cell.top(), width, cell.height()).adjusted(6, 6, -6, -6), 8)


def _number(painter: QPainter, rect: QRectF, line: CameraLine) -> None:
    paint.put(painter, rect, line.number, 15, 600, "ink2")


def _place(painter: QPainter, rect: QRectF, line: CameraLine) -> None:
    paint.put(painter, rect, line.place, 16, 500 if line.reported else 600, "ink2" if line.reported else "ink")


def _zone(painter: QPainter, rect: QRectF, line: CameraLine) -> None:
    paint.put(painter, rect, line.zone, 15, 500, "ink2" if line.reported else "ink")


def _listed(painter: QPainter, rect: QRectF, line: CameraLine) -> None:
    _marked(painter, rect, {"yes": "declared", "no": "warn"}.get(line.listed, ""), line.listed_words)


def _found(painter: QPainter, rect: QRectF, line: CameraLine) -> None:
    if line.found == "yes":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("ok"))
        painter.drawEllipse(QRectF(rect.left(), rect.center().y() - 6, 13, 13))
        paint.put(painter, rect.adjusted(23, 0, 0, 0), line.found_words, 15, 500, "ink")
    else:
        _marked(painter, rect, "bad" if line.found == "no" else "", line.found_words)


def _marked(painter: QPainter, rect: QRectF, shape: str, words: str) -> None:
    if not shape:
        paint.put(painter, rect, words, 15, 600, "ink2")
        return
    paint.status(painter, QRectF(rect.left(), rect.center().y() - 9, 18, 18), shape)
    tone = {"warn": "warn", "bad": "bad"}.get(shape, "ink")
    paint.put(painter, rect.adjusted(26, 0, 0, 0), words, 15, 500 if tone == "ink" else 600, tone)


def _state(painter: QPainter, rect: QRectF, line: CameraLine) -> None:
    if line.reported:
        paint.put(painter, rect, line.status, 15, 600, "ink")
        return
    paint.status(painter, QRectF(rect.left(), rect.center().y() - 9, 18, 18), line.glyph)
    room = rect.adjusted(27, 0, 0, 0)
    if not line.detail:
        paint.put(painter, room, line.status, 15, 600, line.tone)
        return
    split = theme.scaled(10)
    paint.put(painter, room.adjusted(0, 0, 0, -2 * split + 2), line.status, 15, 600, line.tone)
    paint.put(painter, room.adjusted(0, 2 * split, 0, 0), line.detail, 13, 500, "ink2")


def _last(painter: QPainter, rect: QRectF, line: CameraLine) -> None:
    paint.put(painter, rect, line.last, 14, 500, "ink2")


_CELLS: tuple[Callable[[QPainter, QRectF, CameraLine], None], ...] = (
    _number, _place, _zone, _listed, _found, _state, _last,
)  # fmt: skip


class CamerasTable(QTableView):
    """Arrows go by row. `moved` when another row is current, `opened` on Enter or a double click."""

    moved = Signal()
    opened = Signal()

    def __init__(self, model: CamerasModel) -> None:
        super().__init__()
        self.setModel(model)
        self._cameras = model
        self.setItemDelegate(CamerasDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(lambda _: self.opened.emit())
        self.dress()

    def dress(self) -> None:
        """Fonts of the active look."""
        self.horizontalHeader().setFont(theme.font(14, 600))
        self.horizontalHeader().setFixedHeight(max(HEAD, theme.scaled(14) + 20))
        self.verticalHeader().setDefaultSectionSize(max(ROW, theme.scaled(15) + theme.scaled(13) + 22))
        self.fit()

    def fit(self) -> None:
        """The status keeps its width; what is left is shared out; the least important column goes first."""
        status = max(STATUS, QFontMetrics(theme.font(15, 600)).horizontalAdvance(tr("Proved by a code")) + 60)
        left = self.viewport().width() - 48 - status
        empty = {LAST: all(not line.last for line in self._cameras.lines),
                 LISTED: all(not line.listed for line in self._cameras.lines)}  # fmt: skip
        shown = [at for at in SHARES if not empty.get(at)]
        if sum(LEAST[at] for at in shown) > left and LAST in shown:
            shown.remove(LAST)
        for at in SHARES:
            self.setColumnHidden(at, at not in shown)
        spare = max(0, left - sum(LEAST[at] for at in shown))
        total = sum(SHARES[at] for at in shown)
        for at in shown:
            self.setColumnWidth(at, LEAST[at] + spare * SHARES[at] // total)
        self.setColumnWidth(NUMBER, 48)
        self.setColumnWidth(STATE, status)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out again."""
        super().resizeEvent(event)
        self.fit()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """The whole row is tinted."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.moved.emit()

    def line(self) -> CameraLine | None:
        """The current row."""
        at = self.currentIndex().row()
        return self._cameras.lines[at] if 0 <= at < len(self._cameras.lines) else None

    def choose(self, key: str) -> None:
        """Make the row of that key current."""
        at = next((at for at, line in enumerate(self._cameras.lines) if line.key == key), -1)
        if at >= 0:
            self.setCurrentIndex(self._cameras.index(at, 0))
            self.scrollTo(self._cameras.index(at, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Tab leaves; the rest is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
            return
        super().keyPressEvent(event)
