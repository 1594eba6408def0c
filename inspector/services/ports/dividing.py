"""What dividing a draft between two laptops needs of the store, and what it hands out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from inspector.services.ports.values import Operation, Standing, StoredChecklist

Role = Literal["lead", "part"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """One share of a draft, on the lead's laptop or on the one it was given to ("part").

    `device` is the lead's laptop; `names` are of inspectors by id (on the lead's laptop empty until their answers came
    back); `sections` are paths of the sections given away.
    `base` counts the journal entries before the division. On the lead's laptop `taken` counts the colleague's entries
    that came back and `places` says where in the journal they stand (first entry, how many). `secret` makes the keys of
    the files between the two.
    """

    share: str
    inspection: str
    role: Role
    device: str
    names: Mapping[str, str]
    sections: tuple[str, ...]
    base: int
    secret: bytes = field(repr=False)
    made_at: str
    taken: int = 0
    places: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDisagreement:
    """Two answers to one question, as `merging.Disagreement` in JSON (`mine`, `theirs`), and what was decided."""

    inspection: str
    unit: str
    share: str
    mine: str
    theirs: str
    state: Literal["open", "mine", "theirs"] = "open"
    decided_at: str = ""


class DivisionStore(Protocol):
    """Shares of drafts and what two inspectors answered differently."""

    def keep(self, division: Division) -> None:
        """Remember a share, unless it is known."""

    def checklist(self, sha256: str) -> StoredChecklist | None:
        """A published version by its hash, None when it is not here."""

    def division(self, share: str) -> Division | None: ...
    def divisions(self) -> tuple[Division, ...]:
        """All of them, latest first."""

    def merge(
        self,
        division: Division,
        operations: Sequence[Operation],
        standing: Standing,
        entries: int,
        disagreements: Sequence[StoredDisagreement],
    ) -> None:
        """Journal, counters, the share's new state and the disagreements in one durable transaction."""

    def disagreements(self, inspection: str = "") -> tuple[StoredDisagreement, ...]:
        """Those that are open; of one inspection when it is named."""

    def disagreement(self, inspection: str, unit: str) -> StoredDisagreement | None:
        """One of them, decided or not."""

    def decide(
        self, decided: StoredDisagreement, operations: Sequence[Operation], standing: Standing, entries: int
    ) -> None:
        """The decision and the entries it makes, in one durable transaction."""
