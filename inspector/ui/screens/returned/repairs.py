"""What may be put right at a desk, inside the open card: captions, the note, more photos, taking a finding back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from inspector.ui.language import tr
from inspector.ui.screens.returned.page import OpenCard
from inspector.ui.widgets.basic import Card, KeyCap, Text, column, holder, row
from inspector.ui.widgets.buttons import Button, GhostButton, SecondaryButton
from inspector.ui.widgets.fields import TextArea
from inspector.ui.widgets.filters import SegmentedFilter

CAPTION, NOTE, WITHDRAW = "caption", "note", "withdraw"


class RepairsView(QWidget):
    """The buttons, and the one field that is open. `written` carries kind, about (a photo's name or "") and text."""

    written = Signal(str, str, str)
    photo_asked = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._card: OpenCard | None = None
        self._kind = ""
        self._title, self._done = Text("", 14, 600, "ink2"), Text("", 14, 600, "ok", wrap=True)
        self.caption = SecondaryButton("", icon="photo", height=48, size=15)
        self.note = SecondaryButton("", icon="note", height=48, size=15)
        self.photo = SecondaryButton("", icon="camera", key="6", height=48, size=15)
        self.withdraw = Button("", "danger", icon="arrow-back-up", height=48, size=15)
        self.field = Card("sunken", "line2", radius=12)
        self._field_title = Text("", 14, 600, "ink2", wrap=True)
        self.which = SegmentedFilter()
        self.text = TextArea(lines=2)
        self.save = SecondaryButton("", icon="check", height=44, size=15)
        self.cancel = GhostButton("", height=44, size=15)
        column(
            self._field_title, self.which, self.text, row(self.save, "|", self.cancel), spacing=2,
            margins=(12, 8, 8, 6), on=self.field,
        )  # fmt: skip
        head = row(self._title, KeyCap("8"), (self._done, 1), spacing=6, margins=(5, 0, 0, 0))
        self._buttons = holder(row(self.caption, self.note, self.photo, self.withdraw, "|", spacing=0))
        column(head, self._buttons, self.field, spacing=2, on=self)
        self.field.hide()
        self.caption.clicked.connect(lambda: self._open(CAPTION))
        self.note.clicked.connect(lambda: self._open(NOTE))
        self.withdraw.clicked.connect(lambda: self._open(WITHDRAW))
        self.photo.clicked.connect(self.photo_asked)
        self.save.clicked.connect(self.keep)
        self.cancel.clicked.connect(self.close_field)
        self.which.chosen.connect(lambda _: self._fill())

    def show_card(self, card: OpenCard) -> None:
        """What can be done at this question; a field that is open stays open while the question does."""
        if self._card is None or self._card.node != card.node or not card.editable:
            self._kind = ""
            self.field.hide()
        self._card = card
        self._done.setText(" · ".join(card.repairs))
        self.caption.setVisible(bool(card.captions))
        self.note.setVisible(card.note is not None)
        self.photo.setVisible(card.takes_photos)
        self.withdraw.setVisible(card.withdrawal is not None)
        self.withdraw.setText(tr("Put the violation back") if card.withdrawal else tr("Take the violation back"))
        self._buttons.setVisible(card.editable)
        offered = bool(card.captions or card.takes_photos or card.note is not None or card.withdrawal is not None)
        self.setVisible(offered and (card.editable or bool(card.repairs)))

    def retranslate(self) -> None:
        """The fixed texts."""
        self._title.setText(tr("Put right at the desk"))
        self.caption.setText(tr("Caption"))
        self.note.setText(tr("Note"))
        self.photo.setText(tr("Photo"))
        self.save.setText(tr("Keep"))
        self.cancel.setText(tr("Close"))
        self._say()

    def first(self) -> QWidget | None:
        """The first button that can be pressed."""
        buttons = (self.caption, self.note, self.photo, self.withdraw)
        return next((button for button in buttons if button.isVisible()), None)

    def step(self, by: int) -> bool:
        """From button to button. False when none has the focus."""
        buttons = [each for each in (self.caption, self.note, self.photo, self.withdraw) if each.isVisible()]
        here = next((place for place, each in enumerate(buttons) if each.hasFocus()), -1)
        if here < 0:
            return False
        buttons[(here + by) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keep(self) -> None:
        """Write down what is in the field, and close it."""
        if self._kind and self._card is not None:
            self.written.emit(self._kind, self._about(), self.text.text())
        self.close_field()

    def close_field(self) -> None:
        """Back to the card."""
        if not self.field.isHidden():
            self._kind = ""
            self.field.hide()
            self.left.emit()

    def _open(self, kind: str) -> None:
        card = self._card
        if card is None:
            return
        if kind == WITHDRAW and card.withdrawal:
            self.written.emit(WITHDRAW, "", "")
            return
        self._kind = kind
        self.which.setVisible(kind == CAPTION and len(card.captions) > 1)
        self.which.offer([tr("Photo {n}", n=each.number) for each in card.captions], 0)
        self._say()
        self._fill()
        self.field.show()
        self.text.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self) -> None:
        card = self._card
        if card is None:
            return
        if self._kind == CAPTION:
            self.text.set_text(next((each.caption for each in card.captions if each.name == self._about()), ""))
        else:
            self.text.set_text((card.note if self._kind == NOTE else card.withdrawal) or "")

    def _say(self) -> None:
        words = {
            CAPTION: tr("What the photo shows. Goes into the act."),
            NOTE: tr("Note of the question. Goes into the act."),
            WITHDRAW: tr("Why the violation is taken back. The reason goes to headquarters and into the act."),
        }
        self._field_title.setText(words.get(self._kind, ""))
        self.text.set_placeholder(words.get(self._kind, ""))

    def _about(self) -> str:
        card = self._card
        if self._kind != CAPTION or card is None or not card.captions:
            return ""
        return card.captions[max(0, min(self.which.current(), len(card.captions) - 1))].name
