"""What headquarters told, stored page by page together with the cursor."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.dialects.sqlite import insert

from inspector.services.ports import ReceivedChange
from inspector.store import institutions, reviews, settings
from inspector.store.engine import Database
from inspector.store.tables import assignment, checklist, declared, last_visit, revocation
from inspector.wire.messages import InstitutionBody, LastVisitBody
from inspector.wire.reviews import ReviewBody

Row = dict[str, Any]


class ChangeTable:
    """Implements services.ports.ChangeStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cursor(self) -> int:
        """What to ask for next; 0 at first."""
        with self._database.read() as connection:
            return _cursor(connection)

    def revoked(self) -> frozenset[str]:
        """Serials (hex) of laptops that are not trusted any more."""
        with self._database.read() as connection:
            return frozenset(connection.execute(select(revocation.c.serial)).scalars())

    def declared_as_of(self) -> str:
        """The newest day for which something was reported, "" when nothing was."""
        with self._database.read() as connection:
            newest = select(func.max(func.json_extract(declared.c.body, "$.as_of")))
            return connection.execute(newest).scalar() or ""

    def accept(self, changes: Sequence[ReceivedChange], cursor: int) -> int:
        """One transaction. A page from before the cursor is old news and takes nothing back."""
        with self._database.write() as connection:
            if cursor < _cursor(connection):
                return 0
            institutions.keep(
                connection, [change.body for change in changes if isinstance(change.body, InstitutionBody)]
            )
            for kind, (table, make) in ROWS.items():
                found = [make(change) for change in changes if change.kind == kind]
                if found:
                    _upsert(connection, table, found)
            for change in changes:
                if isinstance(change.body, ReviewBody):
                    reviews.keep_review(connection, change.body, change.text)
                elif isinstance(change.body, LastVisitBody):
                    reviews.keep_violations(connection, change.body)
            settings.put(connection, settings.CURSOR, str(cursor))
        return len(changes)


def _cursor(connection: Connection) -> int:
    return int(settings.get(connection, settings.CURSOR) or 0)


def _upsert(connection: Connection, table: Table, found: list[Row]) -> None:
    statement = insert(table)
    keys = [column.name for column in table.primary_key]
    later = {name: statement.excluded[name] for name in found[0] if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=later), found)


def _assignment(change: ReceivedChange) -> Row:
    body: Any = change.body
    told = {name: getattr(body, name) for name in ("id", "institution", "campaign", "due", "kind", "inspector")}
    return {**told, "body": change.text}


def _checklist(change: ReceivedChange) -> Row:
    body: Any = change.body
    sha256 = hashlib.sha256(change.text.encode()).hexdigest()
    return {
        "sha256": sha256, "form_id": body.form_id, "version": body.version, "seq": change.seq, "body": change.text
    }  # fmt: skip


def _declared(change: ReceivedChange) -> Row:
    body: Any = change.body
    return {"institution": body.institution, "body": change.text}


def _last_visit(change: ReceivedChange) -> Row:
    body: Any = change.body
    return {"institution": body.institution, "open_violations": body.open_violations, "body": change.text}


def _revocation(change: ReceivedChange) -> Row:
    body: Any = change.body
    return {"serial": body.serial, "device": body.device, "at": body.at}


ROWS: dict[str, tuple[Table, Callable[[ReceivedChange], Row]]] = {
    "assignment": (assignment, _assignment),
    "checklist": (checklist, _checklist),
    "declared": (declared, _declared),
    "last_visit": (last_visit, _last_visit),
    "revocation": (revocation, _revocation),
}
