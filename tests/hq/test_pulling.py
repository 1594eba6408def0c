"""Each laptop is told what concerns it: its region, its inspector's orders, the checklist, who is blocked."""

import pytest

from inspector.core.errors import NotFound
from inspector.hq.services.assigning import DateUnclear, InspectorUnclear
from inspector.wire import paths
from tests.hq.conftest import enrolled
from tests.hq.laptop import Laptop, enrol
from tests.hq.serving import SCHOOL, ServedHq, serving

NORTH = ("990140004655", "kindergarten", "Детский сад № 7", "№ 7 балабақша", "59", "", "village", "", "80")


def kinds(laptop: Laptop, cursor: int = 0) -> list[tuple[str, str]]:
    return [(kind, str(body.get("name_ru", ""))) for kind, _, body in laptop.pull(cursor)]


def test_a_region_hears_of_its_own(any_hq: ServedHq) -> None:
    any_hq.institutions(SCHOOL, NORTH)
    assert kinds(enrolled(any_hq)) == [("checklist", ""), ("institution", "Школа № 214")]
    assert kinds(enrolled(any_hq, region="59")) == [("checklist", ""), ("institution", "Детский сад № 7")]


def test_an_order_goes_to_one_inspector(served_hq: ServedHq) -> None:
    mine, other = enrolled(served_hq), enrolled(served_hq, "Ахметов Б. Т.")
    (place,) = served_hq.institutions()
    served_hq.assign(place.id, due="2026-12-01")
    (order,) = [body for kind, _, body in mine.pull() if kind == "assignment"]
    assert (order["institution"], order["campaign"], order["due"]) == (place.id, "Осень 2026", "2026-12-01")
    assert len(str(order["match_key"])) == 44
    assert "assignment" not in {kind for kind, _ in kinds(other)}


def test_an_order_into_another_region_brings_the_institution(served_hq: ServedHq) -> None:
    mine = enrolled(served_hq, "Ахметов Б. Т.", "59")
    (place,) = served_hq.institutions()
    served_hq.declare(("bin", "as_of", "source", "cctv"), (place.bin, "2026-09-01", "акимат", "yes"))
    served_hq.assign(place.bin, "Ахметов Б. Т.")
    assert {kind for kind, _ in kinds(mine)} == {"checklist", "institution", "declared", "assignment"}
    served_hq.declare(("bin", "as_of", "source", "cctv"), (place.bin, "2026-10-01", "акимат", "no"))
    (told,) = [body for kind, _, body in mine.pull() if kind == "declared"]
    assert told["values"] == {"cctv": "no"}


def test_a_repeated_order_is_one_order(served_hq: ServedHq) -> None:
    mine = enrolled(served_hq)
    (place,) = served_hq.institutions()
    assert served_hq.assign(place.id) == served_hq.assign(place.id, due="2026-12-05")
    (order,) = [body for kind, _, body in mine.pull() if kind == "assignment"]
    assert order["due"] == "2026-12-05"


def test_orders_that_cannot_be_given(served_hq: ServedHq) -> None:
    (place,) = served_hq.institutions()
    with pytest.raises(NotFound):
        served_hq.assign("nowhere")
    with pytest.raises(NotFound):
        served_hq.assign(place.id, "Никто")
    served_hq.code("Сапарова А. М.", "59")
    with pytest.raises(DateUnclear):
        served_hq.assign(place.id, "Сапарова А. М.", due="01.12.2026")
    served_hq.code("Сапарова А. М.", "63")
    with pytest.raises(InspectorUnclear):
        served_hq.assign(place.id)


def test_two_of_one_name_are_told_apart_by_region(served_hq: ServedHq) -> None:
    mine, other = enrolled(served_hq), enrolled(served_hq, region="59")
    served_hq.assign(SCHOOL[0])
    assert "assignment" in {kind for kind, _ in kinds(mine)}
    assert "assignment" not in {kind for kind, _ in kinds(other)}


def test_pages_meet_without_gap_or_repetition(tmp_path) -> None:
    with serving(tmp_path / "hq", page_size=7) as served:
        rows = [(f"{number:012d}", *SCHOOL[1:]) for number in range(1, 31)]
        served.institutions(*rows)
        laptop = enrol(served.url, served.code())
        assert [body["bin"] for _, _, body in laptop.pull()] == [row[0] for row in rows]


def test_a_correction_replaces_and_comes_after_the_cursor(served_hq: ServedHq) -> None:
    laptop = enrolled(served_hq)
    with served_hq.hq.database.reading() as work:
        cursor = work.changes.newest()
    assert kinds(laptop, cursor) == []
    served_hq.institutions((*SCHOOL[:2], "Школа № 214 имени Абая", *SCHOOL[3:]))
    assert kinds(laptop, cursor) == [("institution", "Школа № 214 имени Абая")]
    assert len([kind for kind, _ in kinds(laptop) if kind == "institution"]) == 1


@pytest.mark.parametrize("cursor", ["-1", "x", "", "99999999999999999999", "1.5", "١"])
def test_an_impossible_cursor_is_refused(served_hq: ServedHq, cursor: str) -> None:
    from urllib.parse import quote

    laptop = enrolled(served_hq)
    reply = laptop.raw("GET", f"{paths.CHANGES}?cursor={quote(cursor)}")
    assert (reply.status_code, reply.json()["code"]) == (400, "bad_message")
