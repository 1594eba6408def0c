"""Regions from the worst; few visits are not ranked; numbers are truncated and carry n of N."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.core.regions import BY_CODE, REGIONS
from inspector.hq.services.dashboard import is_few, ranked
from inspector.hq.store.records import RegionFigures
from inspector.hq.web import charts, numbers
from inspector.hq.web.tiles import tiles


def region(code: str, n: int, of: int, *, visits: int = 50, institutions: int = 100) -> RegionFigures:
    return RegionFigures(
        region=code, institutions=institutions, inspected=visits, counted=visits, n=n, of=of, lower=n, upper=n,
        declared=of, declared_of=of,
    )  # fmt: skip


def test_the_worst_share_is_first_and_ties_go_by_children() -> None:
    lines = ranked((region("35", 90, 100), region("59", 500, 1000), region("61", 50, 100), region("63", 1, 3)))
    assert [(line.rank, line.region.code) for line in lines] == [(1, "63"), (2, "59"), (3, "61"), (4, "35")]


@pytest.mark.parametrize(
    ("visits", "institutions", "few"), [(29, 100, True), (30, 100, False), (40, 1000, True), (50, 1000, False)]
)
def test_few_visits_are_not_ranked(visits: int, institutions: int, few: bool) -> None:
    figures = region("35", 1, 2, visits=visits, institutions=institutions)
    assert is_few(figures) is few
    assert (ranked((figures,))[0].rank is None) is few


def test_unranked_regions_stand_last() -> None:
    lines = ranked((region("35", 0, 100, visits=5), region("59", 99, 100)))
    assert [line.region.code for line in lines] == ["59", "35"]


def test_percentages_as_they_were_published() -> None:
    published = {(1367, 2657): "51,4", (259, 393): "65,9", (70, 197): "35,5", (901, 1097): "82,1", (90, 197): "45,6"}
    for (n, of), text in published.items():
        assert numbers.percent(n, of) == f"{text}\N{NO-BREAK SPACE}%"


@given(of=st.integers(1, 10**9), n=st.integers(0, 10**9))
def test_a_hundred_is_only_all_of_them(of: int, n: int) -> None:
    shown = numbers.percent(n, of)
    if n > of:
        assert shown == numbers.DASH
    else:
        assert (shown == "100\N{NO-BREAK SPACE}%") == (n == of)
        assert numbers.permille(n, of) * of <= n * 1000


def test_numbers_are_written_as_here() -> None:
    assert numbers.whole(20_114) == "20\N{NO-BREAK SPACE}114"
    assert numbers.signed(-7) == "\N{MINUS SIGN}7"
    assert numbers.signed(2) == "+2"
    assert numbers.points(583, 1000) == "\N{MINUS SIGN}41,7"
    assert numbers.points(583, 583) == "0"
    assert numbers.points(None, 5) == numbers.percent(1, 0) == numbers.percent(None, 5) == numbers.DASH
    assert numbers.day("2026-11-24") == "24.11.2026"


def test_marks_stand_where_the_numbers_say() -> None:
    marks = charts.dumbbell(50, 100, 50, 75, 100, 100)
    assert (marks.verified, marks.declared) == (charts.LEFT + charts.SPAN / 2, charts.LEFT + charts.SPAN)
    assert (marks.lower, marks.upper) == (marks.verified, charts.LEFT + charts.SPAN * 0.75)
    assert charts.dumbbell(50, 100, 50, 50, None, None).lower is None
    assert charts.bar(50, 100, 50, 80, 100) == charts.Bar(verified=50.0, unknown=0.0, missing=30.0)
    assert charts.bar(50, 100, 60, 80, 100) == charts.Bar(verified=50.0, unknown=10.0, missing=20.0)
    assert charts.bar(50, 100, 50, None, None).missing == 50.0
    assert charts.bar(50, 100, 50, 20, 100).missing == 0.0


def test_the_map_has_every_region_once() -> None:
    drawn = tiles(ranked((region("35", 10, 100), region("59", 1, 2, visits=3))), "ru")
    assert len(drawn) == len(REGIONS) == len({(tile.x, tile.y) for tile in drawn})
    by_name = {tile.title: tile for tile in drawn}
    assert (by_name["Карагандинская область"].shade, by_name["Карагандинская область"].value) == ("1", "10")
    assert (by_name["Северо-Казахстанская область"].shade, by_name["Северо-Казахстанская область"].value) == ("few", "")
    assert by_name["Абай"].shade == "none"


@pytest.mark.parametrize(
    ("code", "ru", "kk"),
    [
        ("61", "Туркестанская", "Түркістан"),
        ("10", "Абай", "Абай"),
        ("71", "г. Астана", "Астана қ."),
        ("62", "Ұлытау", "Ұлытау"),
    ],
)
def test_short_names_of_regions(code: str, ru: str, kk: str) -> None:
    assert (BY_CODE[code].short("ru"), BY_CODE[code].short("kk")) == (ru, kk)


def test_codes_and_plates_are_each_once() -> None:
    assert len({one.code for one in REGIONS}) == len({one.plate for one in REGIONS}) == 20
