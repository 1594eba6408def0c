"""Five institutions as an inspector would find them: what is answered of each."""

import base64

from inspector.core.marks import mark
from inspector.forms.session import Session
from tests.forms.schools import Answers, ago, put, start

NOT_CHECKED = {"verdict": "unchecked", "reason": "Нет специалиста"}
NONE_HERE = {"verdict": "na", "reason": "Здесь этого нет"}
OK = {"verdict": "ok"}
BAD = {"verdict": "bad"}
AGREED = {"button_agreed": "ЦОУ, дежурный", "button_agreed_at": "09:40:00"}
KEY = base64.b64encode(bytes(range(32))).decode()
OSPANOV, KIM, TLEUOV, ZHUMABEKOV = "880127300012", "071125500107", "790614300030", "550312301236"


def marks(*numbers: str) -> str:
    """What the last visit left of its guards."""
    return " ".join(mark(base64.b64decode(KEY), number) for number in numbers)


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


def classes(prefix: str, counts: list[int], floors: int, entrance: str = "Вход 1") -> list[Answers]:
    """Classes spread over the floors."""
    return [
        {"class_name": f"{prefix} {at + 1}", "children": count, "entrance": entrance, "wing": f"Этаж {at % floors + 1}"}
        for at, count in enumerate(counts)
    ]


def bus(**facts: object) -> Answers:
    """One bus in order, with the changes."""
    whole = {
        "plate": "214 KR 09", "bus_year": 2021, "bus_owner": "akimat", "seats": 22, "children_riding": 20,
        "inspection": "yes", "inspection_until": ago(0), "insurance": "yes", "insurance_until": ago(-90),
        "sign": "yes", "beacon": "yes", "belts": "yes", "restraints": "yes", "extinguishers": 2, "kit": "yes",
        "doors": "yes", "exits": "yes", "call_button": "yes", "bus_devices": "limiter gps", "limiter_speed": 60,
        "driver_birth": "1979-05-02", "category": "d", "driver_years": 18, "licence_until": ago(-700),
        "driver_cleared": "yes", "pretrip": "yes", "escort": "yes", "escorts": 1, "route": "yes", "trip_minutes": 35,
        "trip_safe": "yes",
    }  # fmt: skip
    return whole | facts


ACCESS: Answers = {
    "visitor_log": OK, "access_order": OK, "banned_items": OK, "fence": OK, "vehicle_barrier": OK, "lights": OK,
}  # fmt: skip
DOCUMENTS: Answers = {
    "responsible": {**OK, "responsible_order": "№ 12 от 02.09.2026"},
    "passport": {**OK, "passport_on": "2025-10-01"},
    "passport_fresh": NONE_HERE,
    "briefings": {**OK, "briefings_held": 2},
    "drills": {**OK, "drills_held": 1, "drill_last": "2026-09-15"},
    "journal": OK,
    "algorithms": OK,
    "nobd": {**OK, "nobd_on": "2026-09-20"},
}
ROAD: Answers = {"road_signs": OK, "crossing": OK, "drop_off": OK, "road_orders": OK, "police_duty": OK}

VILLAGE: Answers = {
    "card": {"roll": 90, "present": 84, "people": 108, "shifts": 1, "premises_rented": "no"},
    "zones": zones(1, 1, "Столовая", "Двор"),
    "classes": [
        {"class_name": f"{number} класс", "children": 9, "entrance": "Вход 1", "wing": "Этаж 1"}
        for number in range(1, 11)
    ],
    "cctv": {
        "cctv_installed": {**OK, "cameras_listed": 4, "cameras_analogue": 1},
        "cameras": cameras(Вход_1="yes", Этаж_1="yes", Столовая="yes", Двор="unchecked"),
        "archive": {"archive_oldest": ago(12), "archive_drift": 20, **OK},
        "archive_sample": NOT_CHECKED,
        "dummy": OK,
        "toilet_view": BAD,
        "face_view": OK,
        "night_view": OK,
    },
    "alarm": {
        "button_present": {"verdict": "ok", "buttons_fixed": 0, "buttons_mobile": 1, "button_receiver": "police"},
        "button_test": NOT_CHECKED,
        "staff_know_button": OK,
    },
    "guarding": {"guard_mode": "watchman"},
    "guards": [
        {"iin": ZHUMABEKOV, "guard_name": "Жумабеков Е.", "role": "watchman", "briefed": "yes", "months_here": 40}
    ],
    "manning": {"guards_on_post": {**OK, "guards_due": 1, "guards_here": 1, "guards_year": 1}},
    "access": ACCESS,
    "warning": {"warning_system": OK, "backup_power": BAD},
    "documents": {**DOCUMENTS, "drills": {**OK, "drills_held": 0}, "passport": {**OK, "passport_group": "1"}},
    "transport": {"bus_exists": "no"},
    "road": {**ROAD, "police_duty": BAD},
    "lessons": {
        "lessons_held": 2, "lessons_reached": 90,
        "lesson_police": {**OK, "lesson_police_date": "2026-09-05", "lesson_officers": 1, "lesson_teachers": 8,
                          "lesson_children": 90},
        "lesson_topics": {**OK, "topics_held": "road stranger emergency"}, "children_know": OK,
    },
}  # fmt: skip

