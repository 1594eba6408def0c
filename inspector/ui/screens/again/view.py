"""Was and is now, on the screen: the violations of the last visit, judged by one key each; the changed lists."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from inspector.ui.language import tr
from inspector.ui.screens.again.aside import violations_then
from inspector.ui.screens.again.card import PastCard
from inspector.ui.screens.again.lines import PastButton, RosterCard
from inspector.ui.screens.again.page import AgainPage, RosterLine
from inspector.ui.screens.again.presenter import AgainPresenter
from inspector.ui.screens.base import Frame, Screen
from inspector.ui.screens.heading import inspection_title
from inspector.ui.screens.questions.desk import PhotoDesk
from inspector.ui.screens.sections import SectionPane
from inspector.ui.screens.sitting import Sitting, open_sitting
from inspector.ui.screens.titles import heading
from inspector.ui.shell import Hint, Shell, Title
from inspector.ui.widgets.basic import Elided, Scroll, Text, column, holder, row
from inspector.ui.widgets.filters import SegmentedFilter


class AgainScreen(Screen):
    """Enter with `inspection`."""

    frame = Frame.INSPECTION

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter: AgainPresenter | None = None
        self._sitting: Sitting | None = None
        self._page: AgainPage | None = None
        self._rows: list[PastButton] = []
        self._rosters: list[RosterCard] = []
        self._shown: tuple[RosterLine, ...] = ()
        self.pane = SectionPane()
        self._title, self._subtitle = Elided("", 26, 700), Text("", 15, 400, "ink2", beside=26)
        self.filter = SegmentedFilter()
        self.card = PastCard(self._load_photo)
        self.desk = PhotoDesk(self.card, shell, lambda: QTimer.singleShot(0, self._bring_into_view))
        self.card.hide()
        self._nothing = Text("", 16, 500, "ink2", wrap=True)
        self._list = QWidget()
        self._lines = column(self.card, self._nothing, "|", spacing=8, margins=(20, 0, 16, 8), on=self._list)
        self.scroller = Scroll(self._list)
        head = row((heading(self._title, self._subtitle), 1), self.filter, spacing=12, margins=(20, 8, 11, 2))
        right = holder(column(head, (self.scroller, 1), spacing=0))
        row(self.pane, (right, 1), spacing=0, on=self)
        self.pane.picked.connect(lambda path: self._ask(lambda p: p.open_section(path)))
        self.pane.summary_pressed.connect(lambda: self._ask(AgainPresenter.open_summary))
        self.filter.chosen.connect(lambda index: self._filtered(rosters=bool(index)))
        self._connect_card()

    def _connect_card(self) -> None:
        card = self.card
        card.chosen.connect(lambda digit: self._ask(lambda p: p.choose(digit)))
        card.reason_given.connect(lambda value: self._ask(lambda p: p.give_reason(value)))
        card.photos_asked.connect(lambda: self._ask(AgainPresenter.show_photos))
        card.question_asked.connect(lambda: self._ask(AgainPresenter.open_question))
        card.deadline.chosen.connect(lambda days: self._ask(lambda p: p.choose_term(days)))
        card.tray_closed.connect(self.focus_card)

    def _ask(self, act: Callable[[AgainPresenter], None]) -> None:
        if self._presenter is not None:
            act(self._presenter)

    def enter(self, **arguments: object) -> None:
        """Open the inspection."""

        def ready(sitting: Sitting) -> None:
            if sitting is not self._sitting:
                self._sitting, self._presenter = sitting, AgainPresenter(sitting, self)
                self.desk.bind(sitting, self._presenter.take)
            self._ask(lambda p: p.begin(str(arguments.get("row", "")) or p.row))
            self.shell.title_changed()

        open_sitting(self.shell, str(arguments.get("inspection", "")), ready)

    def leave(self) -> None:
        """Remember the place."""
        if self._sitting is not None:
            self._sitting.recorder.record(())

    def bookmark(self) -> dict[str, object]:
        """Back to this very violation."""
        return {"row": self._presenter.row} if self._presenter is not None else {}

    def retranslate(self) -> None:
        """Everything again."""
        self.pane.retranslate()
        self.card.tray.retranslate()
        self._shown = ()
        self._ask(AgainPresenter.refresh)

    def title(self) -> Title:
        """The institution and the day of the last visit."""
        opened = self._sitting.opened if self._sitting is not None else None
        last = opened.last if opened is not None else None
        said = tr("Repeated visit · last on {day}", day=_day(last.date)) if last is not None else ""
        if said and self._page is not None and self._page.lines:
            said = f"{said} · {violations_then(len(self._page.lines))}"
        return inspection_title(self._sitting, back=tr("To the questions"), subtitle=said)

    def hints(self) -> Sequence[Hint]:
        """What can be pressed."""
        if self._page is not None and self._page.rosters_shown:
            return (Hint("↹", tr("table")), Hint("PgUp", tr("violations")), Hint("Esc", tr("back")))
        card = self._page.card if self._page is not None else None
        more = [Hint("6", tr("photos side by side"))] if card is not None else []
        more += [Hint("7", tr("new term"))] if card is not None and card.deadline is not None else []
        more += [Hint("8", tr("open the question"))] if card is not None and card.question else []
        return (
            Hint("1 2 3 4", tr("answer")),
            *more,
            Hint("9", tr("next without an answer")),
            Hint("0", tr("clear")),
            Hint("↑ ↓", tr("choose")),
            Hint("PgDn", tr("lists")),
            Hint("Esc", tr("back")),
        )

    def first_focus(self) -> QWidget | None:
        """The open violation, or the first table that changed."""
        tables = [each.button for each in self._rosters]
        return self.card if self.card.isVisible() else tables[0] if tables else self.pane.list

    def digit(self, value: int) -> bool:
        """1 to 4 judge, or name the reason while that is asked."""
        presenter = self._presenter
        if presenter is None or (self._page is not None and self._page.rosters_shown):
            return presenter is not None
        if self.card.tray.isVisible() and self.card.tray.press(value):
            return True
        if self.card.reasons_have_focus() and self.card.press_reason(value):
            return True
        acts = {
            6: presenter.show_photos,
            7: presenter.next_term,
            8: presenter.open_question,
            9: presenter.nine,
            0: presenter.clear,
        }
        if value in acts:
            acts[value]()
        else:
            presenter.choose(value)
        return True

    def escape(self) -> bool:
        """Out of the large picture, out of the tray, out of the photos side by side; then back."""
        card = self.card
        if card.tray.isVisible():
            if not card.tray.escape():
                card.close_tray()
            return True
        return self._presenter is not None and self._presenter.hide_photos()

    def control(self, letter: str) -> bool:
        """Ctrl+Z."""
        if letter == "Z":
            self._ask(AgainPresenter.undo)
        return letter == "Z"

    def key(self, event: QKeyEvent) -> bool:
        """Arrows move between violations, and between the four verdicts; PgDn PgUp to the lists and back."""
        if self._presenter is None or self.pane.list.hasFocus():
            return False
        if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._filtered(rosters=event.key() == Qt.Key.Key_PageDown)
            return True
        if self._page is not None and self._page.rosters_shown:
            return False
        side = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if side and self.card.tray.isVisible() and self.card.tray.has_focus():
            self.card.tray.step(side)
            return True
        if side:
            return self.card.step(side)
        by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if by:
            self._presenter.move(by)
        return bool(by)

    def set_compact(self, *, compact: bool) -> None:
        """Narrow windows show the sections as a rail of shapes."""
        super().set_compact(compact=compact)
        self.pane.fit_window(self.window().width())

    # the presenter's side

    def show_page(self, page: AgainPage) -> None:
        """Draw it."""
        before, self._page = self.hints(), page
        if self.hints() != before:
            self.shell.title_changed()
        self.pane.show_pane(page.pane)
        self._title.setText(page.title)
        self._subtitle.setText(page.subtitle)
        self.filter.offer(list(page.filters), int(page.rosters_shown))
        self._nothing.setText(page.nothing)
        self._nothing.setVisible(bool(page.nothing))
        self._show_lines(page)
        self._show_rosters(page)

    def _show_lines(self, page: AgainPage) -> None:
        while len(self._rows) < len(page.lines):
            made = PastButton()
            made.clicked.connect(lambda _=False, made=made: self._ask(lambda p: p.open(made.row)))
            self._rows.append(made)
            self._lines.insertWidget(self._lines.count() - 1, made)
        card = None if page.rosters_shown else page.card
        self.card.setVisible(card is not None)
        if card is None or card.line.row != self.card.row:
            self.card.tray.hide()
        if card is not None:
            self.card.show_card(card)
        for place, shown in enumerate(self._rows):
            line = page.lines[place] if place < len(page.lines) and not page.rosters_shown else None
            if line is not None:
                shown.show_line(line)
            is_open = line is not None and card is not None and line.row == card.line.row
            shown.setVisible(line is not None and not is_open)
            if is_open and self._lines.indexOf(self.card) + 1 != self._lines.indexOf(shown):
                self._lines.removeWidget(self.card)
                self._lines.insertWidget(self._lines.indexOf(shown), self.card)

    def _show_rosters(self, page: AgainPage) -> None:
        wanted = page.rosters if page.rosters_shown else ()
        if wanted == self._shown:
            return
        self._shown = wanted
        for old in self._rosters:
            old.hide()
            old.deleteLater()
        self._rosters = []
        for line in wanted:
            made = RosterCard(line)
            made.button.clicked.connect(lambda _=False, path=line.path: self._open_roster(path))
            self._rosters.append(made)
            self._lines.insertWidget(self._lines.count() - 1, made)

    def _open_roster(self, path: str) -> None:
        if self._sitting is not None:
            self.shell.navigator.show("roster", inspection=self._sitting.opened.id, repeat=path)

    def open_tray(self) -> None:
        """The pictures a new photo is chosen from, where one is wanted."""
        self.card.open_tray()
        QTimer.singleShot(0, self._bring_into_view)

    def _filtered(self, *, rosters: bool) -> None:
        self._ask(lambda p: p.choose_filter(rosters))
        self.focus_card()

    def _load_photo(self, inspection: str, name: str, done: Callable[[bytes], None]) -> None:
        self._ask(lambda p: p.load_photo(inspection, name, done))

    def focus_card(self) -> None:
        """Give the keys to the open violation."""
        target = self.first_focus()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self._bring_into_view)

    def focus_reasons(self) -> None:
        """The reasons take the digits."""
        self.card.focus_reasons()
        QTimer.singleShot(0, self._bring_into_view)

    def _bring_into_view(self) -> None:
        if self.isVisible() and self.card.isVisible():
            self.scroller.ensureWidgetVisible(self.card, 0, 60)
            if self.card.beside.isVisible():
                self.scroller.ensureWidgetVisible(self.card.beside, 0, 14)
            if self.card.tray.isVisible():
                self.scroller.ensureWidgetVisible(self.card.tray, 0, 14)


def _day(text: str) -> str:
    return f"{text[8:10]}.{text[5:7]}.{text[:4]}"
