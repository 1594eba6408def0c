"""A rule never says "ok" of what nobody told it: each input of every rule, blank, half told or malformed."""

from collections.abc import Iterator

import pytest

from inspector.forms.form import Form
from inspector.forms.instance import Node
from inspector.forms.session import Session
from tests.forms.school_rules import TABLE, Case
from tests.forms.schools import form, put, start

TYPED = frozenset({"question", "hidden", "verdict"})
SPOILT = ("", " ", "x", "1x", "2026-13-45", "31.12.2026", "-")
"""Blank, half typed, and of another kind than any answer."""

NAMED = frozenset({"place", "plate", "recorder_name", "zone_name", "class_name", "guard_name", "iin"})
"""Keys of rows are free texts: only a blank one is nothing. What an IIN tells is spoilt where it is judged."""

_SEEN = "a camera shows its zone whether or not it works, and whoever passes there: other rules judge that"
_PLACED = "which zone a class names counts, not what kind the zone was called"
_COUNTED = "only the heads are summed"
_EDITION = ("p_people_first_2022", "p_people_second_2022", "p_group_edition")
_ANYWHERE = "only a university has a term of its own"
PASSING = {
    **dict.fromkeys((("entrance_no_camera", name) for name in ("works", "children")), _SEEN),
    **dict.fromkeys((("zone_no_camera", name) for name in ("works", "children")), _SEEN),
    **dict.fromkeys(((rule, "zone_kind") for rule in ("children_uncovered", "declared_gap")), _PLACED),
    **dict.fromkeys((("classes_sum", name) for name in ("works", "zone_kind", "zone", "entrance", "wing")), _COUNTED),
    **dict.fromkeys((("classes_sum", name) for name in ("zone_name", "place")), _COUNTED),
    **dict.fromkeys(((rule, "site_type") for rule in ("archive_short", "recorder_short", "group_mismatch")), _ANYWHERE),
    **dict.fromkeys((("cou_share_low", name) for name in ("works", "place")), "the share holds with a camera less"),
    **dict.fromkeys((("group_mismatch", name) for name in _EDITION), "the edition in force is the current one"),
    ("finding_not_fixed", "last_open_findings"): "any name may have been found last time",
}
"""(rule, input) that may be spoilt while the rule still rightly holds, and why."""

SPARE = frozenset({"Л", "М", "другая"})
"""Zones of the table's schools that nobody's cover rests on where the rule holds, and their cameras."""


def inputs(session: Session, node: Node) -> Iterator[Node]:
    """The answers a rule rests on, through everything computed between."""
    seen: set[str] = set()
    waiting = [node]
    while waiting:
        current = waiting.pop()
        bind = session.form.bind(current.spec.path)
        expressions = [bind.calculate] if bind.calculate is not None else list(bind.arguments)
        for reference in (one for expression in expressions for one in expression.references):
            for found in reached(session, current, reference.path, reference.anchor):
                if found.address not in seen:
                    seen.add(found.address)
                    waiting.append(found)
        if current is not node and not expressions and current.spec.kind in TYPED:
            yield current


def reached(session: Session, start_: Node, path: str, anchor: str) -> Iterator[Node]:
    """The nodes of a reference; of a roster that is looked at whole, every answer in it."""
    top: Node | None = start_
    while top is not None and not (anchor and top.row and top.spec.path == anchor):
        top = top.parent
    within: Form = session.form
    for found in session.tree.below(top or session.tree.root, path):
        if isinstance(found, Node) and not found.spec.children:
            yield found
        elif path in within.repeats:
            yield from (n for n in found.walk() if isinstance(n, Node) and not n.spec.children and looked_at(n))


def looked_at(node: Node) -> bool:
    """What derived facts read of a row of the three rosters of coverage, and what is counted of others."""
    return node.spec.name in {
        "class_name", "children", "entrance", "wing", "zone_name", "zone_kind", "place", "zone", "works", "in_place",
    }  # fmt: skip


def rule_node(session: Session, name: str) -> Node:
    """Where the rule stands first."""
    return next(
        node
        for node in session.tree.root.walk()
        if isinstance(node, Node) and node.spec.name == name and node.spec.kind == "rule"
    )


def case_reads(session: Session, node: Node) -> frozenset[str]:
    """The names a rule's own expression looks at."""
    calculate = session.form.bind(node.spec.path).calculate
    return frozenset(one.path.rpartition("/")[2] for one in (calculate.references if calculate else ()))


def may_be_spoilt(session: Session, case: Case, found: Node) -> bool:
    """Whether the rule does not rest on this answer in this case."""
    rule, answers, facts, _ = case
    row = found.row_around()
    spare = row is not None and bool(SPARE & {n.value for n in row.children.values() if isinstance(n, Node)})
    decided = rule == "group_mismatch" and (len(facts) > 1 or answers["card"]["people"] != 700)
    return (rule, found.spec.name) in PASSING or spare or (decided and found.spec.name != "passport_group")


HOLDING: list[Case] = [case for case in TABLE if case[3] == "ok"]


@pytest.mark.parametrize("case", HOLDING, ids=[f"{case[0]}-{at}" for at, case in enumerate(HOLDING)])
def test_no_rule_holds_on_what_was_not_told(case: Case) -> None:
    rule, answers, facts, _ = case
    session = put(start(**facts), answers)
    node = rule_node(session, rule)
    assert node.value == "ok"
    told = [found for found in inputs(session, node) if found.value and not may_be_spoilt(session, case, found)]
    assert told, "a rule that rests on nothing"
    for found in told:
        before = found.value
        free = found.spec.name in NAMED and "age" not in case_reads(session, node)
        for spoilt in SPOILT[:1] if free else SPOILT:
            session.set(found.address, spoilt)
            holds = node.relevant and node.value == "ok"
            assert not holds, f"{found.spec.name} = {spoilt!r}"
        session.set(found.address, before)
        assert node.value == "ok", found.spec.name


def test_every_rule_of_the_checklist_was_spoilt() -> None:
    assert {case[0] for case in HOLDING} == {spec.name for spec in form().walk() if spec.kind == "rule"}
