"""The screens made so far: one is in view, the others wait. What waits is dressed and told anew when it comes back."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSizePolicy, QStackedWidget

from inspector.ui import theme
from inspector.ui.screens import SCREENS
from inspector.ui.screens.base import Screen
from inspector.ui.shell import Shell

QUIET_MS = 400
_NO_ROOM = QSizePolicy.Policy.Ignored
AHEAD = (
    "questions", "roster", "cameras", "summary", "sync", "settings", "signatures", "proof", "coverage", "code_show",
    "code_enter", "camera_grid", "delivery", "act", "returned", "search", "before", "acts", "violations", "keys",
)  # fmt: skip
"""Screens a working day needs, the next first."""


def loaded() -> None:
    """Import every screen; on a lane. It takes longer than making one."""
    import inspector.ui.screens.loading  # noqa: F401


class ScreenStack(QStackedWidget):
    """Makes each screen once. A switch of language, theme or text size costs what is in view, and no more."""

    def __init__(self) -> None:
        super().__init__()
        self._made: dict[str, Screen] = {}
        self._outdated: set[str] = set()
        self._quiet = QTimer(self, interval=QUIET_MS)
        # A hidden screen must not hold the window open: only the one in view asks for room.
        self.currentChanged.connect(self._shrink_hidden)

    @property
    def screen(self) -> Screen | None:
        """The screen in view."""
        widget = self.currentWidget()
        return widget if isinstance(widget, Screen) else None

    def made(self, name: str) -> Screen | None:
        """A screen made so far."""
        return self._made.get(name)

    def ready(self, name: str, shell: Shell) -> Screen:
        """The screen of that name, in the present language and look; not in view yet."""
        if name not in self._made:
            screen = self._made[name] = SCREENS[name](shell)
            screen.setObjectName(name)
            screen.setSizePolicy(_NO_ROOM, _NO_ROOM)
            self.addWidget(screen)
            self._outdated.add(name)
        screen = self._made[name]
        if name in self._outdated:
            self._outdated.remove(name)
            theme.dress(screen)
            screen.retranslate()
        return screen

    def prepare(self, shell: Shell) -> None:
        """Make the screens of a day ahead, one at a time, whenever nobody has touched anything for a moment."""
        self._quiet.stop()
        self._quiet = QTimer(self, interval=QUIET_MS)
        waiting = iter(AHEAD)

        def make_one() -> None:
            name = next((each for each in waiting if each not in self._made), None)
            if name is None:
                self._quiet.stop()
            else:
                self.ready(name, shell)

        self._quiet.timeout.connect(make_one)
        self._quiet.start()

    @property
    def preparing(self) -> bool:
        """Whether screens are still made ahead."""
        return self._quiet.isActive()

    def disturbed(self) -> None:
        """Somebody works: what is made ahead waits."""
        if self._quiet.isActive():
            self._quiet.start()

    def retranslate(self) -> None:
        """Another language, or words of another size."""
        if self.screen is not None:
            self.screen.retranslate()
        self._outdate()

    def dress(self) -> None:
        """Another theme or text size."""
        if self.screen is not None:
            theme.dress(self.screen)
        self._outdate()

    def forget(self, kept: str) -> None:
        """Throw every screen away but one."""
        self._quiet.stop()
        for name in self._made.keys() - {kept}:
            old = self._made.pop(name)
            self.removeWidget(old)
            old.deleteLater()

    def _outdate(self) -> None:
        self._outdated = {name for name, screen in self._made.items() if screen is not self.screen}

    def _shrink_hidden(self, index: int) -> None:
        for position in range(self.count()):
            widget = self.widget(position)
            policy = widget.sizePolicy()
            kept = policy.Policy.Preferred if position == index else _NO_ROOM
            widget.setSizePolicy(kept, kept)
