"""A laptop with the real national checklist, a real encrypted store and one school, for the inspection screens."""

import functools
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from inspector.core.institution import Visit
from inspector.core.signatures import Signatures
from inspector.core.verdict import VisitKind
from inspector.forms.authoring import compile_checklist
from inspector.paths import Home, resource
from inspector.services.evidence import EvidenceBox
from inspector.services.inspecting import Inspecting, OpenInspection
from inspector.services.institutions import Institutions
from inspector.services.updating import Updating
from inspector.services.workplace import Workplace
from inspector.store.keys import Cost
from inspector.store.opening import LaptopFolder, OpenStore
from inspector.wire.messages import (
    AssignmentBody,
    ChecklistBody,
    DeclaredBody,
    InstitutionBody,
    LastVisitBody,
    NormBody,
    ParameterBody,
    Person,
)
from tests.store.laptops import IDENTITY, PASSPHRASE, page

INSPECTOR = Person(id="inspector-1", name="Сапарова Айгерим Маратовна", post="главный специалист", body="Департамент")
CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)
VISIT = Visit(date=date(2026, 11, 24), kind=VisitKind.MONITORING)
SCHOOL = InstitutionBody(
    id="school-214",
    bin="081240001234",
    type="school",
    name_ru="Школа № 214",
    name_kk="№ 214 мектеп",
    region="35",
    district="Караганда",
    settlement="city",
    address="ул. Абая, 118",
    pupils=842,
    director="Ибраев Нурлан Сакенович",
)
DECLARED = DeclaredBody(
    institution=SCHOOL.id,
    as_of="2026-11-01",
    source="Отчёт за октябрь",
    values={
        "roll": "640", "cctv": "yes", "cameras_working": "22", "cameras_total": "22", "children_covered": "640",
        "children_total": "640", "cou": "yes", "button": "yes", "contract": "yes", "guards_trained": "5",
        "guards_total": "5", "buses_ready": "2", "buses_total": "2", "lessons_children": "640", "lessons_of": "640",
    },
)  # fmt: skip
LAST = LastVisitBody(
    institution=SCHOOL.id,
    date="2026-03-14",
    values={"cctv_installed": "ok", "archive": "bad", "cou_connected": "bad", "button_present": "ok"},
    open_violations=2,
)


@functools.cache
def checklist() -> ChecklistBody:
    """The national checklist, compiled once a process."""
    made = compile_checklist(resource("checklists", "school-safety.md"), titled=True)
    norms = [
        NormBody(
            key=norm.key,
            act=norm.act,
            paragraph=norm.paragraph,
            edition=norm.edition,
            confidence=norm.confidence.value,
            title_ru=norm.title_ru,
            title_kk=norm.title_kk,
        )
        for norm in made.norms
    ]
    parameters = [
        ParameterBody(
            name=each.name, value=each.value, unit=each.unit, source=each.source, changed_by=each.changed_by
        )
        for each in made.parameters
    ]
    return ChecklistBody(
        form_id=made.form_id,
        version=made.version,
        form_xml=made.form_xml,
        norms=norms,
        parameters=parameters,
        reviewed_kk=made.reviewed_kk,
    )


@dataclass
class FakeSealing:
    """Remembers what was sealed."""

    sealed: list[tuple[OpenInspection, Signatures]] = field(default_factory=list)

    def seal(self, opened: OpenInspection, signatures: Signatures) -> object:
        self.sealed.append((opened, signatures))
        return _Sealed(inspection=opened.id)


@dataclass(frozen=True)
class _Sealed:
    inspection: str
    revision: int = 1
    manifest_sha256: str = "ab" * 32
    act_sha256: str = "cd" * 32


@dataclass
class FakePrinting:
    """Hands out a ready PDF."""

    pdf: bytes = b""
    proofs: list[tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=list)

    def proof(
        self, opened: OpenInspection, languages: tuple[str, ...] = ("kk", "ru"), objections: tuple[str, ...] = ()
    ) -> bytes:
        self.proofs.append((languages, objections))
        return self.pdf

    def act(self, inspection: str) -> bytes:
        return self.pdf


@dataclass
class School:
    """An open laptop and one inspection begun on it."""

    store: OpenStore
    workplace: Workplace
    inspection: str
    sealing: FakeSealing
    printing: FakePrinting

    def opened(self) -> OpenInspection:
        """As the journal has it."""
        return self.workplace.inspecting.open(self.inspection)

    def close(self) -> None:
        self.store.close()


def begun(root: Path, visit: Visit = VISIT, parameters: dict[str, str] | None = None) -> School:
    """A laptop in `root` with an inspection of the school, nothing answered yet."""
    made = LaptopFolder(Home(root), cost=CHEAP)
    made.create(PASSPHRASE, made.new_data_key(), b"escrow", IDENTITY)
    store = made.unlock(PASSPHRASE)
    inspecting = Inspecting(store.institutions, store.inspections, INSPECTOR.id)
    assignment = AssignmentBody(
        id="a1", institution=SCHOOL.id, campaign="Осень 2026", due="2026-12-01", kind="monitoring", match_key="",
        parameters=parameters or {},
    )  # fmt: skip
    told = [
        ("assignment", assignment), ("institution", SCHOOL), ("declared", DECLARED), ("last_visit", LAST),
        ("checklist", checklist()),
    ]  # fmt: skip
    Updating(store.changes).accept(page(told))
    sealing, printing = FakeSealing(), FakePrinting()
    workplace = Workplace(
        inspector=INSPECTOR,
        root=b"",
        institutions=Institutions(store.institutions),
        inspecting=inspecting,
        evidence=EvidenceBox(store.evidence),
        sealing=sealing,  # type: ignore[arg-type]
        printing=printing,  # type: ignore[arg-type]
        syncing=None,  # type: ignore[arg-type]
    )
    return School(store, workplace, inspecting.start(SCHOOL.id, visit), sealing, printing)
