"""Adding a second inspector as it looks: their code, whose laptop it is, their passphrase."""

from PySide6.QtWidgets import QWidget

from inspector.ui.language import tr
from inspector.ui.screens.colleague.presenter import ColleaguePresenter
from inspector.ui.screens.form import FormScreen, labelled
from inspector.ui.screens.start.strength import Strength
from inspector.ui.shell import Shell
from inspector.ui.widgets.basic import Text, column, holder
from inspector.ui.widgets.code import CodeField, CodeNote
from inspector.ui.widgets.passphrase import LEVEL_LOOK, PassphraseBlock


class ColleagueScreen(FormScreen):
    """A place of the settings."""

    place = "settings"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter = ColleaguePresenter(self, shell)
        self._code_name, self._own_name, self._new_name = (Text("", 15, 600, wrap=True) for _ in range(3))
        self.code = CodeField()
        self._code_note = CodeNote()
        self.own, self.new = PassphraseBlock(height=48), PassphraseBlock(height=48, suggesting=True)
        self.code.changed.connect(self._presenter.code_changed)
        self.code.finished.connect(self.own.field.setFocus)
        self.own.entered.connect(self.new.field.setFocus)
        self.new.changed.connect(self._presenter.typed)
        self.new.entered.connect(self._join)
        self.go.clicked.connect(self._join)
        code = labelled(self._code_name, holder(column(self.code, self._code_note, spacing=0)))
        self.lay_out(code, labelled(self._own_name, self.own), labelled(self._new_name, self.new))

    def enter(self, **arguments: object) -> None:
        """Empty every time."""
        del arguments
        self._forget()
        self.show_problem("")
        self.show_code("", "na")
        self.retranslate()

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
        """The code."""
        return self.code.first_open()

    def retranslate(self) -> None:
        """Every text."""
        super().retranslate()
        self.heading.setText(tr("One more inspector on this laptop"))
        self.note.setText(
            tr("Each has a passphrase of their own. Drafts are open to both; act and journal name who did what.")
        )
        self._code_name.setText(tr("Code of the second inspector, from the coordinator"))
        self._own_name.setText(tr("Passphrase: {name}", name=self._presenter.whose()))
        self._new_name.setText(tr("Passphrase of the second inspector: they type it themselves"))
        self.code.retranslate()
        self.own.retranslate(self._own_name.text())
        self.new.retranslate(self._new_name.text())
        self.go.setText(tr("Add"))

    def _join(self) -> None:
        self._presenter.join(self.code.text(), self.own.text(), self.new.text())

    def _forget(self) -> None:
        self.own.clear()
        self.new.clear()
        self.code.set_text("")
