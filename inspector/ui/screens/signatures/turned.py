"""The pad over the whole window, for a laptop that was turned round: a name and paper, nothing else to press."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from inspector.core.signatures import Stroke
from inspector.ui import theme
from inspector.ui.language import tr
from inspector.ui.widgets.basic import Pane, Text, column, row
from inspector.ui.widgets.buttons import GhostButton, PrimaryButton
from inspector.ui.widgets.signature import SignaturePad, wide_enough


class TurnedPad(Pane):
    """Covers `window` until it is done. `drawn` after every stroke, `erased` when the pad was wiped."""

    drawn = Signal(object)
    erased = Signal()
    done = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__("canvas")
        self.setParent(window)
        self.name, self._post = Text("", 28, 700, wrap=True), Text("", 17, 400, "ink2", wrap=True)
        self.pad = SignaturePad()
        self.erase = GhostButton("", icon="trash", height=56)
        self.ready = PrimaryButton("", icon="check")
        foot = row(self.erase, "|", self.ready, spacing=12)
        column(self.name, self._post, (self.pad, 1), foot, spacing=8, margins=(36, 22, 36, 18), on=self)
        self.pad.changed.connect(self._changed)
        self.erase.clicked.connect(self.pad.clear)
        self.ready.clicked.connect(self.done)
        window.installEventFilter(self)
        self.hide()

    def open(self, name: str, post: str, strokes: tuple[Stroke, ...]) -> None:
        """Over everything, for that person."""
        self.name.setText(name)
        self._post.setText(post)
        self.erase.setText(tr("Erase"))
        self.ready.setText(tr("Done"))
        self.pad.set_hint(tr("Sign with finger, pen or mouse"))
        self.pad.setAccessibleName(tr("Signature: {name}", name=name))
        self.pad.set_strokes(strokes)
        theme.dress(self)
        self.setGeometry(self.parentWidget().rect())
        self.show()
        self.raise_()
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as the window, whatever becomes of it."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self.setGeometry(self.parentWidget().rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Ctrl+F11 are done; everything else means nothing here."""
        turned = event.key() == Qt.Key.Key_F11 and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if turned or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()

    def _changed(self) -> None:
        strokes = self.pad.strokes()
        if wide_enough(strokes):
            self.drawn.emit(strokes)
        elif not strokes:
            self.erased.emit()
