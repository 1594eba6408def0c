"""Reading PDFs: the pages' texts, sizes and pictures, from several threads at once."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from inspector import pdfium

CROWD = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from inspector import pdfium

pdf = Path(sys.argv[1]).read_bytes()

def read(turn):
    return pdfium.texts(pdf) if turn % 2 else [pdfium.bitmap(pdf, turn % 20, 1.0).height, *pdfium.sizes(pdf)]

with ThreadPoolExecutor(6) as crowd:
    found = list(crowd.map(read, range(120)))
assert all(each == found[1] for each in found[1::2])
"""


@pytest.fixture(scope="module")
def pages() -> bytes:
    """Twenty pages of text; each knows its number."""
    paper = BytesIO()
    canvas = Canvas(paper, pagesize=(300, 400))
    for number in range(20):
        for line in range(30):
            canvas.drawString(20, 380 - 12 * line, f"page {number} line {line}")
        canvas.showPage()
    canvas.save()
    return paper.getvalue()


def test_texts_sizes_and_pictures(pages: bytes) -> None:
    texts = pdfium.texts(pages)
    assert [text.splitlines()[0].strip() for text in texts] == [f"page {number} line 0" for number in range(20)]
    assert pdfium.sizes(pages) == [(300, 400)] * 20
    seen = pdfium.bitmap(pages, 3, scale=0.5)
    assert (seen.width, seen.height) == (150, 200)
    assert len(seen.pixels) == seen.stride * seen.height
    assert min(seen.pixels) < 100 < max(seen.pixels)


def test_what_is_no_pdf_is_unreadable(pages: bytes) -> None:
    with pytest.raises(pdfium.Unreadable):
        pdfium.texts(b"no PDF")
    with pytest.raises(IndexError):
        pdfium.bitmap(pages, 20, scale=0.5)


def test_several_threads_may_read_at_once(pages: bytes, tmp_path: Path) -> None:
    """In a process of its own: two threads inside pdfium at once end it with a broken memory."""
    act = tmp_path / "act.pdf"
    act.write_bytes(pages)
    crowd = subprocess.run([sys.executable, "-c", CROWD, act], capture_output=True, text=True, check=False)
    assert (crowd.returncode, crowd.stderr) == (0, "")