CITY_FACTS = {
    "declared_children_covered": "1400", "declared_children_covered_of": "1400", "declared_cameras_working": "7",
    "declared_cameras_working_of": "7", "declared_roll": "1400", "match_key": KEY,
    "last_guard_marks": marks(OSPANOV, TLEUOV, "900101300126"),
    "last_open_findings": "camera_down fence archive_short", "last_date": "2026-03-14",
    "last_bus_plates": "214KR09 001AB09",
}  # fmt: skip

CITY: Answers = {
    "previous": {
        "last_findings[n1]": {"fixed": "partly"},
        "last_findings[n2]": {"fixed": "fixed"},
        "last_findings[n3]": {"fixed": "unchecked", "fixed_why": "no_access"},
        "fix_reported": {**OK, "fix_reported_on": "2026-04-10"},
    },
    "card": {"roll": 1400, "present": 690, "people": 790, "shifts": 2, "premises_rented": "no"},
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
        "cctv_installed": {**OK, "cameras_listed": 9, "cameras_analogue": 2},
        "recorders": [
            {"recorder_name": "Пост охраны", "recorder_oldest": ago(31), "recorder_drift": 5},
            {"recorder_name": "Серверная", "recorder_oldest": ago(29), "recorder_drift": 600},
        ],
        "cameras": cameras(
            Вход_1="yes", Вход_2="yes", Этаж_1="yes", Этаж_2="no", Этаж_3="unchecked", Столовая="yes", Двор="yes"
        ),
        "archive": OK,
        "archive_sample": OK,
        "dummy": OK,
        "toilet_view": OK,
        "face_view": BAD,
        "night_view": NOT_CHECKED,
    },
    "cou": {
        "cou_connected": {**OK, "cou_link": "centre"},
        "cou_call": {
            "cou_call_time": "10:42:00", "cou_asked": 3, "cou_seen": 1, "cou_delay": 4, "verdict": "bad",
            "note": "1 из 3",
        },
    },
    "alarm": {
        "button_present": {"verdict": "ok", "buttons_fixed": 1, "buttons_mobile": 2, "button_receiver": "agency"},
        "button_test": {"verdict": "bad", **AGREED, "crew_minutes": 11, "note": "не принят"},
        "staff_know_button": {**BAD, "staff_know_n": 1},
    },
    "guarding": {
        "guard_mode": "agency",
        "contract_written": {"verdict": "ok", "contract_number": "№ 4 от 10.01.2026", "contract_until": ago(-37)},
        "licence_stated": {"verdict": "bad", "note": "нет даты лицензии"},
        "agency_strength": {**OK, "agency_has": "office radio", "agency_crews": 1},
        "hours_cover": OK,
        "spec_states": {**OK, "spec_has": "mode training"},
        "staff_stable": BAD,
    },
    "guards": [
        {"iin": OSPANOV, "guard_name": "Оспанов Д.", "role": "guard", "course": "yes", "id_card": "yes",
         "uniform": "yes", "briefed": "yes", "months_here": 14},
        {"iin": KIM, "guard_name": "Ким С.", "role": "guard", "course": "no", "id_card": "yes", "uniform": "no",
         "briefed": "no", "months_here": 0},
        {"iin": TLEUOV, "guard_name": "Тлеуов К.", "role": "guard", "course": "unchecked", "id_card": "yes",
         "uniform": "yes", "briefed": "yes", "guard_why": "refused", "months_here": 9},
        {"iin": ZHUMABEKOV, "guard_name": "Жумабеков Е.", "role": "watchman", "briefed": "yes", "months_here": 90},
        {"guard_name": "Отказался", "no_iin": "refused", "role": "guard", "course": "unchecked", "id_card": "no",
         "uniform": "yes", "briefed": "unchecked", "guard_why": "refused"},
    ],
    "manning": {
        "guards_on_post": {**OK, "guards_due": 5, "guards_here": 5, "guards_year": 13},
        "bars_certified": BAD,
        "not_repapered": OK,
    },
    "access": {**ACCESS, "turnstile": OK, "metal_detector": BAD, "access_order": BAD},
    "warning": {"warning_system": OK, "backup_power": {**OK, "backup_minutes": 20}},
    "documents": {
        **DOCUMENTS,
        "passport": {**OK, "passport_on": "2024-10-01", "passport_group": "1", "regional_centre": "yes"},
        "passport_fresh": {**OK, "passport_changed_on": "2026-08-03", "passport_updated_on": "2026-10-01"},
        "briefings": {**OK, "briefings_held": 1},
    },
    "transport": {"bus_exists": "yes"},
    "buses": [
        bus(),
        bus(plate="880АВ09", inspection_until=ago(1), sign="no", belts="no", seats_without_belt=9, pretrip="no",
            children_riding=25, driver_birth="2004-01-01", driver_years=1, extinguishers=1),
        bus(plate="117MK09", seats=30, inspection="unchecked", insurance="unchecked", sign="unchecked",
            beacon="unchecked", belts="unchecked", restraints="unchecked", kit="unchecked", doors="unchecked",
            exits="unchecked", call_button="unchecked", category="unchecked", driver_cleared="unchecked",
            pretrip="unchecked", escort="unchecked", route="unchecked", trip_safe="unchecked", bus_why="away"),
    ],
    "road": {**ROAD, "road_signs": {"signs_seen": "children crossing", "verdict": "ok"}, "police_duty": OK},
    "lessons": {"lessons_held": 0, "lesson_police": NOT_CHECKED, "lesson_topics": BAD, "children_know": NOT_CHECKED},
}  # fmt: skip

