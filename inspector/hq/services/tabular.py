"""Reading a table somebody made elsewhere: CSV in UTF-8, or the first sheet of an XLSX workbook.

A table from outside is hostile input: size limits before anything is unpacked, no formulas, no links.
"""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from inspector.core.errors import N_, BadInput

FILE_LIMIT = 50 * 1024 * 1024
UNPACKED_LIMIT = 500 * 1024 * 1024
ROW_LIMIT = 200_000
_SHOWN = 60


class TableUnreadable(BadInput):
    """Neither CSV in UTF-8 nor XLSX."""

    code = "table_unreadable"
    sentence = N_("{name} is neither a CSV file in UTF-8 nor an XLSX workbook.")


class TableTooLarge(BadInput):
    """More than any country has."""

    code = "table_too_large"
    sentence = N_("{name} is too large to be a table of institutions.")


class ColumnMissing(BadInput):
    """The heading lacks a column."""

    code = "column_missing"
    sentence = N_("The table has no column «{column}».")


class CellWrong(BadInput):
    """One cell that cannot be taken; nothing of the table was."""

    code = "cell_wrong"
    sentence = N_("Row {row}, column {column}: «{value}» cannot be used. Nothing was imported.")


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number as a spreadsheet shows it, and its cells by column."""

    number: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        """The cell's text, "" when the column is absent."""
        return self.cells.get(column, "")

    def wrong(self, column: str) -> CellWrong:
        """The refusal of one cell."""
        return CellWrong(row=self.number, column=column, value=self.text(column)[:_SHOWN])


def read_table(path: Path, required: Sequence[str]) -> tuple[Line, ...]:
    """The rows that are not blank. Raises TableUnreadable, TableTooLarge, ColumnMissing; OSError when no such file."""
    if path.stat().st_size > FILE_LIMIT:
        raise TableTooLarge(name=path.name)
    data = path.read_bytes()
    rows = _xlsx(data, path.name) if data.startswith(b"PK") else _csv(data, path.name)
    heading: list[str] | None = None
    lines = []
    for number, row in enumerate(rows, start=1):
        if number > ROW_LIMIT:
            raise TableTooLarge(name=path.name)
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if heading is None:
            heading = [cell.lower() for cell in cells]
            _require(heading, required)
            continue
        lines.append(Line(number, dict(zip(heading, cells, strict=False))))
    if heading is None:
        raise TableUnreadable(name=path.name)
    return tuple(lines)


def _require(heading: Sequence[str], required: Sequence[str]) -> None:
    for column in required:
        if column not in heading:
            raise ColumnMissing(column=column)


def _csv(data: bytes, name: str) -> Iterator[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableUnreadable(name=name) from error
    if "\0" in text:
        raise TableUnreadable(name=name)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise TableUnreadable(name=name) from error


def _xlsx(data: bytes, name: str) -> Iterator[list[str]]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > UNPACKED_LIMIT:
                raise TableTooLarge(name=name)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except TableTooLarge:
        raise
    except Exception as error:  # openpyxl lets whatever a broken workbook causes fall through
        raise TableUnreadable(name=name) from error
    try:
        for row in book.worksheets[0].iter_rows(values_only=True):
            yield [_cell(value) for value in row]
    except Exception as error:
        raise TableUnreadable(name=name) from error
    finally:
        book.close()


def _cell(value: object) -> str:
    """As a person reads it: 700.0 is 700."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
