"""The left pane of an inspection: the ring, the totals, the sections, and the way to the summary."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inspector.ui import theme
from inspector.ui.language import tr
from inspector.ui.models.lists import VALUE, ListModel
from inspector.ui.screens.pane import Pane as PaneValues
from inspector.ui.screens.pane import SectionLine
from inspector.ui.widgets import paint
from inspector.ui.widgets.bars import ProgressRing
from inspector.ui.widgets.basic import Elided, Line, Pane, column, row
from inspector.ui.widgets.buttons import SecondaryButton

WIDE, NARROW, WIDEST = 264, 76, 330
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
ROW_HEIGHT = 53
NARROW_WINDOW, TEXT_NEEDS = 1200, 1100


class SectionDelegate(QStyledItemDelegate):
    """Two lines with a progress shape; in the narrow pane the shape and the number of violations."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.narrow = False

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines of words; three where the title takes two."""
        line: SectionLine = index.data(VALUE)
        height = max(ROW_HEIGHT, theme.scaled(15) + theme.scaled(13) + 24)
        room = option.rect.width() - 56
        wide = QFontMetrics(theme.font(15, 600)).horizontalAdvance(line.title) > room > 0
        return QSize(60, height + (round(theme.scaled(15) * 1.2) if wide and not self.narrow else 0))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The chosen section is tinted and barred at its left edge."""
        line: SectionLine = index.data(VALUE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(0, 0, 0, -1)
        contrast = theme.active().high_contrast
        if line.current:
            painter.setPen(QPen(theme.color("brand"), 1) if contrast else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("brandT"))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("brand"))
            painter.drawRoundedRect(QRectF(rect.left(), rect.top() + 9, 4, rect.height() - 18), 2, 2)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, rect.adjusted(5, 5, -5, -5), 8)
        glyph = QRectF(rect.left() + 12, rect.center().y() - 11, 22, 22)
        if self.narrow:
            glyph.moveLeft(rect.center().x() - (20 if line.bad else 11))
        paint.status(painter, glyph, line.state)
        if self.narrow:
            self._bad(painter, rect, glyph.right() + 3, line.bad, counted=True)
        else:
            self._words(painter, rect, line)
        painter.restore()

    def _words(self, painter: QPainter, rect: QRectF, line: SectionLine) -> None:
        left = rect.left() + 45
        painter.setFont(theme.font(15, 600 if line.current else 500))
        painter.setPen(theme.color("ink"))
        below = theme.scaled(13) + 12
        high = QRectF(left, rect.top() + 4, rect.right() - left - 4, rect.height() - below - 4)
        painter.drawText(high, _MIDDLE | int(Qt.TextFlag.TextWordWrap), line.title)
        small = theme.font(13)
        painter.setFont(small)
        painter.setPen(theme.color("ink2"))
        low = QRectF(left, high.bottom(), rect.right() - left, below - 6)
        painter.drawText(low, _MIDDLE, line.subtitle)
        self._bad(painter, low, left + QFontMetrics(small).horizontalAdvance(line.subtitle) + 8, line.bad)

    def _bad(self, painter: QPainter, rect: QRectF, left: float, bad: int, *, counted: bool = False) -> None:
        if not bad:
            return
        if not counted:
            paint.status(painter, QRectF(left, rect.center().y() - 7, 14, 14), "bad")
            left += 18
        painter.setFont(theme.font(13, 700))
        painter.setPen(theme.color("bad"))
        painter.drawText(QRectF(left, rect.top(), 40, rect.height()), _MIDDLE, str(bad))


class SectionList(QListView):
    """The sections; Enter or a click goes there."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter activates on every platform."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


class SectionPane(Pane):
    """Shared by the questions and the rosters. `picked` carries a section's path."""

    picked = Signal(str)
    summary_pressed = Signal()

    def __init__(self) -> None:
        super().__init__("surface", "right")
        self._narrow = False
        self._ring = ProgressRing(56)
        self._answered = Elided("", 16, 600)
        self._violations = Elided("", 14, 500, "bad")
        self._advised, self._children = Elided("", 13, 500, "ink2"), Elided("", 13, 500, "ink2")
        self._words = column(self._answered, self._violations, self._advised, self._children, spacing=0)
        self._model: ListModel[SectionLine] = ListModel(_spoken, self)
        self.list = SectionList()
        self._delegate = SectionDelegate(self.list)
        self.list.setModel(self._model)
        self.list.setItemDelegate(self._delegate)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setMinimumHeight(120)
        self.list.clicked.connect(self._picked)
        self.list.activated.connect(self._picked)
        self.finish = SecondaryButton("", icon="signature", height=44, size=15)
        self.finish.clicked.connect(self.summary_pressed)
        self._head = row(self._ring, (self._words, 1), spacing=8)
        column(self._head, Line(), 6, (self.list, 1), self.finish, spacing=0, margins=(8, 0, 8, 3), on=self)
        self._fit()

    def show_pane(self, pane: PaneValues) -> None:
        """Progress as it stands."""
        self._ring.show_share(pane.fraction, pane.percent, pane.answered)
        for label, text in ((self._answered, pane.answered), (self._violations, pane.violations)):
            label.setText(text)
        self._violations.set_tone("bad" if pane.has_violations else "ink2")
        for label, text in ((self._advised, pane.recommendations), (self._children, pane.children)):
            label.setText(text)
            label.setVisible(bool(text) and not self._narrow)
        self._model.show(pane.sections)
        current = next((at for at, line in enumerate(pane.sections) if line.current), -1)
        if current >= 0 and self.list.currentIndex().row() != current:
            index = self._model.index(current)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)

    def retranslate(self) -> None:
        """Say the texts that never change by themselves."""
        self.list.setAccessibleName(tr("Sections"))
        self.finish.setText("" if self._narrow else tr("Summary and signatures"))
        self.finish.setAccessibleName(tr("Summary and signatures"))

    def fit_window(self, width: int) -> None:
        """Below 1200 px of width, or where large texts leave the questions too little, it is a rail of shapes."""
        narrow = width < max(NARROW_WINDOW, theme.scaled(TEXT_NEEDS))
        self._narrow = self._delegate.narrow = narrow
        self._fit()
        for label in (self._answered, self._violations):
            label.setVisible(not narrow)
        for label in (self._advised, self._children):
            label.setVisible(bool(label.text()) and not narrow)
        self.retranslate()
        self.list.doItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Larger texts need a wider pane."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(NARROW if self._narrow else min(theme.scaled(WIDE), WIDEST))
        side = 0 if self._narrow else 1  # the ring alone just fits into the rail
        self._head.setContentsMargins(14 * side, 10, 8 * side, 8)
        self._head.setSpacing(8 * side)

    def _picked(self, index: QModelIndex) -> None:
        line = index.data(VALUE)
        if line is not None:
            self.picked.emit(line.path)


def _spoken(line: SectionLine) -> str:
    bad = f", {line.bad}" if line.bad else ""
    return f"{line.title}, {line.subtitle}{bad}"


def section_step(event: QKeyEvent) -> int:
    """-1 for Ctrl+PgUp, 1 for Ctrl+PgDn, else 0."""
    if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return 0
    return {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()), 0)
