"""A small country for end-to-end tests: headquarters as its own process, laptops as folders, the real command line."""

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from inspector import cli

ROOT = Path(__file__).resolve().parent.parent
CHECKLIST = ROOT / "resources" / "checklists" / "school-safety.md"
INSTITUTIONS = ROOT / "resources" / "demo" / "institutions.csv"
PASSPHRASE = "қорған демо 2026"


@dataclass(frozen=True)
class Said:
    """What one command left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def say(*words: str | Path, home: Path | None = None, stdin: str = "") -> Said:
    """Run a command in this process, as a person would type it."""
    arguments = [*(("--home", str(home)) if home else ()), *map(str, words)]
    out, err = io.StringIO(), io.StringIO()
    before, sys.stdin = sys.stdin, io.StringIO(stdin)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                code = cli.main(arguments)
            except SystemExit as stop:
                code = int(stop.code or 0)
    finally:
        sys.stdin = before
    return Said(code, out.getvalue(), err.getvalue())


def done(*words: str | Path, home: Path | None = None, stdin: str = "") -> Said:
    """The same, and it must succeed."""
    said = say(*words, home=home, stdin=stdin)
    assert said.code == 0, f"{words}: {said.code}\n{said.out}\n{said.err}"
    return said


@dataclass
class Headquarters:
    """One data folder, served by a process that can be killed and started again on the same port."""

    data: Path
    port: int = 0
    process: subprocess.Popen[str] | None = field(default=None, repr=False)

    @classmethod
    def founded(cls, data: Path, *, institutions: Path = INSTITUTIONS) -> "Headquarters":
        """A new headquarters with the national checklist and a list of institutions."""
        headquarters = cls(data)
        headquarters.admin("init")
        headquarters.admin("institutions", "import", institutions)
        headquarters.admin("checklist", "publish", CHECKLIST, "--draft")
        return headquarters

    def admin(self, *words: str | Path) -> Said:
        """A verb of `inspector hq` on this folder."""
        return done("hq", *words, "--data", self.data)

    def code(self, inspector: str, region: str) -> str:
        """A one-time code for a laptop."""
        return str(self.admin("device", "code", "--inspector", inspector, "--region", region, "--json").json["code"])

    def inspections(self) -> list[dict[str, Any]]:
        """What has arrived."""
        return list(self.admin("inspections", "--json").json)

    def start(self, *options: str) -> str:
        """Serve; the address to dial."""
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "inspector", "hq", "serve", "--data", str(self.data), "--port", str(self.port),
             *options],
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        address = next((word for word in line.split() if word.startswith("http")), "")
        assert address, f"headquarters said {line!r}"
        self.port = int(address.rstrip("/").rsplit(":", 1)[1])
        return address.rstrip("/")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the process: politely, or by SIGKILL."""
        if self.process is None:
            return
        self.process.send_signal(how)
        self.process.wait(30)
        if self.process.stdout is not None:
            self.process.stdout.close()
        self.process = None

    @contextlib.contextmanager
    def serving(self, *options: str) -> Iterator[str]:
        """Serve for a while."""
        try:
            yield self.start(*options)
        finally:
            self.stop()


@dataclass
class Laptop:
    """One laptop's folder, used through the command line."""

    home: Path

    def done(self, *words: str | Path) -> Said:
        """A verb that needs the passphrase, and must succeed."""
        return done(*words, "--passphrase-file", "-", home=self.home, stdin=PASSPHRASE)

    def say(self, *words: str | Path) -> Said:
        """A verb that needs the passphrase."""
        return say(*words, "--passphrase-file", "-", home=self.home, stdin=PASSPHRASE)

    def enrol(self, server: str, code: str) -> None:
        """Join headquarters and take the first pull."""
        self.done("enrol", "--server", server, "--code", code)

    def inspect(self, institution: str, answers: Path, *options: str | Path) -> str:
        """An inspection from a file of answers; its id."""
        said = self.done("inspect", "--institution", institution, "--answers", answers, "--json", *options)
        return str(said.json["inspection"])

    def seal(self, inspection: str) -> dict[str, Any]:
        """Signed by one inspector and a director."""
        return dict(
            self.done(
                "seal", inspection, "--signer", "Сапарова А. М.;главный специалист;Управление образования",
                "--representative", "Ибраев Н. С.;директор", "--json",
            ).json
        )  # fmt: skip

    def sync(self) -> Said:
        """One exchange, whatever comes of it."""
        return self.say("sync", "--once", "--json")
