"""The code walk on the national checklist, in a real encrypted journal: facts, bounds, and what survives a crash."""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from inspector.core.walk import CODES, Archived, Compared, Outcome
from inspector.forms.form import Form
from inspector.services.opened import OpenInspection
from inspector.services.walking import FIELDS, SPARE_CARDS, CardsUsedUp, Status, Walking, cameras_with_codes
from tests.architecture.tree import ROOT
from tests.ui import laptop

CAMERAS = "/data/cctv/cameras"
ZONES = (("Вход", "entrance"), ("Этаж 1", "wing"), ("Этаж 2", "wing"), ("Двор", "common"))
CLASSES = (("1А", 20, "Вход", "Этаж 1"), ("2А", 30, "Вход", "Этаж 2"))


class Clock:
    """Moves on by a minute every time it is asked."""

    def __init__(self) -> None:
        self.moment = datetime.fromisoformat("2026-11-24T11:00:00+05:00")

    def __call__(self) -> datetime:
        self.moment += timedelta(minutes=1)
        return self.moment


def furnish(opened: OpenInspection, cameras: Sequence[tuple[str, str]] = ()) -> None:
    """Two classes, four zones, and cameras as (zone, works)."""
    opened.answer("/data/card/roll", "50")
    opened.answer("/data/cctv/cctv_installed/verdict", "ok")
    for name, kind in ZONES:
        row = opened.add_row("/data/zones").row
        opened.answer(f"{row}/zone_name", name)
        opened.answer(f"{row}/zone_kind", kind)
    for name, children, entrance, wing in CLASSES:
        row = opened.add_row("/data/classes").row
        for field, value in (("class_name", name), ("children", str(children)), ("entrance", entrance), ("wing", wing)):
            opened.answer(f"{row}/{field}", value)
    for number, (zone, works) in enumerate(cameras or [(name, "") for name, _ in ZONES], start=1):
        row = opened.add_row(CAMERAS).row
        opened.answer(f"{row}/place", f"Камера {number}")
        opened.answer(f"{row}/zone", zone)
        opened.answer(f"{row}/works", works)


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[laptop.School]:
    made = laptop.begun(tmp_path_factory.mktemp("walking"))
    yield made
    made.close()


@pytest.fixture
def opened(school: laptop.School) -> OpenInspection:
    """A furnished inspection, in memory only."""
    made = school.opened()
    furnish(made)
    return made


@pytest.fixture
def walking(opened: OpenInspection) -> Walking:
    return Walking(opened, now=Clock())


def proved_by_hand(opened: OpenInspection) -> tuple[int, int, int]:
    """The bounds counted from the answers alone: a class is proved when all of its places are."""
    value, states = opened.session.value, dict[str, set[str]]()
    for row in opened.session.rows(CAMERAS):
        works, code = value(f"{row}/works"), value(f"{row}/code_status")
        state = "no" if works == "no" or code == "failed" else "yes" if code == "proved" else "?"
        states.setdefault(value(f"{row}/zone"), set()).add(state)
    seen = {zone: "yes" if "yes" in found else "no" if found == {"no"} else "?" for zone, found in states.items()}
    lower = upper = 0
    for _, children, entrance, wing in CLASSES:
        places = [seen.get(zone, "no") for zone in (entrance, wing, "Двор")]
        lower += children if set(places) == {"yes"} else 0
        upper += children if "no" not in places else 0
    return lower, upper, 50


def test_the_national_checklist_has_the_walk_and_a_plain_one_has_not(opened: OpenInspection) -> None:
    assert cameras_with_codes(opened.form) == CAMERAS
    names = {child.name for child in opened.form.spec(CAMERAS).children}
    assert names.issuperset(FIELDS)
    plain = Form.parse((ROOT / "tests" / "golden" / "checklist-example.xml").read_bytes())
    assert cameras_with_codes(plain) == ""


