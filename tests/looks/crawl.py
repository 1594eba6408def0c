"""What a person with gloves, in the sun or with a screen reader would stumble over, in every visible widget."""

from collections.abc import Callable, Iterator, Sequence

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from inspector.ui import theme
from inspector.ui.widgets.basic import Elided, Scroll, Text
from inspector.ui.window import AppWindow

TARGET = 44
AIR = 24
"""Pixels at both sides of a button's words that it may lose."""
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
        "squeezed": [_called(widget) for widget in seen if _squeezed(widget)],
        "painted": painted(window),
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


def _squeezed(widget: QWidget) -> bool:
    """Whether a button, which draws its own words, has lost more than air."""
    return isinstance(widget, QAbstractButton) and widget.width() + AIR < widget.minimumSizeHint().width()


def painted(window: AppWindow) -> list[str]:
    """The texts that lose letters while the window is drawn, whoever draws them: delegates, chips, tiles, labels."""
    lost: list[str] = []
    draw = QPainter.drawText

    def watched(elide: Callable[..., str]) -> Callable[..., str]:
        def eliding(metrics: object, text: str, *rest: object) -> str:
            shown = elide(metrics, text, *rest)
            if shown != text:
                lost.append(shown)
            return shown

        return eliding

    def drawing(painter: QPainter, *said: object) -> object:
        where, text = said[0], said[-1]
        if isinstance(where, QRect | QRectF) and isinstance(text, str) and not _holds(painter, QRectF(where), said):
            lost.append(text)
        return draw(painter, *said)

    with pytest.MonkeyPatch.context() as patch:
        for kind in (QFontMetrics, QFontMetricsF):
            patch.setattr(kind, "elidedText", watched(kind.elidedText))
        patch.setattr(QPainter, "drawText", drawing)
        window.grab()
    return lost


def _holds(painter: QPainter, room: QRectF, said: Sequence[object]) -> bool:
    metrics, text = QFontMetrics(painter.font()), str(said[-1])
    wraps = len(said) == 3 and isinstance(said[1], int) and said[1] & Qt.TextFlag.TextWordWrap.value
    if not wraps:
        return metrics.horizontalAdvance(text) <= room.width() + 1
    needed = metrics.boundingRect(QRect(0, 0, round(room.width()), 9999), said[1], text)
    return needed.height() <= room.height() + 1 and needed.width() <= room.width() + 1


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
