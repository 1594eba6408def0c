"""The exchange without a network: sealed things go to headquarters in a file on a stick, its reply comes back in one.

What goes is what would cross the network, closed to headquarters; what comes is believed as from the network: by
signatures that lead to the root. A file may be made, brought and read any number of times, in any order; an item is
accepted only by the receipts for everything it names. Cancelling or ending the program in the middle loses nothing.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from os import urandom
from pathlib import Path

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from inspector.core.errors import N_, Refusal
from inspector.services.ports import Identity, Outbox, OutboxItem, Progress, SyncItem, SyncReport
from inspector.services.ports.courier import Exported, ReceiptSource
from inspector.services.syncing import Exchange
from inspector.services.updating import Updating
from inspector.wire import box, carried, courier, courier_writing
from inspector.wire import certificates as pki
from inspector.wire.additions import AdditionBundle, kind_of
from inspector.wire.carried import ItemAnswer, OutboxNote, ReplyNote
from inspector.wire.courier import CourierFile, Header, Incoming
from inspector.wire.courier_errors import CourierDamaged, NotForUs, WrongDirection
from inspector.wire.courier_writing import Record
from inspector.wire.errors import BadMessage, BoxRefused, NotCanonical, NotReadable, ServerFailed, from_reply
from inspector.wire.messages import BlobRef, Bundle, ChangesPage, Signed
from inspector.wire.seal import decode_base64, digest, encode_base64

ANSWERS, SHARE = courier.ANSWERS, courier.SHARE


def _silent(_: Progress) -> None:
    """Nobody watches."""


def _never() -> bool:
    return False


class Stopped(Refusal):
    """Somebody cancelled; what was begun is not there."""

    code = "courier_stopped"
    sentence = N_("Stopped. Nothing was changed.")


def what_is(path: Path) -> str:
    """What a courier file says that it is; nothing is believed yet. Raises NotACourierFile, CourierUnreadable."""
    return CourierFile(path).header.kind


class Courier:
    """Courier files of one laptop. `key` is its signature key."""

    def __init__(
        self,
        identity: Identity,
        key: ec.EllipticCurvePrivateKey,
        outbox: Outbox,
        receipts: ReceiptSource,
        updating: Updating,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._identity = identity
        self._key = key
        self._outbox = outbox
        self._receipts = receipts
        self._updating = updating
        self._clock = clock

    def file_name(self, what: str = "to-hq") -> str:
        """A name for a file: when and from which laptop, nothing of what is in it."""
        at = self._clock().astimezone()
        return f"qorgan-{what}-{self._identity.device[-4:]}-{at:%m%d-%H%M}.qorgan"

    def export(
        self, path: Path, progress: Callable[[Progress], None] = _silent, cancelled: Callable[[], bool] = _never
    ) -> Exported:
        """Write everything that headquarters has not receipted, and where our news end. An empty outbox is news, too.

        Raises Stopped, DamagedFile (one of ours), DiskFull, CourierUnwritable; then there is no file.
        """
        identity = self._identity
        items = self._outbox.pending()
        files = self._wanted(items)
        note = OutboxNote(
            device=identity.device,
            cursor=self._updating.cursor(),
            reply_key=encode_base64(box.public_raw(carried.reply_key(self._key))),
            items=len(items),
            files=len(files),
        )
        key = urandom(courier.KEY_BYTES)
        public = decode_base64(identity.box_key, "box_key")
        closed = box.seal_box(public, key, carried.outbox_info(identity.device))
        header = Header(format=courier.FORMAT, kind=courier.OUTBOX, device=identity.device, key=encode_base64(closed))
        sign = courier_writing.signed_by(self._key, [identity.certificate, identity.operating])
        records = watched(self._records(note, items, files), 1 + len(items) + len(files), progress, cancelled)
        size = courier_writing.write(path, header, key, records, sign, self._clock())
        return Exported(items=len(items), files=len(files), size=size)

    def take_reply(
        self, path: Path, progress: Callable[[Progress], None] = _silent, cancelled: Callable[[], bool] = _never
    ) -> SyncReport:
        """Take headquarters' reply: news first, then what it received.

        Raises NotACourierFile, WrongDirection, NotForUs, CourierDamaged, CourierChanged, CertificateRefused.
        """
        file = CourierFile(path)
        if file.header.kind != courier.REPLY:
            raise WrongDirection
        if file.header.device != self._identity.device:
            raise NotForUs
        root = pki.from_pem(self._identity.root, "root")
        written = file.check(root)
        link = ReplyLink(file.records(self._file_key(file.header)), self._identity.device, written.at)
        exchange = _Carried(
            link, self._outbox, self._updating, root, self._identity.device, progress, cancelled, self._receipts
        )
        return exchange.run()

    def _file_key(self, header: Header) -> bytes:
        try:
            closed = decode_base64(header.key, "key")
            return box.open_box(carried.reply_key(self._key), closed, carried.reply_info(header.device))
        except (BoxRefused, NotReadable, NotCanonical) as error:
            raise NotForUs from error

    def _wanted(self, items: tuple[OutboxItem, ...]) -> dict[str, BlobRef]:
        named = {blob.sha256: blob for item in items for blob in item.blobs}
        there = self._receipts.receipted(tuple(named))
        return {sha256: blob for sha256, blob in named.items() if sha256 not in there}

    def _records(self, note: OutboxNote, items: tuple[OutboxItem, ...], files: dict[str, BlobRef]) -> Iterator[Record]:
        yield _record(carried.NOTE, "", msgspec.json.encode(note))
        for item in items:
            yield _record(carried.ITEM, item.kind, msgspec.json.encode(self._outbox.bundle(item.id, item.revision)))
        for sha256, blob in files.items():
            yield Record(kind=carried.FILE, name=sha256, size=blob.size, data=partial(self._outbox.blob, sha256))


def _record(kind: str, name: str, data: bytes) -> Record:
    return Record(kind=kind, name=name, size=len(data), data=lambda: data)


def watched(
    records: Iterator[Record], total: int, progress: Callable[[Progress], None], cancelled: Callable[[], bool]
) -> Iterator[Record]:
    """The records, counted as they go. Raises Stopped when somebody cancelled."""
    for done, record in enumerate(records):
        if cancelled():
            raise Stopped
        progress(Progress(stage="files", done=done, total=total))
        yield record
    progress(Progress(stage="files", done=total, total=total))


class ReplyLink:
    """A reply on a stick, asked as a link to headquarters is. Nothing it gives is believed before its signature."""

    def __init__(self, records: Iterator[Incoming], device: str, closed_at: datetime) -> None:
        self._records = records
        self._next: Incoming | None = None
        self._closed_at = closed_at
        self._answers: dict[tuple[str, str], ItemAnswer] | None = None
        self._files: dict[str, Signed] = {}
        note = self._take()
        if note is None or note.kind != carried.NOTE:
            raise CourierDamaged
        if note.decoded(ReplyNote, carried.LONGEST_MESSAGE).device != device:
            raise NotForUs

    def moment(self) -> datetime:
        """When headquarters closed the reply."""
        return self._closed_at

    def page(self, cursor: int) -> Signed | None:
        """The page that follows `cursor`; None when the reply holds none."""
        while (record := self._take()) is not None and record.kind == carried.PAGE:
            if record.name == str(cursor):
                return record.decoded(Signed, carried.LONGEST_MESSAGE)
            record.skip()
        self._next = record
        return None

    def changes(self, cursor: int) -> Signed:
        """As a link: there has to be such a page."""
        page = self.page(cursor)
        if page is None:
            raise BadMessage
        return page

    def answer(self, kind: str, sha256: str) -> ItemAnswer | None:
        """What headquarters says of one item; None when it does not speak of it."""
        return self._read().get((kind, sha256))

    def push(self, bundle: Bundle | AdditionBundle) -> tuple[Signed, int]:
        """The receipt of what travelled in a file before; raises what headquarters refused it with."""
        if isinstance(bundle, Bundle):
            answer = self.answer("inspection", digest(bundle.manifest))
        else:
            answer = self.answer(kind_of(bundle), digest(bundle.addition))
        if answer is None:
            raise ServerFailed
        if answer.receipt is None:
            raise from_reply(answer.status, answer.refusal)
        return answer.receipt, 0

    def file(self, sha256: str) -> Signed:
        """The receipt of a file."""
        self._read()
        if sha256 not in self._files:
            raise ServerFailed
        return self._files[sha256]

    def blob_offset(self, sha256: str) -> int:
        """Files are not continued on a stick."""
        del sha256
        raise ServerFailed

    def send_blob(self, sha256: str, offset: int, total: int, chunk: bytes) -> Signed | int:
        """Nothing is sent."""
        del offset, total, chunk
        return self.file(sha256)

    def close(self) -> None:
        """Nothing to hang up."""

    def _take(self) -> Incoming | None:
        record, self._next = self._next, None
        return record if record is not None else next(self._records, None)

    def _read(self) -> dict[tuple[str, str], ItemAnswer]:
        if self._answers is None:
            self._answers = {}
            while (record := self._take()) is not None:
                if record.kind == carried.ITEM:
                    answer = record.decoded(ItemAnswer, carried.LONGEST_MESSAGE)
                    self._answers[answer.kind, answer.sha256] = answer
                elif record.kind == carried.FILE:
                    self._files[record.name] = record.decoded(Signed, carried.LONGEST_MESSAGE)
                else:
                    record.skip()
        return self._answers


class _Carried(Exchange):
    """An exchange whose link is a reply: it may hold no page for us, and speaks only of what was in our file."""

    def __init__(
        self,
        link: ReplyLink,
        outbox: Outbox,
        updating: Updating,
        root: x509.Certificate,
        device: str,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
        receipts: ReceiptSource,
    ) -> None:
        super().__init__(link, outbox, updating, root, device, progress, cancelled)
        self._reply = link
        self._receipts = receipts

    def _pull(self) -> None:
        while True:
            self._check()
            cursor = self._updating.cursor()
            signed = self._reply.page(cursor)
            if signed is None:
                break
            page = self._open(signed, ChangesPage)
            if (page.device, page.after) != (self._device, cursor) or (page.more and page.cursor <= cursor):
                raise BadMessage
            self._keep(page)
            if not page.more:
                break
        self._heard()

    def _item(self, item: OutboxItem) -> SyncItem:
        if self._reply.answer(item.kind, item.sha256) is None:
            return SyncItem(id=item.id, kind=item.kind, state=item.state, bytes_sent=0, receipt="", problem=None)
        return super()._item(item)

    def _send_file(self, blob: BlobRef) -> int:
        if self._receipts.receipted((blob.sha256,)):  # it went over the network before
            return 0
        receipt = self._reply.file(blob.sha256)
        self._receipt(receipt, "blob", blob.sha256, blob.sha256)
        self._outbox.blob_receipted(blob.sha256, receipt)
        return 0
