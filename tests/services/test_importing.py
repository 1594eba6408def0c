"""Which question a picture is proposed to: never more sure than the times allow, never by itself attached."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image

from inspector.services import importing
from inspector.services.album import Opening
from inspector.services.errors import NoRoomForPhotos
from inspector.services.importing import MARGIN, Certainty, ClockTooFar, NoTimeOnPicture, propose
from inspector.services.ports import Evidence
from tests.store.laptops import Laptop

T0 = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
NODES = ("a", "b", "c")


def at(seconds: float) -> datetime:
    return T0 + timedelta(seconds=seconds)


def told(openings: list[Opening], seconds: float, *, waiting: tuple[str, ...] = (), checked: bool = True):
    now = at(10_000)
    (made,) = propose({"p": at(seconds)}, openings, now=now, began=T0, waiting=waiting, checked=checked)
    return made


def walk(*steps: tuple[str, float, float]) -> list[Opening]:
    return [Opening(node=node, start=at(start), end=at(end)) for node, start, end in steps]


def test_inside_one_opening_is_exact_and_names_it() -> None:
    openings = walk(("a", 0, 60), ("b", 60, 120), ("a", 200, 260))
    assert (told(openings, 30).node, told(openings, 30).certainty) == ("a", Certainty.EXACT)
    assert told(openings, 230).opening == openings[2]


def test_at_the_turn_of_two_questions_it_is_unclear_unless_one_waits_for_a_photo() -> None:
    openings = walk(("a", 0, 60), ("b", 60, 120))
    assert told(openings, 61).certainty is Certainty.UNCLEAR
    assert told(openings, 61).candidates == ("a", "b")
    assert (told(openings, 61, waiting=("b",)).node, told(openings, 61, waiting=("b",)).certainty) == (
        "b", Certainty.EXACT,
    )  # fmt: skip
    assert told(openings, 61, waiting=("a", "b")).certainty is Certainty.UNCLEAR


def test_between_openings_the_neighbours_are_offered() -> None:
    found = told(walk(("a", 0, 60), ("b", 120, 180)), 90)
    assert (found.certainty, found.candidates) == (Certainty.UNCLEAR, ("a", "b"))


def test_before_the_inspection_it_is_not_ours_and_without_a_time_nothing_is_known() -> None:
    assert told(walk(("a", 0, 60)), -600).certainty is Certainty.FOREIGN
    (found,) = propose({"p": None}, walk(("a", 0, 60)), now=T0, began=T0, waiting=(), checked=True)
    assert (found.node, found.certainty) == ("", Certainty.UNCLEAR)


steps = st.lists(st.tuples(st.sampled_from(NODES), st.integers(0, 90), st.integers(1, 90)), max_size=8)


@st.composite
def openings_(draw: st.DrawFn) -> list[Opening]:
    made, clock = [], 0
    for node, pause, stay in draw(steps):
        clock += pause
        made.append(Opening(node=node, start=at(clock), end=at(clock + stay)))
        clock += stay
    return made


@settings(max_examples=200, deadline=None)
@given(openings_(), st.integers(-200, 1800), st.sets(st.sampled_from(NODES)), st.booleans())
def test_exact_is_what_a_plain_look_at_the_times_says(
    openings: list[Opening], seconds: int, waiting: set[str], checked: bool
) -> None:
    found = told(openings, seconds, waiting=tuple(waiting), checked=checked)
    around = {
        each.node
        for each in openings
        if each.end is not None and (each.start - MARGIN).timestamp() <= at(seconds).timestamp()
        if at(seconds).timestamp() <= (each.end + MARGIN).timestamp()
    }
    sure = len(around) == 1 or len(around & waiting) == 1
    assert (found.certainty is Certainty.EXACT) == (checked and sure)
    if found.certainty is Certainty.EXACT:
        assert found.node in around
        assert len(around) == 1 or found.node in waiting
    if not checked:
        assert found.certainty is Certainty.UNCLEAR


@settings(max_examples=100, deadline=None)
@given(openings_(), st.lists(st.integers(0, 1500), max_size=6), st.integers(-40_000, 40_000))
def test_a_clock_that_is_off_and_known_to_be_changes_nothing(
    openings: list[Opening], seconds: list[int], ahead: int
) -> None:
    def times(shift: int) -> dict[str, datetime | None]:
        written = [(at(each) + timedelta(seconds=shift)).isoformat() for each in seconds]
        return {str(n): importing.by_laptop(text, shift, UTC) for n, text in enumerate(written)}

    right, wrong = (
        propose(times(shift), openings, now=at(5000), began=T0, waiting=(), checked=True) for shift in (0, ahead)
    )
    assert right == wrong


def photo(taken_at: str) -> Evidence:
    return Evidence(name="p", sha256="", size=1, media_type="", original_sha256="x", taken_at=taken_at)


def test_the_clock_is_known_by_the_picture_of_a_code() -> None:
    clock = importing.clock_of(photo("2026-11-24T10:05:12"), at(120), UTC)
    assert clock.ahead == 192
    assert importing.by_laptop("2026-11-24T10:05:12", clock.ahead, UTC) == at(120)
    with pytest.raises(NoTimeOnPicture):
        importing.clock_of(photo(""), T0, UTC)
    for far in ("2026-11-24T22:00:01", "2026-11-23T21:59:59", "2019-01-01T00:00:00"):
        with pytest.raises(ClockTooFar):
            importing.clock_of(photo(far), T0, UTC)


def test_a_clock_set_between_two_pictures_is_noticed() -> None:
    steady = ["2026-11-24T10:00:00", "", "2026-11-24T09:55:00", "2026-11-24T12:00:00"]
    assert not importing.jumped([photo(each) for each in steady], UTC)
    assert importing.jumped([photo(each) for each in [*steady, "2026-11-24T11:00:00"]], UTC)


def test_codes_are_easy_to_read_and_never_the_same_twice_in_a_row() -> None:
    before = ""
    for _ in range(200):
        code = importing.new_code(before)
        assert len(code) == 4
        assert code != before
        assert set(code) <= set("2345679")
        assert all(left != right for left, right in zip(code, code[1:], strict=False))
        before = code


def pictures(folder: Path, count: int) -> None:
    folder.mkdir()
    for number in range(count):
        exif = Image.Exif()
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = f"2026:11:24 10:0{number}:00"
        Image.new("RGB", (40, 30), (number * 40, 0, 0)).save(folder / f"{number}.jpg", exif=exif)


def test_copying_counts_what_is_the_same_and_what_is_no_picture(tmp_path: Path, laptop: Laptop) -> None:
    pictures(tmp_path / "DCIM", 3)
    (tmp_path / "DCIM" / "copy.jpg").write_bytes((tmp_path / "DCIM" / "1.jpg").read_bytes())
    (tmp_path / "DCIM" / "broken.png").write_bytes(b"no")
    inspection, steps = laptop.start(), []
    box = laptop.evidence
    done = importing.copy_in(
        box, inspection, [tmp_path / "DCIM"], (), lambda n, of: steps.append((n, of)), lambda: False
    )
    assert (len(done.photos), done.same, done.unusable, done.left, done.problem) == (3, 1, 1, 0, None)
    assert steps == [(number, 5) for number in range(6)]
    known = [each.original_sha256 for each in done.photos]
    again = importing.copy_in(box, inspection, [tmp_path / "DCIM"], known, lambda *_: None, lambda: False)
    assert (again.photos, again.same) == ((), 4)


def test_copying_stops_when_asked_or_full_and_keeps_what_it_has(
    tmp_path: Path, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures(tmp_path / "DCIM", 4)
    inspection, seen = laptop.start(), []

    def copy(cancelled: object = lambda: False) -> importing.Copied:
        return importing.copy_in(
            laptop.evidence, inspection, [tmp_path / "DCIM"], (), lambda n, _: seen.append(n), cancelled
        )  # fmt: skip

    done = copy(lambda: len(seen) > 2)
    assert (len(done.photos), done.left) == (2, 2)
    monkeypatch.setattr(laptop.store.evidence, "free", lambda: 1)
    full = copy()
    assert isinstance(full.problem, NoRoomForPhotos)
    assert full.photos == ()
