"""ECDSA over P-256 with SHA-256, each signature in its one spelling.

Of every signature (r, s) anybody can make (r, n - s), which holds as well, without the key. Only the lower half of s
is written and only that is taken, so that a file with its signature exchanged is a changed file.
"""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""n of P-256 (SEC 2)."""

_SHA256 = ec.ECDSA(hashes.SHA256())


def sign(key: ec.EllipticCurvePrivateKey, data: bytes) -> bytes:
    """The signature over `data`, as DER."""
    r, s = decode_dss_signature(key.sign(data, _SHA256))
    return encode_dss_signature(r, min(s, ORDER - s))


def verify(public_key: ec.EllipticCurvePublicKey, signature: bytes, data: bytes) -> None:
    """Raises InvalidSignature unless `signature` (DER) is the key's over `data`, in its one spelling."""
    public_key.verify(signature, data, _SHA256)
    if not is_lower(signature):
        raise InvalidSignature


def is_lower(signature: bytes) -> bool:
    """Whether a signature's s is the lower of its two. Raises ValueError when it is none."""
    _, s = decode_dss_signature(signature)
    return s <= ORDER // 2
