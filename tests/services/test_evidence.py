"""Photos as they come: large, turned, transparent, cut, or no photos at all."""

import hashlib
import io
import os
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from inspector.core.errors import NotFound
from inspector.services import evidence as box
from inspector.services.errors import DamagedFile, NotAPicture, PictureDamaged, PictureTooLarge
from inspector.services.evidence import LARGEST_KEPT, LONGEST_SIDE, prepare
from tests.store.laptops import Laptop


def encoded(picture: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def shown(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def noise(width: int, height: int) -> Image.Image:
    return Image.frombytes("RGB", (width, height), os.urandom(width * height * 3))


def told(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "PLANTED CAMERA"
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    inner[ExifTags.Base.DateTimeOriginal] = "2026:11:24 10:42:18"
    inner[ExifTags.Base.OffsetTimeOriginal] = "+05:00"
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLatitude] = "N", (43.0, 14.0, 15.0)
    place[ExifTags.GPS.GPSLongitudeRef], place[ExifTags.GPS.GPSLongitude] = "W", (76.0, 53.0, 30.0)
    return exif


def test_a_camera_photo_is_scaled_and_keeps_nothing_but_the_picture() -> None:
    original = encoded(Image.effect_noise((4000, 3000), 40).convert("RGB"), exif=told(), quality=90)
    evidence, data = prepare(original)
    assert len(data) <= LARGEST_KEPT
    assert (evidence.width, evidence.height) == shown(data).size == (1600, 1200)
    assert not shown(data).getexif()
    assert b"PLANTED" not in data
    assert evidence.taken_at == "2026-11-24T10:42:18+05:00"
    assert (evidence.latitude, evidence.longitude) == (43.2375, -76.891667)
    assert evidence.original_sha256 == hashlib.sha256(original).hexdigest()
    assert evidence.sha256 == hashlib.sha256(data).hexdigest()
    assert (evidence.size, evidence.media_type) == (len(data), "image/jpeg")


def test_noise_that_no_quality_makes_small_is_made_smaller() -> None:
    evidence, data = prepare(encoded(noise(1600, 1600)))
    assert len(data) <= LARGEST_KEPT
    assert max(evidence.width, evidence.height) < LONGEST_SIDE


@pytest.mark.parametrize(
    ("orientation", "corner"),
    [(1, (0, 0)), (2, (1, 0)), (3, (1, 1)), (4, (0, 1)), (5, (0, 0)), (6, (1, 0)), (7, (1, 1)), (8, (0, 1))],
)
def test_it_stands_upright(orientation: int, corner: tuple[int, int]) -> None:
    picture = Image.new("RGB", (200, 100), "white")
    picture.paste("black", (0, 0, 40, 40))
    evidence, data = prepare(encoded(picture, exif=told(orientation)))
    kept = shown(data).convert("L")
    assert (evidence.width > evidence.height) == (orientation < 5)
    assert kept.size == (evidence.width, evidence.height)
    spots = {(x, y): kept.getpixel((10 + x * (kept.width - 20), 10 + y * (kept.height - 20)))
             for x in (0, 1) for y in (0, 1)}  # fmt: skip
    assert min(spots, key=lambda spot: spots[spot]) == corner


def test_a_transparent_picture_stands_on_white() -> None:
    picture = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    _, data = prepare(encoded(picture, "PNG"))
    assert shown(data).convert("L").getextrema()[0] > 250


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "I;16", "CMYK"])
def test_other_colours_are_taken_in_too(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    _, data = prepare(encoded(Image.new(mode, (50, 40)), kind))
    assert shown(data).mode == "RGB"


def test_heic_is_taken_in_by_its_brand() -> None:
    with pytest.raises(PictureDamaged):
        prepare(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 100)


def test_a_real_heic_is_turned_once() -> None:
    """As a phone writes it: `irot` turns the picture, and an EXIF orientation beside it says the same again."""
    data = (Path(__file__).parent / "turned.heic").read_bytes()
    assert b"irot" in data
    evidence, kept = prepare(data)
    picture = shown(kept).convert("RGB")
    assert (evidence.width, evidence.height) == picture.size == (120, 160)
    red = [picture.getpixel(at)[0] > 190 for at in ((10, 10), (110, 10), (10, 150), (110, 150))]
    assert red == [False, True, False, False]


@pytest.mark.parametrize("kept", [60, 420, 690])
def test_half_a_heic_is_refused_in_a_sentence(kept: int) -> None:
    data = (Path(__file__).parent / "turned.heic").read_bytes()
    with pytest.raises(PictureDamaged) as refused:
        prepare(data[:kept])
    assert refused.value.sentence.endswith(".")


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7", b"MZ\x90", b"GIF89a" + b"\0" * 50, b"<svg/>", b"\0\0\0\x18ftypmp42" + b"\0" * 50,
     "не фото".encode()],
)  # fmt: skip
def test_what_is_no_photo_is_said_so(data: bytes) -> None:
    with pytest.raises(NotAPicture):
        prepare(data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_cut_anywhere_is_refused(kind: str) -> None:
    whole = encoded(noise(300, 200), kind)
    for share in (0.01, 0.3, 0.9):
        with pytest.raises(PictureDamaged):
            prepare(whole[: int(len(whole) * share) + 10])


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(PictureTooLarge):
        prepare(encoded(Image.new("1", (40_000, 30_000)), "PNG", optimize=False))


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path, laptop: Laptop) -> None:
    huge = tmp_path / "huge.jpg"
    with huge.open("wb") as stream:
        stream.truncate(box.LARGEST_FILE + 1)
    with pytest.raises(PictureTooLarge):
        laptop.evidence.store("any", huge)
    with pytest.raises(PictureDamaged):
        laptop.evidence.store("any", tmp_path / "absent.jpg")


