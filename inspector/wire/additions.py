"""What is added to a sealed revision: delivery, postal notice, scan of the signed page, later objection, repair.

Each is a small item of its own: canonical JSON (RFC 8785) that names the inspection, the revision and the manifest's
SHA-256, signed by the device that sealed. Nothing of it changes the sealed inspection or its act. Names stand in the
open as in the act (who took it, who witnessed, who objects); free words, in which an institution may write anything
about anybody, are replaced by salted commitments and travel in an envelope that only headquarters opens.
"""

import re
from collections.abc import Collection, Sequence
from datetime import date, datetime

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from inspector.core.deadlines import Way
from inspector.wire import certificates as pki
from inspector.wire.errors import NotCanonical, NotReadable, SealContradicts, SealedPartChanged, SealSignatureWrong
from inspector.wire.messages import BlobRef
from inspector.wire.seal import canonical, check_canonical, decode_base64, digest, encode_base64, sign_text, verify_text

FORMAT = "qorgan-addition-1"

DELIVERY, NOTICE, SCAN, OBJECTION, REPAIR = "delivery", "notice", "scan", "objection", "repair"
KINDS = (DELIVERY, NOTICE, SCAN, OBJECTION, REPAIR)

WITNESSES = 2
MOST_FILES = 20
LONGEST = 500
"""Characters of a name, a post or a postal number."""

FILE_TYPES = ("image/jpeg", "application/pdf")
BOX_TYPE = "application/octet-stream"
COMMITMENT = re.compile(r"sha256:[0-9a-f]{64}")


class WitnessFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Who saw that the act was refused."""

    name: str
    post: str = ""


class DeliveryFacts(msgspec.Struct, frozen=True, kw_only=True):
    """How the act was handed over. `way` is core.deadlines.Way, `at` ISO 8601 with the laptop's UTC offset.

    `number` is of the postal item. `replaces` is the id of an earlier delivery that was recorded wrongly, or "".
    """

    way: str
    at: str
    receiver: str = ""
    post: str = ""
    number: str = ""
    witnesses: list[WitnessFacts] = []
    replaces: str = ""


class NoticeFacts(msgspec.Struct, frozen=True, kw_only=True):
    """The post's notice of delivery: the id of the `delivery` it answers and the day on it (YYYY-MM-DD)."""

    delivery: str
    date: str


class ObjectionFacts(msgspec.Struct, frozen=True, kw_only=True):
    """An objection that came after the seal: the letter's day, who signed it, and the commitment of its words.

    The letter itself may be among the files, closed; then `text` may be "".
    """

    date: str
    author: str
    text: str = ""


class RepairFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What shows that a finding was mended: the finding as the manifest names it, and the commitment of the words."""

    check: str
    row: str
    node: str
    text: str = ""


class FileFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A picture or PDF; its bytes follow as a blob.

    `closed`: the blob is an HPKE box that only headquarters opens. So is a letter of the institution, and nothing else.
    """

    sha256: str
    size: int
    media_type: str
    closed: bool = False


class Addition(msgspec.Struct, frozen=True, kw_only=True):
    """One sealed item. `kind` says which of the bodies is set; a scan has none, only files.

    `envelope_sha256` is "" when there are no free words.
    """

    format: str
    id: str
    kind: str
    inspection: str
    revision: int
    manifest_sha256: str
    device: str
    inspector: str
    added_at: str
    files: list[FileFacts]
    envelope_sha256: str
    program: str
    delivery: DeliveryFacts | None = None
    notice: NoticeFacts | None = None
    objection: ObjectionFacts | None = None
    repair: RepairFacts | None = None


class AdditionBundle(msgspec.Struct, frozen=True, kw_only=True):
    """POST /additions. `addition` is the exact canonical text that was signed, `certificates` are PEM, device first;
    `envelope` is base64 of the HPKE box with the free words, or "".
    """

    id: str
    addition: str
    signature: str
    certificates: list[str]
    envelope: str = ""


def box_info(addition: str) -> bytes:
    """The purpose of one addition's envelope."""
    return b"qorgan-addition-1:" + addition.encode()


def file_info(addition: str) -> bytes:
    """The purpose of a closed file of one addition."""
    return b"qorgan-addition-file-1:" + addition.encode()


def seal_addition(
    addition: Addition, key: ec.EllipticCurvePrivateKey, chain: Sequence[x509.Certificate], envelope: bytes = b""
) -> AdditionBundle:
    """The signed item, ready to be kept and sent. `chain` is device, operating.

    Raises SealContradicts for an item that headquarters would refuse: it is better seen before it is signed.
    """
    check_addition(addition)
    text = canonical(addition)
    return AdditionBundle(
        id=addition.id,
        addition=text,
        signature=sign_text(key, text),
        certificates=[pki.to_pem(certificate) for certificate in chain],
        envelope=encode_base64(envelope) if envelope else "",
    )


