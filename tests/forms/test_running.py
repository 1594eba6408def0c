"""What the command line says of a form, an instance and a script."""

import json
from pathlib import Path

import pytest

from inspector.forms.errors import ScriptRefused
from inspector.forms.running import evaluate_line, run_checklist
from tests.forms.example import ADULT, COMPILED

FORM = COMPILED.read_bytes()
SCRIPT = f"""
# one guard in the row of the standard, one more, and one that goes again
set /data/visit_date 2026-05-01
set /data/guards[1]/iin {ADULT}
add /data/guards
set /data/guards[2]/iin 12
add /data/guards
remove /data/guards[3]
add /data/cctv/cameras
set /data/cctv/cameras[2]/place Главный вход, слева
set /data/cctv/cameras[2]/works no
set /data/cctv/archive/note
"""


def test_a_script_by_positions():
    said = run_checklist(FORM, script=SCRIPT.splitlines())
    assert [one["path"] for one in said["problems"] if one["kind"] == "constraint"] == ["/data/guards[2]/iin"]
    (finding,) = said["findings"]
    assert (finding["check"], finding["severity"], finding["norm"]) == ("camera_down", "gross", "o117_84")
    assert finding["message"] == "Камера не даёт изображения: № 2"
    assert finding["row"] in said["instance"]
    assert said["indicators"] == [{"name": "cameras_working", "n": 0, "of": 1, "lower": 0, "upper": 0}]
    assert "/data/guards[1]/guard_too_young_message" in said["irrelevant"]
    assert "Главный вход, слева" in said["instance"]
    json.dumps(said)


def test_without_a_script_the_first_row_of_the_standard_is_kept_only_without_answers():
    assert "/data/guards[1]/guard_too_young_message" in run_checklist(FORM)["irrelevant"]
    answers = b'<data id="school-safety"><visit_date>2026-05-01</visit_date></data>'
    assert not any("guards[1]" in path for path in run_checklist(FORM, answers=answers)["irrelevant"])


@pytest.mark.parametrize(
    "line",
    ["jump /data", "set /data/none 1", "add /data/cctv", "remove /data/guards", "remove /data/guards[7]", "add",
     "set /data/cctv/archive/archive_short ok", "set /data/guards[0]/iin 1", "set /data/guards[x]/iin 1"],
)  # fmt: skip
def test_a_line_that_cannot_be_followed_is_named(line: str):
    with pytest.raises(ScriptRefused) as refused:
        run_checklist(FORM, script=["set /data/body X", line])
    assert refused.value.params["line"] == "2"


def test_batches_take_xml_or_a_file_and_never_stop(tmp_path: Path):
    (tmp_path / "a.xml").write_text("<data><a>4</a></data>")
    (tmp_path / "form.xml").write_bytes(FORM)
    asked = [
        ({"expr": "/data/a * 2", "instance": "a.xml"}, {"string": "8", "number": 8.0, "boolean": True}),
        ({"expr": ". + 1", "instance": "<data><a>4</a></data>", "context": "/data/a"}, {"string": "5"}),
        ({"expr": "count(instance('tri')/root/item)", "instance": "form.xml"}, {"string": "3"}),
        ({"expr": "number('')"}, {"string": "NaN", "number": None, "boolean": False}),
    ]
    for line, expected in asked:
        said = evaluate_line(json.dumps(line), tmp_path)
        assert {name: said[name] for name in expected} == expected
    for line in ['{"expr": "("}', "nonsense", "[]", "{}", '{"expr": "1", "instance": "none.xml"}',
                 '{"expr": ".", "context": "/data/none"}', '{"expr": "1", "instance": "<a"}']:  # fmt: skip
        assert set(evaluate_line(line, tmp_path)) == {"error"}
