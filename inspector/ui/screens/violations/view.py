"""Violations headquarters follows: overdue, within seven days, later; own institutions or the whole region."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from inspector.ui.lanes import Lane
from inspector.ui.language import ntr, tr
from inspector.ui.screens.base import Screen
from inspector.ui.screens.listing import Listing
from inspector.ui.screens.violations.entries import entries
from inspector.ui.screens.violations.terms import counted
from inspector.ui.shell import Hint, Shell
from inspector.ui.widgets.basic import Text, column, holder, row
from inspector.ui.widgets.filters import SegmentedFilter

if TYPE_CHECKING:
    from inspector.services.ports import Scope, ViolationRow

SCOPES: tuple["Scope", ...] = ("mine", "all")


class ViolationsScreen(Screen):
    """A list by term; Enter shows what is known of the institution, and begins the visit that checks it again."""

    place = "violations"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._rows: tuple[ViolationRow, ...] = ()
        self._scope = 0
        self._heading, self._subtitle = Text("", 28, 700), Text("", 16, 400, "ink2", wrap=True)
        self.scope = SegmentedFilter()
        self.scope.chosen.connect(self._chosen)
        self._list = Listing()
        self._list.opened.connect(lambda key: shell.navigator.show("before", institution=key))
        words = holder(column(self._heading, self._subtitle, spacing=0, margins=(5, 0, 0, 0)))
        head = row((words, 1), self.scope, spacing=12)
        column(head, 4, (self._list, 1), spacing=4, margins=(23, 12, 23, 6), on=self)

    def enter(self, **arguments: object) -> None:
        """Read again."""
        returning, scope = self.shell.workplace.returning, SCOPES[self._scope]
        self.shell.tasks.run(Lane.STORE, lambda: returning.violations(scope), self._loaded)

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
        self._heading.setText(tr("Violations"))
        self._list.setAccessibleName(self._heading.text())
        self.scope.offer([tr("My institutions"), tr("All I know of")], self._scope)
        self._show()

    def _chosen(self, index: int) -> None:
        self._scope = index
        self.enter()

    def _loaded(self, rows: "tuple[ViolationRow, ...]") -> None:
        self._rows = rows
        self._show()
        target = self.first_focus()
        if target is not None and self.isVisible():
            target.setFocus()

    def _show(self) -> None:
        today = date.today()  # noqa: DTZ011 - the day of this place, as terms are written
        found = counted(self._rows, today)
        places = ntr("in {n} institution", "in {n} institutions", found.institutions)
        total = ntr("{n} open violation", "{n} open violations", found.total)
        nothing = tr("Headquarters follows no open violations in your institutions.")
        self._subtitle.setText(f"{total} {places}" if found.total else nothing)
        self._list.show_entries(entries(self._rows, today))
