"""Every mistake in a workbook is told at once, each with its cell."""

from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from inspector.forms.authoring import check_checklist, compile_checklist
from inspector.forms.authoring_sheets import read_workbook
from inspector.forms.errors import AuthoringErrors, WorkbookUnreadable
from inspector.forms.form import Form
from inspector.forms.session import Session
from inspector.i18n import text
from tests.forms.example import WORKBOOK, canonical

HEAD = (
    "| survey |\n"
    "| | type | name | label::Русский (ru) | label::Қазақша (kk) | relevant | constraint | calculation | default | key"
    " | personal | expression | function | arguments | numerator | denominator | lower | upper | severity | norm"
    " | answered_by | hint::Русский (ru) | hint::Қазақша (kk) | official | evidence |\n"
)
COLUMNS = (
    "type", "name", "ru", "kk", "relevant", "constraint", "calculation", "default", "key", "personal",
    "expression", "function", "arguments", "numerator", "denominator", "lower", "upper", "severity", "norm",
    "answered_by", "hint_ru", "hint_kk", "official", "evidence",
)  # fmt: skip
TAIL = """| choices |
| | list_name | name | label::Русский (ru) | label::Қазақша (kk) |
| | tri | yes | Да | Иә |
| | tri | unchecked | Не проверено | Тексерілмеді |
| | bool | yes | Да | Иә |
| settings |
| | form_title | form_id | version | default_language |
| | Проба | probe | 1 | Русский (ru) |
| norms |
| | key | act | paragraph | edition | confidence | title_ru | title_kk |
| | read | Приказ | 1 | 2026 | high | Норма | Норма |
| | unread | Приказ | 2 | 2026 | low | Норма | Норма |
| parameters |
| | name | value | unit | source | changed_by |
| | p_days | 30 | day | read | law |
"""


def row(kind: str, name: str = "", label: str = "", **cells: str) -> str:
    filled = {"type": kind, "name": name, "ru": label, "kk": label, **cells}
    return "| | " + " | ".join(filled.get(column, "") for column in COLUMNS) + " |\n"


def workbook(folder: Path, *rows: str, tail: str = TAIL) -> Path:
    path = folder / "probe.md"
    path.write_text(HEAD + "".join(rows) + tail, encoding="utf-8")
    return path


VISIT = row("hidden", "visit_date")
WORKS = row("select_one tri", "works", "Работает")


