"""Pages of changes: all or nothing, in any order, as often as they come."""

import hashlib

import msgspec
import pytest

from inspector.services.errors import NoChecklist
from inspector.wire.errors import BadMessage
from inspector.wire.messages import Change, ChangesPage, DeclaredBody
from tests.store.laptops import CHECKLIST, SCHOOL, Laptop, page

BROKEN = [
    ("institution", b'{"id": "x"}'),
    ("institution", msgspec.json.encode(msgspec.structs.replace(SCHOOL, type="prison"))),
    ("institution", msgspec.json.encode(msgspec.structs.replace(SCHOOL, settlement="moon"))),
    ("declared", b'{"institution": 5}'),
    ("checklist", b"[]"),
]


@pytest.mark.parametrize(("kind", "body"), BROKEN)
def test_a_page_with_one_broken_change_leaves_nothing(laptop: Laptop, kind: str, body: bytes) -> None:
    other = msgspec.structs.replace(SCHOOL, id="other")
    good = page([("institution", other)], first=10).changes
    broken = ChangesPage(
        cursor=11, more=False, changes=[*good, Change(seq=11, kind=kind, id="x", body=msgspec.Raw(body))]
    )
    with pytest.raises(BadMessage):
        laptop.updating.accept(broken)
    assert laptop.institutions.count() == 1
    assert laptop.updating.cursor() == 3


def test_a_kind_of_a_later_version_is_passed_over(laptop: Laptop) -> None:
    later = Change(seq=11, kind="weather", id="x", body=msgspec.Raw(b'{"rain":1}'))
    told = page([("institution", msgspec.structs.replace(SCHOOL, id="other"))], first=10)
    taken = laptop.updating.accept(ChangesPage(cursor=11, more=False, changes=[*told.changes, later]))
    assert (taken, laptop.updating.cursor(), laptop.institutions.count()) == (1, 11, 2)


def test_a_page_that_comes_again_changes_nothing_and_an_older_one_takes_nothing_back(laptop: Laptop) -> None:
    old = page([("institution", msgspec.structs.replace(SCHOOL, address="старый"))], first=10)
    new = page([("institution", msgspec.structs.replace(SCHOOL, address="новый"))], first=11)
    assert [laptop.updating.accept(told) for told in (old, new, new, old)] == [1, 1, 1, 0]
    assert laptop.institutions.get(SCHOOL.id).address == "новый"
    assert laptop.updating.cursor() == 11
    assert [row.institution.address for row in laptop.institutions.search("новый")] == ["новый"]
    assert laptop.institutions.search("старый") == ()


def test_an_empty_page_moves_the_cursor(laptop: Laptop) -> None:
    assert laptop.updating.accept(ChangesPage(cursor=99, more=False, changes=[])) == 0
    assert laptop.updating.cursor() == 99


def test_the_checklist_published_last_counts_and_is_kept_to_the_letter(laptop: Laptop) -> None:
    text = msgspec.json.format(msgspec.json.encode(msgspec.structs.replace(CHECKLIST, version="2")), indent=2)
    laptop.updating.accept(
        ChangesPage(cursor=20, more=False, changes=[Change(seq=20, kind="checklist", id="c", body=msgspec.Raw(text))])
    )
    found = laptop.store.institutions.checklist()
    assert found is not None
    assert found.body.version == "2"
    assert found.sha256 == hashlib.sha256(text).hexdigest()


def test_without_a_checklist_nothing_can_be_begun(laptop: Laptop) -> None:
    with laptop.store.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM checklist")
    assert laptop.store.institutions.checklist() is None
    with pytest.raises(NoChecklist):
        laptop.start()


def test_what_is_reported_for_an_institution_replaces_what_was(laptop: Laptop) -> None:
    first = DeclaredBody(institution=SCHOOL.id, as_of="2025", source="a", values={"roll": "1"})
    second = msgspec.structs.replace(first, as_of="2026", values={"roll": "2"})
    laptop.updating.accept(page([("declared", first), ("declared", second)], first=10))
    assert laptop.store.institutions.declared(SCHOOL.id) == second
    assert laptop.store.institutions.last_visit(SCHOOL.id) is None
