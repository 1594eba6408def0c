"""The script that starts everything, without starting anything."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import dev

SOURCE = Path(dev.__file__).read_text(encoding="utf-8")


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What would have been run."""
    made: list[list[str]] = []

    def record(*command: str | Path, env: dict[str, str] | None = None) -> int:
        made.append([str(part) for part in command])
        return 0

    monkeypatch.setattr(dev, "call", record)
    return made


def test_is_short_and_needs_the_standard_library_only() -> None:
    tree = ast.parse(SOURCE)
    tops = {alias.name.split(".")[0] for node in tree.body if isinstance(node, ast.Import) for alias in node.names}
    tops |= {str(node.module).split(".")[0] for node in tree.body if isinstance(node, ast.ImportFrom)}
    assert tops <= sys.stdlib_module_names
    assert len(SOURCE.splitlines()) < 200


def test_unknown_command_is_wrong_usage() -> None:
    ran = subprocess.run([sys.executable, dev.__file__, "dance"], capture_output=True, text=True)
    assert ran.returncode == 2
    assert "invalid choice" in ran.stderr


def test_without_a_display_the_same_windows_are_drawn_into_files(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    dev.run([])
    assert calls[0][1:] == ["-m", "inspector", "demo", "--headless", "--out", "demo-output"]


def test_with_a_display_the_window_opens(calls: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":7")
    dev.run([])
    assert calls[0][1:] == ["-m", "inspector", "demo"]


def test_root_installs_what_is_missing(calls: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(dev, "loads", lambda library: library != "libxcb-icccm.so.4")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(dev.shutil, "which", lambda program: f"/bin/{program}")
    dev.system_libraries("run")
    assert [call[:2] for call in calls] == [["apt-get", "update"], ["apt-get", "install"]]
    assert "libxcb-icccm4" in calls[1]
    assert "libgl1" not in calls[1]


def test_others_are_told_in_one_line(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(dev, "loads", lambda library: library != "libGL.so.1")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    dev.system_libraries("run")
    assert calls == []
    told = capsys.readouterr().out.splitlines()
    assert len(told) == 1
    assert "libgl1" in told[0]


def test_programs_are_asked_for_by_the_tests_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "loads", lambda library: True)
    monkeypatch.setattr(dev.shutil, "which", lambda program: None)
    assert dev.missing_packages("run") == []
    assert "poppler-utils" in dev.missing_packages("test")


def test_packages_are_installed_once_per_lock(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lock, python = tmp_path / "requirements.lock", tmp_path / "python"
    lock.write_text("a==1\n")
    python.touch()
    monkeypatch.setattr(dev, "LOCK", lock)
    monkeypatch.setattr(dev, "PYTHON", python)
    monkeypatch.setattr(dev, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(dev.shutil, "which", lambda program: None)
    assert dev.packages() == dev.packages() == 0
    assert len(calls) == 1
    assert "--require-hashes" in calls[0]
    lock.write_text("a==2\n")
    dev.packages()
    assert len(calls) == 2


def test_uv_is_used_when_it_is_there(calls: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(dev, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(dev.shutil, "which", lambda program: f"/bin/{program}")
    dev.packages()
    assert calls[0][:3] == ["/bin/uv", "pip", "install"]
    assert "--require-hashes" in calls[0]


def test_failed_install_is_tried_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(dev, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(dev, "call", lambda *command, env=None: 3)
    assert dev.packages() == 3
    assert not dev.STAMP.exists()


def test_lock_is_made_without_this_machines_mirrors(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, str] = {}
    monkeypatch.setenv("UV_INDEX_URL", "a mirror")
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", "another")
    monkeypatch.setattr(dev, "call", lambda *command, env=None: seen.update(env or {}) or 0)
    dev.lock([])
    assert seen
    assert [name for name in seen if name.startswith(("UV_", "PIP_"))] == []


def test_closing_line_adds_the_stages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(dev, "REPORTS", tmp_path)
    for name, counts in {"a": (10, 1, 1, 2), "b": (5, 0, 0, 1)}.items():
        total, failures, errors, skipped = counts
        suite = f'<testsuite tests="{total}" failures="{failures}" errors="{errors}" skipped="{skipped}"/>'
        (tmp_path / f"{name}.xml").write_text(f"<testsuites>{suite}</testsuites>")
    assert dev.closing_line() == "10 passed, 2 failed, 3 skipped"


def test_every_stage_runs_even_after_a_failed_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ran: list[str] = []
    monkeypatch.setattr(dev, "REPORTS", tmp_path / "reports")
    monkeypatch.setattr(dev, "call", lambda *command, env=None: ran.append(" ".join(map(str, command))) or 1)
    assert dev.test([]) == 1
    for tool in ("ruff check", "ruff format", "mypy", "-m registry", "-m build"):
        assert any(tool in command for command in ran), tool


def test_a_stage_without_tests_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "call", lambda *command, env=None: 5)
    assert dev.pytest("empty") == 0


def test_translations_are_compiled_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "resources" / "locale" / "kk" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = folder / "field.po"
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "School"\nmsgstr "Мектеп"\n'
    )
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    dev.compile_translations()
    compiled = folder / "field.mo"
    assert "Мектеп".encode() in compiled.read_bytes()
    made = compiled.stat().st_mtime_ns
    dev.compile_translations()
    assert compiled.stat().st_mtime_ns == made
    assert sorted(file.name for file in folder.iterdir()) == ["field.mo", "field.po"]
