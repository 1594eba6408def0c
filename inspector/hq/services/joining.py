"""A second inspector on an enrolled laptop: the same device and key, a certificate that names the second person.

One device has one chain of seals whoever seals; whose seal it is, the certificate says. The laptop proves by its
signature that it is that device, the person by a one-time code of their own. From then on the laptop is told what
both are to know.
"""

import logging
from datetime import datetime

import msgspec

from inspector.hq.services.authority import Authority
from inspector.hq.services.enrolling import refuse_guessing, spendable
from inspector.hq.store.database import Database, Work
from inspector.hq.store.records import ColleagueRecord, DeviceRecord, PersonRecord
from inspector.wire import certificates as pki
from inspector.wire import seal
from inspector.wire.errors import BadMessage, BoxRefused, CodeExpired, CodeUsed, SealRefused, WrongCode
from inspector.wire.messages import EnrolReply, JoinRequest, Person, Sealed

log = logging.getLogger(__name__)


def join(
    database: Database, authority: Authority, device: DeviceRecord, sealed: Sealed, *, source: str, now: datetime
) -> bytes:
    """Spend a code on a device that is asking; the signed EnrolReply. Repeating it gives the same certificate.

    Raises TooManyTries, BadMessage, WrongCode, CodeUsed or CodeExpired.
    """
    refuse_guessing(database, source, now)
    request = _open(authority, sealed)
    try:
        with database.writing() as work:
            return _spend(work, authority, device, request, now)
    except (WrongCode, CodeUsed, CodeExpired) as refusal:
        with database.writing() as work:
            work.audit.note(now, source, "enrol_refused", refusal.code)
        raise


def _open(authority: Authority, sealed: Sealed) -> JoinRequest:
    try:
        plain = authority.open_joining(seal.decode_base64(sealed.box, "box"))
        return msgspec.json.decode(plain, type=JoinRequest)
    except (SealRefused, BoxRefused, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadMessage from error


def _spend(work: Work, authority: Authority, device: DeviceRecord, request: JoinRequest, now: datetime) -> bytes:
    secret_hash = authority.code_hash(request.secret)
    code, person = spendable(work, secret_hash)
    if code.used_at is not None:
        if code.device != device.id:
            raise CodeUsed
    elif code.expires_at <= now:
        raise CodeExpired
    elif not work.people.spend_code(secret_hash, device.id, now):
        raise CodeUsed
    certificate = _certificate(work, authority, device, person, now)
    reply = EnrolReply(
        device=device.id,
        certificate=certificate,
        inspector=Person(id=person.id, name=person.name, post=person.post, body=person.body, region=person.region),
        regions=[person.region],
    )
    return authority.sign(reply)


def _certificate(work: Work, authority: Authority, device: DeviceRecord, person: PersonRecord, now: datetime) -> str:
    """What this person seals with on that device: what it was given before, or a new one."""
    if person.id == device.person:
        return device.certificate
    known = work.people.colleague(device.id, person.id)
    if known is not None:
        return known.certificate
    key = pki.identity(pki.from_pem(device.certificate)).public_key
    made = authority.issue_device(
        pki.public_key_to_pem(key),
        device=device.id,
        inspector=person.id,
        body=person.body,
        region=person.region,
        now=now,
    )
    record = ColleagueRecord(
        device=device.id,
        person=person.id,
        certificate=pki.to_pem(made),
        serial=pki.identity(made).serial,
        joined_at=now,
    )
    work.people.add_colleague(record)
    work.audit.note(now, person.id, "device_joined", device.id)
    log.info("a second inspector on device %s", device.id)
    return record.certificate
