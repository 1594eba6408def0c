"""The exchange with headquarters as the window knows it: what waits, what is going on, what was refused. No Qt."""

import logging
import sys
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from inspector.core.errors import Refusal
from inspector.i18n import sentence
from inspector.ui import language
from inspector.ui.lanes import Lane, Tasks
from inspector.ui.language import ntr, tr

if TYPE_CHECKING:
    from inspector.services.ports import Progress, SyncReport, SyncState
    from inspector.services.syncing import Syncing

LOG = logging.getLogger("inspector.ui.exchange")


class Exchange:
    """One for the program. Listeners are called after every change; they read the attributes.

    `running` while an exchange goes on; `progress` its last news; `report` the last finished one; `problem` why
    the last one could not be done at all (no network is a normal state, not an alarm).

    Where the network costs (`metered`), facts go and photos wait until somebody says so: `held` is how many bytes.
    """

    def __init__(self, tasks: Tasks, metered: Callable[[], bool] = lambda: False) -> None:
        self._tasks, self._metered = tasks, metered
        self.held = 0
        self._syncing: Syncing | None = None
        self.running = False
        self._stopped = False
        self.state: SyncState | None = None
        self.progress: Progress | None = None
        self.report: SyncReport | None = None
        self.problem: Refusal | None = None
        self.listeners: list[Callable[[], None]] = []

    def attach(self, syncing: "Syncing | None") -> None:
        """The laptop was unlocked (or locked: None). What is known stays on show."""
        self._syncing = syncing
        self.refresh()

    def refresh(self) -> None:
        """Read again what waits. After a seal, and after every exchange."""
        syncing = self._syncing
        if syncing is not None:
            self._tasks.run(Lane.STORE, syncing.state, self._known, self._unreadable)

    def start(self, *, photos: bool = False) -> None:
        """Exchange now, unless one goes on. `photos` go whatever the network costs."""
        syncing = self._syncing
        if self.running or syncing is None:
            return
        self.running, self.progress, self._stopped = True, None, False
        self._tell()
        files = photos or not self._metered()

        def work() -> "SyncReport":
            return syncing.once(progress=self._news, cancelled=self._cancelled, files=files)

        self._tasks.run(Lane.NET, work, self._finished, self._broken)

    def stop(self) -> None:
        """End the exchange under way after the piece that is being sent; the next one goes on from there."""
        self._stopped = True

    def _cancelled(self) -> bool:
        return self._stopped or self._tasks.closing or self._syncing is None

    def pill(self) -> tuple[str, str]:
        """The state and the words of the top bar."""
        if self.running:
            known = self.progress
            if known is not None and known.total and known.stage != "pull":
                return "up", tr("Sending {n} of {of}", n=known.done, of=known.total)
            return "up", tr("Exchanging")
        if self.blocked:
            return "err", tr("Laptop blocked")
        if self.state is None:
            return "off", tr("No exchange yet")
        if self.state.refused:
            return "err", tr("Not accepted: {n}", n=self.state.refused)
        offline = self.problem is not None or self.state.online is False
        if self.state.waiting:
            waiting = ntr("{n} waits to be sent", "{n} wait to be sent", self.state.waiting)
            return "off", tr("Offline · {waiting}", waiting=waiting) if offline else waiting
        if offline or self.state.last_exchange is None:
            return "off", tr("Offline. You can work") if offline else tr("No exchange yet")
        return "ok", tr("All sent · {time}", time=_moment(self.state.last_exchange))

    @property
    def blocked(self) -> bool:
        """Headquarters revoked this laptop: no network is missing, somebody has to be called."""
        return self.problem is not None and self.problem.code == "revoked"

    def why_held(self) -> str:
        """What waits because the network costs, or ""."""
        if not self.held or self.report is None:
            return ""
        size = f"{max(self.held, 100_000) / 1_000_000:.1f}".replace(".", ",")
        files = ntr("{n} file", "{n} files", self.report.held_files)
        return tr(
            "The network is paid by traffic. Answers were sent, photos wait: {files}, {size} MB", files=files, size=size
        )

    def why_offline(self) -> str:
        """The sentence of the last failure, or ""."""
        return sentence(self.problem, language.current.code) if self.problem is not None else ""

    def _news(self, progress: "Progress") -> None:
        def show() -> None:
            self.progress = progress
            self._tell()

        self._tasks.deliver(show)

    def _known(self, state: "SyncState") -> None:
        self.state = state
        self._tell()

    def _unreadable(self, error: Exception) -> None:
        LOG.warning("the state of the exchange could not be read: %s", type(error).__name__)

    def _finished(self, report: "SyncReport") -> None:
        self.running, self.report, self.problem, self.held = False, report, report.problem, report.held
        self._tell()
        self.refresh()

    def _broken(self, error: Exception) -> None:
        self.running = False
        if isinstance(error, Refusal):
            self.problem = error
        else:
            sys.excepthook(type(error), error, error.__traceback__)
        self._tell()
        self.refresh()

    def _tell(self) -> None:
        for listener in tuple(self.listeners):
            listener()


def _moment(at: datetime) -> str:
    """Today's time, or the day and month of another day."""
    local = at.astimezone()
    return f"{local:%H:%M}" if local.date() == datetime.now().astimezone().date() else f"{local:%d.%m %H:%M}"
