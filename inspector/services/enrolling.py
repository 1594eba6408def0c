"""Making a laptop a member: code, trust in headquarters' root, a device certificate, an encrypted home.

Nothing secret leaves before the code's fingerprint has matched the root that the server shows, and then it leaves in
a box that only the holder of the key under that root can open. Nothing is written before headquarters has answered.
"""

from base64 import b64encode
from datetime import datetime

import msgspec
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

from inspector.services.errors import MIN_PASSPHRASE, AlreadyEnrolled, WeakPassphrase
from inspector.services.ports import Enrolled, HqLink, Identity, LaptopHome, Linker
from inspector.wire import certificates as pki
from inspector.wire.box import ENROL_INFO, ESCROW_INFO, seal_box
from inspector.wire.errors import BadMessage, CertificateRefused
from inspector.wire.messages import EnrolReply, EnrolRequest, Sealed
from inspector.wire.seal import Headquarters, open_root_reply, open_signed


class Enrolling:
    """Enrols this laptop once. `linker` makes the link to the server of an address.

    Keep it for another try: a code whose answer was lost is asked for again with the key it was spent on.
    """

    def __init__(
        self,
        home: LaptopHome,
        linker: Linker,
        begun: dict[pki.EnrolmentCode, tuple[EllipticCurvePrivateKey, bytes]] | None = None,
    ) -> None:
        self._home = home
        self._linker = linker
        # Headquarters spends a code on one key. If its answer is lost, the code is good for the same key only.
        self._begun = {} if begun is None else begun

    def enrol(self, server_url: str, code: str, passphrase: str, device_name: str = "") -> Enrolled:
        """Raises AlreadyEnrolled, WeakPassphrase, WrongCode, CodeOfOtherHeadquarters and what link and wire refuse."""
        if self._home.enrolled():
            raise AlreadyEnrolled
        if len(passphrase.strip()) < MIN_PASSPHRASE:
            raise WeakPassphrase
        parsed = pki.parse_code(code)
        link = self._linker(server_url)
        try:
            at = _moment(link)
            headquarters = open_root_reply(link.root(), parsed, at)
            key, data_key = self._begun.setdefault(parsed, (pki.new_key(), self._home.new_data_key()))
            escrow = seal_box(headquarters.box_key, data_key, ESCROW_INFO)
            request = EnrolRequest(
                secret=parsed.secret,
                public_key=pki.public_key_to_pem(key.public_key()),
                device_name=device_name,
                escrow=b64encode(escrow).decode(),
            )
            reply = _ask(link, headquarters, request, at)
        finally:
            link.close()
        identity = _identity(server_url, headquarters, reply, key, at)
        self._home.create(passphrase, data_key, escrow, identity)
        self._begun.clear()
        return Enrolled(inspector=reply.inspector, institutions=0, server=server_url)


def _moment(link: HqLink) -> datetime:
    """Headquarters' clock: the laptop's own may be years off, and certificates have dates."""
    try:
        moment = datetime.fromisoformat(link.time().now)
    except ValueError as error:
        raise BadMessage from error
    if moment.tzinfo is None:
        raise BadMessage
    return moment


def _ask(link: HqLink, headquarters: Headquarters, request: EnrolRequest, at: datetime) -> EnrolReply:
    box = seal_box(headquarters.box_key, msgspec.json.encode(request), ENROL_INFO)
    signed = link.enrol(Sealed(box=b64encode(box).decode()))
    body = open_signed(signed, headquarters.root, at)
    try:
        return msgspec.json.decode(body, type=EnrolReply)
    except msgspec.DecodeError as error:
        raise BadMessage from error


def _identity(
    server_url: str, headquarters: Headquarters, reply: EnrolReply, key: EllipticCurvePrivateKey, at: datetime
) -> Identity:
    """Whose laptop this is, when the certificate is under the code's root and for the key just made."""
    chain = (pki.from_pem(reply.certificate, "device certificate"), headquarters.operating)
    named = pki.verify_chain(chain, headquarters.root, at)
    if named.public_key != key.public_key() or named.device != reply.device:
        raise CertificateRefused(place="device certificate")
    return Identity(
        server=server_url,
        device=reply.device,
        inspector=reply.inspector,
        regions=tuple(reply.regions),
        root=pki.to_pem(headquarters.root),
        operating=pki.to_pem(headquarters.operating),
        certificate=reply.certificate,
        box_key=b64encode(headquarters.box_key).decode(),
        private_key=pki.key_to_pem(key).decode(),
    )
