"""The signing page on the screen: everybody at the left, who signs now at the right; or the refusal instead."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QStackedLayout, QWidget

from inspector.ui.language import tr
from inspector.ui.screens.base import Frame, Screen
from inspector.ui.screens.heading import inspection_title
from inspector.ui.screens.signatures.page import SigningPage
from inspector.ui.screens.signatures.pane import SigningPane
from inspector.ui.screens.signatures.people import PeopleView
from inspector.ui.screens.signatures.presenter import SigningPresenter
from inspector.ui.screens.signatures.refusal import RefusalView
from inspector.ui.screens.signatures.turned import TurnedPad
from inspector.ui.screens.signing import time_of
from inspector.ui.screens.sitting import Sitting, open_sitting
from inspector.ui.shell import Hint, Shell, Title
from inspector.ui.widgets.basic import holder, row


class SignaturesScreen(Screen):
    """Enter with `inspection`."""

    frame = Frame.INSPECTION

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter: SigningPresenter | None = None
        self._sitting: Sitting | None = None
        self.page: SigningPage | None = None
        self.people = PeopleView()
        self.pane = SigningPane()
        self.refusal = RefusalView()
        self._turned: TurnedPad | None = None
        self._stack = QStackedLayout(self)
        self._stack.addWidget(holder(row((self.people, 1), self.pane, spacing=0)))
        self._stack.addWidget(self.refusal)
        self._connect()

    def _connect(self) -> None:
        people, pane, refusal, details = self.people, self.pane, self.refusal, self.pane.details
        people.opened.connect(self._open)
        people.added.connect(lambda: self._flushed(lambda p: p.add_member()))
        people.objections_opened.connect(lambda: self._flushed(lambda p: p.open_proof()))
        pane.drawn.connect(lambda strokes: self._ask(lambda p: p.draw(strokes)))
        pane.erased.connect(lambda: self._ask(lambda p: p.erase()))
        pane.way_taken.connect(lambda key: self._flushed(lambda p: p.take_way(key)))
        pane.turned.connect(self._turn)
        pane.asked.connect(lambda kind: self._flushed(lambda p: p.show_details(kind)))
        pane.removed.connect(lambda: self._ask(lambda p: p.remove_member()))
        details.named.connect(lambda *who: self._ask(lambda p: p.name(*who)))
        details.acted.connect(lambda *what: self._ask(lambda p: p.act_on(*what)))
        details.dissented.connect(lambda *what: self._ask(lambda p: p.dissent(*what)))
        details.explained.connect(lambda why: self._ask(lambda p: p.explain(why)))
        details.done.connect(lambda: self._flushed(lambda p: p.details_done()))
        refusal.reason_given.connect(lambda place: self._ask(lambda p: p.give_reason(place)))
        refusal.quoted.connect(lambda text: self._ask(lambda p: p.quote(text)))
        refusal.witnessed.connect(lambda *who: self._ask(lambda p: p.name_witness(*who)))
        refusal.witness_signed.connect(lambda *how: self._ask(lambda p: p.sign_witness(*how)))
        refusal.withdrawn.connect(lambda: self._flushed(lambda p: p.refuse(refusing=False)))
        pane.sealed.connect(self._go_on)
        refusal.finished.connect(self._go_on)
        for view in (pane, refusal):
            view.left_followed.connect(lambda target: self._flushed(lambda p: p.go_to(target)))

    def _ask(self, act: Callable[[SigningPresenter], None]) -> None:
        if self._presenter is not None:
            act(self._presenter)

    def _flushed(self, act: Callable[[SigningPresenter], None]) -> None:
        """First what is still being written, then the act: a button takes the words with it."""
        self._flush()
        self._ask(act)

    # the window's side

    def enter(self, **arguments: object) -> None:
        """Open the signatures of an inspection."""

        def ready(sitting: Sitting) -> None:
            if self._presenter is not None:
                self._presenter.close()
            self._sitting = sitting
            self._presenter = SigningPresenter(sitting, self)
            person = arguments.get("person")
            self._presenter.begin(person if isinstance(person, int) else None)
            if arguments.get("refusing"):
                self._presenter.refuse(refusing=True)
            self.shell.title_changed()
            self.focus_pad()

        open_sitting(self.shell, str(arguments.get("inspection", "")), ready)

    def leave(self) -> None:
        """What is still being written is kept."""
        self._close_turned()
        self._flush()
        if self._presenter is not None:
            self._presenter.close()
            self._presenter = None

    def retranslate(self) -> None:
        """Everything again."""
        if self._presenter is not None:
            self._presenter.refresh()

    def title(self) -> Title:
        """Back leads to the draft of the act."""
        subtitle = tr("Signatures")
        read = self._sitting.signing.draft.read_at if self._sitting is not None else ""
        if read:
            subtitle = tr("Signatures · the draft was read at {time}", time=time_of(read))
        return inspection_title(self._sitting, back=tr("To the draft"), subtitle=subtitle)

    def hints(self) -> Sequence[Hint]:
        """The keys of this page."""
        if self.page is not None and self.page.refusing:
            return (
                Hint("1 2 3 4", tr("reason")),
                Hint("Tab", tr("field")),
                Hint("0", tr("signs after all")),
                Hint("Esc", tr("to the signatures")),
            )
        return (
            Hint("↑ ↓", tr("who signs")),
            Hint("1", tr("on the screen")),
            Hint("2", tr("on paper")),
            Hint("0", tr("refusal, absence")),
            Hint("5", tr("dissent")),
            Hint("+", tr("add")),
            Hint("Esc", tr("to the draft")),
        )

    def first_focus(self) -> QWidget | None:
        """Where the next pen stroke or key goes."""
        if self.page is not None and self.page.refusing:
            chosen = next((button for button in self.refusal.reasons if button.isChecked()), None)
            return chosen or self.refusal.reasons[0]
        if self.page is not None and not self.page.left:
            return self.pane.seal
        return self.pane.pad if self.pane.pad.isEnabled() else self.pane.follow

    def digit(self, value: int) -> bool:
        """1 screen, 2 paper, 0 refusal or absence, 5 dissent, 8 name and post; in the refusal its reason."""
        page = self.page
        if page is None or self._presenter is None or self._is_turned:
            return True
        if page.refusing:
            return self.refusal.press(value)
        if value in (0, 1, 2):
            self._flushed(lambda p: p.take_way(value))
        elif value == 5 and page.pane.can_dissent:
            self._flushed(lambda p: p.show_details("dissent"))
        elif value == 5:
            self._flushed(lambda p: p.open_proof())
        elif value == 8 and page.pane.can_edit:
            self._flushed(lambda p: p.show_details("person"))
        return True

    def control(self, letter: str) -> bool:
        """Ctrl+Z brings erased strokes back."""
        return letter == "Z" and self._presenter is not None and self._presenter.restore()

    def key(self, event: QKeyEvent) -> bool:
        """People, a new member, the seal."""
        page, presenter = self.page, self._presenter
        if page is None or presenter is None or self._is_turned:
            return False
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.focusWidget() in (self.pane.pad, *(each.pad for each in self.refusal.witnesses)):
            self._go_on()
            return True
        if page.refusing:
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self._flushed(lambda p: p.step(step))
        elif event.text() in ("+", "="):
            self._flushed(lambda p: p.add_member())
        elif event.key() == Qt.Key.Key_Delete and self.focusWidget() is not self.pane.pad:
            presenter.remove_member()
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+F11, wherever the focus is."""
        if event.key() == Qt.Key.Key_F11 and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._turn()
        else:
            super().keyPressEvent(event)

    def escape(self) -> bool:
        """Out of the large pad; out of the refusal, which stays as it is written; out of a field to the pad."""
        if self._is_turned:
            self._close_turned()
            return True
        if self.page is not None and self.page.refusing:
            if isinstance(self.focusWidget(), QLineEdit | QPlainTextEdit):
                return False
            self._flushed(lambda p: p.refuse(refusing=False))
            return True
        return False

    def set_compact(self, *, compact: bool) -> None:
        """Low windows leave titles out."""
        super().set_compact(compact=compact)
        self.pane.set_compact(compact=compact)

    # the presenter's side

    def show_page(self, page: SigningPage) -> None:
        """Draw the page."""
        flipped = self.page is None or self.page.refusing != page.refusing
        self.page = page
        self.people.show_page(page)
        self.pane.show_page(page)
        self.refusal.show_page(page)
        if flipped:
            self._stack.setCurrentIndex(1 if page.refusing else 0)
            self.shell.title_changed()
            target = self.first_focus()
            if target is not None and self.isVisible():
                target.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_details(self) -> None:
        """What was just opened under the pad."""
        self.pane.focus_details()

    def focus_pad(self) -> None:
        """Who signs now."""
        if self.page is not None and not self.page.refusing and self.isVisible() and not self._is_turned:
            self.pane.focus_pad()

    def pause_pad(self, milliseconds: int) -> None:
        """The pen may still be down."""
        self.pane.pad.pause(milliseconds)

    def focus_refusal(self) -> None:
        """What of the refusal is still missing."""
        self.refusal.focus_missing()

    # the large pad

    @property
    def _is_turned(self) -> bool:
        return self._turned is not None and not self._turned.isHidden()

    def _turn(self) -> None:
        page = self.page
        if page is None or page.refusing or not page.pane.drawable:
            return
        self._flush()
        if self._turned is None:
            self._turned = TurnedPad(self.window())
            self._turned.drawn.connect(lambda strokes: self._ask(lambda p: p.draw_turned(strokes)))
            self._turned.erased.connect(lambda: self._ask(lambda p: p.erase()))
            self._turned.done.connect(self._turned_back)
        self._turned.open(page.pane.name, page.pane.subtitle, page.pane.strokes)

    def _turned_back(self) -> None:
        self._close_turned()
        self._ask(lambda p: p.next_person())

    def _close_turned(self) -> None:
        if self._turned is not None and not self._turned.isHidden():
            self._turned.hide()
            self.focus_pad()

    def _open(self, place: int) -> None:
        self._flushed(lambda p: p.open(place))
        self.focus_pad()

    def _go_on(self) -> None:
        self._flushed(lambda p: p.go_on())

    def _flush(self) -> None:
        if self.page is None or self._presenter is None:
            return
        if self.page.refusing:
            self.refusal.flush()
        else:
            self.pane.details.flush()
