"""The functions of the ODK XForms specification that libxml2 lacks or means otherwise.

Each is registered under a private namespace; `forms.xpath` rewrites an expression so that it calls these.
"""

import base64
import binascii
import hashlib
import math
import random
import re
import uuid
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import Protocol

from lxml.etree import _Element

from inspector.forms import values
from inspector.forms.values import Value, texts, to_number, to_text, to_truth, whole

NAMESPACE = "urn:qorgan:functions"
_MAX_PATTERN = 2_000
_MAX_SUBJECT = 20_000


class ChoiceNames(Protocol):
    """Whoever can say what a choice is called: the session, for `jr:choice-name`."""

    def choice_name(self, value: str, path: str, context: _Element) -> str:
        """The label of `value` among the choices of the question at `path`."""


CHOICE_NAMES: ContextVar[ChoiceNames | None] = ContextVar("choice_names", default=None)


@dataclass(frozen=True, slots=True)
class Function:
    """A function of ours, how many arguments it takes, and what it returns.

    `returns` is "text", "number", "truth", "date", "nodes" or "any" (known only when run).
    """

    call: Callable[..., Value]
    returns: str
    least: int
    most: int
    needs_context: bool = False


TABLE: dict[str, Function] = {}


def _function(
    name: str, returns: str, least: int, most: int | None = None, *, needs_context: bool = False
) -> Callable[[Callable[..., Value]], Callable[..., Value]]:
    def register(call: Callable[..., Value]) -> Callable[..., Value]:
        TABLE[name] = Function(call, returns, least, least if most is None else most, needs_context)
        return call

    return register


MANY = 1_000


@_function("number", "number", 1)
def _number(value: Value) -> float:
    return to_number(value)


@_function("string", "text", 1)
def _string(value: Value) -> str:
    return to_text(value)


@_function("boolean", "truth", 1)
def _boolean(value: Value) -> bool:
    return to_truth(value)


@_function("equal", "truth", 2)
def _equal(left: Value, right: Value) -> bool:
    """`=` when the kinds are known only now: truth, then numbers, then text."""
    one, two = values.unpack(left), values.unpack(right)
    if isinstance(one, bool) or isinstance(two, bool):
        return to_truth(one) == to_truth(two)
    if isinstance(one, float) or isinstance(two, float):
        return to_number(one) == to_number(two)
    return one == two


@_function("typed", "any", 1)
def _typed(nodes: Value) -> Value:
    """The value of a node with a numeric bind: a number, or blank text. Only rewriting calls it."""
    text = to_text(nodes)
    return to_number(text) if text else ""


@_function("same", "truth", 2)
def _same(left: Value, right: Value) -> bool:
    """Equal as numbers, allowing for binary rounding. Only rewriting calls it."""
    one, two = to_number(left), to_number(right)
    return one == two or abs(one - two) < 1e-12


@_function("if", "any", 3)
def _if(condition: Value, yes: Value, no: Value) -> Value:
    return yes if to_truth(condition) else no


@_function("coalesce", "any", 2)
def _coalesce(first: Value, second: Value) -> Value:
    single = values.unpack(first)
    blank = single == "" or (isinstance(single, float) and math.isnan(single))
    return second if blank else first


@_function("once", "any", 1, needs_context=True)
def _once(context: _Element, value: Value) -> Value:
    return values.text_of(context) or value


@_function("selected", "truth", 2)
def _selected(value: Value, choice: Value) -> bool:
    return to_text(choice).strip() in to_text(value).split(" ")


TABLE["is-selected"] = TABLE["selected"]


@_function("count-selected", "number", 1)
def _count_selected(value: Value) -> float:
    return float(len(to_text(value).split()))


@_function("selected-at", "text", 2)
def _selected_at(value: Value, index: Value) -> str:
    chosen, at = to_text(value).split(), whole(index, -1)
    return chosen[at] if 0 <= at < len(chosen) else ""


@_function("count-non-empty", "number", 1)
def _count_non_empty(nodes: Value) -> float:
    return float(sum(1 for text in texts(nodes) if text))


@_function("sum", "number", 1)
def _sum(nodes: Value) -> float:
    return math.fsum(number for number in map(to_number, texts(nodes)) if not math.isnan(number))


def _numbers(arguments: Sequence[Value]) -> list[float]:
    flat = [text for argument in arguments for text in _flat(argument)]
    return [number for number in map(to_number, flat) if not math.isnan(number)]


def _flat(value: Value) -> Sequence[Value]:
    if isinstance(value, bool | float | str):
        return [value]
    return texts(value)


@_function("min", "number", 1, MANY)
def _min(*arguments: Value) -> float:
    return min(_numbers(arguments), default=math.nan)


@_function("max", "number", 1, MANY)
def _max(*arguments: Value) -> float:
    return max(_numbers(arguments), default=math.nan)


@_function("concat", "text", 1, MANY)
def _concat(*arguments: Value) -> str:
    return "".join(to_text(part) for argument in arguments for part in _flat(argument))


@_function("join", "text", 1, MANY)
def _join(separator: Value, *arguments: Value) -> str:
    return to_text(separator).join(to_text(part) for argument in arguments for part in _flat(argument))


