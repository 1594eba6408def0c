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
from inspector.forms.errors import EvaluationRefused, UnknownFunction
from inspector.forms.references import Reference, Scope, contextualised, join, references, split
from inspector.forms.values import Value
from inspector.forms.xpath_syntax import Binary, Call, Literal, Negation, Node, Number, Path, Step

WRAPPER: Final = "w"
INSTANCE: Final = "i"
_PREFIX: Final = "qf_"
NUMERIC_TYPES: Final = frozenset({"int", "integer", "decimal"})
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


_Program = _Leaf | _Choice | _Constant


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
        case _Choice():
            branch = program.yes if values.to_truth(_run(program.condition, context)) else program.no
            return _run(branch, context)


def compile_expression(text: str, scope: Scope | None = None, namespaces: Mapping[str, str] = _NO_TYPES) -> Expression:
    """Compile `text` for the place `scope`. Raises ExpressionRefused or UnknownFunction."""
    return compile_tree(syntax.parse(text), text, scope or Scope(), namespaces)


def compile_tree(tree: Node, text: str, scope: Scope, namespaces: Mapping[str, str] = _NO_TYPES) -> Expression:
    """Compile an expression that is already read."""
    rewriter = _Rewriter(scope)
    tree = _contextualise(tree, scope)
    program = _program(tree, rewriter, tuple(sorted((key, uri) for key, uri in namespaces.items() if key)))
    return Expression(text, tree, references(tree, scope), program)


def _contextualise(node: Node, scope: Scope) -> Node:
    """Absolute paths outside predicates that lead into the expression's own row become relative."""
    if not scope.repeats:
        return node
    match node:
        case Path(start="/"):
            return contextualised(node, scope)
        case Call(name="indexed-repeat", arguments=arguments):
            indexes = [_contextualise(one, scope) if at and at % 2 == 0 else one for at, one in enumerate(arguments)]
            return Call(node.name, tuple(indexes))
        case Call(name=name, arguments=arguments):
            return Call(name, tuple(_contextualise(argument, scope) for argument in arguments))
        case Binary(operator, left, right):
            return Binary(operator, _contextualise(left, scope), _contextualise(right, scope))
        case Negation(operand):
            return Negation(_contextualise(operand, scope))
        case _:
            return node


def _program(node: Node, rewriter: "_Rewriter", namespaces: tuple[tuple[str, str], ...]) -> _Program:
    match node:
        case Literal(value):
            return _Constant(value)
        case Number(text):
            return _Constant(float(text))
        case Call(name="true", arguments=()):
            return _Constant(True)
        case Call(name="false", arguments=()):
            return _Constant(False)
        case Call(name="if", arguments=(condition, yes, no)):
            return _Choice(*(_program(part, rewriter, namespaces) for part in (condition, yes, no)))
        case _:
            text, _kind = rewriter.emit(node)
            return _Leaf(_compiled(text, namespaces), "$current" in text)


