"""The digits that were heard, and what they prove; at the right the children, the counts and the way on."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from inspector.core.errors import Bug, Refusal
from inspector.ui.language import tr
from inspector.ui.screens.base import Frame, Screen
from inspector.ui.screens.heading import inspection_title
from inspector.ui.screens.sitting import Sitting, open_sitting
from inspector.ui.screens.titles import heading
from inspector.ui.screens.walk.bounds import BoundsCard
from inspector.ui.screens.walk.page import EnterPage, Piece, Stage
from inspector.ui.screens.walk.parts import (
    AheadCard,
    CountsCard,
    DigitBoxes,
    Outcomes,
    Pad,
    ResultView,
)
from inspector.ui.screens.walk.presenter import EnterPresenter
from inspector.ui.screens.walk.telling import AHEAD
from inspector.ui.shell import Hint, Shell, Title
from inspector.ui.widgets.bars import HatchBar, Segment
from inspector.ui.widgets.basic import Card, Elided, KeyCap, Scroll, Text, column, holder, row
from inspector.ui.widgets.buttons import PrimaryButton, SecondaryButton

SIDES = ((1150, 270), (1300, 330), (10_000, 382))
"""Below such a width of the window the right side is so wide."""

LOW = 700


class EnterScreen(Screen):
    """Enter with `inspection` and `camera`; with `archive` or `cards` the other two kinds of the same walk."""

    frame = Frame.INSPECTION

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter: EnterPresenter | None = None
        self._sitting: Sitting | None = None
        self._page: EnterPage | None = None
        self._name, self._sees = Elided("", 26, 700), Elided("", 16, 500, "ink2", beside=26)
        self._place = Text("", 16, 600)
        self._bar = HatchBar(12)
        self._question, self._about = Text("", 22, 600), Text("", 14, 400, "ink2", wrap=True)
        self.boxes, self.pad, self.result = DigitBoxes(), Pad(), ResultView()
        self.primary = PrimaryButton("")
        self.again = SecondaryButton("", icon="backspace", key="⌫", size=15)
        self.outcomes = Outcomes()
        self._outcomes_title, self._outcomes_key = Text("", 16, 600), KeyCap("0")
        self._then = Text("", 14, 500, "ink2")
        self.bounds, self.counts, self.ahead = BoundsCard(), CountsCard(), AheadCard(AHEAD)
        self._build()
        self._connect()

    def _build(self) -> None:
        head = row((heading(self._name, self._sees), 1), self._place, spacing=12)
        self._card = Card("surface", "line", radius=14, thick=True)
        self._about.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        asked = row(self._question, (self._about, 1), spacing=12)
        buttons = column("|", self.primary, self.again, "|", spacing=0)
        column(
            asked,
            row(self.boxes, (self.pad, 1), spacing=18),
            row((self.result, 1), buttons, spacing=9),
            spacing=5,
            margins=(18, 9, 13, 9),
            on=self._card,
        )
        self._choices = Card("surface", "line", radius=14)
        title = row(self._outcomes_title, self._outcomes_key, self._then, "|", spacing=8)
        column(title, self.outcomes, "|", spacing=0, margins=(16, 8, 12, 6), on=self._choices)
        lower = Scroll(holder(column(self._choices, "|")))
        left = column(head, self._bar, self._card, (lower, 1), spacing=7, margins=(20, 8, 14, 8))
        self._side = Scroll(
            holder(column(self.bounds, self.counts, self.ahead, "|", spacing=10, margins=(4, 12, 14, 10)))
        )
        row((holder(left), 1), self._side, spacing=0, on=self)

    def _connect(self) -> None:
        self.pad.pressed.connect(self._padded)
        self.primary.clicked.connect(lambda: self._ask(EnterPresenter.proceed))
        self.again.clicked.connect(lambda: self._ask(EnterPresenter.erase))
        self.outcomes.chosen.connect(lambda key: self._ask(lambda p: p.choose(key)))

    def _ask(self, act: Callable[[EnterPresenter], object]) -> None:
        if self._presenter is not None:
            try:
                act(self._presenter)
            except Refusal as refused:  # a returned inspection keeps what was found on the spot
                self.shell.refuse(refused)

    @property
    def page(self) -> EnterPage:
        """What is on the screen. Raises Bug before a camera is."""
        if self._page is None:
            raise Bug("no camera is open")
        return self._page

    @property
    def node(self) -> str:
        """The camera; "" before one is open."""
        return self._presenter.node if self._presenter is not None else ""

    def enter(self, **arguments: object) -> None:
        """Type what was heard for that camera."""
        inspection, camera = str(arguments.get("inspection", "")), str(arguments.get("camera", ""))
        archive, cards = bool(arguments.get("archive")), bool(arguments.get("cards"))

        def ready(sitting: Sitting) -> None:
            self._sitting = sitting
            if self._presenter is None or not self._presenter.serves(sitting):
                self._presenter = EnterPresenter(sitting, self)
            self.shell.walk(on=True)
            self._presenter.begin(camera, archive=archive, cards=cards)
            self.shell.title_changed()

        open_sitting(self.shell, inspection, ready)

    def leave(self) -> None:
        """Where we were is written down."""
        self.shell.walk(on=False)
        if self._sitting is not None:
            self._sitting.recorder.record(())

    def bookmark(self) -> dict[str, object]:
        """Back to the same camera and the same kind of walk."""
        presenter = self._presenter
        if presenter is None:
            return {}
        return {"camera": presenter.node, "archive": presenter.archive, "cards": presenter.cards}

    def retranslate(self) -> None:
        """Everything again."""
        self.pad.retranslate()
        if self._presenter is not None:
            self._presenter.refresh()

    def title(self) -> Title:
        """The institution; Back leads to the list."""
        presenter = self._presenter
        said = tr("Code walk")
        if presenter is not None and (presenter.archive or presenter.cards):
            said = tr("Code walk · archive") if presenter.archive else tr("Code walk · printed cards")
        return inspection_title(self._sitting, back=tr("To the cameras"), subtitle=said)

    def hints(self) -> Sequence[Hint]:
        """The keys of the stage: digits mean one thing at a time."""
        if self._page is not None and self._page.stage in (Stage.CHOOSING, Stage.WHY):
            keys = f"1 … {len(self._page.choices)}"
            return (Hint(keys, tr("what is seen")), Hint("Esc", tr("back to the digits")))
        return (
            Hint("2 … 9", tr("digit of the code")),
            Hint("⌫", tr("erase")),
            Hint("0", tr("no code is seen")),
            Hint("↵", tr("go on")),
            Hint("← →", tr("camera")),
            Hint("Esc", tr("to the cameras")),
        )

    def first_focus(self) -> QWidget | None:
        """Where the stage wants the keys."""
        stage = self._page.stage if self._page is not None else Stage.EMPTY
        if stage in (Stage.CHOOSING, Stage.WHY):
            return None
        return self.boxes if stage is Stage.TYPING else self.primary

    def digit(self, value: int) -> bool:
        """By scan code, main row and numpad alike."""
        self._ask(lambda p: p.digit(value))
        return True

    def control(self, letter: str) -> bool:
        """Ctrl+Z takes a match or an outcome back; an attempt stays in the journal."""
        if letter == "Z" and self._presenter is not None:
            self._presenter.undo()
            return True
        return False

    def key(self, event: QKeyEvent) -> bool:
        """Enter goes on, Backspace erases, arrows choose the camera or the outcome."""
        presenter, pressed = self._presenter, event.key()
        if presenter is None:
            return False
        if pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = QApplication.focusWidget()
            if isinstance(focused, QAbstractButton) and focused is not self.primary:
                return False
            if not event.isAutoRepeat():
                presenter.proceed()
            return True
        moves = {
            Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
        }  # fmt: skip
        if pressed == Qt.Key.Key_Backspace:
            presenter.erase()
        elif Qt.Key(pressed) in moves:
            across, down = moves[Qt.Key(pressed)]
            if not self.outcomes.step(across, down) and across:
                presenter.step(across)
        else:
            return False
        return True

    def escape(self) -> bool:
        """Out of the outcomes, then back to the list."""
        return self._presenter is not None and self._presenter.escape()

    def set_compact(self, *, compact: bool) -> None:
        """Low windows have lower boxes, narrow ones a narrower side."""
        super().set_compact(compact=compact)
        self.boxes.set_low(low=self.window().height() < LOW)
        width = self.window().width()
        self._side.setFixedWidth(next(side for below, side in SIDES if width < below))

    # the presenter's side

    def show_page(self, page: EnterPage) -> None:
        """Draw it; widgets are kept."""
        changed = self._page is None or self._page.stage is not page.stage
        self._page = page
        self._name.setText(page.camera)
        self._sees.setText(page.sees)
        self._place.setText(page.place)
        self._bar.show_segments([_segment(piece) for piece in page.pieces], page.total, page.place)
        self._question.setText(page.question)
        self._about.setText(page.about)
        tone = {Stage.MATCH: "ok", Stage.MISS: "bad"}.get(page.stage, "")
        self._card.dress("surface", tone or "line", thick=bool(tone))
        self.boxes.show_digits(page.digits, tone, opened=page.stage is Stage.TYPING)
        self.result.show_result(page.result, page.waiting)
        self.primary.setText(page.primary)
        self.primary.setVisible(bool(page.primary))
        self.again.setText(page.again)
        self.again.setVisible(bool(page.again))
        self._outcomes_title.setText(page.choices_title)
        self._outcomes_key.setVisible(bool(page.choices_key))
        self._then.setText(tr("then 1–{n}", n=len(page.choices)) if page.choices_key else "")
        choosing = page.stage in (Stage.CHOOSING, Stage.WHY)
        self._choices.dress("surface", "brand" if choosing else "line", thick=choosing)
        self.outcomes.show_choices(page.choices)
        self.bounds.show_bounds(page.side.bounds, page.side.missing)
        self.counts.show_counts(page.side.counts)
        self.ahead.show_ahead(page.side.ahead)
        if changed:
            self.shell.title_changed()

    def focus_stage(self, stage: Stage) -> None:
        """The keys go where the stage wants them."""
        if stage in (Stage.CHOOSING, Stage.WHY):
            self.outcomes.take_focus()
            return
        target = self.first_focus()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _padded(self, sign: str) -> None:
        if sign == "⌫":
            self._ask(EnterPresenter.erase)
        else:
            self._ask(lambda p: p.digit(int(sign)))


def _segment(piece: Piece) -> Segment:
    return Segment(piece.count, piece.token, hatched=piece.hatched)
