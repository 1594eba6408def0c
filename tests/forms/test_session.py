"""What a session recomputes, keeps, leaves out and refuses."""

import pytest
from pyxform.xls2xform import convert

from inspector.core.errors import Refusal
from inspector.forms.errors import FormCycle, InstanceRefused, NotAnAnswer, NotARow, UnknownNode
from inspector.forms.form import Form
from inspector.forms.session import Session
from tests.forms.example import ADULT, PRELOAD, example_form, example_session, form_of

ARCHIVE = "/data/cctv/archive"


def kinds(session: Session) -> set[tuple[str, str]]:
    return {(problem.path, problem.kind) for problem in session.problems()}


def test_changed_names_what_may_read_differently_and_nothing_else():
    session = example_session()
    camera, other = session.add_row("/data/cctv/cameras"), session.add_row("/data/cctv/cameras")
    session.set(f"{camera}/place", "A")
    changed = session.set(f"{camera}/works", "no").nodes
    assert changed == {
        f"{camera}/works", f"{camera}/camera_down", f"{camera}/camera_down_message", "/data/cctv/cameras_working_upper",
    }  # fmt: skip
    assert not any(node.startswith(other) for node in changed)
    assert session.set(f"{camera}/works", "no").nodes == frozenset()


def test_a_label_changes_with_what_it_names():
    session = example_session()
    session.set(f"{ARCHIVE}/archive_oldest", "2026-04-20")
    assert f"{ARCHIVE}/archive_short_message" in session.set(f"{ARCHIVE}/archive_oldest", "2026-04-21").nodes


def test_what_is_irrelevant_is_left_out_and_comes_back():
    session = example_session()
    session.set(f"{ARCHIVE}/verdict", "na")
    session.set(f"{ARCHIVE}/reason", "нет камер")
    assert "нет камер" in session.submission().decode()
    session.set(f"{ARCHIVE}/verdict", "ok")
    assert not session.relevant(f"{ARCHIVE}/reason")
    assert "нет камер" not in session.submission().decode()
    assert f"{ARCHIVE}/reason" in session.irrelevant()
    session.set(f"{ARCHIVE}/verdict", "unchecked")
    assert session.value(f"{ARCHIVE}/reason") == "нет камер"
    assert session.required(f"{ARCHIVE}/reason")


def test_expressions_do_not_see_what_is_irrelevant():
    form = form_of(
        "<a/><g><x/></g><sum/><seen/>",
        '<bind nodeset="/data/g" relevant="/data/a = \'1\'"/><bind nodeset="/data/g/x" type="int"/>'
        '<bind nodeset="/data/sum" calculate="sum(/data/g/x)"/><bind nodeset="/data/seen" calculate="count(/data/g)"/>',
        '<input ref="/data/a"/><group ref="/data/g"><input ref="/data/g/x"/></group>',
    )
    session = Session(form)
    session.set("/data/a", "1")
    session.set("/data/g/x", "4")
    assert (session.value("/data/sum"), session.value("/data/seen")) == ("4", "1")
    session.set("/data/a", "")
    assert (session.value("/data/sum"), session.value("/data/seen")) == ("0", "0")
    session.set("/data/g/x", "5")
    session.set("/data/a", "1")
    assert session.value("/data/sum") == "5"


def test_blank_blocks_and_not_checked_needs_a_reason():
    session = example_session()
    assert (f"{ARCHIVE}/verdict", "required") in kinds(session)
    session.set(f"{ARCHIVE}/verdict", "unchecked")
    assert (f"{ARCHIVE}/reason", "required") in kinds(session)
    session.set(f"{ARCHIVE}/reason", "нет доступа")
    assert not [kind for kind in kinds(session) if kind[0].startswith(ARCHIVE)]
    assert session.findings() == ()


def test_a_failed_check_wants_its_photo():
    session = example_session()
    session.set(f"{ARCHIVE}/verdict", "bad")
    assert (ARCHIVE, "evidence") in kinds(session)
    row = session.add_row(f"{ARCHIVE}/archive_photos")
    assert (ARCHIVE, "evidence") in kinds(session)
    session.set(f"{row}/photo", "a.jpg")
    assert (ARCHIVE, "evidence") not in kinds(session)


