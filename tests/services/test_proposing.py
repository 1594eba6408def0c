"""A reported row counts nowhere until somebody sees the thing; then it gives a name and nothing else."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector.services import proposing
from inspector.services.composing import _lists
from inspector.services.inspecting import Inspecting, OpenInspection
from inspector.services.proposing import Proposal, Source
from inspector.wire.messages import DeclaredBody, LastVisitBody
from tests.store.laptops import SCHOOL, Laptop, page

CAMERAS, GUARDS = "/data/cctv/cameras", "/data/guards"
REPEATS = (CAMERAS, GUARDS)
KEYS = {CAMERAS: "place", GUARDS: "iin"}
PLACES, NUMBERS = ("Вход", "Двор", "Спортзал", "вход"), ("591023300123", "620905300456", "880127300789")
Rows = Sequence[dict[str, str]]


def told(laptop: Laptop, *, declared: dict[str, Any], last: dict[str, Any]) -> None:
    bodies = [
        ("declared", DeclaredBody(institution=SCHOOL.id, as_of="2026-09-01", source="а", values={}, lists=declared)),
        ("last_visit", LastVisitBody(institution=SCHOOL.id, date="2026-03-14", values={}, lists=last)),
    ]
    laptop.updating.accept(page(bodies, first=100))


def opened_with(laptop: Laptop, *, declared: dict[str, Any], last: dict[str, Any]) -> OpenInspection:
    told(laptop, declared=declared, last=last)
    return laptop.inspecting.open(laptop.start())


def all_of(opened: OpenInspection) -> dict[str, tuple[Proposal, ...]]:
    return {repeat: proposing.proposals(opened, repeat) for repeat in REPEATS}


def names(opened: OpenInspection, repeat: str) -> list[str]:
    return [proposal.key for proposal in proposing.proposals(opened, repeat)]


def counted(opened: OpenInspection) -> tuple[object, ...]:
    """Everything that counts, judges, blocks or leaves the laptop."""
    session = opened.session
    return session.submission(), session.problems(), session.findings(), session.indicators(), opened.standing


camera = st.fixed_dictionaries(
    {"place": st.sampled_from((*PLACES, "", "  ")), "works": st.sampled_from(("yes", "no", "")), "zone": st.just("з")}
)
guard = st.fixed_dictionaries(
    {"iin": st.sampled_from((*NUMBERS, "")), "full_name": st.sampled_from(("Ким С.", "")), "course": st.just("yes")}
)
lists = st.fixed_dictionaries({}, optional={"cameras": st.lists(camera, max_size=5)})
last_lists = st.fixed_dictionaries(
    {}, optional={"cameras": st.lists(camera, max_size=5), "guards": st.lists(guard, max_size=4)}
)


@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
@given(declared=lists, last=last_lists, data=st.data())
def test_an_unconfirmed_row_counts_nowhere_and_a_confirmed_one_has_a_name_only(
    laptop: Laptop, declared: dict[str, Any], last: dict[str, Any], data: st.DataObject
) -> None:
    opened = opened_with(laptop, declared=declared, last=last)
    bare = opened_with(laptop, declared={}, last={})
    # The same inspection, nothing reported: not one byte, number or sentence differs but its own id.
    assert counted(opened)[1:] == counted(bare)[1:]
    assert opened.session.rows(CAMERAS) == opened.session.rows(GUARDS) == ()
    for repeat in REPEATS:
        listed = [row for rows in (last, declared) for row in rows.get(repeat.rpartition("/")[2], ())]
        expected = dict.fromkeys(row[KEYS[repeat]].strip() for row in listed if row[KEYS[repeat]].strip())
        assert names(opened, repeat) == list(expected)
        for proposal in data.draw(st.permutations(proposing.proposals(opened, repeat))):
            before = set(names(opened, repeat))
            step = proposing.confirm(opened, proposal)
            assert set(names(opened, repeat)) == before - {proposal.key}
            fresh = opened.add_row(repeat).row
            for spec in opened.form.spec(repeat).children:
                value, untouched = (opened.session.value(f"{row}/{spec.name}") for row in (step.row, fresh))
                if spec.name not in (KEYS[repeat], "full_name"):
                    assert value == untouched, spec.name
            opened.undo()
        assert names(opened, repeat) == []
        assert sorted(proposing.key_of(opened, row) for row in opened.session.rows(repeat)) == sorted(expected)


@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
@given(declared=lists, last=last_lists, data=st.data())
def test_what_was_said_to_rows_survives_reopening_and_is_taken_back_one_by_one(
    laptop: Laptop, declared: dict[str, Any], last: dict[str, Any], data: st.DataObject
) -> None:
    told(laptop, declared=declared, last=last)
    inspection = laptop.start()
    opened = laptop.inspecting.open(inspection)
    states = [(all_of(opened), opened.session.submission())]
    while left := [proposal for found in all_of(opened).values() for proposal in found]:
        say = data.draw(st.sampled_from((proposing.confirm, proposing.dismiss)))
        step = say(opened, data.draw(st.sampled_from(left)))
        laptop.inspecting.record(inspection, step.operations)
        states.append((all_of(opened), opened.session.submission()))
        again = Inspecting(laptop.store.institutions, laptop.store.inspections, "x").open(inspection)
        assert (all_of(again), again.session.submission()) == states[-1]
    for before in reversed(states[:-1]):
        step_back = opened.undo()
        assert step_back is not None
        laptop.inspecting.record(inspection, step_back.operations)
        assert (all_of(opened), opened.session.submission()) == before
    again = Inspecting(laptop.store.institutions, laptop.store.inspections, "x").open(inspection)
    assert all_of(again) == states[0][0]


def test_a_declared_camera_that_is_not_there_stays_in_n_and_one_of_the_last_visit_leaves_no_row(laptop: Laptop) -> None:
    opened = opened_with(
        laptop, declared={"cameras": [{"place": "Вход"}]}, last={"cameras": [{"place": "Чердак", "works": "yes"}]}
    )
    attic, entrance = proposing.proposals(opened, CAMERAS)
    assert (attic.declared, entrance.declared) == (False, True)
    proposing.dismiss(opened, attic)
    assert opened.session.rows(CAMERAS) == ()
    step = proposing.dismiss(opened, entrance)
    (row,) = opened.session.rows(CAMERAS)
    assert row == step.row
    assert (opened.session.value(f"{row}/place"), opened.session.value(f"{row}/works")) == ("Вход", "no")
    assert (opened.session.value("/data/cctv/cameras_working"), opened.session.value("/data/cctv/cameras_working_of")) \
        == ("0", "1")  # fmt: skip
    assert names(opened, CAMERAS) == []


def test_a_row_taken_away_again_is_asked_about_again(laptop: Laptop) -> None:
    opened = opened_with(laptop, declared={"cameras": [{"place": "Вход"}]}, last={})
    row = proposing.confirm(opened, proposing.proposals(opened, CAMERAS)[0]).row
    opened.remove_row(row)
    assert names(opened, CAMERAS) == ["Вход"]


def test_a_declared_row_gives_its_key_and_one_of_the_last_visit_its_name_too(laptop: Laptop) -> None:
    person = {"iin": NUMBERS[0], "full_name": "Ахметов Б."}
    for source, name in (("declared", ""), ("last", "Ахметов Б.")):
        opened = opened_with(laptop, **({"declared": {}, "last": {}} | {source: {"guards": [person]}}))
        (proposal,) = proposing.proposals(opened, GUARDS)
        assert proposal.reported == {Source(source): person}
        row = proposing.confirm(opened, proposal).row
        assert opened.session.value(f"{row}/iin") == NUMBERS[0]
        assert opened.session.value(f"{row}/full_name") == name
        assert proposing.reported(opened, GUARDS, NUMBERS[0]) == {Source(source): person}


def test_what_only_proposes_rows_is_hashed_nowhere(laptop: Laptop) -> None:
    """The hash of one guard's row would tell the number to whoever tries them all."""
    opened = opened_with(
        laptop, declared={"cameras": [{"place": "Вход"}]}, last={"guards": [{"iin": NUMBERS[0], "full_name": ""}]}
    )
    assert set(opened.lists) == {"declared_cameras", "last_guards"}
    assert set(_lists(opened)) == {"declared_cameras"}


