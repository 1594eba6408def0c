"""Everything either side of the wire can refuse, and how a refusal travels.

A refusal crosses the wire as its `code` and the places of its sentence, never as text: the laptop shows its own
translation of the same class. The HTTP status is for proxies and logs; the code decides.
"""

import string
from typing import ClassVar

from inspector.core.errors import N_, BadInput, DiskFull, NotFound, Refusal, WorldFailed
from inspector.wire.messages import ErrorReply

_LONGEST_PARAM = 200


class WireRefusal(Refusal):
    """A refusal with an HTTP status."""

    code = "wire_refused"
    status: ClassVar[int] = 400


class BadMessage(WireRefusal):
    """A body that is not the message this address takes."""

    code = "bad_message"
    sentence = N_("The message could not be read.")


class TooLarge(WireRefusal):
    """A body larger than the address takes."""

    code = "too_large"
    sentence = N_("The message is larger than headquarters accepts.")
    status = 413


class OldProtocol(WireRefusal):
    """The two sides speak different versions of the protocol."""

    code = "too_old_protocol"
    sentence = N_("This program is too old for headquarters. Update it; everything confirmed is kept.")
    status = 426


class UnknownDevice(WireRefusal):
    """The key id of a request belongs to no device."""

    code = "unknown_device"
    sentence = N_("Headquarters does not know this laptop.")
    status = 401


class DeviceRevoked(WireRefusal):
    """The device certificate was revoked."""

    code = "revoked"
    sentence = N_("Headquarters has blocked this laptop. Call your coordinator.")
    status = 403


class NotEnrolled(WireRefusal):
    """Something that needs an enrolled laptop was asked of one that is not."""

    code = "not_enrolled"
    sentence = N_("This laptop is not connected to headquarters yet.")
    status = 403


class WrongCode(WireRefusal):
    """The enrolment code is of no laptop that headquarters expects."""

    code = "wrong_code"
    sentence = N_("The laptop code is wrong. Check every character.")
    status = 403


class CodeOfOtherHeadquarters(WireRefusal):
    """The code was made by another headquarters than the one that answered: a wrong address or an impostor."""

    code = "other_headquarters"
    sentence = N_("The code and the server do not belong together. Check the server's address and the code.")
    status = 403


class CodeUsed(WireRefusal):
    """The one-time code was used before."""

    code = "code_used"
    sentence = N_("This laptop code was already used. Ask your coordinator for a new one.")
    status = 409


class CodeExpired(WireRefusal):
    """The one-time code is too old."""

    code = "code_expired"
    sentence = N_("This laptop code has expired. Ask your coordinator for a new one.")
    status = 410


class TooManyTries(WireRefusal):
    """Too many wrong tries from one place."""

    code = "too_many_tries"
    sentence = N_("Too many wrong tries. Wait a few minutes and repeat.")
    status = 429


class ClockOff(WireRefusal):
    """The time a request was signed at is too far from headquarters' time; `seconds` is the difference."""

    code = "clock_off"
    sentence = N_("The clock of this laptop differs from headquarters by {seconds} seconds. Exchange again.")
    status = 401


class BadSignature(WireRefusal):
    """A signature that does not hold: the message was changed, or another key made it."""

    code = "bad_signature"
    sentence = N_("The signature does not match the message.")
    status = 401


class Replayed(WireRefusal):
    """The same signed request arrived twice."""

    code = "replayed"
    sentence = N_("The same request arrived twice. Exchange again.")
    status = 401


class Conflict(WireRefusal):
    """Another content was already received under the same inspection and revision; both are kept."""

    code = "conflict"
    sentence = N_("Headquarters already has another version of this inspection. Both are kept; call your coordinator.")
    status = 409


class AdditionConflict(Conflict):
    """Another content was already received under the id of something that was added to an act; both are kept."""

    code = "addition_conflict"
    sentence = N_("Headquarters already has another text under this number. Both are kept; call your coordinator.")


class SealNotReceived(WireRefusal):
    """Something was added to a sealed inspection that headquarters has not received yet: it has to come first."""

    code = "seal_not_received"
    sentence = N_("Headquarters does not have this inspection yet; what was added to it follows when it has.")
    status = 409


class BlobUnknown(WireRefusal):
    """A file that no received inspection names."""

    code = "blob_unknown"
    sentence = N_("Headquarters does not expect this file.")
    status = 404


class BlobOffset(WireRefusal):
    """A piece of a file that does not continue what headquarters has; `offset` is where it stands."""

    code = "blob_offset"
    sentence = N_("The file must be continued from byte {offset}.")
    status = 409


class BlobChanged(WireRefusal):
    """A whole file whose SHA-256 is not the one it was named by."""

    code = "blob_hash"
    sentence = N_("The file was damaged on its way. It will be sent again.")
    status = 422


class BadBundle(WireRefusal):
    """A sealed inspection that contradicts itself; `place` names the field."""

    code = "bad_bundle"
    sentence = N_("The sealed inspection contradicts itself ({place}).")
    status = 422


class ServerFull(WireRefusal):
    """Headquarters has no room left."""

    code = "server_full"
    sentence = N_("Headquarters has no free space. Everything confirmed is kept here; exchange later.")
    status = 507


class ServerBusy(WireRefusal):
    """Headquarters cannot answer now."""

    code = "server_busy"
    sentence = N_("Headquarters is busy. Everything confirmed is kept here; exchange later.")
    status = 503


