"""The code on every page: which sealed manifest this page belongs to, and nothing about people or places."""

from functools import lru_cache

import segno
from reportlab.pdfgen.canvas import Canvas

_QUIET = 4


def content(number: str, digest: str) -> str:
    """The text of the code: only characters of QR's alphanumeric mode, so that it stays small."""
    return f"QORGAN:1:{number}:{digest.upper()}"


def draw(canvas: Canvas, text: str, x: float, y: float, side: float) -> None:
    """Draw the code as one path, with its quiet zone, in a square of `side` points whose corner is (x, y)."""
    rows = matrix(text)
    module = side / (len(rows) + 2 * _QUIET)
    path = canvas.beginPath()
    for row, modules in enumerate(rows):
        top = y + side - (row + _QUIET + 1) * module
        for start, length in _runs(modules):
            path.rect(x + (start + _QUIET) * module, top, length * module, module)
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)


@lru_cache(maxsize=8)
def matrix(text: str) -> tuple[bytes, ...]:
    """The code as rows of modules, 1 where dark, without its quiet zone."""
    return tuple(bytes(row) for row in segno.make_qr(text, error="m").matrix)


def _runs(row: bytes) -> list[tuple[int, int]]:
    """The dark runs of one row as (start, length)."""
    runs: list[tuple[int, int]] = []
    for column, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == column:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((column, 1))
    return runs
