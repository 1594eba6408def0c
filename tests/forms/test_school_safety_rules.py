"""Every rule of the national checklist on both sides of its boundary, and on what is blank."""

import pytest

from inspector.core.verdict import Severity
from inspector.forms.session import Session
from tests.factories import iin
from tests.forms.schools import Answers, ago, form, found, put, start

GUARD = {"guarding": {"guard_mode": "agency"}}
YOUNG = "071124500101"
"""Born on 24.11.2007: nineteen on the day of the visit."""


def bus(**facts: object) -> Answers:
    """One bus in order, with the changes."""
    whole = {
        "plate": "214KR09", "seats": 22, "inspection": "yes", "inspection_until": ago(-100), "sign": "yes",
        "beacon": "yes", "belts": "yes", "pretrip": "yes",
    }  # fmt: skip
    return {"transport": {"bus_exists": "yes"}, "buses": [whole | facts]}


def guard(number: str, **facts: object) -> Answers:
    """One guard of an agency with both papers, with the changes."""
    whole = {"iin": number, "guard_name": "Ким С.", "role": "guard", "course": "yes", "id_card": "yes"}
    return {**GUARD, "guards": [whole | facts]}


def place(kind: str, seen: bool | None = True) -> Answers:
    """One zone with a camera on it, on another one, or nowhere."""
    cameras = [] if seen is None else [{"place": "камера", "zone": "зона" if seen else "другая", "works": "yes"}]
    zones = [{"zone_name": "зона", "zone_kind": kind}, {"zone_name": "другая", "zone_kind": ""}]
    return {"zones": zones, "cctv": {"cctv_installed": {"verdict": "ok"}, "cameras": cameras}}


def archive(days: int | None) -> Answers:
    """The oldest recording is that old."""
    oldest = {} if days is None else {"archive_oldest": ago(days)}
    return {"cctv": {"cctv_installed": {"verdict": "ok"}, "archive": {**oldest, "verdict": "ok"}}}


def contract(until: str | None) -> Answers:
    """A written contract until that day."""
    date = {} if until is None else {"contract_until": until}
    return {"guarding": {"guard_mode": "agency", "contract_written": {**date, "verdict": "ok"}}}


def school(seen: int, unchecked: int = 0, roll: int = 100) -> Answers:
    """A hundred children on the roll in classes of which so many are fully seen, or perhaps seen."""
    zones = [("В", "entrance"), ("К", "wing"), ("Л", "wing"), ("М", "wing"), ("С", "common")]
    classes = [("а", seen, "К"), ("б", unchecked, "Л"), ("в", 100 - seen - unchecked, "М")]
    works = {"В": "yes", "К": "yes", "Л": "unchecked", "М": "no", "С": "yes"}
    return {
        "card": {"roll": roll},
        "zones": [{"zone_name": name, "zone_kind": kind} for name, kind in zones],
        "classes": [{"class_name": n, "children": c, "entrance": "В", "wing": w} for n, c, w in classes],
        "cctv": {
            "cctv_installed": {"verdict": "ok"},
            "cameras": [{"place": name, "zone": name, "works": works[name]} for name, _ in zones],
        },
    }


def camera(works: str) -> Answers:
    """One camera, tested so."""
    return {"cctv": {"cctv_installed": {"verdict": "ok"}, "cameras": [{"place": "камера", "works": works}]}}


