"""Terms in days of the calendar: day 0 is the delivery, rest days do not move an end, blank parameters say nothing."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from inspector.core.deadlines import Way, begins, delivery_overdue, last_day_to_ask, least_days, terms
from inspector.core.verdict import Severity, VisitKind

DELIVERED = date(2026, 11, 24)
FINDINGS = [
    (Severity.MINOR, 60), (Severity.SIGNIFICANT, 30), (Severity.GROSS, 14), (Severity.GROSS, 14), (Severity.NONE, None),
    (Severity.GROSS, 7), (Severity.MINOR, None),
]  # fmt: skip


def test_the_days_of_the_design() -> None:
    found = {(term.severity.value, term.days): (term.count, term.last_day) for term in terms(FINDINGS, DELIVERED)}
    assert found["gross", 14] == (2, date(2026, 12, 8))
    assert found["significant", 30] == (1, date(2026, 12, 24))
    assert found["minor", 60] == (1, date(2027, 1, 23)), "a Saturday, and it stays one"
    assert found["", None] == (1, None)


def test_gross_first_then_the_shortest_and_what_has_no_term_last() -> None:
    order = [(term.severity.value, term.days) for term in terms(FINDINGS, None)]
    assert order == [
        ("gross", 7), ("gross", 14), ("significant", 30), ("minor", 60), ("minor", None), ("", None),
    ]  # fmt: skip
    assert all(term.last_day is None for term in terms(FINDINGS, None))


@given(
    st.lists(st.tuples(st.sampled_from(Severity), st.none() | st.integers(0, 99_999)), max_size=9),
    st.dates(max_value=date(2200, 1, 1)),
)
def test_every_finding_is_counted_once(findings: list[tuple[Severity, int | None]], day: date) -> None:
    found = terms(findings, day)
    assert sum(term.count for term in found) == len(findings)
    for term in found:
        assert term.last_day == (None if term.days is None else day + timedelta(days=term.days))
        assert not term.overdue(day)
        if term.last_day is not None:
            assert not term.overdue(term.last_day)
            assert term.overdue(term.last_day + timedelta(days=1))


def test_a_term_beyond_the_calendar_has_no_date() -> None:
    assert terms([(Severity.GROSS, 99_999)], date(9999, 1, 1))[0].last_day is None


def test_by_post_the_notice_begins_it() -> None:
    assert begins(Way.PAPER, DELIVERED, None) == DELIVERED
    assert begins(Way.REFUSED, DELIVERED, None) == DELIVERED
    assert begins(Way.POST, DELIVERED, None) is None
    assert begins(Way.POST, DELIVERED, date(2026, 12, 1)) == date(2026, 12, 1)


def test_the_least_term_binds_formal_checks_only() -> None:
    assert least_days(VisitKind.CHECK, "10") == 10
    assert least_days(VisitKind.MONITORING, "10") is None
    assert least_days(VisitKind.CHECK, "") is None


def test_more_time_is_asked_for_within_working_days_of_a_formal_check() -> None:
    assert last_day_to_ask(VisitKind.CHECK, DELIVERED, "3") == date(2026, 11, 27)
    assert last_day_to_ask(VisitKind.CHECK, date(2026, 11, 26), "3") == date(2026, 12, 1), "a weekend lies between"
    assert last_day_to_ask(VisitKind.MONITORING, DELIVERED, "3") is None
    assert last_day_to_ask(VisitKind.CHECK, DELIVERED, "") is None
    assert last_day_to_ask(VisitKind.CHECK, None, "3") is None
    assert last_day_to_ask(VisitKind.CHECK, date(2040, 1, 2), "3") is None, "holidays nobody has published"


def test_an_act_is_late_only_where_a_parameter_says_when() -> None:
    assert not delivery_overdue(DELIVERED, "", date(2030, 1, 1))
    assert not delivery_overdue(DELIVERED, "3", date(2026, 11, 27))
    assert delivery_overdue(DELIVERED, "3", date(2026, 11, 28))
