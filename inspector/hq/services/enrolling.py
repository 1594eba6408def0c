"""One-time codes, and the laptops that enrol with them."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from inspector.core.errors import N_, BadInput, NotFound
from inspector.core.ids import new_id
from inspector.core.regions import BY_CODE
from inspector.hq.services.authority import Authority
from inspector.hq.store.database import Database, Work
from inspector.hq.store.publications import EVERYBODY
from inspector.hq.store.records import CodeRecord, DeviceRecord, PersonRecord
from inspector.wire import certificates as pki
from inspector.wire import seal
from inspector.wire.errors import (
    BadMessage,
    BoxRefused,
    CodeExpired,
    CodeUsed,
    SealRefused,
    TooManyTries,
    WrongCode,
)
from inspector.wire.messages import EnrolReply, EnrolRequest, Person, RevocationBody, Sealed
from inspector.wire.revocations import Revocations

TRIES_FROM_ONE_PLACE = 20
TRIES_ALTOGETHER = 1_000
TRY_WINDOW = timedelta(hours=1)
"""1,000 tries an hour against 40 random bits and a day's life: one in millions for a hundred open codes."""

_LONGEST_NAME = 200
_LONGEST_ESCROW = 4_000

log = logging.getLogger(__name__)


class RegionUnknown(BadInput):
    """Not one of the 20 KATO codes."""

    code = "region_unknown"
    sentence = N_("There is no region {region}. Give the first two digits of KATO.")


class NameMissing(BadInput):
    """A blank or overlong name of an inspector."""

    code = "inspector_name"
    sentence = N_("Give the inspector's name, at most 200 characters.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCode:
    """A code for a person to type. Shown once; headquarters keeps a keyed hash."""

    code: str
    expires: datetime
    fingerprint: str


def clean_name(name: str) -> str:
    """A person's name with single spaces. Raises NameMissing."""
    tidy = " ".join(name.split())
    if not tidy or len(tidy) > _LONGEST_NAME or not tidy.isprintable():
        raise NameMissing
    return tidy


def new_code(
    database: Database,
    authority: Authority,
    *,
    inspector: str,
    region: str,
    now: datetime,
    hours: int = 24,
    post: str = "",
    body: str = "",
) -> NewCode:
    """A code for one laptop of `inspector` in `region`. Raises RegionUnknown or NameMissing."""
    if region not in BY_CODE:
        raise RegionUnknown(region=region)
    name = clean_name(inspector)
    code, secret = pki.make_code(authority.root)
    expires = now + timedelta(hours=hours)
    with database.writing() as work:
        person = work.people.ensure(name, region, post=post.strip(), body=body.strip())
        work.people.add_code(authority.code_hash(secret), person.id, now, expires)
        work.audit.note(now, "cli", "code_made", person.id)
    return NewCode(code=code, expires=expires, fingerprint=authority.fingerprint)


def enrol(database: Database, authority: Authority, sealed: Sealed, *, source: str, now: datetime) -> bytes:
    """Spend a code and issue a device certificate; the signed EnrolReply.

    Repeating the request with the same key gives the same certificate: the first answer may have been lost.
    Raises TooManyTries, BadMessage, WrongCode, CodeUsed or CodeExpired.
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


def refuse_guessing(database: Database, source: str, now: datetime) -> None:
    """Raise TooManyTries when too many codes were wrong lately, from one place or altogether."""
    with database.reading() as work:
        since = now - TRY_WINDOW
        here = work.audit.count("enrol_refused", since, source)
        if here >= TRIES_FROM_ONE_PLACE or work.audit.count("enrol_refused", since) >= TRIES_ALTOGETHER:
            raise TooManyTries


def spendable(work: Work, secret_hash: str) -> tuple[CodeRecord, PersonRecord]:
    """The code of that hash and whose it is, spent or not. Raises WrongCode."""
    code = work.people.code(secret_hash)
    person = work.people.get(code.person) if code else None
    if code is None or person is None:
        raise WrongCode
    return code, person


def revoke(database: Database, device: str, *, now: datetime) -> None:
    """Stop trusting a laptop, and tell every other one. Raises NotFound."""
    with database.writing() as work:
        known = work.people.device(device)
        if known is None:
            raise NotFound(what=device)
        if work.people.revoke(device, now):
            body = RevocationBody(device=device, serial=known.serial, at=now.isoformat())
            others = [
                (each.serial, RevocationBody(device=device, serial=each.serial, at=now.isoformat()))
                for each in work.people.colleagues(device)
            ]
            work.changes.put("revocation", EVERYBODY, [(device, body), *others])
            work.audit.note(now, "cli", "device_revoked", device)


def revocations(database: Database, *, now: datetime) -> Revocations:
    """Every certificate that is no longer trusted: of revoked laptops, and of whoever else worked with them."""
    found = []
    with database.reading() as work:
        for device in work.people.devices():
            if device.revoked_at is not None:
                serials = (device.serial, *(each.serial for each in work.people.colleagues(device.id)))
                at = device.revoked_at.isoformat()
                found += [RevocationBody(device=device.id, serial=serial, at=at) for serial in serials]
    return Revocations(at=now.isoformat(), revoked=found)


def _open(authority: Authority, sealed: Sealed) -> EnrolRequest:
    try:
        plain = authority.open_enrolment(seal.decode_base64(sealed.box, "box"))
        request = msgspec.json.decode(plain, type=EnrolRequest)
    except (SealRefused, BoxRefused, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadMessage from error
    storable = request.device_name.isprintable() and request.escrow.isprintable()
    if not storable or len(request.device_name) > _LONGEST_NAME or len(request.escrow) > _LONGEST_ESCROW:
        raise BadMessage
    return request


def _spend(work: Work, authority: Authority, request: EnrolRequest, now: datetime) -> bytes:
    secret_hash = authority.code_hash(request.secret)
    code, person = spendable(work, secret_hash)
    if code.used_at is not None:
        return _repeat(work, authority, code, person, request)
    if code.expires_at <= now:
        raise CodeExpired
    device = new_id()
    certificate = authority.issue_device(
        request.public_key, device=device, inspector=person.id, body=person.body, region=person.region, now=now
    )
    record = DeviceRecord(
        id=device,
        person=person.id,
        name=request.device_name,
        region=person.region,
        certificate=pki.to_pem(certificate),
        serial=pki.identity(certificate).serial,
        escrow=request.escrow,
        enrolled_at=now,
    )
    work.people.add_device(record)
    if not work.people.spend_code(secret_hash, device, now):
        raise CodeUsed
    work.audit.note(now, person.id, "device_enrolled", device)
    log.info("device %s enrolled", device)
    return authority.sign(_reply(record, person))


def _repeat(work: Work, authority: Authority, code: CodeRecord, person: PersonRecord, request: EnrolRequest) -> bytes:
    device = work.people.device(code.device) if code.device else None
    if device is None or device.revoked_at is not None or device.person != person.id:
        raise CodeUsed
    issued = pki.identity(pki.from_pem(device.certificate)).public_key
    if pki.public_key_to_pem(issued) != pki.public_key_to_pem(pki.public_key_from_pem(request.public_key)):
        raise CodeUsed
    return authority.sign(_reply(device, person))


def _reply(device: DeviceRecord, person: PersonRecord) -> EnrolReply:
    return EnrolReply(
        device=device.id,
        certificate=device.certificate,
        inspector=Person(id=person.id, name=person.name, post=person.post, body=person.body, region=person.region),
        regions=[device.region],
    )
