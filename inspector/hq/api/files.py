"""The routes of files: how far one has come, and its next piece. A piece is streamed to the disk as it arrives."""

import hashlib
from typing import BinaryIO

from fastapi import APIRouter, Request, Response

from inspector.hq.api.requests import (
    authenticate,
    blocking,
    check_digest,
    headquarters,
    json_response,
    pieces,
    whole_header,
)
from inspector.hq.services import uploading
from inspector.hq.services.headquarters import Headquarters
from inspector.hq.services.uploading import Standing
from inspector.wire import paths
from inspector.wire.errors import BadMessage, BadSignature

GATHERED = 64 * 1024
"""Bytes kept in memory before they are written."""

router = APIRouter()


@router.head(paths.BLOBS + "/{sha256}")
async def standing(sha256: str, request: Request) -> Response:
    """How many bytes are here."""
    hq = headquarters(request)

    def find() -> Standing:
        return uploading.standing(hq.database, hq.blobs, authenticate(hq, request, b""), sha256)

    found = await blocking(find)
    return Response(status_code=200, headers=_where(found.offset, found.blob.size))


@router.patch(paths.BLOBS + "/{sha256}")
async def piece(sha256: str, request: Request) -> Response:
    """Continue a file; the receipt when it is whole."""
    hq = headquarters(request)
    offset, length = whole_header(request, "upload-offset"), whole_header(request, "upload-length")
    size = whole_header(request, "content-length") or 0
    if offset is None or length is None:
        raise BadMessage

    def find() -> Standing:
        device = authenticate(hq, request, None)
        return uploading.standing(hq.database, hq.blobs, device, sha256)

    found = await blocking(find)
    if found.receipt is not None:
        return json_response(found.receipt)
    uploading.check_piece(found.blob, offset, length, size)
    reached = await _take(hq, request, sha256, offset, length)
    if reached < length:
        return Response(status_code=204, headers=_where(reached, length))
    receipt = await blocking(lambda: uploading.finish(hq.database, hq.authority, hq.blobs, found.blob, now=hq.clock()))
    return json_response(receipt)


async def _take(hq: Headquarters, request: Request, sha256: str, offset: int, length: int) -> int:
    """Write the body to the unfinished file; the new offset.

    A line that breaks leaves what arrived, for the whole file's hash is checked at its end; a body that is not the
    one that was signed leaves nothing. Raises BlobOffset, BrokenOff or BadSignature.
    """
    digest = hashlib.sha256()
    with hq.blobs.continued(sha256, offset) as file:
        reached = await _pour(request, file, digest, offset, length)
    try:
        if reached > length:
            raise BadSignature
        check_digest(request, digest.digest())
    except (BadMessage, BadSignature):
        await blocking(lambda: hq.blobs.cut(sha256, offset))
        raise
    return reached


async def _pour(request: Request, file: BinaryIO, digest: "hashlib._Hash", offset: int, length: int) -> int:
    gathered = bytearray()
    reached = offset

    def write() -> None:
        digest.update(gathered)
        file.write(gathered)

    try:
        async for part in pieces(request):
            reached += len(part)
            if reached > length:
                break
            gathered += part
            if len(gathered) >= GATHERED:
                await blocking(write)
                gathered.clear()
    finally:
        if gathered:
            write()
    return reached


def _where(offset: int, length: int) -> dict[str, str]:
    return {"upload-offset": str(offset), "upload-length": str(length), "cache-control": "no-store"}
