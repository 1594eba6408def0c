#!/usr/bin/env python3
"""Everything a developer or a build machine does here, from a bare Python 3.11: `python3 dev.py run` and `test`.

First every command fills `.venv` from the hash-pinned requirements.lock and looks for the system libraries Qt needs.
Then, inside `.venv`, it compiles the translations and does its work. This file itself needs the standard library only.
"""

import argparse
import contextlib
import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
import venv
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "installed-lock.sha256"
REPORTS = ROOT / "build" / "reports"

# What Qt loads, by the name it is loaded under, and the Debian package that brings it.
LIBRARIES = """
libGL.so.1=libgl1 libEGL.so.1=libegl1 libxkbcommon-x11.so.0=libxkbcommon-x11-0 libdbus-1.so.3=libdbus-1-3
libfontconfig.so.1=libfontconfig1 libglib-2.0.so.0=libglib2.0-0 libgssapi_krb5.so.2=libgssapi-krb5-2
libxcb-cursor.so.0=libxcb-cursor0 libxcb-icccm.so.4=libxcb-icccm4 libxcb-keysyms.so.1=libxcb-keysyms1
libxcb-shape.so.0=libxcb-shape0 libcups.so.2=libcups2 libwayland-cursor.so.0=libwayland-cursor0
"""
# What the tests start: PDF text, ODK Validate and a compiler for the driver of its engine, counting fsyncs, and what
# PyInstaller takes a Linux program apart with.
PROGRAMS = "pdftotext=poppler-utils javac=default-jdk-headless strace=strace objdump=binutils"


def say(text: str) -> None:
    """One line of progress."""
    print(f"==> {text}", flush=True)


def call(*command: str | Path, env: dict[str, str] | None = None) -> int:
    """Run a program from the root of the repository with its output shown; return its exit code."""
    return subprocess.run([str(part) for part in command], cwd=ROOT, env=env).returncode


def loads(library: str) -> bool:
    """Whether the dynamic linker finds a library."""
    with contextlib.suppress(OSError):
        return bool(ctypes.CDLL(library))
    return False


def missing_packages(command: str) -> list[str]:
    """Debian packages this command needs and the machine lacks."""
    version = f"python3.{sys.version_info.minor}"
    missing = [pair.split("=")[1] for pair in LIBRARIES.split() if not loads(pair.split("=")[0])]
    if importlib.util.find_spec("ensurepip") is None:
        missing.append(f"{version}-venv")
    if command == "test":
        missing += [pair.split("=")[1] for pair in PROGRAMS.split() if shutil.which(pair.split("=")[0]) is None]
        if sys.executable.startswith("/usr/bin/") and not loads(f"lib{version}.so.1.0"):
            missing.append(f"lib{version}")  # PyInstaller carries it; Debian's python3 does not
    return missing


def system_libraries(command: str) -> None:
    """Install what is missing when that is possible, otherwise name it in one line and go on."""
    if not sys.platform.startswith("linux") or not (missing := missing_packages(command)):
        return
    install = ("apt-get", "install", "-y", "--no-install-recommends", *missing)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"system libraries: {' '.join(missing)}")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        if call("apt-get", "update", "-qq", env=quiet) == 0 and call(*install, "-qq", env=quiet) == 0:
            return
    say(f"missing on this machine; as the administrator run: {' '.join(install)}")


