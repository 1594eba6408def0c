"""The smallest parts: text by role, icon, status glyph, key cap, chip, card, lines, and plain layouts."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from inspector.ui import icons, theme
from inspector.ui.widgets import paint

# Status tone -> (text token, tint token).
TONES = {
    "ok": ("ok", "okT"),
    "bad": ("bad", "badT"),
    "warn": ("warn", "warnT"),
    "na": ("na", "naT"),
    "skip": ("skip", "skipT"),
    "brand": ("brand", "brandT"),
}

Item = QWidget | QLayout | int | str | tuple["Item", int] | None


def _fill(layout: QHBoxLayout | QVBoxLayout, items: Iterable[Item]) -> None:
    for item in items:
        inner, stretch = item if isinstance(item, tuple) else (item, 0)
        if isinstance(inner, int):
            layout.addSpacing(inner)
        elif isinstance(inner, str):
            layout.addStretch(1)
        elif isinstance(inner, QLayout):
            layout.addLayout(inner, stretch)
        elif isinstance(inner, QWidget):
            layout.addWidget(inner, stretch)


def row(
    *items: Item, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0), on: QWidget | None = None
) -> QHBoxLayout:
    """Items from left to right: widgets, layouts, ints (gaps), "|" (takes what is left), (item, stretch)."""
    layout = QHBoxLayout()
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    _fill(layout, items)
    if on is not None:
        on.setLayout(layout)
    return layout


def column(
    *items: Item, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0), on: QWidget | None = None
) -> QVBoxLayout:
    """Items from top to bottom, as `row`."""
    layout = QVBoxLayout()
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    _fill(layout, items)
    if on is not None:
        on.setLayout(layout)
    return layout


def holder(layout: QLayout) -> QWidget:
    """A bare widget around a layout, where a layout alone cannot be hidden or given a width."""
    widget = QWidget()
    widget.setLayout(layout)
    return widget


class Grown(QObject):
    """Keeps a pane as wide as its words need: `width` px at 100 % text, half as much more as the text grows."""

    def __init__(self, pane: QWidget, width: int) -> None:
        super().__init__(pane)
        self._pane, self._width = pane, width
        pane.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A new text size comes as a change of style."""
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
        return False

    def _fit(self) -> None:
        width = round(self._width * (0.5 + theme.text_percent() / 200))
        if self._pane.width() != width:
            self._pane.setFixedWidth(width)


class Text(QLabel):
    """A label in one of the type sizes and one tone token (qss.TONES). `beside` aligns to a larger size's baseline."""

    def __init__(
        self,
        text: str = "",
        size: int = 16,
        weight: int = 400,
        tone: str = "ink",
        *,
        wrap: bool = False,
        beside: int = 0,
    ) -> None:
        super().__init__(text)
        self._size, self._weight, self._beside = size, weight, beside
        self.setProperty("tone", tone)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self._dress()

    def set_tone(self, tone: str) -> None:
        """Another colour token."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)

    def changeEvent(self, event: QEvent) -> None:
        """A new theme or text size comes as a change of style."""
        if event.type() == QEvent.Type.StyleChange:
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        self.setFont(theme.font(self._size, self._weight))
        if self._beside:
            self.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
            lift = round((theme.scaled(self._beside) - theme.scaled(self._size)) * 0.23)
            self.setContentsMargins(0, 0, 0, lift)


SHRINKS = 0.8
"""A line of text may be drawn that much smaller before it loses letters; never below 12 px."""


class Elided(Text):
    """One line of text that gets smaller, then ends in "…" where there is no room; the whole of it in the tooltip."""

    def minimumSizeHint(self) -> QSize:
        """A few letters are enough."""
        return QSize(40, super().minimumSizeHint().height())

    def fitting(self) -> QFont:
        """The font at which the text fits, or the smallest it is drawn at."""
        font, room = QFont(self.font()), self.contentsRect().width()
        least = max(12, round(font.pixelSize() * SHRINKS))
        while font.pixelSize() > least and QFontMetrics(font).horizontalAdvance(self.text()) > room:
            font.setPixelSize(font.pixelSize() - 1)
        return font

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as fits."""
        painter, rect, font = QPainter(self), self.contentsRect(), self.fitting()
        painter.setFont(font)
        painter.setPen(theme.color(self.property("tone")))
        shown = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, rect.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter.drawText(rect, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)


class Icon(QWidget):
    """A Tabler icon. Decorative: the word stands beside it."""

    def __init__(self, name: str, tone: str = "ink", size: int = 24) -> None:
        super().__init__()
        self._name, self._tone = name, tone
        self.setFixedSize(size, size)

    def show_icon(self, name: str, tone: str) -> None:
        """Another icon."""
        self._name, self._tone = name, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        icons.paint(QPainter(self), self._name, self._tone, QRectF(self.rect()))


class StatusGlyph(QWidget):
    """A status shape of paint.SHAPES. Its word belongs beside it, or into its accessible name."""

    def __init__(self, shape: str = "none", size: int = 20, tone: str = "", on: str = "onstat") -> None:
        super().__init__()
        self._shape, self._tone, self._on = shape, tone, on
        self.setFixedSize(size, size)

    @property
    def shape(self) -> str:
        """Which shape is shown."""
        return self._shape

    def show_shape(self, shape: str, tone: str = "") -> None:
        """Another state."""
        self._shape, self._tone = shape, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        paint.status(QPainter(self), QRectF(self.rect()), self._shape, self._tone, self._on)


