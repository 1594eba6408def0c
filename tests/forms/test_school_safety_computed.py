"""What the national checklist computes beside its rules: the last visit, guards known again, cameras, buses."""

from inspector.core.verdict import Severity
from inspector.forms.commitments import commit
from inspector.forms.session import Session
from tests.forms.school_cases import CITY, KEY, OSPANOV, TLEUOV, cameras, city, marks, zones
from tests.forms.school_rules import school
from tests.forms.schools import VISIT, figures, form, found, put, start

NONE = Severity.NONE


def test_open_violations_come_first_and_are_asked_one_by_one() -> None:
    session = start(last_open_findings="archive_short fence", last_date="2026-03-14")
    assert form().sections[0].path == "/data/previous"
    rows = session.rows("/data/previous/last_findings")
    assert [session.value(f"{row}/finding") for row in rows] == ["archive_short", "fence"]
    assert [choice.label for choice in session.choices(f"{rows[1]}/finding", "kk") if choice.value == "fence"] == [
        "Қоршау бүтін, қақпа жабылады"
    ]
    assert {f"{row}/fixed" for row in rows} <= {one.node for one in session.problems() if one.kind == "required"}
    session.set(f"{rows[1]}/fixed", "not_fixed")
    (finding,) = session.findings()
    assert finding.message == {
        "ru": "Нарушение прошлого визита не устранено: Ограждение целое, ворота закрываются",
        "kk": "Өткен тексерудің бұзушылығы жойылмаған: Қоршау бүтін, қақпа жабылады",
        "en": "A violation of the last visit is not fixed: The fence is intact and the gates close",
    }


def test_what_is_open_goes_to_the_next_visit_once() -> None:
    session = city()
    left = session.value("/data/open_findings").split()
    assert len(left) == len(set(left))
    severe = list(dict.fromkeys(one.check for one in session.findings() if one.severity))
    # what was not fixed, or not looked at, stays open though nothing of it was found today
    assert left[-1] == "archive_short"
    assert sorted(left[:-1]) == sorted(severe)
    assert not start().relevant("/data/previous")


def test_every_name_that_can_stay_open_has_a_text() -> None:
    severe = {spec.name for spec in form().walk() if spec.severity is not NONE}
    session = start(last_open_findings=" ".join(sorted(severe)))
    rows = session.rows("/data/previous/last_findings")
    assert len(rows) == len(severe)
    for row in rows:
        for code in ("ru", "kk", "en"):
            assert session.value(f"{row}/finding_{code}"), session.value(f"{row}/finding")


# guards


def test_the_same_guards_are_known_by_their_marks() -> None:
    session = city()
    guards = session.rows("/data/guards")
    known = {session.value(f"{row}/guard_name"): session.value(f"{row}/seen_before") for row in guards}
    assert known == {"Оспанов Д.": "yes", "Ким С.": "no", "Тлеуов К.": "yes", "Жумабеков Е.": "no", "Отказался": ""}
    now = session.value("/data/manning/guard_marks")
    assert marks(OSPANOV) in now
    assert marks(TLEUOV) in now
    assert [session.value(f"/data/manning/guards_{part}") for part in ("before", "stayed", "left", "joined")] == [
        "3", "2", "1", "2",
    ]  # fmt: skip
    without_key = put(start(), {name: told for name, told in CITY.items() if name != "previous"})
    assert without_key.value("/data/manning/guard_marks").strip() == ""


def test_the_key_and_the_numbers_are_not_in_what_is_sealed() -> None:
    sealed, fields = commit(form(), city().submission())
    for secret in (KEY, OSPANOV, "Серверная", "2004-01-01"):
        assert secret not in sealed.decode()
        assert secret in {field.value for field in fields}
    assert marks(OSPANOV) in sealed.decode()


