"""The last good copy of the database: kept beside it while people work, taken back when the disk spoilt the original.

A copy is made page by page by SQLite itself, and looked through before it takes the place of the one before. It is
encrypted under the same key. Nothing is destroyed: a damaged
database is put aside before the copy takes its place, and a crash between the two steps is finished at the next start.

What was written after the copy is not in it. How long that was is remembered and told until somebody has read it.
"""

import logging
import os
import shutil
from datetime import datetime
from pathlib import Path

import msgspec

from inspector.core.ids import new_id
from inspector.durable import sync_folder
from inspector.paths import Home
from inspector.services.backup import AtRisk
from inspector.services.errors import DamagedDatabase
from inspector.store import settings
from inspector.store.disk import PART, disk_refusals
from inspector.store.engine import Database, in_doubt

AT_RISK = "minutes_at_risk"
SIDE_FILES = ("-wal", "-shm")
ROOM = 200_000_000
"""What a copy leaves free: answers need the last of the disk more."""

log = logging.getLogger(__name__)


def keep(home: Home, database: Database) -> bool:
    """Copy what changed since the last copy; False when nothing did. Raises DamagedDatabase, DiskFull, DiskTrouble."""
    with disk_refusals():
        now = datetime.now().astimezone()
        if home.good_copy.exists() and _written(home) <= home.good_copy.stat().st_mtime:
            return False
        if shutil.disk_usage(home.root).free < ROOM + 2 * home.database.stat().st_size:
            return False
        part = home.good_copy.with_name(f"{new_id()}{PART}")
        try:
            database.backup(part)
            os.utime(part, (now.timestamp(), now.timestamp()))
            part.replace(home.good_copy)
        finally:
            for ending in ("", *SIDE_FILES):
                part.with_name(part.name + ending).unlink(missing_ok=True)
        sync_folder(home.root)
    return True


def open_or_recover(home: Home, key: bytes) -> Database:
    """The database; its last good copy when it is damaged. Raises DamagedDatabase when there is no copy either."""
    try:
        if not home.database.exists():
            raise DamagedDatabase
        doubted = in_doubt(home.database)
        database = Database(home.database, key)
        if doubted:
            _check(database)
            database.trusted()
        return database
    except DamagedDatabase:
        if not home.good_copy.exists():
            raise
    _mark(home, key)
    _put_aside(home)
    with disk_refusals():
        home.good_copy.replace(home.database)
        sync_folder(home.root)
    log.warning("the database was damaged; its last good copy took its place")
    return Database(home.database, key)


def at_risk(database: Database) -> AtRisk | None:
    """Which minutes may be missing since a copy came back, until `settled`."""
    with database.read() as connection:
        text = settings.get(connection, AT_RISK)
    return msgspec.json.decode(text, type=AtRisk) if text else None


def settled(database: Database) -> None:
    """Somebody has read which minutes are at risk."""
    with database.write() as connection:
        settings.put(connection, AT_RISK, "")


def _written(home: Home) -> float:
    """When something was last written to the database."""
    files = (home.database, home.database.with_name(home.database.name + "-wal"))
    return max((path.stat().st_mtime for path in files if path.exists()), default=0.0)


def _check(database: Database) -> None:
    """Raises DamagedDatabase and closes it when anything is wrong with it."""
    try:
        if database.check():
            raise DamagedDatabase
    except DamagedDatabase:
        database.close()
        raise


def _mark(home: Home, key: bytes) -> None:
    """The copy is wholly good and knows which minutes it does not hold. Raises DamagedDatabase."""
    copied, spoilt = home.good_copy.stat().st_mtime, _written(home)
    copy = Database(home.good_copy, key)
    _check(copy)
    try:
        if at_risk(copy) is None:  # a crash right after this came here already
            since = datetime.fromtimestamp(copied).astimezone()
            until = max(since, datetime.fromtimestamp(spoilt).astimezone())
            told = AtRisk(since=since.isoformat(), until=until.isoformat())
            with copy.write() as connection:
                settings.put(connection, AT_RISK, msgspec.json.encode(told).decode())
            settings.doubt_chain(copy, since.isoformat(timespec="seconds"))
    finally:
        copy.close()


def _put_aside(home: Home) -> None:
    aside = home.root / "put-aside" / new_id()
    with disk_refusals():
        aside.mkdir(parents=True, exist_ok=True)
        for ending in (*SIDE_FILES, ".doubt", ""):
            path: Path = home.database.with_name(home.database.name + ending)
            if path.exists():
                path.replace(aside / path.name)
