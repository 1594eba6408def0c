"""The way through the screens."""

import pytest

from inspector.ui.navigation import Trail


class Shown(list):
    """What was shown, and what the screen in view would have remembered."""

    bookmark: dict[str, object] = {}

    def show(self, name: str, arguments: dict[str, object]) -> None:
        self.append((name, arguments))


@pytest.fixture
def shown() -> Shown:
    return Shown()


@pytest.fixture
def trail(shown: Shown) -> Trail:
    return Trail(shown.show, lambda: shown.bookmark)


def names(trail: Trail) -> list[str]:
    return [name for name, _ in trail.steps]


def test_back_leads_the_way_back_and_ends_at_home(trail: Trail, shown: Shown) -> None:
    trail.home()
    trail.show("search", query="а")
    trail.show("before", institution="i1")
    assert trail.previous == "search"
    trail.back()
    trail.back()
    trail.back()
    assert [name for name, _ in shown] == ["home", "search", "before", "search", "home", "home"]


def test_nobody_walks_in_circles(trail: Trail) -> None:
    trail.home()
    for screen in ("questions", "summary", "questions", "summary", "proof", "questions"):
        trail.show(screen, inspection="x")
    assert names(trail) == ["home", "questions"]


def test_what_is_done_with_is_replaced(trail: Trail) -> None:
    trail.home()
    trail.show("before", institution="i1")
    trail.replace("questions", inspection="x")
    assert trail.steps == (("home", {}), ("questions", {"inspection": "x"}))
    assert trail.previous == "home"


def test_leaving_remembers_the_place_and_resuming_returns_to_it(trail: Trail, shown: Shown) -> None:
    trail.home()
    trail.show("questions", inspection="x")
    shown.bookmark = {"node": "/data/cctv"}
    trail.remember()
    trail.show("lock")
    trail.resume()
    assert shown[-1] == ("questions", {"inspection": "x", "node": "/data/cctv"})
    assert names(trail) == ["home", "questions"]


def test_a_place_of_the_rail_has_only_home_behind_it(trail: Trail) -> None:
    trail.home()
    trail.show("questions", inspection="x")
    trail.place("acts")
    assert names(trail) == ["home", "acts"]


def test_resuming_without_a_way_is_home(trail: Trail, shown: Shown) -> None:
    trail.resume()
    assert shown == [("home", {})]