TABLE: list[tuple[str, Answers, dict[str, str], str]] = [
    ("present_over_roll", {"card": {"roll": 90, "present": 90}}, {}, "ok"),
    ("present_over_roll", {"card": {"roll": 90, "present": 91}}, {}, "bad"),
    ("present_over_roll", {"card": {"roll": 90}}, {}, "unchecked"),
    ("entrance_no_camera", place("entrance"), {}, "ok"),
    ("entrance_no_camera", place("entrance", seen=False), {}, "bad"),
    ("entrance_no_camera", place("entrance", seen=None), {}, "unchecked"),
    ("zone_no_camera", place("wing"), {}, "ok"),
    ("zone_no_camera", place("wing", seen=False), {}, "bad"),
    ("zone_no_camera", place("grounds", seen=False), {}, "bad"),
    ("zone_no_camera", place("common", seen=None), {}, "unchecked"),
    ("camera_down", camera("yes"), {}, "ok"),
    ("camera_down", camera("no"), {}, "bad"),
    ("camera_down", camera("unchecked"), {}, "unchecked"),
    ("camera_down", camera(""), {}, "unchecked"),
    ("archive_short", archive(30), {}, "ok"),
    ("archive_short", archive(29), {}, "bad"),
    ("archive_short", archive(None), {}, "unchecked"),
    ("archive_short", archive(29), {"p_archive_days": ""}, ""),
    ("children_uncovered", school(100), {}, "ok"),
    ("children_uncovered", school(99), {}, "bad"),
    ("children_uncovered", school(99, unchecked=1), {}, "unchecked"),
    ("children_uncovered", school(90), {"p_coverage_target": "90"}, "ok"),
    ("children_uncovered", school(89), {"p_coverage_target": "90"}, "bad"),
    ("children_uncovered", school(0), {"p_coverage_target": ""}, ""),
    ("children_uncovered", {"card": {"roll": 100}}, {}, "unchecked"),
    ("classes_sum", school(100), {}, "ok"),
    ("classes_sum", school(100, roll=101), {}, "bad"),
    ("classes_sum", school(100, roll=99), {}, "bad"),
    ("watchman_instead", {"card": {"people": 700}, "guarding": {"guard_mode": "watchman"}}, {}, "ok"),
    ("watchman_instead", {"card": {"people": 701}, "guarding": {"guard_mode": "watchman"}}, {}, "bad"),
    ("watchman_instead", {"card": {"people": 701}, "guarding": {"guard_mode": "agency"}}, {}, "ok"),
    ("watchman_instead", {"card": {"people": 701}}, {}, "unchecked"),
    (
        "watchman_instead",
        {"card": {"people": 9000}, "guarding": {"guard_mode": "none"}},
        {"p_guard_min_people": ""},
        "",
    ),
    ("contract_expired", contract(ago(0)), {}, "ok"),
    ("contract_expired", contract(ago(1)), {}, "bad"),
    ("contract_expired", contract(None), {}, "unchecked"),
    ("iin_wrong", guard(YOUNG), {}, "ok"),
    ("iin_wrong", guard("071124500102"), {}, "bad"),
    ("guard_too_young", guard(YOUNG), {}, "ok"),
    ("guard_too_young", guard("071125500107"), {}, "bad"),
    ("guard_too_young", guard("071124500102"), {}, "unchecked"),
    ("guard_too_young", guard("071125500107", role="watchman"), {}, ""),
    ("guard_over_limit", guard(YOUNG), {}, ""),
    ("guard_over_limit", guard(YOUNG), {"p_guard_max_age": "19"}, "ok"),
    ("guard_over_limit", guard(YOUNG), {"p_guard_max_age": "18"}, "bad"),
    ("guard_no_course", guard(YOUNG), {}, "ok"),
    ("guard_no_course", guard(YOUNG, course="no"), {}, "bad"),
    ("guard_no_course", guard(YOUNG, course="unchecked"), {}, "unchecked"),
    ("guard_no_course", guard(YOUNG, course=""), {}, "unchecked"),
    ("guard_no_course", guard(YOUNG, role="watchman"), {}, ""),
    ("guard_no_card", guard(YOUNG), {}, "ok"),
    ("guard_no_card", guard(YOUNG, id_card="no"), {}, "bad"),
    ("guard_no_card", guard(YOUNG, id_card=""), {}, "unchecked"),
    ("plate_unusual", bus(), {}, "ok"),
    ("plate_unusual", bus(plate="214KR21"), {}, "bad"),
    ("bus_no_inspection", bus(), {}, "ok"),
    ("bus_no_inspection", bus(inspection="no"), {}, "bad"),
    ("bus_no_inspection", bus(inspection="unchecked"), {}, "unchecked"),
    ("bus_inspection_expired", bus(inspection_until=ago(0)), {}, "ok"),
    ("bus_inspection_expired", bus(inspection_until=ago(1)), {}, "bad"),
    ("bus_inspection_expired", bus(inspection_until=""), {}, "unchecked"),
    ("bus_inspection_expired", bus(inspection="no"), {}, ""),
    ("bus_no_sign", bus(), {}, "ok"),
    ("bus_no_sign", bus(sign="no"), {}, "bad"),
    ("bus_no_sign", bus(sign=""), {}, "unchecked"),
    ("bus_no_beacon", bus(), {}, "ok"),
    ("bus_no_beacon", bus(beacon="no"), {}, "bad"),
    ("bus_no_beacon", bus(beacon="unchecked"), {}, "unchecked"),
    ("bus_no_belts", bus(), {}, "ok"),
    ("bus_no_belts", bus(belts="no"), {}, "bad"),
    ("bus_no_belts", bus(belts=""), {}, "unchecked"),
    ("bus_no_pretrip", bus(), {}, "ok"),
    ("bus_no_pretrip", bus(pretrip="no"), {}, "bad"),
    ("bus_no_pretrip", bus(pretrip="idle"), {}, ""),
    ("bus_no_pretrip", bus(pretrip="unchecked"), {}, "unchecked"),
    ("lessons_none", {"lessons": {"lessons_held": 1}}, {}, "ok"),
    ("lessons_none", {"lessons": {"lessons_held": 0}}, {}, "bad"),
    ("lessons_none", {}, {}, "unchecked"),
]


