"""The sheet an act is printed on: margins, footer with number, page n of N and code, the watermark of a proof."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from inspector.acts import fonts, qr

SIDE = 20 * mm
TOP = 15 * mm
BOTTOM = 35 * mm
WIDTH = A4[0] - 2 * SIDE
_CODE = 20 * mm
_LINE = Color(0.45, 0.52, 0.56)
_WATERMARK = Color(0.98, 0.90, 0.89)
_SIZE = 8
_LETTERS = 96


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One kind of page. `footer` is the left text of every page, `code` the QR text ("" for none), `watermark` the
    words across the page, one below the other.
    """

    title: str
    footer: tuple[str, ...]
    page_of: Callable[[int, int], str]
    code: str
    short_digest: str
    watermark: tuple[str, ...]

    def make(self, story: list[Any]) -> bytes:
        """Print the story."""
        fonts.register()
        sheet = self

        class Numbered(Canvas):  # type: ignore[misc]
            """Holds its pages back until their count is known."""

            def __init__(self, *arguments: Any, **named: Any) -> None:
                super().__init__(*arguments, **named)
                self._held: list[dict[str, Any]] = []

            def showPage(self) -> None:  # noqa: N802
                self._held.append(dict(self.__dict__))
                self._startPage()

            def save(self) -> None:
                for number, state in enumerate(self._held, 1):
                    self.__dict__.update(state)
                    sheet.foot(self, number, len(self._held))
                    super().showPage()
                super().save()

        stream = BytesIO()
        # Without a first font of ours every page would refer to Helvetica, which is not embedded.
        document = BaseDocTemplate(
            stream, pagesize=A4, title=self.title, invariant=1, pageCompression=1, initialFontName=fonts.REGULAR
        )
        frame = Frame(SIDE, BOTTOM, WIDTH, A4[1] - TOP - BOTTOM, 0, 0, 0, 0)
        document.addPageTemplates(PageTemplate("act", [frame], onPage=self._under, pagesize=A4))
        document.build(story, canvasmaker=Numbered)
        return stream.getvalue()

    def foot(self, canvas: Canvas, number: int, count: int) -> None:
        """The footer of one page."""
        top = BOTTOM - 4 * mm
        canvas.saveState()
        canvas.setStrokeColor(_LINE)
        canvas.setLineWidth(0.5)
        canvas.line(SIDE, top, SIDE + WIDTH, top)
        canvas.setFillGray(0)
        width = WIDTH
        if self.code:
            qr.draw(canvas, self.code, SIDE + WIDTH - _CODE, top - _CODE - 0.5 * mm, _CODE)
            width -= _CODE + 2 * mm
        canvas.setFont(fonts.REGULAR, _SIZE)
        lines = (*self.footer, self.page_of(number, count), self.short_digest)
        for row, text in enumerate(line for line in lines if line):
            canvas.drawString(SIDE, top - (4.2 + 3.8 * row) * mm, _fitted(text, width))
        canvas.restoreState()

    def _under(self, canvas: Canvas, _template: BaseDocTemplate) -> None:
        canvas.saveState()
        canvas.setFillColor(_WATERMARK)
        canvas.setFont(fonts.BOLD, _LETTERS)
        canvas.translate(A4[0] / 2, A4[1] / 2)
        canvas.rotate(45)
        middle = (len(self.watermark) - 1) / 2
        for row, word in enumerate(self.watermark):
            canvas.drawCentredString(0, (middle - row) * _LETTERS * 1.35 - _LETTERS / 3, word)
        canvas.restoreState()


def _fitted(text: str, width: float) -> str:
    """The text, cut with an ellipsis where the footer ends. Strange characters are shown as in the act's body."""
    shown = "".join(letter if fonts.has(letter) else "?" for letter in fonts.plain(text))
    if stringWidth(shown, fonts.REGULAR, _SIZE) <= width:
        return shown
    while shown and stringWidth(shown + "…", fonts.REGULAR, _SIZE) > width:
        shown = shown[:-1]
    return shown + "…"
