"""The exchange as it looks: what goes on, item by item; at the right what is kept here, and the stick."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from inspector.ui.language import tr
from inspector.ui.screens.base import Screen
from inspector.ui.screens.sync.lines import ExchangeList
from inspector.ui.screens.sync.page import Fact, Head, Item
from inspector.ui.screens.sync.panel import StickPanel
from inspector.ui.screens.sync.presenter import SyncPresenter
from inspector.ui.shell import Hint, Shell
from inspector.ui.widgets.bars import HatchBar, Segment
from inspector.ui.widgets.basic import Card, Grown, Icon, Line, Scroll, StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import PrimaryButton, SecondaryButton

FACTS = 5
FRESH = 3
"""The first lines say how fresh something is; a line parts them from what waits."""


class SyncScreen(Screen):
    """Everything about the exchange, in words; a failure says what to do."""

    place = "sync"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._heading = Text("", 28, 700)
        self._icon, self._title, self._text = (
            Icon("cloud-up", "brand", 34),
            Text("", 24, 700),
            Text("", 16, 400, "ink2", wrap=True),
        )
        self._bar, self._numbers, self._last = HatchBar(14), Text("", 14, 500, "ink2"), Text("", 14, 500, "ink2")
        self._now = PrimaryButton("", icon="refresh", key="F9", height=48)
        self._pause = SecondaryButton("", icon="player-pause", height=48)
        self._list = ExchangeList()
        self.stick = StickPanel(shell)
        self._safe_title, self._safe_text = Text("", 16, 600, wrap=True), Text("", 14, 400, wrap=True)
        self._here_title = Text("", 16, 600, wrap=True)
        self._facts = [
            (StatusGlyph("ok", 16), Text("", 14, 400, "ink2", wrap=True), Text("", 14, 600)) for _ in range(FACTS)
        ]
        self._off_title, self._off_text = Text("", 16, 600, wrap=True), Text("", 14, 400, "ink2", wrap=True)
        self.save = SecondaryButton("", icon="device-usb", height=44, size=15)
        self.bring = SecondaryButton("", icon="download", height=44, size=15)
        self.divide = SecondaryButton("", icon="users", height=44, size=15)
        self._presenter = SyncPresenter(shell, self)
        self._connect()
        self._build()

    def enter(self, **arguments: object) -> None:
        """Read what waits."""
        self._presenter.load()
        self._presenter.refresh()

    def first_focus(self) -> QWidget | None:
        """Exchange now, or pause."""
        return self._pause if self.shell.exchange.running else self._now

    def control(self, letter: str) -> bool:
        """Ctrl+S to the stick, Ctrl+O from it."""
        acts = {"S": self.stick.presenter.offer_save, "O": self.stick.presenter.offer_bring}
        if letter in acts and self.stick.presenter.page.mode != "busy":
            acts[letter]()
        return letter in acts

    def key(self, event: QKeyEvent) -> bool:
        """Up and down."""
        return self._list.step({Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0))

    def escape(self) -> bool:
        """Closes the panel first."""
        mode = self.stick.presenter.page.mode
        if mode in ("closed", "busy"):
            return False
        self.stick.presenter.close()
        self._now.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def hints(self) -> Sequence[Hint]:
        """What can be pressed."""
        return (
            Hint("F9", tr("exchange now")),
            Hint("↑ ↓", tr("line")),
            Hint("↵", tr("open")),
            Hint("Ctrl S", tr("to a stick")),
            Hint("Ctrl O", tr("from a stick")),
            Hint("F1", tr("all keys")),
        )

    def retranslate(self) -> None:
        """Every text."""
        self._heading.setText(tr("Exchange with headquarters"))
        self._now.setText(tr("Exchange now"))
        self._pause.setText(tr("Pause"))
        self._safe_title.setText(tr("Everything is already kept here"))
        self._safe_text.setText(tr("Nothing is lost without a network. What is sealed goes out by itself."))
        self._here_title.setText(tr("On this laptop"))
        self._off_title.setText(tr("No network at all?"))
        self._off_text.setText(
            tr("Save a file to a stick and hand it to the district office. Only headquarters can open it.")
        )
        self.save.setText(tr("Save to USB stick"))
        self.bring.setText(tr("Read from USB stick"))
        self.divide.setText(tr("Divide an inspection"))
        self._list.setAccessibleName(self._heading.text())
        self.stick.retranslate()
        self._presenter.refresh()

    def exchange_changed(self) -> None:
        """After an exchange the inspections stand elsewhere."""
        self._presenter.exchange_changed()

    def set_compact(self, *, compact: bool) -> None:
        """Less air on top."""
        super().set_compact(compact=compact)
        self._heading.setVisible(not compact)

    def show_head(self, told: Head) -> None:
        """What goes on now."""
        self._icon.show_icon(told.icon, told.tone)
        self._title.setText(told.title)
        self._text.setText(told.text)
        self._bar.setVisible(told.of > 0)
        self._bar.show_segments([Segment(told.done, "brand")], told.of or 1, told.title)
        self._numbers.setText(told.numbers)
        self._numbers.setVisible(bool(told.numbers))
        self._last.setText(told.last)
        focused = self._now.hasFocus() or self._pause.hasFocus()
        self._now.setText(tr("Send the photos") if told.held else tr("Exchange now"))
        self._now.setVisible(not told.running)
        self._pause.setVisible(told.running)
        if focused:
            (self._pause if told.running else self._now).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_items(self, found: tuple[Item, ...]) -> None:
        """Everything in its groups."""
        self._list.show_items(found)

    def show_facts(self, found: tuple[Fact, ...]) -> None:
        """How fresh what is kept here is."""
        for (glyph, name, value), fact in zip(self._facts, found, strict=True):
            glyph.setVisible(bool(fact.shape))
            if fact.shape:
                glyph.show_shape(fact.shape)
            name.setText(fact.name)
            value.setText(fact.value)

    def _connect(self) -> None:
        self._list.opened.connect(self._presenter.open)
        self._now.clicked.connect(self._presenter.pause_or_start)
        self._pause.clicked.connect(self._presenter.pause_or_start)
        self.save.clicked.connect(self.stick.presenter.offer_save)
        self.bring.clicked.connect(self.stick.presenter.offer_bring)
        self.divide.clicked.connect(lambda: self.shell.navigator.show("divide"))

    def _build(self) -> None:
        card = Card()
        texts = holder(column(self._title, self._text, spacing=0))
        buttons = holder(column(self._now, self._pause, row("|", self._last, margins=(0, 0, 5, 0)), spacing=0))
        head = row(self._icon, (texts, 1), buttons, spacing=14)
        column(head, self._bar, self._numbers, spacing=5, margins=(20, 5, 15, 10), on=card)
        side = Scroll(holder(column(self._safe(), self._here(), self._offline(), "|", spacing=9)))
        Grown(side, 346)
        left = holder(column(row(self.stick, margins=(5, 0, 5, 0)), (self._list, 1), spacing=6))
        body = holder(row((left, 1), side, spacing=12))
        top = row(card, margins=(5, 0, 0, 0))
        title = row(self._heading, margins=(5, 0, 0, 0))
        column(title, 4, top, 4, (body, 1), spacing=4, margins=(23, 12, 24, 6), on=self)

    def _safe(self) -> Card:
        safe = Card("brandT", "", radius=12)
        head = row(Icon("device-floppy", "brand", 20), (self._safe_title, 1), spacing=10)
        column(head, self._safe_text, spacing=3, margins=(16, 9, 16, 9), on=safe)
        return safe

    def _here(self) -> Card:
        here = Card(radius=12)
        lines: list[object] = [row(glyph, (name, 1), value, spacing=7) for glyph, name, value in self._facts]
        lines.insert(FRESH, Line())
        column(self._here_title, *lines, spacing=5, margins=(16, 9, 16, 10), on=here)  # type: ignore[arg-type]
        return here

    def _offline(self) -> Card:
        off = Card(radius=12)
        words = holder(column(self._off_title, self._off_text, spacing=2, margins=(5, 0, 5, 0)))
        column(words, self.save, self.bring, self.divide, spacing=0, margins=(11, 9, 11, 6), on=off)
        return off