def test_a_match_proves_the_camera_and_says_when_and_how_late(walking: Walking, opened: OpenInspection) -> None:
    node = walking.first()
    step, showing = walking.show(node)
    assert [operation.node for operation in step.operations] == [f"{node}/code_shown"]
    assert walking.cameras()[0].status is Status.NONE
    walking.seen(node, 2)
    _, found = walking.enter(node, showing.code)
    assert found.kind is Compared.MATCH
    said = {name: opened.session.value(f"{node}/{name}") for name in ("works", "code_status", "code_delay")}
    assert said == {"works": "yes", "code_status": "proved", "code_delay": "2"}
    assert opened.session.value(f"{node}/code_shown_at") == showing.shown_at
    assert opened.session.value(f"{node}/code_read_at") > showing.shown_at
    assert walking.cameras()[0].status is Status.PROVED


def test_wrong_digits_decide_nothing_and_are_kept(walking: Walking, opened: OpenInspection) -> None:
    first, second = (camera.node for camera in walking.cameras()[:2])
    _, before = walking.show(first)
    walking.enter(first, before.code)
    _, present = walking.show(second)
    step, found = walking.enter(second, before.code)
    assert (found.kind, found.showing and found.showing.camera) == (Compared.OTHER_CAMERA, first)
    assert (found.behind or 0) >= 60
    assert walking.cameras()[1].status is Status.NONE
    assert [operation.new.split()[0] for operation in step.operations] == [before.code]
    walking.show(second)
    assert walking.enter(second, present.code)[1].kind is Compared.OLD
    spoilt = next(code for code in CODES if code not in {showing.code for showing in walking.shown()})
    assert walking.enter(second, spoilt)[1].kind is Compared.UNKNOWN


@pytest.mark.parametrize(
    ("outcome", "works", "fault", "status"),
    [
        (Outcome.ELSEWHERE, "no", "elsewhere", Status.FAILED),
        (Outcome.BLACK, "no", "black", Status.FAILED),
        (Outcome.FROZEN, "no", "frozen", Status.FAILED),
        (Outcome.NO_LINK, "no", "no_link", Status.FAILED),
        (Outcome.UNCHECKED, "unchecked", "", Status.UNCHECKED),
    ],
)
def test_what_is_seen_instead_becomes_the_checklists_own_answer(
    walking: Walking, opened: OpenInspection, outcome: Outcome, works: str, fault: str, status: Status
) -> None:
    node = walking.first()
    walking.show(node)
    walking.settle(node, outcome, "no_access")
    camera = walking.cameras()[0]
    assert (camera.works, camera.fault, camera.status) == (works, fault, status)
    assert camera.why == ("no_access" if outcome is Outcome.UNCHECKED else "")
    assert [p.node for p in opened.session.problems() if p.node.startswith(node) and p.kind != "evidence"] == []
    offered = {choice.value for choice in opened.session.choices(f"{node}/fault", "ru")}
    assert not fault or fault in offered


def test_an_unreadable_code_leaves_the_camera_as_it_was(walking: Walking, opened: OpenInspection) -> None:
    node = walking.first()
    opened.answer(f"{node}/works", "yes")
    walking.show(node)
    walking.settle(node, Outcome.UNREAD)
    assert walking.cameras()[0].status is Status.DECLARED
    assert walking.first() == node  # it still wants a code


def test_a_proof_after_a_failure_wipes_the_fault(walking: Walking, opened: OpenInspection) -> None:
    node = walking.first()
    walking.show(node)
    walking.settle(node, Outcome.BLACK)
    walking.enter(node, walking.show(node)[1].code)
    camera = walking.cameras()[0]
    assert (camera.status, camera.fault, opened.session.value(f"{node}/fault")) == (Status.PROVED, "", "")


def test_undo_takes_the_proof_back_but_never_a_showing(walking: Walking, opened: OpenInspection) -> None:
    node = walking.first()
    _, showing = walking.show(node)
    walking.enter(node, showing.code)
    opened.undo()
    assert walking.cameras()[0].status is Status.NONE
    assert walking.under_way() == node
    assert [each.code for each in walking.shown()] == [showing.code]


def test_after_a_crash_the_same_camera_waits_and_no_code_comes_back(tmp_path: Path) -> None:
    school = laptop.begun(tmp_path)
    opened = school.opened()
    furnish(opened)
    walking = Walking(opened)
    nodes = [camera.node for camera in walking.cameras()]
    walking.enter(nodes[0], walking.show(nodes[0])[1].code)
    walking.show(nodes[1])
    opened.remove_row(nodes[0])
    _, showing = walking.show(nodes[2])
    school.workplace.inspecting.record(school.inspection, opened.journal[opened.recorded :])
    again = Walking(school.opened())
    assert again.first() == nodes[2]
    assert [each.code for each in again.shown()] == [each.code for each in walking.shown()]
    assert again.enter(nodes[2], showing.code)[1].kind is Compared.MATCH
    school.close()


