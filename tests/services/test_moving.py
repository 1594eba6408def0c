"""A draft moves to a newer checklist: what means the same goes along, the old draft stays and takes nothing more."""

import io

import msgspec
import pytest
from PIL import Image

from inspector.services.errors import ChangedElsewhere, InspectionSealed, NothingNewer
from inspector.services.moving import Moving
from inspector.services.ports import InspectionState, OperationKind
from inspector.wire.messages import NormBody
from tests.store.laptops import CHECKLIST, FORM, IDENTITY, VISIT, Laptop, page

DUMMY, ROLL, GUARDS = "/data/cctv/dummy", "/data/card/roll", "/data/guards"
NEWER = msgspec.structs.replace(CHECKLIST, version="2", form_xml=FORM.replace('version="1"', 'version="2"', 1))


def moving(laptop: Laptop) -> Moving:
    return Moving(laptop.store.institutions, laptop.store.inspections, laptop.inspecting, IDENTITY.inspector.id)


def publish(laptop: Laptop, body: object = NEWER) -> None:
    laptop.updating.accept(page([("checklist", body)], first=100))


def answered(laptop: Laptop, tmp_path) -> str:
    """A draft with a number, a guard, a verdict and a photo."""
    inspection = laptop.start()
    opened = laptop.inspecting.open(inspection)
    picture = tmp_path / "photo.jpg"
    Image.new("RGB", (64, 48), "#345").save(picture)
    row = opened.add_row(GUARDS)
    steps = [
        row,
        opened.answer(f"{row.row}/full_name", "Ёлкин"),
        opened.answer(ROLL, "640"),
        opened.answer(f"{DUMMY}/verdict", "bad"),
        opened.answer(f"{DUMMY}/note", "у входа"),
        opened.attach(DUMMY, laptop.evidence.store(inspection, picture)),
    ]
    for step in steps:
        laptop.inspecting.record(inspection, step.operations)
    return inspection


def test_what_means_the_same_goes_along_with_its_photo_and_verdicts_wait(laptop: Laptop, tmp_path) -> None:
    old = answered(laptop, tmp_path)
    assert moving(laptop).newer(old) == ""
    publish(laptop)
    assert moving(laptop).newer(old) == "2"
    prospect = moving(laptop).look(old)
    assert (prospect.old_version, prospect.version, prospect.to_confirm, prospect.left) == ("1", "2", 1, ())
    new = laptop.inspecting.open(moving(laptop).move(old))
    session = new.session
    row = session.rows(GUARDS)[0]
    assert (session.value(ROLL), session.value(f"{row}/full_name")) == ("640", "Ёлкин")
    assert session.value(f"{DUMMY}/verdict") == ""
    assert new.to_confirm(f"{DUMMY}/verdict") == "bad"
    assert session.value(f"{DUMMY}/note") == "у входа"
    photo = session.value(f"{session.rows(f'{DUMMY}/dummy_photos')[0]}/photo")
    assert Image.open(io.BytesIO(laptop.evidence.read(new.id, photo))).size == (64, 48)
    assert new.visit == VISIT
    assert laptop.store.inspections.load(new.id).checklist.body.version == "2"


def test_a_verdict_given_again_waits_no_more_and_waits_again_when_it_is_taken_back(laptop: Laptop, tmp_path) -> None:
    old = answered(laptop, tmp_path)
    publish(laptop)
    new = laptop.inspecting.open(moving(laptop).move(old))
    new.answer(f"{DUMMY}/verdict", "bad")
    assert new.to_confirm(f"{DUMMY}/verdict") == ""
    new.undo()
    assert new.to_confirm(f"{DUMMY}/verdict") == "bad"


def test_the_old_draft_is_kept_and_takes_nothing_more(laptop: Laptop, tmp_path) -> None:
    old = answered(laptop, tmp_path)
    publish(laptop)
    before = laptop.inspecting.open(old)
    step = before.answer(ROLL, "1")
    new = moving(laptop).move(old)
    kept = laptop.inspecting.open(old)
    assert (kept.state, kept.session.value(ROLL)) == (InspectionState.MOVED, "640")
    with pytest.raises(InspectionSealed):
        laptop.inspecting.record(old, step.operations)
    with pytest.raises(InspectionSealed):
        moving(laptop).move(old)
    today = laptop.inspecting.today()
    assert [draft.id for draft in today.drafts] == [new]
    assert (today.total_done, [done.id for done in today.done]) == (0, [old])


def test_the_report_stands_in_the_journal_of_the_new_draft(laptop: Laptop, tmp_path) -> None:
    old = answered(laptop, tmp_path)
    norms = [
        NormBody(key="n1", act="№ 117", paragraph="90", edition="2027", confidence="high", title_ru="р", title_kk="қ")
    ]
    publish(laptop, msgspec.structs.replace(NEWER, norms=norms, form_xml=NEWER.form_xml.replace("roll", "pupils")))
    prospect = moving(laptop).look(old)
    new = laptop.inspecting.open(moving(laptop).move(old))
    told = laptop.store.inspections.load(new.id).operations
    assert told[0].kind is OperationKind.FREEZE
    assert new.moved is not None
    assert (new.moved.inspection, new.moved.version) == (old, "1")
    assert {ROLL} <= {left.node for left in new.moved.left} == {left.node for left in prospect.left}
    assert laptop.inspecting.open(old).session.value(ROLL) == "640"


def test_a_draft_that_went_on_meanwhile_is_not_moved(laptop: Laptop, tmp_path, monkeypatch) -> None:
    old = answered(laptop, tmp_path)
    publish(laptop)
    mover = moving(laptop)
    move = laptop.store.inspections.move

    def late(*arguments: object) -> None:
        step = laptop.inspecting.open(old).answer(ROLL, "641")
        laptop.inspecting.record(old, step.operations)
        move(*arguments)

    monkeypatch.setattr(laptop.store.inspections, "move", late)
    with pytest.raises(ChangedElsewhere):
        mover.move(old)
    assert [draft.id for draft in laptop.inspecting.today().drafts] == [old]
    assert laptop.inspecting.open(old).session.value(ROLL) == "641"


def test_nothing_newer_and_another_checklist_are_refused(laptop: Laptop) -> None:
    draft = laptop.start()
    with pytest.raises(NothingNewer):
        moving(laptop).look(draft)
    publish(laptop, msgspec.structs.replace(NEWER, form_id="another"))
    assert moving(laptop).newer(draft) == ""
