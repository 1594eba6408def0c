"""Every item of the national checklist has its place in the form."""

import pytest

from tests.forms.schools import form

ITEMS: dict[str, str] = {
    "card.contingent": "roll present",
    "card.peak_people": "people",
    "card.settlement": "site_settlement settlement",
    "card.group": "object_group object_group_2022 object_group_reasons passport_group group_mismatch",
    "card.buildings": "zones zone_name zone_kind",
    "card.declared_report": "declared_shown",
    "cctv.count": "cameras_listed cameras_differ cameras_found in_list in_place",
    "cctv.live": "works fault camera_down cameras_working",
    "cctv.dummy": "dummy",
    "cctv.archive_days": "archive recorder_oldest recorder_short archive_oldest archive_short",
    "cctv.archive_sample": "archive_sample archive_gap_long",
    "cctv.clock": "recorder_clock clock_wrong",
    "cctv.zone_entrance": "entrance_no_camera",
    "cctv.zone_perimeter": "zone_no_camera",
    "cctv.zone_crowd": "zone_no_camera",
    "cctv.zone_toilet": "toilet_view",
    "cctv.type": "cameras_analogue cameras_digital",
    "cctv.face_view": "face_view",
    "cctv.night": "night_view",
    "cov.groups": "classes class_name children entrance wing shift classes_sum",
    "cov.children_entrance": "children_entrance",
    "cov.children_wing": "children_wing",
    "cov.children_common": "children_common",
    "cov.children_full": "children_covered children_uncovered children_covered_shift1 children_proved",
    "cov.blind_spots": "zone_state zone_children entrance_no_camera zone_no_camera",
    "cov.declared_gap": "declared_gap",
    "cou.required": "cou_required cou_is_required",
    "cou.connected": "cou_connected cou_link cou_linked",
    "cou.cameras": "cou_cameras cou_cameras_seen cameras_in_cou",
    "cou.call_test": "cou_call cou_code_missed",
    "cou.disconnected_since": "cou_down_since cou_down_why",
    "btn.present": "button_present",
    "btn.receiver": "button_receiver button_receiver_wrong",
    "btn.test": "button_test button_agreed button_agreed_at button_seconds button_works",
    "btn.response": "crew_minutes crew_late",
    "btn.staff_know": "staff_know_button",
    "agc.required": "agency_required watchman_instead",
    "agc.mode": "guard_mode",
    "agc.contract": "contract_written contract_until contract_expired guard_contract",
    "agc.licence_in_contract": "licence_stated",
    "agc.licence_valid": "licence_valid",
    "agc.office_radio": "agency_strength crews_few",
    "agc.hours": "hours_cover",
    "agc.spec_age": "spec_states",
    "agc.stability": "staff_stable",
    "grd.on_post": "guards_on_post guards_missing",
    "grd.age": "age guard_too_young guard_under_limit guard_over_limit guards_60_up",
    "grd.course": "course course_date guard_no_course course_old guards_trained",
    "grd.id_card": "id_card guard_no_card uniform guard_no_uniform",
    "grd.exclusions": "bars_certified",
    "grd.turnover": "guards_year turnover_high guards_same guard_mark seen_before",
    "grd.tenure": "months_here guard_new",
    "grd.school_brief": "briefed guard_not_briefed",
    "grd.former_watch": "not_repapered",
    "acc.scud": "turnstile",
    "acc.log": "visitor_log",
    "acc.order": "access_order",
    "acc.metal": "metal_detector",
    "acc.banned": "banned_items",
    "per.fence": "fence",
    "per.vehicle": "vehicle_barrier",
    "per.light": "lights lights_few",
    "pa.present": "warning_system",
    "pwr.backup": "backup_power backup_short",
    "doc.responsible": "responsible",
    "doc.passport": "passport",
    "doc.passport_fresh": "passport_fresh passport_late",
    "doc.lease": "lease",
    "doc.briefings": "briefings briefings_few",
    "doc.drills": "drills drills_few",
    "doc.journal": "journal",
    "doc.algorithms": "algorithms",
    "doc.nobd": "nobd",
    "road.signs": "road_signs speed_sign_high",
    "road.crossing": "crossing",
    "road.parking": "drop_off",
    "road.police_order": "road_orders",
    "bus.identity": "plate bus_year bus_owner seats plate_unusual",
    "bus.inspection": "inspection bus_no_inspection bus_inspection_expired",
    "bus.insurance": "insurance bus_no_insurance bus_insurance_expired",
    "bus.sign": "sign bus_no_sign",
    "bus.beacon": "beacon bus_no_beacon",
    "bus.belts": "belts bus_no_belts restraints bus_no_restraints buses_belted",
    "bus.extinguisher": "extinguishers bus_extinguishers_few",
    "bus.kit": "kit bus_no_kit",
    "bus.doors": "doors exits bus_few_doors bus_exits_shut",
    "bus.button": "call_button bus_no_button",
    "bus.speed": "bus_devices bus_no_limiter bus_limiter_high",
    "bus.driver": "driver_birth category driver_years licence_until driver_young driver_inexperienced_d1",
    "bus.driver_bar": "driver_cleared driver_not_cleared",
    "bus.pretrip": "pretrip bus_no_pretrip",
    "bus.escort": "escort bus_no_escort bus_escorts_few",
    "bus.route": "route bus_no_route bus_trip_long bus_trip_unsafe",
    "bus.capacity": "children_riding bus_crowded",
    "les.count": "lessons_held lessons_reached lessons_children",
    "les.police": "lesson_police lesson_officers lesson_teachers lesson_children",
    "les.topics": "lesson_topics",
    "les.kids_know": "children_know",
    "prev.items": "last_findings finding fixed finding_not_fixed violations_fixed",
    "prev.report": "fix_reported",
}
SECTIONS = {
    "previous": "prev", "card": "card", "cctv": "cctv", "coverage": "cov", "cou": "cou", "alarm": "btn",
    "guarding": "agc", "manning": "grd", "access": "acc", "warning": "pa", "documents": "doc", "transport": "bus",
    "road": "road", "lessons": "les",
}  # fmt: skip
"""The fourteen parts; zones, classes, guards and buses are tables of their own beside them."""


def test_all_hundred_items_are_there() -> None:
    assert len(ITEMS) == 100
    names = {spec.name for spec in form().walk()}
    assert {item: missing for item, told in ITEMS.items() if (missing := set(told.split()) - names)} == {}


def test_the_fourteen_parts_are_sections() -> None:
    own = [spec.name for spec in form().sections if spec.kind == "group"]
    assert own == [name for name in own if name in SECTIONS]
    assert set(own) == set(SECTIONS)
    assert {item.partition(".")[0] for item in ITEMS} == set(SECTIONS.values()) | {"per", "pwr"}
    tables = [spec.name for spec in form().sections if spec.kind == "repeat"]
    assert tables == ["zones", "classes", "guards", "buses"]


@pytest.mark.parametrize("name", ["police_duty", "lesson_officers", "lesson_teachers", "lesson_children"])
def test_what_the_ministers_ask_for_beside_the_items(name: str) -> None:
    assert name in {spec.name for spec in form().walk()}
