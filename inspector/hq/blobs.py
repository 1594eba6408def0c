"""Files by their SHA-256 in a folder: received in pieces, whole only after hash, fsync and rename.

A piece may break off anywhere: what arrived stays, and the laptop continues from there. Two writers of the same
file write the same bytes at the same places, so neither needs to wait for the other. What becomes whole is a copy
made while it was hashed: a writer that is still there, honest or not, holds only the unfinished file.
"""

import errno
import hashlib
import os
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from inspector.core.errors import DiskFull
from inspector.durable import sync_folder
from inspector.wire.errors import BlobChanged, BlobOffset

_READ = 1024 * 1024
_SHA256 = re.compile(r"[0-9a-f]{64}")


def is_sha256(text: str) -> bool:
    """Whether a text is a lower-case hex SHA-256, and so may be a file's name."""
    return _SHA256.fullmatch(text) is not None


class FolderBlobs:
    """The store of files of one headquarters."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._partial = folder / "partial"
        self._partial.mkdir(parents=True, exist_ok=True)

    def offset(self, sha256: str) -> int:
        """How many bytes of an unfinished file are here."""
        try:
            return self._part(sha256).stat().st_size
        except FileNotFoundError:
            return 0

    def path(self, sha256: str) -> Path | None:
        """The whole file, None when it is not here."""
        path = self._whole(sha256)
        return path if path.is_file() else None

    @contextmanager
    def continued(self, sha256: str, offset: int) -> Iterator[BinaryIO]:
        """The unfinished file, open for writing at `offset`. Raises BlobOffset when it stands elsewhere."""
        descriptor = os.open(self._part(sha256), os.O_WRONLY | os.O_CREAT, 0o600)
        with _room_wanted(), os.fdopen(descriptor, "wb") as file:
            present = os.fstat(file.fileno()).st_size
            if present != offset:
                raise BlobOffset(offset=present)
            file.seek(offset)
            yield file

    def cut(self, sha256: str, offset: int) -> None:
        """Forget everything of an unfinished file after `offset`."""
        try:
            os.truncate(self._part(sha256), offset)
        except FileNotFoundError:
            return

    def finish(self, sha256: str) -> None:
        """Make a complete file whole: copy and hash, fsync, rename, fsync of the folder.

        Raises BlobChanged, and starts anew, when the bytes are not those that were named; DiskFull.
        """
        part, whole = self._part(sha256), self._whole(sha256)
        copy = part.with_name(f"{sha256}.{uuid.uuid4().hex}")
        try:
            with _room_wanted():
                changed = _copied(part, copy) != sha256
            if changed:
                part.unlink()
                raise BlobChanged
            if not whole.parent.is_dir():
                whole.parent.mkdir(exist_ok=True)
                sync_folder(self._folder)
            copy.replace(whole)
            part.unlink(missing_ok=True)
        except FileNotFoundError:
            if not whole.is_file():  # not even another writer finished it
                raise
        finally:
            copy.unlink(missing_ok=True)
        sync_folder(whole.parent)

    def _part(self, sha256: str) -> Path:
        return self._partial / sha256

    def _whole(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256


@contextmanager
def _room_wanted() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise DiskFull from error
        raise


def _copied(source: Path, target: Path) -> str:
    """Copy durably; the SHA-256 of what was copied."""
    digest = hashlib.sha256()
    with source.open("rb") as file, open(target, "xb", opener=_private) as copy:
        while piece := file.read(_READ):
            digest.update(piece)
            copy.write(piece)
        copy.flush()
        os.fsync(copy.fileno())
    return digest.hexdigest()


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
