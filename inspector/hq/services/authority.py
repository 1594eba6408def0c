"""Headquarters' keys: root, operating certificate and key, box key, and what is done with them.

The folder holds root.pem, root.key, operating.pem, operating.key and box.key. After `hq init` root.key may be taken
away to a safe: only a new operating certificate needs it.
"""

import hmac
import os
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from inspector.core.errors import N_, BadInput
from inspector.wire import additions, box, carried, seal
from inspector.wire import certificates as pki
from inspector.wire.messages import RootReply

ROOT_DAYS = 3650
OPERATING_DAYS = 1460
DEVICE_DAYS = 1095

_KEY_MODE = 0o600
_OPEN_MODE = 0o644


class AlreadyHeadquarters(BadInput):
    """Keys are made once; making them again would disown every laptop."""

    code = "already_headquarters"
    sentence = N_("There already is a headquarters in {folder}.")


class NotHeadquarters(BadInput):
    """The folder has no keys, or not all of them."""

    code = "not_headquarters"
    sentence = N_("There is no headquarters in {folder}: run «inspector hq init» first.")


class Authority:
    """Signs what headquarters says, issues device certificates and opens what was closed to headquarters."""

    def __init__(
        self,
        root: x509.Certificate,
        operating: x509.Certificate,
        operating_key: ec.EllipticCurvePrivateKey,
        box_key: X25519PrivateKey,
    ) -> None:
        self.root = root
        self.operating = operating
        self._operating_key = operating_key
        self._box_key = box_key
        self._code_key = self._derived(b"qorgan-codes-1")

    @classmethod
    def create(cls, folder: Path, name: str, now: datetime) -> "Authority":
        """Make all keys and write them to `folder`. Raises AlreadyHeadquarters."""
        if any((folder / file).exists() for file in ("root.pem", "operating.key", "box.key")):
            raise AlreadyHeadquarters(folder=folder)
        folder.mkdir(parents=True, exist_ok=True)
        root, root_key = pki.make_root(name, ROOT_DAYS, now=now)
        operating_key = pki.new_key()
        operating = pki.issue_operating(
            root, root_key, operating_key.public_key(), name=name, valid_days=OPERATING_DAYS, now=now
        )
        box_key = box.new_box_key()
        _write(folder / "root.key", pki.key_to_pem(root_key), _KEY_MODE)
        _write(folder / "operating.key", pki.key_to_pem(operating_key), _KEY_MODE)
        _write(folder / "box.key", box.box_key_to_pem(box_key), _KEY_MODE)
        _write(folder / "operating.pem", pki.to_pem(operating).encode(), _OPEN_MODE)
        _write(folder / "root.pem", pki.to_pem(root).encode(), _OPEN_MODE)
        return cls(root, operating, operating_key, box_key)

    @classmethod
    def load(cls, folder: Path) -> "Authority":
        """The keys of a headquarters made before. Raises NotHeadquarters or CertificateRefused."""
        try:
            root = pki.from_pem((folder / "root.pem").read_bytes(), "root")
            operating = pki.from_pem((folder / "operating.pem").read_bytes(), "operating certificate")
            operating_key = pki.key_from_pem((folder / "operating.key").read_bytes())
            box_key = box.box_key_from_pem((folder / "box.key").read_bytes())
        except (FileNotFoundError, NotADirectoryError) as error:
            raise NotHeadquarters(folder=folder) from error
        return cls(root, operating, operating_key, box_key)

    @property
    def fingerprint(self) -> str:
        """Lower-case hex SHA-256 of the root certificate."""
        return pki.fingerprint(self.root)

    def sign(self, message: msgspec.Struct) -> bytes:
        """The JSON of a `Signed` around a message, ready to be sent and to be kept."""
        body = msgspec.json.encode(message).decode()
        return msgspec.json.encode(seal.sign_message(body, self._operating_key, self.operating))

    def root_reply(self) -> RootReply:
        """The answer to GET /root."""
        return seal.root_reply(self.root, self.operating, self._operating_key, box.public_raw(self._box_key))

    def issue_device(
        self, public_key: str, *, device: str, inspector: str, body: str, region: str, now: datetime
    ) -> x509.Certificate:
        """A device certificate for a public key (PEM). Raises CertificateRefused for anything but P-256."""
        return pki.issue_device(
            self.operating,
            self._operating_key,
            pki.public_key_from_pem(public_key),
            device=device,
            inspector=inspector,
            body=body,
            region=region,
            valid_days=DEVICE_DAYS,
            now=now,
        )

    def open_enrolment(self, sealed: bytes) -> bytes:
        """What a laptop closed to headquarters to enrol. Raises BoxRefused."""
        return box.open_box(self._box_key, sealed, box.ENROL_INFO)

    def open_joining(self, sealed: bytes) -> bytes:
        """What a laptop closed to headquarters for a second inspector. Raises BoxRefused."""
        return box.open_box(self._box_key, sealed, box.JOIN_INFO)

    def open_recovery(self, sealed: bytes) -> bytes:
        """What a laptop nobody can open closed to headquarters. Raises BoxRefused."""
        return box.open_box(self._box_key, sealed, box.RECOVER_INFO)

    def open_escrow(self, sealed: bytes) -> bytes:
        """The data key of a laptop. Raises BoxRefused. The caller logs it and keeps nothing."""
        return box.open_box(self._box_key, sealed, box.ESCROW_INFO)

    def open_envelope(self, inspection: str, sealed: bytes) -> bytes:
        """The personal and restricted values of one inspection. Raises BoxRefused. The caller logs it."""
        return box.open_box(self._box_key, sealed, box.envelope_info(inspection))

    def open_courier(self, device: str, sealed: bytes) -> bytes:
        """The key of a courier file that a laptop closed to headquarters. Raises BoxRefused."""
        return box.open_box(self._box_key, sealed, carried.outbox_info(device))

    def open_addition(self, addition: str, sealed: bytes) -> bytes:
        """The free words of something added to an inspection. Raises BoxRefused. The caller logs it."""
        return box.open_box(self._box_key, sealed, additions.box_info(addition))

    def open_addition_file(self, addition: str, sealed: bytes) -> bytes:
        """A closed file that was added to an inspection. Raises BoxRefused. The caller logs it."""
        return box.open_box(self._box_key, sealed, additions.file_info(addition))

    def match_key(self, institution: str) -> bytes:
        """The 32-byte key by which laptops match the guards of one institution across visits."""
        return self._derived(b"qorgan-match-1:" + institution.encode())

    def code_hash(self, secret: str) -> str:
        """How an enrolment code's secret is remembered: 40 bits would not survive a plain hash of a stolen table."""
        return hmac.new(self._code_key, secret.encode(), sha256).hexdigest()

    def _derived(self, info: bytes) -> bytes:
        return HKDF(hashes.SHA256(), length=32, salt=None, info=info).derive(self._box_key.private_bytes_raw())


def _write(path: Path, data: bytes, mode: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
