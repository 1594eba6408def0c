"""Messages only headquarters can open: HPKE (RFC 9180) with X25519, HKDF-SHA256 and AES-256-GCM.

`info` binds a box to its purpose, so that a box made for one place cannot be opened in another.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from inspector.wire.errors import BoxRefused

ENROL_INFO = b"qorgan-enrol-1"
JOIN_INFO = b"qorgan-join-1"
ESCROW_INFO = b"qorgan-escrow-1"
RECOVER_INFO = b"qorgan-recover-1"
RECOVERED_INFO = b"qorgan-recovered-1"

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def envelope_info(inspection: str) -> bytes:
    """The purpose of one inspection's envelope."""
    return b"qorgan-envelope-1:" + inspection.encode()


def new_box_key() -> X25519PrivateKey:
    """A fresh private key for boxes."""
    return X25519PrivateKey.generate()


def public_raw(private: X25519PrivateKey) -> bytes:
    """The 32 public bytes that others seal to."""
    return private.public_key().public_bytes_raw()


def box_key_to_pem(private: X25519PrivateKey, password: bytes | None = None) -> bytes:
    """The private key as PKCS #8 PEM, encrypted when a password is given."""
    lock = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    return private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, lock)


def box_key_from_pem(pem: bytes, password: bytes | None = None) -> X25519PrivateKey:
    """The private key back from PEM. Raises BoxRefused when it is another kind of key or the password is wrong."""
    try:
        key = serialization.load_pem_private_key(pem, password)
    except (ValueError, TypeError) as error:
        raise BoxRefused() from error
    if not isinstance(key, X25519PrivateKey):
        raise BoxRefused()
    return key


def seal_box(public: bytes, data: bytes, info: bytes) -> bytes:
    """Close `data` to the holder of `public` (raw 32 bytes). Raises BoxRefused for an impossible key."""
    try:
        return _SUITE.encrypt(data, X25519PublicKey.from_public_bytes(public), info)
    except ValueError as error:
        raise BoxRefused() from error


def open_box(private: X25519PrivateKey, box: bytes, info: bytes) -> bytes:
    """Open a box. Raises BoxRefused when it was changed, made for another key, or for another purpose."""
    try:
        return _SUITE.decrypt(box, private, info)
    except (InvalidTag, ValueError) as error:
        raise BoxRefused() from error
