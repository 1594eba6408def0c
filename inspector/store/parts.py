"""Whether an inspection here is a part of one that another laptop leads."""

from sqlalchemy import Connection, select

from inspector.store.tables import division


def is_part(connection: Connection, inspection_id: str) -> bool:
    """Whether another laptop leads this inspection, and seals it."""
    asked = select(division.c.share).where(division.c.inspection == inspection_id, division.c.role == "part")
    return connection.execute(asked.limit(1)).first() is not None


def parts(connection: Connection) -> frozenset[str]:
    """Every inspection here that another laptop leads."""
    asked = select(division.c.inspection).where(division.c.role == "part")
    return frozenset(connection.execute(asked).scalars())
