"""Panes at the side stand on the other one when the left hand works: it hides what it reaches over."""

from collections.abc import Iterator

from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from inspector.ui.widgets.basic import Pane

OTHER = {"left": "right", "right": "left"}
_DIRECTION = QBoxLayout.Direction


def lay_out(root: QWidget, *, mirrored: bool) -> None:
    """Every row that holds a side pane, read from the right when `mirrored`; the pane's edge goes along."""
    if bool(root.property("mirrored")) is mirrored:
        return
    root.setProperty("mirrored", mirrored)
    for layout in _rows(root.layout()):
        panes = [pane for pane in _widgets(layout) if isinstance(pane, Pane) and pane.edge in OTHER]
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
    for place in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(place) if layout is not None else None
        if item is not None:
            widget = item.widget()
            inside = widget.layout() if widget is not None and type(widget) is QWidget else item.layout()
            yield from _rows(inside)


def _widgets(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget = item.widget() if item is not None else None
        if widget is not None:
            yield widget
