"""The messages of protocol 1, as msgspec structs (JSON on the wire).

Everything headquarters says that a laptop must believe travels as a `Signed`: the exact JSON text that was
signed, the signature and the certificates that lead to the root. A laptop keeps it whole.
"""

import msgspec

from inspector.wire.reviews import ReviewBody, ViolationBody


class TimeReply(msgspec.Struct, frozen=True, kw_only=True):
    """GET /time. `now` is UTC, ISO 8601 with "Z"; the laptop signs its requests with this offset."""

    now: str
    protocol: int


class RootReply(msgspec.Struct, frozen=True, kw_only=True):
    """GET /root: the root certificate, the operating certificate under it, and the sealing key it vouches for.

    `box_key` is an X25519 public key (base64, raw 32 bytes); `box_signature` is the operating key's ECDSA
    signature over those bytes.
    """

    root: str
    operating: str
    box_key: str
    box_signature: str


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """The inspector a laptop belongs to."""

    id: str
    name: str
    post: str = ""
    body: str = ""
    region: str = ""


class EnrolRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Inside the HPKE box of POST /enrol: the one-time secret and the laptop's new P-256 public key (PEM).

    `escrow` is the laptop's data key sealed to headquarters (base64 HPKE), for recovery of a lost passphrase.
    """

    secret: str
    public_key: str
    device_name: str
    escrow: str


class JoinRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Inside the HPKE box of POST /join, which the laptop signs: the one-time secret of a second inspector.

    The answer is an EnrolReply: the same device, a certificate for its key that names the second inspector.
    """

    secret: str


class RecoverRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Inside the HPKE box of POST /recover: a one-time secret, the laptop's escrow as it keeps it (base64), and an
    X25519 public key for the answer (base64, raw).
    """

    secret: str
    escrow: str
    answer_key: str


class RecoverReply(msgspec.Struct, frozen=True, kw_only=True):
    """The body of the `Signed` answer. `box` is the data key, closed to the answer's key (base64 HPKE)."""

    device: str
    inspector: Person
    box: str


class Sealed(msgspec.Struct, frozen=True, kw_only=True):
    """A message only headquarters can open: base64 of an HPKE box."""

    box: str


class EnrolReply(msgspec.Struct, frozen=True, kw_only=True):
    """The body of the `Signed` answer to POST /enrol."""

    device: str
    certificate: str
    inspector: Person
    regions: list[str]


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """A JSON text with headquarters' signature (base64 DER ECDSA over its UTF-8 bytes) and certificate (PEM)."""

    body: str
    signature: str
    certificate: str


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One thing headquarters tells a laptop. `kind` selects the struct that `body` decodes to (see BODIES)."""

    seq: int
    kind: str
    id: str
    body: msgspec.Raw


class ChangesPage(msgspec.Struct, frozen=True, kw_only=True):
    """GET /changes?cursor=N, inside a `Signed`. `cursor` is to be sent next time; `more` means ask again now.

    `head` is the newest manifest headquarters holds of this laptop's chain ("" none; None: it does not tell).
    `device` is who asked and `after` the N it asked with: a page kept by somebody on the way answers no other question.
    """

    cursor: int
    more: bool
    changes: list[Change]
    device: str = ""
    after: int = -1
    head: str | None = None


class InstitutionBody(msgspec.Struct, frozen=True, kw_only=True):
    """kind "institution": as core.institution.Institution."""

    id: str
    bin: str
    type: str
    name_ru: str
    name_kk: str
    region: str
    district: str
    settlement: str
    address: str
    pupils: int
    old_name: str = ""
    director: str = ""


class AssignmentBody(msgspec.Struct, frozen=True, kw_only=True):
    """kind "assignment". `match_key` is the institution's HMAC key for matching guards (base64, 32 bytes).

    `inspector` is whose it is, on a laptop of several; "" from a headquarters that does not say: then it is of each.
    """

    id: str
    institution: str
    campaign: str
    due: str
    kind: str
    match_key: str
    parameters: dict[str, str] = {}
    inspector: str = ""


class NormBody(msgspec.Struct, frozen=True, kw_only=True):
    """One norm of a published checklist, as core.norm.Norm."""

    key: str
    act: str
    paragraph: str
    edition: str
    confidence: str
    title_ru: str
    title_kk: str


class ParameterBody(msgspec.Struct, frozen=True, kw_only=True):
    """One parameter of a published checklist, as core.norm.Parameter."""

    name: str
    value: str
    unit: str
    source: str
    changed_by: str


class ChecklistBody(msgspec.Struct, frozen=True, kw_only=True):
    """kind "checklist": a published, immutable version. `reviewed_kk` False makes every act of it a draft (ЖОБА)."""

    form_id: str
    version: str
    form_xml: str
    norms: list[NormBody]
    parameters: list[ParameterBody]
    reviewed_kk: bool


class DeclaredBody(msgspec.Struct, frozen=True, kw_only=True):
    """kind "declared": what was reported for one institution.

    `values` are preloaded as `declared_<name>`, `lists` as the secondary instances `declared_<name>`.
    """

    institution: str
    as_of: str
    source: str
    values: dict[str, str]
    lists: dict[str, list[dict[str, str]]] = {}


class LastVisitBody(msgspec.Struct, frozen=True, kw_only=True):
    """kind "last_visit": the facts of the last confirmed visit, preloaded as `last_<name>` (`lists` too).

    `open_violations` counts those of the `violations` still open that have the law's severity.
    """

    institution: str
    date: str
    values: dict[str, str]
    open_violations: int = 0
    lists: dict[str, list[dict[str, str]]] = {}
    violations: list[ViolationBody] = []


class RevocationBody(msgspec.Struct, frozen=True, kw_only=True):
    """kind "revocation": a device certificate that is no longer trusted (serial in hex)."""

    device: str
    serial: str
    at: str


BODIES: dict[str, type[msgspec.Struct]] = {
    "institution": InstitutionBody,
    "assignment": AssignmentBody,
    "checklist": ChecklistBody,
    "declared": DeclaredBody,
    "last_visit": LastVisitBody,
    "revocation": RevocationBody,
    "review": ReviewBody,
}


class BlobRef(msgspec.Struct, frozen=True, kw_only=True):
    """A file that belongs to an inspection: kind "act" or "photo"."""

    sha256: str
    size: int
    kind: str
    media_type: str


class Bundle(msgspec.Struct, frozen=True, kw_only=True):
    """POST /inspections: one sealed revision. Facts first, files later by hash.

    `manifest` is the exact RFC 8785 text that was sealed; `signature` is the device's ECDSA P-256 signature
    (base64 DER) over its UTF-8 bytes; `certificates` lead from the device to the root (PEM, device first).
    `instance` is the sealed instance (XML text, commitments in place of personal and restricted values);
    `envelope` is base64 of the HPKE box with those values. `blobs` names the act and the photos;
    `blobs_signature` is the device's signature over the canonical JSON of wire.seal.blobs_text: the act is made
    after the seal, so the manifest cannot name it, and this ties its hash to the seal.
    """

    id: str
    revision: int
    manifest: str
    signature: str
    certificates: list[str]
    instance: str
    envelope: str
    blobs: list[BlobRef]
    blobs_signature: str = ""


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """The body of the `Signed` answer to one item: what was stored, when, and which blobs are still missing."""

    kind: str
    id: str
    revision: int
    sha256: str
    received_at: str
    missing: list[str] = []


class ErrorReply(msgspec.Struct, frozen=True, kw_only=True):
    """Any refusal: the error's code and the places of its sentence."""

    code: str
    params: dict[str, str] = {}
