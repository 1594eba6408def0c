"""The sealed inspections of this laptop: read, print and send their acts again."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from inspector.services.ports import InspectionState
from inspector.ui import language, wording
from inspector.ui.lanes import Lane
from inspector.ui.language import N_, ntr, tr
from inspector.ui.screens.base import Screen
from inspector.ui.screens.listing import Entry, Listing
from inspector.ui.shell import Hint, Shell
from inspector.ui.widgets.basic import Text, column

if TYPE_CHECKING:
    from inspector.services.ports import InspectionSummary

# State -> shape, words, tone.
_STATES = {
    InspectionState.SEALED: ("none", N_("waits to be sent"), "ink2"),
    InspectionState.SENT: ("half", N_("photos are being sent"), "brand"),
    InspectionState.ACCEPTED: ("ok", N_("accepted by headquarters"), "ok"),
    InspectionState.REFUSED: ("bad", N_("not accepted"), "bad"),
}


class ActsScreen(Screen):
    """Latest first; Enter opens the act."""

    place = "acts"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._summaries: tuple[InspectionSummary, ...] = ()
        self._heading, self._subtitle = Text("", 28, 700), Text("", 16, 400, "ink2", wrap=True)
        self._list = Listing()
        self._list.opened.connect(lambda key: shell.navigator.show("act", inspection=key))
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

    def hints(self) -> Sequence[Hint]:
        """What can be pressed."""
        return (Hint("↑ ↓", tr("choose")), Hint("↵", tr("open")), Hint("Esc", tr("back")))

    def retranslate(self) -> None:
        """Every text."""
        self._heading.setText(tr("Acts"))
        self._list.setAccessibleName(self._heading.text())
        self._show()

    def _loaded(self, summaries: "tuple[InspectionSummary, ...]") -> None:
        self._summaries = tuple(each for each in summaries if each.state in _STATES)
        self._show()
        target = self.first_focus()
        if target is not None and self.isVisible():
            target.setFocus()

    def _show(self) -> None:
        count = len(self._summaries)
        words = ntr("{n} act on this laptop", "{n} acts on this laptop", count)
        self._subtitle.setText(words if count else tr("No acts yet. They appear here after signing."))
        self._list.show_entries([_entry(each) for each in self._summaries])


def _entry(summary: "InspectionSummary") -> Entry:
    shape, words, tone = _STATES[summary.state]
    found = ntr("{n} violation", "{n} violations", summary.findings)
    return Entry(
        key=summary.id,
        shape=shape,
        title=summary.institution.name(language.current.code),
        below=f"{summary.institution.district} · {wording.day(summary.visit.date)} · {found}",
        right=tr(words),
        tone=tone,
        action=tr("Open the act"),
    )
