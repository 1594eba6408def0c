"""What the summary shows, as plain values in one language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityTile:
    """How many findings of one class, with the class's term."""

    number: str
    word: str
    note: str
    tone: str
    glyph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """One finding: where it stands, what it says, what it contradicts, photos, term in days from delivery."""

    node: str
    number: str
    text: str
    note: str
    photos: int
    term: str
    tone: str
    glyph: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Something that still blocks the seal; `target` is where to go: a node, or a place on this page."""

    text: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who signs: heading, name line, and how it stands («signed 12:05», «will sign on paper», "")."""

    heading: str
    name: str
    post: str
    state: str
    way: str
    authority: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryPage:
    """Everything between the top bar and the footer."""

    title: str
    subtitle: str
    tiles: tuple[SeverityTile, ...]
    findings: tuple[FindingLine, ...]
    nothing: str
    unanswered: str
    inspector: Person
    representative: Person
    objections: str
    refusing: bool
    reason: str
    words: str
    witnesses: tuple[tuple[str, str], ...]
    left: tuple[Left, ...]
    busy: str = ""
