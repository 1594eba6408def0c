"""On a laptop of several inspectors «my institutions» are those of whoever works here now."""

import msgspec

from inspector.services.updating import Updating
from inspector.store.inspections import InspectionTable
from inspector.store.institutions import InstitutionTable
from inspector.store.reviews import ReviewTable
from inspector.wire.messages import AssignmentBody, LastVisitBody
from inspector.wire.reviews import ViolationBody
from tests.store.laptops import SCHOOL, Laptop, page

OWN, OTHERS, ANYBODYS = "i-own", "i-other", "i-any"


def told(laptop: Laptop) -> None:
    bodies: list[tuple[str, object]] = []
    for place, whose in ((OWN, "anna"), (OTHERS, "timur"), (ANYBODYS, "")):
        body = msgspec.structs.replace(SCHOOL, id=place, name_ru=f"Школа {place}")
        violation = ViolationBody(
            id=f"v-{place}", check="dummy", severity="gross", norm="", message={"ru": "x", "kk": "x"}, places=1,
            opened="2026-10-01", due_days=14, due="2026-10-20",
        )  # fmt: skip
        bodies += [
            ("institution", body),
            ("last_visit", LastVisitBody(institution=place, date="2026-10-01", values={}, violations=[violation])),
            ("assignment", AssignmentBody(id=f"a-{place}", institution=place, campaign="Осень", due="2026-12-01",
                                          kind="monitoring", match_key=whose, inspector=whose)),
        ]  # fmt: skip
    Updating(laptop.store.changes).accept(page(bodies, first=700))


def mine(laptop: Laptop, who: str) -> set[str]:
    database = laptop.store.database
    listed = {row.institution.id for row in InstitutionTable(database, who).search("", 50, "mine")}
    today = InspectionTable(database, who).today()
    assert {row.institution.id for row in today.assigned} <= listed
    assert today.total_assigned == len(listed)
    overdue = {row.institution.id for row in ReviewTable(database, who).violations("mine")}
    assert overdue == listed & {OWN, OTHERS, ANYBODYS}
    return listed & {OWN, OTHERS, ANYBODYS}


def test_each_inspector_has_institutions_of_their_own(laptop: Laptop) -> None:
    told(laptop)
    assert mine(laptop, "anna") == {OWN, ANYBODYS}
    assert mine(laptop, "timur") == {OTHERS, ANYBODYS}


def test_a_colleagues_institution_is_found_among_the_others_and_once(laptop: Laptop) -> None:
    told(laptop)
    found = InstitutionTable(laptop.store.database, "anna").search("школа", 50, "all")
    ids = [row.institution.id for row in found]
    assert len(ids) == len(set(ids))
    assert {row.institution.id: row.assigned for row in found if row.institution.id.startswith("i-")} == {
        OWN: True, ANYBODYS: True, OTHERS: False,
    }  # fmt: skip


def test_ones_own_assignment_comes_before_a_colleagues(laptop: Laptop) -> None:
    told(laptop)
    second = AssignmentBody(
        id="a-second",
        institution=OTHERS,
        campaign="",
        due="2027-01-01",
        kind="monitoring",
        match_key="",
        inspector="anna",
    )
    Updating(laptop.store.changes).accept(page([("assignment", second)], first=800))
    for who, wanted in (("anna", "a-second"), ("timur", f"a-{OTHERS}")):
        body = InstitutionTable(laptop.store.database, who).assignment(OTHERS)
        assert body is not None
        assert body.id == wanted
