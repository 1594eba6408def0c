"""Children covered, held against brute force: every unchecked camera tried as working and as broken."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.core.coverage import (
    CameraRow,
    Children,
    ClassRow,
    Coverage,
    Works,
    ZoneKind,
    ZoneRow,
    ZoneState,
    coverage,
)

ZONES = {"В1": "entrance", "В2": "entrance", "К1": "wing", "К2": "wing", "Столовая": "common", "Двор": "common"}


def camera(place: str, works: str, *zones: str) -> CameraRow:
    return CameraRow(place=place, zones=zones, works=works)


def school(**changes: object) -> Coverage:
    """Two classes of 20 and 30 children, everything seen, with the changes."""
    facts: dict[str, object] = {
        "classes": (
            ClassRow(name="1А", children=20, entrance="В1", wing="К1"),
            ClassRow(name="2А", children=30, entrance="В2", wing="К2"),
        ),
        "zones": tuple(ZoneRow(name=name, kind=kind) for name, kind in ZONES.items()),
        "cameras": tuple(camera(f"камера {zone}", "yes", zone) for zone in ZONES),
        "roll": 50,
    }
    return coverage(**(facts | changes))  # type: ignore[arg-type]


def changed(zone: str, works: str) -> tuple[CameraRow, ...]:
    return tuple(camera(f"камера {name}", works if name == zone else "yes", name) for name in ZONES)


def test_everything_seen() -> None:
    found = school()
    for stage in ("entrance", "wing", "common", "full"):
        assert found.stage(stage) == Children(of=50, lower=50, upper=50)
    assert [zone.children for zone in found.zones] == [20, 30, 20, 30, 50, 50]
    assert all(zone.state is ZoneState.COVERED and zone.cameras == 1 for zone in found.zones)


@pytest.mark.parametrize(
    ("zone", "works", "full"),
    [
        ("В1", "no", (30, 30)),
        ("В1", "unchecked", (30, 50)),
        ("В1", "", (30, 50)),
        ("К2", "no", (20, 20)),
        ("К2", "unchecked", (20, 50)),
        ("Двор", "no", (0, 0)),
        ("Двор", "unchecked", (0, 50)),
    ],
)
def test_one_camera_changes_the_headline(zone: str, works: str, full: tuple[int, int]) -> None:
    found = school(cameras=changed(zone, works)).full
    assert (found.lower, found.upper, found.n, found.of) == (*full, full[0], 50)


def test_one_working_camera_is_enough() -> None:
    cameras = (*changed("В1", "no"), camera("вторая", "yes", "Двор", "В1"))
    assert school(cameras=cameras).full == Children(of=50, lower=50, upper=50)


def test_a_zone_without_cameras_is_a_blind_spot() -> None:
    zone = school(cameras=()).zone("В2")
    assert zone is not None
    assert (zone.state, zone.cameras, zone.children) == (ZoneState.OPEN, 0, 30)
    assert school(cameras=()).full == Children(of=50, lower=0, upper=0)


def test_children_in_no_class_are_not_known() -> None:
    assert school(roll=60).full == Children(of=60, lower=50, upper=60)
    assert school(roll=60).counted == 50
    assert school(roll=40).full == Children(of=50, lower=50, upper=50)
    assert school(roll=None).full == Children(of=50, lower=50, upper=50)


@pytest.mark.parametrize("entrance", ["", "нет такой зоны"])
def test_a_class_with_no_known_zone_is_not_known(entrance: str) -> None:
    classes = (ClassRow(name="1А", children=50, entrance=entrance, wing="К1"),)
    assert school(classes=classes).entrance == Children(of=50, lower=0, upper=50)
    assert school(classes=classes).full == Children(of=50, lower=0, upper=50)


def test_without_common_zones_the_stage_is_not_known() -> None:
    zones = tuple(ZoneRow(name=name, kind=kind) for name, kind in ZONES.items() if kind != "common")
    assert school(zones=zones).common == Children(of=50, lower=0, upper=50)


def test_rows_without_key_count_nowhere() -> None:
    classes = (ClassRow(name="", children=99, entrance="В1", wing="К1"),)
    cameras = (camera("", "yes", *ZONES),)
    found = school(classes=classes, cameras=cameras, zones=(ZoneRow(name="", kind="common"),), roll=None)
    assert found.full == Children(of=0, lower=0, upper=0)
    assert found.zones == ()


def test_by_shift() -> None:
    classes = (
        ClassRow(name="1А", children=20, entrance="В1", wing="К1", shift="1"),
        ClassRow(name="2А", children=30, entrance="В2", wing="К2", shift="2"),
    )
    assert school(classes=classes, shift="2", cameras=changed("В1", "no")).full == Children(of=30, lower=30, upper=30)
    assert school(classes=classes, shift="1", cameras=changed("В1", "no")).full == Children(of=20, lower=0, upper=0)


def test_the_grounds_belong_to_no_stage() -> None:
    zones = (*(ZoneRow(name=name, kind=kind) for name, kind in ZONES.items()), ZoneRow(name="Забор", kind="grounds"))
    assert school(zones=zones).full == Children(of=50, lower=50, upper=50)
    fence = school(zones=zones).zone("Забор")
    assert fence is not None
    assert (fence.state, fence.children) == (ZoneState.OPEN, 0)


def surely(classes: list[ClassRow], zones: list[ZoneRow], cameras: list[CameraRow]) -> dict[str, int]:
    """Children covered when every camera's state is known, counted child by child."""
    seen = {zone for one in cameras if one.works == "yes" for zone in one.zones}
    common = [zone.name for zone in zones if zone.kind == "common"]
    counts = dict.fromkeys(("entrance", "wing", "common", "full"), 0)
    for row in classes:
        for _ in range(row.children or 0):
            stages = {
                "entrance": row.entrance in seen,
                "wing": row.wing in seen,
                "common": all(name in seen for name in common),
            }
            for stage, is_seen in stages.items():
                counts[stage] += is_seen
            counts["full"] += all(stages.values())
    return counts


