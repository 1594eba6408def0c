"""From an open inspection to the seal, the act and the outbox: real keys, real store, real PDF."""

import base64
import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from PIL import Image

from inspector.acts import printer, verify
from inspector.core.errors import DiskFull
from inspector.core.signatures import Objection, RefusalToSign, Representative, Signatures, Signer, Witness
from inspector.forms.commitments import SecretField, reveal
from inspector.services.errors import ChangedElsewhere, InspectionSealed, StoreBusy
from inspector.services.opened import OpenInspection
from inspector.services.ports import InspectionState
from inspector.services.printing import Printing
from inspector.services.privacy import PersonalDataShown
from inspector.services.sealing import (
    ClockOutsideCertificate,
    NobodySigned,
    NotReady,
    RepresentativeMissing,
    Sealing,
    WitnessesMissing,
)
from inspector.wire import box
from inspector.wire import certificates as pki
from inspector.wire import seal as sealing
from inspector.wire.messages import Bundle
from tests.factories import iin
from tests.store import laptops
from tests.wire.authority import Authority, device_certificate, make_authority

NOW = datetime(2026, 11, 24, 12, 7, 31, tzinfo=UTC)
TWO = (Witness(name="а"), Witness(name="б"))
SIGNED = Signatures(
    signers=(Signer(name="Сапарова А. М.", post="инспектор", body="Управление образования"),),
    representative=Representative(name="Ибраев Н. С.", post="директор"),
    objections=(Objection(text="Не согласен со сроком.", point=1),),
)
IIN = iin(random.Random(1), date(1985, 1, 1))


@dataclass
class Desk:
    """A laptop enrolled with a real authority, with one school and the small checklist."""

    authority: Authority
    box_key: X25519PrivateKey
    laptop: laptops.Laptop
    sealing: Sealing
    printing: Printing

    def sealing_at(self, moment: datetime) -> Sealing:
        """The same laptop with its clock set to `moment`."""
        store = self.laptop.store
        return Sealing(laptops.IDENTITY, store.seals, store.evidence, printer, clock=lambda: moment)

    def draft(self) -> OpenInspection:
        """A new inspection, answered to the end, with a secret place, a guard and a photo."""
        inspection = self.laptop.start()
        opened = self.laptop.inspecting.open(inspection)
        steps = [opened.answer("/data/card/roll", "640")]
        camera = opened.add_row("/data/cctv/cameras")
        steps += [camera, opened.answer(f"{camera.row}/place", "Запасной выход Ж7"),
                  opened.answer(f"{camera.row}/works", "yes"),
                  opened.answer(f"{camera.row}/camera_aim/verdict", "bad")]  # fmt: skip
        steps.append(opened.attach(f"{camera.row}/camera_aim", self.laptop.evidence.store(inspection, self.photo())))
        steps.append(opened.answer("/data/cctv/dummy/verdict", "unchecked"))
        steps.append(opened.answer("/data/cctv/dummy/reason", "Нет доступа"))
        guard = opened.add_row("/data/guards")
        steps += [guard, opened.answer(f"{guard.row}/iin", IIN),
                  opened.answer(f"{guard.row}/full_name", "Жумабеков Ерлан Жұлдызханұлы")]  # fmt: skip
        for step in steps:
            self.laptop.inspecting.record(inspection, step.operations)
        return opened

    def photo(self) -> Path:
        file = self.laptop.home.root.parent / "photo.jpg"
        Image.new("RGB", (800, 600), (10, 90, 120)).save(file)
        return file

    def bundle(self, opened: OpenInspection) -> Bundle:
        return self.laptop.store.seals.bundle(opened.id)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    authority, box_key = make_authority(), box.new_box_key()
    identity = replace(
        laptops.IDENTITY,
        root=pki.to_pem(authority.root),
        operating=pki.to_pem(authority.operating),
        certificate=pki.to_pem(device_certificate(authority, authority.device_key, inspector="inspector-1")),
        box_key=base64.b64encode(box.public_raw(box_key)).decode(),
        private_key=pki.key_to_pem(authority.device_key).decode(),
    )
    monkeypatch.setattr(laptops, "IDENTITY", identity)
    laptops.enrolled(tmp_path / "home")
    laptop = laptops.opened(tmp_path / "home")
    laptops.supplied(laptop)
    store = laptop.store
    yield Desk(
        authority, box_key, laptop,
        Sealing(identity, store.seals, store.evidence, printer, clock=lambda: NOW),
        Printing(identity, store.seals, store.evidence, printer, clock=lambda: NOW),
    )  # fmt: skip
    store.close()


