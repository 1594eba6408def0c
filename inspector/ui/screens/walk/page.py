"""What the two screens of the code walk show, as plain values in one language. No Qt."""

from dataclasses import dataclass
from enum import Enum


class Shown(Enum):
    """What the whole-window screen shows."""

    BROKEN = "broken"  # known not to work: show it all the same?
    WRITING = "writing"  # the journal does not have it yet
    CODE = "code"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowPage:
    """The window that faces the camera. `ticks` are done, here or ahead, one a camera."""

    state: Shown
    camera: str
    place: str
    ticks: tuple[str, ...]
    code: str
    words: str


class Stage(Enum):
    """Where the entering of one code stands."""

    EMPTY = "empty"  # no code was shown to this camera, or all is said
    TYPING = "typing"
    MATCH = "match"
    MISS = "miss"
    CHOOSING = "choosing"  # one of the outcomes
    WHY = "why"  # a reason for not checked
    SETTLED = "settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of it: a heading in its tone, a line, and a hint that decides nothing."""

    tone: str
    glyph: str
    title: str
    line: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the outcomes, or one of the reasons. `glyph` is a status shape, `icon` an icon; at most one."""

    text: str
    key: str
    glyph: str = ""
    icon: str = ""
    tone: str = "ink2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of the walk bar: so many cameras that ended alike."""

    count: int
    token: str
    hatched: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundsLine:
    """Children under cameras: proved and possible, of how many. `said` is the pair, `plus` what was just won."""

    lower: int
    upper: int
    of: int
    said: str
    out_of: str
    plus: str
    declared: str
    legend: tuple[tuple[str, str, str], ...]
    """(token, number, words) of the solid, the ticked and the hatched part."""
    spoken: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The right side: bounds (or why there are none), the count of each status, and the way on."""

    bounds: BoundsLine | None
    missing: str
    counts: tuple[tuple[str, str, str], ...]
    """(shape, number, words)."""
    ahead: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterPage:
    """Everything between the top bar and the footer. `waiting` stands where a result will."""

    stage: Stage
    camera: str
    sees: str
    place: str
    pieces: tuple[Piece, ...]
    total: int
    question: str
    about: str
    digits: str
    result: Result | None
    waiting: str
    primary: str
    again: str
    choices: tuple[Choice, ...]
    choices_title: str
    choices_key: str
    side: Side
