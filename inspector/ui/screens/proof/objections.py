"""Objections of the representative: several, each verbatim and tied to a point or to the whole act."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.ui.language import tr
from inspector.ui.screens.proof.presenter import ObjectionLine, ProofPage
from inspector.ui.screens.signatures.details import PAUSE_MS, PointChoice
from inspector.ui.widgets.basic import Elided, KeyCap, Text, column, holder, row
from inspector.ui.widgets.buttons import GhostButton
from inspector.ui.widgets.fields import Soon, TextArea


class ObjectionRow(QWidget):
    """An objection that is written already: press it to go on writing, or take it out."""

    def __init__(self) -> None:
        super().__init__()
        self._where, self._text = Text("", 14, 600, "ink2"), Elided("", 15, 500)
        self.edit = GhostButton("", icon="edit", height=44, size=14)
        self.remove = GhostButton("", icon="trash", height=44, size=14)
        words = holder(column(self._where, self._text, spacing=0))
        row((words, 1), self.edit, self.remove, spacing=0, margins=(5, 0, 0, 0), on=self)

    def show_line(self, number: int, line: ObjectionLine) -> None:
        """As it stands."""
        self._where.setText(line.where)
        self._text.setText(line.text or tr("Nothing is written yet"))
        self.edit.setAccessibleName(tr("Write on objection {n}", n=number))
        self.remove.setAccessibleName(tr("Take out objection {n}", n=number))


class ObjectionsView(QWidget):
    """`objected` a second after the last letter, and at once when the field is left or a point is chosen."""

    objected = Signal(str, str)
    edited = Signal(int)
    added = Signal()
    removed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._about = ""
        self._current = -1
        self._title = Text("", 16, 600)
        self._rows: list[ObjectionRow] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.text = TextArea(lines=3, size=16)
        self.points = PointChoice()
        self.more = GhostButton("", icon="plus", height=44, size=14)
        head = row(self._title, "|", KeyCap("5"), spacing=6, margins=(5, 0, 5, 0))
        points = row((self.points, 1), margins=(5, 0, 5, 0))
        column(head, self._lines, self.text, points, row(self.more, "|"), spacing=4, on=self)
        self._pause = Soon(self, PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.text.edit.textChanged.connect(self._pause.begin)
        self.text.committed.connect(lambda _: self.flush())
        self.points.chosen.connect(self._pointed)
        self.more.clicked.connect(self._more)

    def show_page(self, page: ProofPage) -> None:
        """As it stands; the words that are being written are left alone."""
        self._title.setText(tr("Objections of the representative"))
        self.text.set_placeholder(tr("Optional. Goes into the act word for word."))
        self.more.setText(tr("One more objection"))
        self.more.setVisible(bool(page.objections[page.current].text.strip()) or len(page.objections) > 1)
        another, self._current = self._current != page.current, page.current
        line = page.objections[page.current]
        self._about = line.about
        if another or not self.text.edit.hasFocus():
            self.text.set_text(line.text)
            self._pause.stop()
        self.points.offer(page.points, line.about)
        others = [place for place in range(len(page.objections)) if place != page.current]
        while len(self._rows) < len(others):
            made = ObjectionRow()
            place = len(self._rows)
            made.edit.clicked.connect(lambda _=False, place=place: self._opened(self._others()[place]))
            made.remove.clicked.connect(lambda _=False, place=place: self.removed.emit(self._others()[place]))
            self._rows.append(made)
            self._lines.addWidget(made)
        for place, view in enumerate(self._rows):
            view.setVisible(place < len(others))
            if place < len(others):
                view.show_line(others[place] + 1, page.objections[others[place]])

    def flush(self) -> None:
        """Hand over what is written."""
        self._pause.stop()
        self.objected.emit(self.text.text(), self._about)

    def focus(self) -> None:
        """Key 5."""
        self.text.edit.setFocus()

    def _others(self) -> list[int]:
        return [place for place in range(len(self._rows) + 1) if place != self._current]

    def _pointed(self, name: str) -> None:
        self._about = name
        self.flush()

    def _opened(self, place: int) -> None:
        self.flush()
        self.edited.emit(place)
        self.focus()

    def _more(self) -> None:
        self.flush()
        self.added.emit()
        self.focus()
