"""JavaRosa as a process: it is asked line by line what it makes of a form."""

import base64
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyxform

SOURCE = Path(__file__).with_name("Driver.java")
JAR = Path(pyxform.__file__).parent / "validators" / "odk_validate" / "bin" / "ODK_Validate.jar"


def can_run() -> bool:
    """Whether a Java compiler is there; a runtime alone cannot build the driver."""
    return shutil.which("javac") is not None and JAR.is_file()


class Refused(Exception):
    """JavaRosa would not."""


class Oracle:
    """One running JavaRosa."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def ask(self, *command: str) -> str:
        """Send one command; its answer. Raises Refused."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(*command, sep="\t", file=self._process.stdin, flush=True)
        state, _, text = self._process.stdout.readline().rstrip("\n").partition("\t")
        answer = base64.b64decode(text).decode()
        if state != "ok":
            raise Refused(answer)
        return answer

    def set(self, path: str, value: str) -> None:
        """Answer a question."""
        self.ask("set", path, _coded(value))

    def evaluate(self, expression: str) -> str:
        """An expression's text at the root of the loaded form."""
        return self.ask("evaluate", _coded(expression))


def _coded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@contextmanager
def running(folder: Path) -> Iterator[Oracle]:
    """Build the driver into `folder` and run it in UTC and English."""
    subprocess.run(["javac", "-nowarn", "-cp", str(JAR), "-d", str(folder), str(SOURCE)], check=True, timeout=300)
    command = ["java", "-Xmx512m", "-Duser.timezone=UTC", "-Duser.language=en", "-cp", f"{folder}:{JAR}", "Driver"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        yield Oracle(process)
        assert process.stdin is not None
        process.stdin.close()
