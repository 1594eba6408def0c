"""The laptop without its window: store, link, acts and services put together. Used by the command line and the desktop.

What a locked laptop needs is imported at once; database, PDF and network only when it is opened.
"""

import logging
import socket
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from inspector.core.errors import Refusal
from inspector.paths import Home
from inspector.services.workplace import Workplace
from inspector.settings import SettingsFile

if TYPE_CHECKING:
    from inspector.services.backup import Cancelled, Restored, Tell
    from inspector.services.enrolling import Enrolling
    from inspector.services.enrolling_by_file import EnrollingByFile
    from inspector.services.insiders import Insider, PinState
    from inspector.store.keys import Cost, Unlocked
    from inspector.store.opening import LaptopFolder, OpenStore
    from inspector.store.pins import DayPins

LOG = logging.getLogger(__name__)


class Laptop:
    """The door of one laptop's folder (services.ports.Gate). One inspector at a time."""

    def __init__(self, home: Home, *, cost: "Cost | None" = None) -> None:
        """`cost` is of new key slots and PINs; None is the real one."""
        self._home = home
        self._cost = cost
        self._pins: DayPins | None = None
        self._fresh: Unlocked | None = None
        self._slot = ""
        self._store: OpenStore | None = None
        self._enrolling: Enrolling | None = None

    def state(self) -> Literal["new", "locked"]:
        """Whether the folder holds an enrolled laptop. What a crash left of restoring one is finished first."""
        if self._home.restoring.exists():
            from inspector.store import restoring

            restoring.finish(self._home)
        return "locked" if self._home.keyslots.exists() else "new"

    def slots(self) -> tuple[str, ...]:
        """Names of the inspectors whose passphrase opens this laptop."""
        return tuple(insider.name for insider in self.insiders())

    def insiders(self) -> "tuple[Insider, ...]":
        """Who has a way in, the first enrolled first."""
        # Asked before the first picture: the key file alone, not the database with everything behind it.
        from inspector.store.keys import KeySlots

        return KeySlots(self._home.keyslots).insiders()

    def check_code(self, text: str) -> Refusal | None:
        """Whether an enrolment code can be right as it is written; None when it can."""
        from inspector.wire.certificates import parse_code

        try:
            parse_code(text)
        except Refusal as refusal:
            return refusal
        return None

    def enrol(self, server: str, code: str, passphrase: str, *, pull: bool = True) -> Workplace:
        """Join headquarters, open the new laptop and, unless somebody else does, pull once.

        Raises what services.enrolling refuses. A first pull that breaks off is no failure: the next exchange goes on.
        """
        from inspector.link.client import Link
        from inspector.services.enrolling import Enrolling
        from inspector.services.ports import SyncReport

        if self._enrolling is None:
            self._enrolling = Enrolling(self._folder(), Link)
        self._enrolling.enrol(server, code, passphrase, socket.gethostname())
        self._enrolling = None
        place = self.unlock(passphrase)
        report = place.syncing.once() if pull else SyncReport(pulled=0, items=())
        if report.problem is not None:
            LOG.warning("the first exchange broke off: %s", report.problem.code)
        return place

    def asked(self) -> bool:
        """Whether a request to join, written to a stick, waits for its reply."""
        return self._home.asked.exists()

    def ask_by_file(self, invitation: Path, passphrase: str, request: Path) -> None:
        """Answer headquarters' invitation with a request on the stick. Raises what services.enrolling_by_file does."""
        self._by_file().ask(invitation, passphrase, request, socket.gethostname())

    def enrol_by_file(self, reply: Path, passphrase: str) -> Workplace:
        """Join headquarters by its reply, open the new laptop and take the news that came with it."""
        self._by_file().finish(reply, passphrase)
        place = self.unlock(passphrase)
        report = place.courier.take_reply(reply)
        if report.problem is not None:
            LOG.warning("the first news broke off: %s", report.problem.code)
        return place

    def _by_file(self) -> "EnrollingByFile":
        from inspector.services.enrolling_by_file import EnrollingByFile

        return EnrollingByFile(self._folder(), self._home.asked)

    def unlock(self, passphrase: str, slot: str = "") -> Workplace:
        """Open the laptop. Raises NotEnrolled, WrongPassphrase, DamagedDatabase, NewerDatabase."""
        folder = self._folder()
        unlocked = folder.slots.open(passphrase, slot)
        place = self._opened(folder, unlocked)
        self._fresh = unlocked
        return place

    def pin(self, slot: str) -> "PinState":
        """How the PIN of the day stands."""
        return self._day_pins().state(slot)

    def unlock_by_pin(self, pin: str, slot: str) -> Workplace:
        """Open the laptop again on the same day. Raises WrongPin, PinEnded and what `unlock` raises."""
        from inspector.store.keys import Unlocked

        return self._opened(self._folder(), Unlocked(self._day_pins().open(slot, pin), slot))

    def set_pin(self, pin: str) -> None:
        """Once after a passphrase: a laptop left open takes no PIN from a passer-by. Raises WeakPin, PinEnded."""
        from inspector.services.errors import PinEnded

        if pin and self._fresh is None:
            raise PinEnded
        if pin and self._fresh is not None:
            self._day_pins().set(self._fresh.slot, self._fresh.data_key, pin)
        self._fresh = None

    def forget_pins(self) -> None:
        """Only passphrases open from now on."""
        self._day_pins().forget()

    def lock(self) -> None:
        """Close the database and forget its keys."""
        self._fresh = None
        if self._store is not None:
            self._store.close()
            self._store = None

    def recover(self, server: str, code: str, passphrase: str) -> Workplace:
        """Open the laptop of a forgotten passphrase with a new one. Raises what services.recovering refuses."""
        from inspector.link.client import Link
        from inspector.services.recovering import Recovering
        from inspector.store.ways import ClosedWays

        with Link(server) as link:
            Recovering(ClosedWays(self._home, self._cost), link).recover(code, passphrase)
        self._day_pins().forget()
        return self.unlock(passphrase)

    def change_passphrase(self, old: str, new: str) -> None:
        """Of whoever works here now; their PIN ends. Raises WeakPassphrase, WrongPassphrase."""
        self._folder().slots.change(old, new, self._cost, self._slot)
        self._day_pins().forget(self._slot)

    def restore(
        self, file: Path, passphrase: str, tell: "Tell" = lambda _: None, cancelled: "Cancelled" = lambda: False
    ) -> "Restored":
        """Become the laptop of a backup; what was here is put aside. Raises what store.restoring refuses."""
        from inspector.store import restoring

        self.lock()
        self._day_pins().forget()
        return restoring.restore(self._home, file, passphrase, tell, cancelled)

    def _opened(self, folder: "LaptopFolder", unlocked: "Unlocked") -> Workplace:
        store = folder.open(unlocked)
        self.lock()
        self._store, self._slot = store, unlocked.slot
        return _workplace(store, self._home)

    def _day_pins(self) -> "DayPins":
        if self._pins is None:
            from inspector.store.keys import KeySlots
            from inspector.store.pins import DayPins

            self._pins = DayPins(KeySlots(self._home.keyslots), cost=self._cost, until=self._pin_hour)
        return self._pins

    def _pin_hour(self) -> time:
        return time.fromisoformat(SettingsFile(self._home.settings).current.pin_until)

    def _folder(self) -> "LaptopFolder":
        from inspector.store.opening import LaptopFolder

        return LaptopFolder(self._home, cost=self._cost)


