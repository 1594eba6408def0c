"""The lock as it looks: a white card on the dark bar colour."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.ui.language import tr
from inspector.ui.screens.base import Frame, Screen
from inspector.ui.screens.lock.presenter import LockPresenter
from inspector.ui.shell import Shell
from inspector.ui.widgets.basic import Card, Chip, Icon, Line, Logo, Pane, Text, column, holder, row
from inspector.ui.widgets.buttons import GhostButton, PrimaryButton
from inspector.ui.widgets.filters import LanguageSwitch
from inspector.ui.widgets.passphrase import PassphraseBlock, layout_name


class LockScreen(Screen):
    """The first screen of every day, and the one after Ctrl+L or five idle minutes."""

    frame = Frame.BARE

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter = LockPresenter(self, shell)
        self._where_text = ""
        self._title, self._kept = Text("", 26, 700), Chip("", "ok", shape="ok")
        self._where, self._whose = Text("", 15, 400, "ink2", wrap=True), Text("", 15, 600, wrap=True)
        self._passphrase = PassphraseBlock(height=52)
        self._open = PrimaryButton("", icon="lock")
        self._open.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._waiting = Text("", 14, 500, "ink2", wrap=True)
        self._waiting_row = holder(row(Icon("cloud-off", "ink2", 20), (self._waiting, 1)))
        self._forgot, self._help = GhostButton("", size=15), Text("", 14, 400, "ink2", wrap=True)
        self._help.hide()
        self._languages = LanguageSwitch(shell.choose_language)
        self._footnote = Text("", 14, 400, "onbar2")
        self._build()
        self._passphrase.entered.connect(self._try)
        self._open.clicked.connect(self._try)
        self._forgot.clicked.connect(lambda: self._help.setVisible(self._help.isHidden()))

    def enter(self, **arguments: object) -> None:
        """`where` is the title of the screen that was locked."""
        self._where_text = str(arguments.get("where", ""))
        self._passphrase.clear()
        self.retranslate()

    def show_problem(self, text: str) -> None:
        """Why it did not open."""
        self._passphrase.show_note("bad", "bad", text)

    def show_busy(self, *, busy: bool) -> None:
        """While the key is being computed."""
        self._open.setEnabled(not busy)
        self._passphrase.field.setReadOnly(busy)
        self._open.setText(tr("Opening") if busy else tr("Open"))

    def show_wait(self, text: str) -> None:
        """The countdown stands on the button itself."""
        self._open.setEnabled(not text)
        self._open.setText(text or tr("Open"))

    def keyboard(self) -> str:
        """The keyboard layout in use."""
        return layout_name()

    def forget(self) -> None:
        """Clear the field, keep the focus in it."""
        self._passphrase.clear()
        self._passphrase.field.setFocus()

    def first_focus(self) -> QWidget | None:
        """The passphrase."""
        return self._passphrase.field

    def escape(self) -> bool:
        """There is nothing behind the lock."""
        self._passphrase.clear()
        return True

    def retranslate(self) -> None:
        """Every text."""
        self._title.setText(tr("Locked"))
        self._kept.say(tr("inspection saved"))
        self._kept.setVisible(bool(self._where_text))
        self._where.setText(self._where_text)
        self._where.setVisible(bool(self._where_text))
        self._whose.setText(tr("Passphrase: {name}", name=self._presenter.who()))
        self._passphrase.retranslate(self._whose.text())
        self.show_wait("")
        self._waiting.setText(self._presenter.waiting())
        self._waiting_row.setVisible(bool(self._waiting.text()))
        self._forgot.setText(tr("Forgot the passphrase?"))
        self._help.setText(tr("The coordinator gives a reset code. Unsent data stay encrypted and are not lost."))
        minutes = self.shell.settings.current.auto_lock_minutes
        self._footnote.setText(tr("Locks by itself after {n} min, and with Ctrl+L", n=minutes))
        self._languages.retranslate()

    def _try(self) -> None:
        self._presenter.unlock(self._passphrase.text())

    def _build(self) -> None:
        card = Card("surface", "", radius=18)
        card.setFixedWidth(520)
        inner = column(
            row(self._title, "|", self._kept, margins=(5, 0, 5, 0)),
            row(self._where, margins=(5, 0, 5, 0)),
            6,
            row(self._whose, margins=(5, 0, 5, 0)),
            self._passphrase,
            self._open,
            row(Line(), margins=(5, 0, 5, 0)),
            row(self._waiting_row, margins=(5, 0, 5, 0)),
            row(self._forgot, "|", (self._help, 3), spacing=4),
            spacing=5,
            margins=(23, 22, 23, 12),
        )
        card.setLayout(inner)
        ground = Pane("bar")
        foot = row(self._languages, "|", self._footnote, margins=(11, 0, 16, 0))
        column(
            "|",
            row("|", Logo(64), "|"),
            16,
            row("|", card, "|"),
            "|",
            foot,
            spacing=4,
            margins=(0, 0, 0, 10),
            on=ground,
        )
        column(ground, spacing=0, on=self)
