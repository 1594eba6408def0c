"""The representative refused to sign: why, in whose words, before which two witnesses."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from inspector.core.errors import N_
from inspector.ui.language import tr
from inspector.ui.screens.sitting import WITNESSES
from inspector.ui.screens.summary.page import Left, SummaryPage
from inspector.ui.screens.summary.signing import left_text
from inspector.ui.widgets.basic import Card, Scroll, StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import ChoiceButton, GhostButton, PrimaryButton, SecondaryButton
from inspector.ui.widgets.fields import LineField

REASONS = (
    N_("Disagrees with the findings"),
    N_("Has no authority, waits for a lawyer"),
    N_("Left without waiting"),
    N_("Another reason"),
)


class WitnessView(Card):
    """One witness: name and post."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("surface", "line", radius=12)
        self._title = Text("", 15, 600, "ink2")
        self._state = Text("", 14, 600, "warn")
        self._labels = (Text("", 13, 500, "ink2"), Text("", 13, 500, "ink2"))
        self.name, self.post = LineField(height=46), LineField(height=46)
        head = row(self._title, "|", self._state)
        left = column(self._labels[0], self.name, spacing=0)
        right = column(self._labels[1], self.post, spacing=0)
        fields = row((holder(left), 1), (holder(right), 1), spacing=6)
        column(head, fields, spacing=2, margins=(16, 8, 14, 8), on=self)
        self.name.editingFinished.connect(self.changed)
        self.post.editingFinished.connect(self.changed)

    def show_witness(self, number: int, name: str, post: str) -> None:
        """As it stands."""
        self._title.setText(tr("Witness {n}", n=number))
        labels = (tr("Surname, name, patronymic"), tr("Post"))
        for label, field, text, value in zip(self._labels, (self.name, self.post), labels, (name, post), strict=True):
            label.setText(text)
            field.setAccessibleName(f"{self._title.text()}: {text}")
            if not field.hasFocus():
                field.setText(value)
        self._state.setText("" if name.strip() else tr("a name is needed"))


class RefusalView(QWidget):
    """Stands in place of the summary while the representative refuses."""

    reason_given = Signal(str)
    quoted = Signal(str)
    witnessed = Signal(int, str, str)
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
        self._note = Text("", 14, 400, "ink2", wrap=True)
        self._holds = Text("", 16, 600, wrap=True)
        self._copy = Text("", 15, 400, wrap=True)
        self.withdraw = SecondaryButton("", icon="arrow-back-up", height=48, size=15)
        self.finish = PrimaryButton("", icon="check")
        self.follow = GhostButton("", size=14)
        self._build()
        self._connect()

    def _build(self) -> None:
        left = column(self._why, *self.reasons, 4, self._words_label, self.words, "|", spacing=0)
        right = column(self._who, *self.witnesses, self._note, "|", spacing=8)
        body = QWidget()
        parts = row((holder(left), 1), (holder(right), 2), spacing=24)
        column(self._title, parts, "|", spacing=8, margins=(36, 16, 36, 4), on=body)
        banner = Card("warnT", "", radius=12)
        words = holder(column(self._holds, self._copy, spacing=1))
        row(
            StatusGlyph("warn", 24), (words, 1), self.withdraw, self.finish, spacing=8, margins=(16, 4, 8, 4), on=banner
        )  # fmt: skip
        foot = column(banner, row("|", self.follow), spacing=0, margins=(36, 0, 36, 2))
        column((Scroll(body), 1), holder(foot), spacing=0, on=self)

    def _connect(self) -> None:
        for place, button in enumerate(self.reasons):
            button.clicked.connect(lambda _=False, place=place: self.reason_given.emit(tr(REASONS[place])))
        self.words.editingFinished.connect(lambda: self.quoted.emit(self.words.text().strip()))
        for place, witness in enumerate(self.witnesses):
            witness.changed.connect(lambda place=place: self._witnessed(place))
        self.withdraw.clicked.connect(self.withdrawn)
        self.finish.clicked.connect(self.finished)
        self.follow.clicked.connect(self._follow)

    def show_page(self, page: SummaryPage) -> None:
        """As it stands."""
        self._left = page.left
        self._title.setText(tr("The representative refused to sign"))
        self._why.setText(tr("1. Why"))
        self._who.setText(tr("2. Two witnesses"))
        for button, reason in zip(self.reasons, REASONS, strict=True):
            button.setText(tr(reason))
            button.setChecked(page.reason == tr(reason))
        self._words_label.setText(tr("The representative's words (optional)"))
        self.words.setAccessibleName(self._words_label.text())
        if not self.words.hasFocus():
            self.words.setText(page.words)
        for place, witness in enumerate(self.witnesses):
            witness.show_witness(place + 1, *page.witnesses[place])
        self._note.setText(tr("Both witnesses sign the printed act."))
        self._holds.setText(tr("The act holds without the representative's signature"))
        self._copy.setText(tr("Leave a copy there. The act will say that signing was refused, why and before whom."))
        self.withdraw.setText(tr("Signs after all"))
        self.finish.setText(page.busy or tr("Seal and make the act"))
        self.finish.setEnabled(not page.left and not page.busy)
        self.follow.setText(left_text(page.left))
        self.follow.setVisible(bool(page.left))

    def press(self, digit: int) -> bool:
        """Keys 1 to 4 give the reason."""
        if 1 <= digit <= len(self.reasons):
            self.reason_given.emit(tr(REASONS[digit - 1]))
            return True
        return False

    def focus_missing(self) -> None:
        """The first thing that is not filled in yet."""
        empty = next((each.name for each in self.witnesses if not each.name.text().strip()), None)
        target = empty if empty is not None and any(b.isChecked() for b in self.reasons) else self.reasons[0]
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def flush(self) -> None:
        """Hand over what is still being written."""
        self.quoted.emit(self.words.text().strip())
        for place in range(len(self.witnesses)):
            self._witnessed(place)

    def _follow(self) -> None:
        if self._left:
            self.left_followed.emit(self._left[0].target)

    def _witnessed(self, place: int) -> None:
        witness = self.witnesses[place]
        self.witnessed.emit(place, witness.name.text().strip(), witness.post.text().strip())
