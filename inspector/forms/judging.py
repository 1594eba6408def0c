"""What the answers say: problems before the seal, findings, indicators and progress."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector.core.errors import N_
from inspector.core.finding import Finding, Indicator
from inspector.core.verdict import Verdict
from inspector.forms import lexical, terms
from inspector.forms.form import Form, NodeSpec
from inspector.forms.instance import Any_, Node, Rows
from inspector.forms.wording import choices_of, chosen, redacted, spoken
from inspector.i18n import LANGUAGES, text

if TYPE_CHECKING:
    from inspector.forms.session import Session

REQUIRED = N_("An answer is needed.")
BROKEN = N_("This answer is not allowed here.")
WRONG_TYPE = N_("This is not a value of the right kind.")
NO_PHOTO = N_("A photo is needed.")
NOT_IN_FORM = N_("The checklist does not have this question.")
TERM_TOO_SHORT = N_("The term is shorter than the law allows: at least {days} days.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormProblem:
    """Something to mend before sealing. `kind`: required, constraint, type, evidence or unknown_node.

    `node` has row UUIDs (for an unknown node: positions), `path` is the schema path; `message` by language.
    """

    node: str
    path: str
    kind: str
    message: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a section is: items answered of all, failed among them, and honestly not checked."""

    answered: int
    total: int
    bad: int
    unchecked: int


def _said(message: str, **places: object) -> dict[str, str]:
    return {language: text(message, language).format_map(places) for language in LANGUAGES}


def answered_by_others(form: Form, spec: NodeSpec) -> bool:
    """Whether the node belongs to a check that headquarters answers: shown, and never in the inspector's way."""
    return spec.path in form.of_others


def is_required(session: "Session", node: Any_) -> bool:
    """Whether a relevant node must be answered before sealing."""
    if not node.relevant or answered_by_others(session.form, node.spec):
        return False
    return session.truth_at(node, session.form.bind(node.spec.path).required, otherwise=False)


def _standing(session: "Session", start: Any_, *kinds: str) -> Iterator[Node]:
    """Relevant nodes in document order, wholly blank keyed rows left out.

    With `kinds`, only what leads to nodes of these kinds is walked through.
    """
    paths = session.form.leading_to(kinds) if kinds else None
    waiting: list[Any_] = [start]
    while waiting:
        node = waiting.pop()
        if not node.relevant or (paths is not None and node.spec.path not in paths):
            continue
        if isinstance(node, Rows):
            waiting += [row for row in reversed(node.rows) if not (row.spec.key and row.blank())]
            continue
        yield node
        waiting += reversed(node.children.values())


def problems(session: "Session", start: Any_) -> Iterator[FormProblem]:
    """Everything at or below a node that stands between its answers and a seal, in document order."""
    for node in _standing(session, start):
        kind, message = _problem(session, node)
        if kind:
            yield FormProblem(node=node.address, path=node.spec.path, kind=kind, message=message)


def unknown(session: "Session") -> Iterator[FormProblem]:
    """Answers from outside that the form has no place for."""
    for path in session.unknown:
        yield FormProblem(node=path, path=path, kind="unknown_node", message=_said(NOT_IN_FORM))


def _problem(session: "Session", node: Node) -> tuple[str, Mapping[str, str]]:
    spec = node.spec
    bind = session.form.bind(spec.path)
    if spec.kind == "check":
        return ("evidence", _said(NO_PHOTO)) if _photo_missing(session, node) else ("", {})
    if spec.children or spec.calculated or spec.kind in {"note", "meta"}:
        return "", {}
    if not node.value.strip():
        if is_required(session, node):
            return "required", _authored(session, node, bind.required_message) or _said(REQUIRED)
        return "", {}
    if not lexical.fits(node.value, spec.type) or not _chosen_well(session, node):
        return "type", _said(WRONG_TYPE)
    if not session.truth_at(node, bind.constraint, otherwise=True):
        return "constraint", _authored(session, node, bind.constraint_message) or _said(BROKEN)
    if spec.name == "due_days" and node.parent is not None and node.parent.spec.kind == "check":
        least = terms.least(session)
        if least is not None and int(node.value) < least:
            return "constraint", _said(TERM_TOO_SHORT, days=least)
    return "", {}


def _authored(session: "Session", node: Node, texts: Mapping[str, object]) -> Mapping[str, str]:
    bind = session.form.bind(node.spec.path)
    source = bind.constraint_message if texts is bind.constraint_message else bind.required_message
    return {language: spoken(session, node, source, language) for language in LANGUAGES} if source else {}


def _chosen_well(session: "Session", node: Node) -> bool:
    """Whether a chosen answer is one of the choices there are now."""
    if node.spec.control not in {"select1", "select"}:
        return True
    allowed = {choice.value for choice in choices_of(session, node, session.form.languages[0])}
    picked = node.value.split() if node.spec.control == "select" else [node.value]
    return all(one in allowed for one in picked)


