"""The language of the interface, switched at once. No Qt here: presenters speak through it too.

One interface language per process, as there is one window; whoever shows text subscribes and says it again.
"""

import weakref
from collections.abc import Callable
from datetime import date

from inspector import i18n
from inspector.i18n import N_
from inspector.ui import wording

NAMES = {"kk": "ҚАЗ", "ru": "РУС", "en": "ENG"}
"""What the switch in the top bar says: each language calls itself by its own name."""

_WEEKDAY_DAY_MONTH = N_("{weekday}, {day_month}")


class Language:
    """Holds the code of the current language and tells those who subscribed when it changes."""

    def __init__(self, code: str = i18n.DEFAULT) -> None:
        self.code = code
        self._listeners: list[weakref.WeakMethod[Callable[[], None]]] = []

    def choose(self, code: str) -> None:
        """Speak another language from now on."""
        if code == self.code:
            return
        self.code = code
        for reference in list(self._listeners):
            listener = reference()
            if listener is None:
                self._listeners.remove(reference)
            else:
                listener()

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call the bound method `listener` after every change, as long as its object lives."""
        self._listeners.append(weakref.WeakMethod(listener))

    def unsubscribe(self, listener: Callable[[], None]) -> None:
        """Do not call it any more."""
        self._listeners = [each for each in self._listeners if each() not in (None, listener)]


current = Language()


def tr(message: str, **places: object) -> str:
    """`message` (an English text) in the current language, its {places} filled."""
    said = i18n.text(message, current.code)
    return said.format_map(places) if places else said


def ntr(singular: str, plural: str, count: int, **places: object) -> str:
    """The form of the text for `count`; {n} is the count, with spaces between thousands."""
    said = i18n.ntext(singular, plural, count, current.code).replace(str(count), wording.number(count), 1)
    return said.format_map(places) if places else said


def day_month(value: date) -> str:
    """24 November, as the current language says it."""
    return tr(wording.MONTHS[value.month - 1], day=value.day)


def weekday_day_month(value: date) -> str:
    """Tuesday, 24 November, as the current language says it; for a heading."""
    said = tr(_WEEKDAY_DAY_MONTH, weekday=tr(wording.WEEKDAYS[value.weekday()]), day_month=day_month(value))
    return said[:1].upper() + said[1:]
