"""What the window offers to screens, as presenters see it (no Qt): navigation, notices, saved times, services."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from inspector.ui.lanes import Tasks

if TYPE_CHECKING:
    from inspector.services.ports import Gate
    from inspector.services.workplace import Workplace
    from inspector.settings import SettingsFile
    from inspector.ui.exchange import Exchange
    from inspector.ui.machine.sounds import Sounds


@dataclass(frozen=True, slots=True)
class Hint:
    """A line of the footer: `keys` are caps parted by spaces ("Ctrl K"), `words` what they do (translated)."""

    keys: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """What the top bar says. `back` names where Back leads; "" shows the product's name and no Back."""

    back: str = ""
    text: str = ""
    subtitle: str = ""


class Navigator(Protocol):
    """Moves between screens by their names in `screens.SCREENS`."""

    def show(self, screen: str, **arguments: object) -> None:
        """Show that screen, entered with those arguments; the present one goes onto the way back."""

    def replace(self, screen: str, **arguments: object) -> None:
        """Show that screen instead of the present one, which is done with."""

    @property
    def previous(self) -> str:
        """The name of the screen Back leads to."""

    def back(self) -> None:
        """Return to where we came from, or home."""

    def home(self) -> None:
        """Go to the first screen and forget the way back."""


class Shell(Protocol):
    """Everything a screen may ask of the window. One per program."""

    @property
    def navigator(self) -> Navigator:
        """The way from screen to screen."""

    @property
    def tasks(self) -> Tasks:
        """The lanes for everything that takes time."""

    gate: "Gate"
    settings: "SettingsFile"
    exchange: "Exchange"
    sounds: "Sounds"

    @property
    def workplace(self) -> "Workplace":
        """The services. Raises Bug while locked."""

    def saved(self, at: datetime) -> None:
        """«Saved 10:42:18» in the footer: only after the write is durable."""

    def resumed(self, text: str) -> None:
        """Where the work goes on and when the last write was, until the next one."""

    def refuse(self, error: Exception) -> None:
        """Show why something was refused, as one sentence; log what is our own fault."""

    def notice(self, text: str, tone: str = "warn", action: str = "", act: Callable[[], None] | None = None) -> None:
        """A sentence that stays until it is closed (tone: bad, warn, ok, brand)."""

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Ten seconds to take it back."""

    def title_changed(self) -> None:
        """The screen in view has another title or other hints."""

    def choose_language(self, code: str) -> None:
        """Speak it from now on, and remember it."""

    def choose_theme(self, name: str) -> None:
        """Look so from now on, and remember it."""

    def choose_hand(self, hand: str) -> None:
        """Side panes stand where that hand does not hide them, and remember it."""

    def choose_text_size(self, percent: int) -> None:
        """Scale every text, and remember it."""

    def unlocked(self, workplace: "Workplace") -> None:
        """The passphrase was right: go on where we were, or home."""

    def lock(self) -> None:
        """Show the lock screen, and forget the keys as soon as everything on its way is safe."""

    def touched(self) -> None:
        """Something goes on that takes long: the minutes of the automatic lock begin anew."""

    def walk(self, *, on: bool, bright: bool = False) -> None:
        """Codes are shown to cameras (or not any more): no lock, no sleep, and a bright screen while one is on it."""

    def when_locked(self, call: Callable[[], None]) -> None:
        """Call it now, or as soon as a lock under way is complete."""