@_function("substr", "text", 2, 3)
def _substr(value: Value, start: Value, end: Value | None = None) -> str:
    text = to_text(value)
    first = whole(start)
    last = len(text) if end is None else whole(end)
    first, last = (place + len(text) if place < 0 else place for place in (first, last))
    return text[max(0, first) : max(0, last)]


@_function("ends-with", "truth", 2)
def _ends_with(value: Value, ending: Value) -> bool:
    return to_text(value).endswith(to_text(ending))


@_function("regex", "truth", 2)
def _regex(value: Value, pattern: Value) -> bool:
    subject = to_text(value)
    if len(subject) > _MAX_SUBJECT:
        return False
    compiled = _pattern(to_text(pattern))
    return compiled is not None and compiled.fullmatch(subject) is not None


@lru_cache(maxsize=256)
def _pattern(text: str) -> re.Pattern[str] | None:
    """A broken or endless pattern matches nothing."""
    if len(text) > _MAX_PATTERN:
        return None
    try:
        return re.compile(text, re.ASCII)
    except (re.error, RecursionError, OverflowError):
        return None


@_function("int", "number", 1)
def _int(value: Value) -> float:
    return values.to_int(value)


@_function("round", "number", 1, 2)
def _round(value: Value, digits: Value = 0.0) -> float:
    """Halves go up (towards positive infinity), as XPath says; `digits` may be negative."""
    number, places = to_number(value), whole(digits)
    if math.isnan(number) or math.isinf(number):
        return number
    if abs(places) > 30:
        return math.nan
    method = ROUND_HALF_DOWN if number < 0 else ROUND_HALF_UP
    try:
        return float(Decimal(repr(number)).quantize(Decimal(1).scaleb(-places), rounding=method))
    except InvalidOperation:
        return number


@_function("pow", "number", 2)
def _pow(base: Value, exponent: Value) -> float:
    try:
        result = math.pow(to_number(base), to_number(exponent))
    except (ValueError, OverflowError):
        return math.nan
    return result


def _real(name: str, compute: Callable[[float], float]) -> None:
    def call(value: Value) -> float:
        try:
            return compute(to_number(value))
        except (ValueError, OverflowError):
            return math.nan

    TABLE[name] = Function(call, "number", 1, 1)


_REAL: dict[str, Callable[[float], float]] = {
    "abs": math.fabs,
    "acos": math.acos,
    "asin": math.asin,
    "atan": math.atan,
    "cos": math.cos,
    "exp": math.exp,
    "log": math.log,
    "log10": math.log10,
    "sin": math.sin,
    "sqrt": math.sqrt,
    "tan": math.tan,
    "exp10": lambda power: math.pow(10.0, power),
}
for _name, _compute in _REAL.items():
    _real(_name, _compute)


@_function("atan2", "number", 2)
def _atan2(one: Value, two: Value) -> float:
    return math.atan2(to_number(one), to_number(two))


@_function("pi", "number", 0)
def _pi() -> float:
    return math.pi


@_function("random", "number", 0)
def _random() -> float:
    return random.random()


@_function("boolean-from-string", "truth", 1)
def _boolean_from_string(value: Value) -> bool:
    return to_text(value).lower() in {"true", "1"}


@_function("checklist", "truth", 2, MANY)
def _checklist(least: Value, most: Value, *factors: Value) -> bool:
    count = sum(1 for factor in factors for one in _flat(factor) if to_truth(one))
    low, high = whole(least), whole(most)
    return (low < 0 or count >= low) and (high < 0 or count <= high)


@_function("weighted-checklist", "truth", 2, MANY)
def _weighted_checklist(least: Value, most: Value, *pairs: Value) -> bool:
    if len(pairs) == 2:
        flags, weights = list(_flat(pairs[0])), list(_flat(pairs[1]))
    else:
        flags, weights = list(pairs[0::2]), list(pairs[1::2])
    total = sum(to_number(weight) for flag, weight in zip(flags, weights, strict=False) if to_truth(flag))
    return to_number(least) <= total <= to_number(most)


@_function("position-of", "number", 1)
def _position_of(nodes: Value) -> float:
    """`position(node)`: which of the rows with its name it is, counted from 1; 0 without a node."""
    node = _first_element(nodes)
    if node is None:
        return 0.0
    return float(1 + sum(1 for _ in node.itersiblings(node.tag, preceding=True)))


def _first_element(nodes: Value) -> _Element | None:
    if isinstance(nodes, bool | float | str):
        return None
    return next((node for node in nodes if not isinstance(node, str)), None)


@_function("indexed-repeat", "nodes", 3, 11)
def _indexed_repeat(nodes: Value, *groups: Value) -> Value:
    """The nodes that stand in the named row of each named repeat; an index below 1 means the first."""
    kept = [] if isinstance(nodes, bool | float | str) else [node for node in nodes if not isinstance(node, str)]
    for rows, index in zip(groups[0::2], groups[1::2], strict=False):
        if isinstance(rows, bool | float | str):
            return []
        at = max(1, whole(index, 1))
        row_elements = {row for row in rows if not isinstance(row, str)}
        kept = [node for node in kept if _row_number(node, row_elements) == at]
    return kept


