r"""A courier file: what is carried on a USB stick where there is no network, and how it is closed.

Layout, all numbers big-endian:

    "QORGAN COURIER 1\n"
    u32 length, header            JSON of `Header`: what it is, and how the reader comes by the key
    (u32 length, sealed piece)*   AES-256-GCM over at most 1 MiB; nonce = counter (11 bytes) | last piece (1), the
                                  hash of everything before the first piece as associated data
    u32 zero
    u32 length, trailer           JSON of `Trailer`: a signature over the SHA-256 of every byte before this length

Inside the pieces stand records one after another: u32 length, JSON of `RecordHead`, then its bytes. Nothing is
compressed and no name in a file ever becomes a path. Only who holds the key reads it; whoever has headquarters' root
certificate can check who wrote it and that no byte was changed. Files are written and read as streams, and they are
wholly there or not at all.
"""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, TypeVar

import msgspec
from cryptography import x509
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from inspector.wire import certificates as pki
from inspector.wire.courier_errors import (
    CourierChanged,
    CourierDamaged,
    NotACourierFile,
    NotForUs,
    NotOurCourier,
    readable,
)
from inspector.wire.seal import verify_text

MAGIC = b"QORGAN COURIER 1\n"
FORMAT = "qorgan-courier-1"
PIECE = 1 << 20
TAG = 16
KEY_BYTES = 32

OUTBOX, REPLY, SHARE, ANSWERS = "outbox", "reply", "share", "answers"
"""What a file is: sealed things for headquarters, its reply, a share of a draft for a colleague, what he answered."""

_LONGEST_HEADER = 64 * 1024
_LONGEST_HEAD = 4 * 1024
LENGTH = 4

T = TypeVar("T")


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """In the clear. `kind` is one of the four; `device` the laptop it is of (outbox, share, answers) or for (reply).

    `key` is what the key is made from: an HPKE box (outbox, reply) or a salt (share, answers), base64. `share` names
    the division of an inspection that it belongs to.
    """

    format: str
    kind: str
    device: str
    key: str
    share: str = ""


class Closing(msgspec.Struct, frozen=True, kw_only=True):
    """What the writer signs: when the file was closed (ISO 8601 with offset) and the digest of everything before."""

    at: str
    format: str
    sha256: str


class Trailer(msgspec.Struct, frozen=True, kw_only=True):
    """Who closed the file: `body` is a canonical `Closing`, `certificates` (PEM) lead from its key to the root."""

    body: str
    signature: str
    certificates: list[str]


class RecordHead(msgspec.Struct, frozen=True, kw_only=True):
    """Before the bytes of one record: what it is, its name among its kind, how many bytes follow."""

    kind: str
    name: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Who wrote a file and when: a laptop (`device`, `inspector`) or headquarters (both blank)."""

    device: str
    inspector: str
    at: datetime


def nonce(counter: int, *, last: bool) -> bytes:
    """The nonce of one piece: its place, and whether it is the last."""
    return counter.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def is_courier(path: Path) -> bool:
    """Whether a file begins as a courier file does. Raises CourierUnreadable."""
    with readable(path), path.open("rb") as stream:
        return stream.read(len(MAGIC)) == MAGIC


class CourierFile:
    """A file somebody brought. Believe nothing of it before `check`, and nothing inside it that is not signed again.

    Raises NotACourierFile, CourierUnreadable.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with readable(path), path.open("rb") as stream:
            self.header, self._begin = _read_header(stream)

    def check(self, root: x509.Certificate, at: datetime | None = None, revoked: Collection[str] = ()) -> Written:
        """Who wrote it, when every byte is as it was written and the writer's certificate leads to `root`.

        Certificates are judged at `at`; by default when the file says that it was closed, for the clock of a laptop
        may be wrong. A reply has to be of headquarters, everything else of an enrolled laptop. Raises CourierDamaged,
        CourierChanged, NotOurCourier, CertificateRefused.
        """
        with readable(self.path), self.path.open("rb") as stream:
            sha256, trailer = _digest(stream, len(self._begin))
        closing, closed_at = _closing(trailer.body)
        if closing.sha256 != sha256 or not trailer.certificates:
            raise CourierChanged
        written = Written(device="", inspector="", at=closed_at)
        if self.header.kind == REPLY:
            operating = pki.from_pem(trailer.certificates[0], "operating certificate")
            public = pki.verify_operating(operating, root, at or closed_at)
        else:
            told = pki.verify_chain(trailer.certificates, root, at or closed_at, revoked)
            public, written = told.public_key, Written(device=told.device, inspector=told.inspector, at=closed_at)
        if not verify_text(public, trailer.body, trailer.signature):
            raise CourierChanged
        if written.device and written.device != self.header.device:
            raise NotOurCourier
        return written

    def records(self, key: bytes) -> "Iterator[Incoming]":
        """What is inside, record by record; each is to be read (or left) before the next is asked for.

        Raises NotForUs for a wrong key, CourierDamaged.
        """
        with readable(self.path), self.path.open("rb") as stream:
            stream.seek(len(self._begin))
            plain = _Plain(_opened(stream, key, hashlib.sha256(self._begin).digest()))
            while head := plain.read(LENGTH):
                length = int.from_bytes(head, "big")
                if len(head) != LENGTH or length > _LONGEST_HEAD:
                    raise CourierDamaged
                told = _decode(plain.read(length), RecordHead)
                if told.size < 0:
                    raise CourierDamaged
                incoming = Incoming(told, plain)
                yield incoming
                incoming.skip()


