"""Encrypted files: photos and acts, one random name each.

STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015) over AES-256-GCM: pieces of 1 MiB, each with the nonce
`prefix (7 bytes) | counter (4) | last piece (1)` and the header as associated data, so that pieces cannot be
swapped, dropped or moved to another file unnoticed. Every file has a key of its own, made by HKDF from the salt in
its header. Names are random: a hash as a name would tell who else has the same picture.
"""

import re
import shutil
import time
import uuid
from collections.abc import Collection, Iterator
from datetime import timedelta
from os import urandom
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from inspector.services.errors import DamagedFile
from inspector.store.disk import PART, disk_refusals, write_durably

MAGIC = b"QORGAN1\n"
PIECE = 1 << 20
TAG = 16
SALT = 32
NAME = re.compile(r"[0-9a-f]{32}")


class FileVault:
    """A folder of encrypted files. Safe for several threads: every file is written once and never changed."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._key = key
        with disk_refusals():
            folder.mkdir(parents=True, exist_ok=True)

    def write(self, data: bytes) -> str:
        """Keep `data`; the file is durable when its name comes back. Raises DiskFull, DiskTrouble."""
        name = uuid.uuid4().hex
        write_durably(self._folder / name, self._sealed(data))
        return name

    def read(self, name: str) -> bytes:
        """The whole content. Raises DamagedFile."""
        return b"".join(self.pieces(name))

    def pieces(self, name: str) -> Iterator[bytes]:
        """The content piece by piece, each checked before it is given out. Raises DamagedFile."""
        try:
            with (self._folder / name).open("rb") as stream:
                header = stream.read(len(MAGIC) + SALT)
                if len(header) != len(MAGIC) + SALT or not header.startswith(MAGIC):
                    raise DamagedFile
                cipher, prefix = self._cipher(header)
                counter, piece = 0, stream.read(PIECE + TAG)
                while True:
                    following = stream.read(PIECE + TAG)
                    yield cipher.decrypt(_nonce(prefix, counter, last=not following), piece, header)
                    if not following:
                        return
                    counter, piece = counter + 1, following
        except (InvalidTag, FileNotFoundError) as error:
            raise DamagedFile from error

    def remove(self, name: str) -> None:
        """Delete the file if it is there."""
        (self._folder / name).unlink(missing_ok=True)

    def free(self) -> int:
        """Bytes left where the files lie. Raises DiskTrouble."""
        with disk_refusals():
            return shutil.disk_usage(self._folder).free

    def sweep(self, known: Collection[str], *, older_than: timedelta) -> int:
        """Delete what nobody names and what a crash left half written; how many went.

        Young files stay: another process may just be about to name them.
        """
        limit, gone = time.time() - older_than.total_seconds(), 0
        for path in self._folder.iterdir():
            ours = path.name.endswith(PART) or (NAME.fullmatch(path.name) and path.name not in known)
            if ours and path.stat().st_mtime <= limit:
                path.unlink(missing_ok=True)
                gone += 1
        return gone

    def _sealed(self, data: bytes) -> Iterator[bytes]:
        header = MAGIC + urandom(SALT)
        cipher, prefix = self._cipher(header)
        yield header
        pieces = max(1, -(-len(data) // PIECE))
        for counter in range(pieces):
            piece = data[counter * PIECE : (counter + 1) * PIECE]
            yield cipher.encrypt(_nonce(prefix, counter, last=counter == pieces - 1), piece, header)

    def _cipher(self, header: bytes) -> tuple[AESGCM, bytes]:
        derived = HKDF(algorithm=SHA256(), length=32 + 7, salt=header[len(MAGIC) :], info=b"qorgan file 1")
        material = derived.derive(self._key)
        return AESGCM(material[:32]), material[32:]


def _nonce(prefix: bytes, counter: int, *, last: bool) -> bytes:
    return prefix + counter.to_bytes(4, "big") + (b"\x01" if last else b"\x00")
