"""What comes after the seal: delivery with the terms it begins, and what is added to an act that never changes.

Every addition is made whole here, signed with the laptop's key and kept in one transaction; it goes to headquarters
with the next exchange. A mistake is not rubbed out: a later delivery names the one it replaces, and counts.

Free words (an objection and its letter, what was repaired) may hold anything about anybody. They go into an envelope
that only headquarters opens, as guards' names do; the signed item has their commitments. Names of those who took,
witnessed or wrote stand in the open, as they do in the act itself, and are refused when they hold an IIN.
"""

import base64
import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from inspector import __version__
from inspector.core.deadlines import Way
from inspector.core.errors import N_, BadInput
from inspector.core.ids import new_id
from inspector.core.verdict import Severity, VisitKind
from inspector.forms.commitments import SALT_BYTES, commitment
from inspector.services import documents, privacy
from inspector.services.ports import (
    AdditionStore,
    AfterSeal,
    Delivery,
    Identity,
    KeptFile,
    SealedFinding,
    SealSource,
)
from inspector.services.sealing import local_now
from inspector.wire import additions as wire
from inspector.wire import box, points
from inspector.wire import certificates as pki
from inspector.wire import seal as sealing
from inspector.wire.manifest import FindingFacts, Manifest, SignerFacts

LONGEST_WORDS = 20_000


class BeforeTheSeal(BadInput):
    """A day before the act was made."""

    code = "before_the_seal"
    sentence = N_("The act was made on {date} at {time}: nothing can have happened to it before.")


class NotYet(BadInput):
    """A moment that this laptop's clock has not reached."""

    code = "not_yet"
    sentence = N_("{moment} has not come yet.")


class ReceiverMissing(BadInput):
    """Handed over to nobody."""

    code = "receiver_missing"
    sentence = N_("Write who received the act.")


class PostalNumberMissing(BadInput):
    """Posted without the number by which it can be found."""

    code = "postal_number_missing"
    sentence = N_("Write the number of the postal item.")


class TwoWitnessesMissing(BadInput):
    """Refused with fewer than two witnesses."""

    code = "two_witnesses_missing"
    sentence = N_("A refusal to accept the act needs two witnesses.")


class NotPosted(BadInput):
    """A notice for an act that did not go by post, or has its notice already."""

    code = "not_posted"
    sentence = N_("No postal notice is waited for.")


class BeforePosting(BadInput):
    """A notice older than the letter."""

    code = "before_posting"
    sentence = N_("The notice cannot be older than {date}, when the act was posted.")


class WordsMissing(BadInput):
    """An objection that says nothing."""

    code = "words_missing"
    sentence = N_("Write what is objected.")


class AuthorMissing(BadInput):
    """An objection of nobody."""

    code = "author_missing"
    sentence = N_("Write who objects.")


class WordsTooLong(BadInput):
    """Longer than a letter."""

    code = "words_too_long"
    sentence = N_("This text is too long: at most {count} characters.")


class RepairEmpty(BadInput):
    """Neither words nor a picture."""

    code = "repair_empty"
    sentence = N_("Describe what was repaired, or add a picture.")


class FindingUnknown(BadInput):
    """Nothing of that kind stands in the act."""

    code = "finding_unknown"
    sentence = N_("Choose the violation of this act that was repaired.")


class NumberShown(BadInput):
    """An IIN in a line that everybody may read. It is not repeated here."""

    code = "number_shown"
    sentence = N_("A name, a post or a number holds an IIN. Remove it.")


