"""What a roster shows, as plain values in one language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from inspector.ui.screens.pane import Pane

NOT_ASKED = "—"
"""What a cell shows whose question does not apply to its row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `suffix` leads from the row's node to the cell's; `editor` names the editor, "" is computed.

    `iin` columns take twelve digits and are masked outside the focused cell; `width` is a share of the table.
    `short` is what stands above the column where the checklist's own words are long; a `why` column explains another.
    """

    suffix: str
    title: str
    editor: str
    width: int
    iin: bool = False
    short: str = ""
    why: bool = False

    @property
    def name(self) -> str:
        """What stands above the column."""
        return self.short or self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: what is read, what is stored, and its mark. `tone` and `glyph` are "" for plain text."""

    shown: str
    value: str = ""
    glyph: str = ""
    tone: str = ""
    readonly: bool = False

    @property
    def applies(self) -> bool:
        """Whether the question is asked of this row at all."""
        return self.shown != NOT_ASKED or not self.readonly


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row: its node, its cells, the verdict chip computed by the rules, and the sentences behind it.

    `check` is the node of the row's first check, where note, photos and term of the row go; "" when it has none.
    A `waiting` line is reported and not confirmed: it is no row of the roster, and its `node` no node of the form.
    """

    node: str
    cells: tuple[Cell, ...]
    chip: str
    tone: str
    glyph: str
    sentences: tuple[tuple[str, str], ...] = ()
    check: str = ""
    title: str = ""
    named: bool = True
    waiting: bool = False

    def spoken(self, columns: tuple[Column, ...]) -> str:
        """The row as one sentence for a screen reader."""
        pairs = zip(columns, self.cells, strict=False)
        parts = [f"{column.title}: {cell.shown}" for column, cell in pairs if cell.shown]
        return ", ".join([*parts, self.chip])


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A summary above the table: a number, what it is out of, and its name."""

    number: str
    of: str
    name: str
    tone: str = ""
    glyph: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterPage:
    """Everything between the top bar and the footer.

    The first `waiting` lines are reported and not confirmed. `remarks` tell of rows what the last visit found, by node.
    """

    pane: Pane
    title: str
    subtitle: str
    tiles: tuple[Tile, ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    waiting: int = 0
    remarks: Mapping[str, str] = field(default_factory=dict)
