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
from inspector.services.importing import (
    MARGIN,
    Certainty,
    ClockTooFar,
    CodeNotShown,
    Copying,
    DriveGone,
    NoTimeOnPicture,
    Times,
    propose,
)
from inspector.services.ports import Evidence
from tests.store.laptops import Laptop

T0 = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
NODES = ("a", "b", "c")


def at(seconds: float) -> datetime:
    return T0 + timedelta(seconds=seconds)


def told(openings: list[Opening], seconds: float, *, waiting: tuple[str, ...] = (), checked: bool = True):
    now = at(10_000)
    sure = ("p",) if checked else ()
    (made,) = propose({"p": at(seconds)}, Times(openings, now), began=T0, waiting=waiting, checked=sure)
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
    times = Times(walk(("a", 0, 60)), T0)
    (found,) = propose({"p": None}, times, began=T0, waiting=(), checked=("p",))
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
        propose(times(shift), Times(openings, at(5000)), began=T0, waiting=(), checked=times(shift))
        for shift in (0, ahead)
    )
    assert right == wrong


def photo(taken_at: str) -> Evidence:
    return Evidence(name="p", sha256="", size=1, media_type="", original_sha256="x", taken_at=taken_at)


def test_the_clock_is_known_by_the_picture_of_a_code() -> None:
    shown = {"4729": at(120)}
    clock = importing.clock_of(photo("2026-11-24T10:05:12"), "4729", shown, UTC)
    assert clock.ahead == 192
    assert importing.by_laptop("2026-11-24T10:05:12", clock.ahead, UTC) == at(120)
    with pytest.raises(CodeNotShown):
        importing.clock_of(photo("2026-11-24T10:05:12"), "4792", shown, UTC)
    with pytest.raises(NoTimeOnPicture):
        importing.clock_of(photo(""), "4729", shown, UTC)
    for far in ("2026-11-24T22:02:01", "2026-11-23T22:01:59", "2019-01-01T00:00:00"):
        with pytest.raises(ClockTooFar):
            importing.clock_of(photo(far), "4729", shown, UTC)


def picture(file: Path, taken: str, shade: int) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = f"2026:11:24 {taken}"
    Image.new("RGB", (40, 30), (shade, 0, 0)).save(file, exif=exif)
    return file


@pytest.fixture
def phone(tmp_path: Path) -> Path:
    for number in range(4):
        picture(tmp_path / "DCIM" / f"{number}.jpg", f"10:0{number}:00", number * 40)
    return tmp_path / "DCIM"


def copying(laptop: Laptop, inspection: str, place: Path, known: dict[str, str] | None = None) -> Copying:
    made = Copying(laptop.evidence, inspection, [place], known or {}, UTC)
    made.begin()
    return made


def rolls(made: Copying) -> dict[str, str]:
    """SHA-256 of every picture kept -> its roll."""
    found = {}
    while not made.over:
        kept = made.step()
        if kept is not None:
            found[kept.original_sha256] = made.roll
    return found


def test_copying_counts_what_is_the_same_and_what_is_no_picture(phone: Path, laptop: Laptop) -> None:
    (phone / "copy.jpg").write_bytes((phone / "1.jpg").read_bytes())
    (phone / "cut.jpg").write_bytes((phone / "1.jpg").read_bytes()[:300])
    (phone / "none.png").write_bytes(b"no")
    inspection = laptop.start()
    made = copying(laptop, inspection, phone)
    kept = rolls(made)
    assert (made.kept, made.same, made.total, made.problem) == (4, 1, 7, None)
    assert made.unusable == {"damaged": 1, "other": 1}
    assert len(set(kept.values())) == 1
    again = copying(laptop, inspection, phone, kept)
    assert (rolls(again), again.same) == ({}, 5)


def test_a_folder_copied_again_goes_on_with_its_roll_and_another_phone_begins_one(
    phone: Path, tmp_path: Path, laptop: Laptop
) -> None:
    inspection = laptop.start()
    known = rolls(copying(laptop, inspection, phone))
    picture(phone / "9.jpg", "10:30:00", 250)
    picture(tmp_path / "OTHER" / "1.jpg", "10:10:00", 130)
    (later,) = rolls(copying(laptop, inspection, phone, known)).values()
    (other,) = rolls(copying(laptop, inspection, tmp_path / "OTHER", known)).values()
    assert later in known.values()
    assert other not in known.values()


def test_a_clock_set_between_two_pictures_parts_the_roll(tmp_path: Path, laptop: Laptop) -> None:
    times = ["10:00:00", "09:55:00", "12:00:00", "11:00:00", "11:10:00"]
    for number, taken in enumerate(times):
        picture(tmp_path / "DCIM" / f"{number}.jpg", taken, number * 40)
    made = copying(laptop, laptop.start(), tmp_path / "DCIM")
    found = list(rolls(made).values())
    assert made.jumped
    assert [roll == found[0] for roll in found] == [True, True, True, False, False]
    assert found[3] == found[4]


def test_another_folder_of_a_phone_begins_its_times_anew(phone: Path, laptop: Laptop) -> None:
    picture(phone / "Screens" / "1.jpg", "08:00:00", 210)
    made = copying(laptop, laptop.start(), phone)
    assert len(set(rolls(made).values())) == 1
    assert not made.jumped


def test_copying_stops_when_full_or_pulled_out_and_keeps_what_it_has(
    phone: Path, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    inspection = laptop.start()
    pulled = copying(laptop, inspection, phone)
    assert pulled.step() is not None
    for file in phone.iterdir():
        file.unlink()
    assert rolls(pulled) == {}
    assert (pulled.kept, pulled.done, pulled.total) == (1, 1, 4)
    assert isinstance(pulled.problem, DriveGone)
    picture(phone / "1.jpg", "10:00:00", 1)
    monkeypatch.setattr(laptop.store.evidence, "free", lambda: 1)
    full = copying(laptop, inspection, phone)
    assert rolls(full) == {}
    assert isinstance(full.problem, NoRoomForPhotos)
