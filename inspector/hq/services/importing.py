"""Taking in lists: institutions, and what the akimat or the institutions themselves declared. All or nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from inspector.core.ids import new_id
from inspector.core.institution import Institution, InstitutionType, Settlement
from inspector.core.regions import BY_CODE
from inspector.hq.services.tabular import CellWrong, Line, read_table
from inspector.hq.services.telling import tell_declared, tell_institution, tell_new_institutions
from inspector.hq.store.database import Database, Work
from inspector.hq.store.lists import DeclaredList
from inspector.hq.store.records import DeclaredRecord

INSTITUTION_COLUMNS = (
    "bin", "type", "name_ru", "name_kk", "region", "district", "settlement", "address", "pupils",
)  # fmt: skip
QUALIFIERS = ("exact", "more", "about")
LARGEST_ROLL = 100_000

LONGEST_LIST = 10_000

_LIST_COLUMNS = {"bin", "list", "as_of", "source"}
_FACT_COLUMNS = {"bin", "as_of", "source", "qualifier", "scope"}
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_WHOLE = re.compile(r"[0-9]{1,9}")
_BIN_DIGITS = 12

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


def import_institutions(database: Database, path: Path, *, now: datetime) -> Imported:
    """Add new institutions and correct known ones (by BIN). Raises TableUnreadable, ColumnMissing or CellWrong."""
    lines = read_table(path, INSTITUTION_COLUMNS)
    numbers = _bins(lines)
    with database.writing() as work:
        known = work.places.by_bin(list(numbers))
        places = [_institution(line, known.get(number)) for number, line in numbers.items()]
        fresh = [place for place in places if place.bin not in known]
        changed = [place for place in places if place.bin in known and place != known[place.bin]]
        work.places.add(fresh, now)
        tell_new_institutions(work, fresh)
        for place in changed:
            work.places.replace(place, now)
            if place.region != known[place.bin].region:
                work.changes.withdraw("institution", place.id)
            tell_institution(work, place)
        work.audit.note(now, "cli", "institutions_imported", path.name)
    return Imported(added=len(fresh), changed=len(changed), unchanged=len(places) - len(fresh) - len(changed))


def import_declared(database: Database, path: Path, *, now: datetime) -> Imported:
    """Add declared values; earlier ones stay, the newest by date is what laptops see.

    Three shapes: one value a row (columns bin, name, value, and optionally of, qualifier, scope, as_of, source); one
    institution a row (bin, as_of, source, and a column for every value's name; a blank cell was not declared); or
    lists, one of their rows a row (bin, list, optionally as_of and source, and a column for every field: a camera's
    place and zone, a bus's plate). Raises TableUnreadable, ColumnMissing or CellWrong.
    """
    lines = read_table(path, ("bin",))
    if lines and "list" in lines[0].cells:
        return _import_lists(database, path, lines, now)
    by_name = bool(lines) and {"name", "value"} <= lines[0].cells.keys()
    with database.writing() as work:
        known = work.places.by_bin(sorted({_bin(line) for line in lines}))
        values: list[DeclaredRecord] = []
        for line in lines:
            place = known.get(_bin(line))
            if place is None:
                raise line.wrong("bin")
            values += [_value_row(line, place)] if by_name else _values_of(line, place)
        work.places.add_declared(values, now)
        _tell_all(work, known, {value.institution for value in values})
        work.audit.note(now, "cli", "declared_imported", path.name)
    return Imported(added=len(values))


def _import_lists(database: Database, path: Path, lines: tuple[Line, ...], now: datetime) -> Imported:
    """Whole lists: what a file says of one replaces what was said before."""
    with database.writing() as work:
        known = work.places.by_bin(sorted({_bin(line) for line in lines}))
        lists: dict[tuple[str, str], DeclaredList] = {}
        for line in lines:
            place, name = known.get(_bin(line)), line.text("list")
            if place is None:
                raise line.wrong("bin")
            if not _NAME.fullmatch(name):
                raise line.wrong("list")
            made = lists.setdefault(
                (place.id, name),
                DeclaredList(institution=place.id, name=name, as_of=_day(line), source=line.text("source"), rows=[]),
            )
            made.rows.append(_list_row(line))
            if len(made.rows) > LONGEST_LIST:
                raise line.wrong("list")
        work.lists.add_declared(list(lists.values()), now)
        _tell_all(work, known, {place for place, _ in lists})
        work.audit.note(now, "cli", "declared_imported", path.name)
    return Imported(added=len(lists))


def _list_row(line: Line) -> dict[str, str]:
    cells = {name: value for name, value in line.cells.items() if name not in _LIST_COLUMNS and value}
    for name in cells:
        if not _NAME.fullmatch(name):
            raise CellWrong(row=1, column=name, value=name)
    if not cells:
        raise line.wrong("list")
    return cells


def _tell_all(work: Work, known: Mapping[str, Institution], concerned: set[str]) -> None:
    for place in known.values():
        if place.id in concerned:
            tell_declared(work, place)


def _bins(lines: tuple[Line, ...]) -> dict[str, Line]:
    """Lines by BIN; the same BIN twice is a mistake of the table."""
    numbers: dict[str, Line] = {}
    for line in lines:
        number = _bin(line)
        if number in numbers:
            raise line.wrong("bin")
        numbers[number] = line
    return numbers


def _bin(line: Line) -> str:
    """The BIN; a spreadsheet that took it for a number has dropped its leading zeros."""
    number = line.text("bin").zfill(_BIN_DIGITS)
    if len(number) != _BIN_DIGITS or not number.isascii() or not number.isdecimal():
        raise line.wrong("bin")
    return number


def _institution(line: Line, known: Institution | None) -> Institution:
    return Institution(
        id=known.id if known else _id(line),
        bin=_bin(line),
        type=_choice(line, "type", InstitutionType),
        name_ru=_filled(line, "name_ru"),
        name_kk=_filled(line, "name_kk"),
        region=_region(line),
        district=line.text("district"),
        settlement=_choice(line, "settlement", Settlement),
        address=line.text("address"),
        pupils=_pupils(line),
        old_name=line.text("old_name"),
        director=line.text("director"),
    )


def _id(line: Line) -> str:
    """A UUID from the table, when it has a column `id`; else a new one."""
    text = line.text("id")
    if not text:
        return new_id()
    try:
        return str(UUID(text))
    except ValueError as error:
        raise line.wrong("id") from error


def _choice(line: Line, column: str, kind: type[E]) -> E:
    try:
        return kind(line.text(column))
    except ValueError as error:
        raise line.wrong(column) from error


def _filled(line: Line, column: str) -> str:
    if not line.text(column):
        raise line.wrong(column)
    return line.text(column)


def _region(line: Line) -> str:
    code = line.text("region")[:2]
    if code not in BY_CODE:
        raise line.wrong("region")
    return code


def _pupils(line: Line) -> int:
    text = line.text("pupils").replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
    if not _WHOLE.fullmatch(text) or int(text) > LARGEST_ROLL:
        raise line.wrong("pupils")
    return int(text)


def _value_row(line: Line, place: Institution) -> DeclaredRecord:
    name = line.text("name")
    if not _NAME.fullmatch(name):
        raise line.wrong("name")
    of = line.text("of")
    if of and not _WHOLE.fullmatch(of):
        raise line.wrong("of")
    return _declared(line, place, name, _filled(line, "value"), int(of) if of else None)


def _values_of(line: Line, place: Institution) -> list[DeclaredRecord]:
    values = []
    for name, value in line.cells.items():
        if name in _FACT_COLUMNS or not value:
            continue
        if not _NAME.fullmatch(name):
            raise CellWrong(row=1, column=name, value=name)
        values.append(_declared(line, place, name, value, None))
    return values


def _declared(line: Line, place: Institution, name: str, value: str, of: int | None) -> DeclaredRecord:
    qualifier = line.text("qualifier") or QUALIFIERS[0]
    if qualifier not in QUALIFIERS:
        raise line.wrong("qualifier")
    return DeclaredRecord(
        institution=place.id,
        name=name,
        value=value,
        n=int(value) if _WHOLE.fullmatch(value) else None,
        of=of,
        qualifier=qualifier,
        scope=line.text("scope"),
        as_of=_day(line),
        source=line.text("source"),
    )


def _day(line: Line) -> str:
    """YYYY-MM-DD; a spreadsheet's date cell reads with a time after it."""
    text = line.text("as_of")
    if not text:
        return ""
    try:
        return date.fromisoformat(text.removesuffix(" 00:00:00")).isoformat()
    except ValueError as error:
        raise line.wrong("as_of") from error
