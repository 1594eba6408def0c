"""Encrypted files: whatever was changed, cut or swapped is noticed, and a failed write leaves nothing."""

import errno
import os
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector.core.errors import DiskFull
from inspector.services.errors import DamagedFile, DiskTrouble
from inspector.store.files import MAGIC, PIECE, SALT, TAG, FileVault

KEY = b"k" * 32
HEADER = len(MAGIC) + SALT


@pytest.fixture
def vault(tmp_path: Path) -> FileVault:
    return FileVault(tmp_path / "evidence", KEY)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "evidence"


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 5])
def test_what_goes_in_comes_out(vault: FileVault, place: Path, size: int) -> None:
    data = os.urandom(size)
    name = vault.write(data)
    assert vault.read(name) == data
    stored = (place / name).read_bytes()
    assert len(stored) == HEADER + size + TAG * max(1, -(-size // PIECE))


def test_equal_pictures_look_different_and_have_unrelated_names(vault: FileVault, place: Path) -> None:
    first, second = vault.write(b"same" * 100), vault.write(b"same" * 100)
    assert first != second
    assert (place / first).read_bytes()[HEADER:] != (place / second).read_bytes()[HEADER:]
    assert (place / first).stat().st_mode & 0o077 == 0


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(place_of_bit=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_a_bit_turned_anywhere_is_noticed(vault: FileVault, place: Path, place_of_bit: int, bit: int) -> None:
    name = vault.write(b"photo" * 40)
    stored = bytearray((place / name).read_bytes())
    stored[place_of_bit % len(stored)] ^= 1 << bit
    (place / name).write_bytes(stored)
    with pytest.raises(DamagedFile):
        vault.read(name)


def test_a_file_cut_anywhere_is_noticed(vault: FileVault, place: Path) -> None:
    name = vault.write(os.urandom(2 * PIECE + 10))
    stored = (place / name).read_bytes()
    whole = PIECE + TAG
    for length in (0, 5, HEADER, HEADER + 1, HEADER + whole, HEADER + 2 * whole, len(stored) - 1):
        (place / name).write_bytes(stored[:length])
        with pytest.raises(DamagedFile):
            vault.read(name)


def test_pieces_cannot_change_places_within_or_between_files(vault: FileVault, place: Path) -> None:
    first, second = vault.write(os.urandom(2 * PIECE)), vault.write(os.urandom(2 * PIECE))
    one, other = (place / first).read_bytes(), (place / second).read_bytes()
    whole = PIECE + TAG
    swapped = one[:HEADER] + one[HEADER + whole :] + one[HEADER : HEADER + whole]
    mixed = one[: HEADER + whole] + other[HEADER + whole :]
    for forged in (swapped, mixed, one + one[HEADER:]):
        (place / first).write_bytes(forged)
        with pytest.raises(DamagedFile):
            vault.read(first)


def test_another_key_opens_nothing(vault: FileVault, place: Path) -> None:
    name = vault.write(b"photo")
    with pytest.raises(DamagedFile):
        FileVault(place, b"x" * 32).read(name)
    with pytest.raises(DamagedFile):
        vault.read("0" * 32)


@pytest.mark.parametrize(("number", "refusal"), [(errno.ENOSPC, DiskFull), (errno.EIO, DiskTrouble)])
def test_a_write_that_fails_leaves_nothing(
    vault: FileVault, place: Path, monkeypatch: pytest.MonkeyPatch, number: int, refusal: type[Exception]
) -> None:
    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(refusal):
        vault.write(b"photo")
    assert list(place.iterdir()) == []


def test_file_and_folder_are_durable_before_the_name_comes_back(
    vault: FileVault, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[bool, list[str]]] = []
    real = os.fsync

    def watched(descriptor: int) -> None:
        folder = Path(f"/proc/self/fd/{descriptor}").is_dir()
        seen.append((folder, [path.suffix for path in place.iterdir()]))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    vault.write(b"photo")
    assert seen == [(False, [".part"]), (True, [""])]


def test_the_sweep_takes_what_nobody_names_and_what_was_half_written(vault: FileVault, place: Path) -> None:
    kept, lost = vault.write(b"kept"), vault.write(b"lost")
    (place / "1234.part").write_bytes(b"half")
    (place / "foreign.txt").write_bytes(b"not ours")
    assert vault.sweep({kept}, older_than=timedelta(hours=1)) == 0
    assert vault.sweep({kept}, older_than=timedelta()) == 2
    assert {path.name for path in place.iterdir()} == {kept, "foreign.txt"}
    assert lost not in {path.name for path in place.iterdir()}
