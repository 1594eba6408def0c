"""Which conditions can never be true, as far as that can be decided without trying every answer.

A condition is taken apart into ways it could hold: each a set of simple demands on single questions, such as
`${kind} = 'school'` or `${rooms} > 3`. A way fails when its demands on one question contradict each other, or when it
wants an answer that the question does not offer. What is not understood demands nothing, so only what is surely
unreachable is reported.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from inspector.forms.references import Reference, Scope, references
from inspector.forms.xpath_syntax import Binary, Call, Literal, Negation, Node, Number, Path

MAX_WAYS: Final = 256
_OPPOSITE: Final[Mapping[str, str]] = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_TURNED: Final[Mapping[str, str]] = {"=": "=", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


@dataclass(frozen=True, slots=True)
class Demand:
    """What a way wants of one question: `operator` and a value, a number where it reads as one."""

    question: Reference
    operator: str
    value: str | float


Way = frozenset[Demand]
Ways = tuple[Way, ...]
_ALWAYS: Final[Ways] = (frozenset(),)
_NEVER: Final[Ways] = ()


def ways(node: Node, scope: Scope, *, wanted: bool = True) -> Ways:
    """The ways in which a condition is true (or with `wanted` off: false); empty when there is none."""
    match node:
        case Binary(operator="and" | "or", left=left, right=right):
            parts = (ways(left, scope, wanted=wanted), ways(right, scope, wanted=wanted))
            return both(*parts) if (node.operator == "and") == wanted else _either(*parts)
        case Call(name="not" | "boolean", arguments=(inner,)):
            return ways(inner, scope, wanted=wanted if node.name == "boolean" else not wanted)
        case Call(name="true" | "false", arguments=()):
            return _ALWAYS if (node.name == "true") == wanted else _NEVER
        case Call(name="selected", arguments=(Path() as path, Literal(value))) if wanted and value:
            return _demanded(path, "has", value, scope)
        case Binary(operator="=" | "!=" | "<" | "<=" | ">" | ">=", left=left, right=right):
            return _compared(left, node.operator, right, scope, wanted=wanted)
        case _:
            return _ALWAYS


def both(one: Ways, two: Ways) -> Ways:
    """The ways in which both hold; what would be too many demands nothing."""
    if len(one) * len(two) > MAX_WAYS:
        return _ALWAYS if one and two else _NEVER
    joined = dict.fromkeys(first | second for first in one for second in two)
    return tuple(way for way in joined if not contradicts(way))


def _either(one: Ways, two: Ways) -> Ways:
    return (*one, *two) if len(one) + len(two) <= MAX_WAYS else _ALWAYS


def _compared(left: Node, operator: str, right: Node, scope: Scope, *, wanted: bool) -> Ways:
    one, two = _constant(left), _constant(right)
    if one is not None and two is not None:
        return (
            _NEVER if _holds(one, operator, two) is not wanted and _holds(one, operator, two) is not None else _ALWAYS
        )
    if not wanted and operator not in {"=", "!="}:
        return _ALWAYS  # a blank answer makes a comparison of numbers false as well
    operator = operator if wanted else _OPPOSITE[operator]
    if isinstance(left, Path) and two is not None:
        return _demanded(left, operator, two, scope)
    if isinstance(right, Path) and one is not None:
        return _demanded(right, _TURNED[operator], one, scope)
    return _ALWAYS


def _demanded(path: Path, operator: str, value: str | float, scope: Scope) -> Ways:
    seen = references(path, scope)
    plain = not path.predicates and not any(step.predicates for step in path.steps)
    if not plain or len(seen) != 1 or seen[0].deep or (path.start is not None and path.start != "/"):
        return _ALWAYS
    return (frozenset({Demand(seen[0], operator, value)}),)


def _constant(node: Node) -> str | float | None:
    match node:
        case Number(text):
            return float(text)
        case Negation(Number(text)):
            return -float(text)
        case Literal(value):
            return value
        case _:
            return None


def _number(value: str | float) -> float:
    try:
        return float(value)
    except ValueError:
        return math.nan


def _holds(one: str | float, operator: str, two: str | float) -> bool | None:
    """Whether a comparison of constants is true; None when it is not decided here, as for days."""
    if operator in {"=", "!="}:
        same = one == two if isinstance(one, str) and isinstance(two, str) else _number(one) == _number(two)
        return same == (operator == "=")
    if "" in {one, two}:
        return False
    first, second = _number(one), _number(two)
    if math.isnan(first) or math.isnan(second):
        return None
    return {"<": first < second, "<=": first <= second, ">": first > second, ">=": first >= second}[operator]


def contradicts(way: Way) -> bool:
    """Whether the demands on some question exclude each other."""
    by_question: dict[Reference, list[Demand]] = {}
    for demand in way:
        by_question.setdefault(demand.question, []).append(demand)
    return any(_exclude(demands) for demands in by_question.values())


def _exclude(demands: list[Demand]) -> bool:
    exact = [demand.value for demand in demands if demand.operator == "="]
    if exact:
        return not all(_meets(exact[0], demand) for demand in demands)
    low, high = _bound(demands, ">", max, -math.inf), _bound(demands, "<", min, math.inf)
    strict = any(one.operator in {">", "<"} and _number(one.value) == low for one in demands)
    return low > high or (low == high and strict)


def _bound(demands: list[Demand], side: str, inner: Callable[..., float], none: float) -> float:
    """The narrowest of the bounds on one side that are numbers."""
    found = (_number(one.value) for one in demands if one.operator.startswith(side))
    return inner((number for number in found if not math.isnan(number)), default=none)


def _meets(value: str | float, demand: Demand) -> bool:
    if demand.operator == "has":
        return str(demand.value) in str(value).split()
    return _holds(value, demand.operator, demand.value) is not False


Offered = Callable[[str], frozenset[str] | None]
"""The answers a question at a schema path can have; None when they are not a fixed list."""


def possible(found: Ways, offered: Offered) -> Ways:
    """The ways that want only answers which the questions offer."""
    return tuple(way for way in found if all(_is_offered(demand, offered) for demand in way))


def _is_offered(demand: Demand, offered: Offered) -> bool:
    choices = offered(demand.question.path)
    if choices is None or demand.operator not in {"=", "has"} or demand.value == "":
        return True
    wanted = demand.value if isinstance(demand.value, str) else f"{demand.value:g}"
    return any(choice in choices for choice in (wanted, *wanted.split()))


def answered(way: Way) -> Iterator[str]:
    """The schema paths of questions that must have been answered, and so asked, for a way to hold."""
    for demand in way:
        blank = demand.value == ""
        if demand.operator == ("!=" if blank else "=") or demand.operator in {"has", "<", "<=", ">", ">="}:
            yield demand.question.path
