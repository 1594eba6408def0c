"""What the screen of laying out shows, as plain values in one language. No Qt."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a picture stands; ALL is a filter only."""

    ALL = "all"
    DONE = "done"
    OFFERED = "offered"
    UNCLEAR = "unclear"
    ASIDE = "aside"


GLYPHS = {State.ALL: "", State.DONE: "ok", State.OFFERED: "none", State.UNCLEAR: "skip", State.ASIDE: "na"}
TONES = {State.DONE: "ok", State.OFFERED: "ink2", State.UNCLEAR: "skip", State.ASIDE: "na"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureLine:
    """One picture of the list: the question, its time by the laptop's clock, how it stands."""

    photo: str
    title: str
    time: str
    state: State
    word: str

    def spoken(self) -> str:
        """As one sentence for a screen reader."""
        return ", ".join(part for part in (self.title, self.time, self.word) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoFilter:
    """A chip: its kind, shape, words and count."""

    kind: State
    glyph: str
    words: str
    count: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question a picture may be of."""

    node: str
    number: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """The chosen picture. `own_time` is what its camera wrote, where that differs; `waits` that a photo was promised
    to the question; `accept` what key 1 does ("" when there is nothing to accept).
    """

    photo: str
    place: str
    time: str
    own_time: str
    closed: str
    heading: str
    question: Question | None
    waits: bool
    reason: str
    accept: str
    before: Question | None
    after: Question | None
    aside: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockLine:
    """The chip of the phone's clock."""

    known: bool
    said: str
    below: str
    button: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLine:
    """How far copying is, or what came of it; `more` is the button that goes on ("" when all was looked at)."""

    said: str
    below: str
    done: int
    total: int
    running: bool
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPage:
    """Everything between the top bar and the footer. `exact` pictures can be accepted at once; `chosen` is the place
    of the panel's picture in `lines`, -1 for none.
    """

    count: str
    accept_all: str
    exact: int
    done: int
    aside: int
    total: int
    clock: ClockLine
    filters: tuple[PhotoFilter, ...]
    lines: tuple[PictureLine, ...]
    chosen: int
    nothing: str
    panel: Panel | None
    copying: CopyLine | None
