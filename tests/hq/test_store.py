"""The database: one shape on both kinds, durable commits, and an old database that a failure leaves alone."""

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from inspector.core.errors import DiskFull
from inspector.hq.store import migrating, tables
from inspector.hq.store.database import Database
from inspector.hq.store.engine import DatabaseAddress, DatabaseUnusable
from inspector.hq.store.migrating import DatabaseTooNew


@pytest.fixture
def address(database_url: str, tmp_path: Path) -> str:
    return database_url or f"sqlite:///{tmp_path / 'hq.db'}"


@pytest.fixture
def database(address: str):
    made = Database(address)
    yield made
    made.close()


def test_the_steps_lead_to_the_tables_we_work_with(database: Database) -> None:
    with database._transactions.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []


def test_every_region_is_there(database: Database) -> None:
    with database._transactions.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM region")).scalar_one() == 20


def test_opening_again_changes_nothing(database: Database, address: str) -> None:
    Database(address).close()


def test_a_newer_database_is_left_alone(database: Database, address: str) -> None:
    with database._transactions.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseTooNew):
        Database(address)


def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    def fail() -> None:
        with database.writing() as work:
            work.people.ensure("Сапарова А. М.", "35")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with database.reading() as work:
        assert work.people.named("Сапарова А. М.") == ()


def test_sqlite_commits_are_durable(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'hq.db'}")
    with database._transactions.engine.connect() as connection:
        facts = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    database.close()
    assert facts == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_an_older_database_is_copied_before_a_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "hq.db"
    Database(f"sqlite:///{file}").close()
    with sqlite3.connect(file) as connection:
        (present,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    connection.close()

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(migrating.ScriptDirectory, "get_current_head", lambda _: "9999")
    monkeypatch.setattr(migrating.command, "upgrade", broken)
    with pytest.raises(ZeroDivisionError):
        Database(f"sqlite:///{file}")
    for kept in (file, tmp_path / f"hq.db.before-{present}"):
        with sqlite3.connect(kept) as connection:
            assert connection.execute("SELECT count(*) FROM region").fetchone() == (20,)
        connection.close()


def test_a_full_disk_is_said_so_and_nothing_is_half_written(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'hq.db'}")
    with database._transactions.reading() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()

    def fill() -> None:
        with database._transactions.writing() as connection:
            connection.execute(text(f"PRAGMA max_page_count = {pages + 2}"))
            rows = [{"id": str(number), "name": "x" * 900 + str(number)} for number in range(1_000)]
            connection.execute(text("INSERT INTO campaign (id, name) VALUES (:id, :name)"), rows)

    with pytest.raises(DiskFull):
        fill()
    with database._transactions.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM campaign")).scalar_one() == 0
    database.close()


@pytest.mark.parametrize("url", ["", "mysql://x/y", "nonsense", "http://x"])
def test_an_address_of_no_database_is_refused(url: str) -> None:
    with pytest.raises(DatabaseAddress):
        Database(url)


def test_a_database_that_does_not_answer(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnusable):
        Database("postgresql://nobody@127.0.0.1:1/none?connect_timeout=2")
    with pytest.raises(DatabaseUnusable):
        Database(f"sqlite:///{tmp_path / 'no' / 'folder' / 'hq.db'}")


def test_no_look_up_of_intake_reads_a_whole_table(tmp_path: Path) -> None:
    """At a million rows a scan per inspection would decide; every look-up has an index."""
    database = Database(f"sqlite:///{tmp_path / 'hq.db'}")
    plans = {
        "SELECT 1 FROM revision WHERE inspection = 'x' AND number = 1",
        "SELECT 1 FROM revision WHERE manifest_sha256 = 'x'",
        "SELECT 1 FROM revision WHERE device = 'x' AND previous = 'y'",
        "SELECT 1 FROM revision WHERE state = 'waiting'",
        "SELECT 1 FROM inspection WHERE id = 'x'",
        "SELECT 1 FROM device WHERE id = 'x'",
        "SELECT 1 FROM blob WHERE sha256 IN ('x', 'y')",
        "SELECT 1 FROM revision_blob WHERE sha256 = 'x'",
        "SELECT 1 FROM addition WHERE id = 'x'",
        "SELECT 1 FROM addition WHERE revision = 1",
        "SELECT 1 FROM addition_blob WHERE sha256 = 'x'",
        "SELECT 1 FROM answer WHERE revision = 1",
        "SELECT 1 FROM change WHERE audience IN ('a', 'b') AND seq > 5",
    }
    with database._transactions.reading() as connection:
        for query in plans:
            steps = [row.detail for row in connection.execute(text(f"EXPLAIN QUERY PLAN {query}"))]
            assert not any(step.startswith("SCAN") for step in steps), (query, steps)
    database.close()
