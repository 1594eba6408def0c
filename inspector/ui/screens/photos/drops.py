"""Files and folders dragged onto a widget."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

Dropped = Callable[[list[Path]], None]


class _Drops(QObject):
    def __init__(self, widget: QWidget, dropped: Dropped) -> None:
        super().__init__(widget)
        self._dropped = dropped
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Local files only; nothing else is accepted."""
        if event.type() not in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop):
            return False
        if not isinstance(event, QDropEvent):
            return False
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if not files:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._dropped(files)
        return True


def take_drops(widget: QWidget, dropped: Dropped) -> None:
    """Call `dropped` with the files that are let go over `widget`."""
    _Drops(widget, dropped)