def test_types_choices_and_constraints():
    session = example_session()
    guard = session.add_row("/data/guards")
    session.set(f"{guard}/iin", "12")
    session.set(f"{ARCHIVE}/archive_oldest", "20.04.2026")
    session.set(f"{ARCHIVE}/verdict", "perhaps")
    problems = {problem.path: problem for problem in session.problems()}
    assert problems["/data/guards/iin"].kind == "constraint"
    assert problems["/data/guards/iin"].message["kk"] == "ЖСН 12 цифрдан тұрады"
    assert problems[f"{ARCHIVE}/archive_oldest"].kind == "type"
    assert problems[f"{ARCHIVE}/verdict"].kind == "type"
    assert set(problems[f"{ARCHIVE}/verdict"].message) == {"ru", "kk", "en"}


def test_the_term_is_preset_by_severity_and_never_overwrites():
    session = example_session(p_fix_days_gross="3")
    session.set(f"{ARCHIVE}/verdict", "bad")
    assert session.value(f"{ARCHIVE}/due_days") == "3"
    session.set(f"{ARCHIVE}/due_days", "5")
    session.set(f"{ARCHIVE}/verdict", "ok")
    session.set(f"{ARCHIVE}/verdict", "bad")
    assert session.findings()[0].due_days == 5
    session.set("/data/cctv/dummy/verdict", "bad")  # a recommendation: no severity, no term
    assert session.value("/data/cctv/dummy/due_days") == ""


def test_a_formal_check_has_a_least_term_and_only_official_items():
    session = example_session(visit_kind="check", body="CPCR", p_fix_days_gross="3", p_fix_days_min="10")
    assert session.checks() == (ARCHIVE,)
    assert not session.relevant("/data/cctv/dummy")
    session.set(f"{ARCHIVE}/verdict", "bad")
    assert session.value(f"{ARCHIVE}/due_days") == "10"
    session.set(f"{ARCHIVE}/due_days", "9")
    assert (f"{ARCHIVE}/due_days", "constraint") in kinds(session)
    other = example_session(visit_kind="check", body="MVD")
    assert other.checks() == ()
    assert example_session().checks() == (ARCHIVE, "/data/cctv/dummy")


def test_a_wholly_blank_keyed_row_is_nothing():
    session = example_session()
    session.add_row("/data/cctv/cameras")
    session.add_row("/data/guards")
    assert b"<cameras " not in session.submission()
    assert b"<guards " not in session.submission()
    assert not [problem for problem in session.problems() if "cameras" in problem.path or "guards" in problem.path]


def test_a_row_without_key_counts_nowhere():
    session = example_session()
    camera = session.add_row("/data/cctv/cameras")
    session.set(f"{camera}/works", "no")
    session.set(f"{camera}/camera_aim/verdict", "bad")
    assert session.value(f"{camera}/camera_down") == ""
    assert session.findings() == ()
    assert session.indicators()[0].of == 0
    assert ("/data/cctv/cameras/place", "required") in kinds(session)


def test_preloaded_values_beat_defaults_and_a_blank_beats_them_too():
    assert example_session().value("/data/p_archive_days") == "30"
    assert example_session(p_archive_days="10").value("/data/p_archive_days") == "10"
    blank = example_session(p_archive_days="")
    blank.set(f"{ARCHIVE}/archive_oldest", "2026-04-30")
    assert blank.value(f"{ARCHIVE}/archive_short") == ""


def test_in_a_submission_preloaded_values_of_the_file_win():
    xml = b'<data id="school-safety"><visit_date>2026-05-02</visit_date><p_archive_days/></data>'
    session = Session.from_submission(example_form(), xml, preload={**PRELOAD, "p_guard_max_age": "60"})
    assert session.value("/data/visit_date") == "2026-05-02"
    assert session.value("/data/p_archive_days") == ""
    assert session.value("/data/p_guard_max_age") == "60"


def test_calculated_values_of_a_file_are_never_believed():
    xml = f"""<data id="school-safety"><visit_date>2026-05-01</visit_date><guards><iin>{ADULT}</iin><age>5</age>
    <guard_too_young>bad</guard_too_young></guards></data>""".encode()
    session = Session.from_submission(example_form(), xml)
    (guard,) = session.rows("/data/guards")
    assert (session.value(f"{guard}/age"), session.value(f"{guard}/guard_too_young")) == ("36", "ok")


def test_unknown_nodes_are_told():
    xml = b'<data id="school-safety"><guards><iin>1</iin><salary>2</salary></guards><visit_date/><visit_date/></data>'
    session = Session.from_submission(example_form(), xml)
    unknown = {problem.node for problem in session.problems() if problem.kind == "unknown_node"}
    assert unknown == {"/data/guards[1]/salary", "/data/visit_date"}
    with pytest.raises(InstanceRefused):
        Session.from_submission(example_form(), b'<data id="other"/>')


