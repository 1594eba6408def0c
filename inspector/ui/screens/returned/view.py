"""A returned inspection on the screen: sections, the commented questions, the open one, and what may be done."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from inspector.core.errors import Refusal
from inspector.services.errors import NotReturned
from inspector.services.ports import ReturnedSummary
from inspector.ui.lanes import Lane
from inspector.ui.language import tr
from inspector.ui.screens.base import Frame, Screen
from inspector.ui.screens.heading import inspection_title
from inspector.ui.screens.questions.desk import watched_folder
from inspector.ui.screens.questions.photos import PhotosPresenter, Shown
from inspector.ui.screens.returned import repairs
from inspector.ui.screens.returned.card import ReturnedCard
from inspector.ui.screens.returned.lines import LineButton
from inspector.ui.screens.returned.page import ReturnedPage
from inspector.ui.screens.returned.presenter import ReturnedPresenter
from inspector.ui.screens.returned.side import SideView
from inspector.ui.screens.sections import SectionPane
from inspector.ui.screens.sitting import Sitting, close_sitting, open_sitting
from inspector.ui.screens.titles import heading
from inspector.ui.shell import Hint, Shell, Title
from inspector.ui.widgets.basic import Elided, Scroll, Text, column, holder, row
from inspector.ui.widgets.filters import SegmentedFilter


class ReturnedScreen(Screen):
    """Enter with `inspection`, and `node` to begin at."""

    frame = Frame.INSPECTION

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter: ReturnedPresenter | None = None
        self._photos: PhotosPresenter | None = None
        self._sitting: Sitting | None = None
        self._summary: ReturnedSummary | None = None
        self._page: ReturnedPage | None = None
        self.watched = watched_folder(shell)
        self.pane = SectionPane()
        self.pane.finish.hide()
        self._title, self._subtitle = Elided("", 26, 700), Text("", 15, 400, "ink2", beside=26)
        self.filter = SegmentedFilter()
        self.card = ReturnedCard(self._load_photo)
        self.card.hide()
        self._rows: list[LineButton] = []
        self._list = QWidget()
        self._lines = column("|", spacing=8, margins=(20, 0, 16, 8), on=self._list)
        self._lines.insertWidget(0, self.card)
        self.scroller = Scroll(self._list)
        self.side = SideView()
        head = row((heading(self._title, self._subtitle), 1), self.filter, spacing=12, margins=(20, 8, 11, 2))
        middle = holder(column(head, (self.scroller, 1), spacing=0))
        row(self.pane, (middle, 1), self.side, spacing=0, on=self)
        self._connect()

    def _connect(self) -> None:
        self.pane.picked.connect(lambda path: self._ask(lambda p: p.choose_section(path)))
        self.filter.chosen.connect(lambda index: self._ask(lambda p: p.choose_filter(bool(index))))
        self.side.visit_asked.connect(lambda: self._ask(ReturnedPresenter.ask_visit))
        self.side.sent.connect(lambda: self._ask(ReturnedPresenter.send))
        card = self.card
        card.replied.connect(lambda text: self._ask(lambda p: p.reply(text)))
        card.answered.connect(self._next)
        card.repairs.written.connect(self._written)
        card.repairs.photo_asked.connect(self.open_tray)
        card.repairs.left.connect(self.focus_card)
        card.tray.load = self._load_file
        card.tray.taken.connect(self._take_photo)
        card.tray.postponed.connect(self._close_tray)
        card.tray.closed.connect(self._close_tray)
        card.tray.folder_named.connect(lambda text: self._with_photos(lambda p: p.look(Path(text).expanduser())))

    def _ask(self, act: Callable[[ReturnedPresenter], None]) -> None:
        if self._presenter is not None:
            act(self._presenter)

    def _with_photos(self, act: Callable[[PhotosPresenter], None]) -> None:
        if self._photos is not None:
            act(self._photos)

    # the window's side

    def enter(self, **arguments: object) -> None:
        """Begin the next revision where that was not done yet, then open it."""
        inspection, node = str(arguments.get("inspection", "")), str(arguments.get("node", ""))
        returning = self.shell.workplace.returning

        def read() -> tuple[bool, ReturnedSummary]:
            try:
                begun = returning.reopen(inspection)
            except NotReturned:
                begun = False  # sent already: it is only read
            return begun, returning.one(inspection)

        def found(told: tuple[bool, ReturnedSummary]) -> None:
            begun, self._summary = told
            known, now = self._sitting, (self._summary.revision, self._summary.state)
            if begun or (known is not None and (known.opened.revision, known.opened.state) != now):
                close_sitting(self.shell)
            open_sitting(self.shell, inspection, lambda sitting: self._opened(sitting, node))

        def gone(error: Exception) -> None:
            if not isinstance(error, Refusal):
                raise error
            self.shell.refuse(error)
            self.shell.navigator.home()

        self.shell.tasks.run(Lane.STORE, read, found, gone)

    def _opened(self, sitting: Sitting, node: str) -> None:
        if self._summary is None:
            return
        self._sitting = sitting
        self._presenter = ReturnedPresenter(sitting, self._summary, self)
        self._photos = PhotosPresenter(sitting, self, folder=self.watched, take=self._presenter.take)
        sitting.recorder.listeners.append(self._written_down)
        self._presenter.begin(node)
        self.shell.title_changed()

    def _written_down(self) -> None:
        """The journal has it: what waited for that may go on."""
        if self.isVisible() and self._page is not None and not self._page.ready:
            self._ask(ReturnedPresenter.refresh)

    def leave(self) -> None:
        """Write down what is in the fields."""
        self.card.flush()
        if self._sitting is not None and self._written_down in self._sitting.recorder.listeners:
            self._sitting.recorder.listeners.remove(self._written_down)

    def bookmark(self) -> dict[str, object]:
        """Back to this very question."""
        return {"node": self._presenter.node} if self._presenter is not None else {}

    def retranslate(self) -> None:
        """Everything again."""
        self.pane.retranslate()
        self.pane.finish.hide()
        self.card.retranslate()
        self.side.retranslate()
        self._ask(ReturnedPresenter.refresh)

    def title(self) -> Title:
        """The institution, when it came back, and the revision that is made."""
        if self._sitting is None or self._summary is None:
            return inspection_title(None)
        last, opened = self._summary.reviews[-1], self._sitting.opened
        said = tr(
            "Visit of {day} · returned {back} · revision {n}",
            day=f"{opened.visit.date:%d.%m.%Y}", back=f"{last.at[8:10]}.{last.at[5:7]}", n=opened.revision,
        )  # fmt: skip
        return inspection_title(self._sitting, subtitle=said)

    def hints(self) -> Sequence[Hint]:
        """What can be pressed."""
        return (
            Hint("9", tr("next comment")),
            Hint("5", tr("reply")),
            Hint("8", tr("put right")),
            Hint("6", tr("photo")),
            Hint("7", tr("ask for a visit")),
            Hint("Esc", tr("back")),
        )

    def first_focus(self) -> QWidget | None:
        """The open question."""
        return self.card if self.card.isVisible() else self.pane.list

    def digit(self, value: int) -> bool:
        """5 to 9 as the footer says; what was found on the spot answers with a sentence."""
        if self._presenter is None:
            return False
        if self.card.tray.isVisible() and self.card.tray.press(value):
            return True
        acts: dict[int, Callable[[], None]] = {
            5: self.card.focus_reply,
            6: self.open_tray,
            7: self._presenter.ask_visit,
            8: self.card.focus_repairs,
            9: self._next,
        }
        acts.get(value, self._presenter.refuse_digit)()
        return True

    def control(self, letter: str) -> bool:
        """Ctrl+Z."""
        if letter == "Z":
            self._ask(ReturnedPresenter.undo)
        return letter == "Z"

    def key(self, event: QKeyEvent) -> bool:
        """Arrows move between questions and between the buttons of a card."""
        if self._presenter is None or self.pane.list.hasFocus():
            return False
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if step and self.card.tray.isVisible() and self.card.tray.has_focus():
            self.card.tray.step(step)
            return True
        if step:
            return self.card.repairs.step(step)
        by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if by:
            self._presenter.move(by)
        return bool(by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter in a field."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.card.control_enter():
            return
        super().keyPressEvent(event)

    def escape(self) -> bool:
        """Out of the tray or a field; then back."""
        if self.card.tray.isVisible():
            if not self.card.tray.escape():
                self._close_tray()
            return True
        if self.card.repairs.field.isVisible():
            self.card.repairs.close_field()
            return True
        focused = QApplication.focusWidget()
        if focused is not None and focused is not self.card and self.card.isAncestorOf(focused):
            self.card.flush()
            self.focus_card()
            return True
        return False

    def set_compact(self, *, compact: bool) -> None:
        """Narrow windows show the sections as a rail of shapes."""
        super().set_compact(compact=compact)
        self.pane.fit_window(self.window().width())
        self.pane.finish.hide()

    # the presenter's side

    def show_page(self, page: ReturnedPage) -> None:
        """Draw it; widgets are kept, so the focus and half-written texts stay."""
        self._page = page
        self.pane.show_pane(page.pane)
        self._title.setText(page.title)
        self._subtitle.setText(page.subtitle)
        self.filter.offer(list(page.filters), int(page.everything))
        self.side.show_page(page)
        self.card.setVisible(page.card is not None)
        if page.card is not None:
            self.card.show_card(page.card)
        self._show_lines(page)

    def _show_lines(self, page: ReturnedPage) -> None:
        while len(self._rows) < len(page.lines):
            made = LineButton()
            made.clicked.connect(lambda _=False, made=made: self._ask(lambda p: p.open(made.node)))
            self._rows.append(made)
            self._lines.insertWidget(self._lines.count() - 1, made)
        for place, shown in enumerate(self._rows):
            line = page.lines[place] if place < len(page.lines) else None
            if line is not None:
                shown.show_line(line)
            is_open = line is not None and page.card is not None and line.node == page.card.node
            shown.setVisible(line is not None and not is_open)
            if is_open and self._lines.indexOf(self.card) + 1 != self._lines.indexOf(shown):
                self._lines.removeWidget(self.card)
                self._lines.insertWidget(self._lines.indexOf(shown), self.card)

    def focus_card(self) -> None:
        """Give the keys to the open question."""
        target = self.first_focus()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self._bring_into_view)

    def show_pictures(self, shown: Shown) -> None:
        """What the watched folder holds."""
        self.card.tray.show_pictures(shown)
        QTimer.singleShot(0, self._bring_into_view)

    def open_tray(self) -> None:
        """Key 6: the newest pictures, where this question takes any."""
        card = self._page.card if self._page is not None else None
        if card is None or not card.takes_photos or not card.editable or self.card.tray.busy:
            return
        self.card.tray.await_pictures(asks_due=False, due=False)
        self.card.tray.show()
        self._with_photos(PhotosPresenter.look)

    def _close_tray(self) -> None:
        self.card.tray.hide()
        self.focus_card()

    def _take_photo(self, source: Path, faces: bool) -> None:
        if self._photos is not None and self._presenter is not None:
            self._photos.attach(self._presenter.node, source, self._close_faces if faces else lambda _: None)
            self._close_tray()

    def _close_faces(self, name: str) -> None:
        if self._sitting is not None:
            self.shell.navigator.show("faces", inspection=self._sitting.opened.id, photo=name)

    def _load_file(self, source: Path, done: Callable[[bytes], None]) -> None:
        self._with_photos(lambda p: p.thumbnail(source, done))

    def _load_photo(self, name: str, done: Callable[[bytes], None]) -> None:
        if self._photos is not None:
            self._photos.load(name, done)

    def _written(self, kind: str, about: str, text: str) -> None:
        acts: dict[str, Callable[[ReturnedPresenter], None]] = {
            repairs.CAPTION: lambda p: p.caption(about, text),
            repairs.NOTE: lambda p: p.note(text),
            repairs.WITHDRAW: lambda p: p.withdraw(text),
        }
        self._ask(acts[kind])

    def _next(self) -> None:
        self.card.flush()
        self._ask(ReturnedPresenter.next_comment)

    def _bring_into_view(self) -> None:
        if self.isVisible() and self.card.isVisible():
            self.scroller.ensureWidgetVisible(self.card, 0, 40)
