"""What was added to sealed revisions. Each row is its own outbox entry; its files lie with photos and acts."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, func, insert, select, update

from inspector.core.deadlines import DeliveryStanding, Way, standing
from inspector.core.errors import NotFound, Refusal
from inspector.core.ids import new_id
from inspector.services.ports import Added, Evidence, KeptFile, OutboxItem
from inspector.store import evidence
from inspector.store.engine import Database
from inspector.store.files import FileVault
from inspector.store.seals import SealTable, keep_receipt
from inspector.store.tables import addition, seal
from inspector.wire.additions import DELIVERY, KINDS, NOTICE, Addition, AdditionBundle, blobs_of
from inspector.wire.messages import Bundle, Signed
from inspector.wire.seal import digest

FILE = "addition"
_ENDINGS = {"application/pdf": "pdf"}


class AdditionTable:
    """Implements services.ports.AdditionStore and services.ports.AdditionOutbox."""

    def __init__(self, database: Database, vault: FileVault) -> None:
        self._database = database
        self._vault = vault

    def keep(self, bundle: AdditionBundle, words: Mapping[str, str], files: Sequence[KeptFile]) -> None:
        """Files are durable first; their rows and the item are one transaction. Raises DiskFull, StoreBusy."""
        told = msgspec.json.decode(bundle.addition, type=Addition)
        written = [(self._vault.write(file.data), file) for file in files]
        with self._database.write() as connection:
            for name, file in written:
                evidence.keep(connection, told.inspection, FILE, name, _evidence(file))
            connection.execute(insert(addition).values(_row(bundle, told, words)))

    def of(self, inspection_id: str, revision: int) -> tuple[Added, ...]:
        """Everything added to a sealed revision, oldest first."""
        asked = select(addition).where(addition.c.inspection == inspection_id, addition.c.revision == revision)
        with self._database.read() as connection:
            return tuple(_added(row) for row in connection.execute(asked.order_by(addition.c.number)))

    def bundle(self, item_id: str) -> AdditionBundle:
        """The signed item. Raises NotFound."""
        with self._database.read() as connection:
            text = connection.execute(select(addition.c.bundle).where(addition.c.id == item_id)).scalar()
        if text is None:
            raise NotFound(what=item_id)
        return msgspec.json.decode(text, type=AdditionBundle)

    def pending(self) -> tuple[OutboxItem, ...]:
        """Everything not accepted, oldest first."""
        asked = select(addition).where(addition.c.state != "accepted").order_by(addition.c.number)
        with self._database.read() as connection:
            return tuple(_item(row) for row in connection.execute(asked))

    def sent(self, item: OutboxItem, receipt: Signed) -> None:
        """Facts receipted, files still missing."""
        self._receipted(item, receipt, "sent")

    def accepted(self, item: OutboxItem, receipt: Signed) -> None:
        """Everything receipted."""
        self._receipted(item, receipt, "accepted")

    def refused(self, item: OutboxItem, problem: Refusal) -> None:
        """Headquarters will not have it as it is; it stays here whole, with the reason."""
        params = msgspec.json.encode(problem.params).decode()
        with self._database.write() as connection:
            _move(connection, item, "refused", problem=problem.code, problem_params=params)

    def _receipted(self, item: OutboxItem, receipt: Signed, state: str) -> None:
        with self._database.write() as connection:
            keep_receipt(connection, receipt, item.sha256)
            _move(connection, item, state, problem="", problem_params="{}")


class Outgoing:
    """Implements services.ports.Outbox over both: inspections first, for what is added to one follows it."""

    def __init__(self, seals: SealTable, additions: AdditionTable) -> None:
        self._seals = seals
        self._additions = additions

    def pending(self) -> tuple[OutboxItem, ...]:
        """Everything not accepted: inspections oldest first, then additions oldest first."""
        return (*self._seals.pending(), *self._additions.pending())

    def bundle(self, item_id: str, revision: int) -> Bundle | AdditionBundle:
        """What is to be sent. Raises NotFound."""
        try:
            return self._additions.bundle(item_id)
        except NotFound:
            return self._seals.bundle(item_id, revision)

    def blob(self, sha256: str) -> bytes:
        """A file by the hash of its bytes. Raises NotFound, DamagedFile."""
        return self._seals.blob(sha256)

    def sent(self, item: OutboxItem, receipt: Signed) -> None:
        """Facts receipted, files still missing."""
        self._table(item).sent(item, receipt)

    def accepted(self, item: OutboxItem, receipt: Signed) -> None:
        """Everything receipted."""
        self._table(item).accepted(item, receipt)

    def blob_receipted(self, sha256: str, receipt: Signed) -> None:
        """Keep the receipt of one file."""
        self._seals.blob_receipted(sha256, receipt)

    def refused(self, item: OutboxItem, problem: Refusal) -> None:
        """It stays here whole, with the reason."""
        self._table(item).refused(item, problem)

    def exchanged(self, at: datetime) -> None:
        """Headquarters answered."""
        self._seals.exchanged(at)

    def last_exchange(self) -> datetime | None:
        """When headquarters last answered."""
        return self._seals.last_exchange()

    def continue_chain(self, head: str) -> None:
        """After a restored backup, go on from the head that headquarters holds."""
        self._seals.continue_chain(head)

    def _table(self, item: OutboxItem) -> SealTable | AdditionTable:
        return self._additions if item.kind in KINDS else self._seals


def standings(connection: Connection) -> dict[str, DeliveryStanding]:
    """How the latest sealed revision of each inspection was delivered; those that were not are left out."""
    newest = select(seal.c.inspection, func.max(seal.c.revision).label("revision")).group_by(seal.c.inspection)
    latest = newest.subquery()
    asked = (
        select(addition.c.inspection, addition.c.kind, addition.c.id, addition.c.way, addition.c.day, addition.c.about)
        .join(latest, (latest.c.inspection == addition.c.inspection) & (latest.c.revision == addition.c.revision))
        .where(addition.c.kind.in_((DELIVERY, NOTICE)))
        .order_by(addition.c.number)
    )
    delivered: dict[str, Any] = {}
    noticed: dict[str, date] = {}
    for row in connection.execute(asked):
        if row.kind == DELIVERY:
            delivered[row.inspection] = row
        else:
            noticed[row.about] = date.fromisoformat(row.day)
    return {
        inspection: standing(Way(row.way), date.fromisoformat(row.day), noticed.get(row.id))
        for inspection, row in delivered.items()
    }


def _row(bundle: AdditionBundle, told: Addition, words: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": told.id,
        "kind": told.kind,
        "inspection": told.inspection,
        "revision": told.revision,
        "manifest_sha256": told.manifest_sha256,
        "sha256": digest(bundle.addition),
        "day": _day(told),
        "way": told.delivery.way if told.delivery else "",
        "about": told.notice.delivery if told.notice else "",
        "added_at": told.added_at,
        "bundle": msgspec.json.encode(bundle).decode(),
        "words": msgspec.json.encode(dict(words)).decode(),
        "state": "waiting",
        "problem": "",
        "problem_params": "{}",
    }


def _day(told: Addition) -> str:
    """The day the item speaks of."""
    for day in (told.delivery and told.delivery.at, told.notice and told.notice.date):
        if day:
            return day[:10]
    return told.objection.date if told.objection else told.added_at[:10]


def _added(row: Any) -> Added:
    bundle = msgspec.json.decode(row.bundle, type=AdditionBundle)
    return Added(
        addition=msgspec.json.decode(bundle.addition, type=Addition),
        state=row.state,
        words=msgspec.json.decode(row.words, type=dict[str, str]),
        problem=row.problem,
        problem_params=msgspec.json.decode(row.problem_params, type=dict[str, str]),
    )


def _item(row: Any) -> OutboxItem:
    found = _added(row)
    return OutboxItem(
        id=row.id,
        kind=row.kind,
        revision=row.revision,
        sha256=row.sha256,
        state=row.state,
        blobs=blobs_of(found.addition),
        problem=found.problem,
        problem_params=found.problem_params,
    )


def _evidence(file: KeptFile) -> Evidence:
    return Evidence(
        name=f"{new_id()}.{_ENDINGS.get(file.media_type, 'jpg')}",
        sha256=file.sha256,
        size=len(file.data),
        media_type=file.media_type,
        original_sha256=file.sha256,
    )


def _move(connection: Connection, item: OutboxItem, state: str, **problem: str) -> None:
    """Never back from accepted: another window's exchange may have been at the same item."""
    mine = update(addition).where(addition.c.id == item.id, addition.c.state != "accepted")
    connection.execute(mine.values(state=state, **problem))
