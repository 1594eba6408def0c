"""A photo of 12 megapixels as it becomes evidence (W11), against bare Pillow scaling and writing it once."""

import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

from inspector.services.evidence import LONGEST_SIDE, QUALITIES, prepare
from tests.bench.measure import Comparison

SIZE = (4000, 3000)
GOAL = 1.6
"""Beside the floor ours reads the EXIF fields, turns the picture, hashes twice, and tries for 350 KB."""


def photo() -> bytes:
    """A smooth picture with grain, held upright."""
    ground = Image.radial_gradient("L").resize(SIZE)
    grain = Image.effect_noise((SIZE[0] // 4, SIZE[1] // 4), 24).resize(SIZE)
    picture = Image.merge("RGB", (ground, Image.blend(ground, grain, 0.2), grain))
    exif = Image.Exif()
    exif[0x0112] = 6
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=88, exif=exif)
    return stream.getvalue()


@contextmanager
def workload(_: Path) -> Iterator[Comparison]:
    """CPU seconds of the thread that does it: a lane, never the screens' thread."""
    original = photo()

    def ours() -> float:
        began = time.thread_time()
        evidence, _ = prepare(original)
        assert (evidence.width, evidence.height) == (LONGEST_SIDE * 3 // 4, LONGEST_SIDE)
        return time.thread_time() - began

    def floor() -> float:
        began = time.thread_time()
        with Image.open(io.BytesIO(original)) as picture:
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            size = LONGEST_SIDE, LONGEST_SIDE * 3 // 4
            small = picture.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)
            small.save(io.BytesIO(), "JPEG", quality=QUALITIES[0])
        return time.thread_time() - began

    yield Comparison(
        name="12 MP photo -> evidence, CPU", ours=ours, floor=floor, floor_name="bare Pillow, scaled and written once",
        goal=GOAL,
    )  # fmt: skip
