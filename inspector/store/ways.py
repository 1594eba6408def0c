"""The ways into a laptop: whose passphrase it is, one more inspector, and a new passphrase for a forgotten one."""

from inspector.core.errors import NotFound
from inspector.paths import Home
from inspector.services.errors import DamagedDatabase
from inspector.services.ports import Identity
from inspector.services.recovering import NotThisLaptop
from inspector.store import settings
from inspector.store.engine import Database
from inspector.store.keys import Cost, KeySlots, subkey


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


class ClosedWays:
    """Implements services.recovering.ClosedHome for a laptop that nobody can open."""

    def __init__(self, home: Home, cost: Cost | None) -> None:
        self._home = home
        self._slots = KeySlots(home.keyslots)
        self._cost = cost

    def escrow(self) -> bytes:
        """The data key in headquarters' box. Raises NotEnrolled, DamagedDatabase."""
        return self._slots.escrow()

    def readmit(self, person: str, passphrase: str, data_key: bytes) -> None:
        """Raises NotThisLaptop when the key opens nothing here, NotFound when that inspector does not work here."""
        try:
            database = Database(self._home.database, subkey(data_key, "database"))
        except DamagedDatabase as error:
            raise NotThisLaptop from error
        try:
            owner = settings.identity(database).inspector
            others = {each.inspector.id: each for each in settings.colleagues(database)}
        finally:
            database.close()
        if person in others:
            slot, name = others[person].slot, others[person].inspector.name
        elif person == owner.id:
            taken = {each.slot for each in others.values()}
            slot = next(insider.id for insider in self._slots.insiders() if insider.id not in taken)
            name = owner.name
        else:
            raise NotFound(what=person)
        self._slots.add(slot, name, passphrase, data_key, self._cost)
        self._slots.forgive()
