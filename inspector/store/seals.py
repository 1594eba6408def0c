"""What was sealed, and the outbox that brings it to headquarters."""

import hashlib
from collections.abc import Collection
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from inspector.core.errors import NotFound, Refusal
from inspector.services.dividing_errors import PartNotSealed
from inspector.services.errors import ChangedElsewhere, InspectionSealed, StoreBusy
from inspector.services.ports import Evidence, InspectionState, OutboxItem
from inspector.store import evidence, settings, signings
from inspector.store.engine import Database
from inspector.store.files import FileVault
from inspector.store.parts import is_part
from inspector.store.tables import inspection, outbox, receipt, seal
from inspector.wire.messages import Bundle, Receipt, Signed

INSPECTION = "inspection"
ACT_MEDIA_TYPE = "application/pdf"


class SealTable:
    """Implements services.ports.SealStore and services.ports.Outbox."""

    def __init__(self, database: Database, vault: FileVault) -> None:
        self._database = database
        self._vault = vault

    def last_manifest_sha256(self) -> str:
        """The head of this laptop's chain."""
        with self._database.read() as connection:
            return _head(connection)

    def keep(self, bundle: Bundle, act: bytes, sealed_at: datetime, basis: tuple[str, int] | None = None) -> None:
        """The act's file is durable first; everything else is one transaction.

        `basis` is the chain's head and the journal's length of which the seal was made. Raises InspectionSealed,
        ChangedElsewhere, StoreBusy, DiskFull.
        """
        file = self._vault.write(act)
        act_sha256 = hashlib.sha256(act).hexdigest()
        manifest_sha256 = hashlib.sha256(bundle.manifest.encode()).hexdigest()
        told = Evidence(
            name=f"act-{bundle.revision}.pdf",
            sha256=act_sha256,
            size=len(act),
            media_type=ACT_MEDIA_TYPE,
            original_sha256=act_sha256,
        )
        with self._database.write() as connection:
            if is_part(connection, bundle.id):
                raise PartNotSealed
            _close(connection, bundle, act_sha256)
            if basis is not None:
                _refuse_stale(connection, bundle.id, *basis)
            evidence.keep(connection, bundle.id, evidence.ACT, file, told)
            signings.forget(connection, bundle.id)
            connection.execute(
                insert(seal).values(
                    inspection=bundle.id,
                    revision=bundle.revision,
                    manifest_sha256=manifest_sha256,
                    act_sha256=act_sha256,
                    sealed_at=sealed_at.isoformat(),
                    bundle=msgspec.json.encode(bundle).decode(),
                )
            )
            connection.execute(
                insert(outbox).values(
                    kind=INSPECTION,
                    item=bundle.id,
                    revision=bundle.revision,
                    sha256=manifest_sha256,
                    state="waiting",
                    problem="",
                    problem_params="{}",
                )
            )

    def bundle(self, item_id: str, revision: int | None = None) -> Bundle:
        """The sealed revision, the latest when none is named. Raises NotFound."""
        asked = select(seal.c.bundle).where(seal.c.inspection == item_id).order_by(seal.c.revision.desc()).limit(1)
        if revision is not None:
            asked = asked.where(seal.c.revision == revision)
        with self._database.read() as connection:
            text = connection.execute(asked).scalar()
        if text is None:
            raise NotFound(what=item_id)
        return msgspec.json.decode(text, type=Bundle)

    def act(self, inspection_id: str) -> bytes:
        """The signed act of the latest revision. Raises NotFound, DamagedFile."""
        newest = select(seal.c.act_sha256).where(seal.c.inspection == inspection_id)
        with self._database.read() as connection:
            sha256 = connection.execute(newest.order_by(seal.c.revision.desc()).limit(1)).scalar()
        if sha256 is None:
            raise NotFound(what=inspection_id)
        return self.blob(sha256)

    def blob(self, sha256: str) -> bytes:
        """A photo or an act by the hash of its bytes. Raises NotFound, DamagedFile."""
        with self._database.read() as connection:
            file = evidence.file_of(connection, sha256)
        return self._vault.read(file)

    def pending(self) -> tuple[OutboxItem, ...]:
        """Everything not accepted, oldest first."""
        asked = select(outbox, seal.c.bundle).join(seal).where(outbox.c.state != "accepted").order_by(outbox.c.number)
        with self._database.read() as connection:
            return tuple(_item(row) for row in connection.execute(asked))

    def counts(self) -> tuple[int, int]:
        """How many wait (or are half way), and how many were refused."""
        with self._database.read() as connection:
            states = list(connection.execute(select(outbox.c.state).where(outbox.c.state != "accepted")).scalars())
        refused = states.count("refused")
        return len(states) - refused, refused

    def sent(self, item: OutboxItem, receipt: Signed) -> None:
        """Facts receipted, files still missing."""
        self._receipted(item, receipt, "sent", InspectionState.SENT)

    def accepted(self, item: OutboxItem, receipt: Signed) -> None:
        """Everything receipted."""
        self._receipted(item, receipt, "accepted", InspectionState.ACCEPTED)

    def blob_receipted(self, sha256: str, receipt: Signed) -> None:
        """Keep the receipt of one file."""
        with self._database.write() as connection:
            keep_receipt(connection, receipt, sha256)

    def receipted(self, hashes: Collection[str]) -> frozenset[str]:
        """Those of `hashes` that headquarters has receipted as files."""
        kept = select(receipt.c.sha256).where(receipt.c.kind == "blob")
        with self._database.read() as connection:
            return frozenset(connection.execute(kept).scalars()) & frozenset(hashes)

    def received(self) -> dict[str, datetime]:
        """When headquarters received each inspection that is accepted whole."""
        kept = select(receipt.c.item, receipt.c.body).join(
            outbox, (outbox.c.item == receipt.c.item) & (outbox.c.revision == receipt.c.revision)
        )
        kept = kept.where(receipt.c.kind == INSPECTION, outbox.c.state == "accepted").order_by(receipt.c.revision)
        with self._database.read() as connection:
            found = {row.item: msgspec.json.decode(row.body, type=Receipt) for row in connection.execute(kept)}
        return {item: datetime.fromisoformat(told.received_at).astimezone() for item, told in found.items()}

    def refused(self, item: OutboxItem, problem: Refusal) -> None:
        """Headquarters will not have it as it is; it stays here whole, with the reason."""
        params = msgspec.json.encode(problem.params).decode()
        with self._database.write() as connection:
            _move(connection, item, "refused", InspectionState.REFUSED, problem=problem.code, problem_params=params)

    def exchanged(self, at: datetime) -> None:
        """Headquarters answered."""
        with self._database.write() as connection:
            settings.put(connection, settings.LAST_EXCHANGE, at.isoformat())

    def continue_chain(self, head: str) -> None:
        """After a restored backup, go on from the head that headquarters holds.

        What was sealed here since has already named the older head: that fork is headquarters' to see.
        """
        with self._database.write() as connection:
            doubt = settings.doubt(connection)
            if doubt is None:
                return
            if _newest(connection) == doubt.newest:
                told = settings.Told(head=head, newest=doubt.newest)
                settings.put(connection, settings.CHAIN_TOLD, msgspec.json.encode(told).decode())
            settings.put(connection, settings.CHAIN_IN_DOUBT, "")

    def last_exchange(self) -> datetime | None:
        """When headquarters last answered."""
        with self._database.read() as connection:
            return settings.last_exchange(connection)

    def _receipted(self, item: OutboxItem, receipt: Signed, state: str, shown: InspectionState) -> None:
        with self._database.write() as connection:
            keep_receipt(connection, receipt, item.sha256)
            _move(connection, item, state, shown, problem="", problem_params="{}")


