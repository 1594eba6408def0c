"""Five whole inspections by the national checklist, their findings and figures worked out by hand."""

import shutil
from pathlib import Path

import pytest
from pyxform.validators.odk_validate import check_xform

from inspector.core.verdict import Severity
from inspector.forms.commitments import commit
from inspector.forms.session import Session
from tests import factories
from tests.forms.school_cases import (
    CITY,
    CITY_FACTS,
    COLLEGE,
    KINDERGARTEN,
    UNIVERSITY,
    VILLAGE,
    city,
    zones,
)
from tests.forms.schools import VISIT, Answers, compiled, figures, form, put, start

GROSS, SIGNIFICANT, MINOR, NONE = Severity.GROSS, Severity.SIGNIFICANT, Severity.MINOR, Severity.NONE
Told = tuple[str, Severity, int | None]


def told(session: Session) -> list[Told]:
    """What failed, how badly, and the days to mend it."""
    return [(one.check, one.severity, one.due_days) for one in session.findings()]


def asked(session: Session) -> int:
    """The lines of the question page that ask the inspector: checks, and questions outside rosters and cards."""
    lines = 0
    for spec in form().walk():
        outside = not form().repeat_of(spec.path) and session.relevant(spec.path)
        on_card = spec.kind == "question" and form().spec(spec.parent).kind == "check"
        if outside and not on_card and spec.answered_by == "inspector":
            lines += spec.kind == "check" or (spec.kind == "question" and bool(spec.control))
    return lines


@pytest.mark.parametrize(
    ("kind", "settlement", "answers", "facts", "lines"),
    [
        ("school", "village", VILLAGE, {}, 44),
        ("school", "city", CITY, CITY_FACTS, 56),
        ("kindergarten", "city", KINDERGARTEN, {}, 40),
        ("college", "city", COLLEGE, {}, 51),
        ("university", "capital", UNIVERSITY, {}, 42),
    ],
)
def test_how_much_is_asked(kind: str, settlement: str, answers: Answers, facts: dict[str, str], lines: int) -> None:
    session = put(start(kind, settlement, **facts), answers)
    assert session.problems() == ()
    assert asked(session) == lines
    assert kind != "school" or settlement != "village" or lines <= 45
    again = Session.from_submission(form(), session.submission(), preload=session.preload)
    assert (again.findings(), again.indicators()) == (session.findings(), session.indicators())
    assert again.submission() == session.submission()


def test_a_village_school_of_ninety() -> None:
    session = put(start("school", "village"), VILLAGE)
    assert told(session) == [
        ("archive_short", GROSS, 14),
        ("toilet_view", NONE, None),
        ("backup_power", SIGNIFICANT, 30),
        ("drills_few", SIGNIFICANT, 30),
        ("police_duty", NONE, None),
    ]
    assert session.findings()[0].message["ru"] == "Архив 12 суток вместо 30"
    assert figures(session) == {
        "children_present": (84, 90, None, None),
        "cameras_found": (3, 4, 3, 4),
        "cameras_working": (3, 4, 3, 4),
        "cameras_digital": (3, 4, None, None),
        "children_entrance": (90, 90, 90, 90),
        "children_wing": (90, 90, 90, 90),
        "children_common": (0, 90, 0, 90),
        "children_covered": (0, 90, 0, 90),
        "button_works": (0, 1, 0, 1),
        "guard_contract": (0, 1, 0, 0),
        "watchmen": (1, 1, None, None),
        "guards_under_30": (0, 1, 0, 0),
        "guards_30_44": (0, 1, 0, 0),
        "guards_45_59": (0, 1, 0, 0),
        "guards_60_up": (1, 1, 1, 1),
        "lessons_children": (90, 90, None, None),
    }
    for path in ("/data/cou", "/data/buses", "/data/previous", "/data/guarding/licence_stated"):
        assert not session.relevant(path), path
    for check in ("turnstile", "metal_detector"):
        assert not session.relevant(f"/data/access/{check}")
    assert session.value("/data/card/group_due") == "1"
    assert session.relevant("/data/card/group_by_none")


