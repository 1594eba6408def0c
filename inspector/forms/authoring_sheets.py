"""Reading a checklist's workbook: `.xlsx`, or the same sheets as tables in a `.md` file.

Rows are counted as the spreadsheet shows them: the header is row 1 of its sheet.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from inspector.forms.errors import WorkbookUnreadable

MAX_BYTES: Final = 30_000_000
MAX_UNPACKED: Final = 300_000_000
_CELL_BORDER: Final = re.compile(r"(?<!\\)\|")
_RULE: Final = re.compile(r"[|\s:\-]+\Z")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number and its non-blank cells by column name."""

    number: int
    cells: dict[str, str]

    def get(self, column: str) -> str:
        """The cell's text, "" when blank."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its column names in order, and the rows that hold anything."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]


Workbook = dict[str, Sheet]


def read_workbook(path: Path) -> Workbook:
    """The sheets by lower-case name. Raises WorkbookUnreadable."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise WorkbookUnreadable(name=path.name)
        tables = _from_xlsx(path) if path.suffix.lower() == ".xlsx" else _from_markdown(path)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise WorkbookUnreadable(name=path.name) from error
    if not tables:
        raise WorkbookUnreadable(name=path.name)
    return {name.lower(): _sheet(name.lower(), rows) for name, rows in tables.items()}


def _sheet(name: str, rows: list[tuple[int, list[str]]]) -> Sheet:
    if not rows:
        return Sheet(name, (), ())
    columns = [re.sub(r" +", " ", cell.strip()) for cell in rows[0][1]]
    while columns and not columns[-1]:
        columns.pop()
    found: list[SheetRow] = []
    for number, cells in rows[1:]:
        filled = {
            column or _letter(place): cell.strip()
            for place, (column, cell) in enumerate(zip([*columns, *[""] * len(cells)], cells, strict=False))
            if cell.strip()
        }
        if filled:
            found.append(SheetRow(number, filled))
    return Sheet(name, tuple(columns), tuple(found))


def _letter(place: int) -> str:
    """The letter a spreadsheet shows above a column without a name."""
    text, number = "", place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def _from_markdown(path: Path) -> dict[str, list[tuple[int, list[str]]]]:
    tables: dict[str, list[tuple[int, list[str]]]] = {}
    current = ""
    for cells in _table_lines(path.read_text("utf-8")):
        if cells[0]:
            current = cells[0]
            tables[current] = []
        if current and any(cells[1:]):
            tables[current].append((len(tables[current]) + 1, cells[1:]))
    return tables


def _table_lines(text: str) -> Iterator[list[str]]:
    for line in text.splitlines():
        stripped = line.strip()
        if stripped.startswith("|") and not ("-" in stripped and _RULE.match(stripped)):
            inner = stripped[1:-1] if stripped.endswith("|") and not stripped.endswith("\\|") else stripped[1:]
            yield [cell.strip().replace("\\|", "|") for cell in _CELL_BORDER.split(inner)]


def _from_xlsx(path: Path) -> dict[str, list[tuple[int, list[str]]]]:
    import openpyxl

    with zipfile.ZipFile(path) as archive:
        if sum(item.file_size for item in archive.infolist()) > MAX_UNPACKED:
            raise WorkbookUnreadable(name=path.name)
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:
        raise WorkbookUnreadable(name=path.name) from error
    try:
        return {
            sheet.title: [
                (number, [_cell_text(value) for value in cells])
                for number, cells in enumerate(sheet.iter_rows(values_only=True), 1)
                if number == 1 or any(value is not None for value in cells)
            ]
            for sheet in book.worksheets
        }
    finally:
        book.close()


def _cell_text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.hour == value.minute == value.second == 0:
            return value.date().isoformat()
        case datetime() | date():
            return value.isoformat()
        case _:
            return str(value).replace("\N{NO-BREAK SPACE}", " ")


def columns_of(rows: Iterable[dict[str, str]]) -> list[dict[str, None]]:
    """The header pyxform wants beside rows given as dictionaries: every column, in order of appearance."""
    return [dict.fromkeys(column for row in rows for column in row)]
