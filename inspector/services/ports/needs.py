"""What the services need from store, link and acts, and the door of the desktop: Protocols.

They name exactly what is used, so that a service can be tried with a fake and so that store and link know the services
only through this package. Everything here blocks; a caller that must not wait runs it on one of its own threads.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from inspector.core.errors import Refusal
from inspector.core.institution import Institution
from inspector.services.insiders import Insider, PinState
from inspector.services.ports.values import (
    Evidence,
    Identity,
    InspectionSummary,
    InstitutionRow,
    Operation,
    OutboxItem,
    ReceivedChange,
    Scope,
    Standing,
    StoredChecklist,
    StoredInspection,
    Today,
)
from inspector.wire.additions import AdditionBundle
from inspector.wire.messages import (
    AssignmentBody,
    Bundle,
    DeclaredBody,
    LastVisitBody,
    RootReply,
    Sealed,
    Signed,
    TimeReply,
)

if TYPE_CHECKING:
    from inspector.services.backup import Cancelled, Restored, Tell
    from inspector.services.workplace import Workplace


class InstitutionSource(Protocol):
    """Institutions as headquarters lists them, and what it says of each."""

    def search(self, query: str, limit: int, scope: Scope) -> tuple[InstitutionRow, ...]: ...
    def get(self, institution_id: str) -> Institution: ...
    def count(self) -> int: ...
    def assignment(self, institution_id: str) -> AssignmentBody | None: ...
    def declared(self, institution_id: str) -> DeclaredBody | None: ...
    def last_visit(self, institution_id: str) -> LastVisitBody | None: ...
    def checklist(self) -> StoredChecklist | None: ...


class InspectionStore(Protocol):
    """Inspections and their journals."""

    def today(self) -> Today: ...
    def summaries(self) -> tuple[InspectionSummary, ...]: ...
    def create(self, begun: StoredInspection, standing: Standing) -> None: ...
    def load(self, inspection_id: str) -> StoredInspection: ...
    def move(self, old: StoredInspection, begun: StoredInspection, standing: Standing) -> None:
        """In one transaction: keep `begun` with the photos of `old`, and close `old`; refused when `old` went on."""

    def append(
        self, inspection_id: str, operations: Sequence[Operation], standing: Standing | None, entries: int | None = None
    ) -> None:
        """Journal operations and counters in one durable transaction; refused unless `entries` stand there before."""


class EvidenceStore(Protocol):
    """Encrypted files and what is known of each."""

    def add(self, inspection_id: str, evidence: Evidence, data: bytes) -> None:
        """Keep the file, then its row; both are durable on return."""

    def read(self, inspection_id: str, name: str) -> bytes: ...
    def free(self) -> int:
        """Bytes left on the disk."""


class SealStore(Protocol):
    """What is sealed, and what goes out because of it."""

    def last_manifest_sha256(self) -> str:
        """The head of this laptop's chain of manifests, "" before the first."""

    def keep(self, bundle: Bundle, act: bytes, sealed_at: datetime, basis: tuple[str, int] | None = None) -> None:
        """The act's file, then all else in one transaction; refused when chain head and journal length left `basis`."""

    def bundle(self, inspection_id: str) -> Bundle: ...
    def act(self, inspection_id: str) -> bytes: ...


class Outbox(Protocol):
    """What waits for headquarters, for the courier of it."""

    def pending(self) -> tuple[OutboxItem, ...]:
        """Everything not yet accepted, oldest first; refused ones too, with their problem."""

    def bundle(self, item_id: str, revision: int) -> Bundle | AdditionBundle: ...
    def blob(self, sha256: str) -> bytes: ...
    def sent(self, item: OutboxItem, receipt: Signed) -> None:
        """The facts are receipted, some files are not."""

    def accepted(self, item: OutboxItem, receipt: Signed) -> None:
        """Everything named is receipted."""

    def blob_receipted(self, sha256: str, receipt: Signed) -> None: ...
    def refused(self, item: OutboxItem, problem: Refusal) -> None: ...
    def exchanged(self, at: datetime) -> None:
        """Remember when headquarters last answered."""

    def last_exchange(self) -> datetime | None: ...
    def continue_chain(self, head: str) -> None:
        """What headquarters holds as the head of this laptop's chain; it counts after a restored backup alone."""


