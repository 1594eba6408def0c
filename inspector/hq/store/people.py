"""Inspectors, their enrolment codes and their laptops."""

from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from inspector.core.ids import new_id
from inspector.hq.store import tables
from inspector.hq.store.records import CodeRecord, ColleagueRecord, DeviceRecord, PersonRecord
from inspector.hq.store.tables import AnyRow

_PERSON = tables.person
_CODE = tables.enrolment_code
_DEVICE = tables.device
_COLLEAGUE = tables.colleague


class People:
    """Repository of persons, codes and devices."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ensure(self, name: str, region: str, *, post: str = "", body: str = "") -> PersonRecord:
        """The inspector of that name in that region, made when new; a given post or body replaces the old one."""
        found = next((person for person in self.named(name) if person.region == region), None)
        if found is None:
            person = PersonRecord(id=new_id(), name=name, post=post, body=body, region=region)
            self._connection.execute(
                insert(_PERSON).values(id=person.id, name=name, post=post, body=body, region=region)
            )
            return person
        fresh = PersonRecord(id=found.id, name=name, post=post or found.post, body=body or found.body, region=region)
        if fresh != found:
            change = update(_PERSON).where(_PERSON.c.id == found.id).values(post=fresh.post, body=fresh.body)
            self._connection.execute(change)
        return fresh

    def named(self, name: str) -> tuple[PersonRecord, ...]:
        """Everybody of that name."""
        rows = self._connection.execute(select(_PERSON).where(_PERSON.c.name == name).order_by(_PERSON.c.region))
        return tuple(_person(row) for row in rows)

    def get(self, person: str) -> PersonRecord | None:
        """One inspector by id."""
        row = self._connection.execute(select(_PERSON).where(_PERSON.c.id == person)).first()
        return _person(row) if row else None

    def add_code(self, secret_hash: str, person: str, created_at: datetime, expires_at: datetime) -> None:
        """Remember a new enrolment code."""
        self._connection.execute(
            insert(_CODE).values(secret_hash=secret_hash, person=person, created_at=created_at, expires_at=expires_at)
        )

    def code(self, secret_hash: str) -> CodeRecord | None:
        """The code of that hash."""
        row = self._connection.execute(select(_CODE).where(_CODE.c.secret_hash == secret_hash)).first()
        if row is None:
            return None
        return CodeRecord(person=row.person, expires_at=row.expires_at, used_at=row.used_at, device=row.device)

    def spend_code(self, secret_hash: str, device: str, at: datetime) -> bool:
        """Mark the code used by a laptop; False when somebody was faster."""
        unused = update(_CODE).where(_CODE.c.secret_hash == secret_hash, _CODE.c.used_at.is_(None))
        return self._connection.execute(unused.values(used_at=at, device=device)).rowcount == 1

    def add_device(self, device: DeviceRecord) -> None:
        """Remember a newly enrolled laptop."""
        self._connection.execute(
            insert(_DEVICE).values(
                id=device.id,
                person=device.person,
                name=device.name,
                region=device.region,
                certificate=device.certificate,
                serial=device.serial,
                escrow=device.escrow,
                enrolled_at=device.enrolled_at,
            )
        )

    def device(self, device: str) -> DeviceRecord | None:
        """One laptop by id."""
        row = self._connection.execute(select(_DEVICE).where(_DEVICE.c.id == device)).first()
        return _device(row) if row else None

    def add_colleague(self, record: ColleagueRecord) -> None:
        """One more inspector works with that laptop."""
        self._connection.execute(
            insert(_COLLEAGUE).values(
                device=record.device,
                person=record.person,
                certificate=record.certificate,
                serial=record.serial,
                joined_at=record.joined_at,
            )
        )

    def colleague(self, device: str, person: str) -> ColleagueRecord | None:
        """What one of them was given."""
        return next((each for each in self.colleagues(device) if each.person == person), None)

    def colleagues(self, device: str) -> tuple[ColleagueRecord, ...]:
        """Who works with that laptop beside the one it was enrolled for, oldest first."""
        asked = select(_COLLEAGUE).where(_COLLEAGUE.c.device == device).order_by(_COLLEAGUE.c.joined_at)
        return tuple(
            ColleagueRecord(
                device=row.device,
                person=row.person,
                certificate=row.certificate,
                serial=row.serial,
                joined_at=row.joined_at,
            )
            for row in self._connection.execute(asked)
        )

    def hold(self, device: str) -> None:
        """Let what this laptop brings wait in line until the transaction's end. SQLite has one writer anyway."""
        self._connection.execute(select(_DEVICE.c.id).where(_DEVICE.c.id == device).with_for_update())

    def devices(self) -> tuple[DeviceRecord, ...]:
        """Every laptop, oldest first."""
        return tuple(_device(row) for row in self._connection.execute(select(_DEVICE).order_by(_DEVICE.c.id)))

    def revoke(self, device: str, at: datetime) -> bool:
        """Stop trusting a laptop; False when it already was, or is unknown."""
        standing = update(_DEVICE).where(_DEVICE.c.id == device, _DEVICE.c.revoked_at.is_(None))
        return self._connection.execute(standing.values(revoked_at=at)).rowcount == 1


class Audit:
    """Repository of the audit log: who did what to what, without any contents."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, at: datetime, actor: str, action: str, subject: str) -> None:
        """Add one line."""
        self._connection.execute(insert(tables.audit_log).values(at=at, actor=actor, action=action, subject=subject))

    def count(self, action: str, since: datetime, actor: str | None = None) -> int:
        """How often `action` was done since then, by `actor` when given."""
        log = tables.audit_log
        query = select(func.count()).select_from(log).where(log.c.action == action, log.c.at >= since)
        if actor is not None:
            query = query.where(log.c.actor == actor)
        return self._connection.execute(query).scalar_one()

    def entries(self, action: str) -> tuple[tuple[str, str], ...]:
        """(actor, subject) of every line of one action, oldest first."""
        log = tables.audit_log
        rows = self._connection.execute(
            select(log.c.actor, log.c.subject).where(log.c.action == action).order_by(log.c.seq)
        )
        return tuple((row.actor, row.subject) for row in rows)


def _person(row: AnyRow) -> PersonRecord:
    return PersonRecord(id=row.id, name=row.name, post=row.post, body=row.body, region=row.region)


def _device(row: AnyRow) -> DeviceRecord:
    return DeviceRecord(
        id=row.id,
        person=row.person,
        name=row.name,
        region=row.region,
        certificate=row.certificate,
        serial=row.serial,
        escrow=row.escrow,
        enrolled_at=row.enrolled_at,
        revoked_at=row.revoked_at,
    )
