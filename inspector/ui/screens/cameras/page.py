"""What the list of cameras shows, as plain values in one language. No Qt."""

from dataclasses import dataclass
from enum import StrEnum

from inspector.ui.screens.pane import Pane
from inspector.ui.screens.walk.page import BoundsLine


class Kind(StrEnum):
    """What the chips filter by; every row is of exactly one kind, so that the counts sum to all of them."""

    ALL = "all"
    PROVED = "proved"
    DECLARED = "declared"
    FAILED = "failed"
    UNCHECKED = "unchecked"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraLine:
    """One row. `node` is "" for a reported camera that nobody has confirmed: it counts nowhere.

    `listed` and `found` are "yes", "no" or "" for not known; `glyph` is the status shape.
    """

    key: str
    node: str
    kind: Kind
    number: str
    place: str
    zone: str
    listed: str
    listed_words: str
    found: str
    found_words: str
    glyph: str
    status: str
    detail: str
    last: str
    tone: str
    note: str = ""

    @property
    def reported(self) -> bool:
        """Not confirmed yet."""
        return not self.node

    def spoken(self) -> str:
        """The row as one sentence for a screen reader."""
        parts = (
            self.number,
            self.place,
            self.zone,
            self.listed_words,
            self.found_words,
            self.status,
            self.detail,
            self.note,
        )
        return ", ".join(part for part in (*parts, self.last) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A chip: its kind, shape, words and count."""

    kind: Kind
    glyph: str
    words: str
    count: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Declared, found, the gap between them, and the children. Empty texts are not drawn."""

    declared: str
    declared_note: str
    found: str
    found_note: str
    gap: str
    gap_tone: str
    bounds: BoundsLine | None
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CamerasPage:
    """Everything between the top bar and the footer."""

    pane: Pane
    title: str
    subtitle: str
    walk: str
    cards: str
    strip: Strip
    filters: tuple[Filter, ...]
    lines: tuple[CameraLine, ...]
    empty: str
