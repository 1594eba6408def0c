"""Panes at the side stand on the other one when the left hand works: it hides what it reaches over."""

from collections.abc import Iterator

from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from inspector.ui.widgets.basic import Pane
from inspector.ui.widgets.inside import standing_in

OTHER = {"left": "right", "right": "left"}
_DIRECTION = QBoxLayout.Direction


def lay_out(root: QWidget, *, mirrored: bool) -> None:
    """Every row that holds a side pane, read from the right when `mirrored`; the pane's edge goes along."""
    if bool(root.property("mirrored")) is mirrored:
        return
    root.setProperty("mirrored", mirrored)
    for layout in _rows(root.layout()):
        panes = [pane for pane in standing_in(layout).values() if isinstance(pane, Pane) and pane.edge in OTHER]
        if panes:
            layout.setDirection(_DIRECTION.RightToLeft if mirrored else _DIRECTION.LeftToRight)
        for pane in panes:
            if bool(pane.property("mirrored")) is not mirrored:
                pane.setProperty("mirrored", mirrored)
                pane.edge = OTHER[pane.edge]
                pane.update()


def _rows(layout: QLayout | None) -> Iterator[QBoxLayout]:
    """The rows of a screen as far as its panes can be: not inside what they hold."""
    if isinstance(layout, QBoxLayout) and layout.direction() in (_DIRECTION.LeftToRight, _DIRECTION.RightToLeft):
        yield layout
    for item in standing_in(layout).values() if layout is not None else ():
        if isinstance(item, QLayout):
            yield from _rows(item)
        elif type(item) is QWidget:
            yield from _rows(item.layout())
