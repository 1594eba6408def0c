"""Key slots: who gets in, how fast somebody who does not may try, and what of it survives a restart."""

import json
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest

from inspector.core.errors import DiskFull
from inspector.services.errors import (
    DamagedDatabase,
    NotEnrolled,
    TooManyAttempts,
    WeakPassphrase,
    WrongPassphrase,
)
from inspector.store import keys
from inspector.store.keys import KeySlots, new_data_key, subkey
from tests.store.laptops import CHEAP, PASSPHRASE


@dataclass
class Clock:
    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keyslots.json"


@pytest.fixture
def data_key(path: Path) -> bytes:
    key = new_data_key()
    KeySlots(path).create("Сапарова А. М.", PASSPHRASE, key, b"escrow", CHEAP)
    return key


def test_the_passphrase_opens_the_random_key_and_its_name_is_shown(path: Path, data_key: bytes) -> None:
    slots = KeySlots(path)
    assert slots.unlock(PASSPHRASE) == data_key
    assert slots.names() == ("Сапарова А. М.",)
    assert slots.escrow() == b"escrow"
    assert data_key.hex() not in path.read_text("utf-8")
    assert subkey(data_key, "database") != subkey(data_key, "files") != data_key


def test_the_same_letters_from_another_keyboard_open_too(path: Path, data_key: bytes) -> None:
    composed = "пароль й ё 2026"
    KeySlots(path).change(PASSPHRASE, composed, CHEAP)
    assert KeySlots(path).unlock(unicodedata.normalize("NFD", composed)) == data_key


def test_a_changed_passphrase_wraps_the_same_key_anew(path: Path, data_key: bytes) -> None:
    KeySlots(path).change(PASSPHRASE, "другой пароль", CHEAP)
    assert KeySlots(path).unlock("другой пароль") == data_key
    with pytest.raises(WrongPassphrase):
        KeySlots(path).unlock(PASSPHRASE)


@pytest.mark.parametrize("passphrase", ["", "123456789", "     короткий     "])
def test_a_short_passphrase_is_refused_before_anything_is_written(path: Path, passphrase: str) -> None:
    with pytest.raises(WeakPassphrase):
        KeySlots(path).create("a", passphrase, new_data_key(), b"", CHEAP)
    assert not path.exists()


def test_wrong_tries_wait_longer_and_longer_and_a_restart_does_not_help(path: Path, data_key: bytes) -> None:
    clock, waits = Clock(), []
    for _ in range(6):
        with pytest.raises(WrongPassphrase) as refused:
            KeySlots(path, clock=clock).unlock("неверный пароль")
        waits.append(refused.value.seconds)
        if refused.value.seconds:
            with pytest.raises(TooManyAttempts):
                KeySlots(path, clock=clock).unlock(PASSPHRASE)
        clock.now += refused.value.seconds
    assert waits == [1, 2, 4, 8, 16, 32]
    assert KeySlots(path, clock=clock).unlock(PASSPHRASE) == data_key
    with pytest.raises(WrongPassphrase) as refused:
        KeySlots(path, clock=clock).unlock("неверный пароль")
    assert refused.value.seconds == 1


def test_setting_the_clock_back_does_not_shorten_the_wait(path: Path, data_key: bytes) -> None:
    clock = Clock()
    for _ in range(4):
        with pytest.raises(WrongPassphrase) as refused:
            KeySlots(path, clock=clock).unlock("неверный пароль")
        clock.now += refused.value.seconds
    clock.now -= 86_400
    with pytest.raises(TooManyAttempts):
        KeySlots(path, clock=clock).unlock(PASSPHRASE)
    clock.now += 8
    assert KeySlots(path, clock=clock).unlock(PASSPHRASE) == data_key


