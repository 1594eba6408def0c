"""The proof on the screen: the PDF itself, what changes after signing, objections, on to the signatures."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from inspector.ui.language import tr
from inspector.ui.screens.base import Frame, Screen
from inspector.ui.screens.heading import inspection_title
from inspector.ui.screens.pages import PdfView
from inspector.ui.screens.paper import SaveBar, print_document
from inspector.ui.screens.proof.objections import ObjectionsView
from inspector.ui.screens.proof.presenter import ProofPage, ProofPresenter
from inspector.ui.screens.signing import time_of
from inspector.ui.screens.sitting import Sitting, open_sitting
from inspector.ui.shell import Hint, Shell, Title
from inspector.ui.widgets.basic import Card, Grown, Line, Pane, Scroll, StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import PrimaryButton, SecondaryButton
from inspector.ui.widgets.filters import SegmentedFilter

WIDTH = 428


class ProofScreen(Screen):
    """Enter with `inspection`."""

    frame = Frame.INSPECTION

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter: ProofPresenter | None = None
        self._page: ProofPage | None = None
        self._sitting: Sitting | None = None
        self.pages = PdfView(shell.tasks)
        self.languages = SegmentedFilter(height=48)
        self.sizes = SegmentedFilter(height=48)
        self._busy = Text("", 16, 500, "ink2")
        self._warning = (Text("", 17, 700), Text("", 15, 400, wrap=True))
        self._changes_title = Text("", 16, 600)
        self._changes = [Text("", 15, 400, wrap=True) for _ in range(4)]
        self._changed = (StatusGlyph("warn", 20), Text("", 15, 600, wrap=True))
        self.objections = ObjectionsView()
        self.save_bar = SaveBar(shell)
        self.print = SecondaryButton("", icon="printer", height=48, size=15)
        self.answers = SecondaryButton("", icon="edit", height=48, size=15)
        self.sign = PrimaryButton("", icon="signature")
        self._build()
        self._connect()

    def _build(self) -> None:
        tools = row("|", self.languages, self.sizes, "|", spacing=0)
        middle = holder(column(tools, self._busy, (self.pages, 1), spacing=0, margins=(8, 7, 4, 0)))
        self._busy.setAlignment(Qt.AlignmentFlag.AlignCenter)
        banner = Card("warnT", "", radius=12)
        words = holder(column(*self._warning, spacing=0))
        row(StatusGlyph("warn", 26), (words, 1), spacing=12, margins=(14, 9, 12, 10), on=banner)
        changes = Card("surface", "line", radius=12)
        lines = [
            row(Text(str(n), 16, 700, "brand"), (text, 1), spacing=10) for n, text in enumerate(self._changes, start=1)
        ]
        column(self._changes_title, *lines, spacing=5, margins=(16, 10, 14, 12), on=changes)
        self._changed_line = Card("warnT", "", radius=12)
        row(self._changed[0], (self._changed[1], 1), spacing=10, margins=(14, 8, 12, 8), on=self._changed_line)
        body = QWidget()
        inset = holder(row(holder(column(banner, self._changed_line, changes, spacing=8)), margins=(5, 0, 5, 0)))
        column(inset, self.objections, self.save_bar, "|", spacing=6, margins=(13, 12, 13, 6), on=body)
        side = Pane("surface", "left")
        buttons = row((self.print, 1), (self.answers, 1), spacing=0)
        foot = holder(column(buttons, self.sign, spacing=0, margins=(13, 2, 13, 7)))
        column((Scroll(body), 1), Line(), foot, spacing=0, margins=(1, 0, 0, 0), on=side)
        Grown(side, WIDTH)
        row(self.pages.side, (middle, 1), side, spacing=0, on=self)

    def _connect(self) -> None:
        self.languages.chosen.connect(self._chosen)
        self.sizes.chosen.connect(self._sized)
        self.objections.objected.connect(lambda *said: self._ask(lambda p: p.object(*said)))
        self.objections.edited.connect(lambda place: self._ask(lambda p: p.edit(place)))
        self.objections.added.connect(lambda: self._ask(lambda p: p.add()))
        self.objections.removed.connect(lambda place: self._ask(lambda p: p.remove(place)))
        self.pages.moved.connect(self._looked)
        self.print.clicked.connect(self._print)
        self.answers.clicked.connect(self._to_answers)
        self.sign.clicked.connect(self._to_signatures)

    def _ask(self, act: Callable[[ProofPresenter], None]) -> None:
        if self._presenter is not None:
            act(self._presenter)

    # the window's side

    def enter(self, **arguments: object) -> None:
        """Make the proof of an inspection."""

        def ready(sitting: Sitting) -> None:
            self._sitting = sitting
            self._presenter = ProofPresenter(sitting, self)
            self._presenter.begin()
            self.shell.title_changed()

        open_sitting(self.shell, str(arguments.get("inspection", "")), ready)

    def leave(self) -> None:
        """Objections are kept; what was on the screen was read."""
        if self._presenter is not None:
            self.objections.flush()
            self._presenter.close()
            self._presenter = None

    def retranslate(self) -> None:
        """Say the texts; the document keeps its languages."""
        self.languages.offer([tr("Kazakh and Russian"), tr("Kazakh"), tr("Russian")])
        self._say_size()
        self._busy.setText(tr("The draft is being made"))
        self._warning[0].setText(tr("This is not the act yet"))
        self._warning[1].setText(tr("Read it. Everything can still be corrected."))
        self._changes_title.setText(tr("What changes after signing"))
        said = (
            tr("Answers and photos cannot change any more"),
            tr("The word «draft» goes, a number and a code for checking come"),
            tr("Objections go into the act word for word"),
            tr("Terms begin on the day of delivery, not today"),
        )
        for label, text in zip(self._changes, said, strict=True):
            label.setText(text)
        self.print.setText(tr("Print the draft"))
        self._say_answers()
        if self._presenter is not None:
            self._presenter.refresh()
        self.sign.setText(tr("To the signatures"))
        self.pages.thumbs.setAccessibleName(tr("Pages"))
        self.pages.canvas.setAccessibleName(tr("The document"))

    def title(self) -> Title:
        """Who reads."""
        opened = self._page.opened if self._page is not None else ""
        subtitle = tr("Draft of the act · opened at {time}", time=time_of(opened)) if opened else tr("Draft of the act")
        return inspection_title(self._sitting, back=tr("To the summary"), subtitle=subtitle)

    def hints(self) -> Sequence[Hint]:
        """The keys of this page."""
        return (
            Hint("5", tr("objection")),
            Hint("PgUp PgDn", tr("page")),
            Hint("+ −", tr("larger, smaller")),
            Hint("Ctrl P", tr("print the draft")),
            Hint("↵", tr("to the signatures")),
            Hint("Esc", tr("to the summary")),
        )

    def first_focus(self) -> QWidget | None:
        """Enter goes on."""
        return self.sign

    def digit(self, value: int) -> bool:
        """5 writes an objection."""
        if value == 5:
            self.objections.focus()
        return True

    def control(self, letter: str) -> bool:
        """Ctrl+P."""
        if letter == "P":
            self._print()
        return letter == "P"

    def key(self, event: QKeyEvent) -> bool:
        """Pages and size."""
        if event.text() in ("+", "=", "-", "−"):
            self.pages.zoom(1 if event.text() in "+=" else -1)
            self._say_size()
            return True
        return not self.pages.thumbs.hasFocus() and self.pages.press(event)

    # the presenter's side

    def show_busy(self) -> None:
        """It is being made."""
        self._busy.show()

    def show_pdf(self, pdf: bytes, first: int | None) -> None:
        """Here it is."""
        self._busy.hide()
        self.pages.show_pdf(pdf, first)
        self._looked()

    def show_page(self, page: ProofPage) -> None:
        """Objections, what changed, the point in view."""
        retitled = self._page is None or self._page.opened != page.opened
        self._page = page
        self._changed[1].setText(page.changed)
        self._changed_line.setVisible(bool(page.changed))
        self.objections.show_page(page)
        self._say_answers()
        if retitled:
            self.shell.title_changed()

    def show_choice(self, index: int) -> None:
        """Which languages are in it."""
        self.languages.choose(index)

    def _say_size(self) -> None:
        self.sizes.offer(["−", f"{self.pages.canvas.percent} %", "+"], 1)
        for button, name in zip(
            self.sizes.buttons(), (tr("smaller"), tr("size of the page"), tr("larger")), strict=True
        ):
            button.setAccessibleName(name)

    def _sized(self, index: int) -> None:
        self.pages.zoom(index - 1)
        self._say_size()

    def _say_answers(self) -> None:
        number = self._page.in_view if self._page is not None else 0
        self.answers.setText(tr("To the answer on {n}", n=number) if number else tr("To the answers"))

    def _looked(self) -> None:
        if self.pages.count:
            page, top = self.pages.middle()
            self._ask(lambda p: p.look(page, top))

    def _print(self) -> None:
        if self._presenter is not None and self._presenter.pdf:
            pdf = self._presenter.pdf
            print_document(
                self.shell, pdf, lambda: None, lambda: self.save_bar.offer(pdf, "draft.pdf")
            )  # fmt: skip

    def _chosen(self, index: int) -> None:
        if self._presenter is not None:
            self._presenter.choose(index)

    def _to_answers(self) -> None:
        if self._presenter is not None:
            self._presenter.to_answers()

    def _to_signatures(self) -> None:
        if self._presenter is not None:
            self.objections.flush()
            self._presenter.to_signatures()