@lru_cache(maxsize=8192)
def _compiled(text: str, namespaces: tuple[tuple[str, str], ...]) -> Callable[..., Any]:
    try:
        return etree.XPath(
            text,
            namespaces={**dict(namespaces), _PREFIX: functions.NAMESPACE},
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


_NATIVE: Final[Mapping[str, tuple[str, int, int]]] = {
    "contains": ("truth", 2, 2),
    "starts-with": ("truth", 2, 2),
    "substring-before": ("text", 2, 2),
    "substring-after": ("text", 2, 2),
    "normalize-space": ("text", 0, 1),
    "string-length": ("number", 0, 1),
    "name": ("text", 0, 1),
    "local-name": ("text", 0, 1),
    "count": ("number", 1, 1),
    "last": ("number", 0, 0),
    "true": ("truth", 0, 0),
    "false": ("truth", 0, 0),
}
_TAKES_NODES: Final = frozenset({"name", "local-name", "count"})


class _Rewriter:
    """Writes a tree as an expression for libxml2. Every `emit` returns the text and the kind of its value:
    "text", "number", "truth", "date", "nodes", "numbers" (nodes with a numeric bind) or "any" (known when run).
    """

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def emit(self, node: Node) -> tuple[str, str]:
        match node:
            case Number(text):
                return text, "number"
            case Literal(value):
                return _quoted(value), "text"
            case Negation(operand):
                return f"-({self.number(operand)})", "number"
            case Path():
                return self._path(node)
            case Call():
                return self._call(node)
            case Binary(operator="or" | "and"):
                return f"({self.truth(node.left)} {node.operator} {self.truth(node.right)})", "truth"
            case Binary(operator="=" | "!="):
                return self._equality(node), "truth"
            case Binary(operator="<" | "<=" | ">" | ">="):
                return f"({self.number(node.left)} {node.operator} {self.number(node.right)})", "truth"
            case Binary(operator="|"):
                return f"({self.emit(node.left)[0]} | {self.emit(node.right)[0]})", "nodes"
            case Binary():
                return f"({self.number(node.left)} {node.operator} {self.number(node.right)})", "number"

    def number(self, node: Node) -> str:
        text, kind = self.emit(node)
        if kind == "number":
            return text
        return f"number({text})" if kind in {"truth", "numbers"} else _ours("number", text)

    def truth(self, node: Node) -> str:
        text, kind = self.emit(node)
        if kind == "truth":
            return text
        match kind:
            case "number":
                return f"boolean({text})"
            case "numbers":
                return f"boolean(number({text}))"
            case "nodes":
                return f"(string({text}) != '')"
            case "text" | "date":
                return f"({text} != '')"
            case _:
                return _ours("boolean", text)

    def text(self, node: Node) -> str:
        text, kind = self.emit(node)
        if kind in {"text", "date"}:
            return text
        return f"string({text})" if kind in {"nodes", "numbers", "truth"} else _ours("string", text)

    def _equality(self, node: Binary) -> str:
        (left, one), (right, two) = self.emit(node.left), self.emit(node.right)
        kinds = {one, two}
        if "any" in kinds:
            same = _ours("equal", left, right)
        elif "truth" in kinds:
            same = f"({self.truth(node.left)} = {self.truth(node.right)})"
        elif "number" in kinds:
            same = _ours("same", self.number(node.left), self.number(node.right))
        elif "numbers" in kinds and Literal("") not in (node.left, node.right):
            same = _ours("equal", *(_ours("typed", text) if kind == "numbers" else text
                                    for text, kind in ((left, one), (right, two))))  # fmt: skip
        else:
            return f"({self.text(node.left)} {node.operator} {self.text(node.right)})"
        return same if node.operator == "=" else f"not({same})"

    def _call(self, node: Call) -> tuple[str, str]:
        name, arguments = node.name.removeprefix("jr:"), node.arguments
        if name == "current" and not arguments:
            return "$current", "nodes"
        if name == "instance" and len(arguments) == 1:
            return f"/{WRAPPER}/{INSTANCE}[@id = {self.text(arguments[0])}]", "nodes"
        if name == "not" and len(arguments) == 1:
            return f"not({self.truth(arguments[0])})", "truth"
        if name == "boolean" and len(arguments) == 1:
            return self.truth(arguments[0]), "truth"
        if name == "string" and len(arguments) == 1:
            return self.text(arguments[0]), "text"
        if name == "number" and len(arguments) == 1:
            return self.number(arguments[0]), "number"
        if name == "position":
            return ("position()", "number") if not arguments else self._function("position-of", node)
        if name == "if" and len(arguments) == 3:
            parts = [self.emit(argument) for argument in arguments[1:]]
            kind = parts[0][1] if parts[0][1] == parts[1][1] else "any"
            return _ours("if", self.truth(arguments[0]), *(text for text, _ in parts)), kind
        if name in _NATIVE:
            return self._native(name, node)
        return self._function(name, node)

    def _native(self, name: str, node: Call) -> tuple[str, str]:
        kind, least, most = _NATIVE[name]
        if not least <= len(node.arguments) <= most:
            raise UnknownFunction(function=node.name, count=len(node.arguments))
        write = (lambda one: self.emit(one)[0]) if name in _TAKES_NODES else self.text
        return f"{name}({', '.join(map(write, node.arguments))})", kind

    def _function(self, name: str, node: Call) -> tuple[str, str]:
        function = functions.TABLE.get(name)
        if function is None or not function.least <= len(node.arguments) <= function.most:
            raise UnknownFunction(function=node.name, count=len(node.arguments))
        return _ours(name, *(self.emit(argument)[0] for argument in node.arguments)), function.returns

    def _path(self, node: Path) -> tuple[str, str]:
        head, names = "", None
        match node.start:
            case None:
                names = self.scope.names if self.scope.path else None
            case "/":
                head, names = f"/{WRAPPER}", ()
            case Call(name="current"):
                head, names = "$current", self.scope.names
            case str():
                pass
            case start:
                head = self.emit(start)[0]
                head = head if isinstance(start, Call) else f"({head})"
        head += "".join(f"[{self._predicate(predicate)}]" for predicate in node.predicates)
        steps = [self._step(step) for step in node.steps]
        text = "/".join([head, *steps]) if head else "/".join(steps)
        return text, self._kind(node, names)

    def _step(self, step: Step) -> str:
        if step.axis == "self" and step.test == "node()":
            text = "."
        elif step.axis == "parent" and step.test == "node()":
            text = ".."
        elif step.axis == "attribute":
            text = f"@{step.test}"
        elif step.axis == "child":
            text = step.test
        else:
            text = f"{step.axis}::{step.test}"
        if not step.predicates:
            return text
        if text in {".", ".."}:
            text = f"{step.axis}::node()"
        inner = _Rewriter(Scope())
        return text + "".join(f"[{inner._predicate(predicate)}]" for predicate in step.predicates)

    def _predicate(self, node: Node) -> str:
        text, kind = self.emit(node)
        return text if kind in {"number", "any", "truth"} else self.truth(node)

    def _kind(self, node: Path, names: tuple[str, ...] | None) -> str:
        if names is None or not self.scope.types:
            return "nodes"
        reached = list(names)
        for step in node.steps:
            if step.axis == "parent" and reached:
                reached.pop()
            elif step.axis == "child":
                reached.append(step.test)
            elif step.axis != "self":
                return "nodes"
        return "numbers" if self.scope.type_of(join(tuple(reached))) in NUMERIC_TYPES else "nodes"


def _ours(name: str, *arguments: str) -> str:
    return f"{_PREFIX}:{name}({', '.join(arguments)})"


def _quoted(value: str) -> str:
    if "'" not in value:
        return f"'{value}'"
    if '"' not in value:
        return f'"{value}"'
    parts = value.split("'")
    return "concat(" + ', "\'", '.join(f"'{part}'" for part in parts) + ")"


__all__ = ["Expression", "Scope", "compile_expression", "compile_tree", "split"]
