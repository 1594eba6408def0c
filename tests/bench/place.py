"""A laptop enrolled with a real headquarters, for the measurements that need one."""

import csv
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspector import paths
from inspector.core.iin import check_digit
from inspector.services.workplace import Workplace
from tests.world import INSTITUTIONS, PASSPHRASE, Headquarters

REGION = "35"
SEED = 20261124


def country(target: Path, count: int) -> Path:
    """A list of `count` institutions in one region, written from the sample ones with numbers of their own."""
    with INSTITUTIONS.open(encoding="utf-8", newline="") as stream:
        samples = list(csv.DictReader(stream))
    chance = random.Random(SEED)
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, fieldnames=list(samples[0]))
        writer.writeheader()
        for number in range(count):
            sample = chance.choice(samples)
            names = {name: f"{sample[name]} {number}" for name in ("name_ru", "name_kk")}
            writer.writerow({**sample, **names, "bin": organisation(number), "region": REGION})
    return target


def organisation(number: int) -> str:
    """A BIN of its own for every number: founded in January 2010, a legal entity, ordinal, check digit."""
    ordinal = number
    while (digit := check_digit(f"100140{ordinal:05d}")) is None:
        ordinal = (ordinal + 50_000) % 100_000
    return f"100140{ordinal:05d}{digit}"


@contextmanager
def enrolled(folder: Path, institutions: Path = INSTITUTIONS) -> Iterator[tuple[Path, Workplace]]:
    """The laptop's folder and its open services."""
    from inspector.laptop import Laptop

    home = folder / "laptop"
    laptop = Laptop(paths.home(home))
    headquarters = Headquarters.founded(folder / "hq", institutions=institutions)
    with headquarters.serving() as server:
        workplace = laptop.enrol(server, headquarters.code("Сапарова А. М.", REGION), PASSPHRASE)
    try:
        yield home, workplace
    finally:
        laptop.lock()
