"""Two answers side by side: 1 keeps ours, 2 the colleague's, 3 leaves it open."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from inspector.ui.language import tr
from inspector.ui.screens.base import Frame, Screen
from inspector.ui.screens.conflict.presenter import Answer, ConflictPage, ConflictPresenter
from inspector.ui.shell import Hint, Shell, Title
from inspector.ui.widgets.basic import Card, Icon, Scroll, StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import PrimaryButton, SecondaryButton

LINES, PICTURES = 6, 3
PICTURE = 96


class AnswerCard(Card):
    """One of the two."""

    def __init__(self, button: PrimaryButton | SecondaryButton, *, own: bool) -> None:
        super().__init__("surface", "brand" if own else "line", radius=14, thick=own)
        self.button = button
        self._heading, self._who = Text("", 15, 600, "ink2"), Text("", 22, 700, wrap=True)
        self._when, self._word = Text("", 14, 400, "ink2"), Text("", 24, 700, wrap=True)
        self._glyph = StatusGlyph("none", 34)
        self._lines = [(Text("", 14, 600, "ink2", wrap=True), Text("", 16, 400, wrap=True)) for _ in range(LINES)]
        self._evidence = Text("", 15, 500, "ink2")
        self._pictures = [QLabel() for _ in range(PICTURES)]
        for picture in self._pictures:
            picture.setFixedSize(PICTURE, PICTURE)
            picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        verdict = row(self._glyph, (self._word, 1), spacing=12)
        words = [holder(column(what, text, spacing=1)) for what, text in self._lines]
        self._shown = words
        evidence = row(Icon("photo", "ink2", 22), (self._evidence, 1), spacing=8)
        self._strip = holder(row(*self._pictures, "|", spacing=8))
        body = QWidget()
        column(
            self._heading, self._who, self._when, verdict, *words, evidence, self._strip, "|",
            spacing=6, margins=(23, 18, 23, 6), on=body,
        )  # fmt: skip
        column((Scroll(body), 1), row(button, margins=(18, 0, 18, 14)), spacing=0, margins=(2, 2, 2, 0), on=self)

    def show_answer(self, told: Answer) -> None:
        """What was answered, by whom, when."""
        self._heading.setText(told.heading)
        self._who.setText(told.who)
        self._when.setText(told.when)
        self._glyph.show_shape(told.glyph)
        self._glyph.setVisible(bool(told.word) and told.glyph != "none")
        self._word.setText(told.word)
        self._word.set_tone(told.tone)
        self._word.setVisible(bool(told.word))
        for place, (what, text) in enumerate(self._lines):
            self._shown[place].setVisible(place < len(told.lines))
            if place < len(told.lines):
                what.setText(told.lines[place][0])
                text.setText(told.lines[place][1])
        self._evidence.setText(told.evidence)
        self._strip.hide()
        self.setAccessibleName(f"{told.heading}: {told.who}, {told.word}")

    def show_pictures(self, pictures: Sequence[bytes]) -> None:
        """The first few."""
        for place, label in enumerate(self._pictures):
            label.setVisible(place < len(pictures))
            if place < len(pictures):
                drawn = QPixmap()
                drawn.loadFromData(pictures[place])
                label.setPixmap(
                    drawn.scaled(
                        PICTURE, PICTURE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
                    )
                )
                label.setAccessibleName(tr("Photo {n}", n=place + 1))
        self._strip.setVisible(bool(pictures))


class ConflictScreen(Screen):
    """Enter with `inspection`."""

    frame = Frame.INSPECTION

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter: ConflictPresenter | None = None
        self._title, self._text = Text("", 26, 700, wrap=True), Text("", 16, 400, "ink2", wrap=True)
        self.mine = AnswerCard(PrimaryButton("", icon="check", key="1", height=54), own=True)
        self.theirs = AnswerCard(SecondaryButton("", icon="check", key="2", height=54), own=False)
        self.later = SecondaryButton("", icon="users", key="3", height=48)
        self._note = Text("", 15, 400, "ink2", wrap=True)
        self.mine.button.clicked.connect(lambda: self.digit(1))
        self.theirs.button.clicked.connect(lambda: self.digit(2))
        self.later.clicked.connect(lambda: self.digit(3))
        sides = holder(row((self.mine, 1), (self.theirs, 1), spacing=18))
        foot = row(self.later, (self._note, 1), spacing=18)
        inner = holder(column(self._title, self._text, 4, (sides, 1), foot, spacing=6))
        inner.setMaximumWidth(1200)
        row((inner, 50), spacing=0, margins=(60, 18, 60, 14), on=self)

    def enter(self, **arguments: object) -> None:
        """Read what is open for an inspection."""
        self._presenter = ConflictPresenter(self.shell, str(arguments.get("inspection", "")), self)
        self._presenter.begin()

    def retranslate(self) -> None:
        """Every text."""
        self.mine.button.setText(tr("Keep this answer"))
        self.theirs.button.setText(tr("Keep this answer"))
        self.later.setText(tr("Decide later"))
        if self._presenter is not None:
            self._presenter.refresh()

    def title(self) -> Title:
        """The institution, and how many questions there are."""
        page = self._presenter.page if self._presenter is not None else None
        back = tr("Exchange") if self.shell.navigator.previous == "sync" else tr("Back")
        return Title(back=back, text=page.institution if page else "", subtitle=page.place if page else "")

    def hints(self) -> Sequence[Hint]:
        """The keys of this page."""
        return (
            Hint("1", tr("your answer")),
            Hint("2", tr("your colleague's answer")),
            Hint("3", tr("decide later")),
            Hint("Ctrl Z", tr("undo")),
            Hint("Esc", tr("back")),
        )

    def first_focus(self) -> QWidget | None:
        """Our own answer."""
        return self.mine.button

    def digit(self, value: int) -> bool:
        """1 ours, 2 theirs, 3 later."""
        presenter = self._presenter
        if presenter is None or value not in (1, 2, 3):
            return False
        if value == 3:
            presenter.later()
        else:
            presenter.choose("mine" if value == 1 else "theirs")
        return True

    def show_page(self, page: ConflictPage) -> None:
        """Both answers."""
        self._title.setText(page.title)
        self._text.setText(page.text)
        self.mine.show_answer(page.mine)
        self.theirs.show_answer(page.theirs)
        self._note.setText(page.note)
        for card, told in ((self.mine, page.mine), (self.theirs, page.theirs)):
            card.button.setAccessibleName(f"{card.button.text()}: {told.who}, {told.word}")

    def show_photos(self, mine: Sequence[bytes], theirs: Sequence[bytes]) -> None:
        """The first pictures of both sides."""
        self.mine.show_pictures(mine)
        self.theirs.show_pictures(theirs)
