"""What the screen of a visit after another shows, as plain values. No Qt."""

from dataclasses import dataclass

from inspector.ui.screens.pane import Pane
from inspector.ui.screens.questions.page import Deadline


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
class PhotoSide:
    """The photos of one visit: their names in `inspection`, or in `words` why there is none."""

    title: str
    inspection: str
    names: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPast:
    """The violation that is judged now. `choices` are (value, word); `reasons` only where it is not checked.

    `question` is the node of the check or roster it was found in, `opener` the words that lead there. `photo_target`
    takes the new photo, "" where the checklist wants none. `beside` are the photos of then and now while they are
    shown. `deadline` is the new term where one can be set, else `about_term` says when.
    """

    line: PastLine
    choices: tuple[tuple[str, str], ...]
    chosen: str
    reasons: tuple[Reason, ...]
    question: str
    opener: str
    photo_target: str
    beside: tuple[PhotoSide, PhotoSide] | None
    deadline: Deadline | None
    about_term: str


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
