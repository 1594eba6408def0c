"""A verb loads what it needs: asking about one IIN must not cost a window and a database."""

import json
import subprocess
import sys

import pytest

from tests.architecture.tree import ROOT

HEAVY = {"PySide6", "sqlalchemy", "sqlcipher3", "lxml", "pyxform", "reportlab", "fastapi", "httpx", "cryptography"}
SCRIPT = """
import contextlib, io, json, sys
from inspector.cli import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main(json.loads(sys.argv[1]))
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


@pytest.mark.parametrize("arguments", [["iin", "850101300009", "--json"], ["--help"]])
def test_small_verbs_load_nothing_heavy(arguments: list[str]) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT, json.dumps(arguments)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert HEAVY & set(json.loads(ran.stdout)) == set()
