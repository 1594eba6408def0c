"""Tabler icons (MIT) by name, in any token's colour, as crisp pixmaps."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from inspector import paths
from inspector.ui import theme


def pixmap(name: str, token: str, size: int, ratio: float = 2.0) -> QPixmap:
    """The icon `name`, `size` logical pixels wide, in the colour of `token` of the active theme."""
    return _render(name, theme.color(token).name(), size, ratio)


def paint(painter: QPainter, name: str, token: str, rect: QRectF) -> None:
    """Draw the icon into `rect`."""
    drawn = _render(name, theme.color(token).name(), round(rect.width()), painter.device().devicePixelRatioF())
    painter.drawPixmap(rect.topLeft(), drawn)


@lru_cache(maxsize=512)
def _render(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    source = paths.resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(drawn.rect()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn
