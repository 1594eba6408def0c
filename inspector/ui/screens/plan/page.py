"""What a plan and its editor show, as plain values in one language. No Qt.

Points and lengths are units of a sheet (core.plan): every sheet is 1000 wide.
"""

from dataclasses import dataclass
from enum import StrEnum

from inspector.core.plan import Place, Point, Polygon


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneShape:
    """A zone as it lies on its sheet. `state` is ok, bad or skip; `label` is where its name stands."""

    node: str
    name: str
    count: str
    state: str
    corners: tuple[Point, ...]
    label: Place
    outside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraShape:
    """A camera on its sheet. `state` is ok, bad or skip; `cones` are what it looks at, cut at walls."""

    node: str
    number: str
    state: str
    at: Point
    towards: int
    cones: tuple[Polygon, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorShape:
    """One sheet. `picture` is the evidence under it, shown turned by `turn` quarters; "" is a blank sheet."""

    sheet: str
    name: str
    height: int
    turn: int
    picture: str
    zones: tuple[ZoneShape, ...]
    cameras: tuple[CameraShape, ...]


class Tool(StrEnum):
    """What a tap or Enter does: choose, set the corners of a zone (two, or all), set a camera, turn it."""

    CHOOSE = "choose"
    ZONE = "zone"
    CORNERS = "corners"
    CAMERA = "camera"
    TURN = "turn"


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceLine:
    """A zone or a camera in the list beside the plan. `glyph` is its shape, `said` where it is on the plan."""

    node: str
    camera: bool
    name: str
    said: str
    glyph: str
    drawn: bool

    def spoken(self) -> str:
        """As one sentence for a screen reader."""
        return f"{self.name}, {self.said}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorPage:
    """Everything between the top bar and the footer. `floor` is the sheet in view, None before the first one.

    `cursor` is where keys draw (None while choosing), `corners` those set so far of a zone, `asks` says what to do.
    """

    floors: tuple[str, ...]
    at: int
    floor: FloorShape | None
    own_name: str
    pieces: tuple[PieceLine, ...]
    node: str
    tool: Tool
    cursor: Point | None
    corners: tuple[Point, ...]
    title: str
    asks: str
    left: str
    full: bool
