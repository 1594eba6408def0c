"""Photos that no seal names: kept while they may be needed, gone N days after the receipt."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from inspector.core.errors import NotFound
from inspector.services import album
from inspector.services.ports import Evidence
from inspector.store import unsealed
from inspector.wire.messages import ParameterBody
from tests.store import laptops
from tests.store.laptops import CHECKLIST, Laptop
from tests.store.test_seals import ACT, AT, bundle, receipt

SENT, OPEN = b"the picture that was sealed", b"the picture before faces were closed"
RECEIVED = datetime(2026, 11, 24, tzinfo=UTC)


def kept(laptop: Laptop, inspection: str, name: str, data: bytes) -> Evidence:
    told = Evidence(name=name, sha256=name, size=len(data), media_type="image/jpeg", original_sha256=name)
    laptop.store.evidence.add(inspection, told, data)
    return told


def sealed(laptop: Laptop) -> str:
    inspection = laptop.start()
    closed = kept(laptop, inspection, "closed.jpg", SENT)
    kept(laptop, inspection, "open.jpg", OPEN)
    named = {"name": closed.name, "node": "n", "sha256": closed.sha256, "size": 1, "media_type": "image/jpeg"}
    manifest = json.dumps({"format": "x", "evidence": [named]})
    laptop.store.seals.keep(bundle(inspection, manifest), ACT, AT)
    return inspection


def forget(laptop: Laptop, after: timedelta) -> int:
    with laptop.store.database.write() as connection:
        return unsealed.forget(connection, RECEIVED + after)


def test_what_was_not_sealed_goes_days_after_the_receipt_and_not_before(laptop: Laptop) -> None:
    inspection = sealed(laptop)
    assert forget(laptop, timedelta(days=4000)) == 0
    (item,) = laptop.store.seals.pending()
    laptop.store.seals.sent(item, receipt(inspection, item.sha256, missing=("a",)))
    assert forget(laptop, timedelta(days=4000)) == 0
    laptop.store.seals.accepted(item, receipt(inspection, item.sha256))
    assert forget(laptop, timedelta(days=unsealed.DAYS) - timedelta(seconds=1)) == 0
    assert forget(laptop, timedelta(days=unsealed.DAYS)) == 1
    assert laptop.store.evidence.read(inspection, "closed.jpg") == SENT
    with pytest.raises(NotFound):
        laptop.store.evidence.read(inspection, "open.jpg")
    assert laptop.store.seals.act(inspection) == ACT
    assert laptop.store.evidence.sweep(older_than=timedelta()) == 1


def test_the_checklist_says_how_many_days(laptop: Laptop) -> None:
    told = ParameterBody(name="p_originals_days", value="3", unit="day", source="", changed_by="hq")
    body = CHECKLIST.__struct_fields__
    assert "parameters" in body
    changed = {name: getattr(CHECKLIST, name) for name in body} | {"parameters": [told], "version": "2"}
    laptop.updating.accept(laptops.page([("checklist", type(CHECKLIST)(**changed))], first=900))
    inspection = sealed(laptop)
    (item,) = laptop.store.seals.pending()
    laptop.store.seals.accepted(item, receipt(inspection, item.sha256))
    assert forget(laptop, timedelta(days=2)) == 0
    assert forget(laptop, timedelta(days=3)) == 1


def test_what_cannot_be_read_deletes_nothing(laptop: Laptop) -> None:
    inspection = laptop.start()
    kept(laptop, inspection, "open.jpg", OPEN)
    laptop.store.seals.keep(bundle(inspection), ACT, AT)
    (item,) = laptop.store.seals.pending()
    laptop.store.seals.accepted(item, receipt(inspection, item.sha256))
    assert forget(laptop, timedelta(days=4000)) == 0


def test_pictures_that_wait_to_be_laid_out_are_not_swept_those_put_aside_are(laptop: Laptop) -> None:
    inspection = laptop.start()
    opened = laptop.inspecting.open(inspection)
    waits, foreign, closed = (kept(laptop, inspection, f"{name}.jpg", b"1") for name in ("waits", "foreign", "closed"))
    done = [*album.bring(opened, [waits, foreign], "r").operations, *album.put_aside(opened, foreign.name).operations]
    done += album.blur(opened, waits.name, replace(closed, original_sha256=waits.original_sha256)).operations
    laptop.inspecting.record(inspection, done)
    assert laptop.store.evidence.sweep(older_than=timedelta()) == 1
    for name in (waits.name, closed.name):
        assert laptop.store.evidence.read(inspection, name)
    with pytest.raises(NotFound):
        laptop.store.evidence.read(inspection, foreign.name)
