"""Parts of the open card: declared beside verified, reasons, the term, and computed rules."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from inspector.ui import theme
from inspector.ui.editors.choice import OptionButton
from inspector.ui.editors.flow import Flow
from inspector.ui.editors.text import IntegerEditor, TextEditor
from inspector.ui.language import tr
from inspector.ui.screens.questions.page import Comparison, Deadline, FieldLine, Hint, Reasons, Side
from inspector.ui.screens.questions.rows import paint_hint
from inspector.ui.widgets import paint
from inspector.ui.widgets.bars import HatchBar, Segment
from inspector.ui.widgets.basic import Card, Elided, Icon, KeyCap, Line, StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import _Pressable

GAP_TONES = {"equal": ("okT", "ok", "ok"), "worse": ("badT", "bad", "warn"), "better": ("brandT", "brand", "half")}
"""State -> fill, edge and tone, shape."""


class HintChips(QWidget):
    """Chips in a row, each as wide as its words."""

    def __init__(self) -> None:
        super().__init__()
        self._hints: tuple[Hint, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_hints(self, hints: tuple[Hint, ...]) -> None:
        """Other chips."""
        self._hints = hints
        self.setAccessibleName(", ".join(hint.text for hint in hints))
        self.setVisible(bool(hints))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """All of them."""
        font = QFontMetrics(theme.font(14, 600))
        widths = [font.horizontalAdvance(h.text) + (41 if h.glyph or h.icon else 21) for h in self._hints]
        return QSize(sum(widths) + 8 * max(0, len(widths) - 1), 28)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """From the right."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right = float(self.width())
        for hint in reversed(self._hints):
            right = paint_hint(painter, hint, right, self.height() / 2) - 8


class SideView(QWidget):
    """One number of the comparison: title, value of N, percent, bar, source."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = Icon(icon, "ink2", 18)
        self._title = Elided("", 14, 600, "ink2")
        self._value = Text("", 34, 700)
        self._of = Text("", 16, 500, "ink2", beside=34)
        self._percent = Text("", 20, 700, beside=34)
        self._bar = HatchBar(12, track="canvas")
        self._note = Elided("", 13, 400, "ink2")
        for part in (self._bar, self._note):  # both sides keep their lines level
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            part.setSizePolicy(policy)
        head = row(self._icon, (self._title, 1), spacing=6)
        numbers = row(self._value, self._of, "|", self._percent, spacing=8)
        column("|", head, numbers, self._bar, self._note, "|", spacing=4, on=self)

    def show_side(self, side: Side, *, declared: bool, bad: bool) -> None:
        """The numbers; a declared bar is grey, a verified one green with what is unknown ticked and failed hatched."""
        self._title.setText(side.title)
        self._value.setText(side.value)
        self._of.setText(side.of)
        self._percent.setText(side.percent)
        self._note.setText(side.note)
        self._note.setVisible(bool(side.note))
        tone = "bad" if bad and not declared else "ink"
        self._value.set_tone(tone)
        self._percent.set_tone(tone)
        self._bar.setVisible(side.share is not None)
        if side.share is None:
            return
        low, high = side.share, max(side.share, side.share_high or 0)
        segments = [Segment(low, "na" if declared else "ok")]
        if not declared:
            segments += [Segment(high - low, "skip", hatched=True), Segment(1 - high, "bad", hatched=True)]
        said = " ".join(part for part in (side.title, side.value, side.of) if part)
        self._bar.show_segments([segment for segment in segments if segment.value > 0], 1, said)


class ComparisonView(Card):
    """Declared | verified | gap. The two never share a mark, a colour or a bar."""

    def __init__(self) -> None:
        super().__init__("sunken", "", radius=12)
        self._declared = SideView("building-community")
        self._verified = SideView("eye")
        self._gap = Card("badT", "bad", radius=10, thick=True)
        self._gap_glyph = StatusGlyph("warn", 22)
        self._gap_title = Text("", 14, 600)
        self._gap_value = Text("", 24, 700)
        self._gap_note = Text("", 13, 500, "ink2", wrap=True)
        head = row(self._gap_glyph, self._gap_title, "|", spacing=8)
        column(head, self._gap_value, self._gap_note, "|", spacing=2, margins=(14, 8, 14, 8), on=self._gap)
        self._gap.setFixedWidth(208)
        self._between = Line("line2", upright=True)
        parts = ((self._declared, 1), self._between, (self._verified, 1), self._gap)
        row(*parts, spacing=18, margins=(16, 8, 12, 8), on=self)

    def show_comparison(self, comparison: Comparison) -> None:
        """Two sides, and the gap's tile where there is something to say."""
        worse = comparison.gap == "worse"
        for part in (self._declared, self._between):
            part.setVisible(comparison.declared is not None)
        if comparison.declared is not None:
            self._declared.show_side(comparison.declared, declared=True, bad=False)
        self._verified.show_side(comparison.verified, declared=False, bad=worse)
        known = comparison.gap in GAP_TONES
        self._gap.setVisible(known)
        if known:
            fill, tone, shape = GAP_TONES[comparison.gap]
            self._gap.dress(fill, tone, thick=True)
            self._gap_glyph.show_shape(shape, tone)
            self._gap_title.set_tone(tone)
            self._gap_value.set_tone(tone)
            self._gap_title.setText(comparison.gap_title)
            self._gap_value.setText(comparison.gap_value)
            self._gap_value.setVisible(bool(comparison.gap_value))
            self._gap_note.setText(comparison.gap_note)
            self._gap_note.setVisible(bool(comparison.gap_note))


