"""The journal: append only, one hash chain per inspection.

The hash of an entry covers the entry before it, so that no entry can be changed, dropped or put in between
unnoticed; length and head stand in the inspection's own row, so that the end cannot be cut off either. Whoever owns
the laptop's key could write the whole chain anew: the anchor against that is the seal at headquarters.
"""

import hashlib
from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from inspector.services.errors import DamagedJournal
from inspector.services.ports import Operation, OperationKind
from inspector.store.engine import Driver

COLUMNS = "kind, node, old, new, at, monotonic, who"
INSERT = f"INSERT INTO journal (inspection, entry, {COLUMNS}, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
SELECT = f"SELECT entry, {COLUMNS}, hash FROM journal WHERE inspection = ? ORDER BY entry"


def append(driver: Driver, inspection: str, operations: Sequence[Operation], length: int, head: str) -> tuple[int, str]:
    """Write the operations after entry `length`; the new length and head."""
    written = []
    for operation in operations:
        length += 1
        head = _link(head, inspection, length, operation)
        written.append((inspection, length, *_values(operation), head))
    if written:
        driver.executemany(INSERT, written)
    return length, head


def read(connection: Connection, inspection: str, length: int, head: str) -> tuple[Operation, ...]:
    """Every operation in order. Raises DamagedJournal naming the first entry that does not hold."""
    found: list[Operation] = []
    link = ""
    for entry, kind, node, old, new, at, monotonic, who, written in connection.exec_driver_sql(SELECT, (inspection,)):
        place = len(found) + 1
        try:
            operation = Operation(
                kind=OperationKind(kind), node=node, old=old, new=new, at=at, monotonic=monotonic, who=who
            )
        except ValueError as error:
            raise DamagedJournal(entry=place) from error
        link = _link(link, inspection, place, operation)
        if entry != place or link != written:
            raise DamagedJournal(entry=place)
        found.append(operation)
    if len(found) != length or link != head:
        raise DamagedJournal(entry=len(found) + 1)
    return tuple(found)


def _values(operation: Operation) -> tuple[str, str, str, str, str, int, str]:
    return (
        operation.kind.value,
        operation.node,
        operation.old,
        operation.new,
        operation.at,
        operation.monotonic,
        operation.who,
    )


def _link(head: str, inspection: str, entry: int, operation: Operation) -> str:
    """JSON keeps the fields apart: no two different entries give the same bytes."""
    return hashlib.sha256(msgspec.json.encode([head, inspection, entry, *_values(operation)])).hexdigest()