def read_bundle(data: bytes) -> AdditionBundle:
    """An item from its JSON. Raises NotReadable, or NotCanonical for bytes this program would not write."""
    try:
        bundle = msgspec.json.decode(data, type=AdditionBundle)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotReadable(place="addition") from error
    if msgspec.json.encode(bundle) != data:
        raise NotCanonical(place="addition")
    return bundle


def kind_of(bundle: AdditionBundle) -> str:
    """What a bundle says that it is. Raises SealRefused."""
    return read_addition(bundle.addition).kind


def read_addition(text: str) -> Addition:
    """The item of a text that is its own canonical form. Raises NotReadable, NotCanonical or SealContradicts."""
    check_canonical(text, "addition")
    try:
        addition = msgspec.json.decode(text, type=Addition)
    except msgspec.DecodeError as error:
        raise NotReadable(place="addition") from error
    check_addition(addition)
    return addition


def verify_addition(
    bundle: AdditionBundle, root: x509.Certificate, at: datetime, revoked: Collection[str] = ()
) -> Addition:
    """The item of a bundle that holds together. Whether its inspection is known is for the caller to see.

    Raises CertificateRefused or SealRefused (their kinds), each with the place.
    """
    device = pki.verify_chain(bundle.certificates, root, at, revoked)
    if not verify_text(device.public_key, bundle.addition, bundle.signature):
        raise SealSignatureWrong(place="addition")
    addition = read_addition(bundle.addition)
    if addition.id != bundle.id:
        raise SealContradicts(place="id")
    if addition.device != device.device:
        raise SealContradicts(place="device")
    if addition.inspector != device.inspector:
        raise SealContradicts(place="inspector")
    box = decode_base64(bundle.envelope, "envelope")
    if (digest(box) if box else "") != addition.envelope_sha256:
        raise SealedPartChanged(place="envelope")
    return addition


def blobs_of(addition: Addition) -> tuple[BlobRef, ...]:
    """The files an item names."""
    return tuple(
        BlobRef(
            sha256=file.sha256, size=file.size, kind="addition", media_type=BOX_TYPE if file.closed else file.media_type
        )
        for file in addition.files
    )


def check_addition(addition: Addition) -> None:
    """Raise SealContradicts(place) unless the item says what its kind has to say, and no more."""
    bodies = {
        DELIVERY: addition.delivery,
        NOTICE: addition.notice,
        OBJECTION: addition.objection,
        REPAIR: addition.repair,
    }
    present = [kind for kind, body in bodies.items() if body is not None]
    closed = [body.text for body in (addition.objection, addition.repair) if body is not None and body.text]
    sound = {
        "format": addition.format == FORMAT,
        "kind": addition.kind in KINDS and present == [kind for kind in bodies if kind == addition.kind],
        "revision": addition.revision >= 1,
        "added_at": _moment(addition.added_at) is not None,
        "files": _sound_files(addition),
        "text": all(COMMITMENT.fullmatch(text) for text in closed),
        "envelope": bool(closed) == bool(addition.envelope_sha256),
        "delivery": addition.delivery is None or _sound_delivery(addition.delivery),
        "notice": addition.notice is None or (_is_day(addition.notice.date) and bool(addition.notice.delivery)),
        "objection": addition.objection is None or _sound_objection(addition.objection, addition.files),
        "repair": addition.repair is None or bool(addition.repair.check and (addition.repair.text or addition.files)),
    }
    for place, good in sound.items():
        if not good:
            raise SealContradicts(place=place)


def _sound_files(addition: Addition) -> bool:
    hashes = {file.sha256 for file in addition.files}
    several = {SCAN: range(1, MOST_FILES + 1), REPAIR: range(MOST_FILES + 1), OBJECTION: range(MOST_FILES + 1)}
    wanted, closed = several.get(addition.kind, range(1)), addition.kind == OBJECTION
    known = all(file.media_type in FILE_TYPES and file.size > 0 and file.closed is closed for file in addition.files)
    return len(addition.files) in wanted and len(hashes) == len(addition.files) and known


def _sound_delivery(delivery: DeliveryFacts) -> bool:
    words = [delivery.receiver, delivery.post, delivery.number]
    words += [word for witness in delivery.witnesses for word in (witness.name, witness.post)]
    if _moment(delivery.at) is None or any(len(word) > LONGEST for word in words):
        return False
    named = len([witness for witness in delivery.witnesses if witness.name])
    if delivery.way == Way.REFUSED:
        return named == len(delivery.witnesses) == WITNESSES
    if delivery.witnesses:
        return False
    if delivery.way == Way.POST:
        return bool(delivery.number)
    return delivery.way in (Way.PAPER, Way.USB) and bool(delivery.receiver)


def _sound_objection(objection: ObjectionFacts, letter: Sequence[FileFacts]) -> bool:
    author = objection.author
    return _is_day(objection.date) and bool(objection.text or letter) and bool(author) and len(author) <= LONGEST


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
