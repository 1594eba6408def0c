"""The two cards of the lock: the passphrase, and the PIN of the day."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.ui import theme
from inspector.ui.language import tr
from inspector.ui.screens.lock.boxes import Keypad, PinField
from inspector.ui.screens.lock.presenter import LockPage, Mode, PersonRow
from inspector.ui.widgets.basic import Card, Chip, Icon, Line, StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import ChoiceButton, GhostButton, PrimaryButton, SecondaryButton
from inspector.ui.widgets.passphrase import PassphraseBlock


class People(QWidget):
    """Who works here; hidden for one alone."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._head = Text("", 14, 500, "ink2")
        self._rows: list[ChoiceButton] = []
        self._column = column(holder(row(self._head, margins=(5, 0, 5, 0))), spacing=0, on=self)

    def show_people(self, people: Sequence[PersonRow], chosen: int, *, even_one: bool) -> None:
        """One line each: the name, and what opens the laptop for them."""
        while len(self._rows) < len(people):
            place, button = len(self._rows), ChoiceButton("", icon="user", height=48)
            button.clicked.connect(lambda _=False, place=place: self.chosen.emit(place))
            self._rows.append(button)
            self._column.addWidget(button)
        for place, button in enumerate(self._rows):
            button.setVisible(place < len(people))
            if place < len(people):
                button.setText(people[place].name)
                button.set_note(people[place].note)
                button.set_icon("user-check" if people[place].by_pin else "user")
                button.setChecked(place == chosen)
        self._head.setText(tr("Who works"))
        self.setVisible(len(people) > 1 or (even_one and bool(people)))


