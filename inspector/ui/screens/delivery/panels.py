"""What is written to add something: a scan, an objection, evidence of repair. In the page, never a window.

A panel stands in place of the form; its primary button lies outside the scroll, Escape leaves it.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from inspector.core.verdict import Severity
from inspector.services.ports import AfterSeal
from inspector.ui.language import tr
from inspector.ui.screens import phrases
from inspector.ui.screens.delivery.fields import Labelled, day_field
from inspector.ui.screens.delivery.page import OBJECTION, REPAIR, SCAN, finding_text
from inspector.ui.widgets.basic import Scroll, Text, column, holder, row
from inspector.ui.widgets.buttons import ChoiceButton, GhostButton, PrimaryButton, SecondaryButton
from inspector.ui.widgets.fields import LineField, TextArea

NEWEST = 6
"""The digit that takes the newest file: 6 opens the panel, 6 again takes it."""


class Papers(QWidget):
    """The newest files of a folder or drive, each with its digit, and a field for another place."""

    looked = Signal(object)
    picked = Signal(object)
    shown = Signal(bool)

    def __init__(self, *, several: bool) -> None:
        super().__init__()
        self._several = several
        self.place = Labelled(LineField(height=46))
        self.look = SecondaryButton("", icon="folder", height=46, size=15)
        self._empty = Text("", 15, 400, "ink2", wrap=True)
        self._empty.setContentsMargins(5, 0, 0, 0)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.buttons: list[ChoiceButton] = []
        self._files: list[Path] = []
        self._reading, self._wanted = False, 0
        top = row((self.place, 1), holder(column("|", self.look, spacing=0)), spacing=4)
        column(top, self._empty, self._lines, spacing=4, on=self)
        self.look.clicked.connect(self._look)
        self.place.field.returnPressed.connect(self._look)

    def begin(self) -> None:
        """The folder is being read: a digit pressed meanwhile is kept."""
        self._reading, self._wanted = True, 0

    def show_papers(self, place: Path, papers: Sequence[tuple[Path, datetime]]) -> None:
        """What lies there, newest first."""
        if not self.place.field.hasFocus():
            self.place.field.setText(str(place))
        chosen = set(self.chosen())
        while self._lines.count():
            widget = self._lines.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons, self._files = [], [path for path, _ in papers]
        for number, (path, at) in enumerate(papers, 1):
            button = ChoiceButton(path.name, str(number), note=f"{at:%d.%m.%Y %H:%M}", icon=_icon(path), height=54)
            button.setChecked(path in chosen)
            button.clicked.connect(lambda _=False, place=number - 1: self.take(place))
            self.buttons.append(button)
            self._lines.addWidget(button)
        self._empty.setText(
            "" if papers else tr("No pictures and no PDFs here. Name another folder or the file itself.")
        )
        self._empty.setVisible(not papers)
        self._reading = False
        self.shown.emit(bool(papers))
        if self._wanted:
            self.press(self._wanted)
            self._wanted = 0

    def retranslate(self) -> None:
        """Every text."""
        self.place.say(tr("Folder, drive or file"))
        self.look.setText(tr("Look there"))

    def press(self, digit: int) -> bool:
        """Its own digit takes a file, 6 the newest."""
        if self._reading:
            self._wanted = digit
            return True
        place = 0 if digit == NEWEST else digit - 1
        if 0 <= place < len(self._files):
            if self._several:
                self.buttons[place].setChecked(not self.buttons[place].isChecked())
            self.take(place)
            return True
        return digit == NEWEST

    def chosen(self) -> list[Path]:
        """The files that are ticked."""
        return [path for path, button in zip(self._files, self.buttons, strict=True) if button.isChecked()]

    def untick(self) -> None:
        """Nothing is chosen."""
        for button in self.buttons:
            button.setChecked(False)

    def take(self, place: int) -> None:
        """One file is taken at once; of several, each is ticked."""
        if not self._several:
            self.buttons[place].setChecked(False)
            self.picked.emit(self._files[place])

    def _look(self) -> None:
        text = self.place.field.text().strip()
        if text:
            self.looked.emit(Path(text).expanduser())


def _icon(path: Path) -> str:
    return "file-text" if path.suffix.lower() == ".pdf" else "photo"


class Panel(QWidget):
    """A title, a body that scrolls, and below it the primary button and the way back."""

    left = Signal()

    def __init__(self, kind: str, icon: str) -> None:
        super().__init__()
        self.kind = kind
        self._title, self._note = Text("", 26, 700, wrap=True), Text("", 15, 400, "ink2", wrap=True)
        self.body = QWidget()
        self.save = PrimaryButton("", icon=icon)
        self.cancel = GhostButton("", key="Esc")
        self.cancel.clicked.connect(self.left)
        foot = row(self.save, "|", self.cancel, spacing=8, margins=(15, 2, 13, 8))
        head = column(self._title, self._note, spacing=2, margins=(20, 12, 18, 2))
        column(head, (Scroll(self.body), 1), holder(foot), spacing=0, on=self)

    def say(self, title: str, note: str, save: str) -> None:
        """Its words."""
        self._title.setText(title)
        self._note.setText(note)
        self.save.setText(save)
        self.cancel.setText(tr("Do not add"))

    def open(self, after: AfterSeal, today: str) -> None:
        """Begin anew."""

    def first(self) -> QWidget:
        """What gets the focus."""
        return self.save

    def press(self, digit: int) -> bool:
        """A digit while nothing is written."""
        del digit
        return False

    def retranslate(self) -> None:
        """Every text."""


class ScanPanel(Panel):
    """The scan of the page that was signed by hand: the file that is taken is added at once."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__(SCAN, "paperclip")
        self.papers = Papers(several=False)
        column(self.papers, "|", margins=(15, 4, 13, 4), on=self.body)
        self.papers.picked.connect(self.picked)
        self.papers.shown.connect(self._found)
        self.save.clicked.connect(lambda: self.papers.press(NEWEST))

    def retranslate(self) -> None:
        """Every text."""
        note = tr("A picture or a PDF. The file's name is not kept; a picture loses its place and time.")
        self.say(tr("Scan of the signed page"), note, tr("Add the newest"))
        self.papers.retranslate()

    def press(self, digit: int) -> bool:
        """Files by their digits."""
        return self.papers.press(digit)

    def _found(self, some: bool) -> None:
        """With nothing to take, the place is asked for."""
        held = self.save.hasFocus()
        self.save.setEnabled(some)
        if held and not some:
            self.papers.place.field.setFocus(Qt.FocusReason.TabFocusReason)