class KeyCap(QWidget):
    """A key as it looks on the keyboard: 22 px high in hints, 44 px on the key sheet."""

    def __init__(self, text: str, *, big: bool = False, bar: bool = False) -> None:
        super().__init__()
        self._text, self._big, self._bar = text, big, bar
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as its text, never narrower than high."""
        return cap_size(self._text, big=self._big)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A box with a thicker lower edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_cap(painter, QRectF(self.rect()), self._text, big=self._big, bar=self._bar)


def cap_size(text: str, *, big: bool = False) -> QSize:
    """How large a key with that sign is drawn."""
    height = 44 if big else 22
    width = QFontMetrics(_cap_font(big=big)).horizontalAdvance(text) + (24 if big else 12)
    return QSize(max(height, width), height)


def paint_cap(painter: QPainter, whole: QRectF, text: str, *, big: bool = False, bar: bool = False) -> None:
    """A key with that sign, filling the rectangle."""
    edge = (2 if big else 1) + 0.0
    radius = 9 if big else 5
    rect = whole.adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("barline" if bar else "line2"))
    painter.drawRoundedRect(whole, radius, radius)
    painter.setBrush(theme.color("barwell" if bar else "surface" if big else "sunken"))
    painter.drawRoundedRect(rect.adjusted(edge / 2, edge / 2, -edge / 2, -edge * 1.5), radius - 1, radius - 1)
    painter.setFont(_cap_font(big=big))
    painter.setPen(theme.color("onbar2" if bar else "ink" if big else "ink2"))
    painter.drawText(rect.adjusted(0, 0, 0, -edge), Qt.AlignmentFlag.AlignCenter, text)


def _cap_font(*, big: bool) -> QFont:
    return theme.font(18 if big else 12, 700 if big else 600)


class Chip(QWidget):
    """A short word on a tint, with an optional shape or icon. It tells; it is never a target."""

    def __init__(
        self, text: str = "", tone: str = "na", *, shape: str = "", icon: str = "", size: int = 14, height: int = 28,
        solid: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        self._text, self._tone, self._shape, self._icon = text, tone, shape, icon
        self._size, self._height, self._solid = size, height, solid
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """Its words."""
        return self._text

    def say(self, text: str, tone: str = "", shape: str | None = None) -> None:
        """Other words, and perhaps another tone and shape."""
        self._text, self._tone = text, tone or self._tone
        self._shape = self._shape if shape is None else shape
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The text, the mark, and air."""
        width = QFontMetrics(theme.font(self._size, 600)).horizontalAdvance(self._text)
        mark = self._height - 6 if self._shape or self._icon else 0
        return QSize(width + mark + (19 if mark else 21), self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A pill; bordered in high contrast."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        word, tint = TONES[self._tone]
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        bordered = theme.active().high_contrast
        painter.setPen(QPen(theme.color(word), 1) if bordered else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(word if self._solid else tint))
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        ink = "onstat" if self._solid else word
        left = rect.left() + 10
        if self._shape or self._icon:
            side = self._height - (12 if self._shape else 10)
            box = QRectF(rect.left() + 8, rect.center().y() - side / 2, side, side)
            if self._shape:
                paint.status(
                    painter, box, self._shape, "onstat" if self._solid else "", word if self._solid else "onstat"
                )
            else:
                icons.paint(painter, self._icon, ink, box)
            left = box.right() + 6
        painter.setPen(theme.color(ink))
        painter.setFont(theme.font(self._size, 600))
        painter.drawText(rect.adjusted(left - rect.left(), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._text)


class Card(QFrame):
    """A rounded surface. `fill` and `edge` are tokens ("" = no edge); `thick` marks the chosen one."""

    def __init__(self, fill: str = "surface", edge: str = "line", *, radius: int = 14, thick: bool = False) -> None:
        super().__init__()
        self._fill, self._edge, self._radius, self._thick = fill, edge, radius, thick

    def dress(self, fill: str, edge: str, *, thick: bool = False) -> None:
        """Another fill and edge."""
        self._fill, self._edge, self._thick = fill, edge, thick
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill and edge. Tints are white in high contrast, so a tinted block gets an edge there."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = self._edge or ("line" if theme.active().high_contrast and self._fill.endswith("T") else "")
        width = 2 if self._thick else 1
        inset = width / 2 if edge else 0
        painter.setPen(QPen(theme.color(edge), width) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(self._fill))
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(rect, self._radius, self._radius)
        if self.hasFocus():  # a card itself, where nothing inside can be answered
            paint.focus_ring(painter, QRectF(self.rect()).adjusted(5, 5, -5, -5), 10)


class Line(QWidget):
    """A 1-px line, horizontal unless `upright`."""

    def __init__(self, tone: str = "line", *, upright: bool = False) -> None:
        super().__init__()
        self._tone = tone
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the pixel row."""
        QPainter(self).fillRect(self.rect(), theme.color(self._tone))


class Pane(QWidget):
    """A flat area of one token, with an optional 1-px edge on one side ("left", "right", "top")."""

    def __init__(self, fill: str = "surface", edge: str = "") -> None:
        super().__init__()
        self._fill, self.edge = fill, edge

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill, then the edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color(self._fill))
        line = theme.color("line")
        if self.edge == "left":
            painter.fillRect(0, 0, 1, self.height(), line)
        elif self.edge == "right":
            painter.fillRect(self.width() - 1, 0, 1, self.height(), line)
        elif self.edge == "top":
            painter.fillRect(0, 0, self.width(), 1, line)


class Scroll(QScrollArea):
    """Scrolls one widget vertically and shows what lies behind it."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)


class Logo(QWidget):
    """The gold shield."""

    def __init__(self, size: int = 34) -> None:
        super().__init__()
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        paint.shield(QPainter(self), QRectF(self.rect()))
