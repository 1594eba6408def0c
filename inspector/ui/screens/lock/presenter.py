"""The lock without Qt: one try at a time on the store lane, and a countdown after wrong ones."""

from typing import TYPE_CHECKING, Protocol

from inspector.core.errors import Refusal
from inspector.i18n import sentence
from inspector.services.errors import WrongPassphrase
from inspector.ui import language
from inspector.ui.lanes import Lane
from inspector.ui.language import ntr, tr
from inspector.ui.shell import Shell

if TYPE_CHECKING:
    from inspector.services.workplace import Workplace


class LockView(Protocol):
    """What the presenter tells the screen to show."""

    def show_problem(self, text: str) -> None: ...
    def show_busy(self, *, busy: bool) -> None: ...
    def show_wait(self, text: str) -> None:
        """Words of the countdown; "" when a try is allowed again."""

    def keyboard(self) -> str:
        """The layout in use, "" when unknown."""

    def forget(self) -> None:
        """Clear the field."""


class LockPresenter:
    """Knows only the gate; the data behind it are still closed."""

    def __init__(self, view: LockView, shell: Shell) -> None:
        self._view, self._shell = view, shell
        self._busy = False
        self._seconds = 0

    def who(self) -> str:
        """Whose passphrase opens it."""
        return ", ".join(self._shell.gate.slots())

    def waiting(self) -> str:
        """What was waiting when it was locked, "" when nothing is known or waits."""
        state = self._shell.exchange.state
        if state is None or not state.waiting:
            return ""
        return ntr(
            "{n} inspection waits to be sent, encrypted",
            "{n} inspections wait to be sent, encrypted",
            state.waiting,
        )

    def unlock(self, passphrase: str) -> None:
        """Try it. Ignored while another try runs or the wait is not over."""
        if self._busy or self._seconds or not passphrase:
            return
        self._busy = True
        self._view.show_problem("")
        self._view.show_busy(busy=True)
        # What the last one said is still being written: its lock must be complete before the door opens again.
        self._shell.when_locked(lambda: self._open(passphrase))

    def _open(self, passphrase: str) -> None:
        gate = self._shell.gate
        self._shell.tasks.run(Lane.STORE, lambda: gate.unlock(passphrase), self._opened, self._failed)

    def _opened(self, workplace: "Workplace") -> None:
        self._busy = False
        self._view.show_busy(busy=False)
        self._view.forget()
        self._shell.unlocked(workplace)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self._view.show_busy(busy=False)
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

    def _count_down(self, seconds: int) -> None:
        self._seconds = seconds
        self._view.show_wait(ntr("Next try in {n} second", "Next try in {n} seconds", seconds) if seconds else "")
        if seconds:
            self._shell.tasks.later(1000, lambda: self._count_down(self._seconds - 1))
