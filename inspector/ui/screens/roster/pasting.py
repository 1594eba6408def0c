"""A table from Excel, pasted into a roster: which column is which, what each cell means, and what could not be read.

One pasted block is one action to take back, however long it took: it goes in by pieces, so that the screen never
waits. What cannot be read is named; written as text it stays as it is, where the checklist says what is wrong with it.
"""

import csv
import io
import time
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from inspector import i18n
from inspector.core.iin import LENGTH, iin_valid
from inspector.core.verdict import Verdict
from inspector.services import proposing
from inspector.services.inspecting import OpenInspection, Step
from inspector.services.opened import Entry
from inspector.ui import parsing
from inspector.ui.language import ntr, tr
from inspector.ui.screens.reading import Reading
from inspector.ui.screens.roster.columns import SHORT
from inspector.ui.screens.roster.page import Column
from inspector.ui.wording import ANSWERS

MOST_ROWS = 2000
MOST_NAMED = 5
MOST_TOGETHER = 8
"""Rows computed at once: the more, the sooner the block is in; the fewer, the shorter the screen waits."""
_DASHES = {"—", "-", "–"}


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What became of the block: rows that took something, cells that could not be read, columns nobody knows."""

    rows: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    cut: bool = False


def told(outcome: Outcome) -> tuple[str, str]:
    """What became of the block, as sentences, and their tone."""
    said = [ntr("{n} row pasted.", "{n} rows pasted.", outcome.rows)]
    if outcome.refused:
        named = "; ".join(tr("row {n}, {name}", n=n, name=name) for n, name in outcome.refused[:MOST_NAMED])
        more = " …" if len(outcome.refused) > MOST_NAMED else ""
        count = len(outcome.refused)
        said.append(ntr("{n} cell not understood:", "{n} cells not understood:", count) + f" {named}{more}.")
    if outcome.unknown:
        said.append(tr("Columns nobody knows: {names}.", names=", ".join(outcome.unknown[:MOST_NAMED])))
    if outcome.cut:
        said.append(tr("Only the first {n} rows were taken.", n=MOST_ROWS))
    return " ".join(said), "ok" if len(said) == 1 else "warn"


def parse(text: str) -> tuple[tuple[str, ...], ...]:
    """The cells of a copied block: tabs and lines, quotes as Excel writes them; wholly blank lines left out."""
    try:
        read = list(csv.reader(io.StringIO(text.replace("\x00", "").replace("\r\n", "\n")), dialect="excel-tab"))
    except csv.Error:
        read = [line.split("\t") for line in text.splitlines()]
    rows = (tuple(" ".join(cell.replace("\u00a0", " ").split()) for cell in line) for line in read)
    return tuple(row for row in rows if any(row))


def headed(cells: tuple[str, ...], columns: tuple[Column, ...], reading: Reading, repeat: str) -> tuple[int, ...]:
    """The column of each cell when the cells are titles in any of the languages (-1: of no column); () otherwise."""
    known = {name: at for at, column in enumerate(columns) for name in _titles(column, reading, repeat)}
    found = tuple(known.get(_folded(cell), -1) for cell in cells)
    matched = [at for at in found if at >= 0]
    named = [cell for cell in cells if cell]
    return found if matched and len(matched) * 2 >= len(named) and len(set(matched)) == len(matched) else ()


def _titles(column: Column, reading: Reading, repeat: str) -> Iterator[str]:
    path = f"{repeat}/{column.suffix}".removesuffix("/verdict")
    name = path.rpartition("/")[2]
    for text in reading.form.bind(path).label.values():
        yield _folded("".join(part for part in text.parts if isinstance(part, str)))
    if name in SHORT:
        yield from (_folded(i18n.text(SHORT[name], language)) for language in i18n.LANGUAGES)
    yield _folded(name)
    yield _folded(column.title)


def _folded(text: str) -> str:
    return "".join(letter for letter in text.casefold().replace("ё", "е") if letter.isalnum())


class Pasting:
    """One block on its way into a roster. `some` does a piece of it; `done` of `total` rows are in."""

    def __init__(
        self,
        opened: OpenInspection,
        reading: Reading,
        repeat: str,
        columns: tuple[Column, ...],
        text: str,
        *,
        row: str = "",
        column: int = 0,
    ) -> None:
        """`row` and `column` are the current cell: there it begins when the block has no titles; "" at the end."""
        self._opened, self._reading, self._repeat, self._columns = opened, reading, repeat, columns
        block = parse(text)
        titles = headed(block[0], columns, reading, repeat) if block else ()
        self.outcome = Outcome()
        if titles:
            self.outcome.unknown = [cell for cell, at in zip(block[0], titles, strict=True) if at < 0 and cell]
            self._places, block = titles, block[1:]
        else:
            self._places = _from(columns, column, max((len(line) for line in block), default=0))
        self.outcome.cut, self._block = len(block) > MOST_ROWS, block[:MOST_ROWS]
        rows = opened.session.rows(repeat)
        self._below = () if titles or row not in rows else rows[rows.index(row) :]
        self._by_key = {key: each for each in rows if (key := proposing.key_of(opened, each))} if titles else {}
        order = {spec.path: place for place, spec in enumerate(reading.form.walk())}
        self._order = [order.get(f"{repeat}/{column.suffix}", 0) for column in columns]
        self._free = frozenset(at for at, column in enumerate(columns) if column.editor and self._is_free(column))
        self.total, self.done, self.steps = len(self._block), 0, 0
        self._batch = 1
        self.first = ""

    def some(self, seconds: float) -> Step:
        """Rows for about so long, at least one; the step to record."""
        step = self._opened.together(self._entries(seconds))
        self.steps += 1
        return step

    def _entries(self, seconds: float) -> Iterator[Entry]:
        until = time.monotonic() + seconds
        while self.done < self.total:
            began = time.monotonic()
            batch = range(self.done, min(self.done + self._batch, self.total))
            late: list[tuple[str, int, dict[int, str]]] = []
            with self._opened.session.held():  # one computation for all that depends on nothing
                for number in batch:
                    yield from self._begun(number, late)
            for row, number, given in late:
                # What an answer makes relevant may stand before it; what stays irrelevant is not written.
                again = yield from self._cells(row, number, given)
                left = yield from self._cells(row, number, again)
                for at in left:
                    self._refuse(number, at)
            self.done = batch.stop
            now = time.monotonic()
            took = now - began  # it grows with the table
            if took < seconds / 2:
                self._batch = min(self._batch * 2, MOST_TOGETHER)
            elif took > seconds:
                self._batch = max(self._batch // 2, 1)
            if now + took > until:
                return

    def _begun(self, number: int, late: list[tuple[str, int, dict[int, str]]]) -> Iterator[Entry]:
        """The row of a line, and those of its cells that are always asked; the others are put off."""
        pairs = zip(self._places, self._block[number], strict=False)
        given = {at: text for at, text in pairs if at >= 0 and text and self._columns[at].editor}
        if not given:
            return
        row = self._target(number, given)
        if not row:
            entry = self._opened.new_row(self._repeat)
            yield entry
            row = entry[1]
        self.first = self.first or row
        self.outcome.rows += 1
        free = {at: text for at, text in given.items() if at in self._free}
        yield from self._cells(row, number, free)
        rest = {at: text for at, text in given.items() if at not in self._free}
        if rest:
            late.append((row, number, rest))

    def _is_free(self, column: Column) -> bool:
        """Whether a question is asked of every row, whatever else was answered."""
        spec = self._reading.spec(f"{self._repeat}/{column.suffix}")
        bind = self._reading.form.bind(spec.path)
        around = spec.parent == self._repeat
        return around and bind.relevant is None and bind.readonly is None and not spec.calculated

    def _target(self, number: int, given: Mapping[int, str]) -> str:
        """The row that the line belongs to; "" for a new one."""
        if number < len(self._below):
            return self._below[number]
        for at, text in given.items():
            if text in self._by_key and self._columns[at].suffix in self._key_suffixes():
                return self._by_key[text]
        return ""

    def _key_suffixes(self) -> set[str]:
        spec = self._reading.form.spec(self._repeat)
        return {suffix for suffix, _ in proposing.naming(self._reading.form, spec)}

    def _cells(self, row: str, number: int, given: Mapping[int, str]) -> Generator[Entry, None, dict[int, str]]:
        late: dict[int, str] = {}
        session = self._opened.session
        for at, text in sorted(given.items(), key=lambda pair: self._order[pair[0]]):
            column, node = self._columns[at], f"{row}/{self._columns[at].suffix}"
            if at not in self._free and not session.relevant(node):
                late[at] = text
                continue
            if (at not in self._free and session.readonly(node)) or (
                text in _DASHES and column.editor not in ("text", "decimal", "integer")
            ):
                continue
            value, right = self._read(node, column, text)
            if not right:
                self._refuse(number, at)
            if value is not None and value != session.value(node):
                yield from self._opened.answered(node, value)
        return late

    def _read(self, node: str, column: Column, text: str) -> tuple[str | None, bool]:
        """What a cell stores, and whether it was understood."""
        if column.iin:
            return _iin(text)
        if column.editor in ("select_one", "select_multiple", "verdict"):
            found = self._choice(node, column, text)
            return found, found is not None
        readers = {"date": _date, "time": parsing.stored_time, "decimal": parsing.stored_decimal, "integer": _integer}
        if column.editor not in readers:
            return text, True
        read = readers[column.editor](text)
        return (text, False) if read is None else (read, True)

    def _choice(self, node: str, column: Column, text: str) -> str | None:
        parts = text.replace(";", ",").split(",") if column.editor == "select_multiple" else [text]
        known = dict(self._offered(node, column))
        found = [known.get(_folded(part)) for part in parts if part.strip()]
        return None if None in found else " ".join(value for value in found if value)

    def _offered(self, node: str, column: Column) -> Iterator[tuple[str, str]]:
        """Every way to say a choice: its value, its label in each language, plus and minus for yes and no."""
        if column.editor == "verdict":
            for verdict in Verdict:
                for code in i18n.LANGUAGES:
                    yield _folded(i18n.text(ANSWERS[verdict], code)), verdict.value
            return
        for code in i18n.LANGUAGES:
            for choice in self._opened.session.choices(node, code):
                yield _folded(choice.label), choice.value
                yield _folded(choice.value), choice.value

    def _refuse(self, number: int, at: int) -> None:
        self.outcome.refused.append((number + 1, self._columns[at].name))


def _from(columns: tuple[Column, ...], first: int, count: int) -> tuple[int, ...]:
    """The columns that can be filled, from the current one on."""
    return tuple(at for at in range(first, len(columns)) if columns[at].editor)[:count]


def _iin(text: str) -> tuple[str, bool]:
    """Digits only; the zero that Excel takes away from the front of a number is put back when it was one."""
    digits = "".join(letter for letter in text if letter.isdigit())
    short = digits.zfill(LENGTH)
    if LENGTH - 2 <= len(digits) < LENGTH and iin_valid(short):
        digits = short
    return (digits, True) if len(digits) == LENGTH else (text, False)


def _integer(text: str) -> str | None:
    read = parsing.stored_decimal(text)
    if not read:
        return read
    whole, _, part = read.partition(".")
    return whole if not part.strip("0") else None


def _date(text: str) -> str | None:
    """A day in our writing, with slashes, or as ISO; with a time behind it as Excel may copy it."""
    day = text.split(" ", maxsplit=1)[0].replace("/", ".")
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        return parsing.stored_date(day)
