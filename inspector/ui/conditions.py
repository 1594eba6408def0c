"""What of the laptop's state a person must know while working: space on the disk, the battery, the clock. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from inspector.core.errors import Refusal
from inspector.ui.lanes import Lane, Tasks
from inspector.ui.language import tr
from inspector.ui.machine.battery import Battery

LOW_PERCENT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """`space` for photos: plenty, little, none, or "" while nothing is open. The battery while it is emptied."""

    space: str = ""
    battery: Battery | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """One sentence that stays. `name` is what it is about: closed once, it comes back only after it had gone."""

    name: str
    text: str
    tone: str


def conditions(facts: Facts) -> tuple[Condition, ...]:
    """What there is to say, the most urgent first."""
    found = []
    if facts.space == "none":
        found.append(Condition("photos", tr("No space for photos. Answers are saved: free some space"), "bad"))
    if facts.battery is not None and facts.battery.percent < LOW_PERCENT:
        found.append(Condition("battery", _left(facts.battery), "warn"))
    if facts.space == "little":
        said = tr("Little space on the disk: soon no photo can be saved. Answers are always saved")
        found.append(Condition("space", said, "warn"))
    return tuple(found)


def _left(battery: Battery) -> str:
    if battery.minutes is None:
        return tr("Battery: {percent} %. Answers are saved", percent=battery.percent)
    return tr("{n} min left in the battery. Answers are saved", n=battery.minutes)


class Conditions:
    """Asks off the screen's thread and shows one condition at a time; None when all is well."""

    def __init__(self, tasks: Tasks, read: Callable[[], Facts], show: Callable[[Condition | None], None]) -> None:
        self._tasks, self._show = tasks, show
        self._facts = Facts()
        self._closed: set[str] = set()
        self.read = read

    def check(self) -> None:
        """How does it stand?"""
        self._tasks.run(Lane.WORK, self._asked, self._known)

    def close(self) -> None:
        """It was read: nothing more of it until it went away and came back."""
        shown = self._standing()
        if shown:
            self._closed.add(shown[0].name)
        self.say()

    def say(self) -> None:
        """Show it (again): the language may be another."""
        self._show(next(iter(self._standing()), None))

    def _standing(self) -> list[Condition]:
        return [each for each in conditions(self._facts) if each.name not in self._closed]

    def _asked(self) -> Facts:
        """On the lane. A disk that does not answer says so when something is written to it."""
        try:
            return self.read()
        except Refusal:
            return Facts()

    def _known(self, facts: Facts) -> None:
        self._facts = facts
        self._closed &= {each.name for each in conditions(facts)}
        self.say()


def clock_moved(before: datetime, now: datetime) -> str:
    """Somebody set the clock: what it would say, and what it says."""
    ahead = now > before
    far = abs(now - before) >= timedelta(days=1)
    pattern = "%d.%m %H:%M" if far or now.date() != before.date() else "%H:%M"
    was, said = (f"{each.astimezone():{pattern}}" for each in (before, now))
    if ahead:
        return tr("The clock was set forward: {was} became {now}. Check date and time", was=was, now=said)
    return tr("The clock was set back: {was} became {now}. Check date and time", was=was, now=said)
