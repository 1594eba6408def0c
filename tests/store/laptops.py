"""A laptop for tests: enrolled with nobody, real database and files, with a few schools and a small checklist."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from inspector.core.institution import Visit
from inspector.paths import Home
from inspector.services.evidence import EvidenceBox
from inspector.services.inspecting import Inspecting
from inspector.services.institutions import Institutions
from inspector.services.ports import Identity
from inspector.services.updating import Updating
from inspector.store.keys import Cost
from inspector.store.opening import LaptopFolder, OpenStore
from inspector.wire.messages import (
    AssignmentBody,
    Change,
    ChangesPage,
    ChecklistBody,
    InstitutionBody,
    NormBody,
    ParameterBody,
    Person,
)

PASSPHRASE = "құпия сөз 2026"
CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)
VISIT = Visit(date=date(2026, 11, 24))
FORM = (Path(__file__).parent / "small_checklist.xml").read_text("utf-8")
SCHOOL = InstitutionBody(
    id="school-15",
    bin="081240001234",
    type="school",
    name_ru="Школа-гимназия № 15 имени Қаныша Сәтбаева",
    name_kk="Қаныш Сәтбаев атындағы № 15 мектеп-гимназия",
    region="75",
    district="Алмалинский район",
    settlement="city",
    address="улица Төле би, 15",
    pupils=1200,
    old_name="имени Кирова",
    director="Ёлкина Мария",
)
CHECKLIST = ChecklistBody(
    form_id="small",
    version="1",
    form_xml=FORM,
    norms=[
        NormBody(key="n1", act="№ 117", paragraph="84", edition="2026", confidence="high", title_ru="р", title_kk="қ")
    ],
    parameters=[
        ParameterBody(name="p_fix_days_gross", value="14", unit="day", source="n1", changed_by="assignment"),
        ParameterBody(name="p_archive_days", value="30", unit="day", source="n1", changed_by="law"),
    ],
    reviewed_kk=False,
)
IDENTITY = Identity(
    server="https://hq.example",
    device="device-1",
    inspector=Person(id="inspector-1", name="Сапарова А. М."),
    regions=("75",),
    root="root",
    operating="operating",
    certificate="certificate",
    box_key="",
    private_key="PRIVATE KEY OF THE DEVICE",
)


@dataclass
class Laptop:
    """An open laptop with the services over it."""

    home: Home
    store: OpenStore
    institutions: Institutions
    inspecting: Inspecting
    updating: Updating
    evidence: EvidenceBox

    def start(self, institution: str = SCHOOL.id, visit: Visit = VISIT) -> str:
        return self.inspecting.start(institution, visit)


def folder(root: Path) -> LaptopFolder:
    return LaptopFolder(Home(root), cost=CHEAP)


def enrolled(root: Path) -> LaptopFolder:
    """A laptop folder with its keys and an empty database."""
    made = folder(root)
    made.create(PASSPHRASE, made.new_data_key(), b"escrow", IDENTITY)
    return made


def opened(root: Path) -> Laptop:
    """Unlock the folder."""
    store = folder(root).unlock(PASSPHRASE)
    return Laptop(
        home=Home(root),
        store=store,
        institutions=Institutions(store.institutions),
        inspecting=Inspecting(store.institutions, store.inspections, IDENTITY.inspector.id),
        updating=Updating(store.changes),
        evidence=EvidenceBox(store.evidence),
    )


def page(bodies: Iterable[tuple[str, Any]], first: int = 1) -> ChangesPage:
    """What headquarters would send, numbered from `first`."""
    changes = [
        Change(seq=seq, kind=kind, id=str(seq), body=msgspec.Raw(msgspec.json.encode(body)))
        for seq, (kind, body) in enumerate(bodies, first)
    ]
    return ChangesPage(cursor=changes[-1].seq if changes else first, more=False, changes=changes)


def supplied(laptop: Laptop) -> None:
    """The school, its assignment and the checklist."""
    assignment = AssignmentBody(
        id="a1",
        institution=SCHOOL.id,
        campaign="Осень 2026",
        due="2026-12-01",
        kind="monitoring",
        match_key="",
        parameters={"p_fix_days_gross": "21", "p_archive_days": "1"},
    )
    told = [("assignment", assignment), ("institution", SCHOOL), ("checklist", CHECKLIST)]
    laptop.updating.accept(page(told))


def answers(laptop: Laptop, inspection: str) -> bytes:
    """The instance as the journal gives it."""
    return laptop.inspecting.open(inspection).session.submission()
