"""How violations stand to their terms: overdue, within seven days, later, without a term yet. No Qt."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from inspector.services.ports import ViolationRow

OVERDUE, SOON, LATER, NO_TERM = "overdue", "soon", "later", "none"
SOON_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Counts of violations with the law's severity; recommendations are not among them."""

    overdue: int = 0
    soon: int = 0
    later: int = 0
    institutions: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.overdue + self.soon + self.later


def standing(due: str, now: date) -> str:
    """Where a term stands today; the last day itself is not overdue."""
    if not due:
        return NO_TERM
    left = (date.fromisoformat(due) - now).days
    return OVERDUE if left < 0 else SOON if left <= SOON_DAYS else LATER


def counted(rows: Iterable[ViolationRow], now: date) -> Terms:
    """Own institutions at a glance. What has no term yet is counted with what comes later."""
    found = {OVERDUE: 0, SOON: 0, LATER: 0, NO_TERM: 0}
    places = set()
    for each in rows:
        if each.violation.severity:
            found[standing(each.violation.due, now)] += 1
            places.add(each.institution.id)
    return Terms(
        overdue=found[OVERDUE], soon=found[SOON], later=found[LATER] + found[NO_TERM], institutions=len(places)
    )
