"""Writing files so that they are wholly there or not at all, also after a power cut."""

import errno
import os
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from inspector.core.errors import DiskFull
from inspector.durable import sync_folder
from inspector.services.errors import DiskTrouble

PART = ".part"
"""Ending of files that are not finished; what a crash leaves of them is swept away."""


def write_durably(path: Path, pieces: Iterable[bytes]) -> None:
    """Write beside `path`, fsync, rename over it, fsync the folder. Raises DiskFull or DiskTrouble."""
    part = path.with_name(f"{uuid.uuid4().hex}{PART}")
    with disk_refusals():
        try:
            with open(part, "xb", opener=_private) as stream:
                stream.writelines(pieces)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


@contextmanager
def disk_refusals() -> Iterator[None]:
    """Turn the system's errors about the disk into refusals a person understands."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull from error
        raise DiskTrouble from error


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
