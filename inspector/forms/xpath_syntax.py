"""Reading XPath 1.0 into a tree.

The tree is what lets an expression be rewritten with OpenRosa's meaning for libxml2, and lets the session know
beforehand which nodes it looks at. Nothing is evaluated here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from inspector.forms.errors import ExpressionRefused

MAX_LENGTH = 100_000
MAX_DEPTH = 90


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    text: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A quoted string, without its quotes."""

    value: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function call; `name` keeps its prefix (`jr:choice-name`)."""

    name: str
    arguments: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Binary:
    """An operator between two operands: or and = != < <= > >= + - * div mod |."""

    operator: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Negation:
    """Unary minus."""

    operand: "Node"


@dataclass(frozen=True, slots=True)
class Step:
    """One location step: axis ("child", "parent", "self", "attribute", "descendant-or-self" ...), test, predicates."""

    axis: str
    test: str
    predicates: "tuple[Node, ...]" = ()


@dataclass(frozen=True, slots=True)
class Path:
    """A location path. `start` is None (relative), "/" (absolute) or the expression it starts from.

    `predicates` are those of the starting expression.
    """

    start: "Node | str | None"
    steps: tuple[Step, ...]
    predicates: "tuple[Node, ...]" = ()


Node = Number | Literal | Call | Binary | Negation | Path

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<number>\d+(?:\.\d*)?|\.\d+)
  | (?P<literal>"[^"]*"|'[^']*')
  | (?P<operator>::|\.\.|//|!=|<=|>=|[()\[\].,/|+\-=<>*@$])
  | (?P<name>[^\W\d][\w.\-·]*(?::(?!:)(?:[^\W\d][\w.\-·]*|\*))?)
  )""",
    re.VERBOSE,
)
_OPERATOR_NAME = re.compile(r"(?:or|and|div|mod)(?=\d|\Z)")
"""An operator that is a word; a number may follow without a space, as other clients read it."""
_PRECEDENCE = {
    "or": 1, "and": 2, "=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4,
    "+": 5, "-": 5, "*": 6, "div": 6, "mod": 6,
}  # fmt: skip
_OPENING = {"@", "::", "(", "[", ",", "/", "//"}
_NODE_TYPES = {"node", "text", "comment", "processing-instruction"}
_NAME, _NUMBER, _LITERAL, _SYMBOL, _OPERATOR, _END = "name", "number", "literal", "symbol", "operator", "end"


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    place: int


def _tokens(text: str) -> list[_Token]:
    """Split into tokens, telling operators from names by what stands before (XPath 1.0 §3.7)."""
    found: list[_Token] = []
    place, end = 0, len(text.rstrip())
    while place < end:
        match = _TOKEN.match(text, place)
        if match is None:
            raise ExpressionRefused(place=place + 1, expression=text[:200])
        kind = str(match.lastgroup)
        word = str(match.group(kind))
        after_operand = bool(found) and not (
            found[-1].kind == _OPERATOR or (found[-1].kind == _SYMBOL and found[-1].text in _OPENING)
        )
        if kind == _OPERATOR:
            operator = word in {"|", "+", "-", "=", "!=", "<", "<=", ">", ">="} or (word == "*" and after_operand)
            found.append(_Token(_OPERATOR if operator else _SYMBOL, word, match.start(kind)))
        elif kind == _NAME and after_operand and (joined := _OPERATOR_NAME.match(word)):
            found.append(_Token(_OPERATOR, joined.group(), match.start(kind)))
            place = match.start(kind) + joined.end()
            continue
        else:
            found.append(_Token(kind, word, match.start(kind)))
        place = match.end()
    found.append(_Token(_END, "", len(text)))
    return found


