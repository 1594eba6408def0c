"""Taking in one sealed revision: verify everything, store everything in one transaction, sign the receipt.

The receipt is given only after the commit is durable. The same revision again gives the same receipt, byte for byte;
another content under the same revision is kept aside and refused.
"""

import logging
from datetime import UTC, date, datetime
from uuid import UUID

from inspector.core.errors import Bug
from inspector.core.finding import Finding, Indicator
from inspector.core.verdict import Severity, VisitKind
from inspector.hq.blobs import is_sha256
from inspector.hq.services.answers import typed_answers
from inspector.hq.services.authority import Authority
from inspector.hq.services.known_forms import KnownForms
from inspector.hq.store.database import Database, Work
from inspector.hq.store.engine import Collision
from inspector.hq.store.records import AnswerRecord, BlobRecord, DeviceRecord, EvidenceRecord, SealedRecord
from inspector.wire.errors import BadBundle, Conflict, SealContradicts
from inspector.wire.manifest import FindingFacts, IndicatorFacts, Manifest
from inspector.wire.messages import BlobRef, Bundle, Receipt
from inspector.wire.seal import decode_base64, digest, read_bundle, verify_bundle

ATTEMPTS = 3
_LARGEST_COUNT = 2**53
_LAST_REVISION = 9_999
_FINDING_KINDS = {"check", "rule"}

log = logging.getLogger(__name__)


class Intake:
    """Takes in bundles for one headquarters. `blob_limit` is the largest file it will expect, in bytes."""

    def __init__(self, database: Database, authority: Authority, forms: KnownForms, blob_limit: int) -> None:
        self._database = database
        self._authority = authority
        self._forms = forms
        self._blob_limit = blob_limit

    def accept(self, device: DeviceRecord, body: bytes, now: datetime) -> bytes:
        """The signed receipt. Raises SealRefused, CertificateRefused, BadBundle or Conflict; DiskFull when full."""
        bundle = read_bundle(body)
        manifest = verify_bundle(bundle, self._authority.root, now)
        if manifest.device != device.id:
            raise SealContradicts(place="device")
        _check_manifest(manifest, bundle.manifest)
        if "\0" in bundle.instance:
            raise BadBundle(place="instance")
        _check_blobs(bundle.blobs, self._blob_limit)
        known = self._forms.get(manifest.checklist.sha256)
        answers = typed_answers(known.form, bundle.instance) if known else ()
        for _ in range(ATTEMPTS):
            try:
                return self._store(bundle, body, manifest, answers, now)
            except Collision:  # another process brought the same thing: look again
                continue
        raise Bug("an inspection collides with nothing")

    def _store(
        self, bundle: Bundle, body: bytes, manifest: Manifest, answers: tuple[AnswerRecord, ...], now: datetime
    ) -> bytes:
        sha256 = digest(bundle.manifest)
        with self._database.writing() as work:
            work.people.hold(manifest.device)
            stored = work.sealed.stored(bundle.id, bundle.revision)
            if stored is not None and stored.manifest_sha256 == sha256:
                return stored.receipt
            if stored is None and work.sealed.owner(bundle.id) in {None, manifest.device}:
                sealed = self._sealed(work, bundle, manifest, answers, now)
                work.sealed.add(sealed)
                receipt = sealed.receipt
            else:
                work.sealed.add_conflict(sha256, bundle.id, bundle.revision, manifest.device, body, now)
                receipt = None
        if receipt is None:
            log.warning("conflict: inspection %s revision %d", bundle.id, bundle.revision)
            raise Conflict
        return receipt

    def _sealed(
        self, work: Work, bundle: Bundle, manifest: Manifest, answers: tuple[AnswerRecord, ...], now: datetime
    ) -> SealedRecord:
        sha256 = digest(bundle.manifest)
        receipt = Receipt(
            kind="inspection",
            id=bundle.id,
            revision=bundle.revision,
            sha256=sha256,
            received_at=utc_text(now),
            missing=list(work.files.missing([blob.sha256 for blob in bundle.blobs])),
        )
        return SealedRecord(
            inspection=bundle.id,
            number=bundle.revision,
            manifest_sha256=sha256,
            manifest=bundle.manifest,
            signature=bundle.signature,
            certificates=tuple(bundle.certificates),
            instance=bundle.instance,
            envelope=decode_base64(bundle.envelope, "envelope"),
            device=manifest.device,
            person=manifest.inspector if work.people.get(manifest.inspector) else None,
            institution=manifest.institution.id,
            visit_date=manifest.visit.date,
            visit_kind=manifest.visit.kind,
            checklist=manifest.checklist.sha256,
            previous=manifest.previous,
            chain=work.sealed.chain_state(manifest.device, manifest.previous),
            act=next((blob.sha256 for blob in bundle.blobs if blob.kind == "act"), ""),
            received_at=now,
            receipt=self._authority.sign(receipt),
            answers=answers,
            findings=tuple(finding_of(facts) for facts in manifest.findings),
            indicators=tuple(indicator_of(facts) for facts in manifest.indicators),
            evidence=tuple(
                EvidenceRecord(
                    name=item.name, node=item.node, sha256=item.sha256, size=item.size, media_type=item.media_type
                )
                for item in manifest.evidence
            ),
            blobs=tuple(
                BlobRecord(sha256=blob.sha256, size=blob.size, kind=blob.kind, media_type=blob.media_type)
                for blob in bundle.blobs
            ),
            withdrawn={item.node: item.reason for item in manifest.withdrawn},
        )


