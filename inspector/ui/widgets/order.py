"""The Tab key follows the eyes: through layouts as they are read, from top to bottom and from left to right.

Qt's own chain follows the order in which widgets were made, and it is knotted by widgets that hand their focus on.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QLayout, QMainWindow, QScrollArea, QWidget

from inspector.ui.widgets.inside import standing_in


def reading_order(widget: QWidget) -> Iterator[QWidget]:
    """Everything at or inside `widget` that Tab stops at, as it is read; of choices only the chosen one."""
    if widget.isHidden() or not widget.isEnabled():
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None and not _beside_chosen(widget):
        yield widget
    inner = widget.widget() if isinstance(widget, QScrollArea) else None
    inner = widget.centralWidget() if isinstance(widget, QMainWindow) else inner
    layout = widget.layout()
    if inner is not None:
        yield from reading_order(inner)
    elif layout is not None:
        yield from _inside(layout)
    else:
        for child in widget.children():
            if isinstance(child, QWidget):
                yield from reading_order(child)


def step_focus(root: QWidget, here: QWidget | None, *, ahead: bool) -> bool:
    """Give the focus to the next or previous stop in `root`, round at the ends, and bring it into view."""
    stops = list(reading_order(root))
    if not stops:
        return False
    step = 1 if ahead else -1
    target = stops[(stops.index(here) + step) % len(stops)] if here in stops else stops[0 if ahead else -1]
    target.setFocus(Qt.FocusReason.TabFocusReason if ahead else Qt.FocusReason.BacktabFocusReason)
    reveal(target)
    return True


def reveal(widget: QWidget) -> None:
    """Scroll whatever it stands in until it is seen."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()


def _inside(layout: QLayout) -> Iterator[QWidget]:
    items = list(standing_in(layout).values())
    if isinstance(layout, QBoxLayout) and layout.direction() is QBoxLayout.Direction.RightToLeft:
        items.reverse()
    for item in items:
        yield from reading_order(item) if isinstance(item, QWidget) else _inside(item)


def _beside_chosen(widget: QWidget) -> bool:
    """One of several choices, when another one is chosen: arrows lead there."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    if group is None or not group.exclusive():
        return False
    return group.checkedButton() not in (None, widget)
