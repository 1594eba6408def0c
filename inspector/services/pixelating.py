"""Faces made unrecognisable, on the pixels themselves: what stood there is gone from the picture for good.

Nothing looks for faces: a person says where they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

BLOCKS = 6
"""Squares along the longer side of a rectangle: too few for a face, enough to see that somebody stood there."""

LEAST = 12
"""Pixels of a square at least: a small face far away is two or three squares."""

SHADES = 32
"""Steps between the shades that are left: two people in like clothes look the same."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A place in a picture, as shares of its width and height (0 to 1)."""

    left: float
    top: float
    width: float
    height: float


def pixelated(picture: "Image", rectangles: Sequence[Rectangle]) -> "Image":
    """A copy with every rectangle turned into a few squares of one shade each."""
    copy = picture.copy()
    for rectangle in rectangles:
        box = _inside(rectangle, copy.size)
        if box is not None:
            copy.paste(_coarse(copy.crop(box)), box)
    return copy


def _inside(rectangle: Rectangle, size: tuple[int, int]) -> tuple[int, int, int, int] | None:
    """Whole pixels, every one the rectangle touches; None when it touches none."""
    width, height = size
    left, top = max(0, int(rectangle.left * width)), max(0, int(rectangle.top * height))
    right = min(width, -int(-(rectangle.left + rectangle.width) * width // 1))
    bottom = min(height, -int(-(rectangle.top + rectangle.height) * height // 1))
    return (left, top, right, bottom) if right > left and bottom > top else None


def _coarse(part: "Image") -> "Image":
    from PIL.Image import Resampling

    square = max(LEAST, -(-max(part.size) // BLOCKS))
    few = max(1, round(part.width / square)), max(1, round(part.height / square))
    means = part.resize(few, Resampling.BOX).point(lambda shade: shade // SHADES * SHADES + SHADES // 2)
    return means.resize(part.size, Resampling.NEAREST)
