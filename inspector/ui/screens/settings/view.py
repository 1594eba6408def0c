"""The settings: they act at once, and are remembered at once. Two columns; both scroll together where it is low."""

from collections.abc import Sequence
from datetime import datetime
from importlib import metadata

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QWidget

from inspector import __version__
from inspector.settings import HANDS, PIN_UNTIL
from inspector.ui import language, printing
from inspector.ui.language import N_, tr
from inspector.ui.screens.base import Screen
from inspector.ui.screens.paper import drives
from inspector.ui.screens.settings.keeping import BackupPanel
from inspector.ui.screens.settings.presenter import BackupLine, ReportLine, SettingsPresenter
from inspector.ui.screens.settings.reporting import ReportPanel
from inspector.ui.shell import Hint, Shell
from inspector.ui.widgets.basic import Card, Item, Scroll, Text, column, holder, row
from inspector.ui.widgets.buttons import SecondaryButton
from inspector.ui.widgets.chrome import PRODUCT
from inspector.ui.widgets.fields import LineField
from inspector.ui.widgets.filters import SegmentedFilter

THEMES = ("light", "dark", "sunlight", "system")
SIZES = (100, 110, 125, 150)
MINUTES = (2, 5, 10, 15)
ORDER = ("kk", "ru", "en")
_FRAME = 84
"""Margins of the page and its scroll bar, px."""
CHOICES = {
    "language": N_("Language"),
    "theme": N_("Theme"),
    "size": N_("Text size"),
    "lock": N_("Automatic lock"),
    "pin": N_("PIN for the day"),
    "hand": N_("Working hand"),
    "sounds": N_("Sounds"),
}
NOTES = {
    "language": N_("The act is always printed in Kazakh and Russian."),
    "theme": N_("Sunlight has the strongest contrast, for work outdoors."),
    "size": N_("Larger text lays screens out more tightly."),
    "lock": N_("After so many minutes without a key or a touch, and when the lid closes."),
    "pin": N_("Six digits instead of the passphrase, until that hour. It is set when the passphrase is given."),
    "hand": N_("For the left hand, side panes change sides: it does not hide what is read."),
    "sounds": N_("A soft click on an answer, two when something is refused."),
}


