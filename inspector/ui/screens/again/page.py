"""What the screen of a visit after another shows, as plain values. No Qt."""

from dataclasses import dataclass

from inspector.ui.screens.pane import Pane


@dataclass(frozen=True, slots=True, kw_only=True)
class PastLine:
    """One violation of the last visit: what it was, how it stands now, the verdict with its shape, the term.

    `late` says that the term was over on the day of this visit.
    """

    row: str
    number: str
    was: str
    was_on: str
    now: str
    glyph: str
    verdict: str
    term: str
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason why it was not checked."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPast:
    """The violation that is judged now. `choices` are (value, word); `reasons` only where it is not checked."""

    line: PastLine
    choices: tuple[tuple[str, str], ...]
    chosen: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterLine:
    """What changed in one roster: its name, the counts in words, and a line for every difference."""

    path: str
    title: str
    summary: str
    differences: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainPage:
    """The whole screen: violations, or with `rosters_shown` the changes in the lists."""

    pane: Pane
    title: str
    subtitle: str
    filters: tuple[str, str]
    rosters_shown: bool
    lines: tuple[PastLine, ...]
    card: OpenPast | None
    rosters: tuple[RosterLine, ...]
    nothing: str
