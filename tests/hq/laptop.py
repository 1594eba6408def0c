"""A laptop of real keys, real answers and real seals, for tests of headquarters."""

import base64
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx
import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from inspector.core.ids import new_id
from inspector.core.institution import Institution
from inspector.forms.commitments import commit
from inspector.forms.form import Form
from inspector.forms.session import Session
from inspector.link.client import DeviceLink, Link
from inspector.wire import box, seal
from inspector.wire import certificates as pki
from inspector.wire.errors import BlobOffset
from inspector.wire.manifest import (
    FORMAT,
    ChecklistFacts,
    EvidenceFacts,
    FindingFacts,
    IndicatorFacts,
    Manifest,
    Place,
    SignerFacts,
    VisitFacts,
)
from inspector.wire.messages import (
    BlobRef,
    Bundle,
    ChangesPage,
    ChecklistBody,
    EnrolReply,
    EnrolRequest,
    Receipt,
    RootReply,
    Sealed,
    Signed,
)
from inspector.wire.plan import PlanFacts
from inspector.wire.signing import sign_request

IIN = "061211600012"
CAMERA_PLACE = "над входом в серверную"


@dataclass
class Laptop:
    """An enrolled device. `seals` chains its manifests as a real laptop does."""

    url: str
    root: x509.Certificate
    operating: x509.Certificate
    box_key: bytes
    device: str
    inspector: str
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    previous: str = ""
    checklist: ChecklistBody | None = None
    checklist_text: str = ""
    places: dict[str, dict[str, object]] = field(default_factory=dict)

    @property
    def chain(self) -> list[x509.Certificate]:
        return [self.certificate, self.operating]

    def link(self) -> DeviceLink:
        return DeviceLink(self.url, self.device, self.key)

    def open(self, signed: Signed) -> str:
        return seal.open_signed(signed, self.root, datetime.now(UTC))

    def pull(self, cursor: int = 0) -> list[tuple[str, str, dict[str, object]]]:
        """Everything after a cursor as (kind, id, body)."""
        found = []
        with self.link() as link:
            while True:
                page = msgspec.json.decode(self.open(link.changes(cursor)), type=ChangesPage)
                for change in page.changes:
                    found.append((change.kind, change.id, json.loads(bytes(change.body))))
                    if change.kind == "checklist":
                        self.checklist_text = bytes(change.body).decode()
                        self.checklist = msgspec.json.decode(change.body, type=ChecklistBody)
                cursor = page.cursor
                if not page.more:
                    return found

    def push(self, bundle: Bundle) -> Receipt:
        with self.link() as link:
            return msgspec.json.decode(self.open(link.push(bundle)[0]), type=Receipt)

    def raw(self, method: str, path: str, body: bytes = b"", **headers: str) -> httpx.Response:
        """A signed request without a client's care."""
        url = self.url + path
        wire = {name.replace("_", "-"): value for name, value in headers.items()}
        wire |= {"content-type": "application/json"} if body and "content-type" not in wire else {}
        signed = sign_request(
            self.key, self.device, method=method, url=url, body=body, now=datetime.now(UTC), headers=wire
        )
        return httpx.request(method, url, content=body, headers=wire | signed, trust_env=False)


def enrol(url: str, code: str, key: ec.EllipticCurvePrivateKey | None = None) -> Laptop:
    """Enrol as a laptop does."""
    key = key or pki.new_key()
    parsed = pki.parse_code(code)
    with Link(url) as link:
        reply: RootReply = link.root()
        hq = seal.open_root_reply(reply, parsed, datetime.now(UTC))
        request = EnrolRequest(
            secret=parsed.secret, public_key=pki.public_key_to_pem(key.public_key()), device_name="KRG-07", escrow="e"
        )
        sealed = box.seal_box(hq.box_key, msgspec.json.encode(request), box.ENROL_INFO)
        signed = link.enrol(Sealed(box=base64.b64encode(sealed).decode()))
    body = msgspec.json.decode(seal.open_signed(signed, hq.root, datetime.now(UTC)), type=EnrolReply)
    return Laptop(
        url=url,
        root=hq.root,
        operating=hq.operating,
        box_key=hq.box_key,
        device=body.device,
        inspector=body.inspector.id,
        key=key,
        certificate=pki.from_pem(body.certificate),
    )


def answers(laptop: Laptop, *, seen: int = 371, of: int = 640, verdict: str = "ok", day: str = "2026-11-24") -> Session:
    """A filled session of tests/hq/checklist.md."""
    assert laptop.checklist is not None
    form = Form.parse(laptop.checklist.form_xml.encode())
    preload = {
        "visit_date": day, "visit_kind": "monitoring", "body": "", "p_archive_days": "30",
        "declared_children_covered": "640", "declared_children_total": "640",
    }  # fmt: skip
    session = Session(form, preload=preload)
    session.set("/data/cctv/children_seen", str(seen))
    session.set("/data/cctv/children_total", str(of))
    session.set("/data/cctv/oldest", "2026-11-20")
    session.set("/data/cctv/camera_place", CAMERA_PLACE)
    session.set("/data/cctv/archive/verdict", verdict)
    row = session.add_row("/data/guards")
    session.set(f"{row}/iin", IIN)
    session.set(f"{row}/shift", "2")
    return session


