"""The parts of the entering screen: four boxes, keys, outcomes, what a result says, the counts and the way on."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from inspector.core.walk import DIGITS, LENGTH
from inspector.ui import icons, theme
from inspector.ui.language import tr
from inspector.ui.screens.walk.page import Choice, Result
from inspector.ui.widgets import paint
from inspector.ui.widgets.basic import TONES, Card, Icon, StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import _Pressable, paint_key

BOX_WIDTH, BOX_HEIGHT, LOW_BOX_HEIGHT, STRIDE = 92, 114, 92, 102
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class DigitBoxes(QWidget):
    """Four boxes for what was heard. The focus ring stands on the box that is filled next."""

    def __init__(self) -> None:
        super().__init__()
        self._digits, self._tone, self._open = "", "", True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_low(low=False)

    def set_low(self, *, low: bool) -> None:
        """Less high in a low window."""
        self._high = LOW_BOX_HEIGHT if low else BOX_HEIGHT
        self.setFixedSize((LENGTH - 1) * STRIDE + BOX_WIDTH + 2 * paint.RING, self._high + 2 * paint.RING)

    def show_digits(self, digits: str, tone: str, *, opened: bool) -> None:
        """`tone` is ok, bad or "" while nothing is compared."""
        self._digits, self._tone, self._open = digits, tone, opened
        left = LENGTH - len(digits)
        said = tr("What was heard: {digits}", digits=" ".join(digits)) if digits else tr("Four digits, none typed yet")
        self.setAccessibleName(said)
        self.setAccessibleDescription(tr("{n} to type", n=left) if left else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Boxes, digits, the stroke where the next one goes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in range(LENGTH):
            box = QRectF(paint.RING + place * STRIDE, paint.RING, BOX_WIDTH, self._high)
            here = self._open and self.hasFocus() and place == min(len(self._digits), LENGTH - 1)
            if here:
                paint.focus_ring(painter, box, 12)
            edge = self._tone or "line2"
            painter.setPen(QPen(theme.color(edge), 2 if self._tone or theme.active().high_contrast else 1.4))
            painter.setBrush(theme.color(f"{self._tone}T" if self._tone else "surface"))
            painter.drawRoundedRect(box, 12, 12)
            if place < len(self._digits):
                painter.setFont(theme.font(78 if self._high == BOX_HEIGHT else 64, 700))
                painter.setPen(theme.color("ink"))
                painter.drawText(box, _CENTRE, self._digits[place])
            elif here:
                painter.setPen(QPen(theme.color("brand"), 3))
                middle = box.center().x()
                painter.drawLine(QPointF(middle, box.top() + 26), QPointF(middle, box.bottom() - 26))


class PadKey(_Pressable):
    """One key of the keypad; it never takes the focus. `note` is a second, smaller line."""

    def __init__(self, text: str = "", icon: str = "") -> None:
        super().__init__(text)
        self._icon, self._note = icon, ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSize(60, 44)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_note(self, note: str) -> None:
        """What the key means."""
        self._note = note
        self.setAccessibleName(f"{self.text()} {note}")
        self.update()

    def sizeHint(self) -> QSize:
        """As the picture has it."""
        words = QFontMetrics(theme.font(12, 500)).horizontalAdvance(self._note)
        return QSize(max(60, words + 16), 56)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A sunken key; edged where tints are white."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("line2") if theme.active().high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("brandT" if self.isDown() or self.underMouse() else "sunken"))
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(rect, 10, 10)
        if self._icon:
            icons.paint(painter, self._icon, "ink", QRectF(rect.center().x() - 12, rect.center().y() - 12, 24, 24))
            return
        painter.setPen(theme.color("ink" if self.isEnabled() else "ink3"))
        painter.setFont(theme.font(17 if self._note else 22, 700 if self._note else 600))
        lift = theme.scaled(8) if self._note else 0
        painter.drawText(rect.adjusted(0, -lift, 0, -lift), _CENTRE, self.text())
        if self._note:
            painter.setPen(theme.color("ink2"))
            painter.setFont(theme.font(12, 500))
            painter.drawText(rect.adjusted(0, 2 * lift, 0, 0), _CENTRE, self._note)


class Pad(QWidget):
    """The seven digits, 0 and backspace, for fingers. `pressed` with "2" to "9", "0" or "⌫"."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 5, 0, 5)
        grid.setSpacing(8)
        self._zero, self._erase = PadKey("0"), PadKey(icon="backspace")
        keys: list[tuple[str, PadKey]] = [(digit, PadKey(digit)) for digit in DIGITS]
        for place, (sign, key) in enumerate([*keys, ("0", self._zero), ("⌫", self._erase)]):
            line, at = (0, place) if place < 5 else (1, place - 5)
            grid.addWidget(key, line, 4 if sign == "⌫" else at, 1, 2 if sign == "0" else 1)
            key.clicked.connect(lambda _=False, sign=sign: self.pressed.emit(sign))
        for at in range(5):
            grid.setColumnStretch(at, 1)

    def retranslate(self) -> None:
        """The two keys that are no digit of a code."""
        self._zero.set_note(tr("no code"))
        self._erase.setAccessibleName(tr("Delete the last digit"))