def test_no_code_is_shown_twice_until_none_is_left(walking: Walking) -> None:
    node = walking.first()
    codes = [walking.show(node)[1].code for _ in range(60)]
    assert len(set(codes)) == 60


def test_the_archive_is_asked_for_the_code_that_proved_the_camera(walking: Walking) -> None:
    node = walking.first()
    _, proof = walking.show(node)
    walking.enter(node, proof.code)
    _, later = walking.show(node)  # shown once more, and not matched
    step, found = walking.look_up(node, later.code)
    assert (step, found.kind) == (None, Compared.OLD)
    assert walking.look_up(node, proof.code)[1].kind is Compared.MATCH
    assert walking.archived(node) == Archived.FOUND
    walking.archive(node, Archived.MISSING)
    assert walking.archived(node) == Archived.MISSING


def test_cards_are_codes_no_screen_shows_and_each_serves_once(walking: Walking) -> None:
    walking.make_cards()
    deck = walking.cards()
    assert len(set(deck)) == len(deck) == len(ZONES) + SPARE_CARDS
    node = walking.first()
    assert walking.show(node)[1].code not in deck
    numbers = [walking.show_card(node)[2] for _ in deck]
    assert numbers == list(range(1, len(deck) + 1))
    assert walking.cards_left() == 0
    with pytest.raises(CardsUsedUp):
        walking.show_card(node)
    walking.make_cards()
    assert walking.cards()[: len(deck)] == deck
    assert walking.show_card(node)[2] == len(deck) + 1


def test_a_card_has_no_instant_of_showing_and_no_delay(walking: Walking, opened: OpenInspection) -> None:
    walking.make_cards()
    node = walking.first()
    _, showing, _ = walking.show_card(node)
    assert walking.enter(node, showing.code)[1].kind is Compared.MATCH
    value = opened.session.value
    assert (value(f"{node}/code_shown_at"), value(f"{node}/code_delay")) == ("", "")
    assert value(f"{node}/code_read_at")


def test_the_way_passes_known_broken_cameras_and_skips_what_is_settled(
    walking: Walking, opened: OpenInspection
) -> None:
    nodes = [camera.node for camera in walking.cameras()]
    opened.answer(f"{nodes[1]}/works", "no")
    opened.answer(f"{nodes[1]}/fault", "black")
    walking.enter(nodes[2], walking.show(nodes[2])[1].code)
    assert walking.following(nodes[0]) == nodes[1]
    assert walking.cameras()[1].known_broken
    assert walking.following(nodes[1]) == nodes[3]
    assert walking.following(nodes[3]) == ""


actions = st.lists(st.tuples(st.integers(0, 7), st.sampled_from(["match", "wrong", *Outcome])), max_size=14)
layouts = st.lists(
    st.tuples(st.sampled_from([*(name for name, _ in ZONES), ""]), st.sampled_from(["", "yes", "no", "unchecked"])),
    min_size=1,
    max_size=8,
)


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(layouts, actions, st.integers(0, 9))
def test_the_bounds_after_each_step_are_those_counted_by_hand(
    school: laptop.School, cameras: list[tuple[str, str]], done: list[tuple[int, str]], seed: int
) -> None:
    opened = school.opened()
    furnish(opened, cameras)
    walking = Walking(opened, choose=random.Random(seed).choice)
    nodes = opened.session.rows(CAMERAS)
    for place, action in done:
        node = nodes[place % len(nodes)]
        _, showing = walking.show(node)
        if action == "match":
            walking.enter(node, showing.code)
        elif action == "wrong":
            walking.enter(node, next(code for code in CODES if code != showing.code))
        else:
            walking.settle(node, Outcome(action), "no_time")
        bounds = walking.bounds()
        assert bounds is not None
        assert (bounds.lower, bounds.upper, bounds.of) == proved_by_hand(opened)
