"""Regular expressions from a checklist, matched in bounded time.

Python's own matcher goes back and tries again, and a pattern such as `(a+)+$` can keep it busy for ever. So each
pattern is weighed first: what can only take few tries goes to Python; everything else is matched by walking through
all possibilities at once, one letter after the other. What neither can do in time has no value.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any, Final

MAX_PATTERN: Final = 2_000
MAX_SUBJECT: Final = 20_000
_MAX_TRIES: Final = 200_000
_MAX_STATES: Final = 5_000
_MAX_WORK: Final = 3_000_000
_FLAGS: Final = re.ASCII
_TURNED: Final = re.IGNORECASE | re.DOTALL | re.MULTILINE
"""What a pattern may turn on within itself; the walk through all possibilities does not know it."""


class TooHard(ValueError):
    """A pattern that cannot be matched in bounded time, or cannot be read."""


def matches(pattern: str, subject: str) -> bool:
    """Whether the whole subject matches, as Java's `Pattern.matches`. Raises TooHard."""
    if len(subject) > MAX_SUBJECT:
        raise TooHard("subject")
    compiled = compiled_pattern(pattern)
    if compiled.tries(len(subject)) <= _MAX_TRIES:
        return compiled.python.fullmatch(subject) is not None
    return compiled.walked(subject)


def usable(pattern: str) -> bool:
    """Whether a pattern can be read, and matched against a line of a hundred letters in bounded time."""
    try:
        matches(pattern, "a" * 100)
    except TooHard:
        return False
    return True


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """A pattern in both forms; `weights` are the ranges of its variable repeats, None when they stand in each other."""

    python: "re.Pattern[str]"
    tree: Any
    weights: tuple[float, ...] | None
    _walk: "list[_Walk | None]" = field(default_factory=list)

    def tries(self, length: int) -> float:
        """At most how often Python goes back on a subject of that length."""
        if self.weights is None:
            return float("inf")
        found = 1.0
        for weight in self.weights:
            found *= min(weight, length + 1)
        return found

    def walked(self, subject: str) -> bool:
        """The answer of the walk through all possibilities. Raises TooHard."""
        if not self._walk:
            self._walk.append(_Walk.build(self.tree))
        walk = self._walk[0]
        if walk is None or len(walk.states) * (len(subject) + 1) > _MAX_WORK:
            raise TooHard("pattern")
        return walk.accepts(subject)


@lru_cache(maxsize=256)
def compiled_pattern(text: str) -> Pattern:
    """Read a pattern. Raises TooHard when it is broken or too long."""
    if len(text) > MAX_PATTERN:
        raise TooHard("pattern")
    try:
        written = _PROPERTY.sub(_spelled, text)
        tree = _parser.parse(written, _FLAGS)
        return Pattern(re.compile(written, _FLAGS), tree, _weights(tree))
    except (re.error, RecursionError, OverflowError, KeyError) as error:
        raise TooHard("pattern") from error


# what Python does not know: classes of letters by property

_PROPERTY: Final = re.compile(r"\\\\|\[|\]|\\p\{?(\w+)\}?")
_SCRIPTS: Final = {"IsCyrillic": "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f", "IsLatin": "A-Za-zÀ-ÖØ-öø-ɏ"}


def _spelled(match: "re.Match[str]") -> str:
    r"""A property such as `\p{L}` as ranges, in brackets of its own unless it stands in some already."""
    name = match.group(1)
    if name is None:
        return match.group()
    ranges = _SCRIPTS.get(name) or _ranges({"Alpha": "L", "IsAlphabetic": "L", "IsDigit": "Nd"}.get(name, name))
    before = match.string[: match.start()]
    inside = before.count("[") - before.count("\\[") > before.count("]") - before.count("\\]")
    return ranges if inside else f"[{ranges}]"


@lru_cache(maxsize=16)
def _ranges(category: str) -> str:
    """The letters of a Unicode category as ranges; beyond the common scripts only whole blocks."""
    points = [code for code in range(0x3000) if unicodedata.category(chr(code)).startswith(category)]
    if not points:
        raise KeyError(category)
    found: list[list[int]] = []
    for code in points:
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    text = "".join(f"{re.escape(chr(one))}-{re.escape(chr(two))}" for one, two in found)
    return text + ("\u3400-\u9fff\uac00-\ud7a3" if category == "L" else "")


# weighing


def _weights(tree: Any) -> tuple[float, ...] | None:
    found: list[float] = []
    return tuple(found) if _weigh(tree, found, repeated=False) else None


def _weigh(tree: Any, found: list[float], *, repeated: bool) -> bool:
    """Collect the ranges of variable repeats; False when one could be tried within another."""
    for operation, argument in tree:
        name = str(operation)
        if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            least, most, body = argument
            if repeated and most != least:
                return False
            if most != least:
                found.append(float(most - least + 1) if most != _constants.MAXREPEAT else float("inf"))
            if not _weigh(body, found, repeated=repeated or int(most) > 1):
                return False
        elif name == "BRANCH":
            if repeated or not all(_weigh(branch, found, repeated=repeated) for branch in argument[1]):
                return False
            found.append(float(len(argument[1])))
        elif not all(_weigh(body, found, repeated=repeated) for body in _bodies(name, argument)):
            return False
    return True