def sealed(
    laptop: Laptop,
    place: Institution,
    session: Session | None = None,
    *,
    inspection: str = "",
    revision: int = 1,
    supersedes: str = "",
    act: bytes | None = b"%PDF-1.7 an act",
    photos: tuple[bytes, ...] = (),
    drawn: PlanFacts | None = None,
    **changes: object,
) -> Bundle:
    """Seal a session's answers. `drawn` lies beside them in the envelope; `changes` replace fields of the manifest:
    what a forger would do.
    """
    session = session or answers(laptop)
    identity = inspection or new_id()
    instance, fields = commit(session.form, session.submission())
    envelope: dict[str, object] = {"fields": [{"node": f.node, "value": f.value, "salt": f.salt} for f in fields]}
    if drawn is not None:
        envelope["plan"] = msgspec.to_builtins(drawn)
    closed = box.seal_box(laptop.box_key, json.dumps(envelope).encode(), box.envelope_info(identity))
    facts = _manifest(laptop, place, session, identity, instance, closed, photos)
    facts |= {"revision": revision, "supersedes": supersedes} | changes
    manifest = Manifest(**facts)
    reference = None
    if act is not None:
        reference = BlobRef(sha256=seal.digest(act), size=len(act), kind="act", media_type="application/pdf")
    bundle = seal.seal_bundle(
        manifest, laptop.key, laptop.chain, instance=instance.decode(), envelope=closed, act=reference
    )
    laptop.previous = seal.digest(bundle.manifest)
    return bundle


def _manifest(
    laptop: Laptop, place: Institution, session: Session, identity: str, instance: bytes, closed: bytes,
    photos: tuple[bytes, ...],
) -> dict[str, object]:  # fmt: skip
    assert laptop.checklist is not None
    body = laptop.checklist
    return {
        "format": FORMAT,
        "inspection": identity,
        "device": laptop.device,
        "inspector": laptop.inspector,
        "institution": Place(
            id=place.id, bin=place.bin, type=place.type.value, name_ru=place.name_ru, name_kk=place.name_kk,
            region=place.region, district=place.district, address=place.address, pupils=place.pupils,
        ),
        "visit": VisitFacts(
            date=session.value("/data/visit_date"), kind="monitoring", body="", order="",
            started_at="2026-11-24T09:58:00+05:00", sealed_at="2026-11-24T12:07:00+05:00",
        ),
        "checklist": ChecklistFacts(
            form_id=body.form_id, version=body.version, sha256=seal.digest(laptop.checklist_text), draft=True
        ),
        "parameters": {parameter.name: parameter.value for parameter in body.parameters},
        "lists": {},
        "instance_sha256": seal.digest(instance),
        "envelope_sha256": seal.digest(closed),
        "evidence": [
            EvidenceFacts(
                name=f"{number}.jpg", node="/data/cctv/archive", sha256=seal.digest(photo), size=len(photo),
                media_type="image/jpeg",
            )
            for number, photo in enumerate(photos)
        ],
        "findings": [
            FindingFacts(
                check=f.check, row=f.row, node=f.node, kind=f.kind, severity=f.severity.value, norm=f.norm,
                message=dict(f.message), due_days=f.due_days,
            )
            for f in session.findings()
        ],
        "indicators": [
            IndicatorFacts(
                name=i.name, n=i.n, of=i.of, lower=i.lower, upper=i.upper, declared=i.declared,
                declared_of=i.declared_of,
            )
            for i in session.indicators()
        ],
        "signers": [SignerFacts(name="Сапарова А. М.", post="инспектор")],
        "representative": SignerFacts(name="Ибраев Н. С.", post="директор"),
        "refusal": None,
        "objections": [],
        "previous": laptop.previous,
        "program": "0.1.0",
    }  # fmt: skip


def upload(laptop: Laptop, data: bytes, *, piece: int = 1 << 20) -> Receipt:
    """Send a whole file in pieces."""
    sha256 = seal.digest(data)
    with laptop.link() as link:
        offset = link.blob_offset(sha256)
        while True:
            try:
                answer = link.send_blob(sha256, offset, len(data), data[offset : offset + piece])
            except BlobOffset as refused:  # what a broken line had brought was still being written
                offset = int(refused.params["offset"])
                continue
            if isinstance(answer, Signed):
                return msgspec.json.decode(laptop.open(answer), type=Receipt)
            offset = answer
