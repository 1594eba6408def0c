"""A real headquarters on a free port of this machine, for tests here and in the contract tests."""

import csv
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from inspector.core.institution import Institution
from inspector.core.verdict import VisitKind
from inspector.forms.authoring import CompiledChecklist, compile_checklist
from inspector.hq.server import Serving
from inspector.hq.services import assigning, enrolling, importing, publishing
from inspector.hq.services.authority import Authority
from inspector.hq.services.headquarters import Headquarters, utc_now
from inspector.hq.settings import Settings

CHECKLIST = Path(__file__).with_name("checklist.md")
COLUMNS = ("bin", "type", "name_ru", "name_kk", "region", "district", "settlement", "address", "pupils")
SCHOOL = ("990140004654", "school", "Школа № 214", "№ 214 мектеп", "35", "Казыбек би", "city", "ул. Абая, 118", "640")


@dataclass
class ServedHq:
    """A running headquarters: its address, folder, and what its administrator does."""

    url: str
    data: Path
    hq: Headquarters

    def code(self, inspector: str = "Сапарова А. М.", region: str = "35") -> str:
        """A one-time enrolment code."""
        return enrolling.new_code(
            self.hq.database, self.hq.authority, inspector=inspector, region=region, now=utc_now()
        ).code

    def institutions(self, *rows: Sequence[str]) -> tuple[Institution, ...]:
        """Import rows of COLUMNS; the institutions with their ids, in that order."""
        table = write_csv(self.data / "institutions.csv", COLUMNS, rows or (SCHOOL,))
        importing.import_institutions(self.hq.database, table, now=utc_now())
        with self.hq.database.reading() as work:
            known = work.places.by_bin([row[0] for row in rows or (SCHOOL,)])
        return tuple(known[row[0]] for row in rows or (SCHOOL,))

    def declare(self, columns: Sequence[str], *rows: Sequence[str]) -> None:
        """Import declared values."""
        table = write_csv(self.data / "declared.csv", columns, rows)
        importing.import_declared(self.hq.database, table, now=utc_now())

    def publish(self, checklist: CompiledChecklist | None = None) -> str:
        """Publish a compiled checklist (the small one of these tests); its SHA-256."""
        compiled = checklist or compile_checklist(CHECKLIST)
        return publishing.publish_compiled(self.hq.database, compiled, draft=True, now=utc_now()).sha256

    def assign(self, institution: str, inspector: str = "Сапарова А. М.", due: str = "") -> str:
        """Send somebody somewhere."""
        order = assigning.Order(
            institution=institution, inspector=inspector, campaign="Осень 2026", due=due, kind=VisitKind.MONITORING
        )
        return assigning.assign(self.hq.database, self.hq.authority, order, now=utc_now())


@contextmanager
def serving(folder: Path, database_url: str = "", **limits: int) -> Iterator[ServedHq]:
    """Make a headquarters in `folder` and serve it until the block ends."""
    if not (folder / "root.pem").exists():
        Authority.create(folder, "Қорған", utc_now())
    ready = threading.Event()
    served = Serving(Settings(data=folder, database_url=database_url, port=0, **limits), ready.set)
    thread = threading.Thread(target=served.run, name="hq")
    thread.start()
    try:
        assert ready.wait(30)
        yield ServedHq(served.url, folder, served.app.state.headquarters)
    finally:
        served.stop()
        thread.join()


def write_csv(path: Path, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    """A table as a person would save it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)
    return path
