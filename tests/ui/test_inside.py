"""What stands in a layout is found without Python objects for the layout's items: they outlive what they stand for."""

import gc

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget, QWidgetItem
from pytestqt.qtbot import QtBot

from inspector.ui.widgets.inside import standing_in
from inspector.ui.widgets.order import reading_order


def test_widgets_and_layouts_in_their_order_gaps_left_out(qtbot: QtBot) -> None:
    around, first, last, inner, within = QWidget(), QLabel("1"), QPushButton("3"), QHBoxLayout(), QPushButton("2")
    qtbot.addWidget(around)
    layout = QVBoxLayout(around)
    layout.addWidget(last)
    layout.insertLayout(0, inner)
    layout.insertSpacing(0, 4)
    layout.insertWidget(1, first)
    inner.addWidget(within)
    before = sum(isinstance(each, QWidgetItem) for each in gc.get_objects())
    assert standing_in(layout) == {1: first, 2: inner, 3: last}
    assert standing_in(inner) == {0: within}
    around.show()
    assert list(reading_order(around)) == [within, last]
    assert sum(isinstance(each, QWidgetItem) for each in gc.get_objects()) == before
