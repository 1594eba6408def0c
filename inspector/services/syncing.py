"""The exchange with headquarters: what it tells is pulled, what is sealed here is pushed, oldest first.

Everything may break off at any byte and be repeated: pages are stored with their cursor, a repeated bundle gets the
receipt it got before, a file continues where headquarters has it. An item is accepted only when everything it names
is receipted by a signature that leads to the root. One refused item never holds up the next.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Literal, TypeVar

import msgspec
from cryptography import x509

from inspector.core.errors import Refusal, WorldFailed
from inspector.services.errors import DamagedFile
from inspector.services.ports import (
    DeviceHqLink,
    Outbox,
    OutboxItem,
    Progress,
    SyncItem,
    SyncReport,
    SyncState,
)
from inspector.services.updating import Updating
from inspector.wire.errors import BadMessage, BlobOffset, SealNotReceived, ServerBusy, ServerFailed, ServerFull
from inspector.wire.messages import BlobRef, ChangesPage, Receipt, Signed
from inspector.wire.seal import open_signed

T = TypeVar("T")

MOVES = 3
"""How often headquarters may say that one file stands elsewhere."""

_OFFSET = re.compile(r"[0-9]{1,15}")

CHUNK = 256 * 1024
"""Bytes of a file in one request: a cut link repeats at most this much."""

_BROKEN_OFF = (WorldFailed, ServerBusy, ServerFull)
"""What ends an exchange without judging the item: it waits for the next one."""


def _silent(_: Progress) -> None:
    """Nobody watches."""


def _never() -> bool:
    return False


class Cancelled(Exception):
    """Somebody stopped the exchange between two requests."""


class Syncing:
    """Exchanges of one laptop, `device`, with headquarters. `linker` dials anew for each; one exchange at a time."""

    def __init__(
        self,
        linker: Callable[[], DeviceHqLink],
        outbox: Outbox,
        updating: Updating,
        root: x509.Certificate,
        device: str,
    ) -> None:
        self._linker = linker
        self._outbox = outbox
        self._updating = updating
        self._root = root
        self._device = device
        self._online: bool | None = None

    def state(self) -> SyncState:
        """What the top bar says."""
        pending = self._outbox.pending()
        return SyncState(
            waiting=sum(item.state != "refused" for item in pending),
            refused=sum(item.state == "refused" for item in pending),
            last_exchange=self._outbox.last_exchange(),
            online=self._online,
        )

    def once(
        self,
        progress: Callable[[Progress], None] = _silent,
        cancelled: Callable[[], bool] = _never,
        *,
        files: bool = True,
    ) -> SyncReport:
        """One exchange. What breaks it off is in the report, not raised: what was done before it counts.

        Without `files` only facts go, which are small: where the network costs, somebody is asked before photos do.
        """
        link = self._linker()
        exchange = Exchange(link, self._outbox, self._updating, self._root, self._device, progress, cancelled)
        try:
            report = exchange.run(files=files)
        finally:
            link.close()
        self._online = report.problem is None
        return report


class Exchange:
    """One exchange over one link. What carries files instead of requests says in a subclass how."""

    def __init__(
        self,
        link: DeviceHqLink,
        outbox: Outbox,
        updating: Updating,
        root: x509.Certificate,
        device: str,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self._link = link
        self._outbox = outbox
        self._updating = updating
        self._root = root
        self._device = device
        self._progress = progress
        self._cancelled = cancelled
        self._pulled = 0
        self._done: list[SyncItem] = []
        self._files = True
        self._held: dict[str, int] = {}

    def run(self, *, files: bool = True) -> SyncReport:
        self._files = files
        problem: Refusal | None = None
        try:
            problem = self._news()
            self._push()
        except Cancelled:
            pass
        except Refusal as refusal:
            problem = refusal
        tried = {item.id for item in self._done}
        left = [_item(entry, "waiting") for entry in self._outbox.pending() if entry.id not in tried]
        return SyncReport(
            pulled=self._pulled,
            items=(*self._done, *left),
            problem=problem,
            held=sum(self._held.values()),
            held_files=len(self._held),
        )

    def _news(self) -> Refusal | None:
        """Pull; a page this laptop cannot read (headquarters may be newer) keeps no sealed inspection back."""
        try:
            self._pull()
        except BadMessage as unreadable:
            return unreadable
        return None

    def _pull(self) -> None:
        more = True
        while more:
            self._check()
            cursor = self._updating.cursor()
            page = self._open(self._link.changes(cursor), ChangesPage)
            if (page.device, page.after) != (self._device, cursor):  # shown again by somebody on the way
                raise BadMessage
            if page.more and page.cursor <= cursor:  # asking on would never end
                raise BadMessage
            self._keep(page)
            if page.head is not None:
                self._outbox.continue_chain(page.head)
            more = page.more
        self._heard()

    def _keep(self, page: ChangesPage) -> None:
        self._pulled += self._updating.accept(page)
        self._progress(Progress(stage="pull", done=self._pulled, total=0))

    def _heard(self) -> None:
        """Remember when headquarters spoke; what a courier brings may be older than the last exchange."""
        moment, last = self._link.moment(), self._outbox.last_exchange()
        if last is None or moment > last:
            self._outbox.exchanged(moment)

    def _push(self) -> None:
        pending = self._outbox.pending()
        for number, item in enumerate(pending):
            self._check()
            self._progress(Progress(stage="facts", done=number, total=len(pending)))
            self._done.append(self._item(item))
        self._progress(Progress(stage="facts", done=len(pending), total=len(pending)))

    def _item(self, item: OutboxItem) -> SyncItem:
        try:
            return self._deliver(item)
        except (DamagedFile, ServerFailed, SealNotReceived) as fault:
            # A file spoilt on this disk, a mistake of headquarters' over this item, or what it was added to is not
            # there yet: it was not judged, and the others are not held back.
            return replace(_item(item, "waiting"), problem=fault)
        except _BROKEN_OFF:
            raise
        except Refusal as refusal:
            self._outbox.refused(item, refusal)
            return replace(_item(item, "refused"), problem=refusal)

    def _deliver(self, item: OutboxItem) -> SyncItem:
        signed, sent = self._link.push(self._outbox.bundle(item.id, item.revision))
        receipt = self._receipt(signed, item.kind, item.id, item.sha256)
        if receipt.missing:
            self._outbox.sent(item, signed)
        named = {blob.sha256: blob for blob in item.blobs}
        for sha256 in receipt.missing:
            if sha256 not in named:
                raise BadMessage
            if self._files:
                sent += self._send_file(named[sha256])
            else:
                self._held[sha256] = named[sha256].size
        if receipt.missing and not self._files:
            return replace(_item(item, "waiting"), bytes_sent=sent)
        self._outbox.accepted(item, signed)
        return replace(_item(item, "accepted"), bytes_sent=sent, receipt=signed.body)

    def _send_file(self, blob: BlobRef) -> int:
        data = self._outbox.blob(blob.sha256)
        offset, sent, moved = self._link.blob_offset(blob.sha256), 0, 0
        while True:
            self._check()
            chunk = data[offset : offset + CHUNK]
            try:
                answer = self._link.send_blob(blob.sha256, offset, len(data), chunk)
            except BlobOffset as refusal:
                # A request that was answered into a cut link did arrive: go on from where headquarters stands.
                standing = refusal.params.get("offset", "")
                if moved == MOVES or not _OFFSET.fullmatch(standing):
                    raise
                answer, chunk, moved = int(standing), b"", moved + 1
            sent += len(chunk)
            self._progress(Progress(stage="files", done=min(offset + len(chunk), len(data)), total=len(data)))
            if isinstance(answer, Signed):
                self._receipt(answer, "blob", blob.sha256, blob.sha256)
                self._outbox.blob_receipted(blob.sha256, answer)
                return sent
            if answer > len(data) or (answer <= offset and chunk):
                raise BadMessage
            offset = answer

    def _receipt(self, signed: Signed, kind: str, name: str, sha256: str) -> Receipt:
        receipt = self._open(signed, Receipt)
        if (receipt.kind, receipt.id, receipt.sha256) != (kind, name, sha256):
            raise BadMessage
        return receipt

    def _open(self, signed: Signed, kind: type[T]) -> T:
        body = open_signed(signed, self._root, self._link.moment())
        try:
            return msgspec.json.decode(body, type=kind)
        except msgspec.MsgspecError as error:
            raise BadMessage from error

    def _check(self) -> None:
        if self._cancelled():
            raise Cancelled


def _item(entry: OutboxItem, state: Literal["waiting", "accepted", "refused"]) -> SyncItem:
    return SyncItem(id=entry.id, kind=entry.kind, state=state, bytes_sent=0, receipt="", problem=None)
