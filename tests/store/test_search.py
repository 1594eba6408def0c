"""Finding an institution the way people type."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector.core.errors import NotFound
from inspector.store.folding import fts, line, sql, terms, words
from inspector.wire.messages import AssignmentBody, LastVisitBody
from tests.store.laptops import SCHOOL, Laptop, page


def school(number: int, **other: object) -> tuple[str, object]:
    told = {"id": f"s{number}", "bin": f"{number:012}", "name_ru": f"Школа № {number}", "name_kk": f"№ {number} мектеп"}
    plain = {"old_name": "", "director": "", "address": "", "district": ""}
    return "institution", msgspec.structs.replace(SCHOOL, **(told | plain | other))


def found(laptop: Laptop, query: str, **options: object) -> list[str]:
    return [row.institution.id for row in laptop.institutions.search(query, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "query",
    [
        "15", "№15", "гимназ", "ГИМНАЗИЯ", "сатпаев", "Сәтбаев", "сатбаев", "каныш", "қаныш 15", "киров", "толе би",
        "төле", "0812", "081240001234", "елкина", "Ёлкина", "ёлк мар", "алмалин", "мектеп", "15 мектеп-гимназия",
        "irjkf", "ubvyfpbz 15", "TKRBYF", "`krbyf", "rfysif",
    ],
)  # fmt: skip
def test_the_school_is_found(laptop: Laptop, query: str) -> None:
    expected = [] if query == "сатпаев" else [SCHOOL.id]  # п is not б: folding is of letters, not of sounds
    assert found(laptop, query) == expected


@pytest.mark.parametrize("query", ["16", "гимназия 16", "мназия", "15 киров лицей", "№", "-", "!!!"])
def test_another_is_not(laptop: Laptop, query: str) -> None:
    assert found(laptop, query) == []


def test_every_word_must_begin_a_word(laptop: Laptop) -> None:
    laptop.updating.accept(page([school(5), school(50), school(500), school(51)], first=10))
    assert found(laptop, "школа 5") == ["s5", "s50", "s500", "s51"]
    assert found(laptop, "школа 50") == ["s50", "s500"]


def test_the_very_number_comes_before_longer_ones_and_own_ones_before_all(laptop: Laptop) -> None:
    assigned = AssignmentBody(id="a2", institution="s77", campaign="c", due="2026-11-30", kind="check", match_key="")
    laptop.updating.accept(page([school(70), school(7), school(77), ("assignment", assigned)], first=10))
    assert found(laptop, "школа 7") == ["s77", "s7", "s70"]
    assert found(laptop, "школа 7", scope="mine") == ["s77"]
    assert found(laptop, "школа 7", limit=2) == ["s77", "s7"]
    assert found(laptop, "")[:2] == ["s77", SCHOOL.id]
    assert found(laptop, "", scope="mine") == ["s77", SCHOOL.id]
    (row,) = laptop.institutions.search("77")
    assert (row.assigned, row.due, row.kind) == (True, "2026-11-30", "check")


def test_a_line_tells_what_is_open_there_and_how_far_we_are(laptop: Laptop) -> None:
    last = LastVisitBody(institution=SCHOOL.id, date="2025-11-01", values={}, open_violations=3)
    laptop.updating.accept(page([("last_visit", last)], first=10))
    (row,) = laptop.institutions.search("15")
    assert (row.open_violations, row.state) == (3, "")
    laptop.start()
    assert laptop.institutions.search("15")[0].state == "draft"


def test_a_renamed_school_is_found_by_its_new_name_only(laptop: Laptop) -> None:
    renamed = msgspec.structs.replace(SCHOOL, name_ru="Лицей Абая", name_kk="Абай лицейі", old_name="")
    laptop.updating.accept(page([("institution", renamed)], first=10))
    assert found(laptop, "лицей абая") == [SCHOOL.id]
    assert found(laptop, "гимназия") == []
    assert laptop.institutions.count() == 1
    assert laptop.institutions.get(SCHOOL.id).name_ru == "Лицей Абая"


def test_an_unknown_one_is_not_found(laptop: Laptop) -> None:
    with pytest.raises(NotFound):
        laptop.institutions.get("nobody")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(query=st.text(max_size=30) | st.text(alphabet="\"'*()^:-AND OR NOT{}[]x1", max_size=30))
def test_no_query_breaks_the_search(laptop: Laptop, query: str) -> None:
    laptop.institutions.search(query)


@given(text=st.text(max_size=60))
def test_a_text_is_found_by_all_of_its_words(text: str) -> None:
    folded = words(text)
    assert words(" ".join(folded)) == folded
    for word in folded:
        assert f'"{word}"*' in fts(terms(word))
        condition, values = sql(terms(word), "words")
        assert condition.count("?") == len(values)
        assert all(value in line(text) for value in values[:1])
