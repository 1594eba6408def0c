"""What is sealed stays, goes out until it is receipted, and is given out byte for byte."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from inspector.core.errors import DiskFull, NotFound, Refusal
from inspector.services.errors import DamagedFile, InspectionSealed
from inspector.services.ports import InspectionState
from inspector.store import seals
from inspector.wire.messages import BlobRef, Bundle, Receipt, Signed
from tests.store.laptops import Laptop

AT = datetime(2026, 11, 24, 12, 7, tzinfo=UTC)
ACT = b"%PDF the signed act"


def bundle(inspection: str, manifest: str = '{"a":1}', revision: int = 1) -> Bundle:
    blob = BlobRef(sha256=hashlib.sha256(ACT).hexdigest(), size=len(ACT), kind="act", media_type="application/pdf")
    return Bundle(
        id=inspection, revision=revision, manifest=manifest, signature="s", certificates=["c"], instance="<data/>",
        envelope="e", blobs=[blob],
    )  # fmt: skip


def receipt(item: str, sha256: str, kind: str = "inspection", missing: tuple[str, ...] = ()) -> Signed:
    told = Receipt(kind=kind, id=item, revision=1, sha256=sha256, received_at="2026-11-24", missing=list(missing))
    return Signed(body=msgspec.json.encode(told).decode(), signature="s", certificate="c")


def state(laptop: Laptop, inspection: str) -> str:
    return next(found.state for found in laptop.inspecting.summaries() if found.id == inspection)


def test_a_sealed_inspection_is_kept_whole_and_waits(laptop: Laptop) -> None:
    inspection, store = laptop.start(), laptop.store.seals
    assert store.last_manifest_sha256() == ""
    store.keep(bundle(inspection), ACT, AT)
    assert store.last_manifest_sha256() == hashlib.sha256(b'{"a":1}').hexdigest()
    assert store.act(inspection) == ACT == store.blob(hashlib.sha256(ACT).hexdigest())
    assert store.bundle(inspection) == store.bundle(inspection, 1) == bundle(inspection)
    (item,) = store.pending()
    assert (item.id, item.kind, item.revision, item.state) == (inspection, "inspection", 1, "waiting")
    assert item.blobs == tuple(bundle(inspection).blobs)
    assert store.counts() == (1, 0)
    today = laptop.inspecting.today()
    assert ([found.act for found in today.done], today.drafts) == ([hashlib.sha256(ACT).hexdigest()], ())
    assert (today.total_done, today.assigned) == (1, ())
    assert laptop.institutions.search("15")[0].state == "sealed"


def test_nothing_is_sealed_twice_and_nothing_changes_after(laptop: Laptop) -> None:
    inspection = laptop.start()
    opened = laptop.inspecting.open(inspection)
    laptop.store.seals.keep(bundle(inspection), ACT, AT)
    with pytest.raises(InspectionSealed):
        laptop.store.seals.keep(bundle(inspection, '{"a":2}'), b"another", AT)
    with pytest.raises(InspectionSealed):
        laptop.inspecting.record(inspection, opened.answer("/data/card/roll", "1").operations)
    assert laptop.store.seals.bundle(inspection).manifest == '{"a":1}'
    assert laptop.store.seals.act(inspection) == ACT


def test_a_seal_that_fails_half_way_leaves_the_draft(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    inspection = laptop.start()

    def full(*_: object, **__: object) -> None:
        raise DiskFull

    monkeypatch.setattr(seals, "insert", full)
    with pytest.raises(DiskFull):
        laptop.store.seals.keep(bundle(inspection), ACT, AT)
    assert state(laptop, inspection) == InspectionState.DRAFT
    assert laptop.store.seals.pending() == ()
    monkeypatch.undo()
    assert laptop.store.evidence.sweep(older_than=timedelta()) == 1
    laptop.store.seals.keep(bundle(inspection), ACT, AT)


def test_the_way_of_an_item_to_headquarters(laptop: Laptop) -> None:
    first, second, store = laptop.start(), laptop.start(), laptop.store.seals
    store.keep(bundle(first), ACT, AT)
    store.keep(bundle(second, '{"a":2}'), ACT, AT)
    one, two = store.pending()
    assert (one.id, two.id) == (first, second)
    sha256 = hashlib.sha256(ACT).hexdigest()
    store.sent(one, receipt(first, one.sha256, missing=(sha256,)))
    assert (state(laptop, first), store.pending()[0].state) == ("sent", "sent")
    store.blob_receipted(sha256, receipt(sha256, sha256, "blob"))
    store.accepted(one, receipt(first, one.sha256))
    store.accepted(one, receipt(first, one.sha256))
    assert (state(laptop, first), store.pending()) == ("accepted", (two,))
    store.refused(two, NotFound(what="place"))
    (refused,) = store.pending()
    assert (refused.state, refused.problem, refused.problem_params) == ("refused", "not_found", {"what": "place"})
    assert (state(laptop, second), store.counts()) == ("refused", (0, 1))
    store.accepted(refused, receipt(second, two.sha256))
    assert (state(laptop, second), store.counts()) == ("accepted", (0, 0))
    with laptop.store.database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM receipt").scalar() == 3


def test_the_latest_exchange_is_remembered(laptop: Laptop) -> None:
    assert laptop.store.seals.last_exchange() is None
    laptop.store.seals.exchanged(AT)
    assert laptop.store.seals.last_exchange() == AT


def test_what_was_never_sealed_is_not_found(laptop: Laptop) -> None:
    inspection, store = laptop.start(), laptop.store.seals
    for ask in (store.act, store.bundle, store.blob):
        with pytest.raises(Refusal):
            ask(inspection)


def test_a_changed_act_is_not_given_out(laptop: Laptop) -> None:
    inspection = laptop.start()
    laptop.store.seals.keep(bundle(inspection), ACT, AT)
    (path,) = laptop.home.evidence.iterdir()
    spoilt = bytearray(path.read_bytes())
    spoilt[-1] ^= 1
    path.write_bytes(spoilt)
    with pytest.raises(DamagedFile):
        laptop.store.seals.act(inspection)


def test_a_photo_that_is_an_answer_itself_is_not_swept(laptop: Laptop, tmp_path: Path) -> None:
    """An author's own picture question holds the photo's name as its answer: nothing is attached."""
    source = tmp_path / "photo.png"
    Image.new("RGB", (9, 9)).save(source)
    inspection = laptop.start()
    opened = laptop.inspecting.open(inspection)
    kept = laptop.evidence.store(inspection, source)
    laptop.inspecting.record(inspection, opened.answer("/data/cctv/dummy/note", kept.name).operations)
    assert laptop.store.evidence.sweep(older_than=timedelta(seconds=-1)) == 0
    assert laptop.evidence.read(inspection, kept.name)


def test_the_sweep_forgets_photos_never_attached_and_keeps_the_others(laptop: Laptop, tmp_path: Path) -> None:
    source = tmp_path / "photo.png"
    Image.new("RGB", (9, 9)).save(source)
    inspection = laptop.start()
    opened = laptop.inspecting.open(inspection)
    kept, lost = laptop.evidence.store(inspection, source), laptop.evidence.store(inspection, source)
    laptop.inspecting.record(inspection, opened.attach("/data/cctv/dummy", kept).operations)
    assert laptop.store.evidence.sweep() == 0
    assert laptop.store.evidence.sweep(older_than=timedelta(seconds=-1)) == 1
    assert set(laptop.inspecting.open(inspection).evidence) == {kept.name} != {lost.name}
    assert laptop.evidence.read(inspection, kept.name)