@pytest.mark.filterwarnings("ignore:.*EXIF data:UserWarning")
@pytest.mark.parametrize("exif", [b"Exif\0\0garbage", b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0"])
def test_broken_exif_is_no_exif(exif: bytes) -> None:
    evidence, _ = prepare(encoded(Image.new("RGB", (20, 20)), exif=exif))
    assert (evidence.taken_at, evidence.latitude, evidence.longitude) == ("", None, None)


@pytest.mark.parametrize(
    ("taken", "offset", "expected"),
    [
        ("2026:11:24 10:42:18", "", "2026-11-24T10:42:18"),
        ("2026:11:24 10:42:18", "junk", ""),
        ("0000:00:00 00:00:00", "", ""),
        ("yesterday", "", ""),
    ],
)
def test_the_time_is_what_the_camera_wrote(taken: str, offset: str, expected: str) -> None:
    exif = Image.Exif()
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    inner[ExifTags.Base.DateTimeOriginal] = taken
    if offset:
        inner[ExifTags.Base.OffsetTimeOriginal] = offset
    assert prepare(encoded(Image.new("RGB", (20, 20)), exif=exif))[0].taken_at == expected


def test_a_stored_photo_is_read_back_and_survives_in_the_open_inspection(tmp_path: Path, laptop: Laptop) -> None:
    source = tmp_path / "photo.png"
    source.write_bytes(encoded(Image.new("RGB", (30, 30), "red"), "PNG"))
    inspection = laptop.start()
    evidence = laptop.evidence.store(inspection, source)
    opened = laptop.inspecting.open(inspection)
    step = opened.attach("/data/cctv/dummy", evidence)
    laptop.inspecting.record(inspection, step.operations)
    assert hashlib.sha256(laptop.evidence.read(inspection, evidence.name)).hexdigest() == evidence.sha256
    again = laptop.inspecting.open(inspection)
    assert again.evidence == {evidence.name: evidence}
    assert again.session.value(f"{step.row}/photo") == evidence.name
    with pytest.raises(NotFound):
        laptop.evidence.read(inspection, "other.jpg")
    for path in laptop.home.evidence.iterdir():
        path.unlink()
    with pytest.raises(DamagedFile):
        laptop.evidence.read(inspection, evidence.name)
