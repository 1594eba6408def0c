"""The lock without Qt: one try at a time on the store lane, a countdown after wrong ones, and the PIN of the day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from inspector.core import pin as digits
from inspector.core.errors import N_, Refusal
from inspector.i18n import sentence
from inspector.services.errors import PinEnded, WrongPassphrase, WrongPin
from inspector.services.insiders import Insider, PinStanding, PinState
from inspector.ui import language
from inspector.ui.lanes import Lane
from inspector.ui.language import ntr, tr
from inspector.ui.shell import Shell

if TYPE_CHECKING:
    from inspector.services.backup import AtRisk
    from inspector.services.workplace import Workplace


class Mode(StrEnum):
    """What the lock asks for: the passphrase, the PIN, a new PIN for today, the new PIN once more."""

    PASSPHRASE = "passphrase"
    PIN = "pin"
    SET = "set"
    REPEAT = "repeat"


WHY = {
    PinStanding.ENDED: N_("Five wrong PINs: only the passphrase opens today. Nothing is lost."),
    PinStanding.PAST: N_("The PIN of the day is over. Enter the passphrase."),
    PinStanding.CLOCK: N_("The clock of the laptop went back, so the PIN does not hold. Enter the passphrase."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """Somebody who works here, and what opens the laptop for them."""

    name: str
    note: str
    by_pin: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LockPage:
    """Everything on the card but what is being typed. `may_set` offers a PIN for the day together with opening."""

    mode: Mode
    people: tuple[PersonRow, ...]
    chosen: int
    until: str
    waiting: str
    may_set: bool


class LockView(Protocol):
    """What the presenter tells the screen to show."""

    def show_page(self, page: LockPage) -> None: ...
    def show_problem(self, text: str, under: str = "") -> None:
        """Why it did not open, and what that means ("" none)."""

    def show_busy(self, *, busy: bool) -> None: ...
    def show_wait(self, text: str) -> None:
        """Words of the countdown; "" when a try is allowed again."""

    def keyboard(self) -> str:
        """The layout in use, "" when unknown."""

    def forget(self) -> None:
        """Clear the field."""


class LockPresenter:
    """Knows only the gate; the data behind it are still closed. Lives as long as the window."""

    def __init__(self, view: LockView, shell: Shell) -> None:
        self._view, self._shell = view, shell
        self._people: tuple[Insider, ...] = ()
        self._slot = ""
        self._mode = Mode.PASSPHRASE
        self._busy = False
        self._seconds = 0
        self._new = ""
        self._then_pin = False
        self._workplace: Workplace | None = None

    def enter(self) -> None:
        """The lock comes into view: by PIN for whoever worked last, when it holds."""
        self._people = self._shell.gate.insiders()
        if self._slot not in [insider.id for insider in self._people]:
            self._slot = self._people[0].id if self._people else ""
        self._ask()

    def page(self) -> LockPage:
        """The card as it is now."""
        states = [self._state(insider.id) for insider in self._people]
        rows = tuple(_row(insider, state) for insider, state in zip(self._people, states, strict=True))
        at = next((place for place, insider in enumerate(self._people) if insider.id == self._slot), 0)
        until = states[at].until if states else None
        return LockPage(
            mode=self._mode,
            people=rows,
            chosen=at,
            until=f"{until:%H:%M}" if until else self._shell.settings.current.pin_until,
            waiting=self._waiting(),
            may_set=bool(states) and states[at].allowed and self._shell.settings.current.pin,
        )

    def choose(self, place: int) -> None:
        """Somebody else wants in, with a passphrase or PIN of their own."""
        if self._busy or self._mode in (Mode.SET, Mode.REPEAT) or not 0 <= place < len(self._people):
            return
        self._slot = self._people[place].id
        self._ask()

    def by_passphrase(self) -> None:
        """The passphrase instead of the PIN."""
        self._view.forget()
        self._go(Mode.PASSPHRASE)

    def unlock(self, passphrase: str, *, then_pin: bool = False) -> None:
        """Try it. Ignored while another try runs or the wait is not over. `then_pin` asks for a PIN afterwards."""
        if self._busy or self._seconds or not passphrase or self._mode is not Mode.PASSPHRASE:
            return
        self._then_pin = then_pin
        self._try(lambda: self._shell.gate.unlock(passphrase, self._slot), self._opened, self._failed)

    def pin_typed(self, pin: str) -> None:
        """Per digit: the sixth decides, without Enter."""
        if self._busy or len(pin) < digits.LENGTH or self._mode is Mode.PASSPHRASE:
            return
        if self._mode is Mode.PIN:
            self._try(lambda: self._shell.gate.unlock_by_pin(pin, self._slot), self._finish, self._pin_failed)
        elif self._mode is Mode.SET:
            self._choose_pin(pin)
        else:
            self._keep_pin(pin)

    def no_pin(self) -> None:
        """The passphrase alone, today."""
        if not self._busy and self._workplace is not None:
            self._shell.gate.set_pin("")
            self._finish(self._workplace)

    def escape(self) -> None:
        """No PIN today; the new PIN from the beginning; or the fields empty, and the PIN asked for where it holds."""
        if self._busy:
            return
        if self._mode is Mode.REPEAT:
            self._restart("")
        elif self._mode is Mode.SET:
            self.no_pin()
        elif self._seconds:
            self._view.forget()
        else:
            self._ask()

    def idled(self) -> None:
        """The passphrase was given, then nobody chose a PIN: close the laptop again."""
        if self._workplace is None or self._busy:
            return
        self._workplace, self._new, self._busy = None, "", True
        self._shell.tasks.run(Lane.STORE, self._shell.gate.lock, lambda _: self._rested(), self._failed)

    def _rested(self) -> None:
        self._rest()
        self._ask()

    def _ask(self) -> None:
        state = self._state(self._slot)
        self._view.forget()
        self._go(Mode.PIN if state.standing is PinStanding.VALID else Mode.PASSPHRASE)
        if self._mode is Mode.PASSPHRASE and self._shell.settings.current.pin:
            self._view.show_problem(tr(WHY[state.standing]) if state.standing in WHY else "")

    def _go(self, mode: Mode) -> None:
        self._mode = mode
        self._view.show_problem("")
        self._view.show_page(self.page())

    def _state(self, slot: str) -> PinState:
        if not self._shell.settings.current.pin:
            return PinState(standing=PinStanding.NONE)
        return self._shell.gate.pin(slot)

    def _waiting(self) -> str:
        """What was waiting when it was locked, "" when nothing is known or waits."""
        state = self._shell.exchange.state
        if state is None or not state.waiting:
            return ""
        return ntr(
            "{n} inspection waits to be sent, encrypted",
            "{n} inspections wait to be sent, encrypted",
            state.waiting,
        )

    def _try(
        self,
        work: Callable[[], "Workplace"],
        done: Callable[["Workplace"], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._busy = True
        self._view.show_problem("")
        self._view.show_busy(busy=True)
        # What the last one said is still being written: its lock must be complete before the door opens again.
        self._shell.when_locked(lambda: self._shell.tasks.run(Lane.STORE, work, done, failed))

    def _opened(self, workplace: "Workplace") -> None:
        if self._then_pin and self.page().may_set:
            self._rest()
            self._workplace = workplace
            self._restart("")
            return
        self._shell.gate.set_pin("")
        self._finish(workplace)

    def _finish(self, workplace: "Workplace") -> None:
        self._rest()
        self._workplace, self._new = None, ""
        self._view.forget()
        self._shell.unlocked(workplace)
        backup = workplace.backup
        self._shell.tasks.run(Lane.STORE, lambda: (backup.at_risk(), backup.chain_in_doubt()), self._doubted)

    def _doubted(self, told: "tuple[AtRisk | None, str]") -> None:
        """What befell the data of this laptop: the worse first, the other at the next opening."""
        risk, made_at = told
        if risk is not None:
            self._warn_of(risk)
        else:
            self._warn_of_chain(made_at)

    def _warn_of(self, risk: "AtRisk") -> None:
        """A damaged database gave way to its last good copy."""
        since, until = (datetime.fromisoformat(each) for each in (risk.since, risk.until))
        day = "%d.%m %H:%M" if since.date() != until.date() else "%H:%M"
        text = tr(
            "The disk spoilt some data; the copy of {day} came back. Check the answers from {since} to {until}: what "
            "was recorded then may be missing.",
            day=f"{since:%d.%m.%Y %H:%M}",
            since=f"{since:{day}}",
            until=f"{until:{day}}",
        )
        backup, tasks = self._shell.workplace.backup, self._shell.tasks
        read = lambda: tasks.run(Lane.STORE, backup.risk_read, lambda _: None)  # noqa: E731 - what the button does
        self._shell.notice(text, "bad", tr("I have read it"), read)

    def _warn_of_chain(self, made_at: str) -> None:
        """The laptop came back from a copy, and headquarters has not yet said where its chain of seals stands."""
        if made_at:
            day = datetime.fromisoformat(made_at)
            text = tr(
                "Restored from a copy of {day}. Exchange before the next act: else headquarters sees two acts that "
                "follow the same one.",
                day=f"{day:%d.%m.%Y %H:%M}",
            )
            self._shell.notice(text, "warn", tr("Exchange now"), self._shell.exchange.start)

    def _choose_pin(self, pin: str) -> None:
        try:
            digits.check(pin)
        except Refusal as weak:
            self._restart(sentence(weak, language.current.code))
            return
        self._new = pin
        self._view.forget()
        self._go(Mode.REPEAT)

    def _keep_pin(self, pin: str) -> None:
        workplace = self._workplace
        if pin != self._new or workplace is None:
            self._restart(tr("The two PINs differ. Begin again."))
            return

        def keep() -> "Workplace":
            self._shell.gate.set_pin(pin)
            return workplace

        self._try(keep, self._finish, lambda error: self._not_kept(error, workplace))

    def _not_kept(self, error: Exception, workplace: "Workplace") -> None:
        """It was past its hour meanwhile, or the disk is gone: the passphrase was right all the same."""
        self._finish(workplace)
        self._shell.refuse(error)

    def _restart(self, problem: str) -> None:
        self._new = ""
        self._view.forget()
        self._go(Mode.SET)
        self._view.show_problem(problem)

    def _rest(self) -> None:
        self._busy = False
        self._view.show_busy(busy=False)

    def _failed(self, error: Exception) -> None:
        self._rest()
        if isinstance(error, WrongPassphrase):
            self._view.forget()
            layout = self._view.keyboard()
            problem = tr("The passphrase did not fit. Layout: {layout}", layout=layout)
            self._view.show_problem(problem if layout else tr("The passphrase did not fit."))
            self._count_down(error.seconds)
        elif isinstance(error, Refusal):
            self._view.show_problem(sentence(error, language.current.code))
        else:
            self._shell.refuse(error)

    def _pin_failed(self, error: Exception) -> None:
        self._rest()
        self._view.forget()
        if isinstance(error, PinEnded):
            self._ask()
        elif isinstance(error, WrongPin):
            left = ntr("The PIN did not fit. {n} try is left", "The PIN did not fit. {n} tries are left", error.left)
            self._view.show_problem(left, tr("Then the passphrase is needed. Nothing is lost."))
        else:
            self._failed(error)

    def _count_down(self, seconds: int) -> None:
        self._seconds = seconds
        self._view.show_wait(ntr("Next try in {n} second", "Next try in {n} seconds", seconds) if seconds else "")
        if seconds:
            self._shell.tasks.later(1000, lambda: self._count_down(self._seconds - 1))


def _row(insider: Insider, state: PinState) -> PersonRow:
    by_pin = state.standing is PinStanding.VALID and state.since is not None
    note = tr("passphrase given today at {time}", time=f"{state.since:%H:%M}") if by_pin else tr("needs the passphrase")
    return PersonRow(name=insider.name, note=note, by_pin=by_pin)
