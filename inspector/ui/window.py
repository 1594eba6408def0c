"""The window: what stands around the screens, moving between them, notices, keys, locking."""

import sys
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from inspector.core.errors import Bug, Refusal
from inspector.i18n import sentence
from inspector.ui import language, theme
from inspector.ui.badges import Badges
from inspector.ui.exchange import Exchange
from inspector.ui.keyfilter import KeyFilter
from inspector.ui.lanes import Lane
from inspector.ui.language import tr
from inspector.ui.machine import network
from inspector.ui.navigation import Trail
from inspector.ui.screens.base import Frame, Screen
from inspector.ui.stack import ScreenStack, loaded
from inspector.ui.surroundings import Surroundings
from inspector.ui.tasks import LaneTasks
from inspector.ui.widgets.basic import column, holder, row
from inspector.ui.widgets.chrome import PRODUCT, Footer, Rail, TopBar
from inspector.ui.widgets.notices import UNDO_MILLISECONDS, Banner, UndoBar
from inspector.ui.widgets.order import reveal, step_focus
from inspector.ui.widgets.sides import lay_out

if TYPE_CHECKING:
    from inspector.services.ports import Gate
    from inspector.services.workplace import Workplace
    from inspector.settings import SettingsFile

EXCHANGE_MINUTES = 10
THEME_ORDER = ("light", "dark", "sunlight")
COMPACT_HEIGHT, COMPACT_WIDTH = 700, 1200


