"""A forgotten passphrase, on the laptop: headquarters opens the escrow, and a new passphrase gets the old way in.

Nothing on the laptop is lost or read by it: the data key comes back under a key made for this answer alone, is tried
on the database, and is wrapped under the new passphrase. Whoever forgot asks the coordinator for a code, which is
spent on it.
"""

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import msgspec

from inspector.core.errors import N_, Refusal
from inspector.services.errors import MIN_PASSPHRASE, WeakPassphrase
from inspector.services.ports import HqLink
from inspector.wire import box
from inspector.wire import certificates as pki
from inspector.wire.errors import BadMessage, BoxRefused
from inspector.wire.messages import Person, RecoverReply, RecoverRequest, Sealed, Signed
from inspector.wire.seal import decode_base64, open_root_reply, open_signed


class NotThisLaptop(Refusal):
    """The key that came back opens another laptop's data."""

    code = "not_this_laptop"
    sentence = N_("Headquarters' answer does not open this laptop. Ask the coordinator for a code for it.")


class RecoveryLink(HqLink, Protocol):
    """Headquarters as a laptop reaches it that nobody can open."""

    def recover(self, sealed: Sealed) -> Signed: ...


class ClosedHome(Protocol):
    """The laptop while it is closed."""

    def escrow(self) -> bytes: ...
    def readmit(self, person: str, passphrase: str, data_key: bytes) -> None:
        """A new passphrase for the way in of that inspector. Raises NotThisLaptop when the key opens nothing."""


@dataclass(frozen=True, slots=True)
class Recovering:
    """`link` leads to the address that was typed: a closed laptop does not know where its headquarters is."""

    home: ClosedHome
    link: RecoveryLink

    def recover(self, code: str, passphrase: str) -> Person:
        """Whose passphrase it is now. Raises WeakPassphrase, NotThisLaptop, WrongCode and what link and wire refuse."""
        if len(passphrase.strip()) < MIN_PASSPHRASE:
            raise WeakPassphrase
        parsed = pki.parse_code(code)
        at = datetime.fromisoformat(self.link.time().now)
        headquarters = open_root_reply(self.link.root(), parsed, at)
        answer_key = box.new_box_key()
        request = RecoverRequest(
            secret=parsed.secret,
            escrow=b64encode(self.home.escrow()).decode(),
            answer_key=b64encode(box.public_raw(answer_key)).decode(),
        )
        closed = box.seal_box(headquarters.box_key, msgspec.json.encode(request), box.RECOVER_INFO)
        signed = self.link.recover(Sealed(box=b64encode(closed).decode()))
        try:
            reply = msgspec.json.decode(open_signed(signed, headquarters.root, at), type=RecoverReply)
            data_key = box.open_box(answer_key, decode_base64(reply.box, "box"), box.RECOVERED_INFO)
        except (msgspec.DecodeError, BoxRefused) as error:
            raise BadMessage from error
        self.home.readmit(reply.inspector.id, passphrase, data_key)
        return reply.inspector
