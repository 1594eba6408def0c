"""The question page on the screen: the pane, the lines, the one open card."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from inspector.core.errors import Bug
from inspector.ui.keys import takes_text
from inspector.ui.language import tr
from inspector.ui.screens.base import Frame, Screen
from inspector.ui.screens.coverage.presenter import section_of_children
from inspector.ui.screens.heading import inspection_title
from inspector.ui.screens.questions import resuming
from inspector.ui.screens.questions.blocks import is_arrow
from inspector.ui.screens.questions.card import CardView
from inspector.ui.screens.questions.desk import PhotoDesk
from inspector.ui.screens.questions.page import Page
from inspector.ui.screens.questions.presenter import QuestionsPresenter
from inspector.ui.screens.questions.rows import QuestionRow
from inspector.ui.screens.sections import SectionPane, section_step
from inspector.ui.screens.sitting import Sitting, open_sitting
from inspector.ui.screens.titles import heading
from inspector.ui.shell import Hint, Shell, Title
from inspector.ui.widgets.basic import Elided, Scroll, Text, column, holder, row
from inspector.ui.widgets.fields import Soon
from inspector.ui.widgets.filters import SegmentedFilter

DWELL_MS = 10_000


class Lines(Scroll):
    """Scrolls by wheel, finger and bar; the arrow keys belong to the questions."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left to the screen."""
        event.ignore()


