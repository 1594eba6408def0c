from base64 import b64encode
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.wire import certificates as pki
from inspector.wire.certificate_bytes import signed
from inspector.wire.ecdsa import ORDER
from inspector.wire.errors import (
    CertificateOutOfDate,
    CertificateRefused,
    CertificateRevoked,
    CertificateUnderOtherRoot,
    WrongCode,
)
from tests.wire.authority import NOW, Authority, device_certificate, make_authority


def rebuilt(certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey, *extensions: x509.ExtensionType):
    """The same certificate with other extensions, signed by `key`."""
    builder = (
        x509.CertificateBuilder()
        .subject_name(certificate.subject)
        .issuer_name(certificate.issuer)
        .public_key(certificate.public_key())
        .serial_number(certificate.serial_number)
        .not_valid_before(certificate.not_valid_before_utc)
        .not_valid_after(certificate.not_valid_after_utc)
    )
    for extension in extensions:
        builder = builder.add_extension(extension, critical=True)
    return signed(builder, key)


def usage(**on: bool) -> x509.KeyUsage:
    names = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
             "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")  # fmt: skip
    return x509.KeyUsage(**{name: on.get(name, False) for name in names})


def test_a_device_is_named_by_its_chain(authority: Authority) -> None:
    found = pki.verify_chain(authority.pem_chain, authority.root, NOW)
    assert (found.device, found.inspector, found.region, found.body) == (
        "device-1", "person-1", "35", "Отдел образования",
    )  # fmt: skip
    assert found.public_key == authority.device_key.public_key()
    with_root = [*authority.pem_chain, pki.to_pem(authority.root)]
    assert pki.verify_chain(with_root, authority.root, NOW) == found


def test_the_chain_of_another_root_is_refused(authority: Authority) -> None:
    other = make_authority()
    with pytest.raises(CertificateUnderOtherRoot):
        pki.verify_chain(authority.pem_chain, other.root, NOW)
    with pytest.raises(CertificateUnderOtherRoot):
        pki.verify_chain([pki.to_pem(other.device), authority.pem_chain[1]], authority.root, NOW)
    with pytest.raises(CertificateUnderOtherRoot):
        pki.verify_chain([*authority.pem_chain, pki.to_pem(other.root)], authority.root, NOW)


def test_the_certificate_must_be_in_force_on_the_date(authority: Authority) -> None:
    with pytest.raises(CertificateOutOfDate) as refused:
        pki.verify_chain(authority.pem_chain, authority.root, NOW + timedelta(days=401))
    assert refused.value.params == {"place": "device certificate", "date": "2027-12-30"}
    with pytest.raises(CertificateOutOfDate):
        pki.verify_chain(authority.pem_chain, authority.root, NOW - timedelta(days=2))


def test_revoked_devices_are_refused(authority: Authority) -> None:
    serial = f"{authority.device.serial_number:x}"
    with pytest.raises(CertificateRevoked):
        pki.verify_chain(authority.pem_chain, authority.root, NOW, revoked=["0" + serial.upper()])
    pki.verify_chain(authority.pem_chain, authority.root, NOW, revoked=["abc"])


def test_a_device_cannot_issue(authority: Authority) -> None:
    """A stolen laptop's key makes no second laptop."""
    key = pki.new_key()
    forged = pki.issue_device(
        authority.device, authority.device_key, key.public_key(),
        device="device-2", inspector="x", body="", region="35", valid_days=10, now=NOW,
    )  # fmt: skip
    for chain in (
        [forged, authority.device],
        [forged, authority.operating],
        [forged, authority.device, authority.root],
    ):
        with pytest.raises(CertificateRefused):
            pki.verify_chain(chain, authority.root, NOW)


def test_the_roles_of_a_chain_cannot_be_exchanged(authority: Authority) -> None:
    for chain in (
        [authority.operating, authority.root],
        [authority.operating, authority.operating],
        [authority.device],
        [authority.device, authority.root],
        [],
    ):
        with pytest.raises(CertificateRefused):
            pki.verify_chain(chain, authority.root, NOW)
    with pytest.raises(CertificateRefused):
        pki.verify_operating(authority.device, authority.root, NOW)


@pytest.mark.parametrize(
    "extensions",
    [
        (x509.BasicConstraints(ca=True, path_length=None), usage(key_cert_sign=True, digital_signature=True)),
        (x509.BasicConstraints(ca=True, path_length=1), usage(key_cert_sign=True, digital_signature=True)),
        (x509.BasicConstraints(ca=False, path_length=None), usage(key_cert_sign=True, digital_signature=True)),
        (x509.BasicConstraints(ca=True, path_length=0), usage(key_cert_sign=True)),
        (x509.BasicConstraints(ca=True, path_length=0), usage(digital_signature=True)),
        (x509.BasicConstraints(ca=True, path_length=0),),
        (),
        (
            x509.BasicConstraints(ca=True, path_length=0),
            usage(key_cert_sign=True, digital_signature=True),
            x509.InhibitAnyPolicy(0),
        ),
    ],
)
def test_an_operating_certificate_must_be_exactly_one(authority: Authority, extensions) -> None:
    operating = rebuilt(authority.operating, authority.root_key, *extensions)
    with pytest.raises(CertificateRefused):
        pki.verify_operating(operating, authority.root, NOW)


