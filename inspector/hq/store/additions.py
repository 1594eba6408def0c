"""What laptops added to received revisions: the exact signed texts, written once."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from inspector.hq.store import tables
from inspector.hq.store.records import BlobRecord
from inspector.hq.store.sealed import expect
from inspector.wire.additions import DELIVERY, NOTICE

_ADDITION = tables.addition


@dataclass(frozen=True, slots=True, kw_only=True)
class AdditionRecord:
    """One item as it is stored; `revision` is the number in its table, `box` the closed free words or None."""

    id: str
    kind: str
    revision: int
    sha256: str
    text: str
    signature: str
    certificates: tuple[str, ...]
    device: str
    box: bytes | None
    received_at: datetime
    receipt: bytes
    blobs: tuple[BlobRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A revision that an item speaks of."""

    revision: int
    manifest_sha256: str
    device: str


class Additions:
    """Repository of additions."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def stored(self, identity: str) -> tuple[str, bytes] | None:
        """SHA-256 and receipt of what arrived before under an id."""
        row = self._connection.execute(
            select(_ADDITION.c.sha256, _ADDITION.c.receipt).where(_ADDITION.c.id == identity)
        ).first()
        return (row.sha256, row.receipt) if row else None

    def named(self, inspection: str, number: int) -> Named | None:
        """The revision with that number, None when it has not come."""
        revision = tables.revision
        row = self._connection.execute(
            select(revision.c.id, revision.c.manifest_sha256, revision.c.device).where(
                revision.c.inspection == inspection, revision.c.number == number
            )
        ).first()
        return Named(row.id, row.manifest_sha256, row.device) if row else None

    def add(self, item: AdditionRecord) -> None:
        """Store an item with the names of its files."""
        self._connection.execute(
            insert(_ADDITION).values(
                id=item.id,
                kind=item.kind,
                revision=item.revision,
                sha256=item.sha256,
                text=item.text,
                signature=item.signature,
                certificates=json.dumps(item.certificates),
                device=item.device,
                box=item.box,
                received_at=item.received_at,
                receipt=item.receipt,
            )
        )
        expect(self._connection, item.blobs)
        if item.blobs:
            links = [{"addition": item.id, "sha256": blob.sha256} for blob in item.blobs]
            self._connection.execute(insert(tables.addition_blob), links)

    def add_conflict(self, sha256: str, identity: str, device: str, bundle: bytes, at: datetime) -> None:
        """Keep an item that another one came before; the same one is kept once."""
        conflict = tables.addition_conflict
        known = select(conflict.c.sha256).where(conflict.c.sha256 == sha256)
        if self._connection.execute(known).first() is None:
            values = {"sha256": sha256, "addition": identity, "device": device, "bundle": bundle, "received_at": at}
            self._connection.execute(insert(conflict).values(values))

    def institution(self, inspection: str) -> str:
        """Whose inspection it is; "" for an unknown one."""
        asked = select(tables.inspection.c.institution).where(tables.inspection.c.id == inspection)
        return self._connection.execute(asked).scalar() or ""

    def deliveries(self, inspection: str) -> tuple[str, ...]:
        """The signed texts of an inspection's deliveries and notices, by revision and then as they were made."""
        revision = tables.revision
        asked = (
            select(_ADDITION.c.text)
            .join(revision, revision.c.id == _ADDITION.c.revision)
            .where(revision.c.inspection == inspection, _ADDITION.c.kind.in_((DELIVERY, NOTICE)))
            .order_by(revision.c.number, _ADDITION.c.id)
        )
        return tuple(self._connection.execute(asked).scalars())

    def received(self, inspection: str) -> tuple[tuple[str, datetime], ...]:
        """Everything added to an inspection as (signed text, received), in the order it was made."""
        revision = tables.revision
        asked = (
            select(_ADDITION.c.text, _ADDITION.c.received_at)
            .join(revision, revision.c.id == _ADDITION.c.revision)
            .where(revision.c.inspection == inspection)
            .order_by(_ADDITION.c.id)
        )
        return tuple((row.text, row.received_at) for row in self._connection.execute(asked))

    def texts(self, revisions: Sequence[int]) -> tuple[tuple[int, str, datetime], ...]:
        """Everything added to some revisions as (revision, signed text, received), oldest first."""
        asked = (
            select(_ADDITION.c.revision, _ADDITION.c.text, _ADDITION.c.received_at)
            .where(_ADDITION.c.revision.in_(revisions))
            .order_by(_ADDITION.c.received_at, _ADDITION.c.id)
        )
        return tuple((row.revision, row.text, row.received_at) for row in self._connection.execute(asked))
