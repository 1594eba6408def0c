"""Who may open this laptop, and how the PIN of the working day stands. Light: the first picture waits for it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Insider:
    """An inspector with a way in of their own. `id` names the key slot, not the person."""

    id: str
    name: str


class PinStanding(StrEnum):
    """Whether the PIN opens now, and if not, why not.

    NONE was never set (since the program began); PAST its hour has come; ENDED by five errors, until tomorrow;
    CLOCK the laptop's clock went back, so that nobody knows whether its hour has come.
    """

    VALID = "valid"
    NONE = "none"
    PAST = "past"
    ENDED = "ended"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True, kw_only=True)
class PinState:
    """The PIN of one inspector. `until` and `since` (when the passphrase was given) are local; None without a PIN.

    `allowed` says whether one may be set after the passphrase: not when it ended today, nor after its hour.
    """

    standing: PinStanding
    left: int = 0
    until: datetime | None = None
    since: datetime | None = None
    allowed: bool = False
