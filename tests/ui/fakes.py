"""Services without a store, for the screens: a small region, an inspector, three kinds of inspections."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Literal

from inspector.core.deadlines import DeliveryStanding, DeliveryState
from inspector.core.errors import Refusal
from inspector.core.institution import Institution, InstitutionType, Settlement, Visit
from inspector.core.verdict import VisitKind
from inspector.services.backup import AtRisk, BackedUp, BackupCancelled, BackupProgress, Cancelled, Restored, Tell
from inspector.services.errors import PinEnded, WrongPassphrase, WrongPin
from inspector.services.overviewing import Overview, Waiting
from inspector.services.ports import (
    Insider,
    InspectionState,
    InspectionSummary,
    InstitutionRow,
    PinStanding,
    PinState,
    Progress,
    ReturnedSummary,
    StoredChecklist,
    SyncItem,
    SyncReport,
    SyncState,
    Today,
    ViolationRow,
)
from inspector.services.reporting import Reporting
from inspector.services.workplace import Workplace
from inspector.settings import SettingsFile
from inspector.ui.exchange import Exchange
from inspector.ui.lanes import InlineTasks
from inspector.ui.machine.sounds import Sounds
from inspector.wire.errors import Conflict
from inspector.wire.messages import AssignmentBody, DeclaredBody, LastVisitBody, Person

ALMATY = timezone(timedelta(hours=5))
PASSPHRASE = "correct horse battery"
CODE = "K7M4-92QX-3TWB-8HJN-5RVA"
INSPECTOR = Person(id="p1", name="Айгерим Сапарова", post="инспектор", body="МВД", region="35")


def institution(number: int, kind: InstitutionType = InstitutionType.SCHOOL, **changes: object) -> Institution:
    """Institution number `number`, with a few letters only Kazakh has."""
    names = {
        InstitutionType.SCHOOL: ("Школа № {n}", "№ {n} мектеп"),
        InstitutionType.KINDERGARTEN: ("Детский сад № {n} «Балауса»", "«Балауса» № {n} балабақшасы"),
        InstitutionType.COLLEGE: ("Колледж связи № {n}", "№ {n} байланыс колледжі"),
        InstitutionType.UNIVERSITY: ("Университет № {n}", "№ {n} университеті"),
    }
    ru, kk = (name.format(n=number) for name in names[kind])
    values: dict[str, object] = {
        "id": f"i{number}",
        "bin": f"{214000214000 + number}",
        "type": kind,
        "name_ru": ru,
        "name_kk": kk,
        "region": "35",
        "district": "Караганда",
        "settlement": Settlement.CITY,
        "address": f"ул. Абая, {number}",
        "pupils": 600 + number,
    }
    return Institution(**(values | changes))  # type: ignore[arg-type]


SCHOOL = institution(214, pupils=842, address="ул. Абая, 118")
ROWS = (
    InstitutionRow(
        institution=SCHOOL, assigned=True, due="2026-11-24", kind="monitoring", open_violations=0, state="draft"
    ),
    InstitutionRow(
        institution=institution(207), assigned=True, due="2026-11-28", kind="check", open_violations=4, state=""
    ),
    InstitutionRow(
        institution=institution(9, InstitutionType.KINDERGARTEN),
        assigned=True,
        due="2026-11-20",
        kind="monitoring",
        open_violations=0,
        state="",
    ),
    InstitutionRow(
        institution=institution(205, InstitutionType.COLLEGE, district="Темиртау"),
        assigned=True,
        due="",
        kind="monitoring",
        open_violations=1,
        state="",
    ),
    InstitutionRow(
        institution=institution(209), assigned=True, due="", kind="monitoring", open_violations=0, state="sealed"
    ),
    *(
        InstitutionRow(
            institution=institution(2140 + number, old_name="№ 214" if number == 4 else ""),
            assigned=False,
            due="",
            kind="",
            open_violations=0,
            state="",
        )
        for number in range(6)
    ),
)


def summary(
    name: str, place: Institution, state: InspectionState, answered: int = 36, total: int = 101, findings: int = 7
) -> InspectionSummary:
    """One inspection of `place`."""
    return InspectionSummary(
        id=name,
        institution=place,
        state=state,
        visit=Visit(date=date(2026, 11, 24), kind=VisitKind.MONITORING),
        answered=answered,
        total=total,
        findings=findings,
        last_node="/data/cctv/works",
        last_saved=datetime.now(ALMATY) - timedelta(minutes=2),
        act="" if state is InspectionState.DRAFT else "ab" * 32,
        delivery=DeliveryStanding(state=DeliveryState.DELIVERED, day=date(2026, 11, 24)),
    )


@dataclass
class FakeInstitutions:
    """Finds by substring of name and address."""

    rows: tuple[InstitutionRow, ...] = ROWS
    checklist_body: StoredChecklist | None = None
    queries: list[str] = field(default_factory=list)

    def search(self, query: str, *, limit: int = 200, scope: str = "all") -> tuple[InstitutionRow, ...]:
        self.queries.append(query)
        words = query.lower().split()
        found = [
            row
            for row in self.rows
            if (scope == "all" or row.assigned)
            and all(word in f"{row.institution.name_ru} {row.institution.address}".lower() for word in words)
        ]
        return tuple(found[:limit])

    def get(self, institution_id: str) -> Institution:
        return next(row.institution for row in self.rows if row.institution.id == institution_id)

    def count(self) -> int:
        return 20114

    def assignment(self, institution_id: str) -> AssignmentBody | None:
        return None

    def declared(self, institution_id: str) -> DeclaredBody | None:
        values = {
            "roll": "842", "cameras_working": "22", "cameras_working_of": "22", "cou_linked": "1", "cou_linked_of": "1",
            "button_works": "1", "button_works_of": "1", "children_covered": "842", "children_covered_of": "842",
            "guards_trained": "5", "guards_trained_of": "5", "buses_ready": "2", "buses_ready_of": "2",
            "guard_contract": "1", "guard_contract_of": "1",
        }  # fmt: skip
        return DeclaredBody(institution=institution_id, as_of="2026-11-01", source="akimat", values=values)

    def last_visit(self, institution_id: str) -> LastVisitBody | None:
        values = {
            "cctv_installed": "ok",
            "cou_connected": "bad",
            "button_present": "ok",
            "archive": "unchecked",
            "cameras_working": "19",
        }
        return LastVisitBody(institution=institution_id, date="2026-03-14", values=values, open_violations=6)

    def checklist(self) -> StoredChecklist | None:
        return self.checklist_body


@dataclass
class FakeInspecting:
    """Remembers what was begun."""

    drafts: tuple[InspectionSummary, ...] = (summary("d1", SCHOOL, InspectionState.DRAFT),)
    assigned: tuple[InstitutionRow, ...] = ROWS[1:4]
    done: tuple[InspectionSummary, ...] = (summary("s1", institution(209), InspectionState.SEALED, 101),)
    started: list[tuple[str, Visit]] = field(default_factory=list)

    def today(self) -> Today:
        return Today(
            drafts=self.drafts,
            assigned=self.assigned,
            done=self.done,
            total_assigned=64,
            total_done=38,
            campaign="Кампания «Осень 2026»",
            due=date(2026, 12, 20),
        )

    def summaries(self) -> tuple[InspectionSummary, ...]:
        return (
            *self.drafts,
            *self.done,
            summary("s2", institution(198), InspectionState.ACCEPTED, 101, findings=2),
            summary("s3", institution(211), InspectionState.REFUSED, 101, findings=0),
        )

    def start(self, institution_id: str, visit: Visit) -> str:
        self.started.append((institution_id, visit))
        return "new"


@dataclass
class FakeSyncing:
    """An exchange that succeeds, or breaks off: a refusal stands in its report, as in the real one; a bug is raised."""

    waiting: int = 3
    problem: Refusal | None = None
    exchanges: int = 0
    held: int = 0
    with_files: list[bool] = field(default_factory=list)

    def state(self) -> SyncState:
        last = datetime.now(ALMATY).replace(hour=7, minute=50) if self.exchanges else None
        return SyncState(waiting=self.waiting, refused=0, last_exchange=last, online=None)

    def once(self, progress: object = None, cancelled: object = None, *, files: bool = True) -> SyncReport:
        self.with_files.append(files)
        if isinstance(self.problem, Refusal):
            return SyncReport(pulled=0, items=(), problem=self.problem)
        if self.problem is not None:
            raise self.problem
        self.exchanges += 1
        if callable(progress):
            progress(Progress(stage="facts", done=1, total=2))
        item = SyncItem(id="s1", kind="inspection", state="accepted", bytes_sent=9, receipt="{}", problem=None)
        held = 0 if files else self.held
        return SyncReport(pulled=3, items=(item,), held=held, held_files=28 if held else 0)


@dataclass
class FakeBackup:
    """Writes a small file, and stops when it is told to."""

    doubt: str = ""
    copies: int = 0
    risk: AtRisk | None = None
    refusal: Refusal | None = None
    written: list[Path] = field(default_factory=list)

    def write(self, target: Path, tell: Tell, cancelled: Cancelled) -> BackedUp:
        if self.refusal is not None:
            raise self.refusal
        tell(BackupProgress(done=1_000_000, total=4_000_000))
        if cancelled():
            raise BackupCancelled
        self.written.append(target)
        return BackedUp(size=4_000_000, files=3)

    def chain_in_doubt(self) -> str:
        return self.doubt

    def keep_good_copy(self) -> bool:
        self.copies += 1
        return True

    def at_risk(self) -> AtRisk | None:
        return self.risk

    def risk_read(self) -> None:
        self.risk = None


@dataclass
class FakeEvidence:
    """Room for photos."""

    room: str = "plenty"

    def space(self) -> str:
        return self.room


@dataclass
class FakeReturning:
    """What headquarters returned and follows: nothing unless it is given."""

    back: tuple[ReturnedSummary, ...] = ()
    following: tuple[ViolationRow, ...] = ()

    def returned(self) -> tuple[ReturnedSummary, ...]:
        return self.back

    def violations(self, scope: str = "mine") -> tuple[ViolationRow, ...]:
        return self.following

    def outcomes(self) -> dict[str, str]:
        return {}


@dataclass
class FakeOverview:
    """What waits: two inspections go, one was refused, two people answered one question differently."""

    summaries: Callable[[], tuple[InspectionSummary, ...]]
    problem: Refusal | None = field(default_factory=Conflict)

    def read(self) -> Overview:
        def waiting(name: str, state: str, there: int, problem: Refusal | None = None) -> Waiting:
            return Waiting(
                id=name, kind="inspection", inspection=name, state=state, files=28, files_there=there, size=34_000_000,
                size_there=there * 1_200_000, problem=problem,
            )  # fmt: skip

        found = (waiting("s3", "refused", 0, self.problem), waiting("s1", "sent", 18), waiting("s4", "waiting", 0))
        return Overview(
            waiting=found,
            summaries=(*self.summaries(), summary("s4", institution(212), InspectionState.SEALED, 101)),
            accepted={"s2": datetime.now(ALMATY).replace(hour=0, minute=1)},
            answers=(),
            institutions=20114,
            checklist="2026.2",
            declared_as_of="2026-11-01",
        )


@dataclass
class FakeGate:
    """A gate with one passphrase. `delay` is what a wrong one costs."""

    how: Literal["new", "locked"] = "locked"
    delay: int = 0
    refusal: Refusal | None = None
    institutions: FakeInstitutions = field(default_factory=FakeInstitutions)
    inspecting: FakeInspecting = field(default_factory=FakeInspecting)
    syncing: FakeSyncing = field(default_factory=FakeSyncing)
    backup: FakeBackup = field(default_factory=FakeBackup)
    changed: list[tuple[str, str]] = field(default_factory=list)
    restored: list[tuple[Path, str]] = field(default_factory=list)
    returning: FakeReturning = field(default_factory=FakeReturning)
    evidence: FakeEvidence = field(default_factory=FakeEvidence)
    reporting: Reporting = field(default_factory=lambda: Reporting(Path("nowhere.log")))
    locks: int = 0
    names: tuple[str, ...] = ()
    pins: dict[str, str] = field(default_factory=dict)
    left: int = 5
    allowed: bool = True
    fresh: str = ""
    enrolled: list[tuple[str, str]] = field(default_factory=list)

    def state(self) -> Literal["new", "locked"]:
        return self.how

    def asked(self) -> bool:
        return False

    def slots(self) -> tuple[str, ...]:
        return self.names or (INSPECTOR.name,)

    def insiders(self) -> tuple[Insider, ...]:
        return tuple(Insider(id=name, name=name) for name in self.slots())

    def pin(self, slot: str) -> PinState:
        since = datetime.now(ALMATY).replace(hour=8, minute=40)
        if slot not in self.pins:
            return PinState(standing=PinStanding.NONE if self.left else PinStanding.ENDED, allowed=self.allowed)
        return PinState(
            standing=PinStanding.VALID,
            left=self.left,
            until=since.replace(hour=20, minute=0),
            since=since,
            allowed=True,
        )

    def unlock_by_pin(self, pin: str, slot: str) -> Workplace:
        if self.pins.get(slot) == pin:
            self.left = 5
            return self.workplace()
        self.left -= 1
        if not self.left:
            self.pins.pop(slot, None)
            raise PinEnded
        raise WrongPin(left=self.left)

    def set_pin(self, pin: str) -> None:
        if pin:
            self.pins[self.fresh] = pin
        self.fresh = ""

    def forget_pins(self) -> None:
        self.pins.clear()

    def check_code(self, text: str) -> Refusal | None:
        return None if text.upper() == CODE else _WrongCode()

    def enrol(self, server: str, code: str, passphrase: str, *, pull: bool = True) -> Workplace:
        if self.refusal is not None:
            raise self.refusal
        self.enrolled.append((server, code))
        return self.workplace()

    def unlock(self, passphrase: str, slot: str = "") -> Workplace:
        if passphrase != PASSPHRASE:
            raise WrongPassphrase(seconds=self.delay)
        self.fresh = slot
        return self.workplace()

    def recover(self, server: str, code: str, passphrase: str) -> Workplace:
        if self.refusal is not None:
            raise self.refusal
        self.enrolled.append((server, code))
        return self.workplace()

    def change_passphrase(self, old: str, new: str) -> None:
        if old != PASSPHRASE:
            raise WrongPassphrase
        self.changed.append((old, new))

    def restore(self, file: Path, passphrase: str, tell: Tell, cancelled: Cancelled) -> Restored:
        if self.refusal is not None:
            raise self.refusal
        if passphrase != PASSPHRASE:
            raise WrongPassphrase
        tell(BackupProgress(done=2_000_000, total=4_000_000))
        if cancelled():
            raise BackupCancelled
        self.restored.append((file, passphrase))
        self.how = "locked"
        return Restored(made_at="2026-11-24T09:12:00+05:00", files=1, aside="")

    def join(self, code: str, own: str, new: str) -> Person:
        """The service of the same name: a second inspector comes."""
        if own != PASSPHRASE:
            raise WrongPassphrase
        if self.refusal is not None:
            raise self.refusal
        self.names = (*self.slots(), "Талгат Омаров")
        return Person(id="p2", name="Талгат Омаров")

    def lock(self) -> None:
        self.locks += 1

    def workplace(self) -> Workplace:
        """All services of an unlocked laptop; those nobody asks for are None."""
        known: dict[str, object] = {
            "inspector": INSPECTOR,
            "institutions": self.institutions,
            "inspecting": self.inspecting,
            "syncing": self.syncing,
            "backup": self.backup,
            "returning": self.returning,
            "evidence": self.evidence,
            "reporting": self.reporting,
            "joining": self,
            "overview": FakeOverview(self.inspecting.summaries),
        }
        return Workplace(**(dict.fromkeys(Workplace.__slots__) | known))  # type: ignore[arg-type]


class _WrongCode(Refusal):
    """Stands for the refusal of the wire."""

    code = "wrong_code"
    sentence = "This cannot be done."


class FakeNavigator:
    """Remembers where it was sent."""

    previous = "home"

    def __init__(self) -> None:
        self.shown: list[tuple[str, dict[str, object]]] = []

    def replace(self, screen: str, **arguments: object) -> None:
        self.show(screen, **arguments)

    def show(self, screen: str, **arguments: object) -> None:
        self.shown.append((screen, arguments))

    def back(self) -> None:
        self.shown.append(("back", {}))

    def home(self) -> None:
        self.shown.append(("home", {}))


class FakeShell:
    """A Shell for presenters: everything at once, everything remembered."""

    def __init__(self, folder: Path, gate: FakeGate | None = None) -> None:
        self.navigator = FakeNavigator()
        self.tasks = InlineTasks()
        self.gate = gate or FakeGate()
        self.settings = SettingsFile(folder / "settings.json")
        self.exchange = Exchange(self.tasks)
        self.played: list[str] = []
        self.sounds = Sounds(lambda: self.settings.current.sounds, lambda file: self.played.append(file.stem))
        self.workplace = self.gate.workplace()
        self.refused: list[Exception] = []
        self.notices: list[str] = []
        self.resumes: list[str] = []
        self.opened: list[Workplace] = []
        self.undos: list[tuple[str, object]] = []
        self.saved_at: list[datetime] = []
        self.locked = 0
        self.touches = 0

    def saved(self, at: datetime) -> None:
        self.saved_at.append(at)

    def resumed(self, text: str) -> None:
        self.resumes.append(text)

    def refuse(self, error: Exception) -> None:
        self.refused.append(error)

    def notice(self, text: str, tone: str = "warn", action: str = "", act: object = None) -> None:
        self.notices.append(text)

    def offer_undo(self, text: str, undo: object) -> None:
        self.undos.append((text, undo))

    def title_changed(self) -> None:
        """Nothing to redraw."""

    def choose_language(self, code: str) -> None:
        self.settings.change(language=code)

    def choose_theme(self, name: str) -> None:
        self.settings.change(theme=name)

    def choose_hand(self, hand: str) -> None:
        self.settings.change(hand=hand)

    def choose_text_size(self, percent: int) -> None:
        self.settings.change(text_percent=percent)

    def unlocked(self, workplace: Workplace) -> None:
        self.opened.append(workplace)

    def lock(self) -> None:
        self.locked += 1

    def touched(self) -> None:
        self.touches += 1

    def walk(self, *, on: bool, bright: bool = False) -> None:
        """Nothing locks here."""

    def when_locked(self, call: Callable[[], None]) -> None:
        call()
