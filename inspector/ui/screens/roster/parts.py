"""Around the table of a roster: summary tiles, the choices of a cell, the IIN's hint, keypad, the row's sentences."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from inspector.ui import theme
from inspector.ui.editors.choice import OptionButton
from inspector.ui.editors.flow import Flow
from inspector.ui.language import tr
from inspector.ui.screens.questions.page import Option
from inspector.ui.screens.roster.page import Line, Tile
from inspector.ui.screens.roster.presenter import IinHint
from inspector.ui.widgets.bars import HatchBar, Segment
from inspector.ui.widgets.basic import Card, Elided, StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import _Pressable

MOST_TILES, TILE_WIDTH = 5, 218


class TileView(Card):
    """A number of the roster: how many, of how many, what; bounds as a bar."""

    def __init__(self) -> None:
        super().__init__("surface", "line", radius=12)
        self._glyph = StatusGlyph("none", 28)
        self._number = Text("", 26, 700)
        self._of = Elided("", 14, 500, "ink2")
        self._name = Elided("", 14, 500)
        self._bar = HatchBar(8, track="sunken")
        numbers = row(self._number, (self._of, 1), spacing=6)
        words = column("|", numbers, self._name, self._bar, "|", spacing=1)
        row(self._glyph, (words, 1), spacing=12, margins=(14, 4, 12, 6), on=self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_tile(self, tile: Tile) -> None:
        """The number as it stands."""
        self.dress(f"{tile.tone}T" if tile.tone else "surface", "" if tile.tone else "line")
        self._glyph.setVisible(bool(tile.glyph))
        if tile.glyph:
            self._glyph.show_shape(tile.glyph)
        self._number.set_tone(tile.tone or "ink")
        self._number.setText(tile.number)
        self._of.setText(tile.of)
        self._name.setText(tile.name)
        said = " ".join(part for part in (tile.name, tile.number, tile.of) if part)
        self.setAccessibleName(said)
        self._bar.setVisible(tile.low is not None)
        if tile.low is not None:
            high = max(tile.low, tile.high if tile.high is not None else tile.low)
            parts = [
                Segment(tile.low, "ok"),
                Segment(high - tile.low, "skip", hatched=True),
                Segment(1 - high, "bad", hatched=True),
            ]
            self._bar.show_segments([part for part in parts if part.value > 0], 1, said)


class TileRow(QWidget):
    """As many tiles as have room for their words; the last ones matter least."""

    def __init__(self) -> None:
        super().__init__()
        self._views = [TileView() for _ in range(MOST_TILES)]
        self._count = 0
        row(*((view, 1) for view in self._views), spacing=10, on=self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_tiles(self, tiles: tuple[Tile, ...]) -> None:
        """The numbers as they stand."""
        self._count = len(tiles)
        for view, tile in zip(self._views, tiles, strict=False):
            view.show_tile(tile)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other tiles."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(3, self.width() // TILE_WIDTH)
        for place, view in enumerate(self._views):
            view.setVisible(place < min(self._count, room))


class OptionsBar(Card):
    """The choices of the current cell, with their keys; by mouse, finger or keyboard."""

    picked = Signal(int)
    left = Signal()

    def __init__(self, tint: str = "sunken") -> None:
        super().__init__(tint, "", radius=12)
        self._title = Text("", 14, 600, "ink2")
        self._holder = QWidget()
        self._flow = Flow(self._holder)
        self._buttons: list[OptionButton] = []
        column(self._title, self._holder, spacing=0, margins=(14, 6, 10, 4), on=self)

    def show_options(self, title: str, options: tuple[Option, ...], keys: dict[int, str]) -> None:
        """`keys` are the digits of the values."""
        self._title.setText(title)
        caps = {value: str(digit) for digit, value in keys.items()}
        for button in self._buttons[len(options) :]:
            button.hide()
        while len(self._buttons) < len(options):
            place = len(self._buttons)
            button = OptionButton()
            button.clicked.connect(lambda _=False, place=place: self.picked.emit(place))
            self._buttons.append(button)
            self._flow.addWidget(button)
        for button, option in zip(self._buttons, options, strict=False):
            button.set_key(caps.get(option.value, ""))
            button.setText(option.label)
            button.setAccessibleDescription(title)
            button.setChecked(option.chosen)
            button.show()

    def take_focus(self) -> None:
        """The first choice."""
        if self._buttons:
            chosen = next((button for button in self._buttons if button.isChecked()), self._buttons[0])
            chosen.setFocus(Qt.FocusReason.TabFocusReason)

    def has_focus(self) -> bool:
        """Whether a choice has the focus."""
        return any(button.hasFocus() for button in self._buttons)


class IinCard(Card):
    """What the digits typed so far tell."""

    def __init__(self) -> None:
        super().__init__("surface", "line2", radius=12)
        self._glyph = StatusGlyph("none", 22)
        self._said = Text("", 18, 700)
        self._note = Text("", 14, 400, wrap=True)
        head = row(self._glyph, (self._said, 1), spacing=8)
        column(head, self._note, "|", spacing=4, margins=(14, 10, 12, 10), on=self)
        self.setFixedWidth(330)

    def show_hint(self, hint: IinHint, digits: str, rules: str) -> None:
        """Date and age as they become known, the check digit at the end; `rules` is what the row's rules say."""
        state = "bad" if hint.problem else "ok" if hint.valid else "none"
        self._glyph.show_shape(state)
        self.dress("surface", {"bad": "bad", "ok": "ok"}.get(state, "line2"), thick=state != "none")
        self._said.set_tone({"bad": "bad"}.get(state, "ink"))
        self._said.setText(hint.said() or tr("{n} of 12 digits", n=len(digits)))
        if hint.problem:
            self._note.setText(tr(hint.problem))
        elif hint.valid:
            self._note.setText(rules or tr("The check digit is right."))
        else:
            self._note.setText(tr("Age and date of birth come from the number."))
        self.setAccessibleName(f"{self._said.text()} {self._note.text()}")


