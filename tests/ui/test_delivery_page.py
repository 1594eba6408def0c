"""What the delivery screen says, from plain values: terms, the law's minimum, more time, what is late or refused."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from inspector.core.deadlines import Way
from inspector.core.verdict import Severity, VisitKind
from inspector.services.ports import Added, AfterSeal, SealedFinding
from inspector.ui import language
from inspector.ui.screens.delivery import page
from inspector.wire import additions as wire

SEALED = datetime(2026, 11, 24, 7, 12, tzinfo=UTC)
DAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def russian() -> Iterator[None]:
    language.current.choose("ru")
    yield
    language.current.choose("ru")


def finding(severity: Severity, days: int | None) -> SealedFinding:
    return SealedFinding(
        check=severity.value or "advice", row="", node="/data/x", severity=severity, days=days,
        message={"ru": "Нарушение", "kk": "Бұзушылық", "en": "Violation"},
    )  # fmt: skip


AFTER = AfterSeal(
    inspection="0190b0c0-0000-7000-8000-000000000001", revision=1, manifest_sha256="ab" * 32, name_ru="Школа № 214",
    name_kk="№ 214 мектеп", visit_date=DAY, kind=VisitKind.CHECK, sealed_at=SEALED,
    parameters={"p_fix_days_min": "10", "p_more_time_days": "3", "p_delivery_days": "2"},
    findings=(
        *[finding(Severity.GROSS, 14)] * 3, *[finding(Severity.SIGNIFICANT, 30)] * 4,
        *[finding(Severity.MINOR, 60)] * 2, finding(Severity.NONE, None),
    ),
    receiver="Ибраев Н. С.", post="директор", on_paper=(), added=(),
)  # fmt: skip


def added(state: str = "waiting", problem: str = "", **facts: object) -> Added:
    told = wire.Addition(
        format=wire.FORMAT, id=str(facts.pop("id", "d1")), kind=str(facts.pop("kind", "delivery")),
        inspection=AFTER.inspection, revision=1, manifest_sha256="ab" * 32, device="d", inspector="i",
        added_at="2026-11-24T12:21:00+05:00", files=[], envelope_sha256="", program="0", **facts,
    )  # fmt: skip
    return Added(addition=told, state=state, problem=problem)  # type: ignore[arg-type]


def delivery(way: str = "paper", at: str = "2026-11-24T12:20:00+05:00", **more: object) -> wire.DeliveryFacts:
    return wire.DeliveryFacts(way=way, at=at, **more)


def test_the_numbers_of_the_design() -> None:
    terms = page.terms_of(AFTER, DAY, Way.PAPER, DAY)
    assert terms.since == "вручено 24 ноября, вторник"
    assert [(line.count, line.word, line.days, line.date, line.weekday) for line in terms.lines] == [
        ("3", "грубых", "14 дней со дня вручения", "8 декабря", "вторник"),
        ("4", "значительных", "30 дней со дня вручения", "24 декабря", "четверг"),
        ("2", "незначительных", "60 дней со дня вручения", "23 января", "суббота, 2027 год"),
    ]
    assert [line.shape for line in terms.lines] == ["bad", "warn", "none"]
    assert terms.without == "1 рекомендация — без срока"
    assert [words for _, words in terms.notes] == [
        "Дни записаны в запечатанном акте и не меняются. Закон: не меньше 10 дней.",
        "Продлить срок можно просить до 27 ноября (3 рабочих дня).",
    ]


def test_monitoring_has_no_minimum_and_nobody_to_ask() -> None:
    notes = page.terms_of(replace(AFTER, kind=VisitKind.MONITORING), DAY, Way.PAPER, DAY).notes
    assert [words for _, words in notes] == ["Дни записаны в запечатанном акте и не меняются."]
    blank = replace(AFTER, parameters={})
    assert len(page.terms_of(blank, DAY, Way.PAPER, DAY).notes) == 1


def test_a_term_that_is_over_says_so() -> None:
    late = page.terms_of(AFTER, DAY, Way.PAPER, date(2026, 12, 9)).lines
    assert [line.weekday for line in late] == ["срок истёк", "четверг", "суббота, 2027 год"]
    assert page.terms_of(AFTER, DAY, Way.PAPER, date(2026, 12, 8)).lines[0].weekday == "вторник"


def test_before_delivery_and_before_the_notice_there_are_no_dates() -> None:
    assert page.terms_of(AFTER, None, Way.PAPER, DAY).since == "день вручения ещё не указан"
    assert page.terms_of(AFTER, None, Way.POST, DAY).since == "после уведомления почты"
    assert {line.date for line in page.terms_of(AFTER, None, Way.POST, DAY).lines} == {""}


def test_the_chip_says_where_the_act_stands() -> None:
    def words(*items: Added, today: date = DAY) -> str:
        return page.chip(replace(AFTER, added=items), today).words

    assert words() == "не вручён"
    assert words(today=date(2026, 11, 26)) == "не вручён"
    assert words(today=date(2026, 11, 27)) == "не вручён вовремя"
    assert words(added(delivery=delivery())) == "вручён 24 ноября"
    assert words(added(delivery=delivery("refused"))) == "отказались принять 24 ноября"
    posted = added(delivery=delivery("post", number="RA1"))
    assert words(posted) == "отправлен, ждём уведомления"
    notice = added(id="n1", kind="notice", notice=wire.NoticeFacts(delivery="d1", date="2026-12-01"))
    assert words(posted, notice) == "вручён 1 декабря"
    other = added(id="n2", kind="notice", notice=wire.NoticeFacts(delivery="another", date="2026-12-01"))
    assert words(posted, other) == "отправлен, ждём уведомления"


def test_what_headquarters_refused_says_why() -> None:
    refused = page.recorded(replace(AFTER, added=(added("refused", "addition_conflict", delivery=delivery()),)))
    assert refused is not None
    assert refused.state.words.startswith("В штабе под этим номером уже есть другой текст")
    unknown = page.recorded(replace(AFTER, added=(added("refused", "never_heard_of", delivery=delivery()),)))
    assert unknown is not None
    assert (unknown.state.words, unknown.state.shape) == ("не принято", "bad")


def test_every_language_says_every_state() -> None:
    for code in ("ru", "kk", "en"):
        language.current.choose(code)
        for state in ("waiting", "sent", "accepted"):
            found = page.recorded(replace(AFTER, added=(added(state, delivery=delivery(number="RA1")),)))
            assert found is not None
            assert found.state.words
            assert found.lines
        assert all(each.title and each.note and each.action for each in page.later(AFTER))
