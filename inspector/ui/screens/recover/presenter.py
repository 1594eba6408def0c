"""A forgotten passphrase without Qt: address, code, new passphrase, and the laptop is open."""

from typing import TYPE_CHECKING, Protocol

from inspector.ui.lanes import Lane
from inspector.ui.language import tr
from inspector.ui.screens.start.asking import (
    CodeView,
    StrengthView,
    accept_code,
    accept_passphrase,
    judge_code,
    judge_passphrase,
    tell,
)
from inspector.ui.shell import Shell

if TYPE_CHECKING:
    from inspector.services.workplace import Workplace


class RecoverView(CodeView, StrengthView, Protocol):
    """What the presenter tells the screen to show."""


class RecoverPresenter:
    """A closed laptop does not know where its headquarters is: the address stands beside the code, in the letter."""

    def __init__(self, view: RecoverView, shell: Shell) -> None:
        self._view, self._shell = view, shell
        self._busy = False

    def code_changed(self, code: str) -> None:
        """Per keystroke: what is left of it, or whether it can be right."""
        judge_code(self._view, self._shell, code)

    def typed(self, new: str) -> None:
        """Per keystroke: how strong the new passphrase is."""
        judge_passphrase(self._view, new)

    def recover(self, server: str, code: str, new: str) -> None:
        """Ask headquarters. Ignored while it is asked."""
        if self._busy:
            return
        if not accept_code(self._view, self._shell, code):
            return
        if not server.strip():
            self._view.show_code(tr("Enter the address of headquarters. It stands in the letter."), "bad")
            return
        if not accept_passphrase(self._view, new):
            return
        self._busy = True
        self._view.show_problem("")
        self._view.show_busy(tr("Connecting to headquarters"))
        gate, address = self._shell.gate, server.strip()

        def ask() -> None:
            work = self._shell.tasks.run
            work(Lane.STORE, lambda: gate.recover(address, code, new), self._recovered, self._failed)

        self._shell.when_locked(ask)

    def leave(self) -> None:
        """Back to the lock."""
        if not self._busy:
            self._shell.navigator.show("lock")

    def _recovered(self, workplace: "Workplace") -> None:
        self._busy = False
        self._view.show_busy("")
        self._shell.gate.set_pin("")
        self._shell.unlocked(workplace)
        self._shell.notice(tr("The passphrase is changed. The old one opens nothing any more."), "ok")

    def _failed(self, error: Exception) -> None:
        self._busy = False
        tell(self._view, self._shell, error)
