"""The right side: the chosen picture with its proposal, the search for a question, the code on a picture."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.ui import theme
from inspector.ui.language import tr
from inspector.ui.screens.importing.page import Panel, Question
from inspector.ui.screens.importing.pictures import LargePicture, Load
from inspector.ui.widgets import paint
from inspector.ui.widgets.basic import Card, Chip, Elided, Icon, Scroll, Text, column, holder, row
from inspector.ui.widgets.buttons import GhostButton, PrimaryButton, SecondaryButton, _Pressable, paint_key
from inspector.ui.widgets.fields import DigitField, SearchField

_LINE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
FOUND = 6


class QuestionButton(_Pressable):
    """A question as a button: its key, its number, and its first words; all of them where it is `wide`."""

    def __init__(self, key: str = "", *, wide: bool = False) -> None:
        super().__init__("")
        self._wide = wide
        self._key, self._number, self._label = key, "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_question(self, question: Question | None) -> None:
        """Which; without one it can not be pressed."""
        self._number = question.number if question is not None else ""
        self.setText(f"{question.number} {question.label}" if question is not None else tr("no neighbour"))
        self._label = question.label if question is not None else "—"
        self.setEnabled(question is not None)
        self.setToolTip(self.text())
        self.update()

    def set_key(self, key: str) -> None:
        """Another key presses it."""
        self._key = key
        self.update()

    def sizeHint(self) -> QSize:
        """56 px to hit, and the ring."""
        return QSize(150, theme.scaled(74 if self._wide else 56) + 2 * paint.RING)

    def minimumSizeHint(self) -> QSize:
        """A number and a few letters."""
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Key, number above, words below."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(paint.RING, paint.RING, -paint.RING, -paint.RING)
        ink = "ink" if self.isEnabled() else "ink3"
        if self.hasFocus():
            paint.focus_ring(painter, rect, 10)
        painter.setPen(QPen(theme.color("line2" if self.isEnabled() else "line"), 1.2))
        hovered = self.isEnabled() and self.underMouse()
        painter.setBrush(theme.color("brandT" if hovered else "surface" if self.isEnabled() else "sunken"))
        painter.drawRoundedRect(rect.adjusted(0.6, 0.6, -0.6, -0.6), 10, 10)
        left = rect.left() + 12
        if self._key:
            paint_key(painter, QRectF(left, rect.center().y() - 11, 22, 22), self._key, ink)
            left += 32
        font, room = theme.font(13), rect.right() - left - 8
        half = theme.scaled(20)
        lines = 2 if self._wide and QFontMetrics(font).horizontalAdvance(self._label) > room else 1
        upper = QRectF(left, rect.center().y() - half * (1 + lines) / 2, room, half)
        painter.setPen(theme.color(ink))
        painter.setFont(theme.font(15, 600))
        painter.drawText(upper, _LINE, self._number)
        painter.setFont(font)
        painter.setPen(theme.color("ink2" if self.isEnabled() else "ink3"))
        below = upper.translated(0, half if self._number else half / 2)
        if self._wide:
            below.setHeight(half * lines)
            painter.drawText(below, _LINE | int(Qt.TextFlag.TextWordWrap), self._label)
        else:
            painter.drawText(below, _LINE, _first_words(self._label, QFontMetrics(font), room))


def _first_words(label: str, metrics: QFontMetrics, room: float) -> str:
    """As many whole words as fit: beside its number a question is known by them."""
    words = label.split()
    while len(words) > 1 and metrics.horizontalAdvance(" ".join(words)) > room:
        words.pop()
    return label if len(words) == len(label.split()) else " ".join(words).rstrip(",;:—–- ")


class PicturePanel(QWidget):
    """The chosen picture. The buttons are named as the keys: accept 1, aside 2, find 3, faces 4."""

    def __init__(self, load: Load) -> None:
        super().__init__()
        self._place, self._time = Text("", 19, 700), Text("", 15, 500, "ink2")
        self._own = Elided("", 13, 400, "ink2")
        self.picture = LargePicture(load)
        self._heading, self._waits = (
            Text("", 14, 600, "brand"),
            Chip("", "warn", icon="photo-question", height=26, size=13),
        )
        self._number, self._question = Text("", 16, 700, "ink2"), Text("", 18, 700, wrap=True)
        self._reason = Text("", 14, 500, "ink2", wrap=True)
        self.accept = PrimaryButton("", icon="check", key="1")
        self.before, self.after = QuestionButton("←"), QuestionButton("→")
        self.another = SecondaryButton("", icon="search", key="3", height=48, size=15)
        self.aside = SecondaryButton("", icon="x", key="2", height=48, size=15)
        self.faces = GhostButton("", icon="blur", key="4", height=44, size=15)
        self.undo = GhostButton("", icon="arrow-back-up", height=44, size=15)
        self._build()

    def _build(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self._proposal = Card("brandT", "brand", radius=14, thick=True)
        said = row(self._number, (self._question, 1), spacing=8)
        said.setAlignment(self._number, top)
        self._number.setContentsMargins(0, 2, 0, 0)
        why = row(Icon("clock", "ink2", 18), (self._reason, 1), spacing=7)
        head = row(Icon("photo", "brand", 20), self._heading, "|", self._waits, spacing=7)
        body = QWidget()
        column(head, said, why, spacing=4, margins=(16, 8, 12, 8), on=body)
        column(body, on=self._proposal)
        titles = row(self._place, "|", self._own, self._time, spacing=8)
        column(
            holder(column(titles, (self.picture, 1), self._proposal, spacing=8, margins=(5, 0, 5, 0))),
            self.accept,
            row((self.before, 1), (self.after, 1), spacing=0),
            row((self.another, 1), (self.aside, 1), spacing=0),
            row(self.faces, "|", self.undo, spacing=0),
            spacing=0, margins=(13, 10, 13, 4), on=self,
        )  # fmt: skip

    def retranslate(self) -> None:
        """The fixed texts."""
        self.another.setText(tr("Another question"))
        self.faces.setText(tr("Close faces"))
        self.undo.setText(tr("Undo"))
        self._waits.say(tr("photo was due"))

    def first(self) -> QWidget:
        """What gets the focus: accept, or the search where nothing is proposed."""
        return self.accept if self.accept.isEnabled() else self.another

    def show_panel(self, panel: Panel) -> None:
        """As it stands. The focus goes with the next thing to do of another picture."""
        led = self.first().hasFocus()
        self._place.setText(panel.place)
        self._time.setText(panel.time)
        self._own.setText(panel.own_time)
        self.picture.show_photo(panel.photo, panel.closed)
        self._heading.setText(panel.heading)
        self._waits.setVisible(panel.waits)
        question = panel.question
        self._number.setText(question.number if question else "")
        self._question.setText(question.label if question else tr("no question yet"))
        self._reason.setText(panel.reason)
        self.accept.setText(panel.accept or tr("Accept"))
        self.accept.setEnabled(bool(panel.accept))
        self.before.show_question(panel.before)
        self.after.show_question(panel.after)
        self.aside.setText(panel.aside)
        if led:
            self.first().setFocus(Qt.FocusReason.OtherFocusReason)


class FindPanel(QWidget):
    """Key 3: words or a number; Enter lays the picture to the question that is marked. `picked` carries its node."""

    asked = Signal(str)
    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._title = Text("", 19, 700)
        self.field = SearchField()
        self._none = Text("", 15, 500, "ink2", wrap=True)
        self._found: tuple[Question, ...] = ()
        self._marked = self._first = 0
        self.lines = [QuestionButton(wide=True) for _ in range(FOUND)]
        body = QWidget()
        column(self._none, *self.lines, "|", spacing=0, on=body)
        inset = holder(row(self._title, margins=(5, 0, 5, 0)))
        column(inset, self.field, (Scroll(body), 1), spacing=6, margins=(13, 12, 13, 8), on=self)
        self.field.textChanged.connect(self.asked)
        self.field.moved.connect(self._move)
        self.field.entered.connect(lambda _: self._enter())
        for line in self.lines:
            line.clicked.connect(lambda _=False, line=line: self._pick(self.lines.index(line)))

    def retranslate(self) -> None:
        """The fixed texts."""
        self._title.setText(tr("Which question is it of?"))
        self.field.setPlaceholderText(tr("Number or words"))
        self.field.setAccessibleName(tr("Number or words"))
        self._none.setText(tr("No such question takes photos"))

    def show_found(self, found: tuple[Question, ...]) -> None:
        """What fits; the first one is marked."""
        self._found, self._marked = found, 0
        self._show()

    def _show(self) -> None:
        first = max(0, min(self._marked - FOUND + 1, len(self._found) - FOUND))
        for place, line in enumerate(self.lines):
            at = first + place
            line.setVisible(at < len(self._found))
            if at < len(self._found):
                line.show_question(self._found[at])
                line.set_key("↵" if at == self._marked else "")
        self._none.setVisible(not self._found)
        self._first = first

    def _move(self, by: int) -> None:
        self._marked = max(0, min(self._marked + by, len(self._found) - 1))
        self._show()

    def _enter(self) -> None:
        if self._found:
            self.picked.emit(self._found[self._marked].node)

    def _pick(self, place: int) -> None:
        self.picked.emit(self._found[self._first + place].node)


class CodePanel(QWidget):
    """Key 5: the code that is seen on the chosen picture; the fourth digit compares. `compared` carries it."""

    compared = Signal(str)

    def __init__(self, load: Load) -> None:
        super().__init__()
        self._title, self._explained = Text("", 19, 700, wrap=True), Text("", 15, 400, "ink2", wrap=True)
        self.picture = LargePicture(load)
        self.field = DigitField(4, height=64, size=34, weight=700)
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._problem = Text("", 15, 600, "bad", wrap=True)
        self.again = PrimaryButton("", icon="scan")
        inset = holder(column(self._title, (self.picture, 1), self._explained, spacing=8, margins=(5, 0, 5, 0)))
        problem = holder(row(self._problem, margins=(5, 0, 5, 0)))
        column((inset, 1), self.field, problem, self.again, spacing=6, margins=(13, 12, 13, 8), on=self)
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self.again.click)

    def retranslate(self) -> None:
        """The fixed texts."""
        self._title.setText(tr("Which code is on this picture?"))
        self._explained.setText(
            tr("Type the four digits you see. Not the picture of the code? ↑ ↓ choose another. Enter shows new codes.")
        )
        self.field.setAccessibleName(tr("Code on the picture"))
        self.again.setText(tr("Show a code on the screen"))

    def ask(self, panel: Panel | None) -> None:
        """Of which picture; the digits of another one are forgotten."""
        self.picture.setVisible(panel is not None)
        if panel is not None:
            self.picture.show_photo(panel.photo, "")

    def clear(self) -> None:
        """No digits, no problem."""
        self.field.clear()
        self._problem.clear()

    def show_problem(self, said: str) -> None:
        """Why these digits tell nothing; they stay, marked, to be typed over."""
        self._problem.setText(said)
        self.field.selectAll()

    def _typed(self, text: str) -> None:
        if len(text) == 4:
            self.compared.emit(text)
        elif text:
            self._problem.clear()
