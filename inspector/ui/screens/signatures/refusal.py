"""The representative refused to sign: why, in whose words, before which two witnesses."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from inspector.core.signatures import PAPER, REFUSED, SCREEN
from inspector.services.signing import WITNESSES
from inspector.ui.language import tr
from inspector.ui.screens.signatures.left import Left, left_text
from inspector.ui.screens.signatures.page import SigningPage, WitnessLine
from inspector.ui.screens.signatures.saying import REASONS
from inspector.ui.widgets.basic import Card, Scroll, StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import Button, ChoiceButton, GhostButton, PrimaryButton, SecondaryButton
from inspector.ui.widgets.fields import LineField
from inspector.ui.widgets.signature import SignaturePad, wide_enough

PAD_HEIGHT = 100


class WitnessView(Card):
    """One witness: name, post, and the pad; paper, or a refusal of their own, instead of it."""

    changed = Signal()
    signed = Signal(object, str)

    def __init__(self) -> None:
        super().__init__("surface", "line", radius=12)
        self._way = ""
        self._title = Text("", 15, 600, "ink2")
        self._glyph, self._state = StatusGlyph("ok", 18), Text("", 14, 600, "warn")
        self._labels = (Text("", 13, 500, "ink2"), Text("", 13, 500, "ink2"))
        self.name, self.post = LineField(height=44), LineField(height=44)
        self.pad = SignaturePad()
        self.pad.setMinimumHeight(PAD_HEIGHT)
        self.paper = Button("", "ghost", icon="file-text", height=40, size=14)
        self.refuses = Button("", "ghost", icon="hand-stop", height=40, size=14)
        self.erase = Button("", "ghost", icon="trash", height=40, size=14)
        head = row(self._title, "|", self._glyph, self._state, spacing=6, margins=(5, 0, 5, 0))
        left = column(self._labels[0], self.name, spacing=0)
        right = column(self._labels[1], self.post, spacing=0)
        for label in self._labels:
            label.setContentsMargins(5, 0, 5, 0)
        fields = row((holder(left), 1), (holder(right), 1), spacing=2)
        ways = column("|", self.erase, self.paper, self.refuses, "|", spacing=0)
        column(head, fields, row((self.pad, 1), ways, spacing=2), spacing=0, margins=(12, 8, 12, 6), on=self)
        self.name.editingFinished.connect(self.changed)
        self.post.editingFinished.connect(self.changed)
        self.pad.changed.connect(self._drawn)
        self.erase.clicked.connect(lambda: self.signed.emit((), ""))
        self.paper.clicked.connect(lambda: self._chose(PAPER))
        self.refuses.clicked.connect(lambda: self._chose(REFUSED))

    def show_witness(self, number: int, line: WitnessLine) -> None:
        """As it stands."""
        self._way = line.way
        self._title.setText(tr("Witness {n}", n=number))
        labels = (tr("Surname, name, patronymic"), tr("Post"))
        values = (line.name, line.post)
        for label, field, text, value in zip(self._labels, (self.name, self.post), labels, values, strict=True):
            label.setText(text)
            field.setAccessibleName(f"{self._title.text()}: {text}")
            if not field.hasFocus():
                field.setText(value)
        self._state.setText(line.state)
        self._state.set_tone(line.tone)
        self._glyph.setVisible(line.way == SCREEN)
        self.pad.setEnabled(line.way in ("", SCREEN))
        self.pad.set_hint(tr("Sign with finger, pen or mouse") if self.pad.isEnabled() else line.state)
        self.pad.setAccessibleName(f"{self._title.text()}: {tr('Sign with finger, pen or mouse')}")
        if line.strokes != self.pad.strokes():
            self.pad.set_strokes(line.strokes)
        ways = ((self.erase, tr("Erase"), SCREEN), (self.paper, tr("On paper"), PAPER),
                (self.refuses, tr("Will not sign"), REFUSED))  # fmt: skip
        for button, text, way in ways:
            button.setText(text)
            button.setAccessibleDescription(self._title.text())
            button.set_kind("chosen" if way == line.way and way != SCREEN else "ghost")
        self.erase.setVisible(line.way == SCREEN)
        self.paper.setVisible(line.way != SCREEN)
        self.refuses.setVisible(line.way != SCREEN)

    def _chose(self, way: str) -> None:
        self.signed.emit((), "" if self._way == way else way)

    def _drawn(self) -> None:
        strokes = self.pad.strokes()
        if wide_enough(strokes):
            self.signed.emit(strokes, SCREEN)
        elif not strokes:
            self.signed.emit((), "")


class RefusalView(QWidget):
    """Stands in place of the signatures while the representative refuses."""

    reason_given = Signal(int)
    quoted = Signal(str)
    witnessed = Signal(int, str, str)
    witness_signed = Signal(int, object, str)
    withdrawn = Signal()
    finished = Signal()
    left_followed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._left: tuple[Left, ...] = ()
        self._title = Text("", 26, 700, wrap=True)
        self._why, self._who = Text("", 18, 700), Text("", 18, 700)
        self.reasons = [ChoiceButton("", str(place + 1), height=54) for place in range(len(REASONS))]
        self._words_label = Text("", 14, 600, "ink2")
        self.words = LineField(height=46)
        self.witnesses = [WitnessView() for _ in range(WITNESSES)]
        self._holds = Text("", 16, 600, wrap=True)
        self._copy = Text("", 14, 400, wrap=True)
        self.withdraw = SecondaryButton("", icon="arrow-back-up", height=48, size=15)
        self.finish = PrimaryButton("", icon="lock")
        self.follow = GhostButton("", height=34, size=14)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._why.setContentsMargins(5, 0, 0, 0)
        self._words_label.setContentsMargins(5, 0, 0, 0)
        left = column(self._why, *self.reasons, 4, self._words_label, self.words, "|", spacing=0)
        right = column(self._who, *self.witnesses, "|", spacing=8)
        body = QWidget()
        parts = row((holder(left), 1), (holder(right), 2), spacing=23)
        column(parts, margins=(31, 2, 36, 4), on=body)
        self._title.setContentsMargins(36, 12, 36, 0)
        banner = Card("warnT", "", radius=12)
        words = holder(column(self._holds, self._copy, spacing=1))
        row(
            StatusGlyph("warn", 24), (words, 1), self.withdraw, self.finish, spacing=8, margins=(16, 2, 8, 2), on=banner
        )  # fmt: skip
        foot = column(banner, row("|", self.follow), spacing=0, margins=(36, 2, 36, 2))
        self._scroll = Scroll(body)
        column(self._title, (self._scroll, 1), holder(foot), spacing=4, on=self)

    def _connect(self) -> None:
        for place, button in enumerate(self.reasons):
            button.clicked.connect(lambda _=False, place=place: self._gave(place))
        self.words.editingFinished.connect(lambda: self.quoted.emit(self.words.text().strip()))
        for place, witness in enumerate(self.witnesses):
            witness.changed.connect(lambda place=place: self._witnessed(place))
            witness.signed.connect(lambda strokes, way, place=place: self.witness_signed.emit(place, strokes, way))
        self.withdraw.clicked.connect(self.withdrawn)
        self.finish.clicked.connect(self.finished)
        self.follow.clicked.connect(self._follow)

    def show_page(self, page: SigningPage) -> None:
        """As it stands."""
        self._left = page.left
        refusal = page.refusal
        self._title.setText(refusal.title)
        self._why.setText(tr("1. Why"))
        self._who.setText(tr("2. Two witnesses"))
        for place, (button, reason) in enumerate(zip(self.reasons, refusal.reasons, strict=True)):
            button.setText(reason)
            button.setChecked(place == refusal.reason)
        other = refusal.reason == len(refusal.reasons) - 1
        words = tr("The representative's words") if other else tr("The representative's words (optional)")
        self._words_label.setText(words)
        self.words.setAccessibleName(words)
        if not self.words.hasFocus():
            self.words.setText(refusal.words)
        for place, witness in enumerate(self.witnesses):
            witness.show_witness(place + 1, refusal.witnesses[place])
        self._holds.setText(tr("The act holds without the representative's signature"))
        self._copy.setText(tr("Leave a copy there. The act will say that signing was refused, why and before whom."))
        self.withdraw.setText(tr("Signs after all"))
        self.finish.setText(page.busy or tr("Seal and make the act"))
        self.finish.setEnabled(not page.left and not page.busy)
        self.follow.setText(left_text(page.left))
        self.follow.setVisible(bool(page.left))

    def press(self, digit: int) -> bool:
        """Keys 1 to 4 give the reason; for another reason its words are asked. 0 signs after all."""
        if digit == 0:
            self.withdrawn.emit()
        elif 1 <= digit <= len(self.reasons):
            self._gave(digit - 1)
        return digit <= len(self.reasons)

    def focus_missing(self) -> None:
        """The first thing that is not filled in yet."""
        target: QWidget = self.reasons[0]
        if any(button.isChecked() for button in self.reasons):
            other = self.reasons[-1].isChecked() and not self.words.text().strip()
            empty = next((each.name for each in self.witnesses if not each.name.text().strip()), None)
            unsigned = next((each.pad for each in self.witnesses if each.pad.isEnabled()), self.finish)
            target = self.words if other else empty or unsigned
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(target)

    def flush(self) -> None:
        """Hand over what is still being written."""
        self.quoted.emit(self.words.text().strip())
        for place in range(len(self.witnesses)):
            self._witnessed(place)

    def _gave(self, place: int) -> None:
        self.reason_given.emit(place)
        self.focus_missing()

    def _follow(self) -> None:
        if self._left:
            self.left_followed.emit(self._left[0].target)

    def _witnessed(self, place: int) -> None:
        witness = self.witnesses[place]
        self.witnessed.emit(place, witness.name.text().strip(), witness.post.text().strip())
