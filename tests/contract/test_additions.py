"""What is added to a sealed act reaches a real headquarters over real HTTP: after its inspection, whole, once."""

import json
import logging
import random
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import msgspec
import pytest
from PIL import Image

from inspector.core.deadlines import Way
from inspector.forms.authoring import CompiledChecklist
from inspector.hq.services import courier
from inspector.hq.store.additions import AdditionRecord
from inspector.services.ports import Delivery
from inspector.wire import additions as wire
from inspector.wire import seal
from inspector.wire.errors import AdditionConflict, SealNotReceived, ServerFailed
from inspector.wire.messages import Receipt
from tests.contract.field import PASSPHRASE, Field, enrolled, items
from tests.factories import iin
from tests.hq.conftest import compiled, school
from tests.hq.serving import ServedHq, serving
from tests.world import say

__all__ = ["compiled"]


@pytest.fixture
def hq(tmp_path: Path, compiled: CompiledChecklist) -> Iterator[ServedHq]:
    with serving(tmp_path / "hq") as served:
        served.publish(compiled)
        served.institutions()
        yield served


@pytest.fixture
def field(hq: ServedHq, tmp_path: Path) -> Iterator[Field]:
    with enrolled(tmp_path / "home", hq.url, hq.code()) as made:
        yield made


def stored(hq: ServedHq) -> list[tuple[str, str]]:
    """Kind and id of every addition at headquarters, from the signed texts."""
    with hq.hq.database.reading() as work:
        told = [wire.read_addition(text) for _, text, _ in work.additions.texts(range(1, 20))]
    return [(each.kind, each.id) for each in told]


def test_everything_added_is_accepted_after_its_inspection(hq: ServedHq, field: Field, tmp_path: Path) -> None:
    inspection = field.seal(school(hq).id)
    delivering = field.place.delivering
    delivery = field.deliver(inspection)
    scan, photo = tmp_path / "scan.pdf", tmp_path / "photo.jpg"
    scan.write_bytes(b"%PDF-1.7\n" + bytes(300_000) + b"\n%%EOF")
    Image.new("RGB", (640, 480), "green").save(photo)
    delivering.attach_scan(inspection, scan)
    today = datetime.now().astimezone().date()
    delivering.object(inspection, "Не согласны с выводом о записях.", today, "Ибраев Н. С.")
    finding = next(each for each in delivering.after(inspection).findings if each.check == "archive")
    delivering.repair(inspection, finding, "Поставили диск.", [photo])
    kinds = ["delivery", "scan", "objection", "repair"]
    assert field.state(inspection) == [(kind, "waiting") for kind in kinds]
    report = field.exchange()
    assert report.problem is None
    assert items(report) == [(kind, "accepted") for kind in ("inspection", *kinds)]
    assert field.state(inspection) == [(kind, "accepted") for kind in kinds]
    assert [kind for kind, _ in stored(hq)] == kinds
    assert report.items[1].id == delivery.addition.id
    assert msgspec.json.decode(report.items[1].receipt, type=Receipt).kind == "delivery"
    for each in delivering.after(inspection).added:
        for file in each.addition.files:
            assert hq.hq.blobs.path(file.sha256) is not None
    assert items(field.exchange()) == [], "nothing is sent twice"
    page = httpx.get(f"{hq.url}/inspections/{inspection}", trust_env=False).text
    for words in ("Вручение акта", "На бумаге под подпись", "Ибраев Н. С.", "текст в закрытом конверте"):
        assert words in page
    assert "Не согласны" not in page
    links = re.findall(r'href="(/inspections/[^"]+/added/[0-9a-f]{64})"', page)
    assert [httpx.get(hq.url + link, trust_env=False).status_code for link in links] == [200, 200]
    assert httpx.get(f"{hq.url}/inspections/{inspection}/added/{'0' * 64}", trust_env=False).status_code == 404


