"""The derived table: texts in, texts out, blank where a fact cannot be told."""

import pytest

from inspector.forms.derived import TABLE, derive

CLASSES = ({"class_name": "1А", "children": "20", "entrance": "В", "wing": "К"},)
ZONES = (
    {"zone_name": "В", "zone_kind": "entrance"},
    {"zone_name": "К", "zone_kind": "wing"},
    {"zone_name": "С", "zone_kind": "common"},
)
CAMERAS = (
    {"place": "1", "zone": "В", "zone_also": "С", "works": "yes"},
    {"place": "2", "zone": "К", "zone_also": "", "works": "unchecked"},
)
ROSTERS = (CLASSES, ZONES, CAMERAS)


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("age_on", ("071124500101", "2026-11-24"), "19"),
        ("age_on", ("071124500101", "2026-11-23"), "18"),
        ("age_on", ("071124500102", "2026-11-24"), ""),
        ("age_on", ("071124500101", ""), ""),
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
