"""The proof: made from the answers as they stand, read before anyone signs, objections taken down. No Qt."""

from datetime import datetime
from typing import Protocol

from inspector.ui.lanes import Lane
from inspector.ui.screens.sitting import Sitting

LANGUAGES: tuple[tuple[str, ...], ...] = (("kk", "ru"), ("kk",), ("ru",))
"""What can be read: both, Kazakh, Russian."""

REDRAW_MS = 1000


class ProofView(Protocol):
    """What the page must be able to show."""

    def show_pdf(self, pdf: bytes) -> None: ...
    def show_busy(self) -> None: ...
    def show_choice(self, index: int) -> None: ...


class ProofPresenter:
    """One proof. Opening it and leaving it are remembered: «read at 12:02»."""

    def __init__(self, sitting: Sitting, view: ProofView) -> None:
        self._sitting = sitting
        self._view = view
        self._choice = 0
        self._turn = 0
        self.pdf = b""

    @property
    def objections(self) -> str:
        """As they are written down so far."""
        return self._sitting.signing.objections

    def begin(self) -> None:
        """Make it anew: an answer may have changed since."""
        self._sitting.still_as_signed()
        self.make()

    def make(self) -> None:
        """Off the screen's thread; the newest one wins."""
        self._turn += 1
        turn = self._turn
        languages = LANGUAGES[self._choice]
        objections = tuple(part for part in (self.objections.strip(),) if part)
        printing, opened = self._sitting.workplace.printing, self._sitting.opened
        self._view.show_choice(self._choice)
        self._view.show_busy()

        def made(pdf: bytes) -> None:
            if turn == self._turn:
                self.pdf = pdf
                self._view.show_pdf(pdf)

        self._sitting.shell.tasks.run(Lane.WORK, lambda: printing.proof(opened, languages, objections), made)

    def choose(self, index: int) -> None:
        """Both languages or one."""
        if index != self._choice:
            self._choice = index
            self.make()

    def object(self, text: str) -> None:
        """Objections, verbatim; the proof is drawn again a second later."""
        if text == self.objections:
            return
        self._sitting.signing.objections = text
        turn = self._turn

        def redraw() -> None:
            if turn == self._turn:
                self.make()

        self._sitting.shell.tasks.later(REDRAW_MS, redraw)

    def to_signatures(self) -> None:
        """It was read: on to the signatures."""
        self.read()
        self._sitting.shell.navigator.show("summary", inspection=self._sitting.opened.id)

    def read(self) -> None:
        """Remember when it was read; only what was on the screen counts."""
        if self.pdf:
            self._sitting.signing.proof_read_at = datetime.now().astimezone()

    def to_answers(self) -> None:
        """Something is to be corrected."""
        self._sitting.shell.navigator.show("questions", inspection=self._sitting.opened.id)
