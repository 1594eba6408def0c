"""A norm that a check rests on, and the parameters the law leaves to be set: both are data of a checklist."""

from dataclasses import dataclass
from enum import StrEnum


class Confidence(StrEnum):
    """How surely the norm was read. Only HIGH and MEDIUM carry the law's severity."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    CONTRACT = "contract"
    PROPOSAL = "proposal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """One row of the `norms` sheet: the act, its paragraph and edition, and titles in both languages."""

    key: str
    act: str
    paragraph: str
    edition: str
    confidence: Confidence
    title_ru: str
    title_kk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One row of the `parameters` sheet. A blank `value` judges nothing. `source` is a norm key."""

    name: str
    value: str
    unit: str
    source: str
    changed_by: str
