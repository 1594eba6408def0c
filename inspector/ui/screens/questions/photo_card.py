"""A card with a tray of pictures inside: what `PhotoDesk` needs of a question's card and of an earlier violation's."""

from PySide6.QtCore import Signal

from inspector.ui.screens.questions.tray import PhotoTray
from inspector.ui.widgets.basic import Card


class PhotoCard(Card):
    """`photo_taken` carries the file and whether faces are to be closed on it next."""

    photo_removed = Signal(str)
    photo_opened = Signal(str)
    photo_taken = Signal(object, bool)
    photo_postponed = Signal()
    tray_opened = Signal()
    tray_closed = Signal()
    folder_named = Signal(str)

    def __init__(self) -> None:
        super().__init__("surface", "brand", thick=True)
        self.tray = PhotoTray(lays_out=True)
        self.tray.hide()
        self.tray.taken.connect(self.photo_taken)
        self.tray.postponed.connect(self.photo_postponed)
        self.tray.closed.connect(self.close_tray)
        self.tray.folder_named.connect(self.folder_named)

    @property
    def can_postpone(self) -> bool:
        """Whether a photo can be promised."""
        return bool(self.photo_target)

    @property
    def photo_target(self) -> str:
        """The node a picture goes to; "" where none is taken."""
        return ""

    def open_tray(self) -> None:
        """Key 6, once."""
        if self.photo_target and self.tray.isHidden() and not self.tray.busy:
            self.tray.show()
            self.tray_moved()
            self.tray_opened.emit()

    def close_tray(self) -> None:
        """Esc or 0."""
        if self.tray.isVisible():
            self.tray.hide()
            self.tray_moved()
            self.tray_closed.emit()

    def tray_moved(self) -> None:
        """The tray was opened or closed: make room, or take it back."""
