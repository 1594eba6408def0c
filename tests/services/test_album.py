"""Photos that are still to come, questions in view, and pictures that wait: all of it out of the journal."""

from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from inspector.core.signatures import Signatures, Signer
from inspector.services import album
from inspector.services.album import Clock, hung, is_due
from inspector.services.errors import PictureHere, TooManyPhotos
from inspector.services.opened import OpenInspection
from inspector.services.ports import Evidence, OperationKind
from inspector.services.sealing import NotReady, check_ready
from tests.store.laptops import Laptop

DUMMY, ROLL = "/data/cctv/dummy", "/data/card/roll"


@pytest.fixture
def inspection(laptop: Laptop) -> str:
    return laptop.start()


def photo(laptop: Laptop, inspection: str, tmp_path: Path, shade: int = 90) -> Evidence:
    source = tmp_path / f"{shade}.png"
    Image.new("RGB", (40, 30), (shade, 0, 0)).save(source)
    return laptop.evidence.store(inspection, source)


def again(laptop: Laptop, opened: OpenInspection) -> OpenInspection:
    return laptop.inspecting.open(opened.id)


def test_a_promised_photo_survives_blocks_the_seal_and_is_no_answer(laptop: Laptop, inspection: str) -> None:
    opened = laptop.inspecting.open(inspection)
    before = opened.session.submission()
    laptop.inspecting.record(inspection, album.expect_photo(opened, DUMMY, due=True).operations)
    found = again(laptop, opened)
    assert found.album.due == {DUMMY}
    assert is_due(found, DUMMY)
    assert found.session.submission() == before
    assert (DUMMY, "evidence") in {(each.node, each.kind) for each in found.problems()}
    assert DUMMY not in {each.node for each in found.session.problems()}
    with pytest.raises(NotReady) as refused:
        check_ready(found, Signatures(signers=(Signer(name="А", post="", body=""),)))
    assert any(problem.node == DUMMY for problem in refused.value.problems)


def test_a_picture_takes_the_promise_back_and_undo_gives_both_back(
    laptop: Laptop, inspection: str, tmp_path: Path
) -> None:
    opened = laptop.inspecting.open(inspection)
    done = [*album.expect_photo(opened, DUMMY, due=True).operations]
    done += opened.attach(DUMMY, photo(laptop, inspection, tmp_path)).operations
    assert not opened.album.due
    laptop.inspecting.record(inspection, done)
    assert not again(laptop, opened).album.due
    step = opened.undo()
    assert step is not None
    laptop.inspecting.record(inspection, step.operations)
    assert again(laptop, opened).album.due == {DUMMY}
    assert hung(again(laptop, opened)) == {}


def test_what_was_in_view_is_in_the_journal_and_what_was_passed_by_is_not(laptop: Laptop, inspection: str) -> None:
    opened = laptop.inspecting.open(inspection)
    opened.mark_place(ROLL)
    opened.mark_place(DUMMY)
    step = opened.answer(f"{DUMMY}/verdict", "ok")
    assert [each.kind for each in step.operations] == [OperationKind.OPEN, OperationKind.SET]
    opened.mark_place(DUMMY)
    laptop.inspecting.record(inspection, (*step.operations, *opened.came_into_view(left=True)))
    assert opened.came_into_view(left=True) == ()
    (seen,) = again(laptop, opened).album.openings()
    assert seen.node == DUMMY
    assert seen.end is not None
    assert seen.end >= seen.start == datetime.fromisoformat(step.operations[0].at)


def test_after_a_power_cut_a_question_was_in_view_until_the_latest_entry(laptop: Laptop, inspection: str) -> None:
    opened = laptop.inspecting.open(inspection)
    opened.mark_place(DUMMY)
    step = opened.answer(f"{DUMMY}/verdict", "ok")
    laptop.inspecting.record(inspection, step.operations)
    assert opened.album.openings()[0].end is None
    assert again(laptop, opened).album.openings()[0].end == datetime.fromisoformat(step.operations[-1].at)


def test_opening_a_question_is_not_undone(laptop: Laptop, inspection: str) -> None:
    opened = laptop.inspecting.open(inspection)
    opened.mark_place(DUMMY)
    opened.answer(f"{DUMMY}/verdict", "ok")
    opened.mark_place(ROLL)
    step = opened.undo()
    assert step is not None
    assert [each.kind for each in step.operations] == [OperationKind.OPEN, OperationKind.SET]
    assert opened.undo() is None


def test_brought_pictures_wait_are_put_aside_and_come_back(laptop: Laptop, inspection: str, tmp_path: Path) -> None:
    opened = laptop.inspecting.open(inspection)
    first, second = (photo(laptop, inspection, tmp_path, shade) for shade in (10, 200))
    laptop.inspecting.record(inspection, album.bring(opened, [first, second], "r").operations)
    assert opened.undo() is None
    laptop.inspecting.record(inspection, album.put_aside(opened, first.name).operations)
    found = again(laptop, opened)
    assert (found.album.waiting(), found.album.foreign()) == ((second.name,), (first.name,))
    opened.undo()
    assert opened.album.waiting() == (first.name, second.name)


