"""How hard a passphrase is to guess, said in words. No rules of composition: length counts most."""

from dataclasses import dataclass

from inspector.core.errors import N_
from inspector.services.errors import MIN_PASSPHRASE
from inspector.ui.language import ntr, tr

_FEW_KINDS = 5
_LONG = 16


@dataclass(frozen=True, slots=True)
class Strength:
    """`missing` characters until it is accepted; `level` 0..3; `word` is a message id, "" while too short."""

    missing: int
    level: int
    word: str

    @property
    def enough(self) -> bool:
        """Whether it is accepted."""
        return self.missing == 0


def strength(text: str) -> Strength:
    """Judge a passphrase as it is being typed."""
    if len(text) < MIN_PASSPHRASE:
        return Strength(MIN_PASSPHRASE - len(text), 0, "")
    if text.isdigit():
        return Strength(0, 1, N_("Weak: only digits. Add a word"))
    if len(set(text.lower())) < _FEW_KINDS:
        return Strength(0, 1, N_("Weak: the same characters again and again"))
    if len(text) >= _LONG:
        return Strength(0, 3, N_("Strong"))
    return Strength(0, 2, N_("Good. Four words would be stronger"))


def said(judged: Strength) -> str:
    """The same in the current language."""
    if judged.missing:
        return ntr("Too short: {n} more character", "Too short: {n} more characters", judged.missing)
    return tr(judged.word)