class ChoiceKey(_Pressable):
    """An outcome: shape or icon, words, key. 64 px to hit, 54 visible."""

    def __init__(self) -> None:
        super().__init__()
        self._choice = Choice(text="", key="")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_choice(self, choice: Choice) -> None:
        """Another meaning."""
        self._choice = choice
        self.setText(choice.text)
        self.update()

    def sizeHint(self) -> QSize:
        """Equal widths come from the grid; this is the least at 13 px."""
        words = QFontMetrics(theme.font(13, 600)).horizontalAdvance(self.text())
        return QSize(max(140, words + 96), max(64, theme.scaled(16) + 44))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The label shrinks before it is cut."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(paint.RING, paint.RING, -paint.RING, -paint.RING)
        if self.hasFocus():
            paint.focus_ring(painter, rect, 12)
        painter.setPen(QPen(theme.color("line2"), 2 if theme.active().high_contrast else 1.4))
        painter.setBrush(theme.color("brandT" if self.underMouse() or self.isDown() else "surface"))
        painter.drawRoundedRect(rect.adjusted(0.7, 0.7, -0.7, -0.7), 12, 12)
        mark = QRectF(rect.left() + 12, rect.center().y() - 12, 24, 24)
        if self._choice.glyph:
            paint.status(painter, mark, self._choice.glyph, self._choice.tone)
        elif self._choice.icon:
            icons.paint(painter, self._choice.icon, self._choice.tone, mark)
        left = rect.left() + (44 if self._choice.glyph or self._choice.icon else 16)
        room = rect.right() - 38 - left
        size = 16
        while size > 13 and QFontMetrics(theme.font(size, 600)).horizontalAdvance(self.text()) > room:
            size -= 1
        painter.setPen(theme.color("ink"))
        painter.setFont(theme.font(size, 600))
        painter.drawText(QRectF(left, rect.top(), room + 4, rect.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        paint_key(painter, QRectF(rect.right() - 33, rect.center().y() - 12, 24, 24), self._choice.key, "ink")


class Outcomes(QWidget):
    """Up to nine choices, some in a row. `chosen` with the key of one."""

    chosen = Signal(int)

    def __init__(self, across: int = 3) -> None:
        super().__init__()
        self._across = across
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._keys: list[ChoiceKey] = []
        for at in range(self._across):
            self._grid.setColumnStretch(at, 1)

    def show_choices(self, choices: tuple[Choice, ...]) -> None:
        """Others; widgets are kept."""
        while len(self._keys) < len(choices):
            place = len(self._keys)
            key = ChoiceKey()
            key.clicked.connect(lambda _=False, place=place: self.chosen.emit(place + 1))
            self._keys.append(key)
            self._grid.addWidget(key, place // self._across, place % self._across)
        for place, key in enumerate(self._keys):
            key.setVisible(place < len(choices))
            if place < len(choices):
                key.show_choice(choices[place])

    def take_focus(self) -> None:
        """The first of them."""
        if self._keys:
            self._keys[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, across: int, down: int) -> bool:
        """Arrows move among the choices; False when none has the focus."""
        shown = [key for key in self._keys if not key.isHidden()]
        here = next((place for place, key in enumerate(shown) if key.hasFocus()), -1)
        if here < 0:
            return False
        target = here + across + down * self._across
        if 0 <= target < len(shown):
            shown[target].setFocus(Qt.FocusReason.OtherFocusReason)
        return True


class ResultView(Card):
    """What came of the digits. Loudest in the dark theme when nothing matches."""

    def __init__(self) -> None:
        super().__init__("sunken", "", radius=12)
        self._glyph = StatusGlyph("none", 38)
        self._title = Text("", 22, 700)
        self._line = Text("", 16, 600, wrap=True)
        self._icon = Icon("history", "ink2", 18)
        self._hint = Text("", 14, 500, "ink2", wrap=True)
        self._hints = holder(row(self._icon, (self._hint, 1), spacing=6))
        words = column("|", self._title, self._line, self._hints, "|", spacing=2)
        row(self._glyph, (words, 1), spacing=14, margins=(16, 6, 12, 6), on=self)
        self.setMinimumHeight(104)

    def show_result(self, result: Result | None, waiting: str) -> None:
        """`waiting` is said while there is none."""
        shown = result or Result(tone="", glyph="", title="", line=waiting)
        tone = shown.tone
        self.dress(f"{tone}T" if tone else "sunken", tone if tone and theme.active().high_contrast else "")
        self._glyph.setVisible(bool(shown.glyph))
        if shown.glyph:
            self._glyph.show_shape(shown.glyph, tone)
        self._title.set_tone(tone or "ink")
        for text, said in ((self._title, shown.title), (self._line, shown.line), (self._hint, shown.hint)):
            text.setText(said)
            text.setVisible(bool(said))
        self._line.set_tone("ink" if tone else "ink2")
        self._hints.setVisible(bool(shown.hint))
        self._icon.show_icon("history" if tone == "ok" else "alert-triangle", "ink2")
        self.setAccessibleName(". ".join(part for part in (shown.title, shown.line, shown.hint) if part))


class CountsCard(Card):
    """How many cameras have each status."""

    def __init__(self) -> None:
        super().__init__("surface", "line", radius=14)
        self._title = Text("", 15, 600)
        self._lines = [(StatusGlyph("none", 20), Text("", 18, 700), Text("", 15, 500, wrap=True)) for _ in range(5)]
        self._rows = [holder(row(glyph, figure, (words, 1), spacing=9)) for glyph, figure, words in self._lines]
        column(self._title, *self._rows, spacing=3, margins=(18, 10, 18, 12), on=self)

    def show_counts(self, counts: tuple[tuple[str, str, str], ...]) -> None:
        """Shape, number, words."""
        self._title.setText(tr("Cameras"))
        for place, held in enumerate(self._rows):
            held.setVisible(place < len(counts))
            if place < len(counts):
                shape, number, said = counts[place]
                glyph, figure, words = self._lines[place]
                glyph.show_shape(shape)
                figure.set_tone(paint.SHAPES[shape] if paint.SHAPES[shape] in TONES else "ink2")
                figure.setText(number)
                words.setText(said)


class AheadCard(Card):
    """The next cameras on the way."""

    def __init__(self, most: int) -> None:
        super().__init__("sunken", "", radius=14)
        self._title = Text("", 15, 600, "ink2")
        self._lines = [(Text("", 15, 500, wrap=True), Text("", 14, 600, "ink2")) for _ in range(most)]
        self._rows = [holder(row((place, 1), said, spacing=8)) for place, said in self._lines]
        column(self._title, *self._rows, spacing=4, margins=(18, 10, 18, 12), on=self)

    def show_ahead(self, ahead: tuple[tuple[str, str], ...]) -> None:
        """Name, and what is known of it; hidden at the end of the way."""
        self.setVisible(bool(ahead))
        self._title.setText(tr("Further on the way"))
        for place, held in enumerate(self._rows):
            held.setVisible(place < len(ahead))
            if place < len(ahead):
                self._lines[place][0].setText(ahead[place][0])
                self._lines[place][1].setText(ahead[place][1])
