"""The seal: what a laptop signs, what headquarters signs, and how anybody checks either.

A sealed text is canonical JSON (RFC 8785) of NFC strings. A verifier makes the canonical form again and compares,
so one content has exactly one text and one digest. Signatures are ECDSA P-256 with SHA-256 over the UTF-8 bytes,
base64 of DER. All base64 is strict: a character that does not change the bytes is still a change.
"""

import base64
import binascii
import hashlib
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
import rfc8785
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec

from inspector.wire import certificates as pki
from inspector.wire import ecdsa
from inspector.wire.errors import (
    BadMessage,
    BadSignature,
    CodeOfOtherHeadquarters,
    NotCanonical,
    NotReadable,
    SealContradicts,
    SealedPartChanged,
    SealSignatureWrong,
)
from inspector.wire.manifest import FORMAT, Manifest
from inspector.wire.messages import BlobRef, Bundle, RootReply, Signed

SEAL_FORMAT = "qorgan-seal-1"
BLOBS_FORMAT = "qorgan-blobs-1"


class Seal(msgspec.Struct, frozen=True, kw_only=True):
    """The seal alone, as it is attached to the act: `certificates` are PEM, device first."""

    format: str
    manifest_sha256: str
    signature: str
    certificates: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Headquarters:
    """What a laptop learns of headquarters when it enrols, after every check."""

    root: x509.Certificate
    operating: x509.Certificate
    box_key: bytes


def digest(data: str | bytes) -> str:
    """Lower-case hex SHA-256 of bytes, or of a text's UTF-8."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def canonical(value: object) -> str:
    """The RFC 8785 text of a struct, dict, list or scalar, its strings in NFC.

    Raises NotReadable for what canonical JSON cannot hold (a huge integer, a lone surrogate).
    """
    try:
        return rfc8785.dumps(_nfc(msgspec.to_builtins(value))).decode()
    except (rfc8785.CanonicalizationError, TypeError) as error:
        raise NotReadable(place="json") from error


def encode_base64(data: bytes) -> str:
    """Standard base64, padded."""
    return base64.b64encode(data).decode("ascii")


def decode_base64(text: str, place: str) -> bytes:
    """The bytes of a strictly encoded base64 text. Raises NotReadable(place)."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NotReadable(place=place) from error
    if encode_base64(data) != text:
        raise NotCanonical(place=place)
    return data


def sign_text(key: ec.EllipticCurvePrivateKey, text: str) -> str:
    """The signature over a text, as base64."""
    return encode_base64(ecdsa.sign(key, text.encode()))


def verify_text(public_key: ec.EllipticCurvePublicKey, text: str, signature: str) -> bool:
    """Whether `signature` is `public_key`'s over `text`."""
    try:
        ecdsa.verify(public_key, decode_base64(signature, "signature"), text.encode())
    except (InvalidSignature, NotReadable, NotCanonical, UnicodeEncodeError):
        return False
    return True


def sign_message(body: str, key: ec.EllipticCurvePrivateKey, operating: x509.Certificate) -> Signed:
    """What headquarters says, signed by its operating key."""
    return Signed(body=body, signature=sign_text(key, body), certificate=pki.to_pem(operating))


def open_signed(signed: Signed, root: x509.Certificate, at: datetime) -> str:
    """The body of a message of headquarters, when its certificate leads to `root` and the signature holds.

    Raises CertificateRefused (or its kinds) or BadSignature. A device's signature is never accepted here.
    """
    operating = pki.from_pem(signed.certificate, "operating certificate")
    if not verify_text(pki.verify_operating(operating, root, at), signed.body, signed.signature):
        raise BadSignature()
    return signed.body


def root_reply(
    root: x509.Certificate, operating: x509.Certificate, operating_key: ec.EllipticCurvePrivateKey, box_key: bytes
) -> RootReply:
    """The answer to GET /root: the operating key vouches for the box key (raw 32 bytes)."""
    return RootReply(
        root=pki.to_pem(root),
        operating=pki.to_pem(operating),
        box_key=encode_base64(box_key),
        box_signature=encode_base64(ecdsa.sign(operating_key, box_key)),
    )


