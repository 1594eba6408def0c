"""What the question page shows, as plain values in one language. The presenter builds them, the view draws them."""

from dataclasses import dataclass

from inspector.ui.screens.pane import Pane


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """A chip on a row or a card: a word with a tone (na, warn, bad, ok, skip) and a mark (glyph or icon name)."""

    text: str
    tone: str = "na"
    glyph: str = ""
    icon: str = ""
    dashed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLine:
    """One question as a closed row. `glyph` is a status shape name, `state` its word."""

    node: str
    number: str
    text: str
    glyph: str
    state: str
    tone: str
    hints: tuple[Hint, ...] = ()
    kind: str = "check"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two columns of the comparison. `value` is big; `share` 0..1 fills the bar, None hides it.

    `share_high` is the upper bound of what may still turn out well; equal to `share` when everything was checked.
    """

    title: str
    value: str
    of: str = ""
    percent: str = ""
    share: float | None = None
    share_high: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Declared beside verified, and the gap between them (state: none, equal, worse, better, open).

    Without a declared side nothing was reported, and the verified one has all the room.
    """

    declared: Side | None
    verified: Side
    gap: str = "none"
    gap_title: str = ""
    gap_value: str = ""
    gap_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A thing to choose: the stored value and its label."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldLine:
    """One question of the checklist's author on a card. `editor` names the editor of its kind."""

    node: str
    editor: str
    label: str
    hint: str
    value: str
    options: tuple[Option, ...] = ()
    required: bool = False
    readonly: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """One attached photo: its name in the evidence box, the row that holds it, whether faces were closed on it."""

    name: str
    row: str
    blurred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """Terms to choose from, in days from delivery of the act; `shortest` says the law's minimum when it binds."""

    options: tuple[Option, ...]
    other: str
    shortest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """Why it was not checked or does not apply: chips, and the person's own words."""

    title: str
    options: tuple[Option, ...]
    other: str
    other_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The one open question. `verdict` is None where nothing is judged (a plain question, a roster, a number)."""

    node: str
    number: str
    text: str
    hint: str = ""
    kind: str = "check"
    verdict: str | None = None
    hints: tuple[Hint, ...] = ()
    comparison: Comparison | None = None
    fields: tuple[FieldLine, ...] = ()
    reasons: Reasons | None = None
    note: str = ""
    photos: tuple[Photo, ...] = ()
    photos_needed: bool = False
    photo_due: bool = False
    takes_photos: bool = False
    deadline: Deadline | None = None
    rules: tuple[Hint, ...] = ()
    history: str = ""
    norm: str = ""
    opens: str = ""
    opens_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One segment of the filter, with its count."""

    name: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything on the screen between the top bar and the footer."""

    pane: Pane
    title: str
    subtitle: str
    filters: tuple[Filter, ...]
    rows: tuple[RowLine, ...]
    card: Card | None
    empty: str = ""