def test_a_city_school_in_two_shifts_at_the_second_visit() -> None:
    session = city()
    assert told(session) == [
        ("finding_not_fixed", NONE, None),
        ("zone_no_camera", SIGNIFICANT, 30),
        ("camera_down", GROSS, 14),
        ("recorder_short", GROSS, 14),
        ("recorder_clock", NONE, None),
        ("cameras_differ", NONE, None),
        ("face_view", NONE, None),
        ("children_uncovered", NONE, None),
        ("declared_gap", NONE, None),
        ("cou_call", NONE, None),
        ("button_test", GROSS, 14),
        ("staff_know_button", NONE, None),
        ("licence_stated", SIGNIFICANT, 30),
        ("crews_few", NONE, None),
        ("staff_stable", NONE, None),
        ("guard_too_young", GROSS, 14),
        ("guard_no_course", GROSS, 14),
        ("guard_no_uniform", SIGNIFICANT, 30),
        ("guard_not_briefed", NONE, None),
        ("guard_unidentified", NONE, None),
        ("guard_no_card", SIGNIFICANT, 30),
        ("bars_certified", GROSS, 14),
        ("metal_detector", NONE, None),
        ("access_order", MINOR, 60),
        ("group_mismatch", NONE, None),
        ("passport_late", SIGNIFICANT, 30),
        ("briefings_few", SIGNIFICANT, 30),
        ("bus_inspection_expired", NONE, None),
        ("bus_no_sign", GROSS, 14),
        ("bus_no_belts", GROSS, 14),
        ("bus_no_pretrip", GROSS, 14),
        ("bus_crowded", GROSS, 14),
        ("bus_extinguishers_few", SIGNIFICANT, 30),
        ("driver_young", GROSS, 14),
        ("driver_inexperienced", GROSS, 14),
        ("lessons_none", NONE, None),
        ("lesson_topics", NONE, None),
    ]
    assert figures(session) == {
        "violations_fixed": (1, 3, 1, 2),
        "children_present": (690, 1400, None, None),
        "cameras_found": (6, 9, 6, 7),
        "cameras_working": (5, 7, 5, 6),
        "cameras_digital": (5, 7, None, None),
        "children_entrance": (1400, 1400, 1400, 1400),
        "children_wing": (364, 1400, 364, 700),
        "children_common": (1400, 1400, 1400, 1400),
        "children_covered": (364, 1400, 364, 700),
        "children_covered_shift1": (364, 700, 364, 700),
        "children_covered_shift2": (0, 700, 0, 0),
        "cou_linked": (1, 1, 1, 1),
        "button_works": (0, 1, 0, 0),
        "guard_contract": (1, 1, 1, 1),
        "guards_same": (2, 3, 2, 3),
        "guards_trained": (1, 4, 1, 2),
        "watchmen": (1, 5, None, None),
        "guards_under_30": (1, 5, 1, 2),
        "guards_30_44": (1, 5, 1, 2),
        "guards_45_59": (1, 5, 1, 2),
        "guards_60_up": (1, 5, 1, 2),
        "buses_ready": (1, 3, 1, 2),
        "buses_belted": (1, 3, 1, 2),
        "lessons_children": (0, 1400, None, None),
    }
    assert session.value("/data/card/group_due") == "2"
    assert session.value("/data/card/object_group_2022") == "1"
    assert session.relevant("/data/documents/passport/group_as_2022")


def test_a_private_kindergarten() -> None:
    session = put(start("kindergarten", "city"), KINDERGARTEN)
    assert told(session) == [
        ("entrance_no_camera", GROSS, 14),
        ("cou_connected", GROSS, 14),
        ("button_present", GROSS, 14),
    ]
    assert figures(session) == {
        "children_present": (101, 120, None, None),
        "cameras_found": (4, 4, 4, 4),
        "cameras_working": (4, 4, 4, 4),
        "children_entrance": (120, 120, 120, 120),
        "children_wing": (120, 120, 120, 120),
        "children_common": (120, 120, 120, 120),
        "children_covered": (120, 120, 120, 120),
        "cou_linked": (0, 1, 0, 0),
        "button_works": (0, 1, 0, 0),
        "guard_contract": (0, 1, 0, 0),
        "lessons_children": (60, 120, None, None),
    }
    for path in ("lessons/lesson_police", "lessons/children_know", "road/police_duty", "access/banned_items"):
        assert not session.relevant(f"/data/{path}"), path


def test_a_college_in_rented_rooms() -> None:
    session = put(start("college", "city"), COLLEGE)
    assert told(session) == [
        ("cameras_differ", NONE, None),
        ("contract_expired", GROSS, 14),
        ("hours_cover", NONE, None),
        ("guards_on_post", NONE, None),
        ("turnstile", GROSS, 14),
        ("passport", GROSS, 14),
        ("lease", MINOR, 60),
    ]
    counted = figures(session)
    assert counted["children_covered"] == (420, 420, 420, 420)
    assert counted["guards_trained"] == (2, 2, 2, 2)
    assert counted["guards_45_59"] == (1, 2, 1, 1)
    assert counted["button_works"] == (1, 1, 1, 1)
    assert not session.relevant("/data/road")