def test_a_try_is_counted_before_it_is_tried(path: Path, data_key: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(keys, "_unwrap", killed)
    with pytest.raises(KeyboardInterrupt):
        KeySlots(path).unlock("неверный пароль")
    assert json.loads(path.read_text("utf-8"))["tries"]["count"] == 1


def test_a_full_disk_does_not_lock_the_owner_out(path: Path, data_key: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(keys, "write_durably", full)
    assert KeySlots(path).unlock(PASSPHRASE) == data_key


def test_a_slot_is_bound_to_its_name_and_cost(path: Path, data_key: bytes) -> None:
    file = json.loads(path.read_text("utf-8"))
    file["slots"][0]["name"] = "Другой"
    path.write_text(json.dumps(file), "utf-8")
    with pytest.raises(WrongPassphrase):
        KeySlots(path).unlock(PASSPHRASE)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.update(format="other"),
        lambda file: file["slots"][0].update(salt="?"),
        lambda file: file["slots"][0].update(salt=""),
        lambda file: file["slots"][0]["cost"].update(memory_kib=1 << 30),
        lambda file: file.pop("slots"),
    ],
)
def test_a_spoilt_file_is_said_to_be_damaged(path: Path, data_key: bytes, spoil: object) -> None:
    file = json.loads(path.read_text("utf-8"))
    spoil(file)  # type: ignore[operator]
    path.write_text(json.dumps(file), "utf-8")
    with pytest.raises(DamagedDatabase):
        KeySlots(path).unlock(PASSPHRASE)


def test_a_file_that_is_no_text_is_said_to_be_damaged(path: Path, data_key: bytes) -> None:
    path.write_bytes(path.read_bytes().replace(b'"name": "', b'"name": "\xff'))
    with pytest.raises(DamagedDatabase):
        KeySlots(path).unlock(PASSPHRASE)


def test_no_file_is_no_laptop(path: Path) -> None:
    assert KeySlots(path).names() == ()
    with pytest.raises(NotEnrolled):
        KeySlots(path).unlock(PASSPHRASE)


def test_a_passphrase_changed_in_another_window_meanwhile_stays_changed(path: Path, data_key: bytes) -> None:
    asked: list[float] = []

    def clock() -> float:
        asked.append(1.0)
        if len(asked) == 1:
            KeySlots(path).change(PASSPHRASE, "другой пароль", CHEAP)
        return 1_000_000.0

    KeySlots(path, clock=clock).unlock(PASSPHRASE)
    assert KeySlots(path).unlock("другой пароль") == data_key


def test_each_inspector_opens_the_same_data_with_a_passphrase_of_their_own(path: Path, data_key: bytes) -> None:
    slots = KeySlots(path)
    (first,) = slots.insiders()
    slots.add("second", "Омаров Т.", "второй пароль 2026", data_key, CHEAP)
    assert slots.names() == ("Сапарова А. М.", "Омаров Т.")
    assert slots.open(PASSPHRASE) == keys.Unlocked(data_key, first.id)
    assert slots.open("второй пароль 2026", "second") == keys.Unlocked(data_key, "second")
    with pytest.raises(WrongPassphrase):
        slots.open(PASSPHRASE, "second")


def test_a_changed_passphrase_leaves_whose_slot_it_is_and_the_others(path: Path, data_key: bytes) -> None:
    slots = KeySlots(path)
    (first,) = slots.insiders()
    slots.add("second", "Омаров Т.", "второй пароль 2026", data_key, CHEAP)
    slots.change(PASSPHRASE, "другой пароль", CHEAP, first.id)
    assert slots.open("другой пароль").slot == first.id
    assert slots.open("второй пароль 2026").slot == "second"
    slots.add("second", "Омаров Т.", "третий пароль 2026", data_key, CHEAP)
    assert len(slots.insiders()) == 2


def test_what_unlocks_is_not_shown(path: Path, data_key: bytes) -> None:
    assert data_key.hex() not in repr(KeySlots(path).open(PASSPHRASE)) + str(KeySlots(path).open(PASSPHRASE))
