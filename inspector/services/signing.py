"""Who has signed, objected or refused so far: the state between the draft of an act and its seal.

Kept in the encrypted database after every change, so that no lock and no power cut between a signature and the seal
loses what was confirmed. A signature stands under the answers as they were: when they change, it is wiped.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime

import msgspec

from inspector.core.errors import N_
from inspector.core.signatures import (
    ABSENT,
    PAPER,
    SCREEN,
    Objection,
    RefusalToSign,
    Representative,
    Signatures,
    Signer,
    Stroke,
    Witness,
)
from inspector.services import desk
from inspector.services.composing import findings_of
from inspector.services.opened import OpenInspection
from inspector.services.ports import Saved, SigningStore
from inspector.wire import points as numbering
from inspector.wire.seal import canonical

WITNESSES = 2
OTHER_REASON = N_("Another reason")
"""Why somebody refuses when none of the listed reasons is it: their words say it."""

AUTHORITIES = ("order", "charter", "power")
"""On what a representative acts: an order, the charter, a power of attorney."""


class DraftSigner(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who signs. `way` is "" while they have not; `about` names the point of a dissent ("": the whole act)."""

    name: str = ""
    post: str = ""
    body: str = ""
    way: str = ""
    strokes: tuple[Stroke, ...] = ()
    at: str = ""
    dissent: str = ""
    about: str = ""
    absent: str = ""

    def signing(self, way: str, at: str, strokes: tuple[Stroke, ...] = (), absent: str = "") -> "DraftSigner":
        """Signed so, or (no way) not any more."""
        done = at if way == SCREEN else ""
        return msgspec.structs.replace(self, way=way, strokes=strokes, at=done, absent=absent)

    def named(self, name: str, post: str, body: str) -> "DraftSigner":
        """Other words about the person; a signature was under the old name, so another name takes it back."""
        changed = msgspec.structs.replace(self, name=name, post=post, body=body)
        return changed.signing("", "") if name != self.name and self.way == SCREEN else changed


class DraftObjection(msgspec.Struct, frozen=True, kw_only=True):
    """An objection, word for word; `about` names its point, "" is the whole act."""

    text: str
    about: str = ""


