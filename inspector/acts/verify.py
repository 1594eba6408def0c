"""Checking an act, or a sealed inspection, offline and by anybody who has headquarters' root certificate.

An act is valid when one device signature covers every byte of it, that device's certificate leads to the trusted
root, the sealed record attached to it holds by itself and is of the same device, and the pages name that record.
What happened later (revoked, superseded) nobody can know offline, and the answer says so.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

import msgspec
import pikepdf
from cryptography import x509

from inspector import pdfium
from inspector.acts import document, signature
from inspector.acts.errors import (
    ActChanged,
    ActContradicts,
    DraftChecklist,
    NotAnAct,
    Remark,
    SignerExpired,
    StatusUnknown,
)
from inspector.acts.pdfa import INSTANCE, MANIFEST, SEAL
from inspector.core.errors import Refusal
from inspector.wire import certificates as pki
from inspector.wire import seal as sealing
from inspector.wire.courier import CourierFile, is_courier
from inspector.wire.errors import CertificateOutOfDate
from inspector.wire.manifest import Manifest
from inspector.wire.messages import Bundle
from inspector.wire.seal import Seal

_LONGEST = 200_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The answer. `kind` is "act", "bundle", "courier" or "unknown"; `root` the fingerprint of the trusted root.
    `device` is the sealing device, "" when none is proved. `problems` holds refusals and remarks.
    """

    valid: bool
    kind: str
    root: str
    device: str
    problems: tuple[Refusal, ...]
    manifest: Manifest | None = None


def verify_file(path: Path, root: x509.Certificate, at: datetime, revoked: Collection[str] = ()) -> Verification:
    """Check a file. `at` (aware) is the date of asking, `revoked` serials (hex) of certificates known to be revoked."""
    if is_courier(path):
        return _courier(path, root, at, revoked)
    with path.open("rb") as stream:
        data = stream.read(_LONGEST + 1)
    return verify_bytes(data, root, at, revoked)


def _courier(path: Path, root: x509.Certificate, at: datetime, revoked: Collection[str]) -> Verification:
    """Who wrote a courier file, and that no byte changed since. What is inside only its reader can open."""
    trusted = pki.fingerprint(root)
    try:
        written = CourierFile(path).check(root, at, revoked)
    except Refusal as problem:
        return Verification(valid=False, kind="courier", root=trusted, device="", problems=(problem,))
    remarks = (StatusUnknown(date=at.date().isoformat()),)
    return Verification(valid=True, kind="courier", root=trusted, device=written.device, problems=remarks)


def verify_bytes(data: bytes, root: x509.Certificate, at: datetime, revoked: Collection[str] = ()) -> Verification:
    """Check the bytes of an act (PDF) or of a sealed bundle (JSON). Never raises for what the bytes are.

    Under a certificate that is known to be revoked nothing is valid: the date of a revocation helps nobody, because
    the time of sealing is the device's own word.
    """
    kind = "act" if data[:5] == b"%PDF-" else "bundle" if data[:1] == b"{" else "unknown"
    trusted = pki.fingerprint(root)
    try:
        if kind == "unknown" or len(data) > _LONGEST:
            raise NotAnAct()
        manifest, remarks = (_act if kind == "act" else _bundle)(data, root, at, revoked)
    except Refusal as problem:
        return Verification(valid=False, kind=kind, root=trusted, device="", problems=(problem,))
    if manifest.checklist.draft:
        remarks = (*remarks, DraftChecklist())
    remarks = (*remarks, StatusUnknown(date=at.date().isoformat()))
    return Verification(
        valid=True, kind=kind, root=trusted, device=manifest.device, problems=remarks, manifest=manifest
    )


