"""What is added to a sealed inspection, as the services hand it out and as they need it kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol

from inspector.core.deadlines import Way
from inspector.core.errors import Refusal
from inspector.core.verdict import Severity, VisitKind
from inspector.services.ports.values import OutboxItem
from inspector.wire.additions import Addition, AdditionBundle
from inspector.wire.messages import Bundle, Signed

AdditionState = Literal["waiting", "sent", "accepted", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """Somebody who saw that the act was refused."""

    name: str
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How an act was handed over; `at` is aware. What each way needs, services.delivering says."""

    way: Way
    at: datetime
    receiver: str = ""
    post: str = ""
    number: str = ""
    witnesses: tuple[Witness, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """One thing added to a seal, and how far it is. `words` are the free words by field: on this laptop only.

    `problem` is the code of the refusal that stopped it, with its places.
    """

    addition: Addition
    state: AdditionState
    words: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    problem_params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file that an addition names, with its bytes."""

    sha256: str
    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedFinding:
    """A finding as the seal has it; `days` from delivery, None where no term is set."""

    check: str
    row: str
    node: str
    severity: Severity
    days: int | None
    message: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterSeal:
    """A sealed revision as far as its delivery needs it, and everything that was added to it, oldest first.

    `receiver` and `post` are of whoever signed for the institution; `on_paper` names those who sign the printed act.
    """

    inspection: str
    revision: int
    manifest_sha256: str
    name_ru: str
    name_kk: str
    visit_date: date
    kind: VisitKind
    sealed_at: datetime
    parameters: Mapping[str, str]
    findings: tuple[SealedFinding, ...]
    receiver: str
    post: str
    on_paper: tuple[str, ...]
    added: tuple[Added, ...]

    def of(self, kind: str) -> tuple[Added, ...]:
        """What was added of one kind, oldest first."""
        return tuple(each for each in self.added if each.addition.kind == kind)

    @property
    def delivery(self) -> Added | None:
        """The delivery that counts: the last one recorded."""
        found = self.of("delivery")
        return found[-1] if found else None

    @property
    def notice(self) -> Added | None:
        """The postal notice of that delivery."""
        current = self.delivery
        found = [each for each in self.of("notice") if current and _answers(each.addition) == current.addition.id]
        return found[-1] if found else None


def _answers(addition: Addition) -> str:
    return addition.notice.delivery if addition.notice else ""


class AdditionStore(Protocol):
    """Keeps what is added to seals."""

    def keep(self, bundle: AdditionBundle, words: Mapping[str, str], files: Sequence[KeptFile]) -> None:
        """Files first, then the item, which is its own outbox entry, in one transaction; durable on return."""

    def of(self, inspection_id: str, revision: int) -> tuple[Added, ...]: ...


class AdditionOutbox(Protocol):
    """The part of the outbox that holds additions."""

    def pending(self) -> tuple[OutboxItem, ...]: ...
    def bundle(self, item_id: str) -> AdditionBundle: ...
    def sent(self, item: OutboxItem, receipt: Signed) -> None: ...
    def accepted(self, item: OutboxItem, receipt: Signed) -> None: ...
    def refused(self, item: OutboxItem, problem: Refusal) -> None: ...


class SealSource(Protocol):
    """Sealed revisions."""

    def bundle(self, inspection_id: str) -> Bundle: ...
