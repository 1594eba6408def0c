"""The table of the national checklist's rules: what was answered, which facts were changed, what the rule says."""

from tests.forms.school_bus_rules import BUSES, Case, by_parameter
from tests.forms.schools import Answers, ago

GUARD = {"guarding": {"guard_mode": "agency"}}
YOUNG = "071124500101"
"""Born on 24.11.2007: nineteen on the day of the visit."""
OK = {"verdict": "ok"}
BAD = {"verdict": "bad"}


def guard(number: str, **facts: object) -> Answers:
    """One guard of an agency with all papers, with the changes."""
    whole = {
        "iin": number, "guard_name": "Ким С.", "role": "guard", "course": "yes", "id_card": "yes", "uniform": "yes",
        "briefed": "yes",
    }  # fmt: skip
    return {**GUARD, "guards": [whole | facts]}


def nameless(**facts: object) -> Answers:
    """A guard who did not give an IIN."""
    return {**GUARD, "guards": [{"guard_name": "Ким С.", "role": "guard", **facts}]}


def place(kind: str, seen: bool | None = True) -> Answers:
    """One zone with a camera on it, on another one, or nowhere."""
    cameras = [] if seen is None else [{"place": "камера", "zone": "зона" if seen else "другая", "works": "yes"}]
    zones = [{"zone_name": "зона", "zone_kind": kind}, {"zone_name": "другая", "zone_kind": ""}]
    return {"zones": zones, "cctv": {"cctv_installed": OK, "cameras": cameras}}


def archive(days: int | None, **facts: object) -> Answers:
    """The oldest recording is that old."""
    oldest = {} if days is None else {"archive_oldest": ago(days)}
    return {"cctv": {"cctv_installed": OK, "archive": {**oldest, **facts, **OK}}}


def recorder(**facts: object) -> Answers:
    """One recorder of the table."""
    return {"cctv": {"cctv_installed": OK, "recorders": [{"recorder_name": "пост", **facts}]}}


def gap(minutes: int | str) -> Answers:
    """Recordings with a gap."""
    return {"cctv": {"cctv_installed": OK, "archive_sample": {**OK, "archive_gap": minutes}}}


def contract(until: str | None) -> Answers:
    """A written contract until that day."""
    date = {} if until is None else {"contract_until": until}
    return {"guarding": {"guard_mode": "agency", "contract_written": {**OK, **date}}}


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
            "cctv_installed": OK,
            "cameras": [{"place": name, "zone": name, "works": works[name]} for name, _ in zones],
        },
    }


def camera(works: str, **facts: object) -> Answers:
    """One camera, tested so."""
    return {"cctv": {"cctv_installed": OK, "cameras": [{"place": "камера", "works": works, **facts}]}}


def listed(number: int | str, *works: str) -> Answers:
    """A list of so many cameras, and those written down; "absent" is a camera that is not in its place."""
    rows = [
        {"place": str(at), "works": "no", "fault": "absent"} if one == "absent" else {"place": str(at), "works": one}
        for at, one in enumerate(works)
    ]
    return {"cctv": {"cctv_installed": {**OK, "cameras_listed": number}, "cameras": rows}}


def call(asked: int | str, seen: int | str) -> Answers:
    """A code shown to some cameras and read back."""
    answers = {"cou_asked": asked, "cou_seen": seen, **OK}
    return {"card": {"roll": 500}, "cctv": {"cctv_installed": OK}, "cou": {"cou_connected": OK, "cou_call": answers}}


def centre(seen: int | str) -> Answers:
    """Headquarters told how many of two cameras the centre sees."""
    rows = [{"place": name, "works": "yes"} for name in "ab"]
    told = {"cou_cameras": {"cou_cameras_seen": seen}}
    return {"card": {"roll": 500}, "cctv": {"cctv_installed": OK, "cameras": rows}, "cou": told}


def button(**test: object) -> Answers:
    """A tested button."""
    return {"alarm": {"button_present": OK, "button_test": {**OK, "button_agreed": "ЦОУ", **test}}}


def receiver(who: str) -> Answers:
    """Where the signal goes."""
    return {"alarm": {"button_present": {**OK, "button_receiver": who}}}


