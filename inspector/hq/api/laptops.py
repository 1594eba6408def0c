"""The routes of protocol 1: time, root, enrolment, changes, inspections and what is added to them."""

import hashlib

import msgspec
from fastapi import APIRouter, Request, Response

from inspector.hq.api.requests import (
    authenticate,
    blocking,
    check_digest,
    check_length,
    headquarters,
    json_response,
    read_body,
)
from inspector.hq.services import enrolling, joining, pulling, recovering
from inspector.wire import paths
from inspector.wire.errors import BadMessage
from inspector.wire.messages import Sealed, TimeReply

ENROL_LIMIT = 64 * 1024
ADDITION_LIMIT = 512 * 1024
"""Bytes: 20,000 letters of free words in an envelope, and names."""

LONGEST_CURSOR = 20

router = APIRouter()


@router.get(paths.TIME)
async def time(request: Request) -> Response:
    """The clock laptops sign by."""
    moment = headquarters(request).clock().isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return json_response(msgspec.json.encode(TimeReply(now=moment, protocol=paths.PROTOCOL)))


@router.get(paths.ROOT)
async def root(request: Request) -> Response:
    """The certificates; the enrolment code vouches for them."""
    return json_response(msgspec.json.encode(headquarters(request).authority.root_reply()))


@router.post(paths.ENROL)
async def enrol(request: Request) -> Response:
    """Spend a one-time code."""
    hq = headquarters(request)
    body = await read_body(request, ENROL_LIMIT)
    sealed = _sealed(body)
    source = request.client.host if request.client else ""
    reply = await blocking(lambda: enrolling.enrol(hq.database, hq.authority, sealed, source=source, now=hq.clock()))
    return json_response(reply)


@router.post(paths.JOIN)
async def join(request: Request) -> Response:
    """Spend a one-time code of a second inspector on the laptop that asks."""
    hq = headquarters(request)
    body = await read_body(request, ENROL_LIMIT)
    source = request.client.host if request.client else ""

    def spend() -> bytes:
        device = authenticate(hq, request, body)
        return joining.join(hq.database, hq.authority, device, _sealed(body), source=source, now=hq.clock())

    return json_response(await blocking(spend))


@router.post(paths.RECOVER)
async def recover(request: Request) -> Response:
    """Spend a one-time code on a laptop whose passphrase is forgotten."""
    hq = headquarters(request)
    sealed = _sealed(await read_body(request, ENROL_LIMIT))
    source = request.client.host if request.client else ""
    reply = await blocking(lambda: recovering.recover(hq.database, hq.authority, sealed, source=source, now=hq.clock()))
    return json_response(reply)


@router.get(paths.CHANGES)
async def changes(request: Request) -> Response:
    """The next page for the laptop that asks."""
    hq = headquarters(request)
    body = await read_body(request, 0)
    text = request.query_params.get("cursor", "0")

    def page() -> bytes:
        device = authenticate(hq, request, body)
        if len(text) > LONGEST_CURSOR or not text.isascii() or not text.isdecimal():
            raise BadMessage
        return pulling.page(hq.database, hq.authority, device, int(text), hq.settings.page_size)

    return json_response(await blocking(page))


@router.post(paths.INSPECTIONS)
async def inspections(request: Request) -> Response:
    """Take in one sealed revision. Who asks is known before any of the body is kept: strangers fill no memory."""
    hq = headquarters(request)
    check_length(request, hq.settings.bundle_limit)
    device = await blocking(lambda: authenticate(hq, request, None))
    body = await read_body(request, hq.settings.bundle_limit)
    check_digest(request, hashlib.sha256(body).digest())
    receipt = await blocking(lambda: hq.intake.accept(device, body, hq.clock()))
    hq.worker.wake()
    return json_response(receipt)


@router.post(paths.ADDITIONS)
async def additions(request: Request) -> Response:
    """Take in what was added to a sealed revision."""
    hq = headquarters(request)
    check_length(request, ADDITION_LIMIT)
    device = await blocking(lambda: authenticate(hq, request, None))
    body = await read_body(request, ADDITION_LIMIT)
    check_digest(request, hashlib.sha256(body).digest())
    return json_response(await blocking(lambda: hq.adding.accept(device, body, hq.clock())))


def _sealed(body: bytes) -> Sealed:
    try:
        return msgspec.json.decode(body, type=Sealed)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadMessage from error