@pytest.mark.parametrize(
    ("rows", "place", "said"),
    [
        ([row("check", "c", "П", severity="gross")], (2, "severity"), "high or medium"),
        ([row("check", "c", "П", severity="gross", norm="unread")], (2, "severity"), "high or medium"),
        ([row("check", "c", "П", norm="none")], (2, "norm"), "no norm"),
        ([row("check", "c", "П", severity="grave", norm="read")], (2, "severity"), "grave"),
        ([row("check", "c", "П", evidence="maybe")], (2, "evidence"), "maybe"),
        ([row("check", "c", "П", official="seven")], (2, "official"), "BODY:item"),
        ([row("check", "c", "П", relevant="today() > '2026-01-01'")], (2, "relevant"), "visit_date"),
        ([row("rule", "r", "П", expression="if(now() > 1, 'bad', 'ok')")], (2, "expression"), "visit_date"),
        ([row("indicator", "i", numerator="1", denominator="decimal-date-time(today())")], (2, "denominator"), "visit"),
        ([row("begin_check", "c", "П"), row("date", "d", "Д", relevant="today() = 1"), row("end_check")],
         (3, "relevant"), "visit_date"),
        ([row("check", "c", kk="", ru="Только")], (2, "label::Қазақша (kk)"), "kk"),
        ([row("text", "t", "Т", hint_ru="подсказка")], (2, "hint::Қазақша (kk)"), "kk"),
        ([row("check", "c")], (2, "label::Русский (ru)"), "ru"),
        ([row("check", "c", "П"), row("text", "c", "Т")], (2, "name"), "more than once"),
        ([row("check", "c", "П"), row("text", "c_photos", "Т")], (2, "name"), "c_photos"),
        ([row("begin_repeat", "r", "П"), row("indicator", "i", numerator="1", denominator="1"), row("end_repeat")],
         (3, "type"), "inside a repeat"),
        ([WORKS, row("indicator", "i", numerator="if(${works} = 'yes', 1, 0)", denominator="1")],
         (3, "lower"), "works"),
        ([row("begin_repeat", "r", "П"), WORKS, row("end_repeat"),
          row("indicator", "i", numerator="count(${r}[works = 'yes'])", denominator="1")], (5, "lower"), "works"),
        ([row("check", "c", "П"), row("indicator", "i", numerator="if(${c}/verdict = 'ok', 1, 0)", denominator="1",
          lower="1")], (3, "upper"), "verdict"),
        ([row("derived", "d", function="magic")], (2, "function"), "magic"),
        ([VISIT, row("derived", "d", function="days_between", arguments="${visit_date}")], (3, "arguments"),
         "2 arguments"),
        ([row("begin_repeat", "r", "П", key="k"), row("text", "t", "Т"), row("end_repeat")], (2, "key"), "k"),
        ([row("rule", "r", "П")], (2, "expression"), "empty"),
        ([row("rule", "r", "П", expression="if(1 = 1, 'bad'")], (2, "expression"), "cannot be read"),
        ([row("rule", "r", "П", expression="magic(1)")], (2, "expression"), "no function"),
        ([row("text", "t", "Т ${nobody}")], (2, "label::Русский (ru)"), "nobody"),
        ([row("text", "t", "Т", expression="1")], (2, "expression"), "does not belong"),
        ([row("begin_group", "g", "Г")], (2, "type"), "not closed"),
        ([row("begin_group", "g", "Г"), row("end_repeat")], (3, "type"), "closes nothing"),
        ([row("hidden", "p_unknown")], (2, "name"), "p_unknown"),
        ([row("hidden", "p_days", default="10")], (2, "default"), "30"),
        ([row("text", "t", "Т", personal="yes"), row("calculate", "copy", calculation="concat(${t}, 'x')")],
         (3, "calculation"), "personal"),
        ([row("text", "t", "Т", personal="yes"), row("text", "copy", "К", calculation="${t}")],
         (3, "calculation"), "personal"),
        ([row("text", "t", "Т", personal="yes"), row("text", "copy", "К", default="${t}")],
         (3, "default"), "personal"),
        ([row("begin_group", "g", "Г", personal="yes"), row("text", "t", "Т"), row("end_group", "g"),
          row("calculate", "copy", calculation="${t}")], (5, "calculation"), "personal"),
        ([row("text", "t", "Т", personal="perhaps")], (2, "personal"), "perhaps"),
    ],
)  # fmt: skip
def test_compile_errors_name_their_cell(tmp_path: Path, rows: list[str], place: tuple[int, str], said: str):
    problems = check_checklist(workbook(tmp_path, *rows))
    found = [p for p in problems if not p.warning and p.sheet == "survey" and (p.row, p.column) == place]
    assert any(said in problem.message for problem in found), [(p.row, p.column, p.message) for p in problems]


def test_all_mistakes_are_told_at_once(tmp_path: Path):
    path = workbook(
        tmp_path, row("check", "a", "П", severity="gross"), row("rule", "b", "П", expression="today()"),
        row("check", "c", kk="", ru="Р"), tail=TAIL.replace("| high |", "| sure |"),
    )  # fmt: skip
    with pytest.raises(AuthoringErrors) as refused:
        compile_checklist(path)
    assert {(p.sheet, p.row) for p in refused.value.problems} >= {
        ("survey", 2),
        ("survey", 3),
        ("survey", 4),
        ("norms", 2),
    }


def test_an_unknown_column_is_named(tmp_path: Path):
    path = workbook(tmp_path, row("check", "c", "П"))
    path.write_text(path.read_text("utf-8").replace("| severity |", "| sevrity |"), encoding="utf-8")
    found = [(p.sheet, p.row, p.column) for p in check_checklist(path) if not p.warning]
    assert found == [("survey", 1, "sevrity")]


def test_a_language_that_is_missing_everywhere(tmp_path: Path):
    path = workbook(tmp_path, row("check", "c", "П"))
    path.write_text(path.read_text("utf-8").replace("hint::Қазақша (kk)", "hint::English (en)"), encoding="utf-8")
    assert ("survey", 1, "hint::Русский (ru)") in [(p.sheet, p.row, p.column) for p in check_checklist(path)]


@pytest.mark.parametrize("sheet", ["settings", "norms", "parameters"])
def test_a_missing_sheet(tmp_path: Path, sheet: str):
    path = workbook(tmp_path, row("check", "c", "П"), tail=TAIL.replace(f"| {sheet} |", f"| x{sheet} |"))
    assert (sheet, 0) in [(p.sheet, p.row) for p in check_checklist(path)]


