"""Which parts of a name were asked for: spelled as typed, with е for ё, or in the other keyboard layout."""

Span = tuple[int, int]
"""Start and length in characters."""

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбю"
_SWITCH = str.maketrans(_LATIN, _RUSSIAN)
_FOLD = str.maketrans("ёәқңғүұөһі", "еакнгууохи")


def marks(name: str, query: str) -> tuple[Span, ...]:
    """Non-overlapping spans of `name`, in order."""
    folded = name.lower().translate(_FOLD)
    if len(folded) != len(name):
        return ()  # a letter whose lower case is longer: positions would not fit
    found: list[Span] = []
    for token in query.lower().split():
        for spelled in (token.translate(_FOLD), token.translate(_SWITCH)):
            at = folded.find(spelled)
            if at >= 0:
                found.append((at, len(spelled)))
                break
    merged: list[Span] = []
    for start, length in sorted(found):
        if merged and start <= sum(merged[-1]):
            before, so_far = merged[-1]
            merged[-1] = (before, max(so_far, start + length - before))
        else:
            merged.append((start, length))
    return tuple(merged)
