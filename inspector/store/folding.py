"""Spelling folded for search: a person who types «казак», «қазақ» or, on the wrong layout, «rfpfr» finds the same.

Both what is stored and what is asked goes through `words`; a query also stands for what the same keys give on the
Russian layout.
"""

import re

_LETTERS = str.maketrans("ёәқңғүұөһі", "еакнгууохи")
_KEYS = str.maketrans(
    "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~",
    "йцукенгшщзхъфывапролджэячсмитьбюеЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЕ",
)
_WORD = re.compile(r"[^\W_]+")
_LATIN = re.compile(r"[A-Za-z]")
MAX_WORDS = 8
"""More words than anybody types; what comes after is not asked."""


def words(text: str) -> list[str]:
    """The words and numbers of `text`, lower case, Kazakh letters as their Russian look-alikes."""
    return _WORD.findall(text.lower().translate(_LETTERS))


def match(query: str, *, whole: bool = False) -> str:
    """The FTS5 expression for lines with every word of `query`; "" when nothing is asked.

    A word asked for is the beginning of a word of the line, or with `whole` all of it.
    """
    end = "" if whole else "*"
    terms = []
    for typed in query.split()[:MAX_WORDS]:
        readings = [words(typed)]
        if _LATIN.search(typed):
            readings.append(words(typed.translate(_KEYS)))
        asked = [" AND ".join(f'"{word}"{end}' for word in reading) for reading in readings if reading]
        if asked:
            terms.append(f"({' OR '.join(f'({one})' for one in asked)})")
    return " AND ".join(terms)
