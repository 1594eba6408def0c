"""What a finished PDF shows: the text, the sizes and the pictures of its pages.

pdfium may be entered by one thread at a time, whatever document each works on (its own documentation: not
thread-safe), and closing counts as entering. So only this module calls it: everything it opens it closes, under
one lock. A page at 300 dpi holds the lock for some tenths of a second: for lanes, not for the screens' thread.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple, TypeVar

import pypdfium2

Unreadable = pypdfium2.PdfiumError
"""The bytes are no PDF that can be opened."""

POINTS = 72
"""PDF units in an inch."""

Seen = TypeVar("Seen")
_ENTRY = threading.Lock()


class Bitmap(NamedTuple):
    """A page as pixels: four bytes each, red, green, blue and one unused, `stride` bytes a row."""

    width: int
    height: int
    stride: int
    pixels: bytes


def texts(pdf: bytes) -> list[str]:
    """The text of every page, in the order in which it was written. Raises Unreadable."""
    return _pages(pdf, _text)


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of every page in points. Raises Unreadable."""
    return _pages(pdf, lambda page: (page.get_width(), page.get_height()))


def bitmap(pdf: bytes, number: int, scale: float) -> Bitmap:
    """The page of that number, counted from 0, at `scale` pixels a point. Raises Unreadable, IndexError."""
    with _opened(pdf) as document:
        return _drawn(document, number, scale)


def _pages(pdf: bytes, look: Callable[[pypdfium2.PdfPage], Seen]) -> list[Seen]:
    seen = []
    with _opened(pdf) as document:
        for number in range(len(document)):
            page = document[number]
            try:
                seen.append(look(page))
            finally:
                page.close()
    return seen


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _ENTRY:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()


def _text(page: pypdfium2.PdfPage) -> str:
    text = page.get_textpage()
    try:
        return str(text.get_text_bounded())
    finally:
        text.close()


def _drawn(document: pypdfium2.PdfDocument, number: int, scale: float) -> Bitmap:
    if not 0 <= number < len(document):
        raise IndexError(number)
    page = document[number]
    try:
        drawn = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
        found = Bitmap(drawn.width, drawn.height, drawn.stride, bytes(drawn.buffer))
        drawn.close()
    finally:
        page.close()
    return found
