"""Taking in what a laptop sends on a USB stick, through the same doors as from the network, and writing the reply.

The file is checked whole before anything of it is taken. Taking the same file again gives the same receipts; so does
bringing over the network what came by courier.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from os import urandom
from pathlib import Path

import msgspec

from inspector.core.errors import Refusal, WorldFailed
from inspector.hq.services import enrolling, pulling, uploading
from inspector.hq.services.authority import Authority
from inspector.hq.services.headquarters import Headquarters
from inspector.hq.store.records import DeviceRecord
from inspector.wire import additions, box, carried, courier, courier_writing, invitation
from inspector.wire.carried import ItemAnswer, OutboxNote, ReplyNote
from inspector.wire.courier import Closing, CourierFile, Header, Incoming, Trailer
from inspector.wire.courier_errors import CourierDamaged, NotForUs, NotOurCourier, WrongDirection, writable
from inspector.wire.courier_writing import Record
from inspector.wire.errors import (
    BoxRefused,
    DeviceRevoked,
    NotCanonical,
    NotReadable,
    SealRefused,
    UnknownDevice,
    to_reply,
)
from inspector.wire.invitation import Invitation, Request
from inspector.wire.messages import ChangesPage, EnrolReply, Signed
from inspector.wire.seal import decode_base64, digest, encode_base64, read_bundle

log = logging.getLogger(__name__)

INSPECTION = "inspection"


@dataclass(slots=True, kw_only=True)
class Taken:
    """What one file brought: whose it is, items received and refused (as answered), files that are whole now.

    `joined` is the signed answer to a laptop that has just enrolled.
    """

    device: str
    answers: list[ItemAnswer] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    joined: bytes = b""

    @property
    def refused(self) -> int:
        """How many items were not taken."""
        return sum(answer.refusal is not None for answer in self.answers)


def take_in(hq: Headquarters, source: Path, reply: Path, *, now: datetime) -> Taken:
    """Take in a laptop's file and write the reply to it.

    Raises NotACourierFile, WrongDirection, NotForUs, CourierChanged and their kind, CertificateRefused, UnknownDevice,
    DeviceRevoked; DiskFull and other failures of this world, after which the same file is to be given again.
    """
    file = CourierFile(source)
    if file.header.kind != courier.OUTBOX:
        raise WrongDirection
    device = _sender(hq, file, now)
    try:
        key = hq.authority.open_courier(device.id, decode_base64(file.header.key, "key"))
    except (BoxRefused, NotReadable, NotCanonical) as error:
        raise NotForUs from error
    records = file.records(key)
    note = _note(records, device)
    taken = Taken(device=device.id)
    for record in records:
        if record.kind == carried.ITEM:
            _take_item(hq, device, record, taken, now)
        elif record.kind == carried.FILE:
            _take_file(hq, device, record, taken, now)
    with hq.database.writing() as work:
        work.audit.note(now, "courier", "courier_taken", device.id)
    hq.worker.wake()
    _write_reply(hq, device, note, taken, reply, now)
    return taken


def _sender(hq: Headquarters, file: CourierFile, now: datetime) -> DeviceRecord:
    written = file.check(hq.authority.root, now)
    with hq.database.reading() as work:
        device = work.people.device(written.device)
    if device is None:
        raise UnknownDevice
    if device.revoked_at is not None:
        raise DeviceRevoked
    return device


def _note(records: Iterator[Incoming], device: DeviceRecord) -> OutboxNote:
    first = next(records, None)
    if first is None or first.kind != carried.NOTE:
        raise CourierDamaged
    note = first.decoded(OutboxNote, carried.LONGEST_MESSAGE)
    if note.device != device.id:
        raise NotOurCourier
    return note


def _take_item(hq: Headquarters, device: DeviceRecord, record: Incoming, taken: Taken, now: datetime) -> None:
    """One sealed thing; a kind that this headquarters does not know is left without an answer and waits."""
    accept = ACCEPTED.get(record.name)
    if accept is not None:
        taken.answers.append(accept(hq, device, record.whole(hq.settings.bundle_limit), now))


def _accept_inspection(hq: Headquarters, device: DeviceRecord, body: bytes, now: datetime) -> ItemAnswer:
    try:
        bundle = read_bundle(body)
    except SealRefused as error:
        raise CourierDamaged from error
    about = partial(ItemAnswer, kind=INSPECTION, id=bundle.id, revision=bundle.revision, sha256=digest(bundle.manifest))
    return answered(about, lambda: hq.intake.accept(device, body, now))


def _accept_addition(hq: Headquarters, device: DeviceRecord, body: bytes, now: datetime) -> ItemAnswer:
    try:
        bundle = additions.read_bundle(body)
        told = additions.read_addition(bundle.addition)
    except SealRefused as error:
        raise CourierDamaged from error
    about = partial(ItemAnswer, kind=told.kind, id=bundle.id, revision=told.revision, sha256=digest(bundle.addition))
    return answered(about, lambda: hq.adding.accept(device, body, now))


def answered(about: Callable[..., ItemAnswer], accept: Callable[[], bytes]) -> ItemAnswer:
    """The answer to one item: a refusal of it is an answer, a failure of this world ends the whole."""
    try:
        return about(receipt=msgspec.json.decode(accept(), type=Signed))
    except WorldFailed:
        raise
    except Refusal as refusal:
        status, reply = to_reply(refusal)
        return about(refusal=reply, status=status)


def _take_file(hq: Headquarters, device: DeviceRecord, record: Incoming, taken: Taken, now: datetime) -> None:
    """A file that some item named; what was refused leaves its files behind, unread."""
    try:
        found = uploading.standing(hq.database, hq.blobs, device, record.name)
        if found.receipt is not None:
            taken.files[record.name] = found.receipt
            return
        uploading.check_piece(found.blob, 0, record.size, record.size)
        hq.blobs.cut(record.name, 0)
        with hq.blobs.continued(record.name, 0) as stream:
            for piece in record.pieces():
                stream.write(piece)
        taken.files[record.name] = uploading.finish(hq.database, hq.authority, hq.blobs, found.blob, now=now)
    except (WorldFailed, CourierDamaged):
        raise
    except Refusal as refusal:
        log.warning("a file of a courier file was not taken: %s", refusal.code)


def join(hq: Headquarters, source: Path, reply: Path, *, now: datetime) -> str:
    """Enrol the laptop whose request came on a stick; the reply holds its certificate and the first news. Its id.

    Raises NotACourierFile, what `enrolling.enrol` refuses, DiskFull, CourierUnwritable.
    """
    asked = invitation.read(source, Request, invitation.REQUEST)
    signed = enrolling.enrol(hq.database, hq.authority, asked.sealed, source="courier", now=now)
    told = msgspec.json.decode(msgspec.json.decode(signed, type=Signed).body, type=EnrolReply)
    with hq.database.reading() as work:
        device = work.people.device(told.device)
    if device is None:
        raise UnknownDevice
    note = OutboxNote(device=device.id, cursor=0, reply_key=asked.reply_key, items=0, files=0)
    _write_reply(hq, device, note, Taken(device=device.id, joined=signed), reply, now)
    return device.id


def invite(hq: Headquarters, code: str, server: str, path: Path, *, now: datetime) -> None:
    """Write a code as an invitation for a laptop without a network. Raises CourierUnwritable, DiskFull."""
    told = Invitation(
        format=invitation.INVITATION, code=code, server=server, now=now.isoformat(), root=hq.authority.root_reply()
    )
    with writable(path):
        path.write_bytes(msgspec.json.encode(told))


def _write_reply(
    hq: Headquarters,
    device: DeviceRecord,
    note: OutboxNote,
    taken: Taken,
    path: Path,
    now: datetime,
) -> None:
    key = urandom(courier.KEY_BYTES)
    try:
        closed = box.seal_box(decode_base64(note.reply_key, "reply_key"), key, carried.reply_info(device.id))
    except (BoxRefused, NotReadable, NotCanonical) as error:
        raise NotOurCourier from error
    header = Header(format=courier.FORMAT, kind=courier.REPLY, device=device.id, key=encode_base64(closed))
    courier_writing.write(path, header, key, _reply(hq, device, note, taken, now), _closer(hq.authority), now)


def _closer(authority: Authority) -> courier_writing.Signer:
    def sign(closing: Closing) -> Trailer:
        signed = msgspec.json.decode(authority.sign(closing), type=Signed)
        return Trailer(body=signed.body, signature=signed.signature, certificates=[signed.certificate])

    return sign


def _reply(hq: Headquarters, device: DeviceRecord, note: OutboxNote, taken: Taken, now: datetime) -> Iterator[Record]:
    yield _record(carried.NOTE, "", msgspec.json.encode(ReplyNote(device=device.id, moment=now.isoformat())))
    cursor, more = note.cursor, True
    while more:
        page = pulling.page(hq.database, hq.authority, device, cursor, hq.settings.page_size)
        yield _record(carried.PAGE, str(cursor), page)
        told = msgspec.json.decode(msgspec.json.decode(page, type=Signed).body, type=ChangesPage)
        cursor, more = told.cursor, told.more
    for answer in taken.answers:
        yield _record(carried.ITEM, answer.kind, msgspec.json.encode(answer))
    for sha256, receipt in taken.files.items():
        yield _record(carried.FILE, sha256, receipt)
    if taken.joined:
        yield _record(invitation.ENROLLED, "", taken.joined)


def _record(kind: str, name: str, data: bytes) -> Record:
    return Record(kind=kind, name=name, size=len(data), data=lambda: data)


ACCEPTED: dict[str, Callable[[Headquarters, DeviceRecord, bytes, datetime], ItemAnswer]] = {
    INSPECTION: _accept_inspection,
    **dict.fromkeys(additions.KINDS, _accept_addition),
}
"""How each kind of sealed thing is taken in."""
