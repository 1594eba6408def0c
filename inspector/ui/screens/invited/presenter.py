"""Joining by files without Qt: first the invitation is answered with a request, later the reply is taken."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from inspector.core.errors import Refusal
from inspector.i18n import sentence
from inspector.services.enrolling_by_file import request_name
from inspector.ui import language
from inspector.ui.lanes import Lane
from inspector.ui.language import tr
from inspector.ui.screens.start.strength import said, strength
from inspector.ui.shell import Shell

if TYPE_CHECKING:
    from inspector.services.workplace import Workplace


class InvitedView(Protocol):
    """What the presenter tells the screen to show."""

    def show_stage(self, *, asked: bool) -> None:
        """Whether a request waits for its reply."""

    def show_busy(self, text: str) -> None: ...
    def show_problem(self, text: str, tone: str = "bad") -> None: ...


class InvitedPresenter:
    """`asked` decides what the file is: an invitation, or the reply to our request."""

    def __init__(self, view: InvitedView, shell: Shell) -> None:
        self._view, self._shell = view, shell
        self._busy = False
        self.asked = False

    def begin(self) -> None:
        """Which of the two it is now."""
        self.asked = self._shell.gate.asked()
        self._view.show_stage(asked=self.asked)

    def other(self) -> None:
        """Another invitation came, or the request was lost: ask again."""
        if not self._busy:
            self.asked = not self.asked
            self._view.show_stage(asked=self.asked)

    def go(self, file: str, passphrase: str) -> None:
        """Write the request, or join. Ignored while it goes on."""
        judged = strength(passphrase)
        if self._busy or not file.strip():
            return
        if not judged.enough:
            self._view.show_problem(said(judged))
            return
        self._busy = True
        self._view.show_problem("")
        path, gate = Path(file.strip()).expanduser(), self._shell.gate
        if self.asked:
            self._view.show_busy(tr("Reading the reply and loading schools and rules"))
            self._shell.tasks.run(Lane.STORE, lambda: gate.enrol_by_file(path, passphrase), self._joined, self._failed)
            return
        self._view.show_busy(tr("Writing the request"))
        request = request_name(path)
        self._shell.tasks.run(
            Lane.STORE,
            lambda: gate.ask_by_file(path, passphrase, request),
            lambda _: self._written(request),
            self._failed,
        )

    def leave(self) -> None:
        """Back to the first start."""
        if not self._busy:
            self._shell.navigator.show("start")

    def _written(self, request: Path) -> None:
        self._busy = False
        self._view.show_busy("")
        self.begin()
        self._view.show_problem(
            tr("{file} Send this file to headquarters; come back here with its reply.", file=request), "ok"
        )

    def _joined(self, workplace: "Workplace") -> None:
        self._busy = False
        self._view.show_busy("")
        self._shell.unlocked(workplace)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self._view.show_busy("")
        if isinstance(error, Refusal):
            self._view.show_problem(sentence(error, language.current.code))
        else:
            self._shell.refuse(error)
