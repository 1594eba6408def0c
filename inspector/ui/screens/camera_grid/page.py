"""What the grid of cameras shows, as plain values in one language. No Qt."""

from dataclasses import dataclass
from enum import StrEnum

from inspector.ui.screens.walk.page import Choice, Piece


class Look(StrEnum):
    """How a camera looked on the monitor; every camera is of exactly one kind."""

    ALL = "all"
    WORKS = "works"
    FROZEN = "frozen"
    BLACK = "black"
    NO_LINK = "no_link"
    OTHER = "other"
    UNTESTED = "untested"
    UNSEEN = "unseen"


class Asking(StrEnum):
    """What the digits mean: one of the four verdicts, another fault, or a reason."""

    VERDICT = "verdict"
    FAULT = "fault"
    WHY = "why"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One camera. `glyph` and `tone` draw its state, `state` says it."""

    node: str
    number: str
    place: str
    sees: str
    look: Look
    glyph: str
    tone: str
    state: str

    def spoken(self) -> str:
        """The camera as one sentence for a screen reader."""
        return ", ".join(part for part in (f"{self.number} {self.place}", self.state, self.sees) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class LookFilter:
    """A chip: its kind, shape, words and count."""

    kind: Look
    glyph: str
    words: str
    count: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GridPage:
    """Everything between the top bar and the footer. `given` is the key of the verdict that holds, 0 for none."""

    seen: str
    declared: str
    pieces: tuple[Piece, ...]
    total: int
    filters: tuple[LookFilter, ...]
    tiles: tuple[Tile, ...]
    node: str
    name: str
    sees: str
    state: str
    children: str
    asking: Asking
    given: int
    choices_title: str
    choices: tuple[Choice, ...]
    empty: str
