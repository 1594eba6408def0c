"""The file of a backup: everything as it lies on the disk, and a list that the data key vouches for.

    magic · the files one after another · list (JSON) · SHA-256 of the list · HMAC of the list · its length · end

Nothing in it is opened on the way: the database is a copy under the same key (SQLite's own backup, one consistent
picture while work goes on), photos and acts are the encrypted files. The list holds the key slots, and of every file
the name, length and SHA-256. Its HMAC is under a key derived from the data key: whoever changes a byte, or puts a
backup of his own together, needs a passphrase of this laptop. The plain SHA-256 is for accidents, which are told
apart from a wrong passphrase by it. The list comes last, so that files are read once.
"""

import errno
import hashlib
import hmac
import os
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import msgspec

from inspector import __version__
from inspector.core.errors import DiskFull
from inspector.durable import sync_folder
from inspector.paths import Home
from inspector.services.backup import (
    AtRisk,
    BackedUp,
    BackupCancelled,
    BackupDamaged,
    BackupNewer,
    BackupProgress,
    Cancelled,
    DriveUnusable,
    FileTooLargeForDrive,
    NotABackup,
    Tell,
)
from inspector.store import good_copy, settings
from inspector.store.disk import PART
from inspector.store.engine import Database
from inspector.store.files import NAME

