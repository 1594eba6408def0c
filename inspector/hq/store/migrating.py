"""Bringing the database to the present shape. A copy of an SQLite database is kept from before every step up."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from inspector.core.errors import N_, Refusal
from inspector.core.regions import REGIONS
from inspector.hq.store import tables
from inspector.hq.store.engine import Transactions

SCRIPTS = Path(__file__).parent / "migrations"
MIGRATION_LOCK = 7_021_964_001  # any number of ours: PostgreSQL serialises servers that start together


class DatabaseTooNew(Refusal):
    """The database was made by a later program; this one must not touch it."""

    code = "database_too_new"
    sentence = N_("The database was made by a newer version of the program. Update this server first.")


def upgrade(transactions: Transactions) -> None:
    """Migrate to the newest shape. Raises DatabaseTooNew; after any failure the old database stands untouched."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    scripts = ScriptDirectory.from_config(config)
    with transactions.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
        present = MigrationContext.configure(connection).get_current_revision()
        newest = scripts.get_current_head()
        if present == newest:
            return
        if present is not None and present not in {step.revision for step in scripts.walk_revisions()}:
            raise DatabaseTooNew
        if present is not None:
            _copy_aside(connection, present)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        _fill_regions(connection)


def _copy_aside(connection: Connection, present: str) -> None:
    file = connection.engine.url.database
    if connection.dialect.name != "sqlite" or not file:
        return
    source, target = sqlite3.connect(file), sqlite3.connect(f"{file}.before-{present}")
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()


def _fill_regions(connection: Connection) -> None:
    known = set(connection.execute(tables.region.select().with_only_columns(tables.region.c.code)).scalars())
    missing = [
        {"code": region.code, "name_ru": region.ru, "name_kk": region.kk, "name_en": region.en}
        for region in REGIONS
        if region.code not in known
    ]
    if missing:
        connection.execute(tables.region.insert(), missing)
