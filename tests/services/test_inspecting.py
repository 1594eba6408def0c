"""The journal is the truth: replayed, it gives the same answers; undone, the ones before; frozen, those of the day."""

from datetime import date, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector.core.errors import Bug, NotFound
from inspector.core.institution import Visit
from inspector.core.norm import Confidence
from inspector.core.verdict import VisitKind
from inspector.services import album
from inspector.services.errors import NoChecklist, NotMapped
from inspector.services.inspecting import Inspecting, OpenInspection, Step
from inspector.services.ports import Evidence, OperationKind
from inspector.wire.messages import AssignmentBody, DeclaredBody, LastVisitBody
from tests.store.laptops import CHECKLIST, FORM, SCHOOL, VISIT, Laptop, answers, page

REPEATS = ("/data/cctv/cameras", "/data/guards")
IN_ROW = {
    "/data/cctv/cameras": ("place", "works", "camera_aim/verdict", "camera_aim/reason", "camera_aim/due_days"),
    "/data/guards": ("iin", "full_name"),
}
ALONE = ("/data/card/roll", "/data/cctv/dummy/verdict", "/data/cctv/dummy/due_days", "/data/cctv/dummy/note")
VALUES = ("", "ok", "bad", "na", "unchecked", "yes", "7", "Қаныш 'ё' <&>\n")


def photo(number: int) -> Evidence:
    return Evidence(
        name=f"{number}.jpg", sha256=f"{number}", size=1, media_type="image/jpeg", original_sha256=f"{number}"
    )


def act(opened: OpenInspection, draw: Any) -> Step | None:
    """One thing a person may do now."""
    rows = [row for repeat in REPEATS for row in opened.session.rows(repeat)]
    checks = ["/data/cctv/dummy", *(f"{row}/camera_aim" for row in opened.session.rows(REPEATS[0]))]
    photos = [row for check in checks for row in opened.session.rows(f"{check}/{check.rpartition('/')[2]}_photos")]
    kinds = ["answer", "add", "attach", "due", "undo"] + ["detach"] * bool(photos)
    kinds += ["cell", "remove", "move"] * bool(rows)
    kind = draw(st.sampled_from(kinds))
    if kind == "answer":
        return opened.answer(draw(st.sampled_from(ALONE)), draw(st.sampled_from(VALUES)))
    if kind == "add":
        return opened.add_row(draw(st.sampled_from(REPEATS)))
    if kind == "attach":
        return opened.attach(draw(st.sampled_from(checks)), photo(len(opened.evidence)))
    if kind == "due":
        return album.expect_photo(opened, draw(st.sampled_from(checks)), due=draw(st.booleans()))
    if kind == "cell":
        row = draw(st.sampled_from(rows))
        names = IN_ROW[row.partition("[")[0]]
        return opened.answer(f"{row}/{draw(st.sampled_from(names))}", draw(st.sampled_from(VALUES)))
    if kind == "remove":
        return opened.remove_row(draw(st.sampled_from(rows)))
    if kind == "move":
        row = draw(st.sampled_from(rows))
        others = [each for each in opened.session.rows(row.partition("[")[0]) if each != row]
        return opened.move_row(row, draw(st.sampled_from(["", *others])))
    if kind == "detach":
        return opened.detach(draw(st.sampled_from(photos)))
    return opened.undo()


@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_replaying_the_journal_gives_the_exact_session(laptop: Laptop, data: st.DataObject) -> None:
    inspection = laptop.start()
    opened = laptop.inspecting.open(inspection)
    for _ in range(data.draw(st.integers(1, 15))):
        opened.mark_place(data.draw(st.sampled_from(ALONE)))
        step = act(opened, data.draw)
        if step is not None:
            laptop.inspecting.record(inspection, step.operations)
        laptop.inspecting.record(inspection, opened.came_into_view())
    again = Inspecting(laptop.store.institutions, laptop.store.inspections, "x").open(inspection)
    assert again.session.submission() == opened.session.submission()
    assert again.standing == opened.standing
    assert again.album.due == opened.album.due
    seen = [(each.node, each.start) for each in opened.album.openings()]
    assert [(each.node, each.start) for each in again.album.openings()] == seen
    for node in (*ALONE, *(f"{row}/{name}" for repeat in REPEATS for row in opened.session.rows(repeat)
                           for name in IN_ROW[repeat])):  # fmt: skip
        assert again.session.value(node) == opened.session.value(node)


@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_undo_gives_back_what_was_before_step_by_step(laptop: Laptop, data: st.DataObject) -> None:
    opened = laptop.inspecting.open(laptop.start())
    states = [(opened.session.submission(), set(opened.album.due))]
    for _ in range(data.draw(st.integers(1, 8))):
        step = act(opened, lambda strategy: data.draw(strategy.filter(lambda chosen: chosen not in ("undo", "detach"))))
        assert step is not None
        states.append((opened.session.submission(), set(opened.album.due)))
    for before in reversed(states[:-1]):
        assert opened.undo() is not None
        assert (opened.session.submission(), opened.album.due) == before
    assert opened.undo() is None


