"""The functions of the ODK XForms specification that libxml2 lacks or means otherwise: texts, choices, node-sets.

Each is registered under a private namespace; `forms.xpath` rewrites an expression so that it calls these. Numbers
and dates stand in modules of their own.
"""

import base64
import binascii
import hashlib
import math
import random
import uuid
from collections.abc import Sequence
from contextvars import ContextVar
from typing import Protocol

from lxml.etree import _Element

from inspector.forms import functions_dates, functions_geo, functions_numbers, patterns, values
from inspector.forms.function_table import MANY, NAMESPACE, TABLE, Function, flat, function, only_nodes
from inspector.forms.values import Value, texts, to_number, to_text, to_truth, whole

__all__ = [
    "CHOICE_NAMES", "NAMESPACE", "TABLE", "ChoiceNames", "Function", "functions_dates", "functions_geo",
    "functions_numbers", "shuffled",
]  # fmt: skip

_MODULUS = 2_147_483_647
_MAX_TEXT = 1_000_000


class ChoiceNames(Protocol):
    """Whoever can say what a choice is called: the session, for `jr:choice-name`."""

    def choice_name(self, value: str, path: str, context: _Element) -> str:
        """The label of `value` among the choices of the question at `path`."""


CHOICE_NAMES: ContextVar[ChoiceNames | None] = ContextVar("choice_names", default=None)


@function("string", "text", 1)
def _string(value: Value) -> str:
    return to_text(value)


@function("boolean", "truth", 1)
def _boolean(value: Value) -> bool:
    return to_truth(value)


@function("equal", "truth", 2)
def _equal(left: Value, right: Value) -> bool:
    """`=` when the kinds are known only now: truth, then numbers, then text."""
    one, two = values.unpack(left), values.unpack(right)
    if isinstance(one, bool) or isinstance(two, bool):
        return to_truth(one) == to_truth(two)
    if isinstance(one, float) or isinstance(two, float):
        return to_number(one) == to_number(two)
    return one == two


@function("typed", "any", 1)
def _typed(nodes: Value) -> Value:
    """The value of a node with a numeric bind: a number, or blank text. Only rewriting calls it."""
    text = to_text(nodes)
    return to_number(text) if text else ""


@function("flagged", "any", 1)
def _flagged(nodes: Value) -> Value:
    """The value of a node that holds a truth: stored as 1 or 0, or blank text. Only rewriting calls it."""
    text = to_text(nodes)
    return text in {"1", "true"} if text else ""


@function("if", "any", 3)
def _if(condition: Value, yes: Value, no: Value) -> Value:
    return yes if to_truth(condition) else no


@function("coalesce", "any", 2)
def _coalesce(first: Value, second: Value) -> Value:
    single = values.unpack(first)
    blank = single == "" or (isinstance(single, float) and math.isnan(single))
    return second if blank else first


@function("once", "any", 1, needs_context=True)
def _once(context: _Element, value: Value) -> Value:
    return (context.text if len(context) == 0 else "") or value


@function("selected", "truth", 2)
def _selected(value: Value, choice: Value) -> bool:
    return to_text(choice).strip() in to_text(value).split(" ")


TABLE["is-selected"] = TABLE["selected"]


@function("count-selected", "number", 1)
def _count_selected(value: Value) -> float:
    return float(len(to_text(value).split()))


@function("selected-at", "text", 2)
def _selected_at(value: Value, index: Value) -> str:
    chosen, at = to_text(value).split(), whole(index, -1)
    return chosen[at] if 0 <= at < len(chosen) else ""


@function("count-non-empty", "number", 1)
def _count_non_empty(nodes: Value) -> float:
    return float(sum(1 for text in texts(only_nodes(nodes)) if text))


@function("concat", "text", 0, MANY)
def _concat(*arguments: Value) -> str:
    return _joined("", arguments)


@function("join", "text", 1, MANY)
def _join(separator: Value, *arguments: Value) -> str:
    return _joined(to_text(separator), arguments)


def _joined(separator: str, arguments: Sequence[Value]) -> str:
    """All texts in turn. Raises ValueError before calculations that double each other fill the memory."""
    found = [to_text(part) for argument in arguments for part in flat(argument)]
    if sum(map(len, found)) + len(separator) * len(found) > _MAX_TEXT:
        raise ValueError("too long")
    return separator.join(found)


@function("substr", "text", 2, 3)
def _substr(value: Value, start: Value, end: Value | None = None) -> str:
    text = to_text(value)
    first = whole(start)
    last = len(text) if end is None else whole(end)
    first, last = (place + len(text) if place < 0 else place for place in (first, last))
    return text[max(0, first) : max(0, last)]


@function("ends-with", "truth", 2)
def _ends_with(value: Value, ending: Value) -> bool:
    return to_text(value).endswith(to_text(ending))


