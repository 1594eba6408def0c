"""`inspector backup` and `restore` as anybody types them: exit codes, one line, one JSON document."""

import json
from pathlib import Path

import pytest

from inspector.cli import main
from tests.store import laptops
from tests.store.laptops import PASSPHRASE
from tests.ui.laptop import identity


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE + "\n", "utf-8")
    return file


def run(home: Path, verb: str, file: Path, secret: Path) -> int:
    return main(["--home", str(home), verb, str(file), "--passphrase-file", str(secret), "--json"])


def test_a_laptop_goes_into_a_file_and_comes_out_of_it(
    tmp_path: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = laptops.folder(tmp_path / "old")
    folder.create(PASSPHRASE, folder.new_data_key(), b"escrow", identity())
    file = tmp_path / "stick.qorgan-backup"
    assert run(tmp_path / "old", "backup", file, secret) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(file), "size": file.stat().st_size, "files": 0}
    assert run(tmp_path / "new", "restore", file, secret) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["aside"] is None
    assert "обмен" in told.err
    assert main(["--home", str(tmp_path / "new"), "inspections", "--passphrase-file", str(secret), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_what_is_refused_is_one_line_and_exit_1(
    tmp_path: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / "new", "restore", tmp_path / "nowhere", secret) == 1
    assert run(tmp_path / "new", "restore", secret, secret) == 1
    assert run(tmp_path / "new", "backup", tmp_path / "file", secret) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert [bool(line) for line in said.err.splitlines()] == [True, True, True]
    assert not (tmp_path / "file").exists()
