"""The way through the screens: where we are, where Back leads, where to resume after the lock. No Qt."""

from collections.abc import Callable

Step = tuple[str, dict[str, object]]
HOME: Step = ("home", {})
UNTRACKED = ("start", "lock", "restore", "invited", "recover")


class Trail:
    """A Navigator that remembers steps as (screen, arguments) and calls `show` for each move.

    `bookmark` tells the arguments that lead back to the very place in the screen that is being left.
    """

    def __init__(
        self, show: Callable[[str, dict[str, object]], None], bookmark: Callable[[], dict[str, object]]
    ) -> None:
        self._show = show
        self._bookmark = bookmark
        self._steps: list[Step] = []

    @property
    def steps(self) -> tuple[Step, ...]:
        """The way here; the last is the screen in view."""
        return tuple(self._steps)

    @property
    def previous(self) -> str:
        """The screen Back leads to."""
        return self._steps[-2][0] if len(self._steps) > 1 else HOME[0]

    def show(self, screen: str, **arguments: object) -> None:
        """Go there. A screen that lies on the way here already becomes its end: nobody walks in circles."""
        self.remember()
        names = [name for name, _ in self._steps]
        if screen in names:
            del self._steps[names.index(screen) :]
        if screen not in UNTRACKED:
            self._steps.append((screen, arguments))
        self._show(screen, arguments)

    def replace(self, screen: str, **arguments: object) -> None:
        """Go there instead of the screen in view: Back will not lead to it."""
        if self._steps:
            self._steps.pop()
        self.show(screen, **arguments)

    def back(self) -> None:
        """One step back; home when there is none."""
        if self._steps:
            self._steps.pop()
        if not self._steps:
            self._steps = [HOME]
        name, arguments = self._steps[-1]
        self._show(name, arguments)

    def home(self) -> None:
        """The first screen, with nothing behind it."""
        self._steps = [HOME]
        self._show(*HOME)

    def place(self, screen: str) -> None:
        """A place of the rail: only home lies behind it."""
        self._steps = [HOME] if screen == HOME[0] else [HOME, (screen, {})]
        self._show(screen, {})

    def remember(self) -> None:
        """Sharpen the last step before its screen is left or thrown away."""
        if self._steps:
            name, arguments = self._steps[-1]
            self._steps[-1] = (name, arguments | self._bookmark())

    def resume(self) -> None:
        """Show the last step again, or home."""
        if not self._steps:
            self._steps = [HOME]
        self._show(*self._steps[-1])
