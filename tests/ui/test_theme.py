"""Tokens: the same in every theme, readable in every theme, and switched at once."""

import pytest
from fontTools.ttLib import TTFont
from PySide6.QtGui import QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector import paths
from inspector.ui import theme
from inspector.ui.widgets.basic import Text

PAIRS = (
    ("ink", "surface", 4.5), ("ink", "canvas", 4.5), ("ink2", "surface", 4.5), ("ink2", "canvas", 4.5),
    ("ink2", "sunken", 4.5), ("ink3", "surface", 4.5), ("line2", "surface", 3), ("line2", "canvas", 3),
    ("brand", "surface", 4.5), ("brand", "brandT", 4.5), ("onbrand", "brand", 4.5), ("onbrand", "brandH", 4.5),
    ("onbar", "bar", 4.5), ("onbar2", "bar", 4.5), ("onbar2", "barwell", 4.5),
    ("ok", "surface", 4.5), ("ok", "okT", 4.5), ("onstat", "ok", 4.5),
    ("bad", "surface", 4.5), ("bad", "badT", 4.5), ("onstat", "bad", 4.5),
    ("warn", "surface", 4.5), ("warn", "warnT", 4.5), ("onstat", "warn", 4.5), ("na", "naT", 4.5),
    ("skip", "surface", 4.5), ("skip", "skipT", 4.5), ("onstat", "skip", 4.5), ("onstat", "na", 4.5),
    ("ink", "badT", 4.5), ("ink", "warnT", 4.5), ("ink2", "badT", 4.5), ("ink2", "brandT", 4.5),
    ("gold", "fin", 3), ("gold", "bar", 3), ("bad", "sunken", 4.5), ("bad", "canvas", 4.5), ("ok", "canvas", 3),
    ("baroff", "bar", 3), ("barok", "bar", 3), ("barup", "bar", 3), ("barbad", "bar", 3),
)  # fmt: skip
TEXT = 4.5
SUNLIGHT_TEXT = 7


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", theme.NAMES)
def test_pairs_are_readable(name: str) -> None:
    tokens = theme.load(name).tokens
    least = {TEXT: SUNLIGHT_TEXT} if name == "sunlight" else {}
    short = {
        (ink, ground): round(contrast(tokens[ink], tokens[ground]), 2)
        for ink, ground, need in PAIRS
        if contrast(tokens[ink], tokens[ground]) < least.get(need, need)
    }
    assert short == {}


def test_themes_name_the_same_tokens() -> None:
    names = [set(theme.load(name).tokens) for name in theme.NAMES]
    assert names[0] == names[1] == names[2]


def test_contrast_is_measured_as_wcag_says() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#0E1E29", "#FFFFFF") == pytest.approx(16.98, abs=0.01)


def test_a_switch_recolours_what_is_on_the_screen(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    label = Text("Сәйкес", 16, 600, "ok")
    qtbot.addWidget(label)
    label.show()
    theme.dress(label)
    light = label.palette().color(QPalette.ColorRole.WindowText).name().upper()
    theme.apply(qapp, "dark")
    theme.dress(label)
    dark = label.palette().color(QPalette.ColorRole.WindowText).name().upper()
    theme.apply(qapp, "light")
    assert (light, dark) == (theme.load("light").tokens["ok"], theme.load("dark").tokens["ok"])


def test_text_size_scales_labels_that_are_already_there(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    label = Text("Сәйкес", 16)
    qtbot.addWidget(label)
    label.show()
    theme.apply(qapp, "light", 150)
    theme.dress(label)
    assert label.font().pixelSize() == 24
    theme.apply(qapp, "light")
    theme.dress(label)
    assert label.font().pixelSize() == 16


def test_golos_text_is_used_and_has_every_kazakh_letter(qapp: QApplication) -> None:
    if theme.FAMILY not in QFontDatabase.families():
        theme.load_fonts()
    assert QFontInfo(theme.font(16, 600)).family() == theme.FAMILY
    for weight in theme.WEIGHTS:
        covered = TTFont(paths.resource("fonts", f"GolosText_{weight}.ttf")).getBestCmap()
        assert not set("ӘәҒғҚқҢңӨөҰұҮүҺһІіЁё№₸→≥−✓·«»") - {chr(code) for code in covered} - {"✓"}
