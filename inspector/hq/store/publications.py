"""Published checklists, and the log of changes that laptops pull by cursor."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec
from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, text

from inspector.hq.store import tables
from inspector.hq.store.records import ChecklistRecord, IndicatorLabel
from inspector.wire.messages import Change

EVERYBODY = "all"
CHANGE_LOCK = 7_021_964_002  # any number of ours, see _in_commit_order

_CHANGE = tables.change
_CHECKLIST = tables.checklist


def region_audience(region: str) -> str:
    """Every laptop of a region."""
    return f"region:{region}"


def person_audience(person: str) -> str:
    """Every laptop of one inspector."""
    return f"person:{person}"


def device_audience(device: str) -> str:
    """One laptop alone."""
    return f"device:{device}"


class Changes:
    """Repository of what laptops are told. A newer change of the same thing replaces the older one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._ordered = False

    def put(self, kind: str, audience: str, bodies: Iterable[tuple[str, msgspec.Struct]]) -> None:
        """Tell `audience` the given (id, body) things, under new numbers."""
        rows = [
            {"kind": kind, "subject": subject, "audience": audience, "body": msgspec.json.encode(body).decode()}
            for subject, body in bodies
        ]
        self.put_texts(rows)

    def put_texts(self, rows: Sequence[dict[str, str]]) -> None:
        """As `put`, with bodies that are already JSON texts and must travel unchanged."""
        if not rows:
            return
        self._in_commit_order()
        replaced = delete(_CHANGE).where(
            _CHANGE.c.kind == text(":k"), _CHANGE.c.subject == text(":s"), _CHANGE.c.audience == text(":a")
        )
        keys = [{"k": row["kind"], "s": row["subject"], "a": row["audience"]} for row in rows]
        self._connection.execute(replaced, keys)
        self._connection.execute(insert(_CHANGE), list(rows))

    def copy(self, kind: str, subject: str, audience: str, to: str) -> None:
        """Tell `to` what `audience` was told of one thing, if anything."""
        body = self.body(kind, subject, audience)
        if body is not None:
            self.put_texts([{"kind": kind, "subject": subject, "audience": to, "body": body}])

    def body(self, kind: str, subject: str, audience: str) -> str | None:
        """What an audience was told of one thing, as JSON text."""
        told = select(_CHANGE.c.body).where(
            _CHANGE.c.kind == kind, _CHANGE.c.subject == subject, _CHANGE.c.audience == audience
        )
        return self._connection.execute(told).scalar()

    def withdraw(self, kind: str, subject: str) -> None:
        """Forget what anybody was told of one thing; whoever pulled it keeps it until told anew."""
        self._connection.execute(delete(_CHANGE).where(_CHANGE.c.kind == kind, _CHANGE.c.subject == subject))

    def after(self, cursor: int, audiences: Sequence[str], limit: int) -> tuple[Change, ...]:
        """The next changes for these audiences, oldest first."""
        rows = self._connection.execute(
            select(_CHANGE)
            .where(_CHANGE.c.seq > cursor, _CHANGE.c.audience.in_(audiences))
            .order_by(_CHANGE.c.seq)
            .limit(limit)
        )
        return tuple(
            Change(seq=row.seq, kind=row.kind, id=row.subject, body=msgspec.Raw(row.body.encode())) for row in rows
        )

    def newest(self) -> int:
        """The highest number given so far."""
        return int(self._connection.execute(select(func.coalesce(func.max(_CHANGE.c.seq), 0))).scalar_one())

    def _in_commit_order(self) -> None:
        """Numbers must become visible in order, or a laptop's cursor would step over a slow transaction.

        SQLite has one writer at a time; on PostgreSQL writers of changes queue here until commit.
        """
        if not self._ordered and self._connection.dialect.name == "postgresql":
            self._connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": CHANGE_LOCK})
        self._ordered = True


class Checklists:
    """Repository of published checklists; versions are immutable."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, checklist: ChecklistRecord, labels: Sequence[IndicatorLabel], at: datetime) -> None:
        """Store a new version with the names of its indicators."""
        self._connection.execute(
            insert(_CHECKLIST).values(
                sha256=checklist.sha256,
                form_id=checklist.form_id,
                version=checklist.version,
                title=checklist.title,
                body=checklist.body,
                reviewed_kk=checklist.reviewed_kk,
                published_at=at,
            )
        )
        rows = [
            {
                "checklist": checklist.sha256,
                "name": label.name,
                "position": position,
                "label_ru": label.ru,
                "label_kk": label.kk,
                "label_en": label.en,
            }
            for position, label in enumerate(labels)
        ]
        if rows:
            self._connection.execute(insert(tables.checklist_indicator), rows)

    def get(self, sha256: str) -> ChecklistRecord | None:
        """The version of that hash."""
        return self._one(_CHECKLIST.c.sha256 == sha256)

    def version(self, form_id: str, version: str) -> ChecklistRecord | None:
        """The version of that name."""
        return self._one((_CHECKLIST.c.form_id == form_id) & (_CHECKLIST.c.version == version))

    def labels(self, sha256: str | None = None) -> dict[str, IndicatorLabel]:
        """How a checklist, or the newest published one, names its indicators, in the order they stand there."""
        named = tables.checklist_indicator
        if sha256 is None:
            newest = select(_CHECKLIST.c.sha256).order_by(_CHECKLIST.c.published_at.desc()).limit(1)
            sha256 = self._connection.execute(newest).scalar()
        rows = self._connection.execute(select(named).where(named.c.checklist == sha256).order_by(named.c.position))
        return {
            row.name: IndicatorLabel(name=row.name, ru=row.label_ru, kk=row.label_kk, en=row.label_en) for row in rows
        }

    def _one(self, condition: ColumnElement[bool]) -> ChecklistRecord | None:
        row = self._connection.execute(select(_CHECKLIST).where(condition)).first()
        if row is None:
            return None
        return ChecklistRecord(
            sha256=row.sha256,
            form_id=row.form_id,
            version=row.version,
            title=row.title,
            body=row.body,
            reviewed_kk=row.reviewed_kk,
        )
