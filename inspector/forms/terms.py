"""Terms of repair: days from delivery of the act, preset by the severity's parameter, never below the least."""

from typing import TYPE_CHECKING

from inspector.core.verdict import Severity, Verdict, VisitKind
from inspector.forms.form import NodeSpec
from inspector.forms.instance import Node

if TYPE_CHECKING:
    from inspector.forms.session import Session


def parameter(session: "Session", name: str) -> int | None:
    """A whole-number parameter in force; None when blank or absent: it then judges nothing."""
    return _whole(_top(session, name))


def speaks_of_place(session: "Session", spec: NodeSpec) -> bool:
    """Whether the norm of a check or rule speaks of this kind of institution: an order for schools is none of a
    university's law.
    """
    site = _top(session, "site_type")
    return not spec.applies or not site or site in spec.applies


def severity(session: "Session", spec: NodeSpec) -> Severity:
    """The severity a failed check or rule has here: none where its norm does not speak of such an institution."""
    return spec.severity if speaks_of_place(session, spec) else Severity.NONE


def term_for(session: "Session", severity: Severity) -> int | None:
    """The days a severity gives; in a formal check not less than the least the law allows."""
    days = parameter(session, f"p_fix_days_{severity}") if severity else None
    if days is None:
        return None
    return max(days, least(session) or 0)


def least(session: "Session") -> int | None:
    """The least term of a formal check; None for monitoring, or when no parameter says."""
    if _top(session, "visit_kind") != VisitKind.CHECK:
        return None
    return parameter(session, "p_fix_days_min")


def given(check: Node) -> int | None:
    """The term entered for a check, None when blank or irrelevant."""
    days = check.children.get("due_days")
    return _whole(days.value) if isinstance(days, Node) and days.relevant else None


def preset(session: "Session", verdict: Node) -> set[str]:
    """When a check has just failed and has no term yet, give it the preset one; what changed."""
    if verdict.spec.kind != "verdict" or verdict.value != Verdict.BAD or verdict.parent is None:
        return set()
    days = verdict.parent.children.get("due_days")
    if not isinstance(days, Node) or days.value:
        return set()
    term = term_for(session, severity(session, verdict.parent.spec))
    return set() if term is None else set(session.set(days.address, str(term)).nodes)


def _top(session: "Session", name: str) -> str:
    node = session.tree.root.children.get(name)
    return node.value if isinstance(node, Node) else session.preload.get(name, "")


def _whole(text: str) -> int | None:
    try:
        return int(text)
    except ValueError:
        return None