class Incoming:
    """One record of a file that is being read."""

    def __init__(self, head: RecordHead, plain: "_Plain") -> None:
        self.kind, self.name, self.size = head.kind, head.name, head.size
        self._plain = plain
        self._left = head.size

    def pieces(self) -> Iterator[bytes]:
        """Its bytes as they come. Raises CourierDamaged when the file ends before."""
        while self._left:
            piece = self._plain.read(min(self._left, PIECE))
            if not piece:
                raise CourierDamaged
            self._left -= len(piece)
            yield piece

    def whole(self, limit: int) -> bytes:
        """All of it. Raises CourierDamaged when it is longer than `limit`."""
        if self.size > limit:
            raise CourierDamaged
        return b"".join(self.pieces())

    def decoded(self, kind: type[T], limit: int) -> T:
        """The message it is. Raises CourierDamaged."""
        return _decode(self.whole(limit), kind)

    def skip(self) -> None:
        """Go past what was not read."""
        for _ in self.pieces():
            pass


class _Plain:
    """Opened pieces as one stream."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = memoryview(b"")

    def read(self, size: int) -> bytes:
        """So many bytes; fewer at the end."""
        found: list[bytes] = []
        while size:
            if not self._rest:
                self._rest = memoryview(next(self._pieces, b""))
                if not self._rest:
                    break
            taken = self._rest[:size]
            found.append(bytes(taken))
            self._rest = self._rest[len(taken) :]
            size -= len(taken)
        return b"".join(found)


def _opened(stream: BinaryIO, key: bytes, bound: bytes) -> Iterator[bytes]:
    cipher, counter, piece = AESGCM(key), 0, _piece(stream)
    while piece:
        following = _piece(stream)
        try:
            plain = cipher.decrypt(nonce(counter, last=not following), piece, bound)
        except InvalidTag as error:
            raise (CourierDamaged if counter else NotForUs) from error
        yield plain
        counter, piece = counter + 1, following


def _piece(stream: BinaryIO) -> bytes:
    """The next sealed piece, b"" after the last."""
    length = _number(stream)
    if length > PIECE + TAG:
        raise CourierDamaged
    return _exactly(stream, length)


def _number(stream: BinaryIO) -> int:
    return int.from_bytes(_exactly(stream, LENGTH), "big")


def _exactly(stream: BinaryIO, length: int) -> bytes:
    data = stream.read(length)
    if len(data) != length:
        raise CourierDamaged
    return data


def _read_header(stream: BinaryIO) -> tuple[Header, bytes]:
    if stream.read(len(MAGIC)) != MAGIC:
        raise NotACourierFile
    length = _number(stream)
    if length > _LONGEST_HEADER:
        raise CourierDamaged
    text = _exactly(stream, length)
    header = _decode(text, Header)
    if header.format != FORMAT or header.kind not in (OUTBOX, REPLY, SHARE, ANSWERS):
        raise NotACourierFile
    return header, MAGIC + length.to_bytes(LENGTH, "big") + text


def _digest(stream: BinaryIO, begin: int) -> tuple[str, Trailer]:
    """The digest of everything before the trailer, and the trailer, which ends the file."""
    digest = hashlib.sha256(_exactly(stream, begin))
    length = 1
    while length:
        length = _number(stream)
        if length > PIECE + TAG:
            raise CourierDamaged
        digest.update(length.to_bytes(LENGTH, "big"))
        digest.update(_exactly(stream, length))
    size = _number(stream)
    if size > _LONGEST_HEADER:
        raise CourierDamaged
    trailer = _decode(_exactly(stream, size), Trailer)
    if stream.read(1):
        raise CourierDamaged
    return digest.hexdigest(), trailer


def _closing(text: str) -> tuple[Closing, datetime]:
    closing = _decode(text.encode(), Closing)
    try:
        at = datetime.fromisoformat(closing.at)
    except ValueError as error:
        raise CourierDamaged from error
    if at.tzinfo is None or closing.format != FORMAT:
        raise CourierDamaged
    return closing, at


def _decode(data: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise CourierDamaged from error