def open_root_reply(reply: RootReply, code: pki.EnrolmentCode, at: datetime) -> Headquarters:
    """Headquarters as the enrolment code vouches for it.

    Raises CodeOfOtherHeadquarters when the root is not the code's, CertificateRefused or BadSignature when what
    stands under it does not hold, BadMessage when the reply is garbage.
    """
    root = pki.from_pem(reply.root, "root")
    if not code.matches(root):
        raise CodeOfOtherHeadquarters()
    operating = pki.from_pem(reply.operating, "operating certificate")
    public_key = pki.verify_operating(operating, root, at)
    try:
        box_key = decode_base64(reply.box_key, "box_key")
        signature = decode_base64(reply.box_signature, "box_signature")
        ecdsa.verify(public_key, signature, box_key)
    except (NotReadable, NotCanonical) as error:
        raise BadMessage() from error
    except InvalidSignature as error:
        raise BadSignature() from error
    if len(box_key) != 32:
        raise BadMessage()
    return Headquarters(root=root, operating=operating, box_key=box_key)


def seal_manifest(
    manifest: Manifest, key: ec.EllipticCurvePrivateKey, chain: Sequence[x509.Certificate]
) -> tuple[str, Seal]:
    """The manifest's canonical text and the seal over it. `chain` is device, operating."""
    text = canonical(manifest)
    seal = Seal(
        format=SEAL_FORMAT,
        manifest_sha256=digest(text),
        signature=sign_text(key, text),
        certificates=[pki.to_pem(certificate) for certificate in chain],
    )
    return text, seal


def verify_seal(
    text: str, seal: Seal, root: x509.Certificate, at: datetime, revoked: Collection[str] = ()
) -> tuple[Manifest, pki.DeviceIdentity]:
    """The manifest a seal covers and the device that sealed it.

    Raises CertificateRefused or SealRefused (their kinds), each with the place.
    """
    if seal.format != SEAL_FORMAT:
        raise NotReadable(place="seal.format")
    device = pki.verify_chain(seal.certificates, root, at, revoked)
    if not verify_text(device.public_key, text, seal.signature):
        raise SealSignatureWrong(place="manifest")
    if digest(text) != seal.manifest_sha256:
        raise SealedPartChanged(place="manifest")
    manifest = read_manifest(text)
    if manifest.device != device.device:
        raise SealContradicts(place="device")
    if manifest.inspector != device.inspector:
        raise SealContradicts(place="inspector")
    return manifest, device


def read_manifest(text: str) -> Manifest:
    """The manifest of a text that is its own canonical form. Raises NotReadable, NotCanonical or SealContradicts."""
    check_canonical(text, "manifest")
    try:
        manifest = msgspec.json.decode(text, type=Manifest)
    except msgspec.DecodeError as error:
        raise NotReadable(place="manifest") from error
    if manifest.format != FORMAT:
        raise NotReadable(place="manifest.format")
    if manifest.revision < 1 or (manifest.revision == 1) != (manifest.supersedes == ""):
        raise SealContradicts(place="revision")
    if (manifest.representative is None) == (manifest.refusal is None):
        raise SealContradicts(place="representative")
    return manifest


def check_canonical(text: str, place: str) -> None:
    """Raise NotReadable or NotCanonical unless `text` is JSON in its canonical form.

    The comparison is of the JSON itself, not of a struct: a field that a later version adds does not make the
    sealed texts of an earlier one invalid.
    """
    try:
        again = canonical(msgspec.json.decode(text))
    except (msgspec.DecodeError, NotReadable, RecursionError) as error:
        raise NotReadable(place=place) from error
    if again != text:
        raise NotCanonical(place=place)


def blobs_text(manifest_sha256: str, blobs: Sequence[BlobRef]) -> str:
    """The text a device signs to tie the files, the act among them, to a seal."""
    return canonical({"format": BLOBS_FORMAT, "manifest_sha256": manifest_sha256, "blobs": list(blobs)})


