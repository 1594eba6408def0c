"""Signatures that wait for their seal. They are personal: they live in the encrypted database and nowhere else."""

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from inspector.core.errors import NotFound
from inspector.services.errors import InspectionSealed
from inspector.services.ports import InspectionState
from inspector.store.engine import Database
from inspector.store.tables import inspection, signing


class SigningTable:
    """Implements services.ports.SigningStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self, inspection_id: str) -> str:
        """The text kept last, or ""."""
        with self._database.read() as connection:
            asked = select(signing.c.body).where(signing.c.inspection == inspection_id)
            return connection.execute(asked).scalar() or ""

    def keep(self, inspection_id: str, body: str, at: str) -> None:
        """Replace the text, in one durable transaction. Raises NotFound, InspectionSealed, DiskFull."""
        with self._database.write() as connection:
            state = connection.execute(select(inspection.c.state).where(inspection.c.id == inspection_id)).scalar()
            if state is None:
                raise NotFound(what=inspection_id)
            if state != InspectionState.DRAFT.value:
                raise InspectionSealed
            values = {"inspection": inspection_id, "body": body, "saved_at": at}
            statement = insert(signing).values(values)
            connection.execute(statement.on_conflict_do_update(index_elements=["inspection"], set_=values))


def forget(connection: Connection, inspection_id: str) -> None:
    """The seal has them now."""
    connection.execute(delete(signing).where(signing.c.inspection == inspection_id))
