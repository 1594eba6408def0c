"""Closing an inspection for good: secrets into the envelope, everything into one manifest, seal, act, outbox.

    answers -> commitments + envelope (HPKE to headquarters) -> manifest (RFC 8785) -> seal (this laptop's key)
            -> act (PDF/A-3 with manifest, seal and answers; signed last) -> store, in one transaction

Nothing is kept unless all of it was made; a failure on the way leaves the draft as it was.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from inspector.core.errors import N_, BadInput, Bug, WorldFailed
from inspector.core.norm import Norm
from inspector.core.proof import Proof
from inspector.core.signatures import RefusalToSign, Signatures
from inspector.forms.commitments import SecretField
from inspector.forms.form import Form
from inspector.forms.session import FormProblem
from inspector.services import desk, drawing, privacy
from inspector.services.composing import Answers, answers_of, compose
from inspector.services.dividing_errors import PartNotSealed
from inspector.services.errors import InspectionSealed
from inspector.services.opened import OpenInspection
from inspector.services.ports import EvidenceStore, Identity, InspectionState, SealStore
from inspector.wire import box
from inspector.wire import certificates as pki
from inspector.wire import seal as sealing
from inspector.wire.manifest import Manifest
from inspector.wire.messages import BlobRef
from inspector.wire.seal import Seal

ACT_TYPE = "application/pdf"
_WITNESSES = 2


class NotReady(BadInput):
    """Answers are missing or wrong; `problems` says which."""

    code = "not_ready"
    sentence = N_("The inspection is not finished: {count} answers are missing or wrong.")

    def __init__(self, problems: Sequence[FormProblem]) -> None:
        super().__init__(count=len(problems))
        self.problems = tuple(problems)


class NobodySigned(BadInput):
    """No inspector among the signatures."""

    code = "nobody_signed"
    sentence = N_("Name at least one inspector who signs the act.")


class RepresentativeMissing(BadInput):
    """Neither a representative nor a refusal, or both."""

    code = "representative_missing"
    sentence = N_("Name the representative who signs, or record the refusal to sign.")


class WitnessesMissing(BadInput):
    """A refusal to sign without its reason or its two witnesses."""

    code = "witnesses_missing"
    sentence = N_("A refusal to sign needs a reason and two witnesses.")


class ClockOutsideCertificate(WorldFailed):
    """By this laptop's clock its certificate is not in force: nobody who checks the act would believe it."""

    code = "clock_outside_certificate"
    sentence = N_(
        "This laptop's clock shows {today}, but it may sign from {start} to {end}. "
        "Set the clock right; if it is right, turn to headquarters."
    )


class ActPrinter(Protocol):
    """What makes acts (acts.printer)."""

    def proof(
        self,
        manifest: Manifest,
        form: Form,
        instance: bytes,
        norms: Mapping[str, Norm],
        photos: Mapping[str, bytes],
        languages: Sequence[str],
    ) -> Proof: ...

    def act(
        self,
        text: str,
        seal: Seal,
        form: Form,
        instance: bytes,
        norms: Mapping[str, Norm],
        photos: Mapping[str, bytes],
        key: ec.EllipticCurvePrivateKey,
        chain: Sequence[x509.Certificate],
    ) -> bytes: ...

    def language_pages(self, pdf: bytes) -> Mapping[str, int]: ...

    def code_of(self, text: str) -> tuple[str, tuple[bytes, ...]]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedResult:
    """What was sealed: both digests are SHA-256 in hex."""

    inspection: str
    revision: int
    manifest_sha256: str
    act_sha256: str


def local_now() -> datetime:
    """This laptop's clock, with its offset from UTC."""
    return datetime.now().astimezone()


