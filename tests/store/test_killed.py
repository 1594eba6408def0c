"""Killed at any instant, and with a disk that takes no more: what was confirmed is there, and nothing is broken."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store import laptops

ROOT = Path(__file__).resolve().parents[2]
KILLS = 12

WRITER = """
import resource, signal, sys
from pathlib import Path
from inspector.core.errors import Refusal
from tests.store import laptops

home, inspection, first, extra = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
laptop = laptops.opened(home)
opened = laptop.inspecting.open(inspection)
if extra:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    grown = max(path.stat().st_size for path in home.glob("laptop.db*")) + extra
    resource.setrlimit(resource.RLIMIT_FSIZE, (grown, resource.RLIM_INFINITY))
print("ready", flush=True)
number = first
while True:
    step = opened.answer("/data/card/note_text", f"answer {number}")
    try:
        laptop.inspecting.record(inspection, step.operations)
    except Refusal as refusal:
        print(refusal.code, flush=True)
        break
    print(number, flush=True)
    number += 1
"""


def writer(home: Path, inspection: str, first: int, extra: int = 0) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(home), inspection, str(first), str(extra)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def last_answer(home: Path, inspection: str) -> int:
    """What a new start finds, after everything has been checked."""
    laptop = laptops.opened(home)
    try:
        assert laptop.store.database.check() == []
        opened = laptop.inspecting.open(inspection)
        return int(opened.session.value("/data/card/note_text").removeprefix("answer ") or 0)
    finally:
        laptop.store.close()


def test_after_a_kill_every_confirmed_answer_is_there(tmp_path: Path) -> None:
    home = tmp_path / "home"
    laptops.enrolled(home)
    laptop = laptops.opened(home)
    laptops.supplied(laptop)
    inspection = laptop.start()
    laptop.store.close()
    confirmed, chance = 0, random.Random(20261124)
    for _ in range(KILLS):
        with writer(home, inspection, confirmed + 1) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            for _ in range(chance.randrange(1, 40)):
                confirmed = int(process.stdout.readline())
            process.kill()
            confirmed = max([confirmed, *map(int, process.stdout.read().split())])
        found = last_answer(home, inspection)
        assert confirmed <= found <= confirmed + 1
        confirmed = found


def test_a_disk_that_takes_no_more_is_one_refusal_and_loses_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    laptops.enrolled(home)
    laptop = laptops.opened(home)
    laptops.supplied(laptop)
    inspection = laptop.start()
    laptop.store.close()
    with writer(home, inspection, 1, extra=200_000) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        said = process.stdout.read().split()
        assert process.stderr.read() == ""
    assert said[-1] in ("disk_full", "disk_trouble")
    confirmed = int(said[-2])
    assert confirmed > 5
    assert last_answer(home, inspection) == confirmed


@pytest.mark.skipif(not Path("/usr/bin/strace").exists(), reason="strace counts the calls")
def test_an_answer_costs_exactly_one_fsync(tmp_path: Path) -> None:
    home = tmp_path / "home"
    laptops.enrolled(home)
    laptop = laptops.opened(home)
    laptops.supplied(laptop)
    inspection = laptop.start()
    laptop.store.close()
    trace = tmp_path / "trace"
    with writer(home, inspection, 1) as process:
        assert process.stdout is not None
        for _ in range(4):
            process.stdout.readline()
        with subprocess.Popen(
            ["strace", "-f", "-qq", "-e", "trace=fsync,fdatasync,write", "-o", str(trace), "-p", str(process.pid)]
        ) as tracer:
            while not trace.exists() or trace.read_text().count("write(1,") < 30:
                process.stdout.readline()
            process.kill()
            tracer.wait()
    told = r'write(1, "\n"'
    lines = [line for line in trace.read_text().splitlines() if told in line or "sync(" in line]
    said = "".join("w" if told in line else "f" for line in lines)
    between = said.strip("f").split("w")[1:-1]
    assert len(between) >= 10
    assert set(between) == {"f"}
