"""Restoring as it looks: where the copy lies, its passphrase, how far it is."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from inspector.services.backup import ENDING
from inspector.ui.language import tr
from inspector.ui.screens.base import Frame
from inspector.ui.screens.form import FormScreen, labelled
from inspector.ui.screens.paper import drives
from inspector.ui.screens.restore.presenter import RestorePresenter
from inspector.ui.shell import Shell
from inspector.ui.widgets.bars import HatchBar, Segment
from inspector.ui.widgets.basic import Text, holder, row
from inspector.ui.widgets.buttons import SecondaryButton
from inspector.ui.widgets.fields import LineField
from inspector.ui.widgets.passphrase import PassphraseBlock


class RestoreScreen(FormScreen):
    """Stands before the lock, as the first start does: nothing is open here."""

    frame = Frame.BARE

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter = RestorePresenter(self, shell)
        self._file_name, self._passphrase_name = Text("", 15, 600), Text("", 15, 600)
        self.file, self._browse = LineField(height=52, size=16, icon="folder"), SecondaryButton("", height=52)
        self.passphrase = PassphraseBlock()
        self._bar = HatchBar(12)
        self._bar_row = holder(row(self._bar, margins=(5, 0, 5, 0)))
        self.file.returnPressed.connect(self.passphrase.field.setFocus)
        self.passphrase.entered.connect(self._restore)
        self.go.clicked.connect(self._restore)
        self._browse.clicked.connect(self._choose)
        chosen = holder(row((self.file, 1), self._browse, spacing=0))
        self.lay_out(labelled(self._file_name, chosen), labelled(self._passphrase_name, self.passphrase), self._bar_row)

    def enter(self, **arguments: object) -> None:
        """The newest copy on a drive is offered."""
        del arguments
        self.passphrase.clear()
        self.show_problem("")
        if not self.file.text():
            self.file.setText(str(newest_copy() or ""))

    def leave(self) -> None:
        """Nothing of it stays."""
        self._presenter.stop()
        self.passphrase.clear()

    def show_busy(self, text: str) -> None:
        """What goes on, and the way to stop it."""
        super().show_busy(text)
        for field in (self.file, self._browse, self.passphrase):
            field.setEnabled(not text)
        self._bar_row.setVisible(bool(text))
        self.back.setText(tr("Stop") if text else tr("Back"))
        if not text:
            self.show_progress(0, 1)

    def show_progress(self, done: int, total: int) -> None:
        """Bytes."""
        self._bar.show_segments([Segment(done, "brand")], total or 1, self._busy.text())

    def first_focus(self) -> QWidget | None:
        """What is missing first."""
        return self.passphrase.field if self.file.text() else self.file

    def escape(self) -> bool:
        """Stop; then back."""
        if self._presenter.busy:
            self._presenter.stop()
        else:
            self._presenter.leave()
        return True

    def idled(self) -> None:
        """Nobody is here."""
        self._presenter.leave()

    def retranslate(self) -> None:
        """Every text."""
        super().retranslate()
        self.heading.setText(tr("Restore the laptop from a copy"))
        self.note.setText(
            tr("The copy is checked to the last byte first. What is on this laptop is put aside, not deleted.")
        )
        self._file_name.setText(tr("File of the copy"))
        self._passphrase_name.setText(tr("Passphrase of the copy"))
        self.file.setAccessibleName(self._file_name.text())
        self.passphrase.retranslate(self._passphrase_name.text())
        self._browse.setText(tr("Choose"))
        self.go.setText(tr("Restore"))

    def _restore(self) -> None:
        self._presenter.restore(self.file.text(), self.passphrase.text())

    def _choose(self) -> None:
        start = self.file.text() or str(drives()[0])
        chosen, _ = QFileDialog.getOpenFileName(self, self._file_name.text(), start, f"*{ENDING}")
        if chosen:
            self.file.setText(chosen)
            self.passphrase.field.setFocus()


def newest_copy() -> Path | None:
    """The copy with the latest day in its name, among drives and documents."""
    found = [file for folder in drives() if folder.is_dir() for file in folder.glob(f"*{ENDING}")]
    return max(found, key=lambda file: file.name, default=None)
