import random
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import msgspec
import pikepdf
import pytest
from asn1crypto import cms
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.acts import pdfa, signature, verify
from inspector.acts.errors import ActChanged, ActContradicts, NotAnAct, SignerExpired, StatusUnknown
from inspector.core.errors import Refusal
from inspector.wire import certificates as pki
from inspector.wire import seal as sealing
from inspector.wire.ecdsa import ORDER
from inspector.wire.errors import CertificateRevoked, CertificateUnderOtherRoot, SealRefused
from tests.acts.inspection import Inspection, inspection
from tests.wire.authority import NOW, Authority, bundle, make_authority


def problems(data: bytes, authority: Authority, at=NOW) -> list[type[Refusal]]:
    found = verify.verify_bytes(data, authority.root, at)
    assert found.valid == all(isinstance(problem, verify.Remark) for problem in found.problems)
    return [type(problem) for problem in found.problems]


def refused(data: bytes, authority: Authority) -> bool:
    return not verify.verify_bytes(data, authority.root, NOW).valid


def test_an_act_is_accepted(act: bytes, authority: Authority, sealed: Inspection, tmp_path: Path) -> None:
    file = tmp_path / "act.pdf"
    file.write_bytes(act)
    found = verify.verify_file(file, authority.root, NOW)
    assert (found.valid, found.kind, found.device) == (True, "act", "device-1")
    assert found.root == pki.fingerprint(authority.root)
    assert found.manifest == sealed.manifest
    assert [str(problem) for problem in found.problems] == [
        "Status as of 2026-11-24; revoked or superseded: unknown offline."
    ]


def test_an_act_under_another_root_is_refused(act: bytes, authority: Authority, sealed: Inspection) -> None:
    assert problems(act, make_authority()) == [CertificateUnderOtherRoot]
    assert problems(sealed.act(make_authority()), authority) == [CertificateUnderOtherRoot]


def test_what_is_known_to_be_revoked_is_refused(act: bytes, authority: Authority, sealed: Inspection) -> None:
    sealed_bundle = msgspec.json.encode(bundle(authority))
    for certificate in (authority.device, authority.operating):
        serial = f"{certificate.serial_number:X}"
        for data in (act, sealed_bundle):
            found = verify.verify_bytes(data, authority.root, NOW, [serial])
            assert not found.valid
            assert [type(problem) for problem in found.problems] == [CertificateRevoked]
    assert verify.verify_bytes(act, authority.root, NOW, ["00ab"]).valid


def test_nothing_a_stranger_signed_is_unpacked(
    authority: Authority, sealed: Inspection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten kilobytes of a stranger's attachment may unpack to ten gigabytes."""

    def unpacked(_: bytes) -> None:
        raise AssertionError

    monkeypatch.setattr(verify, "_attachments", unpacked)
    assert problems(sealed.act(make_authority()), authority) == [CertificateUnderOtherRoot]
    with pytest.raises(AssertionError):
        verify.verify_bytes(sealed.act(authority), authority.root, NOW + timedelta(days=1500))


def test_the_other_half_of_a_signature_is_another_file(act: bytes, authority: Authority) -> None:
    """Of (r, s) anybody can make (r, n - s), which holds as well: a changed file without the key."""
    der, start, size = contents(act)
    info = cms.ContentInfo.load(der)
    signer = info["content"]["signer_infos"][0]
    r, s = decode_dss_signature(signer["signature"].native)
    signer["signature"] = encode_dss_signature(r, ORDER - s)
    twin = info.dump(force=True).hex().upper().encode()
    changed = act[:start] + twin + b"0" * (size - len(twin)) + act[start + size :]
    assert len(changed) == len(act)
    assert changed != act
    assert problems(changed, authority) == [ActChanged]


def contents(act: bytes) -> tuple[bytes, int, int]:
    """The signature's DER, and where its hex stands."""
    start = act.index(b"/Contents <3082") + len(b"/Contents <")
    size = act.index(b">", start) - start
    data = bytes.fromhex(act[start : start + size].decode())
    return data[: 4 + int.from_bytes(data[2:4], "big")], start, size


def test_an_act_outlives_its_certificate_and_says_so(act: bytes, authority: Authority) -> None:
    assert problems(act, authority, NOW + timedelta(days=1500)) == [SignerExpired, StatusUnknown]


def test_every_flipped_byte_is_refused(act: bytes, authority: Authority) -> None:
    """A sample over the whole file, and every eighth byte of the signature: its hex, its padding, its surroundings."""
    chance = random.Random(20261124)
    start = act.index(b"/Contents <", act.index(b"/ByteRange") - 30_000) if b"/Contents <" in act else 0
    offsets = {chance.randrange(len(act)) for _ in range(110)} | {0, 5, len(act) - 1, len(act) - 2}
    offsets |= set(range(start, len(act), 61))
    for offset in sorted(offsets):
        spoiled = bytearray(act)
        spoiled[offset] ^= 1 << chance.randrange(8)
        assert refused(bytes(spoiled), authority), offset


def test_every_byte_of_the_signature_structure_is_bound(act: bytes, authority: Authority) -> None:
    """The CMS around the signature is covered by nothing: each of its bytes is compared."""
    start = act.index(b"/Contents <3082") + len(b"/Contents <")
    end = act.index(b">", start)
    size = 8 + 2 * int(act[start + 4 : start + 8], 16)
    chance = random.Random(1)
    digits = b"0123456789ABCDEF"
    for offset in [*range(start, start + size, 7), *range(start + size, end, 211), end - 1]:
        spoiled = bytearray(act)
        spoiled[offset] = chance.choice([digit for digit in digits if digit != act[offset]])
        assert refused(bytes(spoiled), authority), offset - start


@pytest.mark.parametrize("extra", [b"\n", b"%x", b"\x00", b"%PDF-1.4", b"/ByteRange [0 1 2 3]"])
def test_nothing_may_follow(act: bytes, authority: Authority, extra: bytes) -> None:
    assert problems(act + extra, authority) == [ActChanged]


def test_a_second_revision_is_refused(act: bytes, authority: Authority) -> None:
    """Another signature on top, even by the same device, makes another file than the one that was handed over."""
    assert refused(signature_again(act, authority), authority)


def signature_again(act: bytes, authority: Authority) -> bytes:
    from pyhanko.pdf_utils.generic import NameObject, TextStringObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(act))
    writer.root[NameObject("/X")] = TextStringObject("added")
    writer.update_root()
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_an_unsigned_act_and_a_proof_are_no_acts(authority: Authority, sealed: Inspection) -> None:
    assert problems(sealed.unsigned(authority), authority) == [NotAnAct]
    assert problems(sealed.proof(), authority) == [NotAnAct]


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-", b"%PDF-1.7 /ByteRange [0 1 2 3]", b"{", b"{}", b"hello", b"PK\x03\x04"]
)
def test_garbage_is_refused_in_a_sentence(authority: Authority, data: bytes) -> None:
    found = verify.verify_bytes(data, authority.root, NOW)
    assert not found.valid
    assert all(str(problem) for problem in found.problems)


