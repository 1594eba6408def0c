"""What was covered is gone from the picture, whatever it was; everything else stays as it is."""

import io
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from inspector.services.errors import NoRoomForPhotos
from inspector.services.pixelating import BLOCKS, Rectangle, pixelated
from tests.store.laptops import Laptop

SHARE = st.floats(min_value=-0.5, max_value=1.5)


def noise(width: int, height: int) -> Image.Image:
    return Image.frombytes("RGB", (width, height), os.urandom(width * height * 3))


def test_a_face_becomes_a_few_squares_and_the_rest_stays() -> None:
    picture = noise(400, 300)
    closed = pixelated(picture, [Rectangle(0.25, 0.25, 0.5, 0.5)])
    face = (100, 75, 300, 225)
    assert len(closed.crop(face).getcolors(100_000) or ()) <= BLOCKS * BLOCKS
    untouched = Image.new("L", picture.size, 255)
    untouched.paste(0, face)
    black = Image.new("RGB", picture.size)
    assert Image.composite(closed, black, untouched).tobytes() == Image.composite(picture, black, untouched).tobytes()


def test_two_people_look_the_same_afterwards() -> None:
    """Details below a square and small differences of shade are gone, not hidden."""
    one, other = Image.new("RGB", (120, 120), (130, 140, 150)), Image.new("RGB", (120, 120), (134, 143, 152))
    for place in range(0, 120, 4):
        one.putpixel((place, place), (0, 0, 0))
    whole = [Rectangle(0, 0, 1, 1)]
    assert pixelated(one, whole).tobytes() == pixelated(other, whole).tobytes()


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 90), st.integers(1, 90), SHARE, SHARE, SHARE, SHARE)
def test_every_pixel_a_rectangle_touches_is_covered(
    width: int, height: int, left: float, top: float, across: float, down: float
) -> None:
    picture = Image.new("RGB", (width, height), (1, 2, 3))
    closed = pixelated(picture, [Rectangle(left, top, across, down)])
    for x in range(width):
        for y in range(height):
            inside = left * width < x + 1 - 1e-6 and (left + across) * width > x + 1e-6
            inside = inside and top * height < y + 1 - 1e-6 and (top + down) * height > y + 1e-6
            if inside and across > 0 and down > 0:
                assert closed.getpixel((x, y)) == (16, 16, 16)


def test_the_closed_copy_is_a_picture_of_its_own_and_the_open_one_stays_here(tmp_path: Path, laptop: Laptop) -> None:
    source = tmp_path / "photo.png"
    noise(200, 100).save(source)
    inspection = laptop.start()
    plain = laptop.evidence.store(inspection, source)
    closed = laptop.evidence.pixelate(inspection, plain, [Rectangle(0, 0, 1, 1)])
    assert closed.name != plain.name
    assert closed.original_sha256 == plain.original_sha256
    shown = Image.open(io.BytesIO(laptop.evidence.read(inspection, closed.name))).convert("RGB")
    assert max(high - low for low, high in shown.resize((6, 3)).getextrema()) <= 64
    assert laptop.evidence.read(inspection, plain.name)


def test_photos_stop_before_answers_do(tmp_path: Path, laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "photo.png"
    noise(20, 10).save(source)
    inspection = laptop.start()
    for free, space in ((1_000_000_001, "plenty"), (999_999_999, "little")):
        monkeypatch.setattr(laptop.store.evidence, "free", lambda free=free: free)
        assert laptop.evidence.space() == space
        laptop.evidence.store(inspection, source)
    monkeypatch.setattr(laptop.store.evidence, "free", lambda: 199_999_999)
    assert laptop.evidence.space() == "none"
    with pytest.raises(NoRoomForPhotos):
        laptop.evidence.store(inspection, source)
    opened = laptop.inspecting.open(inspection)
    laptop.inspecting.record(inspection, opened.answer("/data/card/roll", "5").operations)
    assert laptop.inspecting.open(inspection).session.value("/data/card/roll") == "5"
