"""The pane of terms: per severity how many, how long, until when; read-only, for they stand in the sealed act."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.ui import theme
from inspector.ui.language import tr
from inspector.ui.screens.delivery.page import DeliveryPage, TermLine, Terms
from inspector.ui.widgets.basic import Card, Icon, Line, Pane, Scroll, StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import PrimaryButton

WIDTH = 391
LARGE = 110
"""Per cent of the text size from which the day stands below its term."""


class TermCard(Card):
    """One term."""

    def __init__(self, line: TermLine) -> None:
        tint = f"{line.tone}T" if line.tone else "surface"
        super().__init__(tint, "" if line.tone else "line", radius=12)
        tone = line.tone or "ink"
        count, word = Text(line.count, 22, 700, tone), Text(line.word, 15, 600, beside=22)
        head = row(count, word, "|", spacing=6)
        left = holder(column(head, Text(line.days, 14, 500, "ink2", wrap=True), spacing=0))
        date = Text(f"→ {line.date}" if line.date else "—", 18, 700)
        weekday = Text(line.weekday, 14, 400 if line.tone != "bad" else 600, "ink2")
        if theme.text_percent() > LARGE:
            said = holder(column(left, row(date, weekday, "|", spacing=8), spacing=2))
        else:
            for text in (date, weekday):
                text.setAlignment(Qt.AlignmentFlag.AlignRight)
            said = holder(row((left, 1), holder(column("|", date, weekday, "|", spacing=0)), spacing=11))
        row(StatusGlyph(line.shape, 28), (said, 1), spacing=11, margins=(14, 7, 14, 8), on=self)
        self.setAccessibleName(f"{line.count} {line.word} {line.days} {line.date} {line.weekday}")


class TermsPane(Pane):
    """Terms in a scroll of their own; the primary button, with the reason why not, below it."""

    finished = Signal()

    def __init__(self) -> None:
        super().__init__("surface", "left")
        self._title, self._since = Text("", 18, 700), Text("", 15, 500, "ink2", wrap=True)
        self._body = QWidget()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        column(self._title, self._since, 2, self._lines, "|", spacing=4, margins=(18, 14, 14, 8), on=self._body)
        self.finish = PrimaryButton("", icon="check")
        self.finish.clicked.connect(self.finished)
        self._why = Text("", 14, 500, "ink2", wrap=True)
        self._why.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.foot = holder(column(self.finish, self._why, spacing=2, margins=(13, 4, 13, 10)))
        column((Scroll(self._body), 1), Line(), self.foot, spacing=0, margins=(1, 0, 0, 0), on=self)
        self.setFixedWidth(WIDTH)

    def show_page(self, page: DeliveryPage) -> None:
        """Everything anew; the button keeps the focus, for it is never made again."""
        self._title.setText(tr("Terms of repair"))
        self._since.setText(page.terms.since)
        self._show_terms(page.terms)
        self.finish.setText(page.finish)
        self.finish.setEnabled(not page.problem)
        self._why.setText(page.problem or tr("You can go on without a network: it goes with the exchange"))
        self._why.set_tone("warn" if page.problem else "ink2")

    def _show_terms(self, terms: Terms) -> None:
        while self._lines.count():
            item = self._lines.takeAt(0)
            if item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()
        for line in terms.lines:
            self._lines.addWidget(TermCard(line))
        if terms.without:
            self._lines.addWidget(holder(row(StatusGlyph("na", 20), (Text(terms.without, 15, 500, wrap=True), 1))))
        if not terms.lines and not terms.without:
            self._lines.addWidget(Text(tr("No violations were found"), 15, 500, wrap=True))
        if terms.notes:
            self._lines.addWidget(Line())
        for icon, words in terms.notes:
            self._lines.addWidget(holder(row(Icon(icon, "ink2", 20), (Text(words, 14, 500, "ink2", wrap=True), 1))))
