"""What the summary shows, as plain values in one language."""

from dataclasses import dataclass

from inspector.ui.screens.signatures.left import Left


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
class PersonLine:
    """Who signs and how it stands, in one line of the right column."""

    name: str
    post: str
    state: str
    tone: str
    glyph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryPage:
    """Everything between the top bar and the footer. `step` is what the primary button does: answer, proof or sign.

    `away` warns that a part given to a colleague has not come back; "" when nothing is away.
    `photos` says that pictures of a phone can be laid out ("" when none is due and none waits).
    """

    title: str
    subtitle: str
    tiles: tuple[SeverityTile, ...]
    findings: tuple[FindingLine, ...]
    nothing: str
    away: str
    signing: str
    people: tuple[PersonLine, ...]
    objections: str
    left_title: str
    left: tuple[Left, ...]
    photos: str
    step: str
    step_text: str
    step_note: str