def test_a_blurred_picture_takes_the_place_of_the_one_it_was_made_of(
    laptop: Laptop, inspection: str, tmp_path: Path
) -> None:
    opened = laptop.inspecting.open(inspection)
    plain, closed = (photo(laptop, inspection, tmp_path, shade) for shade in (10, 200))
    done = [*album.bring(opened, [plain], "r").operations, *opened.attach(DUMMY, plain).operations]
    done += album.blur(opened, plain.name, closed).operations
    laptop.inspecting.record(inspection, done)
    for each in (opened, again(laptop, opened)):
        assert hung(each) == {closed.name: DUMMY}
        assert each.album.waiting() == (closed.name,)
        assert each.album.source_of(closed.name) == plain.name
        assert each.album.is_blurred(closed.name)
    assert closed.name.encode() in opened.session.submission()
    assert plain.name.encode() not in opened.session.submission()
    opened.undo()
    assert hung(opened) == {plain.name: DUMMY}
    assert opened.album.source_of(plain.name) == plain.name
    assert not opened.album.is_blurred(plain.name)


def test_a_whole_lot_is_laid_out_and_taken_back_at_once(laptop: Laptop, inspection: str, tmp_path: Path) -> None:
    opened = laptop.inspecting.open(inspection)
    lot = [photo(laptop, inspection, tmp_path, shade) for shade in (10, 100, 200)]
    album.lay_out(opened, [(DUMMY, each) for each in lot])
    assert len(hung(opened)) == 3
    opened.undo()
    assert hung(opened) == {}


def test_the_clock_of_a_roll_is_kept_and_taken_back_with_the_picture_of_the_code(
    laptop: Laptop, inspection: str, tmp_path: Path
) -> None:
    opened = laptop.inspecting.open(inspection)
    code, other = (photo(laptop, inspection, tmp_path, shade) for shade in (10, 200))
    laptop.inspecting.record(inspection, album.bring(opened, [code], "mine").operations)
    laptop.inspecting.record(inspection, album.bring(opened, [other], "yours").operations)
    clock = Clock(ahead=192.5, at="2026-11-24T10:02:00+05:00", picture="ab")
    laptop.inspecting.record(inspection, album.check_clock(opened, code.name, clock).operations)
    found = again(laptop, opened).album
    assert (found.clocks, found.foreign(), found.roll_of(other.name)) == ({"mine": clock}, (code.name,), "yours")
    opened.undo()
    assert (opened.album.clocks, opened.album.waiting()) == ({}, (code.name, other.name))


def test_a_picture_is_taken_off_and_put_back_as_one_action_each(
    laptop: Laptop, inspection: str, tmp_path: Path
) -> None:
    opened = laptop.inspecting.open(inspection)
    kept = photo(laptop, inspection, tmp_path)
    album.bring(opened, [kept], "r")
    opened.attach(DUMMY, kept)
    for take_off in (lambda: album.put_aside(opened, kept.name), lambda: album.move(opened, kept.name, "")):
        take_off()
        assert hung(opened) == {}
        opened.undo()
        assert (hung(opened), opened.album.foreign()) == ({kept.name: DUMMY}, ())
    album.move(opened, kept.name, DUMMY)
    assert hung(opened) == {kept.name: DUMMY}
    album.put_aside(opened, kept.name)
    album.take_back(opened, kept.name)
    assert (hung(opened), opened.album.waiting()) == ({}, (kept.name,))


def test_codes_that_were_shown_are_known_after_a_restart(laptop: Laptop, inspection: str) -> None:
    opened = laptop.inspecting.open(inspection)
    laptop.inspecting.record(inspection, album.show_code(opened, "4729").operations)
    assert opened.undo() is None
    assert list(again(laptop, opened).album.codes) == ["4729"]


def test_an_act_that_would_be_too_large_is_refused_and_nothing_changes(
    laptop: Laptop, inspection: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = laptop.inspecting.open(inspection)
    first, second = (photo(laptop, inspection, tmp_path, shade) for shade in (10, 200))
    monkeypatch.setattr(album, "LARGEST_PHOTOS", first.size + second.size - 1)
    opened.attach(DUMMY, first)
    with pytest.raises(TooManyPhotos):
        opened.attach(DUMMY, second)
    assert set(hung(opened)) == {first.name}


def test_the_same_file_hangs_once_on_a_question(laptop: Laptop, inspection: str, tmp_path: Path) -> None:
    opened = laptop.inspecting.open(inspection)
    first, twin = (photo(laptop, inspection, tmp_path) for _ in range(2))
    opened.attach(DUMMY, first)
    for each in (first, twin):
        with pytest.raises(PictureHere):
            opened.attach(DUMMY, each)
    with pytest.raises(PictureHere):
        album.lay_out(opened, [(DUMMY, photo(laptop, inspection, tmp_path, 7))] * 2)
    assert set(hung(opened)) == {first.name}
