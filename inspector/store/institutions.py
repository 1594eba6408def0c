"""Institutions as headquarters lists them, found by any word of theirs in a couple of milliseconds.

The statements are plain SQL: they run at every key pressed. Hits of FTS5 come in the order of its rows, which costs
nothing; sorting all hits of a short query would read most of the table.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Select, func, select

from inspector.core.errors import NotFound
from inspector.core.institution import Institution, InstitutionType, Settlement
from inspector.services.ports import InstitutionRow, Scope, StoredChecklist
from inspector.store.engine import Database
from inspector.store.folding import fts, line, sql, terms
from inspector.store.tables import SEARCH_TABLE, assignment, checklist, declared, institution, last_visit
from inspector.wire.messages import (
    AssignmentBody,
    ChecklistBody,
    DeclaredBody,
    InstitutionBody,
    LastVisitBody,
)

FIELDS = (
    "id", "bin", "type", "name_ru", "name_kk", "region", "district", "settlement", "address", "pupils", "old_name",
    "director",
)  # fmt: skip
FIELD_COUNT = len(FIELDS)
TYPES = {kind.value: kind for kind in InstitutionType}
SETTLEMENTS = {settlement.value: settlement for settlement in Settlement}

_LINE = f"""
SELECT {", ".join(f"i.{name}" for name in FIELDS)}, a.due, a.kind, coalesce(v.open_violations, 0),
       (SELECT state FROM inspection p WHERE p.institution = i.id ORDER BY p.id DESC LIMIT 1)
