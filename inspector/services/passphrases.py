"""A passphrase made by chance out of common words, for whoever has no idea of their own.

Four words of 2,048 are 44 random bits; the Kazakh list is shorter and gives five words, 40 bits. Behind Argon2id,
which costs a computer a fifth of a second a guess, either is thousands of years of one computer.
"""

import math
import secrets
from functools import cache

from inspector import paths

BITS = 40
LANGUAGES = ("ru", "kk", "en")


@cache
def words(language: str) -> tuple[str, ...]:
    """The list of a language, Russian for one without."""
    known = language if language in LANGUAGES else LANGUAGES[0]
    return tuple(paths.resource("words", f"{known}.txt").read_text(encoding="utf-8").split())


def suggestion(language: str) -> str:
    """Words with spaces between: four, or as many as make BITS random bits."""
    known = words(language)
    count = max(4, math.ceil(BITS / math.log2(len(known))))
    return " ".join(secrets.choice(known) for _ in range(count))
