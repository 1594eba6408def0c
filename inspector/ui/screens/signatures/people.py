"""The left of the signing page: the commission in signing order, the representative, objections, papers."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from inspector.ui import theme
from inspector.ui.language import tr
from inspector.ui.screens.signatures.page import PersonCard, SigningPage
from inspector.ui.widgets import paint
from inspector.ui.widgets.basic import Chip, Elided, Icon, Line, Scroll, StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import GhostButton, SecondaryButton, _Pressable


class PersonView(_Pressable):
    """One person as a card that can be pressed: number, name, post; state at the right; dissent below."""

    def __init__(self) -> None:
        super().__init__()
        self._current = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # a button would not get narrower
        self._number, self._name = Text("", 16, 600, "ink2"), Elided("", 16, 600)
        self._chip = Chip("", "na", height=26)
        self._below = Elided("", 14, 400, "ink2")
        self._glyph, self._icon = StatusGlyph("none", 20), Icon("file-text", "brand", 20)
        self._state = Text("", 14, 600)
        self._second_icon = Icon("message-2", "warn", 18)
        self._second = Text("", 14, 600)
        self._line, self._quote = Line(), Text("", 15, 500, wrap=True)
        names = row(self._number, (self._name, 0), self._chip, "|", self._glyph, self._icon, self._state, spacing=9)
        posts = row((self._below, 1), self._second_icon, self._second, spacing=8)
        column(names, posts, self._line, self._quote, spacing=3, margins=(21, 13, 21, 13), on=self)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """What the words ask for."""
        return self.layout().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Names may be cut at the side, never below."""
        return QSize(320, self.layout().minimumSize().height())

    def show_card(self, card: PersonCard) -> None:
        """As it stands."""
        self._current = card.current
        self._number.setText(card.number)
        self._name.setText(card.name)
        self._chip.say(card.chip)
        self._chip.setVisible(bool(card.chip))
        self._below.setText(card.below)
        self._glyph.setVisible(bool(card.mark))
        self._glyph.show_shape(card.mark or "none")
        self._icon.setVisible(bool(card.icon))
        self._icon.show_icon(card.icon or "file-text", card.tone)
        self._state.setText(card.state)
        self._state.set_tone(card.tone)
        self._second_icon.setVisible(bool(card.second_icon))
        self._second_icon.show_icon(card.second_icon or "message-2", card.second_tone)
        self._second.setText(card.second)
        self._second.set_tone(card.second_tone)
        self._line.setVisible(bool(card.quote))
        self._quote.setVisible(bool(card.quote))
        self._quote.setText(card.quote)
        spoken = (card.number, card.name, card.below, card.state, card.second, card.quote)
        self.setAccessibleName(", ".join(part for part in spoken if part))
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card; tinted and thick-edged for who signs now."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(paint.RING, 3, -paint.RING, -3)
        if self.hasFocus():
            paint.focus_ring(painter, rect, 12)
        width = 2 if self._current else 1
        painter.setPen(QPen(theme.color("brand" if self._current else "line"), width))
        painter.setBrush(theme.color("brandT" if self._current else "surface"))
        painter.drawRoundedRect(rect.adjusted(width / 2, width / 2, -width / 2, -width / 2), 12, 12)


class PeopleView(QWidget):
    """Everybody. `opened` carries the place of who was pressed."""

    opened = Signal(int)
    added = Signal()
    objections_opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title, self._subtitle = Text("", 26, 700), Text("", 15, 400, "ink2", beside=26)
        self._commission, self._about = Text("", 18, 700), Elided("", 14, 400, "ink2")
        self.add = SecondaryButton("", icon="plus", key="+", height=44, size=15)
        self._members = QVBoxLayout()
        self._members.setSpacing(2)
        self._members.setContentsMargins(0, 0, 0, 0)
        self.cards: list[PersonView] = []
        self._side = Text("", 18, 700)
        self.representative = PersonView()
        self._objections, self._papers = Text("", 15, 400, wrap=True), Text("", 15, 400, wrap=True)
        self.objections = GhostButton("", size=15)
        self._paper_line = holder(
            row(Icon("file-text", "ink2", 20), (self._papers, 1), spacing=9, margins=(21, 4, 16, 4))
        )
        self._build()
        self.add.clicked.connect(self.added)
        self.objections.clicked.connect(self.objections_opened)
        self.representative.clicked.connect(lambda: self.opened.emit(len(self.cards)))

    def _build(self) -> None:
        body = QWidget()
        said = row(
            Icon("message-2", "ink2", 20), (self._objections, 1), self.objections, spacing=9, margins=(21, 0, 11, 0)
        )
        side = row(self._side, margins=(5, 6, 5, 0))
        line = row(Line(), margins=(5, 0, 5, 0))
        column(
            self._members, side, self.representative, said, line, self._paper_line, "|",
            spacing=2, margins=(15, 0, 11, 8), on=body,
        )  # fmt: skip
        titles = row(self._title, (self._subtitle, 1), spacing=16, margins=(20, 8, 16, 0))
        head = row(self._commission, (self._about, 1), self.add, spacing=10, margins=(20, 0, 11, 0))
        column(titles, head, (Scroll(body), 1), spacing=0, on=self)

    def show_page(self, page: SigningPage) -> None:
        """As it stands; cards are kept, so the focus stays."""
        self._title.setText(page.title)
        self._subtitle.setText(page.subtitle)
        self._commission.setText(page.commission)
        self._about.setText(page.about_commission)
        self.add.setText(tr("Add"))
        self.add.setAccessibleName(tr("Add a member"))
        while len(self.cards) < len(page.members):
            made, place = PersonView(), len(self.cards)
            made.clicked.connect(lambda _=False, place=place: self.opened.emit(place))
            self.cards.append(made)
            self._members.addWidget(made)
        while len(self.cards) > len(page.members):
            gone = self.cards.pop()
            gone.hide()
            gone.deleteLater()
        for view, card in zip(self.cards, page.members, strict=True):
            view.show_card(card)
        self._side.setText(page.side)
        self.representative.show_card(page.representative)
        self._objections.setText(page.objections)
        self.objections.setText(tr("Open"))
        self.objections.setAccessibleName(tr("Open the objections"))
        self._papers.setText(page.papers)
        self._paper_line.setVisible(bool(page.papers))
