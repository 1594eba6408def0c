"""Who signs an act, who refuses, and what is objected."""

from dataclasses import dataclass

Stroke = tuple[tuple[int, int], ...]
"""One pen stroke: points on a pad 1000 units wide; vector, so it prints as it was drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A member of the commission. `way` is "screen" or "paper"; on paper `strokes` is empty."""

    name: str
    post: str
    body: str
    way: str = "paper"
    strokes: tuple[Stroke, ...] = ()
    at: str = ""
    dissent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Representative:
    """The institution's representative and the document they act on."""

    name: str
    post: str
    authority: str = ""
    way: str = "paper"
    strokes: tuple[Stroke, ...] = ()
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalToSign:
    """The representative refused (EC art. 152); the act stays valid. Two witnesses are named."""

    reason: str
    witnesses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """Everything the signing page gathers. Exactly one of `representative` and `refusal` is set."""

    signers: tuple[Signer, ...]
    representative: Representative | None = None
    refusal: RefusalToSign | None = None
    objections: tuple[str, ...] = ()
