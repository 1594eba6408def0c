"""What stands in an instance: calculated values, first rows, metadata, lists beside the form, foreign namespaces."""

from datetime import datetime
from pathlib import Path

import pytest
from lxml import etree

from inspector.forms.attached import read_attached
from inspector.forms.errors import AttachedUnreadable
from inspector.forms.running import run_checklist
from inspector.forms.session import Session
from tests.forms.example import form_of

INPUT = '<input ref="/data/q"><label>q</label></input>'


def calculated(expression: str, kind: str = "", instance: str = "<q/>", binds: str = "", q: str = "") -> str:
    typed = f'type="{kind}"' if kind else ""
    binds += f'<bind nodeset="/data/c" {typed} calculate="{expression}"/>'
    session = Session(form_of(f"{instance}<c/>", binds, INPUT))
    session.set("/data/q", q)
    return session.value("/data/c")


@pytest.mark.parametrize(
    ("expression", "kind", "expected"),
    [
        ("1 = 1", "", "1"),
        ("not(1 = 1)", "string", "0"),
        ("if(1 = 1, true(), false())", "", "1"),
        ("'x'", "boolean", "1"),
        ("2.7", "int", "2"),
        ("-2.7", "int", "-2"),
        ("'abc'", "int", "abc"),
        ("2.7", "decimal", "2.7"),
        ("3", "decimal", "3"),
        ("0 div 0", "", ""),
        ("1 div 0", "", "Infinity"),
        ("10000000000", "", "10000000000"),
        ("12345678.5", "", "12345678.5"),
        ("date('2024-01-05')", "", "2024-01-05"),
        ("date('2024-01-05') + 1", "date", "2024-01-06"),
        ("date-time('2024-01-05T10:00:00Z')", "date", "2024-01-05"),
        ("10.603 * 1", "", "10.603"),
        ("date-time('2024-01-05T10:00:00Z')", "dateTime", "2024-01-05T10:00:00.000Z"),
        ("concat('a', 1 = 1)", "", "atrue"),
    ],
)
def test_a_calculated_value(expression: str, kind: str, expected: str):
    assert calculated(expression, kind) == expected


@pytest.mark.parametrize(
    ("expression", "q", "expected"),
    [
        ("if(/data/t, 'yes', 'no')", "7", "yes"), ("if(/data/t, 'yes', 'no')", "1", "no"), ("/data/t + 1", "7", "2"),
        ("/data/t = 'true'", "7", "1"), ("/data/t = ''", "1", "0"), ("concat(/data/t, '!')", "1", "false!"),
        ("/data/u and true()", "7", "1"), ("/data/u and true()", "1", "0"), ("checklist(1, 1, /data/t)", "1", "0"),
        ("count(/data/t)", "1", "1"), ("coalesce(/data/t, 'x')", "1", "0"),
    ],
)  # fmt: skip
def test_a_calculated_truth_stays_a_truth_wherever_it_is_looked_at(expression: str, q: str, expected: str):
    binds = '<bind nodeset="/data/q" type="int"/><bind nodeset="/data/t" calculate="/data/q &gt; 3"/>'
    binds += '<bind nodeset="/data/u" calculate="/data/t"/>'
    assert calculated(expression, instance="<q/><t/><u/>", binds=binds, q=q) == expected


@pytest.mark.parametrize(
    ("kind", "answer", "written"),
    [
        ("decimal", "12", "12.0"), ("decimal", "2.50", "2.5"), ("int", "007", "7"), ("string", "007", "007"),
        ("geopoint", "43.25 76.95", "43.25 76.95 0.0 0.0"), ("decimal", "x", "x"), ("date", "2024-01-05", "2024-01-05"),
        ("geoshape", "0 0;0 1;1 1;0 0", "0.0 0.0 0.0 0.0; 0.0 1.0 0.0 0.0; 1.0 1.0 0.0 0.0; 0.0 0.0 0.0 0.0"),
    ],
)  # fmt: skip
def test_an_answer_in_the_submission(kind: str, answer: str, written: str):
    session = Session(form_of("<q/>", f'<bind nodeset="/data/q" type="{kind}"/>', INPUT))
    session.set("/data/q", answer)
    assert session.value("/data/q") == answer
    assert etree.fromstring(session.submission()).findtext("q") == written


REPEATS = (
    '<group ref="/data/r"><repeat nodeset="/data/r"{count}><input ref="/data/r/a"/><group ref="/data/r/p">'
    '<repeat nodeset="/data/r/p" jr:count="../a"><input ref="/data/r/p/x"/></repeat></group></repeat></group>'
)
NESTED = '<r jr:template=""><a/><p jr:template=""><x>t</x></p><p><x>1</x></p></r><r><a/></r>'


def test_rows_start_as_the_forms_instance_shows_them():
    session = Session(form_of(NESTED, body=REPEATS.format(count="")), first_rows=True)
    (first,) = session.rows("/data/r")
    assert session.rows(f"{first}/p") == ()
    added = session.add_row("/data/r")
    assert [session.value(f"{row}/x") for row in session.rows(f"{added}/p")] == ["1"]
    session.set(f"{added}/a", "3")
    assert [session.value(f"{row}/x") for row in session.rows(f"{added}/p")] == ["1", "t", "t"]
    session.set(f"{added}/a", "0")
    assert len(session.rows(f"{added}/p")) == 1
    assert Session(form_of(NESTED, body=REPEATS.format(count=""))).rows("/data/r") == ()


