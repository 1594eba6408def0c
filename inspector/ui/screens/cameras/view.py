"""The list of cameras on the screen: the pane, the strip, the chips, the table, and what the current row allows."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.core.errors import Refusal
from inspector.ui.lanes import Lane
from inspector.ui.language import tr
from inspector.ui.screens.base import Frame, Screen
from inspector.ui.screens.cameras.grid import CamerasModel, CamerasTable
from inspector.ui.screens.cameras.page import CamerasPage, Kind
from inspector.ui.screens.cameras.parts import Filters, RowBar, StripView
from inspector.ui.screens.cameras.presenter import CamerasPresenter
from inspector.ui.screens.cameras.route import screen_of
from inspector.ui.screens.heading import inspection_title
from inspector.ui.screens.paper import SaveBar, print_document
from inspector.ui.screens.sections import SectionPane, section_step
from inspector.ui.screens.sitting import Sitting, open_sitting
from inspector.ui.screens.titles import heading
from inspector.ui.screens.walk.digits import cards_pdf
from inspector.ui.shell import Hint, Shell, Title
from inspector.ui.widgets.basic import Card, Elided, Text, column, holder, row
from inspector.ui.widgets.buttons import Button, SecondaryButton

CARDS_FILE = "kod-karta.pdf"


class CamerasScreen(Screen):
    """Enter with `inspection` and `repeat`; with `node` that row is chosen."""

    frame = Frame.INSPECTION

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter: CamerasPresenter | None = None
        self._sitting: Sitting | None = None
        self.page: CamerasPage | None = None
        self.model = CamerasModel(self)
        self.table = CamerasTable(self.model)
        self.pane = SectionPane()
        self._title, self._subtitle = Elided("", 26, 700), Elided("", 15, 400, "ink2", beside=26)
        self.cards = SecondaryButton("", icon="printer", key="6", height=44, size=15)
        self.saving = SaveBar(shell)
        self.grid = SecondaryButton("", icon="camera", key="3", height=44, size=15)
        self.add = SecondaryButton("", icon="plus", key="+", height=44, size=15)
        self.walk = Button("", "primary", icon="walk", key="8", height=44, size=15)
        self.strip, self.filters, self.row_bar = StripView(), Filters(), RowBar()
        self._empty = Text("", 16, 500, "ink2", wrap=True)
        self._build()
        self._connect()

    def _build(self) -> None:
        head = row(
            (heading(self._title, self._subtitle), 1), self.cards, self.grid, self.add, self.walk,
            spacing=0, margins=(0, 0, -5, 0),
        )  # fmt: skip
        self._frame = Card("surface", "line", radius=12)
        column(self.table, margins=(1, 1, 1, 1), on=self._frame)
        self._frame.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._frame.setMinimumHeight(150)
        right = column(
            head, self.strip, self.filters, self._empty, (self._frame, 100), self.saving, self.row_bar, "|",
            spacing=5, margins=(20, 5, 16, 8),
        )  # fmt: skip
        row(self.pane, (holder(right), 1), spacing=0, on=self)

    def _connect(self) -> None:
        self.pane.picked.connect(self._picked)
        self.pane.summary_pressed.connect(self._summary)
        self.add.clicked.connect(lambda: self._ask(CamerasPresenter.add_row))
        self.walk.clicked.connect(lambda: self._ask(CamerasPresenter.walk))
        self.cards.clicked.connect(lambda: self._ask(CamerasPresenter.cards))
        self.saving.left.connect(self._saved)
        self.grid.clicked.connect(lambda: self._ask(lambda p: p.look(self._key())))
        self.row_bar.looked_up.connect(lambda: self._ask(lambda p: p.look_up(self._key())))
        self.filters.chosen.connect(lambda kind: self._ask(lambda p: p.choose_filter(Kind(kind))))
        self.table.moved.connect(self._moved)
        self.table.opened.connect(self._open)
        self.row_bar.confirmed.connect(lambda: self._ask(lambda p: p.confirm(self._key())))
        self.row_bar.denied.connect(lambda: self._ask(lambda p: p.deny(self._key())))
        self.row_bar.edited.connect(self._open)
        self.row_bar.noted.connect(lambda key, text: self._ask(lambda p: p.note(key, text)))
        self.row_bar.note_left.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))

    def _ask(self, act: Callable[[CamerasPresenter], object]) -> None:
        if self._presenter is not None:
            try:
                act(self._presenter)
            except Refusal as refused:  # a returned inspection keeps what was found on the spot
                self.shell.refuse(refused)

    def _key(self) -> str:
        line = self.table.line()
        return line.key if line is not None else ""

    def enter(self, **arguments: object) -> None:
        """Open the list."""
        inspection, repeat = str(arguments.get("inspection", "")), str(arguments.get("repeat", ""))
        node = str(arguments.get("node", ""))

        def ready(sitting: Sitting) -> None:
            self._sitting = sitting
            if self._presenter is None or not self._presenter.serves(sitting, repeat):
                self._presenter = CamerasPresenter(sitting, repeat, self)
            self._presenter.begin(node)
            self.shell.title_changed()
            target = self.first_focus()
            if target is not None:
                target.setFocus(Qt.FocusReason.OtherFocusReason)

        open_sitting(self.shell, inspection, ready)

    def leave(self) -> None:
        """Where we were is written down, and a note that is being written."""
        self.row_bar.note.flush()
        if self._sitting is not None:
            self._sitting.recorder.record(())

    def bookmark(self) -> dict[str, object]:
        """At the row where work stopped: after the walk that is its last camera."""
        return {"node": ""}

    def retranslate(self) -> None:
        """Everything again."""
        self.pane.retranslate()
        self.row_bar.retranslate()
        self.grid.setText(tr("On the monitor"))
        self.add.setText(tr("Add"))
        self.table.setAccessibleName(tr("Cameras"))
        self.table.dress()
        if self._presenter is not None:
            self._presenter.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Another look: fonts of the table."""
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "table"):
            self.table.dress()
        super().changeEvent(event)

    def title(self) -> Title:
        """The institution; Back leads to the question."""
        return inspection_title(self._sitting, back=tr("To the questions"))

    def hints(self) -> Sequence[Hint]:
        """The keys of the list."""
        return (
            Hint("8", tr("code walk")),
            Hint("1 2", tr("here, not")),
            Hint("+", tr("add")),
            Hint("3", tr("on the monitor")),
            Hint("5", tr("note")),
            Hint("7", tr("the whole table")),
            Hint("↵", tr("edit")),
            Hint("Del", tr("remove the row")),
            Hint("Ctrl Z", tr("undo")),
        )

    def first_focus(self) -> QWidget | None:
        """The table, or the way to its first row."""
        return self.table if self.model.rowCount() else self.add

    def digit(self, value: int) -> bool:
        """1 and 2 on a waiting row; the others from anywhere."""
        acts: dict[int, Callable[[CamerasPresenter], object]] = {
            1: lambda p: p.confirm(self._key()),
            2: lambda p: p.deny(self._key()),
            3: lambda p: p.look(self._key()),
            5: lambda _: self.row_bar.begin_note(),
            6: CamerasPresenter.cards,
            7: CamerasPresenter.edit,
            8: CamerasPresenter.walk,
            9: lambda p: p.look_up(self._key()),
        }
        if value in acts:
            self._ask(acts[value])
        return True

    def control(self, letter: str) -> bool:
        """Ctrl+Z takes the latest action back, Ctrl+P prints the cards once more."""
        acts = {"Z": CamerasPresenter.undo, "P": CamerasPresenter.print_again}
        if letter in acts:
            self._ask(acts[letter])
        return letter in acts

    def key(self, event: QKeyEvent) -> bool:
        """+ adds, Del removes."""
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Insert) or event.text() == "+":
            self._ask(CamerasPresenter.add_row)
            return True
        if event.key() == Qt.Key.Key_Delete and self.table.hasFocus():
            self._ask(lambda p: p.remove_row(self._key()))
            return True
        return False

    def set_compact(self, *, compact: bool) -> None:
        """Narrow windows show the sections as a rail of shapes."""
        super().set_compact(compact=compact)
        self.pane.fit_window(self.window().width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+PgUp PgDn: another section."""
        by = section_step(event)
        if by and self._presenter is not None:
            self._picked(self._presenter.section_beside(by))
            return
        super().keyPressEvent(event)

    # the presenter's side

    def show_page(self, page: CamerasPage) -> None:
        """Draw it; the current row stays current."""
        key = self._key()
        self.page = page
        self.pane.show_pane(page.pane)
        self._title.setText(page.title)
        self._subtitle.setText(page.subtitle)
        self.walk.setText(page.walk)
        self.walk.setVisible(bool(page.walk))
        self.grid.setVisible(not page.empty)
        self.cards.setText(page.cards)
        self.cards.setVisible(bool(page.cards))
        self.strip.show_strip(page.strip)
        self.filters.show_filters(page.filters)
        self.model.show(page.lines)
        self.table.fit()
        self._empty.setText(page.empty)
        self._empty.setVisible(bool(page.empty))
        self._frame.setVisible(not page.empty)
        self.table.choose(key)
        self._moved()

    def choose_line(self, key: str) -> None:
        """Make that row current."""
        self.table.choose(key)
        self._moved()

    def print_cards(self, codes: tuple[str, ...]) -> None:
        """On paper, or as a file where there is no printer."""

        def done() -> None:
            self.shell.notice(tr("Cards printed: {n}. 6 begins the walk with them", n=len(codes)), "ok")

        def made(pdf: bytes) -> None:
            print_document(self.shell, pdf, done, lambda: self._save(pdf))

        self.shell.tasks.run(Lane.WORK, lambda: cards_pdf(codes), made)

    def _save(self, pdf: bytes) -> None:
        """Where to: the numbers make room meanwhile."""
        for part in (self.strip, self.filters):
            part.hide()
        self.saving.offer(pdf, CARDS_FILE)

    def _saved(self) -> None:
        for part in (self.strip, self.filters):
            part.show()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _moved(self) -> None:
        self.row_bar.show_line(self.table.line())
        self._ask(lambda p: p.mark(self._key()))

    def _open(self) -> None:
        line = self.table.line()
        if line is not None and line.node:
            self._ask(lambda p: p.edit(line.node))

    def _picked(self, path: str) -> None:
        if self._sitting is not None:
            opened = self._sitting.opened
            if opened.form.spec(path).kind == "repeat":
                self.shell.navigator.show(screen_of(opened.form, path), inspection=opened.id, repeat=path)
            else:
                self.shell.navigator.show("questions", inspection=opened.id, node=path)

    def _summary(self) -> None:
        if self._sitting is not None:
            self.shell.navigator.show("summary", inspection=self._sitting.opened.id)
