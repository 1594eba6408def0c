"""Every rule of the national checklist on both sides of its boundary, and on what is blank."""

import pytest

from inspector.core.verdict import Severity
from inspector.forms.session import Session
from tests.factories import iin
from tests.forms.school_rules import TABLE, YOUNG, guard
from tests.forms.schools import VISIT, Answers, compiled, form, found, put, start

NEVER_BLANK = {"classes_sum", "iin_wrong", "plate_unusual", "guard_unidentified"}
"""Rules all of whose inputs are there as soon as they are asked at all, or are told "" by the roster's key."""


def judged(session: Session, rule: str) -> str:
    """What a rule says where it stands first; "" when it is not asked at all."""
    (path,) = [spec.path for spec in form().walk() if spec.name == rule and spec.kind == "rule"]
    parent, _, name = path.rpartition("/")
    node = path if form().spec(parent).kind != "repeat" else f"{session.rows(parent)[0]}/{name}"
    return session.value(node) if session.relevant(node) else ""


@pytest.mark.parametrize(
    ("rule", "answers", "facts", "says"), TABLE, ids=[f"{row[0]}-{number}" for number, row in enumerate(TABLE)]
)
def test_rule(rule: str, answers: Answers, facts: dict[str, str], says: str) -> None:
    session = put(start(**facts), answers)
    assert judged(session, rule) == says
    assert (rule in found(session)) == (says == "bad")


def test_every_rule_stands_in_the_table_on_both_sides() -> None:
    rules = {spec.name for spec in form().walk() if spec.kind == "rule"}
    assert len(rules) > 70
    for verdict in ("ok", "bad"):
        assert {row[0] for row in TABLE if row[3] == verdict} == rules
    assert {row[0] for row in TABLE if row[3] in ("unchecked", "")} >= rules - NEVER_BLANK


def test_no_rule_says_ok_before_anything_is_answered() -> None:
    session = start(last_open_findings="archive fence")
    for spec in form().walk():
        if spec.kind == "repeat" and spec.key and spec.name != "last_findings":
            row = session.add_row(spec.path)
            key = "iin" if spec.key == "person" else spec.key
            session.set(f"{row}/{key}", "x")
    said = {
        node.spec.name: session.value(node.address) for node in session.tree.root.walk() if node.spec.kind == "rule"
    }
    assert "ok" not in said.values(), said


def test_severity_stands_only_on_what_was_read() -> None:
    read = {norm.key for norm in compiled().norms if norm.confidence in ("high", "medium")}
    judged_by_law = [spec for spec in form().walk() if spec.severity is not Severity.NONE]
    assert len(judged_by_law) > 40
    assert [spec.name for spec in judged_by_law if spec.norm not in read] == []


def test_no_threshold_is_written_in_a_rule() -> None:
    """Numbers in a judgement come from parameters; what stands in the text is none, a whole, or two places of time."""
    allowed = {"0", "100", "60", "1", "2", "3"}
    import re

    for spec in form().walk():
        calculate = form().bind(spec.path).calculate if spec.kind == "rule" else None
        if calculate is not None:
            numbers = set(re.findall(r"(?<![\w'.-])\d+(?![\w'])", calculate.source))
            assert numbers <= allowed, (spec.name, numbers)


def test_what_the_research_did_not_find_judges_nothing() -> None:
    blank = {parameter.name for parameter in compiled().parameters if not parameter.value}
    assert blank >= {
        "p_archive_days_university", "p_backup_min", "p_bus_max_age", "p_bus_speed_max", "p_code_delay_s",
        "p_cou_share_target", "p_escort_ratio", "p_guard_contract_min_age", "p_guard_max_age", "p_guard_min_months",
        "p_guard_refresher_months", "p_light_share", "p_response_min", "p_school_zone_speed", "p_turnover_max_pct",
    }  # fmt: skip
    silent = {row[0] for row in TABLE if row[3] == "" and not row[2]}
    assert silent >= {"course_old", "guard_new", "guard_over_limit", "turnover_high", "backup_short", "crew_late"}


def test_the_guard_of_the_table_is_nineteen_today() -> None:
    import random

    from inspector.core.iin import iin_valid

    assert iin_valid(iin(random.Random(1), VISIT))
    session = put(start(), guard(YOUNG))
    (row,) = session.rows("/data/guards")
    assert session.value(f"{row}/age") == "19"
