"""Marks of people: the same person is known again at the next visit, and nobody's number is kept.

A mark is an HMAC of an IIN under a key of one institution that headquarters sends with the assignment. A plain hash
of an IIN is found by trial in seconds; without the key a mark tells nothing, and two institutions share none.
"""

import hashlib
import hmac
import unicodedata

from inspector.core.iin import BadNumber, parse_iin

KEY_BYTES = 32
LENGTH = 32
_PURPOSE = b"qorgan-guard-1:"
_ROW_PURPOSE = b"qorgan-row-1:"


def mark(key: bytes, number: str) -> str:
    """The mark of the holder of an IIN, 32 hexadecimal digits; "" for a number that is not valid.

    Raises ValueError for a key of the wrong length: a short one could be found by trial.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("a key of marks has 32 bytes")
    try:
        found = parse_iin(number)
    except BadNumber:
        return ""
    return hmac.new(key, _PURPOSE + found.number.encode(), hashlib.sha256).hexdigest()[:LENGTH]


def row_mark(key: bytes, text: str) -> str:
    """The mark of a roster's row by what it is known by (a camera's place), 32 hexadecimal digits; "" for no text.

    Case and spaces make no difference. Raises ValueError as `mark` does.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("a key of marks has 32 bytes")
    said = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    return hmac.new(key, _ROW_PURPOSE + said.encode(), hashlib.sha256).hexdigest()[:LENGTH] if said else ""
