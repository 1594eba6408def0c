"""A laptop from its backup. What is here is never destroyed: it is put aside once its successor was wholly verified.

    backup -> list checked by hash -> passphrase -> list checked by HMAC -> files beside the present ones, each by its
    hash -> database opened, integrity and foreign keys checked -> note that says what is going to be exchanged
    -> present files aside, restored files in their place, key slots last -> note removed

A crash before the note leaves the laptop as it was; after it, the next start finishes. A laptop in use is refused:
the restored database must not be exchanged under an open one. A laptop whose own data are readable and newer is
refused as well: going back would lose what was confirmed.

The chain of seals. A backup knows no seal that was made after it. If headquarters holds such seals, the next one
made here would name the same predecessor as one of them: a fork, which headquarters marks as such for everybody to
see. So the restored database remembers that its chain is in doubt; the first exchange asks headquarters for the
chain's head and goes on from there (store.seals). Sealing before that exchange is possible, for an inspection never
waits for headquarters; it is then the fork that headquarters shows.
"""

import logging
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from inspector.core.errors import DiskFull, Refusal
from inspector.core.ids import new_id
from inspector.durable import sync_folder
from inspector.paths import Home
from inspector.services.backup import (
    BackupDamaged,
    BackupProgress,
    Cancelled,
    NewerHere,
    OtherLaptopHere,
    Restored,
    Tell,
)
from inspector.services.errors import DamagedDatabase, NotEnrolled, WrongPassphrase
from inspector.store import keys, settings
from inspector.store.archive import DATABASE, EVIDENCE, Opened
from inspector.store.disk import disk_refusals, write_durably
from inspector.store.engine import Database
from inspector.store.keys import subkey

BACKUP = "backup"
SIDE_FILES = (f"{DATABASE}-wal", f"{DATABASE}-shm")
KEYSLOTS = "keyslots.json"
_CONFIRMED = """
SELECT id, revision, state <> 'draft', journal_length FROM inspection UNION ALL SELECT id, 0, 1, 0 FROM addition
"""

log = logging.getLogger(__name__)


class Note(msgspec.Struct, frozen=True):
    """What a crash in the middle of the exchange is finished by: where the present files go."""

    aside: str


@dataclass(frozen=True, slots=True)
class Stage:
    """The folders of one restoring."""

    home: Home

    @property
    def folder(self) -> Path:
        """Restored files, until they are verified."""
        return self.home.root / "restoring"

    @property
    def shelf(self) -> Path:
        """Where what was here is kept."""
        return self.home.root / "put-aside"


def restore(home: Home, file: Path, passphrase: str, tell: Tell, cancelled: Cancelled) -> Restored:
    """Make this folder the laptop of the backup.

    Raises NotABackup, BackupDamaged, BackupNewer, NewerDatabase, WrongPassphrase, OtherLaptopHere, NewerHere,
    StoreBusy, DiskFull, BackupCancelled; then nothing has changed.
    """
    finish(home)
    stage = Stage(home)
    opened = Opened(file)
    try:
        data_key = _data_key(opened, passphrase)
        opened.check(subkey(data_key, BACKUP))
        _refuse_another_laptop(home, opened, data_key)
        with disk_refusals():
            home.root.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(stage.folder, ignore_errors=True)
            if shutil.disk_usage(home.root).free < opened.total:
                raise DiskFull
        try:
            _unpack(opened, stage.folder, tell, cancelled)
            _verify(stage.folder / DATABASE, subkey(data_key, "database"), opened.listing.made_at)
            _refuse_newer(home, stage.folder / DATABASE, subkey(data_key, "database"))
        except BaseException:
            shutil.rmtree(stage.folder, ignore_errors=True)
            raise
    finally:
        opened.close()
    note = Note(aside=new_id())
    write_durably(home.restoring, [msgspec.json.encode(note)])
    finish(home)
    aside = stage.shelf / note.aside
    return Restored(
        made_at=opened.listing.made_at,
        files=len(opened.listing.entries) - 1,
        aside=str(aside) if aside.exists() else "",
    )


