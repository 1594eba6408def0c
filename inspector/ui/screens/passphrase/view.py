"""Changing the passphrase as it looks: the present one, the new one, how strong it is."""

from PySide6.QtWidgets import QWidget

from inspector.ui.language import tr
from inspector.ui.screens.form import FormScreen, labelled
from inspector.ui.screens.passphrase.presenter import PassphrasePresenter
from inspector.ui.screens.start.strength import Strength
from inspector.ui.shell import Shell
from inspector.ui.widgets.basic import Text
from inspector.ui.widgets.passphrase import LEVEL_LOOK, PassphraseBlock


class PassphraseScreen(FormScreen):
    """A place of the settings."""

    place = "settings"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter = PassphrasePresenter(self, shell)
        self._old_name, self._new_name = Text("", 15, 600), Text("", 15, 600)
        self.old, self.new = PassphraseBlock(), PassphraseBlock(suggesting=True)
        self.old.entered.connect(self.new.field.setFocus)
        self.new.changed.connect(self._presenter.typed)
        self.new.entered.connect(self._change)
        self.go.clicked.connect(self._change)
        self.lay_out(labelled(self._old_name, self.old), labelled(self._new_name, self.new))

    def enter(self, **arguments: object) -> None:
        """Empty every time."""
        del arguments
        self.forget()
        self.show_problem("")

    def leave(self) -> None:
        """Nothing of it stays."""
        self.forget()

    def show_strength(self, judged: Strength, text: str) -> None:
        """How strong, in words."""
        self.new.show_note(*LEVEL_LOOK[judged.level], text)

    def forget(self) -> None:
        """Clear both."""
        self.old.clear()
        self.new.clear()

    def first_focus(self) -> QWidget | None:
        """The present one."""
        return self.old.field

    def retranslate(self) -> None:
        """Every text."""
        super().retranslate()
        self.heading.setText(tr("Change the passphrase"))
        self.note.setText(tr("At least 10 characters. Four words are easy to remember and hard to guess."))
        self._old_name.setText(tr("The present passphrase"))
        self._new_name.setText(tr("The new passphrase"))
        self.old.retranslate(self._old_name.text())
        self.new.retranslate(self._new_name.text())
        self.go.setText(tr("Change"))

    def _change(self) -> None:
        self._presenter.change(self.old.text(), self.new.text())