def _close(connection: Connection, bundle: Bundle, act_sha256: str) -> None:
    """Turn the draft into a sealed inspection; refuse if it is none, or another revision was sealed meanwhile."""
    draft = inspection.c.id == bundle.id, inspection.c.state == "draft", inspection.c.revision == bundle.revision
    closed = update(inspection).where(*draft).values(state=InspectionState.SEALED.value, act_sha256=act_sha256)
    if connection.execute(closed).rowcount != 1:
        raise InspectionSealed


def _refuse_stale(connection: Connection, inspection_id: str, previous: str, entries: int) -> None:
    """Printing an act takes seconds: another window may have sealed or answered since its manifest was made."""
    if _head(connection) != previous:
        raise StoreBusy
    length = connection.execute(select(inspection.c.journal_length).where(inspection.c.id == inspection_id)).scalar()
    if int(length or 0) > entries:
        raise ChangedElsewhere


def _head(connection: Connection) -> str:
    text = settings.get(connection, settings.CHAIN_TOLD)
    if text:
        told = msgspec.json.decode(text, type=settings.Told)
        if told.newest == _newest(connection):
            return told.head
    newest = select(seal.c.manifest_sha256).order_by(seal.c.number.desc()).limit(1)
    return connection.execute(newest).scalar() or ""


def _newest(connection: Connection) -> int:
    return int(connection.execute(select(func.max(seal.c.number))).scalar() or 0)


def keep_receipt(connection: Connection, signed: Signed, sha256: str) -> None:
    """The receipt whole, as it was signed; the latest of one thing replaces the one before."""
    told = msgspec.json.decode(signed.body, type=Receipt)
    values = {
        "kind": told.kind,
        "item": told.id,
        "revision": told.revision,
        "sha256": sha256,
        "body": signed.body,
        "signature": signed.signature,
        "certificate": signed.certificate,
    }
    statement = upsert(receipt).values(values)
    connection.execute(statement.on_conflict_do_update(index_elements=["kind", "sha256"], set_=values))


def _move(connection: Connection, item: OutboxItem, state: str, shown: InspectionState, **problem: str) -> None:
    """Never back from accepted: another window's exchange may have been at the same item."""
    mine = outbox.c.kind == item.kind, outbox.c.item == item.id, outbox.c.revision == item.revision
    moved = update(outbox).where(*mine, outbox.c.state != "accepted").values(state=state, **problem)
    if connection.execute(moved).rowcount == 0:
        return
    connection.execute(
        update(inspection)
        .where(inspection.c.id == item.id, inspection.c.revision == item.revision)
        .values(state=shown.value)
    )


def _item(row: Any) -> OutboxItem:
    return OutboxItem(
        id=row.item,
        kind=row.kind,
        revision=row.revision,
        sha256=row.sha256,
        state=row.state,
        blobs=tuple(msgspec.json.decode(row.bundle, type=Bundle).blobs),
        problem=row.problem,
        problem_params=msgspec.json.decode(row.problem_params, type=dict[str, str]),
    )