def test_a_row_that_moved_is_there_after_a_restart_and_goes_back(laptop: Laptop) -> None:
    inspection = laptop.inspecting.start(SCHOOL.id, VISIT)
    opened = laptop.inspecting.open(inspection)
    first, second, third = (opened.add_row(REPEATS[1]).row for _ in range(3))
    opened.answer(f"{first}/iin", "1")
    opened.move_row(first, third)
    assert opened.session.rows(REPEATS[1]) == (second, first, third)
    opened.move_row(first)
    laptop.inspecting.record(inspection, opened.journal[opened.recorded :])
    again = laptop.inspecting.open(inspection)
    assert again.session.rows(REPEATS[1]) == (second, third, first)
    assert again.session.value(f"{first}/iin") == "1"
    opened.undo()
    assert opened.session.rows(REPEATS[1]) == (second, first, third)
    opened.undo()
    assert opened.session.rows(REPEATS[1]) == (first, second, third)


def test_a_removed_row_comes_back_in_its_place_with_photos_and_blanks(laptop: Laptop) -> None:
    opened = laptop.inspecting.open(laptop.start())
    first, second = opened.add_row(REPEATS[0]).row, opened.add_row(REPEATS[0]).row
    opened.answer(f"{first}/place", "Вход")
    opened.answer(f"{second}/place", "Двор")
    opened.answer(f"{first}/works", "")
    opened.attach(f"{first}/camera_aim", photo(1))
    before = opened.session.submission()
    opened.remove_row(first)
    assert opened.session.rows(REPEATS[0]) == (second,)
    step = opened.undo()
    assert step is not None
    assert opened.session.rows(REPEATS[0]) == (first, second)
    assert opened.session.value(f"{first}/works") == ""
    assert opened.session.submission() == before
    assert step.row == first


def test_what_is_known_on_the_day_is_frozen(laptop: Laptop) -> None:
    declared = DeclaredBody(
        institution=SCHOOL.id, as_of="2026-09-01", source="акимат", values={"roll": "1180", "unasked": "1"},
        lists={"cameras": [{"place": "Вход"}], "unasked": []},
    )  # fmt: skip
    last = LastVisitBody(institution=SCHOOL.id, date="2025-10-01", values={"dummy": "bad"})
    laptop.updating.accept(page([("declared", declared), ("last_visit", last)], first=10))
    inspection = laptop.start()
    later = msgspec.structs.replace(CHECKLIST, version="2", reviewed_kk=True, parameters=[])
    changed = [
        ("declared", msgspec.structs.replace(declared, values={"roll": "1"})),
        ("last_visit", msgspec.structs.replace(last, values={"dummy": "ok"})),
        ("checklist", later),
        ("institution", msgspec.structs.replace(SCHOOL, name_ru="Переименована", type="college")),
    ]
    laptop.updating.accept(page(changed, first=20))
    opened = laptop.inspecting.open(inspection)
    value = opened.session.value
    assert [value(f"/data/{name}") for name in ("visit_date", "visit_kind", "site_type", "site_settlement")] == [
        "2026-11-24", "monitoring", "school", "city",
    ]  # fmt: skip
    assert (value("/data/declared_roll"), value("/data/last_dummy")) == ("1180", "bad")
    assert value("/data/meta/instanceID") == f"uuid:{inspection}"
    assert opened.institution.name_ru == SCHOOL.name_ru
    assert opened.declared == declared
    assert opened.last == last
    assert opened.lists == {"declared_cameras": [{"place": "Вход"}]}
    assert opened.draft_checklist
    assert opened.norms["n1"].confidence is Confidence.HIGH
    assert (opened.visit, opened.revision, opened.supersedes) == (VISIT, 1, "")
    assert laptop.inspecting.open(laptop.start()).session.value("/data/declared_roll") == "1"


def test_an_assignment_may_change_what_the_law_leaves_open_and_nothing_else(laptop: Laptop) -> None:
    opened = laptop.inspecting.open(laptop.start())
    assert opened.parameters == {"p_fix_days_gross": "21", "p_archive_days": "30"}
    assert opened.session.value("/data/p_fix_days_gross") == "21"


def test_nothing_reported_is_blank_whatever_the_form_says(laptop: Laptop) -> None:
    opened = laptop.inspecting.open(laptop.start())
    assert opened.session.value("/data/declared_roll") == ""
    assert opened.declared is None
    assert opened.session.value("/data/card/roll") == ""


def test_the_term_set_with_a_failed_check_stands_in_the_journal(laptop: Laptop) -> None:
    opened = laptop.inspecting.open(laptop.start())
    step = opened.answer("/data/cctv/dummy/verdict", "bad")
    assert [(operation.node, operation.new) for operation in step.operations] == [
        ("/data/cctv/dummy/verdict", "bad"),
        ("/data/cctv/dummy/due_days", "21"),
    ]
    assert {"/data/cctv/dummy/verdict", "/data/cctv/dummy/due_days"} <= step.changed.nodes
    opened.undo()
    assert opened.session.value("/data/cctv/dummy/due_days") == ""