class SigningDraft(msgspec.Struct, frozen=True, kw_only=True):
    """Everything of the signing so far.

    `members` are the commission, the inspector first. `authority` is one of AUTHORITIES with its number and date.
    `digest` is of the answers that were signed or read, "" while nothing was. `read_points` are the points as they
    were read last, by name, so that a change shows. Reasons are message ids or a person's own words.
    """

    members: tuple[DraftSigner, ...]
    representative: DraftSigner
    authority: str = AUTHORITIES[0]
    authority_number: str = ""
    authority_date: str = ""
    refusing: bool = False
    reason: str = ""
    words: str = ""
    witnesses: tuple[DraftSigner, ...] = (DraftSigner(), DraftSigner())
    objections: tuple[DraftObjection, ...] = ()
    opened_at: str = ""
    read_at: str = ""
    read_points: dict[str, str] = {}
    digest: str = ""

    def people(self) -> tuple[DraftSigner, ...]:
        """In signing order, the representative last."""
        return (*self.members, self.representative)

    def with_person(self, place: int, person: DraftSigner) -> "SigningDraft":
        """Somebody of `people` replaced."""
        if place == len(self.members):
            return msgspec.structs.replace(self, representative=person)
        members = (*self.members[:place], person, *self.members[place + 1 :])
        return msgspec.structs.replace(self, members=members)

    def signed_by(self) -> tuple[str, ...]:
        """Names of those whose signature or word would be lost by a wipe."""
        signed = [person.name for person in self.people() if person.way]
        return (*signed, *(witness.name for witness in self.witnesses if witness.way and witness.name))

    @property
    def begun(self) -> bool:
        """Whether anything stands under the answers as they are."""
        return bool(self.digest)

    def wiped(self) -> "SigningDraft":
        """Without signatures and without the reading; names, objections and dissents are people's own and stay."""
        blank = [person.signing("", "") for person in self.members]
        return msgspec.structs.replace(
            self, members=tuple(blank), representative=self.representative.signing("", ""),
            witnesses=tuple(witness.signing("", "") for witness in self.witnesses), opened_at="", read_at="", digest="",
        )  # fmt: skip


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A point of the act to be: its number, its name for ever, the first question it is about, and what it says now."""

    number: int
    name: str
    node: str
    digest: str


def answers_digest(opened: OpenInspection) -> str:
    """What is signed: the answers as they would be sealed, and what was done to them at the desk since."""
    done = canonical(dict(opened.desk)).encode()
    return hashlib.sha256(opened.session.submission() + b"\0" + done).hexdigest()


def points_of(opened: OpenInspection) -> tuple[Point, ...]:
    """The points of the act as it would be now, numbered as it will number them."""
    found = []
    for number, group in enumerate(numbering.points(desk.kept(opened.desk, findings_of(opened.session))), 1):
        told: list[object] = [msgspec.to_builtins(finding) for finding in group]
        told += [_beside(opened, finding.node) for finding in group if finding.kind == "check"]
        digest = hashlib.sha256(canonical(told).encode()).hexdigest()
        found.append(Point(number=number, name=numbering.name_of(group), node=group[0].node, digest=digest))
    return tuple(found)


def _beside(opened: OpenInspection, check: str) -> list[str]:
    """What the act prints beside a failed check: its note and its photos."""
    photos = f"{check}/{check.rpartition('/')[2]}_photos"
    rows = opened.session.rows(photos)
    return [opened.session.value(f"{check}/note"), *(opened.session.value(f"{row}/photo") for row in rows)]


def number_of(name: str, points: Sequence[Point]) -> int:
    """The number of a point by its name; one whose severity or term changed is the same; 0 when it is gone."""
    exact = next((point.number for point in points if point.name == name), 0)
    if exact or not name:
        return exact
    about = numbering.subject(name)
    return next((point.number for point in points if numbering.subject(point.name) == about), 0)


def changed_points(draft: SigningDraft, points: Sequence[Point]) -> tuple[int, ...]:
    """Numbers of the points that say something else than when the draft was read last; none before the first time."""
    if not draft.read_points:
        return ()
    return tuple(point.number for point in points if draft.read_points.get(point.name) != point.digest)


def signatures_of(draft: SigningDraft, points: Sequence[Point], authority: str = "") -> Signatures:
    """What goes under the seal; `authority` is the representative's document in words."""
    objections = tuple(
        Objection(text=objection.text.strip(), point=number_of(objection.about, points))
        for objection in draft.objections
        if objection.text.strip()
    )
    person = draft.representative
    made = Signatures(
        signers=tuple(_signer(member, points) for member in draft.members),
        representative=Representative(
            name=person.name, post=person.post, authority=authority, way=person.way or PAPER, strokes=person.strokes,
            at=person.at,
        ),
        objections=objections,
        proof_opened_at=draft.opened_at,
        proof_read_at=draft.read_at,
    )  # fmt: skip
    return _refused(made, draft) if draft.refusing else made


def _refused(made: Signatures, draft: SigningDraft) -> Signatures:
    seen = (witness for witness in draft.witnesses if witness.name.strip())
    told = draft.reason if draft.reason != OTHER_REASON else ""
    refusal = RefusalToSign(
        reason=told or draft.words,
        words=draft.words if told else "",
        witnesses=tuple(
            Witness(name=one.name, post=one.post, way=one.way or PAPER, strokes=one.strokes, at=one.at) for one in seen
        ),
        name=draft.representative.name,
        post=draft.representative.post,
    )
    return Signatures(
        signers=made.signers, refusal=refusal, objections=made.objections,
        proof_opened_at=made.proof_opened_at, proof_read_at=made.proof_read_at,
    )  # fmt: skip


def _signer(member: DraftSigner, points: Sequence[Point]) -> Signer:
    return Signer(
        name=member.name, post=member.post, body=member.body, way=member.way or PAPER, strokes=member.strokes,
        at=member.at, dissent=member.dissent.strip(), dissent_point=number_of(member.about, points),
        absent=member.absent if member.way == ABSENT else "",
    )  # fmt: skip


class Signings:
    """The signing of each inspection of one laptop, as far as it came."""

    def __init__(self, store: SigningStore) -> None:
        self._store = store

    def load(self, inspection_id: str) -> SigningDraft | None:
        """As it was kept last; None when nothing was, or when it is of a program that wrote it otherwise."""
        body = self._store.load(inspection_id)
        if not body:
            return None
        try:
            return msgspec.json.decode(body, type=SigningDraft)
        except msgspec.DecodeError:
            return None

    def keep(self, inspection_id: str, draft: SigningDraft) -> Saved:
        """Durable when it returns. Raises InspectionSealed, NotFound, DiskFull; then the last one kept still stands."""
        at = datetime.now().astimezone()
        self._store.keep(inspection_id, msgspec.json.encode(draft).decode(), at.isoformat())
        return Saved(at=at)
