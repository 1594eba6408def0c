"""The code walk without a window: when a code may be painted, how long it stands, and what the delay is."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from inspector.core.errors import DiskFull
from inspector.services.opened import OpenInspection
from inspector.services.walking import Walking
from inspector.ui.screens.sitting import Sitting
from inspector.ui.screens.walk import telling
from inspector.ui.screens.walk.page import EnterPage, Shown, ShowPage, Stage
from inspector.ui.screens.walk.presenter import EnterPresenter
from inspector.ui.screens.walk.showing import ShowPresenter
from tests.services.test_walking import furnish
from tests.ui import laptop
from tests.ui.fakes import FakeShell


class Screen:
    """Remembers what it was given; nothing is painted."""

    page: ShowPage | EnterPage

    def show_page(self, page: ShowPage | EnterPage) -> None:
        self.page = page

    def focus_stage(self, stage: Stage) -> None:
        """Keys are not pressed here."""


class FullDisk:
    """A store that takes nothing while `full`."""

    def __init__(self, real: object) -> None:
        self.real, self.full = real, True

    def record(self, *arguments: object) -> object:
        if self.full:
            raise DiskFull
        return self.real.record(*arguments)  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[laptop.School]:
    made = laptop.begun(tmp_path_factory.mktemp("walk"))
    yield made
    made.close()


@pytest.fixture
def opened(school: laptop.School) -> OpenInspection:
    made = school.opened()
    furnish(made)
    return made


@pytest.fixture
def sitting(school: laptop.School, opened: OpenInspection, shell: FakeShell) -> Sitting:
    class Kept:
        """Durable at once, and nowhere."""

        def record(self, *arguments: object) -> object:
            return type("Saved", (), {"at": None})()

    shell.workplace = replace(school.workplace, inspecting=Kept())  # type: ignore[arg-type]
    return Sitting(opened, shell)  # type: ignore[arg-type]


def test_the_delay_is_from_the_painted_code_to_the_key(sitting: Sitting, shell: FakeShell) -> None:
    now = [100.0]
    screen = Screen()
    presenter = ShowPresenter(sitting, screen, clock=lambda: now[0])
    node = Walking(sitting.opened).first()
    presenter.begin(node)
    now[0] = 107.0  # nothing is painted yet: a slow disk is not the camera's delay
    presenter.painted()
    now[0] = 108.2
    presenter.painted()
    now[0] = 109.3
    presenter.seen()
    showing = Walking(sitting.opened).cameras()[0].showing
    assert showing is not None
    assert showing.delay == 3
    assert shell.navigator.shown[-1][0] == "code_enter"


def test_no_code_is_painted_while_the_journal_does_not_have_it(sitting: Sitting, shell: FakeShell) -> None:
    disk = FullDisk(sitting.recorder.inspecting)
    sitting.recorder.inspecting = disk  # type: ignore[assignment]
    screen = Screen()
    presenter = ShowPresenter(sitting, screen)
    presenter.begin(Walking(sitting.opened).first())
    assert isinstance(screen.page, ShowPage)
    assert (screen.page.state, screen.page.code) == (Shown.WRITING, "")
    assert [type(each) for each in shell.refused] == [DiskFull]
    presenter.seen()
    assert shell.navigator.shown == []
    disk.full = False
    shell.tasks.tick()
    assert screen.page.state is Shown.CODE
    assert screen.page.code


def test_a_code_stands_for_a_minute_and_a_later_timer_does_not_take_the_next_one(
    sitting: Sitting, shell: FakeShell
) -> None:
    screen = Screen()
    presenter = ShowPresenter(sitting, screen)
    presenter.begin(Walking(sitting.opened).first())
    assert [milliseconds for milliseconds, _ in shell.tasks.waiting] == [60_000]
    presenter.skip()  # the second camera's code: the first one's minute means nothing to it
    (_, first), (_, second) = shell.tasks.waiting
    first()
    assert isinstance(screen.page, ShowPage)
    assert screen.page.state is Shown.CODE
    second()
    assert (screen.page.state, screen.page.code) == (Shown.EXPIRED, "")


@pytest.mark.parametrize(("limit", "slow"), [("", False), ("2", True), ("3", False)])
def test_a_slow_code_is_a_hint_and_never_a_verdict(
    sitting: Sitting, opened: OpenInspection, limit: str, slow: bool
) -> None:
    opened.parameters = {**opened.parameters, "p_code_delay_s": limit}
    walking = Walking(opened)
    node = walking.first()
    _, showing = walking.show(node)
    walking.seen(node, 3)
    screen = Screen()
    presenter = EnterPresenter(sitting, screen)
    presenter.begin(node)
    for digit in showing.code:
        presenter.digit(int(digit))
    assert isinstance(screen.page, EnterPage)
    assert screen.page.stage is Stage.MATCH
    assert screen.page.result is not None
    assert ("Медленнее 2 с" in screen.page.result.hint) is slow
    assert opened.session.value(f"{node}/code_status") == "proved"


def test_digits_no_code_has_are_asked_again(sitting: Sitting, opened: OpenInspection) -> None:
    walking = Walking(opened)
    node = walking.first()
    walking.show(node)
    screen = Screen()
    presenter = EnterPresenter(sitting, screen)
    presenter.begin(node)
    for digit in (2, 8, 1):
        presenter.digit(digit)
    assert isinstance(screen.page, EnterPage)
    assert screen.page.digits == "2"
    assert screen.page.result is not None
    assert "0, 1 и 8" in screen.page.result.line
    presenter.erase()
    assert screen.page.digits == ""


def test_what_was_won_is_said_for_three_seconds(sitting: Sitting, opened: OpenInspection, shell: FakeShell) -> None:
    walking = Walking(opened)
    screen = Screen()
    presenter = EnterPresenter(sitting, screen)
    for camera in walking.cameras():
        _, showing = walking.show(camera.node)
        presenter.begin(camera.node)
        for digit in showing.code:
            presenter.digit(int(digit))
    assert isinstance(screen.page, EnterPage)
    bounds = screen.page.side.bounds
    assert bounds is not None
    assert (bounds.plus, bounds.said) == ("+50", "50")
    assert screen.page.result is not None
    assert screen.page.result.hint == "Обход закончен: 4 из 4"
    shell.tasks.tick()
    assert screen.page.side.bounds is not None
    assert screen.page.side.bounds.plus == ""


def test_a_lag_is_told_in_minutes_and_seconds(shell: FakeShell) -> None:
    assert [telling.lasting(seconds) for seconds in (5, 60, 95)] == ["5 с", "1 мин 0 с", "1 мин 35 с"]


def test_a_place_of_a_camera_is_in_no_report(sitting: Sitting, tmp_path: Path) -> None:
    """What is refused names no camera: places are restricted."""
    walking = Walking(sitting.opened)
    with pytest.raises(Exception, match="digits were heard before any code was shown") as caught:
        walking.enter(walking.first(), "4729")
    assert "Камера" not in str(caught.value)