class _Reader:
    """A precedence-climbing reader over the tokens of one expression."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.at = 0
        self.depth = 0

    def refuse(self) -> ExpressionRefused:
        return ExpressionRefused(place=self.tokens[self.at].place + 1, expression=self.text[:200])

    @property
    def token(self) -> _Token:
        return self.tokens[self.at]

    def take(self) -> _Token:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def symbol(self, text: str) -> bool:
        """Take the symbol if it stands here."""
        if self.token.kind == _SYMBOL and self.token.text == text:
            self.at += 1
            return True
        return False

    def expect(self, text: str) -> None:
        if not self.symbol(text):
            raise self.refuse()

    def whole(self) -> Node:
        node = self.expression()
        if self.token.kind != _END:
            raise self.refuse()
        return node

    def expression(self, lowest: int = 1) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.refuse()
        left = self.unary()
        while self.token.kind == _OPERATOR:
            precedence = _PRECEDENCE.get(self.token.text, 0)
            if precedence < lowest:
                break
            operator = self.take().text
            left = Binary(operator, left, self.expression(precedence + 1))
        self.depth -= 1
        return left

    def unary(self) -> Node:
        signs = 0
        while self.token.kind == _OPERATOR and self.token.text == "-":
            self.at += 1
            signs += 1
        node = self.union()
        for _ in range(2 - signs % 2 if signs else 0):
            node = Negation(node)
        return node

    def union(self) -> Node:
        node = self.path()
        while self.token.kind == _OPERATOR and self.token.text == "|":
            self.at += 1
            node = Binary("|", node, self.path())
        return node

    def path(self) -> Node:
        token = self.token
        if token.kind == _SYMBOL and token.text in {"/", "//"}:
            self.at += 1
            if token.text == "//":
                return Path("/", (Step("descendant-or-self", "node()"), *self.steps()))
            return Path("/", self.steps() if self._starts_step() else ())
        if self._starts_primary():
            primary = self.primary()
            predicates = self.predicates()
            if self.token.kind == _SYMBOL and self.token.text in {"/", "//"}:
                return Path(primary, self._more_steps(), predicates)
            return Path(primary, (), predicates) if predicates else primary
        return Path(None, self.steps())

    def _starts_primary(self) -> bool:
        token = self.token
        if token.kind in {_NUMBER, _LITERAL} or (token.kind == _SYMBOL and token.text == "("):
            return True
        following = self.tokens[min(self.at + 1, len(self.tokens) - 1)]
        return (
            token.kind == _NAME
            and token.text not in _NODE_TYPES
            and following.kind == _SYMBOL
            and following.text == "("
        )

    def _starts_step(self) -> bool:
        token = self.token
        return token.kind == _NAME or (token.kind == _SYMBOL and token.text in {".", "..", "@", "*"})

    def primary(self) -> Node:
        token = self.take()
        if token.kind == _NUMBER:
            return Number(token.text)
        if token.kind == _LITERAL:
            return Literal(token.text[1:-1])
        if token.kind == _SYMBOL:
            inner = self.expression()
            self.expect(")")
            return inner
        self.expect("(")
        arguments: list[Node] = []
        if not self.symbol(")"):
            arguments.append(self.expression())
            while self.symbol(","):
                arguments.append(self.expression())
            self.expect(")")
        return Call(token.text, tuple(arguments))

    def predicates(self) -> tuple[Node, ...]:
        found: list[Node] = []
        while self.symbol("["):
            found.append(self.expression())
            self.expect("]")
        return tuple(found)

    def steps(self) -> tuple[Step, ...]:
        return (self.step(), *self._more_steps())

    def _more_steps(self) -> tuple[Step, ...]:
        steps: list[Step] = []
        while self.token.kind == _SYMBOL and self.token.text in {"/", "//"}:
            if self.take().text == "//":
                steps.append(Step("descendant-or-self", "node()"))
            steps.append(self.step())
        return tuple(steps)

    def step(self) -> Step:
        if self.symbol("."):
            return Step("self", "node()", self.predicates())
        if self.symbol(".."):
            return Step("parent", "node()", self.predicates())
        axis = "attribute" if self.symbol("@") else "child"
        token = self.take()
        if token.kind == _NAME and self.symbol("::"):
            axis, token = token.text, self.take()
        if token.kind == _NAME:
            test = token.text
            if test in _NODE_TYPES and self.symbol("("):
                self.expect(")")
                test += "()"
            elif axis != "attribute":
                test = test.rpartition(":")[2]  # instances are evaluated without their namespaces
        elif token.text == "*":
            test = "*"
        else:
            self.at -= 1
            raise self.refuse()
        return Step(axis, test, self.predicates())


@lru_cache(maxsize=8192)
def parse(text: str) -> Node:
    """The tree of an XPath expression. Raises ExpressionRefused with the character where reading stopped."""
    if len(text) > MAX_LENGTH or not text.strip():
        raise ExpressionRefused(place=1, expression=text[:200])
    return _Reader(text).whole()


def parse_arguments(text: str) -> tuple[Node, ...]:
    """The trees of a comma-separated list of expressions, as the `arguments` of a derived fact are written."""
    if not text.strip():
        return ()
    node = parse(f"f({text})")
    if not isinstance(node, Call):
        raise ExpressionRefused(place=1, expression=text[:200])
    return node.arguments


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, predicates included."""
    yield node
    for child in children(node):
        yield from walk(child)


def children(node: Node) -> tuple[Node, ...]:
    """What stands directly below a node."""
    match node:
        case Call(arguments=arguments):
            return arguments
        case Binary(left=left, right=right):
            return (left, right)
        case Negation(operand=operand):
            return (operand,)
        case Path(start=start, steps=steps, predicates=predicates):
            inner = tuple(predicate for step in steps for predicate in step.predicates)
            first = () if start is None or isinstance(start, str) else (start,)
            return (*first, *predicates, *inner)
        case _:
            return ()