KINDERGARTEN: Answers = {
    "card": {"roll": 120, "present": 101, "people": 150, "shifts": 1, "premises_rented": "no"},
    "zones": zones(2, 2, "Площадка"),
    "classes": classes("Группа", [20] * 6, 2),
    "cctv": {
        "cctv_installed": {**OK, "cameras_listed": 4},
        "cameras": cameras(Вход_1="yes", Этаж_1="yes", Этаж_2="yes", Площадка="yes"),
        "archive": NOT_CHECKED,
        "archive_sample": NOT_CHECKED,
        "dummy": OK,
        "toilet_view": OK,
        "face_view": OK,
        "night_view": OK,
    },
    "cou": {"cou_connected": {**BAD, "cou_down_since": "2026-10-01", "cou_down_why": "не оплачено"}},
    "alarm": {"button_present": BAD},
    "guarding": {"guard_mode": "alarm"},
    "access": {**ACCESS, "turnstile": OK, "metal_detector": NONE_HERE},
    "warning": {"warning_system": OK, "backup_power": OK},
    "documents": {**DOCUMENTS, "passport": {**OK, "passport_group": "2"}},
    "transport": {"bus_exists": "no"},
    "road": {**ROAD, "road_signs": {"verdict": "na", "reason": "Дворовая территория"}},
    "lessons": {"lessons_held": 1, "lessons_reached": 60, "lesson_topics": OK},
}