def crews(number: int | str) -> Answers:
    """Mobile crews of the agency."""
    return {"guarding": {"guard_mode": "agency", "agency_strength": {**OK, "agency_crews": number}}}


def posts(**told: object) -> Answers:
    """Guards on the roster, on post, and in a year."""
    return {**GUARD, "manning": {"guards_on_post": {**OK, **told}}}


def lamps(lit: int | str, everything: int | str = 10) -> Answers:
    """Lamps that are lit."""
    return {"access": {"lights": {**OK, "lamps_all": everything, "lamps_lit": lit}}}


def passport(group: str, people: int | str = 700) -> Answers:
    """The passport's title page, at a village school."""
    return {"card": {"people": people}, "documents": {"passport": {**OK, "passport_group": group}}}


def updated(changed: str, when: str) -> Answers:
    """A passport updated after a change."""
    fresh = {**OK, "passport_changed_on": changed, "passport_updated_on": when}
    return {"documents": {"passport": OK, "passport_fresh": fresh}}


def held(check: str, name: str, number: int | str) -> Answers:
    """Briefings or drills in twelve months."""
    return {"documents": {check: {**OK, name: number}}}


def sign(speed: int | str) -> Answers:
    """The speed on the sign."""
    return {"road": {"road_signs": {"signs_seen": "speed", **OK, "speed_sign": speed}}}


def mode(people: int | str, how: str) -> Answers:
    """People on site and who guards."""
    return {"card": {"people": people}, "guarding": {"guard_mode": how}}


VILLAGE = {"site_settlement": "village"}
FULL = {"declared_children_covered": "100", "declared_children_covered_of": "100"}
FIXED = {"last_open_findings": "fence"}


PLACE: list[Case] = [
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
    ("zone_no_camera", place("toilet", seen=False), {}, ""),
    ("camera_down", camera("yes"), {}, "ok"),
    ("camera_down", camera("no"), {}, "bad"),
    ("camera_down", camera("unchecked"), {}, "unchecked"),
    ("camera_down", camera(""), {}, "unchecked"),
    *by_parameter(
        "code_slow",
        "p_code_delay_s",
        camera("yes", code_status="proved", code_delay=5),
        camera("yes", code_status="proved", code_delay=6),
        "5",
    ),
    ("cameras_differ", listed(2, "yes", "no"), {}, "unchecked"),
    ("cameras_differ", listed(2, "yes", "yes"), {}, "ok"),
    ("cameras_differ", listed(3, "yes", "yes"), {}, "bad"),
    ("cameras_differ", listed(1, "yes", "yes"), {}, "bad"),
    ("cameras_differ", listed(2, "yes", "absent"), {}, "bad"),
    ("cameras_differ", listed(2, "yes", "unchecked"), {}, "unchecked"),
    ("cameras_differ", listed("", "yes"), {}, "unchecked"),
    ("cameras_differ", listed(2), {}, "unchecked"),
    ("archive_short", archive(30), {}, "ok"),
    ("archive_short", archive(29), {}, "bad"),
    ("archive_short", archive(None), {}, "unchecked"),
    ("archive_short", archive(29), {"p_archive_days": ""}, ""),
    ("archive_short", archive(29), {"site_type": "university"}, ""),
    ("archive_short", archive(9), {"site_type": "university", "p_archive_days_university": "10"}, "bad"),
    ("recorder_short", recorder(recorder_oldest=ago(30)), {}, "ok"),
    ("recorder_short", recorder(recorder_oldest=ago(29)), {}, "bad"),
    ("recorder_short", recorder(), {}, "unchecked"),
    ("recorder_clock", recorder(recorder_drift=60), {}, "ok"),
    ("recorder_clock", recorder(recorder_drift=61), {}, "bad"),
    ("recorder_clock", recorder(), {}, "unchecked"),
    ("clock_wrong", archive(30, archive_drift=60), {}, "ok"),
    ("clock_wrong", archive(30, archive_drift=61), {}, "bad"),
    ("clock_wrong", archive(30), {}, "unchecked"),
    ("archive_gap_long", gap(60), {}, "ok"),
    ("archive_gap_long", gap(61), {}, "bad"),
    ("archive_gap_long", gap(""), {}, "unchecked"),
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
    ("declared_gap", school(95), FULL, "ok"),
    ("declared_gap", school(94), FULL, "bad"),
    ("declared_gap", school(94, unchecked=1), FULL, "unchecked"),
    ("declared_gap", school(95, unchecked=1), FULL, "ok"),
    ("declared_gap", school(0), {**FULL, "p_declared_gap_pp": ""}, ""),
    ("declared_gap", school(0), {}, ""),
    ("cou_code_missed", call(2, 2), {}, "ok"),
    ("cou_code_missed", call(2, 1), {}, "bad"),
    ("cou_code_missed", call("", ""), {}, "unchecked"),
    *by_parameter("cou_share_low", "p_cou_share_target", centre(2), centre(1), "100"),
    ("cou_share_low", centre(1), {"p_cou_share_target": "50"}, "ok"),
    ("button_receiver_wrong", receiver("police"), {}, "ok"),
    ("button_receiver_wrong", receiver("nobody"), {}, "bad"),
    ("button_receiver_wrong", receiver(""), {}, "unchecked"),
    *by_parameter("crew_late", "p_response_min", button(crew_minutes=7), button(crew_minutes=8), "7"),
    ("crew_late", button(), {"p_response_min": "7"}, "unchecked"),
]

