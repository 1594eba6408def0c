"""The settings: they act at once, and are remembered at once."""

from collections.abc import Sequence
from importlib import metadata

from PySide6.QtWidgets import QWidget

from inspector import __version__
from inspector.ui import language
from inspector.ui.language import N_, tr
from inspector.ui.screens.base import Screen
from inspector.ui.shell import Hint, Shell
from inspector.ui.widgets.basic import Card, Scroll, Text, column, holder, row
from inspector.ui.widgets.buttons import SecondaryButton
from inspector.ui.widgets.chrome import PRODUCT
from inspector.ui.widgets.filters import SegmentedFilter

THEMES = ("light", "dark", "sunlight")
SIZES = (100, 125, 150)
MINUTES = (2, 5, 10, 15)
ORDER = ("kk", "ru", "en")


class SettingsScreen(Screen):
    """One line each: what it is, and the choice."""

    place = "settings"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._heading = Text("", 28, 700)
        self._names = {key: Text("", 16, 600) for key in ("language", "theme", "size", "lock")}
        self._notes = {key: Text("", 14, 400, "ink2", wrap=True) for key in self._names}
        self._choices = {key: SegmentedFilter(height=48, size=15) for key in self._names}
        self._about, self._licences = Text("", 15, 600), Text("", 14, 400, "ink2", wrap=True)
        self._keys = SecondaryButton("", icon="keyboard", key="F1")
        self._keys.clicked.connect(lambda: shell.navigator.show("keys"))
        self._choices["language"].chosen.connect(lambda at: shell.choose_language(ORDER[at]))
        self._choices["theme"].chosen.connect(lambda at: shell.choose_theme(THEMES[at]))
        self._choices["size"].chosen.connect(lambda at: shell.choose_text_size(SIZES[at]))
        self._choices["lock"].chosen.connect(lambda at: shell.settings.change(auto_lock_minutes=MINUTES[at]))
        self._build()

    def enter(self, **arguments: object) -> None:
        """Show what holds now; the theme may have been switched in the top bar."""
        self.retranslate()

    def first_focus(self) -> QWidget | None:
        """The first choice."""
        group = self._choices["language"]
        return group.buttons()[group.current()]

    def hints(self) -> Sequence[Hint]:
        """What can be pressed."""
        return (Hint("↹", tr("next")), Hint("← →", tr("choose")), Hint("Esc", tr("back")))

    def retranslate(self) -> None:
        """Every text."""
        now = self.shell.settings.current
        self._heading.setText(tr("Settings"))
        said = {
            "language": (N_("Language"), N_("The act is always printed in Kazakh and Russian.")),
            "theme": (N_("Theme"), N_("Sunlight has the strongest contrast, for work outdoors.")),
            "size": (N_("Text size"), N_("Larger text lays screens out more tightly.")),
            "lock": (N_("Automatic lock"), N_("After so many minutes without a key or a touch.")),
        }
        for key, (name, note) in said.items():
            self._names[key].setText(tr(name))
            self._notes[key].setText(tr(note))
            self._choices[key].setAccessibleName(tr(name))
        self._choices["language"].offer(["Қазақша", "Русский", "English"], ORDER.index(language.current.code))
        themes = [tr("Light"), tr("Dark"), tr("Sunlight")]
        self._choices["theme"].offer(themes, THEMES.index(now.theme))
        self._choices["size"].offer([f"{size} %" for size in SIZES], _nearest(SIZES, now.text_percent))
        minutes = [tr("{n} min", n=count) for count in MINUTES]
        self._choices["lock"].offer(minutes, _nearest(MINUTES, now.auto_lock_minutes))
        self._about.setText(f"{PRODUCT} {__version__}")
        self._licences.setText(
            tr(
                "Licences: GPL-3.0-or-later; Qt {qt} (LGPL-3), Golos Text (OFL 1.1), Tabler Icons (MIT).",
                qt=metadata.version("PySide6-Essentials"),
            )
        )
        self._keys.setText(tr("All keys"))

    def _build(self) -> None:
        card = Card()
        lines = []
        for key, name in self._names.items():
            words = holder(column(name, self._notes[key], spacing=1))
            lines.append(row((words, 1), self._choices[key], spacing=20))
        column(*lines, spacing=12, margins=(22, 14, 17, 14), on=card)
        about = Card()
        words = holder(column(self._about, self._licences, spacing=2))
        row((words, 1), self._keys, spacing=20, margins=(22, 10, 17, 10), on=about)
        content = holder(column(card, about, "|", spacing=14))
        content.setMaximumWidth(1120)
        body = holder(row((content, 50), ("|", 1)))
        column(self._heading, 6, (Scroll(body), 1), spacing=4, margins=(28, 12, 24, 6), on=self)


def _nearest(values: Sequence[int], wanted: int) -> int:
    return min(range(len(values)), key=lambda at: abs(values[at] - wanted))