class ReasonsView(QWidget):
    """Why: chips with keys that mean something only while they have the focus, and one's own words."""

    given = Signal(str)
    written = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._card = Card("skipT", "", radius=12)
        self._title = Text("", 15, 600)
        self._holder = QWidget()
        self._flow = Flow(self._holder)
        self._buttons: list[OptionButton] = []
        self._reasons: Reasons | None = None
        self.other = TextEditor()
        self.other.changed.connect(self.written)
        column(
            self._title, self._holder, self.other, spacing=2, margins=(14, 8, 10, 4), on=self._card
        )  # fmt: skip
        column(self._card, margins=(5, 0, 5, 0), on=self)

    @property
    def buttons(self) -> list[OptionButton]:
        """The chips on show; the last one is «Other»."""
        return self._buttons

    def show_reasons(self, reasons: Reasons) -> None:
        """The chips for this answer."""
        self._reasons = reasons
        self._title.setText(reasons.title)
        texts = [*(option.label for option in reasons.options), tr("Other")]
        while len(self._buttons) < len(texts):
            place = len(self._buttons)
            button = OptionButton(str(place + 1))
            button.clicked.connect(lambda _=False, place=place: self._pressed(place))
            self._buttons.append(button)
            self._flow.addWidget(button)
        for place, button in enumerate(self._buttons):
            button.setVisible(place < len(texts))
            if place < len(texts):
                button.setText(texts[place])
                button.setAccessibleDescription(reasons.title)
                last = place == len(texts) - 1
                button.setChecked(reasons.other_chosen if last else reasons.options[place].chosen)
        label = tr("In your own words")
        self.other.show_field(FieldLine(node="", editor="text", label=label, hint="", value=reasons.other))
        self.other.field.setPlaceholderText(label)
        self.other.setVisible(reasons.other_chosen or self.other.field.hasFocus())

    def take_focus(self) -> None:
        """The chips take the digits."""
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def has_focus(self) -> bool:
        """Whether a chip has the focus, so that digits choose a reason."""
        return any(button.hasFocus() for button in self._buttons)

    def press(self, digit: int) -> bool:
        """A digit while the chips have the focus."""
        count = len(self._reasons.options) + 1 if self._reasons else 0
        if 1 <= digit <= count:
            self._pressed(digit - 1)
            return True
        return False

    def _pressed(self, place: int) -> None:
        if self._reasons is None:
            return
        options = self._reasons.options
        self._buttons[place].setChecked(place < len(options) and options[place].chosen)
        if place < len(options):
            self.given.emit(options[place].value)
        else:
            self._buttons[place].setChecked(True)
            self.other.show()
            self.other.field.setFocus(Qt.FocusReason.TabFocusReason)


