"""Signed requests: HTTP Message Signatures (RFC 9421) with the device key, ECDSA P-256.

Covered: method, authority, path, query, the body's Content-Digest (RFC 9530), and every header of COVERED_HEADERS
that is present. The key id is the device id. `created` is read from a clock that follows headquarters (GET /time),
so a laptop whose own clock is wrong still signs in time; a nonce stops replays.
"""

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric import ec
from http_message_signatures import (
    HTTPMessageSigner,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
    InvalidSignature,
    MappingKeyResolver,
    VerifyResult,
)
from http_message_signatures.algorithms import ECDSA_P256_SHA256
from http_message_signatures.exceptions import HTTPMessageSignaturesException

from inspector.wire.errors import BadSignature, ClockOff, Replayed, UnknownDevice

TAG = "qorgan-1"
LABEL = "qorgan"
MAX_AGE = timedelta(minutes=5)
COVERED_HEADERS = ("content-type", "upload-offset", "upload-length")
_ALWAYS = ("@method", "@authority", "@path", "@query")
_ADDED = ("content-digest", "signature-input", "signature")


class NonceStore(Protocol):
    """Remembers nonces until they are too old to be replayed. Must be atomic across headquarters' processes."""

    def remember(self, device: str, nonce: str, until: datetime) -> bool:
        """True when this device's nonce was not seen before."""


class MemoryNonces:
    """A NonceStore for one process."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], datetime] = {}

    def remember(self, device: str, nonce: str, until: datetime) -> bool:
        """True when this device's nonce was not seen before; forgets those that expired MAX_AGE before `until`."""
        if len(self._seen) > 10_000:
            past = until - 2 * MAX_AGE
            self._seen = {key: expiry for key, expiry in self._seen.items() if expiry > past}
        fresh = (device, nonce) not in self._seen
        self._seen.setdefault((device, nonce), until)
        return fresh


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedRequest:
    """Who signed a request, and when by their clock."""

    device: str
    created: datetime
    nonce: str


def sign_request(
    key: ec.EllipticCurvePrivateKey,
    device: str,
    *,
    method: str,
    url: str,
    body: bytes,
    now: datetime,
    headers: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """The headers to add to a request: Content-Digest, Signature-Input, Signature (names in lower case).

    `url` is absolute and encoded, as it goes on the wire; `headers` those of COVERED_HEADERS that are sent;
    `now` comes from the clock that follows headquarters (aware).
    """
    message = _Message(method, url, _fields((headers or {}).items()))
    covered = [*_ALWAYS, *(name for name in COVERED_HEADERS if name in message.headers)]
    signer = HTTPMessageSigner(
        signature_algorithm=ECDSA_P256_SHA256,
        key_resolver=MappingKeyResolver(public_keys={}, private_keys={device: key}),
    )
    signer.sign(
        message,
        key_id=device,
        created=now,
        nonce=secrets.token_urlsafe(16),
        label=LABEL,
        tag=TAG,
        covered_component_ids=covered,
        body=body,
    )
    return {name.lower(): value for name, value in message.headers.items() if name.lower() in _ADDED}


def verify_request(
    *,
    method: str,
    url: str,
    headers: Iterable[tuple[str, str]],
    body: bytes | None,
    key_of: Callable[[str], ec.EllipticCurvePublicKey | None],
    nonces: NonceStore,
    now: datetime,
) -> VerifiedRequest:
    """Who signed the request. `url` is the public one (behind a proxy: what the laptop dialled).

    A `body` of None leaves the signed Content-Digest to the caller, who reads the body piece by piece. `key_of`
    gives a device's key, None when it is unknown; it may raise DeviceRevoked. The order is: signature,
    then age, then nonce, so that strangers can neither fill the nonce store nor learn the clock.
    Raises UnknownDevice, BadSignature, ClockOff or Replayed.
    """
    message = _Message(method, url, _fields(headers))
    required = [*_ALWAYS, "content-digest", *(name for name in COVERED_HEADERS if name in message.headers)]
    verifier = _Verifier(signature_algorithm=ECDSA_P256_SHA256, key_resolver=_Keys(key_of))
    try:
        results = verifier.verify(message, max_age=None, expect_tag=TAG, require_components=required, body=body)
    except InvalidSignature as error:
        if isinstance(error.__cause__, _RefusedKey):
            raise error.__cause__.refusal from error
        raise BadSignature() from error
    except (HTTPMessageSignaturesException, ValueError) as error:
        raise BadSignature() from error
    if len(results) != 1:
        raise BadSignature()
    request = _facts(results[0])
    distance = now - request.created
    if abs(distance) > MAX_AGE:
        raise ClockOff(seconds=int(distance.total_seconds()))
    if not nonces.remember(request.device, request.nonce, request.created + 2 * MAX_AGE):
        raise Replayed()
    return request


@dataclass(frozen=True, slots=True)
class _Message:
    """The view of a request that the library reads and writes."""

    method: str
    url: str
    headers: dict[str, str]


class _Verifier(HTTPMessageVerifier):
    """Leaves the age to us: headquarters' clock is given, and a wrong clock is another refusal than a wrong key."""

    def validate_created_and_expires(self, sig_input: object, max_age: object = None) -> None:
        """Nothing: verify_request judges `created`."""


class _RefusedKey(Exception):
    """Carries a refusal through the library, which turns every exception of a key lookup into its own."""

    def __init__(self, refusal: Exception) -> None:
        super().__init__()
        self.refusal = refusal


class _Keys(HTTPSignatureKeyResolver):
    def __init__(self, key_of: Callable[[str], ec.EllipticCurvePublicKey | None]) -> None:
        self._key_of = key_of

    def resolve_public_key(self, key_id: str) -> ec.EllipticCurvePublicKey:
        try:
            key = self._key_of(key_id)
        except Exception as error:
            raise _RefusedKey(error) from error
        if key is None:
            raise _RefusedKey(UnknownDevice())
        return key


def _fields(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Header lines by lower-case name, repeated ones joined as HTTP allows."""
    fields: dict[str, str] = {}
    for name, value in pairs:
        lower = name.lower()
        fields[lower] = f"{fields[lower]}, {value}" if lower in fields else value
    return fields


def _facts(result: VerifyResult) -> VerifiedRequest:
    created, device, nonce = (result.parameters.get(name) for name in ("created", "keyid", "nonce"))
    if not isinstance(created, int) or not isinstance(device, str) or not isinstance(nonce, str):
        raise BadSignature()
    if len(nonce) < 16:
        raise BadSignature()
    try:
        moment = datetime.fromtimestamp(created, UTC)
    except (OverflowError, OSError, ValueError) as error:
        raise BadSignature() from error
    return VerifiedRequest(device=device, created=moment, nonce=nonce)
