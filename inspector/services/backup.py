"""A copy of the whole laptop in one file, and the way back from it.

The copy is as encrypted as the laptop: database and files leave it as they lie on the disk, under keys that only a
passphrase of this laptop (or headquarters' escrow) opens. What is refused here is refused before anything is changed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from inspector.core.errors import N_, BadInput, Refusal, WorldFailed

ENDING = ".qorgan-backup"


class NotABackup(BadInput):
    """Some other file."""

    code = "not_a_backup"
    sentence = N_("This file is not a backup of a laptop.")


class BackupDamaged(BadInput):
    """Cut short, changed, or copied in part: nothing of it is taken."""

    code = "backup_damaged"
    sentence = N_("This backup is damaged or was not copied completely. Nothing was changed; use another copy.")


class BackupNewer(BadInput):
    """Written by a later program."""

    code = "backup_newer"
    sentence = N_("This backup was made by a newer version of the program. Update the program.")


class OtherLaptopHere(Refusal):
    """The folder holds somebody else's data; they are never written over."""

    code = "other_laptop_here"
    sentence = N_("Another laptop's data are here already. Restore the backup on a laptop that is not set up yet.")


class NewerHere(Refusal):
    """What is here has answers or seals that the backup lacks: going back would lose what was confirmed."""

    code = "newer_here"
    sentence = N_(
        "This laptop works and holds newer inspections than the backup: {count}. Restoring would lose them, so nothing "
        "was changed."
    )


class BackupCancelled(Refusal):
    """Somebody stopped it; what was begun is removed."""

    code = "backup_cancelled"
    sentence = N_("The copying was stopped. Nothing was changed.")


class FileTooLargeForDrive(WorldFailed):
    """FAT32, as most sticks are sold, takes no file over 4 GB."""

    code = "file_too_large_for_drive"
    sentence = N_("This drive takes no file so large (its format is FAT32). Use a drive with exFAT or NTFS.")


class DriveUnusable(WorldFailed):
    """A stick that was pulled out, a folder that may not be written."""

    code = "drive_unusable"
    sentence = N_("The backup could not be written or read there. Check the drive and repeat.")


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupProgress:
    """Bytes done and altogether."""

    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """What was written: the file's size in bytes, and how many photos and acts are in it."""

    size: int
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What came back. `made_at` is the backup's time, ISO 8601 with offset; `aside` names where what was here lies."""

    made_at: str
    files: int
    aside: str


@dataclass(frozen=True, slots=True)
class AtRisk:
    """A damaged database gave way to its last good copy: what was written from `since` to `until` may be missing."""

    since: str
    until: str


Tell = Callable[[BackupProgress], None]
Cancelled = Callable[[], bool]


class BackupStore(Protocol):
    """What can copy itself while it is in use (store.archive)."""

    def write(self, target: Path, tell: Tell, cancelled: Cancelled) -> BackedUp: ...
    def chain_in_doubt(self) -> str:
        """When the backup was made that this laptop came back from, until headquarters told the chain's head."""

    def keep_good_copy(self) -> bool: ...
    def at_risk(self) -> AtRisk | None: ...
    def risk_read(self) -> None: ...


def _silent(_: BackupProgress) -> None:
    """Nobody watches."""


def _never() -> bool:
    return False


class BackingUp:
    """Backs an open laptop up. Work goes on meanwhile; what is confirmed later is not in the copy."""

    def __init__(self, store: BackupStore) -> None:
        self._store = store

    def write(self, target: Path, tell: Tell = _silent, cancelled: Cancelled = _never) -> BackedUp:
        """The whole laptop into `target`, which is there completely or not at all; an older file of that name goes.

        Raises DiskFull, FileTooLargeForDrive, DriveUnusable, BackupCancelled.
        """
        return self._store.write(target, tell, cancelled)

    def chain_in_doubt(self) -> str:
        """ISO time of the backup this laptop came back from, if it has not exchanged since; else ""."""
        return self._store.chain_in_doubt()

    def keep_good_copy(self) -> bool:
        """Copy the database beside itself, if something was written since; quick enough to do every few minutes.

        Raises DamagedDatabase, DiskFull, DiskTrouble.
        """
        return self._store.keep_good_copy()

    def at_risk(self) -> AtRisk | None:
        """Which minutes may be missing because the database was damaged; None when all is well, or it was read."""
        return self._store.at_risk()

    def risk_read(self) -> None:
        """Somebody has read it."""
        self._store.risk_read()
