"""The end of an act, which belongs to its texts in all languages: objections, signatures or refusal, delivery."""

from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, KeepTogether, Spacer, Table

from inspector import i18n
from inspector.acts import styles
from inspector.acts.document import ActDocument
from inspector.acts.fonts import REGULAR
from inspector.acts.pictures import SignaturePicture
from inspector.acts.sheet import WIDTH
from inspector.acts.styles import both, grid, para
from inspector.core.errors import N_
from inspector.core.signatures import ABSENT, REFUSED
from inspector.wire.manifest import RefusalFacts, SignerFacts

_TWO_TEXTS = N_("The texts in both languages have one number; the signatures are under both.")
_DELIVERED = N_("Terms count from the day the act is delivered. Delivered (date, to whom, signature):")
_SEAL_MEANS = N_(
    "The file carries the electronic seal of the inspector's device under headquarters' certificate. It shows which "
    "device made the act and that not a byte changed since. It is not a person's electronic digital signature in law "
    "and replaces no signature."
)
_ATTACHED = N_(
    "Attached to the file: the sealed record, its seal and the answers. The closed annex is not attached. "
    "The code on every page is the SHA-256 of the sealed record."
)
_WIDTHS = (0.52, 0.48)


class Closing:
    """Flowables of the end of an act."""

    def __init__(self, documents: Sequence[ActDocument]) -> None:
        self.documents = documents
        self.first = documents[0]

    def say(self, message: str, **places: object) -> str:
        """A message in all languages of the act."""
        return both(self.documents, message, **places)

    def flow(self) -> list[Any]:
        """Everything, in order."""
        story = [CondPageBreak(100 * mm), Spacer(0, 4 * mm), *self.objections(), *self.read()]
        if self.first.proof:
            return [*story, para(self.say(N_("Signatures follow after reading.")), styles.TEXT)]
        story.append(para(self.say(N_("Signatures")), styles.HEADING))
        if len(self.documents) > 1:
            story.append(para(self.say(_TWO_TEXTS), styles.TEXT))
        story += [self.signer(signer, N_("Inspected by")) for signer in self.first.signers]
        if self.first.representative:
            story.append(self.signer(self.first.representative, N_("Representative, has read the act")))
        if self.first.refusal:
            story += self.refused(self.first.refusal)
        return [*story, self.delivery(), *self.seal()]

    def objections(self) -> list[Any]:
        """The representative's own words, never shortened."""
        story = [para(self.say(N_("Objections of the representative, in their own words")), styles.HEADING)]
        if not self.first.objections:
            return [*story, para(self.say(N_("No objections were made.")), styles.TEXT)]
        for number, objection in enumerate(self.first.objections, 1):
            about = self.say(N_("To point {n}:"), n=objection.point) if objection.point else ""
            story.append(para(" ".join(part for part in (f"{number}.", about, objection.text) if part), styles.QUOTE))
        return story

    def read(self) -> list[Any]:
        """When the draft was read, if it was read on the screen."""
        if not self.first.read_at or self.first.proof:
            return []
        opened, closed = styles.moment(self.first.opened_at), styles.moment(self.first.read_at)
        if not opened:
            return [para(self.say(N_("The draft of the act was read at {time}."), time=closed), styles.TEXT)]
        said = N_("The draft of the act was opened at {opened} and read by {time}.")
        return [para(self.say(said, opened=opened, time=closed), styles.TEXT)]

    def signer(self, signer: SignerFacts, role: str) -> KeepTogether:
        """One person: who they are, and their strokes or a line to sign on."""
        who = [para(self.say(role), styles.SMALL), para(signer.name, styles.STRONG)]
        who += [para(text, styles.CELL) for text in (signer.post, signer.body, signer.authority) if text]
        rows: list[list[Any]] = [[who, self.signed(signer)]]
        if signer.dissent:
            point = signer.dissent_point
            about = self.say(N_("Dissent on point {n}"), n=point) if point else self.say(N_("Dissent"))
            rows.append([[para(about, styles.SMALL), para(signer.dissent, styles.CELL)], ""])
        spans = [("SPAN", (0, 1), (1, 1))] if signer.dissent else []
        return KeepTogether(grid(rows, _WIDTHS, head=False, extra=spans))

    def signed(self, signer: SignerFacts) -> list[Any]:
        """The right side of a person: strokes, a line to sign on, or why there is neither."""
        if signer.way == ABSENT:
            return [para(self.say(N_("Was absent at the signing")), styles.SMALL), para(signer.absent, styles.CELL)]
        if signer.way == REFUSED:
            return [para(self.say(N_("Refused to sign as a witness")), styles.CELL)]
        way = self.say(N_("signed on the screen")) if signer.strokes else self.say(N_("signature on paper"))
        return [SignaturePicture(signer.strokes), para(f"{way} {styles.moment(signer.at)}".strip(), styles.SMALL)]

    def refused(self, refusal: RefusalFacts) -> list[Any]:
        """The refusal to sign, with its witnesses."""
        what = [para(self.say(N_("The representative refused to sign; the act remains valid.")), styles.STRONG)]
        if refusal.person:
            named = ", ".join(part for part in (refusal.person.name, refusal.person.post) if part)
            what.append(para(named, styles.CELL))
        reasons = dict.fromkeys(i18n.text(refusal.reason, one.language) for one in self.documents)
        what += [para(self.say(N_("Reason")), styles.SMALL), para(" / ".join(reasons), styles.CELL)]
        if refusal.words:
            what += [para(self.say(N_("In their own words")), styles.SMALL), para(refusal.words, styles.CELL)]
        seen = refusal.witness_signatures or [SignerFacts(name=name, post="") for name in refusal.witnesses]
        witnesses = [self.signer(witness, N_("Witness of the refusal")) for witness in seen]
        return [grid([[what]], (1.0,), head=False), *witnesses]

    def delivery(self) -> KeepTogether:
        """A line for the copy that is handed over: terms begin there."""
        below = [("LINEBELOW", (0, 0), (-1, -1), 0.5, Color(0, 0, 0)), ("FONTNAME", (0, 0), (-1, -1), REGULAR)]
        line = Table([[""]], colWidths=[WIDTH], rowHeights=[9 * mm], style=below)
        return KeepTogether([Spacer(0, 3 * mm), para(self.say(_DELIVERED), styles.TEXT), line])

    def seal(self) -> list[Any]:
        """What the device's seal is and is not, in each language, and the digest to compare the code with."""
        texts = [i18n.text(text, one.language) for one in self.documents for text in (_SEAL_MEANS, _ATTACHED)]
        where = self.say(
            N_("Device {device}, sealed {at}"), device=self.first.device, at=styles.moment(self.first.sealed_at)
        )
        digest = f"SHA-256: {styles.grouped(self.first.digest)}"
        title = para(self.say(N_("The device's seal")), styles.HEADING)
        return [KeepTogether([title, *(para(text, styles.SMALL) for text in (*texts, where, digest))])]
