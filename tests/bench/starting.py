"""From the start of the process to the first painted window, against a bare PySide6 window of the same parts."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.measure import Comparison
from tests.bench.place import enrolled

GOAL = 1.3
ROOT = Path(__file__).resolve().parents[2]

# time.monotonic is one clock for all processes of a machine, so a child can tell its parent when it painted.
BARE = """
import sys, time
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTableWidget, QVBoxLayout, QWidget

class Window(QWidget):
    def paintEvent(self, event):
        print(time.monotonic(), flush=True)

application = QApplication(sys.argv)
window = Window()
box = QVBoxLayout(window)
for part in (QLabel("Қорған"), QLineEdit(), QTableWidget(20, 5)):
    box.addWidget(part)
window.resize(1366, 768)
window.show()
application.exec()
"""

# The program as it is, and an ear for the line its log gets after the first paint.
OURS = """
import logging, sys, time

class Ear(logging.Handler):
    def emit(self, record):
        if record.getMessage().startswith("first window painted"):
            print(time.monotonic(), flush=True)

logging.getLogger().addHandler(Ear())
from inspector.cli import main
sys.exit(main(sys.argv[1:]))
"""


def painted(script: str, *arguments: str) -> float:
    """Seconds from starting a process until it prints the time of its first paint."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    began = time.monotonic()
    command = [sys.executable, "-c", script, *arguments]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        process.kill()
    return float(line) - began


@contextmanager
def workload(folder: Path) -> Iterator[Comparison]:
    """An enrolled laptop, up to its lock screen."""
    with enrolled(folder) as (home, _):
        pass
    yield Comparison(
        name="start -> first window",
        ours=lambda: painted(OURS, "--home", str(home)),
        floor=lambda: painted(BARE),
        floor_name="bare PySide6 window",
        goal=GOAL,
    )