class PassphraseCard(Card):
    """14: one field between a stranger and the data. `tried(True)` wants a PIN for the day as well."""

    tried = Signal(bool)
    forgotten = Signal()

    def __init__(self) -> None:
        super().__init__("surface", "", radius=18)
        self._title, self._kept = Text("", 26, 700), Chip("", "ok", shape="ok")
        self._where, self._whose = Text("", 15, 400, "ink2", wrap=True), Text("", 15, 600, wrap=True)
        self.people = People()
        self.passphrase = PassphraseBlock(height=52)
        self.open = PrimaryButton("", icon="lock")
        self._with_pin = SecondaryButton("", icon="key", key="Ctrl ↵")
        for button in (self.open, self._with_pin):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._waiting = Text("", 14, 500, "ink2", wrap=True)
        self._waiting_row = holder(row(Icon("cloud-off", "ink2", 20), (self._waiting, 1)))
        self._forgot, self._help = GhostButton("", size=15), Text("", 14, 400, "ink2", wrap=True)
        self._build()
        self.passphrase.entered.connect(lambda: self.tried.emit(False))
        self.passphrase.field.installEventFilter(self)
        self.open.clicked.connect(lambda: self.tried.emit(False))
        self._with_pin.clicked.connect(lambda: self.tried.emit(True))
        self._forgot.clicked.connect(self.forgotten)

    def show_page(self, page: LockPage, where: str) -> None:
        """Whose passphrase, and what is resumed."""
        self.setFixedWidth(theme.scaled(520))
        name = page.people[page.chosen].name if page.people else ""
        self._title.setText(tr("Locked"))
        self._kept.say(tr("inspection saved"))
        self._kept.setVisible(bool(where))
        self._where.setText(where)
        self._where.setVisible(bool(where))
        self._whose.setText(tr("Passphrase: {name}", name=name))
        self.people.show_people(page.people, page.chosen, even_one=False)
        self.passphrase.retranslate(self._whose.text())
        self._with_pin.setText(tr("Open and set a PIN for today"))
        self._with_pin.setVisible(page.may_set)
        self._waiting.setText(page.waiting)
        self._waiting_row.setVisible(bool(page.waiting))
        self._forgot.setText(tr("Forgot the passphrase?"))
        self._help.setText(tr("The coordinator gives a reset code"))

    def show_busy(self, *, busy: bool) -> None:
        """While the key is being computed."""
        self.open.setEnabled(not busy)
        self._with_pin.setEnabled(not busy)
        self.passphrase.field.setReadOnly(busy)
        self.open.setText(tr("Opening") if busy else tr("Open"))

    def show_wait(self, text: str) -> None:
        """The countdown stands on the button itself."""
        self.open.setEnabled(not text)
        self._with_pin.setEnabled(not text)
        self.open.setText(text or tr("Open"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter opens and asks for a PIN."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if entered and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.tried.emit(not self._with_pin.isHidden())
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        column(
            row(self._title, "|", self._kept, margins=(5, 0, 5, 0)),
            row(self._where, margins=(5, 0, 5, 0)),
            self.people,
            2,
            row(self._whose, margins=(5, 0, 5, 0)),
            self.passphrase,
            self.open,
            self._with_pin,
            row(Line(), margins=(5, 0, 5, 0)),
            row(self._waiting_row, margins=(5, 0, 5, 0)),
            row(self._forgot, "|", self._help, spacing=4, margins=(0, 0, 5, 0)),
            spacing=4,
            margins=(23, 18, 23, 10),
            on=self,
        )


class PinCard(Card):
    """29: six boxes at the left, the keypad at the right. The same card takes a new PIN, twice."""

    typed = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__("surface", "", radius=18)
        self._title = Text("", 28, 700, wrap=True)
        self._where, self._kept = Text("", 15, 400, "ink2", wrap=True), Chip("", "ok", shape="ok")
        self.field = PinField()
        self.keypad = Keypad(self.field)
        self._glyph, self._problem = StatusGlyph("warn", 24), Text("", 15, 600, "warn", wrap=True)
        self._under = Text("", 14, 400, "ink2", wrap=True)
        self._problem_row = holder(row(self._glyph, (self._problem, 1), spacing=8, margins=(5, 0, 0, 0)))
        self._under_row = holder(row(self._under, margins=(5, 0, 0, 0)))
        self.people = People()
        self._instead = SecondaryButton("", icon="keyboard", height=52)
        self._instead.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._until, self._waiting = Text("", 14, 500, "ink2", wrap=True), Text("", 14, 500, "ink2", wrap=True)
        self._waiting_row = holder(row(Icon("cloud-off", "ink2", 20), (self._waiting, 1)))
        self._build()
        self.field.textChanged.connect(self.typed)
        self.keypad.entered.connect(lambda: self.typed.emit(self.field.text()))
        self._instead.clicked.connect(self.left)
        self.show_problem("", "")

    def show_page(self, page: LockPage, where: str) -> None:
        """What is asked for: the PIN, a new one, the new one again."""
        self.setFixedWidth(min(theme.scaled(820), 1060))
        titles = {Mode.SET: tr("Think of a PIN for today"), Mode.REPEAT: tr("The same PIN once more")}
        entering = page.mode is Mode.PIN
        self._title.setText(titles.get(page.mode, tr("PIN for today")))
        self.field.setAccessibleName(self._title.text())
        hint = tr("Six digits. The passphrase stays; the PIN only saves typing it again today.")
        self._where.setText(where if entering else hint)
        self._where.setVisible(bool(self._where.text()))
        self._kept.say(tr("inspection saved"))
        self._kept.setVisible(entering and bool(where))
        self.people.show_people(page.people if entering else (), page.chosen, even_one=True)
        self._instead.setText(tr("Enter the passphrase") if entering else tr("Without a PIN today"))
        self._until.setText(tr("The PIN holds until {time} or until the program is closed", time=page.until))
        self._waiting.setText(page.waiting)
        self._waiting_row.setVisible(bool(page.waiting))
        self.keypad.retranslate()

    def show_problem(self, text: str, under: str) -> None:
        """What did not fit, and what follows."""
        self._problem.setText(text)
        self._problem_row.setVisible(bool(text))
        self._under.setText(under)
        self._under_row.setVisible(bool(under))

    def show_busy(self, *, busy: bool) -> None:
        """While the key is being computed."""
        self.field.setReadOnly(busy)
        self.keypad.setEnabled(not busy)
        self._instead.setEnabled(not busy)

    def _build(self) -> None:
        indented = [holder(row(each, "|", margins=(5, 0, 0, 0))) for each in (self._kept,)]
        words = [holder(row(each, margins=(5, 0, 0, 0))) for each in (self._title, self._where)]
        problem = (self._problem_row, self._under_row)
        left = column(*words, *indented, 4, self.field, *problem, 4, self.people, "|", spacing=3)
        keypad = row(self.keypad, margins=(5, 0, 5, 0))
        right = column(keypad, 6, self._instead, "|", spacing=4)
        until = row(Icon("clock", "ink2", 20), (self._until, 1))
        foot = row((until, 4), (self._waiting_row, 3), spacing=24, margins=(5, 0, 5, 0))
        column(
            row((left, 1), right, spacing=28),
            row(Line(), margins=(5, 0, 5, 0)),
            foot,
            spacing=10,
            margins=(27, 22, 27, 16),
            on=self,
        )
