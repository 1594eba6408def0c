"""Counts at the places of the rail: what waits for headquarters, and violations whose term is over. No Qt."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Protocol

from inspector.ui.exchange import Exchange
from inspector.ui.lanes import Lane, Tasks

if TYPE_CHECKING:
    from inspector.services.ports import ViolationRow
    from inspector.services.workplace import Workplace


class Places(Protocol):
    """What shows the counts."""

    def show_badge(self, name: str, count: int) -> None: ...


class Badges:
    """One for the program. `place` is None while the laptop is locked."""

    def __init__(self, rail: Places, tasks: Tasks, exchange: Exchange, place: "Callable[[], Workplace | None]") -> None:
        self._rail, self._tasks, self._exchange, self._place = rail, tasks, exchange, place
        exchange.listeners.append(self.count)

    def count(self) -> None:
        """After every change of the exchange; violations are counted when none goes on."""
        state, place = self._exchange.state, self._place()
        self._rail.show_badge("sync", state.waiting + state.refused if state is not None else 0)
        if place is not None and not self._exchange.running:
            self._tasks.run(Lane.STORE, place.returning.violations, self._counted, lambda _: None)

    def _counted(self, rows: "tuple[ViolationRow, ...]") -> None:
        from inspector.ui.screens.violations.terms import counted  # not before the first picture

        self._rail.show_badge("violations", counted(rows, date.today()).overdue)  # noqa: DTZ011 - the day of this place