class Sealing:
    """Seals inspections of one laptop. `clock` may follow headquarters' time; it returns aware times."""

    def __init__(
        self,
        identity: Identity,
        store: SealStore,
        evidence: EvidenceStore,
        printer: ActPrinter,
        clock: Callable[[], datetime] = local_now,
    ) -> None:
        self._identity = identity
        self._store = store
        self._evidence = evidence
        self._printer = printer
        self._clock = clock

    def seal(self, opened: OpenInspection, signatures: Signatures) -> SealedResult:
        """Close the inspection. The session must rest meanwhile.

        Raises NotReady, NobodySigned, RepresentativeMissing, WitnessesMissing, PersonalDataShown, InspectionSealed,
        ChangedElsewhere, StoreBusy, ClockOutsideCertificate, DamagedFile or DiskFull; then nothing has changed.
        """
        if opened.state is not InspectionState.DRAFT:
            raise InspectionSealed
        if opened.part:
            raise PartNotSealed
        check_ready(opened, signatures)
        entries, answers = opened.entries, answers_of(opened)
        privacy.check(opened.form, answers.instance, answers.secrets, signatures, desk.words(opened.desk))
        key, chain = self._keys()
        sealed_at = self._clock()
        _check_clock(chain, sealed_at)
        envelope, previous = self._envelope(opened, answers.secrets), self._store.last_manifest_sha256()
        manifest = compose(
            opened, answers, self._identity, signatures,
            envelope_sha256=sealing.digest(envelope), previous=previous, sealed_at=sealed_at,
        )  # fmt: skip
        text, seal = sealing.seal_manifest(manifest, key, chain)
        photos = photos_of(self._evidence, opened.id, answers)
        act = self._printer.act(text, seal, opened.form, answers.instance, opened.norms, photos, key, chain)
        named = BlobRef(sha256=sealing.digest(act), size=len(act), kind="act", media_type=ACT_TYPE)
        bundle = sealing.bundle_of(text, seal, key, instance=answers.instance.decode(), envelope=envelope, act=named)
        self._store.keep(bundle, act, sealed_at, (previous, entries))
        return SealedResult(
            inspection=opened.id,
            revision=opened.revision,
            manifest_sha256=seal.manifest_sha256,
            act_sha256=named.sha256,
        )

    def _keys(self) -> tuple[ec.EllipticCurvePrivateKey, list[x509.Certificate]]:
        key = pki.key_from_pem(self._identity.private_key.encode())
        chain = [pki.from_pem(self._identity.certificate), pki.from_pem(self._identity.operating)]
        if chain[0].public_key() != key.public_key():
            raise Bug("the laptop's key is not the one its certificate names")
        return key, chain

    def _envelope(self, opened: OpenInspection, secrets: Sequence[SecretField]) -> bytes:
        """Personal and restricted answers, and the plan of the cameras."""
        said: dict[str, object] = {
            "fields": [{"node": field.node, "value": field.value, "salt": field.salt} for field in secrets]
        }
        drawn = drawing.enclosed(opened, lambda name: self._evidence.read(opened.id, name))
        if drawn is not None:
            said["plan"] = msgspec.to_builtins(drawn)
        plain = json.dumps(said, ensure_ascii=False).encode()
        public = sealing.decode_base64(self._identity.box_key, "box_key")
        return box.seal_box(public, plain, box.envelope_info(opened.id))


def check_ready(opened: OpenInspection, signatures: Signatures) -> None:
    """Raise what still stands between an inspection and its seal."""
    problems = opened.problems()
    if problems:
        raise NotReady(problems)
    if not signatures.signers or not all(signer.name.strip() for signer in signatures.signers):
        raise NobodySigned
    representative, refusal = signatures.representative, signatures.refusal
    if (representative is None) == (refusal is None) or (representative and not representative.name.strip()):
        raise RepresentativeMissing
    if refusal and (not refusal.reason.strip() or _named(refusal) < _WITNESSES):
        raise WitnessesMissing


def _named(refusal: RefusalToSign) -> int:
    """How many witnesses have a name."""
    return sum(1 for witness in refusal.witnesses if witness.name.strip())


def _check_clock(chain: Sequence[x509.Certificate], now: datetime) -> None:
    start = max(certificate.not_valid_before_utc for certificate in chain)
    end = min(certificate.not_valid_after_utc for certificate in chain)
    if not start <= now <= end:
        today, first, last = (moment.date().isoformat() for moment in (now, start, end))
        raise ClockOutsideCertificate(today=today, start=first, end=last)


def photos_of(evidence: EvidenceStore, inspection: str, answers: Answers) -> dict[str, bytes]:
    """The files of the photos that are hung on checks, by name."""
    return {photo.name: evidence.read(inspection, photo.name) for _, photo in answers.photos}
