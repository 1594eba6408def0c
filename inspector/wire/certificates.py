"""Headquarters as a small certificate authority: root -> operating -> device, all P-256 (X.509, RFC 5280).

The root may lie in a safe: it signs only operating certificates (path length 0), which sign devices and
everything headquarters says. A device certificate signs requests, seals and acts, and can issue nothing.
"""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from inspector.wire.certificate_bytes import exact, signed, understood
from inspector.wire.errors import (
    CertificateOutOfDate,
    CertificateRefused,
    CertificateRevoked,
    CertificateUnderOtherRoot,
    WrongCode,
)

E = TypeVar("E", bound=x509.ExtensionType)

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 characters without 0 O 1 I: five bits each."""

_SECRET_CHARS = 8
_PREFIX_CHARS = 12
_GROUP = 4
_LOOKALIKES = str.maketrans("АВЕКМНРСТУХҮҺЅЈ", "ABEKMHPCTYXYHSJ")
_CLOCK_MARGIN = timedelta(days=1)
"""A certificate is in force a day before it is made: the clocks of two machines differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceIdentity:
    """Whom a device certificate names. `serial` is in lower-case hex, as revocations spell it."""

    device: str
    inspector: str
    region: str
    body: str
    serial: str
    not_after: datetime
    public_key: ec.EllipticCurvePublicKey


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentCode:
    """What a person typed: the one-time secret and the first 60 bits of the root's fingerprint."""

    secret: str
    fingerprint_prefix: str

    def matches(self, root: x509.Certificate) -> bool:
        """Whether `root` is the one the code was made under."""
        return secrets.compare_digest(self.fingerprint_prefix, _prefix(root))


def new_key() -> ec.EllipticCurvePrivateKey:
    """A fresh P-256 private key."""
    return ec.generate_private_key(ec.SECP256R1())


def key_to_pem(key: ec.EllipticCurvePrivateKey, password: bytes | None = None) -> bytes:
    """The private key as PKCS #8 PEM, encrypted when a password is given."""
    lock = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, lock)


def key_from_pem(pem: bytes, password: bytes | None = None) -> ec.EllipticCurvePrivateKey:
    """The private key back from PEM. Raises CertificateRefused when it is no P-256 key or the password is wrong."""
    try:
        key = serialization.load_pem_private_key(pem, password)
    except (ValueError, TypeError) as error:
        raise CertificateRefused(place="private key") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise CertificateRefused(place="private key")
    return key


def public_key_to_pem(key: ec.EllipticCurvePublicKey) -> str:
    """The public key as PEM text."""
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()


def public_key_from_pem(pem: str) -> ec.EllipticCurvePublicKey:
    """The public key back from PEM text. Raises CertificateRefused when it is no P-256 key."""
    try:
        key = serialization.load_pem_public_key(pem.encode())
    except (ValueError, TypeError) as error:
        raise CertificateRefused(place="public key") from error
    return _p256(key, "public key")


def to_pem(certificate: x509.Certificate) -> str:
    """A certificate as PEM text."""
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def from_pem(pem: str | bytes, place: str = "certificate") -> x509.Certificate:
    """A certificate from PEM, exactly as `to_pem` writes it (nothing before, between or after).

    Raises CertificateRefused(place).
    """
    data = pem.encode() if isinstance(pem, str) else pem
    with understood(place):
        certificate = x509.load_pem_x509_certificate(data)
    if to_pem(certificate).encode() != data.replace(b"\r\n", b"\n"):
        raise CertificateRefused(place=place)
    return exact(certificate, place)


def from_der(der: bytes, place: str = "certificate") -> x509.Certificate:
    """A certificate from DER, signed with ECDSA and SHA-256. Raises CertificateRefused(place)."""
    with understood(place):
        certificate = x509.load_der_x509_certificate(der)
    return exact(certificate, place)


