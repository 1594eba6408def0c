"""The example checklist is a contract: what it compiles to, and what it says of an inspection."""

import shutil
from pathlib import Path

import pytest
from lxml import etree

from inspector.core.norm import Confidence
from inspector.core.verdict import Severity
from inspector.forms.authoring import check_checklist, compile_checklist
from inspector.forms.form import Form
from inspector.forms.session import Session
from tests.forms.example import ADULT, COMPILED, WORKBOOK, canonical, example_form, example_session


def test_the_workbook_compiles_to_the_agreed_form_node_for_node():
    compiled = compile_checklist(WORKBOOK)
    ours = etree.fromstring(compiled.form_xml.encode())
    agreed = etree.parse(COMPILED).getroot()
    assert canonical(ours) == canonical(agreed)
    assert ours.nsmap == agreed.nsmap


def test_what_travels_beside_the_form():
    compiled = compile_checklist(WORKBOOK)
    assert (compiled.form_id, compiled.version, compiled.title) == ("school-safety", "2026.1", "Проверка школы")
    assert {norm.key: norm.confidence for norm in compiled.norms}["o117_88"] is Confidence.HIGH
    assert {one.name: one.value for one in compiled.parameters} == {
        "p_archive_days": "30", "p_guard_min_age": "19", "p_guard_max_age": "",
    }  # fmt: skip
    assert not compiled.reviewed_kk
    assert [problem.sheet for problem in compiled.warnings] == ["settings"]


def test_a_published_form_keeps_what_indicators_are_called():
    titled = Form.parse(compile_checklist(WORKBOOK, titled=True).form_xml.encode())
    session = Session(titled)
    assert session.label("/data/cctv/cameras_working", "kk") == "Камералар жұмыс істейді"
    assert session.label("/data/cctv/cameras_working", "ru") == "Камеры работают"


@pytest.mark.odk
@pytest.mark.skipif(shutil.which("java") is None, reason="needs a Java runtime")
@pytest.mark.parametrize("workbook", [WORKBOOK, WORKBOOK.parents[2] / "resources/checklists/school-safety.md"])
def test_odk_validate_accepts_what_we_publish(workbook: Path):
    assert compile_checklist(workbook, validate=True, titled=True).form_xml


def test_every_published_checklist_is_without_mistakes():
    for workbook in (WORKBOOK.parents[2] / "resources/checklists").glob("*.md"):
        assert [problem for problem in check_checklist(workbook) if not problem.warning] == []


def test_the_tree_of_questions():
    form = example_form()
    assert form.languages == ("ru", "kk", "en")
    assert [section.path for section in form.sections] == ["/data/cctv", "/data/guards"]
    kinds = {spec.path: spec.kind for spec in form.walk()}
    assert kinds["/data/cctv/cameras"] == "repeat"
    assert kinds["/data/cctv/archive"] == "check"
    assert kinds["/data/cctv/archive/verdict"] == "verdict"
    assert kinds["/data/cctv/archive/archive_oldest"] == "question"
    assert kinds["/data/cctv/archive/archive_short"] == "rule"
    assert kinds["/data/cctv/archive/archive_short_message"] == "note"
    assert kinds["/data/guards/age"] == "derived"
    assert kinds["/data/cctv/cameras_working"] == "indicator"
    assert kinds["/data/p_archive_days"] == "hidden"
    assert form.spec("/data/cctv/archive").severity is Severity.GROSS
    assert form.spec("/data/cctv/cameras").key == "place"
    assert form.spec("/data/cctv/cameras/works").choices == "tri"
    assert form.bodies == {"CPCR"}
    assert form.secret_paths == {"/data/cctv/cameras/place", "/data/guards/iin"}


def test_a_new_inspection_starts_without_rows_and_the_standard_keeps_its_first_one():
    assert example_session().rows("/data/guards") == ()
    kept = Session(example_form(), first_rows=True)
    assert len(kept.rows("/data/guards")) == len(kept.rows("/data/cctv/dummy/dummy_photos")) == 1


def test_one_inspection_from_start_to_findings():
    session = example_session(declared_cameras_working="10", declared_cameras_total="12")
    camera = session.add_row("/data/cctv/cameras")
    session.set(f"{camera}/place", "Главный вход")
    session.set(f"{camera}/works", "no")
    session.set("/data/cctv/archive/archive_oldest", "2026-04-20")
    session.set("/data/cctv/archive/verdict", "bad")
    guard = session.add_row("/data/guards")
    session.set(f"{guard}/iin", ADULT)

    assert session.value(f"{guard}/age") == "36"
    assert session.value(f"{guard}/guard_too_young") == "ok"
    assert session.value(f"{guard}/guard_over_limit") == ""  # the contract's limit is not known: nothing is judged
    found = session.findings()
    assert [(one.check, one.kind, one.severity.value) for one in found] == [
        ("camera_down", "rule", "gross"), ("archive", "check", "gross"), ("archive_short", "rule", "gross"),
    ]  # fmt: skip
    assert found[0].message["ru"] == "Камера не даёт изображения: № 1"
    assert found[0].row == camera.partition("[")[2].rstrip("]")
    assert found[2].message["kk"] == "Мұрағат 30 тәуліктің орнына 11"
    assert session.label(f"{camera}/camera_down_message", "ru") == "Камера не даёт изображения: Главный вход"
    (indicator,) = session.indicators()
    assert (indicator.n, indicator.of, indicator.lower, indicator.upper) == (0, 1, 0, 0)
    assert (indicator.declared, indicator.declared_of) == (10, 12)
