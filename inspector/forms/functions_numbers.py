"""Numbers: arithmetic that libxml2 lacks, rounding, and sums and bounds over node-sets."""

import math
import random
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal, InvalidOperation

from inspector.forms import values
from inspector.forms.function_table import MANY, TABLE, Function, flat, function, only_nodes
from inspector.forms.values import Value, texts, to_number, to_truth, whole


@function("number", "number", 1)
def _number(value: Value) -> float:
    return to_number(value)


@function("same", "truth", 2)
def _same(left: Value, right: Value) -> bool:
    """Equal as numbers, allowing for binary rounding. Only rewriting calls it."""
    one, two = to_number(left), to_number(right)
    return one == two or abs(one - two) < 1e-12


@function("sum", "number", 1)
def _sum(nodes: Value) -> float:
    """Added one after the other, as other clients do; what is not a number does not count."""
    total = 0.0
    for number in map(to_number, texts(only_nodes(nodes))):
        total += 0.0 if math.isnan(number) else number
    return total


def _numbers(arguments: Sequence[Value]) -> list[float]:
    found = (to_number(one) for argument in arguments for one in flat(argument))
    return [number for number in found if not math.isnan(number)]


@function("min", "number", 1, MANY)
def _min(*arguments: Value) -> float:
    return min(_numbers(arguments), default=math.nan)


@function("max", "number", 1, MANY)
def _max(*arguments: Value) -> float:
    return max(_numbers(arguments), default=math.nan)


@function("int", "number", 1)
def _int(value: Value) -> float:
    return values.to_int(value)


@function("round", "number", 1, 2)
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


@function("pow", "number", 2)
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


@function("atan2", "number", 2)
def _atan2(one: Value, two: Value) -> float:
    return math.atan2(to_number(one), to_number(two))


@function("pi", "number", 0)
def _pi() -> float:
    return math.pi


@function("random", "number", 0)
def _random() -> float:
    return random.random()


@function("checklist", "truth", 2, MANY)
def _checklist(least: Value, most: Value, *factors: Value) -> bool:
    count = sum(1 for factor in factors for one in flat(factor) if to_truth(one))
    low, high = whole(least), whole(most)
    return (low < 0 or count >= low) and (high < 0 or count <= high)


@function("weighted-checklist", "truth", 2, MANY)
def _weighted_checklist(least: Value, most: Value, *pairs: Value) -> bool:
    if len(pairs) == 2:
        flags, weights = list(flat(pairs[0])), list(flat(pairs[1]))
    else:
        flags, weights = list(pairs[0::2]), list(pairs[1::2])
    total = sum(to_number(weight) for flag, weight in zip(flags, weights, strict=False) if to_truth(flag))
    return to_number(least) <= total <= to_number(most)
