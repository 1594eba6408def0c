"""Everything a person can do after unlocking, in one value: what the window and the command line are given."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector.wire.messages import Person

if TYPE_CHECKING:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """The services of one unlocked laptop. `root` is the PEM of the headquarters it is enrolled with."""

    inspector: Person
    root: bytes
    institutions: "Institutions"
    inspecting: "Inspecting"
    moving: "Moving"
    evidence: "EvidenceBox"
    signings: "Signings"
    sealing: "Sealing"
    delivering: "Delivering"
    printing: "Printing"
    syncing: "Syncing"
    backup: "BackingUp"
    joining: "Joining"
    courier: "Courier"
    overview: "Overviewing"
    returning: "Returning"
    dividing: "Dividing"
    deciding: "Deciding"
    reporting: "Reporting"
