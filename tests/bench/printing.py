"""The signed bilingual act of a whole inspection, against bare ReportLab setting the same text in the same type."""

import io
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

from inspector.acts import fonts, printer
from tests.acts.inspection import form, inspection, norms
from tests.acts.reading import tool
from tests.bench.measure import Comparison
from tests.wire.authority import make_authority

# Beside the text: tables, code, attachments, the PDF/A pass and the signature over the whole file.
GOAL = 2.5


def timed(work: Callable[[], object]) -> float:
    """Seconds of one run."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def table_of(pdf: bytes, folder: Path) -> list[list[str]]:
    """The words of a PDF as they lie on the page: lines of cells."""
    file = folder / "act.pdf"
    file.write_bytes(pdf)
    laid_out = tool("pdftotext", "-layout", file, "-")
    return [re.split(r"\s{2,}", line.strip()) for line in laid_out.splitlines() if line.strip()]


def bare(lines: list[list[str]]) -> bytes:
    """The lines one under another, several cells as a table: what ReportLab does unasked, without anything of ours."""
    style = ParagraphStyle("body", fontName=fonts.REGULAR, fontSize=10, leading=13)
    story: list[Flowable] = []
    for width, rows in groupby(lines, len):
        cells = [[Paragraph(escape(cell), style) for cell in row] for row in rows]
        grid = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, black)])
        story += [Table(cells, [480 / width] * width, style=grid)] if width > 1 else [row[0] for row in cells]
    page = io.BytesIO()
    SimpleDocTemplate(page, pagesize=A4).build(story)
    return page.getvalue()


@contextmanager
def workload(folder: Path) -> Iterator[Comparison]:
    """An act with the findings, rosters and signatures of a random school, without photos."""
    authority = make_authority()
    sealed = inspection(photos=0)
    text, seal = sealed.sealed(authority)

    def act() -> bytes:
        return printer.act(
            text, seal, form(), sealed.instance, norms(), {}, authority.device_key, authority.chain
        )  # fmt: skip

    lines = table_of(act(), folder)
    yield Comparison(
        name="signed act, kk + ru",
        ours=lambda: timed(act),
        floor=lambda: timed(lambda: bare(lines)),
        floor_name="bare ReportLab, same text",
        goal=GOAL,
    )