def test_rows_keep_their_names_through_a_submission():
    session = example_session()
    first = session.add_row("/data/guards", row="aaa")
    second = session.add_row("/data/guards", before=first)
    session.set(f"{first}/iin", "1")
    session.set(f"{second}/iin", "2")
    again = Session.from_submission(example_form(), session.submission())
    assert again.rows("/data/guards") == (second, first)
    assert again.submission() == session.submission()
    assert session.positional(f"{first}/iin") == "/data/guards[2]/iin"
    with pytest.raises(NotARow):
        session.add_row("/data/guards", row="aaa")


def test_a_row_that_moves_keeps_its_name_and_its_answers():
    session = example_session()
    first, second, third = (session.add_row("/data/guards", row=name) for name in ("aaa", "bbb", "ccc"))
    session.set(f"{third}/iin", "3")
    changed = session.move_row(third, first)
    assert session.rows("/data/guards") == (third, first, second)
    assert (session.value(f"{third}/iin"), session.positional(f"{third}/iin")) == ("3", "/data/guards[1]/iin")
    assert "/data/guards" in changed.nodes
    session.move_row(third)
    assert session.rows("/data/guards") == (first, second, third)
    for before in (third, "/data/cctv"):
        with pytest.raises(NotARow):
            session.move_row(third, before)


def test_those_it_passed_are_counted_anew():
    form = Form.parse(
        convert(
            """
| survey | | | |
| | type | name | label | calculation |
| | begin repeat | child | C | |
| | integer | age | A | |
| | calculate | at | | position(..) |
| | end repeat | | | |
| | calculate | second | | indexed-repeat(${age}, ${child}, 2) |
""",
            file_type=".md",
        ).xform.encode()
    )
    session = Session(form)
    repeat = next(spec.path for spec in form.walk() if spec.kind == "repeat")
    rows = [session.add_row(repeat) for _ in range(3)]
    for age, row in enumerate(rows, 7):
        session.set(f"{row}/age", str(age))
    session.move_row(rows[0])
    assert [session.value(f"{row}/at") for row in rows] == ["3", "1", "2"]
    assert session.value(f"{form.root.path}/second") == "9"


@pytest.mark.parametrize(
    ("act", "error"),
    [
        (lambda session: session.set("/data/nothing", "1"), UnknownNode),
        (lambda session: session.set("/data/guards", "1"), NotAnAnswer),
        (lambda session: session.set(f"{ARCHIVE}/archive_short", "ok"), NotAnAnswer),
        (lambda session: session.set(f"{ARCHIVE}/archive_depth", "99"), NotAnAnswer),
        (lambda session: session.add_row("/data/cctv"), NotARow),
        (lambda session: session.remove_row("/data/cctv"), NotARow),
    ],
)
def test_what_cannot_be_done_is_refused(act, error: type[Refusal]):
    with pytest.raises(error):
        act(example_session())


def test_a_refusal_never_repeats_what_was_typed_for_a_row():
    with pytest.raises(UnknownNode) as refused:
        example_session().value(f"/data/guards[{ADULT}]/iin")
    assert ADULT not in str(refused.value)


def test_choices_and_their_languages():
    session = example_session()
    assert [choice.value for choice in session.choices(f"{ARCHIVE}/verdict", "kk")] == ["ok", "bad", "na", "unchecked"]
    assert session.choices(f"{ARCHIVE}/verdict", "kk")[2].label == "Қатысы жоқ"
    assert session.choices(f"{ARCHIVE}/note", "kk") == ()


def test_progress_counts_checks_and_what_must_be_answered():
    session = example_session()
    assert session.progress("/data/cctv").total == 2
    session.set(f"{ARCHIVE}/verdict", "bad")
    session.set("/data/cctv/dummy/verdict", "unchecked")
    progress = session.progress("/data/cctv")
    assert (progress.answered, progress.total, progress.bad, progress.unchecked) == (2, 2, 1, 1)


def test_positions_follow_the_rows():
    form = form_of(
        '<r jr:template=""><k/><at/></r>',
        '<bind nodeset="/data/r/at" calculate="position(..)"/>',
        '<group ref="/data/r"><repeat nodeset="/data/r"><input ref="/data/r/k"/></repeat></group>',
    )
    session = Session(form)
    rows = [session.add_row("/data/r") for _ in range(3)]
    session.remove_row(rows[0])
    assert [session.value(f"{row}/at") for row in session.rows("/data/r")] == ["1", "2"]


