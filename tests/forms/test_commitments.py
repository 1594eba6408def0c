"""Secret answers leave the sealed instance, and can be proved and put back."""

import base64
import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.forms.commitments import SecretField, commit, reveal
from inspector.forms.errors import CommitmentIncomplete, CommitmentMismatch, InstanceRefused
from inspector.forms.form import Form
from inspector.forms.safexml import writable
from inspector.forms.session import Session
from tests.forms.example import ADULT, example_form, example_session

PLACE = "Кладовая у столовой"


def answered() -> Session:
    session = example_session()
    camera, guard = session.add_row("/data/cctv/cameras"), session.add_row("/data/guards")
    session.set(f"{camera}/place", PLACE)
    session.set(f"{camera}/works", "yes")
    session.set(f"{guard}/iin", ADULT)
    return session


def test_no_secret_stands_in_the_sealed_instance_and_each_is_provable():
    session = answered()
    sealed, fields = commit(example_form(), session.submission())
    assert PLACE.encode() not in sealed
    assert ADULT.encode() not in sealed
    assert {field.node.partition("[")[0] for field in fields} == {"/data/cctv/cameras", "/data/guards"}
    for field in fields:
        proof = hashlib.sha256(base64.b64decode(field.salt) + field.value.encode()).hexdigest()
        assert f"sha256:{proof}".encode() in sealed
    assert reveal(example_form(), sealed, fields) == session.submission()


def test_nodes_are_named_as_the_session_names_them():
    session = answered()
    _, fields = commit(example_form(), session.submission())
    assert {field.node: field.value for field in fields} == {
        node: session.value(node) for node in session.tree.nodes if node.endswith(("/place", "/iin"))
    }


def test_the_same_answer_is_committed_to_differently_every_time():
    submission = answered().submission()
    assert commit(example_form(), submission)[0] != commit(example_form(), submission)[0]


def test_blank_answers_stay_blank():
    sealed, fields = commit(example_form(), example_session().submission())
    assert fields == ()
    assert reveal(example_form(), sealed, ()) == sealed


def test_another_value_or_another_set_of_fields_is_refused():
    form = example_form()
    sealed, fields = commit(form, answered().submission())
    first, second = fields
    with pytest.raises(CommitmentMismatch) as refused:
        reveal(form, sealed, (SecretField(first.node, "elsewhere", first.salt), second))
    assert "elsewhere" not in str(refused.value)
    with pytest.raises(CommitmentMismatch):
        reveal(form, sealed, (SecretField(first.node, first.value, "?"), second))
    with pytest.raises(CommitmentIncomplete):
        reveal(form, sealed, (first,))
    with pytest.raises(CommitmentIncomplete):
        reveal(form, sealed, (*fields, SecretField("/data/guards[none]/iin", "1", first.salt)))
    with pytest.raises(InstanceRefused):
        commit(form, b'<data id="other"/>')


@given(st.text(max_size=30), st.text(max_size=30))
@settings(max_examples=60, deadline=None)
def test_whatever_is_typed_comes_back(place: str, iin: str):
    form = example_form()
    session = answered()
    for row in session.rows("/data/cctv/cameras"):
        session.set(f"{row}/place", place)
    for row in session.rows("/data/guards"):
        session.set(f"{row}/iin", iin)
    sealed, fields = commit(form, session.submission())
    assert reveal(form, sealed, fields) == session.submission()
    assert {field.value for field in fields} == {value for value in map(writable, (place, iin)) if value}


def test_what_stands_in_a_closed_group_is_closed_everywhere() -> None:
    """The mark of a group is the mark of everything in it: for messages, for the next visit, for the screen."""
    form = Form.parse(b"""<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
      xmlns:q="urn:qorgan:checklist:1"><h:head><h:title>t</h:title><model>
      <instance><data id="f" version="1"><closed><place/></closed><open/></data></instance>
      <bind nodeset="/data/closed" q:restricted="yes"/><bind nodeset="/data/closed/place" type="string"/>
      <bind nodeset="/data/open" type="string"/></model></h:head><h:body>
      <group ref="/data/closed"><label>c</label><input ref="/data/closed/place"><label>p</label></input></group>
      <input ref="/data/open"><label>o</label></input></h:body></h:html>""")
    assert form.secret_paths == {"/data/closed", "/data/closed/place"}
    assert form.spec("/data/closed/place").restricted
    assert not form.spec("/data/closed/place").personal
