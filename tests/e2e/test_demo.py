"""`inspector demo --headless`: the real windows, worked by key events from the laptop's code to the accepted act."""

import subprocess
import sys
from pathlib import Path

from tests.world import ROOT, say

SCREENS = ("first-start", "code", "passphrase", "today", "search", "before-start", "questions-cctv", "table-cameras",
           "table-guards", "summary", "proof", "signatures", "act", "accepted")  # fmt: skip


def test_a_whole_inspection_in_the_windows(tmp_path: Path) -> None:
    out = tmp_path / "demo-output"
    command = [sys.executable, "-m", "inspector", "--home", tmp_path / "home", "demo", "--headless", "--out", out]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    left = {file.name.partition("-")[2].removesuffix(".png") for file in out.glob("*.png")}
    assert set(SCREENS) <= left
    assert str(out / "act.pdf") in done.stdout
    assert list(out.glob("headquarters.*"))
    verified = say("verify", out / "act.pdf", "--root", out / "root.pem", "--json").json
    assert (verified["valid"], verified["kind"]) == (True, "act")