def test_metadata_are_filled_when_an_instance_is_begun_unless_they_are_given():
    binds = (
        '<bind nodeset="/data/today" type="date" jr:preload="date" jr:preloadParams="today"/>'
        '<bind nodeset="/data/start" type="dateTime" jr:preload="timestamp" jr:preloadParams="start"/>'
        '<bind nodeset="/data/phone" jr:preload="property" jr:preloadParams="deviceid"/>'
    )
    form = form_of("<today/><start/><phone/>", binds)
    session = Session(form)
    began = datetime.fromisoformat(session.value("/data/start"))
    assert abs((datetime.now().astimezone() - began).total_seconds()) < 3_600
    assert session.value("/data/today") == began.date().isoformat()
    assert session.value("/data/phone") == ""
    given = Session(form, preload={"today": "2026-05-01", "start": "2026-05-01T09:00:00.000+05:00"})
    assert given.value("/data/today") == "2026-05-01"
    assert given.value("/data/start") == "2026-05-01T09:00:00.000+05:00"


def test_a_default_of_a_new_row_sets_what_it_triggers():
    body = (
        '<group ref="/data/r"><repeat nodeset="/data/r"><input ref="/data/r/e"><label>e</label>'
        '<setvalue ref="/data/r/f" event="xforms-value-changed" value="../e * 10"/></input><input ref="/data/r/f"/>'
        '<setvalue ref="/data/r/e" event="odk-new-repeat" value="1 + 1"/></repeat></group>'
    )
    session = Session(form_of("<r><e/><f/></r>", body=body))
    row = session.add_row("/data/r")
    assert (session.value(f"{row}/e"), session.value(f"{row}/f")) == ("2", "20")


FILES = (
    '<instance id="places" src="jr://file-csv/places.csv"/><instance id="schools" src="jr://file/../schools.xml"/>'
    '<instance id="__last-saved" src="jr://instance/last-saved"/>'
)
LOOKS = (
    "<bind nodeset=\"/data/pop\" calculate=\"pulldata('places', 'pop', 'name', /data/q)\"/>"
    '<bind nodeset="/data/all" calculate="sum(instance(\'places\')/root/item/pop)"/>'
    '<bind nodeset="/data/school" calculate="instance(\'schools\')/root/item[town = /data/q]/label"/>'
    '<bind nodeset="/data/last" calculate="instance(\'__last-saved\')/data/q"/>'
)


def test_lists_beside_the_form_are_read(tmp_path: Path):
    (tmp_path / "places.csv").write_text('\ufeffname,pop,"1 bad"\np1,100,x\n"p,2",200\n\n', encoding="utf-8")
    (tmp_path / "schools.xml").write_text("<root><item><town>p1</town><label>Мектеп</label></item></root>", "utf-8")
    form = form_of("<q/><pop/><all/><school/><last/>", LOOKS, INPUT, FILES)
    lists = read_attached(form, tmp_path)
    assert lists["places"] == [{"name": "p1", "pop": "100"}, {"name": "p,2", "pop": "200"}]
    session = Session(form, lists=lists)
    session.set("/data/q", "p1")
    assert [session.value(f"/data/{name}") for name in ("pop", "all", "school", "last")] == ["100", "300", "Мектеп", ""]


def test_a_list_outside_the_folder_is_never_opened_and_a_missing_one_is_empty(tmp_path: Path):
    (tmp_path / "schools.xml").write_text("<root><item><town>p1</town></item></root>", "utf-8")
    inner = tmp_path / "inner"
    inner.mkdir()
    assert read_attached(form_of("<q/>", "", INPUT, FILES), inner) == {}


@pytest.mark.parametrize(("name", "data"), [("places.csv", b"\xff\xfe\x00"), ("schools.xml", b"<root><item>")])
def test_a_broken_list_is_one_sentence(tmp_path: Path, name: str, data: bytes):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(AttachedUnreadable, match=name):
        read_attached(form_of("<q/>", "", INPUT, FILES), tmp_path)


def test_a_choice_is_named_in_a_calculation():
    body = '<select1 ref="/data/q"><label>q</label><item><label>Да</label><value>yes</value></item></select1>'
    binds = '<bind nodeset="/data/c" calculate="jr:choice-name(/data/q, \'/data/q\')"/>'
    session = Session(form_of("<q/><c/>", binds, body))
    session.set("/data/q", "yes")
    assert session.value("/data/c") == "Да"


def test_elements_of_other_namespaces_keep_them():
    xml = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns:orx="http://openrosa.org/xforms"><h:head><h:title>t</h:title><model><instance><data id="f" xmlns="urn:x">
    <q/><c/><orx:meta><orx:instanceID/></orx:meta></data></instance><bind nodeset="/data/orx:meta/orx:instanceID"/>
    <bind nodeset="/data/c" calculate="string-length(/data/orx:meta/orx:instanceID) &gt; 0"/></model></h:head>
    <h:body><input ref="/data/q"><label>q</label></input></h:body></h:html>"""
    told = run_checklist(xml.encode(), script=["set /data/q 5"])
    root = etree.fromstring(told["instance"].encode())
    assert root.tag == "{urn:x}data"
    assert root.findtext("{urn:x}q") == "5"
    assert root.findtext("{urn:x}c") == "1"
    assert root.find("{http://openrosa.org/xforms}meta/{http://openrosa.org/xforms}instanceID") is not None
