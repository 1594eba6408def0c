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


Term = list[list[str]]
"""What one typed word may mean: any of its readings, each of them one or several words."""


def terms(query: str) -> list[Term]:
    """Every typed word of `query`, with its readings on both keyboard layouts; signs alone ask for nothing."""
    asked = []
    for typed in query.split()[:MAX_WORDS]:
        readings = [words(typed)]
        if _LATIN.search(typed):
            readings.append(words(typed.translate(_KEYS)))
        asked.append([reading for reading in readings if reading])
    return [term for term in asked if term]


def fts(asked: list[Term], *, whole: bool = False) -> str:
    """The FTS5 expression for lines where each term begins a word, or with `whole` is one."""
    return _condition(asked, '"{}"' if whole else '"{}"*')


def sql(asked: list[Term], column: str) -> tuple[str, list[str]]:
    """The same as a condition on a column that holds `line` of the text, with its values: for a few hundred rows."""
    values = [f" {word}" for term in asked for reading in term for word in reading]
    return _condition(asked, f"instr({column}, ?)") or "1", values


def _condition(asked: list[Term], one: str) -> str:
    """Each term, in any of its readings, with every word of the reading."""
    terms_told = []
    for term in asked:
        readings = [" AND ".join(one.format(word) for word in reading) for reading in term]
        terms_told.append("(" + " OR ".join(f"({reading})" for reading in readings) + ")")
    return " AND ".join(terms_told)


def line(*texts: str) -> str:
    """Every word of the texts once, each after a space, so that " word" finds its beginning."""
    return "".join(f" {word}" for word in dict.fromkeys(word for text in texts for word in words(text)))
