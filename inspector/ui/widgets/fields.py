"""Fields to write into, with the two-tone focus ring: line, search, passphrase, digits, code groups, text area."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout

from inspector.ui import icons, keys, theme
from inspector.ui.widgets import paint


class LineField(QLineEdit):
    """A line to write; `height` is the visible height. An icon may stand at its left."""

    def __init__(self, *, height: int = 48, size: int = 16, weight: int = 500, icon: str = "") -> None:
        super().__init__()
        self._height, self._size, self._weight, self._icon = height, size, weight, icon
        self.setProperty("ring", "true")
        if icon:
            self.setTextMargins(34, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._dress()

    def sizeHint(self) -> QSize:
        """Room for about twenty letters."""
        return QSize(260, max(self._height, theme.scaled(self._size) + 20) + 2 * paint.RING)

    def minimumSizeHint(self) -> QSize:
        """Narrow layouts may shrink it."""
        return QSize(120, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """A new theme or text size."""
        if event.type() == QEvent.Type.StyleChange:
            self._dress()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The styled field, its icon, and the ring outside."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(paint.RING, paint.RING, -paint.RING, -paint.RING)
        if self.hasFocus():
            paint.focus_ring(painter, rect, 10)
        if self._icon:
            icons.paint(painter, self._icon, "ink2", QRectF(rect.left() + 14, rect.center().y() - 11, 22, 22))

    def _dress(self) -> None:
        self.setFont(theme.font(self._size, self._weight))


class SearchField(LineField):
    """The large field of the search; ↑ ↓ PgUp PgDn and Enter belong to the list below it."""

    moved = Signal(int)
    entered = Signal(bool)  # True with Ctrl

    def __init__(self) -> None:
        super().__init__(height=56, size=24, weight=600, icon="search")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send the list's keys on, keep the rest."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        else:
            super().keyPressEvent(event)


class PassphraseField(LineField):
    """Shows dots until it is told to show letters. Nothing of it is completed, spell-checked or undone."""

    def __init__(self, *, height: int = 52, size: int = 20) -> None:
        super().__init__(height=height, size=size, weight=600)
        self.setProperty("secret", "true")  # a smaller dot, see qss
        self.reveal(shown=False)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )

    def event(self, event: QEvent) -> bool:
        """The style's dot is read on a change of style only, not when the style first meets the field."""
        taken = super().event(event)
        if event.type() == QEvent.Type.Polish:
            QCoreApplication.sendEvent(self, QEvent(QEvent.Type.StyleChange))
        return taken

    def reveal(self, *, shown: bool) -> None:
        """Letters or dots."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


class DigitField(LineField):
    """Takes digits only, by scan code: on the Kazakh layout the digit row types letters."""

    def __init__(self, length: int = 12, **look: int | str) -> None:
        super().__init__(**look)  # type: ignore[arg-type]
        self.setMaxLength(length)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits are inserted, editing keys and shortcuts pass, everything else is dropped."""
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        pressed = keys.digit(event) if plain else None
        if pressed is not None:
            self.insert(str(pressed))
        elif not plain or not event.text() or not event.text().isprintable():
            super().keyPressEvent(event)


class TextArea(QFrame):
    """Several lines to write, with the ring. `committed` when the field is left with another text."""

    committed = Signal(str)

    def __init__(self, *, lines: int = 3, size: int = 16) -> None:
        super().__init__()
        self._lines, self._size = lines, size
        self._before = ""
        self.edit = _Area(self)
        self.edit.setProperty("seamless", "true")
        self.edit.setTabChangesFocus(True)
        self.edit.setFrameShape(QFrame.Shape.NoFrame)
        self.edit.viewport().setAutoFillBackground(False)
        self.setFocusProxy(self.edit)
        layout = QVBoxLayout(self)
        edge = paint.RING + 4
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.addWidget(self.edit)
        self.edit.entered.connect(self._entered)
        self.edit.left.connect(self._left)
        self._dress()

    def text(self) -> str:
        """What is written."""
        return self.edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Replace it, keeping the cursor when nothing changes."""
        if text != self.text():
            self.edit.setPlainText(text)
        self._before = text

    def set_placeholder(self, text: str) -> None:
        """The grey hint; also the accessible name."""
        self.edit.setPlaceholderText(text)
        self.edit.setAccessibleName(text)

    def changeEvent(self, event: QEvent) -> None:
        """A new theme or text size."""
        if event.type() == QEvent.Type.StyleChange:
            self._dress()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Edge and ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(paint.RING, paint.RING, -paint.RING, -paint.RING)
        if self.edit.hasFocus():
            paint.focus_ring(painter, rect, 8)
        painter.setPen(QPen(theme.color("line2"), 2 if theme.active().high_contrast else 1))
        painter.setBrush(theme.color("surface" if self.isEnabled() else "sunken"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    def _dress(self) -> None:
        self.edit.setFont(theme.font(self._size))
        self.setFixedHeight(round(theme.scaled(self._size) * 1.3) * self._lines + 16 + 2 * paint.RING)

    def _entered(self) -> None:
        self._before = self.text()
        self.update()

    def _left(self) -> None:
        self.update()
        if self.text() != self._before:
            self._before = self.text()
            self.committed.emit(self._before)


class Soon(QTimer):
    """Fires once a moment after the first change, also while typing goes on: no more than that is lost."""

    def __init__(self, parent: QObject, milliseconds: int) -> None:
        super().__init__(parent, singleShot=True, interval=milliseconds)

    def begin(self) -> None:
        """Something changed. A wait that has begun is not put off."""
        if not self.isActive():
            self.start()


class _Area(QPlainTextEdit):
    """Tells its frame about focus."""

    entered = Signal()
    left = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember what was there."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Commit what changed."""
        super().focusOutEvent(event)
        self.left.emit()
