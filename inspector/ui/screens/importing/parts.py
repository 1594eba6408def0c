"""Above the list: the count with its bar, the phone's clock, and how far copying is."""

from PySide6.QtWidgets import QWidget

from inspector.ui.editors.flow import Flow
from inspector.ui.language import tr
from inspector.ui.screens.importing.page import ClockLine, CopyLine, ImportPage
from inspector.ui.widgets.bars import HatchBar, Segment
from inspector.ui.widgets.basic import Card, Elided, Icon, Text, column, holder, row
from inspector.ui.widgets.buttons import GhostButton, SecondaryButton


class Head(QWidget):
    """Title, count, the two buttons of the whole list, and the bar: laid out, not ours, this one."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._count = Elided("", 26, 700), Text("", 15, 500, "ink2")
        self.more = GhostButton("", icon="photo-up", key="6", height=44, size=15)
        self.accept_all = SecondaryButton("", icon="check", key="+", height=48, size=15)
        self._bar = HatchBar(12)
        titles = row((self._title, 1), margins=(5, 0, 0, 0))
        bar = row((self._bar, 1), self._count, spacing=12, margins=(5, 0, 5, 0))
        column(row((titles, 1), self.more, self.accept_all, spacing=0), bar, spacing=4, on=self)

    def retranslate(self) -> None:
        """The fixed texts."""
        self._title.setText(tr("Lay pictures out"))
        self.more.setText(tr("More pictures"))

    def show_page(self, page: ImportPage) -> None:
        """The numbers."""
        self._count.setText(page.count)
        self._count.setVisible(bool(page.count))
        self.more.setVisible(page.total > 0)
        self.accept_all.setVisible(page.total > 0)
        self.accept_all.setText(page.accept_all)
        self.accept_all.setEnabled(page.exact > 0)
        decided = page.done + page.aside
        here = [Segment(1, "brand")] if page.panel is not None and decided < page.total else []
        segments = [Segment(page.done, "ok"), Segment(page.aside, "na"), *here]
        self._bar.show_segments(segments, max(page.total, 1), tr("{n} laid out", n=page.count))
        self._bar.setVisible(page.total > 0)


class ClockCard(QWidget):
    """How far the phone's clock is off, or that nobody knows."""

    def __init__(self) -> None:
        super().__init__()
        self._card = Card("warnT", "", radius=12)
        self._icon = Icon("clock", "warn", 24)
        self._said, self._below = Text("", 16, 600), Text("", 14, 400, "ink2")
        words = QWidget()
        flow = Flow(words, spacing=6)
        for word in (self._said, self._below):
            flow.addWidget(word)
        self.check = GhostButton("", icon="qrcode", key="5", height=44, size=15)
        row(
            self._icon,
            (holder(column("|", words, "|", spacing=0)), 1),
            self.check,
            spacing=10,
            margins=(14, 3, 0, 3),
            on=self._card,
        )
        row(self._card, margins=(5, 0, 5, 0), on=self)

    def show_clock(self, line: ClockLine) -> None:
        """Green when known, amber when not."""
        tone = "ok" if line.known else "warn"
        self._card.dress(f"{tone}T", "")
        self._icon.show_icon("clock", tone)
        self._said.setText(line.said)
        self._below.setText(line.below)
        self.check.setText(line.button)


class CopyCard(QWidget):
    """Copying n of N with a way to stop it, and what came of it."""

    def __init__(self) -> None:
        super().__init__()
        card = Card("surface", "line", radius=12)
        self._said, self._below = Text("", 16, 600), Text("", 14, 400, "ink2", wrap=True)
        self._bar = HatchBar(8)
        self.stop = SecondaryButton("", icon="player-pause", key="Esc", height=44, size=15)
        self.more = SecondaryButton("", icon="refresh", height=44, size=15)
        words = holder(column(self._said, self._below, self._bar, spacing=3))
        row((words, 1), self.stop, self.more, spacing=8, margins=(14, 6, 4, 6), on=card)
        row(card, margins=(5, 0, 5, 0), on=self)

    def retranslate(self) -> None:
        """The fixed text."""
        self.stop.setText(tr("Stop"))

    def show_copying(self, line: CopyLine) -> None:
        """As it stands."""
        self._said.setText(line.said)
        self._below.setText(line.below)
        self._below.setVisible(bool(line.below))
        self._bar.setVisible(line.running)
        self._bar.show_segments([Segment(line.done, "brand")], line.total, line.said)
        self.stop.setVisible(line.running)
        self.more.setVisible(bool(line.more))
        self.more.setText(line.more)
