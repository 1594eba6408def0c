"""Photos: scaled, stripped of metadata, encrypted and durable before they are attached."""

from pathlib import Path

from inspector.services.ports import Evidence, EvidenceStore


class EvidenceBox:
    """Keeps and gives back photos. Run `store` on a worker: it takes tens of milliseconds."""

    def __init__(self, store: EvidenceStore) -> None:
        self._store = store

    def store(self, inspection_id: str, source: Path) -> Evidence:
        """Take a picture file in. Raises NotAPicture, PictureTooLarge, PictureDamaged, DiskFull."""
        raise NotImplementedError

    def read(self, inspection_id: str, name: str) -> bytes:
        """The kept bytes (JPEG). Raises NotFound."""
        return self._store.read(inspection_id, name)
