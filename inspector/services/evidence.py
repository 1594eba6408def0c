"""Photos: scaled, stripped of metadata, encrypted and durable before they are attached.

A 12-megapixel photo becomes a JPEG of at most 1600 pixels and 350 KB here, once, so that neither the act nor the
line to headquarters has to carry more. Time and place that the camera wrote are kept as fields; in the picture
itself nothing stays but the picture. The hash of the file as it was given is kept, so that an original can be
recognised later.
"""

import hashlib
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from inspector.core.ids import new_id
from inspector.services.errors import (
    NoRoomForPhotos,
    NotAPicture,
    PictureDamaged,
    PictureRefused,
    PictureTooLarge,
)
from inspector.services.pixelating import Rectangle, pixelated
from inspector.services.ports import Evidence, EvidenceStore

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST_SIDE = 1600
LARGEST_KEPT = 350_000
QUALITIES = (82, 74, 66, 58, 50)
SMALLER_SIDES = (1280, 1024, 800)
"""Tried when even the lowest quality of the full size is too large (grass, gravel, noise)."""

LARGEST_FILE = 64 * 1024 * 1024
LARGEST_PIXELS = 110_000_000

LITTLE_SPACE = 1_000_000_000
NO_SPACE = 200_000_000
"""Free bytes below which the screen warns, and below which no photo is taken in: answers may need the rest."""

SMALL = 400
"""Longest side of a picture for choosing."""

_FORMATS = ("JPEG", "PNG", "HEIF")
_MAGIC = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1")

