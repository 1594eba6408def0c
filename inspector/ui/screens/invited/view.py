"""Joining by files as it looks: the file, the passphrase, one button; what is to be done with the stick."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from inspector.ui.language import tr
from inspector.ui.screens.base import Frame
from inspector.ui.screens.form import FormScreen, labelled
from inspector.ui.screens.invited.presenter import InvitedPresenter
from inspector.ui.screens.paper import drives
from inspector.ui.shell import Shell
from inspector.ui.widgets.basic import Text
from inspector.ui.widgets.buttons import GhostButton
from inspector.ui.widgets.fields import LineField
from inspector.ui.widgets.passphrase import PassphraseBlock


class InvitedScreen(FormScreen):
    """Stands before the first start is over: nothing is open here."""

    frame = Frame.BARE

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter = InvitedPresenter(self, shell)
        self._file_name, self._passphrase_name = Text("", 15, 600), Text("", 15, 600)
        self.file = LineField(height=52, size=16, icon="folder")
        self.passphrase = PassphraseBlock()
        self._other = GhostButton("", height=44, size=15)
        self.file.returnPressed.connect(self.passphrase.field.setFocus)
        self.passphrase.entered.connect(self._go)
        self.go.clicked.connect(self._go)
        self._other.clicked.connect(self._presenter.other)
        self.lay_out(
            labelled(self._file_name, self.file), labelled(self._passphrase_name, self.passphrase), self._other
        )

    def enter(self, **arguments: object) -> None:
        """What is to be done now; the newest file on a drive is offered."""
        del arguments
        self.passphrase.clear()
        self.show_problem("")
        self._presenter.begin()

    def leave(self) -> None:
        """Nothing of it stays."""
        self.passphrase.clear()

    def show_stage(self, *, asked: bool) -> None:
        """Whether a request waits for its reply."""
        del asked
        self.file.setText(str(newest() or ""))
        self.passphrase.clear()
        self.show_problem("")
        self._say()

    def show_busy(self, text: str) -> None:
        """What goes on."""
        super().show_busy(text)
        for field in (self.file, self.passphrase, self.back):
            field.setEnabled(not text)

    def first_focus(self) -> QWidget | None:
        """What is missing first."""
        return self.passphrase.field if self.file.text() else self.file

    def escape(self) -> bool:
        """Back to the first start."""
        self._presenter.leave()
        return True

    def retranslate(self) -> None:
        """Every text."""
        super().retranslate()
        self._passphrase_name.setText(tr("Passphrase"))
        self.passphrase.retranslate(self._passphrase_name.text())
        self._say()

    def _say(self) -> None:
        asked = self._presenter.asked
        self.heading.setText(tr("Headquarters' reply on a stick") if asked else tr("Code on a stick"))
        self.note.setText(
            tr("The request is written. Its reply makes this laptop ready; the passphrase is the one you chose then.")
            if asked
            else tr("Headquarters gave you an invitation file. A request is written beside it; no network is needed.")
        )
        self._file_name.setText(tr("File of the reply") if asked else tr("File of the invitation"))
        self.file.setAccessibleName(self._file_name.text())
        self._other.setText(tr("There is another invitation") if asked else tr("I have the reply already"))
        self._other.setVisible(asked or self.shell.gate.asked())
        self.go.setText(tr("Join") if asked else tr("Write the request"))

    def _go(self) -> None:
        self._presenter.go(self.file.text(), self.passphrase.text())


def newest() -> Path | None:
    """The newest file of ours on a drive."""
    found = [file for folder in drives() if folder.is_dir() for file in folder.glob("*.qorgan")]
    return max(found, key=lambda file: file.stat().st_mtime, default=None)
