"""Delivery and what is added after the seal: real keys, real store; the sealed act itself is never touched."""

import json
import logging
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from inspector.core.deadlines import DeliveryState, Way
from inspector.core.errors import DiskFull, NotFound
from inspector.services import delivering
from inspector.services.delivering import Delivering
from inspector.services.documents import DocumentDamaged
from inspector.services.errors import NotAPicture
from inspector.services.ports import AfterSeal, Delivery, Witness
from inspector.services.sealing import Sealing
from inspector.store import additions, evidence
from inspector.wire import additions as wire
from inspector.wire import box, seal
from inspector.wire.messages import Receipt, Signed
from tests.services import test_sealing
from tests.services.test_sealing import IIN, NOW, SIGNED, Desk
from tests.store import laptops

LATER = NOW.astimezone() + timedelta(minutes=13)
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF\n"
TAKEN = Delivery(way=Way.PAPER, at=LATER, receiver="Ибраев Н. С.", post="директор")
desk = test_sealing.desk


@pytest.fixture
def sealed(desk: Desk) -> "Sealed":
    opened = desk.draft()
    store = desk.laptop.store
    Sealing(laptops.IDENTITY, store.seals, store.evidence, Press(), clock=lambda: NOW).seal(opened, SIGNED)
    return Sealed(desk, opened.id)


class Press:
    """Makes an act at once: what is added to one does not ask what it looks like."""

    def act(self, *_: object) -> bytes:
        return b"%PDF the signed act"


class Sealed:
    """One sealed inspection and the service over it; the clock stands a quarter of an hour after the seal."""

    def __init__(self, desk: Desk, inspection: str) -> None:
        self.desk, self.inspection = desk, inspection
        self.store = desk.laptop.store
        self.before = self.store.seals.bundle(inspection), self.store.seals.act(inspection)
        self.service = self.at(NOW.astimezone() + timedelta(minutes=15))

    def at(self, moment: datetime) -> Delivering:
        return Delivering(laptops.IDENTITY, self.store.seals, self.store.additions, clock=lambda: moment)

    def deliver(self, **changes: object) -> AfterSeal:
        return self.service.deliver(self.inspection, replace(TAKEN, **changes))

    def unchanged(self) -> bool:
        return self.before == (self.store.seals.bundle(self.inspection), self.store.seals.act(self.inspection))

    def standing(self) -> tuple[str, date | None]:
        found = self.desk.laptop.inspecting.summaries()[0].delivery
        return found.state.value, found.day


def test_a_delivery_is_signed_kept_and_waits(sealed: Sealed) -> None:
    assert sealed.standing() == ("none", None)
    after = sealed.deliver()
    added = after.delivery
    assert added is not None
    assert (added.state, added.addition.delivery.way, added.addition.revision) == ("waiting", "paper", 1)
    bundle = sealed.store.additions.bundle(added.addition.id)
    told = wire.verify_addition(bundle, sealed.desk.authority.root, NOW)
    assert told.manifest_sha256 == seal.digest(sealed.before[0].manifest)
    items = [(item.kind, item.id, item.state) for item in sealed.store.outbox.pending()]
    assert items == [("inspection", sealed.inspection, "waiting"), ("delivery", told.id, "waiting")]
    assert sealed.standing() == ("delivered", LATER.date())
    assert sealed.unchanged()
    assert after == sealed.service.after(sealed.inspection)


def test_what_was_confirmed_is_there_after_the_laptop_was_shut(sealed: Sealed) -> None:
    after = sealed.deliver()
    sealed.store.close()
    again = laptops.opened(sealed.desk.laptop.home.root)
    assert again.store.additions.of(sealed.inspection, 1) == after.added
    assert again.store.database.check() == []
    again.store.close()


def test_the_seal_gives_terms_names_and_whose_signature_is_on_paper(sealed: Sealed) -> None:
    after = sealed.service.after(sealed.inspection)
    assert (after.receiver, after.post) == ("Ибраев Н. С.", "директор")
    assert after.on_paper == ("Сапарова А. М.", "Ибраев Н. С.")
    assert [(finding.check, finding.severity.value, finding.days) for finding in after.findings] == [
        ("camera_aim", "", None)
    ]
    assert after.sealed_at == NOW.replace(microsecond=0)


NO_DELIVERIES = (
    ({"at": NOW - timedelta(minutes=2)}, delivering.BeforeTheSeal),
    ({"at": LATER + timedelta(days=1)}, delivering.NotYet),
    ({"receiver": "  "}, delivering.ReceiverMissing),
    ({"way": Way.USB, "receiver": ""}, delivering.ReceiverMissing),
    ({"way": Way.POST}, delivering.PostalNumberMissing),
    ({"way": Way.REFUSED}, delivering.TwoWitnessesMissing),
    ({"way": Way.REFUSED, "witnesses": (Witness(name="О"), Witness(name=" "))}, delivering.TwoWitnessesMissing),
    ({"receiver": f"Ибраев {IIN}"}, delivering.NumberShown),
    ({"post": "x" * 501}, delivering.WordsTooLong),
)