def _photo_missing(session: "Session", check: Node) -> bool:
    if answered_by_others(session.form, check.spec):
        return False
    verdict = _verdict(check)
    needed = {"bad": verdict is Verdict.BAD, "always": verdict is not Verdict.BLANK}.get(check.spec.evidence, False)
    photos = check.children.get(f"{check.spec.name}_photos")
    if not needed or not isinstance(photos, Rows):
        return False
    return not any(isinstance(photo := row.children.get("photo"), Node) and photo.value for row in photos.rows)


def _verdict(check: Node) -> Verdict:
    node = check.children.get("verdict")
    value = node.value if isinstance(node, Node) and node.relevant else ""
    return Verdict(value) if value in set(Verdict) else Verdict.BLANK


def _counted(session: "Session", *kinds: str) -> Iterator[Node]:
    """Relevant nodes of these kinds, rows without key left out: such a row counts nowhere."""
    for node in _standing(session, session.tree.root, *kinds):
        if node.spec.kind not in kinds:
            continue
        row = node.row_around()
        while row is not None and not row.keyless():
            row = row.parent.row_around() if row.parent is not None else None
        if row is None:
            yield node


def findings(session: "Session") -> tuple[Finding, ...]:
    """Failed checks and rules, in document order."""
    found: list[Finding] = []
    for node in _counted(session, "check", "rule"):
        if node.spec.kind == "check" and _verdict(node) is Verdict.BAD:
            found.append(_finding(session, node, node, terms.given(node)))
        elif node.spec.kind == "rule" and node.value == Verdict.BAD and node.parent is not None:
            message = node.parent.children.get(f"{node.spec.name}_message")
            check = node.parent if node.parent.spec.kind == "check" else None
            term = terms.given(check) if check is not None else None
            if term is None:
                term = terms.term_for(session, terms.severity(session, node.spec))
            found.append(_finding(session, node, message if isinstance(message, Node) else node, term))
    return tuple(found)


def _finding(session: "Session", node: Node, spoken_by: Node, term: int | None) -> Finding:
    row = node.row_around()
    label = session.form.bind(spoken_by.spec.path).label
    languages = [language for language in LANGUAGES if chosen(label, language, session.form.languages[0]) is not None]
    return Finding(
        check=node.spec.name,
        row=row.row if row is not None else "",
        node=node.address,
        kind=node.spec.kind,
        severity=terms.severity(session, node.spec),
        norm=node.spec.norm if terms.speaks_of_place(session, node.spec) else "",
        message={language: redacted(session, spoken_by, label, language) for language in languages},
        due_days=term,
    )


def indicators(session: "Session", name: str = "") -> tuple[Indicator, ...]:
    """The relevant indicators, in document order; only those of that name where one is given."""
    return tuple(
        _indicator(session, node)
        for node in _standing(session, session.tree.root, "indicator")
        if node.spec.kind == "indicator" and name in ("", node.spec.name)
    )


def _indicator(session: "Session", node: Node) -> Indicator:
    bind = session.form.bind(node.spec.path)
    assert node.parent is not None
    beside = node.parent.children

    def number(suffix: str) -> int | None:
        other = beside.get(node.spec.name + suffix)
        return lexical.whole(other.value) if isinstance(other, Node) and other.relevant else None

    return Indicator(
        name=node.spec.name,
        n=lexical.whole(node.value),
        of=number("_of"),
        lower=number("_lower"),
        upper=number("_upper"),
        declared=lexical.whole(session.text_at(node, bind.declared)) if bind.declared else None,
        declared_of=lexical.whole(session.text_at(node, bind.declared_of)) if bind.declared_of else None,
    )


def open_checks(session: "Session", section: str | None) -> Iterator[Node]:
    """The relevant checks of a section, those of wholly blank rows left out."""
    path = section or session.form.root.path
    for start in session.tree.below(session.tree.root, path):
        yield from (node for node in _standing(session, start, "check") if node.spec.kind == "check")


def progress(session: "Session", section: str) -> Progress:
    """How many of a section's items are answered: the inspector's checks, and what must be answered beside them."""
    answered = total = bad = unchecked = 0
    for start in session.tree.below(session.tree.root, section):
        for node in _standing(session, start):
            if node.spec.kind == "rule":
                bad += node.value == Verdict.BAD
                continue
            if not _is_item(session, node):
                continue
            total += 1
            verdict = _verdict(node) if node.spec.kind == "check" else None
            answered += bool(node.value.strip()) if verdict is None else verdict is not Verdict.BLANK
            bad += verdict is Verdict.BAD
            unchecked += verdict is Verdict.UNCHECKED
    return Progress(answered=answered, total=total, bad=bad, unchecked=unchecked)


def _is_item(session: "Session", node: Node) -> bool:
    if answered_by_others(session.form, node.spec):
        return False
    if node.spec.kind == "check":
        return True
    return node.spec.kind == "question" and not _of_card(node) and is_required(session, node)


def _of_card(node: Node) -> bool:
    """Whether the question belongs to a check's card, which counts as one item."""
    current = node.parent
    while current is not None:
        if current.spec.kind == "check":
            return True
        current = current.parent
    return False