def test_headquarters_opens_the_free_words_and_its_tables_do_not_have_them(
    hq: ServedHq, field: Field, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    number = iin(random.Random(3), date(1961, 2, 3))
    inspection = field.seal(school(hq).id)
    words = f"Сторож Жумабеков Ерлан, ИИН {number}, обучен."
    after = field.place.delivering.object(inspection, words, datetime.now().astimezone().date(), "Ибраев Н. С.")
    (added,) = after.added
    assert items(field.exchange())[1] == ("objection", "accepted")
    with hq.hq.database._transactions.reading() as connection:
        rows = str(connection.exec_driver_sql("SELECT * FROM addition").all())
        closed = connection.exec_driver_sql("SELECT box FROM addition").scalar_one()
    for planted in (number, "Жумабеков"):
        assert planted not in rows
        assert planted not in caplog.text
    fields = json.loads(hq.hq.authority.open_addition(added.addition.id, closed))["fields"]
    assert fields[0]["value"] == words


def test_a_bad_item_does_not_hold_up_the_next(hq: ServedHq, field: Field) -> None:
    inspection = field.seal(school(hq).id)
    field.exchange()
    first, second = field.deliver(inspection, "Первый"), field.deliver(inspection, "Второй")
    told = msgspec.structs.replace(first.addition, added_at="2026-01-01T00:00:00+05:00")
    with hq.hq.database.writing() as work:  # headquarters has something else under the first one's id
        named = work.additions.named(inspection, 1)
        assert named is not None
        work.additions.add(
            AdditionRecord(
                id=told.id, kind=told.kind, revision=named.revision, sha256=seal.digest(seal.canonical(told)),
                text=seal.canonical(told), signature="", certificates=(), device=told.device, box=None,
                received_at=datetime.now(UTC), receipt=b"",
            )
        )  # fmt: skip
    report = field.exchange()
    assert [(item.id, item.state) for item in report.items] == [
        (first.addition.id, "refused"), (second.addition.id, "accepted"),
    ]  # fmt: skip
    assert isinstance(report.items[0].problem, AdditionConflict)
    (refused, _) = field.place.delivering.after(inspection).added
    assert (refused.state, refused.problem) == ("refused", "addition_conflict")


def test_an_addition_waits_for_an_inspection_that_is_not_there(hq: ServedHq, field: Field) -> None:
    inspection = field.seal(school(hq).id)
    field.deliver(inspection)
    with pytest.MonkeyPatch.context() as patch:

        def busy(*_: object) -> bytes:
            raise ServerFailed

        patch.setattr(hq.hq.intake, "accept", busy)
        report = field.exchange()
    assert items(report) == [("inspection", "waiting"), ("delivery", "waiting")]
    assert isinstance(report.items[1].problem, SealNotReceived)
    assert items(field.exchange()) == [("inspection", "accepted"), ("delivery", "accepted")]


def test_a_stick_carries_them_too(hq: ServedHq, field: Field, tmp_path: Path) -> None:
    inspection = field.seal(school(hq).id)
    field.deliver(inspection)
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.7 scan %%EOF")
    field.place.delivering.attach_scan(inspection, scan)
    out, back = tmp_path / "to-hq.qorgan", tmp_path / "from-hq.qorgan"
    assert field.place.courier.export(out).items == 3
    taken = courier.take_in(hq.hq, out, back, now=datetime.now(UTC))
    assert taken.refused == 0
    report = field.place.courier.take_reply(back)
    assert items(report) == [("inspection", "accepted"), ("delivery", "accepted"), ("scan", "accepted")]
    assert items(field.exchange()) == []
    assert [kind for kind, _ in stored(hq)] == ["delivery", "scan"]


def followed(hq: ServedHq) -> list[tuple[str, str]]:
    """Every violation headquarters follows, with its last day."""
    hq.hq.reviewer.review_waiting()
    with hq.hq.database.reading() as work:
        return [(each.name, each.due) for each in work.violations.of(school(hq).id)]


def test_the_terms_of_violations_begin_with_the_delivery(hq: ServedHq, field: Field) -> None:
    inspection = field.seal(school(hq).id)
    field.exchange()
    assert followed(hq) == [("archive", "")]
    field.deliver(inspection)
    field.exchange()
    end = (datetime.now().astimezone().date() + timedelta(days=14)).isoformat()
    assert followed(hq) == [("archive", end)]
    field.exchange()
    (told,) = field.place.institutions.last_visit(school(hq).id).violations
    assert told.due == end
    letter = Delivery(way=Way.POST, at=datetime.now().astimezone(), number="RA1")
    field.place.delivering.deliver(inspection, letter)
    field.exchange()
    assert followed(hq) == [("archive", "")], "the letter replaces it, and its notice is not here"
    field.place.delivering.notify(inspection, datetime.now().astimezone().date())
    field.exchange()
    assert followed(hq) == [("archive", end)]


def test_a_delivery_that_comes_with_its_inspection_counts(hq: ServedHq, field: Field) -> None:
    inspection = field.seal(school(hq).id)
    field.deliver(inspection)
    field.exchange()
    ((_, end),) = followed(hq)
    assert end == (datetime.now().astimezone().date() + timedelta(days=14)).isoformat()


def test_the_command_line_lists_them_with_their_kind(hq: ServedHq, tmp_path: Path) -> None:
    with enrolled(tmp_path / "cli", hq.url, hq.code()) as field:
        inspection = field.seal(school(hq).id)
        delivery = field.deliver(inspection)
    said = say("sync", "--once", "--json", "--passphrase-file", "-", home=tmp_path / "cli", stdin=PASSPHRASE)
    assert said.code == 0, said.err
    listed = [(row["id"], row["kind"], row["state"]) for row in said.json["items"]]
    assert listed == [(inspection, "inspection", "accepted"), (delivery.addition.id, "delivery", "accepted")]
    assert json.loads(said.json["items"][1]["receipt"])["kind"] == "delivery"
