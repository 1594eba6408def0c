"""The look of the program: colour tokens read from `resources/themes`, the typeface, and their style sheet.

Like QApplication's palette there is one look per process, so the active theme is kept by this module: painting
code asks `color("ink")` when it paints, and a switch of theme needs nothing but a repaint.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from inspector import paths
from inspector.core.errors import Bug
from inspector.ui import qss

FAMILY = "Golos Text"
NAMES = ("light", "dark", "sunlight")
SYSTEM = "system"
WEIGHTS = ("400Regular", "500Medium", "600SemiBold", "700Bold")


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme as its file says. `high_contrast` themes draw borders where others draw tints."""

    name: str
    high_contrast: bool
    tokens: Mapping[str, str]


@cache
def load(name: str) -> Theme:
    """The theme of that name."""
    stored = json.loads(paths.resource("themes", f"{name}.json").read_text(encoding="utf-8"))
    return Theme(stored["name"], stored["high_contrast"], stored["tokens"])


class _Look:
    """What is on the screen now. Replaced as a whole by `apply`."""

    theme: Theme | None = None
    percent: int = 100
    sheet: str = ""


def apply(app: QApplication, name: str, text_percent: int = 100) -> None:
    """Switch the whole program to a theme and a text size (percent); the window then dresses what is in view.

    "system" is light or dark, as the system is.
    """
    _Look.theme = load(("dark" if system_is_dark() else "light") if name == SYSTEM else name)
    _Look.percent = text_percent
    font.cache_clear()
    color.cache_clear()
    app.setFont(font(16))
    app.setPalette(_palette())
    _Look.sheet = qss.sheet(_Look.theme.tokens, scaled, high_contrast=_Look.theme.high_contrast)


def dress(widget: QWidget) -> None:
    """Give a part of the window, with everything in it, the style sheet of the present look.

    A sheet of the whole application costs a second: Qt then goes through every widget there is, hidden ones too, once
    for each of its parents.
    """
    widget.setStyleSheet(_Look.sheet)


def system_is_dark() -> bool:
    """Whether the system shows its own windows dark."""
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def active() -> Theme:
    """The theme on the screen."""
    if _Look.theme is None:
        _Look.theme = load("light")
    return _Look.theme


def scaled(pixels: int) -> int:
    """A text size in the chosen scale."""
    return round(pixels * _Look.percent / 100)


def text_percent() -> int:
    """The chosen text size, 100 to 150."""
    return _Look.percent


@cache
def color(token: str) -> QColor:
    """The colour of a token in the active theme. Do not change the returned object: copy it first."""
    return QColor(active().tokens[token])


@cache
def font(size: int, weight: int = 400) -> QFont:
    """The interface font at `size` px (before scaling), with digits of equal width. Copy it before changing."""
    made = QFont(FAMILY)
    made.setPixelSize(scaled(size))
    # Hinting at whole pixels swallows the dot of "i" at text sizes.
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setWeight(QFont.Weight(weight))
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def load_fonts() -> None:
    """Register the shipped typeface; before the first widget is made."""
    for weight in WEIGHTS:
        file = paths.resource("fonts", f"GolosText_{weight}.ttf")
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise Bug(f"font not loaded: {file.name}")


def _palette() -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "canvas",
        QPalette.ColorRole.WindowText: "ink",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "sunken",
        QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "ink",
        QPalette.ColorRole.Highlight: "brand",
        QPalette.ColorRole.HighlightedText: "onbrand",
        QPalette.ColorRole.PlaceholderText: "ink3",
        QPalette.ColorRole.ToolTipBase: "surface",
        QPalette.ColorRole.ToolTipText: "ink",
    }
    for role, token in roles.items():
        palette.setColor(role, color(token))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, color("ink3"))
    return palette
