"""Adding a second inspector without Qt."""

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
    from inspector.wire.messages import Person


class ColleagueView(CodeView, StrengthView, Protocol):
    """What the presenter tells the screen to show."""


class ColleaguePresenter:
    """A code, the passphrase of whoever works here, and the new one's passphrase."""

    def __init__(self, view: ColleagueView, shell: Shell) -> None:
        self._view, self._shell = view, shell
        self._busy = False

    def whose(self) -> str:
        """Who works here now."""
        return self._shell.workplace.inspector.name

    def code_changed(self, code: str) -> None:
        """Per keystroke: what is left of it, or whether it can be right."""
        judge_code(self._view, self._shell, code)

    def typed(self, new: str) -> None:
        """Per keystroke: how strong the new passphrase is."""
        judge_passphrase(self._view, new)

    def join(self, code: str, own: str, new: str) -> None:
        """Ask headquarters. Ignored while it is asked."""
        if self._busy or not own:
            return
        if not accept_code(self._view, self._shell, code):
            return
        if not accept_passphrase(self._view, new):
            return
        self._busy = True
        self._view.show_problem("")
        self._view.show_busy(tr("Connecting to headquarters"))
        joining = self._shell.workplace.joining
        self._shell.tasks.run(Lane.NET, lambda: joining.join(code, own, new), self._joined, self._failed)

    def _joined(self, person: "Person") -> None:
        self._busy = False
        self._view.show_busy("")
        self._shell.navigator.back()
        text = tr("{name} works on this laptop, too. Lock it (Ctrl+L) to change places.", name=person.name)
        self._shell.notice(text, "ok")
        self._shell.exchange.start()

    def _failed(self, error: Exception) -> None:
        self._busy = False
        tell(self._view, self._shell, error)
