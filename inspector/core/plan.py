"""The plan of a building: sheets (floors), the outlines of zones on them, and where cameras hang and look.

The plan only draws what the lists say. Nobody is counted by it: whether a zone is seen follows from the test of its
cameras (core.coverage), never from a cone. Geometry on a plane, y downwards; every sheet is WIDTH units wide.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

WIDTH = 1000
"""Units across every sheet, whatever it shows."""

BLANK_HEIGHT = 560
LOWEST, HIGHEST = 250, 4000
"""Units: a sheet without a picture, and what a picture may be at most."""

CORNERS = 24
"""At most, of one outline: a room, not a coastline."""

SPREAD, REACH = 70, 300
"""Degrees and units of a cone as it is drawn. A drawing, not the lens."""

NEAR = 26
"""Units around a camera that still mean it."""

SNAP = 12
"""Units within which a new corner takes the place of one that is there: walls have two sides."""

Point = tuple[int, int]
Place = tuple[float, float]
Polygon = tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One floor: its place in the row of floors, its name ("" until somebody gives one), its height in units, and by
    how many quarters its picture was turned.
    """

    place: int
    name: str = ""
    height: int = BLANK_HEIGHT
    turn: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """Where a zone lies: three corners or more, in order, on a sheet."""

    sheet: str
    corners: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a camera hangs, and where it looks: degrees, 0 to the right, clockwise."""

    sheet: str
    at: Point
    towards: int = 0


def within(point: Place, height: int) -> Point:
    """The nearest point on a sheet of that height."""
    return max(0, min(round(point[0]), WIDTH)), max(0, min(round(point[1]), height))


def rectangle(first: Point, second: Point) -> tuple[Point, ...]:
    """The four corners between two opposite ones, clockwise."""
    left, right = sorted((first[0], second[0]))
    top, bottom = sorted((first[1], second[1]))
    return (left, top), (right, top), (right, bottom), (left, bottom)


def is_outline(corners: Sequence[Place]) -> bool:
    """Whether corners enclose one piece of the sheet: no side crosses or touches another, none is a mere point."""
    count = len(corners)
    if not 3 <= count <= CORNERS or len(set(corners)) != count or abs(area(corners)) < 1:
        return False
    sides = [(corners[at], corners[(at + 1) % count]) for at in range(count)]
    for at, side in enumerate(sides):
        for other in range(at + 1, count):
            beside = other == at + 1 or (at == 0 and other == count - 1)
            if (_folded if beside else _meet)(side, sides[other]):
                return False
    return True


def area(polygon: Sequence[Place]) -> float:
    """Square units; positive when the corners go clockwise on the screen."""
    sides = zip(polygon, (*polygon[1:], *polygon[:1]), strict=True)
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in sides) / 2


def contains(polygon: Sequence[Place], point: Place) -> bool:
    """Whether a point lies inside or on an edge."""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in zip(polygon, (*polygon[1:], *polygon[:1]), strict=True):
        cross = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
        if cross == 0 and min(ax, bx) <= x <= max(ax, bx) and min(ay, by) <= y <= max(ay, by):
            return True
        if (ay > y) != (by > y) and (cross > 0) == (by > ay):
            inside = not inside
    return inside


def label_place(polygon: Sequence[Place]) -> Place:
    """A point well inside an outline, for its name: the middle, or where it is widest at that height."""
    x = sum(x for x, _ in polygon) / len(polygon)
    y = sum(y for _, y in polygon) / len(polygon)
    spans = _spans(polygon, y)
    if not spans:
        return x, y
    held = next((span for span in spans if span[0] <= x <= span[1]), None)
    left, right = held or max(spans, key=lambda span: span[1] - span[0])
    return (left + right) / 2, y


def cone(spot: Spot, spread: float = SPREAD, reach: float = REACH, steps: int = 8) -> Polygon:
    """What a camera is drawn to look at, clockwise: its place and an arc. Convex."""
    x, y = spot.at
    first, step = spot.towards - spread / 2, spread / steps
    turns = [(first + step * at) * pi / 180 for at in range(steps + 1)]
    return (float(x), float(y)), *((x + reach * cos(turn), y + reach * sin(turn)) for turn in turns)


def clipped(polygon: Sequence[Place], convex: Sequence[Place]) -> Polygon:
    """The part of any polygon inside a convex one that goes clockwise; empty when they only touch."""
    found: list[Place] = list(polygon)
    for start, end in zip(convex, (*convex[1:], *convex[:1]), strict=True):
        kept: list[Place] = []
        for here, there in zip(found, (*found[1:], *found[:1]), strict=True):
            side, other = _side(start, end, here), _side(start, end, there)
            if side >= 0:
                kept.append(here)
            if side * other < 0:
                share = side / (side - other)
                kept.append((here[0] + share * (there[0] - here[0]), here[1] + share * (there[1] - here[1])))
        found = kept
    return tuple(found) if len(found) > 2 and abs(area(found)) > 0.5 else ()


def turned(point: Place, height: int) -> Point:
    """Where a point lies after its sheet was turned by a quarter, clockwise; the sheet is WIDTH wide again."""
    x, y = point
    return within(((height - y) * WIDTH / height, x * WIDTH / height), turned_height(height))


def turned_height(height: int) -> int:
    """How high a sheet is after a quarter turn."""
    return max(LOWEST, min(round(WIDTH * WIDTH / height), HIGHEST))


def height_of(width: int, height: int) -> int:
    """The height in units of a picture of so many pixels."""
    return max(LOWEST, min(round(height * WIDTH / max(1, width)), HIGHEST))


def snapped(point: Point, corners: Iterable[Point]) -> Point:
    """The nearest corner that is there already, when it is very near; else the point itself."""
    near = ((_distance(point, corner), corner) for corner in corners)
    return min((each for each in near if each[0] <= SNAP * SNAP), default=(0, point))[1]


def camera_at(spots: Mapping[str, Spot], point: Place) -> str:
    """The camera that a point means; "" for none."""
    near = ((_distance(point, spot.at), name) for name, spot in spots.items())
    return min((each for each in near if each[0] <= NEAR * NEAR), default=(0, ""))[1]


def zone_at(outlines: Mapping[str, Outline], point: Place) -> str:
    """The smallest zone that a point lies in; "" for none."""
    hit = [(abs(area(each.corners)), name) for name, each in outlines.items() if contains(each.corners, point)]
    return min(hit, default=(0, ""))[1]


def _side(start: Place, end: Place, point: Place) -> float:
    """Positive right of the line from start to end, as seen on the screen."""
    return (end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0])


def _meet(one: tuple[Place, Place], other: tuple[Place, Place]) -> bool:
    """Whether two sides have a point in common."""
    a, b = _side(*one, other[0]), _side(*one, other[1])
    c, d = _side(*other, one[0]), _side(*other, one[1])
    if a == b == c == d == 0:
        return all(
            min(one[0][axis], one[1][axis]) <= max(other[0][axis], other[1][axis])
            and min(other[0][axis], other[1][axis]) <= max(one[0][axis], one[1][axis])
            for axis in (0, 1)
        )
    return a * b <= 0 and c * d <= 0


def _folded(side: tuple[Place, Place], following: tuple[Place, Place]) -> bool:
    """Whether two sides with a common corner run over each other."""
    common = side[1] if side[1] in following else side[0]
    one = side[0] if common == side[1] else side[1]
    other = following[1] if common == following[0] else following[0]
    along = (one[0] - common[0]) * (other[0] - common[0]) + (one[1] - common[1]) * (other[1] - common[1])
    return _side(common, one, other) == 0 and along > 0


def _spans(polygon: Sequence[Place], y: float) -> list[tuple[float, float]]:
    """Where a level line runs inside."""
    cuts = sorted(
        ax + (y - ay) * (bx - ax) / (by - ay)
        for (ax, ay), (bx, by) in zip(polygon, (*polygon[1:], *polygon[:1]), strict=True)
        if (ay > y) != (by > y)
    )
    return list(zip(cuts[::2], cuts[1::2], strict=True))


def _distance(one: Place, other: Place) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
