"""Terms begin with the delivery of the act: what a laptop added says when, and violations get their last days by it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from inspector.core.deadlines import Way, begins
from inspector.hq.services.telling import tell_violations
from inspector.hq.store.database import Work
from inspector.wire.additions import Addition, read_addition


def begin_terms(work: Work, inspection: str) -> bool:
    """Count the terms of an inspection's violations from its delivery; True when a last day changed.

    A delivery that was recorded wrongly is replaced by a later one: then the days move, or are taken back.
    """
    day = day_zero(read_addition(text) for text in work.additions.deliveries(inspection))
    if day is not None:
        return work.violations.delivered(inspection, day)
    institution = work.additions.institution(inspection)
    wrong = [each for each in work.violations.of(institution) if each.inspection == inspection and each.due]
    work.violations.keep([replace(each, due="") for each in wrong])
    return bool(wrong)


def tell_terms(work: Work, inspection: str) -> None:
    """Begin the terms and tell the laptops of the institution's region."""
    if begin_terms(work, inspection):
        place = work.places.get(work.additions.institution(inspection))
        if place is not None:
            tell_violations(work, place)


def day_zero(added: Iterable[Addition]) -> date | None:
    """The day of the delivery that counts, the last one recorded; None before it or before the post's notice."""
    delivery: Addition | None = None
    notices: dict[str, date] = {}
    for each in added:
        if each.delivery is not None:
            delivery = each
        elif each.notice is not None:
            notices[each.notice.delivery] = date.fromisoformat(each.notice.date)
    if delivery is None or delivery.delivery is None:
        return None
    facts = delivery.delivery
    return begins(Way(facts.way), datetime.fromisoformat(facts.at).date(), notices.get(delivery.id))
