"""Files that are added to a sealed act: a picture is kept as photos are, a PDF byte for byte. Names are never kept."""

import hashlib
from pathlib import Path

from inspector.core.errors import N_, BadInput
from inspector.services.evidence import prepare
from inspector.services.ports import KeptFile

LARGEST_PDF = 32 * 1024 * 1024
LARGEST_PICTURE = 64 * 1024 * 1024
_PDF, _END = b"%PDF-", b"%%EOF"
_TAIL = 2048
"""Bytes in which the end mark of a whole PDF stands; some scanners write a little behind it."""


class DocumentRefused(BadInput):
    """A file that cannot be added."""

    code = "document_refused"
    sentence = N_("This file cannot be used. A picture or a PDF can.")


class DocumentTooLarge(DocumentRefused):
    """Larger than a scan is."""

    code = "document_too_large"
    sentence = N_("This file is too large. Up to {megabytes} MB can be added.")


class DocumentDamaged(DocumentRefused):
    """A PDF without its end, or a file that cannot be read."""

    code = "document_damaged"
    sentence = N_("This file is damaged or was not copied completely. Copy it again.")


def take(source: Path) -> KeptFile:
    """A picture or a PDF as it is kept. Raises DocumentRefused or PictureRefused (their kinds).

    A picture is scaled to 1600 pixels and loses its metadata; judged by content, whatever the file is called.
    """
    try:
        if not source.is_file():
            raise DocumentDamaged
        if source.stat().st_size > LARGEST_PICTURE:
            raise DocumentTooLarge(megabytes=LARGEST_PICTURE >> 20)
        data = source.read_bytes()
    except OSError as error:
        raise DocumentDamaged from error
    if not data.startswith(_PDF):
        told, kept = prepare(data)
        return KeptFile(sha256=told.sha256, media_type=told.media_type, data=kept)
    if len(data) > LARGEST_PDF:
        raise DocumentTooLarge(megabytes=LARGEST_PDF >> 20)
    if _END not in data[-_TAIL:]:
        raise DocumentDamaged
    return KeptFile(sha256=hashlib.sha256(data).hexdigest(), media_type="application/pdf", data=data)
