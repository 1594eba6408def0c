"""What a person chooses and no one needs to hide: language, theme, text size. Kept in settings.json."""

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from inspector import i18n

THEMES = ("light", "dark", "sunlight", "system")
HANDS = ("right", "left")
PIN_UNTIL = ("18:00", "20:00", "22:00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`text_percent` scales every text; `auto_lock_minutes` is the idle time before the lock screen.

    Theme "system" follows the light or dark mode of the system. `pin` offers a PIN for the day after the passphrase,
    which holds until `pin_until` (HH:MM, local). `photo_folder` is watched for new pictures and `printer` is asked
    first; "" for the usual ones. `hand` works, "right" or "left": side panes stand so that it does not hide them.
    """

    language: str = i18n.DEFAULT
    theme: str = "light"
    text_percent: int = 100
    auto_lock_minutes: int = 5
    full_screen: bool = True
    pin: bool = True
    pin_until: str = "20:00"
    photo_folder: str = ""
    printer: str = ""
    hand: str = "right"
    sounds: bool = False


class SettingsFile:
    """Reads and writes the settings of one laptop. A damaged file counts as no file: nothing in it is precious."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.current = self._load()

    def change(self, **values: object) -> Settings:
        """Replace some values and write the file at once."""
        self.current = replace(self.current, **values)  # type: ignore[arg-type]
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._path.with_suffix(".new")
        draft.write_text(json.dumps(asdict(self.current), indent=1), encoding="utf-8")
        draft.replace(self._path)
        return self.current

    def _load(self) -> Settings:
        try:
            stored = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return Settings()
        if not isinstance(stored, dict):
            return Settings()
        known = {field.name: type(field.default) for field in fields(Settings)}
        values: dict[str, Any] = {key: value for key, value in stored.items() if type(value) is known.get(key)}
        settings = Settings(**values)
        if settings.language not in i18n.LANGUAGES or settings.theme not in THEMES:
            return Settings()
        if settings.pin_until not in PIN_UNTIL or settings.hand not in HANDS:
            return Settings()
        return settings
