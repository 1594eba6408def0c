"""The encrypted database: key, migrations, backup, and what a full disk does."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from inspector.core.errors import Bug, DiskFull
from inspector.services.errors import DamagedDatabase, NewerDatabase
from inspector.store import engine
from inspector.store.engine import Database
from inspector.store.migrations import HEAD
from inspector.store.tables import SEARCH_TABLE, metadata

KEY = b"k" * 32
NEXT = """
import sqlalchemy as sa
from alembic import op
revision = "9999"
down_revision = "{head}"
def upgrade():
    with op.batch_alter_table("inspection", recreate="always") as batch:
        batch.add_column(sa.Column("added", sa.Text, nullable=False, server_default="x"))
    op.execute("INSERT INTO setting (name, value) VALUES ('upgraded', 'yes')")
    {end}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "laptop.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    made = Database(path, KEY)
    yield made
    made.close()


def test_it_is_not_a_database_without_the_key(path: Path) -> None:
    Database(path, KEY).close()
    with pytest.raises(DamagedDatabase):
        Database(path, b"x" * 32)
    plain = sqlite3.connect(path)
    with pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM sqlite_master")
    plain.close()
    Database(path, KEY).close()


def test_a_wrong_key_says_nothing_on_stderr(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Database(path, KEY).close()
    with pytest.raises(DamagedDatabase):
        Database(path, b"x" * 32)
    assert capfd.readouterr() == ("", "")


def test_a_locked_database_does_not_open_itself_again(path: Path) -> None:
    database = Database(path, KEY)
    database.close()
    with pytest.raises(Bug), database.read():
        pass
    with pytest.raises(Bug), database.write_quickly():
        pass


def test_a_damaged_page_is_refused(path: Path) -> None:
    Database(path, KEY).close()
    spoilt = bytearray(path.read_bytes())
    spoilt[2000] ^= 1
    path.write_bytes(spoilt)
    with pytest.raises(DamagedDatabase):
        Database(path, KEY)


def test_migrations_end_where_the_program_says_and_make_the_tables_of_the_models(database: Database) -> None:
    configuration = Config()
    configuration.set_main_option("script_location", str(engine.MIGRATIONS))
    assert ScriptDirectory.from_config(configuration).get_heads() == [HEAD]
    with database.read() as connection:
        ours = {"include_name": lambda name, *_: not str(name or "").startswith(SEARCH_TABLE), "compare_type": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=ours), metadata) == []
    assert database.check() == []


def test_pragmas_hold_on_every_connection(database: Database) -> None:
    for _ in range(2):
        with database.read() as one, database.read() as other:
            for connection in (one, other):
                read = {p: connection.exec_driver_sql(f"PRAGMA {p}").scalar() for p in ("foreign_keys", "synchronous")}
                assert read == {"foreign_keys": 1, "synchronous": 2}
                assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def fail_half_way(begin: Callable[[], AbstractContextManager[Any]]) -> None:
    with begin() as connection:
        run = getattr(connection, "exec_driver_sql", None) or connection.execute
        run("INSERT INTO setting (name, value) VALUES ('half', '')")
        raise ZeroDivisionError


def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    for begin in (database.write, database.write_quickly):
        with pytest.raises(ZeroDivisionError):
            fail_half_way(begin)
    with database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM setting").scalar() == 0


def test_a_database_of_a_later_program_is_refused_and_left_alone(path: Path) -> None:
    with (made := Database(path, KEY)).write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    made.close()
    before = path.read_bytes()
    with pytest.raises(NewerDatabase):
        Database(path, KEY)
    assert path.read_bytes() == before


def old_with_rows(path: Path) -> None:
    """A database of this version with a parent and its children."""
    with (made := Database(path, KEY)).write() as connection:
        connection.exec_driver_sql("INSERT INTO checklist VALUES ('c', 'f', '1', 1, '{}')")
        columns = "id,institution,institution_body,visit_date,visit_kind,visit_body,visit_order,state,revision"
        more = "supersedes,checklist,started_at,answered,total,findings,last_node,last_saved,journal_length"
        connection.exec_driver_sql(
            f"INSERT INTO inspection ({columns},{more},journal_head,act_sha256)"
            " VALUES ('i','','','','','','','draft',1,'','c','',0,0,0,'','',1,'','')"
        )
        connection.exec_driver_sql("INSERT INTO journal VALUES ('i',1,'set','n','','v','',0,'','')")
    made.close()


def later_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    scripts = tmp_path / "migrations"
    shutil.copytree(engine.MIGRATIONS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "9999_next.py").write_text(NEXT.format(head=HEAD, end=end))
    monkeypatch.setattr(engine, "MIGRATIONS", scripts)
    monkeypatch.setattr(engine, "HEAD", "9999")


def test_an_upgrade_keeps_children_of_a_rebuilt_table_and_a_backup(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_with_rows(path)
    later_program(tmp_path, monkeypatch, "pass")
    made = Database(path, KEY)
    with made.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM journal").scalar() == 1
        assert connection.exec_driver_sql("SELECT added FROM inspection").scalar() == "x"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    assert made.check() == []
    made.close()
    (backup,) = (path.parent / "backups").glob("*.db")
    assert b"SQLite format" not in backup.read_bytes()
    monkeypatch.undo()
    Database(backup, KEY).close()


def test_an_upgrade_that_fails_half_way_leaves_the_old_database(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_with_rows(path)
    later_program(tmp_path, monkeypatch, "raise RuntimeError")
    with pytest.raises(RuntimeError):
        Database(path, KEY)
    monkeypatch.undo()
    made = Database(path, KEY)
    with made.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM setting").scalar() == 0
        assert connection.exec_driver_sql("SELECT count(*) FROM journal").scalar() == 1
    made.close()


def test_an_upgrade_that_breaks_a_foreign_key_is_taken_back(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_with_rows(path)
    later_program(tmp_path, monkeypatch, "op.execute('DELETE FROM checklist')")
    with pytest.raises(DamagedDatabase):
        Database(path, KEY)
    monkeypatch.undo()
    made = Database(path, KEY)
    with made.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM checklist").scalar() == 1
    made.close()


def test_only_the_latest_backups_are_kept(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old_with_rows(path)
    later_program(tmp_path, monkeypatch, "raise RuntimeError")
    for _ in range(5):
        with pytest.raises(RuntimeError):
            Database(path, KEY)
    assert len(list((path.parent / "backups").glob("*.db"))) == 3


def test_a_full_database_is_one_refusal_and_keeps_what_was_confirmed(database: Database) -> None:
    with database.write() as connection:
        connection.exec_driver_sql("INSERT INTO setting (name, value) VALUES ('confirmed', '')")
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull), database.write() as connection:
        connection.exec_driver_sql("INSERT INTO setting (name, value) VALUES ('large', ?)", ("x" * 100_000,))
    with database.read() as connection:
        assert [row[0] for row in connection.exec_driver_sql("SELECT name FROM setting")] == ["confirmed"]
    assert database.check() == []
