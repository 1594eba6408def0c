"""The laptop's folder: making it at enrolment, opening it with a passphrase, and everything that is open then."""

import logging
from dataclasses import dataclass
from pathlib import Path

from inspector.core.ids import new_id
from inspector.paths import Home
from inspector.services.errors import AlreadyEnrolled, DamagedInUse
from inspector.services.ports import Identity
from inspector.store import good_copy, settings
from inspector.store.additions import AdditionTable, Outgoing
from inspector.store.archive import Archive
from inspector.store.changes import ChangeTable
from inspector.store.disk import disk_refusals
from inspector.store.divisions import DivisionTable
from inspector.store.engine import Database
from inspector.store.evidence import EvidenceTable
from inspector.store.files import FileVault
from inspector.store.inspections import InspectionTable
from inspector.store.institutions import InstitutionTable
from inspector.store.keys import Cost, KeySlots, Unlocked, check_strength, new_data_key, subkey
from inspector.store.restoring import BACKUP, finish
from inspector.store.reviews import ReviewTable
from inspector.store.seals import SealTable
from inspector.store.signings import SigningTable
from inspector.store.ways import Ways

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenStore:
    """An unlocked laptop. Close it to fold the write-ahead log away and forget the keys."""

    database: Database
    identity: Identity
    institutions: InstitutionTable
    inspections: InspectionTable
    evidence: EvidenceTable
    seals: SealTable
    additions: AdditionTable
    signings: SigningTable
    changes: ChangeTable
    reviews: ReviewTable
    archive: Archive
    ways: Ways
    divisions: DivisionTable

    @property
    def outbox(self) -> Outgoing:
        """Everything that goes to headquarters."""
        return Outgoing(self.seals, self.additions)

    def close(self) -> None:
        """Nothing may be asked of it afterwards."""
        self.database.close()


class LaptopFolder:
    """Implements services.ports.LaptopHome, and opens what it made. `cost` is of new key slots."""

    def __init__(self, home: Home, *, cost: Cost | None = None) -> None:
        self._home = home
        self._cost = cost
        finish(home)
        self.slots = KeySlots(home.keyslots)

    def enrolled(self) -> bool:
        """Whether there is a laptop here."""
        return self.slots.exist()

    def new_data_key(self) -> bytes:
        """A fresh key for everything in the folder."""
        return new_data_key()

    def create(self, passphrase: str, data_key: bytes, escrow: bytes, identity: Identity) -> None:
        """Database first, key slots last: only with them the folder counts as enrolled.

        What lies here without key slots is put aside, not removed: headquarters may still open it by its escrow.
        Raises AlreadyEnrolled, WeakPassphrase, DiskFull.
        """
        if self.enrolled():
            raise AlreadyEnrolled
        check_strength(passphrase)
        with disk_refusals():
            self._home.root.mkdir(parents=True, exist_ok=True)
            self._put_aside()
        try:
            database = Database(self._home.database, subkey(data_key, "database"))
            try:
                settings.keep_identity(database, identity)
            finally:
                database.close()
            self.slots.create(identity.inspector.name, passphrase, data_key, escrow, self._cost)
        except BaseException:
            self._remove_database()
            raise

    def unlock(self, passphrase: str) -> OpenStore:
        """Raises NotEnrolled, WrongPassphrase, DamagedDatabase, NewerDatabase."""
        return self.open(self.slots.open(passphrase))

    def open(self, unlocked: Unlocked) -> OpenStore:
        """With a key that a passphrase or a PIN gave. Raises DamagedDatabase, NewerDatabase."""
        try:
            return self._open(unlocked)
        except DamagedInUse:  # looked through now, and its good copy taken if there is one
            return self._open(unlocked)

    def _open(self, unlocked: Unlocked) -> OpenStore:
        data_key = unlocked.data_key
        database = good_copy.open_or_recover(self._home, subkey(data_key, "database"))
        try:
            vault = FileVault(self._home.evidence, subkey(data_key, "files"))
            identity = settings.identity_of(database, unlocked.slot)
            who = identity.inspector.id
            store = OpenStore(
                database=database,
                identity=identity,
                institutions=InstitutionTable(database, who),
                inspections=InspectionTable(database, who),
                evidence=EvidenceTable(database, vault),
                seals=SealTable(database, vault),
                additions=AdditionTable(database, vault),
                signings=SigningTable(database),
                changes=ChangeTable(database),
                reviews=ReviewTable(database, who),
                archive=Archive(self._home, database, subkey(data_key, BACKUP)),
                ways=Ways(self.slots, database, unlocked.slot, self._cost),
                divisions=DivisionTable(database),
            )
            forgotten = store.evidence.sweep()
        except BaseException:
            database.close()
            raise
        if forgotten:
            log.info("%d forgotten files removed", forgotten)
        return store

    def _put_aside(self) -> None:
        """Journals and sealed inspections nobody has received may be in it: the key file was lost or deleted."""
        if not self._home.database.exists():
            return
        shelf = self._home.root / "put-aside"
        shelf.mkdir(exist_ok=True)
        begun = (one for one in shelf.iterdir() if not (one / self._home.database.name).exists())
        aside = next(begun, shelf / new_id())  # what a crash interrupted goes on in the same place
        aside.mkdir(exist_ok=True)
        for path in (self._home.evidence, *self._database_files()):
            if path.exists():
                path.replace(aside / path.name)
        log.warning("a database without its keys was put aside")

    def _database_files(self) -> list[Path]:
        """The database last: while it stands, what was begun with the others is not finished."""
        return [self._home.database.with_name(self._home.database.name + ending) for ending in ("-shm", "-wal", "")]

    def _remove_database(self) -> None:
        for path in self._database_files():
            path.unlink(missing_ok=True)