def finish(home: Home) -> None:
    """End an exchange that a crash interrupted; nothing to do otherwise. Every step may be repeated."""
    stage = Stage(home)
    if not home.restoring.exists():
        return
    with disk_refusals():
        aside = stage.shelf / msgspec.json.decode(home.restoring.read_bytes(), type=Note).aside
        restored = stage.folder
        if (restored / KEYSLOTS).exists():
            # First of all, so that nobody opens the laptop in the middle.
            _move(home.keyslots, aside / KEYSLOTS)
        if (restored / DATABASE).exists():
            for name in (*SIDE_FILES, home.good_copy.name, DATABASE):
                _move(home.root / name, aside / name)
            _move(restored / DATABASE, home.database)
        if (restored / EVIDENCE).exists():
            _move(home.evidence, aside / EVIDENCE)
            _move(restored / EVIDENCE, home.evidence)
        _move(restored / KEYSLOTS, home.keyslots)
        sync_folder(home.root)
        home.restoring.unlink()
        shutil.rmtree(restored, ignore_errors=True)
    log.warning("the laptop was restored from a backup")


def _move(source: Path, target: Path) -> None:
    if source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)


def _data_key(opened: Opened, passphrase: str) -> bytes:
    try:
        unlocked = keys.opened_by(keys.parse(opened.listing.keyslots.encode()), passphrase)
    except DamagedDatabase as error:
        raise BackupDamaged from error
    if unlocked is None:
        raise WrongPassphrase
    return unlocked.data_key


def _refuse_another_laptop(home: Home, opened: Opened, data_key: bytes) -> None:
    """The same laptop has the same escrow; when its key file is spoilt, its database opens with the same key."""
    if not home.keyslots.exists() and not home.database.exists():
        return
    with suppress(NotEnrolled, DamagedDatabase):
        if keys.parse(home.keyslots.read_bytes()).escrow == keys.parse(opened.listing.keyslots.encode()).escrow:
            return
    with suppress(Refusal):
        if home.database.exists():
            Database(home.database, subkey(data_key, "database")).close()
            return
    raise OtherLaptopHere


def _unpack(opened: Opened, folder: Path, tell: Tell, cancelled: Cancelled) -> None:
    with disk_refusals():
        (folder / EVIDENCE).mkdir(parents=True)
    done = 0
    for entry, pieces in opened.files(cancelled):
        write_durably(folder / entry.name, pieces)
        done += entry.size
        tell(BackupProgress(done=done, total=opened.total))
    write_durably(folder / KEYSLOTS, [keys.without_tries(opened.listing.keyslots.encode())])


def _verify(database: Path, key: bytes, made_at: str) -> None:
    """Opened as it will be (an older one is upgraded here already), wholly consistent, and marked as restored."""
    try:
        restored = Database(database, key)
        try:
            if restored.check():
                raise BackupDamaged
            settings.identity(restored)
            settings.doubt_chain(restored, made_at)
        finally:
            restored.close()
    except DamagedDatabase as error:
        raise BackupDamaged from error


def _refuse_newer(home: Home, restored: Path, key: bytes) -> None:
    """What is readable here and not in the backup would be lost. Raises NewerHere, StoreBusy."""
    if not home.database.exists():
        return
    try:
        present = Database(home.database, key)
    except DamagedDatabase:
        return  # nothing of it can be read: the backup is all there is
    try:
        here = _confirmed(present)
        present.alone()
    except DamagedDatabase:
        return
    finally:
        present.close()
    backup = Database(restored, key)
    try:
        there = _confirmed(backup)
    finally:
        backup.close()
    newer = [name for name, standing in here.items() if standing > there.get(name, (0, 0, 0))]
    if newer:
        raise NewerHere(count=len(newer))


def _confirmed(database: Database) -> dict[str, tuple[int, int, int]]:
    """Of every inspection: revision, whether it is sealed, length of the journal. Of what was added after: its id."""
    with database.read() as connection:
        return {row[0]: (row[1], row[2], row[3]) for row in connection.exec_driver_sql(_CONFIRMED)}
