"""A real laptop, enrolled over real HTTP, with one inspection of the small checklist sealed on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from inspector import laptop
from inspector.core.deadlines import Way
from inspector.core.institution import Visit
from inspector.core.signatures import Representative, Signatures, Signer
from inspector.paths import Home
from inspector.services.ports import Added, Delivery, SyncItem, SyncReport
from inspector.services.workplace import Workplace
from inspector.store.keys import Cost
from inspector.store.opening import LaptopFolder

PASSPHRASE = "құпия сөз 2026"
CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)
SIGNED = Signatures(
    signers=(Signer(name="Сапарова А. М.", post="инспектор", body="Департамент"),),
    representative=Representative(name="Ибраев Н. С.", post="директор"),
)


@dataclass
class Field:
    """An unlocked laptop in the field."""

    place: Workplace

    def seal(self, institution: str) -> str:
        """An inspection with a failed check, answered to its end; its id."""
        inspecting = self.place.inspecting
        inspection = inspecting.start(institution, Visit(date=date(2026, 11, 24)))
        opened = inspecting.open(inspection)
        answers = {
            "children_seen": "371", "children_total": "640", "oldest": "2026-11-20", "archive/verdict": "bad",
            "archive/due_days": "14",
        }  # fmt: skip
        for name, value in answers.items():
            inspecting.record(inspection, opened.answer(f"/data/cctv/{name}", value).operations)
        self.place.sealing.seal(opened, SIGNED)
        return inspection

    def deliver(self, inspection: str, receiver: str = "Ибраев Н. С.") -> Added:
        """Handed over just now."""
        now = datetime.now().astimezone()
        after = self.place.delivering.deliver(inspection, Delivery(way=Way.PAPER, at=now, receiver=receiver))
        assert after.delivery is not None
        return after.delivery

    def state(self, inspection: str) -> list[tuple[str, str]]:
        """Every addition of an inspection with how far it is."""
        return [(each.addition.kind, each.state) for each in self.place.delivering.after(inspection).added]

    def exchange(self) -> SyncReport:
        """One exchange."""
        return self.place.syncing.once()


def items(report: SyncReport) -> list[tuple[str, str]]:
    """Kind and state of each item."""

    def shown(item: SyncItem) -> tuple[str, str]:
        return item.kind, item.state

    return [shown(item) for item in report.items]


class _Door(laptop.Laptop):
    """With keys that cost nothing to derive."""

    def _folder(self) -> LaptopFolder:
        return LaptopFolder(self._home, cost=CHEAP)


@contextmanager
def enrolled(root: Path, url: str, code: str) -> Iterator[Field]:
    """A new laptop in `root`."""
    door = _Door(Home(root))
    try:
        yield Field(door.enrol(url, code, PASSPHRASE))
    finally:
        door.lock()
