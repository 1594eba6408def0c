"""What the command line does with forms: run one with answers and a script, and evaluate single expressions.

Scripts name rows by position, counted from 1: `set /data/guards[2]/iin 900101300123`.
"""

import json
import math
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from lxml import etree
from lxml.etree import _Element

from inspector.core.errors import NotFound, Refusal
from inspector.forms import safexml, values
from inspector.forms.attached import read_attached
from inspector.forms.errors import NotALine, NotARow, ScriptRefused, UnknownNode
from inspector.forms.form import Form
from inspector.forms.instance import Any_, Node, Rows, Tree
from inspector.forms.reading import bare
from inspector.forms.reading_texts import XFORMS
from inspector.forms.session import Session
from inspector.forms.xpath import compile_expression

_STEP: Final = re.compile(r"([^\[\]/]+)(?:\[(\d{1,9})\])?\Z")


def run_checklist(
    form_xml: bytes, *, answers: bytes | None = None, script: Iterable[str] = (), folder: Path | None = None
) -> dict[str, Any]:
    """Run a form and tell everything it says, in the shape `checklist run` prints.

    Without answers every repeat starts with the one row of the standard. `script` is the lines of a script; lists
    that the form attaches are read from `folder`.
    """
    form = Form.parse(form_xml)
    lists = read_attached(form, folder) if folder else {}
    if answers is None:
        session = Session(form, lists=lists, first_rows=True)
    else:
        session = Session.from_submission(form, answers, lists=lists)
    run_script(session, script)
    return told(session)


def told(session: Session) -> dict[str, Any]:
    """Everything a session says; messages in the form's first language. A row is its UUID, as in the instance."""
    language = session.form.languages[0]
    return {
        "instance": session.submission().decode(),
        "irrelevant": list(session.irrelevant()),
        "problems": [
            {
                "path": problem.node if problem.kind == "unknown_node" else session.positional(problem.node),
                "kind": problem.kind,
                "message": problem.message.get(language) or next(iter(problem.message.values())),
            }
            for problem in session.problems()
        ],
        "findings": [
            {
                "check": finding.check,
                "row": finding.row,
                "severity": finding.severity.value,
                "norm": finding.norm,
                "message": finding.message.get(language) or next(iter(finding.message.values()), ""),
            }
            for finding in session.findings()
        ],
        "indicators": [
            {"name": one.name, "n": one.n, "of": one.of, "lower": one.lower, "upper": one.upper}
            for one in session.indicators()
        ],
    }


def run_script(session: Session, script: Iterable[str]) -> None:
    """Follow a script of `add PATH`, `set PATH VALUE` and `remove PATH` lines; blank lines and # lines are skipped.

    Raises ScriptRefused with the number of the first line that cannot be followed; the lines before it hold.
    """
    for number, line in enumerate(script, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            _follow(session, line.strip())
        except Refusal as error:
            raise ScriptRefused(line=number) from error


def _follow(session: Session, line: str) -> None:
    verb, _, rest = line.partition(" ")
    path, _, value = rest.strip().partition(" ")
    node = find(session.tree, path)
    if verb == "set":
        session.set(node.address, value.strip())
    elif verb == "add" and not value:
        rows = session.tree.rows_of(node) if isinstance(node, Node) and node.row else node
        session.add_row(rows.address)
    elif verb == "remove" and not value:
        if isinstance(node, Rows):
            raise NotARow(node=path)
        session.remove_row(node.address)
    else:
        raise ScriptRefused(line=0)


def find(tree: Tree, path: str) -> Any_:
    """The node at a path with positions; a row without position inside the path is the first. Raises UnknownNode."""
    steps = path.strip("/").split("/")
    current: Any_ = tree.root
    if not steps or steps[0] != tree.root.spec.name:
        raise UnknownNode(node=path[:200])
    for place, step in enumerate(steps[1:], 2):
        match = _STEP.match(step)
        child = current.children.get(match.group(1)) if match and isinstance(current, Node) else None
        if match is None or child is None or (match.group(2) and not isinstance(child, Rows)):
            raise UnknownNode(node=path[:200])
        current = child
        if isinstance(child, Rows) and (match.group(2) or place < len(steps)):
            index = int(match.group(2) or 1) - 1
            if not 0 <= index < len(child.rows):
                raise UnknownNode(node=path[:200])
            current = child.rows[index]
    return current


def evaluate(expression: str, instance: bytes | None = None, context: str | None = None) -> dict[str, Any]:
    """{"string", "number", "boolean"} of an expression; a number that is not finite is null.

    `instance` is a submission, or a whole form, whose secondary instances then count. `context` is a path; without
    it the root element is the context. Raises a Refusal.
    """
    document = _document(instance)
    place = next((child for child in document if child.tag != "i"), document)
    if context:
        nodes = compile_expression(context).nodes(place)
        if not nodes:
            raise UnknownNode(node=context[:200])
        place = nodes[0]
    value = compile_expression(expression).evaluate(place)
    number = values.to_number(value)
    return {
        "string": values.to_text(value),
        "number": number if math.isfinite(number) else None,
        "boolean": values.to_truth(value),
    }


def evaluate_line(line: str, folder: Path) -> dict[str, Any]:
    """One line of a batch: {"expr", "instance"?, "context"?} in, the value or {"error"} out; never raises a Refusal.

    "instance" is XML text, or the name of a file in `folder`.
    """
    try:
        asked = json.loads(line)
        instance = str(asked.get("instance") or "")
        data = _read(instance, folder) if instance else None
        return evaluate(str(asked["expr"]), data, str(asked.get("context") or "") or None)
    except Refusal as error:
        return {"error": str(error)}
    except (ValueError, KeyError, AttributeError, RecursionError):
        return {"error": NotALine.sentence}


def _read(instance: str, folder: Path) -> bytes:
    if instance.lstrip().startswith("<"):
        return instance.encode()
    try:
        return (folder / instance).read_bytes()
    except OSError as error:
        raise NotFound(what=instance) from error


@lru_cache(maxsize=16)
def _document(instance: bytes | None) -> _Element:
    """The document an instance is evaluated in; read once for a whole batch."""
    document = etree.Element("w")
    if instance is None:
        etree.SubElement(document, "data")
        return document
    root = safexml.parse(instance, most=safexml.MAX_INSTANCE_BYTES)
    if next(root.iter(f"{{{XFORMS}}}model"), None) is not None:
        return Session(Form.parse(instance), first_rows=True).tree.document
    document.append(bare(root))
    return document
