"""The right side of the summary: the inspector's pad, the representative's, objections, refusal, the seal."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from inspector.core.signatures import Stroke
from inspector.ui.language import ntr, tr
from inspector.ui.screens.summary.page import Left, Person, SummaryPage
from inspector.ui.widgets.basic import Elided, KeyCap, Line, Pane, Scroll, StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import GhostButton, PrimaryButton
from inspector.ui.widgets.fields import LineField, TextArea
from inspector.ui.widgets.signature import SignaturePad

WIDTH = 416
LEAST = 60
"""How wide a signature is at least, of a pad 1000 wide: a stray touch is none."""


class PersonView(QWidget):
    """One who signs: who, how it stands, the pad, and paper as the other way."""

    drawn = Signal(object)
    erased = Signal()
    paper_chosen = Signal(bool)

    def __init__(self, key: str, least: int, *, stacked: bool = False) -> None:
        super().__init__()
        self._heading = Elided("", 16, 600)
        self._glyph = StatusGlyph("none", 18)
        self._state = Text("", 14, 600, "ink2")
        self._name = Elided("", 14, 400, "ink2")
        self.pad = SignaturePad()
        self.pad.setMinimumHeight(least)
        self._erased: tuple[Stroke, ...] = ()
        self.paper = GhostButton("", icon="file-text", key=key, height=36, size=14)
        self.paper.setCheckable(True)
        self.erase = GhostButton("", icon="trash", height=36, size=14)
        self._head = row((self._heading, 1), self._glyph, self._state, spacing=6)
        self._ways = row(self.paper, self.erase, spacing=0)
        self._fields = column(spacing=0)
        if stacked:
            self._head.setContentsMargins(0, 8, 5, 4)
            column(self._head, self._fields, (self.pad, 1), self._ways, spacing=0, on=self)
        else:
            self._head.setContentsMargins(0, 6, 5, 0)
            who = row((self._name, 1), self._ways, spacing=4)
            column(self._head, who, (self.pad, 1), spacing=0, on=self)
        self.pad.changed.connect(self._changed)
        self.erase.clicked.connect(self._erase)
        self.paper.clicked.connect(self.paper_chosen)

    def add_way(self, button: QWidget) -> None:
        """Another way than signing."""
        self._ways.addStretch(1)
        self._ways.addWidget(button)

    def add_field(self, widget: QWidget) -> None:
        """Something to fill in above the pad."""
        self._fields.addWidget(widget)

    def show_person(self, person: Person, strokes: tuple[Stroke, ...]) -> None:
        """As it stands."""
        self._heading.setText(person.heading)
        self._name.setText(" · ".join(part for part in (person.name, person.post) if part))
        self._state.setText(person.state if person.way == "screen" else "")
        self._state.set_tone("ok" if person.way == "screen" else "brand" if person.way else "ink2")
        self._glyph.setVisible(person.way == "screen")
        self._glyph.show_shape("ok")
        self.pad.set_hint(tr("Sign with finger, pen or mouse"))
        self.pad.setAccessibleDescription(person.heading)
        if strokes != self.pad.strokes():
            self.pad.set_strokes(strokes)
        self.paper.setText(tr("On paper"))
        self.paper.setAccessibleDescription(person.heading)
        self.paper.setChecked(person.way == "paper")
        self.paper.set_kind("primary" if person.way == "paper" else "ghost")
        self.erase.setText(tr("Erase"))
        self.erase.setAccessibleDescription(person.heading)
        self.erase.setVisible(person.way == "screen")
        self.paper.setVisible(person.way != "screen")

    def restore(self) -> bool:
        """Bring erased strokes back; False when there are none."""
        if self.pad.strokes() or not self._erased:
            return False
        strokes, self._erased = self._erased, ()
        self.drawn.emit(strokes)
        return True

    def _changed(self) -> None:
        strokes = self.pad.strokes()
        across = [x for stroke in strokes for x, _ in stroke]
        if across and max(across) - min(across) >= LEAST:
            self.drawn.emit(strokes)
        elif not strokes:
            self.erased.emit()

    def _erase(self) -> None:
        self._erased = self.pad.strokes()
        self.pad.clear()
        self.erased.emit()


class SigningPane(Pane):
    """Everything that makes an act of the answers. `finish` is disabled with its reason below it."""

    finished = Signal()
    left_followed = Signal(str)
    refused = Signal()
    objected = Signal(str)
    named = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__("surface", "left")
        self._left: tuple[Left, ...] = ()
        self.inspector = PersonView("1", 92)
        self.representative = PersonView("2", 110, stacked=True)
        self.name = LineField(height=42, size=15)
        self.post = LineField(height=42, size=15)
        self.authority = LineField(height=42, size=15)
        for field in (self.name, self.post, self.authority):
            field.editingFinished.connect(self._named)
        pair = holder(row((self.post, 1), (self.authority, 1), spacing=0))
        self.representative.add_field(self.name)
        self.representative.add_field(pair)
        self.objections = TextArea(lines=2, size=15)
        self._objections_title = Text("", 14, 600, "ink2")
        self.refusal = GhostButton("", key="0", height=36, size=14)
        self.representative.add_way(self.refusal)
        self.finish = PrimaryButton("", icon="check")
        self.follow = GhostButton("", height=36, size=14)
        self._build()
        self.finish.clicked.connect(self.finished)
        self.follow.clicked.connect(self._follow)
        self.refusal.clicked.connect(self.refused)
        self.objections.committed.connect(self.objected)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(1000)
        self.objections.edit.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(lambda: self.objected.emit(self.objections.text()))
        self.setFixedWidth(WIDTH)

    def _build(self) -> None:
        body = QWidget()
        objections = row(self._objections_title, KeyCap("5"), "|", spacing=6)
        column(
            self.inspector, Line(), (self.representative, 1), objections, self.objections,
            spacing=2, margins=(18, 2, 13, 4), on=body,
        )  # fmt: skip
        foot = column(self.finish, self.follow, spacing=0, margins=(13, 2, 13, 0))
        column((Scroll(body), 1), Line(), holder(foot), spacing=0, margins=(1, 0, 0, 2), on=self)

    def show_page(self, page: SummaryPage, inspector: tuple[Stroke, ...], representative: tuple[Stroke, ...]) -> None:
        """As it stands; fields that are being written into keep their text."""
        self._left = page.left
        self.inspector.show_person(page.inspector, inspector)
        self.representative.show_person(page.representative, representative)
        values = (page.representative.name, page.representative.post, page.representative.authority)
        labels = (tr("Surname, name, patronymic"), tr("Post"), tr("Acts on the basis of"))
        for field, value, label in zip((self.name, self.post, self.authority), values, labels, strict=True):
            field.setPlaceholderText(label)
            field.setAccessibleName(label)
            if not field.hasFocus():
                field.setText(value)
        self._objections_title.setText(tr("Objections of the representative"))
        self.objections.set_placeholder(tr("Optional. Goes into the act word for word."))
        if not self.objections.edit.hasFocus():
            self.objections.set_text(page.objections)
        self.refusal.setText(tr("Refusal"))
        self.refusal.setAccessibleDescription(tr("A reason and two witnesses are needed"))
        self.finish.setText(page.busy or tr("Seal and make the act"))
        self.finish.setEnabled(not page.left and not page.busy)
        self.follow.setText(left_text(page.left))
        self.follow.setVisible(bool(page.left))

    def _named(self) -> None:
        self.named.emit(self.name.text().strip(), self.post.text().strip(), self.authority.text().strip())

    def _follow(self) -> None:
        if self._left:
            self.left_followed.emit(self._left[0].target)

    def flush(self) -> None:
        """Hand over what is still being written."""
        self._named()
        self.objected.emit(self.objections.text())

    def focus_objections(self) -> None:
        """Key 5."""
        self.objections.edit.setFocus(Qt.FocusReason.TabFocusReason)


def left_text(left: tuple[Left, ...]) -> str:
    """«Left: the inspector's signature · 2 more»."""
    if not left:
        return ""
    said = tr("Left: {what}", what=left[0].text)
    more = len(left) - 1
    return f"{said} · {ntr('{n} more', '{n} more', more)}" if more else said
