"""Taking in what was added to a sealed revision: verified, stored once, receipted when the commit is durable.

It follows its inspection: until that is here, the laptop is told to wait. Nothing of the inspection changes.
"""

import logging
from datetime import datetime
from uuid import UUID

from inspector.core.errors import Bug
from inspector.hq.blobs import is_sha256
from inspector.hq.services.authority import Authority
from inspector.hq.services.delivered import tell_terms
from inspector.hq.services.intake import ATTEMPTS, utc_text
from inspector.hq.store.additions import AdditionRecord, Named
from inspector.hq.store.database import Database, Work
from inspector.hq.store.engine import Collision
from inspector.hq.store.records import BlobRecord, DeviceRecord
from inspector.wire.additions import (
    DELIVERY,
    NOTICE,
    Addition,
    AdditionBundle,
    blobs_of,
    read_bundle,
    verify_addition,
)
from inspector.wire.errors import AdditionConflict, SealContradicts, SealNotReceived
from inspector.wire.messages import Receipt
from inspector.wire.seal import decode_base64, digest

log = logging.getLogger(__name__)


class Adding:
    """Takes in additions for one headquarters. `blob_limit` is the largest file it will expect, in bytes."""

    def __init__(self, database: Database, authority: Authority, blob_limit: int) -> None:
        self._database = database
        self._authority = authority
        self._blob_limit = blob_limit

    def accept(self, device: DeviceRecord, body: bytes, now: datetime) -> bytes:
        """The signed receipt; the stored one when the same item came before.

        Raises SealRefused, CertificateRefused, SealNotReceived or AdditionConflict; DiskFull when full.
        """
        bundle = read_bundle(body)
        addition = verify_addition(bundle, self._authority.root, now)
        if addition.device != device.id:
            raise SealContradicts(place="device")
        self._check(addition, bundle.addition)
        for _ in range(ATTEMPTS):
            try:
                return self._store(bundle, body, addition, now)
            except Collision:  # another process brought the same thing: look again
                continue
        raise Bug("an addition collides with nothing")

    def _store(self, bundle: AdditionBundle, body: bytes, addition: Addition, now: datetime) -> bytes:
        sha256 = digest(bundle.addition)
        with self._database.writing() as work:
            work.people.hold(addition.device)
            stored = work.additions.stored(addition.id)
            if stored is None:
                named = _named(work, addition)
                item = self._record(work, bundle, addition, named, now)
                work.additions.add(item)
                if addition.kind in (DELIVERY, NOTICE):
                    tell_terms(work, addition.inspection)
                return item.receipt
            known, receipt = stored
            if known == sha256:
                return receipt
            work.additions.add_conflict(sha256, addition.id, addition.device, body, now)
        log.warning("conflict: addition %s", addition.id)
        raise AdditionConflict

    def _record(
        self, work: Work, bundle: AdditionBundle, addition: Addition, named: Named, now: datetime
    ) -> AdditionRecord:
        sha256, blobs = digest(bundle.addition), blobs_of(addition)
        receipt = Receipt(
            kind=addition.kind,
            id=addition.id,
            revision=addition.revision,
            sha256=sha256,
            received_at=utc_text(now),
            missing=list(work.files.missing([blob.sha256 for blob in blobs])),
        )
        return AdditionRecord(
            id=addition.id,
            kind=addition.kind,
            revision=named.revision,
            sha256=sha256,
            text=bundle.addition,
            signature=bundle.signature,
            certificates=tuple(bundle.certificates),
            device=addition.device,
            box=decode_base64(bundle.envelope, "envelope") or None,
            received_at=now,
            receipt=self._authority.sign(receipt),
            blobs=tuple(
                BlobRecord(sha256=blob.sha256, size=blob.size, kind=blob.kind, media_type=blob.media_type)
                for blob in blobs
            ),
        )

    def _check(self, addition: Addition, text: str) -> None:
        """What a signature cannot promise: that every field holds what its table can hold."""
        sound = {
            "text": "\\u0000" not in text,
            "id": _is_uuid(addition.id),
            "inspection": _is_uuid(addition.inspection),
            "revision": addition.revision < 10_000,
            "files": all(is_sha256(file.sha256) and file.size <= self._blob_limit for file in addition.files),
        }
        for place, good in sound.items():
            if not good:
                raise SealContradicts(place=place)


def _named(work: Work, addition: Addition) -> Named:
    """The received revision an item speaks of. Raises SealNotReceived or SealContradicts."""
    named = work.additions.named(addition.inspection, addition.revision)
    if named is None:
        raise SealNotReceived
    if named.manifest_sha256 != addition.manifest_sha256:
        raise SealContradicts(place="manifest_sha256")
    if named.device != addition.device:
        raise SealContradicts(place="device")
    return named


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
