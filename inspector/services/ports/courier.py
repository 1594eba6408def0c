"""What carrying files on a stick needs of the store, and what it hands out."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A file that was written: how many sealed things and files of theirs are in it, and its size in bytes."""

    items: int
    files: int
    size: int


class ReceiptSource(Protocol):
    """Which files headquarters is known to have."""

    def receipted(self, hashes: Collection[str]) -> frozenset[str]:
        """Those of `hashes` that a receipt is kept of."""


class RevocationSource(Protocol):
    """Laptops that headquarters told not to trust any more."""

    def revoked(self) -> frozenset[str]:
        """Serials of their certificates, hex."""