def test_a_sealed_inspection_holds_together(desk: Desk) -> None:
    opened = desk.draft()
    result = desk.sealing.seal(opened, SIGNED)
    bundle, act = desk.bundle(opened), desk.printing.act(opened.id)
    manifest = sealing.verify_bundle(bundle, desk.authority.root, NOW)
    assert (result.inspection, result.revision) == (opened.id, 1)
    assert result.manifest_sha256 == sealing.digest(bundle.manifest)
    assert result.act_sha256 == hashlib.sha256(act).hexdigest() == bundle.blobs[0].sha256
    checked = verify.verify_bytes(act, desk.authority.root, NOW)
    assert checked.valid, checked.problems
    assert checked.manifest == manifest
    assert verify.verify_bytes(sealing.encode_bundle(bundle), desk.authority.root, NOW).valid
    assert (manifest.objections, manifest.previous) == (["Не согласен со сроком."], "")
    assert manifest.objection_points == [1]
    assert manifest.visit.sealed_at == "2026-11-24T12:07:31+00:00"
    assert manifest.parameters["p_archive_days"] == "30"
    assert manifest.checklist.draft
    (photo,) = manifest.evidence
    assert photo.node.endswith("/camera_aim")
    assert hashlib.sha256(desk.laptop.evidence.read(opened.id, photo.name)).hexdigest() == photo.sha256
    assert [finding.check for finding in manifest.findings] == ["camera_aim"]


def test_only_headquarters_reads_the_secrets(desk: Desk) -> None:
    opened = desk.draft()
    submission = opened.session.submission()
    desk.sealing.seal(opened, SIGNED)
    bundle, act = desk.bundle(opened), desk.printing.act(opened.id)
    seen = msgspec.json.encode(msgspec.structs.replace(bundle, envelope="")) + act
    for secret in (IIN, "Жумабеков", "Запасной выход"):
        assert secret.encode() not in seen
    plain = box.open_box(desk.box_key, base64.b64decode(bundle.envelope), box.envelope_info(opened.id))
    fields = [SecretField(**field) for field in json.loads(plain)["fields"]]
    assert {field.value for field in fields} >= {IIN, "Запасной выход Ж7"}
    assert reveal(opened.form, bundle.instance.encode(), fields) == submission


def test_the_laptop_chains_its_seals(desk: Desk) -> None:
    first, second = desk.draft(), desk.draft()
    done = desk.sealing.seal(first, SIGNED)
    desk.sealing.seal(second, SIGNED)
    assert sealing.read_manifest(desk.bundle(second).manifest).previous == done.manifest_sha256


