"""Writing a courier file (see courier.py for its layout): streamed, durable, wholly there or not at all."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import msgspec
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from inspector.durable import sync_folder
from inspector.wire.courier import FORMAT, LENGTH, MAGIC, PIECE, Closing, Header, RecordHead, Trailer, nonce
from inspector.wire.courier_errors import CourierDamaged, writable
from inspector.wire.seal import canonical, sign_text

PART = ".part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record to write. `data` is asked for when its turn comes, so that one lies in memory at a time."""

    kind: str
    name: str
    size: int
    data: Callable[[], bytes]


Signer = Callable[[Closing], Trailer]
"""Signs what closes a file."""


def write(path: Path, header: Header, key: bytes, records: Iterable[Record], sign: Signer, at: datetime) -> int:
    """Write a file durably: beside `path`, then in its place; how many bytes it has. `at` is aware.

    What the records raise leaves nothing behind. Raises DiskFull or CourierUnwritable.
    """

    def close(sha256: str) -> Trailer:
        return sign(Closing(at=at.isoformat(timespec="seconds"), format=FORMAT, sha256=sha256))

    part = path.with_name(f"{path.name}.{os.urandom(4).hex()}{PART}")
    with writable(path):
        for old in path.parent.glob(f"{_plain(path.name)}.????????{PART}"):
            old.unlink(missing_ok=True)  # left by a program that was ended in the middle
        try:
            with part.open("xb") as stream:
                size = _pour(stream, header, key, records, close)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
    return size


def _plain(name: str) -> str:
    """A file name that a glob takes letter by letter."""
    return "".join(f"[{letter}]" if letter in "[*?" else letter for letter in name)


def _pour(
    stream: BinaryIO, header: Header, key: bytes, records: Iterable[Record], close: Callable[[str], Trailer]
) -> int:
    digest, size = hashlib.sha256(), 0

    def put(data: bytes, *, counted: bool = True) -> None:
        nonlocal size
        stream.write(data)
        size += len(data)
        if counted:
            digest.update(data)

    text = canonical(header).encode()
    begin = MAGIC + len(text).to_bytes(LENGTH, "big") + text
    put(begin)
    cipher, bound = AESGCM(key), hashlib.sha256(begin).digest()
    pieces = _cut(_flat(records))
    counter, piece = 0, next(pieces, b"")
    while True:
        following = next(pieces, None)
        sealed = cipher.encrypt(nonce(counter, last=following is None), piece, bound)
        put(len(sealed).to_bytes(LENGTH, "big") + sealed)
        if following is None:
            break
        counter, piece = counter + 1, following
    put(bytes(LENGTH))
    trailer = msgspec.json.encode(close(digest.hexdigest()))
    put(len(trailer).to_bytes(LENGTH, "big") + trailer, counted=False)
    return size


def _flat(records: Iterable[Record]) -> Iterator[bytes]:
    for record in records:
        head = msgspec.json.encode(RecordHead(kind=record.kind, name=record.name, size=record.size))
        yield len(head).to_bytes(LENGTH, "big") + head
        data = record.data()
        if len(data) != record.size:
            raise CourierDamaged
        yield data


def _cut(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of one length; the last is shorter."""
    gathered = bytearray()
    for part in parts:
        gathered += part
        while len(gathered) >= PIECE:
            yield bytes(gathered[:PIECE])
            del gathered[:PIECE]
    if gathered:
        yield bytes(gathered)


def signed_by(key: ec.EllipticCurvePrivateKey, certificates: Sequence[str]) -> Signer:
    """Closes files as an enrolled laptop; `certificates` are PEM, the laptop's own first."""

    def sign(closing: Closing) -> Trailer:
        body = canonical(closing)
        return Trailer(body=body, signature=sign_text(key, body), certificates=list(certificates))

    return sign
