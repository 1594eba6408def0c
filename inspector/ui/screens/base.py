"""What every screen is to the window: its frame, its title and key hints, and what keys it answers."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from inspector.ui.shell import Hint, Shell, Title


class Frame(Enum):
    """What the window draws around a screen."""

    HOME = "home"  # top bar, rail, footer
    INSPECTION = "inspection"  # top bar with Back, footer; the screen brings its own left pane
    BARE = "bare"  # nothing: first start, lock, key sheet


class Screen(QWidget):
    """A screen of the window. Made once, entered many times; the window throws all of them away on locking.

    `frame` is what stands around it; `place` marks the rail. `retranslate` says every text again: it is called
    once after construction and after every switch of language or text size.
    """

    frame = Frame.HOME
    place = ""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self._compact = False

    def enter(self, **arguments: object) -> None:
        """It comes into view, with the navigator's arguments."""

    def leave(self) -> None:
        """It goes out of view: write down what is still in fields."""

    def bookmark(self) -> dict[str, object]:
        """Extra arguments for `enter` that lead back to this very place after a lock or a look elsewhere."""
        return {}

    def retranslate(self) -> None:
        """Say every text in the current language."""

    def title(self) -> Title:
        """What the top bar says."""
        return Title()

    def hints(self) -> Sequence[Hint]:
        """The key hints of the footer."""
        return ()

    def first_focus(self) -> QWidget | None:
        """What gets the focus on entering, and when Escape leaves a text field."""
        return None

    def exchange_changed(self) -> None:
        """What waits for headquarters, or what goes on with it, is different now. Asked of the screen in view."""

    def digit(self, value: int) -> bool:
        """A digit key, when no text is being written. True when it meant something."""
        del value
        return False

    def control(self, letter: str) -> bool:
        """Ctrl with a Latin letter (by scan code), before the window's own meaning. True when taken."""
        del letter
        return False

    def key(self, event: QKeyEvent) -> bool:
        """Any other key when no text is being written. True when taken."""
        del event
        return False

    def escape(self) -> bool:
        """Escape, when no text is being written. False lets the window go back."""
        return False

    def idled(self) -> None:
        """Nobody touched anything for the minutes of the automatic lock, and nothing is open in the window."""

    def set_compact(self, *, compact: bool) -> None:
        """The window is lower than 700 px or narrower than 1200: shrink what can be shrunk."""
        self._compact = compact

    def event(self, event: QEvent) -> bool:
        """Nothing of a screen accepts drops or context menus by accident."""
        if event.type() == QEvent.Type.ContextMenu:
            return True
        return super().event(event)
