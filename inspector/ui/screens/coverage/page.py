"""What the children screen shows, as plain values in one language."""

from dataclasses import dataclass

from inspector.ui.screens.pane import Pane
from inspector.ui.screens.plan.page import FloorShape


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraMark:
    """One camera: its number in the roster, its shape, its status in words, and the names of the zones it shows.

    `state` is ok, bad or skip: it works, it does not, nobody knows.
    """

    node: str
    number: int
    name: str
    glyph: str
    state: str
    said: str
    zones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneLine:
    """One zone. `state` is ok, bad or skip: seen, not seen, not known; `children` pass through it.

    `outside` is drawn with a dashed edge.
    """

    node: str
    name: str
    state: str
    word: str
    children: int
    count: str
    cause: str
    cameras: tuple[CameraMark, ...]
    outside: bool = False

    def spoken(self) -> str:
        """The zone as one sentence for a screen reader."""
        return ", ".join(part for part in (self.name, self.word, self.count, self.cause) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """A number of children with its bounds, out of `of`; `low` and `high` are shares of it for the bar."""

    name: str
    number: str
    of: str
    percent: str
    low: float
    high: float

    def spoken(self) -> str:
        """As one sentence."""
        return " ".join(part for part in (self.name, self.number, self.of, self.percent) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveragePage:
    """Everything between the top bar and the footer.

    `zones` are sorted, not seen first; `most` is the scale of their bars, `counted` says how many there are. `floors`
    are drawn sheets of the plan: none when nobody drew one.
    """

    pane: Pane
    title: str
    counted: str
    hero: Bounds | None
    warning: str
    tone: str
    stages: tuple[Bounds, ...]
    zones: tuple[ZoneLine, ...]
    floors: tuple[FloorShape, ...]
    most: int
    empty: str
