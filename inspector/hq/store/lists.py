"""Lists of an institution: as they were declared, and as laptops were told them (an inspection names one by hash)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Connection, insert, select

from inspector.hq.store.following_tables import declared_list, told_list

Rows = list[dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredList:
    """One reported list, never overwritten."""

    institution: str
    name: str
    as_of: str
    source: str
    rows: Rows


class Lists:
    """Repository of lists."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_declared(self, lists: Sequence[DeclaredList], at: datetime) -> None:
        """Append."""
        for each in lists:
            self._connection.execute(
                insert(declared_list).values(
                    institution=each.institution,
                    name=each.name,
                    as_of=each.as_of,
                    source=each.source,
                    rows=msgspec.json.encode(each.rows).decode(),
                    imported_at=at,
                )
            )

    def declared(self, institution: str) -> tuple[DeclaredList, ...]:
        """The newest of every name, by date, then by import."""
        rows = self._connection.execute(
            select(declared_list)
            .where(declared_list.c.institution == institution)
            .order_by(declared_list.c.as_of, declared_list.c.seq)
        )
        newest = {
            row.name: DeclaredList(
                institution=row.institution,
                name=row.name,
                as_of=row.as_of,
                source=row.source,
                rows=msgspec.json.decode(row.rows, type=Rows),
            )
            for row in rows
        }
        return tuple(newest[name] for name in sorted(newest))

    def told(self, institution: str, lists: Mapping[str, tuple[str, Rows]]) -> None:
        """Remember what laptops are told, by name: (hash, rows)."""
        for name, (sha256, rows) in lists.items():
            if self.by_hash(institution, name, sha256) is None:
                self._connection.execute(
                    insert(told_list).values(
                        institution=institution, name=name, sha256=sha256, rows=msgspec.json.encode(rows).decode()
                    )
                )

    def by_hash(self, institution: str, name: str, sha256: str) -> Rows | None:
        """A list that laptops were told once, None when they never were."""
        table = told_list
        text = self._connection.execute(
            select(table.c.rows).where(
                table.c.institution == institution, table.c.name == name, table.c.sha256 == sha256
            )
        ).scalar()
        return None if text is None else msgspec.json.decode(text, type=Rows)