@pytest.mark.parametrize("repeat", REPEATS)
def test_nothing_is_proposed_without_lists(laptop: Laptop, repeat: str) -> None:
    opened = laptop.inspecting.open(laptop.start())
    assert proposing.proposals(opened, repeat) == ()
    assert not proposing.has_list(opened, repeat, Source.LAST)


def sealed(laptop: Laptop, inspection: str) -> None:
    with laptop.store.database.write() as connection:
        connection.exec_driver_sql("UPDATE inspection SET state = 'sealed' WHERE id = ?", (inspection,))


def visited(laptop: Laptop) -> str:
    """A visit made on this laptop: one camera with answers, one without a name, one guard; sealed."""
    inspection = laptop.start()
    opened = laptop.inspecting.open(inspection)
    for repeat, answers in (
        (CAMERAS, {"place": "Вход", "works": "no"}), (CAMERAS, {"works": "yes"}), (GUARDS, {"iin": NUMBERS[0]}),
    ):  # fmt: skip
        row = opened.add_row(repeat).row
        for name, value in answers.items():
            opened.answer(f"{row}/{name}", value)
    laptop.inspecting.record(inspection, opened.journal[opened.recorded :])
    sealed(laptop, inspection)
    return inspection


def test_a_visit_made_here_proposes_its_rows_to_the_next_one(laptop: Laptop) -> None:
    visited(laptop)
    opened = laptop.inspecting.open(laptop.start())
    assert (names(opened, CAMERAS), names(opened, GUARDS)) == (["Вход"], [NUMBERS[0]])
    assert proposing.reported(opened, CAMERAS, "Вход")[Source.LAST]["works"] == "no"
    assert set(_lists(opened)) == set()


