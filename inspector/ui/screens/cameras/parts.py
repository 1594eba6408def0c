"""Around the table of cameras: the strip of numbers, the chips that are the counts, and the row's own bar."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.ui import theme
from inspector.ui.editors.flow import Flow
from inspector.ui.editors.text import TextEditor
from inspector.ui.language import tr
from inspector.ui.screens.camera_grid.page import LookFilter
from inspector.ui.screens.cameras.page import CameraLine, Filter, Kind, Strip
from inspector.ui.screens.importing.page import PhotoFilter
from inspector.ui.screens.questions.page import FieldLine
from inspector.ui.screens.walk.bounds import BoundsBar
from inspector.ui.widgets import paint
from inspector.ui.widgets.basic import Card, Elided, Icon, Line, StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import SecondaryButton, _Pressable


class StripView(Card):
    """Declared | found by you | the gap | children proved. No count of cameras without the children."""

    def __init__(self) -> None:
        super().__init__("sunken", "", radius=14)
        self._declared_title, self._found_title = Text("", 14, 500, "ink2"), Text("", 14, 500, "ink2")
        self._declared, self._declared_note = Text("", 28, 700), Text("", 15, 500, "ink2", beside=28)
        self._found, self._found_note = Text("", 28, 700), Elided("", 14, 500, "ink2")
        declared = column(
            row(Icon("building-community", "ink2", 18), self._declared_title, "|", spacing=6),
            row(StatusGlyph("declared", 22), self._declared, self._declared_note, "|", spacing=8),
            spacing=0,
        )
        found = column(
            row(Icon("eye", "ink2", 18), self._found_title, "|", spacing=6),
            row(StatusGlyph("ok", 18), self._found, (self._found_note, 1), spacing=8),
            spacing=0,
        )
        self._gap = Card("badT", "bad", radius=10, thick=True)
        self._gap_glyph, self._gap_title = StatusGlyph("warn", 20), Text("", 14, 600)
        self._gap_words = Text("", 14, 600, wrap=True)
        column(
            row(self._gap_glyph, (self._gap_title, 1), spacing=8), self._gap_words, spacing=1, margins=(12, 6, 10, 6),
            on=self._gap,
        )  # fmt: skip
        self._gap.setFixedWidth(190)
        self._children_title = Elided("", 14, 500, "ink2")
        self._children, self._of = Text("", 24, 700), Elided("", 15, 500, "ink2")
        self._bar, self._missing = BoundsBar(numbers=False), Text("", 14, 500, "ink2", wrap=True)
        children = column(
            self._children_title, row(self._children, (self._of, 1), spacing=8), self._bar, self._missing, spacing=1
        )
        row(
            (holder(declared), 3), Line(upright=True), (holder(found), 4), self._gap, Line(upright=True),
            (holder(children), 6), spacing=12, margins=(14, 7, 14, 7), on=self,
        )  # fmt: skip
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_strip(self, strip: Strip) -> None:
        """The numbers as they stand."""
        self._declared_title.setText(tr("Declared"))
        self._found_title.setText(tr("Found by you"))
        self._declared.setText(strip.declared)
        self._declared_note.setText(strip.declared_note)
        self._found.setText(strip.found)
        self._found_note.setText(strip.found_note)
        self._gap.setVisible(bool(strip.gap))
        if strip.gap:
            tone = strip.gap_tone
            self._gap.dress(f"{tone}T", tone, thick=True)
            self._gap_glyph.show_shape({"ok": "ok", "brand": "half"}.get(tone, "warn"), tone)
            self._gap_title.setText(tr("Gap"))
            self._gap_title.set_tone(tone)
            self._gap_words.setText(strip.gap)
        self._children_title.setText(tr("Children proved"))
        bounds = strip.bounds
        self._children.setText(bounds.said if bounds else "")
        self._of.setText(bounds.out_of if bounds else "")
        self._bar.show_bounds(bounds)
        for part in (self._children, self._of, self._bar):
            part.setVisible(bounds is not None)
        self._missing.setVisible(bounds is None)
        self._missing.setText(strip.missing)
        said = (
            tr("Declared"),
            strip.declared,
            tr("Found by you"),
            strip.found,
            strip.gap,
            bounds.spoken if bounds else "",
        )
        self.setAccessibleName(", ".join(part for part in said if part))


class FilterChip(_Pressable):
    """A kind of rows with its count; chosen by Enter, Space or a finger."""

    def __init__(self) -> None:
        super().__init__()
        self._glyph = self._words = self._count = ""
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_filter(self, shown: "Filter | LookFilter | PhotoFilter") -> None:
        """Shape, words, number."""
        self._glyph, self._words, self._count = shown.glyph, shown.words, shown.count
        self.setText(f"{shown.words} {shown.count}")
        self.setChecked(shown.chosen)
        self.update()

    def sizeHint(self) -> QSize:
        """44 px to hit, and the ring."""
        words = QFontMetrics(theme.font(14, 600)).horizontalAdvance(self._words)
        count = QFontMetrics(theme.font(16, 700)).horizontalAdvance(self._count)
        width = words + count + 30 + (26 if self._glyph else 0)
        return QSize(width + 2 * paint.RING, 44 + 2 * paint.RING)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tinted when chosen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(paint.RING, paint.RING, -paint.RING, -paint.RING)
        chosen = self.isChecked()
        if self.hasFocus():
            paint.focus_ring(painter, rect, 10)
        edge = "brand" if chosen else "line2"
        painter.setPen(QPen(theme.color(edge), 2 if theme.active().high_contrast or chosen else 1.2))
        painter.setBrush(theme.color("brandT" if chosen or self.underMouse() else "surface"))
        painter.drawRoundedRect(rect.adjusted(0.7, 0.7, -0.7, -0.7), 10, 10)
        left = rect.left() + 11
        if self._glyph:
            paint.status(painter, QRectF(left, rect.center().y() - 10, 20, 20), self._glyph)
            left += 26
        painter.setPen(theme.color("brand" if chosen else "ink"))
        painter.setFont(theme.font(14, 600 if chosen else 500))
        words = QFontMetrics(theme.font(14, 600)).horizontalAdvance(self._words)
        painter.drawText(QRectF(left, rect.top(), words + 4, rect.height()), Qt.AlignmentFlag.AlignVCenter, self._words)
        tone = paint.SHAPES.get(self._glyph, "ink")
        painter.setPen(theme.color("ink2" if tone in ("na", "line2") else "brand" if chosen else tone))
        painter.setFont(theme.font(16, 700))
        room = QRectF(left + words + 7, rect.top(), rect.right() - left - words, rect.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._count)


class Filters(QWidget):
    """The chips; they wrap where the window is narrow."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._flow = Flow(self)
        self._chips: list[FilterChip] = []
        self._kinds: list[str] = []

    def show_filters(self, filters: "Sequence[Filter | LookFilter | PhotoFilter]") -> None:
        """Widgets are kept."""
        self._kinds = [each.kind.value for each in filters]
        for chip in self._chips[len(filters) :]:
            chip.hide()
        while len(self._chips) < len(filters):
            place = len(self._chips)
            chip = FilterChip()
            chip.clicked.connect(lambda _=False, place=place: self.chosen.emit(self._kinds[place]))
            self._chips.append(chip)
            self._flow.addWidget(chip)
        for chip, shown in zip(self._chips, filters, strict=False):
            chip.show_filter(shown)
            chip.show()


