"""The summary on the screen: what was found at the left, who signs and what is left at the right."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from inspector.ui import theme
from inspector.ui.language import tr
from inspector.ui.screens.base import Frame, Screen
from inspector.ui.screens.heading import inspection_title
from inspector.ui.screens.sitting import Sitting, open_sitting
from inspector.ui.screens.summary.findings_list import FindingList
from inspector.ui.screens.summary.page import PersonLine, SeverityTile, SummaryPage
from inspector.ui.screens.summary.presenter import SummaryPresenter
from inspector.ui.shell import Hint, Shell, Title
from inspector.ui.widgets.basic import (
    Card,
    Elided,
    Grown,
    Icon,
    Line,
    Pane,
    Scroll,
    StatusGlyph,
    Text,
    column,
    holder,
    row,
)
from inspector.ui.widgets.buttons import GhostButton, PrimaryButton, SecondaryButton

TILES = 4
WIDTH = 416
ROOMY = 210
"""From this width on, at 100 % text, a tile has room for its word beside the number."""


class TileView(Card):
    """How many findings of one class."""

    def __init__(self) -> None:
        super().__init__("surface", "line", radius=12)
        self._glyph = StatusGlyph("none", 24)
        self._number = Text("", 28, 700)
        self._word = Elided("", 15, 600, beside=28)
        self._note = Elided("", 13, 400, "ink2")
        self._roomy: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(10, 6, 4, 8)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(2, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room for the words."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """The words beside the number; below it, from edge to edge, where there is little room."""
        roomy = self.width() >= theme.scaled(ROOMY)
        if roomy == self._roomy:
            return
        self._roomy = roomy
        places = {
            self._glyph: (0, 0, 2, 1) if roomy else (0, 0, 1, 1),
            self._number: (0, 1, 1, 1),
            self._word: (0, 2, 1, 1) if roomy else (1, 0, 1, 3),
            self._note: (1, 1, 1, 2) if roomy else (2, 0, 1, 3),
        }
        for part, place in places.items():
            self._grid.removeWidget(part)
            self._grid.addWidget(part, *place)

    def show_tile(self, tile: SeverityTile) -> None:
        """As it stands; an empty class is plain."""
        self._place()
        plain = tile.tone in ("plain", "na")
        self.dress("surface" if plain else f"{tile.tone}T", "line" if plain else "")
        self._glyph.show_shape(tile.glyph)
        self._number.set_tone("ink" if plain else tile.tone)
        self._number.setText(tile.number)
        self._word.setText(tile.word)
        self._note.setText(tile.note)
        self.setAccessibleName(f"{tile.number} {tile.word}, {tile.note}")


class PersonRow(QWidget):
    """Who signs, and how it stands."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._post = Text("", 15, 600, wrap=True), Text("", 13, 400, "ink2", wrap=True)
        self._glyph, self._state = StatusGlyph("none", 18), Text("", 14, 600)
        words = column(self._name, self._post, spacing=0)
        row((words, 1), self._glyph, self._state, spacing=7, on=self)

    def show_person(self, line: PersonLine) -> None:
        """As it stands."""
        self._name.setText(line.name)
        self._post.setText(line.post)
        self._post.setVisible(bool(line.post))
        self._glyph.setVisible(bool(line.glyph))
        self._glyph.show_shape(line.glyph or "none")
        self._state.setText(line.state)
        self._state.set_tone(line.tone)


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
        self._tiles = [TileView() for _ in range(TILES)]
        self.findings = FindingList()
        self._nothing = Text("", 16, 500, "ink2")
        self._away = Text("", 15, 600, "warn", wrap=True)
        self.bring = GhostButton("", icon="device-usb", height=44, size=15)
        self._signing = Text("", 18, 700)
        self._people: list[PersonRow] = []
        self._objections = Text("", 14, 400, "ink2", wrap=True)
        self._left_title = Text("", 16, 600)
        self.left: list[GhostButton] = []
        self.photos = GhostButton("", icon="photo-up", key="6", height=44, size=15)
        self._people_lines, self._left_lines = QVBoxLayout(), QVBoxLayout()
        self.sign = SecondaryButton("", icon="signature", key="1", height=48, size=15)
        self.go_on = PrimaryButton("")
        self._note = Text("", 13, 400, "ink2", wrap=True)
        self._build()
        self.away.hide()
        self.bring.clicked.connect(lambda: self._ask(lambda p: p.bring_answers()))
        self.proof.clicked.connect(lambda: self._ask(lambda p: p.open_proof()))
        self.sign.clicked.connect(lambda: self._ask(lambda p: p.open_signatures()))
        self.go_on.clicked.connect(lambda: self._ask(lambda p: p.go_on()))
        self.photos.clicked.connect(lambda: self._ask(lambda p: p.open_photos()))
        self.findings.opened.connect(lambda node: self._ask(lambda p: p.open_question(node)))

    def _build(self) -> None:
        titles = holder(column("|", self._title, self._subtitle, "|", spacing=0))
        head = row((titles, 1), self.proof, spacing=0)
        tiles = row(*((tile, 1) for tile in self._tiles), spacing=10, margins=(0, 0, 5, 0))
        frame = Card("surface", "line", radius=12)
        column(self._nothing, (self.findings, 1), margins=(1, 4, 1, 4), on=frame)
        self._nothing.setContentsMargins(18, 12, 18, 12)
        framed = row(frame, margins=(0, 0, 5, 0))
        warned = row(StatusGlyph("warn", 22), (self._away, 1), self.bring, spacing=10, margins=(14, 4, 8, 4))
        card = Card("warnT", "", radius=12)
        card.setLayout(warned)
        self.away = holder(row(card, margins=(0, 0, 5, 0)))
        left = holder(column(head, tiles, self.away, (holder(framed), 1), spacing=8, margins=(20, 5, 11, 12)))
        body = QWidget()
        for lines, spacing in ((self._people_lines, 9), (self._left_lines, 0)):
            lines.setSpacing(spacing)
            lines.setContentsMargins(0, 0, 0, 0)
        self._left_lines.setContentsMargins(0, 0, 0, 0)
        objections = row(Icon("message-2", "ink2", 18), (self._objections, 1), spacing=8)
        inset = column(
            self._signing, self._people_lines, objections, Line(), self._left_title, spacing=10, margins=(18, 12, 18, 0)
        )  # fmt: skip
        photos = row(self.photos, "|", margins=(4, 0, 8, 0))
        column(inset, row(self._left_lines, margins=(4, 0, 8, 0)), photos, "|", spacing=2, on=body)
        side = Pane("surface", "left")
        note = row(self._note, margins=(5, 0, 5, 0))
        foot = column(self.sign, self.go_on, note, spacing=0, margins=(13, 2, 13, 8))
        column((Scroll(body), 1), Line(), holder(foot), spacing=0, margins=(1, 0, 0, 0), on=side)
        Grown(side, WIDTH)
        row((left, 1), side, spacing=0, on=self)

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
        """Nothing is written here."""
        if self._presenter is not None:
            self._presenter.close()

    def retranslate(self) -> None:
        """Everything again."""
        self.findings.setAccessibleName(tr("Findings"))
        self.proof.setText(tr("Draft of the act"))
        self.bring.setText(tr("Bring the answers"))
        self.sign.setText(tr("Signatures"))
        if self._presenter is not None:
            self._presenter.refresh()

    def title(self) -> Title:
        """Back leads to the questions."""
        return inspection_title(self._sitting, back=tr("To the questions"))

    def hints(self) -> Sequence[Hint]:
        """The keys of this page."""
        return (
            Hint("↑ ↓", tr("finding")),
            Hint("9", tr("draft of the act")),
            Hint("1", tr("signatures")),
            Hint("↵", tr("go on")),
            Hint("Esc", tr("to the questions")),
        )

    def first_focus(self) -> QWidget | None:
        """The next thing to do."""
        return self.go_on

    def digit(self, value: int) -> bool:
        """9 the draft, 1 the signatures, 6 the pictures of a phone."""
        if value == 9:
            self._ask(lambda p: p.open_proof())
        elif value == 1:
            self._ask(lambda p: p.open_signatures())
        elif value == 6:
            self._ask(lambda p: p.open_photos())
        return True

    def key(self, event: QKeyEvent) -> bool:
        """Up and down go into the findings from wherever the focus is."""
        arrows = (Qt.Key.Key_Down, Qt.Key.Key_Up)
        if event.key() in arrows and not self.findings.hasFocus() and self.findings.isVisible():
            self.findings.setFocus(Qt.FocusReason.TabFocusReason)
            if not self.findings.currentIndex().isValid():
                self.findings.setCurrentIndex(self.findings.lines.index(0))
            return True
        return False

    # the presenter's side

    def show_page(self, page: SummaryPage) -> None:
        """Draw the page."""
        self.page = page
        self._title.setText(page.title)
        self._subtitle.setText(page.subtitle)
        for place, tile in enumerate(self._tiles):
            tile.setVisible(place < len(page.tiles))
            if place < len(page.tiles):
                tile.show_tile(page.tiles[place])
        self.findings.lines.show(page.findings)
        self.findings.setVisible(bool(page.findings))
        self._nothing.setText(page.nothing)
        self._nothing.setVisible(bool(page.nothing))
        self._away.setText(page.away)
        self.away.setVisible(bool(page.away))
        self._signing.setText(page.signing)
        self._show_people(page)
        self._objections.setText(page.objections)
        self._left_title.setText(page.left_title)
        self._show_left(page)
        self.photos.setText(page.photos)
        self.photos.setVisible(bool(page.photos))
        self.go_on.setText(page.step_text)
        self._note.setText(page.step_note)
        self._note.setVisible(bool(page.step_note))
        self.sign.setVisible(page.step != "sign")

    def _show_people(self, page: SummaryPage) -> None:
        while len(self._people) < len(page.people):
            made = PersonRow()
            self._people.append(made)
            self._people_lines.addWidget(made)
        for place, view in enumerate(self._people):
            view.setVisible(place < len(page.people))
            if place < len(page.people):
                view.show_person(page.people[place])

    def _show_left(self, page: SummaryPage) -> None:
        while len(self.left) < len(page.left):
            button, place = GhostButton("", icon="arrow-right", height=44, size=15), len(self.left)
            button.clicked.connect(lambda _=False, place=place: self._follow(place))
            self.left.append(button)
            self._left_lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        for place, button in enumerate(self.left):
            button.setVisible(place < len(page.left))
            if place < len(page.left):
                button.setText(page.left[place].text)

    def _follow(self, place: int) -> None:
        if self.page is not None and place < len(self.page.left):
            target = self.page.left[place].target
            self._ask(lambda p: p.go_to(target))
