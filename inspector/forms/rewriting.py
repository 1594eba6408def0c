"""Writing an expression anew for libxml2, with OpenRosa's meaning of kinds, comparisons and functions."""

from collections.abc import Callable, Mapping
from typing import Final

from inspector.forms import functions
from inspector.forms.errors import UnknownFunction
from inspector.forms.references import Names, Scope, join
from inspector.forms.xpath_syntax import Binary, Call, Literal, Negation, Node, Number, Path, Step

WRAPPER: Final = "w"
INSTANCE: Final = "i"
PREFIX: Final = "qf_"
_NODE_KINDS: Final = {"int": "numbers", "decimal": "decimals", "boolean": "flags"}
_TYPED: Final = {"numbers": "typed", "decimals": "typed", "flags": "flagged"}
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
_SHOWN: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(("sum", "min", "max", "count-non-empty", "position-of", "indexed-repeat", "randomize"), ()),
    **dict.fromkeys(("concat", "join", "join-shuffled"), ("flags",)),
}
"""Functions that want all nodes of an argument, and the kinds they want the single value of all the same."""
_TAKES_NODES: Final = frozenset({"name", "local-name", "count"})


def tells_truth(node: Node, holds: Callable[[Path], bool]) -> bool:
    """Whether an expression can only yield true or false: what it calculates is then stored as 1 or 0.

    `holds` says whether a path leads to a node that itself holds a truth.
    """
    match node:
        case Binary(operator=operator):
            return operator in {"or", "and", "=", "!=", "<", "<=", ">", ">="}
        case Call(name="if", arguments=(_, yes, no)):
            return tells_truth(yes, holds) and tells_truth(no, holds)
        case Call(name="not"):
            return True
        case Call(name="once", arguments=(value,)):
            return tells_truth(value, holds)
        case Call(name=name):
            function = functions.TABLE.get(name)
            return _NATIVE.get(name, ("",))[0] == "truth" or (function is not None and function.returns == "truth")
        case Path():
            return holds(node)
        case _:
            return False


