"""What the nodes of a form hold: their bind types, and truth where only a truth is calculated."""

from collections.abc import Mapping

from inspector.forms import xpath_syntax
from inspector.forms.references import Scope, references
from inspector.forms.rewriting import tells_truth
from inspector.forms.xpath_syntax import Path


def bind_type(name: str) -> str:
    """A bind's type without prefix, by its one name."""
    short = name.rpartition(":")[2]
    return {"integer": "int", "datetime": "dateTime"}.get(short, short)


def held_types(binds: Mapping[str, Mapping[str, str]], repeats: frozenset[str]) -> dict[str, str]:
    """By schema path, what an expression finds there. Raises ExpressionRefused for an unreadable calculation.

    A calculation without a type that can only yield a truth holds "boolean", and so does one that repeats it.
    """
    found = {path: bind_type(attributes.get("type", "string")) for path, attributes in binds.items()}
    open_ = {
        path: xpath_syntax.parse(text)
        for path, attributes in binds.items()
        if found[path] == "string" and (text := attributes.get("calculate", "")).strip()
    }
    while True:
        told = [path for path, tree in open_.items() if tells_truth(tree, _Holds(found, Scope(path, repeats)))]
        if not told:
            return found
        for path in told:
            found[path] = "boolean"
            del open_[path]


class _Holds:
    """Whether a path, as seen from a place, leads to a node known to hold a truth."""

    def __init__(self, found: Mapping[str, str], scope: Scope) -> None:
        self._found, self._scope = found, scope

    def __call__(self, path: Path) -> bool:
        seen = references(path, self._scope)
        return len(seen) == 1 and not seen[0].deep and self._found.get(seen[0].path) == "boolean"
