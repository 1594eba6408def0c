"""Reading a request: its body up to a limit, who signed it, and blocking work off the event loop."""

import base64
import re
import secrets
from collections.abc import AsyncIterator, Callable
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric import ec
from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool

from inspector.hq.services.headquarters import Headquarters
from inspector.hq.store.records import DeviceRecord
from inspector.wire import certificates as pki
from inspector.wire.errors import BadMessage, BadSignature, DeviceRevoked, TooLarge, UnknownDevice
from inspector.wire.signing import verify_request

T = TypeVar("T")

_DIGEST = re.compile(r"(?:^|,\s*)sha-256=:([A-Za-z0-9+/]{43}=):")
_NUMBER = re.compile(r"[0-9]{1,15}")


def headquarters(request: Request) -> Headquarters:
    """The headquarters this request came to."""
    found: Headquarters = request.app.state.headquarters
    return found


async def blocking(work: Callable[[], T]) -> T:
    """Run what waits for disk or database on a thread."""
    return await run_in_threadpool(work)


def json_response(data: bytes, status: int = 200) -> Response:
    """JSON that was encoded before; never cached."""
    return Response(data, status, {"cache-control": "no-store"}, "application/json")


class BrokenOff(BadMessage):
    """The line broke before the body's end; nobody is there to read this."""

    code = "broken_off"


async def pieces(request: Request) -> AsyncIterator[bytes]:
    """The body as it arrives. Raises BrokenOff."""
    more = True
    while more:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise BrokenOff
        more = message.get("more_body", False)
        yield message.get("body", b"")


def check_length(request: Request, limit: int) -> None:
    """Raises TooLarge for a body that says itself that it is."""
    if (length := whole_header(request, "content-length")) is not None and length > limit:
        raise TooLarge


async def read_body(request: Request, limit: int) -> bytes:
    """The whole body. Raises TooLarge as soon as it is seen to be."""
    check_length(request, limit)
    body = bytearray()
    async for piece in pieces(request):
        body += piece
        if len(body) > limit:
            raise TooLarge
    return bytes(body)


def authenticate(hq: Headquarters, request: Request, body: bytes | None) -> DeviceRecord:
    """The enrolled laptop that signed the request; blocking.

    `body` None leaves the digest to the caller (see stated_digest). Raises UnknownDevice, DeviceRevoked,
    BadSignature, ClockOff or Replayed.
    """
    found: list[DeviceRecord] = []

    def key_of(device: str) -> ec.EllipticCurvePublicKey | None:
        with hq.database.reading() as work:
            record = work.people.device(device)
        if record is None:
            return None
        if record.revoked_at is not None:
            raise DeviceRevoked
        found.append(record)
        return pki.identity(pki.from_pem(record.certificate)).public_key

    verify_request(
        method=request.method,
        url=str(request.url),
        headers=request.headers.items(),
        body=body,
        key_of=key_of,
        nonces=hq.nonces,
        now=hq.clock(),
    )
    if not found:
        raise UnknownDevice
    return found[-1]


def stated_digest(request: Request) -> str:
    """The SHA-256 of the body as the signed Content-Digest states it, base64. Raises BadMessage."""
    found = _DIGEST.search(request.headers.get("content-digest", ""))
    if found is None:
        raise BadMessage
    return found.group(1)


def check_digest(request: Request, sha256: bytes) -> None:
    """Raises BadSignature when the body that came is not the one that was signed."""
    if not secrets.compare_digest(base64.b64encode(sha256).decode(), stated_digest(request)):
        raise BadSignature


def whole_header(request: Request, name: str) -> int | None:
    """A header that is a whole number; None when absent. Raises BadMessage."""
    text = request.headers.get(name)
    if text is None:
        return None
    if not _NUMBER.fullmatch(text):
        raise BadMessage
    return int(text)
