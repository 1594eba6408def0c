"""Dividing a draft between two laptops before it is sealed, by files on a stick.

The lead gives a share away under a one-time code that is told by word of mouth; the colleague answers on his laptop and
gives the answers back; the lead's laptop merges them (services.merging) and alone seals. Both files are signed by their
laptop, which has to be of the same headquarters; the code makes the key of both, so nobody else reads them.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from os import urandom
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric import ec

from inspector.core.errors import Bug, Refusal
from inspector.core.ids import new_id
from inspector.services import merging
from inspector.services.courier import _never, _silent, watched
from inspector.services.dividing_errors import (
    PartHere,
    ShareDoesNotFit,
    ShareOfOurs,
    ShareUnknown,
    ShareWantsChecklist,
    WrongShareCode,
)
from inspector.services.errors import InspectionSealed
from inspector.services.inspecting import Inspecting
from inspector.services.opened import OpenInspection
from inspector.services.ports import (
    Evidence,
    EvidenceStore,
    Identity,
    InspectionState,
    InspectionStore,
    Operation,
    OperationKind,
    Progress,
    StoredInspection,
)
from inspector.services.ports.courier import RevocationSource
from inspector.services.ports.dividing import Division, DivisionStore, StoredDisagreement
from inspector.services.shares import (
    COST,
    AnswersNote,
    ShareNote,
    file_key,
    first_note,
    new_code,
    salt_of,
    secret_of,
)
from inspector.services.taken import schema_path
from inspector.wire import carried, courier, courier_writing
from inspector.wire import certificates as pki
from inspector.wire.courier import CourierFile, Header, Incoming
from inspector.wire.courier_errors import CourierDamaged, NotForUs, WrongDirection
from inspector.wire.courier_writing import Record
from inspector.wire.seal import encode_base64

LARGEST_PHOTO = 64 * 1024 * 1024
PHOTO = "photo"

_UNFIT = (Refusal, Bug, LookupError, ValueError)
"""What a journal raises that is not of this form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A share that was written; the code is shown once and never kept."""

    share: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What a colleague's answers came to: entries taken, and how many questions are to be decided."""

    inspection: str
    entries: int
    disagreements: int