def test_a_counted_repeat_has_as_many_rows_as_it_is_told():
    form = form_of(
        '<n/><r jr:template=""><k/></r>',
        '<bind nodeset="/data/n" type="int"/>',
        '<input ref="/data/n"/><group ref="/data/r"><repeat nodeset="/data/r" jr:count=" /data/n ">'
        '<input ref="/data/r/k"/></repeat></group>',
    )
    session = Session(form)
    session.set("/data/n", "3")
    first, *_ = session.rows("/data/r")
    session.set(f"{first}/k", "kept")
    session.set("/data/n", "1")
    assert session.rows("/data/r") == (first,)


def test_external_lists_feed_choices_and_pulldata():
    form = form_of(
        "<pick/><size/>",
        "<bind nodeset=\"/data/size\" calculate=\"pulldata('last_cameras', 'size', 'name', /data/pick)\"/>",
        '<select1 ref="/data/pick"><itemset nodeset="instance(\'last_cameras\')/root/item[size > 1]">'
        '<value ref="name"/><label ref="label"/></itemset></select1>',
        extra='<instance id="last_cameras" src="jr://file-csv/last_cameras.csv"/>',
    )
    rows = [{"name": "a", "label": "A", "size": "1"}, {"name": "b", "label": "B", "size": "2"}]
    session = Session(form, lists={"last_cameras": rows})
    assert [choice.label for choice in session.choices("/data/pick", "ru")] == ["B"]
    session.set("/data/pick", "b")
    assert session.value("/data/size") == "2"


def test_values_computed_in_a_circle_are_refused_by_name():
    with pytest.raises(FormCycle) as refused:
        form_of(
            "<a/><b/>",
            '<bind nodeset="/data/a" calculate="/data/b + 1"/><bind nodeset="/data/b" calculate="/data/a + 1"/>',
        )
    assert "a" in str(refused.value)
    assert "b" in str(refused.value)


def test_a_check_that_headquarters_answers_never_blocks():
    form = form_of(
        "<c><verdict/><reason/><note/><due_days/></c>",
        '<bind nodeset="/data/c" q:kind="check" q:answered_by="hq"/>'
        '<bind nodeset="/data/c/verdict" q:kind="verdict" required="true()"/>',
        '<group ref="/data/c"><input ref="/data/c/verdict"/></group>',
    )
    session = Session(form)
    assert session.problems() == ()
    assert session.readonly("/data/c/verdict")
    assert session.progress("/data/c").total == 0


def test_a_label_can_say_what_a_choice_is_called_in_the_language_asked_for():
    form = form_of(
        "<pick/><told/>",
        '<bind nodeset="/data/told" readonly="true()"/>',
        '<select1 ref="/data/pick"><label>P</label><itemset nodeset="instance(\'l\')/root/item"><value ref="name"/>'
        '<label ref="jr:itext(itextId)"/></itemset></select1>'
        '<input ref="/data/told"><label ref="jr:itext(\'told\')"/></input>',
        extra="".join(
            [
                "<itext>",
                *(
                    f'<translation lang="x ({code})"><text id="l-0"><value>{word}</value></text><text id="told"><value>'
                    "<output value=\"jr:choice-name( /data/pick , ' /data/pick ')\"/>!</value></text></translation>"
                    for code, word in (("ru", "Да"), ("kk", "Иә"))
                ),
                '</itext><instance id="l"><root><item><itextId>l-0</itextId><name>y</name></item></root></instance>',
            ]
        ),
    )
    session = Session(form)
    assert "/data/told" in session.set("/data/pick", "y").nodes
    assert (session.label("/data/told", "ru"), session.label("/data/told", "kk")) == ("Да!", "Иә!")


def test_a_default_computed_once_and_a_value_set_by_a_trigger():
    form = form_of(
        "<a/><b/><c/>",
        '<setvalue event="odk-instance-first-load" ref="/data/b" value="1 + 1"/>',
        '<input ref="/data/a"><label>A</label><setvalue event="xforms-value-changed" ref="/data/c"'
        ' value="concat(/data/a, /data/b)"/></input>',
    )
    session = Session(form)
    assert session.value("/data/b") == "2"
    assert "/data/c" in session.set("/data/a", "x").nodes
    assert session.value("/data/c") == "x2"