def test_what_the_compiler_says_stands_at_the_row_it_came_from(tmp_path: Path):
    path = workbook(tmp_path, row("check", "c", "П"), row("select_one nolist", "s", "С"))
    (problem,) = [p for p in check_checklist(path) if not p.warning]
    assert (problem.sheet, problem.row) == ("survey", 3)
    assert "nolist" in problem.message


def test_a_circle_is_told_at_one_of_its_rows(tmp_path: Path):
    path = workbook(
        tmp_path, row("calculate", "a", calculation="${b} + 1"), row("calculate", "b", calculation="${a} + 1"),
        row("text", "t", "Т"),
    )  # fmt: skip
    (problem,) = [p for p in check_checklist(path) if not p.warning]
    assert problem.row in {2, 3}


KIND = row("select_one tri", "kind", "Вид")
ROOMS = row("integer", "rooms", "Комнат")
UNREACHABLE = "never be asked"


@pytest.mark.parametrize(
    "relevant",
    [
        "false()", "1 = 2", "'a' = 'b' or 3 < 2", "not(true())", "${kind} = 'yes' and ${kind} = 'unchecked'",
        "${kind} = 'yes' and not(${kind} = 'yes')", "${kind} = 'no'", "selected(${kind}, 'no')", "'no' = ${kind}",
        "${rooms} > 5 and ${rooms} < 3", "${rooms} > 5 and 5 >= ${rooms}", "${rooms} = 2 and ${rooms} > 2",
        "${rooms} = '' and ${rooms} < 7", "(${kind} = 'yes' or ${rooms} > 9) and ${kind} = '' and ${rooms} < 9",
        "${works} = 'yes' and ${kind} = 'unchecked'", "${seen}/verdict = 'yes'",
    ],
)  # fmt: skip
def test_a_question_that_can_never_be_asked_is_a_warning(tmp_path: Path, relevant: str):
    works = row("select_one tri", "works", "Работает", relevant="${kind} = 'yes'")
    seen = row("check", "seen", "Видно")
    path = workbook(tmp_path, VISIT, KIND, ROOMS, works, seen, row("text", "why", "Почему", relevant=relevant))
    warned = [problem for problem in check_checklist(path) if UNREACHABLE in problem.message]
    assert [(one.level, one.sheet, one.row, one.column) for one in warned] == [("warning", "survey", 7, "relevant")]
    assert compile_checklist(path).warnings


@pytest.mark.parametrize(
    "relevant",
    [
        "true()", "1 = 1", "${kind} = 'yes' or ${kind} = 'unchecked'", "${rooms} > 3 and ${rooms} < 5",
        "${rooms} >= 5 and ${rooms} <= 5", "not(${rooms} > 5) and ${rooms} = ''", "${rooms} != 3 and ${rooms} > 2",
        "${visit_date} > '2026-01-01' and ${visit_date} < '2026-02-01'", "${visit_date} = '2026-01-01'",
        "${works} = 'yes' and ${kind} = 'yes'", "${works} = '' and ${kind} = 'unchecked'", "count(${rooms}) = 7",
        "string-length(${kind}) = 3 and string-length(${kind}) = 4", "${seen}/verdict = 'bad'",
    ],
)  # fmt: skip
def test_a_question_that_may_be_asked_is_not_warned_of(tmp_path: Path, relevant: str):
    works = row("select_one tri", "works", "Работает", relevant="${kind} = 'yes'")
    seen = row("check", "seen", "Видно")
    path = workbook(tmp_path, VISIT, KIND, ROOMS, works, seen, row("text", "why", "Почему", relevant=relevant))
    assert not [problem for problem in check_checklist(path) if UNREACHABLE in problem.message]


def test_of_an_unreachable_group_only_the_group_is_told(tmp_path: Path):
    path = workbook(
        tmp_path, KIND, row("begin group", "g", "Группа", relevant="${kind} = 'no'"),
        row("text", "why", "Почему", relevant="${kind} = 'no'"), row("end group"),
    )  # fmt: skip
    assert [problem.row for problem in check_checklist(path) if UNREACHABLE in problem.message] == [3]


def test_a_constraint_that_no_answer_meets_is_a_warning(tmp_path: Path):
    path = workbook(
        tmp_path, row("integer", "rooms", "Комнат", constraint=". > 5 and . < 3"),
        row("integer", "floors", "Этажей", constraint=". > 0 and . < 30"), row("text", "x", "Икс", constraint=". = ''"),
    )  # fmt: skip
    warned = [problem for problem in check_checklist(path) if "No answer meets" in problem.message]
    assert [(one.row, one.column) for one in warned] == [(2, "constraint"), (4, "constraint")]


