"""Everything below the table, about its current cell and row, in one pane that scrolls on its own."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.ui.language import tr
from inspector.ui.screens.questions.page import Option
from inspector.ui.screens.roster.detail import DetailPanel
from inspector.ui.screens.roster.page import Line
from inspector.ui.screens.roster.parts import IinCard, Keypad, OptionsBar, Sentences
from inspector.ui.widgets.basic import Card, Scroll, StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import Button

LEAST = 116


class WaitingBar(Card):
    """What a reported row is, and the two answers to it."""

    confirmed = Signal()
    denied = Signal()

    def __init__(self) -> None:
        super().__init__("sunken", "", radius=12)
        self._title = Text("", 16, 600)
        self._said = Text("", 15, 400, "ink2", wrap=True)
        self.here = Button("", "secondary", key="1", height=44, size=15)
        self.absent = Button("", "secondary", key="2", height=44, size=15)
        words = column(self._title, self._said, spacing=2)
        row(
            StatusGlyph("none", 24), (holder(words), 1), self.here, self.absent,
            spacing=8, margins=(16, 4, 8, 4), on=self,
        )  # fmt: skip
        self.here.clicked.connect(self.confirmed)
        self.absent.clicked.connect(self.denied)

    def show_line(self, line: Line) -> None:
        """The row under the cursor."""
        self._title.setText(line.title)
        self._said.setText(" ".join(text for _, text in line.sentences))
        self.setAccessibleName(f"{line.title}, {self._said.text()}")

    def retranslate(self) -> None:
        """The two answers."""
        self.here.setText(tr("Here"))
        self.absent.setText(tr("Not here"))


class Below(Scroll):
    """As high as its content, and no higher than the table leaves it."""

    def __init__(self) -> None:
        self.iin, self.keypad = IinCard(), Keypad()
        self.typing = holder(row(self.iin, self.keypad, "|", spacing=10))
        self.options, self.waiting, self.why = OptionsBar(), WaitingBar(), OptionsBar("skipT")
        self.sentences, self.detail = Sentences(), DetailPanel()
        parts = (self.typing, self.options, self.waiting, self.sentences, self.why, self.detail)
        self._parts = parts
        super().__init__(holder(column(*parts, "|", spacing=8)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        for part in parts:
            part.hide()

    def sizeHint(self) -> QSize:
        """The height its content needs in the width it has."""
        content = self.widget()
        if content is None:
            return super().sizeHint()
        tall = content.heightForWidth(self.viewport().width()) if content.hasHeightForWidth() else -1
        return QSize(200, tall if tall >= 0 else content.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """A line or two; the rest scrolls."""
        return QSize(120, min(LEAST, self.sizeHint().height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another text within: another height."""
        done = super().eventFilter(watched, event)
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: another height."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def ask_why(self, row: str, options: tuple[Option, ...]) -> None:
        """The reasons for not having checked something of a row, while none is given."""
        self.why.setVisible(bool(options))
        if options:
            self.why.show_options(tr("{name}: why was it not checked?", name=row), options, {})

    def fit(self) -> None:
        """Ask for another height; nothing at all when there is nothing to say."""
        self.setVisible(any(not part.isHidden() for part in self._parts))
        self.updateGeometry()

    def bring(self, part: QWidget, place: QRect) -> None:
        """Scroll until a place of one of the parts is in sight."""
        content = self.widget()
        if content is not None and not place.isEmpty():
            inner = part.mapTo(content, place.center())
            self.ensureVisible(inner.x(), inner.y(), 10, place.height())
