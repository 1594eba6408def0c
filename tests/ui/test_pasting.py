"""A block from Excel: cells as they were copied, and not one of them lost without a word."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector.core.iin import check_digit
from inspector.services.inspecting import OpenInspection
from inspector.ui.screens.reading import Reading
from inspector.ui.screens.roster import columns
from inspector.ui.screens.roster.pasting import Pasting, _date, _iin, parse
from tests.ui import laptop

CLASSES, GUARDS = "/data/classes", "/data/guards"
cells = st.text(st.sampled_from('аә1 "\t\n.;'), max_size=6)


@settings(max_examples=100, deadline=None)
@given(block=st.lists(st.lists(cells, min_size=1, max_size=4), max_size=6))
def test_what_excel_copies_is_read_cell_by_cell(block: list[list[str]]) -> None:
    stream = io.StringIO()
    csv.writer(stream, dialect="excel-tab").writerows(block)
    expected = [tuple(" ".join(cell.split()) for cell in line) for line in block]
    assert list(parse(stream.getvalue())) == [line for line in expected if any(line)]


@settings(max_examples=50, deadline=None)
@given(text=st.text(max_size=80))
def test_no_text_at_all_breaks_the_reading(text: str) -> None:
    assert all(isinstance(cell, str) for line in parse(text) for cell in line)


def test_the_zero_that_excel_takes_from_a_number_comes_back() -> None:
    first = next(f"0{n:010}" for n in range(5_102_340_000, 5_102_350_000) if check_digit(f"0{n:010}") is not None)
    number = f"{first}{check_digit(first)}"
    assert number.startswith("0")
    assert _iin(number[1:]) == (number, True)
    assert _iin(number) == (number, True)
    assert _iin("12345") == ("12345", False)


@pytest.mark.parametrize("text", ["05.03.2026", "2026-03-05", "05/03/2026", "2026-03-05 00:00:00", "5.3.2026"])
def test_days_are_read_as_people_and_excel_write_them(text: str) -> None:
    assert _date(text) == "2026-03-05"


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> laptop.School:
    made = laptop.begun(tmp_path_factory.mktemp("pasting") / Path("home"))
    yield made
    made.close()


def pasted(opened: OpenInspection, repeat: str, text: str) -> Pasting:
    reading = Reading(opened)
    made = Pasting(opened, reading, repeat, columns.columns(reading, repeat), text)
    while made.done < made.total:
        made.some(0.0)
    return made


lines = st.tuples(*map(st.sampled_from, (["1А", "1Б", ""], ["28", "много", ""], ["1", "x", ""])))


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(lines, max_size=8))
def test_every_cell_is_written_or_named(school: laptop.School, rows: list[tuple[str, str, str]]) -> None:
    opened = school.opened()
    opened.answer("/data/card/shifts", "2")
    before = opened.session.submission()
    body = "\n".join("\t".join((*row, "красный")) for row in rows)
    made = pasted(opened, CLASSES, f"Класс или группа\tChildren\tАуысым\tЦвет\n{body}")
    assert made.outcome.unknown == ["Цвет"]
    expected = [row for row in rows if any(row)]
    written = opened.session.rows(CLASSES)
    assert made.outcome.rows == len(expected)
    for row, (name, children, shift) in zip(written, expected, strict=True):
        assert opened.session.value(f"{row}/class_name") == name
        assert opened.session.value(f"{row}/children") == children
        assert opened.session.value(f"{row}/shift") == shift
    wrong = sum((children == "много") + (shift == "x") for _, children, shift in rows)
    assert len(made.outcome.refused) == wrong
    opened.join(made.steps)
    if made.steps:
        opened.undo()
    assert opened.session.submission() == before


def test_a_known_key_fills_its_row_and_what_does_not_apply_is_named(school: laptop.School) -> None:
    opened = school.opened()
    opened.answer("/data/guarding/guard_mode", "agency")
    number = "550312300012"[:11]
    number += str(check_digit(number))
    row = opened.add_row(GUARDS).row
    opened.answer(f"{row}/iin", number)
    made = pasted(opened, GUARDS, f"IIN\tName\tRole\tUniform\n{number}\tКим С.\tАгенттік күзетшісі\tиә\n")
    assert opened.session.rows(GUARDS) == (row,)
    assert opened.session.value(f"{row}/guard_name") == "Ким С."
    assert made.outcome.rows == 1
    told = {name for _, name in made.outcome.refused}
    assert (opened.session.value(f"{row}/uniform") == "yes") != ("Форма" in told)
