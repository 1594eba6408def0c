"""A norm speaks of the kinds of institution it names: elsewhere the same failure is a recommendation."""

from pathlib import Path

import pytest

from inspector.core.verdict import Severity
from inspector.forms.authoring import check_checklist, compile_checklist
from inspector.forms.form import Form
from inspector.forms.session import Session
from tests.forms.test_authoring import TAIL, VISIT, row, workbook

LAW = TAIL.replace("title_kk |", "title_kk | applies |").replace(
    "high | Норма | Норма |", "high | Норма | Норма | school college |"
)
ROWS = (
    VISIT,
    row("hidden", "site_type"),
    row("hidden", "p_fix_days_gross", default="14"),
    row("begin_group", "place", "Место"),
    row("check", "fence", "Ограда", severity="gross", norm="read", evidence="none"),
    row("integer", "days", "Дней"),
    row("rule", "few", "Мало", expression="if(${days} < 30, 'bad', 'ok')", severity="gross", norm="read"),
    row("end_group", "place"),
)
PARAMETERS = LAW.replace("p_days | 30", "p_fix_days_gross | 14")


def judged(folder: Path, site: str) -> Session:
    compiled = compile_checklist(workbook(folder, *ROWS, tail=PARAMETERS))
    session = Session(Form.parse(compiled.form_xml.encode()), preload={"site_type": site, "p_fix_days_gross": "14"})
    session.set("/data/place/fence/verdict", "bad")
    session.set("/data/place/days", "3")
    return session


@pytest.mark.parametrize("site", ["school", "college", ""])
def test_where_the_norm_speaks_the_law_gives_the_severity(tmp_path: Path, site: str) -> None:
    session = judged(tmp_path, site)
    assert [(one.severity, one.norm, one.due_days) for one in session.findings()] == [(Severity.GROSS, "read", 14)] * 2
    assert session.severity("/data/place/fence") is Severity.GROSS
    assert session.norm("/data/place/few") == "read"


@pytest.mark.parametrize("site", ["university", "kindergarten"])
def test_where_it_does_not_a_failure_is_a_recommendation(tmp_path: Path, site: str) -> None:
    session = judged(tmp_path, site)
    assert [(one.severity, one.norm, one.due_days) for one in session.findings()] == [(Severity.NONE, "", None)] * 2
    assert session.severity("/data/place/few") is Severity.NONE
    assert session.norm("/data/place/fence") == ""


def test_a_kind_nobody_knows_is_a_mistake_of_the_sheet(tmp_path: Path) -> None:
    problems = check_checklist(workbook(tmp_path, *ROWS, tail=PARAMETERS.replace("school college", "school lyceum")))
    wrong = [(one.sheet, one.row, one.column) for one in problems if not one.warning]
    assert wrong == [("norms", 2, "applies")]
