"""The laptops run Windows: every package they need, as locked, must be a wheel for 64-bit Windows and CPython 3.11.

Asks the package registry (metadata only, nothing is installed), so it is a stage of its own in `python3 dev.py test`.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

WINDOWS = ("--python-platform", "x86_64-pc-windows-msvc", "--python-version", "3.11", "--only-binary", ":all:")
UNREACHED = re.compile(r"error sending request|Failed to fetch|dns error|Connection refused|timed out", re.IGNORECASE)

pytestmark = pytest.mark.registry


def uv(*arguments: str | Path) -> str:
    """What uv prints; a refusal fails the test, a registry that does not answer skips it by name."""
    command = [sys.executable, "-m", "uv", "pip", *map(str, arguments)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if ran.returncode and UNREACHED.search(ran.stderr):
        pytest.skip("THE PACKAGE REGISTRY COULD NOT BE REACHED: nobody has checked the Windows wheels of this lock")
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def locked() -> dict[str, str]:
    """`name==version` to the whole pin with its hashes."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return {pin.split()[0]: pin for pin in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]}


def test_every_package_of_the_laptop_has_a_windows_wheel(tmp_path: Path) -> None:
    plain = tmp_path / "constraints.txt"
    plain.write_text("\n".join(locked()), encoding="utf-8")
    flags = ("--no-annotate", "--no-header", "--quiet", "--constraint", plain)
    needed = uv("compile", "pyproject.toml", *WINDOWS, *flags).split()
    assert len(needed) > 20
    assert [name for name in needed if name not in locked()] == []

    pinned = tmp_path / "laptop.txt"
    pinned.write_text("".join(locked()[name] for name in needed), encoding="utf-8")
    dry = ("install", "--dry-run", "--no-deps", "--require-hashes", "--target", tmp_path / "nowhere")
    uv(*dry, *WINDOWS, "-r", pinned)


def test_a_package_without_a_windows_wheel_is_seen(tmp_path: Path) -> None:
    """The check itself can fail: uvloop has never been built for Windows."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "-", *WINDOWS]
    ran = subprocess.run(command, input="uvloop==0.22.1", cwd=tmp_path, capture_output=True, text=True)
    if UNREACHED.search(ran.stderr):
        pytest.skip("THE PACKAGE REGISTRY COULD NOT BE REACHED")
    assert ran.returncode != 0