def fingerprint(certificate: x509.Certificate) -> str:
    """Lower-case hex SHA-256 of the certificate's DER."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def make_root(
    name: str, valid_days: int, *, now: datetime | None = None
) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """A new root and its private key, which may then be kept offline."""
    key = new_key()
    subject = _name((NameOID.COMMON_NAME, name))
    builder = _builder(subject, subject, key.public_key(), valid_days, now)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=1), critical=True)
    builder = builder.add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
    return signed(builder, key), key


def issue_operating(
    root: x509.Certificate,
    root_key: ec.EllipticCurvePrivateKey,
    public_key: ec.EllipticCurvePublicKey,
    *,
    name: str,
    valid_days: int,
    now: datetime | None = None,
) -> x509.Certificate:
    """The certificate headquarters works with: it signs messages and issues device certificates."""
    builder = _builder(_name((NameOID.COMMON_NAME, name)), root.subject, public_key, valid_days, now)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(key_cert_sign=True, digital_signature=True), critical=True)
    builder = builder.add_extension(_authority(root), critical=False)
    return signed(builder, root_key)


def issue_device(
    operating: x509.Certificate,
    operating_key: ec.EllipticCurvePrivateKey,
    public_key: ec.EllipticCurvePublicKey,
    *,
    device: str,
    inspector: str,
    body: str,
    region: str,
    valid_days: int,
    now: datetime | None = None,
) -> x509.Certificate:
    """A laptop's certificate. `device` and `inspector` are ids, so that it carries no person's name."""
    subject = _name(
        (NameOID.COMMON_NAME, device),
        (NameOID.USER_ID, inspector),
        (NameOID.ORGANIZATION_NAME, body),
        (NameOID.STATE_OR_PROVINCE_NAME, region),
    )
    builder = _builder(subject, operating.subject, public_key, valid_days, now)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(digital_signature=True), critical=True)
    builder = builder.add_extension(_authority(operating), critical=False)
    return signed(builder, operating_key)


def verify_operating(operating: x509.Certificate, root: x509.Certificate, at: datetime) -> ec.EllipticCurvePublicKey:
    """The key of an operating certificate that `root` issued and that was in force at `at` (aware).

    Raises CertificateUnderOtherRoot, CertificateOutOfDate or CertificateRefused.
    """
    _check_authority(root, "root", path_length=1)
    _check_dates(root, at, "root")
    _check_issued(operating, root, "operating certificate")
    _check_authority(operating, "operating certificate", path_length=0)
    if not _key_usage(operating, "operating certificate").digital_signature:
        raise CertificateRefused(place="operating certificate")
    _check_dates(operating, at, "operating certificate")
    return public_key_of(operating, "operating certificate")


def verify_chain(
    certificates: Sequence[str | bytes | x509.Certificate],
    root: x509.Certificate,
    at: datetime,
    revoked: Collection[str] = (),
) -> DeviceIdentity:
    """Whom the chain (device first, then operating, then perhaps the root itself) names, at `at` (aware).

    `revoked` holds serials in hex. Raises CertificateUnderOtherRoot, CertificateOutOfDate, CertificateRevoked or
    CertificateRefused with the place.
    """
    if len(certificates) not in (2, 3):
        raise CertificateRefused(place="chain")
    chain = [item if isinstance(item, x509.Certificate) else from_pem(item, "chain") for item in certificates]
    if len(chain) == 3 and chain[2] != root:
        raise CertificateUnderOtherRoot(place="root")
    device, operating = chain[0], chain[1]
    verify_operating(operating, root, at)
    _check_issued(device, operating, "device certificate")
    _check_device(device)
    _check_dates(device, at, "device certificate")
    gone = {serial.lower().lstrip("0") for serial in revoked}
    for certificate, place in ((operating, "operating certificate"), (device, "device certificate")):
        if f"{certificate.serial_number:x}" in gone:
            raise CertificateRevoked(place=place)
    return identity(device)


def identity(device: x509.Certificate) -> DeviceIdentity:
    """What a device certificate says. Proves nothing by itself: see verify_chain."""
    return DeviceIdentity(
        device=_attribute(device, NameOID.COMMON_NAME),
        inspector=_attribute(device, NameOID.USER_ID),
        region=_attribute(device, NameOID.STATE_OR_PROVINCE_NAME),
        body=_attribute(device, NameOID.ORGANIZATION_NAME),
        serial=f"{device.serial_number:x}",
        not_after=device.not_valid_after_utc,
        public_key=public_key_of(device, "device certificate"),
    )


def make_code(root: x509.Certificate) -> tuple[str, str]:
    """A new enrolment code for a person to type, and its secret part for headquarters to remember (hashed)."""
    secret = "".join(secrets.choice(ALPHABET) for _ in range(_SECRET_CHARS))
    whole = secret + _prefix(root)
    return "-".join(whole[start : start + _GROUP] for start in range(0, len(whole), _GROUP)), secret


def plain_letters(text: str) -> str:
    """A typed code without dashes and spaces, in upper case, Cyrillic look-alikes as Latin letters."""
    return "".join(letter for letter in text.upper() if letter.isalnum()).translate(_LOOKALIKES)


def parse_code(text: str) -> EnrolmentCode:
    """A typed code: lower case, spaces, any dashes and Cyrillic look-alikes are understood. Raises WrongCode."""
    letters = plain_letters(text)
    if len(letters) != _SECRET_CHARS + _PREFIX_CHARS or not set(letters) <= set(ALPHABET):
        raise WrongCode()
    return EnrolmentCode(secret=letters[:_SECRET_CHARS], fingerprint_prefix=letters[_SECRET_CHARS:])


def _prefix(root: x509.Certificate) -> str:
    bits = int(fingerprint(root), 16) >> (256 - 5 * _PREFIX_CHARS)
    return "".join(ALPHABET[bits >> (5 * place) & 31] for place in range(_PREFIX_CHARS - 1, -1, -1))


def _name(*attributes: tuple[x509.ObjectIdentifier, str]) -> x509.Name:
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in attributes if value])


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    public_key: ec.EllipticCurvePublicKey,
    valid_days: int,
    now: datetime | None,
) -> x509.CertificateBuilder:
    moment = (now or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(moment - _CLOCK_MARGIN)
        .not_valid_after(moment + timedelta(days=valid_days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _usage(*, digital_signature: bool = False, key_cert_sign: bool = False, crl_sign: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=key_cert_sign,
        crl_sign=crl_sign,
        encipher_only=False,
        decipher_only=False,
    )


def _authority(issuer: x509.Certificate) -> x509.AuthorityKeyIdentifier:
    own = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(own)


def _check_issued(certificate: x509.Certificate, issuer: x509.Certificate, place: str) -> None:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm) as error:
        raise CertificateUnderOtherRoot(place=place) from error


def _check_dates(certificate: x509.Certificate, at: datetime, place: str) -> None:
    if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
        raise CertificateOutOfDate(place=place, date=at.date().isoformat())


def _check_authority(certificate: x509.Certificate, place: str, *, path_length: int) -> None:
    limits = _limits(certificate, place)
    if not limits.ca or limits.path_length != path_length or not _key_usage(certificate, place).key_cert_sign:
        raise CertificateRefused(place=place)
    public_key_of(certificate, place)


def _check_device(certificate: x509.Certificate) -> None:
    place = "device certificate"
    usage = _key_usage(certificate, place)
    if _limits(certificate, place).ca or usage.key_cert_sign or not usage.digital_signature:
        raise CertificateRefused(place=place)
    if not _attribute(certificate, NameOID.COMMON_NAME):
        raise CertificateRefused(place=place)


def _limits(certificate: x509.Certificate, place: str) -> x509.BasicConstraints:
    return _extension(certificate, x509.BasicConstraints, place)


def _key_usage(certificate: x509.Certificate, place: str) -> x509.KeyUsage:
    return _extension(certificate, x509.KeyUsage, place)


def _extension(certificate: x509.Certificate, kind: type[E], place: str) -> E:
    """One extension that must stand there marked critical; a critical one we do not know refuses the whole."""
    try:
        with understood(place):
            extensions = certificate.extensions
        known = {x509.BasicConstraints.oid, x509.KeyUsage.oid}
        if any(extension.critical and extension.oid not in known for extension in extensions):
            raise CertificateRefused(place=place)
        found = extensions.get_extension_for_class(kind)
    except (x509.ExtensionNotFound, x509.DuplicateExtension) as error:
        raise CertificateRefused(place=place) from error
    if not found.critical:
        raise CertificateRefused(place=place)
    return found.value


def _attribute(certificate: x509.Certificate, oid: x509.ObjectIdentifier) -> str:
    with understood("subject"):
        values = certificate.subject.get_attributes_for_oid(oid)
    return str(values[0].value) if len(values) == 1 else ""


def public_key_of(certificate: x509.Certificate, place: str = "certificate") -> ec.EllipticCurvePublicKey:
    """The P-256 key of a certificate. Raises CertificateRefused(place) when it has another."""
    with understood(place):
        key = certificate.public_key()
    return _p256(key, place)


def _p256(key: object, place: str) -> ec.EllipticCurvePublicKey:
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise CertificateRefused(place=place)
    return key
