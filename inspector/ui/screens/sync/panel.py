"""The exchange by a stick, in the page: never a window of its own."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from inspector.ui.language import tr
from inspector.ui.screens.paper import drives
from inspector.ui.screens.sync.stick import SHOWN, StickPage, StickPresenter
from inspector.ui.shell import Shell
from inspector.ui.widgets.bars import HatchBar, Segment
from inspector.ui.widgets.basic import Card, Icon, Text, column, holder, row
from inspector.ui.widgets.buttons import GhostButton, PrimaryButton, SecondaryButton
from inspector.ui.widgets.fields import LineField


class StickPanel(Card):
    """Where to, how far, what came of it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__("sunken", "line2", radius=12)
        self.presenter = StickPresenter(shell, self, drives)
        self._title, self._text = Text("", 16, 600, wrap=True), Text("", 14, 400, "ink2", wrap=True)
        self.field, self.code = LineField(height=46), LineField(height=46, size=18, weight=600)
        self._files: list[SecondaryButton] = [
            SecondaryButton("", icon="file-text", height=44, size=15) for _ in range(SHOWN)
        ]
        self._bar, self._numbers = HatchBar(12), Text("", 14, 500, "ink2")
        self.go = PrimaryButton("", height=46)
        self.quit = GhostButton("", height=44, size=15)
        self._code_name = Text("", 15, 600, "ink2")
        self._code = holder(row(row(self._code_name, margins=(5, 0, 0, 0)), (self.code, 1), spacing=12))
        self._fields = holder(column(self.field, self._code, spacing=0))
        self._found = holder(column(*self._files, spacing=0))
        self._progress = holder(column(self._bar, self._numbers, spacing=4, margins=(5, 4, 5, 0)))
        self._buttons = holder(row(self.go, "|", self.quit, spacing=6))
        words = holder(column(self._title, self._text, spacing=2))
        top = row(Icon("device-usb", "brand", 26), (words, 1), spacing=12, margins=(5, 0, 5, 2))
        column(
            top, self._found, self._fields, self._progress, self._buttons, spacing=2, margins=(13, 10, 10, 8), on=self
        )
        self.go.clicked.connect(self._go)
        self.quit.clicked.connect(self._quit)
        self.field.returnPressed.connect(self._go)
        self.code.returnPressed.connect(self._go)
        for place, button in enumerate(self._files):
            button.clicked.connect(lambda _=False, at=place: self._pick(at))
        self.hide()

    def retranslate(self) -> None:
        """The names of the fields; what is said, is said by the page."""
        self._code_name.setText(tr("One-time code"))
        self.code.setAccessibleName(self._code_name.text())
        self.show_stick(self.presenter.page)

    def show_stick(self, page: StickPage) -> None:
        """The panel as it is now."""
        asking = page.mode in ("save", "bring")
        self._title.setText(page.title)
        self._title.set_tone(page.tone if page.mode == "done" and page.tone != "ink2" else "ink")
        self._text.setText(page.text)
        self._text.setVisible(bool(page.text))
        self._fields.setVisible(asking)
        self._code.setVisible(page.code)
        self.field.setVisible(not page.code)
        if asking and not self.isVisibleTo(self.parentWidget() or self):
            self.code.clear()
        if asking:
            self.field.setText(page.field)
            self.field.setAccessibleName(tr("Folder") if page.mode == "save" else tr("Exchange file"))
        self._found.setVisible(len(page.files) > 1)
        for place, button in enumerate(self._files):
            button.setVisible(place < len(page.files))
            if place < len(page.files):
                button.setText(page.files[place].words)
        self._progress.setVisible(page.mode == "busy")
        self._bar.show_segments([Segment(page.done, "brand")], page.of or 1, page.title)
        self._numbers.setText(tr("{n} of {of}", n=page.done, of=page.of) if page.of else "")
        self.go.setText(page.action)
        self.go.setVisible(asking)
        self.quit.setText(tr("Cancel") if page.mode == "busy" else tr("Close"))
        shown = page.mode != "closed"
        moved = shown and (asking or page.mode == "done") and page.mode != self.property("mode")
        self.setProperty("mode", page.mode)
        self.setVisible(shown)
        if page.code:
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)
        elif moved:
            self._first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _first(self) -> QWidget:
        return self.field if self.presenter.page.mode in ("save", "bring") else self.quit

    def _go(self) -> None:
        mode = self.presenter.page.mode
        if mode == "save":
            self.presenter.save(self.field.text())
        elif mode == "bring":
            self.presenter.bring(self.field.text(), self.code.text())

    def _quit(self) -> None:
        if self.presenter.page.mode == "busy":
            self.presenter.cancel()
        else:
            self.presenter.close()

    def _pick(self, place: int) -> None:
        files = self.presenter.page.files
        if place < len(files):
            self.field.setText(str(files[place].path))
            self.presenter.bring(self.field.text(), self.code.text())
