"""Only what comes out the same again is confirmed, and only confirmed visits are counted."""

import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import event, select

from inspector.core.institution import Institution
from inspector.hq.store.records import CONFIRMED, MISMATCH, RevisionSummary
from inspector.hq.store.tables import standing
from inspector.wire.manifest import IndicatorFacts
from inspector.wire.plan import PlanFacts, SheetFacts
from inspector.wire.seal import digest
from tests.hq.conftest import enrolled, school
from tests.hq.laptop import Laptop, answers, sealed
from tests.hq.serving import ServedHq
from tests.hq.test_intake import dump


def reviewed(served: ServedHq) -> tuple[RevisionSummary, ...]:
    served.hq.reviewer.review_waiting()
    with served.hq.database.reading() as work:
        return work.figures.received()


@pytest.fixture
def laptop(served_hq: ServedHq) -> Laptop:
    served_hq.hq.worker.stop()
    return enrolled(served_hq)


@pytest.fixture
def place(served_hq: ServedHq) -> Institution:
    return school(served_hq)


def test_an_honest_inspection_is_confirmed_and_counted(served_hq: ServedHq, laptop: Laptop, place: Institution) -> None:
    laptop.push(sealed(laptop, place, answers(laptop, verdict="bad")))
    (item,) = reviewed(served_hq)
    assert (item.state, item.reasons) == (CONFIRMED, ())
    with served_hq.hq.database.reading() as work:
        figures = work.figures.country(["children_covered"])["children_covered"]
        assert (figures.n, figures.of, figures.declared, figures.declared_of) == (371, 640, 640, 640)
        assert work.figures.open_findings() == {"gross": 1}
        assert work.audit.entries("envelope_opened") == (("review", f"{item.inspection}/1"),)


def test_a_plan_in_the_envelope_changes_nothing_and_stays_in_it(
    served_hq: ServedHq, laptop: Laptop, place: Institution
) -> None:
    sheet = SheetFacts(id="1", name="Архив под лестницей", height=560, turn=0, picture="")
    laptop.push(sealed(laptop, place, drawn=PlanFacts(sheets=[sheet], zones=[], cameras=[])))
    (item,) = reviewed(served_hq)
    assert (item.state, item.reasons) == (CONFIRMED, ())
    assert sheet.name not in dump(served_hq, without_envelope=False)


def test_the_next_visit_is_told_what_this_one_found(served_hq: ServedHq, laptop: Laptop, place: Institution) -> None:
    laptop.push(sealed(laptop, place, answers(laptop, verdict="bad")))
    reviewed(served_hq)
    (told,) = [body for kind, _, body in laptop.pull() if kind == "last_visit"]
    assert told["values"] == {"archive": "bad"}
    assert (told["date"], told["open_violations"]) == ("2026-11-24", 1)


def test_figures_that_do_not_follow_are_not_counted(served_hq: ServedHq, laptop: Laptop, place: Institution) -> None:
    rosy = IndicatorFacts(name="children_covered", n=640, of=640, lower=640, upper=640, declared=640, declared_of=640)
    laptop.push(sealed(laptop, place, indicators=[rosy]))
    (item,) = reviewed(served_hq)
    assert (item.state, item.reasons) == (MISMATCH, ("indicators",))
    with served_hq.hq.database.reading() as work:
        assert work.figures.country(["children_covered"]) == {}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"findings": []}, "findings"),
        ({"parameters": {"p_archive_days": "5"}}, "parameter:p_archive_days"),
    ],
)
def test_what_was_left_out_or_bent_is_named(
    served_hq: ServedHq, laptop: Laptop, place: Institution, change: dict[str, object], reason: str
) -> None:
    laptop.push(sealed(laptop, place, answers(laptop, verdict="bad"), **change))
    (item,) = reviewed(served_hq)
    assert item.state == MISMATCH
    assert reason in item.reasons


