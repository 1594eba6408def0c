"""The summary and the signatures: what is left, who has signed, and the seal. No Qt."""

from dataclasses import replace
from datetime import datetime
from typing import Protocol

from inspector.core.signatures import Stroke
from inspector.services.errors import ChangedElsewhere
from inspector.services.sealing import SealedResult
from inspector.ui import wording
from inspector.ui.lanes import Lane
from inspector.ui.language import ntr, tr
from inspector.ui.screens.reading import Reading
from inspector.ui.screens.sitting import WITNESSES, Sitting, close_sitting
from inspector.ui.screens.summary import findings
from inspector.ui.screens.summary.page import Left, Person, SummaryPage

INSPECTOR, REPRESENTATIVE, REFUSAL, PROOF, STORE = ":inspector", ":representative", ":refusal", ":proof", ":store"
"""Places of this page that `Left.target` can name, beside nodes of the checklist."""

BLOCKING = ("required", "constraint", "type", "evidence")


class SummaryView(Protocol):
    """What the page must be able to show."""

    def show_page(self, page: SummaryPage) -> None: ...
    def focus_place(self, place: str) -> None: ...


class SummaryPresenter:
    """The last page before the act."""

    def __init__(self, sitting: Sitting, view: SummaryView) -> None:
        self._sitting = sitting
        self._signing = sitting.signing
        self._shell = sitting.shell
        self._view = view
        self._busy = False
        self.reading = Reading(sitting.opened)

    def begin(self) -> None:
        """Signatures under answers that changed since are wiped, and that is said."""
        self._sitting.recorder.listeners.append(self.refresh)
        if not self._sitting.still_as_signed():
            self._shell.notice(tr("The answers changed: the signatures were taken back"))
        self.refresh()

    def close(self) -> None:
        """The screen is left."""
        if self.refresh in self._sitting.recorder.listeners:
            self._sitting.recorder.listeners.remove(self.refresh)

    def refresh(self) -> None:
        """Show everything anew."""
        self._view.show_page(self.page())

    def page(self) -> SummaryPage:
        """The page as it stands."""
        signing = self._signing
        answered = total = unchecked = 0
        for section in self.reading.sections():
            progress = self.reading.opened.progress(section.path)
            answered, total = answered + progress.answered, total + progress.total
            unchecked += progress.unchecked
        subtitle = tr("{n} of {of} answers", n=wording.number(answered), of=wording.number(total))
        if unchecked:
            subtitle += " · " + ntr("{n} not checked", "{n} not checked", unchecked)
        lines = findings.lines(self.reading)
        return SummaryPage(
            title=tr("Summary and signatures"),
            subtitle=subtitle,
            tiles=findings.tiles(self.reading),
            findings=lines,
            nothing="" if lines else tr("No violations were found"),
            unanswered=self._unanswered(),
            inspector=self._person(tr("1 · Inspector"), signing.inspector, signing.signed),
            representative=self._person(tr("2 · Representative"), signing.representative, signing.represented),
            objections=signing.objections,
            refusing=signing.refusing,
            reason=signing.reason,
            words=signing.words,
            witnesses=tuple(signing.witnesses),
            left=self.left(),
            busy=tr("Sealing the inspection") if self._busy else "",
        )

    def _person(self, heading: str, who: object, way: str) -> Person:
        at = getattr(who, "at", "")
        time = wording.clock(datetime.fromisoformat(at), seconds=False) if at else ""
        states = {"screen": tr("signed {time}", time=time), "paper": tr("will sign on paper")}
        return Person(
            heading=heading,
            name=getattr(who, "name", ""),
            post=getattr(who, "post", ""),
            authority=getattr(who, "authority", ""),
            state=states.get(way, ""),
            way=way,
        )

    def _unanswered(self) -> str:
        count = sum(1 for problem in self.reading.session.problems() if problem.kind == "required")
        return ntr("Answer {n} question", "Answer {n} questions", count) if count else ""

    # what is left

    def left(self) -> tuple[Left, ...]:
        """Everything that blocks the seal, in the order in which to do it."""
        return (*self._left_in_answers(), *self._left_in_signatures())

    def _left_in_answers(self) -> list[Left]:
        problems = [problem for problem in self.reading.session.problems() if problem.kind in BLOCKING]
        left = []
        missing = [problem for problem in problems if problem.kind == "required"]
        photos = [problem for problem in problems if problem.kind == "evidence"]
        wrong = [problem for problem in problems if problem.kind in ("constraint", "type")]
        if missing:
            text = ntr("{n} question without an answer", "{n} questions without an answer", len(missing))
            left.append(Left(text=text, target=missing[0].node))
        if wrong:
            text = ntr("{n} answer to correct", "{n} answers to correct", len(wrong))
            left.append(Left(text=text, target=wrong[0].node))
        if photos:
            text = ntr("{n} photo to take", "{n} photos to take", len(photos))
            left.append(Left(text=text, target=photos[0].node))
        if not self._sitting.recorder.idle:
            left.append(Left(text=tr("the answers are being written"), target=STORE))
        return left

    def _left_in_signatures(self) -> list[Left]:
        signing = self._signing
        left = []
        if signing.proof_read_at is None:
            left.append(Left(text=tr("read the draft of the act"), target=PROOF))
        if not signing.signed:
            left.append(Left(text=tr("the inspector's signature"), target=INSPECTOR))
        if signing.refusing:
            left.extend(self._left_in_refusal())
        elif not signing.representative.name.strip():
            left.append(Left(text=tr("the representative's name"), target=REPRESENTATIVE))
        elif not signing.represented:
            left.append(Left(text=tr("the representative's signature or refusal"), target=REPRESENTATIVE))
        return left

    def _left_in_refusal(self) -> list[Left]:
        signing = self._signing
        left = []
        if not (signing.reason or signing.words.strip()):
            left.append(Left(text=tr("the reason of the refusal"), target=REFUSAL))
        missing = WITNESSES - sum(1 for name, _ in signing.witnesses if name.strip())
        if missing:
            left.append(Left(text=ntr("{n} witness", "{n} witnesses", missing), target=REFUSAL))
        return left

    def go_to(self, target: str) -> None:
        """Follow one of the things that are left."""
        if target == PROOF:
            self.open_proof()
        elif target == STORE:
            self._sitting.recorder.retry()
        elif target.startswith(":"):
            self._view.focus_place(target)
        else:
            self.open_question(target)

    def open_question(self, node: str) -> None:
        """The question or the roster row a finding or a blank stands in."""
        arguments = {"inspection": self._sitting.opened.id, "node": node}
        self._shell.navigator.show("questions", **arguments)

    def open_proof(self) -> None:
        """Key 9."""
        self._shell.navigator.show("proof", inspection=self._sitting.opened.id)

    # signatures

    def sign(self, place: str, strokes: tuple[Stroke, ...], way: str) -> None:
        """Someone signed on the screen, chose paper, or (way "") erased the signature."""
        at = datetime.now().astimezone().isoformat(timespec="seconds")
        if place == INSPECTOR:
            self._signing.sign_inspector(strokes, way, at)
        else:
            self._signing.sign_representative(strokes, way, at)
        self.refresh()

    def name_representative(self, name: str, post: str, authority: str) -> None:
        """Who acts for the institution, and on what document."""
        named = replace(self._signing.representative, name=name, post=post, authority=authority)
        if named != self._signing.representative:
            self._signing.representative = named
            self.refresh()

    def object(self, text: str) -> None:
        """Objections, verbatim."""
        if text != self._signing.objections:
            self._signing.objections = text
            self.refresh()

    def refuse(self, *, refusing: bool) -> None:
        """Key 0: the representative refuses, or signs after all."""
        self._signing.refusing = refusing
        if refusing:
            self._signing.sign_representative((), "", "")
        self.refresh()

    def give_reason(self, reason: str) -> None:
        """Why it is refused."""
        self._signing.reason = reason
        self.refresh()

    def quote(self, words: str) -> None:
        """The words of the one who refuses."""
        if words != self._signing.words:
            self._signing.words = words
            self.refresh()

    def name_witness(self, index: int, name: str, post: str) -> None:
        """One of the two witnesses."""
        if (name, post) != self._signing.witnesses[index]:
            self._signing.witnesses[index] = (name, post)
            self.refresh()

    # the seal

    def finish(self) -> None:
        """Seal and make the act; refused in words while anything is left."""
        left = self.left()
        if left:
            self.go_to(left[0].target)
            return
        if self._busy:
            return
        self._busy = True
        self.refresh()
        sealing, opened, signatures = self._sitting.workplace.sealing, self._sitting.opened, self._signing.signatures()
        self._shell.tasks.run(Lane.STORE, lambda: sealing.seal(opened, signatures), self._sealed, self._not_sealed)

    def _sealed(self, result: SealedResult) -> None:
        self._busy = False
        close_sitting(self._shell)
        self._shell.navigator.home()
        self._shell.navigator.show("act", inspection=result.inspection)
        self._shell.exchange.refresh()

    def _not_sealed(self, error: Exception) -> None:
        self._busy = False
        if isinstance(error, ChangedElsewhere):
            close_sitting(self._shell)  # opened again, it is read from the journal
        self.refresh()
        self._shell.refuse(error)