class KeypadKey(_Pressable):
    """One key, 60 by 44. It never takes the focus: the field keeps it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedSize(60, 44)

    def sizeHint(self) -> QSize:
        """Fixed."""
        return QSize(60, 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A sunken key."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("line2") if theme.active().high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("brandT" if self.isDown() or self.underMouse() else "sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.setPen(theme.color("ink"))
        painter.setFont(theme.font(17, 600))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())


class Keypad(Card):
    """Digits for fingers."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__("surface", "line", radius=12)
        grid = QGridLayout(self)
        grid.setContentsMargins(7, 7, 7, 7)
        grid.setSpacing(5)
        for place, text in enumerate("123456789⌫0↵"):
            key = KeypadKey(text)
            key.clicked.connect(lambda _=False, text=text: self.pressed.emit(text))
            grid.addWidget(key, place // 6, place % 6)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class Sentences(QWidget):
    """What the rules say of the current row."""

    def __init__(self) -> None:
        super().__init__()
        self._card = Card("badT", "", radius=12)
        self._title = Text("", 16, 600)
        self._lines: list[Text] = []
        self._glyph = StatusGlyph("warn", 24)
        self._words = column(self._title, spacing=2)
        body = row(self._glyph, (holder(self._words), 1), spacing=12, margins=(16, 9, 14, 9), on=self._card)
        body.setAlignment(self._glyph, Qt.AlignmentFlag.AlignTop)
        column(self._card, on=self)

    def show_line(self, line: Line | None, remark: str = "") -> None:
        """Hidden when nothing is to be said; `remark` is what the last visit found."""
        wrong = [text for _, text in line.sentences] if line else []
        said = [*wrong, remark] if remark and line else wrong
        self.setVisible(bool(said))
        if line is None or not said:
            return
        self._card.dress("badT" if wrong else "sunken", "")
        self._glyph.show_shape("warn" if wrong else "none", "bad" if wrong else "line2")
        self._title.setText(line.title)
        while len(self._lines) < len(said):
            text = Text("", 15, 400, wrap=True)
            self._lines.append(text)
            self._words.addWidget(text)
        for place, text in enumerate(self._lines):
            text.setVisible(place < len(said))
            if place < len(said):
                text.setText(said[place])
        self.setAccessibleName(", ".join((line.title, *said)))
