"""Shares of drafts that were divided between two laptops, and what both answered differently."""

import base64
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.sqlite import insert

from inspector.services.ports import Operation, Standing, StoredChecklist
from inspector.services.ports.dividing import Division, StoredDisagreement
from inspector.store import inspections
from inspector.store.engine import Database, driver_of
from inspector.store.tables import checklist, disagreement, division, inspection
from inspector.wire.messages import ChecklistBody


class DivisionTable:
    """Implements services.ports.dividing.DivisionStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, told: Division) -> None:
        """Remember a share, unless it is known."""
        with self._database.write() as connection:
            connection.execute(insert(division).values(_values(told)).on_conflict_do_nothing())

    def checklist(self, sha256: str) -> StoredChecklist | None:
        """A published version by its hash, None when it is not here."""
        with self._database.read() as connection:
            body = connection.execute(select(checklist.c.body).where(checklist.c.sha256 == sha256)).scalar()
        return StoredChecklist(sha256=sha256, body=msgspec.json.decode(body, type=ChecklistBody)) if body else None

    def division(self, share: str) -> Division | None:
        """One share."""
        with self._database.read() as connection:
            row = connection.execute(select(division).where(division.c.share == share)).first()
        return _division(row) if row else None

    def divisions(self) -> tuple[Division, ...]:
        """All of them, latest first."""
        asked = select(division).order_by(division.c.made_at.desc(), division.c.share)
        with self._database.read() as connection:
            return tuple(_division(row) for row in connection.execute(asked))

    def merge(
        self,
        told: Division,
        operations: Sequence[Operation],
        standing: Standing,
        entries: int,
        disagreements: Sequence[StoredDisagreement],
    ) -> None:
        """One transaction. Raises NotFound, InspectionSealed, ChangedElsewhere, DiskFull; then nothing is kept."""
        with self._database.write() as connection:
            _append(connection, told.inspection, operations, standing, entries)
            connection.execute(update(division).where(division.c.share == told.share).values(_values(told)))
            for each in disagreements:
                _put(connection, each)

    def disagreements(self, inspection_id: str = "") -> tuple[StoredDisagreement, ...]:
        """Open ones of drafts; of one inspection when it is named."""
        asked = select(disagreement).join(inspection, inspection.c.id == disagreement.c.inspection)
        asked = asked.where(disagreement.c.state == "open", inspection.c.state == "draft")
        if inspection_id:
            asked = asked.where(disagreement.c.inspection == inspection_id)
        with self._database.read() as connection:
            found = connection.execute(asked.order_by(disagreement.c.inspection, disagreement.c.unit))
            return tuple(StoredDisagreement(**row._asdict()) for row in found)

    def disagreement(self, inspection_id: str, unit: str) -> StoredDisagreement | None:
        """One of them, decided or not."""
        asked = select(disagreement).where(disagreement.c.inspection == inspection_id, disagreement.c.unit == unit)
        with self._database.read() as connection:
            row = connection.execute(asked).first()
        return StoredDisagreement(**row._asdict()) if row else None

    def decide(
        self, decided: StoredDisagreement, operations: Sequence[Operation], standing: Standing, entries: int
    ) -> None:
        """One transaction, as `merge`."""
        with self._database.write() as connection:
            _append(connection, decided.inspection, operations, standing, entries)
            _put(connection, decided)


def _append(
    connection: Connection, inspection_id: str, operations: Sequence[Operation], standing: Standing, entries: int
) -> None:
    inspections.append_entries(driver_of(connection.connection), inspection_id, operations, standing, entries)


def _put(connection: Connection, told: StoredDisagreement) -> None:
    values = {name: getattr(told, name) for name in StoredDisagreement.__dataclass_fields__}
    statement = insert(disagreement).values(values)
    connection.execute(statement.on_conflict_do_update(index_elements=["inspection", "unit"], set_=values))


def _values(told: Division) -> dict[str, Any]:
    return {
        "share": told.share,
        "inspection": told.inspection,
        "role": told.role,
        "device": told.device,
        "names": msgspec.json.encode(dict(told.names)).decode(),
        "sections": msgspec.json.encode(told.sections).decode(),
        "base": told.base,
        "secret": base64.b64encode(told.secret).decode(),
        "taken": told.taken,
        "places": msgspec.json.encode(told.places).decode(),
        "made_at": told.made_at,
    }


def _division(row: Any) -> Division:
    return Division(
        share=row.share,
        inspection=row.inspection,
        role=row.role,
        device=row.device,
        names=msgspec.json.decode(row.names, type=dict[str, str]),
        sections=msgspec.json.decode(row.sections, type=tuple[str, ...]),
        base=row.base,
        secret=base64.b64decode(row.secret),
        taken=row.taken,
        places=msgspec.json.decode(row.places, type=tuple[tuple[int, int], ...]),
        made_at=row.made_at,
    )
