"""`python -m tests.bench [NAME ...]`: measure, print the table, exit 1 when a goal is missed."""

import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"

from tests.bench import answering, photos, printing, saving, searching, starting, turns
from tests.bench.measure import Comparison, Result, compare, table

WORKLOADS: dict[str, Callable[[Path], AbstractContextManager[Comparison]]] = {
    "saving": saving.workload,
    "starting": starting.workload,
    "searching": searching.workload,
    "printing": printing.workload,
    "answering": answering.answering,
    "opening": answering.opening,
    "choices": answering.choices,
    "photos": photos.workload,
    "turns": turns.workload,
}


def measure(name: str) -> Result:
    """One workload in a folder of its own."""
    print(f"==> {name} ...", flush=True)
    with tempfile.TemporaryDirectory() as folder, WORKLOADS[name](Path(folder)) as comparison:
        return compare(comparison)


def main(names: list[str]) -> int:
    """Measure the named workloads, or all."""
    results = [measure(name) for name in names or WORKLOADS]
    print(table(results))
    return int(not all(result.met for result in results))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
