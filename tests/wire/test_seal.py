import json
import unicodedata
from datetime import timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.wire import box, seal
from inspector.wire import certificates as pki
from inspector.wire.errors import (
    BadMessage,
    BadSignature,
    CertificateOutOfDate,
    CertificateRefused,
    CertificateRevoked,
    CertificateUnderOtherRoot,
    CodeOfOtherHeadquarters,
    NotCanonical,
    NotReadable,
    SealContradicts,
    SealedPartChanged,
    SealRefused,
    SealSignatureWrong,
    WireRefusal,
)
from inspector.wire.messages import BlobRef
from tests.wire.authority import NOW, Authority, bundle, make_authority, manifest

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=80)
@given(JSON)
def test_the_canonical_form_is_its_own_canonical_form(value: object) -> None:
    text = seal.canonical(value)
    seal.check_canonical(text, "here")
    assert seal.canonical(json.loads(text)) == text
    assert unicodedata.is_normalized("NFC", text)


def test_canonical_is_rfc_8785() -> None:
    assert seal.canonical({"b": 1.0, "a": "é", "€": None, "\U0001f600": 0, "ﬀ": -0.0}) == (
        '{"a":"é","b":1,"€":null,"\U0001f600":0,"ﬀ":0}'
    )
    assert seal.canonical("и\u0306") == '"й"'
    for impossible in (2**53, float("nan"), "\ud800", {"x": float("inf")}):
        with pytest.raises(NotReadable):
            seal.canonical(impossible)


@pytest.mark.parametrize(
    "text", ['{"a":1,"a":1}', '{"b":1,"a":2}', '{"a": 1}', '{"a":1.0}', '"и\u0306"', '"\\u0041"', "[1,2] ", '{"a":1}\n']
)
def test_any_other_spelling_is_refused(text: str) -> None:
    with pytest.raises(NotCanonical):
        seal.check_canonical(text, "here")


@pytest.mark.parametrize("text", ["", "{", "nul", "9007199254740993", "[" * 5000 + "]" * 5000])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(NotReadable):
        seal.check_canonical(text, "here")


def test_base64_is_strict() -> None:
    assert seal.decode_base64("YQ==", "x") == b"a"
    for text in ("YR==", "YQ", "YQ==\n", " YQ==", "Y-==", "é"):
        with pytest.raises(SealRefused):
            seal.decode_base64(text, "x")


def test_a_text_is_signed(authority: Authority) -> None:
    signature = seal.sign_text(authority.device_key, "қорған")
    public = authority.device_key.public_key()
    assert seal.verify_text(public, "қорған", signature)
    assert not seal.verify_text(public, "корған", signature)
    assert not seal.verify_text(authority.operating_key.public_key(), "қорған", signature)
    for spoiled in ("", "x", signature[:-4], signature.lower()):
        assert not seal.verify_text(public, "қорған", spoiled)


def test_headquarters_is_believed_and_a_device_is_not(authority: Authority) -> None:
    signed = seal.sign_message('{"a":1}', authority.operating_key, authority.operating)
    assert seal.open_signed(signed, authority.root, NOW) == '{"a":1}'
    with pytest.raises(BadSignature):
        seal.open_signed(msgspec.structs.replace(signed, body='{"a":2}'), authority.root, NOW)
    with pytest.raises(CertificateUnderOtherRoot):
        seal.open_signed(signed, make_authority().root, NOW)
    with pytest.raises(CertificateOutOfDate):
        seal.open_signed(signed, authority.root, NOW + timedelta(days=800))
    with pytest.raises(CertificateRefused):
        seal.open_signed(seal.sign_message("{}", authority.device_key, authority.device), authority.root, NOW)


def test_the_root_reply_is_believed_only_under_its_code(authority: Authority) -> None:
    box_key = box.public_raw(box.new_box_key())
    reply = seal.root_reply(authority.root, authority.operating, authority.operating_key, box_key)
    code = pki.parse_code(pki.make_code(authority.root)[0])
    found = seal.open_root_reply(reply, code, NOW)
    assert (found.root, found.operating, found.box_key) == (authority.root, authority.operating, box_key)
    fake = make_authority()
    with pytest.raises(CodeOfOtherHeadquarters):
        seal.open_root_reply(seal.root_reply(fake.root, fake.operating, fake.operating_key, box_key), code, NOW)
    for changes, refusal in (
        ({"operating": pki.to_pem(fake.operating)}, CertificateUnderOtherRoot),
        ({"box_key": seal.encode_base64(b"\x01" * 32)}, BadSignature),
        ({"box_signature": "!"}, BadMessage),
        ({"root": "garbage"}, CertificateRefused),
    ):
        with pytest.raises(refusal):
            seal.open_root_reply(msgspec.structs.replace(reply, **changes), code, NOW)


