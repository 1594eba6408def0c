"""Lock, PIN, settings and the pages behind them: they fit, nothing is cut, everything is named, reached and large."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from inspector.ui.language import tr
from inspector.ui.screens.settings.presenter import BackupLine
from inspector.ui.widgets.basic import Chip, Text
from inspector.ui.window import AppWindow
from tests.ui.conftest import unlock, visible
from tests.ui.fakes import FakeGate
from tests.ui.test_window import cut

NAMES = ("Айгерим Сапарова", "Нұрмұхамбетов Бауыржан Қайырбекұлы")
LOCKED = ("lock", "pin", "wrong", "set", "restore", "recover")
OPENED = ("settings", "copying", "passphrase", "colleague")


def show(window: AppWindow, state: str) -> None:
    """One of the states above, in a window that is locked or open as the state wants it."""
    screen = window.screen
    if state in ("lock", "pin", "wrong"):
        gate = window.gate
        gate.pins = {} if state == "lock" else {NAMES[0]: "402719"}
        screen.enter(where="Школа-гимназия № 15 имени Қаныша Сәтбаева · Мониторинг · 11:12")
        if state == "wrong":
            screen.show_problem(
                tr("The two PINs differ. Begin again."), tr("Then the passphrase is needed. Nothing is lost.")
            )
    elif state == "set":
        screen._presenter._workplace = window.gate.workplace()
        screen._presenter._restart(tr("This reads as a date of birth. Choose other six digits."))
    else:
        window.navigator.show("settings" if state == "copying" else state)
        if state == "copying":
            said = tr("Copied {n} of {of} MB", n=1234, of=5678)
            window.screen.show_backup(BackupLine(running=True, done=1, total=4, text=said))
    QApplication.processEvents()


def windows(qtbot: QtBot, open_window, **look: object) -> Iterator[tuple[str, AppWindow]]:
    """Every state, in two windows: a locked one and an open one."""
    locked = open_window(FakeGate(names=NAMES), **look)
    for state in LOCKED:
        show(locked, state)
        yield state, locked
    locked.close()
    opened = open_window(FakeGate(names=NAMES), **look)
    unlock(qtbot, opened)
    for state in OPENED:
        show(opened, state)
        yield state, opened


@pytest.mark.parametrize(
    ("code", "size", "percent"),
    [("ru", (1280, 680), 100), ("kk", (1093, 614), 100), ("kk", (1280, 680), 125), ("en", (1366, 768), 150)],
)
def test_they_fit_and_nothing_is_cut(qtbot: QtBot, open_window, code: str, size: tuple[int, int], percent: int) -> None:
    found: list[object] = []
    for state, window in windows(qtbot, open_window, language=code, size=size, text_percent=percent):
        found += [(state, each) for each in cut(window)]
        found += [(state, each) for each in clipped(window)]
        if (window.width(), window.height()) != size:
            found.append((state, window.size()))
    assert found == []


def clipped(window: AppWindow) -> list[str]:
    """Labels and chips that are narrower or lower than their words."""
    labels = [each for each in window.screen.findChildren(QLabel) if each.isVisibleTo(window) and type(each) is Text]
    bad = [each.text() for each in labels if each.text() and each.height() + 1 < each.heightForWidth(each.width())]
    bad += [
        each.text()
        for each in labels
        if not each.wordWrap() and each.width() + 1 < each.fontMetrics().horizontalAdvance(each.text())
    ]
    chips = [each for each in window.screen.findChildren(Chip) if each.isVisibleTo(window)]
    return bad + [each.text() for each in chips if each.width() < each.sizeHint().width()]


def test_everything_is_named_and_large_enough_for_a_glove(qtbot: QtBot, open_window) -> None:
    nameless, small = [], []
    for state, window in windows(qtbot, open_window, language="kk", size=(1280, 680)):
        for widget in visible(window):
            if not isinstance(widget, QAbstractButton | QLineEdit):
                continue
            seen = QAccessible.queryAccessibleInterface(widget)
            if not seen.text(QAccessible.Text.Name) or seen.role() == QAccessible.Role.NoRole:
                nameless.append((state, type(widget).__name__))
            # segments are hit anywhere in their 44 px frame
            high = max(widget.height(), widget.parentWidget().height() if widget.height() < 44 else 0)
            if widget.width() < 44 or high < 44:
                small.append((state, type(widget).__name__, widget.accessibleName()))
    assert nameless == []
    assert small == []


def test_tab_reaches_every_control(qtbot: QtBot, open_window) -> None:
    missed = []
    for state, window in windows(qtbot, open_window, size=(1280, 680)):
        reached: list[QWidget] = []
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        while QApplication.focusWidget() not in reached:
            reached.append(QApplication.focusWidget())
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        wanted = [
            widget
            for widget in window.screen.findChildren(QAbstractButton) + window.screen.findChildren(QLineEdit)
            if widget.isVisibleTo(window) and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        missed += [(state, widget.accessibleName()) for widget in wanted if widget not in reached]
    assert missed == []


def test_a_screen_reader_meets_a_passphrase_field(open_window) -> None:
    window = open_window(FakeGate(names=NAMES, pins={NAMES[0]: "402719"}))
    window.screen.enter()
    seen = QAccessible.queryAccessibleInterface(window.screen.first_focus())
    assert seen.text(QAccessible.Text.Name) == "ПИН на сегодня"
    assert seen.state().passwordEdit
