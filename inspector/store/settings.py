"""Single values inside the encrypted database: whose laptop it is, cursor, latest exchange."""

from datetime import datetime

import msgspec
from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from inspector.services.errors import DamagedDatabase
from inspector.services.ports import Identity
from inspector.store.engine import Database
from inspector.store.tables import setting

IDENTITY = "identity"
CURSOR = "cursor"
LAST_EXCHANGE = "last_exchange"


def get(connection: Connection, name: str) -> str:
    """The value, "" when it was never set."""
    return connection.execute(select(setting.c.value).where(setting.c.name == name)).scalar() or ""


def put(connection: Connection, name: str, value: str) -> None:
    """Set the value."""
    statement = insert(setting).values(name=name, value=value)
    connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": value}))


def identity(database: Database) -> Identity:
    """Whose laptop this is. Raises DamagedDatabase when enrolment never finished."""
    with database.read() as connection:
        text = get(connection, IDENTITY)
    if not text:
        raise DamagedDatabase
    return msgspec.json.decode(text, type=Identity)


def keep_identity(database: Database, identity: Identity) -> None:
    """Written once, at enrolment."""
    with database.write() as connection:
        put(connection, IDENTITY, msgspec.json.encode(identity).decode())


def last_exchange(connection: Connection) -> datetime | None:
    """When headquarters last answered."""
    text = get(connection, LAST_EXCHANGE)
    return datetime.fromisoformat(text) if text else None
