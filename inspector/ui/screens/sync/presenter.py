"""The exchange screen: reads the overview when something changed, says it, and leads the exchange by a stick."""

from typing import Protocol

from inspector.services.overviewing import Overview
from inspector.ui.lanes import Lane
from inspector.ui.screens.sync.page import Fact, Head, Item, facts, head, items
from inspector.ui.shell import Shell


class SyncView(Protocol):
    """Draws what the presenter says."""

    def show_head(self, told: Head) -> None:
        """What goes on now."""

    def show_items(self, found: tuple[Item, ...]) -> None:
        """Everything in its groups."""

    def show_facts(self, found: tuple[Fact, ...]) -> None:
        """How fresh what is kept here is."""


class SyncPresenter:
    """Asks the store once at a time, however often the exchange tells news."""

    def __init__(self, shell: Shell, view: SyncView) -> None:
        self._shell = shell
        self._view = view
        self._overview: Overview | None = None
        self._reading = self._again = False
        self._seen: tuple[bool, str] = (False, "")

    def load(self) -> None:
        """Read what waits."""
        if self._reading:
            self._again = True
            return
        self._reading, self._again = True, False
        overview = self._shell.workplace.overview
        self._shell.tasks.run(Lane.STORE, overview.read, self._loaded, self._failed)

    def exchange_changed(self) -> None:
        """The head at once; the rest when something became whole."""
        exchange = self._shell.exchange
        progress = exchange.progress
        stage = progress.stage if progress is not None else ""
        whole = progress is not None and progress.stage == "files" and progress.done == progress.total
        if whole or (exchange.running, stage) != self._seen:
            self._seen = (exchange.running, stage)
            self.load()
        self._view.show_head(head(exchange))

    def pause_or_start(self) -> None:
        """Exchange now, or stop after the piece under way."""
        exchange = self._shell.exchange
        if exchange.running:
            exchange.stop()
        else:
            exchange.start(photos=exchange.held > 0)

    def open(self, key: str) -> None:
        """The button of a card."""
        what, _, inspection = key.partition(":")
        self._shell.navigator.show("conflict" if what == "conflict" else "act", inspection=inspection)

    def refresh(self) -> None:
        """Say it again, in the current language."""
        exchange = self._shell.exchange
        self._view.show_head(head(exchange))
        if self._overview is not None:
            last = exchange.state.last_exchange if exchange.state is not None else None
            self._view.show_items(items(self._overview))
            self._view.show_facts(tuple(facts(self._overview, last)))

    def _loaded(self, overview: Overview) -> None:
        self._overview = overview
        self._reading = False
        self.refresh()
        if self._again:
            self.load()

    def _failed(self, error: Exception) -> None:
        self._reading = False
        self._shell.refuse(error)