def judged(session: Session, rule: str) -> str:
    """What a rule says where it stands first; "" when it is not asked at all."""
    (path,) = [spec.path for spec in form().walk() if spec.name == rule and spec.kind == "rule"]
    parent, _, name = path.rpartition("/")
    node = path if form().spec(parent).kind != "repeat" else f"{session.rows(parent)[0]}/{name}"
    return session.value(node) if session.relevant(node) else ""


@pytest.mark.parametrize(
    ("rule", "answers", "facts", "says"), TABLE, ids=[f"{row[0]}-{number}" for number, row in enumerate(TABLE)]
)
def test_rule(rule: str, answers: Answers, facts: dict[str, str], says: str) -> None:
    session = put(start(**facts), answers)
    assert judged(session, rule) == says
    assert (rule in found(session)) == (says == "bad")


def test_every_rule_stands_in_the_table_on_both_sides() -> None:
    rules = {spec.name for spec in form().walk() if spec.kind == "rule"}
    for verdict in ("ok", "bad"):
        assert {row[0] for row in TABLE if row[3] == verdict} == rules
    assert {row[0] for row in TABLE if row[3] in ("unchecked", "")} >= rules - {
        "classes_sum",
        "iin_wrong",
        "plate_unusual",
    }


def test_no_rule_says_ok_before_anything_is_answered() -> None:
    session = start()
    for repeat in ("zones", "classes", "cctv/cameras", "guards", "buses"):
        row = session.add_row(f"/data/{repeat}")
        session.set(f"{row}/{form().spec(f'/data/{repeat}').key}", "x")
    said = {
        node.spec.name: session.value(node.address) for node in session.tree.root.walk() if node.spec.kind == "rule"
    }
    assert "ok" not in said.values(), said


def test_severity_stands_only_on_what_was_read() -> None:
    from tests.forms.schools import compiled

    read = {norm.key for norm in compiled().norms if norm.confidence in ("high", "medium")}
    judged_by_law = [spec for spec in form().walk() if spec.severity is not Severity.NONE]
    assert len(judged_by_law) > 10
    assert [spec.name for spec in judged_by_law if spec.norm not in read] == []


def test_the_guard_of_the_table_is_nineteen_today() -> None:
    import random

    from inspector.core.iin import iin_valid
    from tests.forms.schools import VISIT

    assert iin_valid(iin(random.Random(1), VISIT))
    session = put(start(), guard(YOUNG))
    (row,) = session.rows("/data/guards")
    assert session.value(f"{row}/age") == "19"