GUARDS: list[Case] = [
    ("watchman_instead", mode(700, "watchman"), {}, "ok"),
    ("watchman_instead", mode(701, "watchman"), {}, "bad"),
    ("watchman_instead", mode(701, "none"), {}, "bad"),
    ("watchman_instead", mode(701, "agency"), {}, "ok"),
    ("watchman_instead", {"card": {"people": 701}}, {}, "unchecked"),
    ("watchman_instead", mode(9000, "none"), {"p_guard_min_people": ""}, ""),
    ("contract_expired", contract(ago(0)), {}, "ok"),
    ("contract_expired", contract(ago(1)), {}, "bad"),
    ("contract_expired", contract(None), {}, "unchecked"),
    ("crews_few", crews(2), {}, "ok"),
    ("crews_few", crews(1), {}, "bad"),
    ("crews_few", crews(""), {}, "unchecked"),
    ("guard_unidentified", nameless(no_iin="document"), {}, "ok"),
    ("guard_unidentified", nameless(no_iin="refused"), {}, "bad"),
    ("guard_unidentified", nameless(), {}, ""),
    ("iin_wrong", guard(YOUNG), {}, "ok"),
    ("iin_wrong", guard("071124500102"), {}, "bad"),
    ("guard_too_young", guard(YOUNG), {}, "ok"),
    ("guard_too_young", guard("071125500107"), {}, "bad"),
    ("guard_too_young", guard("071124500102"), {}, "unchecked"),
    ("guard_too_young", guard("071125500107", role="watchman"), {}, ""),
    ("guard_too_young", nameless(no_iin="document", birth="2007-11-24"), {}, "ok"),
    ("guard_too_young", nameless(no_iin="document", birth="2007-11-25"), {}, "bad"),
    ("guard_too_young", nameless(no_iin="refused"), {}, "unchecked"),
    *by_parameter("guard_under_limit", "p_guard_contract_min_age", guard(YOUNG), guard("071125500107"), "19"),
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
    ("guard_no_uniform", guard(YOUNG), {}, "ok"),
    ("guard_no_uniform", guard(YOUNG, uniform="no"), {}, "bad"),
    ("guard_no_uniform", guard(YOUNG, uniform=""), {}, "unchecked"),
    ("guard_not_briefed", guard(YOUNG), {}, "ok"),
    ("guard_not_briefed", guard(YOUNG, briefed="no"), {}, "bad"),
    ("guard_not_briefed", guard(YOUNG, briefed="unchecked"), {}, "unchecked"),
    *by_parameter(
        "course_old",
        "p_guard_refresher_months",
        guard(YOUNG, course_date="2025-10-25"),
        guard(YOUNG, course_date="2025-10-24"),
        "12",
    ),
    ("course_old", guard(YOUNG), {"p_guard_refresher_months": "12"}, "unchecked"),
    *by_parameter("guard_new", "p_guard_min_months", guard(YOUNG, months_here=3), guard(YOUNG, months_here=2), "3"),
    ("guard_new", guard(YOUNG), {"p_guard_min_months": "3"}, "unchecked"),
    ("guards_missing", posts(guards_due=2, guards_here=2), {}, "ok"),
    ("guards_missing", posts(guards_due=2, guards_here=1), {}, "bad"),
    ("guards_missing", posts(guards_due=2), {}, "unchecked"),
    *by_parameter(
        "turnover_high",
        "p_turnover_max_pct",
        posts(guards_due=2, guards_year=4),
        posts(guards_due=2, guards_year=5),
        "100",
    ),
    ("turnover_high", posts(guards_due=0, guards_year=5), {"p_turnover_max_pct": "100"}, "unchecked"),
]