class Delivering:
    """Additions to the seals of one laptop. `clock` returns aware times; everything blocks for one durable write."""

    def __init__(
        self, identity: Identity, seals: SealSource, store: AdditionStore, clock: Callable[[], datetime] = local_now
    ) -> None:
        self._identity = identity
        self._seals = seals
        self._store = store
        self._clock = clock

    def now(self) -> datetime:
        """The moment a form begins with."""
        return self._clock()

    def after(self, inspection_id: str) -> AfterSeal:
        """The latest seal of an inspection and what was added to it. Raises NotFound when it is not sealed."""
        bundle = self._seals.bundle(inspection_id)
        manifest = sealing.read_manifest(bundle.manifest)
        return AfterSeal(
            inspection=manifest.inspection,
            revision=manifest.revision,
            manifest_sha256=sealing.digest(bundle.manifest),
            name_ru=manifest.institution.name_ru,
            name_kk=manifest.institution.name_kk,
            visit_date=date.fromisoformat(manifest.visit.date),
            kind=VisitKind(manifest.visit.kind),
            sealed_at=datetime.fromisoformat(manifest.visit.sealed_at),
            parameters=manifest.parameters,
            findings=tuple(_finding(facts) for facts in points.standing(manifest)),
            receiver=manifest.representative.name if manifest.representative else "",
            post=manifest.representative.post if manifest.representative else "",
            on_paper=tuple(signer.name for signer in _signers(manifest) if signer.way == "paper"),
            added=self._store.of(manifest.inspection, manifest.revision),
        )

    def deliver(self, inspection_id: str, delivery: Delivery) -> AfterSeal:
        """Record how the act was handed over; a delivery recorded before is replaced.

        Raises BeforeTheSeal, NotYet, ReceiverMissing, PostalNumberMissing, TwoWitnessesMissing or NumberShown.
        """
        after = self.after(inspection_id)
        return self._add(after, wire.DELIVERY, delivery=facts_of(after, delivery, self._clock()))

    def notify(self, inspection_id: str, day: date) -> AfterSeal:
        """Record the day on the notice of the post. Raises NotPosted, BeforePosting or NotYet."""
        after = self.after(inspection_id)
        return self._add(after, wire.NOTICE, notice=notice_of(after, day, self._clock()))

    def attach_scan(self, inspection_id: str, source: Path) -> AfterSeal:
        """Add the scan of the page that was signed by hand. Raises DocumentRefused or PictureRefused."""
        return self._add(self.after(inspection_id), wire.SCAN, files=(documents.take(source),))

    def object(self, inspection_id: str, text: str, day: date, author: str, letter: Sequence[Path] = ()) -> AfterSeal:
        """Record an objection that came after the seal: its words, the letter's pages, or both.

        Raises WordsMissing, WordsTooLong, AuthorMissing, BeforeTheSeal, NotYet, NumberShown, DocumentRefused or
        PictureRefused.
        """
        after, words, author = self.after(inspection_id), _words(text), author.strip()
        if not words and not letter:
            raise WordsMissing
        if not author:
            raise AuthorMissing
        if day < after.sealed_at.date():
            raise _before(after)
        _check_day(day, self._clock())
        _check_lines(author)
        salted = _Closed({"text": words} if words else {})
        facts = wire.ObjectionFacts(date=day.isoformat(), author=author, text=salted.commitments.get("text", ""))
        files = {file.sha256: file for file in map(documents.take, letter)}
        return self._add(after, wire.OBJECTION, files=tuple(files.values()), closed=salted, objection=facts)

    def repair(self, inspection_id: str, finding: SealedFinding, text: str, pictures: Sequence[Path] = ()) -> AfterSeal:
        """Add what shows that a finding was mended.

        Raises FindingUnknown, RepairEmpty, WordsTooLong, DocumentRefused or PictureRefused.
        """
        after, words = self.after(inspection_id), _words(text)
        if finding not in after.findings:
            raise FindingUnknown
        files = {file.sha256: file for file in map(documents.take, pictures)}
        if not words and not files:
            raise RepairEmpty
        salted = _Closed({"text": words} if words else {})
        facts = wire.RepairFacts(
            check=finding.check, row=finding.row, node=finding.node, text=salted.commitments.get("text", "")
        )
        return self._add(after, wire.REPAIR, files=tuple(files.values()), closed=salted, repair=facts)

    def _add(
        self,
        after: AfterSeal,
        kind: str,
        *,
        files: Sequence[KeptFile] = (),
        closed: "_Closed | None" = None,
        delivery: wire.DeliveryFacts | None = None,
        notice: wire.NoticeFacts | None = None,
        objection: wire.ObjectionFacts | None = None,
        repair: wire.RepairFacts | None = None,
    ) -> AfterSeal:
        identity, shut = new_id(), kind == wire.OBJECTION
        files = [self._shut(identity, file) if shut else file for file in files]
        envelope = closed.envelope(self._identity, identity) if closed else b""
        addition = wire.Addition(
            format=wire.FORMAT,
            id=identity,
            kind=kind,
            inspection=after.inspection,
            revision=after.revision,
            manifest_sha256=after.manifest_sha256,
            device=self._identity.device,
            inspector=self._identity.inspector.id,
            added_at=self._clock().isoformat(timespec="seconds"),
            files=[
                wire.FileFacts(sha256=f.sha256, size=len(f.data), media_type=f.media_type, closed=shut) for f in files
            ],
            envelope_sha256=sealing.digest(envelope) if envelope else "",
            program=__version__,
            delivery=delivery,
            notice=notice,
            objection=objection,
            repair=repair,
        )
        bundle = wire.seal_addition(addition, *self._keys(), envelope)
        self._store.keep(bundle, closed.words if closed else {}, files)
        return self.after(after.inspection)

    def _shut(self, addition: str, file: KeptFile) -> KeptFile:
        """A file that only headquarters can open."""
        public = sealing.decode_base64(self._identity.box_key, "box_key")
        data = box.seal_box(public, file.data, wire.file_info(addition))
        return KeptFile(sha256=sealing.digest(data), media_type=file.media_type, data=data)

    def _keys(self) -> tuple[ec.EllipticCurvePrivateKey, list[x509.Certificate]]:
        chain = [pki.from_pem(self._identity.certificate), pki.from_pem(self._identity.operating)]
        return pki.key_from_pem(self._identity.private_key.encode()), chain


