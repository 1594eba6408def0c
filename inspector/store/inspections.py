"""Inspections of this laptop: their journals, and counters kept beside them for the lists."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select, update

from inspector.core.deadlines import DeliveryStanding
from inspector.core.errors import NotFound
from inspector.core.institution import Institution, Visit
from inspector.core.verdict import VisitKind
from inspector.services.errors import ChangedElsewhere, InspectionSealed
from inspector.services.ports import (
    InspectionState,
    InspectionSummary,
    Operation,
    Standing,
    StoredChecklist,
    StoredInspection,
    Today,
)
from inspector.store import additions, evidence, institutions, journal
from inspector.store.engine import Database, Driver, driver_of
from inspector.store.parts import is_part, parts
from inspector.store.tables import checklist, inspection, seal
from inspector.wire.manifest import Manifest
from inspector.wire.messages import Bundle, ChecklistBody

DONE_SHOWN = 50
ASSIGNED_SHOWN = 200

_SUMMARY = """
SELECT id, institution_body, state, visit_date, visit_kind, visit_body, visit_order, answered, total, findings,
       last_node, last_saved, act_sha256
FROM inspection
"""
DRAFTS = f"{_SUMMARY} WHERE state = 'draft' ORDER BY last_saved DESC, id DESC"
DONE = f"{_SUMMARY} WHERE state <> 'draft' ORDER BY last_saved DESC, id DESC LIMIT {DONE_SHOWN}"
ALL = f"{_SUMMARY} ORDER BY last_saved DESC, id DESC"
CAMPAIGN = f"""
SELECT count(DISTINCT a.institution), count(DISTINCT p.institution), min(a.campaign), min(nullif(a.due, ''))
FROM assignment a LEFT JOIN inspection p ON p.institution = a.institution AND p.state NOT IN ('draft', 'moved')
WHERE a.{institutions.OWN}
"""
NOT_DELIVERED = DeliveryStanding()
COUNTERS = ("answered", "total", "findings", "last_node")
HEAD = f"SELECT state, journal_length, journal_head, last_saved, {', '.join(COUNTERS)} FROM inspection WHERE id = ?"
SAVE = f"""
UPDATE inspection SET journal_length = ?, journal_head = ?, last_saved = ?, {" = ?, ".join(COUNTERS)} = ? WHERE id = ?
"""


class InspectionTable:
    """Implements services.ports.InspectionStore. `who` is the id of the inspector who works here now."""

    def __init__(self, database: Database, who: str) -> None:
        self._database = database
        self._who = who

    def today(self) -> Today:
        """What the first screen shows, in four small queries."""
        with self._database.read() as connection:
            total, done, campaign, due = connection.exec_driver_sql(CAMPAIGN, (self._who,)).one()
            mine = (self._who, ASSIGNED_SHOWN)
            return Today(
                drafts=_summaries(connection, DRAFTS),
                assigned=tuple(institutions.rows(connection, institutions.NOT_DONE, mine, assigned=True)),
                done=_summaries(connection, DONE),
                total_assigned=total,
                total_done=done,
                campaign=campaign or "",
                due=date.fromisoformat(due) if due else None,
            )

    def summaries(self) -> tuple[InspectionSummary, ...]:
        """Every inspection, latest first."""
        with self._database.read() as connection:
            return _summaries(connection, ALL)

    def create(self, begun: StoredInspection, standing: Standing) -> None:
        """The inspection and the first entry of its journal, in one transaction."""
        with self._database.write() as connection:
            _create(connection, begun, standing)

    def move(self, old: StoredInspection, begun: StoredInspection, standing: Standing) -> None:
        """The new draft with the photos of the old one, which is closed; one transaction.

        Raises ChangedElsewhere when the old draft went on since it was read, InspectionSealed when it is none any more.
        """
        with self._database.write() as connection:
            driver = driver_of(connection.connection)
            append_entries(driver, old.id, (), None, len(old.operations))
            _create(connection, begun, standing)
            evidence.carry(connection, old.id, begun.id)
            closed = update(inspection).where(inspection.c.id == old.id)
            connection.execute(closed.values(state=InspectionState.MOVED.value))

    def append(
        self, inspection_id: str, operations: Sequence[Operation], standing: Standing | None, entries: int | None = None
    ) -> None:
        """One durable transaction. Raises NotFound, InspectionSealed, ChangedElsewhere, DiskFull."""
        with self._database.write_quickly() as driver:
            append_entries(driver, inspection_id, operations, standing, entries)

    def load(self, inspection_id: str) -> StoredInspection:
        """Everything of one inspection. Raises NotFound, DamagedJournal."""
        asked = select(inspection, checklist.c.body).join(checklist).where(inspection.c.id == inspection_id)
        with self._database.read() as connection:
            row: Any = connection.execute(asked).first()
            if row is None:
                raise NotFound(what=inspection_id)
            return StoredInspection(
                id=row.id,
                institution=msgspec.json.decode(row.institution_body, type=Institution),
                visit=visit_of(row.visit_date, row.visit_kind, row.visit_body, row.visit_order),
                state=InspectionState(row.state),
                revision=row.revision,
                supersedes=row.supersedes,
                started_at=row.started_at,
                checklist=StoredChecklist(sha256=row.checklist, body=msgspec.json.decode(row.body, type=ChecklistBody)),
                operations=journal.read(connection, inspection_id, row.journal_length, row.journal_head),
                sealed_photos=_sealed_photos(connection, inspection_id),
                evidence=evidence.photos(connection, inspection_id),
                last_node=row.last_node,
                part=is_part(connection, inspection_id),
            )


def _create(connection: Connection, begun: StoredInspection, standing: Standing) -> None:
    connection.execute(
        insert(inspection).values(
            id=begun.id,
            institution=begun.institution.id,
            institution_body=msgspec.json.encode(begun.institution).decode(),
            visit_date=begun.visit.date.isoformat(),
            visit_kind=begun.visit.kind.value,
            visit_body=begun.visit.body,
            visit_order=begun.visit.order,
            state=begun.state.value,
            revision=begun.revision,
            supersedes=begun.supersedes,
            checklist=begun.checklist.sha256,
            started_at=begun.started_at,
            answered=0,
            total=0,
            findings=0,
            last_node="",
            last_saved="",
            journal_length=0,
            journal_head="",
            act_sha256="",
        )
    )
    append_entries(driver_of(connection.connection), begun.id, begun.operations, standing)


def _sealed_photos(connection: Connection, inspection_id: str) -> frozenset[str]:
    """Names of the photos of the newest seal; none before the first."""
    newest = select(seal.c.bundle).where(seal.c.inspection == inspection_id).order_by(seal.c.revision.desc()).limit(1)
    text = connection.execute(newest).scalar()
    if text is None:
        return frozenset()
    manifest = msgspec.json.decode(msgspec.json.decode(text, type=Bundle).manifest, type=Manifest)
    return frozenset(item.name for item in manifest.evidence)


def append_entries(
    driver: Driver,
    inspection_id: str,
    operations: Sequence[Operation],
    standing: Standing | None,
    entries: int | None = None,
) -> None:
    """Journal entries and counters of a draft. Raises NotFound, InspectionSealed, ChangedElsewhere."""
    row = driver.execute(HEAD, (inspection_id,)).fetchone()
    if row is None:
        raise NotFound(what=inspection_id)
    state, length, head, last_saved, *counted = row
    if state != InspectionState.DRAFT.value:
        raise InspectionSealed
    if entries is not None and entries != length:
        raise ChangedElsewhere
    if operations:
        length, head = journal.append(driver, inspection_id, operations, length, head)
        last_saved = operations[-1].at
    if standing is not None:
        counted = [standing.answered, standing.total, standing.findings, standing.last_node]
    driver.execute(SAVE, (length, head, last_saved, *counted, inspection_id))


def _summaries(connection: Connection, statement: str) -> tuple[InspectionSummary, ...]:
    delivered, led_elsewhere = additions.standings(connection), parts(connection)
    return tuple(
        InspectionSummary(
            id=row[0],
            institution=msgspec.json.decode(row[1], type=Institution),
            state=InspectionState(row[2]),
            visit=visit_of(*row[3:7]),
            answered=row[7],
            total=row[8],
            findings=row[9],
            last_node=row[10],
            last_saved=datetime.fromisoformat(row[11]),
            act=row[12],
            delivery=delivered.get(row[0], NOT_DELIVERED),
            part=row[0] in led_elsewhere,
        )
        for row in connection.exec_driver_sql(statement)
    )


def visit_of(day: str, kind: str, body: str, order: str) -> Visit:
    """A visit out of its columns."""
    return Visit(date=date.fromisoformat(day), kind=VisitKind(kind), body=body, order=order)
