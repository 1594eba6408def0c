"""Who has signed so far, between the first signature and the seal: kept where answers are kept."""

from typing import Protocol


class SigningStore(Protocol):
    """One text for each inspection that is being signed, in the encrypted database."""

    def load(self, inspection_id: str) -> str:
        """The text kept last, "" when there is none."""

    def keep(self, inspection_id: str, body: str, at: str) -> None:
        """Replace the text; durable on return. Raises InspectionSealed, NotFound, DiskFull."""
