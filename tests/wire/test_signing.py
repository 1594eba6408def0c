from datetime import timedelta

import httpx
import pytest
from http_message_signatures import ContentDigest, HTTPMessageSigner, MappingKeyResolver
from http_message_signatures.algorithms import ECDSA_P256_SHA256

from inspector.wire import certificates as pki
from inspector.wire import signing
from inspector.wire.errors import BadSignature, ClockOff, DeviceRevoked, Replayed, UnknownDevice, WireRefusal
from tests.wire.authority import NOW

KEY = pki.new_key()
URL = "https://hq.example.kz/api/v1/changes?cursor=5"
SENT = {"Content-Type": "application/json", "Upload-Offset": "0"}


def signed(body: bytes = b'{"a":1}', url: str = URL, method: str = "POST") -> list[tuple[str, str]]:
    added = signing.sign_request(KEY, "device-1", method=method, url=url, body=body, now=NOW, headers=SENT)
    return [*SENT.items(), *added.items()]


def verify(headers, *, body=b'{"a":1}', url=URL, method="POST", now=NOW, nonces=None, key_of=None):
    return signing.verify_request(
        method=method, url=url, headers=headers, body=body,
        key_of=key_of or {"device-1": KEY.public_key()}.get, nonces=nonces or signing.MemoryNonces(), now=now,
    )  # fmt: skip


def test_a_signed_request_names_its_device() -> None:
    found = verify(signed())
    assert (found.device, found.created) == ("device-1", NOW)
    assert len(found.nonce) >= 16


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8321/api/v1/blobs/" + "a" * 64, "http://[::1]:80/", "https://hq.kz/a?b=%20"]
)
@pytest.mark.parametrize(("method", "body"), [("GET", b""), ("PATCH", b"\x00\xff")])
def test_it_survives_a_real_client(url: str, method: str, body: bytes) -> None:
    """What httpx puts on the wire is what was signed."""
    request = httpx.Request(method, url, content=body, headers=SENT)
    request.headers.update(
        signing.sign_request(
            KEY, "device-1", method=request.method, url=str(request.url), body=body, now=NOW, headers=request.headers
        )
    )
    assert verify(request.headers.multi_items(), method=method, url=str(request.url), body=body).device == "device-1"


def without(headers: list[tuple[str, str]], name: str) -> list[tuple[str, str]]:
    return [pair for pair in headers if pair[0].lower() != name]


@pytest.mark.parametrize(
    "changes",
    [
        {"body": b'{"a":2}'}, {"body": b""}, {"method": "PUT"}, {"url": URL + "0"}, {"url": URL.replace("hq.", "hk.")},
        {"url": URL.replace("changes", "blobs")},
    ],
)  # fmt: skip
def test_a_changed_request_is_refused(changes) -> None:
    with pytest.raises(BadSignature):
        verify(signed(), **changes)


def test_changed_or_missing_headers_are_refused() -> None:
    headers = signed()
    for name in ("content-digest", "signature", "signature-input", "upload-offset", "content-type"):
        with pytest.raises(BadSignature):
            verify(without(headers, name))
    with pytest.raises(BadSignature):
        verify([(name, "7" if name == "Upload-Offset" else value) for name, value in headers])
    with pytest.raises(BadSignature):
        verify([*headers, ("Upload-Length", "12")])
    with pytest.raises(BadSignature):
        verify([*headers, ("Upload-Offset", "7")])


COMPONENTS = ["@method", "@authority", "@path", "@query", "content-type", "upload-offset"]


@pytest.mark.parametrize("missing", [*COMPONENTS, "content-digest", "nonce"])
def test_what_is_not_covered_is_not_accepted(missing: str) -> None:
    """A good signature over less than we ask for proves less than we need."""
    message = signing._Message("POST", URL, {name.lower(): value for name, value in SENT.items()})
    message.headers["content-digest"] = ContentDigest.create(b'{"a":1}')
    HTTPMessageSigner(
        signature_algorithm=ECDSA_P256_SHA256,
        key_resolver=MappingKeyResolver(public_keys={}, private_keys={"device-1": KEY}),
    ).sign(
        message, key_id="device-1", created=NOW, nonce=None if missing == "nonce" else "n" * 22, label=signing.LABEL,
        tag=signing.TAG, covered_component_ids=[name for name in [*COMPONENTS, "content-digest"] if name != missing],
        use_existing_digest=True,
    )  # fmt: skip
    with pytest.raises(BadSignature):
        verify(list(message.headers.items()))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('tag="qorgan-1"', 'tag="other"'), (";nonce=", ";foo="), ("created=", "expires="), ("ecdsa-p256", "hmac"),
        ("qorgan=(", "qorgan=garbage("), ("created=", "created=9"),
    ],
)  # fmt: skip
def test_changed_parameters_are_refused(old: str, new: str) -> None:
    with pytest.raises(BadSignature):
        verify([(name, value.replace(old, new) if name == "signature-input" else value) for name, value in signed()])


def test_the_key_decides() -> None:
    with pytest.raises(UnknownDevice):
        verify(signed(), key_of=lambda device: None)
    with pytest.raises(BadSignature):
        verify(signed(), key_of=lambda device: pki.new_key().public_key())

    def revoked(device: str):
        raise DeviceRevoked()

    with pytest.raises(DeviceRevoked):
        verify(signed(), key_of=revoked)


@pytest.mark.parametrize("minutes", [-6, 6, -60 * 24 * 400, 60 * 24 * 400])
def test_another_clock_is_named(minutes: int) -> None:
    with pytest.raises(ClockOff) as refused:
        verify(signed(), now=NOW + timedelta(minutes=minutes))
    assert refused.value.params["seconds"] == str(minutes * 60)


def test_a_replay_is_refused_and_a_stranger_cannot_spoil_the_nonce() -> None:
    nonces, headers = signing.MemoryNonces(), signed()
    with pytest.raises(WireRefusal):
        verify(headers, body=b"x", nonces=nonces)
    verify(headers, nonces=nonces)
    with pytest.raises(Replayed):
        verify(headers, nonces=nonces, now=NOW + timedelta(minutes=4))


def test_nonces_are_forgotten_when_they_cannot_be_replayed() -> None:
    nonces = signing.MemoryNonces()
    for number in range(10_001):
        assert nonces.remember("d", str(number), NOW)
    assert nonces.remember("d", "new", NOW + timedelta(hours=1))
    assert len(nonces._seen) == 1