def test_what_cannot_be_a_delivery_is_refused_and_nothing_is_kept(sealed: Sealed) -> None:
    for changes, refusal in NO_DELIVERIES:
        with pytest.raises(refusal) as refused:
            sealed.deliver(**changes)
        assert IIN not in str(refused.value)
    assert sealed.service.after(sealed.inspection).added == ()


def test_the_minute_of_the_seal_is_not_before_it(sealed: Sealed) -> None:
    sealed.deliver(at=NOW.astimezone().replace(second=0))
    with pytest.raises(delivering.BeforeTheSeal) as refused:
        sealed.deliver(at=NOW.astimezone().replace(second=0) - timedelta(minutes=1))
    assert NOW.strftime("%H:%M") in str(refused.value)


def test_a_mistake_is_replaced_not_rubbed_out(sealed: Sealed) -> None:
    first = sealed.deliver(receiver="Не тот").delivery
    second = sealed.deliver().delivery
    assert second.addition.delivery.replaces == first.addition.id
    assert len(sealed.service.after(sealed.inspection).of(wire.DELIVERY)) == 2
    assert second.addition.delivery.receiver == "Ибраев Н. С."


def test_by_post_the_notice_comes_later_as_its_own_item(sealed: Sealed) -> None:
    with pytest.raises(delivering.NotPosted):
        sealed.service.notify(sealed.inspection, LATER.date())
    sealed.deliver(way=Way.POST, number="RA123456789KZ", receiver="")
    assert sealed.standing() == (DeliveryState.POSTED.value, LATER.date())
    week = sealed.at(LATER + timedelta(days=8))
    with pytest.raises(delivering.BeforePosting):
        week.notify(sealed.inspection, LATER.date() - timedelta(days=1))
    with pytest.raises(delivering.NotYet):
        week.notify(sealed.inspection, LATER.date() + timedelta(days=9))
    day = LATER.date() + timedelta(days=7)
    after = week.notify(sealed.inspection, day)
    assert after.notice is not None
    assert after.notice.addition.notice.delivery == after.delivery.addition.id
    assert sealed.standing() == ("delivered", day)
    with pytest.raises(delivering.NotPosted):
        week.notify(sealed.inspection, day)
    week.deliver(sealed.inspection, replace(TAKEN, way=Way.POST, number="RB1"))
    assert sealed.standing()[0] == "posted", "a notice of the letter that was replaced says nothing of this one"


def test_refused_before_two_witnesses(sealed: Sealed) -> None:
    witnesses = (Witness(name="Омарова Ж.", post="завуч"), Witness(name="Лим О."))
    after = sealed.deliver(way=Way.REFUSED, receiver="", witnesses=witnesses)
    assert [each.name for each in after.delivery.addition.delivery.witnesses] == ["Омарова Ж.", "Лим О."]
    assert sealed.standing() == ("refused", LATER.date())


