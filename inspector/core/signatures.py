"""Who signs an act, who refuses, and what is objected."""

from dataclasses import dataclass

Stroke = tuple[tuple[int, int], ...]
"""One pen stroke: points on a pad 1000 units wide; vector, so it prints as it was drawn."""

SCREEN, PAPER, ABSENT, REFUSED = "screen", "paper", "absent", "refused"
"""How a signature stands: drawn here, left for the printed act, not there to sign (why), would not sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A member of the commission. `way` is SCREEN, PAPER or ABSENT with its reason in `absent`.

    `dissent` is theirs, word for word; `dissent_point` the number of the act's point it is about, 0 for the whole act.
    """

    name: str
    post: str
    body: str
    way: str = PAPER
    strokes: tuple[Stroke, ...] = ()
    at: str = ""
    dissent: str = ""
    dissent_point: int = 0
    absent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Representative:
    """The institution's representative and the document they act on."""

    name: str
    post: str
    authority: str = ""
    way: str = PAPER
    strokes: tuple[Stroke, ...] = ()
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """Someone who saw the refusal. `way` is SCREEN, PAPER, or REFUSED when they would not sign either."""

    name: str
    post: str = ""
    way: str = PAPER
    strokes: tuple[Stroke, ...] = ()
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalToSign:
    """The representative refused (EC art. 152); the act stays valid. Two witnesses are named.

    `words` are the representative's own; `name` and `post` say who it was.
    """

    reason: str
    witnesses: tuple[Witness, ...]
    words: str = ""
    name: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """What the representative objects, word for word; `point` is a number of the act, 0 for the whole act."""

    text: str
    point: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """Everything the signing page gathers. Exactly one of `representative` and `refusal` is set.

    `proof_opened_at` and `proof_read_at` are when the draft of the act was opened and left, ISO 8601 with offset.
    """

    signers: tuple[Signer, ...]
    representative: Representative | None = None
    refusal: RefusalToSign | None = None
    objections: tuple[Objection, ...] = ()
    proof_opened_at: str = ""
    proof_read_at: str = ""
