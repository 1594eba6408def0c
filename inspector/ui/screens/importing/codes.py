"""Codes for the phone's camera: one after the other, each a few seconds, each in the journal with its time. No Qt."""

from dataclasses import dataclass
from typing import Protocol

from inspector.core.errors import Refusal
from inspector.services import album, importing
from inspector.services.importing import CODE_SECONDS, CODES
from inspector.ui.language import ntr, tr
from inspector.ui.screens.sitting import Sitting


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePage:
    """The code, or the sentence in its place; above it what to do, and how long it goes on."""

    code: str
    words: str
    told: str
    left: str


class CodesView(Protocol):
    """What the screen must be able to show."""

    def show_page(self, page: CodePage) -> None: ...


class CodesPresenter:
    """A code is painted only when the journal has it durably: whoever asks later finds its time there."""

    def __init__(self, sitting: Sitting, view: CodesView) -> None:
        self._sitting, self._view = sitting, view
        self._code, self._left, self._turn, self._here = "", 0, 0, False
        self._writing = ""
        sitting.recorder.listeners.append(self._recorded)

    def serves(self, sitting: Sitting) -> bool:
        """Whether it belongs to that sitting."""
        return sitting is self._sitting

    def begin(self) -> None:
        """A row of codes."""
        self._here, self._left = True, CODES
        self._next()

    def leave(self) -> None:
        """The code goes with the screen."""
        self._here, self._code, self._writing = False, "", ""
        self._turn += 1

    def refresh(self) -> None:
        """Say it again, in another language."""
        if self._here:
            self._view.show_page(self.page())

    def page(self) -> CodePage:
        """The screen as it stands."""
        over = not self._code and not self._writing
        return CodePage(
            code=self._code,
            words="" if self._code else tr("Enter shows new codes") if over else tr("One moment"),
            told=tr("Take a picture of this screen with the phone"),
            left=ntr("{n} more second", "{n} more seconds", (self._left + 1) * CODE_SECONDS) if not over else "",
        )

    def again(self) -> None:
        """Enter: when the codes are over, more of them."""
        if self._here and not self._code and not self._writing:
            self.begin()

    def _next(self) -> None:
        self._turn += 1
        self._code = ""
        if self._left == 0:
            self.refresh()
            return
        self._left -= 1
        try:
            self._writing = importing.new_code(self._sitting.opened.album.codes)
        except Refusal as refusal:
            self._left = 0
            self._sitting.shell.refuse(refusal)
            self._sitting.shell.navigator.back()
            return
        step = album.show_code(self._sitting.opened, self._writing)
        self.refresh()
        self._sitting.recorder.record(step.operations)

    def _recorded(self) -> None:
        """Something became durable, or did not."""
        if self._here and self._writing and self._sitting.recorder.idle:
            self._code, self._writing = self._writing, ""
            self.refresh()
            turn = self._turn
            self._sitting.shell.tasks.later(CODE_SECONDS * 1000, lambda: self._expire(turn))

    def _expire(self, turn: int) -> None:
        if self._here and turn == self._turn:
            self._next()
