"""The laptop without its window: store, link, acts and services put together. Used by the command line and the desktop.

What a locked laptop needs is imported at once; database, PDF and network only when it is opened.
"""

import logging
import socket
from typing import TYPE_CHECKING, Literal

from inspector.core.errors import Refusal
from inspector.paths import Home
from inspector.services.workplace import Workplace

if TYPE_CHECKING:
    from inspector.services.enrolling import Enrolling
    from inspector.store.opening import LaptopFolder, OpenStore

LOG = logging.getLogger(__name__)


class Laptop:
    """The door of one laptop's folder (services.ports.Gate). One inspector at a time."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._store: OpenStore | None = None
        self._enrolling: Enrolling | None = None

    def state(self) -> Literal["new", "locked"]:
        """Whether the folder holds an enrolled laptop."""
        return "locked" if self._home.keyslots.exists() else "new"

    def slots(self) -> tuple[str, ...]:
        """Names of the inspectors whose passphrase opens this laptop."""
        # Asked before the first picture: the key file alone, not the database with everything behind it.
        from inspector.store.keys import KeySlots

        return KeySlots(self._home.keyslots).names()

    def check_code(self, text: str) -> Refusal | None:
        """Whether an enrolment code can be right as it is written; None when it can."""
        from inspector.wire.certificates import parse_code

        try:
            parse_code(text)
        except Refusal as refusal:
            return refusal
        return None

    def enrol(self, server: str, code: str, passphrase: str) -> Workplace:
        """Join headquarters, open the new laptop and pull once.

        Raises what services.enrolling refuses. A first pull that breaks off is no failure: the next exchange goes on.
        """
        from inspector.link.client import Link
        from inspector.services.enrolling import Enrolling

        if self._enrolling is None:
            self._enrolling = Enrolling(self._folder(), Link)
        self._enrolling.enrol(server, code, passphrase, socket.gethostname())
        self._enrolling = None
        place = self.unlock(passphrase)
        report = place.syncing.once()
        if report.problem is not None:
            LOG.warning("the first exchange broke off: %s", report.problem.code)
        return place

    def unlock(self, passphrase: str) -> Workplace:
        """Open the laptop. Raises NotEnrolled, WrongPassphrase, DamagedDatabase, NewerDatabase."""
        store = self._folder().unlock(passphrase)
        self.lock()
        self._store = store
        return _workplace(store)

    def lock(self) -> None:
        """Close the database and forget its keys."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def _folder(self) -> "LaptopFolder":
        from inspector.store.opening import LaptopFolder

        return LaptopFolder(self._home)


def _workplace(store: "OpenStore") -> Workplace:
    """The services over an open store. The printer loads its fonts when the first act is made."""
    from inspector.acts import printer
    from inspector.link.client import DeviceLink
    from inspector.services.courier import Courier
    from inspector.services.evidence import EvidenceBox
    from inspector.services.inspecting import Inspecting
    from inspector.services.institutions import Institutions
    from inspector.services.moving import Moving
    from inspector.services.printing import Printing
    from inspector.services.sealing import Sealing
    from inspector.services.syncing import Syncing
    from inspector.services.updating import Updating
    from inspector.wire import certificates as pki

    identity = store.identity
    key = pki.key_from_pem(identity.private_key.encode())
    inspecting = Inspecting(store.institutions, store.inspections, identity.inspector.id)
    updating = Updating(store.changes)
    return Workplace(
        inspector=identity.inspector,
        root=identity.root.encode(),
        institutions=Institutions(store.institutions),
        inspecting=inspecting,
        moving=Moving(store.institutions, store.inspections, inspecting, identity.inspector.id),
        evidence=EvidenceBox(store.evidence),
        sealing=Sealing(identity, store.seals, store.evidence, printer),
        printing=Printing(identity, store.seals, store.evidence, printer),
        syncing=Syncing(
            lambda: DeviceLink(identity.server, identity.device, key),
            store.seals,
            updating,
            pki.from_pem(identity.root, "root"),
            identity.device,
        ),
        courier=Courier(identity, key, store.seals, store.seals, updating),
    )