class _Closed:
    """Free words of one addition: what commits to them, and the envelope that holds them."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = dict(words)
        self._salts = {name: secrets.token_bytes(SALT_BYTES) for name in words}
        self.commitments = {name: commitment(text, self._salts[name]) for name, text in words.items()}

    def envelope(self, identity: Identity, addition: str) -> bytes:
        """The box for headquarters; nothing when there are no words."""
        if not self.words:
            return b""
        fields = [
            {"node": name, "value": text, "salt": base64.b64encode(self._salts[name]).decode()}
            for name, text in self.words.items()
        ]
        public = sealing.decode_base64(identity.box_key, "box_key")
        plain = json.dumps({"fields": fields}, ensure_ascii=False).encode()
        return box.seal_box(public, plain, wire.box_info(addition))


def facts_of(after: AfterSeal, delivery: Delivery, now: datetime) -> wire.DeliveryFacts:
    """What is sealed of a delivery; pure, so that a screen may ask while it is still being written.

    Raises as Delivering.deliver.
    """
    receiver, number = delivery.receiver.strip(), delivery.number.strip()
    witnesses = [
        wire.WitnessFacts(name=each.name.strip(), post=each.post.strip())
        for each in delivery.witnesses
        if each.name.strip()
    ]
    if delivery.at < after.sealed_at.replace(second=0, microsecond=0):
        raise _before(after)
    if delivery.at > now:
        raise NotYet(moment=f"{_written(delivery.at.date())} {delivery.at:%H:%M}")
    if delivery.way in (Way.PAPER, Way.USB) and not receiver:
        raise ReceiverMissing
    if delivery.way is Way.POST and not number:
        raise PostalNumberMissing
    if delivery.way is Way.REFUSED and len(witnesses) != wire.WITNESSES:
        raise TwoWitnessesMissing
    facts = wire.DeliveryFacts(
        way=delivery.way.value,
        at=delivery.at.isoformat(timespec="seconds"),
        receiver=receiver,
        post=delivery.post.strip(),
        number=number if delivery.way is Way.POST else "",
        witnesses=witnesses if delivery.way is Way.REFUSED else [],
        replaces=after.delivery.addition.id if after.delivery else "",
    )
    _check_lines(
        facts.receiver, facts.post, facts.number, *(w for each in facts.witnesses for w in (each.name, each.post))
    )
    return facts


def notice_of(after: AfterSeal, day: date, now: datetime) -> wire.NoticeFacts:
    """What is sealed of a postal notice; pure. Raises as Delivering.notify."""
    delivery = after.delivery.addition if after.delivery else None
    if delivery is None or delivery.delivery is None or delivery.delivery.way != Way.POST or after.notice:
        raise NotPosted
    posted = datetime.fromisoformat(delivery.delivery.at).date()
    if day < posted:
        raise BeforePosting(date=_written(posted))
    _check_day(day, now)
    return wire.NoticeFacts(delivery=delivery.id, date=day.isoformat())


def _check_day(day: date, now: datetime) -> None:
    if day > now.date():
        raise NotYet(moment=_written(day))


def _words(text: str) -> str:
    words = text.strip()
    if len(words) > LONGEST_WORDS:
        raise WordsTooLong(count=LONGEST_WORDS)
    return words


def _check_lines(*lines: str) -> None:
    if any(len(line) > wire.LONGEST for line in lines):
        raise WordsTooLong(count=wire.LONGEST)
    if privacy.holds_number(lines):
        raise NumberShown


def _before(after: AfterSeal) -> BeforeTheSeal:
    sealed = after.sealed_at
    return BeforeTheSeal(date=_written(sealed.date()), time=sealed.strftime("%H:%M"))


def _written(day: date) -> str:
    return day.strftime("%d.%m.%Y")


def _signers(manifest: Manifest) -> list[SignerFacts]:
    return [*manifest.signers, *([manifest.representative] if manifest.representative else [])]


def _finding(facts: FindingFacts) -> SealedFinding:
    return SealedFinding(
        check=facts.check,
        row=facts.row,
        node=facts.node,
        severity=Severity(facts.severity),
        days=facts.due_days,
        message=facts.message,
    )