def test_two_windows_never_seal_after_the_same_seal(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A chain with two seals after one is what a restored backup looks like at headquarters."""
    first, second, store = desk.draft(), desk.draft(), desk.laptop.store.seals
    with monkeypatch.context() as patch:
        patch.setattr(type(store), "last_manifest_sha256", lambda _: "")
        desk.sealing.seal(first, SIGNED)
        with pytest.raises(StoreBusy):
            desk.sealing.seal(second, SIGNED)
    assert [item.id for item in store.pending()] == [first.id]
    desk.sealing.seal(second, SIGNED)


def test_an_answer_confirmed_in_another_window_is_not_left_out(desk: Desk) -> None:
    opened = desk.draft()
    other = desk.laptop.inspecting.open(opened.id)
    desk.laptop.inspecting.record(opened.id, other.answer("/data/card/roll", "641").operations)
    with pytest.raises(ChangedElsewhere):
        desk.sealing.seal(opened, SIGNED)
    assert desk.laptop.store.seals.pending() == ()
    desk.sealing.seal(other, SIGNED)


def test_a_sealed_inspection_never_changes(desk: Desk) -> None:
    opened = desk.draft()
    desk.sealing.seal(opened, SIGNED)
    before = desk.bundle(opened)
    with pytest.raises(InspectionSealed):
        desk.sealing.seal(desk.laptop.inspecting.open(opened.id), SIGNED)
    with pytest.raises(InspectionSealed):
        desk.laptop.inspecting.record(opened.id, opened.answer("/data/card/roll", "1").operations)
    assert desk.bundle(opened) == before
    assert desk.laptop.inspecting.open(opened.id).state is InspectionState.SEALED


def test_the_outbox_gets_it_with_the_seal(desk: Desk) -> None:
    opened = desk.draft()
    assert desk.laptop.store.seals.pending() == ()
    result = desk.sealing.seal(opened, SIGNED)
    (item,) = desk.laptop.store.seals.pending()
    assert (item.id, item.revision, item.sha256) == (opened.id, 1, result.manifest_sha256)
    for blob in item.blobs:
        assert hashlib.sha256(desk.laptop.store.seals.blob(blob.sha256)).hexdigest() == blob.sha256


def test_blanks_block_the_seal(desk: Desk) -> None:
    opened = desk.draft()
    opened.answer("/data/cctv/dummy/reason", "")
    with pytest.raises(NotReady) as refused:
        desk.sealing.seal(opened, SIGNED)
    assert [problem.path for problem in refused.value.problems] == ["/data/cctv/dummy/reason"]
    assert refused.value.params == {"count": "1"}
    assert desk.laptop.store.seals.pending() == ()


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"signers": ()}, NobodySigned),
        ({"signers": (Signer(name=" ", post="", body=""),)}, NobodySigned),
        ({"representative": None}, RepresentativeMissing),
        ({"refusal": RefusalToSign(reason="x", witnesses=TWO)}, RepresentativeMissing),
        ({"representative": Representative(name="", post="директор")}, RepresentativeMissing),
        ({"representative": None, "refusal": RefusalToSign(reason="x", witnesses=(TWO[0], Witness(name=" ")))},
         WitnessesMissing),
        ({"representative": None, "refusal": RefusalToSign(reason="", witnesses=TWO)}, WitnessesMissing),
    ],
)  # fmt: skip
def test_signatures_must_be_whole(desk: Desk, changes, refusal) -> None:
    with pytest.raises(refusal):
        desk.sealing.seal(desk.draft(), replace(SIGNED, **changes))
    assert desk.laptop.store.seals.pending() == ()


def test_a_refusal_to_sign_is_sealed_too(desk: Desk) -> None:
    strokes = (((1, 2), (90, 40)),)
    seen = Witness(name="Ахметов Б.", post="завуч", way="screen", strokes=strokes, at="2026-11-24T12:11:00+05:00")
    refusal = RefusalToSign(
        reason="не согласен", witnesses=(seen, Witness(name="Тлеуова А.", way="refused")), words="Починят летом"
    )
    opened = desk.draft()
    desk.sealing.seal(opened, replace(SIGNED, representative=None, refusal=refusal))
    manifest = sealing.verify_bundle(desk.bundle(opened), desk.authority.root, NOW)
    assert manifest.representative is None
    assert manifest.refusal is not None
    assert manifest.refusal.witnesses == ["Ахметов Б., завуч", "Тлеуова А."]
    assert [seen.way for seen in manifest.refusal.witness_signatures] == ["screen", "refused"]
    assert manifest.refusal.witness_signatures[0].strokes == [[(1, 2), (90, 40)]]
    assert manifest.refusal.words == "Починят летом"


@pytest.mark.parametrize(
    "changes",
    [
        {"objections": (Objection(text=f"Охранник {IIN} новый"),)},
        {"objections": (Objection(text="Жумабеков  Ерлан Жұлдызханұлы работает год"),)},
        {"signers": (Signer(name="Сапарова", post=IIN, body=""),)},
        {"signers": (Signer(name="Сапарова", post="и", body="", dissent=f"см. {IIN}"),)},
        {"signers": (Signer(name="Сапарова", post="и", body="", dissent="Жумабеков Ерлан Жұлдызханұлы трезв"),)},
        {
            "representative": None,
            "refusal": RefusalToSign(reason="Жумабеков Ерлан Жұлдызханұлы против", witnesses=TWO),
        },
        {"representative": None, "refusal": RefusalToSign(reason="x", witnesses=TWO, words=f"см. {IIN}")},
        {"representative": None, "refusal": RefusalToSign(reason="x", witnesses=(TWO[0], Witness(name="б", post=IIN)))},
        {"signers": (Signer(name="Сапарова", post="и", body="", absent="Жумабеков Ерлан Жұлдызханұлы болен"),)},
    ],
)
def test_nothing_personal_is_printed(desk: Desk, changes) -> None:
    with pytest.raises(PersonalDataShown) as refused:
        desk.sealing.seal(desk.draft(), replace(SIGNED, **changes))
    assert IIN not in str(refused.value)
    assert refused.value.params == {}


def test_an_iin_in_a_note_is_found(desk: Desk) -> None:
    opened = desk.draft()
    opened.answer("/data/cctv/dummy/note", f"охранник {IIN}")
    with pytest.raises(PersonalDataShown):
        desk.sealing.seal(opened, SIGNED)
    opened.answer("/data/cctv/dummy/note", "тел. 87011234567, договор 990140004654")
    desk.sealing.seal(opened, SIGNED)


def test_a_failure_leaves_the_draft(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = desk.draft()

    def full(*_: object) -> None:
        raise DiskFull

    with monkeypatch.context() as patch:
        patch.setattr(type(desk.laptop.store.seals), "keep", full)
        with pytest.raises(DiskFull):
            desk.sealing.seal(opened, SIGNED)
    assert desk.laptop.inspecting.open(opened.id).state is InspectionState.DRAFT
    desk.sealing.seal(opened, SIGNED)


def test_the_certificate_is_judged_at_the_time_given(desk: Desk) -> None:
    """A laptop whose own clock is wrong seals by headquarters' time."""
    opened = desk.draft()
    desk.sealing.seal(opened, SIGNED)
    late = NOW + timedelta(days=1000)
    assert verify.verify_bytes(desk.printing.act(opened.id), desk.authority.root, late).valid


@pytest.mark.parametrize("off", [timedelta(days=-3), timedelta(days=3000)])
def test_a_clock_outside_the_certificate_signs_nothing(desk: Desk, off: timedelta) -> None:
    """Such an act would be refused by whoever checks it, and a seal cannot be taken back."""
    opened, sealer = desk.draft(), desk.sealing_at(NOW + off)
    with pytest.raises(ClockOutsideCertificate) as refused:
        sealer.seal(opened, SIGNED)
    assert refused.value.params["today"] == (NOW + off).date().isoformat()
    assert desk.laptop.store.seals.pending() == ()
    desk.sealing.seal(opened, SIGNED)


def test_a_proof_seals_nothing(desk: Desk) -> None:
    opened = desk.draft()
    opened.answer("/data/cctv/dummy/verdict", "")
    pdf = desk.printing.proof(opened, signatures=Signatures(signers=(), objections=(Objection(text="Возражение"),))).pdf
    assert pdf.startswith(b"%PDF-")
    assert not verify.verify_bytes(pdf, desk.authority.root, NOW).valid
    assert desk.laptop.store.seals.pending() == ()
    assert desk.laptop.inspecting.open(opened.id).state is InspectionState.DRAFT
