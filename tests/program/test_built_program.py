"""The frozen laptop: made by build.spec, started without the source, without Python and without a display."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import factories
from tests.world import PASSPHRASE, Headquarters

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 120.0
LARGEST_MB = 250
FIRST_PICTURE = "first window painted"

pytestmark = [
    pytest.mark.build,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="written for the build machine"),
]


class Program:
    """The built folder."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        self.home = home
        # Nothing of this checkout or of this Python may help it.
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self.environment = {**kept, "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}

    def command(self, *words: str | Path) -> list[str]:
        return [str(self.folder / "inspector"), "--home", str(self.home), *map(str, words)]

    def say(self, *words: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*words), input=stdin, env=self.environment, cwd=self.home, capture_output=True, text=True
        )

    def done(self, *words: str | Path) -> str:
        """Run a verb that opens the store; it must succeed."""
        said = self.say(*words, "--passphrase-file", "-", stdin=PASSPHRASE)
        assert said.returncode == 0, f"{words}: {said.returncode}\n{said.stdout}\n{said.stderr}"
        return said.stdout


@pytest.fixture(scope="session")
def built() -> Path:
    """The folder, built once."""
    target = ROOT / "build" / "program"
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", "build.spec", "--noconfirm", "--log-level", "ERROR",
         "--distpath", str(target), "--workpath", str(ROOT / "build" / "pyinstaller")],
        cwd=ROOT, check=True,
    )  # fmt: skip
    return target / "inspector"


@pytest.fixture
def program(built: Path, tmp_path: Path) -> Program:
    home = tmp_path / "laptop"
    home.mkdir()
    return Program(built, home)


def test_carries_only_what_a_laptop_needs(built: Path) -> None:
    names = {path.relative_to(built).as_posix() for path in built.rglob("*")}
    strangers = (
        "tkinter",
        "QtQml",
        "QtQuick",
        "QtWebEngine",
        "fastapi",
        "pyxform",
        "psycopg",
        "openpyxl",
        "opengl32sw",
    )
    assert [name for name in names if any(stranger in name for stranger in strangers)] == []
    assert any(name.endswith("resources/locale/kk/LC_MESSAGES/errors_core.mo") for name in names)
    assert any(name.endswith("store/migrations/env.py") for name in names)
    files = [path for path in built.rglob("*") if path.is_file() and not path.is_symlink()]
    assert sum(path.stat().st_size for path in files) < LARGEST_MB * 1024 * 1024


def test_answers_a_small_question(program: Program) -> None:
    said = program.say("iin", "850101300005", "--json")
    assert said.stderr == ""
    assert set(json.loads(said.stdout)) == {"valid", "birth_date", "sex", "age", "problem"}


def test_starts_and_shows_its_first_window(program: Program) -> None:
    log = program.home / "log" / "inspector.log"
    with subprocess.Popen(program.command(), env=program.environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        give_up = time.monotonic() + PATIENCE_S
        while FIRST_PICTURE not in (log.read_text(encoding="utf-8") if log.exists() else ""):
            if process.poll() is not None or time.monotonic() > give_up:
                process.kill()
                pytest.fail(f"no window: {process.stderr.read()}\n{log.read_text() if log.exists() else 'no log'}")
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        code = process.wait(PATIENCE_S)
        assert (code, process.stderr.read()) == (0, "")
    assert "Traceback" not in log.read_text(encoding="utf-8")


def test_says_one_sentence_without_a_display(program: Program) -> None:
    del program.environment["QT_QPA_PLATFORM"]
    said = program.say()
    assert said.returncode == 1
    assert len(said.stderr.splitlines()) == 1


def test_takes_a_laptop_through_a_whole_inspection(program: Program, tmp_path: Path) -> None:
    """Database and migrations, compiled checklist, fonts, PDF, signature and network all work frozen."""
    headquarters = Headquarters.founded(tmp_path / "hq")
    with headquarters.serving() as server:
        program.done("enrol", "--server", server, "--code", headquarters.code("Сапарова А. М.", "35"))
        school = json.loads(program.done("institutions", "--json"))[0]
        answers = tmp_path / "answers.xml"
        answers.write_bytes(factories.answers(7))
        inspection = json.loads(program.done("inspect", "--institution", school["id"], "--answers", answers, "--json"))[
            "inspection"
        ]
        program.done(
            "seal", inspection, "--signer", "Сапарова А. М.;главный специалист;Управление образования",
            "--representative", "Ибраев Н. С.;директор", "--json",
        )  # fmt: skip
        act = tmp_path / "act.pdf"
        program.done("act", inspection, "-o", act)
        assert json.loads(program.done("verify", act, "--json"))["valid"]
        program.done("sync", "--once", "--json")
        assert [row["id"] for row in headquarters.inspections()] == [inspection]
