"""Laying out: which picture is chosen, what is proposed for it and why, and what the keys do. No Qt."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from inspector.core.errors import Refusal
from inspector.i18n import sentence
from inspector.services import album, importing
from inspector.services.inspecting import Step
from inspector.ui import language, wording
from inspector.ui.lanes import Lane
from inspector.ui.language import ntr, tr
from inspector.ui.screens.importing import saying
from inspector.ui.screens.importing.board import Board, Placed
from inspector.ui.screens.importing.intake import Intake
from inspector.ui.screens.importing.page import GLYPHS, ImportPage, Panel, PhotoFilter, Question, State
from inspector.ui.screens.sitting import Sitting

Decoded = TypeVar("Decoded")
FOUND = 40
"""As many questions are offered while one looks for them."""


class ImportView(Protocol):
    """What the screen must be able to show."""

    def show_page(self, page: ImportPage) -> None: ...
    def show_code_problem(self, said: str) -> None: ...
    def clock_known(self) -> None: ...


class ImportPresenter:
    """One screen of laying out. Nothing is attached but by a key of the person's."""

    def __init__(self, sitting: Sitting, view: ImportView) -> None:
        self._sitting = sitting
        self._opened = sitting.opened
        self._view = view
        self._filter = State.ALL
        self._moved: dict[str, int] = {}
        self._done = 0
        self.photo = ""
        self.intake = Intake(sitting, self.renew)
        self._board = Board(self._opened)

    def serves(self, sitting: Sitting) -> bool:
        """Whether it belongs to that sitting."""
        return sitting is self._sitting

    def begin(self, photo: str) -> None:
        """At that picture, whatever was made of it meanwhile; else at the first that waits."""
        self._board = Board(self._opened)
        source = self._opened.album.source_of(photo)
        names = [each.evidence.name for each in self._board.pictures]
        same = [name for name in names if photo and self._opened.album.source_of(name) == source]
        self.photo = same[0] if same else ""
        if not self.photo:
            self._choose_waiting()
        self.intake.resume()
        self.refresh()

    def refresh(self) -> None:
        """Show everything as it stands."""
        self._view.show_page(self.page())

    def renew(self) -> None:
        """Read the inspection anew and show it: after a change, and in another language."""
        self._board = Board(self._opened)
        if not self.photo:
            self._choose_waiting()
        self.refresh()

    # what is shown

    def page(self) -> ImportPage:
        """The page as it stands."""
        pictures, shown = self._board.pictures, self._shown()
        counts = {state: sum(1 for each in pictures if each.state is state) for state in State}
        counts[State.ALL] = len(pictures)
        chosen = next((at for at, each in enumerate(shown) if each.evidence.name == self.photo), -1)
        exact = len(self._board.offered())
        return ImportPage(
            count=tr("{n} of {of}", n=counts[State.DONE], of=len(pictures)) if pictures else "",
            accept_all=ntr("Accept {n} exact one", "Accept {n} exact ones", exact),
            exact=exact,
            done=counts[State.DONE],
            aside=counts[State.ASIDE],
            total=len(pictures),
            clock=saying.clock(self._clock(), known_anywhere=bool(self._opened.album.clocks)),
            filters=tuple(
                PhotoFilter(
                    kind=state,
                    glyph=GLYPHS[state],
                    words=saying.state_words(state),
                    count=wording.number(counts[state]),
                    chosen=state is self._filter,
                )
                for state in State
            ),
            lines=tuple(saying.line(self._board, each, self._target(each)) for each in shown),
            chosen=chosen,
            nothing="" if shown else tr("No pictures of this kind"),
            panel=self._panel(shown[chosen], chosen) if chosen >= 0 else None,
            copying=self.intake.line(),
        )

    def _panel(self, picture: Placed, place: int) -> Panel:
        """The right side."""
        name, target, board = picture.evidence.name, self._target(picture), self._board
        here, chain = self._place(picture), board.chain
        moved = name in self._moved
        hangs = picture.state is State.DONE and target == picture.node
        taken, own = board.taken(name), board.taken(name, corrected=False)
        before = chain[here - 1].node if here > 0 else ""
        after = chain[here + 1].node if 0 <= here < len(chain) - 1 else ""
        return Panel(
            photo=name,
            place=tr("Picture {n} of {of}", n=place + 1, of=len(self._shown())),
            time=saying.moment(taken),
            own_time=tr("on the phone {time}", time=saying.moment(own)) if taken != own else "",
            closed=tr("faces closed") if self._opened.album.is_blurred(name) else "",
            heading=saying.heading(picture.state, moved=moved and not hangs),
            question=board.question(target) if target else None,
            waits=target in board.waiting,
            reason=saying.reason(board, picture, target, chain[here] if here >= 0 else None),
            accept="" if not target else tr("Next") if hangs else tr("Accept"),
            before=board.question(before) if before else None,
            after=board.question(after) if after else None,
            aside=tr("Ours after all") if name in self._opened.album.foreign() else tr("Put it aside"),
        )

    def _clock(self) -> album.Clock | None:
        """Of the roll of the chosen picture, or of the only one there is."""
        clocks = self._opened.album.clocks
        current = self._current()
        return clocks.get(current.roll) if current is not None else next(iter(clocks.values()), None)

    def _shown(self) -> list[Placed]:
        """The pictures of the filter, and the chosen one."""
        return [
            each
            for each in self._board.pictures
            if self._filter in (State.ALL, each.state) or each.evidence.name == self.photo
        ]

    def _current(self) -> Placed | None:
        return next((each for each in self._board.pictures if each.evidence.name == self.photo), None)

    def _place(self, picture: Placed) -> int:
        return self._moved.get(picture.evidence.name, self._board.place_of(picture))

    def _target(self, picture: Placed) -> str:
        """The question that key 1 would lay a picture to."""
        moved = self._moved.get(picture.evidence.name)
        if moved is not None and moved < len(self._board.chain):
            return self._board.chain[moved].node
        return picture.node or picture.proposal.node

    # moving about

    def choose(self, photo: str) -> None:
        """Another picture."""
        if photo != self.photo:
            self.photo = photo
            self.refresh()

    def step(self, by: int) -> None:
        """The next picture or the one before."""
        names = [each.evidence.name for each in self._shown()]
        if names:
            at = names.index(self.photo) + by if self.photo in names else 0
            self.choose(names[max(0, min(at, len(names) - 1))])

    def choose_filter(self, kind: str) -> None:
        """Only pictures of a kind; the first of them is chosen."""
        self._filter = State(kind)
        current = self._current()
        if current is None or self._filter not in (State.ALL, current.state):
            first = next((each for each in self._board.pictures if self._filter in (State.ALL, each.state)), None)
            self.photo = first.evidence.name if first is not None else ""
        self.refresh()

    def _choose_waiting(self) -> None:
        """The next picture behind the chosen one that nobody has decided on, round at the end; else the next."""
        names = [each.evidence.name for each in self._board.pictures]
        here = names.index(self.photo) if self.photo in names else -1
        order = [*self._board.pictures[here + 1 :], *self._board.pictures[: here + 1]]
        open_ones = [each for each in order if each.state in (State.OFFERED, State.UNCLEAR)]
        kind = [each for each in open_ones if self._filter in (State.ALL, each.state)]
        found = kind or open_ones or order
        self.photo = found[0].evidence.name if found else ""

    # deciding

    def accept(self) -> None:
        """Key 1: to the question shown, and on to the next picture."""
        current = self._current()
        if current is None or not self._target(current):
            return
        if current.state is State.DONE and self._target(current) == current.node:
            self._choose_waiting()
            self.refresh()
        else:
            self._lay(current, self._target(current))

    def lay_to(self, node: str) -> None:
        """A question that was looked for."""
        current = self._current()
        if current is not None:
            self._lay(current, node)

    def accept_all(self) -> None:
        """Key +: every exact one, as one action."""
        pairs = self._board.offered()
        if pairs:
            self._take(lambda: album.lay_out(self._opened, pairs))

    def put_aside(self) -> None:
        """Key 2: not ours, and on to the next; of one put aside: ours after all."""
        current = self._current()
        if current is None:
            return
        name = current.evidence.name
        if name in self._opened.album.foreign() and current.state is not State.DONE:
            self._take(lambda: album.take_back(self._opened, name))
        else:
            self._take(lambda: album.put_aside(self._opened, name), onward=True)

    def shift(self, by: int) -> None:
        """← →: the neighbouring question by time."""
        current = self._current()
        if current is None:
            return
        here = self._place(current)
        if here >= 0 and 0 <= here + by < len(self._board.chain):
            self._moved[current.evidence.name] = here + by
            self.refresh()

    def undo(self) -> None:
        """The latest action of this screen."""
        step = self._opened.undo() if self._done else None
        if step is None:
            self._sitting.shell.notice(tr("Nothing to take back"))
            return
        self._done -= 1
        self._moved.clear()
        self._sitting.recorder.record(step.operations)
        touched = {name for done in step.operations for name in (done.old, done.new)}
        named = [each.evidence.name for each in Board(self._opened).pictures if each.evidence.name in touched]
        self.photo = named[0] if named else self.photo
        self.renew()

    def _lay(self, picture: Placed, node: str) -> None:
        if picture.state is State.DONE:
            self._take(lambda: album.move(self._opened, picture.evidence.name, node), onward=True)
        else:
            self._take(lambda: album.lay_out(self._opened, [(node, picture.evidence)]), onward=True)

    def _take(self, act: Callable[[], Step], *, onward: bool = False) -> bool:
        """Do it, record it, show it; what is refused is said, and nothing changed."""
        try:
            step = act()
        except Refusal as refusal:
            self._sitting.shell.refuse(refusal)
            return False
        self._done += 1
        self._moved.pop(self.photo, None)
        self._sitting.recorder.record(step.operations)
        self._board = Board(self._opened)
        if onward:
            self._choose_waiting()
        self.refresh()
        return True

    # looking for a question, the phone's clock, pictures

    def questions(self, said: str) -> tuple[Question, ...]:
        """Questions whose number or words begin with every word that was typed."""
        words = said.casefold().split()
        return tuple(each for each in self._board.questions.values() if saying.fits(each, words))[:FOUND]

    def compare(self, code: str) -> None:
        """The code that a person sees on the chosen picture."""
        current = self._current()
        if current is None:
            return
        kept = current.evidence
        try:
            clock = importing.clock_of(kept, code, self._opened.album.codes, self._board.zone)
        except Refusal as refusal:
            self._view.show_code_problem(sentence(refusal, language.current.code))
            return
        if self._take(lambda: album.check_clock(self._opened, kept.name, clock)):
            self._moved.clear()
            self._first_waiting()
            self._view.clock_known()

    def _first_waiting(self) -> None:
        self.photo = ""
        self._choose_waiting()
        self.refresh()

    @property
    def has_codes(self) -> bool:
        """Whether a code was on the screen in this inspection."""
        return bool(self._opened.album.codes)

    def show_codes(self) -> None:
        """The page with the code."""
        self._sitting.shell.navigator.show("phone_code", inspection=self._opened.id)

    def close_faces(self) -> None:
        """Key 4."""
        if self.photo:
            self._sitting.shell.navigator.show("faces", inspection=self._opened.id, photo=self.photo)

    def load(self, name: str, decode: Callable[[bytes], Decoded], done: Callable[[Decoded], None]) -> None:
        """A picture, decoded off the screen's thread."""
        box, inspection = self._sitting.workplace.evidence, self._opened.id
        self._sitting.shell.tasks.run(Lane.WORK, lambda: decode(box.read(inspection, name)), done)

    def copy(self, places: list[Path]) -> None:
        """Files and folders that were named, chosen or let go over the screen."""
        self.intake.start(places)