def _bodies(name: str, argument: Any) -> Iterator[Any]:
    match name:
        case "SUBPATTERN":
            yield argument[3]
        case "ATOMIC_GROUP":
            yield argument
        case "ASSERT" | "ASSERT_NOT":
            yield argument[1]
        case "GROUPREF_EXISTS":
            yield from (body for body in argument[1:] if body is not None)


# walking


@dataclass(slots=True)
class _State:
    """Where a walk can stand: `test` takes a letter to `next`; without one, every step of `free` is open."""

    test: "re.Pattern[str] | None" = None
    next: int = -1
    free: list[int] = field(default_factory=list)
    edge: str = ""


class _Walk:
    """All possibilities of one pattern; the last state accepts."""

    def __init__(self) -> None:
        self.states: list[_State] = []
        self.start = 0

    @staticmethod
    def build(tree: Any) -> "_Walk | None":
        """The walk of a pattern; None when it looks around, back, or is too large."""
        walk = _Walk()
        try:
            if tree.state.flags & _TURNED:
                raise TooHard("pattern")
            end = walk._add(_State())
            walk.start = walk._chain(tree, end)
        except TooHard:
            return None
        return walk

    def accepts(self, subject: str) -> bool:
        """Whether some way through the pattern ends with the subject."""
        here = self._open({self.start}, 0, subject)
        for place, letter in enumerate(subject):
            stepped = {
                state.next for state in map(self.states.__getitem__, here) if state.test and state.test.match(letter)
            }
            if not stepped:
                return False
            here = self._open(stepped, place + 1, subject)
        return 0 in here

    def _open(self, reached: Iterable[int], place: int, subject: str) -> set[int]:
        """Every state that can be reached without taking a letter."""
        found: set[int] = set()
        waiting = list(reached)
        while waiting:
            number = waiting.pop()
            if number in found:
                continue
            found.add(number)
            state = self.states[number]
            if not state.edge or _at_edge(state.edge, place, subject):
                waiting += state.free
        return found

    def _add(self, state: _State) -> int:
        if len(self.states) >= _MAX_STATES:
            raise TooHard("pattern")
        self.states.append(state)
        return len(self.states) - 1

    def _chain(self, tree: Any, end: int) -> int:
        """States for a sequence, built from its end."""
        for operation, argument in reversed(list(tree)):
            end = self._one(str(operation), argument, end)
        return end

    def _one(self, name: str, argument: Any, end: int) -> int:
        match name:
            case "LITERAL" | "NOT_LITERAL" | "ANY" | "IN":
                return self._add(_State(test=_letter(name, argument), next=end))
            case "SUBPATTERN" if not argument[1] and not argument[2]:
                return self._chain(argument[3], end)
            case "BRANCH":
                return self._add(_State(free=[self._chain(branch, end) for branch in argument[1]]))
            case "AT":
                return self._add(_State(free=[end], edge=str(argument)))
            case "MAX_REPEAT" | "MIN_REPEAT":
                least, most, body = argument
                return self._repeat(least, most, body, end)
            case _:
                raise TooHard("pattern")

    def _repeat(self, least: int, most: Any, body: Any, end: int) -> int:
        if most == _constants.MAXREPEAT:
            loop = self._add(_State(free=[end]))
            self.states[loop].free.append(self._chain(body, loop))
            end = loop
        else:
            last = end
            for _ in range(int(most) - least):
                end = self._add(_State(free=[last, self._chain(body, end)]))
        for _ in range(least):
            end = self._chain(body, end)
        return end


def _letter(name: str, argument: Any) -> "re.Pattern[str]":
    """A test of one letter."""
    match name:
        case "LITERAL":
            return re.compile(re.escape(chr(argument)), _FLAGS)
        case "NOT_LITERAL":
            return re.compile(f"[^{re.escape(chr(argument))}]", _FLAGS)
        case "ANY":
            return re.compile(".", _FLAGS)
    return re.compile("[" + "".join(_member(str(kind), value) for kind, value in argument) + "]", _FLAGS)


_CATEGORIES: Final = {
    "CATEGORY_DIGIT": r"\d", "CATEGORY_NOT_DIGIT": r"\D", "CATEGORY_SPACE": r"\s", "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w", "CATEGORY_NOT_WORD": r"\W",
}  # fmt: skip


def _member(kind: str, value: Any) -> str:
    match kind:
        case "NEGATE":
            return "^"
        case "LITERAL":
            return re.escape(chr(value))
        case "RANGE":
            return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
        case _:
            return _CATEGORIES[str(value)]


def _at_edge(edge: str, place: int, subject: str) -> bool:
    """Whether an anchor holds between two letters."""
    if edge in {"AT_BEGINNING", "AT_BEGINNING_STRING"}:
        return place == 0
    if edge in {"AT_END", "AT_END_STRING"}:
        return place == len(subject) or (edge == "AT_END" and subject[place:] == "\n")
    before, after = subject[place - 1 : place] if place else "", subject[place : place + 1]
    boundary = _is_word(before) != _is_word(after)
    return boundary if edge == "AT_BOUNDARY" else not boundary


def _is_word(letter: str) -> bool:
    return re.match(r"\w", letter, _FLAGS) is not None