@pytest.mark.parametrize(
    "extensions",
    [
        (x509.BasicConstraints(ca=True, path_length=0), usage(digital_signature=True)),
        (x509.BasicConstraints(ca=False, path_length=None), usage(digital_signature=True, key_cert_sign=True)),
        (x509.BasicConstraints(ca=False, path_length=None), usage(key_agreement=True)),
        (),
    ],
)
def test_a_device_certificate_must_be_exactly_one(authority: Authority, extensions) -> None:
    device = rebuilt(authority.device, authority.operating_key, *extensions)
    with pytest.raises(CertificateRefused):
        pki.verify_chain([device, authority.operating], authority.root, NOW)


def test_another_curve_is_refused(authority: Authority) -> None:
    key = ec.generate_private_key(ec.SECP384R1())
    with pytest.raises(CertificateRefused):
        pki.verify_chain([device_certificate(authority, key), authority.operating], authority.root, NOW)


def test_pem_is_exact(authority: Authority) -> None:
    pem = pki.to_pem(authority.device)
    assert pki.from_pem(pem) == authority.device
    for changed in ("x\n" + pem, pem + "\n", pem.replace("\n", " \n", 1), pem + pem, "", pem[:-10]):
        with pytest.raises(CertificateRefused):
            pki.from_pem(changed)


def test_keys_survive_pem() -> None:
    key = pki.new_key()
    assert pki.key_from_pem(pki.key_to_pem(key)).private_numbers() == key.private_numbers()
    locked = pki.key_to_pem(key, b"secret")
    assert b"ENCRYPTED" in locked
    assert pki.key_from_pem(locked, b"secret").private_numbers() == key.private_numbers()
    for pem, password in ((locked, b"wrong"), (locked, None), (b"garbage", None)):
        with pytest.raises(CertificateRefused):
            pki.key_from_pem(pem, password)
    public = pki.public_key_to_pem(key.public_key())
    assert pki.public_key_from_pem(public) == key.public_key()
    with pytest.raises(CertificateRefused):
        pki.public_key_from_pem("garbage")


def test_a_code_carries_its_root(authority: Authority) -> None:
    code, secret = pki.make_code(authority.root)
    parsed = pki.parse_code(code)
    assert [len(group) for group in code.split("-")] == [4] * 5
    assert parsed.secret == secret
    assert parsed.matches(authority.root)
    assert not parsed.matches(make_authority().root)
    assert pki.make_code(authority.root)[0] != code


def test_the_code_holds_the_first_60_bits_of_the_fingerprint(authority: Authority) -> None:
    prefix = pki.parse_code(pki.make_code(authority.root)[0]).fingerprint_prefix
    bits = 0
    for letter in prefix:
        bits = bits << 5 | pki.ALPHABET.index(letter)
    assert f"{bits:015x}" == pki.fingerprint(authority.root)[:15]


@settings(max_examples=60)
@given(st.text(alphabet=pki.ALPHABET, min_size=20, max_size=20), st.sampled_from(["", "-", " ", "–", " — ", "\u00a0"]))
def test_a_code_is_read_however_it_is_typed(letters: str, gap: str) -> None:
    cyrillic = letters.translate(str.maketrans("ABEKMHPCTYX", "АВЕКМНРСТУХ"))
    expected = pki.EnrolmentCode(secret=letters[:8], fingerprint_prefix=letters[8:])
    for typed in (letters, letters.lower(), cyrillic, cyrillic.lower()):
        assert pki.parse_code(gap.join(typed[start : start + 4] for start in range(0, 20, 4))) == expected


@pytest.mark.parametrize(
    "text", ["", "2345", "2" * 19, "2" * 21, "O" + "2" * 19, "І" + "2" * 19, "Ж" + "2" * 19, "٣" + "2" * 19]
)
def test_a_wrong_code_is_refused(text: str) -> None:
    with pytest.raises(WrongCode):
        pki.parse_code(text)


def test_every_flipped_bit_of_a_certificate_is_refused(authority: Authority) -> None:
    """A stranger's DER, however broken, is a refusal and never a traceback."""
    for place, certificate in enumerate(authority.chain):
        der = certificate.public_bytes(Encoding.DER)
        for offset in range(len(der)):
            spoiled = bytearray(der)
            spoiled[offset] ^= 1 << (offset % 8)
            body = b64encode(bytes(spoiled)).decode()
            lines = "\n".join(body[start : start + 64] for start in range(0, len(body), 64))
            chain = list(authority.pem_chain)
            chain[place] = f"-----BEGIN CERTIFICATE-----\n{lines}\n-----END CERTIFICATE-----\n"
            with pytest.raises(CertificateRefused):
                pki.verify_chain(chain, authority.root, NOW)


def test_the_other_half_of_a_signature_is_another_certificate(authority: Authority) -> None:
    """Of (r, s) anybody can make (r, n - s), which holds as well."""
    certificate = authority.device
    der = certificate.public_bytes(Encoding.DER)
    r, s = decode_dss_signature(certificate.signature)
    twin = encode_dss_signature(r, ORDER - s)
    body = certificate.tbs_certificate_bytes + bytes.fromhex("300a06082a8648ce3d040302")
    content = body + bytes([3, len(twin) + 1, 0]) + twin
    changed = b"\x30\x82" + len(content).to_bytes(2, "big") + content
    assert changed != der
    x509.load_der_x509_certificate(changed).verify_directly_issued_by(authority.operating)
    with pytest.raises(CertificateRefused):
        pki.from_der(changed)
