"""The device's signature over the whole act: PAdES (ETSI EN 319 142) baseline B, P-256, made by pyHanko.

It is the last write: an incremental update that covers everything before itself. What it proves is that this
laptop made the file and that nothing changed since; it is no person's signature.

The check is our own and takes exactly what `sign` writes. A signature leaves room in three places: after the end of
the file, in the padding of its own /Contents, and in the parts of its CMS structure that no signature covers. All
three are compared with the only content they may have.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto import cms
from asn1crypto.x509 import Certificate as Asn1Certificate
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_signer import PdfSigningSession

from inspector.acts.errors import ActChanged, NotAnAct
from inspector.wire import certificates as pki
from inspector.wire import ecdsa

FIELD = "DeviceSeal"
_RANGE = re.compile(rb"/ByteRange \[(\d{1,10}) (\d{1,10}) (\d{1,10}) (\d{1,10})\s*\]")
_HEX = re.compile(rb"(?:[0-9A-F]{2})+")


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature that holds over the whole file: whose certificates it carries, the signer's first."""

    certificates: tuple[x509.Certificate, ...]


def sign(pdf: bytes, key: ec.EllipticCurvePrivateKey, chain: Sequence[x509.Certificate], at: datetime) -> bytes:
    """The same file with the device's signature appended. `chain` is device, operating; `at` (aware) is a claim."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=True)
    meta = PdfSignatureMetadata(field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    out = BytesIO()
    _PdfSigner(meta, _DeviceSigner(key, chain), at).sign_pdf(writer, output=out)
    return out.getvalue()


def check(data: bytes) -> Signed:
    """Whose signature covers every byte of `data`. Raises NotAnAct when there is none, ActChanged otherwise.

    The certificates are only taken out here; whether they lead to a trusted root is the caller's question.
    """
    if not data.startswith(b"%PDF-"):
        raise NotAnAct()
    ranges = _RANGE.findall(data)
    if not ranges:
        raise NotAnAct()
    if len(ranges) != 1:
        raise ActChanged(place="ByteRange")
    start, before, after, length = (int(number) for number in ranges[0])
    if start != 0 or after + length != len(data) or not 0 < before < after < len(data):
        raise ActChanged(place="ByteRange")
    if data[before : before + 1] != b"<" or data[after - 1 : after] != b">":
        raise ActChanged(place="Contents")
    der = _unpadded(data[before + 1 : after - 1])
    return Signed(_check_cms(der, hashlib.sha256(data[:before] + data[after:]).digest()))


class _DeviceSigner(Signer):
    """pyHanko's signer with our key."""

    def __init__(self, key: ec.EllipticCurvePrivateKey, chain: Sequence[x509.Certificate]) -> None:
        super().__init__(signing_cert=_asn1(chain[0]))
        self._key = key
        for certificate in chain[1:]:
            self.cert_registry.register(_asn1(certificate))

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: ARG002
        return ecdsa.sign(self._key, data)


class _PdfSigner(PdfSigner):
    """Signs with a time that is given: the laptop's clock may be wrong, headquarters' offset is known."""

    def __init__(self, meta: PdfSignatureMetadata, signer: Signer, at: datetime) -> None:
        super().__init__(meta, signer)
        self._at = at

    def register_extensions(self, *arguments: object, **named: object) -> None:
        """Nothing: declaring PDF 2.0 extensions would contradict PDF/A-3, which is PDF 1.7."""

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


def _asn1(certificate: x509.Certificate) -> Asn1Certificate:
    return Asn1Certificate.load(certificate.public_bytes(Encoding.DER))


def _unpadded(text: bytes) -> bytes:
    """The DER inside /Contents, which must be upper-case hex of exactly the DER and then zeros."""
    if not _HEX.fullmatch(text):
        raise ActChanged(place="Contents")
    data = bytes.fromhex(text.decode("ascii"))
    if data[:2] != b"\x30\x82":
        raise ActChanged(place="Contents")
    end = 4 + int.from_bytes(data[2:4], "big")
    if end > len(data) or any(data[end:]):
        raise ActChanged(place="Contents")
    return data[:end]


def _check_cms(der: bytes, file_digest: bytes) -> tuple[x509.Certificate, ...]:
    try:
        info = cms.ContentInfo.load(der, strict=True)
        certificates = _certificates(info["content"])
        signer = info["content"]["signer_infos"][0]
        attributes = {attribute["type"].native: attribute for attribute in signer["signed_attrs"]}
        device = certificates[0]
        public_key = pki.public_key_of(device, "signer")
        ecdsa.verify(public_key, signer["signature"].native, signer["signed_attrs"].untag().dump())
        if attributes["message_digest"]["values"][0].native != file_digest:
            raise ActChanged(place="text")
        bound = attributes["signing_certificate_v2"]["values"][0]["certs"][0]["cert_hash"].native
        if bound != device.fingerprint(hashes.SHA256()):
            raise ActChanged(place="signer")
        if _expected(info, device, certificates).dump() != der:
            raise ActChanged(place="signature")
    except InvalidSignature as error:
        raise ActChanged(place="signature") from error
    except (ValueError, TypeError, LookupError, OverflowError, RecursionError) as error:
        raise ActChanged(place="signature") from error
    return certificates


def _certificates(signed: cms.SignedData) -> tuple[x509.Certificate, ...]:
    """The certificates, the signer's first. Raises KeyError when the signer's is not among them."""
    found = [pki.from_der(choice.chosen.dump(), "signer") for choice in signed["certificates"]]
    serial = signed["signer_infos"][0]["sid"].chosen["serial_number"].native
    own = [certificate for certificate in found if certificate.serial_number == serial]
    if len(own) != 1:
        raise KeyError(serial)
    return (*own, *(certificate for certificate in found if certificate is not own[0]))


def _expected(
    info: cms.ContentInfo, device: x509.Certificate, certificates: Sequence[x509.Certificate]
) -> cms.ContentInfo:
    """The only structure `sign` writes around these certificates, signed attributes and signature."""
    signer = info["content"]["signer_infos"][0]
    sha256 = cms.DigestAlgorithm({"algorithm": "sha256"})
    asn1 = _asn1(device)
    return cms.ContentInfo({
        "content_type": "signed_data",
        "content": cms.SignedData({
            "version": "v1",
            "digest_algorithms": cms.DigestAlgorithms((sha256,)),
            "encap_content_info": {"content_type": "data"},
            "certificates": [_asn1(certificate) for certificate in certificates],
            "signer_infos": [cms.SignerInfo({
                "version": "v1",
                "sid": cms.SignerIdentifier({
                    "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                        {"issuer": asn1.issuer, "serial_number": asn1.serial_number}
                    )
                }),
                "digest_algorithm": sha256,
                "signed_attrs": signer["signed_attrs"],
                "signature_algorithm": cms.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
                "signature": signer["signature"],
            })],
        }),
    })  # fmt: skip
