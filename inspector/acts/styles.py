"""Type sizes, lines, tables and small formats of the act."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, Table

from inspector import i18n
from inspector.acts import fonts
from inspector.acts.document import ActDocument
from inspector.acts.fonts import BOLD, REGULAR
from inspector.acts.sheet import BOTTOM, TOP, WIDTH

_ENDLESS = 1_000_000
_PAGE = A4[1] - TOP - BOTTOM
_SHADE = Color(0.91, 0.93, 0.94)
_LINE = Color(0.45, 0.52, 0.56)
_GRID: list[tuple[Any, ...]] = [
    ("GRID", (0, 0), (-1, -1), 0.5, _LINE),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("FONTNAME", (0, 0), (-1, -1), REGULAR),
    ("TOPPADDING", (0, 0), (-1, -1), 3),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ("LEFTPADDING", (0, 0), (-1, -1), 5),
    ("RIGHTPADDING", (0, 0), (-1, -1), 5),
]


def _style(name: str, size: float, *, font: str = REGULAR, **more: Any) -> ParagraphStyle:
    given = {"leading": size * 1.28, "bulletFontName": REGULAR, "allowWidows": 0, "allowOrphans": 0}
    return ParagraphStyle(name, fontName=font, fontSize=size, **(given | more))


TITLE = _style("title", 13.5, font=BOLD, alignment=TA_CENTER, spaceAfter=4)
NUMBER = _style("number", 12, font=BOLD, alignment=TA_CENTER, spaceAfter=3)
NOTICE = _style("notice", 10, font=BOLD, alignment=TA_CENTER, textColor=Color(0.55, 0.10, 0.08), spaceAfter=3)
CENTRED = _style("centred", 9.5, alignment=TA_CENTER, spaceAfter=3)
HEADING = _style("heading", 11, font=BOLD, spaceBefore=9, spaceAfter=4, keepWithNext=1)
# Over a table keepWithNext would carry the whole table to the next page; layout keeps room for its first rows instead.
OVER_TABLE = ParagraphStyle("over table", HEADING, keepWithNext=0)
TEXT = _style("text", 9.5, spaceAfter=4)
QUOTE = _style("quote", 9.5, leftIndent=8, spaceAfter=4)
CELL = _style("cell", 9.5)
STRONG = _style("strong", 9.5, font=BOLD)
HEAD = _style("head", 9, font=BOLD)
LABEL = _style("label", 9.5, textColor=Color(0.3, 0.36, 0.4))
SMALL = _style("small", 8, textColor=Color(0.2, 0.25, 0.28))


def para(text: str, style: ParagraphStyle) -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph(fonts.markup(text), style)


class _Grid(Table):  # type: ignore[misc]
    """A table whose rows go to the next page whole; a row is torn only where a whole page is not enough for it."""

    def split(self, width: float, height: float) -> list[Any]:
        """ReportLab offers what was left over of a page first: tearing a row there would repeat the head for a line."""
        self.splitInRow = int(height > 0.9 * _PAGE)
        return list(super().split(width, height))


def grid(
    cells: list[list[Any]], shares: Sequence[float], *, head: bool = True, extra: Sequence[tuple[Any, ...]] = ()
) -> Table:
    """A ruled table as wide as the page; `shares` of its columns sum to one."""
    shade = [("BACKGROUND", (0, 0), (-1, 0), _SHADE)] if head else []
    widths = [WIDTH * share for share in shares]
    style = [*_GRID, *shade, *extra]
    return _Grid(cells, colWidths=widths, repeatRows=int(head), style=style, hAlign="LEFT")


def room(flowables: Sequence[Any]) -> float:
    """The height that keeps a heading together with what follows: paragraphs, and a table's first rows."""
    height = 0.0
    for flowable in flowables:
        if isinstance(flowable, Table):
            flowable.wrap(WIDTH, _ENDLESS)
            return float(min(height + sum(flowable._rowHeights[:2]), _PAGE / 2))
        height += flowable.wrap(WIDTH, _ENDLESS)[1] + flowable.getSpaceBefore() + flowable.getSpaceAfter()
    return float(min(height, _PAGE / 2))


def both(documents: Sequence[ActDocument], message: str, **places: object) -> str:
    """A message in every language of the act, once where they agree."""
    said = [i18n.text(message, document.language).format_map(places) for document in documents]
    return " / ".join(dict.fromkeys(said))


def grouped(digits: str) -> str:
    """A digest in groups of four, for a person to compare."""
    upper = digits.upper()
    return " ".join(upper[start : start + 4] for start in range(0, len(upper), 4))


def moment(text: str) -> str:
    """An ISO moment as 24.11.2026 12:05, or ""."""
    try:
        return datetime.fromisoformat(text).strftime("%d.%m.%Y %H:%M")
    except ValueError:
        return ""
