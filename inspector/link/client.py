"""The laptop's end of the wire: one httpx client, unsigned before enrolment, signed by the device key after it.

Nothing here is believed: callers check signatures. An answer is read up to a limit, and a refusal comes back as
the class of its code.
"""

import ipaddress
import ssl
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self, TypeVar

import httpx
import msgspec
from cryptography.hazmat.primitives.asymmetric import ec

from inspector.core.errors import Refusal
from inspector.link.errors import AddressUnusable, HqGarbled, HqUnreachable, PlainHttpRefused
from inspector.wire import paths
from inspector.wire.additions import AdditionBundle
from inspector.wire.errors import OldProtocol, from_reply
from inspector.wire.messages import Bundle, ErrorReply, RootReply, Sealed, Signed, TimeReply
from inspector.wire.signing import sign_request

ANSWER_LIMIT = 64 * 1024 * 1024
"""Bytes of one answer; a page of 500 changes with a checklist is under 2 MB."""

TIMEOUT = httpx.Timeout(30.0, connect=5.0)

Signer = Callable[[str, str, bytes, Mapping[str, str]], dict[str, str]]
"""Method, absolute address, body and headers of a request -> the headers that prove who asks."""

T = TypeVar("T")


def check_address(server: str) -> str:
    """The address without a trailing slash. Raises AddressUnusable or PlainHttpRefused."""
    try:
        url = httpx.URL(server.strip())
    except httpx.InvalidURL as error:
        raise AddressUnusable from error
    if url.scheme not in ("http", "https") or not url.host or url.query or url.userinfo:
        raise AddressUnusable
    if url.scheme == "http" and not _is_loopback(url.host):
        raise PlainHttpRefused
    return str(url).rstrip("/")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


class Link:
    """Headquarters as anybody may reach it: the time, the root, and the door of enrolment."""

    def __init__(self, server: str, transport: httpx.BaseTransport | None = None) -> None:
        self._server = check_address(server)
        # Proxies of the environment are not for us: a laptop talks to its headquarters or to nobody.
        verify: ssl.SSLContext | bool = ssl.create_default_context() if self._server.startswith("https") else False
        self._http = httpx.Client(timeout=TIMEOUT, trust_env=False, verify=verify, transport=transport)
        self._signer: Signer | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        self._http.close()

    def time(self) -> TimeReply:
        """What headquarters' clock says. Raises OldProtocol when it speaks another version."""
        reply = self._decode(self._send("GET", paths.TIME), TimeReply)
        if reply.protocol != paths.PROTOCOL:
            raise OldProtocol
        return reply

    def root(self) -> RootReply:
        """The certificates headquarters shows; to be checked against the enrolment code."""
        return self._decode(self._send("GET", paths.ROOT), RootReply)

    def enrol(self, sealed: Sealed) -> Signed:
        """Hand in the boxed enrolment request."""
        return self._decode(self._send("POST", paths.ENROL, msgspec.json.encode(sealed)), Signed)

    def recover(self, sealed: Sealed) -> Signed:
        """Hand in the boxed request of a laptop that nobody can open."""
        return self._decode(self._send("POST", paths.RECOVER, msgspec.json.encode(sealed)), Signed)

    def _send(self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> "Answer":
        request = self._http.build_request(method, self._server + path, content=body, headers=dict(headers or {}))
        if body and "content-type" not in request.headers:
            request.headers["content-type"] = "application/json"
        if self._signer is not None:
            request.headers.update(self._signer(method, str(request.url), body, request.headers))
        try:
            response = self._http.send(request, stream=True)
            try:
                answer = Answer(response.status_code, dict(response.headers), _read(response))
            finally:
                response.close()
        except (httpx.HTTPError, httpx.StreamError, ssl.SSLError) as error:
            raise HqUnreachable from error
        if answer.status >= 400:
            raise _refusal(answer)
        if not 200 <= answer.status < 300:
            raise HqGarbled
        return answer

    @staticmethod
    def _decode(answer: "Answer", kind: type[T]) -> T:
        try:
            return msgspec.json.decode(answer.body, type=kind)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise HqGarbled from error


class Answer(msgspec.Struct, frozen=True):
    """A whole answer."""

    status: int
    headers: dict[str, str]
    body: bytes


class DeviceLink(Link):
    """Headquarters as an enrolled laptop reaches it: every request signed.

    Signing follows headquarters' clock: the offset is asked once per link, because a laptop's own clock may be
    days off. `moment` is headquarters' time now.
    """

    def __init__(
        self,
        server: str,
        device: str,
        key: ec.EllipticCurvePrivateKey,
        transport: httpx.BaseTransport | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(server, transport)
        self._device = device
        self._key = key
        self._clock = clock
        self._offset: timedelta | None = None

    def moment(self) -> datetime:
        """Headquarters' time; asks for it the first time."""
        if self._offset is None:
            before = self._clock()
            text = self.time().now
            try:
                theirs = datetime.fromisoformat(text)
            except ValueError as error:
                raise HqGarbled from error
            if theirs.tzinfo is None:
                raise HqGarbled
            self._offset = theirs - before
            self._signer = self._sign
        try:
            return self._clock() + self._offset
        except OverflowError as error:  # the last day of the last year, said by somebody else than headquarters
            raise HqGarbled from error

    def changes(self, cursor: int) -> Signed:
        """The next page of what headquarters tells this laptop."""
        return self._decode(self._send_signed("GET", f"{paths.CHANGES}?cursor={cursor}"), Signed)

    def join(self, sealed: Sealed) -> Signed:
        """Hand in the code of a second inspector, boxed; signed as this device."""
        return self._decode(self._send_signed("POST", paths.JOIN, msgspec.json.encode(sealed)), Signed)

    def push(self, bundle: Bundle | AdditionBundle) -> tuple[Signed, int]:
        """Hand in one sealed revision, or what was added to one; the signed receipt and the bytes that were sent."""
        body = msgspec.json.encode(bundle)
        address = paths.INSPECTIONS if isinstance(bundle, Bundle) else paths.ADDITIONS
        return self._decode(self._send_signed("POST", address, body), Signed), len(body)

    def blob_offset(self, sha256: str) -> int:
        """How many bytes of a file headquarters already has."""
        return self._offset_of(self._send_signed("HEAD", paths.blob(sha256)))

    def send_blob(self, sha256: str, offset: int, total: int, chunk: bytes) -> Signed | int:
        """Continue a file at `offset`; the signed receipt when it is whole, else the new offset."""
        headers = {
            "content-type": "application/octet-stream",
            "upload-offset": str(offset),
            "upload-length": str(total),
        }
        answer = self._send_signed("PATCH", paths.blob(sha256), chunk, headers)
        return self._decode(answer, Signed) if answer.status == 200 else self._offset_of(answer)

    def _send_signed(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Answer:
        self.moment()
        return self._send(method, path, body, headers)

    def _sign(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> dict[str, str]:
        now = self.moment()
        return sign_request(self._key, self._device, method=method, url=url, body=body, now=now, headers=headers)

    @staticmethod
    def _offset_of(answer: Answer) -> int:
        text = answer.headers.get("upload-offset", "")
        if not text.isascii() or not text.isdecimal():
            raise HqGarbled
        return int(text)


def _read(response: httpx.Response) -> bytes:
    body = bytearray()
    for piece in response.iter_bytes():
        body += piece
        if len(body) > ANSWER_LIMIT:
            raise HqGarbled
    return bytes(body)


def _refusal(answer: Answer) -> Refusal:
    try:
        reply = msgspec.json.decode(answer.body, type=ErrorReply)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        reply = None
    return from_reply(answer.status, reply)
