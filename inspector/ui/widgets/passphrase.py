"""A passphrase with what helps to type it blind: show button, the layout in use, a line of words below."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from inspector.services.passphrases import suggestion
from inspector.ui import language
from inspector.ui.language import tr
from inspector.ui.widgets.basic import Icon, StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import GhostButton
from inspector.ui.widgets.fields import PassphraseField

LEVEL_LOOK = (("none", "ink2"), ("warn", "warn"), ("ok", "ok"), ("ok", "ok"))
"""Shape and tone of each level of strength."""

_LAYOUTS = {"ru": "РУС", "kk": "ҚАЗ", "en": "ENG"}


def layout_name() -> str:
    """The keyboard layout in use, as the switch on the task bar names it; "" where the system does not tell."""
    return _LAYOUTS.get(QGuiApplication.inputMethod().locale().name()[:2], "")


class PassphraseBlock(QWidget):
    """`entered` on Enter. The note under the field is strength, or why it was refused."""

    changed = Signal(str)
    entered = Signal()

    def __init__(self, *, height: int = 52, size: int = 24, suggesting: bool = False) -> None:
        """`suggesting` offers words to whoever thinks of a new passphrase."""
        super().__init__()
        self.field = PassphraseField(height=height, size=size)
        self._layout_text = Text("", 14, 500, "ink2")
        self._show = GhostButton("", icon="eye", height=44, size=15)
        self._suggest = GhostButton("", icon="refresh", height=44, size=15)
        if not suggesting:  # shown before it stands in the layout it would be a window of its own for a moment
            self._suggest.hide()
        self._glyph, self._note = StatusGlyph("none", 20), Text("", 15, 600, "ink2", wrap=True)
        self._note_row = holder(row(self._glyph, (self._note, 1), spacing=8, margins=(5, 0, 5, 0)))
        self._layout_row = holder(row(Icon("keyboard", "ink2", 20), self._layout_text))
        below = row(self._layout_row, self._suggest, "|", self._show, margins=(5, 0, 0, 0))
        column(self.field, self._note_row, below, spacing=4, on=self)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self.changed)
        self.field.returnPressed.connect(self.entered)
        self._show.clicked.connect(self._toggle)
        self._suggest.clicked.connect(self._offer)
        QGuiApplication.inputMethod().localeChanged.connect(self._say_layout)
        self.show_note("none", "ink2", "")

    def text(self) -> str:
        """What was typed."""
        return self.field.text()

    def clear(self) -> None:
        """Forget it, and hide letters again."""
        self.field.clear()
        self.field.reveal(shown=False)
        self._say_show()

    def show_note(self, shape: str, tone: str, text: str) -> None:
        """A line of words with a shape; "" hides it."""
        self._glyph.show_shape(shape)
        self._note.set_tone(tone)
        self._note.setText(text)
        self._note_row.setVisible(bool(text))

    def retranslate(self, name: str) -> None:
        """`name` is what a screen reader calls the field."""
        self.field.setAccessibleName(name)
        self._suggest.setText(tr("Suggest words"))
        self._say_layout()
        self._say_show()

    def _offer(self) -> None:
        """Words by chance, readable: they have to be written down or learned."""
        self.field.setText(suggestion(language.current.code))
        self.field.reveal(shown=True)
        self._say_show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle(self) -> None:
        self.field.reveal(shown=self.field.echoMode() == PassphraseField.EchoMode.Password)
        self._say_show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_show(self) -> None:
        hidden = self.field.echoMode() == PassphraseField.EchoMode.Password
        self._show.setText(tr("Show") if hidden else tr("Hide"))

    def _say_layout(self) -> None:
        self._layout_text.setText(tr("Layout: {name}", name=layout_name()))
        self._layout_row.setVisible(bool(layout_name()))
