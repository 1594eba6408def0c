"""The open question of a returned inspection: its frozen answer, the thread, the reply, what is put right."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.ui.language import tr
from inspector.ui.screens.questions.page import Photo
from inspector.ui.screens.questions.strip import Thumb
from inspector.ui.screens.questions.tray import PhotoTray
from inspector.ui.screens.returned.page import Message, OpenCard
from inspector.ui.screens.returned.repairs import RepairsView
from inspector.ui.widgets.basic import Card, Icon, KeyCap, StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import PrimaryButton
from inspector.ui.widgets.fields import Soon, TextArea

PAUSE_MS = 1000
_TONES = {"ok": "ok", "bad": "bad", "na": "na", "skip": "skip"}
Load = Callable[[str, Callable[[bytes], None]], None]


class MessageCard(QWidget):
    """One thing that was said, beside the photo it speaks of."""

    def __init__(self, message: Message, load: Load) -> None:
        super().__init__()
        tone = "ink2" if message.ours else "warn"
        box = Card("surface" if message.ours else "warnT", "line" if message.ours else "", radius=10)
        head = row(Icon("user" if message.ours else "flag", tone, 18), Text(message.who, 14, 600, tone), "|", spacing=6)
        text = Text(message.text, 16, 400, wrap=True)
        column(head, text, spacing=2, margins=(14, 8, 12, 8), on=box)
        parts: list[tuple[QWidget, int]] = [(box, 1)]
        if message.photo:
            thumb = Thumb()
            thumb.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            thumb.show_photo(Photo(name=message.photo, row=""), message.number)
            load(message.photo, lambda data: thumb.show_bytes(message.photo, data))
            parts.append((thumb, 0))
        row(*parts, spacing=4, margins=(5, 0, 5, 0), on=self)


class ReturnedCard(Card):
    """`replied` carries the text; `answered` is Ctrl+Enter or the button: go on to the next comment."""

    replied = Signal(str)
    answered = Signal()

    def __init__(self, load: Load) -> None:
        super().__init__("surface", "brand", thick=True)
        self._load = load
        self.node = ""
        self._thread_shown: tuple[Message, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._number, self._text = Text("", 17, 700, "ink2"), Text("", 20, 600, wrap=True)
        self._glyph, self._answer = StatusGlyph("none", 24), Text("", 16, 600)
        self._frozen = Text("", 15, 500, wrap=True)
        self._thread = QVBoxLayout()
        self._thread.setSpacing(6)
        self._reply_title = Text("", 14, 600, "ink2")
        self.reply = TextArea(lines=3)
        self.send = PrimaryButton("", key="Ctrl ↵")
        self.repairs = RepairsView()
        self.tray = PhotoTray()
        self.tray.hide()
        self._pause = Soon(self, PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.reply.edit.textChanged.connect(self._pause.begin)
        self.reply.committed.connect(self.replied)
        self.send.clicked.connect(self._finish)
        self._build()

    def _build(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        state = row(self._glyph, self._answer, Icon("lock", "ink2", 20), spacing=8)
        head = row(self._number, (self._text, 1), holder(state), spacing=12, margins=(5, 0, 5, 0))
        for label in (self._number, self._text):
            label.setAlignment(top)
        stands = Card("sunken", "", radius=8)
        row(Icon("lock", "ink2", 18), (self._frozen, 1), spacing=10, margins=(12, 6, 10, 6), on=stands)
        title = row(self._reply_title, KeyCap("5"), "|", spacing=6, margins=(5, 0, 0, 0))
        self._field = holder(row((self.reply, 1), self.send, spacing=4))
        self._title = holder(title)
        column(
            head, holder(row((stands, 1), margins=(5, 0, 5, 0))), self._thread, self._title, self._field, self.repairs,
            self.tray, spacing=6, margins=(12, 12, 12, 10), on=self,
        )  # fmt: skip

    def show_card(self, card: OpenCard) -> None:
        """As it stands; a text that is being written is not touched."""
        if card.node != self.node:
            self._pause.stop()
            self.tray.hide()
        same, self.node = card.node == self.node, card.node
        self._number.setText(card.number)
        self._text.setText(card.text)
        self._glyph.setVisible(bool(card.glyph))
        self._glyph.show_shape(card.glyph or "none")
        self._answer.setText(card.answer)
        self._answer.set_tone(_TONES.get(card.glyph, "ink"))
        self._frozen.setText(card.frozen)
        if card.thread != self._thread_shown:
            self._show_thread(card.thread)
        answering = card.asked and card.editable
        self._title.setVisible(answering)
        self._field.setVisible(answering)
        if not (same and self.reply.edit.hasFocus()):
            self._pause.blockSignals(True)
            self.reply.set_text(card.reply)
            self._pause.stop()
            self._pause.blockSignals(False)
        self.repairs.show_card(card)
        self.setAccessibleName(f"{card.number} {card.text}. {card.answer}")

    def retranslate(self) -> None:
        """The fixed texts."""
        self._reply_title.setText(tr("Your reply"))
        self.reply.set_placeholder(tr("Reply to headquarters"))
        self.send.setText(tr("Answer"))
        self.repairs.retranslate()
        self.tray.retranslate()

    def focus_reply(self) -> None:
        """Key 5."""
        if self.reply.isVisible():
            self.reply.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def focus_repairs(self) -> None:
        """Key 8."""
        target = self.repairs.first() if self.repairs.isVisible() else None
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def flush(self) -> None:
        """Write down what stands in the reply."""
        self._pause.stop()
        if self.reply.isVisible() or self.reply.edit.hasFocus():
            self.replied.emit(self.reply.text())

    def control_enter(self) -> bool:
        """Ctrl+Enter: keeps the field that has the focus."""
        if self.repairs.text.edit.hasFocus():
            self.repairs.keep()
            return True
        if self.reply.edit.hasFocus():
            self._finish()
            return True
        return False

    def _finish(self) -> None:
        self.flush()
        self.answered.emit()

    def _show_thread(self, thread: tuple[Message, ...]) -> None:
        self._thread_shown = thread
        while self._thread.count():
            widget = self._thread.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for message in thread:
            self._thread.addWidget(MessageCard(message, self._load))
