"""Words by chance: enough of them, of the language of the laptop, and each can be typed."""

import math

import pytest

from inspector.services import passphrases
from inspector.services.errors import MIN_PASSPHRASE
from inspector.ui.screens.start.strength import strength

LETTERS = {
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "en": "abcdefghijklmnopqrstuvwxyz",
}


@pytest.mark.parametrize("language", passphrases.LANGUAGES)
def test_the_lists_are_clean(language: str) -> None:
    known = passphrases.words(language)
    assert len(set(known)) == len(known) >= 256
    assert [word for word in known if not set(word) <= set(LETTERS[language]) or len(word) < 3] == []


@pytest.mark.parametrize("language", [*passphrases.LANGUAGES, "tr"])
def test_a_suggestion_is_strong_and_never_the_same(language: str) -> None:
    made = {passphrases.suggestion(language) for _ in range(50)}
    assert len(made) == 50
    for text in made:
        count = len(text.split())
        assert count * math.log2(len(passphrases.words(language))) >= passphrases.BITS
        assert count >= 4
        assert strength(text).enough
        assert len(text) >= MIN_PASSPHRASE


def test_each_language_has_words_of_its_own() -> None:
    ru, kk = set(passphrases.words("ru")), set(passphrases.words("kk"))
    assert len(ru & kk) < 20
