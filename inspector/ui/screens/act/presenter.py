"""The act after the seal: its bytes, and what is known about it. Nothing of it can be changed. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from inspector.services.ports import InspectionState, InspectionSummary
from inspector.ui import language, wording
from inspector.ui.lanes import Lane
from inspector.ui.language import tr
from inspector.ui.shell import Shell


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that holds of the act: a shape, a heading, a smaller line."""

    glyph: str
    text: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPage:
    """Everything at the right of the pages."""

    place: str
    number: str
    title: str
    facts: tuple[Fact, ...]
    digest: str
    handing_over: str = ""


class ActView(Protocol):
    """What the page must be able to show."""

    def show_act(self, page: ActPage, pdf: bytes) -> None: ...
    def show_facts(self, page: ActPage) -> None: ...


class ActPresenter:
    """One signed act."""

    def __init__(self, shell: Shell, inspection: str, view: ActView) -> None:
        self._shell = shell
        self._inspection = inspection
        self._view = view
        self._summary: InspectionSummary | None = None
        self.pdf = b""

    def begin(self) -> None:
        """Read it from the store."""
        workplace = self._shell.workplace

        def read() -> tuple[InspectionSummary | None, bytes]:
            found = [each for each in workplace.inspecting.summaries() if each.id == self._inspection]
            return (found[0] if found else None), workplace.printing.act(self._inspection)

        def show(found: tuple[InspectionSummary | None, bytes]) -> None:
            self._summary, self.pdf = found
            self._view.show_act(self.page(), self.pdf)

        self._shell.tasks.run(Lane.STORE, read, show)

    def refresh(self) -> None:
        """Another language."""
        if self._summary is not None:
            self._view.show_facts(self.page())

    def look_again(self) -> None:
        """Headquarters may have it now."""
        if self._summary is None or self._shell.exchange.running:
            return
        workplace = self._shell.workplace

        def show(summaries: Sequence[InspectionSummary]) -> None:
            self._summary = next((each for each in summaries if each.id == self._inspection), self._summary)
            self.refresh()

        self._shell.tasks.run(Lane.STORE, workplace.inspecting.summaries, show)

    def deliver(self) -> None:
        """On to its delivery and what is added to it."""
        self._shell.navigator.show("delivery", inspection=self._inspection)

    @property
    def file_name(self) -> str:
        """For the saved file: the number, no school and no person."""
        return f"akt-{self._inspection[:13]}.pdf"

    def page(self) -> ActPage:
        """What is said of it."""
        summary = self._summary
        if summary is None:
            return ActPage(place="", number="", title=tr("The act is ready"), facts=(), digest="")
        visited = wording.day(summary.visit.date)
        found = summary.findings
        said = tr("Violations and recommendations: {n}", n=found) if found else tr("No violations were found")
        answers = tr("{n} of {of} answers", n=summary.answered, of=summary.total)
        facts = (
            Fact(glyph="ok", text=said, note=answers),
            Fact(glyph="ok", text=tr("Sealed by this laptop"), note=tr("The seal is checked without a network")),
            self._sent(summary.state),
        )
        return ActPage(
            place=summary.institution.name(language.current.code),
            number=tr("Act of {date}", date=visited),
            title=tr("The act is ready"),
            facts=facts,
            handing_over=tr("Hand over the act") if summary.delivery.state == "none" else tr("Delivery and additions"),
            digest=" ".join(summary.act[start : start + 8] for start in range(0, 32, 8)),
        )

    def _sent(self, state: InspectionState) -> Fact:
        notes = {
            InspectionState.SEALED: ("none", tr("Waits for the network. Goes by itself.")),
            InspectionState.SENT: ("half", tr("The facts are there, the files follow")),
            InspectionState.ACCEPTED: ("ok", tr("Accepted by headquarters")),
            InspectionState.REFUSED: ("bad", tr("Not accepted: see the exchange")),
        }
        glyph, note = notes.get(state, ("none", ""))
        return Fact(glyph=glyph, text=tr("Sending to headquarters"), note=note)
