"""Expressions as OpenRosa means them, evaluated by libxml2.

An expression is read once, rewritten and compiled. The rewriting does what libxml2 alone would get wrong:
functions that OpenRosa adds or redefines become calls under a private namespace; node-sets are compared as single
values; dates and blanks are coerced as the ODK XForms specification says; an outer `if` is lazy.

Every instance lives in one document `<w>`: the main instance is `/w/data`, secondary instances are `/w/i[@id]`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from lxml import etree
from lxml.etree import _Element

from inspector.forms import functions, values
from inspector.forms import xpath_syntax as syntax
from inspector.forms.errors import EvaluationRefused
from inspector.forms.references import Reference, Scope, in_own_row, references, split
from inspector.forms.rewriting import PREFIX, Rewriter
from inspector.forms.values import Value
from inspector.forms.xpath_syntax import Call, Literal, Node, Number

_NO_TYPES: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class _Leaf:
    run: Callable[..., Any]
    uses_current: bool


@dataclass(frozen=True, slots=True)
class _Choice:
    condition: "_Program"
    yes: "_Program"
    no: "_Program"


@dataclass(frozen=True, slots=True)
class _Constant:
    value: Value


@dataclass(frozen=True, slots=True)
class _Shuffle:
    """An outer `randomize`: libxml2 would put the nodes it returns into the document's order again."""

    nodes: "_Program"
    seed: "_Program | None"


_Program = _Leaf | _Choice | _Constant | _Shuffle


@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """A compiled expression. `references` are the nodes it looks at; `tree` is what was read."""

    source: str
    tree: Node
    references: tuple[Reference, ...]
    _program: _Program = field(repr=False)

    def evaluate(self, context: _Element) -> Value:
        """The value at `context`. Raises EvaluationRefused when there is none."""
        program = self._program
        try:
            while isinstance(program, _Choice):
                program = program.yes if values.to_truth(_run(program.condition, context)) else program.no
            return _run(program, context)
        except (etree.XPathError, ValueError, OverflowError, RecursionError) as error:
            raise EvaluationRefused(expression=self.source[:200]) from error

    def text(self, context: _Element) -> str:
        """The value as text."""
        return values.to_text(self.evaluate(context))

    def truth(self, context: _Element) -> bool:
        """The value as truth."""
        return values.to_truth(self.evaluate(context))

    def nodes(self, context: _Element) -> tuple[_Element, ...]:
        """The elements of a node-set; none when the value is something else."""
        found = self.evaluate(context)
        if isinstance(found, bool | float | str):
            return ()
        return tuple(node for node in found if not isinstance(node, str))


def _run(program: _Program, context: _Element) -> Value:
    match program:
        case _Constant(value):
            return value
        case _Leaf(run, uses_current):
            found: Value = run(context, current=context) if uses_current else run(context)
            return found
        case _Shuffle(nodes, seed):
            return functions.shuffled(_run(nodes, context), None if seed is None else _run(seed, context))
        case _Choice():
            branch = program.yes if values.to_truth(_run(program.condition, context)) else program.no
            return _run(branch, context)


def compile_expression(text: str, scope: Scope | None = None, namespaces: Mapping[str, str] = _NO_TYPES) -> Expression:
    """Compile `text` for the place `scope`. Raises ExpressionRefused or UnknownFunction."""
    return compile_tree(syntax.parse(text), text, scope or Scope(), namespaces)


def compile_tree(tree: Node, text: str, scope: Scope, namespaces: Mapping[str, str] = _NO_TYPES) -> Expression:
    """Compile an expression that is already read."""
    rewriter = Rewriter(scope)
    tree = in_own_row(tree, scope)
    program = _program(tree, rewriter, tuple(sorted((key, uri) for key, uri in namespaces.items() if key)))
    return Expression(text, tree, references(tree, scope), program)


def _program(node: Node, rewriter: Rewriter, namespaces: tuple[tuple[str, str], ...]) -> _Program:
    match node:
        case Literal(value):
            return _Constant(value)
        case Number(text):
            return _Constant(float(text))
        case Call(name="true", arguments=()):
            return _Constant(True)
        case Call(name="false", arguments=()):
            return _Constant(False)
        case Call(name="randomize", arguments=(nodes, *seed)) if len(seed) < 2:
            programs = [_program(part, rewriter, namespaces) for part in (nodes, *seed)]
            return _Shuffle(programs[0], programs[1] if seed else None)
        case Call(name="if", arguments=(condition, yes, no)):
            return _Choice(*(_program(part, rewriter, namespaces) for part in (condition, yes, no)))
        case _:
            text = rewriter.outermost(node)
            return _Leaf(_compiled(text, namespaces), "$current" in text)


@lru_cache(maxsize=8192)
def _compiled(text: str, namespaces: tuple[tuple[str, str], ...]) -> Callable[..., Any]:
    try:
        return etree.XPath(
            text,
            namespaces={**dict(namespaces), PREFIX: functions.NAMESPACE},
            extensions=_extensions(),
            regexp=False,
            smart_strings=False,
        )
    except etree.XPathError as error:
        raise EvaluationRefused(expression=text[:200]) from error


@lru_cache(maxsize=1)
def _extensions() -> dict[tuple[str, str], Callable[..., Any]]:
    return {(functions.NAMESPACE, name): _adapted(function) for name, function in functions.TABLE.items()}


def _adapted(function: functions.Function) -> Callable[..., Any]:
    call = function.call
    if function.needs_context:
        return lambda context, *arguments: call(context.context_node, *arguments)
    return lambda _context, *arguments: call(*arguments)


__all__ = ["Expression", "Scope", "compile_expression", "compile_tree", "split"]
