"""The encrypted database: opening it, transactions, backup, and bringing it up to date.

There is no way to open it without a key. The driver is left in autocommit and every transaction is begun here:
"BEGIN" to read one consistent picture, "BEGIN IMMEDIATE" to write, so that two writers wait for each other instead
of failing half way. WAL with synchronous=FULL: a commit costs one fsync and is durable when it returns.
"""

import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, PoolProxiedConnection, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError

from inspector.core.errors import Bug, DiskFull
from inspector.services.errors import DamagedDatabase, DamagedInUse, DiskTrouble, NewerDatabase, StoreBusy
from inspector.store.migrations import HEAD

BUSY_MS = 10_000
BACKUPS_KEPT = 3
MIGRATIONS = Path(__file__).resolve().parent / "migrations"
WRITING = {"qorgan_begin": "BEGIN IMMEDIATE"}

log = logging.getLogger(__name__)

Driver = Any
"""A connection of sqlcipher3, which has no types."""


class Database:
    """One open database. Any number of threads may read and write; each takes a connection of its own."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Open, and upgrade when an older program wrote it.

        Raises DamagedDatabase (wrong key too), NewerDatabase, DiskFull.
        """
        self.path = path
        self._key = key
        self._engine = self._make_engine()
        try:
            with refusals():
                self._bring_up_to_date()
        except BaseException:
            self.close()
            raise

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent picture of the data."""
        with self._heeded(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction, durable when the block ends; nothing of it is kept when the block fails."""
        with self._heeded(), self._engine.connect() as connection:
            connection.execution_options(**WRITING)
            with connection.begin():
                yield connection

    @contextmanager
    def write_quickly(self) -> Iterator[Driver]:
        """As `write`, with the driver's own connection: for the few statements behind every answer."""
        with self._heeded():
            pooled = self._engine.raw_connection()
            try:
                driver = driver_of(pooled)
                driver.execute("BEGIN IMMEDIATE")
                yield driver
                driver.execute("COMMIT")
            finally:
                pooled.close()  # back to the pool, which takes back what was not committed

    def backup(self, target: Path) -> None:
        """A consistent copy under the same key. Raises DamagedInUse when what was read for it is spoilt."""
        with self._heeded(), closing(self._connect(self.path)) as source, closing(self._connect(target)) as copy:
            source.backup(copy)
            # A page that could not be read arrives empty, and without a word.
            if copy.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise DamagedDatabase

    def check(self) -> list[str]:
        """What SQLite finds wrong with pages, indexes and foreign keys; empty when all is well."""
        with self.read() as connection:
            found = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
            found += [f"{row[0]} {row[1]}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
        return found

    def alone(self) -> None:
        """Nobody else has the database open; the write-ahead log is folded into it. Raises StoreBusy."""
        self._engine.dispose()
        with refusals(), closing(self._connect(self.path)) as connection:
            connection.execute("PRAGMA busy_timeout = 0")
            (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        if mode != "delete":
            raise StoreBusy

    def close(self) -> None:
        """Close every connection and forget the key; the last one folds the write-ahead log into the database."""
        self._key = b""
        self._engine.dispose()

    def trusted(self) -> None:
        """It was looked through and found whole."""
        _doubt(self.path).unlink(missing_ok=True)

    @contextmanager
    def _heeded(self) -> Iterator[None]:
        """What is found damaged is looked through at the next opening, when its last good copy can take its place."""
        try:
            with refusals():
                yield
        except DamagedDatabase as error:
            if not isinstance(error, DamagedInUse):
                with suppress(OSError):  # a disk that takes nothing any more
                    _doubt(self.path).touch()
                raise DamagedInUse from error
            raise

    def _make_engine(self) -> Engine:
        engine = create_engine(
            "sqlite://",
            module=sqlcipher3.dbapi2,
            creator=lambda: self._connect(self.path),
            poolclass=QueuePool,
            pool_size=4,
            hide_parameters=True,
        )

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            connection.exec_driver_sql(connection.get_execution_options().get("qorgan_begin", "BEGIN"))

        return engine

    def _connect(self, path: Path) -> Any:
        if not self._key:
            raise Bug("the database was closed")
        connection = sqlcipher3.dbapi2.connect(
            str(path), isolation_level=None, check_same_thread=False, timeout=BUSY_MS / 1000
        )
        try:
            for pragma in (
                "cipher_log_level = NONE",  # a wrong key would be announced on stderr
                f"key = \"x'{self._key.hex()}'\"",
                "journal_mode = WAL",
                "synchronous = FULL",
                "foreign_keys = ON",
            ):
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
        return connection

    def _bring_up_to_date(self) -> None:
        with self._engine.connect() as connection:
            found = _revision(connection)
        if found == HEAD:
            return
        if found is not None:
            _refuse_newer(found)
            self._backup_before_upgrade(found)
        with self._engine.connect() as connection:
            # A table that is rebuilt would take its children with it; the check comes after.
            # (Asked of the driver itself: inside a transaction, which SQLAlchemy would begin, it does nothing.)
            driver_of(connection.connection).execute("PRAGMA foreign_keys = OFF")
            connection.execution_options(**WRITING)
            try:
                with connection.begin():
                    _migrate(connection)
                    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                    if broken:
                        raise DamagedDatabase
            finally:
                connection.invalidate()
        log.info("database brought from %s to %s", found, HEAD)

    def _backup_before_upgrade(self, found: str) -> None:
        folder = self.path.parent / "backups"
        folder.mkdir(exist_ok=True)
        self.backup(folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}-{found}.db")
        for old in sorted(folder.glob("*.db"))[:-BACKUPS_KEPT]:
            old.unlink()


def in_doubt(path: Path) -> bool:
    """Whether to look through that database before it is trusted: it was not closed, or it was found damaged."""
    return _doubt(path).exists() or path.with_name(path.name + "-wal").exists()


def _doubt(path: Path) -> Path:
    return path.with_name(path.name + ".doubt")


def driver_of(pooled: PoolProxiedConnection) -> Driver:
    """The driver's connection under SQLAlchemy's."""
    return pooled.driver_connection


@contextmanager
def refusals() -> Iterator[None]:
    """Turn the driver's errors into refusals. What is left is a bug and stays as it is."""
    try:
        yield
    except (DBAPIError, sqlcipher3.dbapi2.Error) as error:
        reason = str(getattr(error, "orig", None) or error)
        if "full" in reason:
            raise DiskFull from error
        if "not a database" in reason or "malformed" in reason or "file is encrypted" in reason:
            raise DamagedDatabase from error
        if "locked" in reason:
            raise StoreBusy from error
        if "disk I/O" in reason or "unable to open" in reason or "readonly" in reason:
            raise DiskTrouble from error
        raise


def _revision(connection: Connection) -> str | None:
    """The migration the database stands at, None when it is new."""
    exists = "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
    if connection.exec_driver_sql(exists).first() is None:
        return None
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return str(row[0]) if row else None


def _configuration() -> Any:
    from alembic.config import Config

    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return configuration


def _refuse_newer(found: str) -> None:
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory.from_config(_configuration()).walk_revisions()}
    if found not in known:
        raise NewerDatabase


def _migrate(connection: Connection) -> None:
    from alembic import command

    configuration = _configuration()
    configuration.attributes["connection"] = connection
    command.upgrade(configuration, "head")
