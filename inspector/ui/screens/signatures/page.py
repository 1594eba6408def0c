"""What the signing page shows, as plain values in one language."""

from dataclasses import dataclass

from inspector.core.signatures import Stroke
from inspector.ui.screens.signatures.left import Left


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCard:
    """One person at the left: who, how it stands, and their dissent word for word.

    `mark` is a status shape, `icon` an icon beside the state when no shape fits; `second` is the line under the state.
    """

    number: str
    name: str
    below: str
    chip: str
    state: str
    tone: str
    mark: str
    icon: str
    second: str
    second_tone: str
    second_icon: str
    quote: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to sign: its key, words, icon, and whether it was taken."""

    key: int
    text: str
    icon: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A point an objection or dissent may be about: its name ("" for the whole act) and its number as shown."""

    value: str
    label: str
    spoken: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pane:
    """The person signing now. `details` is what stands under the pad: person, authority, dissent, absent or ""."""

    heading: str
    name: str
    subtitle: str
    ways: tuple[Way, ...]
    strokes: tuple[Stroke, ...]
    drawable: bool
    hint: str
    signed: bool
    details: str
    values: tuple[str, str, str]
    authority: int
    number: str
    date: str
    dissent: str
    about: str
    absent: str
    points: tuple[Choice, ...]
    can_dissent: bool
    can_remove: bool
    can_edit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessLine:
    """One witness of the refusal: name, post, how they signed, how it stands in words."""

    name: str
    post: str
    way: str
    strokes: tuple[Stroke, ...]
    state: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalPage:
    """Why, in whose words, before whom. `reason` is the index of the chosen one, -1 for none."""

    title: str
    reasons: tuple[str, ...]
    reason: int
    words: str
    witnesses: tuple[WitnessLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningPage:
    """Everything between the top bar and the footer."""

    title: str
    subtitle: str
    commission: str
    about_commission: str
    members: tuple[PersonCard, ...]
    side: str
    representative: PersonCard
    objections: str
    papers: str
    pane: Pane
    refusing: bool
    refusal: RefusalPage
    left: tuple[Left, ...]
    busy: str