PAPERS: list[Case] = [
    *by_parameter("lights_few", "p_light_share", lamps(9), lamps(8), "90"),
    ("lights_few", lamps(0, 0), {"p_light_share": "90"}, "unchecked"),
    *by_parameter(
        "backup_short",
        "p_backup_min",
        {"warning": {"backup_power": {**OK, "backup_minutes": 30}}},
        {"warning": {"backup_power": {**OK, "backup_minutes": 29}}},
        "30",
    ),
    ("group_mismatch", passport("1"), VILLAGE, "ok"),
    ("group_mismatch", passport("1", 701), VILLAGE, "bad"),
    ("group_mismatch", passport("2", 701), VILLAGE, "ok"),
    ("group_mismatch", passport("2"), VILLAGE, "bad"),
    ("group_mismatch", passport("2"), {**VILLAGE, "p_object_group": "2"}, "ok"),
    ("group_mismatch", passport("2", 301), {**VILLAGE, "p_group_edition": "2022"}, "ok"),
    ("group_mismatch", passport("2", 300), {**VILLAGE, "p_group_edition": "2022"}, "bad"),
    ("group_mismatch", passport("unchecked"), VILLAGE, "unchecked"),
    ("group_mismatch", passport("1", ""), VILLAGE, "unchecked"),
    ("group_mismatch", passport("1"), {"site_type": "university"}, ""),
    ("passport_late", updated("2026-10-01", "2026-10-30"), {}, "ok"),
    ("passport_late", updated("2026-10-01", "2026-10-31"), {}, "bad"),
    ("passport_late", updated("2026-10-01", ""), {}, "unchecked"),
    ("passport_late", updated("2019-10-01", "2026-10-31"), {}, "unchecked"),
    ("briefings_few", held("briefings", "briefings_held", 2), {}, "ok"),
    ("briefings_few", held("briefings", "briefings_held", 1), {}, "bad"),
    ("briefings_few", held("briefings", "briefings_held", ""), {}, "unchecked"),
    ("briefings_few", held("briefings", "briefings_held", 0), {"site_type": "university"}, ""),
    ("drills_few", held("drills", "drills_held", 1), {}, "ok"),
    ("drills_few", held("drills", "drills_held", 0), {}, "bad"),
    ("drills_few", held("drills", "drills_held", ""), {}, "unchecked"),
    *by_parameter("speed_sign_high", "p_school_zone_speed", sign(40), sign(41), "40"),
    ("lessons_none", {"lessons": {"lessons_held": 1}}, {}, "ok"),
    ("lessons_none", {"lessons": {"lessons_held": 0}}, {}, "bad"),
    ("lessons_none", {}, {}, "unchecked"),
    ("finding_not_fixed", {"previous": {"last_findings[n1]": {"fixed": "fixed"}}}, FIXED, "ok"),
    ("finding_not_fixed", {"previous": {"last_findings[n1]": {"fixed": "not_fixed"}}}, FIXED, "bad"),
    ("finding_not_fixed", {"previous": {"last_findings[n1]": {"fixed": "partly"}}}, FIXED, "bad"),
    ("finding_not_fixed", {"previous": {"last_findings[n1]": {"fixed": "unchecked"}}}, FIXED, "unchecked"),
    ("finding_not_fixed", {}, FIXED, "unchecked"),
]

TABLE: list[Case] = [*PLACE, *GUARDS, *PAPERS, *BUSES]
