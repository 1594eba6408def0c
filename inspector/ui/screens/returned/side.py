"""The right side of a returned inspection: what a desk can do, what needs a new visit, and sending."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspector.ui.language import tr
from inspector.ui.screens.returned.page import ReturnedPage
from inspector.ui.widgets.basic import Card, Grown, Icon, Line, Pane, Scroll, StatusGlyph, Text, column, row
from inspector.ui.widgets.buttons import Button, SecondaryButton

WIDTH = 296


class SideView(Pane):
    """`visit_asked` and `sent` are pressed here; the button stands outside what scrolls."""

    visit_asked = Signal()
    sent = Signal()

    def __init__(self) -> None:
        super().__init__("surface", "left")
        Grown(self, WIDTH)
        self._desk_title, self._visit_title = Text("", 17, 700, wrap=True), Text("", 17, 700, wrap=True)
        self._can = [Text("", 15, 500, wrap=True) for _ in range(3)]
        self._cannot = [Text("", 15, 500, wrap=True) for _ in range(3)]
        self.visit = SecondaryButton("", icon="school", key="7", height=48, size=15)
        self._stays = Text("", 14, 400, "ink2", wrap=True)
        self.send = Button("", "primary", icon="cloud-up", height=54)
        self._left, self._what = Text("", 14, 600, "ink2", wrap=True), Text("", 14, 400, "ink2", wrap=True)
        self._build()
        self.visit.clicked.connect(self.visit_asked)
        self.send.clicked.connect(self.sent)

    def _build(self) -> None:
        can = Card("okT", "", radius=12)
        rows = [row(StatusGlyph("ok", 18), (label, 1), spacing=10) for label in self._can]
        column(self._desk_title, *rows, spacing=8, margins=(14, 12, 12, 12), on=can)
        cannot = Card("skipT", "", radius=12)
        locked = [row(Icon("lock", "skip", 18), (label, 1), spacing=10) for label in self._cannot]
        column(self._visit_title, *locked, self.visit, spacing=8, margins=(14, 12, 9, 8), on=cannot)
        content = QWidget()
        stays = row(Icon("file-text", "ink2", 20), (self._stays, 1), spacing=8, margins=(4, 0, 0, 0))
        column(can, cannot, stays, "|", spacing=12, margins=(13, 12, 8, 8), on=content)
        foot = column(self.send, self._left, self._what, spacing=2, margins=(9, 8, 9, 8))
        column((Scroll(content), 1), Line(), foot, spacing=0, on=self)

    def show_page(self, page: ReturnedPage) -> None:
        """What is left, and whether it can be sent."""
        editable = not page.sent
        asked = page.card is not None and page.card.asked
        self.visit.setEnabled(editable and asked)
        self.visit.setText(tr("No visit needed") if page.visit_asked else tr("Ask for a visit"))
        self.send.setVisible(editable)
        self.send.setEnabled(page.ready)
        self._left.setText(page.left or page.sent)
        self._left.setVisible(bool(page.left or page.sent))
        self._what.setVisible(editable)

    def retranslate(self) -> None:
        """The fixed texts."""
        self._desk_title.setText(tr("Possible at the desk"))
        self._visit_title.setText(tr("Only a new visit"))
        able = (
            tr("Notes and captions"),
            tr("More photos; earlier ones stay"),
            tr("Taking a violation back, with a reason"),
        )
        for label, text in zip(self._can, able, strict=True):
            label.setText(text)
        locked = (tr("The answer to a question"), tr("Cameras, guards, buses"), tr("Numbers and severity"))
        for label, text in zip(self._cannot, locked, strict=True):
            label.setText(text)
        self._stays.setText(tr("The first act stays. The new revision replaces it after the signatures."))
        self.send.setText(tr("Send the answers"))
        self._what.setText(tr("First the draft of the act and the signatures: the act is made anew."))
