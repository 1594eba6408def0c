"""What stands under the pad: who it is, what document they act on, their dissent, why they are absent."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspector.ui.editors.flow import Flow
from inspector.ui.language import tr
from inspector.ui.screens.signatures.page import Choice, Pane
from inspector.ui.widgets.basic import Card, Icon, Text, column, holder, row
from inspector.ui.widgets.buttons import Button
from inspector.ui.widgets.fields import LineField, Soon, TextArea
from inspector.ui.widgets.filters import SegmentedFilter

PAUSE_MS = 1000
KINDS = ("person", "authority", "dissent", "absent")


class PointChoice(QWidget):
    """The points of the act as buttons, and the whole act; `chosen` carries the name of the point."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._label = Text("", 14, 500, "ink2")
        self.buttons: list[Button] = []
        self._values: list[str] = []
        self._flow = Flow(self, spacing=0)
        self._flow.addWidget(self._label)

    def offer(self, points: Sequence[Choice], current: str) -> None:
        """The points of now; a point that is gone leaves the whole act chosen."""
        self._label.setText(tr("To point"))
        self._label.setFixedHeight(54)
        while len(self.buttons) < len(points):
            button, place = Button("", "secondary", height=44, size=15), len(self.buttons)
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, place=place: self._picked(place))
            self.buttons.append(button)
            self._flow.addWidget(button)
        self._values = [point.value for point in points]
        known = current if current in self._values else ""
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(points))
            if place < len(points):
                button.setText(points[place].label)
                button.setAccessibleName(points[place].spoken)
                button.setChecked(points[place].value == known)
                button.set_kind("primary" if points[place].value == known else "secondary")
        self._flow.invalidate()
        self.updateGeometry()

    def _picked(self, place: int) -> None:
        self.chosen.emit(self._values[place])


