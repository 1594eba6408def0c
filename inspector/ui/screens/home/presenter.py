"""Today without Qt: reads it on the store lane, opens what was chosen."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Protocol

from inspector.ui.lanes import Lane
from inspector.ui.screens.home.page import HomePage, Job, page
from inspector.ui.screens.home.returned import returned_group
from inspector.ui.screens.violations.terms import counted
from inspector.ui.shell import Shell

if TYPE_CHECKING:
    from inspector.services.ports import ReturnedSummary, Today, ViolationRow

    Day = tuple[Today, tuple[ReturnedSummary, ...], tuple[ViolationRow, ...]]


class HomeView(Protocol):
    """What the presenter tells the screen to show."""

    def show_page(self, shown: HomePage) -> None: ...
    def show_exchange(self) -> None: ...


class HomePresenter:
    """`now` gives the day of the heading."""

    def __init__(self, view: HomeView, shell: Shell, now: Callable[[], date] = date.today) -> None:
        self._view, self._shell, self._now = view, shell, now
        self._day: Day | None = None

    def load(self) -> None:
        """Read the day again; the old picture stays until then."""
        place = self._shell.workplace

        def read() -> "Day":
            return place.inspecting.today(), place.returning.returned(), place.returning.violations()

        self._shell.tasks.run(Lane.STORE, read, self._loaded)

    def say_again(self) -> None:
        """The same day in another language."""
        if self._day is not None:
            today, returned, violations = self._day
            now = self._now()
            self._view.show_page(page(today, now, returned_group(returned, now), counted(violations, now)))

    def open(self, job: Job) -> None:
        """Continue a draft, begin an institution, or read an act."""
        if job.state == "returned":
            self._shell.navigator.show("returned", inspection=job.inspection)
        elif job.state == "draft":
            self._shell.navigator.show("questions", inspection=job.inspection)
        elif job.state == "moved":
            self._shell.navigator.show("moving", inspection=job.inspection, kept=True)
        elif job.state == "deliver":
            self._shell.navigator.show("delivery", inspection=job.inspection)
        elif job.state == "done":
            self._shell.navigator.show("act", inspection=job.inspection)
        else:
            self._shell.navigator.show("before", institution=job.institution)

    def _loaded(self, day: "Day") -> None:
        self._day = day
        self.say_again()