def test_free_words_leave_only_in_the_envelope(sealed: Sealed, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    words = f"Сторож Жумабеков Е., ИИН {IIN}, был на посту."
    after = sealed.service.object(sealed.inspection, words, LATER.date(), "Ибраев Н. С.")
    (added,) = after.of(wire.OBJECTION)
    assert added.words == {"text": words}
    bundle = sealed.store.additions.bundle(added.addition.id)
    assert IIN not in bundle.addition
    assert "Жумабеков" not in msgspec.json.encode(bundle).decode()
    opened = box.open_box(
        sealed.desk.box_key, seal.decode_base64(bundle.envelope, "envelope"), wire.box_info(added.addition.id)
    )
    (field,) = json.loads(opened)["fields"]
    salt = seal.decode_base64(field["salt"], "salt")
    assert field["value"] == words
    assert added.addition.objection.text == f"sha256:{seal.digest(salt + words.encode())}"
    assert IIN not in caplog.text
    assert "Жумабеков" not in caplog.text


def test_a_letter_goes_closed(sealed: Sealed, tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(PDF)
    after = sealed.service.object(sealed.inspection, "", LATER.date(), "Ибраев Н. С.", [letter])
    (added,) = after.of(wire.OBJECTION)
    (file,) = added.addition.files
    assert (file.media_type, file.closed, added.addition.objection.text) == ("application/pdf", True, "")
    kept = sealed.store.outbox.blob(file.sha256)
    assert PDF not in kept
    assert box.open_box(sealed.desk.box_key, kept, wire.file_info(added.addition.id)) == PDF
    assert sealed.store.outbox.pending()[1].blobs[0].media_type == wire.BOX_TYPE


NO_OBJECTIONS = (
    (" ", 0, "А", delivering.WordsMissing),
    ("Нет", 0, " ", delivering.AuthorMissing),
    ("Нет", -1, "А", delivering.BeforeTheSeal),
    ("Нет", 1, "А", delivering.NotYet),
    ("Нет", 0, IIN, delivering.NumberShown),
    ("я" * 20_001, 0, "А", delivering.WordsTooLong),
)


def test_an_objection_needs_words_an_author_and_a_day_after_the_act(sealed: Sealed) -> None:
    for text, day, author, refusal in NO_OBJECTIONS:
        with pytest.raises(refusal):
            sealed.service.object(sealed.inspection, text, LATER.date() + timedelta(days=day), author)
    assert sealed.service.after(sealed.inspection).added == ()


def test_a_scan_is_a_picture_without_metadata_or_a_whole_pdf(sealed: Sealed, tmp_path: Path) -> None:
    picture, paper = tmp_path / "Ибраев подписал.png", tmp_path / "scan.dat"
    Image.new("RGB", (3000, 2000), "white").save(picture)
    paper.write_bytes(PDF)
    for file in (picture, paper):
        sealed.service.attach_scan(sealed.inspection, file)
    first, second = (added.addition.files[0] for added in sealed.service.after(sealed.inspection).of(wire.SCAN))
    assert (first.media_type, second.media_type) == ("image/jpeg", "application/pdf")
    assert sealed.store.outbox.blob(second.sha256) == PDF
    assert sealed.store.outbox.pending()[1].blobs[0].sha256 == first.sha256
    for kept in sealed.desk.laptop.home.evidence.iterdir():
        assert PDF not in kept.read_bytes()
    with sealed.store.database.read() as connection:
        names = list(connection.exec_driver_sql("SELECT name FROM evidence WHERE kind = 'addition'").scalars())
    assert not any("Ибраев" in name for name in names)
    assert sealed.store.evidence.sweep(older_than=timedelta(seconds=-1)) == 0, "what is sealed is not swept"


def test_what_is_no_document_is_refused(sealed: Sealed, tmp_path: Path) -> None:
    file = tmp_path / "file"
    for data, refusal in ((None, DocumentDamaged), (PDF[:-7], DocumentDamaged), (b"hello", NotAPicture)):
        if data is not None:
            file.write_bytes(data)
        with pytest.raises(refusal):
            sealed.service.attach_scan(sealed.inspection, file)
    assert sealed.service.after(sealed.inspection).added == ()


def test_repair_names_a_finding_of_the_act(sealed: Sealed, tmp_path: Path) -> None:
    photo = tmp_path / "p.jpg"
    Image.new("RGB", (64, 48), "red").save(photo)
    (finding,) = sealed.service.after(sealed.inspection).findings
    with pytest.raises(delivering.RepairEmpty):
        sealed.service.repair(sealed.inspection, finding, " ")
    with pytest.raises(delivering.FindingUnknown):
        sealed.service.repair(sealed.inspection, replace(finding, check="other"), "Повернули")
    after = sealed.service.repair(sealed.inspection, finding, "Повернули", [photo, photo])
    (added,) = after.of(wire.REPAIR)
    assert (added.addition.repair.node, len(added.addition.files)) == (finding.node, 1)
    only_photo = sealed.service.repair(sealed.inspection, finding, "", [photo])
    assert only_photo.of(wire.REPAIR)[1].addition.envelope_sha256 == ""


def test_a_full_disk_leaves_nothing_half_kept(sealed: Sealed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = tmp_path / "s.pdf"
    scan.write_bytes(PDF)

    def full(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(additions, "_row", full)
    with pytest.raises(DiskFull):
        sealed.service.attach_scan(sealed.inspection, scan)
    monkeypatch.undo()
    assert sealed.service.after(sealed.inspection).added == ()
    with sealed.store.database.read() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM evidence WHERE kind = 'addition'").scalar()
    assert count == 0
    assert sealed.store.evidence.sweep(older_than=timedelta(seconds=-1)) == 1, "the file nobody names"
    assert evidence.FORGOTTEN


def test_the_way_of_an_addition_to_headquarters(sealed: Sealed) -> None:
    sealed.deliver()
    item = sealed.store.outbox.pending()[1]

    def receipt(missing: list[str]) -> Signed:
        told = Receipt(
            kind=item.kind, id=item.id, revision=1, sha256=item.sha256, received_at="2026-11-24", missing=missing
        )
        return Signed(body=msgspec.json.encode(told).decode(), signature="s", certificate="c")

    def state() -> str:
        return sealed.service.after(sealed.inspection).delivery.state

    sealed.store.outbox.refused(item, NotFound(what="x"))
    assert state() == "refused"
    sealed.store.outbox.sent(item, receipt(["f"]))
    assert state() == "sent"
    sealed.store.outbox.accepted(item, receipt([]))
    sealed.store.outbox.refused(item, NotFound(what="x"))
    assert state() == "accepted", "never back"
    assert [each.kind for each in sealed.store.outbox.pending()] == ["inspection"]
    assert sealed.desk.laptop.inspecting.summaries()[0].state == "sealed", "the inspection itself still waits"


def test_a_draft_has_no_delivery(sealed: Sealed) -> None:
    draft = sealed.desk.laptop.start()
    with pytest.raises(NotFound):
        sealed.service.after(draft)