def finding_of(facts: FindingFacts) -> Finding:
    """The finding a manifest states."""
    return Finding(
        check=facts.check,
        row=facts.row,
        node=facts.node,
        kind=facts.kind,
        severity=Severity(facts.severity),
        norm=facts.norm,
        message=facts.message,
        due_days=facts.due_days,
    )


def indicator_of(facts: IndicatorFacts) -> Indicator:
    """The indicator a manifest states."""
    return Indicator(
        name=facts.name,
        n=facts.n,
        of=facts.of,
        lower=facts.lower,
        upper=facts.upper,
        declared=facts.declared,
        declared_of=facts.declared_of,
    )


def utc_text(moment: datetime) -> str:
    """ISO 8601 in UTC with "Z", to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _check_manifest(manifest: Manifest, text: str) -> None:
    """What a signature cannot promise: that every field holds what its table can hold. Raises BadBundle(place)."""
    visit, checklist = manifest.visit, manifest.checklist
    indicators = [facts.name for facts in manifest.indicators]
    evidence = [item.name for item in manifest.evidence]
    sound = {
        "text": "\\u0000" not in text,
        "inspection": _is_uuid(manifest.inspection),
        "institution": len(manifest.institution.id) <= 64,
        "revision": manifest.revision <= _LAST_REVISION,
        "visit.date": _is_day(visit.date),
        "visit.kind": visit.kind in set(VisitKind),
        "checklist.sha256": is_sha256(checklist.sha256),
        "previous": not manifest.previous or is_sha256(manifest.previous),
        "supersedes": not manifest.supersedes or is_sha256(manifest.supersedes),
        "findings": all(_is_finding(facts) for facts in manifest.findings),
        "indicators": len(set(indicators)) == len(indicators) and all(map(_is_indicator, manifest.indicators)),
        "evidence": len(set(evidence)) == len(evidence),
    }
    for place, good in sound.items():
        if not good:
            raise BadBundle(place=place)


def _check_blobs(blobs: list[BlobRef], limit: int) -> None:
    hashes = {blob.sha256 for blob in blobs}
    if len(hashes) != len(blobs) or not all(is_sha256(blob.sha256) and 0 < blob.size <= limit for blob in blobs):
        raise BadBundle(place="blobs")


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_finding(facts: FindingFacts) -> bool:
    term = facts.due_days
    return facts.kind in _FINDING_KINDS and facts.severity in set(Severity) and (term is None or 0 <= term < 100_000)


def _is_indicator(facts: IndicatorFacts) -> bool:
    counts = (facts.n, facts.of, facts.lower, facts.upper, facts.declared, facts.declared_of)
    return all(count is None or abs(count) < _LARGEST_COUNT for count in counts)