class Rewriter:
    """Writes a tree as an expression for libxml2. Every `emit` returns the text and the kind of its value:
    "text", "number", "truth", "date", "nodes", "numbers", "decimals" and "flags" (nodes that hold a whole
    number, a number, a truth) or "any"
    (known when run).
    """

    def __init__(self, scope: Scope, current: Scope | None = None) -> None:
        self.scope = scope
        self.current = current or scope
        self.inside = current is not None  # a predicate, where positions are those of what it picks from

    def outermost(self, node: Node) -> str:
        """A whole expression: as `emit`, and a path to what holds a number or truth yields that."""
        text, kind = self.emit(node)
        return _ours(_TYPED[kind], text) if kind in _TYPED else text

    def emit(self, node: Node) -> tuple[str, str]:
        match node:
            case Number(text):
                return _exact(text), "number"
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
        match kind:
            case "number":
                return text
            case "truth" | "numbers":
                return f"number({text})"
            case "flags":
                return _ours("number", _ours("flagged", text))
            case _:
                return _ours("number", text)

    def truth(self, node: Node) -> str:
        text, kind = self.emit(node)
        if kind == "truth":
            return text
        match kind:
            case "number":
                return f"boolean({text})"
            case "numbers":
                return f"boolean(number({text}))"
            case "decimals":
                return f"boolean({_ours('number', text)})"
            case "flags":
                return _ours("boolean", _ours("flagged", text))
            case "nodes":
                return f"(string({text}) != '')"
            case "text" | "date":
                return f"({text} != '')"
            case _:
                return _ours("boolean", text)

    def text(self, node: Node) -> str:
        text, kind = self.emit(node)
        match kind:
            case "text" | "date":
                return text
            case "nodes" | "truth":
                return f"string({text})"
            case "numbers" | "decimals" | "flags":
                return _ours("string", _ours(_TYPED[kind], text))
            case _:
                return _ours("string", text)

    def _equality(self, node: Binary) -> str:
        (left, one), (right, two) = self.emit(node.left), self.emit(node.right)
        kinds = {one, two}
        if Literal("") in (node.left, node.right) and kinds <= {"nodes", "text", *_TYPED}:
            return f"(string({left}) {node.operator} string({right}))"
        if "any" in kinds:
            same = _ours("equal", left, right)
        elif "truth" in kinds:
            same = f"({self.truth(node.left)} = {self.truth(node.right)})"
        elif "number" in kinds:
            same = _ours("same", self.number(node.left), self.number(node.right))
        elif kinds & _TYPED.keys():
            same = _ours("equal", *(_ours(_TYPED[kind], text) if kind in _TYPED else text
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
            if arguments:
                return self._function("position-of", node)
            return ("position()" if self.inside else _ours("position-of", ".")), "number"
        if name == "if" and len(arguments) == 3:
            parts = [self._single(argument) for argument in arguments[1:]]
            kind = parts[0][1] if parts[0][1] == parts[1][1] else "any"
            return _ours("if", self.truth(arguments[0]), *(text for text, _ in parts)), kind
        if name in _NATIVE:
            return self._native(name, node)
        match node:
            case Call("concat", (Call("randomize", shuffled),)):
                return self._function("join-shuffled", Call(name, (Literal(""), *shuffled)))
            case Call("join", (separator, Call("randomize", shuffled))):
                return self._function("join-shuffled", Call(name, (separator, *shuffled)))
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
        shown = _SHOWN.get(name, ("decimals", "flags"))
        return _ours(name, *(self._single(argument, shown)[0] for argument in node.arguments)), function.returns

    def _single(self, node: Node, shown: tuple[str, ...] = ("decimals", "flags")) -> tuple[str, str]:
        """A node for a single value: of the `shown` kinds, what it holds in its plainest form."""
        text, kind = self.emit(node)
        return (_ours(_TYPED[kind], text), "any") if kind in shown else (text, kind)

    def _path(self, node: Path) -> tuple[str, str]:
        head = ""
        names: Names | None = None
        match node.start:
            case None:
                names = self.scope.names if self.scope.path else None
            case "/":
                head, names = f"/{WRAPPER}", ()
            case Call(name="current"):
                head, names = "$current", self.current.names
            case str():
                pass
            case start:
                head = self.emit(start)[0]
                head = head if isinstance(start, Call) else f"({head})"
        head += "".join(f"[{self._predicate(predicate)}]" for predicate in node.predicates)
        steps: list[str] = []
        for step in node.steps:
            names = _moved(names, step)
            steps.append(self._step(step, names))
        text = "/".join([head, *steps]) if head else "/".join(steps)
        return text, "nodes" if names is None else _NODE_KINDS.get(self.scope.type_of(join(names)), "nodes")

    def _step(self, step: Step, names: Names | None) -> str:
        """A step; `names` lead to where it arrives, None when that is not known."""
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
        here = Scope() if names is None else Scope(join(names), types=self.scope.types)
        inner = Rewriter(here, self.current)
        return text + "".join(f"[{inner._predicate(predicate)}]" for predicate in step.predicates)

    def _predicate(self, node: Node) -> str:
        text, kind = self.emit(node)
        return text if kind in {"number", "any", "truth"} else self.truth(node)


def _moved(names: Names | None, step: Step) -> Names | None:
    """Where a step leads from a place; None where it may lead to many."""
    if names is None or step.axis == "self":
        return names
    if step.axis == "parent":
        return names[:-1]
    return (*names, step.test) if step.axis == "child" and step.test != "*" else None


def _ours(name: str, *arguments: str) -> str:
    return f"{PREFIX}:{name}({', '.join(arguments)})"


def _exact(number: str) -> str:
    """A number as a quotient of whole ones: libxml2 reads decimals less exactly than it divides."""
    whole, _, fraction = number.partition(".")
    if not fraction or len(whole + fraction) > 15:
        return number
    return f"({whole}{fraction} div 1{'0' * len(fraction)})"


def _quoted(value: str) -> str:
    if "'" not in value:
        return f"'{value}'"
    if '"' not in value:
        return f'"{value}"'
    parts = value.split("'")
    return "concat(" + ', "\'", '.join(f"'{part}'" for part in parts) + ")"
