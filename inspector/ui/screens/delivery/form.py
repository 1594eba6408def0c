"""How the act was handed over, when and to whom; and the same as it was recorded."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from inspector.core.deadlines import Way
from inspector.ui.language import tr
from inspector.ui.screens.delivery.fields import Labelled, day_field, time_field
from inspector.ui.screens.delivery.page import WAYS, Form, Recorded
from inspector.ui.widgets.basic import Card, Icon, StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import ChoiceButton, SecondaryButton


class DeliveryForm(QWidget):
    """Four ways, and the fields that the chosen one needs."""

    way_chosen = Signal(object)
    written = Signal(str, str)
    witnessed = Signal(int, int, str)
    entered = Signal()
    helped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._way = Way.PAPER
        self._how, self._who = Text("", 18, 700), Text("", 18, 700)
        self.ways: dict[Way, ChoiceButton] = {}
        self._group = QButtonGroup(self)
        for number, (way, (icon, _, _)) in enumerate(WAYS.items(), 1):
            button = ChoiceButton("", str(number), icon=icon, height=58)
            button.clicked.connect(lambda _=False, way=way: self.way_chosen.emit(way))
            self._group.addButton(button)
            self.ways[way] = button
        self.day, self.time = Labelled(day_field()), Labelled(time_field())
        self.number, self.receiver, self.post = Labelled(), Labelled(), Labelled()
        self.witnesses = [(Labelled(), Labelled()) for _ in range(2)]
        self.help = SecondaryButton("", icon="printer", height=44, size=15)
        self.help.clicked.connect(self.helped)
        self._build()
        self._connect()

    def _build(self) -> None:
        left = column(self._how, *self.ways.values(), "|", spacing=0)
        when = row((self.day, 3), (self.time, 2), spacing=4)
        seen = [row((name, 3), (post, 2), spacing=4) for name, post in self.witnesses]
        whom = row((self.receiver, 3), (self.post, 2), spacing=4)
        right = column(self._who, when, self.number, *seen, whom, 2, self.help, "|", spacing=4)
        row((holder(left), 1), (holder(right), 1), spacing=20, on=self)

    def _connect(self) -> None:
        names = {
            "day": self.day,
            "time": self.time,
            "number": self.number,
            "receiver": self.receiver,
            "post": self.post,
        }
        for name, place in names.items():
            place.when_written(partial(self.written.emit, name))
            place.field.returnPressed.connect(self.entered)
        for number, pair in enumerate(self.witnesses):
            for part, place in enumerate(pair):
                place.when_written(partial(self.witnessed.emit, number, part))
                place.field.returnPressed.connect(self.entered)

    def show_form(self, form: Form) -> None:
        """As it is written; only the fields of the chosen way are there."""
        self._say(form.way)
        self.ways[form.way].setChecked(True)
        self.day.show_text(form.day)
        self.time.show_text(form.time)
        self.number.show_text(form.number)
        self.receiver.show_text(form.receiver)
        self.post.show_text(form.post)
        for (name, post), (said, of) in zip(self.witnesses, form.witnesses, strict=True):
            name.show_text(said)
            post.show_text(of)
            name.setVisible(form.way is Way.REFUSED)
            post.setVisible(form.way is Way.REFUSED)
        self.number.setVisible(form.way is Way.POST)
        self.help.setVisible(form.way in (Way.PAPER, Way.USB))

    def focus_missing(self) -> bool:
        """Go to the first field that the chosen way still needs; False when there is none."""
        wanted: list[Labelled] = [self.day, self.time]
        wanted += [self.number] if self._way is Way.POST else []
        wanted += [name for name, _ in self.witnesses] if self._way is Way.REFUSED else []
        wanted += [self.receiver] if self._way in (Way.PAPER, Way.USB) else []
        empty = next((each for each in wanted if not each.field.text().strip()), None)
        if empty is not None:
            empty.field.setFocus(Qt.FocusReason.TabFocusReason)
        return empty is not None

    def _say(self, way: Way) -> None:
        self._way = way
        self._how.setText(tr("How it was handed over"))
        self._who.setText(tr("To whom and when"))
        for each, button in self.ways.items():
            _, title, note = WAYS[each]
            button.setText(tr(title))
            button.set_note(tr(note) if note else "")
        refused, posted = way is Way.REFUSED, way is Way.POST
        self.day.say(tr("Day of posting") if posted else tr("Day"))
        self.time.say(tr("Time"))
        self.number.say(tr("Number of the postal item"))
        self.receiver.say(
            tr("Who refused (optional)") if refused else tr("Addressee (optional)") if posted else tr("Who received it")
        )
        self.post.say(tr("Post"))
        for number, (name, post) in enumerate(self.witnesses, 1):
            name.say(tr("Witness {n}", n=number))
            post.say(tr("Post"), f"{tr('Witness {n}', n=number)}: {tr('Post')}")
        on_drive = way is Way.USB
        self.help.setText(tr("Save on the drive (Ctrl S)") if on_drive else tr("Print the copy (Ctrl P)"))


class RecordedView(Card):
    """The delivery that counts, read-only, with the field of the notice while it is waited for."""

    corrected = Signal()
    written = Signal(str)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__("surface", "line", radius=12)
        self._icon, self._title = Icon("file-text", "brand", 26), Text("", 18, 700)
        self._lines = Text("", 16, 500, wrap=True)
        self._glyph, self._state = StatusGlyph("none", 20), Text("", 14, 600, "ink2", wrap=True)
        self.notice = Labelled(day_field())
        self.notice.setMaximumWidth(260)
        self.correct = SecondaryButton("", icon="edit", height=44, size=15)
        head = row(self._icon, (self._title, 1), self.correct, spacing=12)
        state = row(self._glyph, (self._state, 1), spacing=8)
        column(head, self._lines, state, self.notice, spacing=6, margins=(18, 8, 10, 12), on=self)
        self.correct.clicked.connect(self.corrected)
        self.notice.when_written(self.written.emit)
        self.notice.field.returnPressed.connect(self.entered)

    def show_recorded(self, recorded: Recorded, notice: str) -> None:
        """As it was recorded."""
        self._icon.show_icon(recorded.icon, "brand")
        self._title.setText(recorded.title)
        self._lines.setText("\n".join(recorded.lines))
        self._glyph.show_shape(recorded.state.shape)
        self._state.setText(recorded.state.words)
        self._state.set_tone(recorded.state.tone)
        self.correct.setText(tr("Correct it"))
        self.correct.setAccessibleDescription(tr("What is recorded stays; the corrected delivery counts."))
        self.notice.say(tr("Day on the notice of the post"))
        self.notice.setVisible(recorded.notice)
        self.notice.show_text(notice)