FROM {{source}}
LEFT JOIN last_visit v ON v.institution = i.id
"""
OWN = "inspector IN ('', ?)"
"""Of an assignment: that it is of whoever works here now, or that headquarters did not say whose it is."""

_ASSIGNED = f"(SELECT institution, min(due) AS due, kind FROM assignment WHERE {OWN} GROUP BY institution) a"
_OTHERS = _LINE.format(source="{source} LEFT JOIN (SELECT NULL AS due, NULL AS kind) a")
_NOT_MINE = f"i.id NOT IN (SELECT institution FROM assignment WHERE {OWN})"
MINE = f"""{_LINE.format(source=f"{_ASSIGNED} JOIN institution i ON i.id = a.institution")}
WHERE {{condition}} ORDER BY a.due, i.key LIMIT ?"""
NOT_DONE = MINE.format(condition="NOT EXISTS (SELECT 1 FROM inspection p WHERE p.institution = i.id)")
LIST_OTHERS = f"{_OTHERS.format(source='institution i')} WHERE {_NOT_MINE} ORDER BY i.key LIMIT ?"
SEARCH_OTHERS = f"""{_OTHERS.format(source=f"{SEARCH_TABLE} s JOIN institution i ON i.key = s.rowid")}
WHERE {SEARCH_TABLE} MATCH ? AND {_NOT_MINE} LIMIT ?"""
UPSERT = f"""
INSERT INTO institution ({", ".join(FIELDS)}, words) VALUES ({", ".join("?" for _ in FIELDS)}, ?)
ON CONFLICT (id) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in (*FIELDS[1:], "words"))}
"""
INDEX = f"INSERT OR REPLACE INTO {SEARCH_TABLE} (words, rowid) SELECT words, key FROM institution WHERE id = ?"
Body = TypeVar("Body", bound=msgspec.Struct)


class InstitutionTable:
    """Implements services.ports.InstitutionSource. `who` is the id of the inspector who works here now."""

    def __init__(self, database: Database, who: str) -> None:
        self._database = database
        self._who = who

    def search(self, query: str, limit: int, scope: Scope) -> tuple[InstitutionRow, ...]:
        """Own ones first, earliest term first; then the others, those with the very words before longer ones."""
        asked = terms(query)
        if query.strip() and not asked:
            return ()
        condition, values = sql(asked, "i.words")
        steps = [(fts(asked, whole=True),), (fts(asked),)] if asked else [()]
        with self._database.read() as connection:
            found = rows(connection, MINE.format(condition=condition), (self._who, *values, limit), assigned=True)
            for step in steps if scope == "all" else []:
                found += self._others(connection, step, found, limit)
        return tuple(found)

    def _others(
        self, connection: Connection, asked: tuple[str, ...], found: list[InstitutionRow], limit: int
    ) -> list[InstitutionRow]:
        if len(found) >= limit:
            return []
        have = {row.institution.id for row in found}
        more = rows(connection, SEARCH_OTHERS if asked else LIST_OTHERS, (*asked, self._who, limit), assigned=False)
        return [row for row in more if row.institution.id not in have][: limit - len(found)]

    def get(self, institution_id: str) -> Institution:
        """Raises NotFound."""
        columns = [institution.c[name] for name in FIELDS]
        with self._database.read() as connection:
            row = connection.execute(select(*columns).where(institution.c.id == institution_id)).first()
        if row is None:
            raise NotFound(what=institution_id)
        return from_row(row)

    def count(self) -> int:
        """How many there are."""
        with self._database.read() as connection:
            return connection.execute(select(func.count()).select_from(institution)).scalar_one()

    def assignment(self, institution_id: str) -> AssignmentBody | None:
        """The earliest due assignment of the institution, one's own before a colleague's."""
        asked = select(assignment.c.body).where(assignment.c.institution == institution_id)
        foreign = assignment.c.inspector.not_in(["", self._who])
        return self._body(asked.order_by(foreign, assignment.c.due, assignment.c.id).limit(1), AssignmentBody)

    def declared(self, institution_id: str) -> DeclaredBody | None:
        """What was reported for it."""
        return self._body(select(declared.c.body).where(declared.c.institution == institution_id), DeclaredBody)

    def last_visit(self, institution_id: str) -> LastVisitBody | None:
        """The facts of its last confirmed visit."""
        return self._body(select(last_visit.c.body).where(last_visit.c.institution == institution_id), LastVisitBody)

    def checklist(self) -> StoredChecklist | None:
        """The version published last."""
        newest = select(checklist.c.sha256, checklist.c.body).order_by(checklist.c.seq.desc()).limit(1)
        with self._database.read() as connection:
            row = connection.execute(newest).first()
        return (
            None
            if row is None
            else StoredChecklist(sha256=row[0], body=msgspec.json.decode(row[1], type=ChecklistBody))
        )

    def _body(self, asked: Select[str], kind: type[Body]) -> Body | None:
        with self._database.read() as connection:
            text = connection.execute(asked).scalar()
        return None if text is None else msgspec.json.decode(text, type=kind)


def rows(connection: Connection, statement: str, values: tuple[object, ...], *, assigned: bool) -> list[InstitutionRow]:
    """Lines of one of this module's statements."""
    return [
        InstitutionRow(
            institution=from_row(row),
            assigned=assigned,
            due=row[FIELD_COUNT] or "",
            kind=row[FIELD_COUNT + 1] or "",
            open_violations=row[FIELD_COUNT + 2],
            state="" if row[FIELD_COUNT + 3] is None else "draft" if row[FIELD_COUNT + 3] == "draft" else "sealed",
        )
        for row in connection.exec_driver_sql(statement, values).fetchall()
    ]


def from_row(row: Sequence[Any]) -> Institution:
    """The institution in the first columns of a row, in the order of FIELDS."""
    return Institution(
        id=row[0],
        bin=row[1],
        type=TYPES[row[2]],
        name_ru=row[3],
        name_kk=row[4],
        region=row[5],
        district=row[6],
        settlement=SETTLEMENTS[row[7]],
        address=row[8],
        pupils=row[9],
        old_name=row[10],
        director=row[11],
    )


def keep(connection: Connection, bodies: Sequence[InstitutionBody]) -> None:
    """Add or replace institutions together with their search lines."""
    if not bodies:
        return
    told = [(*(getattr(body, name) for name in FIELDS), _searched(body)) for body in bodies]
    connection.exec_driver_sql(UPSERT, told)
    connection.exec_driver_sql(INDEX, [(body.id,) for body in bodies])


def _searched(body: InstitutionBody) -> str:
    """Everything an institution is looked for by."""
    told = (body.name_ru, body.name_kk, body.old_name, body.address, body.district, body.bin, body.director)
    return line(*told)
