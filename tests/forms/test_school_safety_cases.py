"""Three whole inspections by the national checklist, their findings and figures worked out by hand."""

import shutil
from pathlib import Path

import pytest
from pyxform.validators.odk_validate import check_xform

from inspector.core.verdict import Severity
from inspector.forms.commitments import commit
from inspector.forms.session import Session
from tests import factories
from tests.forms.schools import VISIT, Answers, ago, compiled, figures, form, found, put, start

NOT_CHECKED = {"verdict": "unchecked", "reason": "Нет специалиста"}


def zones(entrances: int, wings: int, *common: str) -> list[Answers]:
    """Entrances «Вход 1…», wings «Этаж 1…» and the common zones named."""
    names = [
        *((f"Вход {number}", "entrance") for number in range(1, entrances + 1)),
        *((f"Этаж {number}", "wing") for number in range(1, wings + 1)),
        *((name, "common") for name in common),
    ]
    return [{"zone_name": name, "zone_kind": kind} for name, kind in names]


def cameras(**works: str) -> list[Answers]:
    """One camera per zone ("Вход_1"), tested so."""
    more = {"no": {"fault": "no_link"}, "unchecked": {"camera_why": "no_access"}}
    return [
        {"place": f"над {zone}", "zone": zone.replace("_", " "), "works": state, **more.get(state, {})}
        for zone, state in works.items()
    ]


VILLAGE: Answers = {
    "card": {"roll": 90, "present": 84, "people": 108, "shifts": 1},
    "zones": zones(1, 1, "Столовая", "Двор"),
    "classes": [
        {"class_name": f"{number} класс", "children": 9, "entrance": "Вход 1", "wing": "Этаж 1"}
        for number in range(1, 11)
    ],
    "cctv": {
        "cctv_installed": {"verdict": "ok"},
        "cameras": cameras(Вход_1="yes", Этаж_1="yes", Столовая="yes", Двор="unchecked"),
        "archive": {"archive_oldest": ago(12), "verdict": "ok"},
        "dummy": {"verdict": "ok"},
    },
    "alarm": {
        "button_present": {"buttons_fixed": 0, "buttons_mobile": 1, "verdict": "ok"},
        "button_test": NOT_CHECKED,
    },
    "guarding": {"guard_mode": "watchman"},
    "guards": [{"iin": "550312301236", "guard_name": "Жумабеков Е.", "role": "watchman"}],
    "transport": {"bus_exists": "no"},
    "road": {"road_signs": {"verdict": "ok"}},
    "lessons": {"lessons_held": 2, "lessons_reached": 90, "lesson_police": {"verdict": "ok"}},
}

CITY: Answers = {
    "card": {"roll": 1400, "present": 690, "people": 790, "shifts": 2},
    "zones": zones(2, 4, "Столовая", "Двор"),
    "classes": [
        {
            "class_name": f"{number // 5 + 1}{'АБВГД'[number % 5]}",
            "children": 28,
            "entrance": f"Вход {1 if number < 20 else 2}",
            "wing": f"Этаж {number % 4 + 1}",
            "shift": number % 2 + 1,
        }
        for number in range(50)
    ],
    "cctv": {
        "cctv_installed": {"verdict": "ok"},
        "cameras": cameras(
            Вход_1="yes", Вход_2="yes", Этаж_1="yes", Этаж_2="no", Этаж_3="unchecked", Столовая="yes", Двор="yes"
        ),
        "archive": {"archive_oldest": ago(31), "verdict": "ok"},
        "dummy": {"verdict": "ok"},
    },
    "cou": {
        "cou_connected": {"verdict": "ok"},
        "cou_call": {"cou_call_time": "10:42:00", "cou_asked": 3, "cou_seen": 1, "verdict": "bad", "note": "1 из 3"},
    },
    "alarm": {
        "button_present": {"buttons_fixed": 1, "buttons_mobile": 2, "verdict": "ok"},
        "button_test": {"button_agreed": "ЦОУ, дежурный", "verdict": "bad", "note": "не принят"},
    },
    "guarding": {
        "guard_mode": "agency",
        "contract_written": {"contract_until": ago(-37), "verdict": "ok"},
        "licence_stated": {"verdict": "bad", "note": "нет даты лицензии"},
    },
    "guards": [
        {"iin": "880127300012", "guard_name": "Оспанов Д.", "role": "guard", "course": "yes", "id_card": "yes"},
        {"iin": "071125500107", "guard_name": "Ким С.", "role": "guard", "course": "no", "id_card": "yes"},
        {
            "iin": "790614300030", "guard_name": "Тлеуов К.", "role": "guard", "course": "unchecked",
            "id_card": "yes", "guard_why": "refused",
        },
        {"iin": "550312301236", "guard_name": "Жумабеков Е.", "role": "watchman"},
    ],
    "transport": {"bus_exists": "yes"},
    "buses": [
        {
            "plate": "214 KR 09", "seats": 22, "inspection": "yes", "inspection_until": ago(0), "sign": "yes",
            "beacon": "yes", "belts": "yes", "pretrip": "yes",
        },
        {
            "plate": "880АВ09", "seats": 22, "inspection": "yes", "inspection_until": ago(1), "sign": "no",
            "beacon": "yes", "belts": "no", "seats_without_belt": 9, "pretrip": "no",
        },
        {
            "plate": "117MK09", "seats": 30, "inspection": "unchecked", "sign": "unchecked", "beacon": "unchecked",
            "belts": "unchecked", "pretrip": "unchecked", "bus_why": "away",
        },
    ],
    "road": {"road_signs": {"signs_seen": "children crossing", "verdict": "ok"}},
    "lessons": {"lessons_held": 0, "lesson_police": NOT_CHECKED},
}  # fmt: skip

