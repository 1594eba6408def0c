"""Pictures in an act: the photos, two in a row, and signatures drawn from their pen strokes."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Image, Spacer, Table

from inspector import i18n
from inspector.acts import styles
from inspector.acts.document import ActDocument, Photo
from inspector.acts.errors import PhotoMissing
from inspector.acts.fonts import REGULAR
from inspector.acts.sheet import WIDTH
from inspector.acts.styles import para
from inspector.core.errors import N_
from inspector.wire.seal import digest

_PAD_WIDTH = 64 * mm
_PAD_HEIGHT = 20 * mm
_LEAST_WIDE, _LEAST_HIGH = 400, 120
"""Pad units a signature is taken to fill at least, so that a dot is not blown up."""
_PEN = Color(0.05, 0.1, 0.35)
_PHOTO_HEIGHT = 78 * mm
_GAP = 6 * mm

Strokes = Sequence[Sequence[tuple[int, int]]]


class SignaturePicture(Flowable):  # type: ignore[misc]
    """Pen strokes as they were drawn (y grows downwards on the pad), or an empty line to sign on."""

    def __init__(self, strokes: Strokes) -> None:
        super().__init__()
        self.width, self.height = _PAD_WIDTH, _PAD_HEIGHT
        self._strokes = [stroke for stroke in strokes if stroke]

    def draw(self) -> None:
        canvas = self.canv
        points = [point for stroke in self._strokes for point in stroke]
        if not points:
            canvas.setStrokeGray(0)
            canvas.setLineWidth(0.5)
            canvas.line(0, 3 * mm, _PAD_WIDTH, 3 * mm)
            return
        left, top = min(x for x, _ in points), min(y for _, y in points)
        wide, high = max(x for x, _ in points) - left, max(y for _, y in points) - top
        scale = min(_PAD_WIDTH / max(wide, _LEAST_WIDE), _PAD_HEIGHT / max(high, _LEAST_HIGH))
        canvas.setStrokeColor(_PEN)
        canvas.setLineWidth(1.1)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        path = canvas.beginPath()
        for stroke in self._strokes:
            for index, (x, y) in enumerate(stroke if len(stroke) > 1 else [*stroke, *stroke]):
                (path.lineTo if index else path.moveTo)((x - left) * scale, (top + high - y) * scale)
        canvas.drawPath(path, stroke=1, fill=0)


def photo_pages(documents: Sequence[ActDocument], photos: Mapping[str, bytes]) -> list[Any]:
    """The photos with number and caption, two in a row. JPEG data is passed through as it is.

    Raises PhotoMissing when a file is not at hand or not the one that was sealed.
    """
    named = documents[0].photos
    if not named:
        return []
    title = " / ".join(dict.fromkeys(i18n.text(N_("Photos"), document.language) for document in documents))
    cells = [_photo(photo, documents, photos) for photo in named]
    rows = [cells[start : start + 2] for start in range(0, len(cells), 2)]
    if len(rows[-1]) == 1:
        rows[-1].append([])
    table = Table(rows, colWidths=[(WIDTH + _GAP) / 2] * 2, hAlign="LEFT", style=[
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), _GAP),
        ("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 10),
    ])  # fmt: skip
    return [CondPageBreak(_PHOTO_HEIGHT + 30 * mm), para(title, styles.HEADING), table]


def _photo(photo: Photo, documents: Sequence[ActDocument], photos: Mapping[str, bytes]) -> list[Any]:
    data = photos.get(photo.name)
    if data is None or digest(data) != photo.sha256:
        raise PhotoMissing(name=photo.number)
    image = Image(BytesIO(data))
    scale = min((WIDTH - _GAP) / 2 / image.imageWidth, _PHOTO_HEIGHT / image.imageHeight)
    image.drawWidth, image.drawHeight = image.imageWidth * scale, image.imageHeight * scale
    image.hAlign = "LEFT"
    captions = dict.fromkeys(document.photos[photo.number - 1].caption for document in documents)
    text = " / ".join(caption for caption in captions if caption)
    words = " / ".join(dict.fromkeys(i18n.text(N_("Photo {number}"), document.language) for document in documents))
    return [image, Spacer(0, 2), para(f"{words.format(number=photo.number)}. {text}".strip(), styles.SMALL)]