def test_the_order_for_schools_is_no_law_of_a_university() -> None:
    session = put(start("university", "capital"), UNIVERSITY)
    assert [(one.check, one.severity, one.norm) for one in session.findings()] == [
        ("camera_down", NONE, ""),
        ("children_uncovered", NONE, "practice"),
        ("cou_connected", NONE, ""),
        ("licence_stated", SIGNIFICANT, "z85_16_4"),
        ("guard_no_course", GROSS, "z85_10_4"),
        ("turnstile", NONE, ""),
        ("warning_system", NONE, ""),
        ("passport", NONE, ""),
        ("briefings", NONE, ""),
    ]
    counted = figures(session)
    assert counted["children_covered"] == (3040, 3800, 3040, 3040)
    assert counted["children_covered_shift1"] == (1520, 1900, 1520, 1520)
    assert session.value("/data/card/object_group") == ""
    assert not session.relevant("/data/cctv/archive/archive_short")
    for path in ("road", "lessons", "documents/nobd", "cctv/toilet_view"):
        assert not session.relevant(f"/data/{path}"), path


def test_what_was_declared_stands_beside_and_never_inside() -> None:
    (covered,) = [one for one in city().indicators() if one.name == "children_covered"]
    assert (covered.n, covered.declared, covered.declared_of) == (364, 1400, 1400)
    before = start("school", "city", **CITY_FACTS)
    (blank,) = [one for one in before.indicators() if one.name == "children_covered"]
    assert (blank.n, blank.declared) == (0, 1400)
    assert before.value("/data/coverage/covered_of") == "0"


def test_every_indicator_has_a_declared_side_and_a_last_one() -> None:
    for spec in form().walk():
        if spec.kind == "indicator":
            assert spec.declared, spec.name
            assert spec.declared_of, spec.name
            assert spec.last.strip().endswith(f"/last_{spec.name}"), spec.name
        if spec.kind == "check" and not form().repeat_of(spec.path):
            assert spec.last.strip().endswith(f"/last_{spec.name}"), spec.name


def test_a_formal_check_of_a_kindergarten_asks_only_what_the_body_may() -> None:
    session = start("kindergarten", "city", visit_kind="check", body="CPCR")
    items = ["cctv_installed", "button_present", "fence", "vehicle_barrier", "passport"]
    assert [node.rpartition("/")[2] for node in session.checks()] == items
    for check in session.checks():
        session.set(f"{check}/verdict", "ok")
    assert [node.rpartition("/")[2] for node in session.checks()] == items
    assert session.problems() == ()
    for check in session.checks()[:2]:
        session.set(f"{check}/verdict", "bad")
    assert [one.due_days for one in session.findings()] == [14, 14]


def test_a_formal_check_of_a_school_has_nothing_of_the_kindergartens_list() -> None:
    assert start("school", "city", visit_kind="check", body="CPCR").checks() == ()


def test_no_place_of_a_camera_and_no_guard_stands_in_a_finding() -> None:
    session = city()
    said = " ".join(text for one in session.findings() for text in one.message.values())
    for secret in ("над Этаж", "Этаж 4", "Вход", "Ким", "071125500107", "Пост охраны", "Серверная"):
        assert secret not in said
    (blind,) = [one for one in session.findings() if one.check == "zone_no_camera"]
    assert blind.message["ru"] == "Зону № 6 не показывает ни одна камера, в ней бывают дети: 336"
    assert blind.message["kk"] == "№ 6 аймағын бірде-бір камера көрсетпейді, онда болатын балалар: 336"


def test_days_are_said_as_people_write_them() -> None:
    (expired,) = [one for one in city().findings() if one.check == "bus_inspection_expired"]
    assert expired.message["ru"] == "880АВ09: техосмотр истёк 23.11.2026"


@pytest.mark.skipif(shutil.which("java") is None, reason="ODK Validate needs a Java runtime")
def test_other_clients_of_the_standard_accept_it(tmp_path: Path) -> None:
    (tmp_path / "form.xml").write_text(compiled().form_xml, encoding="utf-8")
    assert check_xform(str(tmp_path / "form.xml")) == []


def test_an_unchecked_camera_needs_a_reason_and_a_broken_one_a_fault() -> None:
    session = start()
    for row, works in zip(("a", "b"), ("unchecked", "no"), strict=True):
        session.set("/data/cctv/cctv_installed/verdict", "ok")
        put(session, {"place": row, "works": works}, session.add_row("/data/cctv/cameras", row))
    missing = {problem.node for problem in session.problems() if problem.kind == "required"}
    assert "/data/cctv/cameras[a]/camera_why" in missing
    assert "/data/cctv/cameras[b]/fault" in missing
    assert "/data/cctv/cameras[a]/fault" not in missing