def _act(
    data: bytes, root: x509.Certificate, at: datetime, revoked: Collection[str]
) -> tuple[Manifest, tuple[Remark, ...]]:
    signed = signature.check(data)
    _check_issuer(signed, root, at, revoked)
    files = _attachments(data)
    text, seal, instance = _text(files, MANIFEST), _seal(files), files[INSTANCE]
    manifest, remarks = _sealed(text, seal, root, at, revoked)
    if [pki.to_pem(certificate) for certificate in signed.certificates] != seal.certificates:
        raise ActContradicts(place="signer")
    if sealing.digest(instance) != manifest.instance_sha256:
        raise ActContradicts(place=INSTANCE)
    _check_pages(data, manifest, seal.manifest_sha256)
    return manifest, remarks


def _check_issuer(signed: signature.Signed, root: x509.Certificate, at: datetime, revoked: Collection[str]) -> None:
    """Before anything is unpacked: the signer is of this headquarters. Its dates are judged with the manifest's."""
    try:
        pki.verify_chain(signed.certificates, root, at, revoked)
    except CertificateOutOfDate:
        return


def _bundle(
    data: bytes, root: x509.Certificate, at: datetime, revoked: Collection[str]
) -> tuple[Manifest, tuple[Remark, ...]]:
    bundle: Bundle = sealing.read_bundle(data)
    when, remarks = _moment(sealing.read_manifest(bundle.manifest), sealing.seal_of(bundle), root, at)
    return sealing.verify_bundle(bundle, root, when, revoked), remarks


def _sealed(
    text: str, seal: Seal, root: x509.Certificate, at: datetime, revoked: Collection[str]
) -> tuple[Manifest, tuple[Remark, ...]]:
    when, remarks = _moment(sealing.read_manifest(text), seal, root, at)
    manifest, _ = sealing.verify_seal(text, seal, root, when, revoked)
    return manifest, remarks


def _moment(
    manifest: Manifest, seal: Seal, root: x509.Certificate, at: datetime
) -> tuple[datetime, tuple[Remark, ...]]:
    """The date to judge the certificates by: today, or the time of sealing when they have expired since.

    An act outlives its certificate. The time of sealing is the device's own word, so the reader is told.
    """
    try:
        pki.verify_chain(seal.certificates, root, at)
    except CertificateOutOfDate:
        sealed_at = _sealed_at(manifest)
        if sealed_at > at:
            raise
        return sealed_at, (SignerExpired(date=pki.from_pem(seal.certificates[0]).not_valid_after_utc.date()),)
    return at, ()


def _sealed_at(manifest: Manifest) -> datetime:
    try:
        moment = datetime.fromisoformat(manifest.visit.sealed_at)
    except ValueError as error:
        raise ActContradicts(place="sealed_at") from error
    if moment.tzinfo is None:
        raise ActContradicts(place="sealed_at")
    return moment


def _attachments(data: bytes) -> Mapping[str, bytes]:
    """The three files an act carries, and no others."""
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            files = {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
    except (pikepdf.PdfError, ValueError, KeyError, AttributeError) as error:
        raise ActChanged(place="PDF") from error
    if set(files) != {MANIFEST, SEAL, INSTANCE}:
        raise NotAnAct()
    return files


def _text(files: Mapping[str, bytes], name: str) -> str:
    try:
        return files[name].decode()
    except UnicodeDecodeError as error:
        raise ActContradicts(place=name) from error


def _seal(files: Mapping[str, bytes]) -> Seal:
    try:
        return msgspec.json.decode(files[SEAL], type=Seal)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ActContradicts(place=SEAL) from error


def _check_pages(data: bytes, manifest: Manifest, digest: str) -> None:
    """Every page names the sealed record: its number and the beginning of its digest stand in the footer."""
    number = _squeezed(f"№ {document.act_number(manifest)}")
    code = _squeezed(f"SHA-256 {digest[:32].upper()}")
    try:
        pages = [_squeezed(text) for text in pdfium.texts(data)]
    except pdfium.Unreadable as error:
        raise ActChanged(place="PDF") from error
    for count, page in enumerate(pages, 1):
        if number not in page or code not in page:
            raise ActContradicts(place=f"page {count}")


def _squeezed(text: str) -> str:
    """Without white space, which extraction places by guesswork."""
    return "".join(text.split())