@pytest.mark.parametrize("pattern", ["[0-9", "((a{1,50}){1,50}){1,50}", "(?=a+)+b"])
def test_a_pattern_that_cannot_be_matched_in_time_is_a_mistake(tmp_path: Path, pattern: str):
    path = workbook(tmp_path, row("text", "x", "Икс", constraint=f"regex(., '{pattern}')"))
    found = [problem for problem in check_checklist(path) if "regular expression" in problem.message]
    assert [(one.level, one.row, one.column) for one in found] == [("error", 2, "constraint")]


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([ROOMS, row("select_one nothing", "x", "Икс")], 3),
        ([ROOMS, row("text", "bad name", "Икс")], 3),
        ([row("begin group", "g", "Группа"), row("text", "x", "Икс"), row("text", "x", "Икс"), row("end group")], 4),
        ([ROOMS, row("no_such_type", "x", "Икс")], 3),
    ],
)
def test_the_compilers_mistakes_stand_at_their_row(tmp_path: Path, rows: list[str], place: int):
    errors = [problem for problem in check_checklist(workbook(tmp_path, *rows)) if not problem.warning]
    assert [(one.sheet, one.row) for one in errors] == [("survey", place)]


def test_a_rule_is_wrapped_so_that_a_blank_is_never_ok(tmp_path: Path):
    rows = [
        VISIT, row("hidden", "p_days"),
        row("begin_repeat", "r", "П", key="k"), row("text", "k", "К"), row("integer", "n", "Ч"), row("check", "c", "П"),
        row("rule", "late", "П", relevant="${n} != 5",
            expression="if(${n} > ${p_days} or ${c}/verdict = 'bad', 'bad', 'ok')"),
        row("end_repeat", "r"),
    ]  # fmt: skip
    compiled = compile_checklist(workbook(tmp_path, *rows))
    assert {one.name: one.value for one in compiled.parameters} == {"p_days": "30"}
    session = Session(Form.parse(compiled.form_xml.encode()))
    assert session.value("/data/p_days") == "30"  # the parameter's value is the default
    place = session.add_row("/data/r")
    session.set(f"{place}/n", "31")
    session.set(f"{place}/c/verdict", "ok")
    assert session.value(f"{place}/late") == ""  # no key
    session.set(f"{place}/k", "x")
    assert session.value(f"{place}/late") == "bad"
    assert session.relevant(f"{place}/late_message")
    session.set(f"{place}/n", "")
    assert session.value(f"{place}/late") == "unchecked"
    session.set(f"{place}/n", "30")
    assert session.value(f"{place}/late") == "ok"
    session.set(f"{place}/c/verdict", "")
    assert session.value(f"{place}/late") == "unchecked"
    session.set("/data/p_days", "")
    assert session.value(f"{place}/late") == ""
    session.set(f"{place}/n", "5")
    assert not session.relevant(f"{place}/late")


def test_what_headquarters_answers_is_not_required(tmp_path: Path):
    compiled = compile_checklist(workbook(tmp_path, row("check", "c", "П", answered_by="hq", hint_ru="х", hint_kk="х")))
    form = Form.parse(compiled.form_xml.encode())
    assert not form.spec("/data/c/verdict").required
    assert Session(form).problems() == ()
    assert Session(form).hint("/data/c/verdict", "kk") == "х"


def test_a_workbook_of_excel_is_the_same_workbook(tmp_path: Path):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in read_workbook(WORKBOOK).values():
        page = book.create_sheet(sheet.name)
        page.append(list(sheet.columns))
        for line in sheet.rows:
            cells = [line.get(column) or None for column in sheet.columns]
            page.append(
                [int(cell) if cell and cell.isdigit() and sheet.name == "parameters" else cell for cell in cells]
            )
    path = tmp_path / "book.xlsx"
    book.save(path)
    ours, agreed = compile_checklist(path), compile_checklist(WORKBOOK)
    assert canonical(etree.fromstring(ours.form_xml.encode())) == canonical(etree.fromstring(agreed.form_xml.encode()))
    assert ours.parameters == agreed.parameters


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"not a workbook at all", b"\xff\xfe\x00"])
@pytest.mark.parametrize("name", ["a.xlsx", "a.md"])
def test_a_broken_file_is_one_sentence(tmp_path: Path, name: str, content: bytes):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(WorkbookUnreadable) as refused:
        compile_checklist(path)
    assert text(refused.value.sentence, "kk") != refused.value.sentence


def test_a_missing_file_is_one_sentence(tmp_path: Path):
    with pytest.raises(WorkbookUnreadable):
        compile_checklist(tmp_path / "none.xlsx")
