"""One filter for the whole program: digits and Ctrl+letters by scan code, function keys, Escape, idle time.

It stands at the window, at its native handle and at the widget with the focus, wherever that goes. A filter of the
application would be asked about every event of every widget, and opening a screen has thousands of them.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from inspector.ui import keys

if TYPE_CHECKING:
    from inspector.ui.window import AppWindow

_TOUCHES = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.TouchBegin)


class KeyFilter(QObject):
    """Sees every key before the widgets. Digits answer only while no text is being written."""

    def __init__(self, window: "AppWindow") -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)
        self._follow(None, QApplication.focusWidget())
        _application().focusChanged.connect(self._follow)

    def remove(self) -> None:
        """The window closes."""
        _application().focusChanged.disconnect(self._follow)
        self._follow(QApplication.focusWidget(), None)
        self._window.removeEventFilter(self)

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        """The focus goes elsewhere."""
        for widget in (old, now):
            if widget is not None and widget is not self._window:
                widget.removeEventFilter(self) if widget is old else widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """True when the key was taken."""
        kind = event.type()
        if kind == QEvent.Type.Show and watched is self._window:
            self._window.windowHandle().installEventFilter(self)
        if kind in _TOUCHES:
            self._window.touched()
        if kind != QEvent.Type.KeyPress or not isinstance(watched, QWidget):
            return False
        # A key nobody took travels up through the parents; only its first and its last stop count.
        if watched not in (QApplication.focusWidget(), self._window):
            return False
        return isinstance(event, QKeyEvent) and self._pressed(event)

    def _pressed(self, event: QKeyEvent) -> bool:
        screen = self._window.screen
        if screen is None:
            return False
        modifiers = event.modifiers()
        if modifiers & Qt.KeyboardModifier.AltModifier:
            return False
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            return self._control(event)
        if self._function(event):
            return True
        writing = keys.takes_text(QApplication.focusWidget())
        if event.key() == Qt.Key.Key_Escape:
            return self._escape(writing=writing)
        if writing:
            return False
        pressed = keys.digit(event)
        if pressed is not None and not modifiers & Qt.KeyboardModifier.ShiftModifier:
            # A held key must not answer the next question.
            return screen.digit(pressed) if not event.isAutoRepeat() else True
        return screen.key(event)

    def _control(self, event: QKeyEvent) -> bool:
        letter, window = keys.letter(event), self._window
        screen = window.screen
        if letter is None or screen is None:
            return False
        if letter == "Z" and _can_undo_text(QApplication.focusWidget()):
            return False
        if screen.control(letter):
            return True
        if letter == "B":
            window.cycle_theme()
            return True
        if not window.is_open:
            return False
        actions = {
            "K": lambda: window.navigator.show("search"),
            "L": window.lock,
            "P": lambda: _to_paper(window),
            "Z": window.undo,
        }
        if letter in actions:
            actions[letter]()
            return True
        return False

    def _function(self, event: QKeyEvent) -> bool:
        window = self._window
        if event.key() == Qt.Key.Key_F11:
            window.toggle_full_screen()
            return True
        if not window.is_open:
            return False
        if event.key() == Qt.Key.Key_F1:
            window.navigator.show("keys")
            return True
        if event.key() == Qt.Key.Key_F9:
            window.exchange.start()
            return True
        return False

    def _escape(self, *, writing: bool) -> bool:
        screen = self._window.screen
        if screen is None:
            return False
        if screen.escape():
            return True
        target = screen.first_focus()
        if writing and target is not None and target is not QApplication.focusWidget():
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        self._window.go_back()
        return True


def _application() -> QApplication:
    """The application; there is one wherever there is a window."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


def _to_paper(window: "AppWindow") -> None:
    """Where what is worked on is printed: the draft of this inspection, or the acts. There the same key prints."""
    inspection = str(window.navigator.steps[-1][1].get("inspection", "")) if window.navigator.steps else ""
    if inspection:
        window.navigator.show("proof", inspection=inspection)
    else:
        window.navigator.place("acts")


def _can_undo_text(widget: QWidget | None) -> bool:
    if isinstance(widget, QLineEdit):
        return widget.isUndoAvailable()
    return isinstance(widget, QPlainTextEdit) and widget.document().isUndoAvailable()
