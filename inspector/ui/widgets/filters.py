"""Choices of which exactly one holds: segments (which are the counts, too) and the language switch."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QSizePolicy

from inspector.ui import language, theme
from inspector.ui.language import tr
from inspector.ui.widgets import paint


class _Segment(QAbstractButton):
    """One option. Only the chosen one is in the tab order; arrows choose the neighbour, as radio buttons do."""

    def __init__(self, size: int, height: int, *, bar: bool) -> None:
        super().__init__()
        self._size, self._height, self._bar = size, height, bar
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """The words are the name."""
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The words and air."""
        words = QFontMetrics(theme.font(self._size, 600)).horizontalAdvance(self.text())
        return QSize(words + (20 if self._bar else 26), max(self._height, theme.scaled(self._size) + 12))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tinted when chosen; on the top bar inverted."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, chosen = QRectF(self.rect()), self.isChecked()
        if chosen:
            contrast = theme.active().high_contrast and not self._bar
            painter.setPen(QPen(theme.color("brand"), 2) if contrast else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("onbar" if self._bar else "brandT"))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1) if contrast else rect, 7, 7)
        if self._bar:
            ink = "bar" if chosen else "onbar2"
        else:
            ink = "ink3" if not self.isEnabled() else "brand" if chosen else "ink"
        painter.setPen(theme.color(ink))
        painter.setFont(theme.font(self._size, 600 if chosen or self._bar else 500))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose at once, on press."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.click()


class SegmentedFilter(QFrame):
    """Options in a row, `chosen(index)` when a person picks one. The frame shows the focus ring."""

    chosen = Signal(int)

    def __init__(self, *, height: int = 44, size: int = 14, bar: bool = False) -> None:
        super().__init__()
        self._height, self._size, self._bar = height, size, bar
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        self._layout = QHBoxLayout(self)
        edge = paint.RING + (3 if bar else 4)
        self._layout.setContentsMargins(edge, edge, edge, edge)
        self._layout.setSpacing(2)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(height + 2 * paint.RING)

    def offer(self, texts: Sequence[str], current: int | None = None) -> None:
        """The options; keeps the chosen one unless `current` names another. Widgets are kept, so focus stays."""
        kept = self.current() if current is None else current
        while len(self._group.buttons()) < len(texts):
            segment = _Segment(self._size, self._height - 8, bar=self._bar)
            segment.installEventFilter(self)
            self._group.addButton(segment, len(self._group.buttons()))
            self._layout.addWidget(segment)
        for index, button in enumerate(self._group.buttons()):
            button.setVisible(index < len(texts))
            if index < len(texts):
                button.setText(texts[index])
        self.choose(kept if 0 <= kept < len(texts) else 0)

    def current(self) -> int:
        """The index of the chosen option, -1 when nothing is offered yet."""
        return self._group.checkedId()

    def choose(self, index: int) -> None:
        """Show that option as chosen, without the signal."""
        for position, button in enumerate(self._group.buttons()):
            button.setChecked(position == index)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if position == index else Qt.FocusPolicy.ClickFocus)

    def buttons(self) -> list[QAbstractButton]:
        """The options, in order."""
        return self._group.buttons()

    def eventFilter(self, watched: QFrame, event: QKeyEvent) -> bool:
        """Arrows move the choice; focus changes repaint the ring."""
        if event.type() in (QKeyEvent.Type.FocusIn, QKeyEvent.Type.FocusOut):
            self.update()
        if event.type() == QKeyEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            shown = [button for button in self._group.buttons() if not button.isHidden()]
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            target = (self.current() + step) % len(shown)
            self.choose(target)
            shown[target].setFocus(Qt.FocusReason.TabFocusReason)
            self.chosen.emit(target)
            return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame and, when an option has focus, the ring around all."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(paint.RING, paint.RING, -paint.RING, -paint.RING)
        if any(button.hasFocus() for button in self._group.buttons()):
            paint.focus_ring(painter, rect, 10)
        painter.setPen(QPen(theme.color("barline" if self._bar else "line2"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush if self._bar else theme.color("surface"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)


class LanguageSwitch(SegmentedFilter):
    """ҚАЗ / РУС on the top bar. English is chosen in the settings, and then it is offered here, too."""

    def __init__(self, choose: Callable[[str], None], *, bar: bool = True, codes: Sequence[str] = ("kk", "ru")) -> None:
        super().__init__(height=40, bar=bar)
        self._codes, self._choose = list(codes), choose
        self.chosen.connect(self._picked)
        self.retranslate()

    def retranslate(self) -> None:
        """Show the current language."""
        code = language.current.code
        if code not in self._codes:
            self._codes.append(code)
        self.offer([language.NAMES[each] for each in self._codes], self._codes.index(code))
        self.setAccessibleName(tr("Language"))

    def _picked(self, index: int) -> None:
        self._choose(self._codes[index])
