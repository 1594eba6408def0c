"""The settings without Qt: what is chosen is remembered at once; a backup runs on a lane and can be stopped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from inspector.core.errors import Refusal
from inspector.i18n import sentence
from inspector.services.backup import ENDING, BackedUp, BackupCancelled, BackupProgress
from inspector.settings import HANDS, PIN_UNTIL
from inspector.ui import language
from inspector.ui.lanes import Lane
from inspector.ui.language import tr
from inspector.ui.shell import Shell

if TYPE_CHECKING:
    from inspector.services.backup import BackingUp

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupLine:
    """How the copying stands. `tone` is ok, bad or "" (it goes on, or nothing was begun)."""

    running: bool = False
    done: int = 0
    total: int = 0
    text: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """The report of mistakes: its words, "" before they are asked for; what became of saving it (tone ok or bad)."""

    report: str = ""
    text: str = ""
    tone: str = ""


class SettingsView(Protocol):
    """What the presenter tells the screen to show."""

    def show_backup(self, line: BackupLine) -> None: ...
    def show_report(self, line: ReportLine) -> None: ...
    def show_folder(self, problem: str) -> None:
        """Why the watched folder is not one; "" when it is."""

    def show_printer(self, name: str) -> None:
        """Who prints; "" when nothing is connected."""


class SettingsPresenter:
    """One visit to the settings."""

    def __init__(self, view: SettingsView, shell: Shell) -> None:
        self._view, self._shell = view, shell
        self._stopped = False
        self._running = False
        self._report = ""

    # what is chosen

    def hand(self) -> int:
        """0 the right one, 1 the left one."""
        return HANDS.index(self._shell.settings.current.hand)

    def choose_sounds(self, choice: int) -> None:
        """On: the first one is heard at once."""
        self._shell.settings.change(sounds=choice == 1)
        self._shell.sounds.answered()

    def pin_choice(self) -> int:
        """0 without a PIN, else which hour ends it."""
        now = self._shell.settings.current
        return 1 + PIN_UNTIL.index(now.pin_until) if now.pin else 0

    def choose_pin(self, choice: int) -> None:
        """None any more: those that hold end at once."""
        if choice == 0:
            self._shell.settings.change(pin=False)
            self._shell.gate.forget_pins()
        else:
            self._shell.settings.change(pin=True, pin_until=PIN_UNTIL[choice - 1])

    def watch(self, folder: str) -> None:
        """Look there for new pictures; "" for the usual place. What is no folder is said, and not kept."""
        wanted = folder.strip()
        if wanted and not Path(wanted).expanduser().is_dir():
            self._view.show_folder(tr("There is no folder «{folder}».", folder=wanted))
            return
        self._view.show_folder("")
        self._shell.settings.change(photo_folder=wanted)

    def next_printer(self, connected: Sequence[str]) -> None:
        """The one after the present one, round and round."""
        if connected:
            now = self.printer(connected)
            self._shell.settings.change(printer=connected[(connected.index(now) + 1) % len(connected)])
        self._view.show_printer(self.printer(connected))

    def printer(self, connected: Sequence[str]) -> str:
        """Who prints now, the first one when the chosen one is not there; "" without any."""
        chosen = self._shell.settings.current.printer
        return chosen if chosen in connected else next(iter(connected), "")

    # the report of mistakes

    def ask_report(self) -> None:
        """Show it word for word."""
        self._shell.tasks.run(Lane.WORK, self._shell.workplace.reporting.text, self._show_report)

    def report_name(self) -> str:
        """Of its file: the day and nobody."""
        return self._shell.workplace.reporting.name()

    def save_report(self, target: str) -> None:
        """Write what was shown."""
        path, reporting, report = Path(target.strip()).expanduser(), self._shell.workplace.reporting, self._report
        if target.strip() and report:
            done = tr("Saved. Give the file to your coordinator: {file}", file=path.name)
            self._shell.tasks.run(
                Lane.WORK, lambda: reporting.save(report, path), lambda _: self._said(done, "ok"), self._not_saved
            )

    def _show_report(self, report: str) -> None:
        self._report = report
        self._view.show_report(ReportLine(report=report))

    def _not_saved(self, error: Exception) -> None:
        if isinstance(error, Refusal):
            self._said(sentence(error, language.current.code), "bad")
        else:
            self._shell.refuse(error)

    def _said(self, text: str, tone: str) -> None:
        self._view.show_report(ReportLine(report=self._report, text=text, tone=tone))

    # the copy

    def proposal(self, today: date) -> str:
        """A file name that says the day and nobody's name."""
        return f"qorgan-{today:%Y-%m-%d}{ENDING}"

    def back_up(self, target: str) -> None:
        """Copy the whole laptop into that file. Ignored while a copy is being made."""
        if self._running or not target.strip():
            return
        self._running, self._stopped = True, False
        path, backup = Path(target.strip()).expanduser(), self._shell.workplace.backup
        self._view.show_backup(BackupLine(running=True, text=tr("Copying")))
        self._shell.tasks.run(Lane.WORK, lambda: self._copy(backup, path), self._copied, self._failed)

    def stop(self) -> None:
        """Stop the copy; nothing of it is left."""
        self._stopped = True

    def _copy(self, backup: "BackingUp", path: Path) -> BackedUp:
        """On the lane."""
        return backup.write(path, self._tell, lambda: self._stopped or self._shell.tasks.closing)

    def _tell(self, progress: BackupProgress) -> None:
        def show() -> None:
            if self._running:
                self._shell.touched()
                said = tr("Copied {n} of {of} MB", n=progress.done // MEGABYTE, of=-(-progress.total // MEGABYTE))
                self._view.show_backup(BackupLine(running=True, done=progress.done, total=progress.total, text=said))

        self._shell.tasks.deliver(show)

    def _copied(self, done: BackedUp) -> None:
        self._running = False
        size = f"{max(done.size / MEGABYTE, 0.1):.1f}".replace(".", ",")
        said = tr("The copy is ready: {size} MB. Only a passphrase of this laptop opens it.", size=size)
        self._view.show_backup(BackupLine(text=said, tone="ok"))

    def _failed(self, error: Exception) -> None:
        self._running = False
        if isinstance(error, Refusal):
            tone = "" if isinstance(error, BackupCancelled) else "bad"
            self._view.show_backup(BackupLine(text=sentence(error, language.current.code), tone=tone))
        else:
            self._view.show_backup(BackupLine())
            self._shell.refuse(error)