def test_a_blank_answer_is_named(served_hq: ServedHq, laptop: Laptop, place: Institution) -> None:
    laptop.push(sealed(laptop, place, answers(laptop, verdict="")))
    (item,) = reviewed(served_hq)
    assert item.reasons == ("problem:required:/data/cctv/archive/verdict",)


def test_an_unknown_checklist_waits_for_nobody(served_hq: ServedHq, laptop: Laptop, place: Institution) -> None:
    laptop.checklist_text += " "
    laptop.push(sealed(laptop, place))
    (item,) = reviewed(served_hq)
    assert item.reasons == ("checklist_unknown",)


def test_an_unknown_institution_is_named(served_hq: ServedHq, laptop: Laptop, place: Institution) -> None:
    stranger = Institution(
        id="0190b0c0-0000-7000-8000-000000000009", bin="990140004654", type=place.type, name_ru="?", name_kk="?",
        region="35", district="", settlement=place.settlement, address="", pupils=1,
    )  # fmt: skip
    laptop.push(sealed(laptop, stranger))
    (item,) = reviewed(served_hq)
    assert (item.reasons, item.institution) == (("institution",), None)


def test_an_envelope_closed_to_another_key_is_named(served_hq: ServedHq, laptop: Laptop, place: Institution) -> None:
    from inspector.wire.box import new_box_key, public_raw

    laptop.box_key = public_raw(new_box_key())
    laptop.push(sealed(laptop, place))
    (item,) = reviewed(served_hq)
    assert item.reasons == ("envelope",)


def test_a_closed_answer_exchanged_for_another_is_named(
    served_hq: ServedHq, laptop: Laptop, place: Institution, monkeypatch: pytest.MonkeyPatch
) -> None:
    from inspector.forms.commitments import SecretField, commit
    from tests.hq import laptop as module

    def swapped(form: object, submission: bytes) -> tuple[bytes, tuple[SecretField, ...]]:
        instance, fields = commit(form, submission)
        return instance, tuple(SecretField(f.node, f"{f.value}0", f.salt) for f in fields)

    monkeypatch.setattr(module, "commit", swapped)
    laptop.push(sealed(laptop, place))
    (item,) = reviewed(served_hq)
    assert item.reasons == ("commitment",)


def test_the_newest_confirmed_visit_counts(served_hq: ServedHq, laptop: Laptop, place: Institution) -> None:
    def counted() -> int:
        reviewed(served_hq)
        with served_hq.hq.database.reading() as work:
            return work.figures.country(["children_covered"])["children_covered"].n

    laptop.push(sealed(laptop, place, answers(laptop, seen=500, day="2026-11-20")))
    assert counted() == 500
    session = answers(laptop, seen=300, day="2026-11-24")
    newer = sealed(laptop, place, session)
    laptop.push(newer)
    assert counted() == 300
    laptop.push(sealed(laptop, place, answers(laptop, seen=640, day="2026-01-01")))
    assert counted() == 300, "an older visit that arrives late does not count"
    session.set("/data/cctv/archive/note", "подписано заново")
    laptop.push(sealed(laptop, place, session, inspection=newer.id, revision=2, supersedes=digest(newer.manifest)))
    assert counted() == 300
    with served_hq.hq.database.reading() as work:
        (revision,) = work._connection.execute(select(standing.c.revision)).scalars()
        stands = work.sealed.for_review(revision)
    assert stands is not None
    assert (stands.inspection, stands.number) == (newer.id, 2), "the correction replaces what it corrects"
    laptop.push(sealed(laptop, place, answers(laptop, seen=1, day="2026-12-01"), indicators=[]))
    assert counted() == 300, "a visit that is not confirmed does not count"


