"""The summary: what was found, who has signed, what is left on the way to the act. No Qt."""

from typing import Protocol

from inspector.services import album
from inspector.services.dividing_errors import PartNotSealed
from inspector.ui import wording
from inspector.ui.lanes import Lane
from inspector.ui.language import ntr, tr
from inspector.ui.screens.reading import Reading
from inspector.ui.screens.signatures import saying
from inspector.ui.screens.signatures.left import PERSON, PROOF, REFUSAL, STORE, Left, everything
from inspector.ui.screens.sitting import Sitting
from inspector.ui.screens.summary import findings
from inspector.ui.screens.summary.page import PersonLine, SummaryPage

ANSWER, READ, SIGN = "answer", "proof", "sign"


class SummaryView(Protocol):
    """What the page must be able to show."""

    def show_page(self, page: SummaryPage) -> None: ...


class SummaryPresenter:
    """The last look at the answers before the draft of the act."""

    def __init__(self, sitting: Sitting, view: SummaryView) -> None:
        self._sitting = sitting
        self._shell = sitting.shell
        self._view = view
        self._away: tuple[str, ...] = ()
        self.reading = Reading(sitting.opened)

    def begin(self) -> None:
        """Signatures under answers that changed since are wiped, and whose is said."""
        self._sitting.recorder.listeners.append(self.refresh)
        self._sitting.signing.listeners.append(self.refresh)
        self._sitting.signing.still_as_signed()
        self.refresh()
        dividing, inspection = self._sitting.workplace.dividing, self._sitting.opened.id
        self._shell.tasks.run(Lane.STORE, lambda: dividing.away(inspection), self._told)

    def _told(self, away: tuple[str, ...]) -> None:
        if away:
            self._away = away
            self.refresh()

    def close(self) -> None:
        """The screen is left."""
        for listeners in (self._sitting.recorder.listeners, self._sitting.signing.listeners):
            if self.refresh in listeners:
                listeners.remove(self.refresh)

    def refresh(self) -> None:
        """Show everything anew."""
        self._view.show_page(self.page())

    def page(self) -> SummaryPage:
        """The page as it stands."""
        lines = findings.lines(self.reading)
        left = everything(self._sitting, self.reading)
        step, step_text, note = self._step(left)
        draft, points = self._sitting.signing.draft, self._sitting.signing.points()
        cards = [
            saying.card(person, place, draft, points, current=False) for place, person in enumerate(draft.people())
        ]
        people = tuple(
            PersonLine(name=card.name, post=card.below, state=card.state, tone=card.tone, glyph=card.mark)
            for card in cards
        )
        return SummaryPage(
            title=tr("Summary"),
            subtitle=self._subtitle(),
            tiles=findings.tiles(self.reading),
            findings=lines,
            nothing="" if lines else tr("No violations were found"),
            away=self._said_away(),
            signing=tr("Who signs"),
            people=people,
            objections=saying.objections(draft, points),
            left_title=tr("Left before the act") if left else tr("Nothing is left: it can be sealed"),
            left=left,
            photos=self._photos(),
            step=step,
            step_text=step_text,
            step_note=note,
        )

    def _said_away(self) -> str:
        """«Still with a colleague: Cameras, Guards», and what that means; "" when everything is back."""
        titles = ", ".join(self.reading.label(path) for path in self._away if self.reading.form.has(path))
        if not titles:
            return ""
        return tr(
            "Still with a colleague: {sections}. After the seal these answers cannot be taken in", sections=titles
        )

    def _subtitle(self) -> str:
        """Answers, violations and recommendations: three different counts."""
        answered = total = unchecked = 0
        for section in self.reading.sections():
            progress = self.reading.opened.progress(section.path)
            answered, total = answered + progress.answered, total + progress.total
            unchecked += progress.unchecked
        parts = [tr("{n} of {of} answers", n=wording.number(answered), of=wording.number(total))]
        if unchecked:
            parts.append(ntr("{n} not checked", "{n} not checked", unchecked))
        found = self.reading.session.findings()
        violations = sum(1 for finding in found if finding.severity)
        parts.append(ntr("{n} violation", "{n} violations", violations))
        if violations < len(found):
            parts.append(ntr("{n} recommendation", "{n} recommendations", len(found) - violations))
        return " · ".join(parts)

    def _photos(self) -> str:
        """Pictures that were brought and hang nowhere yet, else photos that were promised."""
        opened = self._sitting.opened
        there = album.hung(opened)
        waiting = sum(1 for name in opened.album.waiting() if name not in there)
        if waiting:
            return ntr("Lay out {n} picture", "Lay out {n} pictures", waiting)
        return tr("Lay out pictures of the phone") if self.reading.photos_promised() else ""

    def open_photos(self) -> None:
        """Key 6, while there is anything to lay out."""
        if self._photos():
            self._shell.navigator.show("importing", inspection=self._sitting.opened.id)

    def _step(self, left: tuple[Left, ...]) -> tuple[str, str, str]:
        """The next thing to do: answer what is blank, read the draft, sign."""
        count = sum(1 for problem in self.reading.session.problems() if problem.kind == "required")
        if count:
            return ANSWER, ntr("Answer {n} question", "Answer {n} questions", count), tr("Blank answers block the act")
        if any(each.target == PROOF for each in left):
            return READ, tr("Read the draft"), tr("The draft is read before anybody signs")
        return SIGN, tr("To the signatures"), ""

    # where to go

    def go_on(self) -> None:
        """The primary button."""
        page = self.page()
        if page.step == ANSWER:
            self.go_to(page.left[0].target)
        elif page.step == READ:
            self.open_proof()
        else:
            self.open_signatures()

    def go_to(self, target: str) -> None:
        """Follow one of the things that are left."""
        if target == PROOF:
            self.open_proof()
        elif target == STORE:
            self._sitting.recorder.retry()
            self._sitting.signing.keep()
        elif target == REFUSAL:
            self.open_signatures(refusing=True)
        elif target.startswith(PERSON):
            self.open_signatures(person=int(target.removeprefix(PERSON)))
        else:
            self.open_question(target)

    def open_question(self, node: str) -> None:
        """The question or the roster row a finding or a blank stands in."""
        self._shell.navigator.show("questions", inspection=self._sitting.opened.id, node=node)

    def open_proof(self) -> None:
        """Key 9."""
        self._shell.navigator.show("proof", inspection=self._sitting.opened.id)

    def bring_answers(self) -> None:
        """To the exchange, where files of a stick are taken in."""
        self._shell.navigator.show("sync")

    def open_signatures(self, **place: object) -> None:
        """Key 1, or at somebody in particular; a part of a colleague's inspection is signed on his laptop."""
        if self._sitting.opened.part:
            self._shell.refuse(PartNotSealed())
            return
        self._shell.navigator.show("signatures", inspection=self._sitting.opened.id, **place)
