"""The sealed inspections of this laptop: read and print their acts again, hand over those that are not yet."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from inspector.core.deadlines import DeliveryState
from inspector.services.ports import InspectionState
from inspector.ui import language, wording
from inspector.ui.lanes import Lane
from inspector.ui.language import N_, day_month, ntr, tr
from inspector.ui.screens.base import Screen
from inspector.ui.screens.listing import Entry, Listing
from inspector.ui.screens.paper import print_document
from inspector.ui.shell import Hint, Shell
from inspector.ui.widgets.basic import Text, column

if TYPE_CHECKING:
    from inspector.services.ports import InspectionSummary

_SENDING = {
    InspectionState.SEALED: N_("waits to be sent"),
    InspectionState.SENT: N_("photos are being sent"),
    InspectionState.ACCEPTED: N_("accepted by headquarters"),
    InspectionState.REFUSED: N_("not accepted"),
    InspectionState.DRAFT: N_("returned, a new revision is being made"),
}
# State of the delivery -> shape, words (with the day, where there is one), tone.
_DELIVERY = {
    DeliveryState.NONE: ("warn", N_("not delivered"), "warn"),
    DeliveryState.DELIVERED: ("ok", N_("delivered on {date}"), "ok"),
    DeliveryState.POSTED: ("half", N_("posted, the notice is waited for"), "brand"),
    DeliveryState.REFUSED: ("ok", N_("refused on {date}"), "ok"),
}
_OPEN = (DeliveryState.NONE, DeliveryState.POSTED)


class ActsScreen(Screen):
    """Latest first; Enter opens the act."""

    place = "acts"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._summaries: tuple[InspectionSummary, ...] = ()
        self._heading, self._subtitle = Text("", 28, 700), Text("", 16, 400, "ink2", wrap=True)
        self._list = Listing()
        self._list.opened.connect(lambda key: shell.navigator.show("act", inspection=key))
        self._list.also.connect(self._second)
        head = column(self._heading, self._subtitle, spacing=0, margins=(5, 0, 0, 0))
        column(head, 4, (self._list, 1), spacing=4, margins=(23, 12, 23, 6), on=self)

    def enter(self, **arguments: object) -> None:
        """Read again."""
        self.shell.tasks.run(Lane.STORE, self.shell.workplace.inspecting.summaries, self._loaded)

    def first_focus(self) -> QWidget | None:
        """The list."""
        return self._list.first_focus()

    def key(self, event: QKeyEvent) -> bool:
        """Up and down."""
        return self._list.step({Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0))

    def control(self, letter: str) -> bool:
        """Ctrl+P prints the act of the line that has the focus."""
        key = self._list.focused_key()
        if letter == "P" and key:
            self._print(key)
        return letter == "P"

    def hints(self) -> Sequence[Hint]:
        """What can be pressed."""
        return (
            Hint("↑ ↓", tr("choose")),
            Hint("↵", tr("open")),
            Hint("Ctrl P", tr("print again")),
            Hint("Esc", tr("back")),
        )

    def retranslate(self) -> None:
        """Every text."""
        self._heading.setText(tr("Acts"))
        self._list.setAccessibleName(self._heading.text())
        self._show()

    def _loaded(self, summaries: "tuple[InspectionSummary, ...]") -> None:
        self._summaries = tuple(each for each in summaries if each.act)
        self._show()
        target = self.first_focus()
        if target is not None and self.isVisible():
            target.setFocus()

    def _show(self) -> None:
        count = len(self._summaries)
        words = ntr("{n} act on this laptop", "{n} acts on this laptop", count)
        waiting = sum(each.delivery.state is DeliveryState.NONE for each in self._summaries)
        if waiting:
            words += " · " + ntr("{n} not delivered", "{n} not delivered", waiting)
        self._subtitle.setText(words if count else tr("No acts yet. They appear here after signing."))
        self._list.show_entries([_entry(each) for each in self._summaries])

    def _second(self, key: str) -> None:
        """Hand over what is not delivered; print the others again."""
        found = next((each for each in self._summaries if each.id == key), None)
        if found is not None and found.delivery.state in _OPEN:
            self.shell.navigator.show("delivery", inspection=key)
        else:
            self._print(key)

    def _print(self, key: str) -> None:
        printing = self.shell.workplace.printing

        def out(pdf: bytes) -> None:
            print_document(self.shell, pdf, lambda: None, lambda: self.shell.navigator.show("act", inspection=key))

        self.shell.tasks.run(Lane.STORE, lambda: printing.act(key), out)


def _entry(summary: "InspectionSummary") -> Entry:
    refused = summary.state is InspectionState.REFUSED
    shape, words, tone = _DELIVERY[summary.delivery.state]
    day = summary.delivery.day
    said = tr(words, date=day_month(day)) if day is not None else tr(words)
    found = ntr("{n} violation", "{n} violations", summary.findings)
    parts = (summary.institution.district, wording.day(summary.visit.date), found, tr(_SENDING[summary.state]))
    return Entry(
        key=summary.id,
        shape="bad" if refused else shape,
        title=summary.institution.name(language.current.code),
        below=" · ".join(part for part in parts if part),
        right=said,
        tone=tone,
        action=tr("Open the act"),
        second=tr("Hand it over") if summary.delivery.state in _OPEN else tr("Print again"),
        marked=refused,
    )
