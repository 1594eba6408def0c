"""Everything that is pressed: buttons with the two-tone focus ring, and the four-answer button."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from inspector.ui import icons, theme
from inspector.ui.widgets import paint

ENTER_SIGN = "↵"


class _Pressable(QAbstractButton):
    """Common to all: strong focus, a name for screen readers, Enter presses like Space."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setText(text)

    def setText(self, text: str) -> None:
        """The words are also the accessible name."""
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses too; Qt leaves that to dialogs."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words."""
        return self.sizeHint()


# kind -> (fill, edge, ink) tokens; "" is transparent.
_KINDS = {
    "primary": ("brand", "brand", "onbrand"),
    "secondary": ("surface", "line2", "ink"),
    "ghost": ("", "", "brand"),
    "danger": ("surface", "bad", "bad"),
    "bar": ("", "barline", "onbar"),
    "chosen": ("brandT", "brand", "brand"),
}


class Button(_Pressable):
    """A button of one `kind`: primary (one a screen), secondary, ghost, danger, bar (on the top bar), chosen (of some).

    `height` is the visible height; RING pixels around it are kept for the focus ring. `key` is shown as a cap.
    """

    def __init__(
        self,
        text: str = "",
        kind: str = "secondary",
        *,
        icon: str = "",
        key: str = "",
        height: int = 48,
        size: int = 16,
    ) -> None:
        super().__init__(text)
        self._kind, self._icon, self._key, self._height, self._size = kind, icon, key, height, size
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def set_kind(self, kind: str) -> None:
        """Make it primary, or not any more."""
        self._kind = kind
        self.update()

    def show_icon(self, icon: str) -> None:
        """Another icon."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        """Words, icon, key cap, air and the ring."""
        width = self._content_width() + 36 + 2 * paint.RING
        return QSize(max(width, 44 + 2 * paint.RING), max(self._height, theme.scaled(self._size) + 20) + 2 * paint.RING)

    def _content_width(self) -> int:
        words = QFontMetrics(theme.font(self._size, 600)).horizontalAdvance(self.text())
        return words + (28 if self._icon else 0) + (key_width(self._key) + 10 if self._key else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill, edge, ring, then icon, words and key in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(paint.RING, paint.RING, -paint.RING, -paint.RING)
        fill, edge, ink = _KINDS[self._kind]
        if not self.isEnabled():
            fill, edge, ink = ("sunken", "line", "ink3") if fill else ("", "", "ink3")
        hovered = self.underMouse() and self.isEnabled()
        if hovered and fill == "brand":
            fill = edge = "brandH"
        elif hovered and self._kind in ("secondary", "ghost"):
            fill = "brandT"
        if self.hasFocus():
            paint.focus_ring(painter, rect, 10)
        width = 2 if theme.active().high_contrast else 1.4
        painter.setPen(QPen(theme.color(edge), width) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(fill) if fill else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.7, 0.7, -0.7, -0.7), 10, 10)
        self._paint_content(painter, rect, ink)

    def _paint_content(self, painter: QPainter, rect: QRectF, ink: str) -> None:
        font = theme.font(self._size, 600)
        words = QFontMetrics(font).horizontalAdvance(self.text())
        left = rect.center().x() - self._content_width() / 2
        if self._icon:
            icons.paint(painter, self._icon, ink, QRectF(left, rect.center().y() - 10, 20, 20))
            left += 28
        painter.setFont(font)
        painter.setPen(theme.color(ink))
        painter.drawText(QRectF(left, rect.top(), words + 4, rect.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._key:
            paint_key(
                painter, QRectF(left + words + 10, rect.center().y() - 11, key_width(self._key), 22), self._key, ink
            )


def key_width(text: str) -> int:
    """How wide the outlined key is: square for one sign."""
    return max(22, QFontMetrics(theme.font(12, 600)).horizontalAdvance(text) + 10)


def paint_key(painter: QPainter, rect: QRectF, text: str, ink: str) -> None:
    """The key that presses the button, as an outlined square in the ink of the button."""
    faint = theme.color(ink).toRgb()
    faint.setAlpha(165)
    painter.setPen(QPen(faint, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, 5, 5)
    painter.setPen(theme.color(ink))
    painter.setFont(theme.font(12, 600))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


class PrimaryButton(Button):
    """The next thing to do; Enter presses it from anywhere on the screen."""

    def __init__(self, text: str = "", *, icon: str = "arrow-right", key: str = ENTER_SIGN, height: int = 56) -> None:
        super().__init__(text, "primary", icon=icon, key=key, height=height)


class SecondaryButton(Button):
    """Something else that can be done here."""

    def __init__(self, text: str = "", *, icon: str = "", key: str = "", height: int = 48, size: int = 16) -> None:
        super().__init__(text, "secondary", icon=icon, key=key, height=height, size=size)


class GhostButton(Button):
    """A quiet command without an edge."""

    def __init__(self, text: str = "", *, icon: str = "", key: str = "", height: int = 44, size: int = 16) -> None:
        super().__init__(text, "ghost", icon=icon, key=key, height=height, size=size)


class IconButton(_Pressable):
    """44x44 with an icon only; its words are the tooltip and the accessible name."""

    def __init__(self, icon: str, text: str = "", *, ink: str = "onbar") -> None:
        super().__init__(text)
        self._icon, self._ink = icon, ink
        self.setFixedSize(44, 44)

    def setText(self, text: str) -> None:
        """Tooltip and name."""
        super().setText(text)
        self.setToolTip(text)

    def show_icon(self, icon: str) -> None:
        """Another icon."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        """Square."""
        return QSize(44, 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon, and the ring when focused."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            paint.focus_ring(painter, QRectF(self.rect()).adjusted(5, 5, -5, -5), 8)
        icons.paint(painter, self._icon, self._ink, QRectF(11, 11, 22, 22))


class AnswerButton(_Pressable):
    """One of the four answers: shape, word and key; a solid fill when chosen. 64 px to hit, 54 visible.

    `shape` is a key of paint.SHAPES and gives the colour; the label shrinks from 16 to 13 px before it is cut.
    """

    def __init__(self, shape: str, key: str, text: str = "") -> None:
        super().__init__(text)
        self._shape, self._key = shape, key
        self.setCheckable(True)
        self.setMinimumHeight(64)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Equal widths come from the row; this is the least that holds the label at 13 px."""
        words = QFontMetrics(theme.font(13, 600)).horizontalAdvance(self.text())
        return QSize(words + 108, max(64, theme.scaled(16) + 44))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Repaint for the hover edge."""
        self.update()
        super().enterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill and edge, the shape, the word, the key."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(paint.RING, paint.RING, -paint.RING, -paint.RING)
        own, chosen = paint.SHAPES[self._shape], self.isChecked()
        if self.hasFocus():
            paint.focus_ring(painter, rect, 12)
        edge = own if chosen or (self.underMouse() and self.isEnabled()) else "line2" if self.isEnabled() else "line"
        painter.setPen(QPen(theme.color(edge), 2 if chosen or theme.active().high_contrast else 1.4))
        painter.setBrush(theme.color(own if chosen else "surface"))
        painter.drawRoundedRect(rect.adjusted(0.7, 0.7, -0.7, -0.7), 12, 12)
        glyph = QRectF(rect.left() + 14, rect.center().y() - 13, 26, 26)
        paint.status(painter, glyph, self._shape, "onstat" if chosen else "", own if chosen else "onstat")
        ink = "onstat" if chosen else "ink" if self.isEnabled() else "ink3"
        self._paint_label(painter, rect, glyph.right() + 10, ink)
        paint_key(painter, QRectF(rect.right() - 34, rect.center().y() - 12, 24, 24), self._key, ink)

    def _paint_label(self, painter: QPainter, rect: QRectF, left: float, ink: str) -> None:
        room = rect.right() - 40 - left
        size = 16
        while size > 13 and QFontMetrics(theme.font(size, 600)).horizontalAdvance(self.text()) > room:
            size -= 1
        painter.setPen(theme.color(ink))
        painter.setFont(theme.font(size, 600))
        label = QRectF(QPointF(left, rect.top()), QPointF(rect.right() - 36, rect.bottom()))
        painter.drawText(label, Qt.AlignmentFlag.AlignVCenter, self.text())


class ChoiceButton(_Pressable):
    """A wide option with its key: a way to sign, a reason, a language. Checkable; use in an exclusive group."""

    def __init__(self, text: str = "", key: str = "", *, note: str = "", icon: str = "", height: int = 56) -> None:
        super().__init__(text)
        self._key, self._note, self._icon, self._height = key, note, icon, height
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon: str) -> None:
        """Another picture at the left."""
        self._icon = icon
        self.update()

    def set_note(self, note: str) -> None:
        """The second, smaller line."""
        self._note = note
        self.setAccessibleDescription(note)
        self.update()

    def sizeHint(self) -> QSize:
        """The wider of both lines, mark and key."""
        words = QFontMetrics(theme.font(16, 600)).horizontalAdvance(self.text())
        note = QFontMetrics(theme.font(13)).horizontalAdvance(self._note)
        height = max(self._height, theme.scaled(16 + (14 if self._note else 0)) + 24)
        return QSize(max(words, note) + (112 if self._key else 78), height + 2 * paint.RING)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tinted and thick-edged when chosen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(paint.RING, paint.RING, -paint.RING, -paint.RING)
        chosen = self.isChecked()
        if self.hasFocus():
            paint.focus_ring(painter, rect, 10)
        painter.setPen(QPen(theme.color("brand" if chosen else "line2"), 2 if chosen else 1.4))
        painter.setBrush(theme.color("brandT" if chosen else "surface" if self.isEnabled() else "sunken"))
        painter.drawRoundedRect(rect.adjusted(0.7, 0.7, -0.7, -0.7), 10, 10)
        mark = QRectF(rect.left() + 14, rect.center().y() - 11, 22, 22)
        if self._icon:
            icons.paint(painter, self._icon, "brand" if chosen else "ink2", mark)
        else:
            paint.status(painter, mark, "ok" if chosen else "none", "brand" if chosen else "", "brandT")
        left = mark.right() + 11
        line = QRectF(left, rect.top(), rect.right() - left - (40 if self._key else 8), rect.height())
        painter.setPen(theme.color("ink" if self.isEnabled() else "ink3"))
        painter.setFont(theme.font(16, 600 if chosen else 500))
        lift = theme.scaled(10) if self._note else 0
        painter.drawText(line.adjusted(0, -lift, 0, -lift), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._note:
            painter.setPen(theme.color("ink2"))
            painter.setFont(theme.font(13))
            painter.drawText(line.adjusted(0, lift, 0, lift), Qt.AlignmentFlag.AlignVCenter, self._note)
        if self._key:
            paint_key(painter, QRectF(rect.right() - 35, rect.center().y() - 11, 22, 22), self._key, "ink2")
