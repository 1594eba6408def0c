"""Photos and acts: encrypted files, and what is known of each in the database."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, literal, select

from inspector.core.errors import NotFound
from inspector.services.ports import Evidence
from inspector.store import unsealed
from inspector.store.engine import Database
from inspector.store.files import FileVault
from inspector.store.tables import evidence, inspection, journal

PHOTO = "photo"
ACT = "act"
FORGOTTEN = timedelta(days=1)
"""A file that nothing names may be of a window that is just writing; after a day it is left of a crash."""

FIELDS = tuple(Evidence.__dataclass_fields__)


class EvidenceTable:
    """Implements services.ports.EvidenceStore."""

    def __init__(self, database: Database, vault: FileVault) -> None:
        self._database = database
        self._vault = vault

    def add(self, inspection_id: str, told: Evidence, data: bytes) -> None:
        """File first, row second: a row never names a file that is not wholly there."""
        file = self._vault.write(data)
        with self._database.write() as connection:
            keep(connection, inspection_id, PHOTO, file, told)

    def read(self, inspection_id: str, name: str) -> bytes:
        """Raises NotFound, DamagedFile."""
        asked = select(evidence.c.file).where(evidence.c.inspection == inspection_id, evidence.c.name == name)
        with self._database.read() as connection:
            file = connection.execute(asked).scalar()
        if file is None:
            raise NotFound(what=name)
        return self._vault.read(file)

    def free(self) -> int:
        """Bytes left where the files lie. Raises DiskTrouble."""
        return self._vault.free()

    def sweep(self, *, older_than: timedelta = FORGOTTEN) -> int:
        """Forget photos that no journal ever named, what was sent long ago of those that were not sealed, and files
        that no row names; how many files went.

        A photo is named when it is attached, as the answer to an author's own picture question, as the ground of a
        plan, or when it was brought to be laid out and not put aside since.
        """
        limit = (datetime.now(UTC) - older_than).isoformat()
        drafts = select(inspection.c.id).where(inspection.c.state == "draft")
        named = select(journal.c.new).where(
            journal.c.kind.in_(("attach", "set", "plan")), journal.c.inspection == evidence.c.inspection
        )
        lost = delete(evidence).where(
            evidence.c.kind == PHOTO,
            evidence.c.added_at < limit,
            evidence.c.inspection.in_(drafts),
            evidence.c.name.not_in(named),
        )
        with self._database.write() as connection:
            connection.execute(lost.where(evidence.c.name.not_in(_waiting(connection))))
            unsealed.forget(connection, datetime.now(UTC))
            known = set(connection.execute(select(evidence.c.file)).scalars())
        return self._vault.sweep(known, older_than=older_than)


def _waiting(connection: Connection) -> set[str]:
    """Names of the pictures brought to be laid out, without those put aside last."""
    asked = select(journal.c.old, journal.c.new).where(journal.c.kind == "bring")
    latest: dict[str, bool] = {}
    for old, new in connection.execute(asked.order_by(journal.c.inspection, journal.c.entry)):
        if old:
            latest[old] = bool(new)
        if new:
            latest[new] = True
    return {name for name, stays in latest.items() if stays}


def keep(connection: Connection, inspection_id: str, kind: str, file: str, told: Evidence) -> None:
    """The row of a durable file."""
    values: dict[str, Any] = {name: getattr(told, name) for name in FIELDS}
    values |= {"inspection": inspection_id, "kind": kind, "file": file, "added_at": datetime.now(UTC).isoformat()}
    connection.execute(insert(evidence).values(values))


def photos(connection: Connection, inspection_id: str) -> tuple[Evidence, ...]:
    """Every photo stored for an inspection, oldest first."""
    columns = [evidence.c[name] for name in FIELDS]
    asked = select(*columns).where(evidence.c.inspection == inspection_id, evidence.c.kind == PHOTO)
    found = connection.execute(asked.order_by(evidence.c.added_at, evidence.c.name))
    return tuple(Evidence(**dict(zip(FIELDS, row, strict=True))) for row in found)


def carry(connection: Connection, old: str, new: str) -> None:
    """Let another inspection have the photos of one: rows of its own, the same files."""
    columns = [column for column in evidence.columns if column.name != "inspection"]
    found = select(literal(new), *columns).where(evidence.c.inspection == old, evidence.c.kind == PHOTO)
    names = ["inspection", *(column.name for column in columns)]
    connection.execute(insert(evidence).from_select(names, found))


def file_of(connection: Connection, sha256: str) -> str:
    """The file with these bytes. Raises NotFound."""
    asked = select(evidence.c.file).where(evidence.c.sha256 == sha256).limit(1)
    file: str | None = connection.execute(asked).scalar()
    if file is None:
        raise NotFound(what=sha256)
    return file