class SettingsScreen(Screen):
    """What it is, and the choice under it."""

    place = "settings"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter = SettingsPresenter(self, shell)
        self._heading = Text("", 28, 700)
        self._names = {key: Text("", 16, 600) for key in CHOICES}
        self._notes = {key: Text("", 13, 400, "ink2", wrap=True) for key in CHOICES}
        self._choices = {key: SegmentedFilter(height=44, size=14) for key in CHOICES}
        self._heads = {key: Text("", 16, 600) for key in ("photos", "printer", "data", "report")}
        self._folder, self._browse = (
            LineField(height=44, size=15, icon="folder"),
            SecondaryButton("", height=44, size=15),
        )
        self._folder_problem = ""
        self._folder_note = Text("", 13, 400, "ink2", wrap=True)
        self._printer, self._printer_note = (
            SecondaryButton("", icon="printer", height=44, size=15),
            Text("", 13, 400, "ink2", wrap=True),
        )
        self.backup = BackupPanel()
        self.report = ReportPanel()
        self._report_note = Text("", 13, 400, "ink2", wrap=True)
        self._backup_note = Text("", 13, 400, "ink2", wrap=True)
        self._ways = {
            "restore": SecondaryButton("", icon="history", height=44, size=15),
            "passphrase": SecondaryButton("", icon="key", height=44, size=15),
            "colleague": SecondaryButton("", icon="user", height=44, size=15),
        }
        self._about, self._licences = Text("", 15, 600), Text("", 13, 400, "ink2", wrap=True)
        self._keys = SecondaryButton("", icon="keyboard", key="F1", height=44, size=15)
        self._connect()
        self._build()

    def enter(self, **arguments: object) -> None:
        """Show what holds now; the theme may have been switched in the top bar."""
        del arguments
        if not self.backup.target.text():
            name = self._presenter.proposal(datetime.now().astimezone().date())
            self.backup.target.setText(str(drives()[0] / name))
        self.report.target.setText(str(drives()[0] / self._presenter.report_name()))
        self.show_report(ReportLine())
        self._folder.setText(self.shell.settings.current.photo_folder)
        self.show_folder("")
        self.retranslate()

    def leave(self) -> None:
        """A copy that is being made stops: the lock must not wait for a stick."""
        self._presenter.stop()
        self._watch()

    def first_focus(self) -> QWidget | None:
        """The first choice."""
        group = self._choices["language"]
        return group.buttons()[group.current()]

    def hints(self) -> Sequence[Hint]:
        """What can be pressed."""
        return (Hint("↹", tr("next")), Hint("← →", tr("choose")), Hint("Esc", tr("back")))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room for two."""
        super().resizeEvent(event)
        self._settle()

    # what the presenter shows

    def show_backup(self, line: BackupLine) -> None:
        """How the copy stands."""
        self.backup.show_line(line)

    def show_report(self, line: ReportLine) -> None:
        """The report of mistakes."""
        self.report.show_line(line)

    def show_folder(self, problem: str) -> None:
        """Whether the watched folder is one."""
        usual = tr("New pictures are looked for there; without a folder, in «Pictures» and on drives.")
        self._folder_problem = problem
        self._folder_note.set_tone("bad" if problem else "ink2")
        self._folder_note.setText(problem or usual)

    def show_printer(self, name: str) -> None:
        """Who prints."""
        self._printer.setText(name)
        self._printer.setVisible(bool(name))
        several = len(printing.printers()) > 1
        said = tr("Press for the next printer.") if several else tr("The only printer that is connected.")
        nobody = tr("No printer is connected. Acts go to a file and are printed later.")
        self._printer_note.setText(said if name else nobody)

    def retranslate(self) -> None:
        """Every text."""
        now = self.shell.settings.current
        self._heading.setText(tr("Settings"))
        for key, name in CHOICES.items():
            self._names[key].setText(tr(name))
            self._notes[key].setText(tr(NOTES[key]))
            self._choices[key].setAccessibleName(tr(name))
        self._choices["language"].offer(["Қазақша", "Русский", "English"], ORDER.index(language.current.code))
        themes = [tr("Light"), tr("Dark"), tr("Sunlight"), tr("As in Windows")]
        self._choices["theme"].offer(themes, THEMES.index(now.theme))
        self._choices["size"].offer([f"{size} %" for size in SIZES], _nearest(SIZES, now.text_percent))
        minutes = [tr("{n} min", n=count) for count in MINUTES]
        self._choices["lock"].offer(minutes, _nearest(MINUTES, now.auto_lock_minutes))
        hours = [tr("until {time}", time=time) for time in PIN_UNTIL]
        self._choices["pin"].offer([tr("Off"), *hours], self._presenter.pin_choice())
        self._choices["hand"].offer([tr("Right"), tr("Left")], self._presenter.hand())
        self._choices["sounds"].offer([tr("Off"), tr("On")], int(now.sounds))
        self._say_rest()

    def _settle(self) -> None:
        needed = sum(side.minimumSizeHint().width() for side in self._sides) + 12
        room = self.width() - _FRAME
        beside = QBoxLayout.Direction.LeftToRight if needed <= room else QBoxLayout.Direction.TopToBottom
        if self._columns.direction() != beside:
            self._columns.setDirection(beside)

    def _say_rest(self) -> None:
        said = {"photos": tr("Folder with new photos"), "printer": tr("Printer"), "data": tr("Copy of this laptop")}
        said["report"] = tr("Report of mistakes")
        for key, text in said.items():
            self._heads[key].setText(text)
        self._folder.setAccessibleName(self._heads["photos"].text())
        self._browse.setText(tr("Choose"))
        if not self._folder_problem:
            self.show_folder("")
        self.show_printer(self._presenter.printer(printing.printers()))
        self.backup.retranslate()
        self.report.retranslate()
        self._report_note.setText(
            tr("Where the program broke, without answers, names and places. Nothing is sent by itself.")
        )
        self._backup_note.setText(
            tr("Answers, photos, acts and keys, encrypted, in one file. It stops when you leave this page.")
        )
        self._ways["restore"].setText(tr("Restore"))
        self._ways["passphrase"].setText(tr("Change the passphrase"))
        self._ways["colleague"].setText(tr("One more inspector"))
        self._about.setText(f"{PRODUCT} {__version__}")
        self._licences.setText(
            tr(
                "Licences: GPL-3.0-or-later; Qt {qt} (LGPL-3), Golos Text (OFL 1.1), Tabler Icons (MIT).",
                qt=metadata.version("PySide6-Essentials"),
            )
        )
        self._keys.setText(tr("All keys"))
        self._settle()

    def _connect(self) -> None:
        shell, choices = self.shell, self._choices
        choices["language"].chosen.connect(lambda at: shell.choose_language(ORDER[at]))
        choices["theme"].chosen.connect(lambda at: shell.choose_theme(THEMES[at]))
        choices["size"].chosen.connect(lambda at: shell.choose_text_size(SIZES[at]))
        choices["lock"].chosen.connect(lambda at: shell.settings.change(auto_lock_minutes=MINUTES[at]))
        choices["pin"].chosen.connect(self._presenter.choose_pin)
        choices["hand"].chosen.connect(lambda at: shell.choose_hand(HANDS[at]))
        choices["sounds"].chosen.connect(self._presenter.choose_sounds)
        self.report.asked.connect(self._presenter.ask_report)
        self.report.wanted.connect(self._presenter.save_report)
        self._folder.editingFinished.connect(self._watch)
        self._browse.clicked.connect(self._choose_folder)
        self._printer.clicked.connect(lambda: self._presenter.next_printer(printing.printers()))
        self.backup.asked.connect(self._presenter.back_up)
        self.backup.stopped.connect(self._presenter.stop)
        for name in ("passphrase", "colleague"):
            self._ways[name].clicked.connect(lambda _=False, name=name: shell.navigator.show(name))
        self._ways["restore"].clicked.connect(lambda: _restore(shell))
        self._keys.clicked.connect(lambda: shell.navigator.show("keys"))

    def _watch(self) -> None:
        self._presenter.watch(self._folder.text())

    def _choose_folder(self) -> None:
        start = self._folder.text() or str(drives()[0])
        chosen = QFileDialog.getExistingDirectory(self, self._heads["photos"].text(), start)
        if chosen:
            self._folder.setText(chosen)
            self._watch()

    def _build(self) -> None:
        left = [self._card(*(self._choice(key) for key in ("language", "theme", "size")))]
        left.append(self._card(*(self._choice(key) for key in ("lock", "pin"))))
        # Where nothing plays a sound, sounds are not offered.
        touch = ("hand", "sounds") if self.shell.sounds.heard else ("hand",)
        left.append(self._card(*(self._choice(key) for key in touch)))
        folder = row((self._folder, 1), self._browse, spacing=0)
        places = self._card(
            _block(self._heads["photos"], folder, self._folder_note),
            _block(self._heads["printer"], row(self._printer, "|"), self._printer_note),
        )
        restore, *people = self._ways.values()
        ways = column(row(restore, "|"), row(*people, "|", spacing=0), spacing=0)
        data = self._card(_block(self._heads["data"], self.backup, self._backup_note), ways)
        mistakes = self._card(_block(self._heads["report"], self.report, self._report_note))
        about = Card()
        words = holder(column(self._about, self._licences, spacing=2))
        row((words, 1), self._keys, spacing=12, margins=(18, 8, 13, 8), on=about)
        self._sides = (
            holder(column(*left, "|", spacing=12)),
            holder(column(places, data, mistakes, about, "|", spacing=12)),
        )
        self._columns = row(*((side, 1) for side in self._sides), spacing=12)
        content = holder(self._columns)
        content.setMaximumWidth(1280)
        body = holder(row((content, 50), ("|", 1)))
        column(self._heading, 4, (Scroll(body), 1), spacing=4, margins=(24, 10, 20, 6), on=self)

    def _choice(self, key: str) -> QWidget:
        return _block(self._names[key], row(self._choices[key], "|"), self._notes[key])

    def _card(self, *items: Item) -> Card:
        card = Card()
        column(*items, spacing=8, margins=(13, 10, 13, 10), on=card)
        return card


def _restore(shell: Shell) -> None:
    """What is open cannot be exchanged: the laptop closes first, and these settings with it."""
    shell.lock()
    shell.when_locked(lambda: shell.navigator.show("restore"))


def _block(name: Text, control: Item, note: Text) -> QWidget:
    """A name, its control, what it means: in line with the edge of the control, which keeps room for its ring."""
    head = holder(row(name, margins=(5, 0, 5, 0)))
    under = holder(row(note, margins=(5, 0, 5, 0)))
    return holder(column(head, control, under, spacing=0))


def _nearest(values: Sequence[int], wanted: int) -> int:
    return min(range(len(values)), key=lambda at: abs(values[at] - wanted))
