"""A forgotten passphrase: headquarters opens the escrow of a laptop for whoever has a new code for its inspector.

The laptop sends the escrow it keeps, a one-time code and a key for the answer, closed to headquarters. Headquarters
opens an escrow only of a laptop it enrolled and has not revoked, for a person who works with it, and closes the data
key to the answer's key: nobody on the way learns it, and headquarters keeps nothing. Every recovery is in the audit
log.
"""

import base64
import hmac
from datetime import datetime

import msgspec

from inspector.hq.services.authority import Authority
from inspector.hq.services.enrolling import refuse_guessing, spendable
from inspector.hq.store.database import Database, Work
from inspector.hq.store.records import DeviceRecord, PersonRecord
from inspector.wire import box, seal
from inspector.wire.errors import BadMessage, BoxRefused, CodeExpired, CodeUsed, SealRefused, WrongCode
from inspector.wire.messages import Person, RecoverReply, RecoverRequest, Sealed


def recover(database: Database, authority: Authority, sealed: Sealed, *, source: str, now: datetime) -> bytes:
    """Spend a code on a laptop whose passphrase is forgotten; the signed RecoverReply.

    Repeating it while the code lives answers again: the first answer may have been lost. Raises TooManyTries,
    BadMessage, WrongCode, CodeUsed or CodeExpired.
    """
    refuse_guessing(database, source, now)
    request = _open(authority, sealed)
    try:
        with database.writing() as work:
            return _spend(work, authority, request, now)
    except (WrongCode, CodeUsed, CodeExpired) as refusal:
        with database.writing() as work:
            work.audit.note(now, source, "enrol_refused", refusal.code)
        raise


def _open(authority: Authority, sealed: Sealed) -> RecoverRequest:
    try:
        plain = authority.open_recovery(seal.decode_base64(sealed.box, "box"))
        return msgspec.json.decode(plain, type=RecoverRequest)
    except (SealRefused, BoxRefused, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadMessage from error


def _spend(work: Work, authority: Authority, request: RecoverRequest, now: datetime) -> bytes:
    secret_hash = authority.code_hash(request.secret)
    code, person = spendable(work, secret_hash)
    device = _device(work, person, request.escrow)
    if code.expires_at <= now:
        raise CodeExpired
    repeated = code.used_at is not None
    if repeated and code.device != device.id:
        raise CodeUsed
    answer = _answer(authority, request)
    if not repeated and not work.people.spend_code(secret_hash, device.id, now):
        raise CodeUsed
    work.audit.note(now, person.id, "device_recovered", device.id)
    reply = RecoverReply(
        device=device.id,
        inspector=Person(id=person.id, name=person.name, post=person.post, body=person.body, region=person.region),
        box=answer,
    )
    return authority.sign(reply)


def _device(work: Work, person: PersonRecord, escrow: str) -> DeviceRecord:
    """The laptop of that escrow, when the person works with it. Raises WrongCode."""
    for device in work.people.devices():
        mine = device.person == person.id or work.people.colleague(device.id, person.id) is not None
        if mine and device.revoked_at is None and hmac.compare_digest(device.escrow.encode(), escrow.encode()):
            return device
    raise WrongCode


def _answer(authority: Authority, request: RecoverRequest) -> str:
    try:
        data_key = authority.open_escrow(seal.decode_base64(request.escrow, "escrow"))
        public = seal.decode_base64(request.answer_key, "answer_key")
        return base64.b64encode(box.seal_box(public, data_key, box.RECOVERED_INFO)).decode()
    except (SealRefused, BoxRefused) as error:
        raise BadMessage from error
