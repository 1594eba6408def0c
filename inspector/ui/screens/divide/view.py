"""Which draft, which sections, which drive; then the code, large enough to read out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.ui.language import tr
from inspector.ui.screens.base import Screen
from inspector.ui.screens.divide.presenter import DividePage, DividePresenter
from inspector.ui.screens.paper import drives
from inspector.ui.shell import Hint, Shell
from inspector.ui.widgets.bars import HatchBar, Segment
from inspector.ui.widgets.basic import Card, Scroll, Text, column, holder, row
from inspector.ui.widgets.buttons import ChoiceButton, GhostButton, PrimaryButton
from inspector.ui.widgets.fields import LineField


class DivideScreen(Screen):
    """Enter with `inspection` to begin with that draft."""

    place = "sync"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter: DividePresenter | None = None
        self._heading, self._text = Text("", 28, 700), Text("", 16, 400, "ink2", wrap=True)
        self._which, self._what = Text("", 15, 600, "ink2"), Text("", 15, 600, "ink2")
        self._drafts, self._sections = QVBoxLayout(), QVBoxLayout()
        self.drafts: list[ChoiceButton] = []
        self.sections: list[ChoiceButton] = []
        self._shown: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        self.folder = LineField(height=46)
        self.write = PrimaryButton("", icon="device-usb", height=48)
        self.cancel = GhostButton("", height=44)
        self.done = PrimaryButton("", icon="check", height=48)
        self._code = Text("", 46, 700, "brand")
        self._bar, self._numbers = HatchBar(12), Text("", 14, 500, "ink2")
        self.write.clicked.connect(self._write)
        self.folder.returnPressed.connect(self._write)
        self.cancel.clicked.connect(self._cancel)
        self.done.clicked.connect(shell.navigator.back)
        self._build()

    def enter(self, **arguments: object) -> None:
        """Read the drafts."""
        self._shown = ((), ())
        self.folder.setText(str(drives()[0]))
        self._presenter = DividePresenter(self.shell, self, str(arguments.get("inspection", "")))
        self._presenter.begin()

    def bookmark(self) -> dict[str, object]:
        """The draft that was chosen."""
        chosen = self._presenter.page.chosen if self._presenter is not None else None
        return {"inspection": chosen.inspection} if chosen is not None else {}

    def retranslate(self) -> None:
        """Every text."""
        self._heading.setText(tr("Divide an inspection"))
        self._which.setText(tr("Which inspection"))
        self._what.setText(tr("Sections for your colleague"))
        self.folder.setAccessibleName(tr("Folder"))
        self.cancel.setText(tr("Cancel"))
        self.done.setText(tr("Done"))
        if self._presenter is not None:
            self._presenter.refresh()

    def hints(self) -> Sequence[Hint]:
        """What can be pressed."""
        return (
            Hint("↹", tr("next")),
            Hint("␣", tr("choose")),
            Hint("Ctrl S", tr("to a stick")),
            Hint("Esc", tr("back")),
        )

    def first_focus(self) -> QWidget | None:
        """The first section, else the button."""
        if self.done.isVisibleTo(self):
            return self.done
        if self.sections:
            return self.sections[0]
        return self.write if self.write.isEnabled() else next(iter(self.drafts), None)

    def control(self, letter: str) -> bool:
        """Ctrl+S writes."""
        if letter == "S":
            self._write()
        return letter == "S"

    def show_page(self, page: DividePage) -> None:
        """The page as it is now."""
        self._text.setText(page.text)
        self._offer(page)
        self._code.setText(page.code)
        self._code.setAccessibleName(" ".join(page.code))
        self._code_card.setVisible(page.state == "given")
        self._choice.setVisible(page.state == "choose" and bool(page.drafts))
        self._what.setVisible(bool(page.sections))
        self._foot.setVisible(page.state == "choose" and page.chosen is not None)
        self._busy.setVisible(page.state == "busy")
        self._bar.show_segments([Segment(page.done, "brand")], page.of or 1, page.text)
        self._numbers.setText(tr("{n} of {of}", n=page.done, of=page.of) if page.of else "")
        self.write.setText(page.action)
        self._ready()
        self.done.setVisible(page.state in ("given", "back") or not page.drafts)
        focus = {"busy": self.cancel, "given": self.done, "back": self.done}.get(page.state)
        if focus is None and page.chosen is not None and page.chosen.part:
            focus = self.write
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, page: DividePage) -> None:
        drafts = tuple(f"{one.inspection} {one.name} {one.note}" for one in page.drafts)
        sections = tuple(f"{one.path} {one.title} {one.note}" for one in page.sections)
        if drafts != self._shown[0]:
            self.drafts = _refill(self._drafts, [(one.name, one.note) for one in page.drafts])
            for place, button in enumerate(self.drafts):
                button.clicked.connect(lambda _=False, at=place: self._choose(at))
        if (drafts, sections) != self._shown:
            self.sections = _refill(self._sections, [(one.title, one.note) for one in page.sections])
            for button in self.sections:
                button.toggled.connect(self._ready)
            self._shown = (drafts, sections)
            if self.isVisible() and page.chosen is not None:
                target = self.first_focus()
                if target is not None:
                    target.setFocus(Qt.FocusReason.OtherFocusReason)
        for button, draft in zip(self.drafts, page.drafts, strict=True):
            button.setChecked(draft == page.chosen)

    def _ready(self) -> None:
        page = self._presenter.page if self._presenter is not None else DividePage()
        part = page.chosen is not None and page.chosen.part
        self.write.setEnabled(part or any(button.isChecked() for button in self.sections))

    def _choose(self, place: int) -> None:
        if self._presenter is not None:
            self._presenter.choose(place)

    def _write(self) -> None:
        presenter = self._presenter
        if presenter is None or presenter.page.state != "choose":
            return
        pairs = zip(self.sections, presenter.page.sections, strict=True)
        presenter.write([section.path for button, section in pairs if button.isChecked()], self.folder.text())

    def _cancel(self) -> None:
        if self._presenter is not None:
            self._presenter.cancel()

    def _build(self) -> None:
        for layout in (self._drafts, self._sections):
            layout.setSpacing(2)
            layout.setContentsMargins(0, 0, 0, 0)
        left = holder(column(self._which, self._drafts, "|", spacing=4))
        right = holder(column(self._what, self._sections, "|", spacing=4))
        both = holder(row((left, 2), (right, 3), spacing=18, margins=(0, 0, 8, 0)))
        self._choice = Scroll(both)
        self._foot = Card("surface", "line", radius=12)
        row((self.folder, 1), self.write, spacing=8, margins=(11, 4, 11, 4), on=self._foot)
        self._code_card = Card("brandT", "brand", radius=14)
        self._code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column(self._code, margins=(20, 26, 20, 26), on=self._code_card)
        self._busy = Card("sunken", "line2", radius=12)
        column(self._bar, row(self._numbers, "|", self.cancel), spacing=6, margins=(18, 12, 12, 8), on=self._busy)
        inner = holder(
            column(
                self._heading, self._text, 4, self._code_card, self._busy, (self._choice, 100), self._foot,
                row(self.done, "|"), ("|", 1), spacing=6,
            )
        )  # fmt: skip
        inner.setMaximumWidth(1120)
        column((inner, 1), spacing=0, margins=(28, 12, 24, 10), on=self)


def _refill(layout: QVBoxLayout, lines: Sequence[tuple[str, str]]) -> list[ChoiceButton]:
    while layout.count():
        widget = layout.takeAt(0).widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
    made = []
    for name, note in lines:
        button = ChoiceButton(name, note=note)
        button.setAccessibleDescription(note)
        layout.addWidget(button)
        made.append(button)
    return made
