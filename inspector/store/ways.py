"""The ways into an open laptop: whose passphrase it is, and one more inspector."""

from inspector.services.ports import Identity
from inspector.store import settings
from inspector.store.engine import Database
from inspector.store.keys import Cost, KeySlots


class Ways:
    """Implements services.joining.ColleagueHome for one open laptop; `slot` is of whoever works here now."""

    def __init__(self, slots: KeySlots, database: Database, slot: str, cost: Cost | None) -> None:
        self._slots = slots
        self._database = database
        self._slot = slot
        self._cost = cost

    def data_key(self, passphrase: str) -> bytes:
        """Of whoever works here now. Raises WrongPassphrase."""
        return self._slots.open(passphrase, self._slot).data_key

    def welcome(self, colleague: Identity, passphrase: str, data_key: bytes) -> None:
        """Certificate first, way in last: a slot never opens a laptop that does not know its owner."""
        slot = settings.keep_colleague(self._database, colleague)
        self._slots.add(slot, colleague.inspector.name, passphrase, data_key, self._cost)
