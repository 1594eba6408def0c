"""Only the icons that are used are shipped, and every icon that is named is there."""

import re

from PySide6.QtWidgets import QApplication

from inspector import paths
from inspector.ui import icons
from tests.architecture.tree import ROOT


def named() -> set[str]:
    """Quoted words in the interface's code that could be icon names."""
    words: set[str] = set()
    for file in (ROOT / "inspector" / "ui").rglob("*.py"):
        words |= set(re.findall(r'"([a-z][a-z0-9-]*)"', file.read_text(encoding="utf-8")))
    return words


def test_no_icon_is_shipped_for_nothing() -> None:
    shipped = {file.stem for file in paths.resource("icons").glob("*.svg")}
    assert sorted(shipped - named()) == []


def test_an_icon_is_drawn_in_the_colour_of_its_token(qapp: QApplication) -> None:
    drawn = icons.pixmap("home", "bad", 24).toImage()
    inked = {
        drawn.pixelColor(x, y).name() for x in range(48) for y in range(48) if drawn.pixelColor(x, y).alpha() == 255
    }
    assert "#b3221a" in inked
