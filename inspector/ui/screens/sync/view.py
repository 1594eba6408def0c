"""The exchange as it looks: what goes on, item by item; what is kept here at the right."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from inspector.i18n import sentence
from inspector.services.ports import InspectionState
from inspector.ui import language, wording
from inspector.ui.lanes import Lane
from inspector.ui.language import N_, ntr, tr
from inspector.ui.screens.base import Screen
from inspector.ui.screens.home.page import moment
from inspector.ui.screens.listing import Entry, Listing
from inspector.ui.shell import Hint, Shell
from inspector.ui.widgets.bars import HatchBar, Segment
from inspector.ui.widgets.basic import Card, Icon, StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import PrimaryButton

if TYPE_CHECKING:
    from inspector.services.ports import InspectionSummary

# In this order: what needs a decision, what goes out, what is done.
_GROUPS = (
    (InspectionState.REFUSED, "bad", N_("Needs your decision")),
    (InspectionState.SENT, "half", N_("Being sent")),
    (InspectionState.SEALED, "none", N_("Wait to be sent")),
    (InspectionState.ACCEPTED, "ok", N_("Accepted by headquarters")),
)
_STAGES = {"pull": N_("Loading schools and rules"), "facts": N_("Sending inspections"), "files": N_("Sending files")}


class SyncScreen(Screen):
    """Everything about one exchange, in words; a failure says what to do."""

    place = "sync"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._summaries: tuple[InspectionSummary, ...] = ()
        self._known_institutions = 0
        self._was_running = False
        self._heading = Text("", 28, 700)
        self._icon, self._title, self._text = (
            Icon("cloud-up", "brand", 34),
            Text("", 24, 700),
            Text("", 16, 400, "ink2", wrap=True),
        )
        self._bar, self._numbers, self._last = HatchBar(14), Text("", 14, 500, "ink2"), Text("", 14, 500, "ink2")
        self._now = PrimaryButton("", icon="refresh", key="F9", height=48)
        self._list = Listing()
        self._list.opened.connect(lambda key: shell.navigator.show("act", inspection=key))
        self._safe_title, self._safe_text = Text("", 16, 600, wrap=True), Text("", 14, 400, wrap=True)
        self._here_title = Text("", 16, 600, wrap=True)
        self._here = [(Text("", 14, 400, "ink2", wrap=True), Text("", 14, 600)) for _ in range(2)]
        self._waiting_glyph = StatusGlyph("ok", 16)
        self._now.clicked.connect(shell.exchange.start)
        self._build()

    def enter(self, **arguments: object) -> None:
        """Read what waits."""
        self._load()
        self._show()

    def first_focus(self) -> QWidget | None:
        """Exchange now."""
        return self._now

    def key(self, event: QKeyEvent) -> bool:
        """Up and down."""
        return self._list.step({Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0))

    def hints(self) -> Sequence[Hint]:
        """What can be pressed."""
        return (
            Hint("F9", tr("exchange now")),
            Hint("↑ ↓", tr("line")),
            Hint("↵", tr("open")),
            Hint("F1", tr("all keys")),
        )

    def retranslate(self) -> None:
        """Every text."""
        self._heading.setText(tr("Exchange with headquarters"))
        self._now.setText(tr("Exchange now"))
        self._safe_title.setText(tr("Everything is already kept here"))
        self._safe_text.setText(tr("Nothing is lost without a network. What is sealed goes out by itself."))
        self._here_title.setText(tr("On this laptop"))
        self._list.setAccessibleName(self._heading.text())
        self._show()

    def _load(self) -> None:
        work = self.shell.workplace
        self.shell.tasks.run(Lane.STORE, lambda: (work.inspecting.summaries(), work.institutions.count()), self._loaded)

    def _loaded(self, found: "tuple[tuple[InspectionSummary, ...], int]") -> None:
        self._summaries, self._known_institutions = found
        self._show()

    def exchange_changed(self) -> None:
        """Everything; after an exchange the inspections stand elsewhere."""
        exchange = self.shell.exchange
        if self._was_running and not exchange.running:
            self._load()
        self._was_running = exchange.running
        self._show()

    def _show(self) -> None:
        exchange = self.shell.exchange
        look, words = exchange.pill()
        icon, token = {"off": ("cloud-off", "warn"), "ok": ("cloud-check", "ok"), "up": ("cloud-up", "brand")}.get(
            look, ("cloud-x", "bad")
        )
        self._icon.show_icon(icon, token)
        self._title.setText(words)
        self._text.setText(
            exchange.why_offline() or tr("You can go on working. The exchange resumes where it stopped.")
        )
        progress = exchange.progress if exchange.running else None
        self._bar.setVisible(progress is not None and progress.total > 0)
        self._numbers.setText("")
        if progress is not None:
            done, total = wording.number(progress.done), wording.number(progress.total)
            self._bar.show_segments([Segment(progress.done, "brand")], progress.total, words)
            said = tr("{n} of {of}", n=done, of=total) if progress.total else done
            self._numbers.setText(f"{tr(_STAGES[progress.stage])} · {said}")
        state = exchange.state
        last = state.last_exchange if state is not None else None
        self._last.setText(tr("Last exchange: {time}", time=moment(last)) if last else tr("No exchange yet"))
        self._now.setEnabled(not exchange.running)
        self._show_here()
        self._list.show_entries(self._entries())

    def _show_here(self) -> None:
        waiting = sum(each.state in (InspectionState.SEALED, InspectionState.SENT) for each in self._summaries)
        lines = (
            (tr("List of institutions"), wording.number(self._known_institutions)),
            (tr("Wait to be sent"), ntr("{n} inspection", "{n} inspections", waiting)),
        )
        self._waiting_glyph.show_shape("half" if waiting else "ok")
        for (name, value), (said, number) in zip(self._here, lines, strict=True):
            name.setText(said)
            value.setText(number)

    def _entries(self) -> list[Entry]:
        report = self.shell.exchange.report
        items = report.items if report is not None else ()
        said = language.current.code
        problems = {item.id: sentence(item.problem, said) for item in items if item.problem is not None}
        return [
            _entry(each, shape, tr(heading), problems.get(each.id, ""))
            for state, shape, heading in _GROUPS
            for each in self._summaries
            if each.state is state
        ]

    def _build(self) -> None:
        card = Card()
        texts = holder(column(self._title, self._text, spacing=0))
        head = row(self._icon, (texts, 1), self._now, spacing=14)
        below = row(self._numbers, "|", self._last)
        column(head, self._bar, below, spacing=6, margins=(20, 10, 15, 12), on=card)
        safe = Card("brandT", "", radius=12)
        safe_head = row(Icon("device-floppy", "brand", 20), (self._safe_title, 1), spacing=10)
        column(safe_head, self._safe_text, spacing=6, margins=(16, 12, 16, 12), on=safe)
        here = Card(radius=12)
        glyphs = (StatusGlyph("ok", 16), self._waiting_glyph)
        pairs = zip(glyphs, self._here, strict=True)
        lines = [row(glyph, (name, 1), value, spacing=7) for glyph, (name, value) in pairs]
        column(self._here_title, *lines, spacing=9, margins=(16, 12, 16, 14), on=here)
        side = holder(column(safe, here, "|", spacing=13))
        side.setFixedWidth(340)
        body = holder(row((self._list, 1), side, spacing=16, margins=(0, 0, 0, 0)))
        top = row(card, margins=(5, 0, 0, 0))
        title = row(self._heading, margins=(5, 0, 0, 0))
        column(title, 4, top, 4, (body, 1), spacing=4, margins=(23, 12, 24, 6), on=self)


def _entry(summary: "InspectionSummary", shape: str, heading: str, problem: str) -> Entry:
    refused = summary.state is InspectionState.REFUSED
    name = summary.institution.name(language.current.code)
    return Entry(
        key=summary.id,
        shape=shape,
        title=f"{name} · {tr('not accepted')}" if refused else name,
        below=problem or f"{summary.institution.district} · {wording.day(summary.visit.date)}",
        right=moment(summary.last_saved),
        action=tr("Open the act"),
        heading=heading,
        marked=refused,
    )