def test_a_guard_without_a_number_says_why() -> None:
    session = start()
    session.set("/data/guarding/guard_mode", "agency")
    row = session.add_row("/data/guards")
    session.set(f"{row}/guard_name", "Ким С.")
    session.set(f"{row}/role", "guard")
    missing = {problem.node for problem in session.problems() if problem.kind == "required"}
    assert f"{row}/no_iin" in missing
    assert session.value(f"{row}/guard_no_course") == ""
    session.set(f"{row}/no_iin", "document")
    assert session.required(f"{row}/birth")
    assert session.value(f"{row}/guard_no_course") == "unchecked"
    session.set(f"{row}/birth", "1999-11-25")
    assert session.value(f"{row}/age") == "26"
    session.set(f"{row}/iin", OSPANOV)
    assert not session.relevant(f"{row}/no_iin")
    assert session.value(f"{row}/age") == "38"


# cameras


def test_each_camera_ends_as_proved_declared_failed_or_unchecked() -> None:
    answers = {
        "card": {"roll": 90, "shifts": 1},
        "zones": zones(1, 1, "Двор"),
        "classes": [{"class_name": "1", "children": 90, "entrance": "Вход 1", "wing": "Этаж 1"}],
        "cctv": {"cctv_installed": {"verdict": "ok"}, "cameras": cameras(Вход_1="yes", Этаж_1="yes", Двор="yes")},
    }
    session = put(start(), answers)
    rows = session.rows("/data/cctv/cameras")
    assert [session.value(f"{row}/camera_status") for row in rows] == ["declared"] * 3
    assert "children_proved" not in figures(session)
    for row in rows[:2]:
        session.set(f"{row}/code_status", "proved")
        session.set(f"{row}/code_shown_at", "10:42:01")
        session.set(f"{row}/code_delay", "3")
    assert figures(session)["children_proved"] == (0, 90, 0, 90)
    session.set(f"{rows[2]}/code_status", "proved")
    assert figures(session)["children_proved"] == (90, 90, 90, 90)
    session.set(f"{rows[2]}/code_status", "failed")
    assert session.value(f"{rows[2]}/camera_status") == "failed"
    assert figures(session)["children_proved"] == (0, 90, 0, 0)
    assert figures(session)["children_covered"] == (90, 90, 90, 90)
    session.set(f"{rows[0]}/works", "unchecked")
    session.set(f"{rows[0]}/code_status", "")
    assert session.value(f"{rows[0]}/camera_status") == "unchecked"


def test_the_declared_list_is_held_against_what_was_found() -> None:
    facts = {"visit_date": VISIT.isoformat(), "visit_kind": "monitoring", "site_type": "school"}
    lists = {"declared_cameras": [{"place": "над Вход_1"}, {"place": "над Двор"}, {"place": "над Крыша"}]}
    session = Session(form(), preload=facts, lists=lists)
    rows = cameras(Вход_1="yes", Этаж_1="yes", Двор="no")
    rows[2] |= {"fault": "absent"}
    put(session, {"cctv": {"cctv_installed": {"verdict": "ok"}, "cameras": rows}})
    seen = [session.value(f"{row}/in_list") for row in session.rows("/data/cctv/cameras")]
    assert seen == ["yes", "no", "yes"]
    assert session.value("/data/cctv/declared_missing") == "2"
    assert session.relevant("/data/cctv/declared_missing_shown")
    assert not start().relevant("/data/cctv/declared_missing_shown")


def test_a_bus_is_ready_when_no_law_speaks_against_it() -> None:
    session = city()
    states = [session.value(f"{row}/bus_state") for row in session.rows("/data/buses")]
    assert states == ["ok", "bad", "unchecked"]
    assert session.value("/data/transport/buses_stayed") == "1"
    assert "bus_no_button" not in found(session)


def test_children_are_a_range_in_words_too_where_a_camera_was_not_checked() -> None:
    """The sentence of the act and its table of indicators say the same."""
    for unchecked, ru, kk in ((0, "60 из 100", "100 ішінен 60"), (20, "60–80 из 100", "100 ішінен 60–80")):
        findings = put(start(), school(60, unchecked=unchecked)).findings()
        said = next(one.message for one in findings if one.check == "children_uncovered")
        assert said["ru"].endswith(f"охвачено детей: {ru}")
        assert said["kk"].endswith(kk)
