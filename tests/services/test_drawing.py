"""The plan: durable, undone and carried with the answers, and of none of them; it leaves in the envelope only."""

import base64
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from inspector.core import plan
from inspector.paths import Home
from inspector.services import drawing
from inspector.services.backup import BackingUp
from inspector.services.drawing import Drawing, row_of
from inspector.services.errors import OnlyOnSite
from inspector.services.opened import OpenInspection, Step
from inspector.services.ports import Evidence, Operation, OperationKind
from inspector.store import restoring
from inspector.store.evidence import EvidenceTable
from inspector.wire import box
from inspector.wire.plan import PlanFacts
from tests.services import test_dividing, test_moving
from tests.services.test_dividing import pair
from tests.services.test_sealing import SIGNED, Desk, desk
from tests.services.two_laptops import Desk as Side
from tests.store import laptops
from tests.store.laptops import Laptop

__all__ = ["desk", "pair"]

CAMERAS = "/data/cctv/cameras"
ROOM = plan.rectangle((100, 100), (400, 300))
NAME = "Архив под лестницей"


def ground(laptop: Laptop | Desk, inspection: str, folder: Path, size: tuple[int, int] = (300, 200)) -> Evidence:
    """A stored picture of an evacuation plan."""
    source = folder / "plan.png"
    Image.new("RGB", size, "#987").save(source)
    return (laptop.laptop if isinstance(laptop, Desk) else laptop).evidence.store(inspection, source)


def state(held: Drawing) -> object:
    return held.sheets, dict(held.zones), dict(held.cameras), {k: v for k, v in held.pictures.items() if v}


def drawn(opened: OpenInspection, row: str) -> Iterator[Step]:
    """A floor with a name, one zone and one camera on it."""
    sheet, step = drawing.add_sheet(opened)
    yield step
    yield drawing.rename_sheet(opened, sheet, NAME)
    made = drawing.outline(opened, row, sheet, ROOM)
    assert made is not None
    yield made
    yield drawing.hang(opened, row, sheet, (110, 110), 400)


def camera(opened: OpenInspection) -> tuple[str, Step]:
    step = opened.add_row(CAMERAS)
    return step.row, step


def test_it_comes_back_from_the_journal_and_answers_nothing(laptop: Laptop, tmp_path: Path) -> None:
    inspection = laptop.start()
    opened = laptop.inspecting.open(inspection)
    row, step = camera(opened)
    before, standing = opened.session.submission(), opened.standing
    done = [step, *drawn(opened, row)]
    sheet = next(iter(opened.drawing.sheets))
    done.append(drawing.lay_picture(opened, sheet, ground(laptop, inspection, tmp_path)))
    for each in done:
        laptop.inspecting.record(inspection, each.operations)
    laptop.store.close()
    again = laptops.opened(tmp_path / "home")
    found = again.inspecting.open(inspection)
    assert state(found.drawing) == state(opened.drawing)
    assert found.session.submission() == before
    assert (opened.standing.answered, opened.standing.total) == (standing.answered, standing.total)
    assert found.drawing.sheets[sheet].name == NAME
    assert found.drawing.sheets[sheet].height == 667
    assert found.drawing.cameras[row_of(row)].towards == 40
    assert again.evidence.read(inspection, found.drawing.picture(sheet)).startswith(b"\xff\xd8")
    again.store.close()


def test_a_backup_holds_it(laptop: Laptop, tmp_path: Path) -> None:
    inspection = laptop.start()
    opened = laptop.inspecting.open(inspection)
    row, step = camera(opened)
    done = [step, *drawn(opened, row)]
    sheet = next(iter(opened.drawing.sheets))
    done.append(drawing.lay_picture(opened, sheet, ground(laptop, inspection, tmp_path)))
    for each in done:
        laptop.inspecting.record(inspection, each.operations)
    BackingUp(laptop.store.archive).write(tmp_path / "stick")
    restoring.restore(Home(tmp_path / "new"), tmp_path / "stick", laptops.PASSPHRASE, lambda _: None, lambda: False)
    other = laptops.opened(tmp_path / "new")
    found = other.inspecting.open(inspection)
    assert state(found.drawing) == state(opened.drawing)
    assert other.evidence.read(inspection, found.drawing.picture(sheet))
    other.store.close()


def test_its_picture_is_kept_from_the_sweep(laptop: Laptop, tmp_path: Path) -> None:
    inspection = laptop.start()
    opened = laptop.inspecting.open(inspection)
    sheet, step = drawing.add_sheet(opened)
    laid = drawing.lay_picture(opened, sheet, ground(laptop, inspection, tmp_path))
    for each in (step, laid):
        laptop.inspecting.record(inspection, each.operations)
    table = laptop.store.evidence
    assert isinstance(table, EvidenceTable)
    assert table.sweep(older_than=timedelta(seconds=-1)) == 0
    assert laptop.evidence.read(inspection, opened.drawing.picture(sheet))