def test_a_bundle_holds_together(authority: Authority) -> None:
    found = seal.verify_bundle(bundle(authority), authority.root, NOW)
    assert found == manifest()
    assert seal.read_bundle(seal.encode_bundle(bundle(authority))).id == found.inspection


def test_a_bundle_of_elsewhere_is_refused(authority: Authority) -> None:
    with pytest.raises(CertificateUnderOtherRoot):
        seal.verify_bundle(bundle(authority), make_authority().root, NOW)
    serial = f"{authority.device.serial_number:x}"
    with pytest.raises(CertificateRevoked):
        seal.verify_bundle(bundle(authority), authority.root, NOW, revoked=[serial])
    for changes, place in (({"device": "device-2"}, "device"), ({"inspector": "person-2"}, "inspector")):
        with pytest.raises(SealContradicts) as refused:
            seal.verify_bundle(bundle(authority.other_device(**changes)), authority.root, NOW)
        assert refused.value.place == place


def changed(authority: Authority, what: str):
    whole = bundle(authority)
    act, photo = whole.blobs
    other = seal.canonical(msgspec.structs.replace(manifest(), program="0.1.1"))
    return {
        "id": {"id": "other"},
        "revision": {"revision": 2},
        "manifest": {"manifest": other},
        "signature": {"signature": seal.sign_text(authority.operating_key, whole.manifest)},
        "instance": {"instance": "<data />"},
        "envelope": {"envelope": seal.encode_base64(b"other")},
        "envelope spelling": {"envelope": whole.envelope[:-1] + "\n"},
        "act": {"blobs": [msgspec.structs.replace(act, sha256="b" * 64), photo]},
        "no photo": {"blobs": [act]},
        "blobs_signature": {"blobs_signature": ""},
        "certificate": {"certificates": [whole.certificates[0] + "\n", whole.certificates[1]]},
    }[what]


@pytest.mark.parametrize(
    ("what", "refusal"),
    [
        ("id", SealContradicts), ("revision", SealContradicts), ("manifest", SealSignatureWrong),
        ("signature", SealSignatureWrong), ("instance", SealedPartChanged), ("envelope", SealedPartChanged),
        ("envelope spelling", SealRefused), ("act", SealSignatureWrong), ("no photo", SealSignatureWrong),
        ("blobs_signature", SealSignatureWrong), ("certificate", CertificateRefused),
    ],
)  # fmt: skip
def test_a_changed_part_is_named(authority: Authority, what: str, refusal: type[WireRefusal]) -> None:
    spoiled = msgspec.structs.replace(bundle(authority), **changed(authority, what))
    with pytest.raises(refusal) as refused:
        seal.verify_bundle(spoiled, authority.root, NOW)
    assert refused.value.params["place"]


def test_the_device_itself_cannot_seal_a_contradiction(authority: Authority) -> None:
    facts = manifest()
    for changes in (
        {"revision": 2}, {"revision": 0}, {"supersedes": "f" * 64}, {"representative": None}, {"format": "other"},
    ):  # fmt: skip
        with pytest.raises(SealRefused):
            seal.seal_bundle(
                msgspec.structs.replace(facts, **changes), authority.device_key, authority.chain,
                instance="<data/>", envelope=b"box",
            )  # fmt: skip
    extra = BlobRef(sha256="f" * 64, size=1, kind="photo", media_type="image/jpeg")
    whole = bundle(authority)
    blobs = [*whole.blobs, extra]
    signature = seal.sign_text(authority.device_key, seal.blobs_text(seal.digest(whole.manifest), blobs))
    with pytest.raises(SealContradicts):
        seal.verify_bundle(msgspec.structs.replace(whole, blobs=blobs, blobs_signature=signature), authority.root, NOW)


def test_a_sealed_text_that_is_not_canonical_is_refused(authority: Authority) -> None:
    whole = bundle(authority)
    text = whole.manifest.replace('"revision":1', '"revision": 1')
    spoiled = msgspec.structs.replace(whole, manifest=text, signature=seal.sign_text(authority.device_key, text))
    with pytest.raises(NotCanonical):
        seal.verify_bundle(spoiled, authority.root, NOW)


def test_every_flipped_byte_of_a_bundle_file_is_refused(authority: Authority) -> None:
    data = seal.encode_bundle(bundle(authority))
    for offset in range(0, len(data), 7):
        spoiled = bytearray(data)
        spoiled[offset] ^= 1 << (offset % 8)
        with pytest.raises(WireRefusal):
            seal.verify_bundle(seal.read_bundle(bytes(spoiled)), authority.root, NOW)
