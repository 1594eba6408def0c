"""The demo: a real headquarters with a sample region, an enrolled laptop, the desktop window; all on this machine.

Everything lives in a temporary folder and goes with it. Without a display (or with --headless) the same windows are
worked offscreen by key events through a whole inspection, and what they showed is left as pictures.
"""

import contextlib
import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from inspector import i18n, paths
from inspector.core.errors import N_, Bug, WorldFailed

REGION = "35"
INSPECTOR = "Сапарова Айгерим Маратовна"
POST, BODY = "главный специалист", "Управление образования Карагандинской области"
PASSPHRASE = "қорған демо 2026"
SCHOOL = "214"
ASSIGNED = 12
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_ROOT = Path(__file__).resolve().parent.parent


class HeadquartersSilent(WorldFailed):
    """The process of the demo's headquarters ended before it answered."""

    code = "headquarters_silent"
    sentence = N_("The headquarters of the demo did not start.")


def run(*, headless: bool, out: Path, language: str) -> int:
    """Found the sample country and show it; the exit code."""
    # Asked to end, it leaves the way it would anyway: with its headquarters stopped and its folder removed.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory(prefix="qorgan-demo-") as folder:
        country, home = Path(folder, "hq"), paths.Home(Path(folder, "laptop"))
        _say(i18n.text(N_("Founding headquarters with a sample of three regions…"), language))
        _found(country)
        with _served(country) as url:
            if headless:
                return _without_display(country, home, url, out, language)
            return _with_display(country, home, url, language)


def _say(line: str) -> None:
    print(line, flush=True)


def _command(*words: str | Path) -> int:
    from inspector.cli import main

    return main([str(word) for word in words])


def _admin(country: Path, *words: str | Path) -> str:
    """A verb of `inspector hq`, as anybody may type it; what it printed."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        code = _command("hq", *words, "--data", country)
    if code:
        raise Bug(f"hq {words[0]} ended with {code}")
    return said.getvalue()


def _found(country: Path) -> None:
    _admin(country, "init")
    institutions = paths.resource("demo", "institutions.csv")
    _admin(country, "institutions", "import", institutions)
    _admin(country, "declared", "import", paths.resource("demo", "declared.csv"))
    _admin(country, "checklist", "publish", paths.resource("checklists", "school-safety.md"), "--draft")


def _code(country: Path) -> str:
    """A code for the inspector's laptop, and twelve institutions to visit."""
    words = ("device", "code", "--inspector", INSPECTOR, "--region", REGION, "--post", POST, "--body", BODY)
    code = _admin(country, *words).split()[0]
    for bin_ in _assigned():
        _admin(country, "assign", "--institution", bin_, "--inspector", INSPECTOR, "--campaign", "Осень 2026",
               "--due", "2026-12-20")  # fmt: skip
    return code


def _assigned() -> list[str]:
    import csv

    with paths.resource("demo", "institutions.csv").open(encoding="utf-8") as stream:
        own = [row for row in csv.DictReader(stream) if row["region"] == REGION and row["district"] == "Караганда"]
    first = [row for row in own if row["name_ru"].endswith(SCHOOL)]
    return [row["bin"] for row in [*first, *(row for row in own if row not in first)]][:ASSIGNED]


@contextlib.contextmanager
def _served(country: Path) -> Iterator[str]:
    """Headquarters as a process of its own, on a free loopback port."""
    command = [sys.executable, "-m", "inspector", "hq", "serve", "--data", str(country), "--port", "0"]
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            url = next((word.rstrip("/") for word in line.split() if word.startswith("http")), "")
            if not url:
                raise HeadquartersSilent
            yield url
        finally:
            process.terminate()


def _with_display(country: Path, home: paths.Home, url: str, language: str) -> int:
    from inspector import desktop
    from inspector.laptop import Laptop

    laptop = Laptop(home)
    laptop.enrol(url, _code(country), PASSPHRASE)
    laptop.lock()
    _say(i18n.text(N_("Headquarters answers at {url}"), language).format(url=url))
    _say(i18n.text(N_("The laptop opens with the passphrase «{passphrase}»"), language).format(passphrase=PASSPHRASE))
    return desktop.run(home)


def _without_display(country: Path, home: paths.Home, url: str, out: Path, language: str) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is loaded
    from inspector import log
    from inspector.laptop import Laptop
    from inspector.ui.guide import Visitor

    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("[0-9][0-9]-*.png"):
        old.unlink()
    laptop = Laptop(home)
    with log.written_to(home.log):
        visitor = Visitor(laptop, home, out, language)
        try:
            visitor.enrol(url, _code(country), PASSPHRASE)
            visitor.inspect(SCHOOL, paths.resource("demo", "inspection.json"))
            visitor.exchange()
        finally:
            visitor.close()
    shutil.copy(country / "root.pem", out / "root.pem")
    _page(url, out)
    for file in sorted(out.iterdir()):
        _say(str(file))
    # Checked as anybody would check it: with the root alone.
    return _command("verify", out / "act.pdf", "--root", out / "root.pem")


def _page(url: str, out: Path) -> None:
    """Headquarters' page as a picture, or as HTML where there is no browser."""
    browser = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if browser is None:
        with urllib.request.urlopen(url) as answer:
            (out / "headquarters.html").write_bytes(answer.read())
        return
    with tempfile.TemporaryDirectory(prefix="qorgan-browser-") as profile:
        subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars",
             "--disable-background-networking", "--disable-component-update", "--disable-sync",
             "--virtual-time-budget=5000",
             f"--user-data-dir={profile}", "--window-size=1366,1400", f"--screenshot={out / 'headquarters.png'}", url],
            check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
