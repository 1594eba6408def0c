"""The survey sheet as a tree: who stands in whom, and what `${name}` means from where."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from inspector.core.errors import N_
from inspector.forms.authoring_sheets import Sheet, SheetRow
from inspector.forms.errors import ExpressionRefused, Problem
from inspector.forms.form import OURS
from inspector.forms.references import Reference, Scope
from inspector.forms.xpath import Expression, compile_expression, compile_tree
from inspector.forms.xpath_syntax import Call, Node, parse_arguments, walk

ROOT: Final = "/data"
NAME: Final = re.compile(r"\$\{\s*([^}\s]+)\s*\}")
CHECKS: Final = frozenset({"check", "begin_check"})
OPENING: Final = {"begin_group": "end_group", "begin_repeat": "end_repeat", "begin_check": "end_check"}
EXPRESSIONS: Final = (
    "relevant", "constraint", "calculation", "expression", "numerator", "denominator", "lower", "upper", "declared",
    "declared_of", "last", "repeat_count",
)  # fmt: skip
"""Columns whose whole cell is an expression evaluated at the row's own node."""

NOT_CLOSED = N_("{type} {name} is not closed by {end}.")
NOTHING_TO_CLOSE = N_("{type} closes nothing that is open here.")
UNREADABLE = N_("The expression cannot be read: {problem}")
UNKNOWN_NAME = N_("There is no question named {name}.")

__all__ = ["OURS", "Entry", "Outline", "read_outline"]


@dataclass(slots=True, eq=False)
class Entry:
    """One row of the survey sheet in its place. `type` has underscores: begin_group, select_one, check ..."""

    row: SheetRow
    type: str
    name: str
    parents: "tuple[Entry, ...]"
    choices: str = ""

    @property
    def path(self) -> str:
        """The schema path its node will have."""
        return "/".join([ROOT, *(parent.name for parent in self.parents), self.name])

    @property
    def check(self) -> "Entry | None":
        """The check whose card it stands on."""
        return next((parent for parent in reversed(self.parents) if parent.type == "begin_check"), None)

    @property
    def repeats(self) -> "tuple[Entry, ...]":
        """The repeats around it, outermost first."""
        return tuple(parent for parent in self.parents if parent.type == "begin_repeat")

    def get(self, column: str) -> str:
        """A cell of its row."""
        return self.row.get(column)


