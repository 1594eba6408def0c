"""What is asked of a screen in every language, theme, size and text size."""

import itertools
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from inspector.ui import theme
from tests.looks.crawl import Faults, faults, ringed, stops
from tests.looks.stage import Viewer

SIZES, TEXTS, LANGUAGES = ((1280, 680), (1366, 768)), (100, 125), ("ru", "kk", "en")
TINY = (1093, 614)
"""1366x768 at 125 %: cramped, but nothing may be out of reach."""
MOST_STOPS = 250


def looked_through(viewer: Viewer, go: Callable[[Viewer], None], known: Sequence[str] = ()) -> dict[object, Faults]:
    """What is wrong anywhere, by size, text size, language and theme."""
    viewer.dress("ru", "light")
    go(viewer)
    found: dict[object, Faults] = {}
    looks = itertools.cycle(theme.NAMES)  # a theme changes borders, not texts: each language meets each of them
    for percent, code in itertools.product(TEXTS, LANGUAGES):
        for size in SIZES:
            look = next(looks)
            viewer.dress(code, look, size, percent)
            told = faults(viewer.window, known)
            if told:
                found[size, percent, code, look] = told
    viewer.dress("ru", "light", TINY)
    told = faults(viewer.window, known)
    if broken := {kind: told[kind] for kind in ("too big", "cut") if kind in told}:
        found[TINY] = broken
    return found


def tabbed_through(viewer: Viewer, go: Callable[[Viewer], None], *, bare: bool = False) -> tuple[set[str], list[str]]:
    """What Tab never led to, and where the focus was not seen (not looked for where all is `bare`)."""
    viewer.dress("ru", "light")
    go(viewer)
    assert viewer.window.isActiveWindow(), "another window took the keys"
    expected = set(stops(viewer.window))
    reached: list[QWidget] = []
    unseen = []
    for _ in range(MOST_STOPS):
        here = QApplication.focusWidget()
        assert here is not None, "the focus got lost"
        if here in reached:
            break
        reached.append(here)
        if not bare and not ringed(viewer.window, here):
            unseen.append(f"{type(here).__name__} {here.accessibleName()}")
        QTest.keyClick(here, Qt.Key.Key_Tab)
        QApplication.processEvents()
    return {f"{type(widget).__name__} {widget.accessibleName()}" for widget in expected - set(reached)}, unseen