@function("regex", "truth", 2)
def _regex(value: Value, pattern: Value) -> bool:
    """Whether the whole text matches. A broken or endless pattern has no value."""
    return patterns.matches(to_text(pattern), to_text(value))


@function("boolean-from-string", "truth", 1)
def _boolean_from_string(value: Value) -> bool:
    return to_text(value).lower() in {"true", "1"}


@function("position-of", "number", 1)
def _position_of(nodes: Value) -> float:
    """`position(node)`: which of the rows with its name it is, counted from 1; 0 without a node."""
    node = next((one for one in only_nodes(nodes) if not isinstance(one, str)), None)
    if node is None:
        return 0.0
    return float(1 + sum(1 for _ in node.itersiblings(node.tag, preceding=True)))


@function("indexed-repeat", "nodes", 3, MANY)
def _indexed_repeat(nodes: Value, *groups: Value) -> Value:
    """The nodes that stand in the named row of each named repeat; an index below 1 means the first."""
    kept = [node for node in only_nodes(nodes) if not isinstance(node, str)]
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


@function("randomize", "nodes", 1, 2)
def shuffled(nodes: Value, seed: Value | None = None) -> Value:
    """Shuffled; with a seed always in the order every ODK client gives (inside-out Fisher-Yates, Park-Miller)."""
    source = only_nodes(nodes)
    found: list[_Element | str] = []
    state = random.SystemRandom().randrange(1, _MODULUS) if seed is None else _seed(seed)
    for place, node in enumerate(source):
        state = state * 16_807 % _MODULUS
        chosen = int((state - 1) / (_MODULUS - 1) * (place + 1))
        found.append(node)
        if chosen != place:
            found[place], found[chosen] = found[chosen], node
    return found


@function("join-shuffled", "text", 2, 3)
def _join_shuffled(separator: Value, nodes: Value, seed: Value | None = None) -> str:
    """`join` over `randomize`: libxml2 would sort the nodes between the two. Only rewriting calls it."""
    return _joined(to_text(separator), (shuffled(nodes, seed),))


def _seed(value: Value) -> int:
    """A seed between 1 and the modulus less one; of text that is no number, the first 8 bytes of its SHA-256."""
    number, text = to_number(value), to_text(value)
    if math.isfinite(number):
        start = math.trunc(number)
    else:
        start = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], signed=True) if text else 0
    found = int(math.fmod(float(start), _MODULUS))
    return found if found > 0 else found + _MODULUS - 1


@function("choice-name", "text", 2, needs_context=True)
def _choice_name(context: _Element, value: Value, path: Value) -> str:
    names = CHOICE_NAMES.get()
    return names.choice_name(to_text(value), to_text(path).strip(), context) if names else ""


@function("pulldata", "text", 4, needs_context=True)
def _pulldata(context: _Element, instance: Value, column: Value, key_column: Value, key: Value) -> str:
    wanted, name, key_name = to_text(key), to_text(column), to_text(key_column)
    root = context.getroottree().getroot()
    for data in root.iterchildren("i"):
        if data.get("id") == to_text(instance):
            for item in data.iter("item"):
                if (item.findtext(key_name) or "") == wanted:
                    return item.findtext(name) or ""
    return ""


@function("uuid", "text", 0, 1)
def _uuid(length: Value | None = None) -> str:
    if length is None:
        return str(uuid.uuid4())
    alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    chooser = random.SystemRandom()
    return "".join(chooser.choice(alphabet) for _ in range(min(max(whole(length), 0), 1_000)))


_DIGESTS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}


@function("digest", "text", 2, 3)
def _digest(value: Value, algorithm: Value, encoding: Value = "base64") -> str:
    name = _DIGESTS.get(to_text(algorithm).upper())
    if name is None:
        return ""
    raw = hashlib.new(name, to_text(value).encode(), usedforsecurity=False).digest()
    return raw.hex() if to_text(encoding).lower() == "hex" else base64.b64encode(raw).decode()


@function("base64-decode", "text", 1)
def _base64_decode(value: Value) -> str:
    try:
        return base64.b64decode(to_text(value)).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


@function("translate", "text", 3)
def _translate(value: Value, before: Value, after: Value) -> str:
    old, new = to_text(before), to_text(after)
    table: dict[int, str | None] = {}
    for index, letter in enumerate(old):
        table.setdefault(ord(letter), new[index] if index < len(new) else None)
    return to_text(value).translate(table)


@function("version", "text", 0, needs_context=True)
def _version(context: _Element) -> str:
    data = next(iter(context.getroottree().getroot()), None)
    return "" if data is None else data.get("version") or ""


@function("depend", "any", 1, MANY)
def _depend(first: Value, *_others: Value) -> Value:
    return first
