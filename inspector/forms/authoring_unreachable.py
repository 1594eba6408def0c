"""Questions that can never be asked, and constraints that no answer meets: warnings, for the form still compiles."""

from collections.abc import Iterator
from typing import Final

from inspector.core.errors import N_
from inspector.core.verdict import Verdict
from inspector.forms.authoring_outline import CHECKS, OPENING, Entry, Outline
from inspector.forms.authoring_reach import MAX_WAYS, Demand, Way, Ways, answered, both, possible, ways
from inspector.forms.authoring_sheets import SheetRow
from inspector.forms.errors import Problem
from inspector.forms.references import Reference, Scope

UNREACHABLE: Final = N_("This can never be asked: its condition is never true.")
UNANSWERABLE: Final = N_("No answer meets this constraint.")
_ROUNDS: Final = 3
_ALWAYS: Final[Ways] = (frozenset(),)


class Reach:
    """What of one survey can be reached. `choices` are the rows of the choices sheet."""

    def __init__(self, outline: Outline, choices: tuple[SheetRow, ...]) -> None:
        self._outline = outline
        self._lists: dict[str, set[str]] = {}
        for row in choices:
            self._lists.setdefault(row.get("list_name"), set()).add(row.get("name"))
        self._known: dict[str, Ways] = {}

    def problems(self) -> Iterator[Problem]:
        """A warning for the outermost row of everything unreachable, and for every constraint without an answer."""
        for entry in self._outline.entries:
            if entry.type in OPENING.values() or any(self._never(parent) for parent in entry.parents):
                continue
            if entry.get("relevant") and self._never(entry):
                yield _warning(entry, "relevant", UNREACHABLE)
            if entry.get("constraint") and not self._answers(entry):
                yield _warning(entry, "constraint", UNANSWERABLE)

    def _never(self, entry: Entry) -> bool:
        found = self._around(entry)
        for _ in range(_ROUNDS):
            found = possible(self._with_asked(found), self._offered)
        return not found

    def _around(self, entry: Entry) -> Ways:
        """The ways in which an entry and everything around it is relevant."""
        if entry.path not in self._known:
            outer = self._around(entry.parents[-1]) if entry.parents else _ALWAYS
            self._known[entry.path] = both(outer, self._ways(entry, "relevant"))
        return self._known[entry.path]

    def _ways(self, entry: Entry, column: str) -> Ways:
        found = self._outline.trees(entry, column)
        return ways(found[0], Scope(entry.path, self._outline.repeats)) if found else _ALWAYS

    def _with_asked(self, found: Ways) -> Ways:
        """Each way with the conditions of the questions that it needs answered."""
        told: dict[Way, None] = {}
        for way in found:
            joined: Ways = (way,)
            for path in answered(way):
                target = self._outline.target(path)
                joined = both(joined, self._around(target)) if target is not None else joined
            told |= dict.fromkeys(joined)
        return tuple(told) if len(told) <= MAX_WAYS else found

    def _answers(self, entry: Entry) -> Ways:
        own = Reference(entry.path, entry.repeats[-1].path if entry.repeats else "")
        asked: Ways = (frozenset({Demand(own, "!=", "")}),)
        return possible(both(asked, self._ways(entry, "constraint")), self._offered)

    def _offered(self, path: str) -> frozenset[str] | None:
        entry = self._outline.by_path.get(path)
        if entry is None:
            check = self._outline.by_path.get(path.removesuffix("/verdict"))
            return frozenset(Verdict) if check is not None and check.type in CHECKS else None
        if entry.type not in {"select_one", "select_multiple"} or entry.choices not in self._lists:
            return None
        return frozenset(self._lists[entry.choices] | {"other"})


def _warning(entry: Entry, column: str, sentence: str) -> Problem:
    return Problem(sheet="survey", row=entry.row.number, column=column, sentence=sentence, params={}, warning=True)