def test_entries_say_who_when_and_what_was_before(laptop: Laptop) -> None:
    inspection = laptop.start()
    opened = laptop.inspecting.open(inspection)
    opened.answer("/data/card/roll", "1")
    (operation,) = opened.answer("/data/card/roll", "2").operations
    assert (operation.kind, operation.old, operation.new) == (OperationKind.SET, "1", "2")
    assert operation.who == "inspector-1"
    assert datetime.fromisoformat(operation.at).utcoffset() is not None
    assert operation.monotonic > 0
    saved = laptop.inspecting.record(inspection, (operation,))
    assert saved.at.utcoffset() is not None


def test_the_first_screen_counts_without_opening(laptop: Laptop) -> None:
    empty = laptop.inspecting.today()
    assert [row.institution.id for row in empty.assigned] == [SCHOOL.id]
    assert (empty.total_assigned, empty.total_done, empty.campaign) == (1, 0, "Осень 2026")
    assert empty.due == date(2026, 12, 1)
    inspection = laptop.start()
    opened = laptop.inspecting.open(inspection)
    opened.answer("/data/card/roll", "1")
    step = opened.answer("/data/cctv/dummy/verdict", "bad")
    opened.mark_place("/data/guards")
    laptop.inspecting.record(inspection, step.operations)
    (draft,) = laptop.inspecting.today().drafts
    assert (draft.answered, draft.total, draft.findings) == (2, 2, 1)
    assert draft.last_node == "/data/guards"
    assert draft.last_saved == datetime.fromisoformat(step.operations[-1].at)
    assert laptop.inspecting.today().assigned == ()
    assert laptop.inspecting.summaries() == (draft,)
    opened.mark_place("/data/card")
    laptop.inspecting.record(inspection, ())
    assert laptop.inspecting.open(inspection).last_node == "/data/card"


def test_a_formal_check_needs_items_for_its_body(laptop: Laptop) -> None:
    check = Visit(date=VISIT.date, kind=VisitKind.CHECK, body="CPCR", order="12")
    opened = laptop.inspecting.open(laptop.start(visit=check))
    assert opened.session.value("/data/body") == "CPCR"
    with pytest.raises(NotMapped):
        laptop.start(visit=Visit(date=VISIT.date, kind=VisitKind.CHECK, body="OTHER", order="12"))
    assert len(laptop.inspecting.summaries()) == 1


def test_what_cannot_be_begun_is_not_begun(laptop: Laptop) -> None:
    with pytest.raises(NotFound):
        laptop.start("nobody")
    with pytest.raises(NotFound):
        laptop.inspecting.open("nothing")
    with laptop.store.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM checklist")
    with pytest.raises(NoChecklist):
        laptop.start()


def test_a_photo_on_what_takes_none_is_our_mistake(laptop: Laptop) -> None:
    opened = laptop.inspecting.open(laptop.start())
    with pytest.raises(Bug):
        opened.attach("/data/card", photo(1))


def test_instances_of_two_openings_are_the_same(laptop: Laptop) -> None:
    inspection = laptop.start()
    assert answers(laptop, inspection) == answers(laptop, inspection)


def test_the_earliest_assignment_counts(laptop: Laptop) -> None:
    sooner = AssignmentBody(
        id="a0", institution=SCHOOL.id, campaign="Осень 2026", due="2026-11-25", kind="check", match_key="",
        parameters={"p_fix_days_gross": "3"},
    )  # fmt: skip
    laptop.updating.accept(page([("assignment", sooner)], first=10))
    assert laptop.inspecting.open(laptop.start()).parameters["p_fix_days_gross"] == "3"


VOLATILE = FORM.replace(
    " </h:head>",
    "",
).replace(
    "  </model>",
    """   <setvalue event="odk-instance-first-load" ref="/data/card/note_text" value="uuid()"/>
   <setvalue event="odk-new-repeat" ref="/data/guards/full_name" value="uuid()"/>
  </model>
 </h:head>""",
)


def test_what_the_form_fills_in_by_itself_is_the_same_at_every_opening(laptop: Laptop) -> None:
    changed = msgspec.structs.replace(CHECKLIST, version="2", form_xml=VOLATILE)
    laptop.updating.accept(page([("checklist", changed)], first=100))
    inspection = laptop.start()
    opened = laptop.inspecting.open(inspection)
    row = opened.add_row("/data/guards")
    laptop.inspecting.record(inspection, row.operations)
    nodes = ("/data/card/note_text", f"{row.row}/full_name")
    first = [opened.session.value(node) for node in nodes]
    again = Inspecting(laptop.store.institutions, laptop.store.inspections, "x").open(inspection)
    assert all(first)
    assert [again.session.value(node) for node in nodes] == first
    opened.undo()
    assert opened.session.rows("/data/guards") == ()