class ServerFailed(WireRefusal):
    """Headquarters made a mistake of its own."""

    code = "server_failed"
    sentence = N_("Headquarters failed to answer. Everything confirmed is kept here; exchange later.")
    status = 500


class UnknownRefusal(WireRefusal):
    """A refusal this program has no sentence for; `reason` is its code."""

    code = "unknown_refusal"
    sentence = N_("Headquarters refused: {reason}.")


class BoxRefused(WireRefusal):
    """An HPKE box that this key, or this purpose, cannot open."""

    code = "bad_box"
    sentence = N_("The closed message cannot be opened.")


class CertificateRefused(WireRefusal):
    """A certificate that does not lead to the trusted root; `place` names which one."""

    code = "bad_certificate"
    sentence = N_("The certificate is not valid ({place}).")
    status = 403


class CertificateUnderOtherRoot(CertificateRefused):
    """The chain ends elsewhere than at the trusted root."""

    code = "other_root"
    sentence = N_("The certificate was not issued by this headquarters ({place}).")


class CertificateOutOfDate(CertificateRefused):
    """The certificate was not in force on the date asked about."""

    code = "certificate_out_of_date"
    sentence = N_("The certificate was not in force on {date} ({place}).")


class CertificateRevoked(CertificateRefused):
    """The certificate is on the list of revoked ones."""

    code = "certificate_revoked"
    sentence = N_("The certificate was revoked ({place}).")


class SealRefused(WireRefusal):
    """A seal that does not hold. Its class (and `code`) is the reason, `place` is where."""

    code = "bad_seal"
    sentence = N_("The seal does not hold ({place}).")
    status = 422

    @property
    def reason(self) -> str:
        """The stable code of the reason."""
        return self.code

    @property
    def place(self) -> str:
        """The field or file that failed."""
        return self.params.get("place", "")


class NotReadable(SealRefused):
    """Not the structure it should be."""

    code = "seal_not_readable"
    sentence = N_("The sealed document cannot be read ({place}).")


class NotCanonical(SealRefused):
    """The text differs from its own canonical form: it was edited after sealing, or not written by this program."""

    code = "seal_not_canonical"
    sentence = N_("The sealed text was rewritten ({place}).")


class SealSignatureWrong(SealRefused):
    """The device's signature does not match."""

    code = "seal_signature"
    sentence = N_("The seal does not match the text: it was changed after sealing ({place}).")


class SealedPartChanged(SealRefused):
    """A part that the manifest names by hash is another one now."""

    code = "seal_part_changed"
    sentence = N_("A sealed part was changed or is missing ({place}).")


class SealContradicts(SealRefused):
    """The manifest and what stands around it say different things."""

    code = "seal_contradicts"
    sentence = N_("The sealed parts contradict each other ({place}).")


_WIRE: tuple[type[WireRefusal], ...] = (
    BadMessage, TooLarge, OldProtocol, UnknownDevice, DeviceRevoked, NotEnrolled, WrongCode, CodeOfOtherHeadquarters,
    CodeUsed, CodeExpired, TooManyTries, ClockOff, BadSignature, Replayed, Conflict, AdditionConflict, SealNotReceived,
    BlobUnknown, BlobOffset,
    BlobChanged, BadBundle, ServerFull, ServerBusy, ServerFailed, UnknownRefusal, BoxRefused, CertificateRefused,
    CertificateUnderOtherRoot, CertificateOutOfDate, CertificateRevoked, SealRefused, NotReadable, NotCanonical,
    SealSignatureWrong, SealedPartChanged, SealContradicts,
)  # fmt: skip

REGISTRY: dict[str, type[WireRefusal]] = {refusal.code: refusal for refusal in _WIRE}
"""Every refusal that may cross the wire, by code."""


def places(sentence: str) -> tuple[str, ...]:
    """The {names} of a sentence, in order."""
    return tuple(name for _, name, _, _ in string.Formatter().parse(sentence) if name)


def to_reply(error: Refusal) -> tuple[int, ErrorReply]:
    """The HTTP status and body of a refusal. A refusal of headquarters' own world becomes one the laptop knows."""
    if isinstance(error, DiskFull):
        error = ServerFull()
    elif isinstance(error, WorldFailed):
        error = ServerBusy()
    if isinstance(error, WireRefusal):
        return error.status, ErrorReply(code=error.code, params=error.params)
    status = 404 if isinstance(error, NotFound) else 400 if isinstance(error, BadInput) else 422
    return status, ErrorReply(code=UnknownRefusal.code, params={"reason": error.code})


def from_reply(status: int, reply: ErrorReply | None) -> Refusal:
    """The refusal a reply stands for. `reply` is None when the body was no ErrorReply (a proxy answered).

    The answer is a stranger's text until it is verified: places are cut to a length, freed of control
    characters, and only those the sentence has are taken.
    """
    if reply is None:
        return ServerBusy() if status in (502, 503, 504) else _unknown(f"HTTP {status}")
    refusal = REGISTRY.get(reply.code)
    if refusal is None:
        return _unknown(reply.code)
    return refusal(**{name: _tame(reply.params.get(name, "?")) for name in places(refusal.sentence)})


def _unknown(reason: str) -> UnknownRefusal:
    return UnknownRefusal(reason=_tame(reason))


def _tame(text: str) -> str:
    return "".join(letter for letter in text[:_LONGEST_PARAM] if letter.isprintable())