class QuestionsScreen(Screen):
    """One inspection's questions. Enter with `inspection`, and `node` to begin at."""

    frame = Frame.INSPECTION

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter: QuestionsPresenter | None = None
        self._sitting: Sitting | None = None
        self._page: Page | None = None
        self._rows: list[QuestionRow] = []
        self.pane = SectionPane()
        self._title = Elided("", 26, 700)
        self._subtitle = Text("", 15, 400, "ink2", beside=26)
        self.filter = SegmentedFilter()
        self.card = CardView(self._load_photo)
        self.desk = PhotoDesk(self.card, shell, lambda: QTimer.singleShot(0, self._bring_into_view))
        self._empty = Text("", 16, 500, "ink2")
        self._list = QWidget()
        self._lines = column("|", spacing=8, margins=(20, 0, 16, 8), on=self._list)
        self._lines.insertWidget(0, self.card)
        self.card.hide()
        self.scroller = Lines(self._list)
        titles = heading(self._title, self._subtitle)
        head = row((titles, 1), self.filter, spacing=12, margins=(20, 8, 11, 2))
        right = holder(column(head, (self.scroller, 1), spacing=0))
        row(self.pane, (right, 1), spacing=0, on=self)
        self._pause = Soon(self, 1000)
        self._dwell = QTimer(self)
        self._dwell.setSingleShot(True)
        self._dwell.setInterval(DWELL_MS)
        self._connect()

    def _connect(self) -> None:
        self.pane.picked.connect(self._pick_section)
        self.pane.summary_pressed.connect(lambda: self._ask(QuestionsPresenter.open_summary))
        self.filter.chosen.connect(self._filtered)
        card = self.card
        card.judged.connect(lambda value: self._ask(lambda p: p.judge(value)))
        card.field_changed.connect(lambda node, value: self._ask(lambda p: p.set_field(node, value)))
        card.reason_given.connect(lambda text: self._ask(lambda p: p.give_reason(text)))
        card.reason_written.connect(lambda text: self._ask(lambda p: p.write_reason(text)))
        card.note_written.connect(lambda text: self._ask(lambda p: p.write_note(text)))
        card.term_chosen.connect(lambda days: self._ask(lambda p: p.choose_term(days)))
        card.entered.connect(lambda node: self._ask(lambda p: p.entered(node)))
        card.detail_opened.connect(self._open_detail)
        card.tray_closed.connect(self.focus_card)
        card.note.edit.textChanged.connect(self._pause.begin)
        self._pause.timeout.connect(self._save_note)
        self._dwell.timeout.connect(self._note_view)

    def _pick_section(self, path: str) -> None:
        """The section of the children has a screen of its own."""
        presenter = self._presenter
        if presenter is not None and path == section_of_children(presenter.reading):
            self._show_children()
        else:
            self._ask(lambda p: p.choose_section(path))

    def _open_detail(self) -> None:
        """Key 8: the children where they are counted, else the table."""
        presenter = self._presenter
        section = presenter.reading.section_of(self.card.node) if presenter is not None else None
        if presenter is not None and section is not None and section.path == section_of_children(presenter.reading):
            self._show_children()
        else:
            self._ask(QuestionsPresenter.open_detail)

    def _show_children(self) -> None:
        if self._sitting is not None:
            self.card.flush()
            self.shell.navigator.show("coverage", inspection=self._sitting.opened.id)

    def _ask(self, act: Callable[[QuestionsPresenter], None]) -> None:
        if self._presenter is not None:
            act(self._presenter)

    @property
    def page(self) -> Page:
        """What is on the screen. Raises Bug before an inspection is open."""
        if self._page is None:
            raise Bug("no inspection is open")
        return self._page

    # the window's side

    def enter(self, **arguments: object) -> None:
        """Open the inspection, or show it again at another question."""
        inspection, node = str(arguments.get("inspection", "")), str(arguments.get("node", ""))
        if self._sitting is not None and self._sitting.opened.id != inspection:
            self._forget()  # while the other one is read, no key may reach this one

        def ready(sitting: Sitting) -> None:
            if sitting.opened.revision > 1:  # made at a desk: what was found on the spot stands
                self.shell.navigator.replace("returned", inspection=inspection, node=node)
                return
            bound = sitting is not self._sitting
            if bound:
                self._sitting = sitting
                self._presenter = QuestionsPresenter(sitting, self)
                self.desk.bind(sitting, self._presenter.take)
            if self._presenter is not None:
                tell = resuming.teller(self.shell, sitting) if bound else None
                self._presenter.begin(node or self._presenter.node)
                if tell is not None:
                    tell(self._presenter.reading.number_of(self._presenter.node))
                self._presenter.offer_newer()
            self.shell.title_changed()

        open_sitting(self.shell, inspection, ready)

    def _forget(self) -> None:
        """Show nothing until an inspection is open."""
        self._sitting = self._presenter = self._page = None
        self.card.hide()
        for line in self._rows:
            line.hide()
        for label in (self._title, self._subtitle):
            label.setText("")

    def leave(self) -> None:
        """Write down what is in the fields, and where we were."""
        self._ask(QuestionsPresenter.leave)
        if self._sitting is not None:
            self.card.flush()
            self._sitting.recorder.record(self._sitting.opened.came_into_view(left=True))

    def bookmark(self) -> dict[str, object]:
        """Back to this very question."""
        return {"node": self._presenter.node} if self._presenter is not None else {}

    def retranslate(self) -> None:
        """Everything again: the page is built from the session in the new language."""
        self.pane.retranslate()
        self.card.tray.retranslate()
        if self._presenter is not None:
            self._presenter.refresh()

    def title(self) -> Title:
        """The institution, and what kind of visit this is."""
        return inspection_title(self._sitting)

    def hints(self) -> Sequence[Hint]:
        """The keys of the open question: only those that do something there."""
        card = self._page.card if self._page is not None else None
        found = []
        if card is not None and card.verdict is not None:
            found += [Hint("1 2 3 4", tr("answer")), Hint("5", tr("note"))]
            found += [Hint("6", tr("photo"))] if card.takes_photos else []
            found += [Hint("7", tr("term"))] if card.deadline is not None else []
        elif card is not None and any(field.options for field in card.fields):
            found.append(Hint("1 2 3", tr("choose")))
        if card is not None and (card.opens or (self._presenter is not None and self._presenter.has_detail)):
            found.append(Hint("8", tr("open the list")))
        found.append(Hint("9", tr("next without an answer")))
        if card is not None and (card.verdict or any(field.value for field in card.fields)):
            found.append(Hint("0", tr("clear")))
        return (*found, Hint("F1", tr("all keys")))

    def first_focus(self) -> QWidget | None:
        """The open card."""
        return self.card.home_widget() if self._page is not None and self._page.card is not None else self.pane.list

    def digit(self, value: int) -> bool:
        """Digits answer, whatever has the focus but a text."""
        presenter, card = self._presenter, self.card
        if presenter is None:
            return False
        if card.tray.isVisible() and card.tray.press(value):
            return True
        if card.reasons.isVisible() and card.reasons.has_focus() and card.reasons.press(value):
            return True
        acts = {
            5: card.focus_note,
            6: card.open_tray,
            7: presenter.next_term,
            8: self._open_detail,
            9: presenter.next_unanswered,
            0: presenter.clear,
        }
        if value in acts and not presenter.chooses(value):
            acts[value]()
        else:
            presenter.answer(value)
        return True

    def control(self, letter: str) -> bool:
        """Ctrl+Z takes the latest action back."""
        if letter == "Z" and self._presenter is not None:
            self._presenter.undo()
            return True
        return False

    def key(self, event: QKeyEvent) -> bool:
        """Arrows move between questions, PgUp PgDn between sections."""
        presenter = self._presenter
        if presenter is None or self.pane.list.hasFocus():
            return False
        by = is_arrow(event)
        if by and self.card.tray.isVisible() and self.card.tray.has_focus():
            self.card.tray.step(by)
            return True
        if by:
            return self.card.answers.step(by)
        moves = {
            Qt.Key.Key_Up: lambda: presenter.move(-1),
            Qt.Key.Key_Down: lambda: presenter.move(1),
            Qt.Key.Key_PageUp: lambda: presenter.move_section(-1),
            Qt.Key.Key_PageDown: lambda: presenter.move_section(1),
        }
        move = moves.get(Qt.Key(event.key()))
        if move is not None:
            move()
        return move is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What a text field did not want: Ctrl+PgUp PgDn, and the keys that move between questions."""
        by = section_step(event)
        if by and self._presenter is not None:
            self.card.flush()
            self._presenter.move_section(by)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier or not self.key(event):
            super().keyPressEvent(event)

    def escape(self) -> bool:
        """Out of the tray, out of the reasons, out of a text; then back."""
        card = self.card
        if card.tray.isVisible():
            if not card.tray.escape():
                card.close_tray()
            return True
        if card.reasons.isVisible() and card.reasons.has_focus():
            self.focus_card()
            return True
        if takes_text(QApplication.focusWidget()) and QApplication.focusWidget() is card.home_widget():
            card.setFocus(Qt.FocusReason.OtherFocusReason)  # a question that is typed: out of its field first
            return True
        return False

    def set_compact(self, *, compact: bool) -> None:
        """Narrow windows show the sections as a rail of shapes."""
        super().set_compact(compact=compact)
        self.pane.fit_window(self.window().width())

    # the presenter's side

    def show_page(self, page: Page) -> None:
        """Draw the page; widgets are kept, so the focus and half-written texts stay."""
        before = self.hints()
        self._page = page
        if self.hints() != before:
            self.shell.title_changed()
        self.pane.show_pane(page.pane)
        self._title.setText(page.title)
        self._subtitle.setText(page.subtitle)
        chosen = next((place for place, each in enumerate(page.filters) if each.chosen), 0)
        self.filter.offer([each.text for each in page.filters], chosen)
        self._show_lines(page)

    def _show_lines(self, page: Page) -> None:
        while len(self._rows) < len(page.rows):
            made = QuestionRow()
            made.clicked.connect(lambda _=False, made=made: self._ask(lambda p: p.open(made.node)))
            self._rows.append(made)
            self._lines.insertWidget(self._lines.count() - 1, made)
        place = -1
        for index, line in enumerate(self._rows):
            if index >= len(page.rows):
                line.hide()
                continue
            line.show_line(page.rows[index])
            is_open = page.card is not None and page.rows[index].node == page.card.node
            place = index if is_open else place
            line.setVisible(not is_open)
        self.card.setVisible(page.card is not None)
        if page.card is not None:
            self.card.show_card(page.card)
            self._place_card(place)
            if self.card.isAncestorOf(QApplication.focusWidget() or self):
                QTimer.singleShot(0, self._bring_into_view)

    def _place_card(self, place: int) -> None:
        """The card stands where its line would, and follows it in the tab order."""
        line = self._rows[max(place, 0)]
        here = self._lines.indexOf(self.card)
        if here < 0 or here + 1 != self._lines.indexOf(line):
            self._lines.removeWidget(self.card)
            self._lines.insertWidget(self._lines.indexOf(line), self.card)

    def focus_card(self) -> None:
        """Give the keys to the open question and bring it into view."""
        self._dwell.start()
        self.card.home_widget().setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self._bring_into_view)

    def _bring_into_view(self) -> None:
        if self.isVisible():
            bar, margin = self.scroller.verticalScrollBar(), 58
            if self.card.tray.isVisible():
                self.scroller.ensureWidgetVisible(self.card.tray, 0, 14)
                return
            top, bottom = self.card.y() - margin, self.card.y() + self.card.height() + margin
            if top < bar.value() or self.card.height() + 2 * margin > self.scroller.viewport().height():
                bar.setValue(top)
            elif bottom > bar.value() + self.scroller.viewport().height():
                bar.setValue(bottom - self.scroller.viewport().height())

    def focus_field(self, node: str) -> None:
        """What the answer asks for beside it."""
        self.card.focus_field(node)

    def focus_reasons(self) -> None:
        """The chips take the digits."""
        self.card.reasons.take_focus()

    def watch(self, folder: Path) -> None:
        """Offer the pictures of that folder from now on."""
        self.desk.watch(folder)

    def _load_photo(self, name: str, done: Callable[[bytes], None]) -> None:
        self.desk.load(name, done)

    def _filtered(self, index: int) -> None:
        if self._page is not None and index < len(self._page.filters):
            name = self._page.filters[index].name
            self._ask(lambda p: p.choose_filter(name))

    def _note_view(self) -> None:
        """A question that stays in view may be being photographed: write down when it came."""
        if self._sitting is not None and self.isVisible():
            self._sitting.recorder.record(self._sitting.opened.came_into_view())

    def _save_note(self) -> None:
        if self.card.note.edit.hasFocus():
            self._ask(lambda p: p.write_note(self.card.note.text()))
