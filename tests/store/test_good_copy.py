"""The disk spoils the database: the last good copy comes back, nothing is destroyed, and the lost minutes are named."""

import os
from datetime import datetime
from pathlib import Path

import pytest

from inspector.services.backup import BackingUp
from inspector.services.errors import DamagedDatabase, DamagedInUse
from inspector.store import good_copy
from tests.store.laptops import SCHOOL, Laptop, enrolled, opened, supplied

ROLL = "/data/card/roll"


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    enrolled(tmp_path)
    made = opened(tmp_path)
    supplied(made)
    return made


FIRST, MIDDLE, LAST = slice(0, 1), slice(1, None), slice(-2, None)


def spoil(path: Path, pages: slice) -> None:
    """Sectors of the disk come back as something else."""
    data = bytearray(path.read_bytes())
    for page in range(len(data) // 4096)[pages]:
        data[page * 4096 + 100] ^= 0xFF
    path.write_bytes(data)


def answer(laptop: Laptop, inspection: str, value: str) -> None:
    step = laptop.inspecting.open(inspection).answer(ROLL, value)
    laptop.inspecting.record(inspection, step.operations)


def risk(laptop: Laptop) -> tuple[float, float]:
    told = BackingUp(laptop.store.archive).at_risk()
    assert told is not None
    return datetime.fromisoformat(told.since).timestamp(), datetime.fromisoformat(told.until).timestamp()


@pytest.mark.parametrize("pages", [FIRST, MIDDLE])
def test_the_copy_comes_back_and_says_which_minutes_are_at_risk(laptop: Laptop, pages: slice) -> None:
    home, inspection = laptop.home, laptop.start()
    answer(laptop, inspection, "5")
    backup = BackingUp(laptop.store.archive)
    assert backup.keep_good_copy()
    copied = home.good_copy.stat().st_mtime
    answer(laptop, inspection, "6")
    laptop.store.close()
    os.utime(home.database, (copied + 600, copied + 600))
    spoil(home.database, pages)
    os.utime(home.database, (copied + 600, copied + 600))
    damaged = home.database.read_bytes()
    again = opened(home.root)
    assert again.inspecting.open(inspection).session.value(ROLL) == "5"
    assert again.institutions.get(SCHOOL.id).name_ru == SCHOOL.name_ru
    since, until = risk(again)
    assert (round(since - copied), round(until - copied)) == (0, 600)
    aside = [each for each in (home.root / "put-aside").rglob("laptop.db") if each.read_bytes() == damaged]
    assert len(aside) == 1
    assert again.store.archive.chain_in_doubt()
    backup = BackingUp(again.store.archive)
    backup.risk_read()
    assert backup.at_risk() is None
    assert again.store.database.check() == []
    again.store.close()


def test_an_unclean_end_is_looked_through_and_a_clean_one_is_not(laptop: Laptop) -> None:
    home = laptop.home
    inspection = laptop.start()
    BackingUp(laptop.store.archive).keep_good_copy()
    answer(laptop, inspection, "6")
    wal = home.database.with_name("laptop.db-wal")
    assert wal.exists()  # the power goes now
    frames = wal.read_bytes()
    laptop.store.close()
    wal.write_bytes(frames)
    again = opened(home.root)
    assert BackingUp(again.store.archive).at_risk() is None  # nothing was damaged: nothing is told
    assert again.inspecting.open(inspection).session.value(ROLL) == "6"
    again.store.close()
    assert not wal.exists()


def test_damage_found_at_work_is_said_and_mended_at_the_next_opening(laptop: Laptop) -> None:
    home, inspection = laptop.home, laptop.start()
    BackingUp(laptop.store.archive).keep_good_copy()
    answer(laptop, inspection, "6")
    laptop.store.close()
    spoil(home.database, LAST)  # nothing that is read on opening
    working = opened(home.root)
    assert BackingUp(working.store.archive).at_risk() is None
    with pytest.raises(DamagedInUse):
        working.store.archive.keep_good_copy()  # reads every page, and keeps the copy it has
    working.store.close()
    again = opened(home.root)
    assert BackingUp(again.store.archive).at_risk() is not None
    assert again.inspecting.open(inspection).institution.id == SCHOOL.id
    assert not home.database.with_name("laptop.db.doubt").exists()
    again.store.close()


def test_a_copy_is_made_only_when_something_was_written(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    backup = BackingUp(laptop.store.archive)
    assert backup.keep_good_copy()
    os.utime(laptop.home.good_copy)
    assert not backup.keep_good_copy()
    os.utime(laptop.home.good_copy, (0, 0))
    monkeypatch.setattr(good_copy, "ROOM", 1 << 60)  # no room: answers need it more
    assert not backup.keep_good_copy()
    monkeypatch.undo()
    assert backup.keep_good_copy()
    assert [path for path in laptop.home.root.iterdir() if ".part" in path.name] == []
    laptop.store.close()


def test_without_a_copy_it_stays_refused_and_a_spoilt_copy_takes_no_place(laptop: Laptop) -> None:
    home = laptop.home
    laptop.store.close()
    spoil(home.database, FIRST)
    with pytest.raises(DamagedDatabase):
        opened(home.root)
    before = home.database.read_bytes()
    home.good_copy.write_bytes(before)
    with pytest.raises(DamagedDatabase):
        opened(home.root)
    assert home.database.read_bytes() == before


def test_a_crash_between_the_two_steps_is_finished(laptop: Laptop) -> None:
    home, inspection = laptop.home, laptop.start()
    BackingUp(laptop.store.archive).keep_good_copy()
    laptop.store.close()
    home.database.unlink()  # it was put aside, and the copy was not there yet
    again = opened(home.root)
    assert again.inspecting.open(inspection).institution.id == SCHOOL.id
    again.store.close()
