"""Texts in Russian, Kazakh and English, shared by the window, the command line, the act and headquarters.

Message ids are the English texts; `resources/locale/<language>/LC_MESSAGES/*.mo` hold the others, one file per
area, merged here. A text without a translation is shown in English, and a test fails.
"""

import gettext
from functools import cache

from inspector import paths
from inspector.core.errors import N_, Refusal

LANGUAGES = ("ru", "kk", "en")
DEFAULT = "ru"

__all__ = ["DEFAULT", "LANGUAGES", "N_", "ntext", "sentence", "text"]


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    folder = paths.resource("locale", language, "LC_MESSAGES")
    merged: gettext.GNUTranslations | None = None
    for file in sorted(folder.glob("*.mo")):
        with file.open("rb") as stream:
            found = gettext.GNUTranslations(stream)
        if merged is None:
            merged = found
        else:
            # Into one table: fallbacks are asked one after the other, and a list of 200 lines asks 600 times.
            merged._catalog = found._catalog | merged._catalog  # type: ignore[attr-defined]
    return merged or gettext.NullTranslations()


def text(message: str, language: str) -> str:
    """`message` (an English text) in `language`."""
    return _catalogue(language).gettext(message) if message else ""


def ntext(singular: str, plural: str, count: int, language: str) -> str:
    """The form of the text for `count`, with {n} filled in; Russian has three forms, Kazakh one."""
    return _catalogue(language).ngettext(singular, plural, count).replace("{n}", str(count))


def sentence(error: Refusal, language: str) -> str:
    """What happened and what to do, as one sentence in `language`."""
    return text(error.sentence, language).format_map(error.params)
