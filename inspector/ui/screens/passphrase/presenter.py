"""Changing the passphrase without Qt."""

from typing import Protocol

from inspector.ui.lanes import Lane
from inspector.ui.language import tr
from inspector.ui.screens.start.asking import StrengthView, accept_passphrase, judge_passphrase, tell
from inspector.ui.shell import Shell


class PassphraseView(StrengthView, Protocol):
    """What the presenter tells the screen to show."""

    def forget(self) -> None:
        """Clear both fields."""


class PassphrasePresenter:
    """The old one proves who asks; the data are not encrypted anew, only their key is wrapped again."""

    def __init__(self, view: PassphraseView, shell: Shell) -> None:
        self._view, self._shell = view, shell
        self._busy = False

    def typed(self, new: str) -> None:
        """Per keystroke: how strong the new one is, in words."""
        judge_passphrase(self._view, new)

    def change(self, old: str, new: str) -> None:
        """Ask the gate. Ignored while it works."""
        if self._busy or not old:
            return
        if not accept_passphrase(self._view, new):
            return
        self._busy = True
        self._view.show_problem("")
        self._view.show_busy(tr("Changing the passphrase"))
        gate = self._shell.gate
        self._shell.tasks.run(Lane.STORE, lambda: gate.change_passphrase(old, new), self._changed, self._failed)

    def _changed(self, _: None) -> None:
        self._busy = False
        self._view.show_busy("")
        self._view.forget()
        self._shell.navigator.back()
        self._shell.notice(tr("The passphrase is changed. The old one opens nothing any more."), "ok")

    def _failed(self, error: Exception) -> None:
        self._busy = False
        tell(self._view, self._shell, error)