@dataclass(slots=True)
class Outline:
    """All rows in order, and the nodes they name."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    by_name: dict[str, list[Entry]] = field(default_factory=dict)
    by_path: dict[str, Entry] = field(default_factory=dict)

    @property
    def repeats(self) -> frozenset[str]:
        """The schema paths of the repeats, photo lists of checks included."""
        own = {entry.path for entry in self.entries if entry.type == "begin_repeat"}
        photos = {f"{entry.path}/{entry.name}_photos" for entry in self.entries if entry.type in CHECKS}
        return frozenset(own | photos)

    def named(self, name: str) -> Entry | None:
        """The row `${name}` means."""
        return next(iter(self.by_name.get(name, ())), None)

    def target(self, path: str) -> Entry | None:
        """The row behind a schema path; for parts of a check or indicator, that check or indicator."""
        return self.by_path.get(path) or self.by_path.get(path.rpartition("/")[0])

    def problem(self, row: int, column: str, sentence: str, **params: str) -> None:
        """Note a mistake of the survey sheet."""
        self.problems.append(Problem(sheet="survey", row=row, column=column, sentence=sentence, params=params))

    def substituted(self, text: str) -> str:
        """The expression with every `${name}` written as an absolute path."""

        def path(match: re.Match[str]) -> str:
            entry = self.named(match.group(1))
            return f" {entry.path} " if entry else match.group(0)

        return NAME.sub(path, text)

    def unknown_names(self, text: str) -> Iterator[str]:
        """The names in `${…}` that no row has."""
        for name in NAME.findall(text):
            if name not in self.by_name and not name.startswith("last-saved#"):
                yield name

    def trees(self, entry: Entry, column: str) -> tuple[Node, ...]:
        """The expressions of a cell, read; none when it is blank or cannot be read."""
        return tuple(one.tree for one in self.compiled(entry, column))

    def compiled(self, entry: Entry, column: str) -> tuple[Expression, ...]:
        """The expressions of a cell; none when it is blank or cannot be read."""
        text = self.substituted(entry.get(column))
        scope = Scope(entry.path, self.repeats)
        if not text.strip() or NAME.search(text):
            return ()
        try:
            if column == "arguments":
                return tuple(compile_tree(tree, text, scope) for tree in parse_arguments(text))
            return (compile_expression(text, scope, {"q": OURS}),)
        except ExpressionRefused:
            return ()

    def references(self, entry: Entry, column: str) -> tuple[Reference, ...]:
        """Everything a cell looks at."""
        return tuple(reference for one in self.compiled(entry, column) for reference in one.references)

    def calls(self, entry: Entry, column: str) -> frozenset[str]:
        """The functions a cell calls."""
        nodes = (node for tree in self.trees(entry, column) for node in walk(tree))
        return frozenset(node.name for node in nodes if isinstance(node, Call))

    def check_expressions(self, entry: Entry) -> None:
        """Note the names and expressions of a row that cannot be understood."""
        for column, text in entry.row.cells.items():
            unknown = list(self.unknown_names(text))
            for name in unknown:
                self.problem(entry.row.number, column, UNKNOWN_NAME, name=name)
            if not unknown and (column in EXPRESSIONS or column == "arguments"):
                try:
                    substituted = self.substituted(text)
                    scope = Scope(entry.path, self.repeats)
                    for tree in parse_arguments(substituted) if column == "arguments" else ():
                        compile_tree(tree, substituted, scope)
                    if column != "arguments":
                        compile_expression(substituted, scope)
                except ExpressionRefused as error:
                    self.problem(entry.row.number, column, UNREADABLE, problem=str(error))


def read_outline(sheet: Sheet) -> Outline:
    """Put the rows of the survey sheet in their places; what does not fit is noted."""
    outline = Outline()
    open_: list[Entry] = []
    for row in sheet.rows:
        kind, choices = _kind(row.get("type"))
        if kind in OPENING.values():
            if open_ and OPENING[open_[-1].type] == kind:
                open_.pop()
            else:
                outline.problem(row.number, "type", NOTHING_TO_CLOSE, type=kind)
            outline.entries.append(Entry(row, kind, row.get("name"), tuple(open_)))
            continue
        entry = Entry(row, kind, row.get("name"), tuple(open_), choices)
        outline.entries.append(entry)
        if entry.name:
            outline.by_name.setdefault(entry.name, []).append(entry)
            outline.by_path.setdefault(entry.path, entry)
        if kind in OPENING:
            open_.append(entry)
    for entry in open_:
        outline.problem(entry.row.number, "type", NOT_CLOSED, type=entry.type, name=entry.name, end=OPENING[entry.type])
    return outline


def _kind(written: str) -> tuple[str, str]:
    """The type with underscores, and the list of a select."""
    words = written.split()
    if not words:
        return "", ""
    head = words[0].lower()
    if head in {"begin", "end"} and len(words) > 1:
        return f"{head}_{words[1].lower()}", ""
    if head.startswith("select") or head == "rank":
        return head, words[1] if len(words) > 1 else ""
    return "_".join(words).lower() if head in {"begin", "end"} else " ".join(words), ""


def languages_of(columns: Mapping[str, object] | tuple[str, ...]) -> dict[str, dict[str, str]]:
    """base column -> language code -> column, for every column written `base::Language (code)`."""
    found: dict[str, dict[str, str]] = {}
    for column in columns:
        base, separator, language = column.rpartition("::")
        code = re.search(r"\(([a-z]{2,3})\)\s*$", language)
        if separator and code:
            found.setdefault(base, {})[code.group(1)] = column
    return found
