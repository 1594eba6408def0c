"""Enrolment without a network: headquarters' invitation on a stick, our request back, its reply on the stick.

The same enrolment as over the network (services.enrolling), asked through files. Between request and reply days may
pass: key and invitation wait in the laptop's folder, closed with the passphrase.
"""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from inspector.core.errors import N_, Refusal
from inspector.services.enrolling import Enrolling
from inspector.services.errors import DamagedFile, WrongPassphrase
from inspector.services.ports import Enrolled, LaptopHome
from inspector.services.shares import COST, secret_bytes
from inspector.wire import box, carried, courier, invitation
from inspector.wire import certificates as pki
from inspector.wire.courier import CourierFile
from inspector.wire.courier_errors import NotForUs, WrongDirection, writable
from inspector.wire.errors import BoxRefused, NotCanonical, NotReadable
from inspector.wire.invitation import Invitation, Request
from inspector.wire.messages import RootReply, Sealed, Signed, TimeReply
from inspector.wire.paths import PROTOCOL
from inspector.wire.seal import decode_base64, encode_base64

FORMAT = "qorgan-asked-1"


class NothingAsked(Refusal):
    """A reply without a request, or to another laptop's."""

    code = "enrolment_not_asked"
    sentence = N_("This laptop has not asked to join: begin with the invitation.")


class _Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Closed with the passphrase until headquarters replies."""

    invitation: Invitation
    key: str
    data_key: bytes


class _Closed(msgspec.Struct, frozen=True, kw_only=True):
    format: str
    salt: bytes
    cost: tuple[int, int]
    sealed: bytes


class _Waits(Exception):
    """The request is written; there is no answer yet."""


class EnrollingByFile:
    """`pending` is the file in the laptop's folder that waits for the reply. `cost` is of the passphrase."""

    def __init__(self, home: LaptopHome, pending: Path, cost: tuple[int, int] = COST) -> None:
        self._home = home
        self._pending = pending
        self._cost = cost

    def asked(self) -> bool:
        """Whether a request waits for its reply."""
        return self._pending.exists()

    def ask(self, source: Path, passphrase: str, target: Path, device_name: str = "") -> None:
        """Answer an invitation: write the request. The same invitation again writes the same laptop's request.

        Raises what `Enrolling.enrol` refuses, NotACourierFile, CourierUnreadable, CourierUnwritable, WrongPassphrase.
        """
        told = invitation.read(source, Invitation, invitation.INVITATION)
        begun: dict[pki.EnrolmentCode, tuple[EllipticCurvePrivateKey, bytes]] = {}
        if self.asked():
            asked = self._open(passphrase)
            if asked.invitation.code == told.code:
                begun[pki.parse_code(told.code)] = (pki.key_from_pem(asked.key.encode()), asked.data_key)

        def write(sealed: Sealed) -> Signed:
            ((key, data_key),) = begun.values()
            self._close(_Asked(invitation=told, key=pki.key_to_pem(key).decode(), data_key=data_key), passphrase)
            public = encode_base64(box.public_raw(carried.reply_key(key)))
            request = Request(format=invitation.REQUEST, sealed=sealed, reply_key=public)
            _write(target, msgspec.json.encode(request))
            raise _Waits

        link = _FileLink(told.root, told.now, write)
        try:
            Enrolling(self._home, lambda _: link, begun).enrol(told.server, told.code, passphrase, device_name)
        except _Waits:
            return

    def finish(self, reply: Path, passphrase: str) -> Enrolled:
        """Become the laptop that headquarters' reply names; the news in it are to be taken by services.courier.

        Raises NothingAsked, WrongPassphrase, NotForUs, what a courier file and `Enrolling.enrol` can be refused for.
        """
        if not self.asked():
            raise NothingAsked
        asked = self._open(passphrase)
        key = pki.key_from_pem(asked.key.encode())
        told = asked.invitation
        file = CourierFile(reply)
        if file.header.kind != courier.REPLY:
            raise WrongDirection
        root = pki.from_pem(told.root.root, "root")
        written = file.check(root)
        signed = _enrolled(file, key)
        link = _FileLink(told.root, written.at.isoformat(), lambda _: signed)
        begun = {pki.parse_code(told.code): (key, asked.data_key)}
        done = Enrolling(self._home, lambda _: link, begun).enrol(told.server, told.code, passphrase)
        self._pending.unlink(missing_ok=True)
        return done

    def _open(self, passphrase: str) -> _Asked:
        try:
            closed = msgspec.json.decode(self._pending.read_bytes(), type=_Closed)
            key = secret_bytes(passphrase.encode(), closed.salt, closed.cost)
            plain = AESGCM(key).decrypt(closed.sealed[:12], closed.sealed[12:], FORMAT.encode())
        except InvalidTag as error:
            raise WrongPassphrase from error
        except (msgspec.MsgspecError, OSError, ValueError) as error:
            raise DamagedFile from error
        return msgspec.json.decode(plain, type=_Asked)

    def _close(self, asked: _Asked, passphrase: str) -> None:
        salt, nonce = os.urandom(16), os.urandom(12)
        key = secret_bytes(passphrase.encode(), salt, self._cost)
        sealed = nonce + AESGCM(key).encrypt(nonce, msgspec.json.encode(asked), FORMAT.encode())
        self._pending.parent.mkdir(parents=True, exist_ok=True)
        _write(self._pending, msgspec.json.encode(_Closed(format=FORMAT, salt=salt, cost=self._cost, sealed=sealed)))


class _FileLink:
    """Headquarters as its files say; `enrol` is what is done with the request."""

    def __init__(self, root: RootReply, now: str, enrol: Callable[[Sealed], Signed]) -> None:
        self._root = root
        self._now = now
        self.enrol = enrol

    def time(self) -> TimeReply:
        """When the file was written."""
        return TimeReply(now=self._now, protocol=PROTOCOL)

    def root(self) -> RootReply:
        """As in the invitation; the code vouches for it."""
        return self._root

    def close(self) -> None:
        """Nothing to hang up."""


def _enrolled(file: CourierFile, key: EllipticCurvePrivateKey) -> Signed:
    try:
        closed = decode_base64(file.header.key, "key")
        opened = box.open_box(carried.reply_key(key), closed, carried.reply_info(file.header.device))
    except (BoxRefused, NotReadable, NotCanonical) as error:
        raise NotForUs from error
    for record in file.records(opened):
        if record.kind == invitation.ENROLLED:
            return record.decoded(Signed, carried.LONGEST_MESSAGE)
    raise NotForUs


def _write(path: Path, data: bytes) -> None:
    """Wholly or not at all, durable."""
    part = path.with_name(f"{path.name}.part")
    with writable(path):
        with part.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)


def request_name(source: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Path:
    """Where the request to an invitation goes: beside it."""
    return source.with_name(f"qorgan-request-{now().astimezone():%m%d-%H%M}.qorgan")