POINTS = st.tuples(st.integers(-50, 1100), st.integers(-50, 700))
ACTS = st.one_of(
    st.tuples(st.just("outline"), st.integers(0, 2), st.lists(POINTS, min_size=2, max_size=5)),
    st.tuples(st.just("hang"), st.integers(0, 2), POINTS, st.integers(-400, 400)),
    st.tuples(st.just("lift"), st.integers(0, 2)),
    st.tuples(st.just("sheet")),
    st.tuples(st.just("turn")),
    st.tuples(st.just("drop")),
    st.tuples(st.just("undo")),
)


def act(opened: OpenInspection, rows: list[str], told: tuple[object, ...]) -> Step | None:
    """One thing a person does in the editor."""
    sheets = list(opened.drawing.sheets)
    kind, *rest = told
    if kind == "sheet" or not sheets:
        return drawing.add_sheet(opened)[1] if len(sheets) < drawing.MOST_SHEETS else None
    if kind == "outline":
        corners = rest[1] if len(rest[1]) > 2 else plan.rectangle(*rest[1])
        return drawing.outline(opened, rows[rest[0]], sheets[-1], corners)
    if kind == "hang":
        return drawing.hang(opened, rows[rest[0]], sheets[-1], rest[1], rest[2])
    if kind == "lift":
        return drawing.lift(opened, rows[rest[0]])
    return drawing.turn(opened, sheets[0]) if kind == "turn" else drawing.remove_sheet(opened, sheets[0])


def replayed(entries: Iterable[Operation]) -> object:
    """What journal entries come to."""
    made = Drawing()
    for entry in entries:
        if entry.kind is OperationKind.PLAN:
            made.apply(entry)
    return state(made)


def test_every_edit_replays_and_is_undone(laptop: Laptop) -> None:
    inspection = laptop.start()
    opened = laptop.inspecting.open(inspection)
    rows = [opened.add_row(CAMERAS).row for _ in range(3)]
    empty, submission = state(opened.drawing), opened.session.submission()

    @settings(max_examples=40, deadline=None)
    @given(st.lists(ACTS, max_size=14))
    def edit(acts: list[tuple[object, ...]]) -> None:
        states = [state(opened.drawing)]
        for told in acts:
            if told[0] == "undo":
                if len(states) > 1:
                    opened.undo()
                    states.pop()
            elif act(opened, rows, told) is not None:
                states.append(state(opened.drawing))
            assert state(opened.drawing) == states[-1]
            for each in opened.drawing.zones.values():
                assert plan.is_outline(each.corners)
                height = opened.drawing.sheets[each.sheet].height
                assert all(plan.within(corner, height) == corner for corner in each.corners)
        assert replayed(opened.journal) == replayed(drawing.carried(opened.journal)) == states[-1]
        while len(states) > 1:
            opened.undo()
            states.pop()
        assert state(opened.drawing) == empty
        assert opened.session.submission() == submission

    edit()


def test_a_zone_that_encloses_nothing_is_not_drawn(laptop: Laptop) -> None:
    opened = laptop.inspecting.open(laptop.start())
    row, _ = camera(opened)
    sheet, _ = drawing.add_sheet(opened)
    assert drawing.outline(opened, row, sheet, ((0, 0), (10, 10), (10, 0), (0, 10))) is None
    assert drawing.outline(opened, row, sheet, plan.rectangle((2000, 5), (3000, 9))) is None
    assert not opened.drawing.zones


def test_a_row_that_comes_back_finds_its_piece(laptop: Laptop) -> None:
    opened = laptop.inspecting.open(laptop.start())
    row, _ = camera(opened)
    list(drawn(opened, row))
    opened.remove_row(row)
    told = drawing.enclosed(opened, lambda _: b"")
    assert told is not None
    assert (told.zones, told.cameras, len(told.sheets)) == ([], [], 1)
    opened.undo()
    told = drawing.enclosed(opened, lambda _: b"")
    assert told is not None
    assert [each.node for each in told.cameras] == [row]


def test_only_the_envelope_carries_it(desk: Desk, tmp_path: Path) -> None:
    opened = desk.draft()
    row = opened.session.rows(CAMERAS)[0]
    for step in drawn(opened, row):
        desk.laptop.inspecting.record(opened.id, step.operations)
    sheet = next(iter(opened.drawing.sheets))
    laid = drawing.lay_picture(opened, sheet, ground(desk, opened.id, tmp_path))
    desk.laptop.inspecting.record(opened.id, laid.operations)
    desk.sealing.seal(opened, SIGNED)
    bundle, act = desk.bundle(opened), desk.printing.act(opened.id)
    seen = msgspec.json.encode(msgspec.structs.replace(bundle, envelope="")) + act
    name = opened.drawing.picture(sheet)
    assert name
    for secret in (NAME, name, sheet):
        assert secret.encode() not in seen
    assert sorted(blob.kind for blob in bundle.blobs) == ["act", "photo"]
    plain = box.open_box(desk.box_key, base64.b64decode(bundle.envelope), box.envelope_info(opened.id))
    told = msgspec.json.decode(plain, type=Opened)
    assert told.plan is not None
    (floor,) = told.plan.sheets
    assert (floor.name, floor.height) == (NAME, 667)
    assert base64.b64decode(floor.picture) == desk.laptop.evidence.read(opened.id, name)
    assert [(each.node, each.corners[0]) for each in told.plan.zones] == [(row, (100, 119))]
    assert [(each.node, each.at, each.towards) for each in told.plan.cameras] == [(row, (110, 131), 40)]
    assert told.fields


