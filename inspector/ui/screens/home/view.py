"""Today as it looks: jobs at the left, campaign, violations and exchange at the right."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from inspector.ui.language import ntr, tr
from inspector.ui.screens.base import Screen
from inspector.ui.screens.home.cards import CampaignCard, EmptyCard, ExchangeCard, JobCard, ViolationsCard
from inspector.ui.screens.home.page import HomePage
from inspector.ui.screens.home.presenter import HomePresenter
from inspector.ui.shell import Hint, Shell
from inspector.ui.widgets.basic import Scroll, Text, column, holder, row
from inspector.ui.widgets.buttons import Button, GhostButton, SecondaryButton

DONE = ("done", "moved")

if TYPE_CHECKING:
    from inspector.services.ports import SyncReport


class HomeScreen(Screen):
    """The one primary button is the next thing to do, and it has the focus."""

    place = "home"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter = HomePresenter(self, shell)
        self._heading, self._subtitle = Text("", 28, 700), Text("", 16, 400, "ink2")
        self._other = SecondaryButton("", icon="plus")
        self._other.clicked.connect(lambda: shell.navigator.show("search"))
        self._jobs: list[JobCard] = []
        self._empty: EmptyCard | None = None
        self._heard: SyncReport | None = None
        self._list = QWidget()
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(0, 0, 4, 6)
        self._lines.setSpacing(7)
        self._campaign, self._violations, self._exchange = CampaignCard(), ViolationsCard(), ExchangeCard()
        self._violations.shown.connect(lambda: shell.navigator.show("violations"))
        side = holder(column(self._campaign, self._violations, self._exchange, "|", spacing=14, margins=(0, 0, 6, 0)))
        self._side = Scroll(side)
        self._side.setFixedWidth(350)
        head = row(holder(column(self._heading, self._subtitle, spacing=0)), "|", self._other, margins=(0, 0, 1, 0))
        body = row((Scroll(self._list), 1), self._side, spacing=18)
        column(head, (holder(body), 1), spacing=4, margins=(28, 10, 18, 6), on=self)

    def enter(self, **arguments: object) -> None:
        """Read the day."""
        self._presenter.load()
        self.show_exchange()

    def show_page(self, shown: HomePage) -> None:
        """Draw the whole day anew; focus goes to the first job."""
        self._heading.setText(shown.heading)
        self._subtitle.setText(shown.subtitle)
        self._clear()
        for place, group in enumerate(shown.groups):
            heading = Text(group.heading, 15, 600, "ink2")
            heading.setContentsMargins(0, 8 if place else 0, 0, 0)
            self._lines.addWidget(heading)
            for job in group.jobs:
                card = JobCard(
                    job, first=not self._jobs and job.state not in DONE, big=job.state == "draft" and not self._jobs
                )
                card.opened.connect(lambda job=job: self._presenter.open(job))
                self._jobs.append(card)
                self._lines.addWidget(card)
        if shown.more:
            more = GhostButton(ntr("Show {n} more", "Show {n} more", shown.more))
            more.clicked.connect(lambda: self.shell.navigator.show("search", scope="mine"))
            self._lines.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        if not any(card.job.state not in DONE for card in self._jobs):
            self._show_empty(shown)
        else:
            self._lines.addStretch(1)
        self._campaign.show_campaign(shown.campaign)
        self._violations.show_terms(shown.terms)
        self._take_focus()
        # A card made just now is shown one turn of the loop later; until then it cannot take the focus from others.
        QTimer.singleShot(0, self._take_focus)

    def _take_focus(self) -> None:
        target = self.first_focus()
        if self.isVisible() and target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_exchange(self) -> None:
        """What the exchange does."""
        self._exchange.show_exchange(self.shell.exchange)

    def exchange_changed(self) -> None:
        """The card at the right; a day that was empty is read again when headquarters had something to tell."""
        self.show_exchange()
        report = self.shell.exchange.report
        news = report is not None and report.pulled > 0 and report is not self._heard
        if news and self._empty is not None and not self.shell.exchange.running:
            self._heard = report
            self._presenter.load()

    def first_focus(self) -> QWidget | None:
        """The next thing to do."""
        if self._empty is not None:
            return self._empty.button
        return self._jobs[0].button if self._jobs else self._other

    def key(self, event: QKeyEvent) -> bool:
        """Up and down go from job to job."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        buttons = self._buttons()
        if not step or not buttons:
            return False
        focused = QApplication.focusWidget()
        here = buttons.index(focused) if focused in buttons else -step
        target = buttons[max(0, min(here + step, len(buttons) - 1))]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def hints(self) -> Sequence[Hint]:
        """What can be pressed."""
        return (
            Hint("↑ ↓", tr("choose")),
            Hint("↵", tr("open")),
            Hint("Ctrl K", tr("find a school")),
            Hint("F9", tr("exchange")),
            Hint("F1", tr("all keys")),
        )

    def retranslate(self) -> None:
        """Every text."""
        self._other.setText(tr("Another institution"))
        for part in (self._campaign, self._violations):
            part.retranslate()
        self.show_exchange()
        self._presenter.say_again()

    def _buttons(self) -> list[Button]:
        return [card.button for card in self._jobs]

    def _show_empty(self, shown: HomePage) -> None:
        empty = EmptyCard(finished=bool(self._jobs))
        empty.taken.connect(lambda: self.shell.navigator.show("search"))
        self._lines.insertWidget(0, empty, 1)
        self._empty = empty

    def _clear(self) -> None:
        self._jobs.clear()
        self._empty = None
        while self._lines.count():
            widget = self._lines.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
