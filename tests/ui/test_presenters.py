"""Presenters, and what they are made of, know nothing of Qt: a test needs no window to try them."""

import subprocess
import sys

from tests.architecture.tree import ROOT

NAMES = {
    "presenter", "page", "table", "marks", "strength", "lanes", "navigation", "shell", "exchange", "language",
    "wording",
}  # fmt: skip


def modules() -> list[str]:
    """Everything under ui that has to work without Qt."""
    found = (ROOT / "inspector" / "ui").rglob("*.py")
    return sorted(
        ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for file in found
        if file.stem in NAMES and "widgets" not in file.parts
    )


def test_presenters_load_without_qt() -> None:
    names = modules()
    assert len(names) > 10
    program = (
        "import importlib, sys\n"
        f"for name in {names!r}:\n"
        "    importlib.import_module(name)\n"
        "    assert 'PySide6' not in sys.modules, name\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
