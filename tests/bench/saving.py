"""From what an answer did to the durable journal entry, against one raw SQLCipher commit with synchronous=FULL.

What an answer recomputes in memory (some 0.5 ms) is not in it: the screen shows that before anything is written.
"""

import json
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import sqlcipher3.dbapi2

from inspector.core.institution import Visit
from tests.bench.measure import Comparison
from tests.bench.place import enrolled

GOAL = 1.5
ANSWERS = 60
ROW = json.dumps(["set", "/data/guards/contract/verdict", "ok", "bad", "2026-11-24T10:42:18+05:00", 1, "inspector"])


def median_of(one: Callable[[int], object], times: int = ANSWERS) -> float:
    """The middle of many single timings, in seconds."""
    taken = []
    for number in range(times):
        began = time.perf_counter()
        one(number)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def raw(path: Path) -> sqlcipher3.dbapi2.Connection:
    """The least that is durable: one encrypted database, one table."""
    connection = sqlcipher3.dbapi2.connect(str(path), isolation_level=None)
    for pragma in (f"key = \"x'{bytes(32).hex()}'\"", "journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE journal (entry INTEGER PRIMARY KEY, text TEXT)")
    return connection


@contextmanager
def workload(folder: Path) -> Iterator[Comparison]:
    """One verdict, given again and again in an inspection of the published checklist."""
    with enrolled(folder) as (_, place), closing(raw(folder / "raw.db")) as connection:
        school = place.institutions.search("", scope="all")[0].institution
        opened = place.inspecting.open(place.inspecting.start(school.id, Visit(date=date(2026, 11, 24))))
        verdict = f"{opened.session.checks()[0]}/verdict"

        def save_answers() -> float:
            steps = [opened.answer(verdict, ("ok", "bad")[number % 2]) for number in range(ANSWERS)]
            return median_of(lambda number: place.inspecting.record(opened.id, steps[number].operations))

        def commit(_: int) -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO journal (text) VALUES (?)", (ROW,))
            connection.execute("COMMIT")

        yield Comparison(
            name="answer -> durable save",
            ours=save_answers,
            floor=lambda: median_of(commit),
            floor_name="raw SQLCipher FULL commit",
            goal=GOAL,
        )
