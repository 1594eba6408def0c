"""An exchange that may break off at any request ends, after enough repetitions, with everything accepted once."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.core.errors import Refusal, WorldFailed
from inspector.services.errors import DamagedFile
from inspector.services.ports import OutboxItem, ReceivedChange
from inspector.services.syncing import CHUNK, Syncing
from inspector.services.updating import Updating
from inspector.wire import certificates as pki
from inspector.wire.errors import BadMessage, BlobOffset, Conflict, ServerFailed
from inspector.wire.messages import BlobRef, Bundle, ChangesPage, Receipt, Signed, TimeReply
from inspector.wire.seal import digest, sign_message

DEVICE = "device-1"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ROOT, ROOT_KEY = pki.make_root("Штаб", 3650, now=NOW)
OPERATING_KEY = pki.new_key()
OPERATING = pki.issue_operating(ROOT, ROOT_KEY, OPERATING_KEY.public_key(), name="Штаб", valid_days=365, now=NOW)
FAKE_ROOT, FAKE_ROOT_KEY = pki.make_root("Штаб", 3650, now=NOW)
FAKE = pki.issue_operating(FAKE_ROOT, FAKE_ROOT_KEY, OPERATING_KEY.public_key(), name="Ш", valid_days=365, now=NOW)
FILES = {digest(data): data for data in (b"a" * 10, b"b" * (CHUNK + 7), b"", b"c" * CHUNK)}


class Cut(WorldFailed):
    code = "cut"


def page(after: int, cursor: int, *, more: bool = False, device: str = DEVICE) -> ChangesPage:
    return ChangesPage(device=device, after=after, cursor=cursor, more=more, changes=[])


def signed(message: msgspec.Struct) -> Signed:
    return sign_message(msgspec.json.encode(message).decode(), OPERATING_KEY, OPERATING)


class Headquarters:
    """Keeps what arrives; `faults` says for each request whether it is lost before (1) or after (2) it worked."""

    def __init__(self, faults: list[int]) -> None:
        self.faults = faults
        self.files: dict[str, bytes] = {}
        self.stored: Counter[str] = Counter()
        self.receipts: dict[str, Signed] = {}

    def _fault(self, when: int) -> None:
        if self.faults and self.faults[0] == when:
            self.faults.pop(0)
            raise Cut
        if self.faults and when == 2:
            self.faults.pop(0)

    def moment(self) -> datetime:
        return NOW

    def changes(self, cursor: int) -> Signed:
        self._fault(1)
        self._fault(2)
        return signed(page(cursor, 3, more=cursor == 0))

    def push(self, bundle: Bundle) -> tuple[Signed, int]:
        self._fault(1)
        if bundle.id == "conflicting":
            raise Conflict
        if bundle.id not in self.receipts:
            self.stored[bundle.id] += 1
            missing = [blob.sha256 for blob in bundle.blobs if blob.sha256 not in self.files]
            self.receipts[bundle.id] = signed(
                Receipt(kind="inspection", id=bundle.id, revision=1, sha256=digest(bundle.manifest),
                        received_at=NOW.isoformat(), missing=missing)
            )  # fmt: skip
        self._fault(2)
        return self.receipts[bundle.id], 1

    def blob_offset(self, sha256: str) -> int:
        self._fault(1)
        self._fault(2)
        return len(self.files.get(sha256, b""))

    def send_blob(self, sha256: str, offset: int, total: int, chunk: bytes) -> Signed | int:
        self._fault(1)
        have = self.files.get(sha256, b"")
        if offset != len(have):
            raise BlobOffset(offset=len(have))
        self.files[sha256] = have + chunk
        self._fault(2)
        if len(self.files[sha256]) < total:
            return len(self.files[sha256])
        return signed(Receipt(kind="blob", id=sha256, revision=0, sha256=sha256, received_at=NOW.isoformat()))

    def close(self) -> None:
        pass


class Laptop:
    """An outbox of three inspections, the second of which headquarters refuses; a change cursor."""

    def __init__(self) -> None:
        self.items = dict.fromkeys(("first", "conflicting", "last"), "waiting")
        self.where = 0
        self.refusals: list[str] = []
        self.receipted: Counter[str] = Counter()

    def pending(self) -> tuple[OutboxItem, ...]:
        return tuple(
            OutboxItem(id=name, kind="inspection", revision=1, sha256=digest(name), state=state, blobs=self._blobs())
            for name, state in self.items.items()
            if state != "accepted"
        )

    @staticmethod
    def _blobs() -> tuple[BlobRef, ...]:
        return tuple(BlobRef(sha256=s, size=len(d), kind="photo", media_type="image/jpeg") for s, d in FILES.items())

    def bundle(self, item_id: str, revision: int) -> Bundle:
        return Bundle(id=item_id, revision=revision, manifest=item_id, signature="", certificates=[], instance="",
                      envelope="", blobs=list(self._blobs()))  # fmt: skip

    def blob(self, sha256: str) -> bytes:
        return FILES[sha256]

    def sent(self, item: OutboxItem, receipt: Signed) -> None:
        self.items[item.id] = "sent"

    def accepted(self, item: OutboxItem, receipt: Signed) -> None:
        assert json.loads(receipt.body)["sha256"] == item.sha256
        self.items[item.id] = "accepted"

    def blob_receipted(self, sha256: str, receipt: Signed) -> None:
        self.receipted[sha256] += 1

    def refused(self, item: OutboxItem, problem: Refusal) -> None:
        self.items[item.id] = "refused"
        self.refusals.append(problem.code)

    def exchanged(self, at: datetime) -> None:
        self.at = at

    def last_exchange(self) -> datetime | None:
        return getattr(self, "at", None)

    def continue_chain(self, head: str) -> None:
        """Nothing was restored here."""

    def cursor(self) -> int:
        return self.where

    def accept(self, changes: Sequence[ReceivedChange], cursor: int) -> int:
        self.where = cursor
        return len(changes)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 2), max_size=40))
def test_whatever_is_cut_everything_arrives_once(faults: list[int]) -> None:
    headquarters, laptop = Headquarters(list(faults)), Laptop()
    syncing = Syncing(lambda: headquarters, laptop, Updating(laptop), ROOT, DEVICE)
    report = syncing.once()
    for _ in range(len(faults)):
        if report.problem is None:
            break
        assert report.problem.code == "cut"
        report = syncing.once()
    assert {item.id: item.state for item in report.items}["conflicting"] == "refused"
    assert laptop.items == {"first": "accepted", "conflicting": "refused", "last": "accepted"}
    assert headquarters.stored == {"first": 1, "last": 1}
    assert headquarters.files == FILES
    assert syncing.state().refused == 1
    assert syncing.state().online is True


def test_facts_go_alone_and_the_files_follow_when_somebody_says_so() -> None:
    headquarters, laptop = Headquarters([]), Laptop()
    syncing = Syncing(lambda: headquarters, laptop, Updating(laptop), ROOT, DEVICE)
    for _ in range(2):  # asked again, it still waits for the word
        report = syncing.once(files=False)
        assert (report.held_files, report.held) == (len(FILES), sum(map(len, FILES.values())))
        assert report.problem is None
        assert headquarters.stored == {"first": 1, "last": 1}
        assert headquarters.files == {}
        assert laptop.items == {"first": "sent", "conflicting": "refused", "last": "sent"}
    report = syncing.once()
    assert (report.held_files, report.held) == (0, 0)
    assert headquarters.files == FILES
    assert laptop.items == {"first": "accepted", "conflicting": "refused", "last": "accepted"}


def test_a_receipt_of_another_root_changes_nothing() -> None:
    class Impostor(Headquarters):
        def push(self, bundle: Bundle) -> tuple[Signed, int]:
            honest, sent = super().push(bundle)
            return sign_message(honest.body, OPERATING_KEY, FAKE), sent

    laptop = Laptop()
    report = Syncing(lambda: Impostor([]), laptop, Updating(laptop), ROOT, DEVICE).once()
    assert "accepted" not in laptop.items.values()
    assert {item.state for item in report.items} == {"refused"}


def test_a_receipt_for_something_else_is_not_taken() -> None:
    class Confused(Headquarters):
        def push(self, bundle: Bundle) -> tuple[Signed, int]:
            receipt = Receipt(kind="inspection", id=bundle.id, revision=1, sha256=digest("other"), received_at="")
            return signed(receipt), 1

    laptop = Laptop()
    Syncing(lambda: Confused([]), laptop, Updating(laptop), ROOT, DEVICE).once()
    assert "accepted" not in laptop.items.values()


def test_an_offset_that_never_moves_ends() -> None:
    class Stubborn(Headquarters):
        def send_blob(self, sha256: str, offset: int, total: int, chunk: bytes) -> Signed | int:
            raise BlobOffset(offset=0)

    laptop = Laptop()
    report = Syncing(lambda: Stubborn([]), laptop, Updating(laptop), ROOT, DEVICE).once()
    assert {item.state for item in report.items} == {"refused"}


def test_a_cancelled_exchange_leaves_the_rest_waiting() -> None:
    laptop = Laptop()
    report = Syncing(lambda: Headquarters([]), laptop, Updating(laptop), ROOT, DEVICE).once(cancelled=lambda: True)
    assert report.problem is None
    assert [item.state for item in report.items] == ["waiting"] * 3


def test_a_page_that_leads_nowhere_ends_the_exchange() -> None:
    asked = []

    class Repeating(Headquarters):
        def changes(self, cursor: int) -> Signed:
            asked.append(cursor)
            assert len(asked) < 9
            return signed(page(cursor, 1, more=True))

    laptop = Laptop()
    report = Syncing(lambda: Repeating([]), laptop, Updating(laptop), ROOT, DEVICE).once()
    assert report.problem is not None
    assert (report.problem.code, asked) == ("bad_message", [0, 1])


def test_an_item_headquarters_breaks_on_holds_up_nothing_else() -> None:
    class Breaking(Headquarters):
        def push(self, bundle: Bundle) -> tuple[Signed, int]:
            if bundle.id == "first":
                raise ServerFailed
            return super().push(bundle)

    laptop = Laptop()
    report = Syncing(lambda: Breaking([]), laptop, Updating(laptop), ROOT, DEVICE).once()
    assert report.problem is None
    assert laptop.items == {"first": "waiting", "conflicting": "refused", "last": "accepted"}
    assert {item.id: item.problem.code for item in report.items if item.problem}["first"] == "server_failed"


def test_a_damaged_file_here_holds_up_nothing_else() -> None:
    class Damaged(Laptop):
        def bundle(self, item_id: str, revision: int) -> Bundle:
            if item_id == "first":
                raise DamagedFile
            return super().bundle(item_id, revision)

    laptop = Damaged()
    report = Syncing(lambda: Headquarters([]), laptop, Updating(laptop), ROOT, DEVICE).once()
    assert report.problem is None
    assert laptop.items == {"first": "waiting", "conflicting": "refused", "last": "accepted"}
    assert {item.id: item.problem.code for item in report.items if item.problem}["first"] == "damaged_file"


@pytest.mark.parametrize("shown", [page(0, 900, device="device-2"), page(7, 900), page(7, 900, device="device-2")])
def test_a_page_for_another_laptop_or_another_question_is_not_taken(shown: ChangesPage) -> None:
    """Signed, but shown again by somebody on the way: its cursor would step over what is meant for this laptop."""

    class Replaying(Headquarters):
        def changes(self, cursor: int) -> Signed:
            return signed(shown)

    laptop = Laptop()
    report = Syncing(lambda: Replaying([]), laptop, Updating(laptop), ROOT, DEVICE).once()
    assert laptop.where == 0
    assert isinstance(report.problem, BadMessage)


def test_what_was_sealed_goes_out_though_the_news_cannot_be_read() -> None:
    """Headquarters may be newer than this laptop: that is no reason to keep an inspection back."""

    class Newer(Headquarters):
        def changes(self, cursor: int) -> Signed:
            return signed(TimeReply(now="", protocol=1))

    laptop = Laptop()
    report = Syncing(lambda: Newer([]), laptop, Updating(laptop), ROOT, DEVICE).once()
    assert laptop.items == {"first": "accepted", "conflicting": "refused", "last": "accepted"}
    assert isinstance(report.problem, BadMessage)


@pytest.mark.parametrize("params", [{}, {"offset": "x"}, {"offset": "-5"}, {"offset": "9" * 5000}])
def test_an_offset_that_is_no_number_is_a_refusal(params: dict[str, str]) -> None:
    class Garbling(Headquarters):
        def send_blob(self, sha256: str, offset: int, total: int, chunk: bytes) -> Signed | int:
            raise BlobOffset(**params)

    laptop = Laptop()
    report = Syncing(lambda: Garbling([]), laptop, Updating(laptop), ROOT, DEVICE).once()
    assert {item.state for item in report.items} == {"refused"}