class TermButton(_Pressable):
    """A term: solid when it holds."""

    def __init__(self) -> None:
        super().__init__("")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """44 px and the ring."""
        words = QFontMetrics(theme.font(15, 600)).horizontalAdvance(self.text())
        return QSize(words + 22 + 2 * paint.RING, max(44, theme.scaled(15) + 20) + 2 * paint.RING)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill, words, ring."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = paint.RING
        rect = QRectF(self.rect()).adjusted(ring, ring, -ring, -ring)
        if self.hasFocus():
            paint.focus_ring(painter, rect, 9)
        chosen = self.isChecked()
        painter.setPen(QPen(theme.color("brand" if chosen else "line2"), 1.2))
        painter.setBrush(theme.color("brand" if chosen else "surface"))
        painter.drawRoundedRect(rect.adjusted(0.6, 0.6, -0.6, -0.6), 9, 9)
        painter.setPen(theme.color("onbrand" if chosen else "ink"))
        painter.setFont(theme.font(15, 600))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text())


class DeadlineView(QWidget):
    """Terms in days from delivery, a field for another one, and the law's minimum."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._icon = Icon("calendar-due", "ink2", 18)
        self._title = Text("", 14, 600, "ink2")
        self._buttons: list[TermButton] = []
        self._deadline: Deadline | None = None
        self._terms = QWidget()
        self._grid = QGridLayout(self._terms)
        self._grid.setSpacing(0)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.other = IntegerEditor()
        self.other.field.setMinimumWidth(106)
        self.other.changed.connect(self.chosen)
        self._grid.addWidget(self.other, 0, 9)
        self._shortest = Text("", 13, 500, "ink2", wrap=True)
        head = row(self._icon, self._title, KeyCap("7"), "|", spacing=6, margins=(5, 0, 0, 0))
        below = holder(row(self._shortest, margins=(5, 0, 5, 0)))
        column(head, self._terms, below, "|", spacing=0, on=self)

    def show_deadline(self, deadline: Deadline) -> None:
        """What can be chosen and what holds."""
        self._deadline = deadline
        self._title.setText(tr("Term from delivery"))
        while len(self._buttons) < len(deadline.options):
            place = len(self._buttons)
            button = TermButton()
            button.clicked.connect(lambda _=False, place=place: self._pressed(place))
            self._buttons.append(button)
            self._grid.addWidget(button, 0, place)
        for place, button in enumerate(self._buttons):
            button.setVisible(place < len(deadline.options))
            if place < len(deadline.options):
                button.setText(deadline.options[place].label)
                button.setAccessibleDescription(self._title.text())
                button.setChecked(deadline.options[place].chosen)
        label = tr("Another term")
        self.other.show_field(FieldLine(node="", editor="integer", label=label, hint="", value=deadline.other))
        self.other.field.setPlaceholderText(tr("other term"))
        self._shortest.setText(deadline.shortest or tr("Days from the delivery of the act"))

    def _pressed(self, place: int) -> None:
        if self._deadline is not None:
            option = self._deadline.options[place]
            self._buttons[place].setChecked(option.chosen)
            self.chosen.emit(option.value)


class RulesView(QWidget):
    """What the checklist computed for this place: it hints, the person decides."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[tuple[QWidget, StatusGlyph, Text]] = []
        self._column = column(spacing=4, margins=(5, 2, 5, 2), on=self)

    def show_rules(self, rules: tuple[Hint, ...]) -> None:
        """One line a rule."""
        while len(self._lines) < len(rules):
            glyph, text = StatusGlyph("bad", 18), Text("", 15, 500, wrap=True)
            line = holder(row(glyph, (text, 1), spacing=8))
            self._lines.append((line, glyph, text))
            self._column.addWidget(line)
        for place, (line, glyph, text) in enumerate(self._lines):
            line.setVisible(place < len(rules))
            if place < len(rules):
                glyph.show_shape(rules[place].glyph or "none")
                text.setText(rules[place].text)
        self.setVisible(bool(rules))


def is_arrow(event: QKeyEvent) -> int:
    """-1 for the left arrow, 1 for the right one, else 0."""
    return {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
