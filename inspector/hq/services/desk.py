"""What a revision made at a desk may change: notes, captions, more photos, findings taken back with a reason.

A verdict, a number or a fact of a roster was established on the spot; another one needs a new visit.
"""

from collections.abc import Iterator

from inspector.forms.session import Session
from inspector.wire.manifest import Manifest

NOTE = "note"
_SHOWN = 200


def desk_differences(earlier: Manifest, later: Manifest, before: Session, after: Session) -> Iterator[str]:
    """Reasons why `later` is not a desk revision of `earlier`: a code, with a schema path where that helps."""
    if (earlier.institution.id, earlier.visit.date, earlier.visit.kind, earlier.visit.body) != (
        later.institution.id, later.visit.date, later.visit.kind, later.visit.body,
    ):  # fmt: skip
        yield "desk:visit"
    was, now = _answers(before), _answers(after)
    for node in was.keys() ^ now.keys() | {node for node in was.keys() & now.keys() if was[node] != now[node]}:
        yield f"desk:{_path(node)}"[:_SHOWN]
    kept = {(item.node, item.sha256) for item in later.evidence}
    if not kept >= {(item.node, item.sha256) for item in earlier.evidence}:
        yield "desk_photos"
    found = {finding.node for finding in later.findings}
    if not all(item.node in found and item.reason.strip() for item in later.withdrawn):
        yield "withdrawn"


def _answers(session: Session) -> dict[str, str]:
    """Every answer by node, but for notes of checks and photos."""
    found: dict[str, str] = {}
    _below(session, session.form.root.path, session.form.root.path, found)
    return found


def _below(session: Session, path: str, node: str, found: dict[str, str]) -> None:
    spec = session.form.spec(path)
    for child in spec.children:
        at, below = f"{node}/{child.name}", child.path
        if child.kind == "repeat":
            if spec.kind == "check" and child.name == f"{spec.name}_photos":
                continue
            for row in session.rows(at):
                found[row] = ""
                _below(session, below, row, found)
        elif child.children:
            _below(session, below, at, found)
        elif not (spec.kind == "check" and child.name == NOTE) and child.kind not in ("note", "meta"):
            found[at] = session.value(at) if session.relevant(at) else ""


def _path(node: str) -> str:
    return "".join(part.partition("]")[2] if "]" in part else part for part in node.split("["))
