"""The open question: everything about it in one place, nothing of it in a window of its own."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from inspector.ui.editors import EDITORS, Editor
from inspector.ui.editors.flow import Flow
from inspector.ui.editors.photo import PhotoEditor
from inspector.ui.editors.verdict import VerdictEditor
from inspector.ui.language import tr
from inspector.ui.screens.questions.blocks import ComparisonView, DeadlineView, HintChips, ReasonsView, RulesView
from inspector.ui.screens.questions.page import Card, FieldLine
from inspector.ui.screens.questions.photo_card import PhotoCard
from inspector.ui.screens.questions.strip import PhotoStrip
from inspector.ui.widgets.basic import Icon, KeyCap, Line, Text, column, holder, row
from inspector.ui.widgets.buttons import SecondaryButton
from inspector.ui.widgets.fields import TextArea

NARROW_EDITORS = frozenset({"integer", "decimal", "date", "time"})
"""These stand side by side where there is room."""


class FieldBlock(QWidget):
    """One of the author's questions: its label above its editor."""

    def __init__(self, field: FieldLine, *, labelled: bool, keyed: bool) -> None:
        super().__init__()
        self._label = Text("", 14, 600, "ink2", wrap=True)
        self._hint = Text("", 13, 400, "ink2", wrap=True)
        self.editor: Editor = EDITORS[field.editor]()
        self.editor.setProperty("keyed", keyed)
        self._labelled = labelled
        side = holder(column(self._label, self._hint, spacing=0, margins=(5, 0, 0, 0)))
        column(side, self.editor, spacing=0, on=self)
        side.setVisible(labelled)
        self.setProperty("wide", field.editor not in NARROW_EDITORS)

    def show_field(self, field: FieldLine) -> None:
        """The question as it stands."""
        missing = self._labelled and field.required and not field.value
        self._label.setText(f"{field.label} · {tr('to be filled in')}" if missing else field.label)
        self._label.set_tone("warn" if missing else "ink2")
        self._hint.setText(field.hint)
        self._hint.setVisible(bool(field.hint) and self._labelled and field.editor != "note")
        self.editor.show_field(field)