@settings(max_examples=60)
@given(st.binary(max_size=200), st.sampled_from([b"%PDF-", b"{", b""]))
def test_any_bytes_get_an_answer(data: bytes, start: bytes) -> None:
    root = AUTHORITY.root
    assert not verify.verify_bytes(start + data, root, NOW).valid


AUTHORITY = make_authority()


def resigned(act: bytes, authority: Authority, spoil) -> bytes:
    """The act taken apart, spoiled, put together and signed by the same device: a dishonest owner of the laptop."""
    with pikepdf.open(BytesIO(act)) as pdf:
        del pdf.Root.AcroForm
        for page in pdf.pages:
            if "/Annots" in page:
                del page["/Annots"]
        spoil(pdf)
        out = BytesIO()
        pdf.save(out)
    return signature.sign(out.getvalue(), authority.device_key, authority.chain, NOW)


def replaced(name: str, data: bytes):
    def spoil(pdf: pikepdf.Pdf) -> None:
        for spec in pdf.Root.AF:
            if str(spec.UF) == name:
                spec.EF.F.write(data)

    return spoil


def test_taking_it_apart_and_signing_again_is_still_the_same_act(act: bytes, authority: Authority) -> None:
    """The control of the tests below: what they spoil is the only reason for a refusal."""
    assert not refused(resigned(act, authority, lambda pdf: None), authority)


def test_a_dishonest_owner_cannot_change_what_is_inside(act: bytes, authority: Authority, sealed: Inspection) -> None:
    text, seal = sealed.sealed(authority)
    other = text.replace('"revision":1', '"revision":2')
    cases = {
        pdfa.INSTANCE: (sealed.instance + b" ", ActContradicts),
        pdfa.MANIFEST: (other.encode(), SealRefused),
        pdfa.SEAL: (msgspec.json.encode(msgspec.structs.replace(seal, manifest_sha256="0" * 64)), SealRefused),
    }
    for name, (data, refusal) in cases.items():
        (problem,) = verify.verify_bytes(resigned(act, authority, replaced(name, data)), authority.root, NOW).problems
        assert isinstance(problem, refusal), name


def test_pages_of_one_act_with_the_record_of_another_are_refused(act: bytes, authority: Authority) -> None:
    other = inspection(8)
    text, seal = other.sealed(authority)

    def spoil(pdf: pikepdf.Pdf) -> None:
        for name, data in (
            (pdfa.MANIFEST, text.encode()), (pdfa.SEAL, msgspec.json.encode(seal)), (pdfa.INSTANCE, other.instance),
        ):  # fmt: skip
            replaced(name, data)(pdf)

    assert problems(resigned(act, authority, spoil), authority) == [ActContradicts]


def test_the_signer_of_the_pages_must_be_the_sealer(act: bytes, authority: Authority) -> None:
    other = authority.other_device(device="device-2")
    assert problems(resigned(act, other, lambda pdf: None), authority) == [ActContradicts]


def test_an_added_page_or_attachment_is_refused(act: bytes, authority: Authority) -> None:
    def page(pdf: pikepdf.Pdf) -> None:
        pdf.add_blank_page()

    def attachment(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["more.txt"] = pikepdf.AttachedFileSpec(pdf, b"more")

    assert problems(resigned(act, authority, page), authority) == [ActContradicts]
    assert problems(resigned(act, authority, attachment), authority) == [NotAnAct]


def test_a_bundle_is_checked_too(authority: Authority) -> None:
    data = sealing.encode_bundle(bundle(authority))
    found = verify.verify_bytes(data, authority.root, NOW)
    assert (found.valid, found.kind, found.device) == (True, "bundle", "device-1")
    assert problems(data, authority, NOW + timedelta(days=1500)) == [SignerExpired, StatusUnknown]
    assert refused(data.replace(b"person-1", b"person-2"), authority)
    assert refused(data + b"\n", authority)
    assert problems(data, make_authority()) == [CertificateUnderOtherRoot]
