"""The violation that is judged: what it was, the four verdicts, why it was not checked, photos and the new term."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from inspector.ui.language import tr
from inspector.ui.screens.again.beside import BesideView, LoadPhoto
from inspector.ui.screens.again.page import OpenPast
from inspector.ui.screens.again.presenter import GLYPHS
from inspector.ui.screens.questions.blocks import DeadlineView
from inspector.ui.screens.questions.photo_card import PhotoCard
from inspector.ui.widgets.basic import Card, Chip, Text, column, holder, row
from inspector.ui.widgets.buttons import AnswerButton, ChoiceButton, GhostButton

VERDICTS, REASONS = 4, 9


class PastCard(PhotoCard):
    """`chosen` carries the digit, `reason_given` the value; `photos_asked` is key 6, `question_asked` key 8."""

    chosen = Signal(int)
    reason_given = Signal(str)
    photos_asked = Signal()
    question_asked = Signal()

    def __init__(self, load: LoadPhoto) -> None:
        super().__init__()
        self._card: OpenPast | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._values: tuple[str, ...] = ()
        self._number, self._was = Text("", 17, 700, "ink2"), Text("", 20, 600, wrap=True)
        self._when, self._term = Text("", 14, 500, "ink2", wrap=True), Chip("", "warn", size=14)
        shapes = list(GLYPHS.values())[:VERDICTS]
        self.answers = [AnswerButton(shape, str(place)) for place, shape in enumerate(shapes, 1)]
        self._why = Text("", 15, 600)
        self.reasons = [ChoiceButton("", str(place), height=48) for place in range(1, REASONS + 1)]
        box = Card("skipT", "", radius=12)
        half = (REASONS + 2) // 3
        rows = [
            row(*((each, 1) for each in self.reasons[start : start + half]), spacing=2)
            for start in range(0, REASONS, half)
        ]
        column(self._why, *rows, spacing=2, margins=(14, 8, 10, 6), on=box)
        self._reasons = box
        for label in (self._number, self._was):
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
        head = row(self._number, (self._was, 1), self._term, spacing=12, margins=(5, 0, 5, 0))
        verdicts = row(*((each, 1) for each in self.answers), spacing=2)
        when = holder(row((self._when, 1), margins=(5, 0, 5, 0)))
        self.beside, self.deadline = BesideView(load), DeadlineView()
        self._about_term = Text("", 14, 500, "ink2", wrap=True)
        self.photos = GhostButton("", icon="photo", key="6", height=44, size=15)
        self.opener = GhostButton("", icon="table", key="8", height=44, size=15)
        foot = row(self.photos, self.opener, (self._about_term, 1), spacing=2)
        column(
            head, when, verdicts, box, self.deadline, self.beside, self.tray, foot, spacing=4,
            margins=(12, 12, 12, 10), on=self,
        )  # fmt: skip
        self.photos.clicked.connect(self.photos_asked)
        self.opener.clicked.connect(self.question_asked)
        for place, answer in enumerate(self.answers, 1):
            answer.clicked.connect(lambda _=False, place=place: self.chosen.emit(place))
        for place, reason in enumerate(self.reasons, 1):
            reason.clicked.connect(lambda _=False, place=place: self.press_reason(place))

    def show_card(self, card: OpenPast) -> None:
        """As it stands."""
        line, self._card = card.line, card
        self._number.setText(line.number)
        self._number.setVisible(bool(line.number))
        self._was.setText(line.was)
        self._when.setText(f"{line.was_on} · {tr('now: {what}', what=line.now)}")
        self._term.setVisible(bool(line.term))
        self._term.say(line.term, "bad" if line.late else "warn")
        for place, answer in enumerate(self.answers):
            answer.setVisible(place < len(card.choices))
            if place < len(card.choices):
                value, word = card.choices[place]
                answer.setText(word)
                answer.setChecked(value == card.chosen)
        self._values = tuple(reason.value for reason in card.reasons)
        self._reasons.setVisible(bool(card.reasons))
        self._why.setText(tr("Why was it not checked?"))
        for place, button in enumerate(self.reasons):
            button.setVisible(place < len(card.reasons))
            if place < len(card.reasons):
                button.setText(card.reasons[place].label)
                button.setCheckable(True)
                button.setChecked(card.reasons[place].chosen)
        self._show_more(card)
        self.setAccessibleName(", ".join(part for part in (line.number, line.was, line.was_on, line.term) if part))

    def _show_more(self, card: OpenPast) -> None:
        self.beside.show_sides(card.beside)
        self.deadline.setVisible(card.deadline is not None)
        if card.deadline is not None:
            self.deadline.show_deadline(card.deadline)
        self._about_term.setText(card.about_term)
        self.photos.setText(tr("Photos then and now") if card.beside is None else tr("Take a photo"))
        self.photos.setVisible(card.beside is None or bool(card.photo_target))
        self.opener.setText(card.opener)
        self.opener.setVisible(bool(card.question))

    @property
    def row(self) -> str:
        """Which violation is shown."""
        return self._card.line.row if self._card is not None else ""

    @property
    def photo_target(self) -> str:
        """The check the violation was found in, where it takes photos."""
        return self._card.photo_target if self._card is not None else ""

    def focus_reasons(self) -> None:
        """The first of them."""
        self.reasons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def reasons_have_focus(self) -> bool:
        """Whether digits name a reason."""
        return self._reasons.isVisible() and any(each.hasFocus() for each in self.reasons)

    def press_reason(self, digit: int) -> bool:
        """The reason with that key. False when there is none."""
        if not 1 <= digit <= len(self._values):
            return False
        self.reason_given.emit(self._values[digit - 1])
        return True

    def step(self, by: int) -> bool:
        """From verdict to verdict, or from reason to reason."""
        group: list[QWidget] = [*self.reasons[: len(self._values)]] if self.reasons_have_focus() else [*self.answers]
        here = next((place for place, each in enumerate(group) if each.hasFocus()), -by if by > 0 else 0)
        group[(here + by) % len(group)].setFocus(Qt.FocusReason.TabFocusReason)
        return True
