"""The code walk: a one-time code held before a camera, read back by whoever watches the monitor.

A match proves in one go that the picture is live, that the camera is where the list says, and that the monitor is
the right one; no network and no password are needed. The same code looked up later proves recording and clock.

A code has four of the digits 2 3 4 5 6 7 9, no two neighbours alike and at least three different: 1,470 codes. 0, 1
and 8 are left out because at twenty pixels 1 reads as 7, and 0 and 8 as 6 or 9; «9999» is hard to dictate by phone.
A code is made for one showing only and never comes back in the same inspection.
"""

import itertools
import math
import secrets
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inspector.core.errors import N_, WorldFailed

DIGITS = "2345679"
LENGTH = 4
DIFFERENT = 3
LIFE_S = 60
"""Seconds after which a shown code goes: a code that stood longer proves less."""

CODES: tuple[str, ...] = tuple(
    "".join(code)
    for code in itertools.product(DIGITS, repeat=LENGTH)
    if len(set(code)) >= DIFFERENT and all(one != other for one, other in itertools.pairwise(code))
)
_BLANK = "-"


class CodesUsedUp(WorldFailed):
    """Every code was shown in this inspection already."""

    code = "codes_used_up"
    sentence = N_("Every code of this inspection was shown already. Judge the other cameras without a code.")


class Compared(StrEnum):
    """What the digits that were heard turned out to be."""

    MATCH = "match"
    OTHER_CAMERA = "other_camera"
    OLD = "old"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """What is seen at the monitor when no code is; the order is that of the keys 1 to 6."""

    UNREAD = "unread"
    ELSEWHERE = "elsewhere"
    BLACK = "black"
    FROZEN = "frozen"
    NO_LINK = "no_link"
    UNCHECKED = "unchecked"


class Archived(StrEnum):
    """What the archive holds at the minute when a code was shown: that very code, nothing, or another time."""

    FOUND = "found"
    MISSING = "missing"
    OTHER_TIME = "other_time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """One code before one camera. `camera` names the camera's row.

    `shown_at` and `read_at` are ISO instants with offset, "" while unknown: a printed card has no instant of
    showing. `delay` is the seconds from the painted code to the key that says it was seen; an upper bound, because
    the speaker's own reaction is in it. None where nothing was measured.
    """

    camera: str
    code: str
    shown_at: str = ""
    read_at: str = ""
    delay: int | None = None

    def text(self) -> str:
        """As the journal keeps it: «4729 2026-11-24T11:04:37.120+05:00 - -»."""
        delay = _BLANK if self.delay is None else str(self.delay)
        return " ".join((self.code, self.shown_at or _BLANK, self.read_at or _BLANK, delay))


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What was heard, held against what was shown. `showing` is where the digits were shown, None for unknown ones.

    `behind` is how many seconds earlier than the present code that was: how far the picture lags, if it does.
    """

    kind: Compared
    showing: Showing | None = None
    behind: int | None = None


def is_code(text: str) -> bool:
    """Whether these digits can be a code."""
    return text in _KNOWN


def new_code(used: Collection[str], choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """A code that was never shown in the inspection. Raises CodesUsedUp."""
    taken = frozenset(used)
    left = [code for code in CODES if code not in taken]
    if not left:
        raise CodesUsedUp
    return choose(left)


def read_showing(camera: str, text: str) -> Showing | None:
    """The showing a journal entry tells; None for anything that is none."""
    parts = text.split(" ")
    if len(parts) != 4 or not is_code(parts[0]):
        return None
    shown_at, read_at, delay = ("" if part == _BLANK else part for part in parts[1:])
    if delay and not (delay.isascii() and delay.isdigit()):
        return None
    return Showing(
        camera=camera, code=parts[0], shown_at=shown_at, read_at=read_at, delay=int(delay) if delay else None
    )


def compare(heard: str, present: Showing, shown: Iterable[Showing]) -> Comparison:
    """Hold the digits that were heard against the present showing and against every earlier one, latest first."""
    if heard == present.code:
        return Comparison(kind=Compared.MATCH, showing=present)
    for earlier in reversed(tuple(shown)):
        if earlier.code == heard:
            kind = Compared.OLD if earlier.camera == present.camera else Compared.OTHER_CAMERA
            return Comparison(kind=kind, showing=earlier, behind=seconds_between(earlier.shown_at, present.shown_at))
    return Comparison(kind=Compared.UNKNOWN)


def delay_s(painted: float, seen: float) -> int:
    """Whole seconds from the painted code to the key, rounded up: an upper bound stays one. Both of one clock."""
    return max(0, math.ceil(seen - painted))


def expired(painted: float, now: float) -> bool:
    """Whether a code has stood for as long as it may."""
    return now - painted >= LIFE_S


def seconds_between(earlier: str, later: str) -> int | None:
    """Whole seconds between two ISO instants; None when either is none, or they are the wrong way round."""
    try:
        between = (datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds()
    except (ValueError, TypeError):
        return None
    return int(between) if between >= 0 else None


_KNOWN = frozenset(CODES)