KINDERGARTEN: Answers = {
    "card": {"roll": 120, "present": 101, "people": 150, "shifts": 1},
    "zones": zones(2, 2, "Площадка"),
    "classes": [
        {"class_name": f"Группа {number}", "children": 20, "entrance": "Вход 1", "wing": f"Этаж {number % 2 + 1}"}
        for number in range(1, 7)
    ],
    "cctv": {
        "cctv_installed": {"verdict": "ok"},
        "cameras": cameras(Вход_1="yes", Этаж_1="yes", Этаж_2="yes", Площадка="yes"),
        "archive": NOT_CHECKED,
        "dummy": {"verdict": "ok"},
    },
    "cou": {"cou_connected": {"verdict": "bad"}},
    "alarm": {"button_present": {"verdict": "bad"}},
    "guarding": {"guard_mode": "alarm"},
    "transport": {"bus_exists": "no"},
    "road": {"road_signs": {"verdict": "na", "reason": "Дворовая территория"}},
    "lessons": {"lessons_held": 1, "lessons_reached": 60},
}


def questions(session: Session) -> int:
    """What the inspector must answer outside the rosters."""
    tables = {"zones", "classes", "guards", "buses"}
    total = sum(session.progress(spec.path).total for spec in form().sections if spec.name not in tables)
    return total - 3 * len(session.rows("/data/cctv/cameras"))


def test_a_village_school_of_ninety() -> None:
    session = put(start("school", "village"), VILLAGE)
    assert session.problems() == ()
    assert found(session) == ["archive_short"]
    (finding,) = session.findings()
    assert (finding.severity, finding.norm, finding.due_days) == (Severity.GROSS, "o117_88", 14)
    assert finding.message["ru"] == "Архив 12 суток вместо 30"
    assert figures(session) == {
        "children_present": (84, 90, None, None),
        "cameras_working": (3, 4, 3, 4),
        "children_entrance": (90, 90, 90, 90),
        "children_wing": (90, 90, 90, 90),
        "children_common": (0, 90, 0, 90),
        "children_covered": (0, 90, 0, 90),
        "button_works": (0, 1, 0, 1),
        "guard_contract": (0, 1, 0, 0),
        "watchmen": (1, 1, None, None),
        "lessons_children": (90, 90, None, None),
    }
    assert not session.relevant("/data/cou")
    assert not session.relevant("/data/buses")
    assert not session.relevant("/data/guarding/licence_stated")
    assert session.value("/data/card/object_group") == "1"
    assert questions(session) <= 45


