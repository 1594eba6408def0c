"""Six boxes for six digits, and a keypad large enough for gloves."""

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from inspector.core.pin import LENGTH
from inspector.ui import icons, theme
from inspector.ui.language import tr
from inspector.ui.widgets import paint
from inspector.ui.widgets.buttons import _Pressable
from inspector.ui.widgets.fields import DigitField

BOX_WIDTH, BOX_HEIGHT, GAP = 54, 64, 8
KEY_WIDTH, KEY_HEIGHT = 92, 64
BACK, ENTER = "⌫", "↵"


class PinField(DigitField):
    """Digits by scan code, shown as dots in six boxes; what a screen reader meets is a passphrase field."""

    def __init__(self) -> None:
        super().__init__(LENGTH)
        self.setEchoMode(DigitField.EchoMode.Password)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.update)

    def sizeHint(self) -> QSize:
        """Six boxes and the ring around them."""
        return QSize(LENGTH * (BOX_WIDTH + GAP) - GAP + 2 * paint.RING, BOX_HEIGHT + 2 * paint.RING)

    def minimumSizeHint(self) -> QSize:
        """Never less."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dot in each filled box, the ring and a bar in the one that comes next."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        filled = len(self.text())
        for place in range(LENGTH):
            left = paint.RING + place * (BOX_WIDTH + GAP)
            box = QRectF(left, paint.RING, BOX_WIDTH, BOX_HEIGHT)
            following = place == min(filled, LENGTH - 1) and self.hasFocus()
            if following:
                paint.focus_ring(painter, box, 10)
            painter.setPen(QPen(theme.color("brand" if following else "line2"), 2 if following else 1.4))
            painter.setBrush(theme.color("surface" if self.isEnabled() else "sunken"))
            painter.drawRoundedRect(box.adjusted(0.7, 0.7, -0.7, -0.7), 9, 9)
            if place < filled:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("ink"))
                painter.drawEllipse(box.center(), 8, 8)
            elif following:
                painter.setPen(QPen(theme.color("brand"), 2))
                middle = box.center()
                painter.drawLine(QPointF(middle.x(), middle.y() - 19), QPointF(middle.x(), middle.y() + 19))


class PadKey(_Pressable):
    """One key, 92x64. It never takes the focus: the field keeps it."""

    def __init__(self, sign: str) -> None:
        super().__init__(sign)
        self._sign = sign
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedSize(KEY_WIDTH, KEY_HEIGHT)

    def sizeHint(self) -> QSize:
        """As the design says, whatever the text size: twelve keys stand in one card."""
        return QSize(KEY_WIDTH, KEY_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A flat key; the way on is filled, and in high contrast each has an edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self._sign == ENTER
        edged = theme.active().high_contrast or self.isDown()
        painter.setPen(QPen(theme.color("line2"), 1.4) if edged else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("brand" if on else "brandT" if self.underMouse() else "sunken"))
        rect = QRectF(self.rect()).adjusted(0.7, 0.7, -0.7, -0.7)
        painter.drawRoundedRect(rect, 10, 10)
        ink = "onbrand" if on else "ink"
        if self._sign in (BACK, ENTER):
            name = "backspace" if self._sign == BACK else "corner-down-left"
            icons.paint(painter, name, ink, QRectF(rect.center().x() - 12, rect.center().y() - 12, 24, 24))
            return
        painter.setPen(theme.color(ink))
        painter.setFont(theme.font(24, 700))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._sign)


class Keypad(QWidget):
    """Types into `field`; `entered` is the filled key."""

    entered = Signal()

    def __init__(self, field: PinField) -> None:
        super().__init__()
        self._field = field
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP)
        self._keys = {}
        for place, sign in enumerate(("1", "2", "3", "4", "5", "6", "7", "8", "9", BACK, "0", ENTER)):
            key = self._keys[sign] = PadKey(sign)
            key.clicked.connect(lambda _=False, sign=sign: self._press(sign))
            grid.addWidget(key, *divmod(place, 3))

    def retranslate(self) -> None:
        """The two keys without a digit."""
        self._keys[BACK].setAccessibleName(tr("Delete the last digit"))
        self._keys[ENTER].setAccessibleName(tr("Next"))

    def _press(self, sign: str) -> None:
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        if sign == ENTER:
            self.entered.emit()
            return
        key = Qt.Key.Key_Backspace if sign == BACK else Qt.Key(Qt.Key.Key_0 + int(sign))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.KeypadModifier, "" if sign == BACK else sign)
            QCoreApplication.sendEvent(self._field, event)
