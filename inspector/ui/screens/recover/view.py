"""A forgotten passphrase as it looks: what the coordinator gave, and the new passphrase."""

from PySide6.QtWidgets import QWidget

from inspector.ui.language import tr
from inspector.ui.screens.base import Frame
from inspector.ui.screens.form import FormScreen, labelled
from inspector.ui.screens.recover.presenter import RecoverPresenter
from inspector.ui.screens.start.strength import Strength
from inspector.ui.screens.start.view import ADDRESS_BEGINS
from inspector.ui.shell import Shell
from inspector.ui.widgets.basic import Text, column, holder
from inspector.ui.widgets.code import CodeField, CodeNote
from inspector.ui.widgets.fields import LineField
from inspector.ui.widgets.passphrase import LEVEL_LOOK, PassphraseBlock


class RecoverScreen(FormScreen):
    """Stands before the lock: nothing is open here."""

    frame = Frame.BARE

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter = RecoverPresenter(self, shell)
        self._server_name, self._code_name, self._new_name = (Text("", 15, 600, wrap=True) for _ in range(3))
        self.server, self.code = LineField(height=48, size=16), CodeField()
        self._code_note = CodeNote()
        self.new = PassphraseBlock(height=48, suggesting=True)
        self.server.returnPressed.connect(lambda: self.code.first_open().setFocus())
        self.code.changed.connect(self._presenter.code_changed)
        self.code.finished.connect(self.new.field.setFocus)
        self.new.changed.connect(self._presenter.typed)
        self.new.entered.connect(self._recover)
        self.go.clicked.connect(self._recover)
        code = labelled(self._code_name, holder(column(self.code, self._code_note, spacing=0)))
        self.lay_out(labelled(self._server_name, self.server), code, labelled(self._new_name, self.new))

    def enter(self, **arguments: object) -> None:
        """Empty every time, but for the address."""
        del arguments
        self._forget()
        self.show_problem("")
        self.show_code("", "na")

    def leave(self) -> None:
        """Nothing of it stays."""
        self._forget()

    def show_code(self, text: str, tone: str) -> None:
        """A sentence under the code."""
        self._code_note.say(text, tone)

    def show_strength(self, judged: Strength, text: str) -> None:
        """How strong, in words."""
        self.new.show_note(*LEVEL_LOOK[judged.level], text)

    def first_focus(self) -> QWidget | None:
        """What is missing first."""
        return self.code.first_open() if self.server.text() else self.server

    def escape(self) -> bool:
        """Back to the lock."""
        self._presenter.leave()
        return True

    def idled(self) -> None:
        """Nobody is here."""
        self._presenter.leave()

    def retranslate(self) -> None:
        """Every text."""
        super().retranslate()
        self.heading.setText(tr("Forgot the passphrase?"))
        self.note.setText(
            tr("The coordinator gives a reset code; a network is needed once. Nothing on the laptop is lost.")
        )
        self._server_name.setText(tr("Address of headquarters"))
        self._code_name.setText(tr("Reset code"))
        self._new_name.setText(tr("The new passphrase"))
        self.server.setPlaceholderText(ADDRESS_BEGINS)
        self.server.setAccessibleName(self._server_name.text())
        self.code.retranslate()
        self.new.retranslate(self._new_name.text())
        self.go.setText(tr("Open"))

    def _recover(self) -> None:
        self._presenter.recover(self.server.text(), self.code.text(), self.new.text())

    def _forget(self) -> None:
        self.new.clear()
        self.code.set_text("")
