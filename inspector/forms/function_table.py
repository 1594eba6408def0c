"""Where the functions of expressions are registered: each under its name, with what it takes and returns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lxml.etree import _Element

from inspector.forms.values import Value, texts

NAMESPACE = "urn:qorgan:functions"


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


def function(
    name: str, returns: str, least: int, most: int | None = None, *, needs_context: bool = False
) -> Callable[[Callable[..., Value]], Callable[..., Value]]:
    """Register a function under `name`; `most` is `least` when not given."""

    def register(call: Callable[..., Value]) -> Callable[..., Value]:
        TABLE[name] = Function(call, returns, least, least if most is None else most, needs_context)
        return call

    return register


MANY = 1_000


def flat(value: Value) -> Sequence[Value]:
    """The texts of a node-set, or the single value."""
    if isinstance(value, bool | float | str):
        return [value]
    return texts(value)


def only_nodes(value: Value) -> "Sequence[_Element | str]":
    """The node-set. Raises ValueError for a single value, which libxml2 hands on as an expression without value."""
    if isinstance(value, bool | float | str):
        raise ValueError("not a node-set")  # noqa: TRY004 - the expression is at fault, not a program
    return value
