"""What is added to a seal: one canonical text, one signature, and nothing that a kind does not say."""

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.wire import additions as wire
from inspector.wire.errors import (
    CertificateUnderOtherRoot,
    NotCanonical,
    NotReadable,
    SealContradicts,
    SealedPartChanged,
    SealRefused,
    SealSignatureWrong,
)
from inspector.wire.seal import digest
from tests.wire.authority import NOW, Authority, make_authority

PAPER = wire.DeliveryFacts(way="paper", at="2026-11-24T12:20:00+05:00", receiver="Ибраев Н. С.", post="директор")
WITNESSES = [wire.WitnessFacts(name="Омарова Ж."), wire.WitnessFacts(name="Лим О.")]
FILE = wire.FileFacts(sha256="ab" * 32, size=5, media_type="application/pdf")
CLOSED = f"sha256:{'cd' * 32}"
Changed = Callable[..., wire.Addition]


def addition(**changes: object) -> wire.Addition:
    base = wire.Addition(
        format=wire.FORMAT, id="0190b0c0-0000-7000-8000-0000000000a1", kind="delivery",
        inspection="0190b0c0-0000-7000-8000-000000000001", revision=1, manifest_sha256="ef" * 32, device="device-1",
        inspector="person-1", added_at="2026-11-24T12:21:00+05:00", files=[], envelope_sha256="", program="0.1.0",
        delivery=PAPER,
    )  # fmt: skip
    return msgspec.structs.replace(base, **changes)


def sealed(authority: Authority, envelope: bytes = b"", **changes: object) -> wire.AdditionBundle:
    return wire.seal_addition(addition(**changes), authority.device_key, authority.chain, envelope)


def test_it_verifies_against_the_root(authority: Authority) -> None:
    bundle = sealed(authority)
    assert wire.verify_addition(bundle, authority.root, NOW) == addition()
    assert wire.read_bundle(msgspec.json.encode(bundle)) == bundle
    with pytest.raises(CertificateUnderOtherRoot):
        wire.verify_addition(bundle, make_authority("Другой").root, NOW)


def test_a_changed_text_a_changed_box_another_device_are_refused(authority: Authority) -> None:
    bundle, replace = sealed(authority), msgspec.structs.replace
    with pytest.raises(SealSignatureWrong):
        wire.verify_addition(
            replace(bundle, addition=bundle.addition.replace("директор", "инспектор")), authority.root, NOW
        )
    with pytest.raises(SealSignatureWrong):
        wire.verify_addition(replace(bundle, signature=sealed(authority, id="x").signature), authority.root, NOW)
    with pytest.raises(SealContradicts):
        wire.verify_addition(replace(bundle, id="another"), authority.root, NOW)
    with pytest.raises(SealedPartChanged):
        wire.verify_addition(replace(bundle, envelope="AAAA"), authority.root, NOW)
    other = authority.other_device(device="device-2")
    with pytest.raises(SealContradicts):
        wire.verify_addition(sealed(other), authority.root, NOW)


def test_a_text_that_is_not_its_canonical_form_is_refused(authority: Authority) -> None:
    spaced = sealed(authority).addition.replace('":"', '": "', 1)
    with pytest.raises(NotCanonical):
        wire.read_addition(spaced)
    with pytest.raises(NotReadable):
        wire.read_addition("[]")


@pytest.mark.parametrize(
    ("place", "changes"),
    [
        ("format", {"format": "qorgan-manifest-1"}),
        ("kind", {"kind": "other"}),
        ("kind", {"kind": "scan", "files": [FILE]}),
        ("kind", {"delivery": None}),
        ("revision", {"revision": 0}),
        ("added_at", {"added_at": "2026-11-24T12:21:00"}),
        ("files", {"files": [FILE]}),
        ("files", {"kind": "scan", "delivery": None}),
        ("files", {"kind": "scan", "delivery": None, "files": [FILE, FILE]}),
        ("files", {"kind": "scan", "delivery": None,
                   "files": [msgspec.structs.replace(FILE, media_type="text/html")]}),
        ("delivery", {"delivery": msgspec.structs.replace(PAPER, receiver="")}),
        ("delivery", {"delivery": msgspec.structs.replace(PAPER, way="pigeon")}),
        ("delivery", {"delivery": msgspec.structs.replace(PAPER, way="post")}),
        ("delivery", {"delivery": msgspec.structs.replace(PAPER, way="refused", witnesses=WITNESSES[:1])}),
        ("delivery", {"delivery": msgspec.structs.replace(PAPER, witnesses=WITNESSES)}),
        ("delivery", {"delivery": msgspec.structs.replace(PAPER, at="yesterday")}),
        ("notice", {"kind": "notice", "delivery": None, "notice": wire.NoticeFacts(delivery="d", date="2026-13-01")}),
        ("text", {"kind": "objection", "delivery": None, "envelope_sha256": "ab" * 32,
                  "objection": wire.ObjectionFacts(date="2026-11-25", author="А", text="открытые слова")}),
        ("envelope", {"kind": "objection", "delivery": None,
                      "objection": wire.ObjectionFacts(date="2026-11-25", author="А", text=CLOSED)}),
        ("envelope", {"envelope_sha256": "ab" * 32}),
        ("files", {"kind": "scan", "delivery": None, "files": [msgspec.structs.replace(FILE, closed=True)]}),
        ("files", {"kind": "objection", "delivery": None, "files": [FILE],
                   "objection": wire.ObjectionFacts(date="2026-11-25", author="А")}),
        ("objection", {"kind": "objection", "delivery": None,
                       "objection": wire.ObjectionFacts(date="2026-11-25", author="А")}),
        ("repair", {"kind": "repair", "delivery": None, "repair": wire.RepairFacts(check="c", row="", node="n")}),
    ],
)  # fmt: skip
def test_each_kind_says_its_own_and_no_more(authority: Authority, place: str, changes: dict[str, object]) -> None:
    with pytest.raises(SealContradicts) as refused:
        sealed(authority, **changes)
    assert refused.value.place == place


@pytest.mark.parametrize(
    "changes",
    [
        {"delivery": msgspec.structs.replace(PAPER, way="post", number="RA1", receiver="")},
        {"delivery": msgspec.structs.replace(PAPER, way="refused", witnesses=WITNESSES, receiver="")},
        {"kind": "notice", "delivery": None, "notice": wire.NoticeFacts(delivery="d", date="2026-12-01")},
        {"kind": "scan", "delivery": None, "files": [FILE]},
        {"kind": "repair", "delivery": None, "files": [FILE], "repair": wire.RepairFacts(check="c", row="", node="n")},
    ],
)
def test_every_kind_can_be_said(authority: Authority, changes: dict[str, object]) -> None:
    assert wire.verify_addition(sealed(authority, **changes), authority.root, NOW) == addition(**changes)


def test_closed_words_go_with_their_box(authority: Authority) -> None:
    facts = wire.ObjectionFacts(date="2026-11-25", author="А", text=CLOSED)
    bundle = sealed(authority, b"box", kind="objection", delivery=None, objection=facts, envelope_sha256=digest(b"box"))
    assert wire.verify_addition(bundle, authority.root, NOW).objection == facts


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_refused_or_read(data: bytes) -> None:
    with pytest.raises(SealRefused):
        wire.read_bundle(data)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=5))
def test_any_json_in_any_field_is_refused_or_read(value: object) -> None:
    for name in wire.Addition.__struct_fields__:
        told = msgspec.to_builtins(addition()) | {name: value}
        try:
            wire.read_addition(msgspec.json.encode(told).decode())
        except SealRefused:
            continue
