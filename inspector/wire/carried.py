"""What stands in the courier files between a laptop and headquarters, and whose key opens them.

To headquarters: one `OutboxNote`, then every sealed thing that waits ("item", named by its kind) exactly as it would
cross the network, then the files it names ("file", by SHA-256). Back: one `ReplyNote`, the signed pages of changes
("page", named by the cursor they follow), an `ItemAnswer` for each item, and a signed receipt for each file.
"""

import msgspec
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from inspector.wire.messages import ErrorReply, Signed

NOTE, ITEM, FILE, PAGE = "note", "item", "file", "page"

LONGEST_MESSAGE = 64 * 1024 * 1024
"""Bytes of one page, one receipt or one note."""


def outbox_info(device: str) -> bytes:
    """The purpose of the box that holds the key of a file to headquarters."""
    return b"qorgan-courier-outbox-1:" + device.encode()


def reply_info(device: str) -> bytes:
    """The purpose of the box that holds the key of headquarters' reply."""
    return b"qorgan-courier-reply-1:" + device.encode()


def reply_key(device_key: ec.EllipticCurvePrivateKey) -> X25519PrivateKey:
    """The key that opens replies to this laptop: always the same, so that replies may come late and in any order.

    It is derived, for a signature key is not to be used for anything else.
    """
    scalar = device_key.private_numbers().private_value.to_bytes(32, "big")
    return X25519PrivateKey.from_private_bytes(
        HKDF(algorithm=SHA256(), length=32, salt=None, info=b"qorgan courier reply 1").derive(scalar)
    )


class OutboxNote(msgspec.Struct, frozen=True, kw_only=True):
    """What a laptop says first. `reply_key` is its X25519 public key (base64, raw), `cursor` where its news end."""

    device: str
    cursor: int
    reply_key: str
    items: int
    files: int


class ReplyNote(msgspec.Struct, frozen=True, kw_only=True):
    """What headquarters says first; `moment` is its time (ISO 8601 with offset)."""

    device: str
    moment: str


class ItemAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one item: its signed receipt, or why it was refused. `sha256` is of what was sealed."""

    kind: str
    id: str
    revision: int
    sha256: str
    receipt: Signed | None = None
    refusal: ErrorReply | None = None
    status: int = 0
