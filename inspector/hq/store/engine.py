"""The engine: SQLite in WAL with synchronous=FULL, so that a commit is on the disk before anybody is told; PostgreSQL.

One transaction at a time writes: on SQLite by BEGIN IMMEDIATE behind a lock of this process, so that a writer never
fails half-way because another one was first.
"""

import errno
import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from inspector.core.errors import N_, BadInput, DiskFull, WorldFailed

BUSY_MILLISECONDS = 15_000
WRITING = "qorgan_writing"

log = logging.getLogger(__name__)


class DatabaseUnusable(WorldFailed):
    """The database cannot be reached, or does not take what it is given now."""

    code = "database_unusable"
    sentence = N_("The database of headquarters does not answer. Try again in a minute.")


class DatabaseAddress(BadInput):
    """Neither SQLite nor PostgreSQL."""

    code = "database_address"
    sentence = N_("The database address must begin with sqlite:/// or postgresql://.")


class Collision(Exception):
    """Two writers brought the same thing at the same time; the transaction is undone and may be repeated."""


def open_engine(url: str) -> Engine:
    """An engine for `url`. Raises DatabaseAddress."""
    try:
        address = make_url(url)
    except Exception as error:
        raise DatabaseAddress from error
    backend = address.get_backend_name()
    if backend == "postgresql":
        return create_engine(address.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    if backend != "sqlite":
        raise DatabaseAddress
    engine = create_engine(address.set(drivername="sqlite"))
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _: object) -> None:
    # None leaves BEGIN to us: the driver's own would be deferred and may then fail to become a writer.
    connection.isolation_level = None
    for pragma in (f"busy_timeout={BUSY_MILLISECONDS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


class Transactions:
    """Opens reading and writing transactions and says in our words what went wrong."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._single_writer = threading.Lock() if engine.dialect.name == "sqlite" else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for queries."""
        with _translated(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: durable when the block ends well, undone otherwise. Raises Collision, DiskFull."""
        lock = self._single_writer
        if lock is not None:
            lock.acquire()
        try:
            with _translated(), self.engine.connect() as raw:
                connection = raw.execution_options(**{WRITING: True})
                with connection.begin():
                    yield connection
        finally:
            if lock is not None:
                lock.release()


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        raise Collision from error
    except OperationalError as error:
        if _is_full(error):
            raise DiskFull from error
        log.warning("database: %s", type(error.orig).__name__)
        raise DatabaseUnusable from error


def _is_full(error: DBAPIError) -> bool:
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    if getattr(cause, "sqlstate", None) == "53100":  # PostgreSQL: disk_full
        return True
    return isinstance(cause, OSError) and cause.errno == errno.ENOSPC
