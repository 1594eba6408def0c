"""The draft of an act as it is read before anyone signs: its pages, and where each point stands on them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PointPlace:
    """Where a point of the act begins: its number, the page counted from 0, and points (1/72 inch) from its top."""

    number: int
    page: int
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The PDF and the places of its points, in the order of the pages; each language of the act has its own."""

    pdf: bytes
    places: tuple[PointPlace, ...]
