"""The first picture is painted before anything heavy is loaded; without a display one sentence is said."""

import os
import subprocess
import sys

import pytest

from inspector.ui import app
from tests.architecture.tree import ROOT

HEAVY = (
    "inspector.services.ports", "msgspec", "sqlalchemy", "sqlcipher3", "reportlab", "pikepdf", "httpx", "lxml",
    "pyhanko", "PIL", "pypdfium2", "fastapi",
)  # fmt: skip
PROGRAM = """
import sys
from pathlib import Path
from inspector.services.insiders import Insider, PinStanding, PinState
from inspector.settings import SettingsFile
from inspector.ui import app
class Gate:
    def state(self): return {state!r}
    def insiders(self): return (Insider(id="1", name="Айгерим"),)
    def asked(self): return False
    def pin(self, slot): return PinState(standing=PinStanding.NONE)
    def lock(self): pass
window = app.build(Gate(), SettingsFile(Path({folder!r}) / "settings.json"))
window.show()
image = window.grab().toImage()
assert image.width() == 1366 and image.pixelColor(20, 400).name() == "#0b2a3b", image.pixelColor(20, 400).name()
print(*[name for name in {heavy!r} if name in sys.modules])
window.close()
"""


@pytest.mark.parametrize("state", ["new", "locked"])
def test_nothing_heavy_is_loaded_for_the_first_picture(tmp_path, state: str) -> None:
    program = PROGRAM.format(state=state, folder=str(tmp_path), heavy=HEAVY)
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_without_a_display_it_is_said_in_a_sentence(monkeypatch) -> None:
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert not app.has_display()
    monkeypatch.setenv("DISPLAY", ":0")
    assert app.has_display()
    assert app.NoDisplay.sentence.endswith(".")


def test_without_a_display_the_program_refuses_instead_of_aborting(tmp_path) -> None:
    program = (
        "from inspector.settings import SettingsFile\n"
        "from pathlib import Path\n"
        "from inspector.ui import app\n"
        "try:\n"
        f"    app.run(None, SettingsFile(Path({str(tmp_path)!r}) / 's'), print)\n"
        "except app.NoDisplay as refusal:\n"
        "    print(refusal)\n"
    )
    environment = {name: value for name, value in os.environ.items() if "DISPLAY" not in name and "QPA" not in name}
    environment["PYTHONPATH"] = str(ROOT)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == app.NoDisplay.sentence
