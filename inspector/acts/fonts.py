"""The act's type: PT Serif, embedded as subsets; nothing is ever drawn with a font that is not in the file.

People's own words may hold any character. One that PT Serif lacks is set in Golos Text; one that neither has, or
that is invisible, is written as its code point: in a legal document nothing may vanish or hide.
"""

import unicodedata
from functools import cache
from itertools import groupby
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from inspector import paths

REGULAR = "PTSerif"
BOLD = "PTSerif-Bold"
FALLBACK = "GolosText"
_FILES = {
    REGULAR: "PTSerif_400Regular.ttf",
    BOLD: "PTSerif_700Bold.ttf",
    FALLBACK: "GolosText_400Regular.ttf",
}


@cache
def register() -> None:
    """Make the fonts known to ReportLab, once a process, and set the switch its speed depends on."""
    # Pure Python ASCII85 costs nineteen times the rest of the act.
    rl_config.useA85 = 0
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(paths.resource("fonts", file))))
    for name in (REGULAR, BOLD, FALLBACK):
        for bold in (0, 1):
            for italic in (0, 1):
                addMapping(name, bold, italic, BOLD if bold and name == REGULAR else name)


def markup(text: str) -> str:
    """Plain text as Paragraph markup: escaped, line ends kept, strange characters shown."""
    register()
    return "".join(_run(kind, "".join(letters)) for kind, letters in groupby(plain(text), _font))


def plain(text: str) -> str:
    """The text as it will be printed: NFC, one kind of line end, unprintable characters as their code points."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(letter if letter == "\n" or _font(letter) else f"‹U+{ord(letter):04X}›" for letter in lines)


def has(letter: str) -> bool:
    """Whether the act's main font has the character."""
    return _font(letter) == REGULAR


def _run(font: str, text: str) -> str:
    escaped = escape(text).replace("\n", "<br/>")
    return f'<font name="{font}">{escaped}</font>' if font == FALLBACK else escaped


@cache
def _font(letter: str) -> str:
    """The font that has a character, "" when none does or it cannot be seen."""
    register()
    if letter == "\n" or (letter.isprintable() and ord(letter) in _covered(REGULAR)) or letter == "\u00a0":
        return REGULAR
    return FALLBACK if letter.isprintable() and ord(letter) in _covered(FALLBACK) else ""


@cache
def _covered(font: str) -> frozenset[int]:
    return frozenset(pdfmetrics.getFont(font).face.charToGlyph)
