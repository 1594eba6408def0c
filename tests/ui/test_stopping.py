"""Ending by a signal."""

import signal

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from inspector.ui.stopping import SIGNALS, closed_by_signals


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_closes_the_window_and_no_more(qtbot: QtBot, number: signal.Signals) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    before = signal.getsignal(number)
    with closed_by_signals(window):
        signal.raise_signal(number)
        qtbot.waitUntil(lambda: not window.isVisible())
    assert signal.getsignal(number) is before
    assert signal.set_wakeup_fd(-1) == -1
