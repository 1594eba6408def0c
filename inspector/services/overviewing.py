"""Everything the exchange screen shows, read at once: what waits and why, what went, how fresh the news here are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from inspector.core.errors import Refusal
from inspector.services.deciding import Deciding, ToDecide
from inspector.services.inspecting import Inspecting
from inspector.services.institutions import Institutions
from inspector.services.ports import InspectionSummary, Outbox, OutboxItem
from inspector.services.ports.courier import ReceiptSource
from inspector.wire import additions
from inspector.wire.additions import AdditionBundle
from inspector.wire.errors import from_reply
from inspector.wire.messages import ErrorReply


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One thing that headquarters has not receipted whole. `inspection` is what it belongs to; bytes and files count
    what it names, `there` those of them that are receipted; `problem` is why it was refused.
    """

    id: str
    kind: str
    inspection: str
    state: str
    files: int
    files_there: int
    size: int
    size_there: int
    problem: Refusal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """All of it. `accepted` says when headquarters received an inspection; `declared_as_of` is the newest reported day.

    `answers` are questions that two laptops answered differently.
    """

    waiting: tuple[Waiting, ...]
    summaries: tuple[InspectionSummary, ...]
    accepted: Mapping[str, datetime]
    answers: tuple[ToDecide, ...]
    institutions: int
    checklist: str
    declared_as_of: str


class NewsSource(Protocol):
    """How fresh what headquarters told is."""

    def declared_as_of(self) -> str:
        """The newest day for which something was reported, "" when nothing was."""


class ReceivedSource(ReceiptSource, Protocol):
    """Receipts that are kept."""

    def received(self) -> Mapping[str, datetime]:
        """When headquarters received each inspection, by its id."""


class Overviewing:
    """Reads the overview of one laptop."""

    def __init__(
        self,
        outbox: Outbox,
        receipts: ReceivedSource,
        news: NewsSource,
        institutions: Institutions,
        inspecting: Inspecting,
        deciding: Deciding,
    ) -> None:
        self._outbox = outbox
        self._receipts = receipts
        self._news = news
        self._institutions = institutions
        self._inspecting = inspecting
        self._deciding = deciding

    def read(self) -> Overview:
        """As it is now."""
        checklist = self._institutions.checklist()
        return Overview(
            waiting=self._waiting(self._outbox.pending()),
            summaries=self._inspecting.summaries(),
            accepted=self._receipts.received(),
            answers=self._deciding.waiting(),
            institutions=self._institutions.count(),
            checklist=checklist.body.version if checklist else "",
            declared_as_of=self._news.declared_as_of(),
        )

    def _waiting(self, items: Iterable[OutboxItem]) -> tuple[Waiting, ...]:
        items = tuple(items)
        there = self._receipts.receipted(tuple(blob.sha256 for item in items for blob in item.blobs))
        return tuple(self._one(item, there) for item in items)

    def _one(self, item: OutboxItem, there: frozenset[str]) -> Waiting:
        done = [blob.size for blob in item.blobs if blob.sha256 in there]
        refused = item.state == "refused"
        return Waiting(
            id=item.id,
            kind=item.kind,
            inspection=self._inspection(item),
            state=item.state,
            files=len(item.blobs),
            files_there=len(done),
            size=sum(blob.size for blob in item.blobs),
            size_there=sum(done),
            problem=from_reply(0, ErrorReply(code=item.problem, params=dict(item.problem_params))) if refused else None,
        )

    def _inspection(self, item: OutboxItem) -> str:
        """An inspection is its own; what was added to one names it."""
        if item.kind not in additions.KINDS:
            return item.id
        bundle = self._outbox.bundle(item.id, item.revision)
        if not isinstance(bundle, AdditionBundle):
            return item.id
        return additions.read_addition(bundle.addition).inspection