def _workplace(store: "OpenStore", home: Home) -> Workplace:
    """The services over an open store. The printer loads its fonts when the first act is made."""
    from inspector.acts import printer, verify
    from inspector.link.client import DeviceLink
    from inspector.services.backup import BackingUp
    from inspector.services.courier import Courier
    from inspector.services.deciding import Deciding
    from inspector.services.delivering import Delivering
    from inspector.services.dividing import Dividing
    from inspector.services.evidence import EvidenceBox
    from inspector.services.inspecting import Inspecting
    from inspector.services.institutions import Institutions
    from inspector.services.joining import Joining
    from inspector.services.moving import Moving
    from inspector.services.overviewing import Overviewing
    from inspector.services.printing import Printing
    from inspector.services.reporting import Reporting
    from inspector.services.returning import Returning
    from inspector.services.sealing import Sealing
    from inspector.services.signing import Signings
    from inspector.services.syncing import Syncing
    from inspector.services.updating import Updating
    from inspector.wire import certificates as pki

    identity = store.identity
    key = pki.key_from_pem(identity.private_key.encode())
    inspecting = Inspecting(store.institutions, store.inspections, identity.inspector.id)
    updating = Updating(store.changes)
    institutions = Institutions(store.institutions)
    deciding = Deciding(store.divisions, inspecting, (identity.inspector.id, identity.inspector.name))
    return Workplace(
        inspector=identity.inspector,
        root=identity.root.encode(),
        institutions=institutions,
        inspecting=inspecting,
        moving=Moving(store.institutions, store.inspections, inspecting, identity.inspector.id),
        evidence=EvidenceBox(store.evidence),
        signings=Signings(store.signings),
        sealing=Sealing(identity, store.seals, store.evidence, printer),
        delivering=Delivering(identity, store.seals, store.additions),
        printing=Printing(
            identity, store.seals, store.evidence, printer, checker=verify, revoked=store.changes.revoked
        ),
        syncing=Syncing(
            lambda: DeviceLink(identity.server, identity.device, key),
            store.outbox,
            updating,
            pki.from_pem(identity.root, "root"),
            identity.device,
        ),
        backup=BackingUp(store.archive),
        joining=Joining(identity, store.ways, lambda: DeviceLink(identity.server, identity.device, key)),
        dividing=Dividing(identity, key, store.inspections, store.evidence, store.divisions, store.changes, inspecting),
        deciding=deciding,
        overview=Overviewing(store.outbox, store.seals, store.changes, institutions, inspecting, deciding),
        courier=Courier(identity, key, store.outbox, store.seals, updating),
        returning=Returning(store.reviews),
        reporting=Reporting(home.log),
    )
