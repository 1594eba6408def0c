"""The act after the seal: its bytes, and what is known about it. Nothing of it can be changed. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from inspector.core.signatures import ABSENT, PAPER
from inspector.i18n import sentence
from inspector.services.ports import InspectionState, InspectionSummary
from inspector.services.printing import SealedAct
from inspector.ui import language
from inspector.ui.lanes import Lane
from inspector.ui.language import ntr, tr
from inspector.ui.screens.signing import time_of
from inspector.ui.shell import Shell
from inspector.wire import points
from inspector.wire.manifest import Manifest, SignerFacts
from inspector.wire.reviews import ACCEPTED, RETURNED


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
    code: tuple[bytes, ...] = ()
    handing_over: str = ""


class ActView(Protocol):
    """What the page must be able to show."""

    def show_act(self, page: ActPage, pdf: bytes, first: int) -> None: ...
    def show_facts(self, page: ActPage) -> None: ...


class ActPresenter:
    """One signed act."""

    def __init__(self, shell: Shell, inspection: str, view: ActView) -> None:
        self._shell = shell
        self._inspection = inspection
        self._view = view
        self._summary: InspectionSummary | None = None
        self._act: SealedAct | None = None
        self._outcome = ""

    @property
    def pdf(self) -> bytes:
        """The act, b"" until it was read."""
        return self._act.pdf if self._act is not None else b""

    def begin(self) -> None:
        """Read it from the store, and check it: the laptop may have learned of a revocation since."""
        workplace = self._shell.workplace

        def read() -> tuple[InspectionSummary | None, SealedAct, str]:
            found = [each for each in workplace.inspecting.summaries() if each.id == self._inspection]
            outcome = workplace.returning.outcomes().get(self._inspection, "")
            return (found[0] if found else None), workplace.printing.sealed(self._inspection), outcome

        def show(found: tuple[InspectionSummary | None, SealedAct, str]) -> None:
            self._summary, self._act, self._outcome = found
            first = self._act.first_pages.get(language.current.code, 0)
            self._view.show_act(self.page(), self._act.pdf, first)

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
        number = self._act.number.replace("/", "-") if self._act is not None else self._inspection[:13]
        return f"akt-{number}.pdf"

    def page(self) -> ActPage:
        """What is said of it."""
        summary, act = self._summary, self._act
        if summary is None or act is None:
            return ActPage(place="", number="", title=tr("The act is ready"), facts=(), digest="")
        facts = (
            self._found(act.manifest),
            *(_signed(person) for person in act.manifest.signers),
            self._represented(act.manifest),
            self._sealed(act),
            self._sent(summary.state),
            *self._reviewed(),
        )
        digest = act.digest.upper()
        return ActPage(
            place=summary.institution.name(language.current.code),
            number=tr("Act № {number}", number=act.number),
            title=tr("The act is ready"),
            facts=facts,
            code=act.code,
            handing_over=tr("Hand over the act") if summary.delivery.state == "none" else tr("Delivery and additions"),
            digest=" ".join(digest[start : start + 8] for start in range(0, 32, 8)),
        )

    def _reviewed(self) -> tuple[Fact, ...]:
        """What headquarters decided of this very revision, once it did."""
        said = {
            ACCEPTED: Fact(glyph="ok", text=tr("Read by headquarters"), note=tr("Accepted")),
            RETURNED: Fact(glyph="warn", text=tr("Read by headquarters"), note=tr("Returned with comments")),
        }
        return (said[self._outcome],) if self._outcome in said else ()

    def _found(self, manifest: Manifest) -> Fact:
        """Violations, recommendations and photos: three counts that never become one."""
        found = points.standing(manifest)
        violations = sum(1 for finding in found if finding.severity)
        parts = [ntr("{n} violation", "{n} violations", violations)]
        if violations < len(found):
            parts.append(ntr("{n} recommendation", "{n} recommendations", len(found) - violations))
        text = ", ".join(parts) if found else tr("No violations were found")
        photos = ntr("{n} photo", "{n} photos", len(manifest.evidence)) if manifest.evidence else tr("No photos")
        return Fact(glyph="ok", text=text, note=photos)

    def _represented(self, manifest: Manifest) -> Fact:
        refusal, person = manifest.refusal, manifest.representative
        if refusal is not None:
            who = ntr("{n} witness", "{n} witnesses", len(refusal.witnesses))
            return Fact(glyph="warn", text=tr("The representative refused to sign"), note=who)
        if person is None:
            return Fact(glyph="none", text=tr("Representative"), note="")
        fact = _signed(person)
        objections = len(manifest.objections)
        said = ntr("{n} objection", "{n} objections", objections) if objections else ""
        return Fact(glyph=fact.glyph, text=fact.text, note=" · ".join(part for part in (fact.note, said) if part))

    def _sealed(self, act: SealedAct) -> Fact:
        if act.problem is not None:
            said = sentence(act.problem, language.current.code)
            return Fact(glyph="bad", text=tr("The act does not hold"), note=said)
        note = tr("Checked now: nothing changed since. Revoked later: unknown without headquarters")
        return Fact(glyph="ok", text=tr("Sealed by this laptop"), note=note)

    def _sent(self, state: InspectionState) -> Fact:
        notes = {
            InspectionState.SEALED: ("none", tr("Waits for the network. Goes by itself.")),
            InspectionState.SENT: ("half", tr("The facts are there, the files follow")),
            InspectionState.ACCEPTED: ("ok", tr("Accepted by headquarters")),
            InspectionState.REFUSED: ("bad", tr("Not accepted: see the exchange")),
        }
        glyph, note = notes.get(state, ("none", ""))
        return Fact(glyph=glyph, text=tr("Sending to headquarters"), note=note)


def _signed(person: SignerFacts) -> Fact:
    """How somebody stands in the act."""
    if person.way == ABSENT:
        return Fact(glyph="skip", text=person.name, note=tr("absent: {reason}", reason=person.absent))
    if person.way == PAPER:
        return Fact(glyph="half", text=person.name, note=tr("signs the paper"))
    return Fact(glyph="ok", text=person.name, note=tr("signed {time}", time=time_of(person.at)))