def test_rooms_are_offered_by_what_they_are() -> None:
    session = put(start(), {"zones": zones(2, 1, "Двор")})
    row = session.add_row("/data/classes")
    assert [choice.value for choice in session.choices(f"{row}/entrance", "ru")] == ["Вход 1", "Вход 2"]
    assert [choice.value for choice in session.choices(f"{row}/wing", "ru")] == ["Этаж 1"]
    assert session.required(f"{row}/entrance")
    assert not session.relevant(f"{row}/shift")


@pytest.mark.parametrize("children", [100, 101])
def test_the_police_link_is_asked_above_a_hundred_children(children: int) -> None:
    session = put(start("school", "village"), {"card": {"roll": children}})
    assert session.relevant("/data/cou") == (children > 100)
    declared = put(start("school", "village", declared_cou_linked="1"), {"card": {"roll": children}})
    assert declared.relevant("/data/cou")
    assert declared.relevant("/data/cou/cou_is_required") == (children > 100)


# what others answer, and what must be agreed


def test_what_headquarters_answers_never_blocks() -> None:
    session = city()
    for check in ("/data/cou/cou_cameras", "/data/guarding/licence_valid"):
        assert session.relevant(check)
        assert session.value(f"{check}/verdict") == ""
        assert form().spec(check).answered_by == "hq"
    assert session.problems() == ()
    session.set("/data/cou/cou_cameras/cou_cameras_seen", "4")
    assert figures(session)["cameras_in_cou"] == (4, 6, 4, 4)


@pytest.mark.parametrize("verdict", ["ok", "bad"])
def test_a_button_pressed_without_agreement_does_not_count(verdict: str) -> None:
    answers = {"alarm": {"button_present": {"verdict": "ok"}, "button_test": {"verdict": verdict}}}
    session = put(start(), answers)
    missing = {problem.node: problem.message["ru"] for problem in session.problems() if problem.kind == "required"}
    for name in ("button_agreed", "button_agreed_at"):
        node = f"/data/alarm/button_test/{name}"
        assert missing[node] == "Без согласования проба не засчитывается: отметьте «не проверено»"
    put(session, {"alarm": {"button_test": {"verdict": "unchecked", "reason": "Не согласовано"}}})
    left = {problem.path for problem in session.problems()}
    assert not [path for path in left if path.startswith("/data/alarm/button_test")]


def test_every_text_is_in_three_languages() -> None:
    assert form().languages == ("ru", "kk", "en")
    for finding in city().findings():
        assert set(finding.message) == {"ru", "kk", "en"}
    assert not compiled().reviewed_kk


@pytest.mark.parametrize("seed", range(24))
def test_schools_by_chance_can_be_sealed_as_they_are(seed: int) -> None:
    facts = {parameter.name: parameter.value for parameter in compiled().parameters}
    kind = ("school", "kindergarten", "college", "university")[seed % 4]
    facts |= {"visit_date": VISIT.isoformat(), "visit_kind": "monitoring", "site_type": kind}
    facts["site_settlement"] = ("village", "city", "")[seed % 3]
    given = factories.answers(seed, visit=VISIT) if seed % 2 else factories.planted(seed, visit=VISIT)[0]
    session = Session.from_submission(form(), given, preload=facts)
    assert session.problems() == ()
    again = Session.from_submission(form(), session.submission(), preload=facts)
    assert (again.findings(), again.indicators()) == (session.findings(), session.indicators())
    assert again.submission() == session.submission()
    for name, (n, of, lower, upper) in figures(session).items():
        assert n is not None, name
        assert of is not None, name
        assert n <= of, name
        assert lower is None or (upper is not None and lower == n <= upper <= of), name


def test_the_same_seed_gives_the_same_school() -> None:
    assert factories.answers(5, visit=VISIT) == factories.answers(5, visit=VISIT)
    assert factories.answers(5, visit=VISIT) != factories.answers(6, visit=VISIT)
    planted, secrets = factories.planted(5, visit=VISIT)
    assert len(secrets) > 10
    assert all(secret in planted.decode() for secret in secrets)
    assert (compiled().form_id, compiled().version) == (factories.FORM_ID, factories.VERSION)


@pytest.mark.parametrize("seed", range(5))
def test_planted_values_are_not_in_what_is_sealed(seed: int) -> None:
    given, secrets = factories.planted(seed, visit=VISIT)
    session = Session.from_submission(form(), given, preload={"visit_date": VISIT.isoformat(), "site_type": "school"})
    open_text = session.submission().decode()
    assert all(secret in open_text for secret in secrets)
    sealed, fields = commit(form(), session.submission())
    assert not [secret for secret in secrets if secret in sealed.decode()]
    assert {field.value for field in fields} >= set(secrets)
    said = " ".join(text for one in session.findings() for text in one.message.values())
    assert not [secret for secret in secrets if secret in said]