COLLEGE: Answers = {
    "card": {"roll": 420, "present": 380, "people": 470, "shifts": 1, "premises_rented": "yes"},
    "zones": zones(1, 2, "Столовая"),
    "classes": classes("Группа", [30] * 14, 2),
    "cctv": {
        "cctv_installed": {**OK, "cameras_listed": 5},
        "cameras": cameras(Вход_1="yes", Этаж_1="yes", Этаж_2="yes", Столовая="yes"),
        "archive": {"archive_oldest": ago(45), **OK},
        "archive_sample": OK,
        "dummy": OK,
        "toilet_view": OK,
        "face_view": OK,
        "night_view": OK,
    },
    "cou": {"cou_connected": {**OK, "cou_link": "duty"}, "cou_call": {**OK, "cou_asked": 2, "cou_seen": 2}},
    "alarm": {
        "button_present": {"verdict": "ok", "buttons_fixed": 1, "button_receiver": "police"},
        "button_test": {**OK, **AGREED, "button_pressed_at": "10:05:00", "button_seconds": 14},
        "staff_know_button": OK,
    },
    "guarding": {
        "guard_mode": "agency",
        "contract_written": {"verdict": "ok", "contract_until": ago(5)},
        "licence_stated": OK,
        "agency_strength": {**OK, "agency_crews": 2},
        "hours_cover": BAD,
        "spec_states": OK,
        "staff_stable": OK,
    },
    "guards": [
        {"iin": OSPANOV, "guard_name": "Оспанов Д.", "role": "guard", "course": "yes", "course_date": "2024-05-01",
         "id_card": "yes", "uniform": "yes", "briefed": "yes", "months_here": 14},
        {"guard_name": "Петренко В.", "no_iin": "document", "birth": "1970-02-03", "role": "guard", "course": "yes",
         "id_card": "yes", "uniform": "yes", "briefed": "yes", "months_here": 2},
    ],
    "manning": {
        "guards_on_post": {**BAD, "guards_due": 3, "guards_here": 2, "guards_year": 3},
        "bars_certified": OK,
        "not_repapered": OK,
    },
    "access": {**ACCESS, "turnstile": BAD, "metal_detector": OK},
    "warning": {"warning_system": OK, "backup_power": OK},
    "documents": {**DOCUMENTS, "passport": BAD, "lease": BAD},
    "transport": {"bus_exists": "no"},
    "lessons": {
        "lessons_held": 3, "lessons_reached": 400, "lesson_police": OK, "lesson_topics": OK, "children_know": OK,
    },
}  # fmt: skip

UNIVERSITY: Answers = {
    "card": {"roll": 3800, "present": 2100, "people": 2600, "shifts": 2, "premises_rented": "no"},
    "zones": zones(3, 5, "Столовая"),
    "classes": [
        {"class_name": f"Поток {at + 1}", "children": 380, "entrance": f"Вход {at % 3 + 1}",
         "wing": f"Этаж {at % 5 + 1}", "shift": at % 2 + 1}
        for at in range(10)
    ],
    "cctv": {
        "cctv_installed": {**OK, "cameras_listed": 9},
        "cameras": cameras(
            Вход_1="yes", Вход_2="yes", Вход_3="yes", Этаж_1="yes", Этаж_2="yes", Этаж_3="yes", Этаж_4="yes",
            Этаж_5="no", Столовая="yes",
        ),
        "archive": {"archive_oldest": ago(14), **OK},
        "archive_sample": OK,
        "dummy": OK,
        "face_view": OK,
        "night_view": OK,
    },
    "cou": {"cou_connected": BAD},
    "alarm": {
        "button_present": {"verdict": "ok", "buttons_fixed": 3, "button_receiver": "agency"},
        "button_test": {**OK, **AGREED, "button_seconds": 9},
        "staff_know_button": OK,
    },
    "guarding": {
        "guard_mode": "agency",
        "contract_written": {"verdict": "ok", "contract_until": ago(-300)},
        "licence_stated": BAD,
        "agency_strength": OK,
        "hours_cover": OK,
        "spec_states": OK,
        "staff_stable": OK,
    },
    "guards": [
        {"iin": TLEUOV, "guard_name": "Тлеуов К.", "role": "guard", "course": "no", "id_card": "yes",
         "uniform": "yes", "briefed": "yes"},
    ],
    "manning": {"guards_on_post": OK, "bars_certified": OK, "not_repapered": OK},
    "access": {**ACCESS, "turnstile": BAD, "metal_detector": OK},
    "warning": {"warning_system": BAD, "backup_power": OK},
    "documents": {**DOCUMENTS, "passport": BAD, "briefings": {**BAD, "briefings_held": 0}},
    "transport": {"bus_exists": "no"},
}  # fmt: skip


def city() -> Session:
    """The school in two shifts, visited for the second time."""
    return put(start("school", "city", **CITY_FACTS), CITY)
