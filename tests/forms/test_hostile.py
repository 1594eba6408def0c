"""A form or instance from outside: refused or served, never a hang, never a traceback."""

import io
import itertools
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from inspector.core.errors import Refusal
from inspector.forms import safexml
from inspector.forms.authoring_sheets import read_workbook
from inspector.forms.errors import FormIncomplete, FormNotXml, FormRefused, FormTooBig, WorkbookUnreadable
from inspector.forms.form import Form
from inspector.forms.session import Session
from tests.forms.example import COMPILED, example_form, example_session, form_of

LAUGHS = b"""<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
<data id="school-safety">&d;</data>"""


@pytest.mark.parametrize(
    "xml",
    [
        LAUGHS,
        b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><data id="school-safety"><body>&x;</body></data>',
        b'<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd"><data id="school-safety"/>',
        b'<!DOCTYPE d [<!ATTLIST data id CDATA "school-safety">]><data/>',
        b'<?xml version="1.0" encoding="utf-16"?><data/>',
        b'<?xml version="1.0" encoding="no-such"?><data/>',
        b"",
        b"<data",
        b"\x00",
        b"<data id='school-safety'>\x0b</data>",
        b"<data id='school-safety'><a>&nothing;</a></data>",
    ],
)
def test_hostile_answers(xml: bytes):
    with pytest.raises(FormNotXml):
        Session.from_submission(example_form(), xml)


def test_depth_and_size_have_bounds():
    deep = b"<a>" * 10_000 + b"</a>" * 10_000
    with pytest.raises(FormRefused):
        safexml.parse(deep)
    with pytest.raises(FormTooBig):
        safexml.parse(b"<a>" * 150 + b"</a>" * 150)
    with pytest.raises(FormTooBig):
        safexml.parse(b" " * (safexml.MAX_INSTANCE_BYTES + 1), most=safexml.MAX_INSTANCE_BYTES)


@pytest.mark.parametrize(
    ("instance", "binds"),
    [
        ("<a/><a/>", ""),
        ("<a/>", '<bind nodeset="/data/a" calculate="1 +"/>'),
        ("<a/>", '<bind nodeset="/data/a" calculate="document(1)"/>'),
        ("<a/>", '<bind nodeset="/data/a" q:severity="fatal"/>'),
        ("<a/>", '<bind nodeset="/data/a" relevant="/data/a = 1"/>'),
    ],
)
def test_a_form_that_cannot_be_run(instance: str, binds: str):
    with pytest.raises(Refusal):
        form_of(instance, binds)


def test_a_question_needs_a_node_but_a_bind_of_none_is_passed_over():
    form_of("<a/>", '<bind nodeset="/data/b" type="string"/>')
    with pytest.raises(FormIncomplete):
        form_of("<a/>", "", '<input ref="/data/b"><label>b</label></input>')


def test_a_row_name_from_outside_is_not_trusted():
    xml = (
        b'<data id="school-safety" xmlns:q="urn:qorgan:checklist:1">'
        b'<guards q:row="a]/x[b"/><guards q:row="ok"/><guards q:row="ok"/></data>'
    )
    rows = Session.from_submission(example_form(), xml).rows("/data/guards")
    assert len(set(rows)) == 3
    assert rows[1] == "/data/guards[ok]"
    assert "a]/x[b" not in rows[0]


def test_what_xml_cannot_hold_is_dropped_from_answers():
    session = Session(example_form())
    session.set("/data/cctv/archive/note", "a\x00b\x0b\ud800c\nd")
    assert session.value("/data/cctv/archive/note") == "abc\nd"
    assert Session.from_submission(example_form(), session.submission()).value("/data/cctv/archive/note") == "abc\nd"


def test_texts_that_double_each_other_end_before_memory_does():
    names = [f"c{number}" for number in range(60)]
    binds = '<bind nodeset="/data/c0" calculate="\'abcdefgh\'"/>' + "".join(
        f'<bind nodeset="/data/{two}" calculate="concat(/data/{one}, /data/{one})"/>'
        for one, two in itertools.pairwise(names)
    )
    session = Session(form_of("".join(f"<{name}/>" for name in names), binds))
    assert len(session.value("/data/c10")) == 8 * 2**10
    assert session.value("/data/c59") == ""


def test_counts_within_counts_make_no_more_rows_than_one_count_may():
    repeats = (
        '<group ref="/data/r"><repeat nodeset="/data/r" jr:count="/data/n"><input ref="/data/r/a"/>'
        '<group ref="/data/r/p"><repeat nodeset="/data/r/p" jr:count="/data/n"><input ref="/data/r/p/x"/></repeat>'
        "</group></repeat></group>"
    )
    session = Session(form_of("<n>5000</n><r><a/><p><x/></p></r>", body='<input ref="/data/n"/>' + repeats))
    assert len(session.rows("/data/r")) == 5_000
    assert sum(len(session.rows(f"{row}/p")) for row in session.rows("/data/r")) == 5_000
    session.set("/data/n", "0")
    session.set("/data/n", "3")
    assert [len(session.rows(f"{row}/p")) for row in session.rows("/data/r")] == [3, 3, 3]


def test_ten_thousand_rows_are_served():
    session = Session(
        form_of("<n>10000</n><r><a/></r><t/>", '<bind nodeset="/data/t" calculate="count(/data/r)"/>',
                '<input ref="/data/n"/><group ref="/data/r"><repeat nodeset="/data/r" jr:count="/data/n">'
                '<input ref="/data/r/a"/></repeat></group>')
    )  # fmt: skip
    assert session.value("/data/t") == "10000"


LETTERS = st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from("\x00\x01\x08\x0b\x1f\ufffe\u202e<&]>"))


@given(LETTERS)
@example("a\r\nb\rc")
@settings(max_examples=60, deadline=None)
def test_any_letters_can_be_answered_and_read_back(value: str):
    session = example_session()
    session.set("/data/cctv/archive/note", value)
    again = Session.from_submission(example_form(), session.submission())
    assert again.value("/data/cctv/archive/note") == session.value("/data/cctv/archive/note")


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_a_damaged_form_is_refused_or_served(data: st.DataObject):
    xml = bytearray(COMPILED.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(xml) - 1))
        xml[place : place + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=4))
    with suppress(Refusal):
        Session(Form.parse(bytes(xml)), first_rows=True).findings()


@given(st.binary(max_size=60))
@settings(max_examples=80, deadline=None)
def test_any_bytes_for_answers(xml: bytes):
    with suppress(Refusal):
        Session.from_submission(example_form(), b'<data id="school-safety">' + xml + b"</data>").problems()


def test_a_workbook_that_unpacks_to_more_than_a_disk_is_refused(tmp_path: Path):
    bomb = io.BytesIO()
    with (
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as member,
    ):
        for _ in range(310):
            member.write(b"\0" * 1_000_000)
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(bomb.getvalue())
    with pytest.raises(WorkbookUnreadable):
        read_workbook(path)