class Dividing:
    """Shares of one laptop's drafts. `key` is its signature key; `cost` (KiB, rounds) is of the code."""

    def __init__(
        self,
        identity: Identity,
        key: ec.EllipticCurvePrivateKey,
        inspections: InspectionStore,
        evidence: EvidenceStore,
        store: DivisionStore,
        revocations: RevocationSource,
        inspecting: Inspecting,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        cost: tuple[int, int] = COST,
    ) -> None:
        self._identity = identity
        self._key = key
        self._inspections = inspections
        self._evidence = evidence
        self._store = store
        self._revocations = revocations
        self._inspecting = inspecting
        self._clock = clock
        self._cost = cost

    def divisions(self) -> tuple[Division, ...]:
        """Every share given away or taken, latest first."""
        return self._store.divisions()

    def away(self, inspection_id: str) -> tuple[str, ...]:
        """Sections of a draft that were given to a colleague and of which nothing came back yet.

        A section whose share was lost and given once more is back when either share is.
        """
        given = [each for each in self._store.divisions() if each.inspection == inspection_id and each.role == "lead"]
        back = {section for each in given if each.names for section in each.sections}
        return tuple(dict.fromkeys(section for each in given for section in each.sections if section not in back))

    def lead_of(self, inspection_id: str) -> str:
        """The name of who leads a draft of which this laptop has a part; "" when it is this laptop's own."""
        for each in self._store.divisions():
            if each.inspection == inspection_id and each.role == "part":
                return next(iter(each.names.values()), each.device)
        return ""

    def give(
        self,
        inspection_id: str,
        sections: Sequence[str],
        path: Path,
        progress: Callable[[Progress], None] = _silent,
        cancelled: Callable[[], bool] = _never,
    ) -> Given:
        """Write a share of a draft for a colleague's laptop, and remember that it was given.

        Raises PartHere (somebody else leads), DiskFull, CourierUnwritable, Stopped.
        """
        if self.lead_of(inspection_id):
            raise PartHere
        stored = self._inspections.load(inspection_id)
        code, salt, share = new_code(), urandom(16), new_id()
        secret = secret_of(code, salt, self._cost)
        person = self._identity.inspector
        note = ShareNote(
            inspection=stored.id, revision=stored.revision, supersedes=stored.supersedes,
            institution=stored.institution, visit=stored.visit, started_at=stored.started_at,
            checklist=stored.checklist.sha256, sections=list(sections), operations=list(stored.operations),
            evidence=list(stored.evidence), names={person.id: person.name},
        )  # fmt: skip
        # First the memory, then the file: answers to a share that was written are always known here.
        self._store.keep(
            Division(
                share=share, inspection=stored.id, role="lead", device=self._identity.device, names={},
                sections=tuple(sections), base=len(stored.operations), secret=secret, made_at=self._clock().isoformat(),
            )
        )  # fmt: skip
        photos = _within(stored, sections)
        header = self._header(courier.SHARE, share, salt)
        self._write(path, header, secret, stored.id, msgspec.json.encode(note), photos, progress, cancelled)
        return Given(share=share, code=code)

    def take(self, path: Path, code: str, progress: Callable[[Progress], None] = _silent) -> str:
        """Begin to work on a share that a colleague gave; the inspection's id. The same share again changes nothing.

        Raises WrongShareCode, ShareOfOurs, ShareWantsChecklist, PartHere, and what a courier file can be refused for.
        """
        file = CourierFile(path)
        if file.header.kind != courier.SHARE:
            raise WrongDirection
        written = file.check(pki.from_pem(self._identity.root, "root"), revoked=self._revocations.revoked())
        if written.device == self._identity.device:
            raise ShareOfOurs
        secret = secret_of(code, salt_of(file.header), self._cost)
        try:
            records = file.records(file_key(secret, file.header))
            note = first_note(records, ShareNote)
        except NotForUs as error:
            raise WrongShareCode from error
        self._begin(file.header.share, note, secret, written.device)
        known = {photo.name for photo in self._inspections.load(note.inspection).evidence}
        self._keep_photos(records, note.inspection, note.evidence, known, progress)
        return note.inspection

    def give_back(
        self,
        inspection_id: str,
        path: Path,
        progress: Callable[[Progress], None] = _silent,
        cancelled: Callable[[], bool] = _never,
    ) -> int:
        """Write everything answered here since the share was taken; how many entries. Raises ShareUnknown."""
        division = next(
            (each for each in self._store.divisions() if each.inspection == inspection_id and each.role == "part"),
            None,
        )
        if division is None:
            raise ShareUnknown
        stored = self._inspections.load(inspection_id)
        fresh = stored.operations[division.base :]
        named = {one.new for one in fresh}
        photos = tuple(photo for photo in stored.evidence if photo.name in named)
        person = self._identity.inspector
        note = AnswersNote(
            inspection=inspection_id, operations=list(fresh), evidence=list(photos), names={person.id: person.name}
        )
        header = self._header(courier.ANSWERS, division.share, urandom(16))
        text = msgspec.json.encode(note)
        self._write(path, header, division.secret, inspection_id, text, photos, progress, cancelled)
        return len(fresh)

    def bring(self, path: Path, progress: Callable[[Progress], None] = _silent) -> Brought:
        """Merge a colleague's answers into the draft. The same file again, or an older one, changes nothing.

        Raises ShareUnknown, ShareDoesNotFit, InspectionSealed, ChangedElsewhere, and what a courier file can be
        refused for; then nothing is merged.
        """
        file = CourierFile(path)
        if file.header.kind != courier.ANSWERS:
            raise WrongDirection
        division = self._store.division(file.header.share)
        if division is None or division.role != "lead":
            raise ShareUnknown
        file.check(pki.from_pem(self._identity.root, "root"), revoked=self._revocations.revoked())
        records = file.records(file_key(division.secret, file.header))
        note = first_note(records, AnswersNote)
        if note.inspection != division.inspection:
            raise ShareDoesNotFit
        opened = self._inspecting.open(division.inspection)
        if any(_frozen(opened, one) for one in note.operations):
            raise ShareDoesNotFit
        if opened.state is not InspectionState.DRAFT:
            raise InspectionSealed
        self._keep_photos(records, note.inspection, note.evidence, set(opened.evidence), progress)
        return self._merge(division, note)

    def _merge(self, division: Division, note: AnswersNote) -> Brought:
        opened = self._inspecting.open(division.inspection)
        journal = opened.journal
        came = {place for start, count in division.places for place in range(start, start + count)}
        after = range(division.base, len(journal))
        try:
            merged = merging.merge(
                journal[: division.base],
                [journal[place] for place in after if place not in came],
                [journal[place] for place in after if place in came],
                note.operations[division.taken :],
                merging.Picture().all(journal),
                partial(question_of, opened),
            )
            operations, places = self._entries(opened, merged.entries)
        except (merging.UnknownRow, *_UNFIT) as error:
            raise ShareDoesNotFit from error
        found = [_kept(division, each) for each in merged.disagreements]
        names = {**division.names, **note.names}
        taken = max(division.taken, len(note.operations))
        changed = replace(division, taken=taken, names=names, places=(*division.places, *places))
        self._store.merge(changed, operations, opened.standing, len(journal) - len(operations), found)
        return Brought(inspection=division.inspection, entries=len(operations), disagreements=len(found))

    def _entries(
        self, opened: OpenInspection, entries: Sequence[Operation | merging.Made]
    ) -> tuple[list[Operation], list[tuple[int, int]]]:
        """Journal entries as they are appended, and where those stand that came with the share."""
        operations: list[Operation] = []
        places: list[tuple[int, int]] = []
        start = len(opened.journal)
        for entry in entries:
            if isinstance(entry, Operation):
                opened.adopt(entry)
                made: tuple[Operation, ...] = (entry,)
            else:
                made = opened.together([(entry.kind, entry.node, entry.old, entry.new)], undoable=False).operations
            if isinstance(entry, Operation) or entry.repair:
                places.append((start + len(operations), len(made)))
            operations.extend(made)
        return operations, places

    def _begin(self, share: str, note: ShareNote, secret: bytes, device: str) -> None:
        """The draft as the lead's laptop had it; who leads it is written first, so that it can never be sealed here."""
        known = self._store.division(share)
        if known is None and any(one.id == note.inspection for one in self._inspections.summaries()):
            raise PartHere
        checklist = self._store.checklist(note.checklist)
        if checklist is None:
            raise ShareWantsChecklist
        begun = StoredInspection(
            id=note.inspection, institution=note.institution, visit=note.visit, state=InspectionState.DRAFT,
            revision=note.revision, supersedes=note.supersedes, started_at=note.started_at, checklist=checklist,
            operations=tuple(note.operations), evidence=tuple(note.evidence),
            last_node=note.sections[0] if note.sections else "",
        )  # fmt: skip
        try:
            standing = self._inspecting.replayed(begun).standing
        except _UNFIT as error:
            raise ShareDoesNotFit from error
        self._store.keep(
            Division(
                share=share, inspection=note.inspection, role="part", device=device, names=note.names,
                sections=tuple(note.sections), base=len(note.operations), secret=secret,
                made_at=self._clock().isoformat(),
            )
        )  # fmt: skip
        if not any(one.id == note.inspection for one in self._inspections.summaries()):
            self._inspections.create(begun, standing)

    def _header(self, kind: str, share: str, salt: bytes) -> Header:
        key = encode_base64(salt)
        return Header(format=courier.FORMAT, kind=kind, device=self._identity.device, key=key, share=share)

    def _write(
        self,
        path: Path,
        header: Header,
        secret: bytes,
        inspection_id: str,
        note: bytes,
        photos: Sequence[Evidence],
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> None:
        def records() -> Iterator[Record]:
            yield Record(kind=carried.NOTE, name="", size=len(note), data=lambda: note)
            for photo in photos:
                read = partial(self._evidence.read, inspection_id, photo.name)
                yield Record(kind=PHOTO, name=photo.name, size=photo.size, data=read)

        sign = courier_writing.signed_by(self._key, [self._identity.certificate, self._identity.operating])
        watching = watched(records(), 1 + len(photos), progress, cancelled)
        courier_writing.write(path, header, file_key(secret, header), watching, sign, self._clock())

    def _keep_photos(
        self,
        records: Iterator[Incoming],
        inspection_id: str,
        evidence: Sequence[Evidence],
        known: set[str],
        progress: Callable[[Progress], None],
    ) -> None:
        """Photos are durable before anything names them; those that are here already are left alone."""
        told = {photo.name: photo for photo in evidence}
        for done, record in enumerate(records):
            photo = told.get(record.name)
            if record.kind == PHOTO and photo is not None and photo.name not in known:
                data = record.whole(LARGEST_PHOTO)
                if not _is(photo, data):
                    raise CourierDamaged
                self._evidence.add(inspection_id, photo, data)
            progress(Progress(stage="files", done=done + 1, total=len(told)))


def question_of(opened: OpenInspection, node: str) -> str:
    """The question a node or a photo's row belongs to: its check, or itself."""
    parts = node.split("/")
    for length in range(len(parts) - 1, 1, -1):
        above = "/".join(parts[:length])
        path = schema_path(above)
        if opened.form.has(path) and opened.form.spec(path).kind == "check":
            return above
    return node


def _frozen(opened: OpenInspection, operation: Operation) -> bool:
    """Whether an entry would change what was known at the start: the visit, the parameters, what was reported."""
    path, root = schema_path(operation.node), opened.form.root.path
    if not path.startswith(f"{root}/") or path.count("/") != root.count("/") + 1 or not opened.form.has(path):
        return False
    return opened.form.spec(path).kind in ("hidden", "meta")


def _kept(division: Division, told: merging.Disagreement) -> StoredDisagreement:
    return StoredDisagreement(
        inspection=division.inspection,
        unit=told.unit,
        share=division.share,
        mine=msgspec.json.encode(told.mine).decode(),
        theirs=msgspec.json.encode(told.theirs).decode(),
    )


def _within(stored: StoredInspection, sections: Sequence[str]) -> tuple[Evidence, ...]:
    """Photos of the sections that are given away, and what lies under the plan: the colleague sees what is there."""
    inside = tuple(f"{section}/" for section in sections) + tuple(f"{section}[" for section in sections)
    named = {one.new for one in stored.operations if one.node.startswith(inside) or one.kind is OperationKind.PLAN}
    return tuple(photo for photo in stored.evidence if photo.name in named)


def _is(photo: Evidence, data: bytes) -> bool:
    return len(data) == photo.size and hashlib.sha256(data).hexdigest() == photo.sha256
