"""Institutions, what was declared of them, campaigns and assignments."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from inspector.core.ids import new_id
from inspector.core.institution import Institution, InstitutionType, Settlement
from inspector.hq.store import tables
from inspector.hq.store.records import AssignmentRecord, DeclaredRecord
from inspector.hq.store.tables import AnyRow

_PLACE = tables.institution
_DECLARED = tables.declared_value
_ASSIGNMENT = tables.assignment
_CHUNK = 500


class Places:
    """Repository of institutions."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, institution: str) -> Institution | None:
        """One institution by id."""
        row = self._connection.execute(select(_PLACE).where(_PLACE.c.id == institution)).mappings().first()
        return institution_of(row) if row else None

    def by_bin(self, bins: Sequence[str]) -> dict[str, Institution]:
        """The known institutions among `bins`, by BIN."""
        found: dict[str, Institution] = {}
        for start in range(0, len(bins), _CHUNK):
            chunk = bins[start : start + _CHUNK]
            for row in self._connection.execute(select(_PLACE).where(_PLACE.c.bin.in_(chunk))).mappings():
                found[row["bin"]] = institution_of(row)
        return found

    def count(self) -> int:
        """How many institutions there are."""
        return self._connection.execute(select(func.count()).select_from(_PLACE)).scalar_one()

    def all(self) -> tuple[Institution, ...]:
        """Every institution, by region and Russian name."""
        rows = self._connection.execute(select(_PLACE).order_by(_PLACE.c.region, _PLACE.c.name_ru))
        return tuple(institution_of(row) for row in rows.mappings())

    def add(self, institutions: Iterable[Institution], at: datetime) -> None:
        """Store new institutions."""
        rows = [{**_values(place), "id": place.id, "updated_at": at} for place in institutions]
        if rows:
            self._connection.execute(insert(_PLACE), rows)

    def replace(self, institution: Institution, at: datetime) -> None:
        """Store new facts of a known institution."""
        change = update(_PLACE).where(_PLACE.c.id == institution.id)
        self._connection.execute(change.values(**_values(institution), updated_at=at))

    def add_declared(self, values: Sequence[DeclaredRecord], at: datetime) -> None:
        """Add reported values; earlier ones stay."""
        rows = [
            {
                "institution": value.institution,
                "name": value.name,
                "value": value.value,
                "n": value.n,
                "of": value.of,
                "qualifier": value.qualifier,
                "scope": value.scope,
                "as_of": value.as_of,
                "source": value.source,
                "imported_at": at,
            }
            for value in values
        ]
        if rows:
            self._connection.execute(insert(_DECLARED), rows)

    def declared(self, institution: str) -> tuple[DeclaredRecord, ...]:
        """The newest reported value of each name, by date reported, then by arrival."""
        rows = self._connection.execute(
            select(_DECLARED).where(_DECLARED.c.institution == institution).order_by(_DECLARED.c.as_of, _DECLARED.c.seq)
        )
        newest = {row.name: _declared(row) for row in rows}
        return tuple(newest[name] for name in sorted(newest))


class Assignments:
    """Repository of campaigns and of who is sent where."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def campaign(self, name: str) -> str:
        """The id of the campaign of that name, made when new."""
        campaign = tables.campaign
        found = self._connection.execute(select(campaign.c.id).where(campaign.c.name == name)).scalar()
        if found is not None:
            return str(found)
        made = new_id()
        self._connection.execute(insert(campaign).values(id=made, name=name))
        return made

    def put(self, assignment: AssignmentRecord, at: datetime) -> AssignmentRecord:
        """Store an assignment; the same institution, person and campaign keep their id and take the new facts."""
        same = (
            _ASSIGNMENT.c.institution == assignment.institution,
            _ASSIGNMENT.c.person == assignment.person,
            _ASSIGNMENT.c.campaign == assignment.campaign,
        )
        known = self._connection.execute(select(_ASSIGNMENT.c.id).where(*same)).scalar()
        if known is not None:
            self._connection.execute(update(_ASSIGNMENT).where(*same).values(kind=assignment.kind, due=assignment.due))
            return AssignmentRecord(
                id=str(known),
                institution=assignment.institution,
                person=assignment.person,
                campaign=assignment.campaign,
                kind=assignment.kind,
                due=assignment.due,
            )
        self._connection.execute(
            insert(_ASSIGNMENT).values(
                id=assignment.id,
                institution=assignment.institution,
                person=assignment.person,
                campaign=assignment.campaign,
                kind=assignment.kind,
                due=assignment.due,
                created_at=at,
            )
        )
        return assignment

    def outsiders(self, institution: str, region: str) -> tuple[str, ...]:
        """The ids of everybody of another region who is sent there."""
        person = tables.person
        rows = self._connection.execute(
            select(_ASSIGNMENT.c.person)
            .join(person, person.c.id == _ASSIGNMENT.c.person)
            .where(_ASSIGNMENT.c.institution == institution, person.c.region != region)
            .distinct()
        )
        return tuple(sorted(rows.scalars()))


def institution_of(row: Mapping[str, Any] | RowMapping) -> Institution:
    """The institution of a mapping that has the table's columns."""
    return Institution(
        id=row["id"],
        bin=row["bin"],
        type=InstitutionType(row["type"]),
        name_ru=row["name_ru"],
        name_kk=row["name_kk"],
        region=row["region"],
        district=row["district"],
        settlement=Settlement(row["settlement"]),
        address=row["address"],
        pupils=row["pupils"],
        old_name=row["old_name"],
        director=row["director"],
    )


def _values(place: Institution) -> dict[str, object]:
    return {
        "bin": place.bin,
        "type": place.type.value,
        "name_ru": place.name_ru,
        "name_kk": place.name_kk,
        "region": place.region,
        "district": place.district,
        "settlement": place.settlement.value,
        "address": place.address,
        "pupils": place.pupils,
        "old_name": place.old_name,
        "director": place.director,
    }


def _declared(row: AnyRow) -> DeclaredRecord:
    return DeclaredRecord(
        institution=row.institution,
        name=row.name,
        value=row.value,
        n=row.n,
        of=row.of,
        qualifier=row.qualifier,
        scope=row.scope,
        as_of=row.as_of,
        source=row.source,
    )
