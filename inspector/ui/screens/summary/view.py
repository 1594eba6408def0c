"""The summary on the screen: what was found at the left, who signs at the right; or the refusal in place of both."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from inspector.ui.language import tr
from inspector.ui.screens.base import Frame, Screen
from inspector.ui.screens.heading import inspection_title
from inspector.ui.screens.sitting import Sitting, open_sitting
from inspector.ui.screens.summary.findings_list import FindingList
from inspector.ui.screens.summary.page import SeverityTile, SummaryPage
from inspector.ui.screens.summary.presenter import INSPECTOR, REFUSAL, REPRESENTATIVE, SummaryPresenter
from inspector.ui.screens.summary.refusal import RefusalView
from inspector.ui.screens.summary.signing import SigningPane
from inspector.ui.shell import Hint, Shell, Title
from inspector.ui.widgets.basic import Card, Elided, StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import SecondaryButton

TILES = 4


class TileView(Card):
    """How many findings of one class."""

    def __init__(self) -> None:
        super().__init__("surface", "line", radius=12)
        self._glyph = StatusGlyph("none", 24)
        self._number = Text("", 28, 700)
        self._word = Elided("", 15, 600, beside=28)
        self._note = Elided("", 13, 400, "ink2")
        words = column(row(self._number, (self._word, 1), spacing=6), self._note, spacing=0)
        row(self._glyph, (words, 1), spacing=8, margins=(10, 6, 4, 8), on=self)

    def show_tile(self, tile: SeverityTile) -> None:
        """As it stands; an empty class is plain."""
        plain = tile.tone in ("plain", "na")
        self.dress("surface" if plain else f"{tile.tone}T", "line" if plain else "")
        self._glyph.show_shape(tile.glyph)
        self._number.set_tone("ink" if plain else tile.tone)
        self._number.setText(tile.number)
        self._word.setText(tile.word)
        self._note.setText(tile.note)
        self.setAccessibleName(f"{tile.number} {tile.word}, {tile.note}")


class SummaryScreen(Screen):
    """Enter with `inspection`."""

    frame = Frame.INSPECTION

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter: SummaryPresenter | None = None
        self._sitting: Sitting | None = None
        self.page: SummaryPage | None = None
        self._title = Elided("", 26, 700)
        self._subtitle = Elided("", 14, 400, "ink2")
        self.proof = SecondaryButton("", icon="file-text", key="9", height=48)
        self.answer = SecondaryButton("", icon="arrow-right", height=48)
        self._tiles = [TileView() for _ in range(TILES)]
        self.findings = FindingList()
        self._nothing = Text("", 16, 500, "ink2")
        self.signing = SigningPane()
        self.refusal = RefusalView()
        self._build()
        self._connect()

    def _build(self) -> None:
        titles = holder(column("|", self._title, self._subtitle, "|", spacing=0))
        head = row((titles, 1), self.answer, self.proof, spacing=0)
        tiles = row(*((tile, 1) for tile in self._tiles), spacing=10, margins=(0, 0, 5, 0))
        frame = Card("surface", "line", radius=12)
        column(self._nothing, (self.findings, 1), margins=(1, 4, 1, 4), on=frame)
        self._nothing.setContentsMargins(18, 12, 18, 12)
        framed = row(frame, margins=(0, 0, 5, 0))
        left = holder(column(head, tiles, (holder(framed), 1), spacing=8, margins=(20, 5, 11, 12)))
        whole = holder(row((left, 1), self.signing, spacing=0))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(whole)
        self._stack.addWidget(self.refusal)

    def _connect(self) -> None:
        self.proof.clicked.connect(lambda: self._ask(lambda p: p.open_proof()))
        self.answer.clicked.connect(self._answer)
        self.findings.opened.connect(lambda node: self._ask(lambda p: p.open_question(node)))
        signing = self.signing
        for place, person in ((INSPECTOR, signing.inspector), (REPRESENTATIVE, signing.representative)):
            person.drawn.connect(lambda strokes, place=place: self._signed(place, strokes, "screen"))
            person.erased.connect(lambda place=place: self._signed(place, (), ""))
            person.paper_chosen.connect(lambda on, place=place: self._signed(place, (), "paper" if on else ""))
        signing.objected.connect(lambda text: self._ask(lambda p: p.object(text)))
        signing.named.connect(lambda *who: self._ask(lambda p: p.name_representative(*who)))
        signing.refused.connect(lambda: self._ask(lambda p: p.refuse(refusing=True)))
        refusal = self.refusal
        refusal.reason_given.connect(lambda text: self._ask(lambda p: p.give_reason(text)))
        refusal.quoted.connect(lambda text: self._ask(lambda p: p.quote(text)))
        refusal.witnessed.connect(lambda *who: self._ask(lambda p: p.name_witness(*who)))
        refusal.withdrawn.connect(lambda: self._ask(lambda p: p.refuse(refusing=False)))
        for view in (signing, refusal):
            view.finished.connect(self._finish)
            view.left_followed.connect(lambda target: self._ask(lambda p: p.go_to(target)))

    def _ask(self, act: Callable[[SummaryPresenter], None]) -> None:
        if self._presenter is not None:
            act(self._presenter)

    # the window's side

    def enter(self, **arguments: object) -> None:
        """Open the summary of an inspection."""

        def ready(sitting: Sitting) -> None:
            if self._presenter is not None:
                self._presenter.close()
            self._sitting = sitting
            self._presenter = SummaryPresenter(sitting, self)
            self._presenter.begin()
            self.shell.title_changed()

        open_sitting(self.shell, str(arguments.get("inspection", "")), ready)

    def leave(self) -> None:
        """Names and objections that are still being written are kept."""
        self._flush()
        if self._presenter is not None:
            self._presenter.close()

    def retranslate(self) -> None:
        """Everything again."""
        self.findings.setAccessibleName(tr("Findings"))
        self.proof.setText(tr("Read the draft"))
        if self._presenter is not None:
            self._presenter.refresh()

    def title(self) -> Title:
        """Back leads to the questions."""
        return inspection_title(self._sitting, back=tr("To the questions"))

    def hints(self) -> Sequence[Hint]:
        """The keys of this page."""
        if self.page is not None and self.page.refusing:
            return (Hint("1 2 3 4", tr("reason")), Hint("Tab", tr("field")), Hint("Esc", tr("to the summary")))
        return (
            Hint("↑ ↓", tr("finding")),
            Hint("9", tr("draft of the act")),
            Hint("1 2", tr("signature on paper")),
            Hint("5", tr("objections")),
            Hint("0", tr("refusal to sign")),
        )

    def first_focus(self) -> QWidget | None:
        """The findings, the missing answers, or the seal when nothing is left."""
        if self.page is not None and self.page.refusing:
            return self.refusal.reasons[0]
        if self.page is not None and self.page.unanswered:
            return self.answer
        if self.page is not None and not self.page.left:
            return self.signing.finish
        return self.proof

    def digit(self, value: int) -> bool:
        """9 the draft, 0 the refusal, 1 and 2 paper, 5 objections; in the refusal 1 to 4 the reason."""
        presenter, page = self._presenter, self.page
        if presenter is None or page is None:
            return False
        if page.refusing:
            return self.refusal.press(value)
        people = {1: (INSPECTOR, page.inspector), 2: (REPRESENTATIVE, page.representative)}
        if value in people:
            place, person = people[value]
            self._signed(place, (), "" if person.way else "paper")
        elif value == 9:
            presenter.open_proof()
        elif value == 0:
            presenter.refuse(refusing=True)
        elif value == 5:
            self.signing.focus_objections()
        return True

    def control(self, letter: str) -> bool:
        """Ctrl+Z brings erased strokes back."""
        if letter == "Z":
            return self.signing.representative.restore() or self.signing.inspector.restore()
        return False

    def key(self, event: QKeyEvent) -> bool:
        """Enter seals from anywhere but a list or a button."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(self.focusWidget(), type(self.signing.inspector.pad)):
            self._finish()
            return True
        return False

    def escape(self) -> bool:
        """Out of the refusal, which stays as it is written."""
        if self.page is not None and self.page.refusing and self._presenter is not None:
            self._presenter.refuse(refusing=False)
            return True
        return False

    # the presenter's side

    def show_page(self, page: SummaryPage) -> None:
        """Draw the page."""
        turned = self.page is None or self.page.refusing != page.refusing
        self.page = page
        self._title.setText(page.title)
        self._subtitle.setText(page.subtitle)
        self.answer.setText(page.unanswered)
        self.answer.setVisible(bool(page.unanswered))
        for place, tile in enumerate(self._tiles):
            tile.setVisible(place < len(page.tiles))
            if place < len(page.tiles):
                tile.show_tile(page.tiles[place])
        self.findings.lines.show(page.findings)
        self.findings.setVisible(bool(page.findings))
        self._nothing.setText(page.nothing)
        self._nothing.setVisible(bool(page.nothing))
        signing = self._sitting.signing if self._sitting is not None else None
        strokes = (signing.inspector.strokes, signing.representative.strokes) if signing is not None else ((), ())
        self.signing.show_page(page, *strokes)
        self.refusal.show_page(page)
        if turned:
            self._stack.setCurrentIndex(1 if page.refusing else 0)
            self.shell.title_changed()
            target = self.first_focus()
            if target is not None and self.isVisible():
                target.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_place(self, place: str) -> None:
        """Where something is still left to do."""
        if place == REFUSAL:
            self.refusal.focus_missing()
        elif place == INSPECTOR:
            self.signing.inspector.pad.setFocus(Qt.FocusReason.TabFocusReason)
        elif not self.signing.name.text().strip():
            self.signing.name.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.signing.representative.pad.setFocus(Qt.FocusReason.TabFocusReason)

    def _signed(self, place: str, strokes: object, way: str) -> None:
        if self._presenter is not None and isinstance(strokes, tuple):
            self._presenter.sign(place, strokes, way)

    def _answer(self) -> None:
        if self.page is not None and self._presenter is not None and self.page.left:
            self._presenter.go_to(self.page.left[0].target)

    def _finish(self) -> None:
        self._flush()
        if self._presenter is not None:
            self._presenter.finish()

    def _flush(self) -> None:
        if self.page is None or self._presenter is None:
            return
        if self.page.refusing:
            self.refusal.flush()
        else:
            self.signing.flush()