class RowBar(Card):
    """What can be done with the current row, and why."""

    confirmed = Signal()
    denied = Signal()
    edited = Signal()
    looked_up = Signal()
    noted = Signal(str, str)
    note_left = Signal()

    def __init__(self) -> None:
        super().__init__("sunken", "", radius=12)
        self._icon = StatusGlyph("none", 20)
        self._said = Text("", 15, 500, wrap=True)
        self.here = SecondaryButton("", key="1", height=44, size=15)
        self.absent = SecondaryButton("", key="2", height=44, size=15)
        self.archive = SecondaryButton("", icon="history", key="9", height=44, size=15)
        self.edit = SecondaryButton("", icon="edit", key="↵", height=44, size=15)
        self.to_note = SecondaryButton("", icon="note", key="5", height=44, size=15)
        self.note, self._line = TextEditor(), ""
        buttons = (self.here, self.absent, self.archive, self.to_note, self.edit)
        said = row(self._icon, (self._said, 1), *buttons, spacing=6, margins=(10, 0, 0, 0))
        column(said, self.note, spacing=0, margins=(4, 1, 4, 1), on=self)
        self.note.hide()
        self.to_note.clicked.connect(self.begin_note)
        self.note.changed.connect(lambda text: self.noted.emit(self._line, text))
        self.note.field.returnPressed.connect(self.note_left)
        self.here.clicked.connect(self.confirmed)
        self.absent.clicked.connect(self.denied)
        self.edit.clicked.connect(self.edited)
        self.archive.clicked.connect(self.looked_up)

    def retranslate(self) -> None:
        """The three buttons."""
        self.here.setText(tr("Here"))
        self.absent.setText(tr("Not in place"))
        self.archive.setText(tr("Archive"))
        self.edit.setText(tr("Edit"))
        self.to_note.setText(tr("Note"))

    def begin_note(self) -> None:
        """Write it; Enter or Esc leads back to the table."""
        if self.to_note.isVisible():
            self.note.show()
            self.note.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_line(self, line: CameraLine | None) -> None:
        """Of the current row."""
        self.setVisible(line is not None)
        if self._line != (line.key if line is not None else ""):
            self.note.flush()
            self.note.field.clearFocus()
        if line is None:
            return
        self._line = line.key
        self.to_note.setVisible(not line.reported)
        self.note.show_field(FieldLine(node=line.node, editor="text", label=tr("Note"), hint="", value=line.note))
        self.note.setVisible(bool(line.note) or self.note.field.hasFocus())
        waits = line.kind is Kind.WAITING
        self.here.setVisible(line.reported)
        self.absent.setVisible(waits)
        self.archive.setVisible(line.kind is Kind.PROVED)
        self.edit.setVisible(not line.reported)
        if line.reported:
            said = tr("A reported row. Until you confirm it, it counts nowhere.")
        elif waits:
            said = tr("Nothing is known of it yet. 8 shows it a code.")
        else:
            said = " · ".join(part for part in (f"{line.number} {line.place}", line.status, line.detail) if part)
        self._icon.show_shape(line.glyph)
        self._said.setText(said)