def seal_bundle(
    manifest: Manifest,
    key: ec.EllipticCurvePrivateKey,
    chain: Sequence[x509.Certificate],
    *,
    instance: str,
    envelope: bytes,
    act: BlobRef | None = None,
) -> Bundle:
    """The whole of one sealed revision, ready to be sent. The photos' references come from the manifest.

    `envelope` is the HPKE box; `act` the signed act, unless there is none.
    """
    text, seal = seal_manifest(manifest, key, chain)
    return bundle_of(text, seal, key, instance=instance, envelope=envelope, act=act)


def bundle_of(
    text: str,
    seal: Seal,
    key: ec.EllipticCurvePrivateKey,
    *,
    instance: str,
    envelope: bytes,
    act: BlobRef | None = None,
) -> Bundle:
    """The bundle around a seal that was already made (the act is printed between the two)."""
    manifest = read_manifest(text)
    photos = {item.sha256: _photo(item.sha256, item.size, item.media_type) for item in manifest.evidence}
    blobs = ([act] if act else []) + list(photos.values())
    return Bundle(
        id=manifest.inspection,
        revision=manifest.revision,
        manifest=text,
        signature=seal.signature,
        certificates=seal.certificates,
        instance=instance,
        envelope=encode_base64(envelope),
        blobs=blobs,
        blobs_signature=sign_text(key, blobs_text(seal.manifest_sha256, blobs)),
    )


def verify_bundle(bundle: Bundle, root: x509.Certificate, at: datetime, revoked: Collection[str] = ()) -> Manifest:
    """The manifest of a bundle all of whose parts hold together.

    Checks the chain at `at`, the signature, the canonical form, the hashes of instance and envelope, the names of
    the files. Files themselves are checked when they arrive. Raises CertificateRefused or SealRefused.
    """
    seal = seal_of(bundle)
    manifest, device = verify_seal(bundle.manifest, seal, root, at, revoked)
    if (bundle.id, bundle.revision) != (manifest.inspection, manifest.revision):
        raise SealContradicts(place="id")
    if digest(bundle.instance) != manifest.instance_sha256:
        raise SealedPartChanged(place="instance")
    if digest(decode_base64(bundle.envelope, "envelope")) != manifest.envelope_sha256:
        raise SealedPartChanged(place="envelope")
    if not verify_text(device.public_key, blobs_text(seal.manifest_sha256, bundle.blobs), bundle.blobs_signature):
        raise SealSignatureWrong(place="blobs")
    _check_blobs(bundle.blobs, manifest)
    return manifest


def seal_of(bundle: Bundle) -> Seal:
    """The seal inside a bundle."""
    return Seal(
        format=SEAL_FORMAT,
        manifest_sha256=digest(bundle.manifest),
        signature=bundle.signature,
        certificates=bundle.certificates,
    )


def encode_bundle(bundle: Bundle) -> bytes:
    """A bundle as the one JSON text that `read_bundle` takes back."""
    return msgspec.json.encode(bundle)


def read_bundle(data: bytes) -> Bundle:
    """A bundle from its JSON. Raises NotReadable, or NotCanonical for bytes `encode_bundle` would not write."""
    try:
        bundle = msgspec.json.decode(data, type=Bundle)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotReadable(place="bundle") from error
    if encode_bundle(bundle) != data:
        raise NotCanonical(place="bundle")
    return bundle


def _check_blobs(blobs: Sequence[BlobRef], manifest: Manifest) -> None:
    photos = [blob for blob in blobs if blob.kind == "photo"]
    acts = [blob for blob in blobs if blob.kind == "act"]
    expected = {item.sha256: _photo(item.sha256, item.size, item.media_type) for item in manifest.evidence}
    named = {blob.sha256: blob for blob in photos}
    if len(acts) > 1 or len(photos) + len(acts) != len(blobs) or named != expected or len(named) != len(photos):
        raise SealContradicts(place="blobs")


def _photo(sha256: str, size: int, media_type: str) -> BlobRef:
    return BlobRef(sha256=sha256, size=size, kind="photo", media_type=media_type)


def _nfc(value: object) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list | tuple):
        return [_nfc(item) for item in value]
    if isinstance(value, dict):
        return {unicodedata.normalize("NFC", str(key)): _nfc(item) for key, item in value.items()}
    return value