_ORIENTATION, _EXIF_IFD, _GPS_IFD = 0x0112, 0x8769, 0x8825
_TAKEN, _TAKEN_OFFSET = 0x9003, 0x9011
_LATITUDE_REF, _LATITUDE, _LONGITUDE_REF, _LONGITUDE = 1, 2, 3, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A picture ready to be kept: what is known of it, and its bytes (JPEG)."""

    evidence: Evidence
    data: bytes

    def copy(self) -> "Prepared":
        """The same picture under a name of its own, for another question."""
        return replace(self, evidence=replace(self.evidence, name=f"{new_id()}.jpg"))


class EvidenceBox:
    """Keeps and gives back photos. Run everything here on a worker: each call takes tens of milliseconds."""

    def __init__(self, store: EvidenceStore) -> None:
        self._store = store

    def store(self, inspection_id: str, source: Path) -> Evidence:
        """Take a picture file in.

        Raises NotAPicture, PictureTooLarge, PictureDamaged, NoRoomForPhotos, DiskFull.
        """
        return self.keep(inspection_id, self.prepare(source))

    def prepare(self, source: Path) -> Prepared:
        """Read and scale a picture file; nothing is kept. Raises NotAPicture, PictureTooLarge, PictureDamaged."""
        evidence, data = prepare(_read(source))
        return Prepared(evidence=evidence, data=data)

    def keep(self, inspection_id: str, prepared: Prepared) -> Evidence:
        """Make it durable. Raises NoRoomForPhotos, DiskFull."""
        if self._store.free() < NO_SPACE:
            raise NoRoomForPhotos
        self._store.add(inspection_id, prepared.evidence, prepared.data)
        return prepared.evidence

    def read(self, inspection_id: str, name: str) -> bytes:
        """The kept bytes (JPEG). Raises NotFound, DamagedFile."""
        return self._store.read(inspection_id, name)

    def pixelate(self, inspection_id: str, evidence: Evidence, rectangles: Sequence[Rectangle]) -> Evidence:
        """Another picture: `evidence` with what lies in the rectangles made unrecognisable for good.

        The picture it was made of stays on this laptop only. Raises NotFound, DamagedFile, NoRoomForPhotos, DiskFull.
        """
        with _pillow().open(BytesIO(self.read(inspection_id, evidence.name))) as picture:
            data, size = _compress(pixelated(picture.convert("RGB"), rectangles))
        told = replace(
            evidence,
            name=f"{new_id()}.jpg",
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            width=size[0],
            height=size[1],
        )
        return self.keep(inspection_id, Prepared(evidence=told, data=data))

    def space(self) -> Literal["plenty", "little", "none"]:
        """Whether photos find room, and whether it is time to warn. Raises DiskTrouble."""
        free = self._store.free()
        return "none" if free < NO_SPACE else "little" if free < LITTLE_SPACE else "plenty"

    def small(self, inspection_id: str, name: str) -> bytes:
        """A kept picture for choosing (JPEG). Raises NotFound, DamagedFile."""
        with _pillow().open(BytesIO(self.read(inspection_id, name))) as picture:
            picture.draft("RGB", (SMALL, SMALL))
            return _encoded(_scaled(picture.convert("RGB"), SMALL), 70)


def small(source: Path) -> bytes:
    """A picture file for choosing (JPEG), upright. Raises NotAPicture, PictureTooLarge, PictureDamaged."""
    original = _read(source)
    if not _looks_like_a_picture(original):
        raise NotAPicture
    picture, _ = _open(original, SMALL)
    return _encoded(picture, 70)


def fingerprint(source: Path) -> str:
    """SHA-256 of a picture file as it is. Raises PictureTooLarge, PictureDamaged."""
    return hashlib.sha256(_read(source)).hexdigest()


def prepare(original: bytes) -> tuple[Evidence, bytes]:
    """What is kept of a picture file, and what is known of it. Raises PictureRefused."""
    if not _looks_like_a_picture(original):
        raise NotAPicture
    picture, exif = _open(original)
    data, size = _compress(picture)
    latitude, longitude = _position(exif)
    evidence = Evidence(
        name=f"{new_id()}.jpg",
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        media_type="image/jpeg",
        original_sha256=hashlib.sha256(original).hexdigest(),
        taken_at=_taken_at(exif),
        latitude=latitude,
        longitude=longitude,
        width=size[0],
        height=size[1],
    )
    return evidence, data


def _read(source: Path) -> bytes:
    try:
        if source.stat().st_size > LARGEST_FILE:
            raise _too_large()
        return source.read_bytes()
    except OSError as error:
        raise PictureDamaged from error


def _too_large() -> PictureTooLarge:
    return PictureTooLarge(megabytes=LARGEST_FILE >> 20, megapixels=LARGEST_PIXELS // 1_000_000)


def _looks_like_a_picture(data: bytes) -> bool:
    """By the first bytes, not by the name; nothing else is ever given to a decoder."""
    return data.startswith(_MAGIC) or (data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS)


@cache
def _pillow() -> Any:
    """Pillow with the HEIC decoder, loaded with the first photo."""
    import pi_heif
    from PIL import Image

    pi_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = LARGEST_PIXELS
    warnings.filterwarnings("ignore", message=".*EXIF data", module="PIL")
    return Image


def _open(original: bytes, longest: int = LONGEST_SIDE) -> tuple["Image", Mapping[int, Any]]:
    """The picture upright, scaled and in RGB, with its EXIF fields."""
    image_module = _pillow()
    try:
        with image_module.open(BytesIO(original), formats=_FORMATS) as picture:
            if picture.width * picture.height > LARGEST_PIXELS:
                raise _too_large()
            exif = _fields(picture)
            # JPEG decodes straight to a half, a quarter or an eighth: most of the work of a 12-megapixel photo.
            picture.draft("RGB", (longest, longest))
            picture.load()
            return _upright(_scaled(_flat(picture), longest), exif.get(_ORIENTATION)), exif
    except PictureRefused:
        raise
    except (image_module.DecompressionBombError, image_module.DecompressionBombWarning) as error:
        raise _too_large() from error
    except image_module.UnidentifiedImageError as error:
        raise PictureDamaged from error
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError, MemoryError) as error:
        raise PictureDamaged from error


def _flat(picture: "Image") -> "Image":
    """RGB on white: a transparent screenshot must not turn black."""
    if picture.mode not in ("RGBA", "LA", "PA") and "transparency" not in picture.info:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    ground: Image = _pillow().new("RGBA", layer.size, "white")
    ground.alpha_composite(layer)
    return ground.convert("RGB")


def _upright(picture: "Image", orientation: Any) -> "Image":
    """Turned as the camera was held (EXIF orientation 2 to 8)."""
    turns = _pillow().Transpose
    turn = {
        2: turns.FLIP_LEFT_RIGHT,
        3: turns.ROTATE_180,
        4: turns.FLIP_TOP_BOTTOM,
        5: turns.TRANSPOSE,
        6: turns.ROTATE_270,
        7: turns.TRANSVERSE,
        8: turns.ROTATE_90,
    }.get(orientation)
    return picture if turn is None else picture.transpose(turn)


def _scaled(picture: "Image", longest: int) -> "Image":
    scale = longest / max(picture.size)
    if scale >= 1:
        return picture
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    return picture.resize(size, _pillow().Resampling.BILINEAR, reducing_gap=2.0)


def _compress(picture: "Image") -> tuple[bytes, tuple[int, int]]:
    """JPEG of at most LARGEST_KEPT bytes where any quality or size gives that."""
    data, size = b"", picture.size
    for longest, qualities in ((LONGEST_SIDE, QUALITIES), *((side, QUALITIES[-1:]) for side in SMALLER_SIDES)):
        smaller = _scaled(picture, longest)
        size = smaller.size
        for quality in qualities:
            data = _encoded(smaller, quality)
            if len(data) <= LARGEST_KEPT:
                return data, size
    return data, size


def _encoded(picture: "Image", quality: int) -> bytes:
    stream = BytesIO()
    picture.save(stream, "JPEG", quality=quality, optimize=True, exif=b"", icc_profile=None)
    return stream.getvalue()


def _fields(picture: "Image") -> Mapping[int, Any]:
    """EXIF of the picture and its two folders in one mapping; broken EXIF is no EXIF."""
    try:
        exif = picture.getexif()
        return {**exif, **exif.get_ifd(_EXIF_IFD), _GPS_IFD: exif.get_ifd(_GPS_IFD)}
    except (OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, AttributeError):
        return {}


def _taken_at(exif: Mapping[int, Any]) -> str:
    """ISO 8601 of DateTimeOriginal, with the camera's offset when it wrote one; "" when there is none."""
    try:
        taken = datetime.strptime(str(exif[_TAKEN]).strip("\0 "), "%Y:%m:%d %H:%M:%S").isoformat()  # noqa: DTZ007
        offset = str(exif.get(_TAKEN_OFFSET, "")).strip("\0 ")
        return datetime.fromisoformat(taken + offset).isoformat()
    except (KeyError, ValueError):
        return ""


def _position(exif: Mapping[int, Any]) -> tuple[float | None, float | None]:
    """Latitude and longitude in degrees, both or none."""
    place = exif.get(_GPS_IFD) or {}
    try:
        latitude = _degrees(place[_LATITUDE], place[_LATITUDE_REF], "S")
        longitude = _degrees(place[_LONGITUDE], place[_LONGITUDE_REF], "W")
    except (KeyError, ValueError, TypeError, ZeroDivisionError):
        return None, None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else (None, None)


def _degrees(parts: Any, reference: str, negative: str) -> float:
    degrees, minutes, seconds = (Fraction(part) for part in parts)
    value = round(float(degrees + minutes / 60 + seconds / 3600), 6)
    return -value if str(reference).strip("\0 ").upper() == negative else value