class AppWindow(QMainWindow):
    """The only window; the Shell of every screen."""

    def __init__(self, gate: "Gate", settings: "SettingsFile") -> None:
        super().__init__()
        self.gate, self.settings = gate, settings
        self.tasks = LaneTasks(self.refuse)
        self.exchange = Exchange(self.tasks, network.metered)
        self.navigator = Trail(self._show, self._bookmark)
        self._workplace: Workplace | None = None
        self._locking = False
        self._last = ""
        self._after_lock: list[Callable[[], None]] = []
        self._undo: Callable[[], None] | None = None
        self._act: Callable[[], None] | None = None
        self.around = Surroundings(self, lambda: self._workplace, self._away)
        self._presence, self.sounds = self.around.presence, self.around.sounds
        self._build()
        self._connect()
        self._dress()
        self.setWindowTitle(PRODUCT)
        self.retranslate()

    # what screens ask of it: see shell.Shell

    @property
    def workplace(self) -> "Workplace":
        """The services of the unlocked laptop."""
        if self._workplace is None:
            raise Bug("the laptop is locked")
        return self._workplace

    @property
    def is_open(self) -> bool:
        """Whether somebody works here: unlocked, and not just being locked."""
        return self._workplace is not None and not self._locking

    @property
    def screen(self) -> Screen | None:
        """The screen in view."""
        return self.stack.screen

    def saved(self, at: datetime) -> None:
        """Say when the last write became durable."""
        self.footer.show_saved(tr("Saved on this laptop {time}", time=f"{at.astimezone():%H:%M:%S}"))

    def resumed(self, text: str) -> None:
        """In the same place, until the next write: where the work goes on and what was written last."""
        self.footer.show_saved(text)

    def refuse(self, error: Exception) -> None:
        """One sentence about what was refused. What is our own fault goes to the program's report of mistakes."""
        if isinstance(error, Refusal):
            self.sounds.refused()
            self.notice(sentence(error, language.current.code), "bad")
            return
        self.notice(tr("The program made a mistake. What you confirmed is kept; the log says more."), "bad")
        sys.excepthook(type(error), error, error.__traceback__)

    def notice(self, text: str, tone: str = "warn", action: str = "", act: Callable[[], None] | None = None) -> None:
        """A sentence that stays until it is closed."""
        self._act = act
        self.banner.say(text, tone, action)

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Ten seconds to take it back."""
        self._undo = undo
        self.undo_bar.offer(text)
        self._undo_timer.start(UNDO_MILLISECONDS)

    def title_changed(self) -> None:
        """Ask the screen for its title and hints again."""
        screen = self.screen
        if screen is None:
            return
        title = screen.title()
        self.top.show_title(title.back, title.text, title.subtitle)
        self.footer.show_hints(screen.hints())

    def choose_language(self, code: str) -> None:
        """Speak it from now on."""
        self.settings.change(language=code)
        language.current.choose(code)

    def choose_theme(self, name: str) -> None:
        """Look so from now on."""
        self._look(self.settings.change(theme=name).theme, self.settings.current.text_percent)
        self._fit()

    def choose_hand(self, hand: str) -> None:
        """Side panes change sides, or back."""
        self.settings.change(hand=hand)
        self._fit()

    def choose_text_size(self, percent: int) -> None:
        """Scale every text."""
        self._look(self.settings.current.theme, self.settings.change(text_percent=percent).text_percent)

    def unlocked(self, workplace: "Workplace") -> None:
        """Go on where this person was, at the same control; home for another; then exchange in the background."""
        same, self._last = self._last in ("", workplace.inspector.id), workplace.inspector.id
        self._workplace = workplace
        self._who()
        self.exchange.attach(workplace.syncing)
        if same:
            self.navigator.resume()
            self.tasks.when_idle(lambda: self._presence.resume(self.screen))
        else:
            self.navigator.home()
        self.exchange.start()
        self.around.opened()
        self.tasks.run(Lane.WORK, loaded, lambda _: self.stack.prepare(self))

    def lock(self) -> None:
        """Show the lock at once; when everything on its way is safe, forget services and screens, close the gate."""
        screen = self.screen
        if not self.is_open or screen is None:
            return
        # Only an inspection has something to come back to.
        title = screen.title()
        said = (title.text, title.subtitle, f"{datetime.now().astimezone():%H:%M}")
        where = " · ".join(filter(None, said)) if screen.frame is Frame.INSPECTION else ""
        self._presence.leave(screen)
        screen.leave()
        self.navigator.remember()
        self._locking = True
        self.exchange.attach(None)
        self.banner.hide()
        self._forget_undo()
        self._show("lock", {"where": where})
        self.tasks.when_idle(self._close_gate)

    def when_locked(self, call: Callable[[], None]) -> None:
        """Call it now, or as soon as a lock under way is complete."""
        if self._locking:
            self._after_lock.append(call)
        else:
            call()

    # the window itself

    def start(self) -> None:
        """Show the first screen: enrolment or the lock."""
        self._show("start" if self.gate.state() == "new" else "lock", {})

    def retranslate(self) -> None:
        """Say everything again; a screen out of view does so when it comes back."""
        self.top.retranslate()
        self.rail.retranslate()
        self.stack.retranslate()
        self._who()
        self._exchange_changed()
        self.around.conditions.say()
        self.title_changed()

    def cycle_theme(self) -> None:
        """The next of light, dark, sunlight."""
        place = THEME_ORDER.index(theme.active().name)
        self.choose_theme(THEME_ORDER[(place + 1) % len(THEME_ORDER)])

    def toggle_full_screen(self) -> None:
        """Field mode and back."""
        full = not self.isFullScreen()
        self.settings.change(full_screen=full)
        if full:
            self.showFullScreen()
        else:
            self.showNormal()

    def undo(self) -> bool:
        """Take back what is on offer. False when nothing is."""
        undo = self._undo
        self._forget_undo()
        if undo is None:
            return False
        undo()
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Write down fields, wait for the lanes, lock the store."""
        screen = self.screen
        if screen is not None:
            screen.leave()
        self._keys.remove()
        self.around.stop()
        language.current.unsubscribe(self.retranslate)
        self.exchange.attach(None)
        self.tasks.drain(Lane.STORE)
        self.tasks.close()
        if self._workplace is not None:
            self._workplace = None
            self.gate.lock()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Low and narrow windows are laid out more tightly."""
        super().resizeEvent(event)
        self._fit()

    def _build(self) -> None:
        self.top, self.rail, self.footer = TopBar(self.choose_language), Rail(), Footer()
        self._badges = Badges(self.rail, self.tasks, self.exchange, lambda: self._workplace if self.is_open else None)
        self.banner, self.undo_bar = Banner(), UndoBar()
        self.stack = ScreenStack()
        self._standing = holder(column(self.around.line, spacing=0))
        middle = column((self.stack, 1), self.undo_bar, self.banner, self._standing, spacing=0)
        body = row(self.rail, (middle, 1), spacing=0)
        self.setCentralWidget(holder(column(self.top, (body, 1), self.footer, spacing=0)))
        self._undo_timer = QTimer(self, singleShot=True)
        self._regular = QTimer(self, interval=EXCHANGE_MINUTES * 60_000)

    def _connect(self) -> None:
        self.top.back_pressed.connect(self.go_back)
        self.top.search_pressed.connect(lambda: self.navigator.show("search"))
        self.top.sync_pressed.connect(lambda: self.navigator.show("sync"))
        self.top.theme_pressed.connect(self.cycle_theme)
        self.top.lock_pressed.connect(self.lock)
        self.rail.picked.connect(self.navigator.place)
        self.banner.acted.connect(self._banner_acted)
        self.undo_bar.undone.connect(self.undo)
        self._undo_timer.timeout.connect(self._forget_undo)
        self._regular.timeout.connect(self.exchange.start)
        self._regular.start()
        self.exchange.listeners.append(self._exchange_changed)
        language.current.subscribe(self.retranslate)
        self._keys = KeyFilter(self)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_look)

    def touched(self) -> None:
        """Somebody is here: start counting idle minutes anew."""
        self.around.touched()
        self.stack.disturbed()

    def walk(self, *, on: bool, bright: bool = False) -> None:
        """Codes are shown to cameras: no lock and no sleep meanwhile."""
        self.around.walk(on=on, bright=bright)

    def _system_look(self) -> None:
        if self.settings.current.theme == "system":
            self.choose_theme("system")

    def _away(self) -> None:
        if self.is_open:
            self.lock()
        elif self.screen is not None:
            self.screen.idled()

    def go_back(self) -> None:
        """Back by one screen; never behind the lock."""
        if self.is_open:
            self.navigator.back()

    def _close_gate(self) -> None:
        self._workplace = None
        self.stack.forget("lock")
        self.around.locked()
        self.tasks.run(Lane.STORE, self.gate.lock, lambda _: self._locked(), self._locked)

    def _locked(self, error: Exception | None = None) -> None:
        if error is not None:
            self.refuse(error)
        self._locking = False
        waiting, self._after_lock = self._after_lock, []
        for call in waiting:
            call()

    def _bookmark(self) -> dict[str, object]:
        return self.screen.bookmark() if self.screen is not None else {}

    def _show(self, name: str, arguments: dict[str, object]) -> None:
        leaving = self.screen
        if leaving is not None:
            leaving.leave()
        if self._act is not None:  # an offer belongs to the screen it was made on
            self._act = None
            self.banner.hide()
        screen = self.stack.ready(name, self)
        self._put(screen)
        self._who()
        self._fit()
        screen.enter(**arguments)
        self.title_changed()
        self.focus_first()

    def _put(self, screen: Screen) -> None:
        """Change screen and frame in the order that never asks for more room than the wider of both."""
        bare = screen.frame is Frame.BARE
        if not bare:
            self.stack.setCurrentWidget(screen)
        self.top.setVisible(not bare)
        self.footer.setVisible(not bare)
        self._standing.setVisible(not bare)
        self.rail.setVisible(screen.frame is Frame.HOME)
        self.rail.show_place(screen.place)
        self.stack.setCurrentWidget(screen)

    def focusNextPrevChild(self, ahead: bool) -> bool:
        """Tab and Shift+Tab, from wherever the focus is."""
        return step_focus(self, QApplication.focusWidget(), ahead=ahead)

    def focus_first(self) -> None:
        """Give the keys to where the screen wants them."""
        if self.screen is None:
            return
        target = self.screen.first_focus()
        if target is None and self.screen.frame is Frame.HOME:
            target = self.rail.button(self.screen.place)  # an empty place: the focus is still seen somewhere
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            reveal(target)  # where somebody had scrolled away

    def _fit(self) -> None:
        for root in filter(None, (self.centralWidget(), self.screen)):
            lay_out(root, mirrored=self.settings.current.hand == "left")
        compact = self.height() < COMPACT_HEIGHT or self.width() < COMPACT_WIDTH or theme.text_percent() > 125
        self.top.set_compact(compact=self.height() < COMPACT_HEIGHT)
        if self.screen is not None:
            self.screen.set_compact(compact=compact)

    def _look(self, name: str, percent: int) -> None:
        resized = percent != theme.text_percent()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.apply(application, name, percent)
        self._dress()
        if resized:
            self.retranslate()  # widths that follow from words
        else:
            self.top.retranslate()
        self._fit()

    def _dress(self) -> None:
        for part in (self.top, self.rail, self.footer, self.banner, self.undo_bar, self._standing):
            theme.dress(part)
        self.stack.dress()

    def _who(self) -> None:
        if self._workplace is not None:
            person = self._workplace.inspector
            self.footer.show_note(f"{person.name} · {person.post}" if person.post else person.name)

    def _exchange_changed(self) -> None:
        self.top.pill.show_state(*self.exchange.pill())
        if self.is_open and self.screen is not None:
            self.screen.exchange_changed()

    def _banner_acted(self) -> None:
        act, self._act = self._act, None
        self.banner.hide()
        if act is not None:
            act()

    def _forget_undo(self) -> None:
        self._undo = None
        self._undo_timer.stop()
        self.undo_bar.hide()
