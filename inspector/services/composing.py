"""From an open inspection to the manifest of its seal: pure, nothing is read or kept."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime

from inspector import __version__
from inspector.core.finding import Finding
from inspector.core.institution import Institution
from inspector.core.signatures import RefusalToSign, Representative, Signatures, Signer, Witness
from inspector.forms.commitments import SecretField, commit
from inspector.forms.form import NodeSpec
from inspector.forms.session import Session
from inspector.services import desk
from inspector.services.opened import OpenInspection
from inspector.services.ports import Evidence, Identity
from inspector.services.taken import schema_path
from inspector.wire.manifest import (
    FORMAT,
    ChecklistFacts,
    EvidenceFacts,
    FindingFacts,
    IndicatorFacts,
    Manifest,
    Place,
    RefusalFacts,
    SignerFacts,
    VisitFacts,
)
from inspector.wire.seal import canonical, digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the answers become: the sealed instance, the secrets taken out of it, and the photos hung on checks."""

    instance: bytes
    secrets: tuple[SecretField, ...]
    photos: tuple[tuple[str, Evidence], ...]


def answers_of(opened: OpenInspection) -> Answers:
    """The answers as they are now, personal and restricted ones replaced by commitments."""
    instance, secrets = commit(opened.form, opened.session.submission())
    photos = tuple(
        (_check_of(opened, node), opened.evidence[opened.session.value(node)])
        for node in _photo_nodes(opened.session, opened.form.root, opened.form.root.path)
    )
    return Answers(instance=instance, secrets=secrets, photos=photos)


def compose(
    opened: OpenInspection,
    answers: Answers,
    identity: Identity,
    signatures: Signatures,
    *,
    envelope_sha256: str,
    previous: str,
    sealed_at: datetime,
) -> Manifest:
    """Everything a seal covers. `previous` is the SHA-256 of this laptop's last manifest, `sealed_at` aware."""
    session, visit = opened.session, opened.visit
    representative, refusal = signatures.representative, signatures.refusal
    findings, captions = findings_of(session), desk.captions(opened.desk)
    return Manifest(
        format=FORMAT,
        inspection=opened.id,
        revision=opened.revision,
        supersedes=opened.supersedes,
        device=identity.device,
        inspector=identity.inspector.id,
        institution=_place(opened.institution),
        visit=VisitFacts(
            date=visit.date.isoformat(),
            kind=visit.kind.value,
            body=visit.body,
            order=visit.order,
            started_at=opened.started_at,
            sealed_at=sealed_at.isoformat(timespec="seconds"),
        ),
        checklist=ChecklistFacts(
            form_id=opened.form.form_id,
            version=opened.form.version,
            sha256=opened.checklist_sha256,
            draft=opened.draft_checklist,
        ),
        parameters=dict(opened.parameters),
        lists=_lists(opened),
        instance_sha256=digest(answers.instance),
        envelope_sha256=envelope_sha256,
        evidence=[_evidence(node, photo, captions.get(photo.name, "")) for node, photo in answers.photos],
        findings=findings,
        indicators=[IndicatorFacts(**asdict(indicator)) for indicator in session.indicators()],
        signers=[_signer(signer) for signer in signatures.signers],
        representative=_representative(representative) if representative else None,
        refusal=_refusal(refusal) if refusal else None,
        objections=[objection.text for objection in signatures.objections],
        previous=previous,
        program=__version__,
        replies=desk.replies(opened.desk),
        withdrawn=desk.withdrawn(opened.desk, findings),
        objection_points=[objection.point for objection in signatures.objections],
        proof_opened_at=signatures.proof_opened_at,
        proof_read_at=signatures.proof_read_at,
    )


def _lists(opened: OpenInspection) -> dict[str, str]:
    """Hashes of the lists the checklist computes with. Others only proposed rows; one of a single guard could be
    found by trying every number, so it is named nowhere.
    """
    read = opened.form.sources.external
    return {name: digest(canonical([dict(row) for row in rows])) for name, rows in opened.lists.items() if name in read}


def findings_of(session: Session) -> list[FindingFacts]:
    """The findings as they would be sealed now."""
    return [_finding(finding) for finding in session.findings()]


def _place(institution: Institution) -> Place:
    return Place(
        id=institution.id,
        bin=institution.bin,
        type=institution.type.value,
        name_ru=institution.name_ru,
        name_kk=institution.name_kk,
        region=institution.region,
        district=institution.district,
        address=institution.address,
        pupils=institution.pupils,
    )


def _evidence(node: str, photo: Evidence, caption: str) -> EvidenceFacts:
    return EvidenceFacts(
        name=photo.name,
        node=node,
        sha256=photo.sha256,
        size=photo.size,
        media_type=photo.media_type,
        caption=caption,
    )


def _finding(finding: Finding) -> FindingFacts:
    return FindingFacts(
        check=finding.check,
        row=finding.row,
        node=finding.node,
        kind=finding.kind,
        severity=finding.severity.value,
        norm=finding.norm,
        message=dict(finding.message),
        due_days=finding.due_days,
    )


def _signer(signer: Signer) -> SignerFacts:
    return SignerFacts(
        name=signer.name,
        post=signer.post,
        body=signer.body,
        way=signer.way,
        at=signer.at,
        dissent=signer.dissent,
        strokes=[list(stroke) for stroke in signer.strokes],
        dissent_point=signer.dissent_point,
        absent=signer.absent,
    )


def _representative(person: Representative) -> SignerFacts:
    return SignerFacts(
        name=person.name,
        post=person.post,
        authority=person.authority,
        way=person.way,
        at=person.at,
        strokes=[list(stroke) for stroke in person.strokes],
    )


def _refusal(refusal: RefusalToSign) -> RefusalFacts:
    return RefusalFacts(
        reason=refusal.reason,
        witnesses=[", ".join(part for part in (each.name, each.post) if part) for each in refusal.witnesses],
        words=refusal.words,
        person=SignerFacts(name=refusal.name, post=refusal.post) if refusal.name else None,
        witness_signatures=[_witness(witness) for witness in refusal.witnesses],
    )


def _witness(witness: Witness) -> SignerFacts:
    return SignerFacts(
        name=witness.name,
        post=witness.post,
        way=witness.way,
        at=witness.at,
        strokes=[list(stroke) for stroke in witness.strokes],
    )


def _photo_nodes(session: Session, spec: NodeSpec, node: str) -> Iterator[str]:
    """Nodes of every photo that is asked for and there, in document order."""
    for child in spec.children:
        inner = f"{node}/{child.name}"
        if not session.relevant(inner):
            continue
        if child.kind == "repeat":
            for row in session.rows(inner):
                yield from _photo_nodes(session, child, row)
        elif child.children:
            yield from _photo_nodes(session, child, inner)
        elif child.type == "binary" and session.value(inner):
            yield inner


def _check_of(opened: OpenInspection, node: str) -> str:
    """The check a photo hangs on; for an author's own picture question, the question itself."""
    around = node
    while "/" in around.lstrip("/"):
        around = around.rpartition("/")[0]
        path = schema_path(around)
        if opened.form.has(path) and opened.form.spec(path).kind == "check":
            return around
    return node