class Opened(msgspec.Struct):
    """The envelope as headquarters reads it."""

    fields: list[dict[str, str]]
    plan: PlanFacts | None = None


def test_a_note_on_a_camera_is_kept_undone_and_enclosed(desk: Desk) -> None:
    opened = desk.draft()
    row, submission = opened.session.rows(CAMERAS)[0], opened.session.submission()
    for text in (" Смотрит в дерево ", ""):
        step = drawing.note(opened, row, text)
        desk.laptop.inspecting.record(opened.id, step.operations)
    again = opened.undo()
    assert again is not None
    desk.laptop.inspecting.record(opened.id, again.operations)
    found = desk.laptop.inspecting.open(opened.id)
    assert found.drawing.notes == {row_of(row): "Смотрит в дерево"}
    assert found.session.submission() == submission
    desk.sealing.seal(found, SIGNED)
    bundle, act = desk.bundle(opened), desk.printing.act(opened.id)
    assert "Смотрит в дерево".encode() not in msgspec.json.encode(bundle) + act
    plain = box.open_box(desk.box_key, base64.b64decode(bundle.envelope), box.envelope_info(opened.id))
    told = msgspec.json.decode(plain, type=Opened).plan
    assert told is not None
    assert [(each.node, each.text) for each in told.notes] == [(row, "Смотрит в дерево")]


def test_without_a_plan_the_envelope_is_as_it_was(desk: Desk) -> None:
    opened = desk.draft()
    desk.sealing.seal(opened, SIGNED)
    sealed = base64.b64decode(desk.bundle(opened).envelope)
    plain = box.open_box(desk.box_key, sealed, box.envelope_info(opened.id))
    assert list(msgspec.json.decode(plain)) == ["fields"]


def test_it_is_not_redrawn_at_a_desk(laptop: Laptop) -> None:
    opened = laptop.inspecting.open(laptop.start())
    row, _ = camera(opened)
    list(drawn(opened, row))
    opened.revision = 2
    with pytest.raises(OnlyOnSite):
        drawing.lift(opened, row)


def test_a_draft_that_moves_takes_it_along(laptop: Laptop, tmp_path: Path) -> None:
    inspection = laptop.start()
    opened = laptop.inspecting.open(inspection)
    row, step = camera(opened)
    steps = [step, opened.answer(f"{row}/place", "Вход"), *drawn(opened, row)]
    sheet = next(iter(opened.drawing.sheets))
    steps.append(drawing.lay_picture(opened, sheet, ground(laptop, inspection, tmp_path)))
    for each in steps:
        laptop.inspecting.record(inspection, each.operations)
    test_moving.publish(laptop)
    new = laptop.inspecting.open(test_moving.moving(laptop).move(inspection))
    assert state(new.drawing) == state(opened.drawing)
    assert new.session.rows(CAMERAS) == (row,)
    assert laptop.evidence.read(new.id, new.drawing.picture(sheet))


def test_a_colleague_sees_it_and_draws_on(pair: tuple[Side, Side, Path, str]) -> None:
    lead, colleague, stick, inspection = pair

    def do(side: Side, step: Step | None) -> None:
        assert step is not None
        side.inspecting.record(inspection, step.operations)

    opened = lead.inspecting.open(inspection)
    row, step = camera(opened)
    other, second = camera(opened)
    for each in (step, second, *drawn(opened, row)):
        do(lead, each)
    sheet = next(iter(opened.drawing.sheets))
    source = stick / "plan.png"
    Image.new("RGB", (300, 200), "#987").save(source)
    do(lead, drawing.lay_picture(opened, sheet, lead.evidence.store(inspection, source)))
    test_dividing.given(pair)
    there = colleague.inspecting.open(inspection)
    assert state(there.drawing) == state(opened.drawing)
    assert colleague.evidence.read(inspection, there.drawing.picture(sheet))
    do(colleague, drawing.hang(there, other, sheet, (200, 200), 90))
    do(colleague, drawing.hang(there, row, sheet, (300, 300), 90))
    here = lead.inspecting.open(inspection)
    do(lead, drawing.hang(here, row, sheet, (50, 50), 180))
    for _ in range(2):  # the same file again changes nothing
        test_dividing.brought(pair)
        home = lead.inspecting.open(inspection).drawing
        assert home.cameras[row_of(other)].at == (200, 200)
        assert home.cameras[row_of(row)].at == (50, 50)
