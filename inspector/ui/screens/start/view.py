"""First start as it looks: steps on the dark panel at the left, one question at the right."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QButtonGroup, QWidget

from inspector import __version__
from inspector.ui import language, theme
from inspector.ui.language import N_, tr
from inspector.ui.screens.base import Frame, Screen
from inspector.ui.screens.start.presenter import StartPresenter, Step
from inspector.ui.screens.start.strength import Strength
from inspector.ui.shell import Shell
from inspector.ui.widgets.basic import Card, Item, Logo, Pane, Scroll, StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import ChoiceButton, GhostButton, PrimaryButton
from inspector.ui.widgets.chrome import PRODUCT
from inspector.ui.widgets.code import CodeField, CodeNote
from inspector.ui.widgets.fields import LineField
from inspector.ui.widgets.passphrase import LEVEL_LOOK, PassphraseBlock

ADDRESS_BEGINS = "https://"
OWN_NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}


class _StepMark(QWidget):
    """The number of a step in a circle: gold now, a check behind, an outline ahead."""

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number, self._state = number, "ahead"
        self.setFixedSize(40, 40)

    def show_state(self, state: str) -> None:
        """done, now or ahead."""
        self._state = state
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Circle and number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now = self._state == "now"
        painter.setPen(QPen(theme.color("gold" if now else "barline"), 2))
        painter.setBrush(theme.color("gold") if now else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(1, 1, 38, 38))
        painter.setPen(theme.color("fin" if now else "onbar"))
        painter.setFont(theme.font(17, 700))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "✓" if self._state == "done" else self._number)


class StartScreen(Screen):
    """Nothing around it; the window's chrome appears with the first unlocked screen."""

    frame = Frame.BARE

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter = StartPresenter(self, shell)
        # One above the other, one shown: a stack would give every page the height of the tallest.
        self._pages = [self._language_page(), self._code_page(), self._passphrase_page(), self._done_page()]
        self._problem_glyph, self._problem = StatusGlyph("bad", 22), Text("", 16, 500, "bad", wrap=True)
        self._problem_row = holder(row(self._problem_glyph, (self._problem, 1), spacing=10, margins=(5, 0, 0, 0)))
        self._next = PrimaryButton("")
        self._next.setMinimumWidth(230)
        self._back = GhostButton("", height=56)
        self._restore = GhostButton("", icon="history", height=56)
        self._restore.clicked.connect(lambda: shell.navigator.show("restore"))
        self._invited = GhostButton("", icon="device-usb", height=56)
        self._invited.clicked.connect(lambda: shell.navigator.show("invited"))
        buttons = row(self._next, "|", self._invited, self._restore, self._back, spacing=8)
        right = QWidget()
        self._question = column(
            "|", *self._pages, 6, self._problem_row, 4, buttons, "|", spacing=6, margins=(65, 24, 72, 24), on=right
        )
        row(self._steps_panel(), (Scroll(right), 1), spacing=0, on=self)
        self._next.clicked.connect(self._forward)
        self._back.clicked.connect(self._presenter.previous)
        self.show_step(Step.LANGUAGE)
        self.show_problem("")

    # what the presenter shows

    def show_step(self, step: Step) -> None:
        """Another question."""
        for place, page in enumerate(self._pages):
            page.setVisible(place == step)
        for place, mark in enumerate(self._marks):
            mark.show_state("done" if place < step else "now" if place == step else "ahead")
            self._step_titles[place].set_tone("onbar" if place <= step else "onbar2")
        self._back.setVisible(Step.LANGUAGE < step < Step.DONE)
        self._restore.setVisible(step is Step.LANGUAGE)
        self._invited.setVisible(step is Step.CODE or (step is Step.LANGUAGE and self.shell.gate.asked()))
        self._say_next()
        target = self.first_focus()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_code(self, text: str, tone: str) -> None:
        """A sentence under the code."""
        self._code_note.say(text, tone)

    def show_strength(self, judged: Strength, text: str) -> None:
        """How strong, in words."""
        self._passphrase.show_note(*LEVEL_LOOK[judged.level], text)

    def show_busy(self, text: str) -> None:
        """What goes on; the buttons rest."""
        self._busy.setText(text)
        self._busy_row.setVisible(bool(text))
        for control in (self._next, self._back, self._passphrase):
            control.setEnabled(not text)
        if not text and self._presenter.step is Step.PASSPHRASE:
            self._passphrase.field.setFocus()

    def show_problem(self, text: str) -> None:
        """Why it was refused."""
        self._problem.setText(text)
        self._problem_row.setVisible(bool(text))

    def show_enrolled(self, who: str, where: str) -> None:
        """Whose laptop it is now."""
        self._who.setText(who)
        self._where.setText(where)
        self._where.setVisible(bool(where))

    def show_loading(self, text: str, *, done: bool) -> None:
        """What comes in the background."""
        self._loading_glyph.show_shape("ok" if done else "half")
        self._loading.setText(text)
        self._go_on.setVisible(not done)

    def idled(self) -> None:
        """Nobody is there."""
        self._presenter.idled()

    # what the window asks

    def first_focus(self) -> QWidget | None:
        """The field of the step, or its button."""
        step = self._presenter.step
        if step is Step.LANGUAGE:
            return self._languages[language.current.code]
        if step is Step.CODE:
            return self._server if not self._server.text() else self._code.first_open()
        return self._passphrase.field if step is Step.PASSPHRASE else self._next

    def digit(self, value: int) -> bool:
        """1 2 3 choose the language."""
        choices = list(self._languages.values())
        if self._presenter.step is not Step.LANGUAGE or not 1 <= value <= len(choices):
            return False
        choices[value - 1].click()
        choices[value - 1].setFocus()
        return True

    def key(self, event: QKeyEvent) -> bool:
        """Enter on a language goes on with it."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not entered or QApplication.focusWidget() not in self._languages.values():
            return False
        self._forward()
        return True

    def escape(self) -> bool:
        """One step back."""
        self._presenter.previous()
        return True

    def set_compact(self, *, compact: bool) -> None:
        """A narrower panel."""
        super().set_compact(compact=compact)
        narrow = self.window().width() < theme.scaled(1200)
        self._panel.setFixedWidth(350 if narrow else 430)
        side = 30 if narrow else 65
        self._question.setContentsMargins(side, 24, side + 7, 24)

    def retranslate(self) -> None:
        """All four steps."""
        for message, label in self._said:
            label.setText(tr(message))
        self._version.setText(tr("Version {version}", version=__version__))
        self._code.retranslate()
        self._server.setPlaceholderText(ADDRESS_BEGINS)
        self._server.setAccessibleName(tr("Address of headquarters"))
        self._passphrase.retranslate(tr("Passphrase"))
        self._back.setText(tr("Back"))
        self._restore.setText(tr("Restore from a copy"))
        self._invited.setText(tr("Code on a stick"))
        self._languages[language.current.code].setChecked(True)
        self._language_note.setText(OWN_NAMES[language.current.code])
        self._say_next()
        self._presenter.code_changed(self._server.text(), self._code.text())
        self._presenter.passphrase_changed(self._passphrase.text())

    def _say_next(self) -> None:
        texts = {Step.PASSPHRASE: N_("Set up the laptop"), Step.DONE: N_("Start working")}
        self._next.setText(tr(texts.get(self._presenter.step, N_("Next"))))

    def _forward(self) -> None:
        self._presenter.next(self._passphrase.text() if self._presenter.step is Step.PASSPHRASE else "")

    # how it is laid out

    def _say(self, message: str, label: Text) -> Text:
        if not hasattr(self, "_said"):
            self._said: list[tuple[str, Text]] = []
        self._said.append((message, label))
        return label

    def _steps_panel(self) -> QWidget:
        self._panel = Pane("bar")
        self._marks = [_StepMark(str(number)) for number in (1, 2, 3)]
        titles = (N_("Language"), N_("Laptop code"), N_("Passphrase"))
        self._step_titles = [self._say(title, Text("", 17, 600, "onbar")) for title in titles]
        self._language_note = Text("", 14, 400, "onbar2", wrap=True)
        notes = [
            self._language_note,
            self._say(N_("From the letter or the coordinator"), Text("", 14, 400, "onbar2", wrap=True)),
            self._say(N_("Only you know it"), Text("", 14, 400, "onbar2", wrap=True)),
        ]
        steps: list[Item] = []
        for mark, title, note in zip(self._marks, self._step_titles, notes, strict=True):
            steps += [row(mark, (holder(column(title, note, spacing=0)), 1), spacing=14), 16]
        self._version = Text("", 13, 400, "onbar2", wrap=True)
        column(
            row(Logo(44), Text(PRODUCT, 28, 700, "onbar"), "|", spacing=12),
            28,
            self._say(N_("Setting up the laptop"), Text("", 22, 600, "onbar", wrap=True)),
            self._say(
                N_("3 steps, about 2 minutes. A network is needed once."), Text("", 15, 400, "onbar2", wrap=True)
            ),
            26,
            *steps,
            "|",
            self._version,
            spacing=0,
            margins=(44, 44, 36, 32),
            on=self._panel,
        )
        self._panel.setFixedWidth(430)
        return self._panel

    def _page(self, title: str, note: str, *items: Item) -> QWidget:
        heading = self._say(title, Text("", 32, 700, wrap=True))
        under = self._say(note, Text("", 17, 400, "ink2", wrap=True))
        head = holder(column(heading, under, spacing=8, margins=(5, 0, 0, 0)))
        return holder(column(head, 10, *items, spacing=8))

    def _language_page(self) -> QWidget:
        self._languages = {
            code: ChoiceButton(name, str(place + 1)) for place, (code, name) in enumerate(OWN_NAMES.items())
        }
        group = QButtonGroup(self)
        for code, button in self._languages.items():
            group.addButton(button)
            button.clicked.connect(lambda _=False, code=code: self._presenter.choose_language(code))
        return self._page(
            N_("Choose the language"), N_("It can be changed at any time in the top bar."), *self._languages.values()
        )

    def _code_page(self) -> QWidget:
        self._server = LineField(height=52, size=18)
        self._code = CodeField()
        self._code_note = CodeNote()
        self._server.textChanged.connect(lambda text: self._presenter.code_changed(text, self._code.text()))
        self._server.returnPressed.connect(lambda: self._code.first_open().setFocus())
        self._code.changed.connect(lambda text: self._presenter.code_changed(self._server.text(), text))
        self._code.finished.connect(self._forward)
        address = self._say(N_("Address of headquarters"), Text("", 15, 600, "ink2"))
        code = self._say(N_("Laptop code"), Text("", 15, 600, "ink2"))
        return self._page(
            N_("Enter the laptop code"),
            N_("20 letters and digits. The layout does not matter: Cyrillic look-alikes are understood."),
            holder(column(_indent(address), self._server, 4, _indent(code), self._code, spacing=2)),
            self._code_note,
        )

    def _passphrase_page(self) -> QWidget:
        self._passphrase = PassphraseBlock(height=62, size=24, suggesting=True)
        self._passphrase.changed.connect(self._presenter.passphrase_changed)
        self._passphrase.entered.connect(self._forward)
        self._busy_card, self._busy = Card("brandT", "", radius=12), Text("", 16, 600, "ink", wrap=True)
        row(StatusGlyph("half", 22), (self._busy, 1), spacing=12, margins=(16, 12, 16, 12), on=self._busy_card)
        self._busy_row = holder(row(self._busy_card, margins=(5, 0, 5, 0)))
        self._busy_row.hide()
        forgotten = self._say(
            N_("Forgotten it? The coordinator gives a reset code; unsent data stay encrypted and are not lost."),
            Text("", 15, 400, "ink2", wrap=True),
        )
        return self._page(
            N_("Think of a passphrase"),
            N_("At least 10 characters. Four words are easy to remember and hard to guess."),
            self._passphrase,
            _indent(forgotten),
            self._busy_row,
        )

    def _done_page(self) -> QWidget:
        card = Card("okT", "", radius=12)
        self._who, self._where = Text("", 17, 600, wrap=True), Text("", 15, 400, "ink2", wrap=True)
        texts = holder(column(self._who, self._where, spacing=1))
        row(StatusGlyph("ok", 26), (texts, 1), spacing=12, margins=(16, 12, 16, 12), on=card)
        coming = Card("surface", "line", radius=12)
        self._loading_glyph, self._loading = StatusGlyph("half", 22), Text("", 16, 600, wrap=True)
        go_on = self._say(N_("You can go on; the loading does not stop."), Text("", 14, 400, "ink2", wrap=True))
        self._go_on = holder(row(go_on))
        said = holder(column(self._loading, self._go_on, spacing=1))
        row(self._loading_glyph, (said, 1), spacing=14, margins=(18, 12, 16, 12), on=coming)
        placed = holder(column(card, coming, spacing=8, margins=(5, 0, 5, 0)))
        return self._page(N_("The laptop is ready"), N_("From now on it works without a network."), placed)


def _indent(text: Text) -> QWidget:
    """In line with the edge of a field, which keeps room for its ring."""
    return holder(row(text, margins=(5, 0, 0, 0)))