class ChangeStore(Protocol):
    """What headquarters told, taken page by page with the cursor."""

    def cursor(self) -> int: ...
    def accept(self, changes: Sequence[ReceivedChange], cursor: int) -> int:
        """Store a page and its cursor in one transaction; how many changes were taken."""


class HqLink(Protocol):
    """Headquarters as a laptop without an identity may reach it."""

    def time(self) -> TimeReply: ...
    def root(self) -> RootReply: ...
    def enrol(self, sealed: Sealed) -> Signed: ...
    def close(self) -> None: ...


class DeviceHqLink(Protocol):
    """Headquarters as an enrolled laptop reaches it. Nothing it returns is believed before its signature."""

    def moment(self) -> datetime:
        """Headquarters' time now."""

    def changes(self, cursor: int) -> Signed: ...
    def push(self, bundle: Bundle | AdditionBundle) -> tuple[Signed, int]: ...
    def blob_offset(self, sha256: str) -> int: ...
    def send_blob(self, sha256: str, offset: int, total: int, chunk: bytes) -> Signed | int: ...
    def close(self) -> None: ...


class LaptopHome(Protocol):
    """The folder an enrolled laptop lives in, before it is open."""

    def enrolled(self) -> bool: ...
    def new_data_key(self) -> bytes: ...
    def create(self, passphrase: str, data_key: bytes, escrow: bytes, identity: Identity) -> None:
        """Key slots and database; nothing is left behind when it fails."""


class Gate(Protocol):
    """The door of the desktop: what can be done before anything is open."""

    def state(self) -> Literal["new", "locked"]: ...
    def slots(self) -> tuple[str, ...]:
        """Names of the inspectors whose passphrase opens this laptop."""

    def check_code(self, text: str) -> Refusal | None:
        """Whether an enrolment code can be right as it is written; None when it can."""

    def enrol(self, server: str, code: str, passphrase: str, *, pull: bool = True) -> "Workplace":
        """Join headquarters and open the new laptop; `pull` waits for what headquarters tells it."""

    def asked(self) -> bool:
        """Whether a request to join, written to a stick, waits for its reply. Quick: asked before a picture."""

    def ask_by_file(self, invitation: Path, passphrase: str, request: Path) -> None:
        """Answer headquarters' invitation. Raises what services.enrolling_by_file names."""

    def enrol_by_file(self, reply: Path, passphrase: str) -> "Workplace":
        """Join by headquarters' reply. Raises what services.enrolling_by_file names, WrongPassphrase."""

    def insiders(self) -> tuple[Insider, ...]:
        """Who has a way in."""

    def unlock(self, passphrase: str, slot: str = "") -> "Workplace":
        """The way of that slot, or of any. Raises WrongPassphrase with the seconds to wait before the next try."""

    def pin(self, slot: str) -> PinState:
        """How the PIN of the day stands. Quick: asked before a picture."""

    def unlock_by_pin(self, pin: str, slot: str) -> "Workplace":
        """Raises WrongPin, PinEnded."""

    def set_pin(self, pin: str) -> None:
        """Hold a PIN for whoever has just given the passphrase; "" for none. Raises WeakPin, PinEnded."""

    def forget_pins(self) -> None:
        """Only passphrases open from now on."""

    def recover(self, server: str, code: str, passphrase: str) -> "Workplace":
        """Open the laptop of a forgotten passphrase with a new one; headquarters is asked."""

    def change_passphrase(self, old: str, new: str) -> None:
        """Of whoever works here now. Raises WeakPassphrase, WrongPassphrase."""

    def restore(self, file: Path, passphrase: str, tell: "Tell", cancelled: "Cancelled") -> "Restored":
        """Become the laptop of a backup. Raises what services.backup names, WrongPassphrase, StoreBusy, DiskFull."""

    def lock(self) -> None: ...


Linker = Callable[[str], HqLink]
"""Makes a link to the server of that address."""
