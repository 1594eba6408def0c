"""What stands in the files between two laptops that share a draft, and the keys that close them.

The code is told by word of mouth; with the salt of the share it makes a secret both laptops keep, and every file has a
key of its own from the secret and its own salt.
"""

import secrets
from collections.abc import Iterator
from typing import TypeVar

import msgspec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from inspector.core.institution import Institution, Visit
from inspector.services.ports import Evidence, Operation
from inspector.wire import carried, courier
from inspector.wire import certificates as pki
from inspector.wire.courier import Header, Incoming
from inspector.wire.courier_errors import CourierDamaged
from inspector.wire.errors import NotCanonical, NotReadable
from inspector.wire.seal import decode_base64

CODE_LETTERS, CODE_GROUP = 12, 4
"""60 bits behind Argon2id: out of reach for whoever finds the stick."""

COST = (64 * 1024, 3)
"""KiB of memory and rounds of Argon2id."""

LANES = 2
Note = TypeVar("Note")


class ShareNote(msgspec.Struct, frozen=True, kw_only=True):
    """What the lead's laptop says: the whole draft, for rules and skips ask about answers of every section."""

    inspection: str
    revision: int
    supersedes: str
    institution: Institution
    visit: Visit
    started_at: str
    checklist: str
    sections: list[str]
    operations: list[Operation]
    evidence: list[Evidence]
    names: dict[str, str]


class AnswersNote(msgspec.Struct, frozen=True, kw_only=True):
    """What the colleague's laptop says: everything since it took the share, from the first entry on."""

    inspection: str
    operations: list[Operation]
    evidence: list[Evidence]
    names: dict[str, str]


def new_code() -> str:
    """A code for a person to read out: three groups of four."""
    letters = [secrets.choice(pki.ALPHABET) for _ in range(CODE_LETTERS)]
    return "-".join("".join(letters[at : at + CODE_GROUP]) for at in range(0, CODE_LETTERS, CODE_GROUP))


def secret_of(code: str, salt: bytes, cost: tuple[int, int]) -> bytes:
    """What the code comes to; `cost` is memory in KiB and rounds. Slow on purpose."""
    return secret_bytes(pki.plain_letters(code).encode(), salt, cost)


def secret_bytes(words: bytes, salt: bytes, cost: tuple[int, int]) -> bytes:
    """The same of any words."""
    argon = Argon2id(salt=salt, length=32, iterations=cost[1], lanes=LANES, memory_cost=cost[0])
    return argon.derive(words)


def first_note(records: Iterator[Incoming], kind: type[Note]) -> Note:
    """The message a file begins with. Raises CourierDamaged, NotForUs."""
    record = next(records, None)
    if record is None or record.kind != carried.NOTE:
        raise CourierDamaged
    return record.decoded(kind, carried.LONGEST_MESSAGE)


def salt_of(header: Header) -> bytes:
    """The salt of a share. Raises CourierDamaged."""
    try:
        salt = decode_base64(header.key, "key")
    except (NotReadable, NotCanonical) as error:
        raise CourierDamaged from error
    if len(salt) < 16:
        raise CourierDamaged
    return salt


def file_key(secret: bytes, header: Header) -> bytes:
    """Another key for every file: the salt is the file's own."""
    info = b"qorgan courier share 1:" + header.kind.encode()
    return HKDF(algorithm=SHA256(), length=courier.KEY_BYTES, salt=salt_of(header), info=info).derive(secret)
