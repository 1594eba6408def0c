"""A laptop with the real national checklist, a real encrypted store and one school, for the inspection screens."""

import base64
import functools
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import msgspec

from inspector.acts import printer, verify
from inspector.core.institution import Visit
from inspector.core.verdict import VisitKind
from inspector.forms.authoring import compile_checklist
from inspector.forms.session import FormProblem
from inspector.link.client import DeviceLink
from inspector.link.errors import HqUnreachable
from inspector.paths import Home, resource
from inspector.services.backup import BackingUp
from inspector.services.courier import Courier
from inspector.services.deciding import Deciding
from inspector.services.delivering import Delivering
from inspector.services.dividing import Dividing
from inspector.services.evidence import EvidenceBox
from inspector.services.inspecting import Inspecting, OpenInspection
from inspector.services.institutions import Institutions
from inspector.services.joining import Joining
from inspector.services.moving import Moving
from inspector.services.overviewing import Overviewing
from inspector.services.ports import Identity, Operation
from inspector.services.printing import Printing
from inspector.services.reporting import Reporting
from inspector.services.returning import Returning
from inspector.services.sealing import Sealing
from inspector.services.signing import Signings
from inspector.services.updating import Updating
from inspector.services.workplace import Workplace
from inspector.store.keys import Cost
from inspector.store.opening import LaptopFolder, OpenStore
from inspector.wire import box
from inspector.wire import certificates as pki
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
from tests.ui.fakes import FakeSyncing
from tests.wire.authority import NOW, Authority, make_authority

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
        "roll": "640", "cameras_working": "22", "cameras_working_of": "22", "children_covered": "640",
        "children_covered_of": "640", "cou_linked": "1", "cou_linked_of": "1", "button_works": "1",
        "button_works_of": "1", "guard_contract": "1", "guard_contract_of": "1", "guards_trained": "5",
        "guards_trained_of": "5", "buses_ready": "2", "buses_ready_of": "2", "lessons_children": "640",
        "lessons_children_of": "640",
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
        ParameterBody(name=each.name, value=each.value, unit=each.unit, source=each.source, changed_by=each.changed_by)
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
class School:
    """An open laptop and one inspection begun on it."""

    store: OpenStore
    workplace: Workplace
    inspection: str

    def opened(self) -> OpenInspection:
        """As the journal has it."""
        return self.workplace.inspecting.open(self.inspection)

    def close(self) -> None:
        self.store.close()


@functools.cache
def authority() -> Authority:
    """The keys of a headquarters, made once a process."""
    return make_authority()


@functools.cache
def identity() -> Identity:
    """A laptop of a real headquarters that is not there."""
    made = authority()
    public = box.public_raw(box.new_box_key())
    return replace(
        IDENTITY,
        root=pki.to_pem(made.root),
        operating=pki.to_pem(made.operating),
        certificate=pki.to_pem(made.device),
        private_key=pki.key_to_pem(made.device_key).decode(),
        box_key=base64.b64encode(public).decode(),
    )


def nobody() -> DeviceLink:
    """No network here."""
    raise HqUnreachable


def colleague() -> Identity:
    """Another laptop of the same headquarters, and its inspector."""
    own = authority().other_device(device="device-2", inspector="inspector-2")
    return replace(
        identity(),
        device="device-2",
        inspector=Person(id="inspector-2", name="Омаров Тимур"),
        certificate=pki.to_pem(own.device),
        private_key=pki.key_to_pem(own.device_key).decode(),
    )


def begun(root: Path, visit: Visit = VISIT, kind: str = "school", who: Identity | None = None) -> School:
    """A laptop in `root` with an inspection of an institution of that kind, nothing answered yet."""
    who = who or replace(identity(), inspector=INSPECTOR)
    made = LaptopFolder(Home(root), cost=CHEAP)
    made.create(PASSPHRASE, made.new_data_key(), b"escrow", who)
    store = made.unlock(PASSPHRASE)
    assignment = AssignmentBody(
        id="a1", institution=SCHOOL.id, campaign="Осень 2026", due="2026-12-01", kind="monitoring", match_key="",
            )  # fmt: skip
    place = msgspec.structs.replace(SCHOOL, type=kind)
    told = [
        ("assignment", assignment), ("institution", place), ("declared", DECLARED), ("last_visit", LAST),
        ("checklist", checklist()),
    ]  # fmt: skip
    Updating(store.changes).accept(page(told))
    workplace = services(store, who)
    return School(store, workplace, workplace.inspecting.start(SCHOOL.id, visit))


def services(store: OpenStore, who: Identity) -> Workplace:
    """Everything a person can do on an open laptop; nothing reaches a network."""
    inspecting = Inspecting(store.institutions, store.inspections, who.inspector.id)
    updating = Updating(store.changes)
    institutions = Institutions(store.institutions)
    deciding = Deciding(store.divisions, inspecting, (who.inspector.id, who.inspector.name))
    return Workplace(
        inspector=who.inspector,
        root=who.root.encode(),
        institutions=institutions,
        inspecting=inspecting,
        moving=Moving(store.institutions, store.inspections, inspecting, who.inspector.id),
        evidence=EvidenceBox(store.evidence),
        signings=Signings(store.signings),
        sealing=Sealing(who, store.seals, store.evidence, printer, clock=lambda: NOW),
        delivering=Delivering(who, store.seals, store.additions, clock=lambda: NOW + timedelta(hours=1)),
        printing=Printing(
            who, store.seals, store.evidence, printer, lambda: NOW, checker=verify, revoked=store.changes.revoked
        ),
        backup=BackingUp(store.archive),
        joining=Joining(who, store.ways, nobody),
        syncing=FakeSyncing(),  # type: ignore[arg-type]
        dividing=Dividing(
            who,
            pki.key_from_pem(who.private_key.encode()),
            store.inspections,
            store.evidence,
            store.divisions,
            store.changes,
            inspecting,
            cost=(64, 1),
        ),
        deciding=deciding,
        overview=Overviewing(store.outbox, store.seals, store.changes, institutions, inspecting, deciding),
        courier=Courier(who, pki.key_from_pem(who.private_key.encode()), store.outbox, store.seals, updating),
        returning=Returning(store.reviews),
        reporting=Reporting(store.database.path.parent / "log" / "inspector.log"),
    )


def allowed(opened: OpenInspection, problem: FormProblem) -> str:
    """An answer that fits a question which must be answered; a check passes."""
    spec = opened.form.spec(problem.path)
    if spec.control in ("select1", "select"):
        values = [choice.value for choice in opened.session.choices(problem.node, "ru")]
        return "ok" if "ok" in values else values[0]
    return {"int": "2", "integer": "2", "date": "2026-09-01", "time": "10:00:00.000"}.get(spec.type, "Текст")


def answer_everything(opened: OpenInspection) -> list[Operation]:
    """Something allowed for every required question, no check failed; the operations to record."""
    session, done = opened.session, []
    for _ in range(8):  # an answer may make others necessary
        missing = [problem for problem in session.problems() if problem.kind == "required"]
        for problem in missing:
            value = allowed(opened, problem)
            done.extend(opened.answer(problem.node, value).operations)
        if not missing:
            break
    return done
