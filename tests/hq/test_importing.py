"""Lists from outside: CSV and XLSX, all or nothing, one clear sentence for the first wrong cell."""

import io
import zipfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from inspector.core.errors import Refusal
from inspector.hq.services import tabular
from inspector.hq.services.importing import Imported, import_declared, import_institutions
from inspector.hq.services.tabular import CellWrong, ColumnMissing, TableTooLarge, TableUnreadable, read_table
from inspector.hq.store.database import Database
from tests.hq.serving import COLUMNS, SCHOOL, write_csv

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path):
    made = Database(f"sqlite:///{tmp_path / 'hq.db'}")
    yield made
    made.close()


def changed(**cells: str) -> tuple[str, ...]:
    return tuple(cells.get(column, value) for column, value in zip(COLUMNS, SCHOOL, strict=True))


def count(database: Database) -> int:
    with database.reading() as work:
        return work.places.count()


def test_new_changed_and_unchanged(database: Database, tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    write_csv(table, COLUMNS, [SCHOOL, changed(bin="990140004655")])
    assert import_institutions(database, table, now=NOW) == Imported(added=2)
    write_csv(table, COLUMNS, [changed(pupils="700"), changed(bin="990140004655"), changed(bin="990140004656")])
    assert import_institutions(database, table, now=NOW) == Imported(added=1, changed=1, unchanged=1)
    with database.reading() as work:
        assert work.places.by_bin([SCHOOL[0]])[SCHOOL[0]].pupils == 700


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("bin", "99014000465X"), ("bin", "9901400046540"), ("type", "школа"), ("name_kk", ""), ("region", "99"),
        ("settlement", "town"), ("pupils", "много"), ("pupils", "-1"), ("pupils", "10000000"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named_and_nothing_is_taken(
    database: Database, tmp_path: Path, column: str, value: str
) -> None:
    table = write_csv(tmp_path / "list.csv", COLUMNS, [changed(bin="990140004655"), changed(**{column: value})])
    with pytest.raises(CellWrong) as refused:
        import_institutions(database, table, now=NOW)
    assert refused.value.params["row"] == "3"
    assert refused.value.params["column"] == column
    assert count(database) == 0


def test_one_bin_twice_is_refused(database: Database, tmp_path: Path) -> None:
    with pytest.raises(CellWrong):
        import_institutions(database, write_csv(tmp_path / "list.csv", COLUMNS, [SCHOOL, SCHOOL]), now=NOW)


def test_a_missing_column_is_named(database: Database, tmp_path: Path) -> None:
    table = write_csv(tmp_path / "list.csv", COLUMNS[:-1], [SCHOOL[:-1]])
    with pytest.raises(ColumnMissing) as refused:
        import_institutions(database, table, now=NOW)
    assert refused.value.params["column"] == "pupils"


def test_a_workbook_reads_as_a_person_sees_it(database: Database, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(COLUMNS)
    sheet.append([1140004654, *SCHOOL[1:4], 35, *SCHOOL[5:8], 640.0])
    book.save(tmp_path / "list.xlsx")
    import_institutions(database, tmp_path / "list.xlsx", now=NOW)
    with database.reading() as work:
        (place,) = work.places.all()
    assert (place.bin, place.region, place.pupils) == ("001140004654", "35", 640)


def test_semicolons_and_a_mark_of_byte_order_are_understood(tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("bin;name\n1;«А, Б»\n\n2;В\n", encoding="utf-8-sig")
    lines = read_table(table, ("bin",))
    assert [(line.number, line.text("name")) for line in lines] == [(2, "«А, Б»"), (4, "В")]


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe\x00", "bin,имя".encode("cp1251"), b"PK\x03\x04 not a zip", b'bin\n"open', b"bin\n\x00"],
)
def test_what_is_no_table_is_one_refusal(tmp_path: Path, data: bytes) -> None:
    table = tmp_path / "list.csv"
    table.write_bytes(data)
    with pytest.raises(TableUnreadable):
        read_table(table, ())


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tabular, "UNPACKED_LIMIT", 100_000)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 200_000)
    (tmp_path / "bomb.xlsx").write_bytes(buffer.getvalue())
    with pytest.raises(TableTooLarge):
        read_table(tmp_path / "bomb.xlsx", ())


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tabular, "FILE_LIMIT", 10)
    with pytest.raises(TableTooLarge):
        read_table(write_csv(tmp_path / "list.csv", COLUMNS, []), ())


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_table_or_one_refusal(tmp_path: Path, data: bytes) -> None:
    table = tmp_path / "any.csv"
    table.write_bytes(data)
    with suppress(Refusal):
        read_table(table, ("bin",))


@pytest.fixture
def school(database: Database, tmp_path: Path) -> str:
    import_institutions(database, write_csv(tmp_path / "list.csv", COLUMNS, [SCHOOL]), now=NOW)
    with database.reading() as work:
        return work.places.all()[0].id


def test_declared_values_of_one_institution_a_row(database: Database, tmp_path: Path, school: str) -> None:
    table = write_csv(
        tmp_path / "declared.csv",
        ("bin", "as_of", "source", "cameras_working", "cou"),
        [(SCHOOL[0], "2026-09-01", "акимат", "22", "yes"), (SCHOOL[0], "2026-10-01", "школа", "20", "")],
    )
    assert import_declared(database, table, now=NOW) == Imported(added=3)
    with database.reading() as work:
        values = {value.name: value for value in work.places.declared(school)}
    assert (values["cameras_working"].n, values["cameras_working"].source) == (20, "школа")
    assert (values["cou"].value, values["cou"].n) == ("yes", None)


def test_an_older_report_does_not_hide_a_newer_one(database: Database, tmp_path: Path, school: str) -> None:
    columns = ("bin", "name", "value", "of", "as_of", "source", "qualifier")
    newer = (SCHOOL[0], "children", "640", "640", "2026-10-01", "акимат", "exact")
    older = (SCHOOL[0], "children", "600", "640", "2026-03-01", "МВД", "more")
    for row in (newer, older):
        import_declared(database, write_csv(tmp_path / "declared.csv", columns, [row]), now=NOW)
    with database.reading() as work:
        (value,) = work.places.declared(school)
    assert (value.n, value.of, value.source) == (640, 640, "акимат")


@pytest.mark.parametrize(
    "row",
    [
        ("990140004999", "children", "1", "", "2026-10-01"),
        (SCHOOL[0], "Дети", "1", "", "2026-10-01"),
        (SCHOOL[0], "children", "", "", "2026-10-01"),
        (SCHOOL[0], "children", "1", "много", "2026-10-01"),
        (SCHOOL[0], "children", "1", "", "01.10.2026"),
    ],
)
def test_a_wrong_declared_value_is_refused(
    database: Database, tmp_path: Path, school: str, row: tuple[str, ...]
) -> None:
    table = write_csv(tmp_path / "declared.csv", ("bin", "name", "value", "of", "as_of"), [row])
    with pytest.raises(CellWrong):
        import_declared(database, table, now=NOW)
    with database.reading() as work:
        assert work.places.declared(school) == ()