def test_a_draft_or_an_older_visit_than_the_last_proposes_nothing(laptop: Laptop) -> None:
    opened = laptop.inspecting.open(laptop.start())
    opened.answer(f"{opened.add_row(GUARDS).row}/iin", NUMBERS[1])
    laptop.inspecting.record(opened.id, opened.journal[opened.recorded :])
    assert names(laptop.inspecting.open(laptop.start()), GUARDS) == []
    visited(laptop)
    later = LastVisitBody(institution=SCHOOL.id, date="2026-11-25", values={})
    laptop.updating.accept(page([("last_visit", later)], first=200))
    assert names(laptop.inspecting.open(laptop.start()), GUARDS) == []


def test_what_is_different_from_the_last_visit(laptop: Laptop) -> None:
    last = {"cameras": [{"place": "Вход", "works": "yes"}, {"place": "Двор", "works": "no"}, {"place": "Чердак"}]}
    opened = opened_with(laptop, declared={}, last=last)
    entrance, yard, attic = proposing.proposals(opened, CAMERAS)
    row = proposing.confirm(opened, entrance).row
    opened.answer(f"{row}/works", "no")
    proposing.dismiss(opened, attic)
    added = opened.add_row(CAMERAS).row
    opened.answer(f"{added}/place", "Гараж")
    found = proposing.differences(opened, CAMERAS)
    assert found is not None
    assert (found.same, found.joined, found.left) == (1, (added,), ("Чердак",))
    assert found.changed == {row: (("works", "yes"),)}
    assert proposing.differences(opened, GUARDS) is None
    assert yard.key == "Двор"


def test_a_list_of_marks_proposes_nobody_and_does_not_hide_what_this_laptop_remembers(laptop: Laptop) -> None:
    """Headquarters sends the mark of a secret key, never the key."""
    marked = {"guards": [{"mark": "a" * 16}, {"mark": "b" * 16}]}
    opened = opened_with(laptop, declared={}, last=marked)
    assert names(opened, GUARDS) == []
    opened.answer(f"{opened.add_row(GUARDS).row}/iin", NUMBERS[0])
    found = proposing.differences(opened, GUARDS)
    assert found is None
    visited(laptop)
    last = LastVisitBody(institution=SCHOOL.id, date="2026-11-24", values={}, lists=marked)
    laptop.updating.accept(page([("last_visit", last)], first=300))
    assert names(laptop.inspecting.open(laptop.start()), GUARDS) == [NUMBERS[0]]
