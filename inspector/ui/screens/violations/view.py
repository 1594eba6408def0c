"""Own institutions with open violations: what headquarters still follows there, most first."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from inspector.ui import language
from inspector.ui.lanes import Lane
from inspector.ui.language import ntr, tr
from inspector.ui.places import whereabouts
from inspector.ui.screens.base import Screen
from inspector.ui.screens.listing import Entry, Listing
from inspector.ui.shell import Hint, Shell
from inspector.ui.widgets.basic import Text, column

if TYPE_CHECKING:
    from inspector.services.ports import InstitutionRow


class ViolationsScreen(Screen):
    """A list; Enter shows what is known of the institution."""

    place = "violations"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._rows: tuple[InstitutionRow, ...] = ()
        self._heading, self._subtitle = Text("", 28, 700), Text("", 16, 400, "ink2", wrap=True)
        self._list = Listing()
        self._list.opened.connect(lambda key: shell.navigator.show("before", institution=key))
        head = column(self._heading, self._subtitle, spacing=0, margins=(5, 0, 0, 0))
        column(head, 4, (self._list, 1), spacing=4, margins=(23, 12, 23, 6), on=self)

    def enter(self, **arguments: object) -> None:
        """Read again."""
        institutions = self.shell.workplace.institutions
        self.shell.tasks.run(Lane.STORE, lambda: institutions.search("", limit=2000, scope="mine"), self._loaded)

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
        self._show()

    def _loaded(self, rows: "tuple[InstitutionRow, ...]") -> None:
        found = (each for each in rows if each.open_violations)
        self._rows = tuple(sorted(found, key=lambda each: -each.open_violations))
        self._show()
        target = self.first_focus()
        if target is not None and self.isVisible():
            target.setFocus()

    def _show(self) -> None:
        total = sum(each.open_violations for each in self._rows)
        self._subtitle.setText(
            ntr("{n} open violation in your institutions", "{n} open violations in your institutions", total)
            if total
            else tr("Headquarters follows no open violations in your institutions.")
        )
        entries = [
            Entry(
                key=each.institution.id,
                shape="bad",
                title=each.institution.name(language.current.code),
                below=whereabouts(each.institution),
                right=ntr("{n} open violation", "{n} open violations", each.open_violations),
                tone="bad",
                action=tr("Open"),
            )
            for each in self._rows
        ]
        self._list.show_entries(entries)