@st.composite
def schools(draw: st.DrawFn) -> tuple[list[ClassRow], list[ZoneRow], list[CameraRow]]:
    kinds = {"В1": "entrance", "В2": "entrance", "К1": "wing", "К2": "wing", "О1": "common", "О2": "common"}
    zones = [ZoneRow(name=name, kind=kind) for name, kind in kinds.items()]
    classes = [
        ClassRow(
            name=f"класс {number}",
            children=draw(st.integers(0, 35)),
            entrance=draw(st.sampled_from(["В1", "В2"])),
            wing=draw(st.sampled_from(["К1", "К2"])),
        )
        for number in range(draw(st.integers(0, 5)))
    ]
    cameras = [
        camera(
            f"камера {number}",
            draw(st.sampled_from(list(Works))),
            *draw(st.lists(st.sampled_from(list(kinds)), max_size=2)),
        )
        for number in range(draw(st.integers(0, 7)))
    ]
    return classes, zones, cameras


@given(schools())
@settings(max_examples=100, deadline=None)
def test_bounds_are_the_worst_and_the_best_that_can_be(
    facts: tuple[list[ClassRow], list[ZoneRow], list[CameraRow]],
) -> None:
    classes, zones, cameras = facts
    open_ends = [number for number, one in enumerate(cameras) if one.works not in ("yes", "no")]
    tries = []
    for answers in itertools.product(("yes", "no"), repeat=len(open_ends)):
        known = list(cameras)
        for number, works in zip(open_ends, answers, strict=True):
            known[number] = camera(known[number].place, works, *known[number].zones)
        tries.append(surely(classes, zones, known))
    found = coverage(classes, zones, cameras)
    for stage in ("entrance", "wing", "common", "full"):
        children = found.stage(stage)
        assert (children.lower, children.upper) == (
            min(one[stage] for one in tries),
            max(one[stage] for one in tries),
        )
        assert children.of == sum(row.children or 0 for row in classes)


@given(schools(), st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_order_does_not_matter(facts: tuple[list[ClassRow], list[ZoneRow], list[CameraRow]], chance: object) -> None:
    classes, zones, cameras = facts
    found = coverage(classes, zones, cameras)
    for rows in (classes, zones, cameras):
        chance.shuffle(rows)  # type: ignore[attr-defined]
    again = coverage(classes, zones, cameras)
    assert (again.entrance, again.wing, again.common, again.full) == (
        found.entrance, found.wing, found.common, found.full
    )  # fmt: skip


def test_kinds_are_the_words_of_the_checklist() -> None:
    assert [str(kind) for kind in ZoneKind] == ["entrance", "wing", "common", "grounds", "toilet"]
