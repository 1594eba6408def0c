"""The proof: made from the answers as they stand, read before anyone signs, objections taken down. No Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from msgspec.structs import replace

from inspector.core.proof import PointPlace, Proof
from inspector.services.signing import DraftObjection, Point, changed_points, number_of, signatures_of
from inspector.ui import language
from inspector.ui.lanes import Lane
from inspector.ui.language import ntr, tr
from inspector.ui.screens.signatures import saying
from inspector.ui.screens.signatures.page import Choice
from inspector.ui.screens.sitting import Sitting

LANGUAGES: tuple[tuple[str, ...], ...] = (("kk", "ru"), ("kk",), ("ru",))
"""What can be read: both, Kazakh, Russian."""

REDRAW_MS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionLine:
    """One objection: its words, the name of its point, and where it goes in words."""

    text: str
    about: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofPage:
    """Everything at the right of the pages that changes."""

    objections: tuple[ObjectionLine, ...]
    current: int
    points: tuple[Choice, ...]
    changed: str
    opened: str
    in_view: int


class ProofView(Protocol):
    """What the page must be able to show."""

    def show_pdf(self, pdf: bytes, first: int | None) -> None: ...
    def show_busy(self) -> None: ...
    def show_choice(self, index: int) -> None: ...
    def show_page(self, page: ProofPage) -> None: ...


class ProofPresenter:
    """One proof. Opening it and leaving it are remembered: «read at 12:02» goes into the act."""

    def __init__(self, sitting: Sitting, view: ProofView) -> None:
        self._sitting = sitting
        self._signing = sitting.signing
        self._view = view
        self._choice = 0
        self._turn = 0
        self._points: tuple[Point, ...] = ()
        self._places: tuple[PointPlace, ...] = ()
        self._first: Mapping[str, int] = {}
        self._changed: tuple[int, ...] = ()
        self._in_view = 0
        self.current = 0
        self.pdf = b""

    def begin(self) -> None:
        """Make it anew: an answer may have changed since. What changed since the last reading is said."""
        self._signing.still_as_signed()
        self._points = self._signing.points()
        self._changed = changed_points(self._signing.draft, self._points)
        self.current = max(len(self._objections) - 1, 0)
        self.refresh()
        self.make()

    @property
    def _objections(self) -> tuple[DraftObjection, ...]:
        return self._signing.draft.objections

    def refresh(self) -> None:
        """Show what stands beside the pages."""
        self._view.show_page(self.page())

    def page(self) -> ProofPage:
        """As it stands. There is always one objection to write in."""
        written = self._objections or (DraftObjection(text=""),)
        return ProofPage(
            objections=tuple(self._line(objection) for objection in written),
            current=min(self.current, len(written) - 1),
            points=saying.choices(self._points),
            changed=self._said_changed(),
            opened=self._signing.draft.opened_at,
            in_view=self._in_view,
        )

    def _line(self, objection: DraftObjection) -> ObjectionLine:
        number = number_of(objection.about, self._points)
        where = tr("To point {n}:", n=number) if number else tr("To the whole act:")
        return ObjectionLine(text=objection.text, about=objection.about, where=where)

    def _said_changed(self) -> str:
        if not self._changed:
            return ""
        told = ", ".join(str(number) for number in self._changed)
        return ntr("Point changed since it was read:", "Points changed since they were read:", len(self._changed)) + (
            f" {told}"
        )

    def make(self, *, keep_place: bool = False) -> None:
        """Off the screen's thread; the newest one wins."""
        self._turn += 1
        turn = self._turn
        languages = LANGUAGES[self._choice]
        printing, opened = self._sitting.workplace.printing, self._sitting.opened
        signatures = signatures_of(self._signing.draft, self._points, saying.authority(self._signing.draft))
        self._view.show_choice(self._choice)
        self._view.show_busy()

        def work() -> tuple[Proof, Mapping[str, int]]:
            proof = printing.proof(opened, languages, signatures)
            return proof, printing.language_pages(proof.pdf)

        def made(found: tuple[Proof, Mapping[str, int]]) -> None:
            if turn != self._turn:
                return
            proof, first = found
            self.pdf, self._places, self._first = proof.pdf, proof.places, first
            if not self._signing.draft.opened_at:
                self._signing.sign(replace(self._signing.draft, opened_at=self._signing.now()))
            self._view.show_pdf(proof.pdf, None if keep_place else first.get(language.current.code, 0))
            self.refresh()

        self._sitting.shell.tasks.run(Lane.WORK, work, made)

    def choose(self, index: int) -> None:
        """Both languages or one."""
        if index != self._choice:
            self._choice = index
            self.make()

    # objections

    def edit(self, place: int) -> None:
        """Another objection is written on."""
        self.current = place
        self.refresh()

    def add(self) -> None:
        """One more objection, when the last one says something."""
        written = [objection for objection in self._objections if objection.text.strip()]
        if written and len(written) == len(self._objections):
            self._put((*written, DraftObjection(text="")))
        self.current = max(len(self._objections) - 1, 0)
        self.refresh()

    def remove(self, place: int) -> None:
        """Take one back, with ten seconds to change one's mind."""
        before = self._objections
        if place >= len(before):
            return
        self._put((*before[:place], *before[place + 1 :]))
        self.current = max(min(self.current, len(self._objections) - 1), 0)
        self._redraw()
        self.refresh()

        def back() -> None:
            self._put(before)
            self.current = place
            self._redraw()
            self.refresh()

        if before[place].text.strip():
            self._sitting.shell.offer_undo(tr("The objection was taken out"), back)

    def object(self, text: str, about: str) -> None:
        """The words of the current objection and its point, verbatim; the proof is drawn again a second later."""
        objection = DraftObjection(text=text, about=about)
        before = self._objections or (DraftObjection(text=""),)
        place = min(self.current, len(before) - 1)
        if before[place] == objection:
            return
        shown = text.strip() or before[place].text.strip()
        self._put((*before[:place], objection, *before[place + 1 :]))
        if shown:
            self._redraw()
        self.refresh()

    def _put(self, objections: Sequence[DraftObjection]) -> None:
        kept = () if not any(one.text.strip() or one.about for one in objections) else tuple(objections)
        self._signing.change(replace(self._signing.draft, objections=kept))

    def _redraw(self) -> None:
        self._turn += 1
        turn = self._turn

        def redraw() -> None:
            if turn == self._turn:
                self.make(keep_place=True)

        self._sitting.shell.tasks.later(REDRAW_MS, redraw)

    # where the reader is

    def look(self, page: int, top: float) -> None:
        """What is in the middle of the view: the point that begins above it, in the same language; else the first."""
        starts = sorted({0, *self._first.values()})
        begin = max(start for start in starts if start <= page)
        end = next((start for start in starts if start > page), len(self._places) + page + 1)
        here = [place for place in self._places if begin <= place.page < end]
        above = [place for place in here if (place.page, place.top) <= (page, top)]
        number = next((found.number for found in (*above[-1:], *here[:1])), 0)
        if number != self._in_view:
            self._in_view = number
            self.refresh()

    def to_answers(self) -> None:
        """The question of the point in view; without one, where the inspector was."""
        node = next((point.node for point in self._points if point.number == self._in_view), "")
        place = {"node": node} if node else {}
        self._sitting.shell.navigator.show("questions", inspection=self._sitting.opened.id, **place)

    def to_signatures(self) -> None:
        """It was read: on to the signatures."""
        self.read()
        self._sitting.shell.navigator.show("signatures", inspection=self._sitting.opened.id)

    def read(self) -> None:
        """Remember when it was read, and what; only what was on the screen counts."""
        if self.pdf:
            points = {point.name: point.digest for point in self._points}
            self._signing.sign(replace(self._signing.draft, read_at=self._signing.now(), read_points=points))

    def close(self) -> None:
        """The screen is left; empty objections go."""
        said = tuple(objection for objection in self._objections if objection.text.strip())
        if said != self._objections:
            self._put(said)
        self.read()
        self._turn += 1
