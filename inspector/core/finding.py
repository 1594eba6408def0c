"""What an inspection says: findings (what failed) and indicators (what headquarters counts)."""

from collections.abc import Mapping
from dataclasses import dataclass

from inspector.core.verdict import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A check or a rule that failed.

    `row` is the row UUID when the check stands in a roster, else "". `message` is one text per language,
    already without personal and restricted values. `due_days` counts days from delivery of the act; None
    where no term is set. A finding without severity is a recommendation.
    """

    check: str
    row: str
    node: str
    kind: str  # "check" | "rule"
    severity: Severity
    norm: str
    message: Mapping[str, str]
    due_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """n of N, verified, with bounds when something counted was not checked; None is blank, never zero.

    `declared` and `declared_of` are what the akimat or the school reported: another side of the table,
    never an input of the verified one.
    """

    name: str
    n: int | None
    of: int | None
    lower: int | None = None
    upper: int | None = None
    declared: int | None = None
    declared_of: int | None = None
