"""The code before the camera: when it may be painted, when it goes, and what the four keys do. No Qt."""

import time
from collections.abc import Callable
from typing import Protocol

from inspector.core import walk
from inspector.core.errors import Refusal
from inspector.core.walk import Showing
from inspector.services.walking import Camera, Walking
from inspector.ui.language import tr
from inspector.ui.screens.sitting import Sitting
from inspector.ui.screens.walk import telling
from inspector.ui.screens.walk.page import Shown, ShowPage


class ShowView(Protocol):
    """What the screen must be able to show."""

    def show_page(self, page: ShowPage) -> None: ...


class ShowPresenter:
    """One showing after the other. A code is painted only when the journal has it durably."""

    def __init__(self, sitting: Sitting, view: ShowView, clock: Callable[[], float] = time.monotonic) -> None:
        self._sitting = sitting
        self._shell = sitting.shell
        self._view = view
        self._clock = clock
        self._state = Shown.WRITING
        self._showing: Showing | None = None
        self._painted: float | None = None
        self._turn = 0
        self._here = False
        self.walking = Walking(sitting.opened)
        self.node = ""
        sitting.recorder.listeners.append(self._recorded)

    def serves(self, sitting: Sitting) -> bool:
        """Whether it belongs to that sitting."""
        return sitting is self._sitting

    def begin(self, node: str) -> None:
        """At that camera: its code, or first the question whether a broken one is to be shown a code at all."""
        self._here = True
        self.node = node
        camera = self._camera()
        if camera is None:
            self._shell.navigator.back()
        elif camera.known_broken:
            self._take(Shown.BROKEN)
        else:
            self._show()

    def leave(self) -> None:
        """Another screen is in view: the code is gone."""
        self._here = False
        self._turn += 1

    def refresh(self) -> None:
        """Say it again, in another language."""
        if self.node and self._here:
            self._view.show_page(self.page())

    def page(self) -> ShowPage:
        """The window as it stands."""
        cameras = self.walking.cameras()
        camera = self._camera()
        place = next((at for at, each in enumerate(cameras, start=1) if each.node == self.node), 0)
        said = tr("camera {n} of {of}", n=place, of=len(cameras))
        words = {
            Shown.BROKEN: tr("{n} does not work. Show it all the same?", n=telling.number(camera) if camera else ""),
            Shown.WRITING: tr("One moment"),
            Shown.EXPIRED: tr("Show it again"),
            Shown.CODE: "",
        }
        return ShowPage(
            state=self._state,
            camera=telling.name(camera) if camera else "",
            place=f"{said} · {tr('the last')}" if place == len(cameras) else said,
            ticks=tuple(
                "here" if each.node == self.node else "ahead" if self.walking.waits(each) else "done"
                for each in cameras
            ),
            code=self._showing.code if self._showing and self._state is Shown.CODE else "",
            words=words[self._state],
        )

    def painted(self) -> None:
        """The code stands on the screen: the delay counts from here."""
        if self._state is Shown.CODE and self._painted is None:
            self._painted = self._clock()

    def seen(self) -> None:
        """Enter: somebody sees it, and the digits are typed next. On an expired or broken one: show."""
        if self._state in (Shown.BROKEN, Shown.EXPIRED):
            self._show()
        elif self._state is Shown.CODE:
            now = self._clock()
            delay = walk.delay_s(self._painted if self._painted is not None else now, now)
            step = self.walking.seen(self.node, delay)
            self._sitting.recorder.record(step.operations)
            self._shell.navigator.replace("code_enter", inspection=self._sitting.opened.id, camera=self.node)

    def skip(self) -> None:
        """The next camera on the way; after the last, the list."""
        following = self.walking.following(self.node)
        if following:
            self.begin(following)
        else:
            self._shell.navigator.back()

    def _show(self) -> None:
        try:
            step, self._showing = self.walking.show(self.node)
        except Refusal as refused:
            self._shell.refuse(refused)
            self._shell.navigator.back()
            return
        self._painted = None
        self._take(Shown.WRITING)
        self._sitting.recorder.record(step.operations)

    def _recorded(self) -> None:
        """Something became durable, or did not."""
        if self._here and self._state is Shown.WRITING and self._sitting.recorder.idle:
            self._take(Shown.CODE)
            turn = self._turn
            self._shell.tasks.later(walk.LIFE_S * 1000, lambda: self._expire(turn))

    def _expire(self, turn: int) -> None:
        if self._here and turn == self._turn and self._state is Shown.CODE:
            self._take(Shown.EXPIRED)

    def _take(self, state: Shown) -> None:
        self._turn += 1
        self._state = state
        self._view.show_page(self.page())

    def _camera(self) -> Camera | None:
        return next((each for each in self.walking.cameras() if each.node == self.node), None)
