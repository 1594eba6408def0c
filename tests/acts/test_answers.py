"""What an act reads of the answers."""

from pathlib import Path

from inspector.acts.answers import Answers
from inspector.core.verdict import Verdict
from inspector.forms.authoring import compile_checklist
from inspector.forms.form import Form
from inspector.forms.session import Session
from tests.forms.test_authoring import row, workbook


def test_what_headquarters_answers_is_no_gap_of_the_inspectors(tmp_path: Path) -> None:
    rows = (row("check", "fence", "Ограда"), row("check", "licence", "Лицензия", answered_by="hq"))
    form = Form.parse(compile_checklist(workbook(tmp_path, *rows)).form_xml.encode())
    session = Session(form)

    def verdicts() -> dict[str, str]:
        return {answer.path: answer.verdict for answer in Answers(form, session.submission()).checks}

    assert verdicts() == {"/data/fence": Verdict.BLANK}
    session.set("/data/licence/verdict", "ok")
    assert verdicts() == {"/data/fence": Verdict.BLANK, "/data/licence": Verdict.OK}