class ObjectionPanel(Panel):
    """The words of a letter, its day and its author."""

    saved = Signal(str, str, str, object)

    def __init__(self) -> None:
        super().__init__(OBJECTION, "check")
        self.text = TextArea(lines=5)
        self.day, self.author = Labelled(day_field()), Labelled()
        self.papers = Papers(several=True)
        facts = row((self.day, 1), (self.author, 3), spacing=4)
        column(self.text, facts, self.papers, "|", spacing=6, margins=(15, 4, 13, 4), on=self.body)
        self.save.clicked.connect(self._save)
        for place in (self.day, self.author):
            place.field.returnPressed.connect(self._save)

    def open(self, after: AfterSeal, today: str) -> None:
        """An empty letter of today; what was begun stays."""
        if not self.text.text().strip():
            self.day.field.setText(today)
            self.author.field.setText(after.receiver)

    def first(self) -> QWidget:
        """The words."""
        return self.text.edit

    def clear(self) -> None:
        """It was added."""
        self.text.set_text("")
        self.papers.untick()

    def press(self, digit: int) -> bool:
        """Pages of the letter by their digits."""
        return self.papers.press(digit)

    def retranslate(self) -> None:
        """Every text."""
        note = tr("Word for word. It goes to headquarters closed; the act does not change.")
        self.say(tr("Objections that came later"), note, tr("Add the objection"))
        self.text.set_placeholder(tr("What is objected"))
        self.day.say(tr("Day of the letter"))
        self.author.say(tr("Who objects"))
        self.papers.retranslate()

    def _save(self) -> None:
        self.saved.emit(self.text.text(), self.day.field.text(), self.author.field.text(), self.papers.chosen())


class RepairPanel(Panel):
    """Which finding was mended, what was done, and pictures of it."""

    saved = Signal(int, str, object)

    def __init__(self) -> None:
        super().__init__(REPAIR, "check")
        self._which = Text("", 16, 700)
        self._which.setContentsMargins(5, 0, 0, 0)
        self._group = QButtonGroup(self)
        self._findings = QVBoxLayout()
        self._findings.setSpacing(0)
        self.findings: list[ChoiceButton] = []
        self.text = TextArea(lines=3)
        self.papers = Papers(several=True)
        column(
            self._which, self._findings, self.text, self.papers, "|", spacing=6, margins=(15, 4, 13, 4), on=self.body
        )  # fmt: skip
        self.save.clicked.connect(self._save)

    def open(self, after: AfterSeal, today: str) -> None:
        """The findings of the act; what was begun stays."""
        del today
        before = self._group.checkedId()
        while self._findings.count():
            widget = self._findings.takeAt(0).widget()
            if widget is not None:
                self._group.removeButton(widget)  # type: ignore[arg-type]
                widget.hide()
                widget.deleteLater()
        self.findings = []
        for place, finding in enumerate(after.findings):
            days = phrases.days(finding.days) if finding.days is not None else tr("no term")
            note = days if finding.severity is Severity.NONE else f"{phrases.severity(finding.severity)} · {days}"
            button = ChoiceButton(finding_text(finding.message), "", note=note, height=54)
            self._group.addButton(button, place)
            self.findings.append(button)
            self._findings.addWidget(button)
        chosen = before if 0 <= before < len(self.findings) else 0
        if self.findings:
            self.findings[chosen].setChecked(True)

    def first(self) -> QWidget:
        """The chosen finding."""
        return self._group.checkedButton() or self.text.edit

    def clear(self) -> None:
        """It was added."""
        self.text.set_text("")
        self.papers.untick()

    def press(self, digit: int) -> bool:
        """Pictures by their digits; then Enter adds."""
        taken = self.papers.press(digit)
        if taken:
            self.save.setFocus(Qt.FocusReason.TabFocusReason)
        return taken

    def retranslate(self) -> None:
        """Every text."""
        self.say(tr("Evidence of repair"), tr("Headquarters decides whether the violation is closed."), tr("Add it"))
        self._which.setText(tr("What was repaired"))
        self.text.set_placeholder(tr("What was done"))
        self.papers.retranslate()

    def _save(self) -> None:
        self.saved.emit(self._group.checkedId(), self.text.text(), self.papers.chosen())
