"""Single values inside the encrypted database: whose laptop it is, cursor, latest exchange."""

from dataclasses import replace
from datetime import datetime

import msgspec
from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.sqlite import insert

from inspector.core.ids import new_id
from inspector.services.errors import DamagedDatabase
from inspector.services.ports import Identity
from inspector.store.engine import Database
from inspector.store.tables import seal, setting
from inspector.wire.messages import Person

IDENTITY = "identity"
CURSOR = "cursor"
LAST_EXCHANGE = "last_exchange"
COLLEAGUES = "colleagues"
CHAIN_IN_DOUBT = "chain_in_doubt"
CHAIN_TOLD = "chain_told"


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """A restored chain: when the backup was made, and the number of its newest seal here (0 none)."""

    made_at: str
    newest: int


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """The chain's head as headquarters has it; it counts as long as `newest` is the newest seal here."""

    head: str
    newest: int


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


class Colleague(msgspec.Struct, frozen=True, kw_only=True):
    """One more inspector: the key slot that is theirs, and the laptop's identity as theirs (without its key)."""

    slot: str
    inspector: Person
    certificate: str
    operating: str


def identity_of(database: Database, slot: str) -> Identity:
    """The laptop as of whoever has that slot: one device and key, a certificate and name of their own.

    Raises DamagedDatabase when enrolment never finished.
    """
    own = identity(database)
    found = next((each for each in colleagues(database) if each.slot == slot), None)
    if found is None:
        return own
    return replace(own, inspector=found.inspector, certificate=found.certificate, operating=found.operating)


def colleagues(database: Database) -> tuple[Colleague, ...]:
    """Who works here beside the one the laptop was enrolled for."""
    with database.read() as connection:
        text = get(connection, COLLEAGUES)
    return msgspec.json.decode(text, type=tuple[Colleague, ...]) if text else ()


def keep_colleague(database: Database, told: Identity) -> str:
    """Remember one more inspector, or what headquarters said anew of a known one; the slot that is theirs.

    What headquarters tells of both people is pulled from the beginning at the next exchange.
    """
    known = colleagues(database)
    slot = next((each.slot for each in known if each.inspector.id == told.inspector.id), new_id())
    kept = Colleague(slot=slot, inspector=told.inspector, certificate=told.certificate, operating=told.operating)
    others = [each for each in known if each.slot != slot]
    with database.write() as connection:
        put(connection, COLLEAGUES, msgspec.json.encode((*others, kept)).decode())
        put(connection, CURSOR, "")
    return slot


def keep_identity(database: Database, identity: Identity) -> None:
    """Written once, at enrolment."""
    with database.write() as connection:
        put(connection, IDENTITY, msgspec.json.encode(identity).decode())


def doubt_chain(database: Database, made_at: str) -> None:
    """The database was restored from a backup of that time: headquarters may hold later seals of this laptop."""
    with database.write() as connection:
        newest = connection.execute(select(func.max(seal.c.number))).scalar() or 0
        put(connection, CHAIN_IN_DOUBT, msgspec.json.encode(Doubt(made_at=made_at, newest=newest)).decode())


def doubt(connection: Connection) -> Doubt | None:
    """None for a laptop that was never restored, or whose chain headquarters has told since."""
    text = get(connection, CHAIN_IN_DOUBT)
    return msgspec.json.decode(text, type=Doubt) if text else None


def last_exchange(connection: Connection) -> datetime | None:
    """When headquarters last answered."""
    text = get(connection, LAST_EXCHANGE)
    return datetime.fromisoformat(text) if text else None
