"""What a person with gloves, in the sun or with a screen reader would stumble over, in every visible widget."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from inspector.ui import theme
from inspector.ui.widgets.basic import Elided, Scroll, Text
from inspector.ui.window import AppWindow

TARGET = 44
RING = 20
"""Pixels of gold that are a ring, and not a logo's corner."""
Faults = dict[str, list[str]]


def faults(window: AppWindow, known: Sequence[str] = ()) -> Faults:
    """By kind, without what is `known`; empty when there is nothing to say."""
    seen = [widget for widget in window.findChildren(QWidget) if widget.isVisibleTo(window)]
    found = {
        "nameless": [type(widget).__name__ for widget in seen if _reachable(widget) and not spoken(widget)],
        "small": [f"{_called(widget)} {widget.width()}x{widget.height()}" for widget in seen if _small(widget)],
        "clipped": [_called(widget) for widget in seen if isinstance(widget, Text) and _clipped(widget)],
        "too big": list(_too_big(window)),
        "cut": [
            f"{type(area).__name__} {area.widget().minimumSizeHint().width()} > {area.viewport().width()}"
            for area in seen
            if isinstance(area, Scroll) and area.widget().minimumSizeHint().width() > area.viewport().width()
        ],
    }
    new = {kind: [one for one in told if not any(each in one for each in known)] for kind, told in found.items()}
    return {kind: told for kind, told in new.items() if told}


def spoken(widget: QWidget) -> str:
    """What a screen reader says of it."""
    described = QAccessible.queryAccessibleInterface(widget)
    told = described.text(QAccessible.Text.Name) if described else ""
    return told or widget.accessibleName()


def _reachable(widget: QWidget) -> bool:
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isEnabled()


def _small(widget: QWidget) -> bool:
    return (
        isinstance(widget, QAbstractButton)
        and widget.isEnabled()
        and type(widget).__name__ != "_Segment"
        and (widget.height() < TARGET or widget.width() < TARGET)
    )


def _clipped(label: Text) -> bool:
    """Whether a label says less than its whole text."""
    if not label.text() or label.width() <= 1:
        return False
    if isinstance(label, Elided):
        return QFontMetrics(label.fitting()).horizontalAdvance(label.text()) > label.contentsRect().width() + 1
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + 1
    return label.sizeHint().width() > label.width() + 1


def _too_big(window: AppWindow) -> Iterator[str]:
    least = window.minimumSizeHint()
    if least.width() > window.width() or least.height() > window.height():
        yield f"asks for {least.width()}x{least.height()}"


def _called(widget: QWidget) -> str:
    said = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return f"{type(widget).__name__} {said[:60]!r}"


def stops(window: AppWindow) -> Iterator[QWidget]:
    """Everything the Tab key must lead to."""
    for widget in window.findChildren(QWidget):
        by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not by_tab or not widget.isVisibleTo(window) or not widget.isEnabled() or widget.focusProxy() is not None:
            continue
        group = widget.group() if isinstance(widget, QAbstractButton) else None
        chosen = group.checkedButton() if group is not None and group.exclusive() else None
        if chosen is None or chosen is widget:  # of choices the chosen one is a stop; arrows lead to the others
            yield widget


def ringed(window: AppWindow, widget: QWidget) -> bool:
    """Whether the gold of the focus ring is drawn at or around the widget."""
    corner = widget.mapTo(window, QPoint(0, 0))
    around = QRect(corner, widget.size()).adjusted(-8, -8, 8, 8).intersected(window.rect())
    picture = window.grab(around).toImage()
    raw = bytes(picture.convertToFormat(QImage.Format.Format_RGB32).constBits())
    return raw.count(theme.color("gold").rgb().to_bytes(4, "little")) >= RING
