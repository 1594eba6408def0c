"""Which nodes of the main instance an expression looks at, known before it is ever evaluated."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from inspector.forms import xpath_syntax as syntax
from inspector.forms.xpath_syntax import Binary, Call, Negation, Node, Path, Step

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A schema path that is looked at.

    `anchor` is the deepest repeat whose row the look stays in ("" when it leaves every row): a change of the node
    touches only what stands in the same row of the anchor. `deep` means everything below the path, too.
    """

    path: str
    anchor: str
    deep: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an expression stands: its schema path, the form's repeats, and the bind type of each path."""

    path: str = ""
    repeats: frozenset[str] = frozenset()
    types: "dict[str, str] | None" = None

    @property
    def names(self) -> Names:
        return split(self.path)

    def type_of(self, path: str) -> str:
        """The bind type at a schema path, "" when unknown."""
        return (self.types or {}).get(path, "")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a relative path would start: names from the root, and the highest level left on the way (0 is the root)."""

    names: Names
    floor: int


def split(path: str) -> Names:
    """The names of a schema path."""
    return tuple(part for part in path.split("/") if part)


def join(names: Names) -> str:
    """The schema path of names."""
    return "/" + "/".join(names)


def references(node: Node, scope: Scope) -> tuple[Reference, ...]:
    """Every reference of the expression, each once."""
    here = _Place(scope.names, len(scope.names))
    found = dict.fromkeys(_collect(node, here, here, scope))
    return tuple(found)


def _collect(node: Node, here: _Place | None, current: _Place, scope: Scope) -> Iterator[Reference]:
    if not isinstance(node, Path):
        for child in syntax.children(node):
            yield from _collect(child, here, current, scope)
        return
    place, own = _start(node, here, current)
    if node.start is not None and not isinstance(node.start, str):
        yield from _collect(node.start, here, current, scope)
    for predicate in node.predicates:
        yield from _collect(predicate, place, current, scope)
    deep = False
    for step in node.steps:
        if place is not None and not deep:
            moved = _move(place, step)
            deep = moved is None
            place = moved or place
        for predicate in step.predicates:
            yield from _collect(predicate, None if deep else place, current, scope)
    if own and place is not None and place.names:
        yield Reference(join(place.names), anchor_of(place.floor, scope), deep)


def _start(node: Path, here: _Place | None, current: _Place) -> tuple[_Place | None, bool]:
    """Where the steps begin, and whether the path itself is a look at the main instance."""
    match node.start:
        case None:
            return here, here is not None
        case "/":
            return _Place((), 0), True
        case Call(name="current"):
            return current, True
        case Call(name="indexed-repeat" | "randomize", arguments=(Path() as first, *_)):
            inner, _ = _start(first, here, current)
            for step in first.steps:
                inner = _move(inner, step) if inner else None
            return inner, inner is not None
        case _:
            return None, False


def _move(place: _Place, step: Step) -> _Place | None:
    """One step further; None where many names are possible."""
    if step.axis == "self":
        return place
    if step.axis == "parent":
        names = place.names[:-1]
        return _Place(names, min(place.floor, len(names)))
    if step.axis == "child" and step.test != "*" and not step.test.endswith("()"):
        return replace(place, names=(*place.names, step.test))
    if step.axis == "attribute":
        return place
    return None


def anchor_of(floor: int, scope: Scope) -> str:
    """The deepest repeat around the scope that a path staying at or below `floor` levels does not leave."""
    names = scope.names
    for length in range(min(floor, len(names)), 0, -1):
        path = join(names[:length])
        if path in scope.repeats:
            return path
    return ""


def in_own_row(node: Node, scope: Scope) -> Node:
    """The tree with absolute paths outside predicates that lead into the expression's own row made relative."""
    if not scope.repeats:
        return node
    match node:
        case Path(start="/"):
            return contextualised(node, scope)
        case Call(name="indexed-repeat", arguments=arguments):
            indexes = [in_own_row(one, scope) if at and at % 2 == 0 else one for at, one in enumerate(arguments)]
            return Call(node.name, (*indexes, *own_rows(arguments, scope)))
        case Call(name=name, arguments=arguments):
            return Call(name, tuple(in_own_row(argument, scope) for argument in arguments))
        case Binary(operator, left, right):
            return Binary(operator, in_own_row(left, scope), in_own_row(right, scope))
        case Negation(operand):
            return Negation(in_own_row(operand, scope))
        case _:
            return node


def contextualised(node: Path, scope: Scope) -> Path:
    """An absolute path into the row the expression stands in, as a relative one: OpenRosa means the same row."""
    if node.start != "/" or not scope.repeats:
        return node
    names, common = scope.names, 0
    for step, name in zip(node.steps, names, strict=False):
        if step.axis != "child" or step.test != name or step.predicates:
            break
        common += 1
    shared = max((len(split(repeat)) for repeat in scope.repeats if split(repeat) == names[: len(split(repeat))]
                  and len(split(repeat)) <= common), default=0)  # fmt: skip
    if not shared or len(node.steps) <= shared:
        return node
    up = tuple(Step("parent", "node()") for _ in range(len(names) - common))
    rest = node.steps[common:]
    return Path(None, (*up, *rest) or (Step("self", "node()"),))


def own_rows(arguments: tuple[Node, ...], scope: Scope) -> tuple[Node, ...]:
    """For `indexed-repeat`: the repeats around both its target and the expression that it does not index.

    In these OpenRosa stays in the expression's own row; they are told as further pairs of repeat and index.
    """
    target, *groups = arguments
    if not isinstance(target, Path) or target.start != "/":
        return ()
    aimed = tuple(step.test for step in target.steps)
    indexed = {tuple(step.test for step in one.steps) for one in groups[0::2] if isinstance(one, Path)}
    found: list[Node] = []
    for repeat in sorted(map(split, scope.repeats), key=len):
        shared = repeat == scope.names[: len(repeat)] == aimed[: len(repeat)]
        if shared and repeat not in indexed and len(aimed) > len(repeat):
            up = tuple(Step("parent", "node()") for _ in range(len(scope.names) - len(repeat)))
            row = Path(None, up or (Step("self", "node()"),))
            found += [Path("/", tuple(Step("child", name) for name in repeat)), Call("position", (row,))]
    return tuple(found)