def packages() -> int:
    """Fill .venv with exactly the locked packages, unless this lock and this Python have filled it already."""
    mark = f"{hashlib.sha256(LOCK.read_bytes()).hexdigest()} {sys.version_info.major}.{sys.version_info.minor}\n"
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text() == mark:
        return 0
    say(f"packages of {LOCK.name} into .venv (a few minutes the first time)")
    if not PYTHON.exists():
        venv.create(VENV, with_pip=True)
    if uv := shutil.which("uv"):
        code = call(uv, "pip", "install", "--python", PYTHON, "--require-hashes", "-r", LOCK)
    else:
        pip = (PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off", "--no-deps")
        code = call(*pip, "--require-hashes", "-r", LOCK)
    if code == 0:
        STAMP.write_text(mark)
    return code


def compile_translations() -> None:
    """Make a .mo beside every .po that is newer. Needs Babel, so it runs inside .venv."""
    from babel.messages import mofile, pofile

    for source in sorted((ROOT / "resources" / "locale").glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        partial = target.with_suffix(f".mo.{os.getpid()}")  # test workers compile side by side
        with source.open("rb") as text, partial.open("wb") as binary:
            mofile.write_mo(binary, pofile.read_po(text, locale=source.parts[-3], domain=source.stem))
        partial.replace(target)


def run(arguments: list[str]) -> int:
    """The demo: a headquarters, a laptop and the window. Without a display the same windows, drawn into files."""
    display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not display and "--headless" not in arguments:
        arguments = ["--headless", "--out", "demo-output", *arguments]
    return call(PYTHON, "-m", "inspector", "demo", *arguments)


def pytest(name: str, *arguments: str) -> int:
    """Run some of the tests, keeping their counts for the closing line. An empty stage is no failure."""
    code = call(PYTHON, "-m", "pytest", "-q", f"--junitxml={REPORTS / name}.xml", *arguments)
    return 0 if code == 5 else code


def test(arguments: list[str]) -> int:
    """Every gate, going on after a failed one. With arguments only pytest: `test tests/forms -k age`."""
    if arguments:
        return call(PYTHON, "-m", "pytest", *arguments)
    shutil.rmtree(REPORTS, ignore_errors=True)
    stages: dict[str, Callable[[], int]] = {
        "style": lambda: call(PYTHON, "-m", "ruff", "check") | call(PYTHON, "-m", "ruff", "format", "--check"),
        "types": lambda: call(PYTHON, "-m", "mypy"),
        "tests": lambda: pytest("tests", "-n", "2", "--dist", "loadfile", "--max-worker-restart", "0"),
        "registry": lambda: pytest("registry", "-m", "registry"),
        "program": lambda: pytest("program", "-m", "build"),
    }
    outcome: dict[str, tuple[int, float]] = {}
    for name, stage in stages.items():
        say(f"{name} ...")
        began = time.monotonic()
        outcome[name] = stage(), time.monotonic() - began
    for name, (code, seconds) in outcome.items():
        say(f"{name:10}{'FAILED' if code else 'ok':8}{seconds:6.1f} s")
    print(closing_line(), flush=True)
    return int(any(code for code, _ in outcome.values()))


def closing_line() -> str:
    """What all pytest stages ran, in one line that a build machine counts."""
    count = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
    for report in REPORTS.glob("*.xml"):
        for suite in ET.parse(report).getroot().iter("testsuite"):
            count = {name: so_far + int(suite.get(name, 0)) for name, so_far in count.items()}
    failed = count["failures"] + count["errors"]
    return f"{count['tests'] - failed - count['skipped']} passed, {failed} failed, {count['skipped']} skipped"


def lock(arguments: list[str]) -> int:
    """Pin the packages of every platform with their hashes (`--upgrade` for newer ones), naming no index or mirror."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("UV_", "PIP_"))}
    flags = ["--universal", "--generate-hashes", "--no-annotate", "--no-header", "--no-config", "--quiet"]
    command = ["uv", "pip", "compile", "pyproject.toml", "--python-version", "3.11", "--extra", "dev", "-o", LOCK.name]
    return call(PYTHON, "-m", *command, *flags, *arguments, env=bare)


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "bench": lambda rest: call(PYTHON, "-m", "tests.bench", *rest),
    "soak": lambda rest: call(PYTHON, "-m", "pytest", "-m", "soak", *rest),
    "looks": lambda rest: call(PYTHON, "-m", "tests.looks", *rest),
    "lock": lock,
    "fmt": lambda _: call(PYTHON, "-m", "ruff", "check", "--fix", "-q") | call(PYTHON, "-m", "ruff", "format"),
}


def main() -> int:
    """Prepare the machine, then run one command inside .venv."""
    parser = argparse.ArgumentParser(prog="dev.py", description="Run, test, measure, lock and format Qorgan.")
    parser.add_argument("command", choices=COMMANDS)
    asked, rest = parser.parse_known_args()
    if Path(sys.prefix) == VENV:
        compile_translations()
        return COMMANDS[asked.command](rest)
    system_libraries(asked.command)
    return packages() or call(PYTHON, Path(__file__).resolve(), *sys.argv[1:])


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
