"""Violations headquarters follows until they are fixed: one per check of an institution, from visit to visit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, insert, select, update

from inspector.hq.store.following_tables import violation
from inspector.wire.reviews import OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class ViolationRecord:
    """One violation. `closed_by` is the inspection that found it fixed; dates are YYYY-MM-DD or ""."""

    id: str
    institution: str
    inspection: str
    name: str
    severity: str
    norm: str
    message: dict[str, str]
    places: int
    opened: str
    due_days: int | None
    due: str = ""
    state: str = OPEN
    verdict: str = ""
    closed_by: str | None = None
    closed: str = ""


class Violations:
    """Repository of violations."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, institution: str) -> tuple[ViolationRecord, ...]:
        """Every violation of an institution, oldest first."""
        rows = self._connection.execute(
            select(violation).where(violation.c.institution == institution).order_by(violation.c.opened, violation.c.id)
        )
        return tuple(
            ViolationRecord(
                id=row.id,
                institution=row.institution,
                inspection=row.inspection,
                name=row.name,
                severity=row.severity,
                norm=row.norm,
                message={"ru": row.message_ru, "kk": row.message_kk, "en": row.message_en},
                places=row.places,
                opened=row.opened,
                due_days=row.due_days,
                due=row.due,
                state=row.state,
                verdict=row.verdict,
                closed_by=row.closed_by,
                closed=row.closed,
            )
            for row in rows
        )

    def keep(self, records: Sequence[ViolationRecord]) -> None:
        """Store new ones, and the new state of known ones."""
        for record in records:
            values = _values(record)
            changed = update(violation).where(violation.c.id == record.id).values(values)
            if self._connection.execute(changed).rowcount == 0:
                self._connection.execute(insert(violation).values(id=record.id, **values))

    def delivered(self, inspection: str, day: date) -> bool:
        """The act of an inspection was delivered: its terms begin. True when a date changed."""
        rows = self._connection.execute(
            select(violation.c.id, violation.c.due_days, violation.c.due).where(
                violation.c.inspection == inspection, violation.c.due_days.is_not(None)
            )
        ).all()
        moved = False
        for row in rows:
            due = (day + timedelta(days=row.due_days)).isoformat()
            if due != row.due:
                self._connection.execute(update(violation).where(violation.c.id == row.id).values(due=due))
                moved = True
        return moved


def _values(record: ViolationRecord) -> dict[str, object]:
    return {
        "institution": record.institution,
        "inspection": record.inspection,
        "name": record.name,
        "severity": record.severity,
        "norm": record.norm,
        "message_ru": record.message.get("ru", ""),
        "message_kk": record.message.get("kk", ""),
        "message_en": record.message.get("en", ""),
        "places": record.places,
        "opened": record.opened,
        "due_days": record.due_days,
        "due": record.due,
        "state": record.state,
        "verdict": record.verdict,
        "closed_by": record.closed_by,
        "closed": record.closed,
    }
