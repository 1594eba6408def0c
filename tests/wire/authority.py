"""A headquarters and its laptop, made of real keys, and a small manifest they can seal."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from inspector.wire import certificates as pki
from inspector.wire import seal
from inspector.wire.manifest import FORMAT, ChecklistFacts, EvidenceFacts, Manifest, Place, SignerFacts, VisitFacts
from inspector.wire.messages import BlobRef, Bundle

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Authority:
    root: x509.Certificate
    root_key: ec.EllipticCurvePrivateKey
    operating: x509.Certificate
    operating_key: ec.EllipticCurvePrivateKey
    device: x509.Certificate
    device_key: ec.EllipticCurvePrivateKey

    @property
    def chain(self) -> list[x509.Certificate]:
        return [self.device, self.operating]

    @property
    def pem_chain(self) -> list[str]:
        return [pki.to_pem(certificate) for certificate in self.chain]

    def other_device(self, **changes: str) -> "Authority":
        key = pki.new_key()
        return replace(self, device_key=key, device=device_certificate(self, key, **changes))


def device_certificate(authority: Authority, key: ec.EllipticCurvePrivateKey, **changes: str) -> x509.Certificate:
    facts = {"device": "device-1", "inspector": "person-1", "body": "Отдел образования", "region": "35"} | changes
    return pki.issue_device(
        authority.operating, authority.operating_key, key.public_key(), **facts, valid_days=400, now=NOW
    )


def make_authority(name: str = "Қорған штабы") -> Authority:
    root, root_key = pki.make_root(name, 3650, now=NOW)
    operating_key, device_key = pki.new_key(), pki.new_key()
    operating = pki.issue_operating(root, root_key, operating_key.public_key(), name=name, valid_days=730, now=NOW)
    half = Authority(root, root_key, operating, operating_key, operating, device_key)
    return replace(half, device=device_certificate(half, device_key))


def manifest(instance: str = "<data/>", envelope: bytes = b"box") -> Manifest:
    return Manifest(
        format=FORMAT,
        inspection="0190b0c0-0000-7000-8000-000000000001",
        revision=1,
        supersedes="",
        device="device-1",
        inspector="person-1",
        institution=Place(
            id="i1", bin="990140004654", type="school", name_ru="Школа № 214", name_kk="№ 214 мектеп",
            region="35", district="Казыбек би", address="ул. Абая, 118", pupils=842,
        ),
        visit=VisitFacts(
            date="2026-11-24", kind="monitoring", body="", order="",
            started_at="2026-11-24T09:58:00+05:00", sealed_at="2026-11-24T12:07:00+05:00",
        ),
        checklist=ChecklistFacts(form_id="school-safety", version="2026.1", sha256="c" * 64, draft=False),
        parameters={"p_archive_days": "30"},
        lists={},
        instance_sha256=seal.digest(instance),
        envelope_sha256=seal.digest(envelope),
        evidence=[EvidenceFacts(name="1.jpg", node="/data/a", sha256="e" * 64, size=10, media_type="image/jpeg")],
        findings=[],
        indicators=[],
        signers=[SignerFacts(name="Сапарова А. М.", post="инспектор")],
        representative=SignerFacts(name="Ибраев Н. С.", post="директор"),
        refusal=None,
        objections=["Кто-то сказал: «не согласен»"],
        previous="",
        program="0.1.0",
    )  # fmt: skip


def bundle(authority: Authority, instance: str = "<data/>", envelope: bytes = b"box") -> Bundle:
    act = BlobRef(sha256="a" * 64, size=100, kind="act", media_type="application/pdf")
    return seal.seal_bundle(
        manifest(instance, envelope), authority.device_key, authority.chain,
        instance=instance, envelope=envelope, act=act,
    )  # fmt: skip