class DetailsView(Card):
    """One of the kinds at a time; nothing at all for somebody who only signs."""

    named = Signal(str, str, str)
    acted = Signal(int, str, str)
    dissented = Signal(str, str)
    explained = Signal(str)
    done = Signal()

    def __init__(self) -> None:
        super().__init__("sunken", "", radius=12)
        self._kind = ""
        self._about = ""
        self._person_title = Text("", 15, 600)
        self.name, self.post, self.body = (LineField(height=44, size=15) for _ in range(3))
        self._authority_title, self._icon = Text("", 15, 600), Icon("certificate", "ink2", 20)
        self.authority = SegmentedFilter(height=44)
        self.number, self.date = LineField(height=44, size=15), LineField(height=44, size=15)
        self._dissent_title = Text("", 15, 600)
        self.dissent = TextArea(lines=2, size=15)
        self.points = PointChoice()
        self._absent_title = Text("", 15, 600)
        self.absent = LineField(height=44, size=15)
        self._pages = dict(zip(KINDS, self._made(), strict=True))
        column(*self._pages.values(), margins=(8, 8, 8, 6), on=self)
        self._connect()

    def _made(self) -> tuple[QWidget, ...]:
        """One widget for each of KINDS."""
        inset = (6, 0, 6, 0)
        person = column(
            row(self._person_title, margins=inset), self.name, row((self.post, 1), (self.body, 1), spacing=0), spacing=2
        )  # fmt: skip
        head = row(self._icon, (self._authority_title, 1), spacing=9, margins=inset)
        paper = column(head, self.authority, row((self.number, 3), (self.date, 2), spacing=0), spacing=1)
        dissent = column(row(self._dissent_title, margins=inset), self.dissent, self.points, spacing=2)
        absent = column(row(self._absent_title, margins=inset), self.absent, spacing=2)
        return tuple(holder(layout) for layout in (person, paper, dissent, absent))

    def _connect(self) -> None:
        for field in (self.name, self.post, self.body):
            field.editingFinished.connect(self._named)
        for field in (self.number, self.date):
            field.editingFinished.connect(self._acted)
        for field in (self.name, self.post, self.body, self.number, self.date, self.absent):
            field.returnPressed.connect(self._entered)
        self.authority.chosen.connect(lambda _: self._acted())
        self.absent.editingFinished.connect(lambda: self.explained.emit(self.absent.text().strip()))
        self.points.chosen.connect(self._pointed)
        self._pause = Soon(self, PAUSE_MS)
        self._pause.timeout.connect(self._dissented)
        self.dissent.edit.textChanged.connect(self._pause.begin)
        self.dissent.committed.connect(lambda _: self._dissented())

    def show_pane(self, pane: Pane, *, another: bool) -> None:
        """As it stands; a field that is being written into keeps its text unless `another` person opened."""
        self._kind, self._about = pane.details, pane.about
        self.setVisible(bool(pane.details))
        for kind, page in self._pages.items():
            page.setVisible(kind == pane.details)
        self._person_title.setText(tr("Who signs"))
        self._authority_title.setText(tr("On the basis of what they sign"))
        self._dissent_title.setText(tr("Dissent, word for word"))
        self._absent_title.setText(tr("Why they are absent"))
        self.authority.setAccessibleName(self._authority_title.text())
        self.authority.offer([tr("Order"), tr("Charter"), tr("Power of attorney")], pane.authority)
        fields = (self.name, self.post, self.body, self.number, self.date, self.absent)
        labels = (
            tr("Surname, name, patronymic"), tr("Post"), tr("Body"), tr("Number"), tr("Date, dd.mm.yyyy"), tr("Reason"),
        )  # fmt: skip
        values = (*pane.values, pane.number, pane.date, pane.absent)
        for field, label, value in zip(fields, labels, values, strict=True):
            field.setPlaceholderText(label)
            field.setAccessibleName(label)
            if another or not field.hasFocus():
                field.setText(value)
        self.body.setVisible(pane.can_dissent)
        self.dissent.set_placeholder(tr("Goes into the act word for word"))
        if another or not self.dissent.edit.hasFocus():
            self._pause.stop()
            self.dissent.set_text(pane.dissent)
            self._pause.stop()
        self.points.offer(pane.points, pane.about)

    def set_compact(self, *, compact: bool) -> None:
        """Without the titles above the fields."""
        titles = (self._person_title, self._authority_title, self._icon, self._dissent_title, self._absent_title)
        for title in titles:
            title.setVisible(not compact)

    def focus(self) -> None:
        """The first field that is shown; of a person, the first that is empty."""
        firsts = {
            "person": next((each for each in (self.name, self.post) if not each.text().strip()), self.name),
            "authority": self.number,
            "dissent": self.dissent.edit,
            "absent": self.absent,
        }
        target = firsts.get(self._kind)
        if target is not None:
            target.setFocus()

    def _entered(self) -> None:
        """Enter leads to the next field that is empty, and behind the last one back to the pad."""
        fields = (self.name, self.post, self.body, self.number, self.date, self.absent)
        empty = [field for field in fields if field.isVisible() and not field.text().strip()]
        if empty:
            empty[0].setFocus()
        else:
            self.done.emit()

    def flush(self) -> None:
        """Hand over what is still being written."""
        self._pause.stop()
        acts = {
            "person": self._named,
            "authority": self._acted,
            "dissent": self._dissented,
            "absent": lambda: self.explained.emit(self.absent.text().strip()),
        }
        if self._kind in acts:
            acts[self._kind]()

    def _named(self) -> None:
        if self._kind == "person":
            body = self.body.text().strip() if not self.body.isHidden() else ""
            self.named.emit(self.name.text().strip(), self.post.text().strip(), body)

    def _acted(self) -> None:
        if self._kind == "authority":
            self.acted.emit(max(self.authority.current(), 0), self.number.text().strip(), self.date.text().strip())

    def _dissented(self) -> None:
        if self._kind == "dissent":
            self.dissented.emit(self.dissent.text(), self._about)

    def _pointed(self, name: str) -> None:
        self._about = name
        self._dissented()
