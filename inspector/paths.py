"""Where things lie: the laptop's folder, and the resources shipped with the program (from source or frozen)."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import appdirs

HOME_VARIABLE = "INSPECTOR_HOME"


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of one laptop. Nothing outside it is ever written, except what a person saves elsewhere."""

    root: Path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.root / "laptop.db"

    @property
    def good_copy(self) -> Path:
        """The last copy of the database whose every page was read, for when the disk spoils the original."""
        return self.root / "laptop-good.db"

    @property
    def keyslots(self) -> Path:
        """The wrapped data key, one slot per inspector."""
        return self.root / "keyslots.json"

    @property
    def evidence(self) -> Path:
        """Encrypted photos."""
        return self.root / "evidence"

    @property
    def restoring(self) -> Path:
        """There while a restored backup takes the place of what was here."""
        return self.root / "restoring.json"

    @property
    def asked(self) -> Path:
        """What waits for headquarters' reply when a laptop is enrolled by files; closed with the passphrase."""
        return self.root / "asked.json"

    @property
    def settings(self) -> Path:
        """Language, theme, text size: nothing secret."""
        return self.root / "settings.json"

    @property
    def log(self) -> Path:
        """The rotating log."""
        return self.root / "log" / "inspector.log"


def home(explicit: Path | None = None) -> Home:
    """The laptop's folder: `explicit`, else the INSPECTOR_HOME variable, else the user's data folder."""
    chosen = explicit or os.environ.get(HOME_VARIABLE) or appdirs.user_data_dir("Qorgan", "Qorgan")
    return Home(Path(chosen).expanduser().absolute())


def resource(*parts: str) -> Path:
    """A file or folder under `resources/`, in the source tree or beside the frozen program."""
    base = getattr(sys, "_MEIPASS", None) or Path(__file__).resolve().parent.parent
    return Path(base, "resources", *parts)
