"""The laptop's end of the wire against servers that do not behave."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
import msgspec
import pytest

from inspector.link.client import ANSWER_LIMIT, DeviceLink, Link, check_address
from inspector.link.errors import AddressUnusable, HqGarbled, HqUnreachable, PlainHttpRefused
from inspector.wire import paths
from inspector.wire.certificates import new_key
from inspector.wire.errors import Conflict, OldProtocol, ServerBusy, UnknownRefusal
from inspector.wire.messages import ErrorReply, TimeReply
from inspector.wire.signing import MemoryNonces, verify_request

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def served(answer: Callable[[httpx.Request], httpx.Response]) -> Link:
    return Link("https://hq.example", httpx.MockTransport(answer))


@pytest.mark.parametrize(
    "address", ["", "hq", "ftp://hq", "https://", "https://me:pw@hq", "https://hq?x=1", "https:///path"]
)
def test_an_address_that_cannot_be_dialled_is_refused(address: str) -> None:
    with pytest.raises(AddressUnusable):
        check_address(address)


@pytest.mark.parametrize("address", ["http://hq.example", "http://10.0.0.1", "http://127.0.0.1.example"])
def test_plain_http_is_for_this_machine_only(address: str) -> None:
    with pytest.raises(PlainHttpRefused):
        check_address(address)


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000/", "http://localhost:1", "http://[::1]:2", "https://hq/"])
def test_loopback_and_https_are_accepted(address: str) -> None:
    assert check_address(address) == address.rstrip("/")


@pytest.mark.parametrize(
    "response",
    [
        httpx.Response(200, text="<html>Добро пожаловать в Wi-Fi</html>"),
        httpx.Response(200, content=b"\xff\xfe\x00"),
        httpx.Response(200, json={"now": 5}),
        httpx.Response(200, content=b"[" * 100_000),
        httpx.Response(302, headers={"location": "https://elsewhere.example"}),
        httpx.Response(200, content=b"x" * (ANSWER_LIMIT + 1)),
    ],
)
def test_an_answer_of_something_else_is_one_refusal(response: httpx.Response) -> None:
    with served(lambda _: response) as link, pytest.raises(HqGarbled):
        link.time()


def test_another_protocol_is_said_so() -> None:
    reply = msgspec.json.encode(TimeReply(now=NOW.isoformat(), protocol=paths.PROTOCOL + 1))
    with served(lambda _: httpx.Response(200, content=reply)) as link, pytest.raises(OldProtocol):
        link.time()


def test_a_refusal_comes_back_as_its_class() -> None:
    reply = msgspec.json.encode(ErrorReply(code="conflict"))
    with served(lambda _: httpx.Response(409, content=reply)) as link, pytest.raises(Conflict):
        link.root()


@pytest.mark.parametrize(("status", "refusal"), [(503, ServerBusy), (418, UnknownRefusal)])
def test_a_refusal_of_a_proxy_is_told_by_status(status: int, refusal: type[Exception]) -> None:
    with served(lambda _: httpx.Response(status, text="nginx")) as link, pytest.raises(refusal):
        link.root()


@pytest.mark.parametrize("error", [httpx.ConnectError, httpx.ReadTimeout, httpx.RemoteProtocolError])
def test_a_broken_line_is_unreachable(error: type[httpx.TransportError]) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise error("cut", request=request)

    with served(fail) as link, pytest.raises(HqUnreachable):
        link.time()


def test_nobody_listening_is_unreachable() -> None:
    with Link("http://127.0.0.1:1") as link, pytest.raises(HqUnreachable):
        link.time()


@pytest.mark.parametrize("days", [-400, 0, 3])
def test_requests_are_signed_by_headquarters_clock(days: int) -> None:
    """A laptop whose clock is days off still signs in time."""
    key, seen = new_key(), []

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == paths.TIME:
            assert "signature" not in request.headers
            return httpx.Response(200, content=msgspec.json.encode(TimeReply(now=NOW.isoformat(), protocol=1)))
        seen.append(
            verify_request(
                method=request.method,
                url=str(request.url),
                headers=request.headers.multi_items(),
                body=request.read(),
                key_of=lambda _: key.public_key(),
                nonces=MemoryNonces(),
                now=NOW,
            )
        )
        return httpx.Response(204, headers={"upload-offset": "5"})

    laptop = NOW + timedelta(days=days)
    with DeviceLink("https://hq.example", "d1", key, httpx.MockTransport(answer), lambda: laptop) as link:
        assert link.blob_offset("ab") == 5
        assert link.send_blob("ab", 5, 9, b"data") == 5
    assert [request.device for request in seen] == ["d1", "d1"]


@pytest.mark.parametrize(
    "now", ["yesterday", "2026-11-24T09:00:00", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59.999999Z"]
)
def test_a_time_that_is_none_is_garbage(now: str) -> None:
    reply = msgspec.json.encode(TimeReply(now=now, protocol=1))
    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=reply))
    with DeviceLink("https://hq.example", "d1", new_key(), transport) as link, pytest.raises(HqGarbled):
        link.moment()