def test_a_city_school_in_two_shifts() -> None:
    session = put(start("school", "city", declared_children_covered="1400", declared_children_covered_of="1400"), CITY)
    assert session.problems() == ()
    assert [(one.check, one.severity, one.due_days) for one in session.findings()] == [
        ("zone_no_camera", Severity.SIGNIFICANT, 30),
        ("camera_down", Severity.GROSS, 14),
        ("children_uncovered", Severity.NONE, None),
        ("cou_call", Severity.NONE, None),
        ("button_test", Severity.GROSS, 14),
        ("licence_stated", Severity.SIGNIFICANT, 30),
        ("guard_too_young", Severity.GROSS, 14),
        ("guard_no_course", Severity.GROSS, 14),
        ("bus_inspection_expired", Severity.NONE, None),
        ("bus_no_sign", Severity.GROSS, 14),
        ("bus_no_belts", Severity.GROSS, 14),
        ("bus_no_pretrip", Severity.GROSS, 14),
        ("lessons_none", Severity.NONE, None),
    ]
    assert figures(session) == {
        "children_present": (690, 1400, None, None),
        "cameras_working": (5, 7, 5, 6),
        "children_entrance": (1400, 1400, 1400, 1400),
        "children_wing": (364, 1400, 364, 700),
        "children_common": (1400, 1400, 1400, 1400),
        "children_covered": (364, 1400, 364, 700),
        "cou_linked": (1, 1, 1, 1),
        "button_works": (0, 1, 0, 0),
        "guard_contract": (1, 1, 1, 1),
        "guards_trained": (1, 3, 1, 2),
        "watchmen": (1, 4, None, None),
        "buses_ready": (1, 3, 1, 2),
        "lessons_children": (0, 1400, None, None),
    }
    assert session.value("/data/card/object_group") == "2"


def test_what_was_declared_stands_beside_and_never_inside() -> None:
    session = put(start("school", "city", declared_children_covered="1400", declared_children_covered_of="1400"), CITY)
    (covered,) = [one for one in session.indicators() if one.name == "children_covered"]
    assert (covered.n, covered.declared, covered.declared_of) == (364, 1400, 1400)
    before = start("school", "city", declared_children_covered="1400", declared_children_covered_of="1400")
    (blank,) = [one for one in before.indicators() if one.name == "children_covered"]
    assert (blank.n, blank.declared) == (0, 1400)
    assert before.value("/data/coverage/covered_of") == "0"


def test_a_private_kindergarten() -> None:
    session = put(start("kindergarten", "city"), KINDERGARTEN)
    assert session.problems() == ()
    assert found(session) == ["entrance_no_camera", "cou_connected", "button_present"]
    assert {one.severity for one in session.findings()} == {Severity.GROSS}
    assert figures(session) == {
        "children_present": (101, 120, None, None),
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
    assert not session.relevant("/data/lessons/lesson_police")


def test_a_formal_check_of_a_kindergarten_asks_only_what_the_body_may() -> None:
    session = start("kindergarten", "city", visit_kind="check", body="CPCR")
    assert [node.rpartition("/")[2] for node in session.checks()] == ["cctv_installed", "button_present"]
    for check in session.checks():
        session.set(f"{check}/verdict", "bad")
    assert session.problems() == ()
    assert [one.due_days for one in session.findings()] == [14, 14]


def test_a_formal_check_of_a_school_has_nothing_of_the_kindergartens_list() -> None:
    assert start("school", "city", visit_kind="check", body="CPCR").checks() == ()


def test_no_place_of_a_camera_and_no_guard_stands_in_a_finding() -> None:
    session = put(start("school", "city"), CITY)
    said = " ".join(text for one in session.findings() for text in one.message.values())
    for secret in ("над Этаж", "Этаж 4", "Вход", "Ким", "071125500107"):
        assert secret not in said
    (blind,) = [one for one in session.findings() if one.check == "zone_no_camera"]
    assert blind.message["ru"] == "Зону № 6 не показывает ни одна камера, в ней бывают дети: 336"
    assert blind.message["kk"] == "№ 6 аймағын бірде-бір камера көрсетпейді, онда болатын балалар: 336"


def test_days_are_said_as_people_write_them() -> None:
    session = put(start("school", "city"), CITY)
    (expired,) = [one for one in session.findings() if one.check == "bus_inspection_expired"]
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


@pytest.mark.parametrize("asked", [100, 101])
def test_the_police_link_is_asked_above_a_hundred_children(asked: int) -> None:
    session = put(start("school", "village"), {"card": {"roll": asked}})
    assert session.relevant("/data/cou") == (asked > 100)
    declared = put(start("school", "village", declared_cou_linked="1"), {"card": {"roll": asked}})
    assert declared.relevant("/data/cou")


def test_every_text_is_in_three_languages() -> None:
    assert form().languages == ("ru", "kk", "en")
    session = put(start("school", "city"), CITY)
    for finding in session.findings():
        assert set(finding.message) == {"ru", "kk", "en"}
    assert not compiled().reviewed_kk


@pytest.mark.parametrize("seed", range(25))
def test_schools_by_chance_can_be_sealed_as_they_are(seed: int) -> None:
    facts = {parameter.name: parameter.value for parameter in compiled().parameters}
    kind = ("school", "kindergarten", "college", "university")[seed % 4]
    facts |= {"visit_date": VISIT.isoformat(), "visit_kind": "monitoring", "site_type": kind}
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