def test_the_worker_reviews_what_arrives(served_hq: ServedHq) -> None:
    laptop = enrolled(served_hq)
    laptop.push(sealed(laptop, school(served_hq)))
    worker = served_hq.hq.worker
    worker.stop()
    worker.start()
    worker.stop()
    served_hq.hq.reviewer.review_waiting()
    with served_hq.hq.database.reading() as work:
        assert [item.state for item in work.figures.received()] == [CONFIRMED]


def test_one_that_breaks_the_review_never_holds_up_the_next(
    served_hq: ServedHq, laptop: Laptop, place: Institution, monkeypatch: pytest.MonkeyPatch
) -> None:
    from inspector.hq.services import reviewing

    honest = reviewing.tell_last_visit
    broken: list[str] = []

    def once(*arguments: object) -> None:
        if not broken:
            broken.append("once")
            raise ValueError
        honest(*arguments)

    monkeypatch.setattr(reviewing, "tell_last_visit", once)
    laptop.push(sealed(laptop, place, answers(laptop, day="2026-11-20")))
    laptop.push(sealed(laptop, place))
    assert sorted((item.state, item.reasons) for item in reviewed(served_hq)) == [
        (CONFIRMED, ()), (MISMATCH, ("engine",)),
    ]  # fmt: skip


def test_a_calculated_answer_that_does_not_follow_is_named(
    served_hq: ServedHq, laptop: Laptop, place: Institution, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.hq import laptop as module

    session = answers(laptop)
    honest = session.submission()

    class Bent:
        form, value, findings, indicators = session.form, session.value, session.findings, session.indicators

        def submission(self) -> bytes:
            return honest.replace(b"<children_covered>371<", b"<children_covered>640<")

    assert Bent().submission() != honest
    laptop.push(module.sealed(laptop, place, Bent()))
    (item,) = reviewed(served_hq)
    assert item.reasons == ("answers",)


def test_letters_in_two_parts_are_the_same_letters(
    served_hq: ServedHq, laptop: Laptop, place: Institution, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A manifest holds composed letters (NFC); what was typed or pasted may not."""
    import unicodedata
    from dataclasses import replace

    from inspector.forms.session import Session

    findings = Session.findings

    def decomposed(self: Session) -> object:
        return tuple(
            replace(one, message={lang: unicodedata.normalize("NFD", text + "й") for lang, text in one.message.items()})
            for one in findings(self)
        )

    monkeypatch.setattr(Session, "findings", decomposed)
    laptop.push(sealed(laptop, place, answers(laptop, verdict="bad")))
    (item,) = reviewed(served_hq)
    assert item.reasons == ()


def test_of_two_visits_confirmed_at_the_same_moment_the_newer_counts(any_hq: ServedHq) -> None:
    """Two processes review, and on PostgreSQL neither transaction sees what the other has not committed."""
    any_hq.hq.worker.stop()
    laptop, place, database = enrolled(any_hq), school(any_hq), any_hq.hq.database
    for day in ("2026-11-01", "2026-11-20", "2026-11-10"):
        laptop.push(sealed(laptop, place, answers(laptop, day=day), act=day.encode()))
    with database.reading() as work:
        first, newest, older = work.sealed.waiting()
    chosen, settled = threading.Event(), threading.Event()

    def confirm(revision: int) -> None:
        with database.writing() as work:
            work.sealed.judge(revision, CONFIRMED, (), datetime.now(UTC))
            work.sealed.settle(place.id)

    def wait(*arguments: object) -> None:
        if threading.current_thread().name == "older" and str(arguments[2]).startswith("UPDATE standing"):
            chosen.set()
            settled.wait(1)

    confirm(first)
    event.listen(database._transactions.engine, "before_cursor_execute", wait)
    late = threading.Thread(target=confirm, args=(older,), name="older")
    late.start()
    chosen.wait(30)
    prompt = threading.Thread(target=lambda: (confirm(newest), settled.set()))
    prompt.start()
    late.join()
    prompt.join()
    with database._transactions.engine.connect() as connection:
        assert connection.execute(select(standing.c.revision)).scalar_one() == newest
