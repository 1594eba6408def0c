"""The lock as it looks: a white card on the dark bar colour, for the passphrase or for the PIN of the day."""

from PySide6.QtWidgets import QWidget

from inspector.ui.language import tr
from inspector.ui.screens.base import Frame, Screen
from inspector.ui.screens.lock.cards import PassphraseCard, PinCard
from inspector.ui.screens.lock.presenter import LockPage, LockPresenter, Mode
from inspector.ui.shell import Shell
from inspector.ui.widgets.basic import Logo, Pane, Scroll, Text, column, holder, row
from inspector.ui.widgets.filters import LanguageSwitch
from inspector.ui.widgets.passphrase import layout_name


class LockScreen(Screen):
    """The first screen of every day, and the one after Ctrl+L or five idle minutes."""

    frame = Frame.BARE

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter = LockPresenter(self, shell)
        self._where = ""
        self._mode = Mode.PASSPHRASE
        self._card, self._pin = PassphraseCard(), PinCard()
        self._languages = LanguageSwitch(shell.choose_language)
        self._footnote = Text("", 14, 400, "onbar2")
        self._build()
        self._card.tried.connect(self._try)
        self._card.forgotten.connect(lambda: shell.navigator.show("recover"))
        self._card.people.chosen.connect(self._presenter.choose)
        self._pin.people.chosen.connect(self._presenter.choose)
        self._pin.typed.connect(self._presenter.pin_typed)
        self._pin.left.connect(self._leave_pin)

    def enter(self, **arguments: object) -> None:
        """`where` is what was being done when it was locked."""
        self._where = str(arguments.get("where", ""))
        self._presenter.enter()
        self.retranslate()
        if arguments.get("restored"):
            self._card.passphrase.show_note("ok", "ok", tr("The laptop is restored. Enter its passphrase."))

    def leave(self) -> None:
        """The window closes, or somebody looks elsewhere: a laptop that waits for a new PIN closes again."""
        self._presenter.idled()

    def show_page(self, page: LockPage) -> None:
        """The card that is asked for, with the keys in its field."""
        by_pin = page.mode is not Mode.PASSPHRASE
        changed = by_pin != (self._mode is not Mode.PASSPHRASE)
        self._mode = page.mode
        card: PassphraseCard | PinCard = self._pin if by_pin else self._card
        card.show_page(page, self._where)
        self._card.setVisible(not by_pin)
        self._pin.setVisible(by_pin)
        if changed:
            self._focus()

    def show_problem(self, text: str, under: str = "") -> None:
        """Why it did not open."""
        self._card.passphrase.show_note("bad", "bad", text)
        self._pin.show_problem(text, under)

    def show_busy(self, *, busy: bool) -> None:
        """While the key is being computed."""
        self._card.show_busy(busy=busy)
        self._pin.show_busy(busy=busy)

    def show_wait(self, text: str) -> None:
        """The countdown stands on the button itself."""
        self._card.show_wait(text)

    def keyboard(self) -> str:
        """The keyboard layout in use."""
        return layout_name()

    def forget(self) -> None:
        """Clear both fields, keep the focus where keys are wanted."""
        self._card.passphrase.clear()
        self._pin.field.clear()
        self._focus()

    def first_focus(self) -> QWidget | None:
        """The field of the card in view."""
        return self._card.passphrase.field if self._mode is Mode.PASSPHRASE else self._pin.field

    def digit(self, value: int) -> bool:
        """Digits belong to the PIN, also while the focus is on a button."""
        if self._mode is Mode.PASSPHRASE or self._pin.field.isReadOnly():
            return False
        self._pin.field.setFocus()
        self._pin.field.insert(str(value))
        return True

    def escape(self) -> bool:
        """There is nothing behind the lock."""
        self._presenter.escape()
        return True

    def idled(self) -> None:
        """Nobody chose a PIN after all."""
        self._presenter.idled()

    def retranslate(self) -> None:
        """Every text."""
        self.show_wait("")
        self.show_page(self._presenter.page())
        minutes = self.shell.settings.current.auto_lock_minutes
        self._footnote.setText(tr("Locks by itself after {n} min, when the lid closes, and with Ctrl+L", n=minutes))
        self._languages.retranslate()

    def _try(self, then_pin: bool) -> None:
        self._presenter.unlock(self._card.passphrase.text(), then_pin=then_pin)

    def _leave_pin(self) -> None:
        if self._mode is Mode.PIN:
            self._presenter.by_passphrase()
        else:
            self._presenter.no_pin()

    def _focus(self) -> None:
        target = self.first_focus()
        if target is not None:
            target.setFocus()

    def _build(self) -> None:
        ground = Pane("bar")
        cards = holder(
            column(
                "|",
                row("|", Logo(56), "|"),
                10,
                row("|", self._card, self._pin, "|"),
                "|",
                spacing=4,
            )
        )
        foot = row(self._languages, "|", self._footnote, margins=(11, 0, 16, 0))
        column((Scroll(cards), 1), foot, spacing=4, margins=(0, 8, 0, 10), on=ground)
        column(ground, spacing=0, on=self)
