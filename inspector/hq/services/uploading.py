"""Files of received inspections: where one stands, and the receipt when it is whole."""

from dataclasses import dataclass
from datetime import datetime

from inspector.hq.blobs import FolderBlobs, is_sha256
from inspector.hq.services.authority import Authority
from inspector.hq.services.intake import utc_text
from inspector.hq.store.database import Database
from inspector.hq.store.records import BlobRecord, DeviceRecord
from inspector.wire.errors import BadMessage, BlobUnknown
from inspector.wire.messages import Receipt


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a file has come. `receipt` is set when it is whole."""

    blob: BlobRecord
    offset: int

    @property
    def receipt(self) -> bytes | None:
        """The stored receipt."""
        return self.blob.receipt


def standing(database: Database, blobs: FolderBlobs, device: DeviceRecord, sha256: str) -> Standing:
    """Where a file of this device stands. Raises BlobUnknown when none of its inspections names it."""
    if not is_sha256(sha256):
        raise BlobUnknown
    with database.reading() as work:
        blob = work.files.get(sha256)
        if blob is None or not work.files.belongs_to_device(sha256, device.id):
            raise BlobUnknown
    return Standing(blob, blob.size if blob.receipt is not None else blobs.offset(sha256))


def check_piece(blob: BlobRecord, offset: int, length: int, piece: int) -> None:
    """Raises BadMessage unless the piece lies inside the file the seal names."""
    if length != blob.size or not 0 <= offset <= length or offset + piece > length:
        raise BadMessage


def finish(database: Database, authority: Authority, blobs: FolderBlobs, blob: BlobRecord, *, now: datetime) -> bytes:
    """The receipt of a file whose last byte arrived; the stored one when it was given before.

    Raises BlobChanged when the bytes are not those that were named.
    """
    blobs.finish(blob.sha256)
    fresh = Receipt(kind="blob", id=blob.sha256, revision=0, sha256=blob.sha256, received_at=utc_text(now))
    receipt = authority.sign(fresh)
    with database.writing() as work:
        if work.files.arrived(blob.sha256, receipt, now):
            return receipt
        stored = work.files.get(blob.sha256)
    return receipt if stored is None or stored.receipt is None else stored.receipt
