"""The proof on the screen: the PDF itself, what changes after signing, objections, on to the signatures."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from inspector.ui.language import tr
from inspector.ui.screens.base import Frame, Screen
from inspector.ui.screens.heading import inspection_title
from inspector.ui.screens.pages import PdfView
from inspector.ui.screens.paper import SaveBar, print_document
from inspector.ui.screens.proof.presenter import ProofPresenter
from inspector.ui.screens.sitting import Sitting, open_sitting
from inspector.ui.shell import Hint, Shell, Title
from inspector.ui.widgets.basic import Card, KeyCap, Line, Pane, Scroll, StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import PrimaryButton, SecondaryButton
from inspector.ui.widgets.fields import TextArea
from inspector.ui.widgets.filters import SegmentedFilter

WIDTH = 428


class ProofScreen(Screen):
    """Enter with `inspection`."""

    frame = Frame.INSPECTION

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter: ProofPresenter | None = None
        self._sitting: Sitting | None = None
        self.pages = PdfView(shell.tasks)
        self.languages = SegmentedFilter(height=48)
        self.sizes = SegmentedFilter(height=48)
        self._busy = Text("", 16, 500, "ink2")
        self._warning = (Text("", 17, 700), Text("", 15, 400, wrap=True))
        self._changes_title = Text("", 16, 600)
        self._changes = [Text("", 15, 400, wrap=True) for _ in range(4)]
        self._objections_title = Text("", 16, 600)
        self.objections = TextArea(lines=4, size=16)
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
        head = row(self._objections_title, "|", KeyCap("5"), spacing=6, margins=(5, 0, 5, 0))
        body = QWidget()
        inset = holder(row(holder(column(banner, changes, spacing=10)), margins=(5, 0, 5, 0)))
        column(inset, head, self.objections, self.save_bar, "|", spacing=6, margins=(13, 14, 13, 6), on=body)
        side = Pane("surface", "left")
        buttons = row((self.print, 1), (self.answers, 1), spacing=0)
        foot = holder(column(buttons, self.sign, spacing=0, margins=(13, 2, 13, 7)))
        column((Scroll(body), 1), Line(), foot, spacing=0, margins=(1, 0, 0, 0), on=side)
        side.setFixedWidth(WIDTH)
        row(self.pages.side, (middle, 1), side, spacing=0, on=self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(1000)

    def _connect(self) -> None:
        self.languages.chosen.connect(self._chosen)
        self.sizes.chosen.connect(self._sized)
        self.objections.committed.connect(self._objected)
        self.objections.edit.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(lambda: self._objected(self.objections.text()))
        self.print.clicked.connect(self._print)
        self.answers.clicked.connect(self._to_answers)
        self.sign.clicked.connect(self._to_signatures)

    # the window's side

    def enter(self, **arguments: object) -> None:
        """Make the proof of an inspection."""

        def ready(sitting: Sitting) -> None:
            self._sitting = sitting
            self._presenter = ProofPresenter(sitting, self)
            self.objections.set_text(self._presenter.objections)
            self._presenter.begin()
            self.shell.title_changed()

        open_sitting(self.shell, str(arguments.get("inspection", "")), ready)

    def leave(self) -> None:
        """Objections are kept; what was on the screen was read."""
        if self._presenter is not None:
            self._presenter.object(self.objections.text())
            self._presenter.read()

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
        self._objections_title.setText(tr("Objections of the representative"))
        self.objections.set_placeholder(tr("Optional. Goes into the act word for word."))
        self.print.setText(tr("Print the draft"))
        self.answers.setText(tr("To the answers"))
        self.sign.setText(tr("To the signatures"))
        self.pages.thumbs.setAccessibleName(tr("Pages"))
        self.pages.canvas.setAccessibleName(tr("The document"))

    def title(self) -> Title:
        """Who reads."""
        return inspection_title(self._sitting, back=tr("To the summary"), subtitle=tr("Draft of the act"))

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
            self.objections.edit.setFocus(Qt.FocusReason.TabFocusReason)
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

    def show_pdf(self, pdf: bytes) -> None:
        """Here it is."""
        self._busy.hide()
        self.pages.show_pdf(pdf)

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

    def _objected(self, text: str) -> None:
        if self._presenter is not None:
            self._presenter.object(text)

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
            self._presenter.object(self.objections.text())
            self._presenter.to_signatures()
