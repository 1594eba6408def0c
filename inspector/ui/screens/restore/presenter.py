"""Restoring without Qt: one file, one passphrase, progress, and the lock of the laptop that came back."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from inspector.core.errors import Refusal
from inspector.i18n import sentence
from inspector.services.backup import BackupCancelled, BackupProgress
from inspector.services.errors import WrongPassphrase
from inspector.ui import language
from inspector.ui.lanes import Lane
from inspector.ui.language import tr
from inspector.ui.shell import Shell

if TYPE_CHECKING:
    from inspector.services.backup import Restored

MEGABYTE = 1_000_000


class RestoreView(Protocol):
    """What the presenter tells the screen to show."""

    def show_progress(self, done: int, total: int) -> None: ...
    def show_busy(self, text: str) -> None: ...
    def show_problem(self, text: str, tone: str = "bad") -> None: ...


class RestorePresenter:
    """The laptop is locked before: what is open cannot be exchanged."""

    def __init__(self, view: RestoreView, shell: Shell) -> None:
        self._view, self._shell = view, shell
        self._busy = False
        self._stopped = False

    @property
    def busy(self) -> bool:
        """Whether it goes on."""
        return self._busy

    def restore(self, file: str, passphrase: str) -> None:
        """Begin. Ignored while it goes on."""
        if self._busy or not file.strip() or not passphrase:
            return
        self._busy, self._stopped = True, False
        self._view.show_problem("")
        self._view.show_busy(tr("Checking the copy"))
        path, gate = Path(file.strip()).expanduser(), self._shell.gate

        def work() -> "Restored":
            return gate.restore(path, passphrase, self._tell, lambda: self._stopped or self._shell.tasks.closing)

        self._shell.when_locked(lambda: self._shell.tasks.run(Lane.STORE, work, self._restored, self._failed))

    def stop(self) -> None:
        """Give it up; nothing has changed until everything is verified."""
        self._stopped = True

    def leave(self) -> None:
        """Back to the first screen: what is here decides which."""
        if not self._busy:
            self._shell.navigator.show("start" if self._shell.gate.state() == "new" else "lock")

    def _tell(self, progress: BackupProgress) -> None:
        def show() -> None:
            if self._busy:
                self._shell.touched()
                of = -(-progress.total // MEGABYTE)
                self._view.show_busy(tr("Copied {n} of {of} MB", n=progress.done // MEGABYTE, of=of))
                self._view.show_progress(progress.done, progress.total)

        self._shell.tasks.deliver(show)

    def _restored(self, done: "Restored") -> None:
        self._busy = False
        self._view.show_busy("")
        self._shell.navigator.show("lock", restored=done.made_at)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self._view.show_busy("")
        if isinstance(error, WrongPassphrase):
            self._view.show_problem(tr("This passphrase does not open the copy."))
        elif isinstance(error, Refusal):
            tone = "none" if isinstance(error, BackupCancelled) else "bad"
            self._view.show_problem(sentence(error, language.current.code), tone)
        else:
            self._shell.refuse(error)
