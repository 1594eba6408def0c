"""Reading certificates that a stranger may have made: byte for byte, and never a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.utils import CryptographyDeprecationWarning

from inspector.wire.ecdsa import is_lower
from inspector.wire.errors import CertificateRefused

_UNREADABLE = (
    ValueError,
    TypeError,
    UnsupportedAlgorithm,
    x509.InvalidVersion,
    x509.UnsupportedGeneralNameType,
    CryptographyDeprecationWarning,  # where warnings are errors
)
_ECDSA_SHA256 = bytes.fromhex("300a06082a8648ce3d040302")


def exact(certificate: x509.Certificate, place: str) -> x509.Certificate:
    """The certificate, unless its frame (which no signature covers) differs from the only way to write it."""
    with understood(place):
        lower = is_lower(certificate.signature)
    signature = _der(3, b"\x00" + certificate.signature)
    if not lower or certificate.public_bytes(Encoding.DER) != _der(
        0x30, certificate.tbs_certificate_bytes + _ECDSA_SHA256 + signature
    ):
        raise CertificateRefused(place=place)
    return certificate


def signed(builder: x509.CertificateBuilder, key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    """A new certificate, its signature in the one spelling that `exact` takes: every second one is."""
    while True:
        certificate = builder.sign(key, hashes.SHA256())
        if is_lower(certificate.signature):
            return certificate


def _der(tag: int, content: bytes) -> bytes:
    size = len(content)
    digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, size] if size < 128 else [tag, 128 + len(digits), *digits]) + content


@contextmanager
def understood(place: str) -> Iterator[None]:
    """Whatever the library cannot read of a stranger's certificate is a refusal, not a fault of ours."""
    try:
        yield
    except _UNREADABLE as error:
        raise CertificateRefused(place=place) from error
