"""The cards of the first screen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from inspector.ui import theme
from inspector.ui.exchange import Exchange
from inspector.ui.language import N_, ntr, tr
from inspector.ui.screens.home.page import Campaign, Job, moment
from inspector.ui.screens.violations.terms import Terms
from inspector.ui.widgets.bars import HatchBar, ProgressRing, Segment
from inspector.ui.widgets.basic import Card, Chip, Elided, Icon, StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import Button, GhostButton, PrimaryButton, SecondaryButton
from inspector.ui.wording import number

LARGE = 110
"""Per cent of the text size from which facts stand below each other."""


class JobCard(Card):
    """One institution and what to do with it. `first` has the primary button."""

    opened = Signal()

    def __init__(self, job: Job, *, first: bool, big: bool) -> None:
        super().__init__("surface", "brand" if big else "line", thick=big)
        self.job = job
        self.button: Button
        if job.state in ("done", "moved"):
            self.button = GhostButton(job.action)
        elif first:
            self.button = PrimaryButton(job.action)
        else:
            self.button = SecondaryButton(job.action)
        self.button.setAccessibleName(f"{job.action}: {job.name}")
        self.button.clicked.connect(self.opened)
        head = row(Elided(job.name, 19 if big else 17, 600), Chip(job.kind, "na", size=13, height=26), "|", spacing=10)
        facts = [
            holder(row(Icon(fact.icon, fact.tone, 17), Elided(fact.text, 14, 500, fact.tone), spacing=5))
            for fact in job.facts
        ]
        address = Elided(job.address, 14, 400, "ink2")
        if big:
            ring = ProgressRing(64)
            ring.show_share(job.share, job.percent)
            mark: QWidget = ring
            abreast = 1 if theme.text_percent() > LARGE else 2
            told = [row(*facts[at : at + abreast], "|", spacing=10) for at in range(0, len(facts), abreast)]
            lines = column("|", head, address, *told, "|", spacing=4)
        else:
            mark = StatusGlyph("ok" if job.state == "done" else "none", 26)
            if len(facts) > 1 or theme.text_percent() > LARGE:  # they would push the address out
                lines = column("|", head, address, row(*facts, "|", spacing=10), "|", spacing=3, margins=(0, 5, 0, 5))
            else:
                lines = column("|", head, row(address, 10, *facts, "|", spacing=8), "|", spacing=4)
        row(mark, (holder(lines), 1), self.button, spacing=16, margins=(18, 4, 11, 4), on=self)
        self.setMinimumHeight(108 if big else 76)


class EmptyCard(Card):
    """Nothing to do today: how to take another institution."""

    taken = Signal()

    def __init__(self, *, finished: bool) -> None:
        super().__init__()
        words = N_("Everything for today is done") if finished else N_("No institutions for today")
        hint = N_("Take another one from the list.")
        self.button = PrimaryButton(tr("Take another institution"), icon="plus")
        self.button.clicked.connect(self.taken)
        title, text = Text(tr(words), 26, 700), Text(tr(hint), 17, 400, "ink2")
        for label in (title, text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        items = (row("|", Icon("circle-check", "ok", 56), "|"), title, text, 8, row("|", self.button, "|"))
        column("|", *items, "|", spacing=8, margins=(20, 28, 20, 28), on=self)


class CampaignCard(Card):
    """Own part of the campaign: n of N, and what is left."""

    def __init__(self) -> None:
        super().__init__(radius=12)
        self._name, self._due = Text("", 16, 600, wrap=True), Text("", 14, 400, "ink2")
        self._done, self._of = Text("", 34, 700), Text("", 16, 500, "ink2", beside=34)
        self._percent, self._bar = Text("", 18, 700, beside=34), HatchBar(12)
        self._note = Text("", 14, 400, "ink2", wrap=True)
        top = row((self._name, 1), self._due)
        numbers = row(self._done, self._of, "|", self._percent)
        column(top, numbers, self._bar, self._note, spacing=5, margins=(18, 14, 18, 14), on=self)

    def show_campaign(self, shown: Campaign) -> None:
        """The numbers."""
        self.setVisible(bool(shown.total))
        self._name.setText(shown.name)
        self._due.setText(shown.due)
        self._done.setText(number(shown.done))
        self._of.setText(shown.of)
        self._percent.setText(shown.percent)
        self._bar.show_segments([Segment(shown.done, "brand")], shown.total, f"{shown.done} {shown.of}")
        self._note.setText(shown.note)
        self._note.setVisible(bool(shown.note))

    def retranslate(self) -> None:
        """Comes with the next page."""


class ViolationsCard(Card):
    """What headquarters still follows in own institutions, by term."""

    shown = Signal()

    def __init__(self) -> None:
        super().__init__(radius=12)
        self._title = Text("", 16, 600, wrap=True)
        looks = (("bad", "bad"), ("warn", "warn"), ("none", "ink"))
        self._words = tuple(Text("", 15, 500, wrap=True) for _ in looks)
        self._counts = tuple(Text("", 18, 700, tone) for _, tone in looks)
        self._button = SecondaryButton("", height=44, size=15)
        self._button.clicked.connect(self.shown)
        lines = [
            row(StatusGlyph(shape, 20), (words, 1), count, spacing=10)
            for (shape, _), words, count in zip(looks, self._words, self._counts, strict=True)
        ]
        inner = holder(column(self._title, *lines, spacing=9, margins=(5, 0, 5, 0)))
        column(inner, self._button, spacing=4, margins=(13, 14, 13, 9), on=self)

    def show_terms(self, terms: Terms) -> None:
        """Hidden when there is nothing."""
        self.setVisible(bool(terms.total))
        for label, count in zip(self._counts, (terms.overdue, terms.soon, terms.later), strict=True):
            label.setText(number(count))

    def retranslate(self) -> None:
        """Every text."""
        self._title.setText(tr("Violations in your institutions"))
        said = (tr("Overdue"), tr("Term within 7 days"), tr("Later"))
        for label, text in zip(self._words, said, strict=True):
            label.setText(text)
        self._button.setText(tr("Show them"))


class ExchangeCard(Card):
    """The exchange in two sentences. Offline is normal: it says that work goes on."""

    def __init__(self) -> None:
        super().__init__("warnT", "", radius=12)
        self._icon, self._title = Icon("cloud-off", "warn", 24), Text("", 16, 600, wrap=True)
        self._text, self._last = Text("", 14, 400, wrap=True), Text("", 14, 500, "ink2", wrap=True)
        head = row(self._icon, (self._title, 1), spacing=10)
        column(head, self._text, self._last, spacing=6, margins=(18, 14, 18, 14), on=self)

    def show_exchange(self, exchange: Exchange) -> None:
        """From the state, the last failure and what runs."""
        look, words = exchange.pill()
        state = exchange.state
        waiting = state.waiting if state is not None else 0
        fill, token, icon = {
            "off": ("warnT", "warn", "cloud-off"),
            "ok": ("okT", "ok", "cloud-check"),
            "up": ("brandT", "brand", "cloud-up"),
            "err": ("badT", "bad", "cloud-x"),
        }[look]
        self.dress(fill, "")
        self._icon.show_icon(icon, token)
        offline = look == "off" and exchange.problem is not None
        self._title.setText(tr("No network: you can work") if offline else words)
        safe = ntr(
            "{n} sealed item lies on this laptop and goes by itself when there is a network.",
            "{n} sealed items lie on this laptop and go by themselves when there is a network.",
            waiting,
        )
        self._text.setText(safe if waiting else tr("Nothing waits on this laptop."))
        last = state.last_exchange if state is not None else None
        self._last.setText(tr("Last exchange: {time}", time=moment(last)) if last else tr("No exchange yet"))
