"""Areas and distances of places, as JavaRosa computes them: on a sphere with the Earth's equatorial radius.

A place is "latitude longitude [altitude [accuracy]]" in degrees and metres; a line or shape is places separated by
semicolons. Altitude does not count.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

from inspector.forms.function_table import MANY, TABLE, function
from inspector.forms.values import Value, texts

_RADIUS = 6_378_100.0
_CIRCUMFERENCE = 2 * math.pi * _RADIUS
Place = tuple[float, float]


def _place(text: str) -> Place:
    """Latitude and longitude. Raises ValueError for what is not a place on Earth."""
    parts = [float(part) for part in text.split()]
    if not 2 <= len(parts) <= 4 or not all(map(math.isfinite, parts)):
        raise ValueError("not a place")
    return parts[0], parts[1]


def _places(arguments: Sequence[Value]) -> list[Place]:
    """The places of a shape or line, or of many single places."""
    found = [text for argument in arguments for text in texts(argument)]
    if len(found) == 1:
        found = found[0].split(";")
    return [_place(text) for text in found if text.strip()]


@function("area", "number", 1)
def _area(shape: Value) -> float:
    """Square metres inside a shape, each side taken as straight on a flat map around the first place."""
    try:
        places = _places((shape,))
    except ValueError:
        return math.nan
    if len(places) < 3:
        return 0.0
    first_latitude, first_longitude = places[0]
    flat = [
        (
            (longitude - first_longitude) * _CIRCUMFERENCE * math.cos(math.radians(latitude)) / 360,
            (latitude - first_latitude) * _CIRCUMFERENCE / 360,
        )
        for latitude, longitude in places[1:]
    ]
    return abs(sum((one[1] * two[0] - one[0] * two[1]) / 2 for one, two in pairwise(flat)))


TABLE["enclosed-area"] = TABLE["area"]


@function("distance", "number", 1, MANY)
def _distance(*arguments: Value) -> float:
    """Metres along the places in turn."""
    try:
        places = _places(arguments)
    except ValueError:
        return math.nan
    return math.fsum(_between(one, two) for one, two in pairwise(places))


def _between(one: Place, two: Place) -> float:
    first, second = math.radians(one[0]), math.radians(two[0])
    turn = math.radians(one[1] - two[1])
    cosine = math.sin(first) * math.sin(second) + math.cos(first) * math.cos(second) * math.cos(turn)
    return math.acos(min(1.0, max(-1.0, cosine))) * _RADIUS


@function("geofence", "truth", 2)
def _geofence(place: Value, shape: Value) -> bool:
    """Whether a place lies inside a shape."""
    try:
        (latitude, longitude), corners = _places((place,))[0], _places((shape,))
    except (ValueError, IndexError):
        return False
    inside = False
    for one, two in pairwise(corners):
        if (two[0] > latitude) != (one[0] > latitude):
            crossing = (one[1] - two[1]) * (latitude - two[0]) / (one[0] - two[0]) + two[1]
            inside ^= longitude < crossing
    return inside
