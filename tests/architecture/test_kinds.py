"""A new kind of anything is finished only when it can be answered, printed and said in both languages."""

from pathlib import Path

import pytest

from inspector.acts import document as act_document
from inspector.acts import wording as act_wording
from inspector.core.institution import InstitutionType
from inspector.core.verdict import Severity, Verdict
from inspector.forms.authoring import compile_checklist
from inspector.forms.form import Form
from inspector.ui import wording as ui_wording
from inspector.ui.editors import EDITORS
from inspector.ui.screens.questions.cards import editor_of
from tests.architecture.tree import ROOT

CHECKLISTS = sorted((ROOT / "resources" / "checklists").glob("*.md"))
# The question types of the standard that our checklists may use, and the editor that answers each.
QUESTIONS = {
    "text": "text",
    "integer": "integer",
    "decimal": "decimal",
    "date": "date",
    "time": "time",
    "select_one colour": "select_one",
    "select_multiple colour": "select_multiple",
    "note": "note",
    "image": "photo",
}
WORKBOOK = """
| survey | | | | | |
| | type | name | label::Русский (ru) | label::Қазақша (kk) | label::English (en) |
{rows}
| choices | | | | | |
| | list_name | name | label::Русский (ru) | label::Қазақша (kk) | label::English (en) |
| | colour | red | Красный | Қызыл | Red |
| | colour | blue | Синий | Көк | Blue |
| settings | | | | |
| | form_title | form_id | version | default_language |
| | Все вопросы | all-kinds | 1 | Русский (ru) |
| norms | | | | | | | |
| | key | act | paragraph | edition | confidence | title_ru | title_kk |
| | practice | Практика | | | proposal | Практика | Тәжірибе |
| parameters | | | | | |
| | name | value | unit | source | changed_by |
"""


@pytest.fixture(scope="module")
def every_question(tmp_path_factory: pytest.TempPathFactory) -> Form:
    """A checklist that asks one question of each type, and has one check."""
    kinds = [*QUESTIONS, "check"]
    rows = "\n".join(f"| | {kind} | q{number} | Вопрос | Сұрақ | Question |" for number, kind in enumerate(kinds))
    workbook: Path = tmp_path_factory.mktemp("kinds") / "all.md"
    workbook.write_text(WORKBOOK.format(rows=rows).strip(), encoding="utf-8")
    return Form.parse(compile_checklist(workbook).form_xml.encode())


def test_every_kind_of_question_has_its_editor(every_question: Form) -> None:
    specs = {spec.name: spec for spec in every_question.walk()}
    found = {kind: editor_of(specs[f"q{number}"]) for number, kind in enumerate(QUESTIONS)}
    assert found == QUESTIONS
    assert set(EDITORS) == set(QUESTIONS.values()) | {"verdict"}


@pytest.mark.parametrize("checklist", CHECKLISTS, ids=lambda path: path.stem)
def test_published_checklists_ask_only_what_can_be_answered(checklist: Path) -> None:
    form = Form.parse(compile_checklist(checklist).form_xml.encode())
    asked = [spec for spec in form.walk() if spec.kind in {"question", "note"} and spec.control]
    assert asked
    plain = {"string", ""}  # only plain text may fall to the text editor
    unknown = [s.path for s in asked if editor_of(s) not in EDITORS or (editor_of(s) == "text" and s.type not in plain)]
    assert unknown == []


def test_every_verdict_and_severity_is_said_on_screen_and_in_the_act() -> None:
    assert set(ui_wording.ANSWERS) == set(Verdict)
    assert set(ui_wording.SEVERITIES) == set(Severity)
    assert set(act_wording.SEVERITIES) == set(Severity) - {Severity.NONE}


def test_every_type_of_institution_is_said_in_the_act() -> None:
    assert {*act_document._TYPES} == {kind.value for kind in InstitutionType}