FORMAT = "qorgan-backup-1"
MAGIC = b"QORGAN-BACKUP-1\n"
END = b"\nQORGAN-BACKUP-END\n"
DATABASE = "laptop.db"
EVIDENCE = "evidence"
PIECE = 1 << 20
LARGEST_LIST = 256 << 20
_DIGEST = 32
_TAIL = 2 * _DIGEST + 8 + len(END)
_ENTRY = re.compile(rf"{DATABASE}|{EVIDENCE}/{NAME.pattern}")


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file: `laptop.db` or `evidence/` and its random name."""

    name: str
    size: int
    sha256: str


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """What stands at the end. `keyslots` is the text of keyslots.json."""

    format: str
    made_at: str
    program: str
    keyslots: str
    entries: list[Entry]


class Archive:
    """Implements services.backup.BackupStore for one open laptop. `key` is derived from the data key."""

    def __init__(self, home: Home, database: Database, key: bytes) -> None:
        self._home = home
        self._database = database
        self._key = key

    def write(self, target: Path, tell: Tell, cancelled: Cancelled) -> BackedUp:
        """See services.backup.BackingUp.write."""
        copy = self._home.root / f"{uuid.uuid4().hex}{PART}"
        part = target.with_name(f"{target.name}{PART}")
        try:
            self._database.backup(copy)
            files = sorted(path for path in self._home.evidence.iterdir() if NAME.fullmatch(path.name))
            with drive_refusals():
                part.unlink(missing_ok=True)
                with part.open("xb") as stream:
                    self._pour(stream, copy, files, tell, cancelled)
                    stream.flush()
                    os.fsync(stream.fileno())
                part.replace(target)
                sync_folder(target.parent)
                return BackedUp(size=target.stat().st_size, files=len(files))
        finally:
            for left in (part, copy, *(copy.with_name(copy.name + ending) for ending in ("-wal", "-shm"))):
                _remove(left)

    def chain_in_doubt(self) -> str:
        """See services.backup.BackingUp."""
        with self._database.read() as connection:
            doubt = settings.doubt(connection)
        return doubt.made_at if doubt is not None else ""

    def keep_good_copy(self) -> bool:
        """See services.backup.BackingUp."""
        return good_copy.keep(self._home, self._database)

    def at_risk(self) -> AtRisk | None:
        """See services.backup.BackingUp."""
        return good_copy.at_risk(self._database)

    def risk_read(self) -> None:
        """See services.backup.BackingUp."""
        good_copy.settled(self._database)

    def _pour(self, stream: BinaryIO, copy: Path, files: list[Path], tell: Tell, cancelled: Cancelled) -> None:
        named = [(DATABASE, copy), *((f"{EVIDENCE}/{path.name}", path) for path in files)]
        total, done, entries = sum(path.stat().st_size for _, path in named), 0, []
        stream.write(MAGIC)
        for name, path in named:
            digest, size = hashlib.sha256(), 0
            for piece in _pieces(path):
                if cancelled():
                    raise BackupCancelled
                digest.update(piece)
                stream.write(piece)
                size += len(piece)
                tell(BackupProgress(done=min(done + size, total), total=total))
            done += size
            entries.append(Entry(name=name, size=size, sha256=digest.hexdigest()))
        listing = Listing(
            format=FORMAT,
            made_at=datetime.now().astimezone().isoformat(timespec="seconds"),
            program=__version__,
            keyslots=self._home.keyslots.read_text("utf-8"),
            entries=entries,
        )
        text = msgspec.json.encode(listing)
        stream.write(text + hashlib.sha256(text).digest() + seal(self._key, text))
        stream.write(len(text).to_bytes(8, "big") + END)


class Opened:
    """A backup whose frame is whole; `check` and `files` say the rest. Close it."""

    def __init__(self, path: Path) -> None:
        """Raises NotABackup, BackupDamaged, BackupNewer, DriveUnusable."""
        with drive_refusals():
            self._stream = path.open("rb")
        try:
            with drive_refusals():
                self._text, self._mac = self._read_list(os.fstat(self._stream.fileno()).st_size)
            self.listing = _understood(self._text)
            if MAGIC_AND_TAIL + len(self._text) + sum(entry.size for entry in self.listing.entries) != self._length:
                raise BackupDamaged
        except BaseException:
            self._stream.close()
            raise

    @property
    def total(self) -> int:
        """Bytes of all files in it."""
        return sum(entry.size for entry in self.listing.entries)

    def check(self, key: bytes) -> None:
        """The list is the laptop's own. Raises BackupDamaged."""
        if not hmac.compare_digest(seal(key, self._text), self._mac):
            raise BackupDamaged

    def files(self, cancelled: Cancelled) -> Iterator[tuple[Entry, Iterator[bytes]]]:
        """Each file with its pieces, to be read in order. Raises BackupDamaged when one is not what the list says."""
        self._stream.seek(len(MAGIC))
        for entry in self.listing.entries:
            yield entry, self._content(entry, cancelled)

    def close(self) -> None:
        """Give the file back."""
        self._stream.close()

    def _content(self, entry: Entry, cancelled: Cancelled) -> Iterator[bytes]:
        digest, left = hashlib.sha256(), entry.size
        while left:
            if cancelled():
                raise BackupCancelled
            with drive_refusals():
                piece = self._stream.read(min(PIECE, left))
            if not piece:
                raise BackupDamaged
            digest.update(piece)
            left -= len(piece)
            yield piece
        if digest.hexdigest() != entry.sha256:
            raise BackupDamaged

    def _read_list(self, length: int) -> tuple[bytes, bytes]:
        self._length = length
        if self._stream.read(len(MAGIC)) != MAGIC:
            raise NotABackup
        if length < MAGIC_AND_TAIL:
            raise BackupDamaged
        self._stream.seek(length - _TAIL)
        tail = self._stream.read(_TAIL)
        size = int.from_bytes(tail[2 * _DIGEST : 2 * _DIGEST + 8], "big")
        if not tail.endswith(END) or size > min(LARGEST_LIST, length - MAGIC_AND_TAIL):
            raise BackupDamaged
        self._stream.seek(length - _TAIL - size)
        text = self._stream.read(size)
        if hashlib.sha256(text).digest() != tail[:_DIGEST]:
            raise BackupDamaged
        return text, tail[_DIGEST : 2 * _DIGEST]


MAGIC_AND_TAIL = len(MAGIC) + _TAIL


def seal(key: bytes, text: bytes) -> bytes:
    """The HMAC over the list."""
    return hmac.new(key, MAGIC + text, hashlib.sha256).digest()


@contextmanager
def drive_refusals() -> Iterator[None]:
    """The system's errors about a stick as refusals a person understands."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull from error
        raise (FileTooLargeForDrive if error.errno == errno.EFBIG else DriveUnusable) from error


def _understood(text: bytes) -> Listing:
    try:
        listing = msgspec.json.decode(text, type=Listing)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BackupDamaged from error
    if listing.format != FORMAT:
        raise BackupNewer
    names = [entry.name for entry in listing.entries]
    strange = any(not _ENTRY.fullmatch(entry.name) or entry.size < 0 for entry in listing.entries)
    if strange or len(set(names)) != len(names) or names[:1] != [DATABASE]:
        raise BackupDamaged
    return listing


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            yield piece


def _remove(path: Path) -> None:
    """A stick may be gone already."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
