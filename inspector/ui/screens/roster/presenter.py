"""A roster: what each key does to a row or a cell. No Qt."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from inspector.core import iin
from inspector.services import proposing
from inspector.services.inspecting import Step
from inspector.services.proposing import Proposal
from inspector.ui import language, wording
from inspector.ui.language import ntr, tr
from inspector.ui.screens.pane import pane
from inspector.ui.screens.questions.page import Option
from inspector.ui.screens.reading import Reading, path_of
from inspector.ui.screens.roster import columns, table, waiting
from inspector.ui.screens.roster.page import Column, Line, RosterPage
from inspector.ui.screens.roster.pasting import Pasting, told
from inspector.ui.screens.sitting import Sitting

PIECE = 0.015
"""Seconds of pasting between two looks at the screen."""


class RosterView(Protocol):
    """What the table must be able to show."""

    def show_page(self, page: RosterPage) -> None: ...
    def go_to_cell(self, row: int, column: int, *, edit: bool) -> None: ...


class IinHint:
    """What a half-typed IIN already tells: the date after six digits, the age after seven, the check after twelve."""

    def __init__(self, digits: str, on: date) -> None:
        self.birth = iin.birth_date(digits)
        self.age = iin.age_on(self.birth, on) if self.birth else None
        described = iin.describe(digits, on) if len(digits) == iin.LENGTH else None
        self.valid = bool(described and described.valid)
        self.problem = described.problem if described else ""
        if not self.problem and len(digits) >= 7 and self.birth is None and digits[6] != "0":
            self.problem = iin.NoSuchBirthDate.sentence

    def said(self) -> str:
        """«23.10.1959 — 67 years»."""
        if self.birth is None:
            return ""
        aged = "" if self.age is None else " — " + ntr("{n} year", "{n} years", self.age)
        return wording.day(self.birth) + aged


class RosterPresenter:
    """One roster of one inspection."""

    def __init__(self, sitting: Sitting, repeat: str, view: RosterView) -> None:
        self._sitting = sitting
        self._opened = sitting.opened
        self._shell = sitting.shell
        self._view = view
        self._columns: tuple[Column, ...] = ()
        self._lines: tuple[Line, ...] = ()
        self._proposals: tuple[Proposal, ...] = ()
        self._pasting: Pasting | None = None
        self.repeat = repeat
        self.reading = Reading(sitting.opened)

    def begin(self) -> None:
        """Show the roster."""
        self._opened.mark_place(self.repeat)
        self.refresh()

    def serves(self, sitting: Sitting) -> bool:
        """Whether it belongs to that sitting."""
        return sitting is self._sitting

    def refresh(self, changed: frozenset[str] | None = None) -> None:
        """Show everything anew, or only the rows that `changed` touched: 300 cameras are not read for one key."""
        page = self.page({} if changed is None else self._untouched(changed))
        self._columns, self._lines = page.columns, page.lines
        self._view.show_page(page)

    def _untouched(self, changed: frozenset[str]) -> dict[str, Line]:
        depth = self.repeat.count("/")
        rows = {"/".join(node.split("/")[: depth + 1]) for node in changed}
        # A nameless row is called by its number, which shifts with the rows before it.
        return {line.node: line for line in self._lines if line.node not in rows and line.named and not line.waiting}

    def page(self, kept: Mapping[str, Line] | None = None) -> RosterPage:
        """The roster as it stands; lines in `kept` are not read again."""
        shown = columns.columns(self.reading, self.repeat)
        rows = table.lines(self.reading, self.repeat, shown, kept or {})
        self._proposals = proposing.proposals(self._opened, self.repeat)
        different = proposing.differences(self._opened, self.repeat)
        tiles = (*waiting.tiles(len(self._proposals)), *table.tiles(self.reading, self.repeat, rows, shown))
        section = self.reading.section_of(self.repeat)
        number = self.reading.number_of(self.repeat)
        title = self.reading.label(self.repeat)
        hint = self.reading.session.hint(self.repeat, language.current.code)
        return RosterPage(
            pane=pane(self.reading, section.path if section else ""),
            title=title,
            subtitle=" · ".join(part for part in (number, waiting.since(different) or hint) if part),
            tiles=tiles,
            columns=shown,
            lines=(*waiting.lines(self.reading, shown, self._proposals), *rows),
            waiting=len(self._proposals),
            remarks=waiting.marks(self.reading, self.repeat, different),
        )

    # rows

    def add_row(self) -> None:
        """A new row at the end; its first cell is edited."""
        if self.pasting:
            return
        step = self._opened.add_row(self.repeat)
        self.take(step)
        self._view.go_to_cell(len(self._lines) - 1, 0, edit=True)

    def remove_row(self, row: int) -> None:
        """Take a row away; for ten seconds «Undo» stands in its place, Ctrl+Z works as long as the sitting lasts."""
        if self.pasting:
            return
        if self.is_waiting(row):
            self.deny(row)
        elif 0 <= row < len(self._lines):
            line = self._lines[row]
            self.take(self._opened.remove_row(line.node))
            self._shell.offer_undo(tr("Removed: {name}", name=line.title), self.undo)

    def undo(self) -> None:
        """Take the latest action back."""
        if self.pasting:
            return
        step = self._opened.undo()
        if step is None:
            self._refuse(tr("Nothing to take back"))
        else:
            self.take(step)

    # a block from another program

    def paste(self, text: str, row: int, column: int) -> None:
        """A copied block goes in at the cell, by pieces; one action to take back."""
        if self._pasting is not None:
            return
        node = self._lines[row].node if 0 <= row < len(self._lines) and not self.is_waiting(row) else ""
        pasting = Pasting(self._opened, self.reading, self.repeat, self._columns, text, row=node, column=max(0, column))
        if not pasting.total:
            self._refuse(tr("There is no table in the clipboard."))
            return
        self._pasting = pasting
        self._paste_on()

    @property
    def pasting(self) -> bool:
        """Whether a block is on its way: nothing else is done meanwhile."""
        return self._pasting is not None

    def _paste_on(self) -> None:
        pasting = self._pasting
        if pasting is None:
            return
        step = pasting.some(PIECE)
        self._sitting.recorder.record(step.operations)
        if pasting.done < pasting.total:
            text = tr("Pasted {n} of {of} rows", n=wording.number(pasting.done), of=wording.number(pasting.total))
            self._shell.notice(text, "brand")
            self._shell.tasks.later(0, self._paste_on)
        else:
            self._shell.tasks.later(0, self._pasted)

    def _pasted(self) -> None:
        """The whole block is in."""
        pasting, self._pasting = self._pasting, None
        if pasting is None:
            return
        self._opened.join(pasting.steps)
        self.refresh()
        at = next((place for place, line in enumerate(self._lines) if line.node == pasting.first), 0)
        self._view.go_to_cell(at, 0, edit=False)
        text, tone = told(pasting.outcome)
        self._shell.notice(text, tone, tr("Undo"), self.undo)

    # rows that wait

    def is_waiting(self, row: int) -> bool:
        """Whether the row is reported and not confirmed."""
        return 0 <= row < len(self._lines) and self._lines[row].waiting

    def confirm(self, row: int) -> None:
        """It is here: the roster gets its row; the next waiting one takes its place under the cursor."""
        proposal = self._proposal(row)
        if proposal is not None:
            step = proposing.confirm(self._opened, proposal)
            self.take(step)
            self._go_on(row, step.row)

    def deny(self, row: int) -> None:
        """It is not here. A declared camera gets a row that says so; anything else is only remembered."""
        proposal = self._proposal(row)
        if proposal is not None:
            title = self._lines[row].title
            step = proposing.dismiss(self._opened, proposal)
            self.take(step)
            self._go_on(row, step.row)
            self._shell.offer_undo(tr("Not here: {name}", name=title), self.undo)

    def _proposal(self, row: int) -> Proposal | None:
        waits = self.is_waiting(row) and not self.pasting
        return waiting.proposal_of(self._proposals, self._lines[row]) if waits else None

    def _go_on(self, row: int, made: str) -> None:
        """To the next waiting row, or, behind the last one, to the row that was just made."""
        if not self._proposals:
            row = next((at for at, line in enumerate(self._lines) if line.node == made), 0)
        self._view.go_to_cell(min(row, len(self._proposals) - 1) if self._proposals else row, 0, edit=False)

    # cells

    def set_cell(self, row: int, column: int, value: str) -> None:
        """The new content of a cell."""
        node = self._node(row, column)
        value = value.strip()
        if (
            node
            and not self.pasting
            and not self._lines[row].cells[column].readonly
            and self.reading.value(node) != value
        ):
            self.take(self._opened.answer(node, value))
            if value and not self.reading.spec(node).choices:
                self._say_problem(node)

    def options(self, row: int, column: int) -> tuple[Option, ...]:
        """What can be chosen in a cell."""
        node = self._node(row, column)
        return table.options(self.reading, node, self._columns[column].editor) if node else ()

    def reasons(self, row: int, column: int) -> tuple[str, tuple[Option, ...]]:
        """The row's name and the reasons for not having checked something of it, while none is given elsewhere."""
        at = self._why(row)
        return ("", ()) if at in (-1, column) else (self._lines[row].title, self.options(row, at))

    def explain(self, row: int, place: int) -> None:
        """One of those reasons."""
        if self._why(row) >= 0:
            self.pick(row, self._why(row), place)

    def _why(self, row: int) -> int:
        """The column that asks why, while it waits for its answer; -1 else."""
        if not 0 <= row < len(self._lines) or self.is_waiting(row):
            return -1
        cells = enumerate(zip(self._columns, self._lines[row].cells, strict=True))
        asked = (at for at, (column, cell) in cells if column.why and not cell.value and not cell.readonly)
        return next(asked, -1)

    def press_digit(self, row: int, column: int, digit: int) -> bool:
        """A digit on a cell that is not being typed into; False when it is text for the cell's editor."""
        node = self._node(row, column)
        if not node or self._columns[column].editor not in ("verdict", "select_one"):
            return False
        values = by_key([option.value for option in self.options(row, column)])
        if digit == 0:
            self.set_cell(row, column, "")
        elif digit in values:
            same = self.reading.value(node) == values[digit]
            self.set_cell(row, column, "" if same else values[digit])
        return True

    def pick(self, row: int, column: int, place: int) -> None:
        """A choice of the cell by its place; in a cell of several it is added or taken away."""
        offered = self.options(row, column)
        if not 0 <= place < len(offered):
            return
        picked = offered[place]
        if self._columns[column].editor == "select_multiple":
            kept = [o.value for o in offered if (o is picked) != o.chosen]
            self.set_cell(row, column, " ".join(kept))
        else:
            self.set_cell(row, column, "" if picked.chosen else picked.value)

    def age_rule(self, digits: str) -> str:
        """What the parameters say of the age the digits tell: the limits in force, or ""."""
        parameters = self._opened.parameters
        least, most = parameters.get("p_guard_min_age", ""), parameters.get("p_guard_max_age", "")
        age = self.iin_hint(digits).age
        if age is None:
            return ""
        if least.isdigit() and age < int(least):
            return tr("The law asks for at least {n} years. The row becomes a violation by itself.", n=least)
        if most.isdigit() and age > int(most):
            return tr("The contract's limit is {n} years. The row becomes a violation by itself.", n=most)
        return ""

    def next_blank(self, row: int, column: int) -> tuple[int, int] | None:
        """The next cell after this one that must be filled; None when none is left."""
        width = len(self._columns)
        order = [(r, c) for r in range(len(self._lines)) for c in range(width)]
        start = row * width + column + 1
        for r, c in order[start:] + order[:start]:
            if self._lines[r].waiting:
                continue
            cell = self._lines[r].cells[c]
            wanted = self._columns[c].editor and not cell.readonly and not cell.value
            if wanted and self.reading.session.required(self._node(r, c)):
                return r, c
        return None

    def iin_hint(self, digits: str) -> IinHint:
        """What the digits typed so far tell, on the day of the visit."""
        return IinHint(digits, self._opened.visit.date)

    def write(self, node: str, value: str) -> None:
        """Note, reason or term of the row's check."""
        if self.reading.value(node) != value:
            self.take(self._opened.answer(node, value))

    def section_beside(self, by: int) -> str:
        """The path of the previous or next section; the present one at either end."""
        paths = [section.path for section in self.reading.sections()]
        section = self.reading.section_of(self.repeat)
        here = paths.index(section.path) if section is not None and section.path in paths else 0
        return paths[max(0, min(here + by, len(paths) - 1))]

    def take(self, step: Step) -> None:
        """Record what was done, then show it."""
        self._sitting.recorder.record(step.operations)
        self.refresh(step.changed.nodes | {operation.node for operation in step.operations})

    def _node(self, row: int, column: int) -> str:
        if 0 <= row < len(self._lines) and 0 <= column < len(self._columns) and not self._lines[row].waiting:
            return f"{self._lines[row].node}/{self._columns[column].suffix}"
        return ""

    def _say_problem(self, node: str) -> None:
        code = language.current.code
        for problem in self.reading.session.problems():
            if problem.node == node and problem.kind in ("constraint", "type") and path_of(node):
                self._refuse(problem.message.get(code) or problem.message.get("ru", ""))
                return

    def _refuse(self, text: str) -> None:
        self._shell.notice(text)


def by_key(values: list[str]) -> dict[int, str]:
    """Yes, no, not applicable, not checked keep their keys 1 2 3 4; other choices go by their order."""
    fixed = {"yes": 1, "ok": 1, "no": 2, "bad": 2, "na": 3, "idle": 3, "unchecked": 4}
    if {"yes", "ok"} & set(values) and set(values) <= set(fixed):
        return {fixed[value]: value for value in values}
    return dict(enumerate(values[:9], start=1))
