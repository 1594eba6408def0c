"""Backup and restore: what comes back is what was there, nothing spoilt comes in, and nothing here is lost by it."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector.core.errors import Refusal
from inspector.laptop import Laptop as Gate
from inspector.paths import Home
from inspector.services.backup import (
    BackedUp,
    BackupCancelled,
    BackupDamaged,
    BackupProgress,
    NewerHere,
    NotABackup,
    OtherLaptopHere,
    Restored,
)
from inspector.services.errors import StoreBusy, WrongPassphrase
from inspector.store import archive, restoring
from inspector.store.keys import KeySlots
from tests.store import laptops
from tests.store.laptops import CHEAP, PASSPHRASE, Laptop
from tests.store.test_seals import ACT, bundle

ROLL = "/data/card/roll"
AT = datetime(2026, 11, 24, 12, 7, tzinfo=UTC)


def never() -> bool:
    return False


def back_up(laptop: Laptop, target: Path) -> BackedUp:
    return laptop.store.archive.write(target, lambda _: None, never)


def restore(root: Path, file: Path, passphrase: str = PASSPHRASE) -> Restored:
    return restoring.restore(Home(root), file, passphrase, lambda _: None, never)


def roll(root: Path, inspection: str) -> str:
    opened = laptops.opened(root)
    try:
        return opened.inspecting.open(inspection).session.value(ROLL)
    finally:
        opened.store.close()


def answer(laptop: Laptop, inspection: str, value: str) -> None:
    opened = laptop.inspecting.open(inspection)
    laptop.inspecting.record(inspection, opened.answer(ROLL, value).operations)


def tree(root: Path) -> dict[str, bytes]:
    """What is on the disk, but for the log of the database."""
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


@pytest.fixture
def backed(laptop: Laptop, tmp_path: Path) -> tuple[str, Path]:
    """An inspection with one answer and a file, and the backup of it."""
    inspection = laptop.start()
    answer(laptop, inspection, "640")
    laptop.store.seals._vault.write(b"a photo" * 100)
    file = tmp_path / "stick.qorgan-backup"
    done = back_up(laptop, file)
    assert (done.size, done.files) == (file.stat().st_size, 1)
    return inspection, file


def test_a_new_laptop_becomes_the_old_one(laptop: Laptop, backed: tuple[str, Path], tmp_path: Path) -> None:
    inspection, file = backed
    answer(laptop, inspection, "700")  # after the copy: not in it
    done = restore(tmp_path / "new", file)
    assert (done.files, done.aside) == (1, "")
    assert roll(tmp_path / "new", inspection) == "640"
    opened = laptops.opened(tmp_path / "new")
    assert opened.store.identity == laptop.store.identity
    assert opened.store.archive.chain_in_doubt() == done.made_at
    opened.store.close()
    mine = {path.name: path.read_bytes() for path in Home(tmp_path / "home").evidence.iterdir()}
    assert {path.name: path.read_bytes() for path in Home(tmp_path / "new").evidence.iterdir()} == mine


def test_the_copy_is_taken_while_work_goes_on_and_holds_nothing_in_the_open(
    laptop: Laptop, backed: tuple[str, Path], tmp_path: Path
) -> None:
    text = backed[1].read_bytes()
    for secret in (b"Begin", laptops.SCHOOL.name_ru.encode(), b"SQLite format", laptops.IDENTITY.private_key.encode()):
        assert secret not in text
    assert laptops.IDENTITY.inspector.name.encode() in text  # the name of the key slot, as on the lock screen
    assert [path.name for path in (tmp_path / "home").iterdir() if "part" in path.name] == []


def test_wrong_tries_are_not_brought_back(laptop: Laptop, tmp_path: Path) -> None:
    with pytest.raises(WrongPassphrase):
        laptops.folder(tmp_path / "home").unlock("неверный пароль")
    back_up(laptop, tmp_path / "b")
    restore(tmp_path / "new", tmp_path / "b")
    assert KeySlots(Home(tmp_path / "new").keyslots).unlock(PASSPHRASE)


@pytest.mark.parametrize("length", [0, 3, 16, 100, -1, -20, -200])
def test_a_cut_backup_is_one_sentence_and_leaves_no_laptop(
    backed: tuple[str, Path], tmp_path: Path, length: int
) -> None:
    whole = backed[1].read_bytes()
    cut = tmp_path / "cut"
    cut.write_bytes(whole[:length])
    with pytest.raises((BackupDamaged, NotABackup)):
        restore(tmp_path / "new", cut)
    assert tree(tmp_path / "new") == {}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_flipped_bit_comes_in(backed: tuple[str, Path], tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(backed[1].read_bytes())
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= 1 << data.draw(st.integers(0, 7))
    bent = tmp_path / "bent"
    bent.write_bytes(whole)
    with pytest.raises((BackupDamaged, NotABackup)):
        restore(tmp_path / "new", bent)
    assert tree(tmp_path / "new") == {}


def test_a_list_that_somebody_rewrote_is_refused(backed: tuple[str, Path], tmp_path: Path) -> None:
    """All hashes right, only the HMAC cannot be made without the data key."""
    import hashlib

    opened = archive.Opened(backed[1])
    other = msgspec.structs.replace(opened.listing, made_at="2030-01-01T00:00:00+05:00")
    text, old = msgspec.json.encode(other), opened._text
    opened.close()
    whole = backed[1].read_bytes()
    start = whole.index(old)
    forged = whole[:start] + text + hashlib.sha256(text).digest() + whole[start + len(old) + 32 : start + len(old) + 64]
    bent = tmp_path / "bent"
    bent.write_bytes(forged + len(text).to_bytes(8, "big") + archive.END)
    with pytest.raises(BackupDamaged):
        restore(tmp_path / "new", bent)


@pytest.mark.parametrize("name", ["../laptop.db", "/etc/passwd", "evidence/../keyslots.json", "evidence/x", "log/a"])
def test_no_entry_leads_out_of_the_folder(backed: tuple[str, Path], name: str) -> None:
    opened = archive.Opened(backed[1])
    opened.close()
    listing = opened.listing
    entry = archive.Entry(name=name, size=1, sha256="0" * 64)
    with pytest.raises(BackupDamaged):
        archive._understood(msgspec.json.encode(msgspec.structs.replace(listing, entries=[listing.entries[0], entry])))


def test_any_other_file_is_no_backup(laptop: Laptop, tmp_path: Path) -> None:
    other = tmp_path / "photo.jpg"
    other.write_bytes(b"\xff\xd8\xff" * 100)
    with pytest.raises(NotABackup):
        restore(tmp_path / "new", other)


def test_a_wrong_passphrase_changes_nothing(backed: tuple[str, Path], tmp_path: Path) -> None:
    with pytest.raises(WrongPassphrase):
        restore(tmp_path / "new", backed[1], "неверный пароль")
    assert tree(tmp_path / "new") == {}


def test_another_laptop_is_never_written_over(backed: tuple[str, Path], tmp_path: Path) -> None:
    other = tmp_path / "other"
    folder = laptops.folder(other)
    folder.create(PASSPHRASE, folder.new_data_key(), b"another escrow", laptops.IDENTITY)
    before = tree(other)
    with pytest.raises(OtherLaptopHere):
        restore(other, backed[1])
    assert tree(other) == before


def test_an_open_laptop_is_not_exchanged_under_its_window(
    laptop: Laptop, backed: tuple[str, Path], tmp_path: Path
) -> None:
    with pytest.raises(StoreBusy):
        restore(tmp_path / "home", backed[1])
    answer(laptop, backed[0], "641")
    assert roll(tmp_path / "home", backed[0]) == "641"


def test_newer_answers_of_a_sound_laptop_are_not_given_up(
    laptop: Laptop, backed: tuple[str, Path], tmp_path: Path
) -> None:
    answer(laptop, backed[0], "700")
    laptop.start()
    laptop.store.close()
    before = tree(tmp_path / "home")
    with pytest.raises(NewerHere) as refused:
        restore(tmp_path / "home", backed[1])
    assert refused.value.params["count"] in (2, "2")
    assert roll(tmp_path / "home", backed[0]) == "700"
    assert set(tree(tmp_path / "home")) == set(before)


def test_a_newer_seal_is_not_given_up_either(laptop: Laptop, backed: tuple[str, Path], tmp_path: Path) -> None:
    laptop.store.seals.keep(bundle(backed[0]), ACT, AT)
    laptop.store.close()
    with pytest.raises(NewerHere):
        restore(tmp_path / "home", backed[1])


def test_a_damaged_laptop_comes_back_and_what_was_here_is_kept(
    laptop: Laptop, backed: tuple[str, Path], tmp_path: Path
) -> None:
    laptop.store.close()
    root = tmp_path / "home"
    spoilt = bytearray((root / "laptop.db").read_bytes())
    spoilt[100:4096] = bytes(3996)
    (root / "laptop.db").write_bytes(spoilt)
    done = restore(root, backed[1])
    assert roll(root, backed[0]) == "640"
    assert (Path(done.aside) / "laptop.db").read_bytes() == bytes(spoilt)
    assert (Path(done.aside) / "evidence").is_dir()
    assert not (root / "restoring").exists()


def test_a_laptop_whose_key_file_is_spoilt_is_known_by_its_database(
    laptop: Laptop, backed: tuple[str, Path], tmp_path: Path
) -> None:
    laptop.store.close()
    (tmp_path / "home" / "keyslots.json").write_text("{")
    restore(tmp_path / "home", backed[1])
    assert roll(tmp_path / "home", backed[0]) == "640"


@pytest.mark.parametrize("moves", range(9))
def test_a_crash_in_the_middle_is_finished_at_the_next_start(
    laptop: Laptop, backed: tuple[str, Path], tmp_path: Path, moves: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop.store.close()
    root, done, move = tmp_path / "home", [], restoring._move
    (root / "laptop.db").write_bytes(b"spoilt")

    def killed(source: Path, target: Path) -> None:
        if len(done) == moves:
            raise KeyboardInterrupt
        done.append(source)
        move(source, target)

    with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
        patch.setattr(restoring, "_move", killed)
        restore(root, backed[1])
    assert Gate(Home(root), cost=CHEAP).state() == "locked"
    assert roll(root, backed[0]) == "640"
    (aside,) = (root / "put-aside").iterdir()
    assert (aside / "laptop.db").read_bytes() == b"spoilt"
    assert not Home(root).restoring.exists()


@pytest.mark.parametrize("after", [0, 1])
def test_it_can_be_stopped_and_leaves_nothing(
    laptop: Laptop, backed: tuple[str, Path], tmp_path: Path, after: int
) -> None:
    told: list[BackupProgress] = []
    target = tmp_path / "second"
    with pytest.raises(BackupCancelled):
        laptop.store.archive.write(target, told.append, lambda: len(told) >= after)
    assert not target.exists()
    told.clear()
    with pytest.raises(BackupCancelled):
        restoring.restore(Home(tmp_path / "new"), backed[1], PASSPHRASE, told.append, lambda: len(told) > 0)
    assert tree(tmp_path / "new") == {}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "new", "stick.qorgan-backup"]


def test_progress_ends_at_everything(laptop: Laptop, backed: tuple[str, Path], tmp_path: Path) -> None:
    told: list[BackupProgress] = []
    laptop.store.archive.write(tmp_path / "second", told.append, never)
    assert told[-1].done == told[-1].total > 0
    assert [each.done for each in told] == sorted(each.done for each in told)


def test_an_older_copy_of_the_same_name_is_kept_until_the_new_one_is_whole(
    laptop: Laptop, backed: tuple[str, Path]
) -> None:
    before = backed[1].read_bytes()
    with pytest.raises(BackupCancelled):
        laptop.store.archive.write(backed[1], lambda _: None, lambda: True)
    assert backed[1].read_bytes() == before


def test_a_restored_chain_goes_on_from_the_head_headquarters_tells(
    laptop: Laptop, backed: tuple[str, Path], tmp_path: Path
) -> None:
    restore(tmp_path / "new", backed[1])
    opened = laptops.opened(tmp_path / "new")
    seals = opened.store.seals
    assert seals.last_manifest_sha256() == ""
    seals.continue_chain("ab" * 32)
    assert (seals.last_manifest_sha256(), opened.store.archive.chain_in_doubt()) == ("ab" * 32, "")
    seals.continue_chain("cd" * 32)  # told once; afterwards the laptop knows better
    assert seals.last_manifest_sha256() == "ab" * 32
    made = bundle(backed[0])
    seals.keep(made, ACT, AT, ("ab" * 32, 2))
    assert seals.last_manifest_sha256() not in ("", "ab" * 32)
    opened.store.close()


def test_a_seal_made_before_the_exchange_is_left_for_headquarters_to_mark(
    laptop: Laptop, backed: tuple[str, Path], tmp_path: Path
) -> None:
    restore(tmp_path / "new", backed[1])
    opened = laptops.opened(tmp_path / "new")
    opened.store.seals.keep(bundle(backed[0]), ACT, AT)
    head = opened.store.seals.last_manifest_sha256()
    opened.store.seals.continue_chain("ab" * 32)
    assert (opened.store.seals.last_manifest_sha256(), opened.store.archive.chain_in_doubt()) == (head, "")
    opened.store.close()


def test_a_laptop_that_was_never_restored_listens_to_nobody(laptop: Laptop) -> None:
    laptop.store.seals.continue_chain("ab" * 32)
    assert laptop.store.seals.last_manifest_sha256() == ""


def test_a_pulled_out_stick_is_one_sentence(laptop: Laptop, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        back_up(laptop, tmp_path / "no such stick" / "b")
    assert refused.value.code == "drive_unusable"
