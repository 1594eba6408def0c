"""Where pictures come from: drives that hold a camera's folder, the watched folder, or a path that is named."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QWidget

from inspector.services import watching
from inspector.ui.editors.flow import Flow
from inspector.ui.editors.text import TextEditor
from inspector.ui.language import ntr, tr
from inspector.ui.screens.questions.page import FieldLine
from inspector.ui.screens.questions.tray import KNOWN
from inspector.ui.widgets.basic import Card, Icon, Scroll, Text, column, holder, row
from inspector.ui.widgets.buttons import SecondaryButton

OFFERED = 4
Source = tuple[Path, int]
"""A folder and how many pictures lie in it."""


def look(watched: Path) -> tuple[Source, ...]:
    """The drives first, then the watched folder; only what holds pictures. Waits for disks."""
    found = [(place, len(watching.everything(place))) for place in (*watching.drives(), watched)]
    return tuple((place, count) for place, count in found if count)[:OFFERED]


class SourcesPanel(QWidget):
    """Keys 1 to 4 take a folder that was found; `named` carries a folder or a file."""

    named = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[Source, ...] = ()
        self._title, self._said = Text("", 20, 700), Text("", 16, 400, "ink2", wrap=True)
        self.offers = [SecondaryButton("", icon="photo-up", key=str(n + 1), height=54) for n in range(OFFERED)]
        self._other = Text("", 15, 600, "ink2")
        self.known = [SecondaryButton("", icon="folder", height=44, size=15) for _ in KNOWN]
        self.path = TextEditor()
        self._steps = [Text("", 15, 400, "ink2", wrap=True) for _ in range(3)]
        self._build()
        for place, offer in enumerate(self.offers):
            offer.clicked.connect(lambda _=False, place=place: self.press(place + 1))
        for button, (location, _) in zip(self.known, KNOWN, strict=True):
            button.clicked.connect(lambda _=False, where=location: self._go_to(where))
        self.path.changed.connect(self._typed)

    def _build(self) -> None:
        known = QWidget()
        flow = Flow(known, spacing=0)
        for button in self.known:
            flow.addWidget(button)
        steps = Card("sunken", "", radius=12)
        column(
            *(row(Text(f"{n}", 15, 700, "brand"), (each, 1), spacing=10) for n, each in enumerate(self._steps, 1)),
            spacing=6, margins=(16, 12, 16, 12), on=steps,
        )  # fmt: skip
        offers = QWidget()
        flow = Flow(offers, spacing=0)
        for offer in self.offers:
            flow.addWidget(offer)
        head = row(Icon("photo-up", "brand", 26), (self._title, 1), spacing=10)
        inset = holder(column(head, self._said, spacing=6, margins=(5, 0, 5, 0)))
        other = holder(row(self._other, margins=(5, 6, 5, 0)))
        told = holder(row(steps, margins=(5, 4, 5, 0)))
        body = QWidget()
        column(inset, offers, other, known, self.path, told, "|", spacing=6, margins=(0, 4, 6, 6), on=body)
        column((Scroll(body), 1), on=self)

    def retranslate(self) -> None:
        """Every text."""
        self._title.setText(tr("Where are the pictures?"))
        self._other.setText(tr("Another folder"))
        for button, (_, name) in zip(self.known, KNOWN, strict=True):
            button.setText(tr(name))
        self.path.show_field(
            FieldLine(node="", editor="text", label=tr("Folder with pictures"), hint="", value=self.path.field.text())
        )  # fmt: skip
        self.path.field.setPlaceholderText(tr("Folder with pictures"))
        said = (
            tr("Connect the phone with a cable and let it show its files, or put its card in."),
            tr("Or drag files and folders onto this page."),
            tr("Only copies are made: nothing on the phone changes."),
        )
        for line, text in zip(self._steps, said, strict=True):
            line.setText(text)
        self.show_found(self._found)

    def show_found(self, found: tuple[Source, ...]) -> None:
        """What holds pictures now."""
        self._found = found
        for place, offer in enumerate(self.offers):
            offer.setVisible(place < len(found))
            if place < len(found):
                count = ntr("{n} picture", "{n} pictures", found[place][1])
                offer.setText(f"{watching.name_of(found[place][0])} · {count}")
        none = tr("No phone and no drive with pictures is connected. It shows here by itself.")
        self._said.setText(tr("Found by itself:") if found else none)

    @property
    def found(self) -> bool:
        """Whether a folder can be taken by its key."""
        return bool(self._found)

    def press(self, digit: int) -> bool:
        """The folder with that key."""
        if 1 <= digit <= len(self._found):
            self.named.emit(self._found[digit - 1][0])
        return True

    def first(self) -> QWidget:
        """What gets the focus."""
        return self.offers[0] if self._found else self.known[0]

    def take_focus(self) -> None:
        """The first folder, or the path."""
        self.first().setFocus(Qt.FocusReason.TabFocusReason)

    def _typed(self, text: str) -> None:
        if text.strip():
            self.named.emit(Path(text.strip()).expanduser())

    def _go_to(self, where: QStandardPaths.StandardLocation) -> None:
        found = QStandardPaths.writableLocation(where)
        if found:
            self.named.emit(Path(found))
