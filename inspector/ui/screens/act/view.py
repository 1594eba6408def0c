"""The act on the screen: pages, what holds of it, print, PDF, drive."""

from collections.abc import Sequence

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.ui.language import tr
from inspector.ui.screens.act.presenter import ActPage, ActPresenter
from inspector.ui.screens.base import Frame, Screen
from inspector.ui.screens.pages import PdfView
from inspector.ui.screens.paper import SaveBar, print_document
from inspector.ui.shell import Hint, Shell, Title
from inspector.ui.widgets.basic import Card, Grown, Line, Pane, Scroll, StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import PrimaryButton, SecondaryButton
from inspector.ui.widgets.filters import SegmentedFilter
from inspector.ui.widgets.qr import CodeView

WIDTH = 356


class FactView(QWidget):
    """A shape, a heading, a smaller line."""

    def __init__(self) -> None:
        super().__init__()
        self.glyph = StatusGlyph("none", 22)
        self.text = Text("", 15, 600, wrap=True)
        self.note = Text("", 13, 400, "ink2", wrap=True)
        row(self.glyph, (holder(column(self.text, self.note, spacing=0)), 1), spacing=10, on=self)


class ActScreen(Screen):
    """Enter with `inspection`: a sealed one."""

    frame = Frame.INSPECTION

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter: ActPresenter | None = None
        self._page: ActPage | None = None
        self.pages = PdfView(shell.tasks)
        self.sizes = SegmentedFilter(height=44)
        self._title = Text("", 24, 700)
        self._facts: list[FactView] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        self._qr = CodeView()
        self._code = (Text("", 15, 600), Text("", 13, 400, "ink2", wrap=True), Text("", 13, 600, "ink2", wrap=True))
        self.save_bar = SaveBar(shell)
        self.print = PrimaryButton("", icon="printer", key="")
        self.save = SecondaryButton("", icon="download", height=48, size=15)
        self.drive = SecondaryButton("", icon="device-usb", height=48, size=15)
        self.deliver = SecondaryButton("", icon="arrow-right", key="1", height=48)
        self._final = Text("", 13, 400, "ink2", wrap=True)
        tools = row("|", self.sizes, "|", spacing=0)
        middle = holder(column(tools, (self.pages, 1), spacing=0, margins=(8, 7, 4, 0)))
        code = Card("surface", "line", radius=10)
        words = holder(column(*self._code, "|", spacing=3))
        row(self._qr, (words, 1), spacing=10, margins=(10, 10, 12, 10), on=code)
        body = QWidget()
        inset = holder(column(self._title, self._lines, code, spacing=10, margins=(5, 0, 5, 0)))
        column(inset, self.save_bar, "|", spacing=8, margins=(15, 14, 15, 8), on=body)
        side = Pane("surface", "left")
        final = holder(row(self._final, margins=(5, 0, 5, 0)))
        files = row((self.save, 1), (self.drive, 1), spacing=0)
        foot = holder(column(self.print, files, self.deliver, final, spacing=0, margins=(15, 2, 15, 10)))
        column((Scroll(body), 1), Line(), foot, spacing=0, margins=(1, 0, 0, 0), on=side)
        Grown(side, WIDTH)
        row(self.pages.side, (middle, 1), side, spacing=0, on=self)
        self.sizes.chosen.connect(self._sized)
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._save)
        self.drive.clicked.connect(self._to_drive)
        self.deliver.clicked.connect(self._deliver)

    def enter(self, **arguments: object) -> None:
        """Show the act of an inspection."""
        self.save_bar.hide()
        self._presenter = ActPresenter(self.shell, str(arguments.get("inspection", "")), self)
        self._presenter.begin()

    def retranslate(self) -> None:
        """Say the texts; the act itself is in its own languages."""
        self._say_size()
        self._code[0].setText(tr("Code for checking"))
        self._code[1].setText(tr("Printed on every page. It shows whether the act was changed after signing."))
        self.print.setText(tr("Print"))
        self.save.setText(tr("PDF"))
        self.save.setAccessibleName(tr("Save the PDF"))
        self.drive.setText(tr("To a drive"))
        self.deliver.setText(tr("Hand over the act"))
        self._final.setText(tr("After signing the act cannot be changed. Something can be added."))
        self.pages.thumbs.setAccessibleName(tr("Pages"))
        self.pages.canvas.setAccessibleName(tr("The document"))
        if self._presenter is not None:
            self._presenter.refresh()

    def title(self) -> Title:
        """Which act."""
        page = self._page
        return Title(back=tr("Back"), text=page.place if page else "", subtitle=page.number if page else "")

    def hints(self) -> Sequence[Hint]:
        """The keys of this page."""
        return (
            Hint("Ctrl P", tr("print")),
            Hint("1", tr("delivery")),
            Hint("Ctrl S", tr("save the PDF")),
            Hint("PgUp PgDn", tr("page")),
            Hint("+ −", tr("larger, smaller")),
            Hint("Esc", tr("back")),
        )

    def first_focus(self) -> QWidget | None:
        """Printing is next."""
        return self.print

    def exchange_changed(self) -> None:
        """It may have reached headquarters."""
        if self._presenter is not None:
            self._presenter.look_again()

    def control(self, letter: str) -> bool:
        """Ctrl+P prints, Ctrl+S saves."""
        acts = {"P": self._print, "S": self._save}
        if letter in acts:
            acts[letter]()
        return letter in acts

    def digit(self, value: int) -> bool:
        """1 hands the act over."""
        if value == 1:
            self._deliver()
        return value == 1

    def key(self, event: QKeyEvent) -> bool:
        """Pages and size."""
        if event.text() in ("+", "=", "-", "−"):
            self.pages.zoom(1 if event.text() in "+=" else -1)
            self._say_size()
            return True
        return not self.pages.thumbs.hasFocus() and self.pages.press(event)

    def show_act(self, page: ActPage, pdf: bytes, first: int) -> None:
        """The act, open where its text in the language of the program begins, and what holds of it."""
        self.show_facts(page)
        self.pages.show_pdf(pdf, first)
        self.shell.title_changed()

    def show_facts(self, page: ActPage) -> None:
        """What holds of it, in the current language."""
        self._page = page
        self._title.setText(page.title)
        self.deliver.setText(page.handing_over)
        self._qr.show_code(page.code)
        while len(self._facts) < len(page.facts):
            self._facts.append(FactView())
            self._lines.addWidget(self._facts[-1])
        for place, view in enumerate(self._facts):
            view.setVisible(place < len(page.facts))
            if place < len(page.facts):
                view.glyph.show_shape(page.facts[place].glyph)
                view.text.setText(page.facts[place].text)
                view.note.setText(page.facts[place].note)
        self._code[2].setText(page.digest)

    def _say_size(self) -> None:
        self.sizes.offer(["−", f"{self.pages.canvas.percent} %", "+"], 1)
        for button, name in zip(
            self.sizes.buttons(), (tr("smaller"), tr("size of the page"), tr("larger")), strict=True
        ):
            button.setAccessibleName(name)

    def _sized(self, index: int) -> None:
        self.pages.zoom(index - 1)
        self._say_size()

    def _print(self) -> None:
        if self._presenter is not None and self._presenter.pdf:
            print_document(self.shell, self._presenter.pdf, lambda: None, self._save)

    def _save(self) -> None:
        if self._presenter is not None and self._presenter.pdf:
            self.save_bar.offer(self._presenter.pdf, self._presenter.file_name)

    def _to_drive(self) -> None:
        if self._presenter is not None and self._presenter.pdf:
            self.save_bar.to_drive(self._presenter.pdf, self._presenter.file_name)

    def _deliver(self) -> None:
        if self._presenter is not None:
            self._presenter.deliver()