class CardView(PhotoCard):
    """The card. Signals say what was done; the presenter decides what it means."""

    judged = Signal(str)
    field_changed = Signal(str, str)
    reason_given = Signal(str)
    reason_written = Signal(str)
    note_written = Signal(str)
    term_chosen = Signal(str)
    detail_opened = Signal()
    entered = Signal(str)

    def __init__(self, load_photo: Callable[[str, Callable[[bytes], None]], None]) -> None:
        super().__init__()
        self._card: Card | None = None
        self._fields: dict[str, FieldBlock] = {}
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._number = Text("", 16, 700, "ink2")
        self._title = Text("", 21, 600, wrap=True)
        self._chips = HintChips()
        self._hint = Text("", 15, 400, "ink2", wrap=True)
        self._comparison = ComparisonView()
        self._field_holder = QWidget()
        self._field_flow = Flow(self._field_holder, spacing=6)
        self.answers = VerdictEditor()
        self.reasons = ReasonsView()
        self._rules = RulesView()
        self.note = TextArea(lines=2, size=15)
        self._note_title = Text("", 14, 600, "ink2")
        self.strip = PhotoStrip(load_photo)
        self.deadline = DeadlineView()
        self.opener = SecondaryButton("", icon="table", key="8", height=48)
        self._history = Text("", 14, 500, "ink2", wrap=True)
        self._norm = Text("", 14, 500, "ink2", wrap=True)
        self._build()
        self._connect()

    def _build(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        head = row(self._number, (self._title, 1), self._chips, spacing=12)
        head.setAlignment(self._number, top)
        head.setAlignment(self._chips, top)
        self._number.setContentsMargins(0, 5, 0, 0)
        upper = holder(column(head, self._hint, self._comparison, spacing=8, margins=(5, 0, 5, 0)))
        note_head = row(Icon("note", "ink2", 18), self._note_title, KeyCap("5"), "|", spacing=6, margins=(5, 0, 0, 0))
        self._note_block = holder(column(note_head, self.note, "|", spacing=0))
        self._evidence = holder(row((self._note_block, 6), (self.strip, 5), (self.deadline, 6), spacing=6))
        opener = row(self.opener, "|")
        self._opener_holder = holder(opener)
        self._foot = QWidget()
        self._history_icon, self._norm_icon = Icon("history", "ink2", 18), Icon("file-text", "ink2", 18)
        foot = row(self._history_icon, (self._history, 2), self._norm_icon, (self._norm, 3), spacing=6)
        column(Line(), 8, foot, spacing=0, margins=(5, 2, 5, 0), on=self._foot)
        column(
            upper, self._field_holder, self._opener_holder, self.answers, self.reasons, self._rules, self._evidence,
            self.tray, self._foot, spacing=4, margins=(13, 12, 13, 10), on=self,
        )  # fmt: skip

    def _connect(self) -> None:
        self.answers.changed.connect(self.judged)
        self.reasons.given.connect(self.reason_given)
        self.reasons.written.connect(self.reason_written)
        self.note.committed.connect(self.note_written)
        self.deadline.chosen.connect(self.term_chosen)
        self.strip.asked.connect(self.open_tray)
        self.strip.removed.connect(self.photo_removed)
        self.strip.opened.connect(self.photo_opened)
        self.opener.clicked.connect(self.detail_opened)

    @property
    def node(self) -> str:
        """Which question is open."""
        return self._card.node if self._card else ""

    def show_card(self, card: Card) -> None:
        """The question as it stands. Another question starts from a clean card."""
        if self.node != card.node:
            self.tray.hide()
            self._forget_fields()
        self._card = card
        self.setAccessibleName(f"{card.number} {card.text}")
        self._number.setText(card.number)
        self._title.setText(card.text)
        self._chips.show_hints(card.hints)
        self._hint.setText(card.hint)
        self._hint.setVisible(bool(card.hint))
        self._comparison.setVisible(card.comparison is not None)
        if card.comparison is not None:
            self._comparison.show_comparison(card.comparison)
        self._show_fields(card)
        self._show_answer(card)
        self._opener_holder.setVisible(bool(card.opens))
        self.opener.setText(card.opens_text)
        self._rules.show_rules(card.rules)
        self._show_foot(card)

    def _show_fields(self, card: Card) -> None:
        alone = card.kind != "check"
        shown = [field.node for field in card.fields]
        for node in [node for node in self._fields if node not in shown]:
            self._drop(node)
        for place, field in enumerate(card.fields):
            block = self._fields.get(field.node)
            if block is None:
                block = FieldBlock(field, labelled=not alone, keyed=alone)
                block.editor.changed.connect(lambda value, node=field.node: self.field_changed.emit(node, value))
                block.editor.entered.connect(lambda node=field.node: self.entered.emit(node))
                if isinstance(block.editor, PhotoEditor):
                    block.editor.asked.connect(self.open_tray)
                self._fields[field.node] = block
                self._field_flow.insert(place, block)
            block.show_field(field)
        self._field_holder.setVisible(bool(card.fields))

    def _show_answer(self, card: Card) -> None:
        judged = card.verdict is not None
        self.answers.setVisible(judged)
        self._evidence.setVisible(judged)
        self.reasons.setVisible(card.reasons is not None)
        if card.reasons is not None:
            self.reasons.show_reasons(card.reasons)
        if not judged:
            return
        self.answers.show_field(
            FieldLine(node=card.node, editor="verdict", label=card.text, hint="", value=card.verdict or "")
        )  # fmt: skip
        if any(button.hasFocus() for button in self.answers.buttons.values()):
            self.home_widget().setFocus(Qt.FocusReason.OtherFocusReason)
        self._note_title.setText(tr("Note"))
        self.note.edit.setAccessibleName(tr("Note"))
        if not self.note.edit.hasFocus():
            self.note.set_text(card.note)
        self.strip.setVisible(card.takes_photos)
        self.strip.show_photos(card.photos, needed=card.photos_needed, due=card.photo_due)
        self.deadline.setVisible(card.deadline is not None)
        if card.deadline is not None:
            self.deadline.show_deadline(card.deadline)

    def _show_foot(self, card: Card) -> None:
        for icon, label, text in (
            (self._history_icon, self._history, card.history),
            (self._norm_icon, self._norm, card.norm),
        ):
            label.setText(text)
            label.setVisible(bool(text))
            icon.setVisible(bool(text))
        self._foot.setVisible(bool(card.history or card.norm) and self.tray.isHidden())

    def _forget_fields(self) -> None:
        for node in list(self._fields):
            self._drop(node)

    def _drop(self, node: str) -> None:
        block = self._fields.pop(node)
        self._field_flow.removeWidget(block)
        block.hide()
        block.deleteLater()

    # focus and keys

    def home_widget(self) -> QWidget:
        """What has the focus when the card is opened: the answers, the field, the way into a table, or the card."""
        card = self._card
        if card is None:
            return self
        if card.verdict is not None:
            chosen = [button for button in self.answers.buttons.values() if button.isChecked()]
            return chosen[0] if chosen else next(iter(self.answers.buttons.values()))
        if card.opens:
            return self.opener
        editable = [field for field in card.fields if not field.readonly and field.editor != "note"]
        if not editable:
            return self
        editor = self._fields[editable[0].node].editor
        return editor.focusProxy() or editor

    def focus_field(self, node: str) -> None:
        """One of the author's questions."""
        block = self._fields.get(node)
        if block is not None:
            (block.editor.focusProxy() or block.editor).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_note(self) -> None:
        """Key 5."""
        if self._card is not None and self._card.verdict is not None:
            self.note.edit.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def can_postpone(self) -> bool:
        """Whether a photo of the open question can be promised: it is a check."""
        return self._card is not None and self._card.takes_photos

    @property
    def photo_target(self) -> str:
        """The node a picture goes to: the open check, or its question that is answered by one; "" without."""
        if self._card is None:
            return ""
        asked = [field.node for field in self._card.fields if field.editor == "photo"]
        return self._card.node if self._card.takes_photos else (asked[0] if asked else "")

    def tray_moved(self) -> None:
        """Norm and history give way to the tray."""
        if self._card is not None:
            self._show_foot(self._card)

    def flush(self) -> None:
        """Hand over what is still being written."""
        for block in self._fields.values():
            block.editor.flush()
        if self._card is not None and self._card.verdict is not None and self.note.text() != self._card.note:
            self.note_written.emit(self.note.text())
        if self._card is not None and self._card.reasons is not None and self.reasons.other.isVisible():
            self.reasons.other.flush()
