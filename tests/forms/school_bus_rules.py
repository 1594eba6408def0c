"""The part of the table of rules that looks at school buses."""

from tests.forms.schools import Answers, ago

Case = tuple[str, Answers, dict[str, str], str]
"""A rule, what was answered, which facts were changed, and what the rule says."""


def bus(**facts: object) -> Answers:
    """One bus in order, with the changes."""
    whole = {
        "plate": "214KR09", "bus_year": 2020, "seats": 22, "children_riding": 22, "inspection": "yes",
        "inspection_until": ago(-100), "insurance": "yes", "insurance_until": ago(-100), "sign": "yes",
        "beacon": "yes", "belts": "yes", "restraints": "yes", "extinguishers": 2, "kit": "yes", "doors": "yes",
        "exits": "yes", "call_button": "yes", "bus_devices": "limiter", "limiter_speed": 60,
        "driver_birth": "1990-01-01", "category": "d", "driver_years": 10, "licence_until": ago(-100),
        "driver_cleared": "yes", "pretrip": "yes", "escort": "yes", "escorts": 2, "route": "yes",
        "trip_minutes": 40, "trip_safe": "yes",
    }  # fmt: skip
    return {"transport": {"bus_exists": "yes"}, "buses": [whole | facts]}


def of_bus(rule: str, name: str, ok: object, bad: object, blank: str = "unchecked") -> list[Case]:
    """A rule that looks at one answer about a bus."""
    return [(rule, bus(**{name: ok}), {}, "ok"), (rule, bus(**{name: bad}), {}, "bad"),
            (rule, bus(**{name: ""}), {}, blank)]  # fmt: skip


def tri(rule: str, name: str) -> list[Case]:
    """A rule on yes, no and not checked."""
    return [*of_bus(rule, name, "yes", "no"), (rule, bus(**{name: "unchecked"}), {}, "unchecked")]


def by_parameter(rule: str, parameter: str, good: Answers, bad: Answers, value: str) -> list[Case]:
    """A rule whose parameter is blank until somebody sets it."""
    return [(rule, good, {parameter: value}, "ok"), (rule, bad, {parameter: value}, "bad"), (rule, bad, {}, "")]


BUSES: list[Case] = [
    ("plate_unusual", bus(), {}, "ok"),
    ("plate_unusual", bus(plate="214KR21"), {}, "bad"),
    ("plate_unusual", bus(plate="М 214 КР"), {}, "ok"),
    *tri("bus_no_inspection", "inspection"),
    ("bus_inspection_expired", bus(inspection_until=ago(0)), {}, "ok"),
    ("bus_inspection_expired", bus(inspection_until=ago(1)), {}, "bad"),
    ("bus_inspection_expired", bus(inspection_until=""), {}, "unchecked"),
    ("bus_inspection_expired", bus(inspection="no"), {}, ""),
    *tri("bus_no_insurance", "insurance"),
    ("bus_insurance_expired", bus(insurance_until=ago(0)), {}, "ok"),
    ("bus_insurance_expired", bus(insurance_until=ago(1)), {}, "bad"),
    ("bus_insurance_expired", bus(insurance_until=""), {}, "unchecked"),
    ("bus_insurance_expired", bus(insurance="no"), {}, ""),
    *tri("bus_no_sign", "sign"),
    *tri("bus_no_beacon", "beacon"),
    *tri("bus_no_belts", "belts"),
    *tri("bus_no_restraints", "restraints"),
    *tri("bus_no_kit", "kit"),
    *tri("bus_few_doors", "doors"),
    *tri("bus_exits_shut", "exits"),
    *tri("bus_no_button", "call_button"),
    *tri("driver_not_cleared", "driver_cleared"),
    *tri("bus_no_escort", "escort"),
    *tri("bus_no_route", "route"),
    *tri("bus_trip_unsafe", "trip_safe"),
    *tri("bus_no_pretrip", "pretrip"),
    ("bus_no_pretrip", bus(pretrip="idle"), {}, ""),
    *of_bus("bus_crowded", "children_riding", 22, 23),
    *of_bus("bus_extinguishers_few", "extinguishers", 2, 1),
    *of_bus("bus_no_limiter", "bus_devices", "gps limiter", "gps tachograph"),
    ("bus_no_limiter", bus(bus_devices="none"), {}, "bad"),
    *by_parameter("bus_limiter_high", "p_bus_speed_max", bus(limiter_speed=60), bus(limiter_speed=61), "60"),
    *by_parameter("bus_old", "p_bus_max_age", bus(bus_year=2016), bus(bus_year=2015), "10"),
    ("bus_old", bus(bus_year=""), {"p_bus_max_age": "10"}, "unchecked"),
    *of_bus("driver_young", "driver_birth", "2003-11-24", "2003-11-25"),
    *of_bus("driver_wrong_category", "category", "d1", "other"),
    *of_bus("driver_inexperienced", "driver_years", 3, 2),
    ("driver_inexperienced_d1", bus(category="d1", driver_years=1), {}, "ok"),
    ("driver_inexperienced_d1", bus(category="d1", driver_years=0), {}, "bad"),
    ("driver_inexperienced_d1", bus(category="d1", driver_years=""), {}, "unchecked"),
    ("driver_inexperienced_d1", bus(driver_years=0), {}, ""),
    *of_bus("driver_licence_expired", "licence_until", ago(0), ago(1)),
    *by_parameter("bus_escorts_few", "p_escort_ratio", bus(escorts=1), bus(escorts=1, children_riding=23), "22"),
    *of_bus("bus_trip_long", "trip_minutes", 240, 241),
]
