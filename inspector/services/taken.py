"""A roster's row that is taken away, as the journal keeps it: enough to put it back where it stood."""

import json
import re
from collections.abc import Iterator

from inspector.forms.form import NodeSpec
from inspector.forms.session import Session
from inspector.services.ports import Operation, OperationKind

_ROW_ID = re.compile(r"\[[^\]]*\]")
_TYPED = frozenset({"question", "verdict", "hidden"})


def schema_path(node: str) -> str:
    """The node's name without row UUIDs."""
    return _ROW_ID.sub("", node)


def split_row(row: str) -> tuple[str, str]:
    """`/data/guards[0190…]` -> `/data/guards`, `0190…`."""
    repeat, _, identity = row.removesuffix("]").rpartition("[")
    return repeat, identity


def after(session: Session, row: str) -> str:
    """The row that stands behind a row; "" when it is the last."""
    siblings = session.rows(split_row(row)[0])
    place = siblings.index(row) + 1
    return siblings[place] if place < len(siblings) else ""


def content(session: Session, row: str) -> str:
    """A row as JSON: what stood after it, its inner rows and its values."""
    follower = after(session, row)
    rows, values = [], []
    for node, spec in _below(session, row, session.form.spec(schema_path(row))):
        if spec.kind == "repeat":
            rows.append(node[len(row) :])
        else:
            values.append([node[len(row) :], session.value(node)])
    return json.dumps(
        {"before": split_row(follower)[1] if follower else "", "rows": rows, "values": values}, ensure_ascii=False
    )


def rebuilt(session: Session, removed: Operation) -> Iterator[tuple[OperationKind, str, str, str]]:
    """The entries that put a removed row back, with the blanks that now stand against a default."""
    told = json.loads(removed.old)
    yield OperationKind.ADD, removed.node, "", told["before"]
    for inner in told["rows"]:
        yield OperationKind.ADD, removed.node + inner, "", ""
    values = sorted(told["values"], key=lambda pair: not pair[1])
    for suffix, value in values:
        now = session.value(removed.node + suffix)
        if now != value:
            yield OperationKind.SET, removed.node + suffix, now, value


def _below(session: Session, node: str, spec: NodeSpec) -> Iterator[tuple[str, NodeSpec]]:
    """Rows and typed nodes inside a row, in document order, outer rows before what stands in them."""
    for child in spec.children:
        inner = f"{node}/{child.name}"
        if child.kind == "repeat":
            for row in session.rows(inner):
                yield row, child
                yield from _below(session, row, child)
        elif child.children:
            yield from _below(session, inner, child)
        elif child.kind in _TYPED and not child.calculated:
            yield inner, child