def _row_number(node: _Element, rows: set[_Element]) -> int:
    current: _Element | None = node
    while current is not None:
        if current in rows:
            return 1 + sum(1 for _ in current.itersiblings(current.tag, preceding=True))
        current = current.getparent()
    return 0


@_function("randomize", "nodes", 1, 2)
def _randomize(nodes: Value, seed: Value | None = None) -> Value:
    if isinstance(nodes, bool | float | str):
        return []
    shuffled = list(nodes)
    (random if seed is None else random.Random(whole(seed))).shuffle(shuffled)
    return shuffled


@_function("choice-name", "text", 2, needs_context=True)
def _choice_name(context: _Element, value: Value, path: Value) -> str:
    names = CHOICE_NAMES.get()
    return names.choice_name(to_text(value), to_text(path).strip(), context) if names else ""


@_function("pulldata", "text", 4, needs_context=True)
def _pulldata(context: _Element, instance: Value, column: Value, key_column: Value, key: Value) -> str:
    wanted, name, key_name = to_text(key), to_text(column), to_text(key_column)
    root = context.getroottree().getroot()
    for data in root.iterchildren("i"):
        if data.get("id") == to_text(instance):
            for item in data.iter("item"):
                if (item.findtext(key_name) or "") == wanted:
                    return item.findtext(name) or ""
    return ""


@_function("today", "date", 0)
def _today() -> str:
    return datetime.now().astimezone().date().isoformat()


@_function("now", "date", 0)
def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="milliseconds")


@_function("date", "date", 1)
def _date(value: Value) -> str:
    return values.date_text(value)


@_function("date-time", "date", 1)
def _date_time(value: Value) -> str:
    return values.date_text(value, keep_time=True)


@_function("decimal-date-time", "any", 1)
def _decimal_date_time(value: Value) -> Value:
    single = values.unpack(value)
    if isinstance(single, str):
        return values.days(single) if single else ""
    return to_number(single)


@_function("decimal-time", "any", 1)
def _decimal_time(value: Value) -> Value:
    single = values.unpack(value)
    if not isinstance(single, str):
        number = to_number(single)
        return number - math.floor(number)
    parsed = values.parse_time(single.partition("T")[2] or single)
    if parsed is None:
        return "" if not single else math.nan
    moment = parsed[0]
    return (moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1e6) / 86_400


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@_function("format-date", "text", 2)
def _format_date(value: Value, pattern: Value) -> str:
    """With %Y %y %m %n %b %d %e %H %h %M %S %3 %a and %%; other letters after % are kept as they are."""
    parsed = values.parse_moment(values.date_text(value, keep_time=True))
    if not isinstance(parsed, datetime):
        return ""
    fields = {
        "%": "%",
        "Y": f"{parsed.year:04d}",
        "y": f"{parsed.year % 100:02d}",
        "m": f"{parsed.month:02d}",
        "n": str(parsed.month),
        "b": _MONTHS[parsed.month - 1],
        "d": f"{parsed.day:02d}",
        "e": str(parsed.day),
        "H": f"{parsed.hour:02d}",
        "h": str(parsed.hour),
        "M": f"{parsed.minute:02d}",
        "S": f"{parsed.second:02d}",
        "3": f"{parsed.microsecond // 1000:03d}",
        "a": _WEEKDAYS[parsed.weekday()],
    }
    return re.sub("%(.)", lambda match: fields.get(match.group(1), match.group(0)), to_text(pattern))


TABLE["format-date-time"] = TABLE["format-date"]


@_function("uuid", "text", 0, 1)
def _uuid(length: Value | None = None) -> str:
    if length is None:
        return str(uuid.uuid4())
    alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    chooser = random.SystemRandom()
    return "".join(chooser.choice(alphabet) for _ in range(min(max(whole(length), 0), 1_000)))


_DIGESTS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}


@_function("digest", "text", 2, 3)
def _digest(value: Value, algorithm: Value, encoding: Value = "base64") -> str:
    name = _DIGESTS.get(to_text(algorithm).upper())
    if name is None:
        return ""
    raw = hashlib.new(name, to_text(value).encode(), usedforsecurity=False).digest()
    return raw.hex() if to_text(encoding).lower() == "hex" else base64.b64encode(raw).decode()


@_function("base64-decode", "text", 1)
def _base64_decode(value: Value) -> str:
    try:
        return base64.b64decode(to_text(value)).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


@_function("translate", "text", 3)
def _translate(value: Value, before: Value, after: Value) -> str:
    old, new = to_text(before), to_text(after)
    table: dict[int, str | None] = {}
    for index, letter in enumerate(old):
        table.setdefault(ord(letter), new[index] if index < len(new) else None)
    return to_text(value).translate(table)


@_function("version", "text", 0, needs_context=True)
def _version(context: _Element) -> str:
    data = next(iter(context.getroottree().getroot()), None)
    return "" if data is None else data.get("version") or ""


@_function("depend", "any", 1, MANY)
def _depend(first: Value, *_others: Value) -> Value:
    return first
