"""The values that services hand to whoever calls them. All are frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from msgspec import Struct

from inspector.core.deadlines import DeliveryStanding
from inspector.core.errors import Refusal
from inspector.core.institution import Institution, Visit
from inspector.wire.messages import BlobRef, ChecklistBody, Person

Scope = Literal["mine", "all"]


class InspectionState(StrEnum):
    """Where an inspection stands: being answered, sealed here, facts at headquarters, all receipted, refused.

    A draft that was moved to a newer checklist stays as it was, to be read only.
    """

    DRAFT = "draft"
    SEALED = "sealed"
    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    MOVED = "moved"


class OperationKind(StrEnum):
    """What one journal entry did."""

    SET = "set"
    ADD = "add"
    REMOVE = "remove"
    MOVE = "move"
    ATTACH = "attach"
    DETACH = "detach"
    FREEZE = "freeze"
    DISMISS = "dismiss"
    OPEN = "open"
    DUE = "due"
    BRING = "bring"
    CLOCK = "clock"
    CODE = "code"
    DESK = "desk"
    PLAN = "plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One entry of the journal: the truth, the audit trail and the crash recovery in one.

    `node` names a place by schema path and row UUIDs. `at` is ISO 8601 with the laptop's UTC offset, `monotonic`
    nanoseconds of the running machine (it shows a clock that was moved), `who` the inspector's id. `old` and
    `new` are values; for "add" `new` is the row it stands before ("" for the end), for "remove" `old` is the
    row's content as JSON, for "attach" and "detach" the evidence's name, for "freeze" `new` is JSON, for "dismiss"
    `new` is the key of a reported row that is not here (`old`: of one that is asked about again).
    "open" says that the question `node` came into view ("" that it left), "due" that a photo of it will come ("1")
    or not any more (""), "bring" that the picture `old` was replaced by `new` among those of the roll `node` that
    are to be laid out, "clock" how far the clock of the roll `node` is off (JSON, "" when unknown), "code" that the
    code `new` was on the screen for a phone's camera. "desk" is
    work on a returned inspection: `node` says what it is about (see services.desk), `new` what is said. "plan" is a
    piece of the plan of the cameras (see services.drawing).
    """

    kind: OperationKind
    node: str
    old: str
    new: str
    at: str
    monotonic: int
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """The answer of a durable write; `at` is the moment of the commit, with offset."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Counters of an inspection, kept beside its journal so that lists need not open it."""

    answered: int
    total: int
    findings: int
    last_node: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One photo as kept: its name in the instance, the hash and size of the kept bytes, and what was known of it.

    `original_sha256` is of the file as it was given. `taken_at` is ISO 8601 from the camera ("" when unknown,
    without offset when the camera told none); `latitude` and `longitude` are degrees, None when unknown.
    """

    name: str
    sha256: str
    size: int
    media_type: str
    original_sha256: str
    taken_at: str = ""
    latitude: float | None = None
    longitude: float | None = None
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionRow:
    """One line of the search. `due` is YYYY-MM-DD or ""; `kind` is the assigned visit kind or ""."""

    institution: Institution
    assigned: bool
    due: str
    kind: str
    open_violations: int
    state: Literal["", "draft", "sealed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionSummary:
    """One inspection for lists. `act` is the SHA-256 of the signed act, or ""; `delivery` is of its latest seal.

    `part` says that another laptop leads it, and seals it.
    """

    id: str
    institution: Institution
    state: InspectionState
    visit: Visit
    answered: int
    total: int
    findings: int
    last_node: str
    last_saved: datetime
    act: str
    delivery: DeliveryStanding = field(default_factory=DeliveryStanding)
    part: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The first screen: drafts (latest first), assigned and not done (earliest due first), done (latest first)."""

    drafts: tuple[InspectionSummary, ...]
    assigned: tuple[InstitutionRow, ...]
    done: tuple[InspectionSummary, ...]
    total_assigned: int
    total_done: int
    campaign: str
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredChecklist:
    """A published version as received; `sha256` is of its exact JSON text."""

    sha256: str
    body: ChecklistBody


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredInspection:
    """Everything needed to open an inspection again. `sealed_photos` are the names of photos of its newest seal."""

    id: str
    institution: Institution
    visit: Visit
    state: InspectionState
    revision: int
    supersedes: str
    started_at: str
    checklist: StoredChecklist
    operations: tuple[Operation, ...]
    evidence: tuple[Evidence, ...]
    last_node: str
    sealed_photos: frozenset[str] = frozenset()
    part: bool = False
    """Whether another laptop leads it, and seals it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Whose laptop this is and whom it trusts. Certificates and key are PEM; `box_key` is headquarters' X25519
    public key (base64, raw).
    """

    server: str
    device: str
    inspector: Person
    regions: tuple[str, ...]
    root: str
    operating: str
    certificate: str
    box_key: str
    private_key: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """The result of enrolment; `institutions` counts what the first pull brought (0 before it)."""

    inspector: Person
    institutions: int
    server: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedChange:
    """One change of headquarters, decoded; `text` is the exact JSON that was signed."""

    seq: int
    kind: str
    text: str
    body: Struct


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxItem:
    """Something sealed that headquarters has to receipt. `sha256` is of the manifest; `problem` is the code of the
    refusal that stopped it, with its places.
    """

    id: str
    kind: str
    revision: int
    sha256: str
    state: Literal["waiting", "sent", "refused"]
    blobs: tuple[BlobRef, ...]
    problem: str = ""
    problem_params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an exchange is: `stage` is "pull", "facts" or "files"; `total` is 0 while unknown."""

    stage: Literal["pull", "facts", "files"]
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncItem:
    """What became of one outbox item. `receipt` is the signed receipt's JSON body, or ""."""

    id: str
    kind: str
    state: Literal["waiting", "sent", "accepted", "refused"]
    bytes_sent: int
    receipt: str
    problem: Refusal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncReport:
    """One exchange: how many changes came, each item that waits, and what broke the exchange off (None: nothing).

    `held` bytes of `held_files` wait for a word: they were not sent because the exchange was to send facts alone.
    """

    pulled: int
    items: tuple[SyncItem, ...]
    problem: Refusal | None = None
    held: int = 0
    held_files: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncState:
    """The top bar. `online` is None until the first attempt of this run."""

    waiting: int
    refused: int
    last_exchange: datetime | None
    online: bool | None
