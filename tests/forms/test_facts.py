"""The derived table: texts in, texts out, blank where a fact cannot be told."""

import base64

import pytest

from inspector.core.marks import mark
from inspector.forms.derived import TABLE, derive

CLASSES = ({"class_name": "1А", "children": "20", "entrance": "В", "wing": "К", "shift": "1"},)
ZONES = (
    {"zone_name": "В", "zone_kind": "entrance"},
    {"zone_name": "К", "zone_kind": "wing"},
    {"zone_name": "С", "zone_kind": "common"},
)
CAMERAS = (
    {"place": "1", "zone": "В", "zone_also": "С", "works": "yes", "proved": "unchecked"},
    {"place": "2", "zone": "К", "zone_also": "", "works": "unchecked", "proved": "yes"},
)
KEY = base64.b64encode(bytes(32)).decode()
ROSTERS = (CLASSES, ZONES, CAMERAS)


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("age_on", ("071124500101", "2026-11-24"), "19"),
        ("age_on", ("071124500101", "2026-11-23"), "18"),
        ("age_on", ("071124500102", "2026-11-24"), ""),
        ("age_on", ("071124500101", ""), ""),
        ("age_on", ("", "2026-11-24", "2007-11-24"), "19"),
        ("age_on", ("", "2026-11-23", "2007-11-24"), "18"),
        ("age_on", ("", "2026-11-24", "завтра"), ""),
        ("age_on", ("", "2026-11-24", "2026-11-25"), ""),
        ("age_on", ("071124500102", "2026-11-24", "1990-01-01"), ""),
        ("age_on", ("071124500101", "2026-11-24", "1990-01-01"), "19"),
        ("iin_valid", ("071124500101",), "yes"),
        ("iin_valid", ("071124500102",), "no"),
        ("iin_valid", (" ",), ""),
        ("plate_valid", ("214 кр 09",), "yes"),
        ("plate_valid", ("214",), "no"),
        ("plate_valid", ("",), ""),
        ("days_between", ("2026-10-25", "2026-11-24"), "30"),
        ("days_between", ("2026-10-25T10:00:00.000+05:00", "2026-11-24"), "30"),
        ("days_between", ("", "2026-11-24"), ""),
        ("days_between", ("вчера", "2026-11-24"), ""),
        ("months_between", ("2026-09-25", "2026-11-24"), "1"),
        ("months_between", ("2026-12-25", "2026-11-24"), ""),
        ("months_between", ("", ""), ""),
        ("object_group", ("701", "village", "700", "city capital"), "2"),
        ("object_group", ("700", "village", "700", "city capital"), "1"),
        ("object_group", ("", "city", "700", "city capital"), "2"),
        ("object_group", ("700", "hamlet", "700", "city capital"), ""),
        ("object_group", ("", "village", "700", "city capital"), ""),
        ("object_group", ("many", "village", "", ""), ""),
        ("coverage", (*ROSTERS, "20", "entrance", "lower"), "20"),
        ("coverage", (*ROSTERS, "20", "common", "lower"), "20"),
        ("coverage", (*ROSTERS, "20", "full", "lower"), "0"),
        ("coverage", (*ROSTERS, "25", "full", "upper"), "25"),
        ("coverage", (*ROSTERS, "25", "full", "of"), "25"),
        ("coverage", (*ROSTERS, "25", "full", "counted"), "20"),
        ("coverage", (*ROSTERS, "", "full", "of"), "20"),
        ("coverage", (*ROSTERS, "25", "roof", "of"), ""),
        ("coverage", (*ROSTERS, "25", "full", "n"), ""),
        ("coverage", ((), (), (), "", "full", "of"), "0"),
        ("coverage", (*ROSTERS, "25", "entrance", "of", "1"), "20"),
        ("coverage", (*ROSTERS, "25", "entrance", "of", "2"), "0"),
        ("coverage", (*ROSTERS, "25", "entrance", "lower", "", "proved"), "0"),
        ("coverage", (*ROSTERS, "20", "wing", "lower", "", "proved"), "20"),
        ("coverage", (*ROSTERS, "25", "entrance", "upper", "1", "nobody"), "20"),
        ("count_rows", (CAMERAS, "place", "works", "yes"), "1"),
        ("count_rows", (CAMERAS, "place", "works", ""), "0"),
        ("count_rows", (CAMERAS, "zone_also", "works", "yes"), "1"),
        ("count_rows", (CAMERAS, "", "works", "yes"), ""),
        ("guard_mark", ("071124500101", KEY), mark(bytes(32), "071124500101")),
        ("guard_mark", ("071124500102", KEY), ""),
        ("guard_mark", ("071124500101", ""), ""),
        ("guard_mark", ("071124500101", "AAAA"), ""),
        ("guard_mark", ("071124500101", "не ключ"), ""),
        ("known_mark", ("ab", "cd ab"), "yes"),
        ("known_mark", ("a", "cd ab"), "no"),
        ("known_mark", ("", "cd"), ""),
        ("known_mark", ("ab", ""), ""),
        ("turnover", ("a b c", "b c d", "before"), "3"),
        ("turnover", ("a b c", "b c d", "stayed"), "2"),
        ("turnover", ("a b c", "", "left"), "3"),
        ("turnover", ("a b c", "b c d d", "joined"), "1"),
        ("turnover", ("", "b", "joined"), ""),
        ("turnover", ("a", "b", "age"), ""),
        ("names_once", (" b a  b c a ",), "b a c"),
        ("plate_number", ("880 ав 09",), "880AB09"),
        ("object_group_reasons", ("701", "city", "700", "city capital"), "settlement people"),
        ("object_group_reasons", ("701", "village", "700", "city capital"), "people"),
        ("object_group_reasons", ("", "city", "700", "city capital"), "settlement"),
        ("object_group_reasons", ("700", "village", "700", "city capital"), "none"),
        ("object_group_reasons", ("", "village", "700", "city capital"), ""),
        ("object_group_2022", ("300", "no", "300", "700"), "3"),
        ("object_group_2022", ("301", "no", "300", "700"), "2"),
        ("object_group_2022", ("701", "no", "300", "700"), "1"),
        ("object_group_2022", ("90", "yes", "300", "700"), "1"),
        ("object_group_2022", ("90", "maybe", "300", "700"), ""),
        ("working_deadline", ("2026-11-02", "20"), "2026-11-30"),
        ("working_deadline", ("2026-11-02", "0"), "2026-11-02"),
        ("working_deadline", ("2026-12-15", "1"), "2026-12-17"),
        ("working_deadline", ("2020-11-02", "20"), ""),
        ("working_deadline", ("2026-11-02", ""), ""),
        ("working_deadline", ("2026-11-02", "-1"), ""),
        ("working_deadline", ("", "20"), ""),
        ("coverage_zone", (*ROSTERS, "К", "state"), "unknown"),
        ("coverage_zone", (*ROSTERS, "К", "children"), "20"),
        ("coverage_zone", (*ROSTERS, "С", "cameras"), "1"),
        ("coverage_zone", (*ROSTERS, "", "state"), ""),
        ("coverage_zone", (*ROSTERS, "Крыша", "state"), ""),
        ("coverage_zone", (*ROSTERS, "К", "name"), ""),
        ("no_such_function", ("1",), ""),
        ("coverage", ("text", (), (), "", "full", "of"), ""),
        ("iin_valid", (), ""),
    ],
)
def test_fact(name: str, arguments: tuple[object, ...], told: str) -> None:
    assert derive(name, arguments) == told  # type: ignore[arg-type]


def test_a_row_of_another_form_is_no_reason_to_fall() -> None:
    assert derive("coverage", (({"x": "1"},), ({},), ({"zone": "В"},), "5", "full", "upper")) == "5"


@pytest.mark.parametrize("name", sorted(TABLE))
def test_blank_in_never_says_more_than_blank_or_nothing(name: str) -> None:
    entry = TABLE[name]
    blank = tuple(() if kind == "rows" else "" for kind in entry.arguments)
    assert derive(name, blank) == ""
