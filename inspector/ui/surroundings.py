"""The laptop around the program, for the window: a line about disk and battery, the clock, the walk held awake."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from inspector.core.errors import Refusal
from inspector.ui.conditions import Condition, Conditions, Facts, clock_moved
from inspector.ui.lanes import Lane
from inspector.ui.language import tr
from inspector.ui.machine import awake, battery
from inspector.ui.machine.players import player
from inspector.ui.machine.sounds import Sounds
from inspector.ui.presence import Presence
from inspector.ui.rubbish import Rubbish
from inspector.ui.shell import Shell
from inspector.ui.widgets.notices import Banner

if TYPE_CHECKING:
    from inspector.services.workplace import Workplace

LOOK_MS = 60_000
COPY_MS = 5 * 60_000
"""So many minutes are at risk at most, when the disk spoils the database."""

LOG = logging.getLogger(__name__)


class Surroundings(QObject):
    """Looks once a minute. `line` stands in the window; it hides itself when there is nothing to say."""

    def __init__(self, shell: Shell, opened: Callable[[], "Workplace | None"], away: Callable[[], None]) -> None:
        super().__init__()
        self._shell, self._tasks, self._opened = shell, shell.tasks, opened
        self.presence = Presence(lambda: shell.settings.current.auto_lock_minutes, away, self._moved)
        self._rubbish = Rubbish()
        self.sounds = Sounds(lambda: shell.settings.current.sounds, player())
        self._bright = awake.Bright(awake.panel())
        self.line = Banner()
        self.conditions = Conditions(self._tasks, self._read, self._show)
        self.line.closed.connect(self.conditions.close)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.conditions.check)
        self._timer.start()
        self._copying = QTimer(self, interval=COPY_MS)
        self._copying.timeout.connect(self.keep_copy)
        self._copying.start()
        self._held = self._blocked = False
        shell.exchange.listeners.append(self._exchanged)

    def walk(self, *, on: bool, bright: bool) -> None:
        """Codes are being shown: no lock, no sleep; the brightest screen while one is on it. Then all as it was."""
        self.presence.hold(on=on)
        awake.keep_awake(on=on)
        self._tasks.run(Lane.WORK, self._bright.begin if bright else self._bright.end, lambda _: None)

    def opened(self) -> None:
        """The laptop was unlocked."""
        self.conditions.check()
        self.keep_copy()

    def keep_copy(self) -> None:
        """Copy the database beside itself. A disk without room is told of elsewhere; a spoilt one is said at once."""
        place = self._opened()
        if place is not None:
            self._tasks.run(Lane.WORK, place.backup.keep_good_copy, lambda _: None, self._not_kept)

    def touched(self) -> None:
        """Somebody is here."""
        self.presence.touched()
        self._rubbish.touched()

    def locked(self) -> None:
        """What was open is not any more."""
        self._rubbish.anew()

    def stop(self) -> None:
        """The window closes."""
        self._timer.stop()
        self._copying.stop()
        self.presence.stop()
        self._rubbish.stop()

    def _exchanged(self) -> None:
        """Once each: photos begin to wait because the network costs; headquarters blocked this laptop."""
        exchange, before, blocked = self._shell.exchange, self._held, self._blocked
        self._held, self._blocked = exchange.held > 0, exchange.blocked
        if self._blocked and not blocked:
            self._shell.notice(f"{exchange.why_offline()} {tr('Everything on it stays readable.')}", "bad")
        if self._held and not before:
            send = lambda: exchange.start(photos=True)  # noqa: E731 - what the button does
            self._shell.notice(exchange.why_held(), "warn", tr("Send the photos"), send)

    def _not_kept(self, error: Exception) -> None:
        if isinstance(error, Refusal) and error.code != "damaged_in_use":
            LOG.warning("no good copy: %s", error.code)
        else:
            self._shell.refuse(error)

    def _moved(self, before: float, now: float) -> None:
        """Somebody set the clock: the one on the wall would say `before`."""
        self._shell.notice(clock_moved(_local(before), _local(now)))

    def _read(self) -> Facts:
        """On the lane."""
        place = self._opened()
        return Facts(space=place.evidence.space() if place is not None else "", battery=battery.read())

    def _show(self, condition: Condition | None) -> None:
        if condition is None:
            self.line.hide()
        elif self.line.text != condition.text:
            self.line.say(condition.text, condition.tone)


def _local(seconds: float) -> datetime:
    """A moment of the clock on the wall."""
    return datetime.fromtimestamp(seconds, UTC).astimezone()
